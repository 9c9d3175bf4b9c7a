"""The tables of the bank. Rows of these classes never leave `quizapp.bank`; `convert` turns them into values of `game`.

Times are UTC milliseconds. Columns that hold JSON are plain text, written and read by `convert` alone. Words of a fixed
set (kind, state, action, verdict) are the short texts of their enums; the database does not check them, so that a new
word needs no rebuilt table, and `convert` maps words it does not know to a problem.
"""

# No `from __future__ import annotations` here: SQLModel reads the annotations when the classes are made.

import json
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Select, Table, UniqueConstraint, func, select, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

METADATA = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Ids of deleted rows are never given again; other tables and backups may still speak of them.
_AUTOINCREMENT = {"sqlite_autoincrement": True}
_WITHOUT_ROWID = {"sqlite_with_rowid": False}


def _table_name(row: Any) -> str:
    """The class name in snake case: `SpoilerLimitRow` is the table `spoiler_limit`."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", row.__name__.removesuffix("Row")).lower()


class _Row(SQLModel):
    # Rows are not validated, so pydantic need not build validators at every start.
    model_config = {"defer_build": True}

    # SQLModel declares the name in a way no other declaration can match.
    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return _table_name(cls)


SHOWN = "shown"


class PackRow(_Row, table=True):
    """A pack. `info` is its description as JSON; `digest` that of the files last loaded, NULL = never published.

    `visibility`: `shown`, `incoming` while it is imported, or `withdrawn` when it was taken away or its import undone.
    """

    __table_args__ = _AUTOINCREMENT

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    info: str
    digest: str | None = None
    loaded_at_ms: int
    visibility: str = SHOWN


EDITED = "shipped_digest IS NULL OR shipped_digest <> digest"
"""True of questions that are not as the pack was published; the text of a partial index, which queries must repeat."""
UNCHECKED, IN_CHANGE, MOVED = "problems IS NULL", "change_id IS NOT NULL", "shipped_before IS NOT NULL"
"""True of questions not checked yet, revisions in a step of undo, moves out of a pack; texts of partial indexes too."""


class QuestionRow(_Row, table=True):
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
        _AUTOINCREMENT,
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


class ChangeRow(_Row, table=True):
    """A step of undo; `title` is a `Sentence` as JSON, `state` is done, undone, or dropped (no longer to be redone).

    `pack_id` is the pack whose description the step changed, from `info_before` to `info_after`; NULL = not there.
    """

    __table_args__ = (Index("ix_change_state", "state", "id"), _AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    who: str
    at_ms: int
    state: str
    pack_id: int | None = Field(default=None, foreign_key="pack.id")
    info_before: str | None = None
    info_after: str | None = None


class RevisionRow(_Row, table=True):
    """A change of a question: the JSON of question and state before (NULL = new) and after. Numbers begin with 1.

    The pair of uid and revision is unique for good, even if its question were deleted. Behind `after`: step of undo,
    packs before (NULL = new) and after, the `shipped_digest` lost by moving.
    """

    __table_args__ = (
        UniqueConstraint("uid", "revision"),
        Index("ix_revision_change", "change_id", "uid", "revision", sqlite_where=text(IN_CHANGE)),
        Index("ix_revision_moved", "pack_before", "uid", sqlite_where=text(MOVED)),
        _AUTOINCREMENT,
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


class ConflictRow(_Row, table=True):
    """A question changed both here and in a newer version of its pack; `theirs` is the pack's, NULL = removed there."""

    __table_args__ = _AUTOINCREMENT

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    pack_version: str
    theirs: str | None = None
    at_ms: int


class PlayerRow(_Row, table=True):
    """A player. `name_key` is the folded name, which nobody else can have; `seen_at_ms` when they came in last."""

    __table_args__ = _AUTOINCREMENT

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(unique=True)
    single_letter_keys: bool = False
    clock: str
    seen_at_ms: int
    changed_at_ms: int


class SpoilerLimitRow(_Row, table=True):
    """The last episode of a pack a player has watched. The pack need not be in the bank (yet, or any more)."""

    __table_args__ = _WITHOUT_ROWID

    player_id: int = Field(primary_key=True, foreign_key="player.id")
    pack_uid: str = Field(primary_key=True)
    episode: int


class FavouriteRow(_Row, table=True):
    """Settings of a custom round that a player keeps; `name_key` is the folded name."""

    __table_args__ = _WITHOUT_ROWID

    player_id: int = Field(primary_key=True, foreign_key="player.id")
    name_key: str = Field(primary_key=True)
    name: str
    settings: str
    changed_at_ms: int


class ScheduleRow(_Row, table=True):
    """When a player is to see a question again: a card of `game.review`. The question need not be in the bank."""

    __table_args__ = (Index(None, "player_id", "due_at_ms"), _WITHOUT_ROWID)

    player_id: int = Field(primary_key=True, foreign_key="player.id")
    uid: str = Field(primary_key=True)
    due_at_ms: int
    stability: float
    difficulty: float
    last_review_at_ms: int
    reviews: int
    missed: bool


class NameListRow(_Row, table=True):
    """The names of a pack as they were when rounds began, by the digest of their JSON; never changed."""

    __table_args__ = _WITHOUT_ROWID

    digest: str = Field(primary_key=True)
    names: str


