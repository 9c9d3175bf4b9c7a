"""The first schema: packs, questions with their revisions, players, and rounds as event logs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    _create_pack()
    _create_question()
    _create_revision()
    _create_conflict()
    _create_player()
    _create_spoiler_limit()
    _create_round()
    _create_drawn()
    _create_event()
    _create_meta()


def downgrade() -> None:
    """Takes all tables away; for tests only."""
    children_first = "meta event drawn round spoiler_limit player conflict revision question pack"
    for table in children_first.split():
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _create_pack() -> None:
    op.create_table(
        "pack",
        _id(),
        _text("uid"),
        _text("info"),
        _text("digest", nullable=True),
        _number("loaded_at_ms"),
        sa.UniqueConstraint("uid", name="uq_pack_uid"),
        sqlite_autoincrement=True,
    )


def _create_question() -> None:
    op.create_table(
        "question",
        _id(),
        _text("uid"),
        _number("pack_id"),
        _text("kind"),
        _text("category"),
        _number("episode", nullable=True),
        _number("difficulty"),
        _text("line"),
        _text("prompt"),
        _text("options"),
        _text("hint"),
        _text("explanation"),
        _text("sources"),
        _text("tags"),
        _text("state"),
        _number("revision"),
        _text("digest"),
        _text("shipped_digest", nullable=True),
        sa.UniqueConstraint("uid", name="uq_question_uid"),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name="fk_question_pack_id_pack"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_question_pool", "question", ["pack_id", "state", "kind", "category", "difficulty", "episode", "uid"]
    )
    edited = sa.text("shipped_digest IS NULL OR shipped_digest <> digest")
    op.create_index("ix_question_edited", "question", ["pack_id"], sqlite_where=edited)


def _create_revision() -> None:
    op.create_table(
        "revision",
        _id(),
        _text("uid"),
        _number("revision"),
        _text("action"),
        _text("who"),
        _number("at_ms"),
        _text("before", nullable=True),
        _text("after"),
        sa.UniqueConstraint("uid", "revision", name="uq_revision_uid_revision"),
        sqlite_autoincrement=True,
    )


def _create_conflict() -> None:
    op.create_table(
        "conflict",
        _id(),
        _text("uid"),
        _text("pack_version"),
        _text("theirs", nullable=True),
        _number("at_ms"),
        sa.UniqueConstraint("uid", name="uq_conflict_uid"),
        sqlite_autoincrement=True,
    )


def _create_player() -> None:
    op.create_table(
        "player",
        _id(),
        _text("uid"),
        _text("name"),
        _text("name_key"),
        sa.Column("single_letter_keys", sa.Boolean(), nullable=False),
        _number("seen_at_ms"),
        _number("changed_at_ms"),
        sa.UniqueConstraint("uid", name="uq_player_uid"),
        sa.UniqueConstraint("name_key", name="uq_player_name_key"),
        sqlite_autoincrement=True,
    )


def _create_spoiler_limit() -> None:
    op.create_table(
        "spoiler_limit",
        _number("player_id"),
        _text("pack_uid"),
        _number("episode"),
        sa.PrimaryKeyConstraint("player_id", "pack_uid", name="pk_spoiler_limit"),
        sa.ForeignKeyConstraint(["player_id"], ["player.id"], name="fk_spoiler_limit_player_id_player"),
        sqlite_with_rowid=False,
    )


def _create_round() -> None:
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
        _text("settings"),
        _text("seed"),
        sa.Column("pack_edited", sa.Boolean(), nullable=False),
        _number("started_at_ms"),
        _number("finished_at_ms", nullable=True),
        _number("abandoned_at_ms", nullable=True),
        *(_number(name, nullable=True) for name in result.split()),
        sa.UniqueConstraint("uid", name="uq_round_uid"),
        sa.ForeignKeyConstraint(["player_id"], ["player.id"], name="fk_round_player_id_player"),
        sa.ForeignKeyConstraint(["pack_uid"], ["pack.uid"], name="fk_round_pack_uid_pack"),
        sqlite_autoincrement=True,
    )
    board = "rule_set pack_uid pack_version spoiler_limit categories difficulty clock"
    rank = "points lifelines elapsed_ms finished_at_ms player_id"
    finished = sa.text("finished_at_ms IS NOT NULL")
    op.create_index("ix_round_board", "round", [*board.split(), *rank.split()], sqlite_where=finished)
    op.create_index("ix_round_player", "round", ["player_id", "finished_at_ms"])
    unfinished = sa.text("finished_at_ms IS NULL AND abandoned_at_ms IS NULL")
    op.create_index("ix_round_open", "round", ["player_id", "started_at_ms"], sqlite_where=unfinished)


def _create_drawn() -> None:
    op.create_table(
        "drawn",
        _number("round_id"),
        _number("position"),
        _text("uid"),
        _number("revision"),
        _text("options"),
        sa.PrimaryKeyConstraint("round_id", "position", name="pk_drawn"),
        sa.ForeignKeyConstraint(
            ["uid", "revision"], ["revision.uid", "revision.revision"], name="fk_drawn_uid_revision_revision"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_drawn_round_id_round"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drawn_uid_revision", "drawn", ["uid", "revision"])


def _create_event() -> None:
    op.create_table(
        "event",
        _id(),
        _number("round_id"),
        _number("number"),
        _text("action"),
        _number("position"),
        _number("elapsed_ms"),
        _text("chosen"),
        _number("at_ms"),
        _text("verdict", nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        _number("base_points", nullable=True),
        _number("streak_points", nullable=True),
        _number("speed_points", nullable=True),
        sa.UniqueConstraint("round_id", "number", name="uq_event_round_id_number"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_event_round_id_round"),
        sqlite_autoincrement=True,
    )


def _create_meta() -> None:
    op.create_table(
        "meta",
        _text("key"),
        _text("value"),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
        sqlite_with_rowid=False,
    )
