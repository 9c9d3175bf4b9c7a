"""Figures: boards in the order of their ranks, a player's last choice, answers by question, distractors chosen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from quizapp.bank.migrations.rebuilding import rebuild

revision = "0005"
down_revision = "0004"

_BOARD = "rule_set pack_uid pack_version spoiler_limit categories difficulty clock variant"
_TIES = "lifelines elapsed_ms finished_at_ms id player_id practice"
_COUNTED = "finished_at_ms IS NOT NULL AND NOT practice"


def upgrade() -> None:
    """One index of boards becomes three: to find them, and each way in which they are ranked.

    The numbers of questions are counted anew, with their distractors; until then those of before stand.
    """
    op.drop_index("ix_round_board", "round")
    points, right = sa.text("points DESC"), sa.text('"right" DESC')
    _index_boards("ix_round_board", "finished_at_ms practice")
    _index_boards("ix_round_points", _TIES, points)
    _index_boards("ix_round_right", _TIES, right, points)
    op.create_index("ix_round_choice", "round", ["player_id", "pack_uid", "rule_set", "started_at_ms"])
    op.create_index("ix_event_answer", "event", ["round_id", "position", "verdict", "share", "elapsed_ms"])
    rebuild("item_statistics", lambda: _create_item_statistics(new=True))
    op.execute("DELETE FROM meta WHERE key = 'counted_to_event'")


def downgrade() -> None:
    """Takes the indexes and the columns away; for tests only."""
    rebuild("item_statistics", lambda: _create_item_statistics(new=False))
    op.drop_index("ix_event_answer", "event")
    for name in ("ix_round_choice", "ix_round_right", "ix_round_points", "ix_round_board"):
        op.drop_index(name, "round")
    _index_boards("ix_round_board", "right points lifelines elapsed_ms finished_at_ms player_id practice")


def _index_boards(name: str, then: str, *first: sa.TextClause) -> None:
    columns = [*_BOARD.split(), *first, *then.split()]
    op.create_index(name, "round", columns, sqlite_where=sa.text(_COUNTED))


def _create_item_statistics(*, new: bool) -> None:
    distractors = (sa.Column("distractors", sa.String()), sa.Column("most_chosen", sa.Float()))
    op.create_table(
        "item_statistics",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("facility", sa.Float(), nullable=False),
        sa.Column("discrimination", sa.Float()),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("median_ms", sa.Float(), nullable=False),
        *(distractors if new else ()),
        sa.PrimaryKeyConstraint("uid", name="pk_item_statistics"),
        sqlite_with_rowid=False,
    )
