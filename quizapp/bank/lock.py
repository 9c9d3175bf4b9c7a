"""The one lock of the bank: whoever creates, migrates, restores or sets it aside holds it; normal use never does."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from quizapp.bank.faults import world_faults
from quizapp.errors import BankError

WAIT_S = 30.0

_HELD = (
    "Another window or program is updating or restoring {path}. Nothing was changed here. "
    "Wait until it is done and try again."
)


@contextmanager
def maintenance_lock(bank_path: Path) -> Generator[None]:
    """Holds the lock of this bank, after waiting up to `WAIT_S` for it; BankError when another one keeps it.

    The lock is an exclusive SQLite transaction on an empty file beside the bank: it works the same on every system
    and ends with the process, so a kill leaves no stale lock. The file itself stays; removing it would be a race.
    """
    lock_path = bank_path.with_name(f"{bank_path.name}.lock")
    with world_faults(bank_path), closing(_connected(lock_path)) as connection:
        _acquire(connection, bank_path)
        yield


def _connected(lock_path: Path) -> sqlite3.Connection:
    return sqlite3.connect(lock_path, timeout=WAIT_S, isolation_level=None)


def _acquire(connection: sqlite3.Connection, bank_path: Path) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise BankError(_HELD, path=str(bank_path)) from error
