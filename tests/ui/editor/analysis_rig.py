"""An item analysis without a bank: rows made up, and an author that gives them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from quizapp.errors import QuizError, sentence
from quizapp.game.item_analysis import wilson_interval
from quizapp.game.item_flags import Flag, FlagKind
from quizapp.game.item_report import ItemRow, OptionUse

TEMPTING = Flag(
    FlagKind.TEMPTING, sentence("the wrong option “{wrong}” was taken 15 of 20 times", wrong="Oh Mi-joo"), 1
)
NEGATIVE = Flag(FlagKind.NEGATIVE, sentence("who did well in the rest of the round did worse here"))
EASY = Flag(FlagKind.TOO_EASY, sentence("too easy: 96 % in 50 first attempts"))


def item(number: int, prompt: str = "", **values: Any) -> ItemRow:
    """A question that half of 40 players knew."""
    usual: dict[str, Any] = {"asked": 40, "facility": 0.5, "discrimination": 0.25, "rounds": 30, "median_ms": 8_000.0}
    usual |= values
    interval = wilson_interval(usual["facility"], usual["asked"])
    return ItemRow(
        f"q{number}", "run-on", "single_choice", prompt or f"Who runs in scene {number}?", interval=interval, **usual
    )


def four() -> list[ItemRow]:
    """One that tempts and misleads, one without remarks, one that is too easy, one of few attempts."""
    options = (OptionUse("Ki Seon-gyeom", True, 20, 4), OptionUse("Oh Mi-joo", False, 20, 15))
    return [
        item(1, "Whom does she meet?", facility=0.2, discrimination=-0.3, flags=(NEGATIVE, TEMPTING), options=options),
        item(2, "Ähnlich?", facility=0.7),
        item(3, asked=50, facility=0.96, median_ms=3_400.0, flags=(EASY,)),
        item(4, asked=3, facility=1.0, discrimination=None, rounds=0, median_ms=60_000.0),
    ]


class FakeAuthor:
    """Gives rows, or waits until it is told to go on, or fails."""

    def __init__(self, rows: Sequence[ItemRow] = ()) -> None:
        self.rows = list(rows)
        self.may_end = threading.Event()
        self.may_end.set()
        self.fails = False
        self.counted = 0
        self.saved: list[tuple[Path, list[list[Any]]]] = []

    def analyse(self, progress: Callable[[int, int], None]) -> list[ItemRow]:
        self.counted += 1
        progress(1, 4)
        while not self.may_end.wait(0.01):
            progress(1, 4)
        if self.fails:
            raise QuizError("The bank cannot be read.")
        return list(self.rows)

    def save_table(self, path: Path, rows: list[list[Any]]) -> None:
        if self.fails:
            raise QuizError("It could not be written.")
        self.saved.append((path, rows))
