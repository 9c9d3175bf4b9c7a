"""What the others of its pack tell of a question, kept among the words for its problems, and what is yet to be seen."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert

from quizapp.bank.convert import pack_info_of, pack_info_text, snapshot_of
from quizapp.bank.engine import Database
from quizapp.bank.problems import CLOSE_WORDS, joined, mark_of
from quizapp.bank.questions import in_pack
from quizapp.bank.tables import MetaRow, PackRow, QuestionRow, RevisionRow, listed, table_of
from quizapp.game.draft import Draft, Severity
from quizapp.game.likeness import NEAR
from quizapp.game.question import PackInfo
from quizapp.game.stored import State

if TYPE_CHECKING:
    from quizapp.game.beside import Earliest

_QUESTION = table_of(QuestionRow)
_PACK = table_of(PackRow)
_REVISION = table_of(RevisionRow)
_META = table_of(MetaRow)
_NOTED = select(_META.c.key, _META.c.value).where(
    or_(*(_META.c.key.startswith(each) for each in ("beside/", "named/")))
)
_SHOWN_PACKS = select(_PACK.c.id, _PACK.c.uid, _PACK.c.info).where(_PACK.c.visibility == "shown")
_ROWS = select(_QUESTION.c.uid, _QUESTION.c.revision, _QUESTION.c.problems)
_CHANGED = text(
    "SELECT revision.uid, iif(revision.pack_before <> :pack, NULL, revision.before) "
    "FROM revision JOIN question ON question.uid = revision.uid "
    "WHERE revision.id > :seen AND (question.pack_id = :pack OR revision.pack_before = :pack) ORDER BY revision.id"
)


class PackChanges(NamedTuple):
    """What happened in a pack since its questions were looked at beside each other.

    `before`: by uid the questions changed since, as they were then, None for a new one, or where everything is to be
    looked at anew: `is_new`. `newest` is to be noted when it is done.
    """

    info: PackInfo
    is_new: bool
    before: Mapping[str, Draft | None]
    newest: int
    seen: int = 0
    """What was noted as `newest` the last time, by whichever program."""
    least_ratio: int = NEAR
    """From which likeness on questions are near-duplicates."""


class CloseWords:
    """Notes beside the questions what the others of their pack tell of them, and up to which change this is so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def changes(self, least_ratio: int = NEAR) -> list[PackChanges]:
        """The packs in which something was changed since `note`; all of a pack where another likeness counted then."""
        with self._database.read() as session:
            connection = session.connection()
            newest: int = connection.execute(select(func.coalesce(func.max(_REVISION.c.id), 0))).scalar_one()
            noted = dict(connection.execute(_NOTED).all())
            packs = connection.execute(_SHOWN_PACKS).all()
            # Versions that did not keep who is named first looked at the questions all the same.
            marks = [noted.get(_beside(pack.uid), "") if _named(pack.uid) in noted else "" for pack in packs]
            found = [
                _changes_of(connection, pack, mark, newest, least_ratio)
                for pack, mark in zip(packs, marks, strict=True)
            ]
        return [each for each in found if each.is_new or each.before]

    def told(self, pack_id: str) -> dict[str, frozenset[str]]:
        """What is noted, of `BESIDE_OTHERS`, by uid, of every question of a pack of which something is."""
        some = or_(*(_QUESTION.c.problems.contains(word) for word in sorted(CLOSE_WORDS)))
        with self._database.read() as session:
            found = session.connection().execute(_ROWS.where(in_pack(pack_id), some))
            return {uid: _notes_of(words) for uid, _, words in found}

    def earliest(self, pack_id: str) -> Earliest:
        """Which questions of a pack name somebody first, as it was when they were last looked at."""
        wanted = select(_META.c.value).where(_META.c.key == _named(pack_id))
        with self._database.read() as session:
            document = session.connection().execute(wanted).scalar()
        return json.loads(document) if document else {}

    def write_earliest(self, pack_id: str, earliest: Earliest) -> None:
        """Keeps which questions of a pack name somebody first."""
        self._keep(_named(pack_id), json.dumps(earliest, ensure_ascii=False))

    def write(self, pack_id: str, notes: Mapping[str, Collection[str]]) -> int:
        """Notes this of these questions, and gives of how many it was news."""
        checked = in_pack(pack_id), _QUESTION.c.problems.is_not(None), _QUESTION.c.uid.in_(listed(notes))
        same = _QUESTION.c.uid == bindparam("wanted"), _QUESTION.c.revision == bindparam("seen")
        noted = update(_QUESTION).where(*same).values(problems=bindparam("words"))
        with self._database.write() as session:
            connection = session.connection()
            values = [
                {"wanted": uid, "seen": revision, "words": words}
                for uid, revision, known in connection.execute(_ROWS.where(*checked))
                if (words := _with_notes(known, notes[uid])) != known
            ]
            if values:
                connection.execute(noted, values)
        return len(values)

    def note(self, changes: PackChanges) -> None:
        """All changes of a pack up to these have been looked at."""
        mark = f"{_mark(changes.info, changes.least_ratio)} {changes.newest}"
        self._keep(_beside(changes.info.id), mark)

    def _keep(self, key: str, value: str) -> None:
        kept = insert(_META).values(key=key, value=value)
        with self._database.write() as session:
            session.connection().execute(kept.on_conflict_do_update(set_={"value": kept.excluded.value}))


def _notes_of(words: str) -> frozenset[str]:
    return frozenset(word.partition(":")[2] for word in CLOSE_WORDS.intersection(words.split()))


def _with_notes(known: str, notes: Collection[str]) -> str:
    return joined({*(set(known.split()) - CLOSE_WORDS), *(f"{Severity.WARNING}:{note}" for note in notes)})


def _beside(pack_uid: str) -> str:
    return f"beside/{pack_uid}"


def _named(pack_uid: str) -> str:
    return f"named/{pack_uid}"


def _mark(info: PackInfo, least_ratio: int) -> str:
    """What must be as it was for the notes on a pack to hold."""
    text = pack_info_text(info)
    return mark_of(text if least_ratio == NEAR else f"{text} {least_ratio}")


def _changes_of(
    connection: Connection, pack: Row[int, str, str], noted: str, newest: int, least_ratio: int
) -> PackChanges:
    info = pack_info_of(pack.info) or PackInfo(pack.uid, "", "")
    mark, _, seen = noted.partition(" ")
    if mark != _mark(info, least_ratio):
        return PackChanges(info, True, {}, newest, least_ratio=least_ratio)
    if int(seen) == newest:
        return PackChanges(info, False, {}, newest, least_ratio=least_ratio)
    found = connection.execute(_CHANGED, {"seen": int(seen), "pack": pack.id}).all()
    # The first of several changes holds what was there when it was looked at.
    before = {uid: _draft(document) for uid, document in reversed(found)}
    return PackChanges(info, False, before, newest, int(seen), least_ratio)


def _draft(document: str | None) -> Draft | None:
    snapshot = snapshot_of(document) if document else None
    return snapshot.question if snapshot is not None and snapshot.state is not State.RETIRED else None
