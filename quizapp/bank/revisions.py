"""Changes of questions: the one way to write one, which always adds a revision, and the history of a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Update, bindparam, insert, select, update
from sqlmodel import Session

from quizapp.bank.convert import Document, Snapshot, question_values, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.tables import QuestionRow, RevisionRow, table_of

_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)

_INSERT_REVISION = insert(_REVISION)
_INSERT_QUESTION = insert(_QUESTION)


@dataclass(frozen=True, slots=True)
class Change:
    """A question as it is to be, and the text of the document it was before (None = new).

    `shipped_digest` is what the published pack says of it after the change, see `QuestionRow`.
    """

    pack_row_id: int
    revision: int
    action: str
    before: str | None
    after: Document
    shipped_digest: str | None

    @property
    def uid(self) -> str:
        return self.after.snapshot.question.uid


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of a question's history. `at_ms` is UTC; `before` is None for a new question, or one not understood."""

    revision: int
    action: str
    who: str
    at_ms: int
    before: Snapshot | None
    after: Snapshot | None


class Revisions:
    """The history of questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, uid: str) -> tuple[Revision, ...]:
        """Every recorded change of this question, newest first; empty for an unknown uid."""
        columns = _REVISION.c
        wanted = select(columns.revision, columns.action, columns.who, columns.at_ms, columns.before, columns.after)
        with self._database.read() as session:
            found = session.connection().execute(wanted.where(columns.uid == uid).order_by(columns.revision.desc()))
            return tuple(
                Revision(number, action, who, at_ms, _snapshot(before), _snapshot(after))
                for number, action, who, at_ms, before, after in found
            )


def _snapshot(document: str | None) -> Snapshot | None:
    return None if document is None else snapshot_of(document)


def last_document(session: Session, uid: str) -> str | None:
    """The document of a question's newest revision, None for a new uid: what the next change has as `before`."""
    newest = select(_REVISION.c.after).where(_REVISION.c.uid == uid).order_by(_REVISION.c.revision.desc()).limit(1)
    return session.connection().execute(newest).scalar()


def write_changes(session: Session, changes: Iterable[Change], *, who: str, at_ms: int) -> None:
    """Writes questions and their revisions, inside the caller's write session."""
    changes = list(changes)
    revisions = [_revision_values(change, who, at_ms) for change in changes]
    new = [_question_values(change) for change in changes if change.before is None]
    old = [_question_values(change) for change in changes if change.before is not None]
    connection = session.connection()
    if revisions:
        connection.execute(_INSERT_REVISION, revisions)
    if new:
        connection.execute(_INSERT_QUESTION, new)
    if old:
        connection.execute(_update_question(), [{"row_uid": values.pop("uid"), **values} for values in old])


def _update_question() -> Update:
    names = [column.name for column in _QUESTION.c if column.name not in ("id", "uid")]
    values: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in names}
    return update(_QUESTION).where(_QUESTION.c.uid == bindparam("row_uid")).values(values)


def _question_values(change: Change) -> dict[str, Any]:
    return {
        **question_values(change.after.snapshot.question),
        "pack_id": change.pack_row_id,
        "state": change.after.snapshot.state.value,
        "revision": change.revision,
        "digest": change.after.digest,
        "shipped_digest": change.shipped_digest,
    }


def _revision_values(change: Change, who: str, at_ms: int) -> dict[str, Any]:
    return {
        "uid": change.uid,
        "revision": change.revision,
        "action": change.action,
        "who": who,
        "at_ms": at_ms,
        "before": change.before,
        "after": change.after.text,
    }
