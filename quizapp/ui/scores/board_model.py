"""The entries of a board as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from quizapp.game.records import BoardEntry
from quizapp.game.rules import RankedBy
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.play.home_words import date_with_year, duration, moment, number

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns; `BoardModel.columns` has them in the order shown."""

    RANK = 0
    PLAYER = 1
    SCORE = 2
    RIGHT = 3
    STREAK = 4
    TIME = 5
    DATE = 6


class BoardModel(QAbstractTableModel):
    """Best first, as the board gives them; nothing is sorted here.

    Where a board is ranked by right answers these are shown before the points.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[BoardEntry] = []
        self._last_round: int | None = None
        self._ranked_by: RankedBy = "points"
        self._titles = {
            Column.RANK: self.tr("Rank"),
            Column.PLAYER: self.tr("Player"),
            Column.SCORE: self.tr("Score"),
            Column.RIGHT: self.tr("Right"),
            Column.STREAK: self.tr("Best streak"),
            Column.TIME: self.tr("Time"),
            Column.DATE: self.tr("Date"),
        }

    def show_entries(
        self, entries: Sequence[BoardEntry], last_round: int | None, ranked_by: RankedBy = "points"
    ) -> None:
        """Replace the rows; `last_round` is the round to mark as the player's last run."""
        self.beginResetModel()
        self._ranked_by = ranked_by
        self._titles[Column.SCORE] = self.tr("Points") if ranked_by == "right" else self.tr("Score")
        self._entries = list(entries)
        self._last_round = last_round
        self.endResetModel()

    def ranking_column(self) -> Column:
        """The column the board is ranked by."""
        return Column.RIGHT if self._ranked_by == "right" else Column.SCORE

    def columns(self) -> list[Column]:
        """The columns as they are shown, from left to right."""
        first = self.ranking_column()
        second = Column.SCORE if first == Column.RIGHT else Column.RIGHT
        return [Column.RANK, Column.PLAYER, first, second, Column.STREAK, Column.TIME, Column.DATE]

    def entry(self, row: int) -> BoardEntry:
        """The entry in this row."""
        return self._entries[row]

    def is_last_run(self, row: int) -> bool:
        """Whether this row is the last run of who plays now."""
        return self._entries[row].round_id == self._last_round

    def last_run_row(self) -> int:
        """The row of the last run, -1 when it is not on this board."""
        rows = range(len(self._entries))
        return next((row for row in rows if self.is_last_run(row)), -1)

    def chip(self, row: int) -> str:
        """What stands on the chip behind the player's name."""
        return self.tr("Your last run") if self.is_last_run(row) else ""

    def mark(self, row: int) -> str:
        """What else stands behind the player's name."""
        return self.tr("edited pack") if self._entries[row].pack_edited else ""

    def row_text(self, row: int) -> str:
        """A row as it is copied: cells between tabs."""
        cells = [self.text(row, column) for column in self.columns()]
        return "\t".join([*cells, *self._marks(row)])

    def text(self, row: int, column: Column) -> str:
        """A cell as it is shown."""
        entry = self._entries[row]
        result = entry.result
        match column:
            case Column.RANK:
                return number(entry.rank)
            case Column.PLAYER:
                return " ".join(entry.player_name.split())
            case Column.SCORE:
                return number(result.points)
            case Column.RIGHT:
                return self.tr("{right} of {asked}").format(right=number(result.right), asked=number(result.asked))
            case Column.STREAK:
                return number(result.best_streak)
            case Column.TIME:
                return duration(result.elapsed_ms)
            case Column.DATE:
                return date_with_year(entry.finished_at_ms)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(Column(section))
        return None

    def _alignment(self, column: Column) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if column <= Column.PLAYER else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    def _spoken(self, row: int, column: Column) -> str:
        if column != Column.PLAYER:
            return f"{self._titles[column]} {self.text(row, column)}"
        return ", ".join([self.text(row, column), *self._marks(row)])

    def _marks(self, row: int) -> list[str]:
        return [mark for mark in (self.chip(row).lower(), self.mark(row)) if mark]

    def _tip(self, row: int, column: Column) -> str | None:
        if column == Column.PLAYER:
            return tool_tip(self._spoken(row, column))
        if column == Column.DATE:
            return tool_tip(moment(self._entries[row].finished_at_ms))
        return None
