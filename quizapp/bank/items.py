"""What rounds tell of questions: first answers read from the logs, and their numbers kept for the editor's table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, func, select, text
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.convert import known, numbers_of, question_of, settings_of, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.item_scan import ANSWERED, Analysed, scan
from quizapp.bank.option_uses import option_uses_text
from quizapp.bank.tables import EventRow, ItemStatisticsRow, MetaRow, QuestionRow, RevisionRow, listed, table_of
from quizapp.bank.turns import GaveWayError
from quizapp.game.item_analysis import Attempt, ItemStatistics, analyse, analyse_each, asks_same, has_fixed_length
from quizapp.game.item_flags import ATTEMPTS_LEAST, PeerTimes, peer_times
from quizapp.game.item_report import distractor_uses
from quizapp.game.question import CHOICE_KINDS, Kind, Question
from quizapp.game.rules import RULE_SETS
from quizapp.game.stored import Snapshot

_STATISTICS = table_of(ItemStatisticsRow)
_EVENT = table_of(EventRow)
_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)
_META = table_of(MetaRow)

AT_ONCE = 100
"""Questions of one transaction: neither other writers nor the screen wait for more than some hundredths of a second."""
_COUNTED_TO, _CHANGED_TO = "counted_to_event", "counted_to_revision"
_NEWEST = {
    _COUNTED_TO: select(func.coalesce(func.max(_EVENT.c.id), 0)),
    _CHANGED_TO: select(func.coalesce(func.max(_REVISION.c.id), 0)),
}
_CHOSEN_KINDS = frozenset({*map(str, CHOICE_KINDS), str(Kind.MISSING_WORD)})

# Answers and time-outs to some revisions of some questions. What a player answered in the whole round is counted
# beside it. In a relay the one who was asked stands with the question, else the round's player.
_ATTEMPTS = text(
    f"""
    WITH attempt AS (
        SELECT question.uid, question.revision, question.kind, coalesce(drawn.player_id, round.player_id) AS player_id,
               drawn.player_id AS runner_id, drawn.round_id, drawn.position, drawn.options, event.id AS number,
               event.share, event.elapsed_ms * 1 AS elapsed_ms, event.chosen,
               round.rule_set, round.settings, round.finished_at_ms
        FROM json_each(:asked) AS wanted
        JOIN question ON question.uid = json_extract(wanted.value, '$[0]')
        JOIN drawn ON drawn.uid = question.uid AND drawn.revision = json_extract(wanted.value, '$[1]')
        JOIN round ON round.id = drawn.round_id
        JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
        WHERE {ANSWERED}
    ), total AS (
        SELECT drawn.round_id, drawn.player_id AS runner_id, count(*) AS answers, total(event.share) AS shares
        FROM drawn JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
        WHERE drawn.round_id IN (SELECT round_id FROM attempt WHERE finished_at_ms IS NOT NULL)
        AND {ANSWERED}
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


_DRAWN_AS = text(
    "SELECT DISTINCT drawn.uid, drawn.revision, question.revision AS newest "
    "FROM json_each(:uids) AS wanted JOIN question ON question.uid = wanted.value "
    "JOIN drawn ON drawn.uid = question.uid"
)
_DRAWN_OTHERWISE = text(
    "SELECT DISTINCT drawn.uid, drawn.revision, question.revision AS newest FROM question "
    "CROSS JOIN drawn ON drawn.uid = question.uid AND drawn.revision < question.revision WHERE question.revision > 1"
)
_DOCUMENTS = text(
    "SELECT uid, revision, after FROM json_each(:wanted) AS wanted "
    "JOIN revision ON uid = json_extract(wanted.value, '$[0]') AND revision = json_extract(wanted.value, '$[1]')"
)
_COUNTED_ANEW = text(
    "SELECT uid FROM drawn WHERE round_id IN (SELECT round_id FROM event WHERE id > :event_id) "
    "UNION SELECT uid FROM revision WHERE id > :revision_id "
    "AND EXISTS (SELECT 1 FROM drawn WHERE drawn.uid = revision.uid)"
)
_STALE = -1
"""The revision of kept numbers that hold for no revision any more, and are counted anew."""
_DOUBT = (
    "INSERT INTO item_statistics (uid, revision, asked, facility, rounds, median_ms) "
    f"SELECT value, {_STALE}, 0, 0, 0, 0 FROM json_each(:uids) WHERE TRUE "
    f"ON CONFLICT (uid) DO UPDATE SET revision = {_STALE}"
)
_DOUBTED = text(f"SELECT uid FROM item_statistics WHERE revision = {_STALE}")
_OF_PLAYER = text(
    "SELECT drawn.uid FROM round JOIN drawn ON drawn.round_id = round.id WHERE round.player_id = :player_id "
    "UNION SELECT uid FROM drawn WHERE player_id = :player_id AND player_id IS NOT NULL"
)
_KEEP = text(
    "UPDATE item_statistics SET revision = question.revision FROM question "
    "WHERE question.uid = item_statistics.uid AND question.uid IN (SELECT value FROM json_each(:uids)) "
    "AND item_statistics.revision = question.revision - 1"
)
_FORGET = text(
    "DELETE FROM item_statistics WHERE uid IN (SELECT value FROM json_each(:uids)) "
    "AND revision <> (SELECT revision FROM question WHERE question.uid = item_statistics.uid)"
)
_MEDIANS = text(
    "SELECT kind, asked, median_ms FROM item_statistics JOIN question USING (uid, revision) WHERE asked >= :least"
)


class Items:
    """The answers that each question was given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attempts(self, uid: str) -> list[Attempt]:
        """Every answer to what a question asks now (`asks_same`), in order of time, see `item_analysis`."""
        with self._database.read() as session:
            return list(_attempts(session.connection(), [uid]))

    def statistics(self, uid: str) -> ItemStatistics | None:
        """The numbers of what a question asks now, counted now; None where it was never answered."""
        return analyse(self.attempts(uid))

    def all_statistics(
        self, progress: Callable[[int, int], None] | None = None, *, options_from: int = 1
    ) -> Iterator[Analysed]:
        """The numbers of all questions that were answered and are not in the bin, by uid, counted now.

        One state of the bank throughout. To be read to its end, or closed, in the thread that began it. `progress`
        (questions done, all that were asked) may raise to stop. Options are counted where there are so many answers.
        """
        with self._database.read() as session:
            connection = session.connection()
            same = _same_as_now(connection, connection.execute(_DRAWN_OTHERWISE).all())
            yield from scan(connection, same, _CHOSEN_KINDS, _is_comparable, progress, options_from)

    def peers(self) -> dict[Kind, PeerTimes]:
        """How long questions of each kind take, by the numbers as they were counted last."""
        with self._database.read() as session:
            rows = session.connection().execute(_MEDIANS, {"least": ATTEMPTS_LEAST}).all()
        return peer_times((kind, row.asked, row.median_ms) for row in rows if (kind := known(Kind, row.kind)))


def keep_numbers(connection: Connection, uids: Sequence[str]) -> None:
    """Lets the numbers of questions hold for their newest revision, which asks the same as the one before."""
    if uids:
        connection.execute(_KEEP, {"uids": json.dumps(uids)})


def doubt_numbers(connection: Connection, player_id: int) -> tuple[str, dict[str, str]] | None:
    """Has every question that this player was asked counted anew: rounds are about to go, or to be another's.

    Gives the statement that says the same again, with its parameters, for when that is undone; None without a round.
    """
    uids = connection.execute(_OF_PLAYER, {"player_id": player_id}).scalars().all()
    if not uids:
        return None
    parameters = {"uids": json.dumps(uids)}
    connection.execute(text(_DOUBT), parameters)
    return _DOUBT, parameters


class Counting:
    """Keeps the numbers of questions up to date for the editor's table; where it was stopped it goes on."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._left: list[str] = []
        self._newest: dict[str, int] = {}
        """What the questions left were found by; empty while nothing was begun."""

    def count(self, progress: Callable[[int, int], None] | None) -> int:
        """Counts anew every question of rounds that went on since the last time, and gives how many these are."""
        if not self._newest:
            self._begin()
        done, total = 0, len(self._left)
        while self._left:
            some = self._left[-AT_ONCE:]
            _count(self._database, some)
            del self._left[-AT_ONCE:]
            done += len(some)
            if progress is not None:
                progress(done, total)
        if self._newest:
            _note(self._database, self._newest)
            self._newest = {}
        return done

    def _begin(self) -> None:
        with self._database.read() as session:
            connection = session.connection()
            newest: dict[str, int] = {key: connection.execute(last).scalar_one() for key, last in _NEWEST.items()}
            noted = {key: _noted(connection, key) for key in newest}
            doubted = connection.execute(_DOUBTED).scalars().all()
            if noted != newest or doubted:
                self._newest = newest
                self._left = list({*doubted, *_to_be_counted(connection, noted)})


def _noted(connection: Connection, key: str) -> int:
    noted = connection.execute(select(_META.c.value).where(_META.c.key == key)).scalar()
    return int(noted) if noted and noted.isdigit() else 0


def _to_be_counted(connection: Connection, noted: Mapping[str, int]) -> Sequence[str]:
    """With all questions of these rounds: a round's end tells something of the first of them too.

    And those that were changed since they were counted, of which some ask the same as before.
    """
    since = {"event_id": noted[_COUNTED_TO], "revision_id": noted[_CHANGED_TO]}
    return connection.execute(_COUNTED_ANEW, since).scalars().all()


def _count(database: Database, uids: Sequence[str]) -> None:
    """Reads and writes in one go: a player who is removed in between would else leave numbers that nobody doubts."""
    gives_way = True
    while True:
        try:
            with database.write(gives_way=gives_way) as session:
                _count_now(session.connection(), uids)
            return
        except GaveWayError:
            gives_way = False  # once: it is short


def _count_now(connection: Connection, uids: Sequence[str]) -> None:
    analysed = list(analyse_each(_attempts(connection, uids)))
    chosen = _questions(connection, [uid for (uid, _), statistics in analysed if statistics.options])
    values = [_values(uid, revision, statistics, chosen.get(uid)) for (uid, revision), statistics in analysed]
    counted = insert(_STATISTICS)
    changed = {name: counted.excluded[name] for name in _STATISTICS.c.keys() if name != "uid"}  # noqa: SIM118
    if values:
        connection.execute(counted.on_conflict_do_update(set_=changed), values)
    # What was never answered as it is now asked: the numbers of what it was tell nothing any more.
    connection.execute(_FORGET, {"uids": json.dumps(list(uids))})


def _questions(connection: Connection, uids: Iterable[str]) -> dict[str, Question]:
    """Those of these questions that are finished and understood, as they are now."""
    rows = connection.execute(select(_QUESTION).where(_QUESTION.c.uid.in_(listed(uids)))).mappings()
    return {row["uid"]: question for row in rows if isinstance(question := question_of(row), Question)}


def _values(uid: str, revision: int, statistics: ItemStatistics, question: Question | None) -> dict[str, Any]:
    names = ("asked", "facility", "discrimination", "rounds", "median_ms")
    wrong = () if question is None else distractor_uses(statistics, question)
    return {
        "uid": uid,
        "revision": revision,
        **{name: getattr(statistics, name) for name in names},
        "distractors": option_uses_text(wrong) if wrong else None,
        "most_chosen": wrong[0].share if wrong else None,
    }


def _note(database: Database, newest: Mapping[str, int]) -> None:
    noted = insert(_META)
    values = [{"key": key, "value": str(number)} for key, number in newest.items()]
    with database.write() as session:
        session.connection().execute(noted.on_conflict_do_update(set_={"value": noted.excluded.value}), values)


def _attempts(connection: Connection, uids: Iterable[str]) -> Iterator[Attempt]:
    for row in connection.execute(_ATTEMPTS, {"asked": json.dumps(_asked_as_now(connection, list(uids)))}):
        yield _attempt(row)


def _asked_as_now(connection: Connection, uids: Sequence[str]) -> list[tuple[str, int]]:
    """The drawn revisions of these questions in which they asked what they ask now."""
    return _same_as_now(connection, connection.execute(_DRAWN_AS, {"uids": json.dumps(uids)}).all())


def _same_as_now(connection: Connection, drawn: Sequence[Row[Any]]) -> list[tuple[str, int]]:
    older = [row for row in drawn if row.revision != row.newest]
    wanted = {(row.uid, number) for row in older for number in (row.revision, row.newest)}
    read = connection.execute(_DOCUMENTS, {"wanted": json.dumps(sorted(wanted))}) if wanted else ()
    then = {(uid, revision): snapshot_of(document) for uid, revision, document in read}
    return [
        (row.uid, row.revision)
        for row in drawn
        if row.revision == row.newest or _ask_same(then.get((row.uid, row.revision)), then.get((row.uid, row.newest)))
    ]


def _ask_same(before: Snapshot | None, after: Snapshot | None) -> bool:
    return before is not None and after is not None and asks_same(before.question, after.question)


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
