"""Questions that an import leaves as they are here: what is noted about them, and what is yet to be decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.bank.conflicts import end_conflicts
from quizapp.bank.convert import Document
from quizapp.bank.pack_update import REMOVED, word_of_file
from quizapp.bank.tables import ConflictRow, QuestionRow, listed, table_of
from quizapp.game.draft import Draft
from quizapp.game.stored import State

_CONFLICT = table_of(ConflictRow)
_QUESTION = table_of(QuestionRow)


class Staying(NamedTuple):
    """A question that stays as it is here, and the digest of what the file says of it, `REMOVED` = it is not there.

    `is_decided`: somebody wants that though the file says something else.
    """

    uid: str
    said: str
    is_decided: bool


class Undecided(NamedTuple):
    """A question that stays as it is here until somebody decides; `theirs` None = the file holds it no more."""

    uid: str
    theirs: Draft | None


def note_staying(connection: Connection, staying: Iterable[Staying], *, is_published: bool) -> None:
    """From now on these differ from what the pack says because that is how they are wanted here, or differ no more.

    What comes in ends the earlier conflicts of which that holds where it speaks for the pack.
    """
    by_uid = {each.uid: each for each in staying}
    columns = _QUESTION.c.uid, _QUESTION.c.digest, _QUESTION.c.shipped_digest
    there = connection.execute(select(*columns).where(_QUESTION.c.uid.in_(listed(by_uid)))).all()
    over = [uid for uid, digest, _ in there if by_uid[uid].is_decided or by_uid[uid].said == digest]
    words = ((uid, shipped, word_of_file(shipped, by_uid[uid].said, is_published=is_published))
             for uid, _, shipped in there)  # fmt: skip
    _note(connection, [(uid, said) for uid, shipped, said in words if said != shipped])
    if is_published:
        end_conflicts(connection, over)


def let_wait(connection: Connection, undecided: Sequence[Undecided], pack_version: str, at_ms: int) -> None:
    """From now on it is to be decided about these, in the place of what was to be decided about them before."""
    theirs = {each.uid: Document.of(State.LIVE, each.theirs) if each.theirs else None for each in undecided}
    _note(connection, [(uid, document.digest if document else REMOVED) for uid, document in theirs.items()])
    end_conflicts(connection, theirs)
    rows = [
        {"uid": uid, "pack_version": pack_version, "theirs": document.text if document else None, "at_ms": at_ms}
        for uid, document in theirs.items()
    ]
    if rows:
        connection.execute(insert(_CONFLICT), rows)


def _note(connection: Connection, words: Sequence[tuple[str, str | None]]) -> None:
    noted = update(_QUESTION).where(_QUESTION.c.uid == bindparam("noted_uid")).values(shipped_digest=bindparam("said"))
    if words:
        connection.execute(noted, [{"noted_uid": uid, "said": said} for uid, said in words])
