"""What every table of the bank is made with: names of tables and constraints, and how a row class gives its table.

Rows never leave `quizapp.bank`; `convert` turns them into values of `game`. Times are UTC milliseconds. Columns that
hold JSON are plain text, written and read by `convert` alone. Words of a fixed set (kind, state, action, verdict) are
the short texts of their enums; the database does not check them, so that a new word needs no rebuilt table, and
`convert` maps words it does not know to a problem.
"""

# No `from __future__ import annotations` here and beside: SQLModel reads the annotations when the classes are made.

import json
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, Table, func, select
from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

METADATA = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Ids of deleted rows are never given again; other tables and backups may still speak of them.
AUTOINCREMENT = {"sqlite_autoincrement": True}
WITHOUT_ROWID = {"sqlite_with_rowid": False}


def _table_name(row: Any) -> str:
    """The class name in snake case: `SpoilerLimitRow` is the table `spoiler_limit`."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", row.__name__.removesuffix("Row")).lower()


class TableRow(SQLModel):
    """What all rows have in common."""

    # Rows are not validated, so pydantic need not build validators at every start.
    model_config = {"defer_build": True}

    # SQLModel declares the name in a way no other declaration can match.
    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return _table_name(cls)


def table_of(row: type[SQLModel]) -> Table:
    """The table of a row class, for statements that make no row objects."""
    return METADATA.tables[_table_name(row)]


def listed(texts: Iterable[str] | Iterable[int]) -> Select[str]:
    """Texts or numbers as a subquery, for `column.in_`: one parameter however many they are (SQLite allows 32,000)."""
    return select(func.json_each(json.dumps(list(texts))).table_valued("value").c.value)
