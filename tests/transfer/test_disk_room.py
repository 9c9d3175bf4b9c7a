"""A disk that is nearly full: nothing is begun that would leave the bank without room for an answer."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bank.backup import back_up_daily, listed
from quizapp.bank.bank import Bank
from quizapp.bank.disk_room import room_for_questions
from quizapp.bank.engine import Database
from quizapp.bank.faults import fault_of
from quizapp.errors import BankError
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet
from .moments import MANY, live, rows

MEGABYTE = 2**20
Usage = namedtuple("Usage", "total used free")
Free = Callable[[int], None]


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Free:
    """Says how many bytes are free on every disk."""

    def _free(size: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * size, 99 * size, size))

    return _free


def test_an_import_that_the_disk_has_no_room_for_is_not_begun(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, free: Free
) -> None:
    plan = planned(transfer, write(opentdb(MANY)))
    free(15 * MEGABYTE)
    with pytest.raises(BankError, match=r"needs \d+ MB .* 15 MB are free.*is kept.*Free some space"):
        transfer.commit(plan, quiet)
    assert listed(desk.folder / "backups") == (), "which would have taken room too"
    assert rows(desk, "SELECT count(*) FROM pack")[0][0] == 0
    free(1_000 * MEGABYTE)
    assert transfer.commit(plan, quiet).added == MANY


def test_a_few_questions_come_in_where_there_is_little_room(
    transfer: Transfer, bank: Bank, write: Write, free: Free
) -> None:
    free(6 * MEGABYTE)
    assert imported(transfer, write(opentdb(4))).added == 4


def test_an_import_stops_while_there_is_room_to_take_it_back(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, free: Free
) -> None:
    """Another program fills the disk meanwhile."""
    imported(transfer, write(opentdb(4)))
    before = live(bank)
    plan = planned(transfer, write(opentdb(MANY, first=100), "more.json"), pack_id="things")

    def progress(done: int, total: int) -> None:
        if done:
            free(6 * MEGABYTE)

    with pytest.raises(BankError, match="6 MB are free"):
        transfer.commit(plan, progress)
    assert live(bank) == before
    assert rows(desk, "SELECT count(*) FROM question") == [(4,)]


def test_no_less_is_asked_for_than_an_import_takes(transfer: Transfer, bank: Bank, desk: Desk, write: Write) -> None:
    plan = planned(transfer, write(opentdb(MANY)))
    asked = room_for_questions(bank.path, MANY)
    sizes: list[int] = []

    def progress(done: int, total: int) -> None:
        sizes.append(sum(path.stat().st_size for path in desk.folder.iterdir() if path.is_file()))

    transfer.commit(plan, progress)
    progress(MANY, MANY)
    assert max(sizes) - sizes[0] <= asked < 20 * max(sizes)


def test_the_backup_of_the_day_leaves_the_bank_its_room(bank: Bank, desk: Desk, free: Free) -> None:
    free(4 * MEGABYTE)
    with pytest.raises(BankError, match=r"4 MB are free.*Everything in the bank is kept"):
        back_up_daily(bank.path, desk.folder / "backups", now_ms=desk.time.utc_ms)
    assert listed(desk.folder / "backups") == ()


@pytest.mark.parametrize("name", ["SQLITE_CANTOPEN", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE"])
def test_files_beside_the_bank_that_find_no_room_are_a_full_disk(tmp_path: Path, free: Free, name: str) -> None:
    """SQLite calls it an error of the disk, and nobody should have to check theirs."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, name)
    free(MEGABYTE)
    assert "The disk is full" not in str(fault_of(error, tmp_path / "bank.sqlite"))
    free(0)
    assert "The disk is full" in str(fault_of(error, tmp_path / "bank.sqlite"))


def test_where_nobody_knows_how_much_is_free_the_error_stays_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path) -> None:
        raise OSError(errno.ENOENT, "gone")

    monkeypatch.setattr(shutil, "disk_usage", gone)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    assert "Check the disk" in str(fault_of(error, tmp_path / "bank.sqlite"))


def test_a_long_log_gives_its_room_back(bank: Bank, desk: Desk) -> None:
    database: Database = bank.notes.__dict__["_database"]
    log = desk.folder / "bank.sqlite-wal"
    bank.notes.keep("test/long", "x" * 30 * MEGABYTE)
    assert log.stat().st_size > 25 * MEGABYTE
    database.checkpoint()
    bank.notes.keep("test/short", "x")
    assert log.stat().st_size < 10 * MEGABYTE
