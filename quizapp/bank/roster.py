"""Players renamed, merged and removed: each is one transaction, and gives what it takes to undo it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, not_, or_, select, text, tuple_, update
from sqlmodel import Session

from quizapp.bank import convert
from quizapp.bank.engine import Database
from quizapp.bank.items import doubt_numbers
from quizapp.bank.players import FORMER, existing, give_name
from quizapp.bank.tables import (
    BOARD_COLUMNS,
    AppealRow,
    DrawnRow,
    EventRow,
    FavouriteRow,
    PlayerRow,
    RoundRow,
    ScheduleRow,
    SpoilerLimitRow,
    listed,
    table_of,
)
from quizapp.errors import QuizError
from quizapp.game.rules import Runner

FORMER_RUNNER = "Former player"
"""What a relay calls a runner who was removed: its settings hold the names of that day."""
NAME_GIVEN = (
    "There is another player named {name} now. Nothing was changed. Give that player another name, then undo again."
)
ONESELF = "A player cannot be merged with themselves. Nothing was changed. Choose another player."

_PLAYER, _ROUND, _DRAWN = table_of(PlayerRow), table_of(RoundRow), table_of(DrawnRow)
_EVENT, _APPEAL, _CARD = table_of(EventRow), table_of(AppealRow), table_of(ScheduleRow)
_LIMIT, _FAVOURITE = table_of(SpoilerLimitRow), table_of(FavouriteRow)
_PERSONAL = (_LIMIT, _FAVOURITE, _CARD)


@dataclass(frozen=True, slots=True)
class Undoing:
    """How a change of players is undone: statements, each with its rows as packed JSON, in the order to run them.

    `player_id` has to be able to bear the name of `name_key` again.
    """

    player_id: int
    name: str
    name_key: str
    statements: tuple[tuple[str, bytes], ...]


class Roster:
    """Changes players together with all that speaks of them. Rows of players are never deleted, as ids are never used
    again: who was removed or merged has an empty name, and is not among the players any more.
    """

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def rename(self, player_id: int, name: str) -> Undoing:
        """Another name, under which all rounds of the player are shown; QuizError for one that cannot be."""
        with self._database.write() as session:
            step = _Step(session, player_id)
            row = existing(session, player_id)
            step.keep_for_undo(_PLAYER, ("name", "name_key"), _PLAYER.c.id == player_id)
            give_name(session, row, name)
            row.changed_at_ms = self._now_ms()
            session.flush()
            return step.undoing()

    def merge(self, player_id: int, into_id: int) -> Undoing:
        """What one player has done becomes another's, whose name, settings and spoiler limits stay.

        Where both have run a race of which only the first run counts, the later one becomes practice. Of two cards of a
        question the one reviewed last stays. QuizError when one of them is gone, or they are the same.
        """
        if player_id == into_id:
            raise QuizError(ONESELF)
        with self._database.write() as session:
            step = _Step(session, player_id)
            into = existing(session, into_id)
            step.doubt_numbers()
            step.change(_ROUND, {"practice": True}, _ROUND.c.id.in_(_second_runs(player_id, into_id)))
            _rewrite_relays(step, player_id, into_id, into.name)
            for table in (_ROUND, _DRAWN, _APPEAL):
                step.change(table, {"player_id": into_id}, table.c.player_id == player_id)
            step.delete(_CARD, _reviewed_before(into_id, player_id))
            for table in _PERSONAL:
                rows = step.delete(table, table.c.player_id == player_id)
                step.insert(table, [{**row, "player_id": into_id} for row in rows])
            step.forget_name()
            return step.undoing()

    def remove(self, player_id: int, *, keep_rounds: bool) -> Undoing:
        """The player goes, with settings, favourites and training. Rounds stay as those of a former player, or go.

        A relay stays in any case: it is the others' too. QuizError when the player is gone.
        """
        with self._database.write() as session:
            step = _Step(session, player_id)
            _rewrite_relays(step, player_id, player_id, FORMER_RUNNER)
            for table in _PERSONAL:
                step.delete(table, table.c.player_id == player_id)
            if not keep_rounds:
                step.doubt_numbers()
                own = [
                    _ROUND.c.player_id == player_id,
                    _ROUND.c.id.not_in(select(_DRAWN.c.round_id).where(_is_relay())),
                ]
                ids = select(_ROUND.c.id).where(*own)
                for table in (_APPEAL, _EVENT, _DRAWN):
                    step.delete(table, table.c.round_id.in_(ids))
                step.delete(_ROUND, and_(*own))
            step.forget_name()
            return step.undoing()

    def undo(self, undoing: Undoing) -> None:
        """Makes everything as it was; what was played since stays. QuizError when the name was given to another."""
        taken = select(_PLAYER.c.name).where(_PLAYER.c.name_key == undoing.name_key, _PLAYER.c.id != undoing.player_id)
        with self._database.write() as session:
            connection = session.connection()
            namesake = connection.execute(taken).scalar()
            if namesake is not None:
                raise QuizError(NAME_GIVEN, name=namesake)
            for statement, packed in undoing.statements:
                connection.execute(text(statement), json.loads(zlib.decompress(packed)))


class _Step:
    """A change in the making, inside its transaction: acts, and keeps how each act is undone."""

    def __init__(self, session: Session, player_id: int) -> None:
        self._player = existing(session, player_id)
        self._name, self._name_key = self._player.name, self._player.name_key
        self._id = player_id
        self._connection: Connection = session.connection()
        self._undo: list[tuple[str, bytes]] = []

    def undoing(self) -> Undoing:
        """What was kept, the last act first."""
        return Undoing(self._id, self._name, self._name_key, tuple(reversed(self._undo)))

    def read(self, table: Table, columns: Iterable[str], where: ColumnElement[bool]) -> list[dict[str, Any]]:
        """Some columns of some rows."""
        rows = self._connection.execute(select(*(table.c[name] for name in columns)).where(where)).mappings()
        return [dict(row) for row in rows]

    def keep_for_undo(self, table: Table, columns: Iterable[str], where: ColumnElement[bool]) -> None:
        """These columns are about to be changed."""
        names, keys = list(columns), _keys(table)
        set_to = ", ".join(f'"{name}" = :{name}' for name in names)
        self._keep(f'UPDATE "{table.name}" SET {set_to} WHERE {_same(keys)}', self.read(table, [*keys, *names], where))

    def change(self, table: Table, values: Mapping[str, object], where: ColumnElement[bool]) -> None:
        """Sets columns of some rows."""
        self.keep_for_undo(table, values, where)
        self._connection.execute(update(table).where(where).values(dict(values)))

    def delete(self, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
        """Deletes some rows, and gives them."""
        names = table.c.keys()
        rows = self.read(table, names, where)
        columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
        self._keep(f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({values})', rows)
        self._connection.execute(delete(table).where(where))
        return rows

    def insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Adds those of these rows whose key is not there yet."""
        keys = _keys(table)
        there = {tuple(row[key] for key in keys) for row in self.read(table, keys, _has_player(table, rows))}
        added = [row for row in rows if tuple(row[key] for key in keys) not in there]
        self._keep(
            f'DELETE FROM "{table.name}" WHERE {_same(keys)}', [{key: row[key] for key in keys} for row in added]
        )
        if added:
            self._connection.execute(insert(table), added)

    def doubt_numbers(self) -> None:
        """What the player answered is about to count otherwise: first attempts may be others, or gone."""
        doubt = doubt_numbers(self._connection, self._id)
        if doubt is not None:
            statement, parameters = doubt
            self._keep(statement, [parameters])

    def forget_name(self) -> None:
        """The player is not among the players any more; a key that begins with a blank is nobody's name."""
        values = {"name": FORMER, "name_key": f" {self._player.uid}"}
        self.change(_PLAYER, values, _PLAYER.c.id == self._id)

    def _keep(self, statement: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._undo.append((statement, zlib.compress(json.dumps(rows).encode())))


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _same(keys: Iterable[str]) -> str:
    return " AND ".join(f'"{key}" = :{key}' for key in keys)


def _has_player(table: Table, rows: list[dict[str, Any]]) -> ColumnElement[bool]:
    return table.c.player_id.in_(listed(row["player_id"] for row in rows[:1]))


def _is_relay() -> ColumnElement[bool]:
    return _DRAWN.c.player_id.is_not(None)


def _second_runs(one_id: int, other_id: int) -> Any:
    """The rounds that count now, on boards where only the first of a player counts, and the other's came before."""
    earlier = _ROUND.alias()
    same_board = (_ROUND.c[name].is_not_distinct_from(earlier.c[name]) for name in BOARD_COLUMNS)
    counts_once = or_(_ROUND.c.rule_set.like("daily@%"), _ROUND.c.variant.like("challenge/%"))
    began = tuple_(earlier.c.started_at_ms, earlier.c.id) < tuple_(_ROUND.c.started_at_ms, _ROUND.c.id)
    both = (one_id, other_id)
    return (
        select(_ROUND.c.id)
        .join(earlier, and_(*same_board, earlier.c.player_id.in_(both), not_(earlier.c.practice)))
        .where(_ROUND.c.player_id.in_(both), not_(_ROUND.c.practice), counts_once, began)
        .where(earlier.c.player_id != _ROUND.c.player_id)
    )


def _reviewed_before(into_id: int, player_id: int) -> ColumnElement[bool]:
    """The cards of one player that the other has reviewed later."""
    theirs = _CARD.alias()
    later = and_(theirs.c.uid == _CARD.c.uid, theirs.c.last_review_at_ms > _CARD.c.last_review_at_ms)
    return and_(_CARD.c.player_id == into_id, select(1).where(theirs.c.player_id == player_id, later).exists())


def _rewrite_relays(step: _Step, player_id: int, to_id: int, name: str) -> None:
    """Puts another id and name into the settings of the relays that this player has run in."""
    ran = _ROUND.c.id.in_(select(_DRAWN.c.round_id).where(_DRAWN.c.player_id == player_id))
    for row in step.read(_ROUND, ("id", "settings"), ran):
        settings = convert.settings_of(row["settings"])
        if settings is not None:
            relay = tuple(_renamed(runner, player_id, to_id, name) for runner in settings.relay)
            document = convert.settings_text(replace(settings, relay=relay))
            step.change(_ROUND, {"settings": document}, _ROUND.c.id == row["id"])


def _renamed(runner: Runner, player_id: int, to_id: int, name: str) -> Runner:
    return replace(runner, player_id=to_id, name=name) if runner.player_id == player_id else runner
