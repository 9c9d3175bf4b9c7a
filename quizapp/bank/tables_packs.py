"""The tables of packs and of what is done to their questions."""

# No `from __future__ import annotations`, see `tables_base`.

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from quizapp.bank.tables_base import AUTOINCREMENT, WITHOUT_ROWID, TableRow

SHOWN = "shown"


class PackRow(TableRow, table=True):
    """A pack. `info` is its description as JSON; `digest` that of the files last loaded, NULL = never published.

    `visibility`: `shown`; `incoming` while it is imported, then `joining` while its questions go to the pack that is
    there; `withdrawn` when it was taken away or its import undone.
    """

    __table_args__ = AUTOINCREMENT

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    info: str
    digest: str | None = None
    loaded_at_ms: int
    visibility: str = SHOWN


EDITED = "shipped_digest IS NULL OR shipped_digest <> digest"
"""True of questions that are not as the pack was published; the text of a partial index, which queries must repeat."""
UNCHECKED, IN_CHANGE, MOVED = "problems IS NULL", "change_id IS NOT NULL", "shipped_before IS NOT NULL"
"""True of questions not checked yet, revisions in a step of undo, `shipped_digest`s lost; texts of indexes too."""


class QuestionRow(TableRow, table=True):
    """A question in its newest revision. Rows are never deleted: a question that goes is retired.

    `options` holds the fields of a question that depend on its kind. `digest` is that of the question and its state,
    `shipped_digest` the same of what the published pack last said: NULL = not from a pack, empty = the pack removed it.
    `problems` are words such as `error:prompt`, NULL = not checked yet. `same_key` is that of `game.sameness`.
    """

    __table_args__ = (
        Index("ix_question_pool", "pack_id", "state", "kind", "category", "difficulty", "episode", "uid"),
        Index("ix_question_edited", "pack_id", sqlite_where=text(EDITED)),
        Index("ix_question_category", "category"),
        Index("ix_question_unchecked", "pack_id", sqlite_where=text(UNCHECKED)),
        Index("ix_question_same_key", "same_key"),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    pack_id: int = Field(foreign_key="pack.id")
    kind: str
    category: str
    episode: int | None = None
    difficulty: int
    line: str
    prompt: str
    options: str
    hint: str
    explanation: str
    sources: str
    tags: str
    state: str
    revision: int
    digest: str
    shipped_digest: str | None = None
    changed_at_ms: int
    problems: str | None = None
    same_key: int


class ChangeRow(TableRow, table=True):
    """A step of undo; `title` is a `Sentence` as JSON, `state` one of `steps.StepState`, or of which step it is a part.

    `pack_id` is the pack whose description the step changed, from `info_before` to `info_after`; NULL = not there.
    """

    __table_args__ = (Index("ix_change_state", "state", "id"), AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    who: str
    at_ms: int
    state: str
    pack_id: int | None = Field(default=None, foreign_key="pack.id")
    info_before: str | None = None
    info_after: str | None = None


class RevisionRow(TableRow, table=True):
    """A change of a question: the JSON of question and state before (NULL = new) and after. Numbers begin with 1.

    The pair of uid and revision is unique for good, even if its question were deleted. Behind `after`: step of undo,
    packs before (NULL = new) and after, the `shipped_digest` lost, see `revisions.Step`.
    """

    __table_args__ = (
        UniqueConstraint("uid", "revision"),
        Index("ix_revision_change", "change_id", "uid", "revision", sqlite_where=text(IN_CHANGE)),
        Index("ix_revision_moved", "pack_before", "uid", sqlite_where=text(MOVED)),
        AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str
    revision: int
    action: str
    who: str
    at_ms: int
    before: str | None = None
    after: str
    change_id: int | None = Field(default=None, foreign_key="change.id")
    pack_before: int | None = Field(default=None, foreign_key="pack.id")
    pack_after: int | None = Field(default=None, foreign_key="pack.id")
    shipped_before: str | None = None


class ConflictRow(TableRow, table=True):
    """A question changed both here and in a newer version of its pack; `theirs` is the pack's, NULL = removed there."""

    __table_args__ = AUTOINCREMENT

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    pack_version: str
    theirs: str | None = None
    at_ms: int


class SavedSearchRow(TableRow, table=True):
    """A search of the editor kept under a name; `name_key` is the folded name."""

    __table_args__ = WITHOUT_ROWID

    name_key: str = Field(primary_key=True)
    name: str
    text: str
    changed_at_ms: int


class ItemStatisticsRow(TableRow, table=True):
    """What first answers said of a revision of a question when they were last counted, see `ItemStatistics`.

    Revision -1: rounds are gone, or another player's, since they were counted. `distractors` is the JSON of
    `distractor_uses`, `most_chosen` the share of the first of them; NULL where none was offered.
    """

    __table_args__ = WITHOUT_ROWID

    uid: str = Field(primary_key=True)
    revision: int
    asked: int
    facility: float
    discrimination: float | None = None
    rounds: int
    median_ms: float
    distractors: str | None = None
    most_chosen: float | None = None
