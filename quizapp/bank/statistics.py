"""What the page of a player's statistics reads: totals, rounds, answers by question, days, cards.

Only finished rounds count. A relay is told by the turns of each runner (`drawn.player_id`), all others by their player.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, TextClause, and_, func, select, text, tuple_

from quizapp.bank.engine import Database
from quizapp.bank.questions import answered, pack_info, playable
from quizapp.bank.tables import (
    HAS_RUNNER,
    DrawnRow,
    EventRow,
    QuestionRow,
    RoundRow,
    ScheduleRow,
    listed,
    table_of,
)
from quizapp.game.grading import FULL
from quizapp.game.player_statistics import QuestionCount, RelayTurn, RoundCount, Totals
from quizapp.game.stored import State
from quizapp.game.training_forecast import CardFigures

_ROUND = table_of(RoundRow).c
_EVENT = table_of(EventRow).c
_DRAWN = table_of(DrawnRow).c
_QUESTION = table_of(QuestionRow).c
_CARD = table_of(ScheduleRow).c

ROUNDS_AT_ONCE = 100
"""Rounds whose answers are read in one step: some hundredths of a second."""
_QUARTER_MS = 15 * 60_000
"""Every time zone is a whole number of quarters of an hour from UTC, so no day begins within one."""
_RELAYS = "relay@%"
_RIGHT = _EVENT.verdict.in_(sorted(FULL))

Before = tuple[int, int]
"""When a round was finished, and its id: where the next step begins."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose finished rounds: of a pack (None = all), finished from `since_ms` until before `before_ms` (UTC), of a mode
    ("" = all), played under a spoiler limit (None = any)."""

    player_id: int
    pack_id: str | None = None
    since_ms: int | None = None
    before_ms: int | None = None
    mode: str = ""
    spoiler_limit: int | None = None


class Statistics:
    """Reads what a player has played; changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def totals(self, chosen: Selection) -> Totals:
        """All rounds but relays, added up; `best` is one of those with the longest row of right answers."""
        # Beside max() SQLite takes other columns from the row that has it.
        added = select(
            func.count(),
            func.coalesce(func.sum(_ROUND.right), 0),
            func.coalesce(func.sum(_ROUND.asked), 0),
            func.coalesce(func.sum(_ROUND.elapsed_ms), 0),
            func.max(_ROUND.best_streak),
            *_round_columns(),
        ).where(*_own(chosen))
        with self._database.read() as session:
            found: tuple[Any, ...] = tuple(session.connection().execute(added).one())
        best = RoundCount(*found[-len(RoundCount._fields) :])
        rounds, right, asked, elapsed_ms = found[:4]
        return Totals(rounds, right, asked, elapsed_ms, best if best.best_streak else None)

    def rounds(self, chosen: Selection, limit: int) -> list[RoundCount]:
        """The rounds but relays that were begun last, in no order."""
        newest = select(_ROUND.id).where(*_own(chosen)).order_by(_ROUND.id.desc()).limit(limit)
        wanted = select(*_round_columns()).where(_ROUND.id.in_(newest))
        with self._database.read() as session:
            return [RoundCount(*row) for row in session.connection().execute(wanted)]

    def relay_turns(self, chosen: Selection) -> list[RelayTurn]:
        """The player's answers in relays, relay by relay, as they were asked."""
        columns = (_ROUND.id, _ROUND.finished_at_ms, _ROUND.rule_set, _EVENT.verdict, _EVENT.elapsed_ms)
        wanted = _relayed(chosen, *columns).order_by(_ROUND.id, _DRAWN.position)
        with self._database.read() as session:
            return [RelayTurn(*row) for row in session.connection().execute(wanted)]

    def answers(self, chosen: Selection, before: Before | None = None) -> tuple[list[QuestionCount], Before | None]:
        """The answers of some rounds but relays by question, the rounds finished last first.

        With where to go on, None after the last round.
        """
        some = select(_ROUND.finished_at_ms, _ROUND.id).where(*_own(chosen))
        if before is not None:
            some = some.where(tuple_(_ROUND.finished_at_ms, _ROUND.id) < tuple_(*before))
        some = some.order_by(_ROUND.finished_at_ms.desc(), _ROUND.id.desc()).limit(ROUNDS_AT_ONCE)
        with self._database.read() as session:
            connection = session.connection()
            found = connection.execute(some).all()
            counts = _counted(connection, _of_rounds([row.id for row in found])) if found else []
        last = found[-1] if len(found) == ROUNDS_AT_ONCE else None
        return counts, None if last is None else (last.finished_at_ms, last.id)

    def relay_answers(self, chosen: Selection) -> list[QuestionCount]:
        """The player's answers in relays by question."""
        with self._database.read() as session:
            return _counted(session.connection(), _relayed(chosen, *_COUNTS).group_by(_DRAWN.uid))

    def finished(self, chosen: Selection) -> list[tuple[int, int]]:
        """Moments (UTC milliseconds, to the quarter of an hour) and how many rounds were finished then."""
        quarter = (_ROUND.finished_at_ms // _QUARTER_MS).label("quarter")
        own = select(quarter, func.count().label("rounds")).where(*_own(chosen)).group_by(quarter)
        relays = _relayed(chosen, quarter, func.count(_ROUND.id.distinct()).label("rounds")).group_by(quarter)
        with self._database.read() as session:
            return [*_moments(session.connection(), own), *_moments(session.connection(), relays)]

    def choices(self, player_id: int, pack_id: str) -> list[tuple[str, int]]:
        """The rule sets and spoiler limits of the rounds there are to choose from."""
        chosen = Selection(player_id, pack_id)
        columns = (_ROUND.rule_set, _ROUND.spoiler_limit)
        own = select(*columns).where(*_own(chosen)).distinct()
        with self._database.read() as session:
            connection = session.connection()
            rows = [*connection.execute(own), *connection.execute(_relayed(chosen, *columns).distinct())]
        return [(rule_set, limit) for rule_set, limit in rows]

    def cards(self, player_id: int, pack_id: str, spoiler_limit: int) -> list[CardFigures]:
        """The player's cards of live questions within a spoiler limit; those whose numbers make no sense are none."""
        joined = select(_CARD.due_at_ms, _CARD.stability, _CARD.last_review_at_ms).join_from(
            _CARD.uid.table, _QUESTION.uid.table, _QUESTION.uid == _CARD.uid
        )
        with self._database.read() as session:
            info = pack_info(session, pack_id)
            if info is None:
                return []
            own = joined.where(_CARD.player_id == player_id, *playable(info, spoiler_limit))
            rows = session.connection().execute(own).all()
        return [CardFigures(*row) for row in rows if _makes_sense(*row)]

    def prompts(self, player_id: int, uids: Collection[str]) -> dict[str, tuple[str, int | None, bool]]:
        """The prompts of questions as they are now, when this player is to see each again (UTC milliseconds), and
        whether they are asked at all: retired questions and drafts are not.
        """
        due = and_(_CARD.uid == _QUESTION.uid, _CARD.player_id == player_id)
        joined = select(_QUESTION.uid, _QUESTION.prompt, _CARD.due_at_ms, _QUESTION.state).join_from(
            _QUESTION.uid.table, _CARD.uid.table, due, isouter=True
        )
        with self._database.read() as session:
            rows = session.connection().execute(joined.where(_QUESTION.uid.in_(listed(uids)))).all()
        return {uid: (prompt, due_at_ms, state == State.LIVE) for uid, prompt, due_at_ms, state in rows}


def _moments(connection: Connection, by_quarter: Select[*tuple[Any, ...]]) -> Iterator[tuple[int, int]]:
    """Read as one JSON object: as many rows would take as long again as finding them."""
    counts = by_quarter.subquery().c
    document: str = connection.execute(select(func.json_group_object(counts.quarter, counts.rounds))).scalar_one()
    found: dict[str, int] = json.loads(document)
    return ((int(quarter) * _QUARTER_MS, rounds) for quarter, rounds in found.items())


def _round_columns() -> tuple[ColumnElement[Any], ...]:
    """The columns of a `RoundCount`."""
    names = ("id", "finished_at_ms", "rule_set", "right", "asked", "best_streak", "elapsed_ms")
    return tuple(_ROUND[name] for name in names)


def _own(chosen: Selection) -> list[ColumnElement[bool]]:
    """The chosen rounds but relays: a stretch of the index ix_round_player."""
    return [_ROUND.player_id == chosen.player_id, *_finished(chosen), _ROUND.rule_set.not_like(_RELAYS)]


def _finished(chosen: Selection) -> list[ColumnElement[bool]]:
    """Of the round table: finished ones of this time, pack, mode and spoiler limit, whoever ran."""
    wanted: list[ColumnElement[bool]] = [_ROUND.finished_at_ms.is_not(None)]
    if chosen.since_ms is not None:
        wanted.append(_ROUND.finished_at_ms >= chosen.since_ms)
    if chosen.before_ms is not None:
        wanted.append(_ROUND.finished_at_ms < chosen.before_ms)
    if chosen.pack_id is not None:
        wanted.append(_ROUND.pack_uid == chosen.pack_id)
    if chosen.mode:
        wanted.append(_ROUND.rule_set.startswith(f"{chosen.mode}@", autoescape=True))
    if chosen.spoiler_limit is not None:
        wanted.append(_ROUND.spoiler_limit == chosen.spoiler_limit)
    return wanted


_ANSWER = and_(_EVENT.round_id == _DRAWN.round_id, _EVENT.position == _DRAWN.position, answered())
_COUNTS: tuple[ColumnElement[Any], ...] = (
    _QUESTION.uid,
    _QUESTION.category,
    _QUESTION.episode,
    _QUESTION.kind,
    _QUESTION.difficulty,
    func.count(),
    func.sum(_RIGHT, type_=Integer),  # else the sum of truths is a truth
    func.sum(_EVENT.elapsed_ms),
)
"""The columns of a `QuestionCount`."""


def _relayed(chosen: Selection, *columns: Any) -> Select[*tuple[Any, ...]]:
    """The answers of the player as a runner, by the index ix_drawn_runner."""
    own: list[ColumnElement[bool] | TextClause] = [_DRAWN.player_id == chosen.player_id, text(f"drawn.{HAS_RUNNER}")]
    joined = (
        select(*columns)
        .select_from(_DRAWN.uid.table)
        .join(_ROUND.id.table, _ROUND.id == _DRAWN.round_id)
        .join(_EVENT.id.table, _ANSWER)
        .join(_QUESTION.uid.table, _QUESTION.uid == _DRAWN.uid)
    )
    return joined.where(*own, *_finished(chosen))


def _of_rounds(round_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """The answers of these rounds by question."""
    joined = (
        select(*_COUNTS)
        .select_from(_DRAWN.uid.table)
        .join(_EVENT.id.table, _ANSWER)
        .join(_QUESTION.uid.table, _QUESTION.uid == _DRAWN.uid)
    )
    return joined.where(_DRAWN.round_id.in_(listed(round_ids))).group_by(_DRAWN.uid)


def _counted(connection: Connection, counts: Select[*tuple[Any, ...]]) -> list[QuestionCount]:
    return [QuestionCount(*row) for row in connection.execute(counts)]


def _makes_sense(due_at_ms: object, stability: object, last_review_at_ms: object) -> bool:
    """SQLite keeps a value of any type in any column."""
    whole = isinstance(due_at_ms, int) and isinstance(last_review_at_ms, int)
    return whole and isinstance(stability, float) and math.isfinite(stability) and stability > 0
