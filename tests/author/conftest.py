"""An author at work on a real bank, with clocks that pass only when told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.bank.engine import USUAL, Limits
from quizapp.game.authoring import Saved
from quizapp.game.draft import Draft
from quizapp.game.question import Pack
from quizapp.game.stored import State, StoredQuestion

from ..play.conftest import INFO, Time, a_pack

OTHER = replace(INFO, id="other", title="Some other pack", episodes=None, names=())


@dataclass
class Desk:
    """A folder with a bank, and the windows opened on it."""

    folder: Path
    time: Time = field(default_factory=Time)

    def open(self, limits: Limits = USUAL) -> Bank:
        """The bank, as another window or the next start opens it."""
        path = self.folder / "bank.sqlite"
        return Bank.open(path, self.folder / "backups", now_ms=lambda: self.time.utc_ms, limits=limits)

    def author(self, bank: Bank) -> Author:
        return Author(bank, self.time.clock())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def bank(desk: Desk) -> Iterator[Bank]:
    """42 questions of all kinds in one pack, and another pack with one question."""
    with desk.open() as opened:
        opened.packs.load(a_pack(), "digest 1")
        opened.packs.load(Pack(OTHER, (replace(a_pack(1).questions[0], uid="other/q-0001"),)), "digest 2")
        yield opened


@pytest.fixture
def author(bank: Bank, desk: Desk) -> Author:
    return desk.author(bank)


def uid(number: int) -> str:
    """The kinds take turns: 7 and 14 are single choices, 3 is a short answer, 4 a missing word."""
    return f"run-on/q-{number:04d}"


SINGLE, MULTIPLE, TRUE_FALSE, SHORT, MISSING, MATCHING, ORDERING = map(uid, (7, 1, 2, 3, 4, 5, 6))


def content(bank: Bank) -> dict[str, tuple[str, State, Draft]]:
    """Every question of the bank, whatever its revision."""
    every = [each for info in bank.packs.all() for each in bank.questions.of_pack(info.id)]
    return {each.question.uid: (each.pack_id, each.state, each.question) for each in every}


def stored(author: Author, uid: str) -> StoredQuestion:
    found = author.get(uid)
    assert found is not None
    return found


def of(author: Author, uid: str) -> Draft:
    return stored(author, uid).question


def state_of(author: Author, uid: str) -> State:
    return stored(author, uid).state


def change(author: Author, uid: str, **changes: Any) -> Saved:
    """Types something into a question, as the form does."""
    seen = stored(author, uid)
    return author.save(replace(seen.question, **changes), pack_id=seen.pack_id, seen_revision=seen.revision)
