"""The boards there are, as SQL that jumps from one to the next in an index, however many rounds each of them holds."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text

from quizapp.bank.tables import BOARD_COLUMNS, COUNTED


def _same(alias: str, columns: Iterable[str]) -> list[str]:
    return [f"{alias}.{name} IS here.{name}" for name in columns]


def _next(place: int) -> str:
    """The first round on a later board that is as this one in all columns before this place."""
    column = BOARD_COLUMNS[place]
    here = "coalesce(here.difficulty, -1)" if column == "difficulty" else f"here.{column}"  # mixed difficulty is NULL
    conditions = [COUNTED, *_same("next", BOARD_COLUMNS[:place]), f"next.{column} > {here}"]
    order = ", ".join(f"next.{name}" for name in BOARD_COLUMNS[place:])
    return f"(SELECT next.id FROM round AS next WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT 1)"


# One step for each column, the last first: SQLite looks up only the first column of `(a, b) > (c, d)`.
BOARDS = text(
    f"""
    WITH RECURSIVE board (id) AS (
        SELECT (SELECT id FROM round WHERE {COUNTED} ORDER BY {", ".join(BOARD_COLUMNS)} LIMIT 1)
        UNION ALL
        SELECT coalesce({", ".join(map(_next, reversed(range(len(BOARD_COLUMNS)))))})
        FROM board JOIN round AS here ON here.id = board.id
    )
    SELECT {", ".join(f"here.{name}" for name in BOARD_COLUMNS)}
    FROM board JOIN round AS here ON here.id = board.id
    ORDER BY (
        SELECT max(finished_at_ms) FROM round AS last
        WHERE {" AND ".join([COUNTED, *_same("last", BOARD_COLUMNS)])}
    ) DESC
    """
)
"""The columns of each board with rounds that count, the one played last first; modes without boards among them."""
