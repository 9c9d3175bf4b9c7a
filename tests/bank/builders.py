"""Packs, rounds and banks for the tests of the bank, each in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quizapp.bank.bank import Bank
from quizapp.bank.engine import USUAL, Limits
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, deal_options, key_indexes
from quizapp.game.question import Category, Distractor, Kind, Name, Pack, PackInfo, Question, Source
from quizapp.game.records import Board
from quizapp.game.review import Card
from quizapp.game.round import Round
from quizapp.game.rules import SPRINT_1, RoundSettings, RuleSet

DAY_MS = 24 * 3600 * 1000
START_MS = 1_795_262_400_000
"""2026-11-21 12:00 UTC."""

CATEGORIES = ("cast", "plot")
INFO = PackInfo(
    "run-on", "Run On", "2026.11.1", episodes=16, categories=tuple(Category(name, name.title()) for name in CATEGORIES)
)


@dataclass
class Clock:
    """A UTC clock that stands until it is moved."""

    ms: int = START_MS

    def __call__(self) -> int:
        return self.ms

    def forward(self, ms: int) -> int:
        self.ms += ms
        return self.ms


def question(number: int = 1, **changes: Any) -> Question:
    """A single choice with four options; odd numbers are about the cast, even ones about the plot."""
    usual = Question(
        uid=f"run-on/q-{number:04d}",
        kind=Kind.SINGLE_CHOICE,
        category=CATEGORIES[(number + 1) % 2],
        prompt=f"Who runs in scene {number}?",
        episode=1,
        answers=("Ki Seon-gyeom",),
        distractors=(Distractor("Oh Mi-joo"), Distractor("Seo Dan-ah", 9, "Not yet"), Distractor("Lee Young-hwa")),
        hint="He was a sprinter.",
        explanation="He runs in every scene.",
        sources=(Source("Run On Episode 1 Recap", episode=1, time="12:30"),),
        tags=("track",),
    )
    return replace(usual, **changes)


def pack(questions: Iterable[Question] | int = 12, **info: Any) -> Pack:
    """A pack of these questions, or of so many usual ones."""
    asked = [question(number) for number in range(1, questions + 1)] if isinstance(questions, int) else questions
    return Pack(replace(INFO, **info), tuple(asked))


SETTINGS = RoundSettings("run-on", 16, CATEGORIES)


def open_bank(folder: Path, clock: Callable[[], int], limits: Limits = USUAL) -> Bank:
    return Bank.open(folder / "bank.sqlite", folder / "backups", now_ms=clock, limits=limits)


def round_of(
    bank: Bank,
    uids: Sequence[str],
    seed: str = "seed",
    settings: RoundSettings = SETTINGS,
    *,
    rules: RuleSet = SPRINT_1,
    names: Sequence[Name] = (),
) -> Round:
    """A round (a sprint if nothing else is said) of these questions in this order, at their newest revisions."""
    return Round(rules.for_settings(settings), settings, seed, drawn_of(bank, uids, seed), names=NameBook(names))


def drawn_of(bank: Bank, uids: Sequence[str], seed: str = "seed") -> tuple[Drawn, ...]:
    known = bank.questions.get(uids)
    return tuple(_dealt(*known[uid], seed) for uid in uids)


def _dealt(asked: Question, revision: int, seed: str) -> Drawn:
    return Drawn(asked, revision, deal_options(asked, INFO, 16, KeyedNumbers(seed, f"options/{asked.uid}")))


def board(settings: RoundSettings = SETTINGS, *, rules: RuleSet = SPRINT_1, **changes: Any) -> Board:
    return replace(Board.of(rules.id, INFO, settings), **changes)


def uids(count: int = 11) -> list[str]:
    return [question(number).uid for number in range(1, count + 1)]


def answer(state: Round, *, right: bool, elapsed_ms: int = 1_000) -> Round:
    """The round after its current question was answered and the verdict read."""
    keys = key_indexes(state.current.question)
    wrong = next(index for index in state.current.options if index not in keys)
    return state.show(0).answer(keys if right else {wrong}, elapsed_ms).next_question(0)


@dataclass
class Game:
    """Plays rounds into a bank as the program does: each event is recorded before the next."""

    bank: Bank
    clock: Clock

    def begin(
        self,
        player_id: int,
        state: Round,
        on: Board | None = None,
        *,
        pack_edited: bool = False,
        practice: bool = False,
    ) -> int:
        on = on or board(state.settings, rules=state.rules)
        return self.bank.rounds.begin(player_id, state, on, pack_edited, self.clock(), practice=practice)

    def record(self, round_id: int, state: Round, card: Card | None = None) -> None:
        """Writes the newest event of the round."""
        event = state.events[-1]
        turn = state.turns[-1] if state.turns and state.turns[-1].drawn is state.drawn[event.position] else None
        finished = state.result() if state.is_complete else None
        self.bank.rounds.record(
            round_id, len(state.events), event, turn, at_ms=self.clock(), finished=finished, card=card
        )

    def answer(
        self, round_id: int, state: Round, *, right: bool = True, elapsed_ms: int = 1_000, card: Card | None = None
    ) -> Round:
        state = answer(state, right=right, elapsed_ms=elapsed_ms)
        self.record(round_id, state, card)
        return state

    def play(self, player_id: int, right: int = 10, *, elapsed_ms: int = 1_000, on: Board | None = None) -> int:
        """A finished sprint of 10 questions, the first `right` of them answered rightly; gives its id."""
        return self.finish(player_id, round_of(self.bank, uids()), right, elapsed_ms=elapsed_ms, on=on)

    def finish(
        self,
        player_id: int,
        state: Round,
        right: int = 10,
        *,
        elapsed_ms: int = 1_000,
        on: Board | None = None,
        practice: bool = False,
    ) -> int:
        """The round from its start to its end, the first `right` questions answered rightly; gives its id."""
        round_id = self.begin(player_id, state, on, practice=practice)
        while not state.is_finished:
            state = self.answer(round_id, state, right=len(state.turns) < right, elapsed_ms=elapsed_ms)
        return round_id


def sql(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What a statement gives on the file itself, past the program."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()
