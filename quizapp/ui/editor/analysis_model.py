"""The questions of an item analysis as rows of a table, sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from quizapp.game.item_flags import FlagKind
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.editor.analysis_words import (
    NUMBERS,
    Column,
    cell_spoken,
    cell_text,
    column_explanation,
    column_title,
)

if TYPE_CHECKING:
    from quizapp.game.item_report import ItemRow

_Index = QModelIndex | QPersistentModelIndex
_GRAVEST = (
    FlagKind.NEGATIVE,
    FlagKind.TEMPTING,
    FlagKind.TOO_HARD,
    FlagKind.TOO_EASY,
    FlagKind.UNUSED,
    FlagKind.SLOW,
)
_RANKS = {kind: rank for rank, kind in enumerate(_GRAVEST)}


def _remarks(row: ItemRow) -> tuple[int, ...] | None:
    return tuple(_RANKS[flag.kind] for flag in row.flags) or None


_KEYS: dict[Column, Callable[[ItemRow], Any]] = {
    Column.PROMPT: lambda row: row.prompt.casefold(),
    Column.KIND: lambda row: row.kind,
    Column.ASKED: lambda row: row.asked,
    Column.FACILITY: lambda row: row.facility,
    Column.INTERVAL: lambda row: row.interval.high - row.interval.low,
    Column.DISCRIMINATION: lambda row: row.discrimination,
    Column.TIME: lambda row: row.median_ms,
    Column.REMARKS: _remarks,
}
"""What a column is sorted by; None stands last whichever way."""


class AnalysisModel(QAbstractTableModel):
    """Rows that have no value in the sorted column stand last; equal ones by the question's id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[ItemRow] = []
        self._shown: list[ItemRow] = []
        self._sorted = (Column.REMARKS, False)
        self._wanted: Callable[[ItemRow], bool] = lambda row: True

    def show_rows(self, rows: Sequence[ItemRow]) -> None:
        """Replace the rows."""
        self._all = sorted(rows, key=lambda row: row.uid)
        self._arrange()

    def sort_by(self, column: Column, descending: bool) -> None:
        """Sort by this column."""
        self._sorted = column, descending
        self._arrange()

    def filter_by(self, wanted: Callable[[ItemRow], bool]) -> None:
        """Show only rows of which this holds."""
        self._wanted = wanted
        self._arrange()

    def sorting(self) -> tuple[Column, bool]:
        """By what the rows are sorted, and whether the largest stands first."""
        return self._sorted

    def _arrange(self) -> None:
        column, descending = self._sorted
        key = _KEYS[column]
        wanted = list(filter(self._wanted, self._all))
        values = list(map(key, wanted))  # once for each row: the screen waits for it
        places = [place for place, value in enumerate(values) if value is not None]
        places.sort(key=values.__getitem__, reverse=descending)
        last = [row for row, value in zip(wanted, values, strict=True) if value is None]
        self.beginResetModel()
        self._shown = [*map(wanted.__getitem__, places), *last]
        self.endResetModel()

    def rows(self) -> list[ItemRow]:
        """The rows shown, in their order."""
        return list(self._shown)

    def every_row(self) -> list[ItemRow]:
        """All rows, those not shown too."""
        return list(self._all)

    def row(self, place: int) -> ItemRow | None:
        """The question in a row."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def place_of(self, uid: str) -> int:
        """The row of a question, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._shown) if row.uid == uid), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(cell_spoken(row, column))
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column_title(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(column_explanation(column))
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
