"""Connections and sessions: the pragmas of every connection, and the only two ways to a session."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlmodel import Session

from quizapp.bank.faults import world_faults
from quizapp.bank.turns import Turns
from quizapp.errors import DamagedBankError


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a connection waits for another writer, and the greatest size of the file (for tests of a full disk)."""

    busy_timeout_ms: int = 5_000
    max_pages: int | None = None


USUAL = Limits()

_CHECKPOINT_PAGES = 1_000
"""SQLite's own: after so many pages in the log, who commits puts them into the file."""
_LOG_SIZE_KEPT = 4 * 2**20
"""Bytes that a log keeps on the disk when all of it is in the file; a large import makes it twenty times as long."""
_APART_S = 10.0
"""So long after one checkpoint who writes a lot is expected to make the next."""
_PAGES = "checkpoint_pages"


class Database:
    """One SQLite file. Sessions may be opened in any thread and are never handed on."""

    def __init__(self, path: Path, limits: Limits = USUAL, *, foreign_keys: bool = True) -> None:
        """Nothing is opened yet. `foreign_keys=False` is for migrations, where tables are rebuilt."""
        self.path = path
        self._limits = limits
        self._foreign_keys = foreign_keys
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=QueuePool)
        self._writing = self._engine.execution_options(writes=True)
        self._turns = Turns(limits.busy_timeout_ms / 1000)
        self._apart_until_s = 0.0
        event.listen(self._engine, "begin", self._begin)

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session that sees one state of the bank throughout and waits for nobody."""
        with self._faults(), _session(self._engine) as session:
            yield session

    @contextmanager
    def write(self, *, gives_way: bool = False) -> Generator[Session]:
        """A session that is the only writer; committed and on disk when the block ends, rolled back when it raises.

        With `gives_way` it raises GaveWayError when another thread of this program wants to write meanwhile.
        """
        with self._faults(), self._turns.turn(gives_way=gives_way), _session(self._writing) as session, session.begin():
            if not gives_way:
                yield session
                return
            with self._turns.giving_way(cast(sqlite3.Connection, session.connection().connection.driver_connection)):
                yield session

    @property
    def is_shared(self) -> bool:
        """Whether threads of this program have waited lately to write."""
        return self._turns.is_shared

    def checkpoint(self, from_size: int = 0) -> None:
        """Puts the write-ahead log into the file when it has so many bytes, for who writes a lot: after each piece.

        Nobody waits for it: for some seconds from now no other writer does it with what they commit, such as an
        answer. What cannot be put there yet, as others still read it, stays in the log.
        """
        self._apart_until_s = time.monotonic() + _APART_S
        if self._log_size() < from_size:
            return
        with self._faults(), self._engine.connect() as connection:
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _log_size(self) -> int:
        try:
            return self.path.with_name(f"{self.path.name}-wal").stat().st_size
        except OSError:
            return 0

    def _begin(self, connection: Connection) -> None:
        # A reader that turns writer fails at once when another program wrote in between; who begins as writer waits.
        writes = connection.get_execution_options().get("writes", False)
        if writes:
            self._set_checkpoints(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def _set_checkpoints(self, connection: Connection) -> None:
        pages = 0 if time.monotonic() < self._apart_until_s else _CHECKPOINT_PAGES
        if connection.info.get(_PAGES, _CHECKPOINT_PAGES) != pages:
            connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {pages}")
            connection.info[_PAGES] = pages

    def close(self) -> None:
        """Closes all connections; the last one of all programs moves the write-ahead log into the file."""
        with world_faults(self.path):
            self._engine.dispose()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=self._limits.busy_timeout_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_up(self, connection: sqlite3.Connection) -> None:
        connection.create_function("folded", 1, _folded, deterministic=True)
        # FULL, not NORMAL: one fsync a commit, and a power cut takes no answer that was acknowledged.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", f"foreign_keys = {int(self._foreign_keys)}"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_SIZE_KEPT}")
        if self._limits.max_pages is not None:
            connection.execute(f"PRAGMA max_page_count = {self._limits.max_pages}")

    @contextmanager
    def _faults(self) -> Generator[None]:
        try:
            with world_faults(self.path):
                yield
        except DamagedBankError:
            self._doubt()
            raise

    def _doubt(self) -> None:
        """Has the file checked in full at the next start, even if it is closed well and was checked today."""
        with suppress(sqlite3.Error), closing(self._connect()) as connection:
            connection.execute("DELETE FROM meta WHERE key = 'checked_at_ms'")


def _folded(value: Any) -> Any:
    """`game.search.folded` in SQL, for any value a column may hold."""
    from quizapp.game.search_values import folded  # no start searches

    return folded(value) if isinstance(value, str) else value


def _session(engine: Engine) -> Session:
    return Session(engine, expire_on_commit=False)