BOARD_COLUMNS = (
    "rule_set",
    "pack_uid",
    "pack_version",
    "spoiler_limit",
    "categories",
    "difficulty",
    "clock",
    "variant",
)
COUNTED = "finished_at_ms IS NOT NULL AND NOT practice"
"""True of rounds that can stand on a board; the text of a partial index, which queries must repeat."""
OPEN = "finished_at_ms IS NULL AND abandoned_at_ms IS NULL"
"""True of rounds that can be played on; the text of a partial index, which queries must repeat."""


class RoundRow(_Row, table=True):
    """A round: what was chosen, where it counts, and its result once it is finished.

    The result can always be computed again from `drawn` and `event`; it stands here so that boards are fast. A round of
    practice has a result and no place on a board. `names_digest` NULL: begun before names were kept with the round.
    """

    __table_args__ = (
        Index(
            "ix_round_board",
            *BOARD_COLUMNS,
            *("right", "points", "lifelines", "elapsed_ms", "finished_at_ms", "player_id", "practice"),
            sqlite_where=text(COUNTED),
        ),
        Index("ix_round_player", "player_id", "finished_at_ms"),
        Index("ix_round_open", "player_id", "started_at_ms", sqlite_where=text(OPEN)),
        _AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    player_id: int = Field(foreign_key="player.id")
    rule_set: str
    pack_uid: str = Field(foreign_key="pack.uid")
    pack_version: str
    spoiler_limit: int
    categories: str
    difficulty: int | None = None
    clock: str
    variant: str
    settings: str
    seed: str
    names_digest: str | None = Field(default=None, foreign_key="name_list.digest")
    pack_edited: bool
    practice: bool
    started_at_ms: int
    finished_at_ms: int | None = None
    abandoned_at_ms: int | None = None
    points: int | None = None
    base_points: int | None = None
    streak_points: int | None = None
    speed_points: int | None = None
    right: int | None = None
    asked: int | None = None
    best_streak: int | None = None
    lifelines: int | None = None
    elapsed_ms: int | None = None


HAS_RUNNER = "player_id IS NOT NULL"
"""True of questions of a relay; the text of a partial index, which queries must repeat."""


class DrawnRow(_Row, table=True):
    """A question of a round, in the revision in which it was drawn, with the options dealt in the order shown.

    `player_id` is who it was put to; NULL = the player of the round.
    """

    __table_args__ = (
        ForeignKeyConstraint(["uid", "revision"], ["revision.uid", "revision.revision"]),
        Index(None, "uid", "revision"),
        Index("ix_drawn_runner", "player_id", sqlite_where=text(HAS_RUNNER)),
        _WITHOUT_ROWID,
    )

    round_id: int = Field(primary_key=True, foreign_key="round.id")
    position: int = Field(primary_key=True)
    uid: str
    revision: int
    options: str
    player_id: int | None = Field(default=None, foreign_key="player.id")


class EventRow(_Row, table=True):
    """One entry of a round's log, numbered from 1. What it was worth stands beside answers, time-outs and skips only.

    `chosen` are the places of options, `text` is what was typed.
    """

    __table_args__ = (UniqueConstraint("round_id", "number"), _AUTOINCREMENT)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    number: int
    action: str
    position: int
    elapsed_ms: int
    chosen: str
    text: str
    at_ms: int
    verdict: str | None = None
    share: float | None = None
    base_points: int | None = None
    streak_points: int | None = None
    speed_points: int | None = None


class AppealRow(_Row, table=True):
    """A player's word to the author about a question, see `game.records.Appeal`; `settled_at_ms` NULL = open."""

    __table_args__ = (
        UniqueConstraint("round_id", "position", "kind"),
        Index("ix_appeal_open", "uid", sqlite_where=text("settled_at_ms IS NULL")),
        _AUTOINCREMENT,
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    position: int
    kind: str
    player_id: int = Field(foreign_key="player.id")
    uid: str
    revision: int
    typed: str
    note: str
    at_ms: int
    settled_at_ms: int | None = None


class SavedSearchRow(_Row, table=True):
    """A search of the editor kept under a name; `name_key` is the folded name."""

    __table_args__ = _WITHOUT_ROWID

    name_key: str = Field(primary_key=True)
    name: str
    text: str
    changed_at_ms: int


class ItemStatisticsRow(_Row, table=True):
    """What first answers said of a revision of a question when they were last counted, see `ItemStatistics`."""

    __table_args__ = _WITHOUT_ROWID

    uid: str = Field(primary_key=True)
    revision: int
    asked: int
    facility: float
    discrimination: float | None = None
    rounds: int
    median_ms: float


class MetaRow(_Row, table=True):
    """Notes of the bank about itself, such as when the file was checked last."""

    __table_args__ = _WITHOUT_ROWID

    key: str = Field(primary_key=True)
    value: str


def table_of(row: type[SQLModel]) -> Table:
    """The table of a row class, for statements that make no row objects."""
    return METADATA.tables[_table_name(row)]


def id_of(row: PackRow | PlayerRow | RoundRow) -> int:
    """The id of a row that was read or flushed."""
    assert row.id is not None
    return row.id


def listed(texts: Iterable[str] | Iterable[int]) -> Select[str]:
    """Texts or numbers as a subquery, for `column.in_`: one parameter however many they are (SQLite allows 32,000)."""
    return select(func.json_each(json.dumps(list(texts))).table_valued("value").c.value)
