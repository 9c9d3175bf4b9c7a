"""What authors do, step by step: each step is one transaction, and can be undone and redone, also after a restart.

The steps are one list for all windows. Undoing writes a new revision with what was before, so nothing is ever lost from
the history; a question that was new is retired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import Session

from quizapp.bank.conflicts import turn_decisions
from quizapp.bank.convert import Document, digest_of, pack_info_of, pack_info_text, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.import_leftovers import join_all
from quizapp.bank.items import keep_numbers
from quizapp.bank.problems import problem_words, with_close_words, with_words_of
from quizapp.bank.questions import stored_question
from quizapp.bank.revisions import Change, Step, write_changes
from quizapp.bank.steps import (
    StepOfUndo,
    StepState,
    drop_undone,
    new_step,
    next_to_redo,
    next_to_undo,
    set_pack,
    set_state,
    turn_pack,
)
from quizapp.bank.tables import PackRow, QuestionRow, RevisionRow, listed, table_of
from quizapp.bank.turning import (
    NOT_UNDERSTOOD,
    LeftError,
    Made,
    UndoneWords,
    made_by,
    redone_import,
    retired,
    undone_import,
    way_back,
)
from quizapp.errors import QuizError, Sentence, sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed, Edit, UndoState
from quizapp.game.question import PackInfo
from quizapp.game.stored import StaleRevisionError

_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)
_PACK = table_of(PackRow)

CHANGED_SINCE = (
    "“{title}” cannot be undone or redone: the question {uid} was changed by something else since, such as a new "
    "version of its pack. Nothing was changed, and the step is set aside: undoing again goes on with the one before. "
    "The history of the question has every earlier version."
)
_PACK_CHANGED_SINCE = (
    "“{title}” cannot be undone or redone: its pack was changed by something else since, such as a new version of it. "
    "Nothing was changed, and the step is set aside: undoing again goes on with the one before."
)
_LEFT = (
    "{count} of the questions of “{title}” were left as they are, because something else has changed them since, such "
    "as a new version of their pack: {uids}. Their history has every earlier version."
)
_LEFT_SHOWN = 3
_NO_PACK = "The pack {pack} is not in the bank, so nothing was changed."

_NOW = (
    select(
        *(_QUESTION.c[name] for name in ("uid", "revision", "digest", "shipped_digest", "pack_id", "problems")),
        _REVISION.c.after.label("document"),
    )
    .select_from(_QUESTION)
    .outerjoin(_REVISION, (_REVISION.c.uid == _QUESTION.c.uid) & (_REVISION.c.revision == _QUESTION.c.revision))
)


class _Now(NamedTuple):
    """A question as it stands in the bank; `document` is that of its newest revision."""

    revision: int
    digest: str
    shipped_digest: str | None
    pack: int
    problems: str | None
    document: str | None


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
            keep_numbers(
                connection, [change.uid for (edit, _), change in zip(different, changes, strict=True) if edit.asks_same]
            )
        revisions |= {change.uid: change.revision for change in changes}
        return Changed(step.id, step.title, _in_order(edits, revisions))

    def _step(self, connection: Connection, title: Sentence, who: str, merge_into: int | None) -> StepOfUndo:
        """The step to write under; nothing can be redone any more."""
        was_undone = drop_undone(connection)
        newest = next_to_undo(connection)
        if merge_into is not None and newest is not None and newest.id == merge_into and not was_undone:
            return newest
        return StepOfUndo(new_step(connection, title, who, self._now_ms()), title)

    def change_pack(self, title: Sentence, info: PackInfo, *, shown: bool = True, who: str = "author") -> Changed:
        """Describes a pack otherwise, or takes it away (`shown` False), as one step of undo.

        A pack that is taken away keeps its questions and their history, and rounds on it stay whole. QuizError when
        there is none of this id.
        """
        with self._database.write() as session:
            connection = session.connection()
            there = connection.execute(select(_PACK.c.id, _PACK.c.info).where(_PACK.c.uid == info.id)).first()
            if there is None:
                raise QuizError(_NO_PACK, pack=info.id)
            after = pack_info_text(info) if shown else None
            if after == there.info:
                return Changed(0, title, ())
            about: dict[str, Any] = {"pack_id": there.id, "info_before": there.info, "info_after": after}
            step_id = new_step(connection, title, who, self._now_ms(), **about)
            set_pack(connection, there.id, after)
        return Changed(step_id, title, ())

    def undo(self) -> Changed | None:
        """Undoes the newest step that is done; None when there is none.

        A question that is no longer as the step left it stays as it is, and `Changed.note` tells of it. QuizError when
        that holds for all of them: the step is set aside then, so that the next call goes on with the one before.
        """
        return self._turn(next_to_undo, StepState.UNDONE)

    def redo(self) -> Changed | None:
        """Does the step again that was undone last; None when there is none. Otherwise as `undo`."""
        return self._turn(next_to_redo, StepState.DONE)

    def state(self) -> UndoState:
        """What can be undone and redone next."""
        with self._database.read() as session:
            undo, redo = next_to_undo(session.connection()), next_to_redo(session.connection())
        return UndoState(undo.title if undo else None, redo.title if redo else None, undo.id if undo else 0)

    def _turn(self, next_step: Callable[[Connection], StepOfUndo | None], to: StepState) -> Changed | None:
        join_all(self._database)
        with self._database.write() as session:
            connection = session.connection()
            step = next_step(connection)
            if step is None:
                return None
            has_turned_pack = turn_pack(connection, step, to)
            changes, left = _ways(connection, step, to, is_pack_as_left=has_turned_pack)
            write_changes(session, changes, who="author", at_ms=self._now_ms())
            turn_decisions(connection, step.id, to, {change.uid for change in changes}, self._now_ms())
            is_done = bool(changes) or has_turned_pack or not (left or step.pack_id)
            set_state(connection, step, to if is_done else StepState.DROPPED)
        # Raised when the step is set aside for good: a refusal that came again each time would end all undoing.
        if not is_done:
            uid, why = next(iter(left.items()), ("", _PACK_CHANGED_SINCE))
            raise QuizError(why, title=str(step.title), uid=uid)
        note = _note(step, tuple(left)) if left else None
        return Changed(step.id, step.title, tuple((change.uid, change.revision) for change in changes), note)


class _Packs:
    """The packs of the bank, read when first asked for."""

    def __init__(self, connection: Connection) -> None:
        found = connection.execute(select(_PACK.c.uid, _PACK.c.id, _PACK.c.info)).all()
        self._ids = {uid: row_id for uid, row_id, _ in found}
        self._infos = {row_id: pack_info_of(info) or PackInfo(uid, "", "") for uid, row_id, info in found}
        self._checked: dict[tuple[int, tuple[str, ...], tuple[object, ...]], str] = {}

    def row_id(self, pack_id: str) -> int:
        return self._ids[pack_id]

    def words(self, now: _Now | None, document: Document, row_id: int, only: tuple[str, ...] = ()) -> str:
        """What is wrong with a question after a change of some fields, `()` = of any."""
        known, question = now.problems if now else None, document.snapshot.question
        if only and known is not None:
            return with_words_of(known, only, self._words_of_fields(question, row_id, only))
        return with_close_words(problem_words(question, self._infos[row_id]), known or "")

    def _words_of_fields(self, question: Draft, row_id: int, only: tuple[str, ...]) -> str:
        """These fields alone tell what is wrong with them, and many questions have the same in them."""
        values = tuple(getattr(question, name) for name in only)
        key = row_id, only, values
        if key not in self._checked:
            self._checked[key] = problem_words(Draft(**dict(zip(only, values, strict=True))), self._infos[row_id])
        return self._checked[key]


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
    only = () if now is None or has_moved else edit.only
    return _next(now, after, pack, shipped, "edit" if now else "new", packs, step, only)


def _next(
    now: _Now | None,
    after: Document,
    pack: int,
    shipped: str | None,
    action: str,
    packs: _Packs,
    step: Step | None = None,
    only: tuple[str, ...] = (),
) -> Change:
    return Change(
        pack_row_id=pack,
        revision=now.revision + 1 if now else 1,
        action=action,
        before=(now.document or "") if now else None,
        after=after,
        shipped_digest=shipped,
        problems=packs.words(now, after, pack, only),
        step=step,
        only=only,
    )


def _ways(
    connection: Connection, step: StepOfUndo, to: StepState, *, is_pack_as_left: bool
) -> tuple[list[Change], dict[str, str]]:
    """The changes that turn a step, and by uid why questions cannot be turned.

    `is_pack_as_left`: no other version of the pack came since, so what it says of its questions is turned too.
    """
    every = list(made_by(connection, step.id))
    now, packs = _now(connection, [made.uid for made in every]), _Packs(connection)
    is_undone = to is StepState.UNDONE
    imported = [made.uid for made in every if made.action == "import"] if is_pack_as_left else []
    words = UndoneWords(connection, [] if is_undone else imported)
    changes: list[Change] = []
    left: dict[str, str] = {}
    for made in every:
        try:
            way, action = (way_back(made), "undo") if is_undone else (made, "redo")
            change = _back(way, now.get(made.uid), packs, action)
            if imported and made.action == "import":
                change = undone_import(change, made, way) if is_undone else redone_import(change, made, words)
            changes.append(change)
        except LeftError as error:
            left[made.uid] = str(error)
    return changes, left


def _note(step: StepOfUndo, left: Sequence[str]) -> Sentence:
    uids = ", ".join(left[:_LEFT_SHOWN]) + (" …" if len(left) > _LEFT_SHOWN else "")
    return sentence(_LEFT, title=str(step.title), count=len(left), uids=uids)


def _back(made: Made, now: _Now | None, packs: _Packs, action: str) -> Change:
    """The change that turns a question from what the step left to what the step is turned to."""
    expected = made.before, made.pack_before
    if made.is_new:  # redone: it was retired when the step was undone
        expected = retired(made.after), made.pack_after
    if now is None or (now.digest, now.pack) != (digest_of(expected[0] or ""), expected[1]):
        raise LeftError(CHANGED_SINCE)
    snapshot = snapshot_of(made.after)
    if snapshot is None:
        raise LeftError(NOT_UNDERSTOOD)
    shipped = now.shipped_digest
    if now.pack != made.pack_after:
        shipped = made.shipped_before if action == "undo" else None
    after, step = Document.of(snapshot.state, snapshot.question), Step(None, now.pack, made.pack_after)
    return _next(now, after, made.pack_after, shipped, action, packs, step)


def _in_order(edits: Iterable[Edit], revisions: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((edit.uid, revisions[edit.uid]) for edit in edits)
