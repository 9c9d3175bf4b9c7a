"""Conflicts that newer versions of packs have left: how many there are, and the decision about them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlmodel import Session

from quizapp.bank.convert import Document, digest_of, pack_info_of, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.pack_update import REMOVED
from quizapp.bank.packs import open_conflicts
from quizapp.bank.revisions import Change, Step, last_documents, write_changes
from quizapp.bank.steps import StepState, new_step
from quizapp.bank.tables import (
    IN_CHANGE,
    SHOWN,
    ChangeRow,
    ConflictRow,
    PackRow,
    QuestionRow,
    RevisionRow,
    listed,
    table_of,
)
from quizapp.errors import Sentence
from quizapp.game.edits import Changed, Settled
from quizapp.game.stored import Conflict, State

_CHANGE = table_of(ChangeRow)
_CONFLICT = table_of(ConflictRow)
_PACK = table_of(PackRow)
_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)
SETTLE = "settle"
"""The action of revisions that a decision has written."""


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

    def settle(
        self,
        seen: Sequence[Conflict],
        title: Callable[[Sequence[Conflict]], Sentence],
        *,
        take_theirs: bool,
        who: str,
    ) -> Settled:
        """Ends conflicts: with the pack's versions (retired where the pack removed it), as one step of undo, or ours.

        It is decided about what was seen: where either side was changed since, the conflict stays open. What somebody
        else has settled stays as they left it. `title` gives that of the step from those decided about; `change_id` is
        0 where nothing was written.
        """
        with self._database.write() as session:
            connection = session.connection()
            decided, left = _decided(session, seen)
            title_now = title(decided)
            taken = _taken(connection, decided) if take_theirs else []
            step_id = new_step(connection, title_now, who, self._now_ms()) if taken else 0
            changes = [_change(each, step_id) for each in taken]
            write_changes(session, changes, who=who, at_ms=self._now_ms())
            end = _end_for_pack if take_theirs else end_conflicts
            end(connection, [each.uid for each in decided])
        changed = Changed(step_id, title_now, tuple((change.uid, change.revision) for change in changes))
        return Settled(changed, tuple(each.uid for each in decided), left)


def with_open_conflicts(connection: Connection, uids: Iterable[str]) -> frozenset[str]:
    """Those of these questions about which something is to be decided."""
    return frozenset(connection.execute(select(_CONFLICT.c.uid).where(_CONFLICT.c.uid.in_(listed(uids)))).scalars())


def end_conflicts(connection: Connection, uids: Iterable[str]) -> None:
    """Nothing is to be decided about these questions any more."""
    connection.execute(delete(_CONFLICT).where(_CONFLICT.c.uid.in_(listed(uids))))


def _end_for_pack(connection: Connection, uids: Sequence[str]) -> None:
    """The same where they are what the pack says now; a retired one is so where the pack holds it no more."""
    end_conflicts(connection, uids)
    taken = _QUESTION.c.uid.in_(listed(uids))
    connection.execute(update(_QUESTION).where(taken).values(shipped_digest=_QUESTION.c.digest))


def _decided(session: Session, seen: Sequence[Conflict]) -> tuple[list[Conflict], tuple[str, ...]]:
    """Those that are as they were seen, by uid, and the uids of others that are open."""
    of_seen = _CONFLICT.c.uid.in_(listed(each.uid for each in seen))
    by_uid = {each.uid: each for each in seen}
    now = open_conflicts(session, of_seen)
    decided = [each for each in now if each.says_the_same(by_uid[each.uid])]
    waiting = session.connection().execute(select(_CONFLICT.c.uid).where(of_seen).order_by(_CONFLICT.c.uid)).scalars()
    known = {each.uid for each in decided}
    return decided, tuple(uid for uid in waiting if uid not in known)


class _Taken(NamedTuple):
    """A question that gets the pack's version, and the document it has now."""

    pack_row_id: int
    revision: int
    before: str
    after: Document


def _taken(connection: Connection, decided: Sequence[Conflict]) -> list[_Taken]:
    """Those of the questions that differ from what the pack says."""
    uids = [each.uid for each in decided]
    rows = connection.execute(
        select(_QUESTION.c.uid, _QUESTION.c.pack_id, _QUESTION.c.digest).where(_QUESTION.c.uid.in_(listed(uids)))
    )
    there = {row.uid: row for row in rows}
    before = last_documents(connection, uids)
    return [
        _Taken(there[each.uid].pack_id, each.revision, before.get(each.uid, ""), after)
        for each in decided
        if (after := _theirs(each)).digest != there[each.uid].digest
    ]


def _theirs(conflict: Conflict) -> Document:
    if conflict.theirs is None:
        return Document.of(State.RETIRED, conflict.ours)
    return Document.of(State.LIVE, conflict.theirs)


def _change(taken: _Taken, step_id: int) -> Change:
    pack, revision, before, after = taken
    step = Step(step_id, pack, pack)
    return Change(pack, revision + 1, SETTLE, before, after, shipped_digest=after.digest, step=step)


# Decisions undone and done again


class _Decision(NamedTuple):
    """What a step of undo decided about a question, and what the pack says of it now.

    `info` describes the pack as the step left it, where it was an import, else as it is.
    """

    uid: str
    after: str
    shipped_digest: str | None
    info: str

    @property
    def has_removed(self) -> bool:
        """Whether the pack holds it no more; a question that a pack holds is live."""
        snapshot = snapshot_of(self.after)
        return snapshot is not None and snapshot.state is State.RETIRED


def turn_decisions(connection: Connection, step_id: int, to: StepState, uids: Collection[str], now_ms: int) -> None:
    """After a step was undone or redone: what it had decided about these questions is open again, or decided.

    Not where the pack has said something else since, which is a conflict of its own.
    """
    info = func.coalesce(_CHANGE.c.info_after, _PACK.c.info)
    columns = _REVISION.c.uid, _REVISION.c.after, _QUESTION.c.shipped_digest, info
    wanted = select(*columns).join_from(_REVISION, _QUESTION, _QUESTION.c.uid == _REVISION.c.uid)
    wanted = wanted.join(_CHANGE, _CHANGE.c.id == _REVISION.c.change_id)
    of_step = _REVISION.c.change_id == step_id, text(f"revision.{IN_CHANGE}"), _REVISION.c.action == SETTLE
    rows = connection.execute(wanted.join(_PACK, _PACK.c.id == _QUESTION.c.pack_id).where(*of_step))
    decisions = [_Decision(*row) for row in rows if row.uid in uids]
    if to is StepState.UNDONE:
        _open_again(connection, [each for each in decisions if each.shipped_digest == digest_of(each.after)], now_ms)
    else:
        _end_for_pack(connection, [each.uid for each in decisions if each.shipped_digest == _word_while_open(each)])


def _word_while_open(decision: _Decision) -> str:
    return REMOVED if decision.has_removed else digest_of(decision.after)


def _open_again(connection: Connection, decisions: Sequence[_Decision], now_ms: int) -> None:
    end_conflicts(connection, (each.uid for each in decisions))
    rows = [
        {
            "uid": each.uid,
            "pack_version": info.version if (info := pack_info_of(each.info)) else "",
            "theirs": None if each.has_removed else each.after,
            "at_ms": now_ms,
        }
        for each in decisions
    ]
    if rows:
        connection.execute(insert(_CONFLICT), rows)
    removed = _QUESTION.c.uid.in_(listed(each.uid for each in decisions if each.has_removed))
    connection.execute(update(_QUESTION).where(removed).values(shipped_digest=REMOVED))
