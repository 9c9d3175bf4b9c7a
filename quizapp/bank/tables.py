"""The tables of the bank, all of them once this is imported: of packs, of play, and the bank's notes about itself."""

# No `from __future__ import annotations`, see `tables_base`.

from sqlmodel import Field

from quizapp.bank.tables_base import METADATA, WITHOUT_ROWID, TableRow, listed, table_of
from quizapp.bank.tables_packs import (
    EDITED,
    IN_CHANGE,
    MOVED,
    SHOWN,
    UNCHECKED,
    ChangeRow,
    ConflictRow,
    ItemStatisticsRow,
    PackRow,
    QuestionRow,
    RevisionRow,
    SavedSearchRow,
)
from quizapp.bank.tables_play import (
    BOARD_COLUMNS,
    COUNTED,
    HAS_RUNNER,
    OPEN,
    AppealRow,
    DrawnRow,
    EventRow,
    FavouriteRow,
    NameListRow,
    PlayerRow,
    RoundRow,
    ScheduleRow,
    SpoilerLimitRow,
)

__all__ = [
    "BOARD_COLUMNS",
    "COUNTED",
    "EDITED",
    "HAS_RUNNER",
    "IN_CHANGE",
    "METADATA",
    "MOVED",
    "OPEN",
    "SHOWN",
    "UNCHECKED",
    "AppealRow",
    "ChangeRow",
    "ConflictRow",
    "DrawnRow",
    "EventRow",
    "FavouriteRow",
    "ItemStatisticsRow",
    "MetaRow",
    "NameListRow",
    "PackRow",
    "PlayerRow",
    "QuestionRow",
    "RevisionRow",
    "RoundRow",
    "SavedSearchRow",
    "ScheduleRow",
    "SpoilerLimitRow",
    "id_of",
    "listed",
    "table_of",
]


class MetaRow(TableRow, table=True):
    """Notes of the bank about itself, such as when the file was checked last."""

    __table_args__ = WITHOUT_ROWID

    key: str = Field(primary_key=True)
    value: str


def id_of(row: PackRow | PlayerRow | RoundRow) -> int:
    """The id of a row that was read or flushed."""
    assert row.id is not None
    return row.id
