"""What authors do, step by step: each step is one transaction, and can be undone and redone, also after a restart.

The steps are one list for all windows. Undoing writes a new revision with what was before, so nothing is ever lost from
the history; a question that was new is retired.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, Select, insert, select, text, update
from sqlmodel import Session

from quizapp.bank.convert import Document, pack_info_of, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.problems import problem_words
from quizapp.bank.questions import stored_question
from quizapp.bank.revisions import Change, Step, write_changes
from quizapp.bank.tables import IN_CHANGE, ChangeRow, PackRow, QuestionRow, RevisionRow, listed, table_of
from quizapp.errors import QuizError, Sentence
from quizapp.game.edits import Changed, Edit, UndoState
from quizapp.game.question import PackInfo
from quizapp.game.stored import StaleRevisionError, State

_CHANGE = table_of(ChangeRow)
_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)
_PACK = table_of(PackRow)

CHANGED_SINCE = (
    "“{title}” cannot be undone or redone: the question {uid} was changed by something else since, such as a new "
    "version of its pack. Nothing was changed. Its history has every earlier version."
)
_NOT_UNDERSTOOD = (
    "“{title}” cannot be undone or redone: this version does not understand what the question {uid} was. "
    "Nothing was changed. Install the newest version and try again."
)

_NOW = (
    select(
        *(_QUESTION.c[name] for name in ("uid", "revision", "digest", "shipped_digest", "pack_id")),
        _REVISION.c.after.label("document"),
    )
    .select_from(_QUESTION)
    .outerjoin(_REVISION, (_REVISION.c.uid == _QUESTION.c.uid) & (_REVISION.c.revision == _QUESTION.c.revision))
)
_OF_STEP = (
    select(
        *(_REVISION.c[name] for name in ("uid", "before", "after", "pack_before", "pack_after", "shipped_before")),
    )
    .where(text(f"revision.{IN_CHANGE}"))
    .order_by(_REVISION.c.uid, _REVISION.c.revision)
)


_STEP = select(_CHANGE.c.id, _CHANGE.c.title)


class _State(StrEnum):
    """Whether a step is done, can be redone, or can be neither because something else was done instead."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class _Now(NamedTuple):
    """A question as it stands in the bank; `document` is that of its newest revision."""

    revision: int
    digest: str
    shipped_digest: str | None
    pack: int
    document: str | None


class _Step(NamedTuple):
    """A row of the table `change`."""

    id: int
    title: Sentence


@dataclass(frozen=True, slots=True)
class _Made:
    """What a step made of a question: the documents and packs before (None = it was new) and after."""

    uid: str
    before: str | None
    after: str
    pack_before: int | None
    pack_after: int
    shipped_before: str | None


