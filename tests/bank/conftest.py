"""What the tests of the bank share: a clock, a bank with a pack and a player, and somebody who plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank

from .builders import Clock, Game, open_bank, pack


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bank(tmp_path: Path, clock: Clock) -> Iterator[Bank]:
    """A new bank with a pack of twelve questions and no players."""
    with open_bank(tmp_path, clock) as opened:
        opened.packs.load(pack(), "digest 1")
        yield opened


@pytest.fixture
def player_id(bank: Bank) -> int:
    return bank.players.add("BlueBird", "run-on", 16).id


@pytest.fixture
def game(bank: Bank, clock: Clock) -> Game:
    return Game(bank, clock)
