"""The editor as the author meets it: its window over 500,000 questions, 10,000 changed at once, and the memory."""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.play import Clock
from tests.benchmarks.large_bank import large_bank
from tests.benchmarks.screen import screen
from tests.benchmarks.search import change_barely
from tests.benchmarks.table import Measurement

_ROOT = Path(__file__).resolve().parents[2]
_ROWS = 500_000
_EDITED = 10_000
_OPENED = 5
_LONGEST_S = 30
_BARE_IDS = "SELECT id FROM question ORDER BY uid"


def measure() -> list[Measurement]:
    """The window at 500,000 questions, the change at 100,000."""
    with large_bank(10) as (bank, _, _):
        small = bank.path
        with large_bank(_ROWS) as (bank, plain, _), screen() as environment:
            seen = _child(environment, "window", small, bank.path)
            bare_mb = _child(environment, "bare", bank.path)["mb"]
            bare_ms = _median_ms(lambda: plain.execute(_BARE_IDS).fetchall(), _OPENED)
    with large_bank(100_000) as (bank, plain, _):
        changed = _changed(bank, plain)
    note = (
        f"target: under 300 ms; the longest {max(seen['ms']):.0f} ms, with ten questions {seen['small_ms']:.0f} ms; "
        f"all rows in the table after {statistics.median(seen['all_ms']):.0f} ms"
    )
    return [
        Measurement(
            *(f"editor of {_ROWS:,}, rows painted", statistics.median(seen["ms"]), "the bare SELECT of ids", bare_ms),
            *(4.0, note),
        ),
        changed,
        Measurement(
            *(f"memory that {_ROWS:,} rows take", seen["mb"], "the bare SELECT of ids, kept", bare_mb, 1.5),
            *(f"the whole program {seen['whole_mb']:.0f} MB", "MB"),
        ),
    ]


def _changed(bank: Bank, plain: sqlite3.Connection) -> Measurement:
    """One step of undo: read, changed, checked and written, with the history and the search brought up to date."""
    author = Author(bank, Clock())
    uids = [row.uid for row in author.rows(author.find("").ids[:_EDITED])]
    bare_ms = _median_ms(lambda: change_barely(plain, uids), 3)
    author.set_field(uids, "difficulty", 1)
    levels = iter((2, 3, 1))

    def _change() -> None:
        assert len(author.set_field(uids, "difficulty", next(levels)).revisions) == _EDITED

    return Measurement(f"author changes {_EDITED:,} rows", _median_ms(_change, 3), "the bare statements", bare_ms, 20.0)


def _median_ms(action: Callable[[], object], times: int) -> float:
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


# In child processes, so that their memory is their own


def _child(environment: dict[str, str], *arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.editor", *map(str, arguments)]
    ran = subprocess.run(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ran.stdout.splitlines()[-1])


def _tell(**found: object) -> None:
    print(json.dumps(found), flush=True)
    os._exit(0)


def _memory_mb() -> float:
    """What this process has in memory now."""
    gc.collect()
    line = next(line for line in Path("/proc/self/status").read_text("ascii").splitlines() if "VmRSS" in line)
    return int(line.split()[1]) / 1024


def _bare(file: Path) -> None:
    connection = sqlite3.connect(file)
    before_mb = _memory_mb()
    kept = connection.execute(_BARE_IDS).fetchall()
    assert len(kept) == _ROWS
    _tell(mb=_memory_mb() - before_mb)


def _window(small: Path, large: Path) -> None:
    """A first window over few questions, so that what is read and built once is there; then those that are measured."""
    from quizapp.ui import theme
    from quizapp.ui.application import make_application

    application = make_application(["quizapp"])
    theme.apply(application, "light")
    _opened(application, small)[2].close()
    small_ms, _, editor = _opened(application, small)
    editor.close()
    before_mb = _memory_mb()
    taken: list[float] = []
    all_taken: list[float] = []
    whole_mb = 0.0
    for _ in range(_OPENED):
        large_ms, all_ms, editor = _opened(application, large)
        taken.append(large_ms)
        all_taken.append(all_ms)
        whole_mb = whole_mb or _memory_mb()
        editor.close()
    _tell(ms=taken, all_ms=all_taken, small_ms=small_ms, mb=whole_mb - before_mb, whole_mb=whole_mb)


def _opened(application: Any, file: Path) -> tuple[float, float, Any]:
    """Milliseconds from asking for the editor until its rows have been painted and until all are there; the window."""
    from PySide6.QtCore import QEvent, QObject

    from quizapp.settings import SettingsFile
    from quizapp.ui.editor.editor_window import EditorWindow
    from quizapp.ui.editor.question_table import QuestionTable

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.painted |= event.type() == QEvent.Type.Paint
            return False

    author = Author(Bank.open(file, file.parent / "backups", now_ms=lambda: 1), Clock())
    settings = SettingsFile(file.parent / "settings.toml")
    count = len(author.find("").ids)
    began = time.perf_counter()
    editor = EditorWindow(author, settings)
    table, watch = editor.findChildren(QuestionTable)[0], Watch()
    table.viewport().installEventFilter(watch)
    editor.bring_forward()
    while not watch.painted and time.perf_counter() < began + _LONGEST_S:
        application.processEvents()
    taken_ms = (time.perf_counter() - began) * 1000
    assert watch.painted
    assert table.current() is not None
    while table.questions.rowCount() < count and time.perf_counter() < began + _LONGEST_S:
        application.processEvents()
    return taken_ms, (time.perf_counter() - began) * 1000, editor


if __name__ == "__main__":
    if sys.argv[1:2] == ["window"]:
        _window(*map(Path, sys.argv[2:]))
    elif sys.argv[1:2] == ["bare"]:
        _bare(Path(sys.argv[2]))
    else:
        from tests.benchmarks.table import as_table

        print(as_table(measure()))
