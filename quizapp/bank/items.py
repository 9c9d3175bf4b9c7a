"""What rounds tell of questions: first answers read from the logs, and their numbers kept for the editor's table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, func, select, text
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.convert import numbers_of, settings_of
from quizapp.bank.engine import Database
from quizapp.bank.tables import DrawnRow, EventRow, ItemStatisticsRow, MetaRow, table_of
from quizapp.game.item_analysis import Attempt, ItemStatistics, analyse, analyse_each, has_fixed_length
from quizapp.game.question import CHOICE_KINDS, Kind
from quizapp.game.rules import RULE_SETS

_STATISTICS = table_of(ItemStatisticsRow)
_DRAWN = table_of(DrawnRow)
_EVENT = table_of(EventRow)
_META = table_of(MetaRow)

AT_ONCE = 500
"""Questions of one transaction: other writers wait for some hundredths of a second."""
_COUNTED_TO = "counted_to_event"
_CHOSEN_KINDS = frozenset({*map(str, CHOICE_KINDS), str(Kind.MISSING_WORD)})

# Answers and time-outs to the present revision of some questions. What a player answered in the whole round is counted
# beside it. In a relay the one who was asked stands with the question, else the round's player.
_ATTEMPTS = text(
    """
    WITH attempt AS (
        SELECT question.uid, question.revision, question.kind, coalesce(drawn.player_id, round.player_id) AS player_id,
               drawn.player_id AS runner_id, drawn.round_id, drawn.position, drawn.options, event.id AS number,
               event.share, event.elapsed_ms, event.chosen,
               round.rule_set, round.settings, round.finished_at_ms
        FROM json_each(:uids) AS wanted
        JOIN question ON question.uid = wanted.value
        JOIN drawn ON drawn.uid = question.uid AND drawn.revision = question.revision
        JOIN round ON round.id = drawn.round_id
        JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
        WHERE event.verdict <> 'skipped' AND event.share IS NOT NULL
    ), total AS (
        SELECT drawn.round_id, drawn.player_id AS runner_id, count(*) AS answers, total(event.share) AS shares
        FROM drawn JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
        WHERE drawn.round_id IN (SELECT round_id FROM attempt WHERE finished_at_ms IS NOT NULL)
        AND event.verdict <> 'skipped' AND event.share IS NOT NULL
        GROUP BY drawn.round_id, drawn.player_id
    )
    SELECT attempt.*, total.answers, total.shares,
           (SELECT chosen FROM event WHERE event.round_id = attempt.round_id AND event.position = attempt.position
            AND action = 'fifty') AS taken_away
    FROM attempt
    LEFT JOIN total ON total.round_id = attempt.round_id AND total.runner_id IS attempt.runner_id
    ORDER BY attempt.uid, attempt.number
    """
)


class Items:
    """The answers that each question was given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attempts(self, uid: str) -> list[Attempt]:
        """Every answer to the present revision of a question, in order of time, see `item_analysis`."""
        with self._database.read() as session:
            return list(_attempts(session.connection(), [uid]))

    def statistics(self, uid: str) -> ItemStatistics | None:
        """The numbers of the present revision of a question, counted now; None where it was never answered."""
        return analyse(self.attempts(uid))


def count_all(database: Database, progress: Callable[[int, int], None] | None) -> int:
    """Counts anew every question of rounds that went on since the last time, and gives how many these are."""
    with database.read() as session:
        connection = session.connection()
        newest: int = connection.execute(select(func.coalesce(func.max(_EVENT.c.id), 0))).scalar_one()
        uids = _played_since(connection, _counted_to(connection))
    remaining = iter(uids)
    done = 0
    while some := list(islice(remaining, AT_ONCE)):
        _count(database, some)
        done += len(some)
        if progress is not None:
            progress(done, len(uids))
    if uids:
        _note(database, newest)
    return done


def _counted_to(connection: Connection) -> int:
    noted = connection.execute(select(_META.c.value).where(_META.c.key == _COUNTED_TO)).scalar()
    return int(noted) if noted and noted.isdigit() else 0


def _played_since(connection: Connection, event_id: int) -> list[str]:
    """With all questions of these rounds: a round's end tells something of the first of them too."""
    rounds = select(_EVENT.c.round_id).where(_EVENT.c.id > event_id)
    return list(connection.execute(select(_DRAWN.c.uid).distinct().where(_DRAWN.c.round_id.in_(rounds))).scalars())


def _count(database: Database, uids: Sequence[str]) -> None:
    with database.read() as session:
        analysed = list(analyse_each(_attempts(session.connection(), uids)))
    values = [_values(uid, revision, statistics) for (uid, revision), statistics in analysed]
    counted = insert(_STATISTICS)
    changed = {name: counted.excluded[name] for name in _STATISTICS.c.keys() if name != "uid"}  # noqa: SIM118
    if values:
        with database.write() as session:
            session.connection().execute(counted.on_conflict_do_update(set_=changed), values)


def _values(uid: str, revision: int, statistics: ItemStatistics) -> dict[str, Any]:
    names = ("asked", "facility", "discrimination", "rounds", "median_ms")
    return {"uid": uid, "revision": revision, **{name: getattr(statistics, name) for name in names}}


def _note(database: Database, event_id: int) -> None:
    noted = insert(_META).values(key=_COUNTED_TO, value=str(event_id))
    with database.write() as session:
        session.connection().execute(noted.on_conflict_do_update(set_={"value": noted.excluded.value}))


def _attempts(connection: Connection, uids: Iterable[str]) -> Iterator[Attempt]:
    for row in connection.execute(_ATTEMPTS, {"uids": json.dumps(list(uids))}):
        yield _attempt(row)


def _attempt(row: Row[Any]) -> Attempt:
    offered: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    if row.kind in _CHOSEN_KINDS:
        taken_away = numbers_of(row.taken_away) if row.taken_away else ()
        offered = tuple(place for place in numbers_of(row.options) or () if place not in (taken_away or ()))
        chosen = (numbers_of(row.chosen) or ()) if offered else ()
    counts = row.answers is not None and _is_comparable(row.rule_set, row.settings)
    return Attempt(
        uid=row.uid,
        revision=row.revision,
        player_id=row.player_id,
        number=row.number,
        share=row.share,
        elapsed_ms=row.elapsed_ms,
        offered=offered,
        chosen=chosen,
        round_length=(row.answers or 0) if counts else 0,
        round_share=row.shares if counts else 0.0,
    )


@lru_cache(maxsize=64)  # a session's rounds have few settings between them
def _is_comparable(rule_set: str, document: str) -> bool:
    """Whether such rounds are of fixed length; not where this version does not understand their rules."""
    rules, settings = RULE_SETS.get(rule_set), settings_of(document)
    return rules is not None and settings is not None and has_fixed_length(rules.for_settings(settings))
