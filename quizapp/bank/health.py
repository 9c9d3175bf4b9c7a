"""What lies where the bank should be: asked with `sqlite3` alone, before any session and without Alembic."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from enum import Enum, auto
from pathlib import Path

from quizapp.bank.faults import CORRUPT, NOT_A_DATABASE, world_faults
from quizapp.errors import BankError, DamagedBankError

HEAD = "0005"
"""The newest schema: the name of the last file in `migrations/versions`."""

SMALLEST_PAGE = 512
"""Bytes; no SQLite database is smaller."""
CHECK_EVERY_MS = 24 * 3600 * 1000

EMPTY = "{path} is empty. The file was not changed. Start the program again to go on from the newest backup."
_NEWER = (
    "{path} was last used by a newer version of this program and cannot be opened with this one. "
    "Nothing was changed. Install the newest version, or choose another data folder."
)


class Schema(Enum):
    """MISSING: there is no file. OLD: a migration is due."""

    MISSING = auto()
    OLD = auto()
    CURRENT = auto()


def is_newer(version: str) -> bool:
    """Whether a schema is of a later version of this program."""
    return version > HEAD


def log_files(path: Path) -> tuple[Path, Path]:
    """The write-ahead log of the bank at `path` and its index. They are part of the bank while they are there."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def examine(path: Path, *, now_ms: int) -> Schema:
    """How the bank at `path` stands to this version; `now_ms` is UTC.

    Raises DamagedBankError for what is no readable bank, BankError for a newer one and for the world's faults.
    All pages are checked when the last close was not clean (a write-ahead log was left) and once a day: the check reads
    the whole file, which is a matter of milliseconds for a small bank but of a second for a very large one. After an
    error that spoke of damage the indexes are compared with their tables as well.
    """
    if not path.exists():
        return Schema.MISSING
    if not path.is_file():
        raise DamagedBankError(NOT_A_DATABASE, path=str(path))
    with world_faults(path):
        size = path.stat().st_size
        if size < SMALLEST_PAGE:  # SQLite would take it for a new database and delete a log beside it
            raise DamagedBankError(NOT_A_DATABASE if size else EMPTY, path=str(path))
        return _examined(path, now_ms)


def _examined(path: Path, now_ms: int) -> Schema:
    log = log_files(path)[0]
    closed_well = not (log.exists() and log.stat().st_size)
    # A connection that may write would, when it closes, move the log into a file that may turn out to be damaged. (The
    # file is never opened but by SQLite: closing it would end the locks that this process holds on it elsewhere.)
    with closing(opened(path, "rw" if closed_well else "ro")) as connection:
        version = schema_version(connection, path)
        if is_newer(version):
            raise BankError(_NEWER, path=str(path))
        checked_at_ms = _checked_at_ms(connection)
        is_due = not closed_well or checked_at_ms is None or not 0 <= now_ms - checked_at_ms < CHECK_EVERY_MS
        if is_due:
            check_pages(connection, path, in_full=checked_at_ms is None)
    if is_due:
        note_check(path, now_ms)
    return Schema.CURRENT if version == HEAD else Schema.OLD


def opened(path: Path, mode: str = "rw", *, wait_s: float = 5.0) -> sqlite3.Connection:
    """A plain connection to an existing file, in autocommit mode. With `mode` "ro" the file is not written."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait_s, isolation_level=None)


def use_log(connection: sqlite3.Connection) -> None:
    """Has the file keep a write-ahead log from now on. Needs the file alone, so it is done before others see it."""
    connection.execute("PRAGMA journal_mode = WAL")


def schema_version(connection: sqlite3.Connection, path: Path) -> str:
    """The schema's number, four digits; DamagedBankError when this is no bank of ours."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if {"alembic_version", "question", "meta"} <= tables:
        for (version,) in connection.execute("SELECT version_num FROM alembic_version"):
            if re.fullmatch(r"\d{4}", str(version)):
                return str(version)
    raise DamagedBankError(NOT_A_DATABASE, path=str(path))


def check_pages(connection: sqlite3.Connection, path: Path, *, in_full: bool = False) -> None:
    """Reads every page; DamagedBankError at the first fault. `in_full` compares indexes with their tables too."""
    pragma = "integrity_check" if in_full else "quick_check"
    (verdict,) = connection.execute(f"PRAGMA {pragma}(1)").fetchone()
    if verdict != "ok":
        raise DamagedBankError(CORRUPT, path=str(path))


def _checked_at_ms(connection: sqlite3.Connection) -> int | None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'checked_at_ms'").fetchone()
    return int(row[0]) if row and str(row[0]).isdigit() else None


def note_check(path: Path, now_ms: int) -> None:
    """Writes into the bank when it was checked."""
    # The note only saves time at the next start; a full disk must not keep anybody from opening the bank.
    with suppress(sqlite3.OperationalError), closing(opened(path)) as connection:
        connection.execute(
            "INSERT INTO meta (key, value) VALUES ('checked_at_ms', ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (str(now_ms),),
        )
