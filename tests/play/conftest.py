"""A lobby on a real bank with questions of every kind, a player, and clocks that pass only when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.bank import Bank
from quizapp.game.options import is_typed
from quizapp.game.question import Category, Distractor, Kind, Name, Pack, PackInfo, Question, Source
from quizapp.game.rules import Mode, RoundSettings
from quizapp.game.turns import Turn
from quizapp.play import Clock, Lobby, Play

START_MS = 1_795_262_400_000
"""2026-11-21 12:00 UTC."""
CATEGORIES = ("cast", "plot")
NAMES = (Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum",)), Name("Oh Mi-joo", "오미주"), Name("Seo Dan-ah", "서단아"))
INFO = PackInfo(
    "run-on",
    "Run On",
    "2026.11.1",
    episodes=16,
    categories=tuple(Category(name, name.title()) for name in CATEGORIES),
    names=NAMES,
)
KEYS: dict[Kind, dict[str, Any]] = {
    Kind.SINGLE_CHOICE: {"answers": ("Ki Seon-gyeom",), "distractors": tuple(map(Distractor, "ABC"))},
    Kind.MULTIPLE_CHOICE: {"answers": ("one", "two"), "distractors": tuple(map(Distractor, ("three", "four", "five")))},
    Kind.TRUE_FALSE: {"answer": True},
    Kind.SHORT_ANSWER: {"answers": ("Ki Seon-gyeom",)},
    Kind.MISSING_WORD: {"answers": ("run",), "distractors": tuple(map(Distractor, ("walk", "sit", "fly")))},
    Kind.MATCHING: {"pairs": (("a", "1"), ("b", "2"), ("c", "3")), "extra": ("4",)},
    Kind.ORDERING: {"sequence": ("first", "second", "third", "fourth")},
}


def question(number: int, kind: Kind | None = None, **changes: Any) -> Question:
    """Question `number`; the kinds take turns unless one is given."""
    kind = kind or list(Kind)[number % len(Kind)]
    made = Question(
        uid=f"run-on/q-{number:04d}",
        kind=kind,
        category=CATEGORIES[number % 2],
        prompt=f"What happens in scene {number}? ___" if kind is Kind.MISSING_WORD else f"Who is in scene {number}?",
        episode=0,
        difficulty=number % 3 + 1,
        hint="Think of tracks.",
        explanation="It was said so.",
        sources=(Source("Episode 1 Recap"),),
        **KEYS[kind],
    )
    return replace(made, **changes)


def a_pack(count: int = 42, *more: Question, **info: Any) -> Pack:
    """A pack of `count` questions of all kinds, and these."""
    return Pack(replace(INFO, **info), (*(question(number) for number in range(1, count + 1)), *more))


@dataclass
class Time:
    """The clocks, which stand until they are moved."""

    monotonic_ms: int = 1_000_000
    utc_ms: int = START_MS
    today: date = date(2026, 11, 21)
    slept_ms: int = 0

    def clock(self) -> Clock:
        return Clock(lambda: self.monotonic_ms, lambda: self.utc_ms, lambda: self.today, lambda: self.slept_ms)

    def pass_ms(self, ms: int) -> None:
        """Time passes for the player and on the wall."""
        self.monotonic_ms += ms
        self.utc_ms += ms

    def sleep_ms(self, ms: int) -> None:
        """The computer sleeps for so long."""
        self.slept_ms += ms
        self.utc_ms += ms


@dataclass
class House:
    """A bank on disk, the lobbies of its windows, and somebody who plays."""

    folder: Path
    time: Time = field(default_factory=Time)

    def open(self) -> Bank:
        """The bank, as another window or the next start opens it."""
        path = self.folder / "bank.sqlite"
        return Bank.open(path, self.folder / "backups", now_ms=lambda: self.time.utc_ms)

    def lobby(self, bank: Bank) -> Lobby:
        return Lobby(bank, self.time.clock())


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def bank(house: House) -> Iterator[Bank]:
    with house.open() as opened:
        opened.packs.load(a_pack(), "digest 1")
        yield opened


@pytest.fixture
def lobby(bank: Bank, house: House) -> Lobby:
    """The lobby, with BlueBird playing, who has seen everything."""
    lobby = house.lobby(bank)
    lobby.add_player("BlueBird", 16)
    return lobby


@pytest.fixture
def start(lobby: Lobby) -> Callable[..., Play]:
    """Starts a round of a mode with everything, mixed."""

    def start(mode: Mode = Mode.SPRINT, **changes: Any) -> Play:
        play = lobby.start(settings_of(lobby, mode, **changes))
        play.show()
        return play

    return start


def settings_of(lobby: Lobby, mode: Mode = Mode.SPRINT, **changes: Any) -> RoundSettings:
    return lobby.settings(CATEGORIES, None, mode, **changes)


def right(question: Question) -> dict[str, Any]:
    if is_typed(question):
        return {"text": question.answers[0]}
    if question.kind is Kind.MATCHING:
        return {"chosen": range(len(question.pairs))}
    if question.kind is Kind.ORDERING:
        return {"chosen": range(len(question.sequence))}
    if question.kind is Kind.TRUE_FALSE:
        return {"chosen": [0 if question.answer else 1]}
    return {"chosen": range(1 if question.kind is Kind.MISSING_WORD else len(question.answers))}


def wrong(play: Play) -> dict[str, Any]:
    question = play.round.current.question
    if is_typed(question):
        return {"text": "xyzzy"}
    if question.kind is Kind.MATCHING:
        return {"chosen": [1, 2, 0]}
    if question.kind is Kind.ORDERING:
        return {"chosen": [3, 2, 1, 0]}
    return {"chosen": [max(play.round.current.options)]}


def give(play: Play, *, is_right: bool = True) -> Turn:
    """Answers the question that is asked; the verdict shows."""
    if play.baton() is not None:
        play.show()
    answer = right(play.round.current.question) if is_right else wrong(play)
    return play.answer_text(answer["text"]) if "text" in answer else play.answer(answer["chosen"])


def give_and_go_on(play: Play, *, is_right: bool = True) -> None:
    give(play, is_right=is_right)
    play.next_question()


def play_through(play: Play, *, misses: int = 0) -> Play:
    """To the result, with as many misses at the beginning."""
    while not play.round.is_finished:
        give_and_go_on(play, is_right=len(play.round.answered) >= misses)
    return play
