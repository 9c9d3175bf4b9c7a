"""Every round replayed from its log and compared with what was written, and shown, when it was played."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, func, select

from quizapp.bank import convert
from quizapp.bank.engine import Database
from quizapp.bank.round_log import event_of, question_of
from quizapp.bank.tables import (
    DrawnRow,
    EventRow,
    NameListRow,
    PackRow,
    PlayerRow,
    RevisionRow,
    RoundRow,
    listed,
    table_of,
)
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn
from quizapp.game.question import Name
from quizapp.game.recount import Recounted, RoundRecount, Worth, differences
from quizapp.game.round import NotPossibleError, Round
from quizapp.game.rules import RULE_SETS
from quizapp.game.turns import Result

AT_ONCE = 200
"""Rounds that are read together."""

_ROUND, _PLAYER, _PACK = table_of(RoundRow), table_of(PlayerRow), table_of(PackRow)
_DRAWN, _EVENT, _REVISION = table_of(DrawnRow), table_of(EventRow), table_of(RevisionRow)
_NAMES = table_of(NameListRow)
_RESULT = tuple(Result.__dataclass_fields__)
_WORTH = ("verdict", "share", "base_points", "streak_points", "speed_points")

_ROUNDS = (
    select(_ROUND, _PLAYER.c.name.label("player_name"), _PACK.c.info, _NAMES.c.names)
    .join(_PLAYER, _PLAYER.c.id == _ROUND.c.player_id)
    .join(_PACK, _PACK.c.uid == _ROUND.c.pack_uid)
    .outerjoin(_NAMES, _NAMES.c.digest == _ROUND.c.names_digest)
)
_QUESTIONS = select(_DRAWN.c.round_id, _DRAWN.c.revision, _DRAWN.c.options, _REVISION.c.after).join(
    _REVISION, (_REVISION.c.uid == _DRAWN.c.uid) & (_REVISION.c.revision == _DRAWN.c.revision)
)


class Recount:
    """Reads and replays rounds; changes nothing. Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rounds(self, report: Callable[[int, int], None] = lambda done, total: None) -> Iterator[RoundRecount]:
        """Every round in the order in which they were begun, finished or not; `report` hears how far it has come."""
        total, done, last = self._count(), 0, 0
        while True:
            with self._database.read() as session:
                recounted = _some(session.connection(), last)
            if not recounted:
                return
            yield from recounted
            done, last = done + len(recounted), recounted[-1].round_id
            report(done, max(done, total))

    def _count(self) -> int:
        with self._database.read() as session:
            return session.connection().execute(select(func.count()).select_from(_ROUND)).scalar_one()


def _some(connection: Connection, after: int) -> list[RoundRecount]:
    """The next rounds behind this id."""
    wanted = _ROUNDS.where(_ROUND.c.id > after).order_by(_ROUND.c.id).limit(AT_ONCE)
    rows = connection.execute(wanted).mappings().all()
    ids = listed(row["id"] for row in rows)
    drawn = _by_round(connection, _QUESTIONS.where(_DRAWN.c.round_id.in_(ids)).order_by(_DRAWN.c.position))
    events = _by_round(connection, select(_EVENT).where(_EVENT.c.round_id.in_(ids)).order_by(_EVENT.c.number))
    return [_recounted(row, drawn.get(row["id"], []), events.get(row["id"], [])) for row in rows]


def _by_round(connection: Connection, wanted: Any) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.round_id, []).append(row)
    return found


def _recounted(row: Mapping[Any, Any], drawn: Sequence[Row[Any]], events: Sequence[Row[Any]]) -> RoundRecount:
    outcome, found = Recounted.SAME, ()
    if row["rule_set"] not in RULE_SETS:
        outcome = Recounted.UNKNOWN_RULES
    elif (round_ := _replayed(row, drawn, events)) is None:
        outcome = Recounted.UNREADABLE
    else:
        shown: list[Worth] = [tuple(getattr(event, name) for name in _WORTH) for event in events if event.verdict]
        found = differences(round_, shown, _result(row))
        outcome = Recounted.DIFFERS if found else Recounted.SAME
    return RoundRecount(
        row["id"],
        row["player_name"],
        row["rule_set"],
        row["started_at_ms"],
        row["finished_at_ms"],
        outcome,
        found,
    )


def _result(row: Mapping[Any, Any]) -> Result | None:
    return None if row["finished_at_ms"] is None else Result(**{name: row[name] for name in _RESULT})


def _replayed(row: Mapping[Any, Any], drawn: Sequence[Row[Any]], events: Sequence[Row[Any]]) -> Round | None:
    settings = convert.settings_of(row["settings"])
    names = _names(row["info"], row["names"])
    questions = [_dealt(each) for each in drawn]
    log = [event_of(event) for event in events]
    if settings is None or names is None or None in questions or None in log:
        return None
    rules = RULE_SETS[row["rule_set"]].for_settings(settings)
    begun = Round(rules, settings, row["seed"], tuple(each for each in questions if each), names=names)
    try:
        return begun.replay(event for event in log if event)
    except (NotPossibleError, IndexError):
        return None


_question = lru_cache(maxsize=10_000)(question_of)  # the same questions come again and again


def _dealt(row: Row[Any]) -> Drawn | None:
    order, question = convert.numbers_of(row.options), _question(row.after)
    return Drawn(question, row.revision, order) if question is not None and order is not None else None


@lru_cache(maxsize=8)
def _names(info: str, document: str | None) -> NameBook | None:
    """As `rounds` has them: the names of today for a round that was begun before they were kept with it."""
    names: tuple[Name, ...] | None
    if document is None:
        pack = convert.pack_info_of(info)
        names = pack.names if pack else None
    else:
        names = convert.names_of(document)
    return None if names is None else NameBook(names)
