"""Questions: which a player can be asked, reading them, and changing one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal,
    select,
    text,
    union_all,
)
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from quizapp.bank.convert import (
    Document,
    finished,
    pack_info_of,
    question_of,
    stored_of,
)
from quizapp.bank.engine import Database
from quizapp.bank.revisions import Change, last_document, write_changes
from quizapp.bank.tables import (
    HAS_RUNNER,
    SHOWN,
    DrawnRow,
    EventRow,
    PackRow,
    QuestionRow,
    RoundRow,
    id_of,
    listed,
    table_of,
)
from quizapp.game.draft import Draft, Problem
from quizapp.game.drawing import Candidate
from quizapp.game.grading import Verdict
from quizapp.game.question import Kind, PackInfo, Question
from quizapp.game.records import PoolCounts
from quizapp.game.rules import RoundSettings, RuleSet
from quizapp.game.stored import StaleRevisionError, State, StoredQuestion

_PACK = table_of(PackRow)
_QUESTION = table_of(QuestionRow)
_ROUND = table_of(RoundRow)
_DRAWN = table_of(DrawnRow)
_EVENT = table_of(EventRow)

STORED = select(_QUESTION, _PACK.c.uid.label("pack_uid")).join_from(_QUESTION, _PACK)
"""The columns that `convert.stored_of` reads."""

# The start reads by statements on tables alone: the first one on row classes costs it 10 ms of setting up mappers.
_PACK_ROW = select(_PACK.c.id, _PACK.c.info, _PACK.c.digest).where(_PACK.c.uid == bindparam("pack_uid"))


class Questions:
    """The questions of all packs."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    # What can be drawn

    def candidates(self, settings: RoundSettings, rules: RuleSet, player_id: int | None) -> list[Candidate]:
        """The live questions that a round of these rules may draw, with the time this player last answered each.

        None as player gives a draw without history: `met_at_ms` is 0 throughout. An unknown pack has no questions.
        """
        with self._database.read() as session:
            info = pack_info(session, settings.pack_id)
            if info is None:
                return []
            met = {} if player_id is None else _met(session.connection(), player_id)
            strata = session.connection().execute(_eligible(info, settings, rules)).all()
        candidates: list[Candidate] = []
        for category, difficulty, document in strata:
            uids: list[str] = json.loads(document)
            met_at_ms = map(met.get, uids, repeat(0))
            candidates.extend(map(Candidate._make, zip(uids, repeat(category), repeat(difficulty), met_at_ms)))
        return candidates

    def counts(self, pack_id: str, kinds: Collection[Kind], spoiler_limit: int, difficulty: int | None) -> PoolCounts:
        """How many live questions of these kinds and this difficulty (None = any) the pack has, see `PoolCounts`.

        Categories in which nothing is within the spoiler limit are listed with 0.
        """
        with self._database.read() as session:
            info = pack_info(session, pack_id)
            if info is None:
                return PoolCounts(0, 0, ())
            in_play = func.count().filter(_within_limit(info, spoiler_limit))
            wanted = (
                select(_QUESTION.c.category, func.count(), in_play)
                .where(*_live(pack_id, kinds, difficulty))
                .group_by(_QUESTION.c.category)
            )
            found = [(category, in_pack, inside) for category, in_pack, inside in session.connection().execute(wanted)]
        return PoolCounts(
            sum(in_pack for _, in_pack, _ in found),
            sum(inside for *_, inside in found),
            tuple((category, inside) for category, _, inside in found),
        )

    # Reading

    def get(self, uids: Iterable[str]) -> dict[str, tuple[Question, int]]:
        """The questions of these uids as they are now, whatever their state, each with its revision.

        A uid that is unknown, or whose question cannot be understood (see `problems`), is left out.
        """
        wanted = select(_QUESTION).where(_QUESTION.c.uid.in_(listed(uids)))
        with self._database.read() as session:
            rows = session.connection().execute(wanted).mappings()
            read = [(question_of(row), row["revision"]) for row in rows]
        return {question.uid: (question, revision) for question, revision in read if isinstance(question, Question)}

    def stored(self, uid: str) -> StoredQuestion | None:
        """The question as it is now, finished or not; None when it is unknown or cannot be understood."""
        with self._database.read() as session:
            return stored_question(session, uid)

    def stored_many(self, uids: Iterable[str]) -> dict[str, StoredQuestion]:
        """These questions as they are now, by uid in its order; what `stored` gives None for is left out."""
        return self._stored_where(_QUESTION.c.uid.in_(listed(uids)))

    def changed_at_ms(self, uids: Iterable[str]) -> dict[str, int]:
        """When each of these questions was changed last, in UTC."""
        wanted = select(_QUESTION.c.uid, _QUESTION.c.changed_at_ms).where(_QUESTION.c.uid.in_(listed(uids)))
        with self._database.read() as session:
            return dict(session.connection().execute(wanted).all())

    def of_pack(self, pack_id: str) -> list[StoredQuestion]:
        """All questions of a pack that are understood, whatever their state, by uid."""
        return list(self._stored_where(in_pack(pack_id)).values())

    def in_pieces(self, count: int) -> Iterator[list[StoredQuestion]]:
        """The questions of all packs that are shown, whatever their state, about so many at a time; a piece is as the
        bank is when it is asked for.
        """
        after = ""
        while True:
            wanted = STORED.where(_PACK.c.visibility == SHOWN, _QUESTION.c.uid > after).order_by(_QUESTION.c.uid)
            with self._database.read() as session:
                rows = session.connection().execute(wanted.limit(count)).mappings().all()
            if not rows:
                return
            after = rows[-1]["uid"]
            yield [stored for stored in map(stored_of, rows) if isinstance(stored, StoredQuestion)]

    def _stored_where(self, condition: ColumnElement[bool]) -> dict[str, StoredQuestion]:
        with self._database.read() as session:
            rows = session.connection().execute(STORED.where(condition).order_by(_QUESTION.c.uid)).mappings()
            read = map(stored_of, rows)
            return {stored.question.uid: stored for stored in read if isinstance(stored, StoredQuestion)}

    def problems(self, pack_id: str) -> tuple[Problem, ...]:
        """One problem for each question of the pack that cannot be understood; such a question is kept, never asked."""
        with self._database.read() as session:
            rows = session.connection().execute(STORED.where(_PACK.c.uid == pack_id)).mappings()
            return tuple(problem for row in rows if (problem := _problem(row)))

    # Changing

    def put(
        self, pack_id: str, question: Draft, state: State, *, seen_revision: int, who: str, action: str = "edit"
    ) -> int:
        """Writes a question with a revision of `action` by `who`, and gives its new revision.

        `seen_revision` is the revision the change started from, 0 for a new question. StaleRevisionError when the bank
        has another one. The pack is in the bank, and the caller has checked the question; a live one must be finished.
        """
        with self._database.write() as session:
            row = session.exec(rows_of(QuestionRow).where(col(QuestionRow.uid) == question.uid)).first()
            if seen_revision != (row.revision if row else 0):
                raise StaleRevisionError(question.uid, stored_question(session, question.uid))
            change = Change(
                pack_row_id=id_of(session.exec(rows_of(PackRow).where(col(PackRow.uid) == pack_id)).one()),
                revision=seen_revision + 1,
                action=action,
                before=last_document(session, question.uid),
                after=Document.of(state, question),
                shipped_digest=row.shipped_digest if row else None,
            )
            write_changes(session, [change], who=who, at_ms=self._now_ms())
        return change.revision


