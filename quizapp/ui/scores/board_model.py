"""The entries of a board as rows of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.game.records import BoardEntry, BoardOrder
from quizapp.game.rules import RankedBy
from quizapp.game.turns import Result
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import date_with_year, duration, moment, number

Read = Callable[[Collection[int]], dict[int, BoardEntry]]
"""Gives entries by the ids of their rounds; QuizError when the bank cannot be read."""
_AT_ONCE = 100
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
    """A board in its order, best first; entries are read from the bank as they are looked at.

    Where a board is ranked by right answers these are shown before the points. `loaded()` when entries were read.
    """

    loaded = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._order = BoardOrder([], [], [])
        self._places: Sequence[int] = ()
        self._read: Read = _read_nothing
        self._entries: dict[int, BoardEntry] = {}
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

    def show_order(
        self,
        order: BoardOrder,
        places: Sequence[int],
        read: Read,
        last_round: int | None,
        ranked_by: RankedBy = "points",
    ) -> None:
        """Replace the rows by those at these places of the order, whose entries `read` gives by round.

        `places` count from 0 and rise, `last_round` is the round to mark as the player's last run.
        """
        self.beginResetModel()
        self._ranked_by = ranked_by
        self._titles[Column.SCORE] = self.tr("Points") if ranked_by == "right" else self.tr("Score")
        self._order, self._places, self._read = order, places, read
        self._entries = {}
        self._last_round = last_round
        self.endResetModel()

    def ranking_column(self) -> Column:
        """The column the board is ranked by; where nothing is ranked, the newest comes first."""
        columns: dict[RankedBy, Column] = {"right": Column.RIGHT, "points": Column.SCORE, "nothing": Column.DATE}
        return columns[self._ranked_by]

    def columns(self) -> list[Column]:
        """The columns as they are shown, from left to right."""
        by_right = self._ranked_by == "right"
        first, second = (Column.RIGHT, Column.SCORE) if by_right else (Column.SCORE, Column.RIGHT)
        return [Column.RANK, Column.PLAYER, first, second, Column.STREAK, Column.TIME, Column.DATE]

    def round_id(self, row: int) -> int:
        """The round of this row."""
        return self._order.round_ids[self._places[row]]

    def entry(self, row: int) -> BoardEntry:
        """The entry in this row, ranked; read with those around it when it is first asked for."""
        if row not in self._entries:
            self._load(row)
        return self._entries[row]

    def _load(self, row: int) -> None:
        """Reads a hundred rows; those that are gone, or cannot be read, stay empty."""
        first = row - row % _AT_ONCE
        rows = range(first, min(first + _AT_ONCE, len(self._places)))
        found: dict[int, BoardEntry] = {}
        with telling(self._parent):
            found = self._read([self.round_id(each) for each in rows])
        for each in rows:
            round_id, rank = self.round_id(each), self._places[each] + 1
            ranked = 0 if self._ranked_by == "nothing" else rank
            self._entries[each] = replace(found.get(round_id, _gone(round_id)), rank=ranked)
        self.loaded.emit()

    def known_rows(self) -> list[int]:
        """The rows that were read so far; the first ones at least."""
        if self._places and 0 not in self._entries:
            self._load(0)
        return list(self._entries)

    def is_last_run(self, row: int) -> bool:
        """Whether this row is the last run of who plays now."""
        return self.round_id(row) == self._last_round

    def last_run_row(self) -> int:
        """The row of the last run, -1 when it is not among the rows."""
        return -1 if self._last_round is None else self.row_of(self._last_round)

    def row_of(self, round_id: int) -> int:
        """The row of a round, -1 when it is not among the rows."""
        if round_id not in self._order.round_ids:
            return -1
        place = self._order.round_ids.index(round_id)
        row = bisect_left(self._places, place)
        return row if row < len(self._places) and self._places[row] == place else -1

    def chip(self, row: int) -> str:
        """What stands on the chip behind the player's name."""
        return self.tr("Your last run") if self.is_last_run(row) else ""

    def mark(self, row: int) -> str:
        """What else stands behind the player's name."""
        return self.tr("edited pack") if self.entry(row).pack_edited else ""

    def row_text(self, row: int) -> str:
        """A row as it is copied: cells between tabs."""
        cells = [self.text(row, column) for column in self.columns()]
        return "\t".join([*cells, *self._marks(row)])

    def text(self, row: int, column: Column) -> str:
        """A cell as it is shown."""
        entry = self.entry(row)
        result = entry.result
        match column:
            case Column.RANK:
                return self.rank_text(row)
            case Column.PLAYER:
                return player_words(entry.player_name)
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

    def rank_text(self, row: int) -> str:
        """The rank of a row, which is known before its entry is read; a dash where nothing is ranked."""
        return "–" if self._ranked_by == "nothing" else number(self._places[row] + 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._places)

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
            return tool_tip(moment(self.entry(row).finished_at_ms))
        return None


def player_words(name: str) -> str:
    """A player's name in one line; of one who was removed that they were here."""
    return " ".join(name.split()) or QCoreApplication.translate("Boards", "Former player")


def _gone(round_id: int) -> BoardEntry:
    """In the place of an entry that another window has taken away, or that could not be read."""
    return BoardEntry(round_id, 0, 0, "–", Result(0, 0, 0, 0, 0, 0, 0, 0, 0), 0)


def _read_nothing(_: Collection[int]) -> dict[int, BoardEntry]:
    return {}
