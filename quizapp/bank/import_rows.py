"""New questions of an import as rows: of the question table, and of their first revisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection

from quizapp.bank.convert import Document, question_values
from quizapp.bank.pack_update import word_of_file
from quizapp.bank.problems import words_of
from quizapp.bank.tables import QuestionRow, table_of
from quizapp.game.draft import Draft, Problem
from quizapp.game.stored import State

_QUESTION_COLUMNS = tuple(column.name for column in table_of(QuestionRow).c if column.name != "id")
_in_order: Any = itemgetter(*_QUESTION_COLUMNS)  # pyright: ignore[reportUnknownVariableType]
_REVISION_COLUMNS = ("uid", "revision", "action", "who", "at_ms", "after", "shipped_before", "change_id", "pack_after")


class Incoming(NamedTuple):
    """A question to be written, what was found wrong with it, and the revision it replaces, 0 = it is new.

    `said` is the digest of what the file says, None = that is what is written.
    """

    question: Draft
    problems: tuple[Problem, ...]
    seen_revision: int = 0
    state: State = State.LIVE
    same_key: int | None = None
    said: str | None = None


class Arrival(NamedTuple):
    """Where new questions go, in which step of undo, by whom and when (UTC). `is_published`: see `word_of_file`."""

    pack_row_id: int
    step_id: int | None
    pack_after: int | None
    is_published: bool
    who: str
    at_ms: int


class NewRows(NamedTuple):
    """The rows of some new questions."""

    uids: list[str]
    questions: list[tuple[Any, ...]]
    revisions: list[tuple[Any, ...]]

    @classmethod
    def of(cls, incoming: Iterable[Incoming], arrival: Arrival) -> NewRows:
        """The rows of these questions."""
        rows = cls([], [], [])
        for new in incoming:
            document = Document.of(new.state, new.question)
            said = word_of_file(None, new.said or document.digest, is_published=arrival.is_published)
            rows.uids.append(new.question.uid)
            rows.questions.append(_question_row(new, document, said, arrival))
            rows.revisions.append(_revision_row(new, document, said, arrival))
        return rows

    def part(self, start: int, stop: int) -> NewRows:
        """Those of the questions from one place to another."""
        return NewRows(self.uids[start:stop], self.questions[start:stop], self.revisions[start:stop])

    def write(self, connection: Connection) -> None:
        """Puts them into their tables."""
        connection.exec_driver_sql(_insert("question", _QUESTION_COLUMNS), self.questions)
        connection.exec_driver_sql(_insert("revision", _REVISION_COLUMNS), self.revisions)


def _question_row(new: Incoming, document: Document, said: str | None, arrival: Arrival) -> tuple[Any, ...]:
    values = question_values(new.question, new.same_key)
    values |= {
        "pack_id": arrival.pack_row_id,
        "state": new.state.value,
        "revision": 1,
        "digest": document.digest,
        "shipped_digest": said,
        "changed_at_ms": arrival.at_ms,
        "problems": words_of(new.problems),
    }
    return _in_order(values)


def _revision_row(new: Incoming, document: Document, said: str | None, arrival: Arrival) -> tuple[Any, ...]:
    said_apart = None if said == document.digest else said
    made = new.question.uid, 1, "import", arrival.who, arrival.at_ms, document.text
    return (*made, said_apart, arrival.step_id, arrival.pack_after)


def _insert(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