# Statements


def pack_row(session: Session, pack_id: str) -> Row[int, str, str | None] | None:
    """The id, the description and the digest of a pack."""
    return session.connection().execute(_PACK_ROW, {"pack_uid": pack_id}).first()


def pack_info(session: Session, pack_id: str) -> PackInfo | None:
    """The description of a pack; None when there is no such pack or its description is not understood."""
    row = pack_row(session, pack_id)
    return pack_info_of(row.info) if row else None


def in_pack(pack_id: str) -> ColumnElement[bool]:
    """Of the question table: those of this pack."""
    return _QUESTION.c.pack_id == select(_PACK.c.id).where(_PACK.c.uid == pack_id).scalar_subquery()


def playable(info: PackInfo, spoiler_limit: int) -> list[ColumnElement[bool]]:
    """Of the question table: live questions of this pack that spoil nothing for who has watched so far."""
    return [in_pack(info.id), _QUESTION.c.state == State.LIVE.value, _within_limit(info, spoiler_limit)]


def _live(pack_id: str, kinds: Collection[Kind], difficulty: int | None) -> list[ColumnElement[bool]]:
    """The columns of the index `ix_question_pool`, in its order."""
    live = [in_pack(pack_id), _QUESTION.c.state == State.LIVE.value, _QUESTION.c.kind.in_(sorted(kinds))]
    return live if difficulty is None else [*live, _QUESTION.c.difficulty == difficulty]


