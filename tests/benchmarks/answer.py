"""How long from the press of an answer to the painted verdict, with the answer safe on disk."""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.screen import screen
from tests.benchmarks.table import Measurement, percentile_95

_ROOT = Path(__file__).resolve().parents[2]
_ROUNDS = 20


def measure() -> list[Measurement]:
    """The median answer, against painting the whole window once and one durable row of plain SQLite."""
    with screen() as environment, tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "tests.benchmarks.answer", data]
        output = subprocess.run(
            command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout
    found = json.loads(output.splitlines()[-1])
    answers, bare = found["answers_ms"], found["bare_ms"]
    note = f"target: under 16 ms in 95 of 100; they were under {percentile_95(answers):.1f} ms"
    median = statistics.median
    return [
        Measurement(
            "answer to painted verdict",
            median(answers),
            "the window painted once + a bare durable row",
            median(bare),
            2.5,
            note,
        )
    ]


def _child(data: Path) -> None:
    from tests.benchmarks.drivers import program_in

    program = program_in(data)
    program.window.first_painted.disconnect()
    program.settings_file.change(motion="reduced")
    program.show()
    program.open_bank()
    gc.freeze()  # as `quizapp.app.main` does when the bank is open
    window = program.window
    window._lobby.add_player("Bench", 16)
    database = _bare_database(data / "bare.sqlite")
    answers_ms: list[float] = []
    bare_ms: list[float] = []
    for _ in range(_ROUNDS):
        window._start(window._lobby.last_settings())
        page = window._page("round")
        while not page._play.round.is_finished:
            program._application.processEvents()
            choice = _button(page, "A. ")
            if choice.isCheckable():
                choice.click()
                choice = _button(page, "Confirm")
            began = time.perf_counter()
            choice.click()
            program._application.processEvents()  # the paint that the answer asked for
            answers_ms.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            database.execute("INSERT INTO answer (text) VALUES ('x')")
            window.repaint()
            bare_ms.append((time.perf_counter() - began) * 1000)
            _button(page, "Next").click()
    print(json.dumps({"answers_ms": answers_ms, "bare_ms": bare_ms}), flush=True)
    os._exit(0)


def _button(page: Any, name: str) -> Any:
    """The button that can be pressed now and whose accessible name begins so."""
    from PySide6.QtWidgets import QAbstractButton

    pressable = (each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled())
    return next(each for each in pressable if each.accessibleName().startswith(name))


def _bare_database(file: Path) -> sqlite3.Connection:
    """A table of plain SQLite with the bank's promise: a row that is committed is on disk."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text)")
    return database


if __name__ == "__main__":
    _child(Path(sys.argv[1]))
