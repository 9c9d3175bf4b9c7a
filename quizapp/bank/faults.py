"""Errors of SQLite and of the system, divided: the world's fault gets a sentence, everything else passes as a bug."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from quizapp.errors import BankError, DamagedBankError

FULL = (
    "The disk is full, so the last change was not saved. Everything saved before it is kept. "
    "Free some space for {path} and try again."
)
READ_ONLY = (
    "{path} cannot be written, so nothing was changed. What it holds is kept. "
    "Allow writing to the file and its folder, or choose another data folder, and try again."
)
LOCKED = (
    "Another program has been writing to {path} for too long, so the last change was not saved. "
    "Everything saved before it is kept. Wait until the other program is done and try again."
)
NOT_A_DATABASE = (
    "{path} is no question bank. The file was not changed. "
    "Start the program again to go on from the newest backup, or choose another data folder."
)
CORRUPT = (
    "{path} is damaged and cannot be read in full. The file was not changed. "
    "Start the program again to go on from the newest backup."
)
NOT_OPENED = (
    "{path} cannot be opened. What it holds was not changed. "
    "Make sure that its folder exists and that you may read and write there, and try again."
)
DISK_ERROR = (
    "The disk reports an error while {path} is in use, so the last change may not have been saved. "
    "Everything saved before it is kept. Check the disk and try again."
)

_SQLITE: dict[int, tuple[type[BankError], str]] = {
    sqlite3.SQLITE_FULL: (BankError, FULL),
    sqlite3.SQLITE_READONLY: (BankError, READ_ONLY),
    sqlite3.SQLITE_PERM: (BankError, READ_ONLY),
    sqlite3.SQLITE_BUSY: (BankError, LOCKED),
    sqlite3.SQLITE_LOCKED: (BankError, LOCKED),
    sqlite3.SQLITE_CANTOPEN: (BankError, NOT_OPENED),
    sqlite3.SQLITE_IOERR: (BankError, DISK_ERROR),
    sqlite3.SQLITE_NOTADB: (DamagedBankError, NOT_A_DATABASE),
    sqlite3.SQLITE_CORRUPT: (DamagedBankError, CORRUPT),
}
_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.EIO: DISK_ERROR,
}

_FULL_BELOW = 256 * 1024


def fault_of(error: BaseException, path: Path) -> BankError | None:
    """The sentence for an error that is the world's fault, None for one that is ours.

    Understands errors of `sqlite3`, those errors as SQLAlchemy wraps them, and `OSError`.
    """
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        return BankError(_SYSTEM.get(cause.errno or 0, NOT_OPENED), path=str(path))
    if not isinstance(cause, sqlite3.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code not in _SQLITE:
        return None
    if code == sqlite3.SQLITE_CANTOPEN and _is_read_only(path.parent):
        return BankError(READ_ONLY, path=str(path))
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR) and _is_full(path.parent):
        return BankError(FULL, path=str(path))
    kind, template = _SQLITE[code]
    return kind(template, path=str(path))


def _is_read_only(folder: Path) -> bool:
    return folder.is_dir() and not os.access(folder, os.W_OK)


def _is_full(folder: Path) -> bool:
    """SQLite says it plainly only of the bank itself, not of the files beside it."""
    try:
        return shutil.disk_usage(folder).free < _FULL_BELOW
    except OSError:
        return False


@contextmanager
def world_faults(path: Path) -> Generator[None]:
    """Turns the world's faults inside the block into `BankError`s about `path`; everything else passes unchanged."""
    try:
        yield
    except Exception as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from error
