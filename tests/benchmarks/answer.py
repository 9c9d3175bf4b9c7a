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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quizapp.game.options import is_typed, key_indexes
from quizapp.game.question import Kind
from quizapp.game.rules import CustomRules, Mode
from tests.benchmarks.screen import screen
from tests.benchmarks.table import Measurement, percentile_95

_ROOT = Path(__file__).resolve().parents[2]
_ROUNDS_OF_EACH = 6
_READING_S = 0.9
"""So long the first question of a round is looked at: what its verdicts would wait for is got ready then."""


def measure() -> list[Measurement]:
    """The median answer to each kind, and to all of them, against one repaint and one durable row of plain SQLite."""
    with screen() as environment, tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "tests.benchmarks.answer", data]
        output = subprocess.run(
            command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout
    found: list[Answered] = [Answered(*each) for each in json.loads(output.splitlines()[-1])]
    kinds = sorted({each.kind for each in found})
    return [
        _verdicts("answer to painted verdict", found),
        *(_verdicts(f"  {kind}", [each for each in found if each.kind == kind]) for kind in kinds),
        _following(found),
    ]


class Answered(NamedTuple):
    """One answer: how long until its verdict was painted, the same of the next question, and of the bare reference."""

    kind: str
    verdict_ms: float
    bare_ms: float
    next_ms: float | None


def _verdicts(what: str, found: Sequence[Answered]) -> Measurement:
    taken = [each.verdict_ms for each in found]
    note = (
        f"target: under 16 ms in 95 of 100; they were under {percentile_95(taken):.1f} ms, "
        f"the first took {taken[0]:.1f} ms, the longest {max(taken):.1f} ms"
    )
    return Measurement(what, statistics.median(taken), _REFERENCE, _bare_ms(found), 2.5, note)


def _following(found: Sequence[Answered]) -> Measurement:
    taken = [each.next_ms for each in found if each.next_ms is not None]
    note = f"95 of 100 under {percentile_95(taken):.1f} ms"
    return Measurement("Next to painted question", statistics.median(taken), _REFERENCE, _bare_ms(found), 4.0, note)


_REFERENCE = "the window painted once + a bare durable row"


def _bare_ms(found: Sequence[Answered]) -> float:
    return statistics.median(each.bare_ms for each in found)


def _child(data: Path) -> None:
    from tests.benchmarks.drivers import program_in

    program = program_in(data)
    program.window.first_painted.disconnect()
    program.settings_file.change(motion="reduced")
    program.show()
    program.open_bank()
    gc.freeze()  # as `quizapp.app.main` does when the bank is open
    program.window.lobby.add_player("Bench", 16)
    database = _bare_database(data / "bare.sqlite")
    kinds = [kind for kind in Kind for _ in range(_ROUNDS_OF_EACH)]
    print(json.dumps([each for kind in kinds for each in _played(program, database, kind)]), flush=True)
    os._exit(0)


def _played(program: Any, database: sqlite3.Connection, kind: Kind) -> Iterator[Answered]:
    """A round of questions of one kind, answered right and wrong in turns."""
    window = program.window
    every = [category.id for category in window.lobby.pack.categories]
    custom = CustomRules(_questions_of(window.lobby, kind), (kind,))
    window.start(window.lobby.settings(every, None, Mode.CUSTOM, custom=custom))
    page = window._page("round")
    _look_on(program)
    while not page._play.round.is_finished:
        program._application.processEvents()
        press = _ready_to_answer(page, len(page._play.round.turns))
        program._application.processEvents()
        verdict_ms = _until_painted(program, page._stage.verdict, press)
        began = time.perf_counter()
        database.execute("INSERT INTO answer (text) VALUES ('x')")
        window.repaint()
        bare_ms = (time.perf_counter() - began) * 1000
        go_on = page._stage.verdict.next_button().click
        if page._play.round.is_complete:
            go_on()
            next_ms = None
        else:
            next_ms = _until_painted(program, page._stage.prompt.label, go_on)
        yield Answered(kind.value, verdict_ms, bare_ms, next_ms)


def _questions_of(lobby: Any, kind: Kind) -> int:
    """As many as a round may ask and the pack has: 10, or 5 where it has few."""
    every = [category.id for category in lobby.pack.categories]
    settings = lobby.settings(every, None, Mode.CUSTOM, custom=CustomRules(10, (kind,)))
    return 10 if lobby.why_not(settings) is None else 5


def _look_on(program: Any) -> None:
    end = time.perf_counter() + _READING_S
    while time.perf_counter() < end:
        program._application.processEvents()
        time.sleep(0.005)


def _until_painted(program: Any, widget: Any, act: Callable[[], object]) -> float:
    """Milliseconds from an action until the widget was painted."""
    from PySide6.QtCore import QEvent, QObject

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.painted = self.painted or event.type() == QEvent.Type.Paint
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    began = time.perf_counter()
    act()
    while not watch.painted:
        program._application.processEvents()
    elapsed_ms = (time.perf_counter() - began) * 1000
    widget.removeEventFilter(watch)
    return elapsed_ms


def _ready_to_answer(page: Any, number: int) -> Callable[[], object]:
    """Gives an answer that is right every other time, up to its last press; gives that press."""
    from PySide6.QtWidgets import QLineEdit

    drawn, answers, right = page._play.round.current, page._stage.answers, number % 2 == 0
    question = drawn.question
    if is_typed(question):
        answers.shown().findChild(QLineEdit).setText(_typed(question.answers[0], number))
    elif question.kind is Kind.MATCHING:
        places = list(range(len(question.pairs)))
        for left, place in zip(places, places if right else reversed(places), strict=True):
            answers.shown().choose(left)
            answers.shown().choose_right(drawn.options.index(place))
    elif question.kind is not Kind.ORDERING:
        keys = key_indexes(question)
        place = next(at for at, index in enumerate(drawn.options) if (index in keys) is right)
        button = answers.choices.buttons()[place]
        if not button.isCheckable():
            return button.click
        button.click()
    return page._stage.lifelines._confirm.click


def _typed(answer: str, number: int) -> str:
    """Right, with a slip of the hand, or wrong."""
    slip = answer[:-2] + answer[-1] + answer[-2]
    return (answer, slip, "somebody else altogether")[number % 3]


def _bare_database(file: Path) -> sqlite3.Connection:
    """A table of plain SQLite with the bank's promise: a row that is committed is on disk."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, text)")
    return database


if __name__ == "__main__":
    _child(Path(sys.argv[1]))
