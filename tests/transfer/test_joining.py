"""Many questions for a pack that is there: published in a moment, put into their pack bit by bit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.bank import imports
from quizapp.bank.bank import Bank
from quizapp.bank.engine import Database
from quizapp.bank.import_pieces import Pace
from quizapp.errors import BankError
from quizapp.game.plans import Fate
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned
from .moments import MANY, live, rows

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("is_whole")


def more(write: Write) -> Path:
    return write(opentdb(MANY, first=100), "more.json")


def is_joined(desk: Desk) -> bool:
    return rows(desk, "SELECT uid FROM pack WHERE visibility <> 'shown'") == []


def killed_while_it_joins(desk: Desk, path: Path) -> None:
    """Another program imports a file, and is killed when all is published and nothing is in its pack."""
    run = [sys.executable, "-c", _KILLED, str(desk.folder), str(path)]
    assert subprocess.run(run, cwd=ROOT, check=False).returncode == 9


def test_many_questions_come_into_a_pack_and_nothing_waits_any_more(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    imported(transfer, more(write), pack_id="things")
    assert len(live(bank)) == 4 + MANY
    assert is_joined(desk)


def test_between_two_pieces_others_can_write(
    transfer: Transfer, desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many questions are published: one transaction for all would keep an answer waiting for seconds."""
    imported(transfer, write(opentdb(4)))
    monkeypatch.setattr(Pace, "rows", lambda self, *, is_shared: 500)
    left: list[object] = []
    write_, waiting = Database.write, "SELECT count(*) FROM question JOIN pack ON pack.id = pack_id WHERE visibility = "

    def write_and_look(self: Database, *, gives_way: bool = False) -> object:
        left.append(rows(desk, f"{waiting} 'joining'")[0][0])
        return write_(self, gives_way=gives_way)

    monkeypatch.setattr(Database, "write", write_and_look)
    imported(transfer, more(write), pack_id="things")
    steps = [number for number in left if number]
    assert steps == list(range(MANY, 0, -500))


def test_what_was_published_when_the_program_was_killed_is_in_its_pack_after_the_next_start(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    path = more(write)
    killed_while_it_joins(desk, path)
    assert not is_joined(desk)
    assert bank.imports.sweep() == 0  # nothing was taken away
    assert len(live(bank)) == 4 + MANY
    assert is_joined(desk)
    again = planned(transfer, path, pack_id="things")
    assert {item.fate for item in again.items} == {Fate.UNCHANGED}


def test_an_import_that_was_killed_while_it_joined_is_undone_as_one_step(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    killed_while_it_joins(desk, more(write))
    desk.author(bank).undo()
    bank.imports.sweep()
    assert len(live(bank)) == 4
    desk.author(bank).redo()
    assert len(live(bank)) == 4 + MANY


def test_what_cannot_be_put_into_its_pack_now_is_so_later(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(transfer, write(opentdb(4)))
    join = imports.join

    def fails(*_: object) -> None:
        raise BankError("The disk is full.")

    monkeypatch.setattr(imports, "join", fails)
    imported(transfer, more(write), pack_id="things")
    assert not is_joined(desk)
    monkeypatch.setattr(imports, "join", join)
    bank.imports.sweep()
    assert len(live(bank)) == 4 + MANY


def test_what_another_import_puts_into_its_pack_is_left_to_that(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(transfer, write(opentdb(4)))
    swept, join = False, imports.join

    def swept_meanwhile(database: Database, row_id: int) -> None:
        nonlocal swept
        bank.imports.sweep()
        swept = not is_joined(desk)
        join(database, row_id)

    monkeypatch.setattr(imports, "join", swept_meanwhile)
    imported(transfer, more(write), pack_id="things")
    assert swept
    assert is_joined(desk)


_KILLED = """
import os, sys
from pathlib import Path
from quizapp.bank import imports
from tests.author.conftest import Desk
from tests.transfer.conftest import imported, transfer_of
imports.join = lambda *_: os._exit(9)
desk = Desk(Path(sys.argv[1]))
with desk.open() as bank:
    imported(transfer_of(bank, desk), Path(sys.argv[2]), pack_id="things")
"""
