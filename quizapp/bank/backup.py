"""Backups: making one that is proved to open, finding them again, thinning old ones. Standard library only."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.bank.disk_room import refuse_without_room
from quizapp.bank.faults import CORRUPT, LOCKED, world_faults
from quizapp.bank.health import check_pages, is_newer, opened, schema_version
from quizapp.errors import BankError, DamagedBankError

DAILY = "daily"
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 4, 12
COPY_WAIT_S = 10.0

_NAME = re.compile(r"bank-(\d{8}-\d{6})Z-([a-z]+)(?:-(\d+))?\.sqlite")
_TIME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup by its name, `bank-YYYYMMDD-HHMMSSZ-reason.sqlite`. `made_at_ms` is UTC, to the second."""

    path: Path
    made_at_ms: int
    reason: str
    repeat: int = 0

    @property
    def made_at(self) -> datetime:
        return datetime.fromtimestamp(self.made_at_ms / 1000, UTC)


def time_stamp(now_ms: int) -> str:
    """A UTC time as it stands in file names."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).strftime(_TIME)


def listed(backups: Path) -> tuple[BackupFile, ...]:
    """The backups of a folder, newest first; nothing when the folder is not there. Other files are passed over."""
    if not backups.is_dir():
        return ()
    found = [file for path in backups.iterdir() if (file := _backup_file(path))]
    return tuple(sorted(found, key=lambda file: (file.made_at_ms, file.repeat), reverse=True))


def _backup_file(path: Path) -> BackupFile | None:
    match = _NAME.fullmatch(path.name)
    if match is None or not path.is_file():
        return None
    try:
        made_at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupFile(path, int(made_at.timestamp() * 1000), match[2], int(match[3] or 0))


def back_up(bank_path: Path, backups: Path, *, reason: str, now_ms: int) -> Path:
    """Copies the bank, as it is at one moment, to a new file; the copy is opened and checked before it gets its name.

    `reason` is a word of small letters, `now_ms` UTC. May run in a worker thread while the bank is in use. Raises
    DamagedBankError when a page of the bank cannot be read, BankError when the copy cannot be written; then no file
    with the name of a backup is left.
    """
    with world_faults(backups):
        backups.mkdir(parents=True, exist_ok=True)
        path = _free_name(backups, reason, now_ms)
        copy_bank(bank_path, path)
    return path


def _free_name(backups: Path, reason: str, now_ms: int) -> Path:
    stem = f"bank-{time_stamp(now_ms)}Z-{reason}"
    names = (f"{stem}{suffix}.sqlite" for suffix in ("", *(f"-{count}" for count in range(2, 1_000))))
    return next(backups / name for name in names if not (backups / name).exists())


def copy_bank(source: Path, target: Path) -> None:
    """Copies a bank with what is in its write-ahead log to `target`, which is complete and checked, or not there."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        with world_faults(source), closing(opened(source)) as original:
            schema_version(original, source)
            _copy(original, partial)
        check_backup(partial)
        with world_faults(target):
            os.replace(partial, target)
            sync_folder(target.parent)
    except DamagedBankError as error:
        raise DamagedBankError(CORRUPT, path=str(source)) from error  # the copy has the faults of its original
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _copy(original: sqlite3.Connection, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    with world_faults(partial), closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        overwrite(original, copy, partial)
        # One file without a log: it can be opened from a read-only medium, and copied as it is.
        copy.execute("PRAGMA journal_mode = DELETE")


def overwrite(original: sqlite3.Connection, copy: sqlite3.Connection, path: Path) -> None:
    """Makes `copy`, the file at `path`, equal to `original` in one transaction; BankError when it stays locked."""
    give_up_at_s = time.monotonic() + COPY_WAIT_S

    def waited(status: int, remaining: int, total: int) -> None:
        # `Connection.backup` tries for ever while the file is locked; only the progress call can end that.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > give_up_at_s:
            raise BankError(LOCKED, path=str(path))

    original.backup(copy, progress=waited, sleep=0.05)


def check_backup(path: Path) -> str:
    """Opens a copy of a bank, reads all of it and gives its schema's number; DamagedBankError when it is no good."""
    with world_faults(path), closing(opened(path, "ro")) as connection:
        version = schema_version(connection, path)
        check_pages(connection, path)
        return version


def newest_good(backups: Path) -> BackupFile | None:
    """The newest backup that opens, is sound and not of a newer version; bad ones are passed over and left alone."""
    return next((file for file in listed(backups) if _is_good(file.path)), None)


def _is_good(path: Path) -> bool:
    try:
        return not is_newer(check_backup(path))
    except BankError:
        return False


def sync_folder(folder: Path) -> None:
    """Makes a new name in this folder survive a power cut, where the system lets a program ask for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# Once a day


def back_up_daily(bank_path: Path, backups: Path, *, now_ms: int) -> Path | None:
    """Makes the backup of today (UTC) if there is none and something changed since the newest; then thins old ones.

    None when there was nothing to do. Raises as `back_up` does, and BankError where it would leave the bank no room.
    """
    files = listed(backups)
    today = datetime.fromtimestamp(now_ms / 1000, UTC).date()
    if any(file.reason == DAILY and file.made_at.date() == today for file in files):
        return None
    if files and not _changed_since(bank_path, files[0].path):
        return None
    refuse_without_room(bank_path, 2 * bank_path.stat().st_size)
    path = back_up(bank_path, backups, reason=DAILY, now_ms=now_ms)
    thin(backups)
    return path


def _changed_since(bank_path: Path, backup: Path) -> bool:
    with world_faults(bank_path):
        now = _marks(bank_path, "rw")
    try:
        return now != _marks(backup, "ro")
    except sqlite3.Error:
        return True  # an unreadable backup protects nothing


def _marks(path: Path, mode: str) -> list[tuple[object, ...]]:
    """Values of which one differs after any change: the counters of all logs, and what can change without a log."""
    with closing(opened(path, mode)) as connection:
        return [
            *connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name"),
            *connection.execute("SELECT count(*), max(changed_at_ms) FROM player"),
            *connection.execute("SELECT count(*), max(loaded_at_ms) FROM pack"),
            *connection.execute("SELECT count(*), max(at_ms) FROM conflict"),
            *connection.execute("SELECT count(abandoned_at_ms) FROM round"),
            *connection.execute("SELECT version_num FROM alembic_version"),
        ]


def thin(backups: Path) -> tuple[Path, ...]:
    """Deletes backups that are no longer needed and gives their paths.

    Of the backups of each reason the newest of each of the last 7 days, 4 weeks and 12 months that have one are kept,
    and all of the newest day. A backup made before a migration is thus never thinned in favour of a daily one.
    """
    by_reason: dict[str, list[BackupFile]] = defaultdict(list)
    for file in listed(backups):
        by_reason[file.reason].append(file)
    gone = [file.path for files in by_reason.values() for file in _superfluous(files)]
    with world_faults(backups):
        for path in gone:
            path.unlink(missing_ok=True)
    return tuple(gone)


def _superfluous(files: list[BackupFile]) -> list[BackupFile]:
    """The files, newest first, that no rule keeps."""
    kept = [
        *_newest_of_each(files, lambda day: day.date(), KEPT_DAYS),
        *_newest_of_each(files, lambda day: (day - timedelta(days=day.weekday())).date(), KEPT_WEEKS),
        *_newest_of_each(files, lambda day: (day.year, day.month), KEPT_MONTHS),
        *(file for file in files if file.made_at.date() == files[0].made_at.date()),
    ]
    return [file for file in files if file not in kept]


def _newest_of_each(
    files: Iterable[BackupFile], period: Callable[[datetime], Hashable], count: int
) -> list[BackupFile]:
    newest: dict[Hashable, BackupFile] = {}
    for file in files:
        newest.setdefault(period(file.made_at), file)
    return list(newest.values())[:count]