class Changes:
    """The steps of all authors of this bank."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def apply(
        self, title: Sentence, edits: Sequence[Edit], *, who: str = "author", merge_into: int | None = None
    ) -> Changed:
        """Writes all edits, or none, as one step of undo with this title; what could be redone no longer can.

        `merge_into` is the newest step, which is extended instead and keeps its title; if another step was done or
        undone since, this is a step of its own. An edit that makes no difference is left out; if all do, there is no
        step. StaleRevisionError for the first question that is not at the revision its edit was made from. The packs
        are in the bank, the uids differ from each other, and the caller has checked what is to be live.
        """
        with self._database.write() as session:
            connection = session.connection()
            now = _now(connection, [edit.uid for edit in edits])
            _check_seen(session, edits, now)
            packs = _Packs(connection)
            made = [(edit, Document.of(edit.after.state, edit.after.question)) for edit in edits]
            different = [each for each in made if _differs(*each, now.get(each[0].uid), packs)]
            revisions = {uid: standing.revision for uid, standing in now.items()}
            if not different:
                return Changed(0, title, _in_order(edits, revisions))
            step = self._step(connection, title, who, merge_into)
            changes = [_change(edit, document, now.get(edit.uid), packs, step.id) for edit, document in different]
            write_changes(session, changes, who=who, at_ms=self._now_ms())
        revisions |= {change.uid: change.revision for change in changes}
        return Changed(step.id, step.title, _in_order(edits, revisions))

    def _step(self, connection: Connection, title: Sentence, who: str, merge_into: int | None) -> _Step:
        """The step to write under; nothing can be redone any more."""
        gone = update(_CHANGE).where(_CHANGE.c.state == _State.UNDONE).values(state=_State.DROPPED.value)
        was_undone = connection.execute(gone).rowcount > 0
        newest = _next_to_undo(connection)
        if merge_into is not None and newest is not None and newest.id == merge_into and not was_undone:
            return newest
        values = {"title": _title_text(title), "who": who, "at_ms": self._now_ms(), "state": _State.DONE.value}
        step_id: int = connection.execute(insert(_CHANGE).values(values).returning(_CHANGE.c.id)).scalar_one()
        return _Step(step_id, title)

    def undo(self) -> Changed | None:
        """Undoes the newest step that is done; None when there is none.

        QuizError, and nothing is written, when one of its questions is no longer as the step left it.
        """
        with self._database.write() as session:
            step = _next_to_undo(session.connection())
            return self._turn(session, step, _State.UNDONE) if step else None

    def redo(self) -> Changed | None:
        """Does the step again that was undone last; None when there is none. Otherwise as `undo`."""
        with self._database.write() as session:
            step = _next_to_redo(session.connection())
            return self._turn(session, step, _State.DONE) if step else None

    def state(self) -> UndoState:
        """What can be undone and redone next."""
        with self._database.read() as session:
            undo, redo = _next_to_undo(session.connection()), _next_to_redo(session.connection())
        return UndoState(undo.title if undo else None, redo.title if redo else None)

    def _turn(self, session: Session, step: _Step, to: _State) -> Changed:
        connection = session.connection()
        turned = list(_made_by(connection, step.id))
        if to is _State.UNDONE:
            turned = [_turned(made, step) for made in turned]
        now = _now(connection, [made.uid for made in turned])
        packs = _Packs(connection)
        action = "undo" if to is _State.UNDONE else "redo"
        changes = [_back(made, now.get(made.uid), packs, step, action) for made in turned]
        write_changes(session, changes, who="author", at_ms=self._now_ms())
        connection.execute(update(_CHANGE).where(_CHANGE.c.id == step.id).values(state=to.value))
        return Changed(step.id, step.title, tuple((change.uid, change.revision) for change in changes))


class _Packs:
    """The packs of the bank, read when first asked for."""

    def __init__(self, connection: Connection) -> None:
        found = connection.execute(select(_PACK.c.uid, _PACK.c.id, _PACK.c.info)).all()
        self._ids = {uid: row_id for uid, row_id, _ in found}
        self._infos = {row_id: pack_info_of(info) or PackInfo(uid, "", "") for uid, row_id, info in found}

    def row_id(self, pack_id: str) -> int:
        return self._ids[pack_id]

    def words(self, document: Document, row_id: int) -> str:
        return problem_words(document.snapshot.question, self._infos[row_id])


def _now(connection: Connection, uids: Iterable[str]) -> dict[str, _Now]:
    found = connection.execute(_NOW.where(_QUESTION.c.uid.in_(listed(uids))))
    return {uid: _Now(*values) for uid, *values in found}


def _check_seen(session: Session, edits: Iterable[Edit], now: Mapping[str, _Now]) -> None:
    for edit in edits:
        standing = now.get(edit.uid)
        if edit.seen_revision != (standing.revision if standing else 0):
            raise StaleRevisionError(edit.uid, stored_question(session, edit.uid))


def _differs(edit: Edit, document: Document, now: _Now | None, packs: _Packs) -> bool:
    return now is None or (document.digest, packs.row_id(edit.pack_id)) != (now.digest, now.pack)


def _change(edit: Edit, after: Document, now: _Now | None, packs: _Packs, step_id: int) -> Change:
    pack = packs.row_id(edit.pack_id)
    has_moved = now is not None and now.pack != pack
    step = Step(step_id, now.pack if now else None, pack, now.shipped_digest if now and has_moved else None)
    # What one pack says of a question is nothing to the other: it would be retired by the other's next version.
    shipped = None if now is None or has_moved else now.shipped_digest
    return _next(now, after, pack, shipped, "edit" if now else "new", packs, step)


def _next(
    now: _Now | None,
    after: Document,
    pack: int,
    shipped: str | None,
    action: str,
    packs: _Packs,
    step: Step | None = None,
) -> Change:
    return Change(
        pack_row_id=pack,
        revision=now.revision + 1 if now else 1,
        action=action,
        before=(now.document or "") if now else None,
        after=after,
        shipped_digest=shipped,
        problems=packs.words(after, pack),
        step=step,
    )


def _made_by(connection: Connection, step_id: int) -> Iterator[_Made]:
    """What a step made of each of its questions, its merged changes taken together."""
    made: dict[str, _Made] = {}
    for row in connection.execute(_OF_STEP.where(_REVISION.c.change_id == step_id)):
        earlier = made.get(row.uid)
        if earlier is None:
            made[row.uid] = _Made(*row)
        else:
            made[row.uid] = replace(
                earlier,
                after=row.after,
                pack_after=row.pack_after,
                shipped_before=earlier.shipped_before if earlier.shipped_before is not None else row.shipped_before,
            )
    yield from made.values()


def _turned(made: _Made, step: _Step) -> _Made:
    """The way back. A question that was new becomes a retired one."""
    before, pack = made.before, made.pack_before
    if before is None or pack is None:
        before, pack = _retired(made.after, made.uid, step), made.pack_after
    return replace(made, before=made.after, after=before, pack_before=made.pack_after, pack_after=pack)


def _retired(document: str, uid: str, step: _Step) -> str:
    snapshot = snapshot_of(document)
    if snapshot is None:
        raise QuizError(_NOT_UNDERSTOOD, title=str(step.title), uid=uid)
    return Document.of(State.RETIRED, snapshot.question).text


def _back(made: _Made, now: _Now | None, packs: _Packs, step: _Step, action: str) -> Change:
    """The change that turns a question from what the step left to what the step is turned to."""
    expected = made.before, made.pack_before
    if made.before is None or made.pack_before is None:  # redone: it was retired when the step was undone
        expected = _retired(made.after, made.uid, step), made.pack_after
    if now is None or (now.digest, now.pack) != (_digest(expected[0] or ""), expected[1]):
        raise QuizError(CHANGED_SINCE, title=str(step.title), uid=made.uid)
    snapshot = snapshot_of(made.after)
    if snapshot is None:
        raise QuizError(_NOT_UNDERSTOOD, title=str(step.title), uid=made.uid)
    shipped = now.shipped_digest
    if now.pack != made.pack_after:
        shipped = made.shipped_before if action == "undo" else None
    return _next(now, Document.of(snapshot.state, snapshot.question), made.pack_after, shipped, action, packs)


def _digest(document: str) -> str:
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()


def _next_to_undo(connection: Connection) -> _Step | None:
    return _first_step(connection, _STEP.where(_CHANGE.c.state == _State.DONE).order_by(_CHANGE.c.id.desc()))


def _next_to_redo(connection: Connection) -> _Step | None:
    return _first_step(connection, _STEP.where(_CHANGE.c.state == _State.UNDONE).order_by(_CHANGE.c.id))


def _first_step(connection: Connection, wanted: Select[int, str]) -> _Step | None:
    row = connection.execute(wanted.limit(1)).first()
    return _Step(row.id, _title_of(row.title)) if row else None


def _in_order(edits: Iterable[Edit], revisions: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((edit.uid, revisions[edit.uid]) for edit in edits)


def _title_text(title: Sentence) -> str:
    return json.dumps([title.template, title.parameters], ensure_ascii=False, default=str)


def _title_of(document: str) -> Sentence:
    template, parameters = json.loads(document)
    return Sentence(template, tuple((name, value) for name, value in parameters))
