"""The tables of players and of what they play."""

# No `from __future__ import annotations`, see `tables_base`.

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from quizapp.bank.tables_base import AUTOINCREMENT, WITHOUT_ROWID, TableRow


class PlayerRow(TableRow, table=True):
    """A player. `name_key` is the folded name, which nobody else can have; `seen_at_ms` when they came in last."""

    __table_args__ = AUTOINCREMENT

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    name: str
    name_key: str = Field(unique=True)
    single_letter_keys: bool = False
    clock: str
    seen_at_ms: int
    changed_at_ms: int


class SpoilerLimitRow(TableRow, table=True):
    """The last episode of a pack a player has watched. The pack need not be in the bank (yet, or any more)."""

    __table_args__ = WITHOUT_ROWID

    player_id: int = Field(primary_key=True, foreign_key="player.id")
    pack_uid: str = Field(primary_key=True)
    episode: int


class FavouriteRow(TableRow, table=True):
    """Settings of a custom round that a player keeps; `name_key` is the folded name."""

    __table_args__ = WITHOUT_ROWID

    player_id: int = Field(primary_key=True, foreign_key="player.id")
    name_key: str = Field(primary_key=True)
    name: str
    settings: str
    changed_at_ms: int


class ScheduleRow(TableRow, table=True):
    """When a player is to see a question again: a card of `game.review`. The question need not be in the bank."""

    __table_args__ = (Index(None, "player_id", "due_at_ms"), WITHOUT_ROWID)

    player_id: int = Field(primary_key=True, foreign_key="player.id")
    uid: str = Field(primary_key=True)
    due_at_ms: int
    stability: float
    difficulty: float
    last_review_at_ms: int
    reviews: int
    missed: bool


class NameListRow(TableRow, table=True):
    """The names of a pack as they were when rounds began, by the digest of their JSON; never changed."""

    __table_args__ = WITHOUT_ROWID

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
# The rest of a board's order, and what else is asked of its rounds: 100,000 of them are read from the index alone.
_TIES = ("lifelines", "elapsed_ms", "finished_at_ms", "id", "player_id", "practice")


class RoundRow(TableRow, table=True):
    """A round: what was chosen, where it counts, and its result once it is finished.

    The result can always be computed again from `drawn` and `event`; it stands here so that boards are fast. A round of
    practice has a result and no place on a board. `names_digest` NULL: begun before names were kept with the round.
    """

    __table_args__ = (
        Index("ix_round_board", *BOARD_COLUMNS, "finished_at_ms", "practice", sqlite_where=text(COUNTED)),
        Index("ix_round_points", *BOARD_COLUMNS, text("points DESC"), *_TIES, sqlite_where=text(COUNTED)),
        Index(
            "ix_round_right",
            *(*BOARD_COLUMNS, text('"right" DESC'), text("points DESC"), *_TIES),
            sqlite_where=text(COUNTED),
        ),
        Index("ix_round_choice", "player_id", "pack_uid", "rule_set", "started_at_ms"),
        Index("ix_round_player", "player_id", "finished_at_ms"),
        Index("ix_round_open", "player_id", "started_at_ms", sqlite_where=text(OPEN)),
        AUTOINCREMENT,
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


class DrawnRow(TableRow, table=True):
    """A question of a round, in the revision in which it was drawn, with the options dealt in the order shown.

    `player_id` is who it was put to; NULL = the player of the round.
    """

    __table_args__ = (
        ForeignKeyConstraint(["uid", "revision"], ["revision.uid", "revision.revision"]),
        Index(None, "uid", "revision"),
        Index("ix_drawn_runner", "player_id", sqlite_where=text(HAS_RUNNER)),
        WITHOUT_ROWID,
    )

    round_id: int = Field(primary_key=True, foreign_key="round.id")
    position: int = Field(primary_key=True)
    uid: str
    revision: int
    options: str
    player_id: int | None = Field(default=None, foreign_key="player.id")


class EventRow(TableRow, table=True):
    """One entry of a round's log, numbered from 1. What it was worth stands beside answers, time-outs and skips only.

    `chosen` are the places of options, `text` is what was typed.
    """

    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        # An answer is looked up by its question: with what is counted of it, so that its row need not be read.
        Index("ix_event_answer", "round_id", "position", "verdict", "share", "elapsed_ms"),
        AUTOINCREMENT,
    )

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


class AppealRow(TableRow, table=True):
    """A player's word to the author about a question, see `game.records.Appeal`; `settled_at_ms` NULL = open."""

    __table_args__ = (
        UniqueConstraint("round_id", "position", "kind"),
        Index("ix_appeal_open", "uid", sqlite_where=text("settled_at_ms IS NULL")),
        AUTOINCREMENT,
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
