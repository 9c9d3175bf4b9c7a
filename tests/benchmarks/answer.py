"""How long from the press of an answer to the painted verdict, with the answer safe on disk."""

from __future__ import annotations

import json
import os
import sqlite3
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
    """The 95th of 100 answers, against painting a bare window of four buttons and one durable row of plain SQLite."""
    with screen() as environment, tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "tests.benchmarks.answer", data]
        output = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    found = json.loads(output.splitlines()[-1])
    answers, bare = percentile_95(found["answers_ms"]), percentile_95(found["bare_ms"])
    note = f"target: under 16 ms; median {sorted(found['answers_ms'])[len(found['answers_ms']) // 2]:.1f} ms"
    return [
        Measurement(
            "answer to painted verdict, on disk (95 of 100)", answers, "bare repaint + durable row", bare, 8.0, note
        )
    ]


def _child(data: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton

    from tests.benchmarks.drivers import program_in

    program = program_in(data)
    program.window.first_painted.disconnect()
    program.show()
    program.open_bank()
    window = program.window
    window._lobby.add_player("Bench", 16)
    answers_ms: list[float] = []
    for _ in range(_ROUNDS):
        window._start(window._lobby.last_settings())
        page = window._page("round")
        while not page._play.round.is_finished:
            program._application.processEvents()
            buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
            named = {each.accessibleName(): each for each in buttons}
            choice = next(each for name, each in named.items() if name.startswith("A. "))
            if choice.isCheckable():
                choice.click()
                choice = next(each for name, each in named.items() if name == "Confirm")
            began = time.perf_counter()
            choice.click()
            window.repaint()
            program._application.processEvents()
            answers_ms.append((time.perf_counter() - began) * 1000)
            next(each for each in page.findChildren(QAbstractButton) if each.accessibleName() == "Next").click()
    print(json.dumps({"answers_ms": answers_ms, "bare_ms": _bare_ms(data, len(answers_ms))}), flush=True)
    os._exit(0)


def _bare_ms(data: Path, times: int) -> list[float]:
    from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

    window = QWidget()
    layout = QVBoxLayout(window)
    for letter in "ABCD":
        layout.addWidget(QPushButton(letter))
    window.resize(1200, 800)
    window.show()
    database: Any = sqlite3.connect(data / "bare.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text)")
    values: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        database.execute("INSERT INTO answer (text) VALUES ('x')")
        window.repaint()
        QApplication.processEvents()
        values.append((time.perf_counter() - began) * 1000)
    return values


if __name__ == "__main__":
    _child(Path(sys.argv[1]))
