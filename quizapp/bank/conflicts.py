"""Conflicts that newer versions of packs have left: how many there are, and the decision about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, select

from quizapp.bank.convert import Document, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.revisions import Change, Step, last_documents, write_changes
from quizapp.bank.steps import new_step
from quizapp.bank.tables import SHOWN, ConflictRow, PackRow, QuestionRow, listed, table_of
from quizapp.errors import Sentence
from quizapp.game.edits import Changed
from quizapp.game.stored import State

_CONFLICT = table_of(ConflictRow)
_PACK = table_of(PackRow)
_QUESTION = table_of(QuestionRow)


class Conflicts:
    """What is to be decided about questions that were changed both here and in their pack. Any thread."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def counts(self) -> dict[str, int]:
        """How many wait, by the id of their pack, of packs that are shown."""
        of_pack = select(_PACK.c.uid, func.count()).join_from(_CONFLICT, _QUESTION, _QUESTION.c.uid == _CONFLICT.c.uid)
        shown = of_pack.join(_PACK, _PACK.c.id == _QUESTION.c.pack_id).where(_PACK.c.visibility == SHOWN)
        with self._database.read() as session:
            return dict(session.connection().execute(shown.group_by(_PACK.c.uid)).all())

    def settle(self, uids: Iterable[str], title: Sentence, *, take_theirs: bool, who: str) -> Changed:
        """Ends conflicts: with the pack's versions (retired where the pack removed it), as one step of undo, or ours.

        What somebody else has settled stays as they left it. `change_id` is 0 where nothing was written.
        """
        wanted = select(_CONFLICT.c.uid, _CONFLICT.c.theirs, _QUESTION.c.pack_id, _QUESTION.c.revision)
        there = wanted.join(_QUESTION, _QUESTION.c.uid == _CONFLICT.c.uid).where(_CONFLICT.c.uid.in_(listed(uids)))
        with self._database.write() as session:
            connection = session.connection()
            found = connection.execute(there.order_by(_CONFLICT.c.uid)).all()
            before = last_documents(connection, (row.uid for row in found)) if take_theirs else {}
            decided = [(row, after) for row in found if (after := _theirs(row, before)) is not None]
            step_id = new_step(connection, title, who, self._now_ms()) if decided else 0
            changes = [_change(row, after, before[row.uid], step_id) for row, after in decided]
            write_changes(session, changes, who=who, at_ms=self._now_ms())
            end_conflicts(connection, (row.uid for row in found))
        return Changed(step_id, title, tuple((change.uid, change.revision) for change in changes))


def end_conflicts(connection: Connection, uids: Iterable[str]) -> None:
    """Nothing is to be decided about these questions any more."""
    connection.execute(delete(_CONFLICT).where(_CONFLICT.c.uid.in_(listed(uids))))


def _theirs(row: Any, before: dict[str, str]) -> Document | None:
    """The pack's version; None where ours stays, or one of them is not understood."""
    ours = snapshot_of(before[row.uid]) if row.uid in before else None
    if ours is None:
        return None
    if row.theirs is None:
        return Document.of(State.RETIRED, ours.question)
    theirs = snapshot_of(row.theirs)
    return Document.of(theirs.state, theirs.question) if theirs is not None else None


def _change(row: Any, after: Document, before: str, step_id: int) -> Change:
    step = Step(step_id, row.pack_id, row.pack_id)
    return Change(row.pack_id, row.revision + 1, "settle", before, after, shipped_digest=after.digest, step=step)
