"""Changes of questions: the one way to write one, which always adds a revision, and the history of a question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, text
from sqlmodel import Session

from quizapp.bank.convert import Document, question_values, snapshot_of, texts_text
from quizapp.bank.engine import Database
from quizapp.bank.tables import ConflictRow, PackRow, QuestionRow, RevisionRow, listed, table_of
from quizapp.game.stored import Revision, Snapshot

_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)
_PACK = table_of(PackRow)
_CONFLICT = table_of(ConflictRow)
_HISTORY = (
    *(_REVISION.c[name] for name in ("revision", "action", "who", "at_ms", "before", "after", "change_id")),
    *(
        select(func.coalesce(func.max(_PACK.c.uid), "")).where(_PACK.c.id == _REVISION.c[side]).label(side)
        for side in ("pack_before", "pack_after")
    ),
)

_REVISION_COLUMNS = (
    *("uid", "revision", "action", "who", "at_ms", "before", "after"),
    *("change_id", "pack_before", "pack_after", "shipped_before"),
)
_INSERT_REVISION = (
    f"INSERT INTO revision ({', '.join(_REVISION_COLUMNS)}) VALUES ({', '.join('?' * len(_REVISION_COLUMNS))})"
)
_WITH_PICTURE = text(
    "SELECT before FROM revision WHERE instr(before, 'media/') UNION "
    "SELECT after FROM revision WHERE instr(after, 'media/') UNION "
    "SELECT options FROM question WHERE instr(options, 'media/') UNION "
    "SELECT theirs FROM conflict WHERE instr(theirs, 'media/')"
)
_PICTURE = re.compile(r"media/[0-9a-z.]+")
_ROWS_AT_ONCE = 100
_ALWAYS = ("uid", "state", "revision", "digest", "changed_at_ms", "problems")
_COLUMNS = tuple(column.name for column in _QUESTION.c if column.name != "id")
_INSERT_QUESTIONS = f"INSERT INTO question ({', '.join(_COLUMNS)}) VALUES {{rows}}"


@dataclass(frozen=True, slots=True)
class Step:
    """The step of undo a change belongs to (None = it is no part of one, as undoing is not), with the row ids of the
    packs before (None = new) and after.

    `shipped_before` is the `shipped_digest` of a question that left its pack or that an import changed; of a new one
    that which it came with, where that is not what was written; where an import is undone that which it had brought.
    """

    change_id: int | None
    pack_before: int | None
    pack_after: int
    shipped_before: str | None = None

    @property
    def is_move(self) -> bool:
        """Whether the question leaves a pack for another one."""
        return self.pack_before not in (None, self.pack_after)


@dataclass(frozen=True, slots=True)
class Change:
    """A question as it is to be, and the text of the document it was before (None = new).

    `shipped_digest` is what the published pack says of it after the change, see `QuestionRow`. `problems` are the words
    of `problems.problem_words`, None = to be checked later. `only` names the fields that may differ (`Edit.only`).
    """

    pack_row_id: int
    revision: int
    action: str
    before: str | None
    after: Document
    shipped_digest: str | None
    problems: str | None = None
    step: Step | None = None
    only: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        return self.after.snapshot.question.uid


class Revisions:
    """The history of questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, uid: str) -> tuple[Revision, ...]:
        """Every recorded change of this question, newest first; empty for an unknown uid."""
        wanted = select(*_HISTORY).where(_REVISION.c.uid == uid).order_by(_REVISION.c.revision.desc())
        with self._database.read() as session:
            return tuple(_revision(row) for row in session.connection().execute(wanted).mappings())

    def pictures(self) -> frozenset[str]:
        """The names of pictures that were added by an author (`media`), of every question as it is or was.

        Also where it is in conflict with its pack. They are found by their text, so that those in documents of a later
        version count too. Reads all of the history.
        """
        with self._database.read() as session:
            documents = session.connection().execute(_WITH_PICTURE).scalars()
            return frozenset(name for document in documents for name in _PICTURE.findall(document))


def _revision(row: Mapping[Any, Any]) -> Revision:
    values: dict[str, Any] = {**row, "before": _snapshot(row["before"]), "after": _snapshot(row["after"])}
    return Revision(**values)


def _snapshot(document: str | None) -> Snapshot | None:
    return None if document is None else snapshot_of(document)


