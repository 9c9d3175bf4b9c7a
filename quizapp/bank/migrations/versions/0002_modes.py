"""Rounds of all modes: what was typed, relays, practice, names as they were; training, appeals, favourites, clocks.

Tables that get columns are made anew, not altered: so the text of the schema is the same as in a new bank.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from quizapp.bank.migrations.rebuilding import rebuild

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the new tables, and those that get columns anew with all their rows."""
    _create_name_list()
    _create_schedule()
    _create_favourite()
    _create_appeal()
    rebuild("player", lambda: _create_player(new=True), clock="x1")
    rebuild("round", lambda: _create_round(new=True), variant="", practice=False)
    rebuild("drawn", lambda: _create_drawn(new=True))
    rebuild("event", lambda: _create_event(new=True), text="")


def downgrade() -> None:
    """Takes the new tables and columns away; for tests only."""
    rebuild("event", lambda: _create_event(new=False))
    rebuild("drawn", lambda: _create_drawn(new=False))
    rebuild("round", lambda: _create_round(new=False))
    rebuild("player", lambda: _create_player(new=False))
    for table in ("appeal", "favourite", "schedule", "name_list"):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of_player(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["player_id"], ["player.id"], name=f"fk_{table}_player_id_player")


def _of_round(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=f"fk_{table}_round_id_round")


def _of_names() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["names_digest"], ["name_list.digest"], name="fk_round_names_digest_name_list")


def _create_name_list() -> None:
    op.create_table(
        "name_list",
        _text("digest"),
        _text("names"),
        sa.PrimaryKeyConstraint("digest", name="pk_name_list"),
        sqlite_with_rowid=False,
    )


def _create_schedule() -> None:
    op.create_table(
        "schedule",
        _number("player_id"),
        _text("uid"),
        _number("due_at_ms"),
        sa.Column("stability", sa.Float(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        _number("last_review_at_ms"),
        _number("reviews"),
        _flag("missed"),
        sa.PrimaryKeyConstraint("player_id", "uid", name="pk_schedule"),
        _of_player("schedule"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_schedule_player_id_due_at_ms", "schedule", ["player_id", "due_at_ms"])


def _create_favourite() -> None:
    op.create_table(
        "favourite",
        _number("player_id"),
        _text("name_key"),
        _text("name"),
        _text("settings"),
        _number("changed_at_ms"),
        sa.PrimaryKeyConstraint("player_id", "name_key", name="pk_favourite"),
        _of_player("favourite"),
        sqlite_with_rowid=False,
    )


def _create_appeal() -> None:
    op.create_table(
        "appeal",
        _id(),
        _number("round_id"),
        _number("position"),
        _text("kind"),
        _number("player_id"),
        _text("uid"),
        _number("revision"),
        _text("typed"),
        _text("note"),
        _number("at_ms"),
        _number("settled_at_ms", nullable=True),
        sa.UniqueConstraint("round_id", "position", "kind", name="uq_appeal_round_id_position_kind"),
        _of_round("appeal"),
        _of_player("appeal"),
        sqlite_autoincrement=True,
    )


def _create_player(*, new: bool) -> None:
    op.create_table(
        "player",
        _id(),
        _text("uid"),
        _text("name"),
        _text("name_key"),
        _flag("single_letter_keys"),
        *([_text("clock")] if new else []),
        _number("seen_at_ms"),
        _number("changed_at_ms"),
        sa.UniqueConstraint("uid", name="uq_player_uid"),
        sa.UniqueConstraint("name_key", name="uq_player_name_key"),
        sqlite_autoincrement=True,
    )


def _create_round(*, new: bool) -> None:
    result = "points base_points streak_points speed_points right asked best_streak lifelines elapsed_ms"
    op.create_table(
        "round",
        _id(),
        _text("uid"),
        _number("player_id"),
        _text("rule_set"),
        _text("pack_uid"),
        _text("pack_version"),
        _number("spoiler_limit"),
        _text("categories"),
        _number("difficulty", nullable=True),
        _text("clock"),
        *([_text("variant")] if new else []),
        _text("settings"),
        _text("seed"),
        *([_text("names_digest", nullable=True)] if new else []),
        _flag("pack_edited"),
        *([_flag("practice")] if new else []),
        _number("started_at_ms"),
        _number("finished_at_ms", nullable=True),
        _number("abandoned_at_ms", nullable=True),
        *(_number(name, nullable=True) for name in result.split()),
        sa.UniqueConstraint("uid", name="uq_round_uid"),
        _of_player("round"),
        sa.ForeignKeyConstraint(["pack_uid"], ["pack.uid"], name="fk_round_pack_uid_pack"),
        *([_of_names()] if new else []),
        sqlite_autoincrement=True,
    )
    _index_rounds(new=new)


def _index_rounds(*, new: bool) -> None:
    board = "rule_set pack_uid pack_version spoiler_limit categories difficulty clock"
    rank = "points lifelines elapsed_ms finished_at_ms player_id"
    columns = f"{board} variant right {rank} practice" if new else f"{board} {rank}"
    counted = "finished_at_ms IS NOT NULL AND NOT practice" if new else "finished_at_ms IS NOT NULL"
    op.create_index("ix_round_board", "round", columns.split(), sqlite_where=sa.text(counted))
    op.create_index("ix_round_player", "round", ["player_id", "finished_at_ms"])
    unfinished = sa.text("finished_at_ms IS NULL AND abandoned_at_ms IS NULL")
    op.create_index("ix_round_open", "round", ["player_id", "started_at_ms"], sqlite_where=unfinished)


def _create_drawn(*, new: bool) -> None:
    op.create_table(
        "drawn",
        _number("round_id"),
        _number("position"),
        _text("uid"),
        _number("revision"),
        _text("options"),
        *([_number("player_id", nullable=True)] if new else []),
        sa.PrimaryKeyConstraint("round_id", "position", name="pk_drawn"),
        sa.ForeignKeyConstraint(
            ["uid", "revision"], ["revision.uid", "revision.revision"], name="fk_drawn_uid_revision_revision"
        ),
        _of_round("drawn"),
        *([_of_player("drawn")] if new else []),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drawn_uid_revision", "drawn", ["uid", "revision"])
    if new:
        runner = sa.text("player_id IS NOT NULL")
        op.create_index("ix_drawn_runner", "drawn", ["player_id"], sqlite_where=runner)


def _create_event(*, new: bool) -> None:
    op.create_table(
        "event",
        _id(),
        _number("round_id"),
        _number("number"),
        _text("action"),
        _number("position"),
        _number("elapsed_ms"),
        _text("chosen"),
        *([_text("text")] if new else []),
        _number("at_ms"),
        _text("verdict", nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        _number("base_points", nullable=True),
        _number("streak_points", nullable=True),
        _number("speed_points", nullable=True),
        sa.UniqueConstraint("round_id", "number", name="uq_event_round_id_number"),
        _of_round("event"),
        sqlite_autoincrement=True,
    )
