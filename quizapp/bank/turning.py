"""Steps of undo that are turned: what each made of its questions, the way back, and what their pack says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select, text

from quizapp.bank.convert import Document, digest_of, snapshot_of
from quizapp.bank.pack_update import OF_FILE, word_of_file
from quizapp.bank.revisions import Change, Step
from quizapp.bank.steps import ids_of
from quizapp.bank.tables import IN_CHANGE, MOVED, RevisionRow, listed, table_of
from quizapp.game.stored import State

_REVISION = table_of(RevisionRow)

NOT_UNDERSTOOD = (
    "“{title}” cannot be undone or redone: this version does not understand what the question {uid} was. Nothing was "
    "changed, and the step is set aside: undoing again goes on with the one before. The newest version can bring back "
    "every earlier version from the history of the question."
)
_OF_STEP = (
    select(
        *(
            _REVISION.c[name]
            for name in ("uid", "before", "after", "pack_before", "pack_after", "shipped_before", "action")
        ),
    )
    .where(text(f"revision.{IN_CHANGE}"))
    .order_by(_REVISION.c.uid, _REVISION.c.revision)
)
_UNDONE_WORDS = (
    select(_REVISION.c.uid, _REVISION.c.before, _REVISION.c.shipped_before)
    .where(text(f"revision.{MOVED}"), _REVISION.c.action == "undo")
    .order_by(_REVISION.c.uid, _REVISION.c.revision)
)


class LeftError(Exception):
    """A question of a step cannot be turned; carries why, as a template with `title` and `uid`."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a step made of a question: the documents and packs before (None = it was new) and after."""

    uid: str
    before: str | None
    after: str
    pack_before: int | None
    pack_after: int
    shipped_before: str | None
    action: str

    @property
    def is_new(self) -> bool:
        """Whether it was not there before."""
        return self.before is None or self.pack_before is None


def made_by(connection: Connection, step_id: int) -> Iterator[Made]:
    """What a step made of each of its questions, its merged changes taken together."""
    made: dict[str, Made] = {}
    of_parts = (_OF_STEP.where(_REVISION.c.change_id == part_id) for part_id in ids_of(connection, step_id))
    for row in (row for wanted in of_parts for row in connection.execute(wanted)):
        earlier = made.get(row.uid)
        if earlier is None:
            made[row.uid] = Made(*row)
        else:
            made[row.uid] = replace(
                earlier,
                after=row.after,
                pack_after=row.pack_after,
                shipped_before=earlier.shipped_before if earlier.shipped_before is not None else row.shipped_before,
            )
    yield from made.values()


def way_back(made: Made) -> Made:
    """The same turned round. A question that was new becomes a retired one."""
    before, pack, shipped = made.before, made.pack_before, made.shipped_before
    if before is None or pack is None:
        before, pack = retired(made.after), made.pack_after
        shipped = digest_of(before)
    turned = replace(made, before=made.after, after=before, pack_before=made.pack_after, pack_after=pack)
    return replace(turned, shipped_before=shipped)


def retired(document: str) -> str:
    """The document of the same question, retired; LeftError when it is not understood."""
    snapshot = snapshot_of(document)
    if snapshot is None:
        raise LeftError(NOT_UNDERSTOOD)
    return Document.of(State.RETIRED, snapshot.question).text


# What the pack says of a question whose import is turned: the step's own word goes and comes with it, so that an import
# that was undone is not taken for something changed here and can be done again.


class UndoneWords:
    """What packs and files said of questions whose imports are undone, by what these imports had made of them.

    Such a word may be of another text than the question got, whose fields were set in the plan: so undoing writes it
    into its revision, as the word that was lost.
    """

    def __init__(self, connection: Connection, uids: Iterable[str]) -> None:
        wanted = _UNDONE_WORDS.where(_REVISION.c.uid.in_(listed(uids)))
        found = connection.execute(wanted)
        self._words = {(uid, digest_of(before or "")): word for uid, before, word in found}

    def of(self, made: Made) -> str | None:
        """The word that was undone last with this; None where none is known."""
        return self._words.get((made.uid, digest_of(made.after)))


def undone_import(change: Change, made: Made, way: Made) -> Change:
    """The change that undoes an import, with the word of before it; `way` is `way_back(made)`."""
    lost = change.shipped_digest
    step = replace(change.step or Step(None, None, change.pack_row_id), shipped_before=lost)
    return replace(change, shipped_digest=_word_before(lost, made, way), step=step)


def _word_before(shipped: str | None, made: Made, way: Made) -> str | None:
    if shipped is None:
        return None
    if made.is_new and way.shipped_before and shipped.startswith(OF_FILE):
        return OF_FILE + way.shipped_before
    written = digest_of(way.before or "")
    is_turned = made.is_new or way.shipped_before is not None or shipped in (written, OF_FILE + written)
    return way.shipped_before if is_turned else shipped


def redone_import(change: Change, made: Made, words: UndoneWords) -> Change:
    """The change that does an import again, with its word."""
    return replace(change, shipped_digest=_word_after(change, made, words.of(made)))


def _word_after(change: Change, made: Made, undone: str | None) -> str | None:
    shipped = change.shipped_digest
    before = digest_of(retired(made.after)) if made.before is None else made.shipped_before
    if shipped not in (before, OF_FILE + (before or "")):
        return shipped  # the pack has said something else since
    if undone is not None or shipped is None:
        return undone
    if made.is_new and made.shipped_before is not None:  # undone by a version that did not keep the word
        return made.shipped_before
    return word_of_file(shipped, change.after.digest, is_published=not shipped.startswith(OF_FILE))
