"""Plays the program for the pictures: by accessible names, with the right answers read from the round in play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from time import time_ns
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from quizapp.app import Program
from quizapp.game.judgement import Likeness
from quizapp.game.options import Drawn, is_chosen, is_typed, match_rights
from quizapp.game.question import Kind
from quizapp.game.typed import judge_typed
from quizapp.play import Clock
from quizapp.play import Play as Round
from quizapp.ui.play.setup_custom_words import kind_names
from tests.e2e.reader import Reader

LANES = {"sprint": 1, "dash": 2, "marathon": 3, "daily": 4, "training": 5, "relay": 6, "custom": 7}
_LETTERS = "ABCDEFGHI"
_STEP_MS, _TICK_MS = 4_500, 260
"""Between two steps the round must tick."""
_DAY_MS = 86_400_000
_NEIGHBOUR = {"e": "a", "o": "u", "i": "e", "n": "m", "t": "d", "a": "o"}
"""What somebody may take a letter for."""


@dataclass
class Time:
    """The clocks of play, which pass only when told; the last day of the pictures is today."""

    monotonic_ms: int = 1_000_000
    utc_ms: int = time_ns() // 1_000_000

    def clock(self) -> Clock:
        """The clocks as the program takes them."""
        return Clock(lambda: self.monotonic_ms, lambda: self.utc_ms, self._today, lambda: 0)

    def _today(self) -> date:
        return datetime.fromtimestamp(self.utc_ms / 1000).astimezone().date()

    def pass_days(self, days: int) -> None:
        """Nothing happens for so long; negative days go back."""
        self.utc_ms += days * _DAY_MS

    def pass_ms(self, ms: int) -> None:
        """A player thinks for so long."""
        while ms > 0:
            step = min(ms, _STEP_MS)
            self.monotonic_ms += step
            ms -= step
            QTest.qWait(_TICK_MS)


class Player:
    """Somebody who knows everything and acts as a screen reader's user does."""

    def __init__(self, program: Program, time: Time) -> None:
        self.program = program
        self.reader = Reader(program.window)
        self.time = time

    @property
    def round(self) -> Round:
        """The round in play."""
        page: Any = self.program.window._page("round")
        return page._play

    @property
    def drawn(self) -> Drawn:
        """The question that is asked."""
        return self.round.round.current

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        QTest.qWait(50)
        return [each for each in self.program.window.findChildren(QDialog) if each.isVisible()][-1]

    # Home

    def say_who_plays(self, name: str, episodes: int | None = None) -> None:
        """At the first start; None = has watched everything."""
        self.reader.write("Who plays?", name)
        self._say_how_far(self.reader, episodes)

    def add(self, name: str, episodes: int | None = None) -> None:
        """Somebody else plays from now on."""
        self.program.window.show_players("add")
        dialog = Reader(self.dialog())
        dialog.write("Name", name)
        self._say_how_far(dialog, episodes)
        dialog.press("Add and play")

    def _say_how_far(self, reader: Reader, episodes: int | None) -> None:
        reader.press("I’ve seen it all")
        for _ in range(0 if episodes is None else 16 - episodes):
            reader.press("One episode less")

    def choose_lane(self, mode: str) -> None:
        """Chooses this lane of home."""
        self.reader.press(f"{LANES[mode]}. ")

    def ask_only(self, kind: Kind) -> None:
        """In the custom lane: a round of this kind alone."""
        self.reader.press("Change the rules…")
        dialog, names = self.dialog(), kind_names()
        reader = Reader(dialog)
        if not reader.find(names[kind]).checked:
            reader.press(names[kind])
        for name in names.values():
            if name != names[kind] and reader.find(name).checked:
                reader.press(name)
        reader.press("Done")

    def give_up(self) -> None:
        """Out of the round and back home."""
        self.reader.press("Pause")
        self.reader.press("Give up this round")
        Reader(self.dialog()).press("Give up")

    # A question

    def answer(self, right: bool = True) -> None:
        """Answers it, after a while that differs from question to question, up to its verdict."""
        self.think()
        if right:
            self._prepare()
            self.confirm()
        elif is_typed(self.drawn.question):
            self.reader.write("Your answer", "no idea")
            self.confirm()
        else:
            self.reader.answer_somehow(last=self._first_is_key())

    def think(self) -> None:
        """Some seconds pass, fewer where a clock presses."""
        round_ = self.round.round
        most_ms = 2_500 if round_.rules.has_clock else 6_300
        self.time.pass_ms(2_400 + (len(round_.turns) * 1_370 + self.round.round_id * 730) % most_ms)

    def _first_is_key(self) -> bool:
        return is_chosen(self.drawn.question) and self.drawn.shown()[0].is_key

    def confirm(self) -> None:
        """Where a choice alone is not the answer."""
        if not self.reader.has("Next"):
            self.reader.press("Confirm")

    def _prepare(self) -> None:
        """Everything of the right answer but its confirmation; where choosing is answering, the answer."""
        question = self.drawn.question
        if is_typed(question):
            self.reader.write("Your answer", question.answers[0])
        elif is_chosen(question):
            self.choose([place for place, option in enumerate(self.drawn.shown()) if option.is_key])
        elif question.kind is Kind.MATCHING:
            self.join(range(len(question.pairs)))
        else:
            self.order(len(question.sequence))

    def choose(self, places: Sequence[int]) -> None:
        """The options at these places, as they are shown."""
        for place in places:
            self.reader.press(f"{_LETTERS[place]}. ")

    def join(self, partners: Sequence[int]) -> None:
        """The left sides from the first, each with the partner of the left side that has this number."""
        rights = match_rights(self.drawn.question)
        shown = [rights[place] for place in self.drawn.options]
        for left, partner in enumerate(partners, 1):
            self.reader.press(f"{left}. ")
            self.reader.press(f"{_LETTERS[shown.index(rights[partner])]}. ")

    def order(self, count: int) -> None:
        """Moves the first `count` steps to their places."""
        steps = self.drawn.question.sequence
        now = [steps[place] for place in self.drawn.options]
        for place, step in enumerate(steps[:count]):
            for _ in range(now.index(step) - place):
                self.reader.press(f"Move {step} up")
            now.insert(place, now.pop(now.index(step)))

    def slip(self) -> str:
        """The answer with one letter wrong so that it is still accepted; "" where every such text would be wrong."""
        answers, names = self.drawn.question.answers, self.round.names
        first = answers[0]
        typed = [
            first[:at] + _NEIGHBOUR[letter] + first[at + 1 :]
            for at, letter in enumerate(first)
            if at and letter in _NEIGHBOUR
        ]
        slips = [text for text in typed if judge_typed(text, answers, names).likeness is Likeness.SLIP]
        return slips[-1] if slips else ""
