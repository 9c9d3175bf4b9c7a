"""Many questions at once: written in pieces that nobody sees, then published by one short transaction.

A new pack comes in under another uid and with the visibility `incoming`, which no list shows; publishing changes its
row alone. Further questions of a pack that is there come in the same way and are handed to it when they are published.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from quizapp.bank import search_index
from quizapp.bank.conflicts import SETTLE, end_conflicts, with_open_conflicts
from quizapp.bank.convert import Document, pack_info_of, pack_info_text
from quizapp.bank.disk_room import refuse_without_room, room_for_questions
from quizapp.bank.engine import Database
from quizapp.bank.import_leftovers import INCOMING, drop_waiting, hand_over, is_waiting, join, sweep
from quizapp.bank.import_pieces import Pace, log_most, written_in_turn
from quizapp.bank.import_rows import Arrival, Incoming, NewRows
from quizapp.bank.import_stays import Staying, Undecided, let_wait, note_staying
from quizapp.bank.pack_update import Here, word_of_file
from quizapp.bank.problems import note_checked, words_of
from quizapp.bank.revisions import Change, Step, last_documents, write_changes
from quizapp.bank.signs_of_life import SignOfLife
from quizapp.bank.steps import StepState, make_part, new_step
from quizapp.bank.tables import SHOWN, ChangeRow, ConflictRow, PackRow, QuestionRow, RevisionRow, listed, table_of
from quizapp.errors import QuizError, Sentence
from quizapp.game.edits import Changed
from quizapp.game.question import PackInfo
from quizapp.game.stored import State

_CHANGE = table_of(ChangeRow)
_CONFLICT = table_of(ConflictRow)
_PACK = table_of(PackRow)
_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)

_ROOM_KIB, _USUAL_ROOM_KIB = 32_768, 2_000
"""For pages: while indices of a large bank are written all over, and what SQLite takes otherwise."""

_ID_TAKEN = "There is a pack with the id {id} already, so nothing was imported. Choose another id and try again."
_CHANGED = "The question {uid} was changed while this was looked at, so nothing was imported. Read the files again."
_DESCRIBED = (
    "The pack {id} was changed or taken away while this was looked at, so nothing was imported. Read the files again."
)
_BEING_IMPORTED = (
    "Another import of the same questions is running, in another window or program, so nothing was imported here. "
    "Wait until it is done or stop it there, and read the files again."
)
_SWEPT = (
    "What this import had written is gone from the bank, such as after a restore, so nothing was imported. "
    "Import the files again."
)


class Target(NamedTuple):
    """A pack that questions are to go to, and its questions by uid; `undecided` are those that have open conflicts.

    `is_published`: its files were published by somebody, so that only these speak for it.
    """

    info: PackInfo
    questions: dict[str, Here]
    is_shown: bool = True
    is_published: bool = False
    undecided: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Staging:
    """Where the questions of one import wait. `target` None: they will be a pack of their own.

    `is_published`: what comes in is what the pack as published says, see `_speaks_for_pack`.
    """

    pack_row_id: int
    target: int | None
    step_id: int | None
    sign: SignOfLife
    is_published: bool = True
    pace: Pace = field(default_factory=Pace)


class Imports:
    """Imports into this bank. Any thread."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    # What is there

    def target(self, pack_id: str) -> Target | None:
        """The pack of this id, also one whose import was undone; None when there is none."""
        columns = _QUESTION.c
        wanted = select(columns.uid, columns.revision, columns.state, columns.digest, columns.shipped_digest)
        with self._database.read() as session:
            connection = session.connection()
            row = connection.execute(select(_PACK).where(_PACK.c.uid == pack_id)).first()
            info = pack_info_of(row.info) if row else None
            if row is None or info is None:
                return None
            found = connection.execute(wanted.where(columns.pack_id == row.id))
            questions = {uid: Here.of(*values) for uid, *values in found}
            undecided = questions.keys() & connection.execute(select(_CONFLICT.c.uid)).scalars().all()
        is_shown, is_published = row.visibility == SHOWN, row.digest is not None
        return Target(info, questions, is_shown, is_published, frozenset(undecided))

    def same(self, keys: Iterable[int]) -> dict[int, str]:
        """The uid of a question that is the same, by `same_key`: one that is shown and not in the rubbish bin."""
        wanted = select(_QUESTION.c.same_key, func.min(_QUESTION.c.uid)).join(_PACK, _PACK.c.id == _QUESTION.c.pack_id)
        shown = _PACK.c.visibility == SHOWN, _QUESTION.c.state != State.RETIRED.value
        keyed = wanted.where(_QUESTION.c.same_key.in_(listed(keys)), *shown).group_by(_QUESTION.c.same_key)
        with self._database.read() as session:
            return dict(session.connection().execute(keyed).all())

    def packs_of(self, uids: Iterable[str]) -> dict[str, str]:
        """The pack of each of these uids that a question has; not of those that are on their way."""
        wanted = select(_QUESTION.c.uid, _PACK.c.uid).join(_PACK, _PACK.c.id == _QUESTION.c.pack_id)
        there = wanted.where(_QUESTION.c.uid.in_(listed(uids)), _PACK.c.visibility != INCOMING)
        with self._database.read() as session:
            found = session.connection().execute(there)
            return dict(found.all())

    # Pieces

    def stage(self, info: PackInfo, title: Sentence, who: str, digest: str | None = None) -> Staging:
        """Begins an import into the pack of this id, or of a new pack where there is none; nobody sees it.

        What killed programs have left is taken away before: it may be of the same files. `digest` as for `publish`.
        """
        self.sweep()
        self._database.checkpoint()
        sign = SignOfLife(self._database.path)
        try:
            return self._staged(sign, info, title, who, digest)
        except BaseException:
            sign.end()
            raise

    def _staged(self, sign: SignOfLife, info: PackInfo, title: Sentence, who: str, digest: str | None) -> Staging:
        values: dict[str, Any] = {"uid": sign.uid, "visibility": INCOMING}
        values |= {"info": pack_info_text(info), "loaded_at_ms": self._now_ms()}
        with self._database.write() as session:
            connection = session.connection()
            found = connection.execute(select(_PACK).where(_PACK.c.uid == info.id)).first()
            target: int | None = found.id if found is not None else None
            row_id: int = connection.execute(insert(_PACK).values(values).returning(_PACK.c.id)).scalar_one()
            step_id = None
            if target is not None:
                step_id = new_step(connection, title, who, self._now_ms(), state=StepState.INCOMING)
        return Staging(row_id, target, step_id, sign, _speaks_for_pack(found, digest))

    def add(self, staging: Staging, incoming: Iterable[Incoming], who: str, pause: Callable[[], object]) -> None:
        """Writes some new questions where they wait, with their revisions, and puts them into the search index.

        `pause` is called between pieces, where others may have a turn; what it raises ends this.
        QuizError when another question took one of the uids meanwhile, or this was swept away; what was written until
        then waits to be dropped.
        """
        step = staging.step_id, staging.target, staging.is_published
        rows = NewRows.of(incoming, Arrival(staging.pack_row_id, *step, who, self._now_ms()))
        start = 0
        while start < len(rows.uids):
            stop = start + staging.pace.rows(is_shared=self._database.is_shared)
            refuse_without_room(self._database.path, room_for_questions(self._database.path, len(rows.uids) - start))
            written_in_turn(partial(self._write, staging, rows.part(start, stop)), pause)
            start = stop
            self._database.checkpoint(log_most(is_shared=self._database.is_shared))

    def _write(self, staging: Staging, rows: NewRows, *, gives_way: bool) -> None:
        with self._database.write(gives_way=gives_way) as session:
            began_s = time.perf_counter()
            connection = session.connection()
            _make_room(connection)
            _refuse_swept(connection, staging)
            _refuse_taken(connection, rows.uids)
            first_id = connection.execute(select(func.coalesce(func.max(_QUESTION.c.id), 0) + 1)).scalar_one()
            rows.write(connection)
            search_index.fill(connection, first_id)
        staging.pace.note(len(rows.uids), time.perf_counter() - began_s)

    def publish(
        self,
        info: PackInfo,
        title: Sentence,
        who: str,
        *,
        staging: Staging | None,
        incoming: Sequence[Incoming] = (),
        staying: Iterable[Staying] = (),
        undecided: Sequence[Undecided] = (),
        digest: str | None = None,
        seen: PackInfo | None = None,
    ) -> Changed:
        """Shows what waits, and writes the rest (`incoming`: new or changed questions), as one step of undo.

        `info` is what the pack is to be. `staying` are questions that stay as they are here, `undecided` those that do
        until somebody decides: that waits where what comes in speaks for the pack, and else the next import asks again.
        `digest`: that of the pack's files, None where it is not published by anyone. `seen`: how the pack was described
        when it was compared, None = nobody saw one.
        QuizError, and nothing is written, when a question or the pack was changed since it was compared.
        """
        if staging is None:
            self.sweep()
        with self._database.write() as session:
            connection = session.connection()
            found = connection.execute(select(_PACK).where(_PACK.c.uid == info.id)).first()
            before = found.info if found and found.visibility == SHOWN else None
            if seen is None and (before or (found is not None and staging is not None and staging.target is None)):
                raise QuizError(_ID_TAKEN, id=info.id)
            if (pack_info_of(before) if before is not None else None) != seen:
                raise QuizError(_DESCRIBED, id=info.id)
            if staging is not None:
                _refuse_swept(connection, staging)
            is_published = _speaks_for_pack(found, digest)
            row_id = self._pack_row(connection, info, digest, found, staging)
            step_id = _published_step(connection, staging, title, who, self._now_ms(), row_id, before, info)
            if staging is not None and staging.target is not None:
                hand_over(connection, staging.pack_row_id, row_id)
            changes = self._changes(connection, incoming, row_id, step_id, is_published)
            write_changes(session, changes, who=who, at_ms=self._now_ms())
            note_staying(connection, staying, is_published=is_published)
            if is_published:
                end_conflicts(connection, (change.uid for change in changes))
                let_wait(connection, undecided, info.version, self._now_ms())
            note_checked(connection, info.id, pack_info_text(info))
            _make_usual_room(connection)
        if staging is not None:
            self._complete(staging)
        return Changed(step_id, title, tuple((change.uid, change.revision) for change in changes))

    def _complete(self, staging: Staging) -> None:
        """After publishing; what cannot be done here and now is done at the next start."""
        try:
            with suppress(QuizError):
                join(self._database, staging.pack_row_id)
                self._database.checkpoint()
        finally:
            staging.sign.end()

    def _pack_row(
        self, connection: Connection, info: PackInfo, digest: str | None, found: Any, staging: Staging | None
    ) -> int:
        """The row of the pack, shown and described so: the one that is there, the one that waits, or a new one."""
        values: dict[str, Any] = {"info": pack_info_text(info), "loaded_at_ms": self._now_ms()}
        values |= {"uid": info.id, "visibility": SHOWN}
        if digest is not None:
            values["digest"] = digest
        if found is None and staging is None:
            return connection.execute(insert(_PACK).values(values).returning(_PACK.c.id)).scalar_one()
        row_id: int = found.id if found is not None else staging.pack_row_id  # pyright: ignore[reportOptionalMemberAccess]
        connection.execute(update(_PACK).where(_PACK.c.id == row_id).values(values))
        return row_id

    def _changes(
        self, connection: Connection, incoming: Sequence[Incoming], row_id: int, step_id: int, is_published: bool
    ) -> list[Change]:
        _refuse_taken(connection, [each.question.uid for each in incoming if not each.seen_revision])
        uids = [each.question.uid for each in incoming]
        columns = _QUESTION.c.uid, _QUESTION.c.revision, _QUESTION.c.pack_id, _QUESTION.c.shipped_digest
        found = connection.execute(select(*columns, _QUESTION.c.digest).where(_QUESTION.c.uid.in_(listed(uids))))
        now = {uid: (revision, pack_id, shipped, digest) for uid, revision, pack_id, shipped, digest in found}
        before, open_ones = last_documents(connection, now), with_open_conflicts(connection, uids)
        changes: list[Change] = []
        for each in incoming:
            uid = each.question.uid
            revision, pack_before, shipped, digest = now.get(uid, (0, None, None, None))
            if revision != each.seen_revision or pack_before not in (None, row_id):
                raise QuizError(_CHANGED, uid=uid)
            after = Document.of(each.state, each.question)
            said = word_of_file(shipped, each.said or after.digest, is_published=is_published)
            is_other = is_published or said != shipped if revision else said != after.digest
            step = Step(step_id, pack_before, row_id, (shipped if revision else said) if is_other else None)
            words, action = words_of(each.problems), "import"
            if is_published and uid in open_ones and shipped != digest and said == after.digest:
                step, action = Step(step_id, pack_before, row_id), SETTLE  # undone, it is to be decided about again
            changes.append(Change(row_id, revision + 1, action, before.get(uid), after, said, words, step))
        return changes

    # What is left behind

    def drop(self, staging: Staging) -> None:
        """Takes away what waits, in pieces."""
        try:
            drop_waiting(self._database, staging.pack_row_id, staging.step_id, _make_usual_room)
        finally:
            staging.sign.end()
            self._database.checkpoint()

    def sweep(self) -> int:
        """Takes away what killed programs have left behind, at once, and gives how many imports that were.

        What they had published goes to its pack. What another window or program is writing at this moment stays.
        """
        return sweep(self._database, _make_usual_room)


