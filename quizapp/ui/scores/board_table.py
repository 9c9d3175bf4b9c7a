"""The table of a board: rows to walk through and to copy; columns go where the window is too narrow for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from quizapp.game.records import BoardOrder
from quizapp.game.rules import RankedBy
from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH, keyboard_focus_visible, paint_ring
from quizapp.ui.common.row_table import RowTable
from quizapp.ui.messages import announce
from quizapp.ui.scores.board_model import BoardModel, Column, Read
from quizapp.ui.scores.board_painting import EDGE, GAP, BoardDelegate, BoardHead, cell_font, head_font, marks_width

_DROPPED_FIRST = (Column.TIME, Column.STREAK, Column.DATE)
_ROW_HEIGHT, _LOW_ROW_HEIGHT = 46, 42
_LEAST_FOR_A_NAME = 130
_AIR = 44
"""Pixels between columns where there is room."""


class BoardTable(RowTable):
    """Shows a board in its order. `round_requested(round id)` by Enter or a double click."""

    round_requested = Signal(int)
    current_column = Column.PLAYER

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_ROW_HEIGHT, parent)
        self.entries = BoardModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(BoardDelegate(self.entries, self))
        self.setHorizontalHeader(BoardHead(self.entries, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ring", "own")
        self.setAccessibleName(self.tr("High scores"))
        # Behind whatever reads: it may be in the middle of a paint.
        self.entries.loaded.connect(self.fit_columns, Qt.ConnectionType.QueuedConnection)
        self.doubleClicked.connect(self.open_row)

    def show_order(
        self,
        order: BoardOrder,
        places: Sequence[int],
        read: Read,
        last_round: int | None,
        ranked_by: RankedBy = "points",
    ) -> None:
        """Show these places of a board (see `BoardModel`), the player's last run selected and in sight."""
        self.entries.show_order(order, places, read, last_round, ranked_by)
        head = self.horizontalHeader()
        for place, column in enumerate(self.entries.columns()):
            head.moveSection(head.visualIndex(column), place)
        row = max(0, self.entries.last_run_row())
        if places:
            self.entries.entry(row)
        self.fit_columns()
        if places:
            self.select(row)

    def select(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        self.go_to(row, QAbstractItemView.ScrollHint.PositionAtCenter)

    def copy_row(self) -> None:
        """Put the selected row on the clipboard."""
        row = self.currentIndex().row()
        if row >= 0:
            QGuiApplication.clipboard().setText(self.entries.row_text(row))
            announce(self, self.tr("Row copied"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_row()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.open_row()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def open_row(self) -> None:
        """Ask for the round in the selected row."""
        row = self.currentIndex().row()
        if row >= 0:
            self.round_requested.emit(self.entries.round_id(row))

    def set_small(self, small: bool) -> None:
        """Lower rows in a small window."""
        self.set_row_height(_LOW_ROW_HEIGHT if small else _ROW_HEIGHT)

    # Columns

    def fit_columns(self) -> None:
        widths = {column: self._width(column) for column in Column}
        room = self.viewport().width()
        shown = list(Column)
        for column in _DROPPED_FIRST:
            if sum(widths[each] for each in shown) > room:
                shown.remove(column)
        spare = room - sum(widths[each] for each in shown)
        airy = [column for column in shown if column > Column.PLAYER and column != self.entries.ranking_column()]
        air = max(0, min(_AIR, spare // (2 * len(airy))))
        for column in Column:
            self.setColumnHidden(column, column not in shown)
            if column != Column.PLAYER:
                self.setColumnWidth(column, widths[column] + (air if column in airy else 0))
        others = sum(self.columnWidth(column) for column in shown if column != Column.PLAYER)
        self.setColumnWidth(Column.PLAYER, max(room - others, 1))

    def _width(self, column: Column) -> int:
        head = QFontMetrics(head_font()).horizontalAdvance(str(self._head(column)))
        edges = 2 * GAP + (EDGE - GAP if column in (Column.RANK, Column.DATE) else 0)
        ranking = self.entries.ranking_column()
        if column == ranking:
            head += theme.px(14)
        rows = self.entries.known_rows()
        if column == Column.PLAYER:
            least = theme.px(_LEAST_FOR_A_NAME)
            return edges + least + max((marks_width(self.entries, row) for row in rows), default=0)
        metrics = QFontMetrics(cell_font(column, strong=True, ranking=ranking))
        widest = max((metrics.horizontalAdvance(self.entries.text(row, column)) for row in rows), default=0)
        if column == Column.RANK:
            last = self.entries.rowCount() - 1
            longest = metrics.horizontalAdvance(self.entries.rank_text(last)) if last >= 0 else 0
            widest = max(theme.px(30), widest + 4, longest + 4)
        return edges + max(head, widest) + 2

    def _head(self, column: Column) -> object:
        return self.entries.headerData(column, Qt.Orientation.Horizontal)

    # Focus

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.currentIndex().row()
        if row >= 0 and self.hasFocus() and keyboard_focus_visible():
            painter = QPainter(self.viewport())
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            edge = QRect(0, top, self.viewport().width(), height - 1)
            paint_ring(painter, QRectF(edge).adjusted(REACH, REACH, -REACH, -REACH), 3)
