"""How much of an import is written at a time: as much as goes fast, or, while somebody plays, what is over at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from quizapp.bank.disk_room import AT_ONCE, LOG_MOST
from quizapp.bank.turns import GaveWayError

_SHARED_AT_FIRST = 100
_SHARED_LEAST, _SHARED_MOST = 25, 250
_SHARED_S = 0.01
"""So long a piece may take while somebody plays: what is being made durable cannot give way, so an answer waits."""
GIVES_WAY_TIMES = 5
"""So often a piece is written anew because somebody answers a question meanwhile; then they wait for once."""

_LOG_SHARED = 8 * 2**20


class Pace:
    """Of one import. Tells how many questions to write next from how long the last ones took."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        """`at_once`: questions of a piece where nobody else writes."""
        self._at_once = at_once
        self._shared_rows = _SHARED_AT_FIRST

    def rows(self, *, is_shared: bool) -> int:
        """How many questions the next piece has. `is_shared`: somebody else has waited to write lately."""
        return self._shared_rows if is_shared else self._at_once

    def note(self, rows: int, elapsed_s: float) -> None:
        """So many questions were written in this time."""
        fitting = int(rows * _SHARED_S / max(elapsed_s, 0.001))
        self._shared_rows = min(max((self._shared_rows + fitting) // 2, _SHARED_LEAST), _SHARED_MOST)


def log_most(*, is_shared: bool) -> int:
    """Bytes of the log from which on it is put into the file; while somebody plays, that takes no longer than a piece.

    Each question changes some six pages, which are all over a large bank: seldom is less to write, often less at once.
    """
    return _LOG_SHARED if is_shared else LOG_MOST


class Write(Protocol):
    """Writes one piece, all of it or, with `gives_way`, nothing and a GaveWayError."""

    def __call__(self, *, gives_way: bool) -> None: ...


def written_in_turn(write: Write, pause: Callable[[], object] = lambda: None) -> None:
    """Writes a piece when nobody else wants to. `pause` is called before each try: others may have a turn there."""
    for _ in range(GIVES_WAY_TIMES):
        pause()
        try:
            write(gives_way=True)
        except GaveWayError:
            continue
        return
    pause()
    write(gives_way=False)
