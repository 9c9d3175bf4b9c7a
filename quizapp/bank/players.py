"""Players: their names, settings, and how far they have watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, Select
from sqlalchemy import select as columns_of
from sqlmodel import Session, col, delete, select

from quizapp.bank.convert import known
from quizapp.bank.engine import Database
from quizapp.bank.naming import key_of, tidied
from quizapp.bank.tables import PlayerRow, SpoilerLimitRow, id_of, table_of
from quizapp.errors import QuizError
from quizapp.game.records import NAME_LENGTH_MAX, Player
from quizapp.game.rules import ClockFactor

EMPTY = "A player needs a name. Nothing was saved. Type one and try again."
TOO_LONG = "This name is longer than {most} characters. Nothing was saved. Shorten it and try again."
TAKEN = "There is already a player named {name}. Nothing was saved. Choose that player, or type another name."
GONE = "This player is no longer in the bank. Nothing was saved. Choose another player."

FORMER = ""
"""The name of a player who was removed: the row stays for what still speaks of it. Nobody else has an empty name."""

_PLAYER = table_of(PlayerRow).c
_LIMIT = table_of(SpoilerLimitRow).c
# On tables, not on row classes, as everything that a start reads: see `questions`.
_READ = columns_of(_PLAYER.id, _PLAYER.name, _PLAYER.single_letter_keys, _PLAYER.clock).where(_PLAYER.name != FORMER)
_LIMITS = columns_of(_LIMIT.player_id, _LIMIT.pack_uid, _LIMIT.episode)


class Players:
    """The players of this bank."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def all(self) -> tuple[Player, ...]:
        """Every player, sorted by name; not those who were removed."""
        with self._database.read() as session:
            connection = session.connection()
            rows = connection.execute(_READ.order_by(_PLAYER.name_key)).all()
            limits = connection.execute(_LIMITS).all()
            return tuple(_player(row, limits) for row in rows)

    def get(self, player_id: int) -> Player | None:
        """The player of this id; None for one who is not there or was removed."""
        with self._database.read() as session:
            return _first(session.connection(), _READ.where(_PLAYER.id == player_id))

    def last(self) -> Player | None:
        """Who was added or chosen, or began a round, last; None when nobody plays here yet."""
        with self._database.read() as session:
            newest = _READ.order_by(_PLAYER.seen_at_ms.desc(), _PLAYER.id.desc())
            return _first(session.connection(), newest.limit(1))

    def add(self, name: str, pack_id: str, spoiler_limit: int) -> Player:
        """A new player, who is chosen at once. Spaces around the name and doubled ones are dropped.

        QuizError when the name is empty, too long, or another player's but for case, width or accents typed otherwise.
        """
        with self._database.write() as session:
            now_ms = self._now_ms()
            clock = ClockFactor.X1.value
            row = PlayerRow(uid=uuid4().hex, name="", name_key="", clock=clock, seen_at_ms=now_ms, changed_at_ms=now_ms)
            give_name(session, row, name)
            session.add(row)
            session.flush()
            session.add(SpoilerLimitRow(player_id=id_of(row), pack_uid=pack_id, episode=spoiler_limit))
            return Player(id_of(row), row.name, row.single_letter_keys, ((pack_id, spoiler_limit),))

    def save(self, player: Player) -> None:
        """Writes name, keys, clock and spoiler limits of a player as they are given; QuizError as for `add`."""
        with self._database.write() as session:
            row = existing(session, player.id)
            give_name(session, row, player.name)
            row.single_letter_keys, row.clock = player.single_letter_keys, player.clock.value
            row.changed_at_ms = self._now_ms()
            session.exec(delete(SpoilerLimitRow).where(col(SpoilerLimitRow.player_id) == player.id))
            session.add_all(
                SpoilerLimitRow(player_id=player.id, pack_uid=pack_id, episode=episode)
                for pack_id, episode in player.spoiler_limits
            )

    def choose(self, player_id: int) -> None:
        """Makes this player the one who is found as `last`."""
        with self._database.write() as session:
            existing(session, player_id).seen_at_ms = self._now_ms()


def existing(session: Session, player_id: int) -> PlayerRow:
    """The row of a player who plays here; QuizError for one who is gone."""
    row = session.get(PlayerRow, player_id)
    if row is None or row.name == FORMER:
        raise QuizError(GONE)
    return row


def give_name(session: Session, row: PlayerRow, name: str) -> None:
    """Names a player; QuizError for a name that cannot be, as `Players.add` says."""
    name = tidied(name)
    if not name:
        raise QuizError(EMPTY)
    if len(name) > NAME_LENGTH_MAX:
        raise QuizError(TOO_LONG, most=NAME_LENGTH_MAX)
    key = key_of(name)
    namesake = session.exec(select(PlayerRow).where(col(PlayerRow.name_key) == key)).first()
    if namesake is not None and namesake.id != row.id:
        raise QuizError(TAKEN, name=namesake.name)
    row.name, row.name_key = name, key


def _first(connection: Connection, wanted: Select[*tuple[Any, ...]]) -> Player | None:
    row = connection.execute(wanted).first()
    return _player(row, connection.execute(_LIMITS.where(_LIMIT.player_id == row.id))) if row else None


def _player(row: Row[*tuple[Any, ...]], limits: Iterable[Row[int, str, int]]) -> Player:
    own = sorted((limit.pack_uid, limit.episode) for limit in limits if limit.player_id == row.id)
    clock = known(ClockFactor, row.clock) or ClockFactor.X1
    return Player(row.id, row.name, row.single_letter_keys, tuple(own), clock)
