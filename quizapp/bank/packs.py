"""Packs: their descriptions, loading a published version into the bank, and the conflicts that leaves to decide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, exists, insert, not_, or_, select, text, update
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from quizapp.bank.convert import (
    Document,
    draft_of,
    pack_info_of,
    pack_info_text,
    snapshot_of,
)
from quizapp.bank.engine import Database
from quizapp.bank.pack_update import OF_FILE, Here, Update, plan_update, version_key
from quizapp.bank.questions import STORED, in_pack, pack_row
from quizapp.bank.revisions import Change, write_changes
from quizapp.bank.tables import (
    EDITED,
    MOVED,
    SHOWN,
    ConflictRow,
    PackRow,
    QuestionRow,
    RevisionRow,
    id_of,
    listed,
    table_of,
)
from quizapp.errors import QuizError
from quizapp.game.draft import Problem
from quizapp.game.question import Pack, PackInfo
from quizapp.game.stored import Conflict, PackLoad, State

_PACK = table_of(PackRow)
_QUESTION = table_of(QuestionRow)
_REVISION = table_of(RevisionRow)
_CONFLICT = table_of(ConflictRow)

ID_TAKEN = "There is a pack with the id {id} already. Nothing was changed. Choose another id and try again."


class Packs:
    """The packs of the bank."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    def all(self) -> tuple[PackInfo, ...]:
        """Every pack that is shown, sorted by title; not those whose description is not understood."""
        with self._database.read() as session:
            shown = select(_PACK.c.info).where(_PACK.c.visibility == SHOWN)
            infos = [pack_info_of(info) for info in session.connection().execute(shown).scalars()]
        return tuple(sorted((info for info in infos if info), key=lambda info: (info.title.casefold(), info.id)))

    def get(self, pack_id: str) -> PackInfo | None:
        """The description of a pack, None when there is no such pack."""
        with self._database.read() as session:
            row = pack_row(session, pack_id)
        return pack_info_of(row.info) if row else None

    def shipped_digest(self, pack_id: str) -> str | None:
        """The digest that was given with the version loaded last; None when there is none, so that it is loaded."""
        with self._database.read() as session:
            row = pack_row(session, pack_id)
        return row.digest if row and pack_info_of(row.info) else None

    def is_edited(self, pack_id: str) -> bool:
        """Whether the pack is no longer as it was published: a question was changed, retired, moved or added here.

        Drafts added here do not count, they are never drawn. A pack that was never published is not edited.
        """
        columns = _QUESTION.c
        counts = or_(not_(columns.shipped_digest.startswith(OF_FILE)), columns.state == State.LIVE.value)
        with self._database.read() as session:
            row = pack_row(session, pack_id)
            if row is None or row.digest is None:
                return False
            # The text of the partial index, word for word: else SQLite would read every question.
            edited = select(columns.id).where(columns.pack_id == row.id, text(f"({EDITED})"), counts)
            gone = select(columns.id).join(_REVISION, _REVISION.c.uid == columns.uid)
            gone = gone.where(_REVISION.c.pack_before == row.id, text(f"revision.{MOVED}"), columns.pack_id != row.id)
            # What a file brought into the pack, or a version that was undone, is not published with it, so it can be
            # taken out again.
            gone = gone.where(not_(_REVISION.c.shipped_before.startswith(OF_FILE)), _REVISION.c.action != "undo")
            return bool(session.connection().execute(select(or_(exists(edited), exists(gone)))).scalar())

    def content_digest(self, pack_id: str) -> str:
        """A text that is equal for two banks exactly when the live questions of this pack are; 32 hex digits.

        Reads all of them, which takes some seconds for a million.
        """
        columns = _QUESTION.c
        live = select(columns.uid, columns.digest).where(in_pack(pack_id), columns.state == State.LIVE.value)
        digest = hashlib.blake2b(digest_size=16)
        with self._database.read() as session:
            for uid, own in session.connection().execute(live.order_by(columns.uid)):
                digest.update(f"{uid}\0{own}\n".encode())
        return digest.hexdigest()

    def create(self, info: PackInfo) -> None:
        """Adds a pack without questions that was never published; QuizError when its id is taken."""
        values = {"uid": info.id, "info": pack_info_text(info), "loaded_at_ms": self._now_ms()}
        with self._database.write() as session:
            if pack_row(session, info.id) is not None:
                raise QuizError(ID_TAKEN, id=info.id)
            session.connection().execute(insert(_PACK).values(values))

    def load(self, pack: Pack, digest: str) -> PackLoad:
        """Brings the bank to this version of a pack, in one transaction; `digest` tells its files from others.

        By uid: unchanged here = replaced; changed here = kept, and a conflict when the pack changed it too; gone from
        the pack = retired; retired by the pack and back again = live. A question with a uid that another pack or an
        earlier question has is refused. An older version than the one in the bank changes nothing, and no version does
        where the pack was taken away: it comes once the pack is back.
        """
        with self._database.write() as session:
            row = _row(session, pack.info.id)
            if row is not None and (row.visibility != SHOWN or _is_older(pack.info, row)):
                return PackLoad(is_older=True)
            row = self._describe(session, row, pack.info, digest)
            plan = plan_update(pack, _here(session, row), _foreign(session, row, pack))
            self._write(session, row, plan, pack.info)
            kept = [each for each in open_conflicts(session, _of(pack.info.id)) if each.uid in plan.conflicts]
        return PackLoad(
            added=tuple(theirs.snapshot.question.uid for theirs in plan.added),
            changed=tuple(theirs.snapshot.question.uid for theirs in plan.changed),
            unchanged=tuple(plan.unchanged),
            retired=tuple(plan.retired),
            kept=tuple(kept),
            refused=tuple(plan.refused),
        )

    def _describe(self, session: Session, row: PackRow | None, info: PackInfo, digest: str) -> PackRow:
        row = row or PackRow(uid=info.id, info="", loaded_at_ms=0)
        row.info, row.digest, row.loaded_at_ms = pack_info_text(info), digest, self._now_ms()
        session.add(row)
        session.flush()
        return row

    def _write(self, session: Session, row: PackRow, plan: Update, info: PackInfo) -> None:
        pack_row_id = id_of(row)
        changes = [
            *(_shipped(pack_row_id, theirs, 1, "load", None) for theirs in plan.added),
            *_replacements(session, pack_row_id, plan),
            *_retirements(session, pack_row_id, plan),
        ]
        write_changes(session, changes, who=f"{info.id} {info.version}", at_ms=self._now_ms())
        _note_shipped(session, plan.shipped)
        decided = [*plan.agreed, *plan.conflicts, *(change.uid for change in changes)]
        session.exec(delete(_CONFLICT).where(_CONFLICT.c.uid.in_(listed(decided))))
        conflicts = [
            {"uid": uid, "pack_version": info.version, "theirs": theirs, "at_ms": self._now_ms()}
            for uid, theirs in plan.conflicts.items()
        ]
        if conflicts:
            session.connection().execute(insert(_CONFLICT), conflicts)

    def conflicts(self, pack_id: str) -> tuple[Conflict, ...]:
        """The conflicts of a pack that nobody has settled yet, by uid."""
        with self._database.read() as session:
            return tuple(open_conflicts(session, _of(pack_id)))


