"""Who writes next in this program: a long piece of writing gives way to a short one, such as an answer."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from threading import Condition

from sqlalchemy.exc import OperationalError

_LOOKS_EVERY = 2_000
"""Steps of SQLite's machine between two looks whether somebody waits: about a millisecond."""


_LATELY_S = 120.0
"""Between two answers people read, think and type."""


class GaveWayError(Exception):
    """Somebody else wanted to write, so nothing of this was written; it can be done again at once."""


class Turns:
    """One writer at a time. SQLite would do for that, but it does not tell a writer that another one waits."""

    def __init__(self, patience_s: float) -> None:
        """After `patience_s` nobody waits here any longer; SQLite itself says then what is to be said."""
        self._patience_s = patience_s
        self._changed = Condition()
        self._is_taken = False
        self._waiting = 0
        self._waited_at_s: float | None = None

    @property
    def is_shared(self) -> bool:
        """Whether somebody had to wait lately."""
        return self._waited_at_s is not None and time.monotonic() - self._waited_at_s < _LATELY_S

    @contextmanager
    def turn(self, *, gives_way: bool = False) -> Generator[None]:
        """Waits until nobody else writes; who gives way also waits for those who do not."""
        has_it = self._take(gives_way)
        try:
            yield
        finally:
            if has_it:
                self._give_back()

    def _take(self, gives_way: bool) -> bool:
        with self._changed:
            self._waiting += not gives_way
            if self._is_taken and not gives_way:
                self._waited_at_s = time.monotonic()
            try:
                is_free = self._changed.wait_for(
                    lambda: not (self._is_taken or (gives_way and self._waiting)), self._patience_s
                )
            finally:
                self._waiting -= not gives_way
            self._is_taken = self._is_taken or is_free
            return is_free

    def _give_back(self) -> None:
        with self._changed:
            self._is_taken = False
            self._changed.notify_all()

    @contextmanager
    def giving_way(self, connection: sqlite3.Connection) -> Generator[None]:
        """What is done in this block is given up with `GaveWayError` as soon as somebody else wants to write."""
        gave_way = False

        def _look() -> bool:
            nonlocal gave_way
            gave_way = self._waiting > 0
            return gave_way

        connection.set_progress_handler(_look, _LOOKS_EVERY)
        try:
            yield
        except OperationalError as error:
            if gave_way:
                raise GaveWayError from error
            if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise KeyboardInterrupt from error  # it came while SQLite asked, which takes it for a yes
            raise
        finally:
            connection.set_progress_handler(None, 0)  # not while it is made durable: that is done or not done
