"""The editor: steps of undo, the full-text index, problems and times of change, searches kept, item statistics."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from quizapp.bank import search_index
from quizapp.bank.migrations.rebuilding import rebuild

revision = "0003"
down_revision = "0002"

_CHANGED_AT = (
    "UPDATE question SET changed_at_ms = coalesce((SELECT at_ms FROM revision "
    "WHERE revision.uid = question.uid AND revision.revision = question.revision), 0)"
)


def upgrade() -> None:
    """Makes the new tables and the index, and tables that get columns anew with all their rows."""
    _create_change()
    _create_saved_search()
    _create_item_statistics()
    op.create_index("ix_appeal_open", "appeal", ["uid"], sqlite_where=sa.text("settled_at_ms IS NULL"))
    rebuild("revision", lambda: _create_revision(new=True))
    rebuild("question", lambda: _create_question(new=True), changed_at_ms=0)
    op.execute(_CHANGED_AT)
    search_index.create(op.get_bind())


def downgrade() -> None:
    """Takes the new tables and columns away; for tests only."""
    search_index.drop(op.get_bind())
    rebuild("question", lambda: _create_question(new=False))
    rebuild("revision", lambda: _create_revision(new=False))
    op.drop_index("ix_appeal_open")
    for table in ("item_statistics", "saved_search", "change"):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _share(name: str, *, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=nullable)


def _create_change() -> None:
    columns = (_text("title"), _text("who"), _number("at_ms"), _text("state"))
    op.create_table("change", _id(), *columns, sqlite_autoincrement=True)
    op.create_index("ix_change_state", "change", ["state", "id"])


def _create_saved_search() -> None:
    op.create_table(
        "saved_search",
        _text("name_key"),
        _text("name"),
        _text("text"),
        _number("changed_at_ms"),
        sa.PrimaryKeyConstraint("name_key", name="pk_saved_search"),
        sqlite_with_rowid=False,
    )


def _create_item_statistics() -> None:
    op.create_table(
        "item_statistics",
        _text("uid"),
        _number("revision"),
        _number("asked"),
        _share("facility"),
        _share("discrimination", nullable=True),
        _number("rounds"),
        _share("median_ms"),
        sa.PrimaryKeyConstraint("uid", name="pk_item_statistics"),
        sqlite_with_rowid=False,
    )


def _create_revision(*, new: bool) -> None:
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
        *(_step() if new else []),
        sa.UniqueConstraint("uid", "revision", name="uq_revision_uid_revision"),
        *(_references() if new else []),
        sqlite_autoincrement=True,
    )
    if new:
        in_change = sa.text("change_id IS NOT NULL")
        op.create_index("ix_revision_change", "revision", ["change_id", "uid", "revision"], sqlite_where=in_change)
        moved = sa.text("shipped_before IS NOT NULL")
        op.create_index("ix_revision_moved", "revision", ["pack_before", "uid"], sqlite_where=moved)


def _step() -> list[sa.Column[Any]]:
    numbers = [_number(name, nullable=True) for name in ("change_id", "pack_before", "pack_after")]
    return [*numbers, _text("shipped_before", nullable=True)]


def _references() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_revision_{column}_{table}")
        for column, table in (("change_id", "change"), ("pack_before", "pack"), ("pack_after", "pack"))
    ]


def _create_question(*, new: bool) -> None:
    op.create_table(
        "question",
        _id(),
        _text("uid"),
        _number("pack_id"),
        _text("kind"),
        _text("category"),
        _number("episode", nullable=True),
        _number("difficulty"),
        *(_text(name) for name in ["line", "prompt", "options", "hint", "explanation", "sources", "tags", "state"]),
        _number("revision"),
        _text("digest"),
        _text("shipped_digest", nullable=True),
        *([_number("changed_at_ms"), _text("problems", nullable=True)] if new else []),
        sa.UniqueConstraint("uid", name="uq_question_uid"),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name="fk_question_pack_id_pack"),
        sqlite_autoincrement=True,
    )
    pool = ["pack_id", "state", "kind", "category", "difficulty", "episode", "uid"]
    op.create_index("ix_question_pool", "question", pool)
    edited = sa.text("shipped_digest IS NULL OR shipped_digest <> digest")
    op.create_index("ix_question_edited", "question", ["pack_id"], sqlite_where=edited)
    if new:
        op.create_index("ix_question_category", "question", ["category"])
        op.create_index("ix_question_unchecked", "question", ["pack_id"], sqlite_where=sa.text("problems IS NULL"))