def _row(session: Session, pack_id: str) -> PackRow | None:
    return session.exec(rows_of(PackRow).where(col(PackRow.uid) == pack_id)).first()


def _is_older(info: PackInfo, row: PackRow) -> bool:
    known = pack_info_of(row.info)
    return known is not None and version_key(info.version) < version_key(known.version)


def _here(session: Session, row: PackRow) -> dict[str, Here]:
    columns = _QUESTION.c
    wanted = select(columns.uid, columns.revision, columns.state, columns.digest, columns.shipped_digest)
    found = session.connection().execute(wanted.where(columns.pack_id == row.id))
    return {uid: Here(*values) for uid, *values in found}


def _foreign(session: Session, row: PackRow, pack: Pack) -> set[str]:
    uids = listed(question.uid for question in pack.questions)
    wanted = select(_QUESTION.c.uid).where(_QUESTION.c.uid.in_(uids), _QUESTION.c.pack_id != row.id)
    return set(session.connection().execute(wanted).scalars())


def _shipped(pack_row_id: int, theirs: Document, revision: int, action: str, before: str | None) -> Change:
    """A change that makes the question what the published pack says."""
    return Change(pack_row_id, revision, action, before, theirs, shipped_digest=theirs.digest)


def _replacements(session: Session, pack_row_id: int, plan: Update) -> list[Change]:
    here = _documents(session, (theirs.snapshot.question.uid for theirs in plan.changed))
    return [
        _shipped(pack_row_id, theirs, revision + 1, "update", before)
        for theirs in plan.changed
        for revision, before in [here[theirs.snapshot.question.uid]]
    ]


def _retirements(session: Session, pack_row_id: int, plan: Update) -> list[Change]:
    here = [(revision, before, snapshot_of(before)) for revision, before in _documents(session, plan.retired).values()]
    return [
        _shipped(pack_row_id, Document.of(State.RETIRED, snapshot.question), revision + 1, "retire", before)
        for revision, before, snapshot in here
        if snapshot is not None
    ]


def _documents(session: Session, uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The number and the document of the newest revision of each question."""
    newest = select(_REVISION.c.uid, _REVISION.c.revision, _REVISION.c.after).join(
        _QUESTION, (_QUESTION.c.uid == _REVISION.c.uid) & (_QUESTION.c.revision == _REVISION.c.revision)
    )
    found = session.connection().execute(newest.where(_QUESTION.c.uid.in_(listed(uids))))
    return {uid: (revision, document) for uid, revision, document in found}


def _note_shipped(session: Session, shipped: dict[str, str]) -> None:
    noted = update(_QUESTION).where(_QUESTION.c.uid == bindparam("row_uid")).values(shipped_digest=bindparam("shipped"))
    if shipped:
        values = [{"row_uid": uid, "shipped": digest} for uid, digest in shipped.items()]
        session.connection().execute(noted, values)


def _of(pack_id: str) -> ColumnElement[bool]:
    return _PACK.c.uid == pack_id


def open_conflicts(session: Session, condition: ColumnElement[bool]) -> list[Conflict]:
    """The conflicts for which this holds, of questions, their packs and conflicts, by uid; not where one side is not
    understood.
    """
    wanted = (
        STORED.add_columns(_CONFLICT.c.pack_version, _CONFLICT.c.theirs)
        .join(_CONFLICT, _CONFLICT.c.uid == _QUESTION.c.uid)
        .where(condition)
        .order_by(_QUESTION.c.uid)
    )
    found = [_conflict(row) for row in session.connection().execute(wanted).mappings()]
    return [conflict for conflict in found if conflict]


def _conflict(row: Mapping[Any, Any]) -> Conflict | None:
    ours = draft_of(row)
    theirs = None if row["theirs"] is None else snapshot_of(row["theirs"])
    if isinstance(ours, Problem) or (theirs is None and row["theirs"] is not None):
        return None
    return Conflict(ours.uid, row["pack_version"], ours, theirs.question if theirs else None, row["revision"])
