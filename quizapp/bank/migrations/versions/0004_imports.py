"""Imports: packs not shown yet, what a step of undo did to a pack, and a key for questions that are the same."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

from quizapp.bank import search_index
from quizapp.bank.convert import draft_of
from quizapp.bank.migrations.rebuilding import rebuild
from quizapp.game.draft import Problem
from quizapp.game.sameness import same_key

revision = "0004"
down_revision = "0003"

_AT_ONCE = 1_000


def upgrade() -> None:
    """Makes the tables that get columns anew, with all their rows."""
    search_index.drop(op.get_bind())
    rebuild("pack", lambda: _create_pack(new=True), visibility="shown")
    rebuild("change", lambda: _create_change(new=True))
    rebuild("question", lambda: _create_question(new=True), same_key=0)
    with _any_text():
        _fill_same_keys()
    search_index.create(op.get_bind())


def downgrade() -> None:
    """Takes the new columns away; for tests only."""
    search_index.drop(op.get_bind())
    rebuild("question", lambda: _create_question(new=False))
    rebuild("change", lambda: _create_change(new=False))
    rebuild("pack", lambda: _create_pack(new=False))
    search_index.create(op.get_bind())


@contextmanager
def _any_text() -> Generator[None]:
    """One row whose text is no UTF-8 must not keep all the others from being migrated."""
    driver: Any = op.get_bind().connection.driver_connection
    driver.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        yield
    finally:
        driver.text_factory = str


def _fill_same_keys() -> None:
    connection = op.get_bind()
    some = sa.text("SELECT * FROM question WHERE id > :last ORDER BY id LIMIT :count")
    last = 0
    while rows := connection.execute(some, {"last": last, "count": _AT_ONCE}).mappings().all():
        read = [(row["id"], draft_of(row)) for row in rows if isinstance(row["prompt"], str)]
        keys = [{"id": row_id, "key": same_key(draft)} for row_id, draft in read if not isinstance(draft, Problem)]
        if keys:
            connection.execute(sa.text("UPDATE question SET same_key = :key WHERE id = :id"), keys)
        last = rows[-1]["id"]


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _create_pack(*, new: bool) -> None:
    op.create_table(
        "pack",
        _id(),
        _text("uid"),
        _text("info"),
        _text("digest", nullable=True),
        _number("loaded_at_ms"),
        *([_text("visibility")] if new else []),
        sa.UniqueConstraint("uid", name="uq_pack_uid"),
        sqlite_autoincrement=True,
    )


def _create_change(*, new: bool) -> None:
    columns = (_text("title"), _text("who"), _number("at_ms"), _text("state"))
    op.create_table("change", _id(), *columns, *(_pack_change() if new else []), sqlite_autoincrement=True)
    op.create_index("ix_change_state", "change", ["state", "id"])


def _pack_change() -> list[Any]:
    return [
        _number("pack_id", nullable=True),
        _text("info_before", nullable=True),
        _text("info_after", nullable=True),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name="fk_change_pack_id_pack"),
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
        _number("changed_at_ms"),
        _text("problems", nullable=True),
        *([_number("same_key")] if new else []),
        sa.UniqueConstraint("uid", name="uq_question_uid"),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name="fk_question_pack_id_pack"),
        sqlite_autoincrement=True,
    )
    pool = ["pack_id", "state", "kind", "category", "difficulty", "episode", "uid"]
    op.create_index("ix_question_pool", "question", pool)
    edited = sa.text("shipped_digest IS NULL OR shipped_digest <> digest")
    op.create_index("ix_question_edited", "question", ["pack_id"], sqlite_where=edited)
    op.create_index("ix_question_category", "question", ["category"])
    op.create_index("ix_question_unchecked", "question", ["pack_id"], sqlite_where=sa.text("problems IS NULL"))
    if new:
        op.create_index("ix_question_same_key", "question", ["same_key"])
