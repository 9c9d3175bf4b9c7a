"""Tables made anew with their rows, so that the text of the schema is the same as in a new bank."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op


def rebuild(table: str, create: Callable[[], None], **added: Any) -> None:
    """Makes a table anew with its rows; `added` are the values of new columns that are not NULL.

    Foreign keys are off, so other tables do not notice. A dropped table takes the note of its highest id along, which
    is put back, so that no id is ever given again.
    """
    connection = op.get_bind()
    highest = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    last_id = connection.execute(highest, {"name": table}).scalar()
    op.execute(f"CREATE TABLE rows_before AS SELECT * FROM {table}")
    before = _columns("rows_before")
    op.drop_table(table)
    create()
    kept = [f'"{name}"' for name in before if name in _columns(table)]
    names = ", ".join([*kept, *added])
    values = ", ".join([*kept, *(f":{name}" for name in added)])
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) SELECT {values} FROM rows_before"), added)
    op.drop_table("rows_before")
    named = {"name": table, "last_id": last_id}
    connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
    if last_id is not None:
        connection.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last_id)"), named)


def _columns(table: str) -> list[str]:
    return [row[1] for row in op.get_bind().execute(sa.text(f"PRAGMA table_info({table})"))]