def _within_limit(info: PackInfo, spoiler_limit: int) -> ColumnElement[bool]:
    """`PackInfo.guard_episode(episode) <= spoiler_limit`, in SQL."""
    if info.episodes is None:
        return literal(0) <= spoiler_limit
    return func.coalesce(_QUESTION.c.episode, info.episodes) <= spoiler_limit


def _eligible(info: PackInfo, settings: RoundSettings, rules: RuleSet) -> Select[str, int, str]:
    """Category, difficulty and the uids as one JSON list: a quarter of the time that a million rows would take.

    Grouped in the order of the index `ix_question_pool`, so that nothing is sorted.
    """
    strata = (_QUESTION.c.kind, _QUESTION.c.category, _QUESTION.c.difficulty)
    listed_uids: ColumnElement[str] = func.json_group_array(_QUESTION.c.uid, type_=String)
    eligible = select(_QUESTION.c.category, _QUESTION.c.difficulty, listed_uids).where(
        *_live(info.id, rules.kinds, settings.difficulty),
        _QUESTION.c.category.in_(settings.categories),
        _within_limit(info, settings.spoiler_limit),
    )
    return eligible.group_by(*strata)


def answered() -> ColumnElement[bool]:
    """Of the event table: answers and time-outs, of which all have a verdict as skips have."""
    return _EVENT.c.verdict != Verdict.SKIPPED.value


def _met(connection: Connection, player_id: int) -> dict[str, int]:
    """When the player last answered each question they ever answered, UTC milliseconds by uid.

    In a relay a question was met by who was asked, not by whose round it is. Read as one JSON object: as many rows
    would take as long again as finding them.
    """
    seen = select(_DRAWN.c.uid, _EVENT.c.at_ms).join_from(
        _DRAWN, _EVENT, and_(_EVENT.c.round_id == _DRAWN.c.round_id, _EVENT.c.position == _DRAWN.c.position)
    )
    own = seen.join(_ROUND, _ROUND.c.id == _EVENT.c.round_id).where(
        _ROUND.c.player_id == player_id, _DRAWN.c.player_id.is_(None), answered()
    )
    as_runner = seen.where(_DRAWN.c.player_id == player_id, text(f"drawn.{HAS_RUNNER}"), answered())
    every = union_all(own, as_runner).subquery()
    last = select(every.c.uid, func.max(every.c.at_ms).label("at_ms")).group_by(every.c.uid).subquery()
    document: str = connection.execute(select(func.json_group_object(last.c.uid, last.c.at_ms))).scalar_one()
    return json.loads(document)


def stored_question(session: Session, uid: str) -> StoredQuestion | None:
    """The question as it is now, see `Questions.stored`, in the caller's session."""
    row = session.connection().execute(STORED.where(_QUESTION.c.uid == uid)).mappings().first()
    stored = None if row is None else stored_of(row)
    return stored if isinstance(stored, StoredQuestion) else None


def _problem(row: Mapping[Any, Any]) -> Problem | None:
    stored = stored_of(row)
    found = finished(stored.question) if isinstance(stored, StoredQuestion) and stored.state is State.LIVE else stored
    return found if isinstance(found, Problem) else None