def _make_room(connection: Connection) -> None:
    """It holds for the connection, until it is said otherwise."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOM_KIB}")


def _make_usual_room(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_USUAL_ROOM_KIB}")


def _speaks_for_pack(found: Any, digest: str | None) -> bool:
    """Whether what comes in stands for what the pack says, so that a newer file may replace it unasked.

    Not where a published pack takes in other files: its next version would retire what it does not hold.
    """
    return digest is not None or found is None or found.digest is None


def _refuse_swept(connection: Connection, staging: Staging) -> None:
    """QuizError where what this import has written was taken away meanwhile."""
    if not is_waiting(connection, staging.pack_row_id):
        raise QuizError(_SWEPT)


def _refuse_taken(connection: Connection, uids: Iterable[str]) -> None:
    """QuizError when a question had one of these uids already, even if it is gone."""
    there = select(_REVISION.c.uid).where(_REVISION.c.uid.in_(listed(uids))).limit(1)
    taken = connection.execute(there).scalar()
    if taken is None:
        return
    pack = select(_PACK.c.visibility).join(_QUESTION, _QUESTION.c.pack_id == _PACK.c.id)
    is_incoming = connection.execute(pack.where(_QUESTION.c.uid == taken)).scalar() == INCOMING
    raise QuizError(_BEING_IMPORTED if is_incoming else _CHANGED, uid=taken)


def _published_step(
    connection: Connection,
    staging: Staging | None,
    title: Sentence,
    who: str,
    at_ms: int,
    pack_row_id: int,
    info_before: str | None,
    info: PackInfo,
) -> int:
    """The step of undo, which lies after all that was done while the questions came in."""
    about_pack: dict[str, Any] = {
        "pack_id": pack_row_id,
        "info_before": info_before,
        "info_after": pack_info_text(info),
    }
    step_id = new_step(connection, title, who, at_ms, **about_pack)
    if staging is not None and staging.step_id is not None:
        make_part(connection, staging.step_id, step_id)
    return step_id