def last_document(session: Session, uid: str) -> str | None:
    """The document of a question's newest revision, None for a new uid: what the next change has as `before`."""
    newest = select(_REVISION.c.after).where(_REVISION.c.uid == uid).order_by(_REVISION.c.revision.desc()).limit(1)
    return session.connection().execute(newest).scalar()


def last_documents(connection: Connection, uids: Iterable[str]) -> dict[str, str]:
    """The documents of these questions in the revisions that stand in the question table, by uid."""
    now = (_REVISION.c.uid == _QUESTION.c.uid) & (_REVISION.c.revision == _QUESTION.c.revision)
    wanted = select(_REVISION.c.uid, _REVISION.c.after).join(_QUESTION, now).where(_QUESTION.c.uid.in_(listed(uids)))
    return dict(connection.execute(wanted).all())


def write_changes(session: Session, changes: Iterable[Change], *, who: str, at_ms: int) -> None:
    """Writes questions and their revisions, inside the caller's write session."""
    changes = list(changes)
    revisions = [_revision_values(change, who, at_ms) for change in changes]
    new = [_question_values(change, at_ms) for change in changes if change.before is None]
    connection = session.connection()
    if revisions:
        connection.exec_driver_sql(_INSERT_REVISION, revisions)
    _write_questions(connection, _INSERT_QUESTIONS, _COLUMNS, new)
    of_same_fields: defaultdict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        if change.before is not None:
            of_same_fields[change.only].append(change)
    for only, group in of_same_fields.items():
        columns = (*_ALWAYS, *only) if only else _COLUMNS
        values = _few_values if only else _question_values
        _write_questions(connection, _update(columns), columns, [values(change, at_ms) for change in group])
    moved = [change.uid for change in changes if change.step is not None and change.step.is_move]
    if moved:  # what the pack it has left says of a question is no conflict any more
        connection.execute(delete(_CONFLICT).where(_CONFLICT.c.uid.in_(listed(moved))))


def _update(columns: Sequence[str]) -> str:
    return (
        f"WITH changed ({', '.join(columns)}) AS (VALUES {{rows}}) "
        f"UPDATE question SET {', '.join(f'{name} = changed.{name}' for name in columns if name != 'uid')} "
        "FROM changed WHERE question.uid = changed.uid"
    )


def _write_questions(
    connection: Connection, statement: str, columns: Sequence[str], rows: list[dict[str, Any]]
) -> None:
    """Many rows in one statement: the full-text index writes to disk what it has at the start of every statement.

    Measured with 360 questions: 12 ms so, 46 ms with a statement for each.
    """
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        part = rows[start : start + _ROWS_AT_ONCE]
        marks = ", ".join([f"({', '.join('?' * len(columns))})"] * len(part))
        values = tuple(row[name] for row in part for name in columns)
        connection.exec_driver_sql(statement.format(rows=marks), values)


def _question_values(change: Change, at_ms: int) -> dict[str, Any]:
    return {
        **question_values(change.after.snapshot.question),
        **_usual_values(change, at_ms),
        "pack_id": change.pack_row_id,
        "shipped_digest": change.shipped_digest,
    }


def _usual_values(change: Change, at_ms: int) -> dict[str, Any]:
    """The columns that every change writes."""
    return {
        "uid": change.uid,
        "state": change.after.snapshot.state.value,
        "revision": change.revision,
        "digest": change.after.digest,
        "changed_at_ms": at_ms,
        "problems": change.problems,
    }


def _few_values(change: Change, at_ms: int) -> dict[str, Any]:
    """To write out all texts of 10,000 questions takes a fifth of a second, and the index would read them again."""
    question = change.after.snapshot.question
    fields = {name: texts_text(question.tags) if name == "tags" else getattr(question, name) for name in change.only}
    return {**_usual_values(change, at_ms), **fields}


def _revision_values(change: Change, who: str, at_ms: int) -> tuple[Any, ...]:
    """The columns of `_REVISION_COLUMNS`."""
    step = change.step
    of_step = (step.change_id, step.pack_before, step.pack_after, step.shipped_before) if step else (None,) * 4
    return (change.uid, change.revision, change.action, who, at_ms, change.before, change.after.text, *of_step)
