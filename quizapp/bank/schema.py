"""The schema of a bank file: made at once when the file is new, migrated by Alembic when it is old."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, create_engine

from quizapp.bank import health, search_index
from quizapp.bank.backup import back_up, sync_folder, time_stamp
from quizapp.bank.engine import Database
from quizapp.bank.faults import world_faults
from quizapp.bank.health import Schema, examine, log_files, use_log
from quizapp.bank.lock import maintenance_lock
from quizapp.bank.tables import METADATA
from quizapp.errors import DamagedBankError

SCRIPTS = Path(__file__).resolve().parent / "migrations"

# As Alembic writes it, so that it finds its mark in a bank it did not make.
_VERSION_TABLE = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n"
    "\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)


class MigrationError(Exception):
    """A migration would have broken the data, so it was rolled back: an error of ours."""


def prepare(path: Path, backups: Path, *, now_ms: Callable[[], int]) -> None:
    """Sees to it that there is a sound bank of the newest schema at `path`.

    A new bank is made where there is no file. An old one is backed up, then migrated in one transaction; when that
    fails the file is as it was. Raises what `health.examine` raises, and MigrationError.
    """
    with suppress(DamagedBankError):
        if examine(path, now_ms=now_ms()) is Schema.CURRENT:
            return
    with world_faults(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with maintenance_lock(path):
        _prepare_alone(path, backups, now_ms())


def _prepare_alone(path: Path, backups: Path, now_ms: int) -> None:
    found = examine(path, now_ms=now_ms)  # again: whoever held the lock before may have done all of it
    if found is Schema.MISSING:
        create(path, now_ms=now_ms)
    elif found is Schema.OLD:
        migrate(path, backups, now_ms=now_ms)


def create(path: Path, *, now_ms: int) -> None:
    """Makes an empty bank, complete under another name first, so that a kill never leaves half a bank at `path`."""
    unfinished = path.with_name(f"{path.name}.new")
    with world_faults(path):
        unfinished.unlink(missing_ok=True)
        _create_tables(unfinished)
        with closing(health.opened(unfinished)) as connection:
            use_log(connection)
        health.note_check(unfinished, now_ms)
        set_aside(path, now_ms=now_ms)
        os.replace(unfinished, path)
        sync_folder(path.parent)


def _create_tables(path: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None))
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN")
        METADATA.create_all(connection)
        search_index.create(connection)
        connection.exec_driver_sql(_VERSION_TABLE)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (health.HEAD,))
    engine.dispose()


def migrate(path: Path, backups: Path, *, now_ms: int) -> Path:
    """Brings an old bank to the newest schema and gives the backup made before. The caller holds the lock."""
    backup = back_up(path, backups, reason="migration", now_ms=now_ms)
    # With foreign keys on, rebuilding a table would delete the rows that refer to it.
    database = Database(path, foreign_keys=False)
    try:
        with database.write() as session:
            connection = session.connection()
            run_alembic(connection, "upgrade", health.HEAD)
            _check_references(connection)
    finally:
        database.close()
    return backup


def run_alembic(connection: Connection, action: Literal["upgrade", "downgrade"], revision: str) -> None:
    """Runs the migrations up (or down, in tests) to this revision inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    {"upgrade": command.upgrade, "downgrade": command.downgrade}[action](config, revision)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise MigrationError(f"{len(broken)} rows refer to rows that are gone, the first in {broken[0][0]}")


def set_aside(path: Path, *, now_ms: int) -> Path | None:
    """Gives what lies at `path`, and its write-ahead log, a name with `damaged` and the UTC time; None: nothing there.

    A log is moved even without its bank: SQLite would apply it to the next file of that name and so destroy it.
    """
    name = f"{path.stem}.damaged-{time_stamp(now_ms)}"
    count = 1
    while any((path.parent / f"{name}{path.suffix}{tail}").exists() for tail in ("", "-wal", "-shm")):
        count += 1
        name = f"{path.stem}.damaged-{time_stamp(now_ms)}-{count}"
    moved = [old for old in (path, *log_files(path)) if old.exists()]
    with world_faults(path):
        for old in moved:
            old.rename(path.parent / (f"{name}{path.suffix}" + old.name.removeprefix(path.name)))
    return path.parent / f"{name}{path.suffix}" if moved else None
