"""What tables have in common whose rows are walked through, chosen and copied whole, and in which nothing is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quizapp.ui import theme
from quizapp.ui.messages import announce

Index = QModelIndex | QPersistentModelIndex


class RowTable(QTableView):
    """Its rows keep their height at every text size, and its columns are fitted anew whenever that or its own changes.

    Set the model before anything that changes its size or look.
    """

    current_column = 0
    """The column whose cell becomes the current one of a row; it is never hidden."""

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        """`row_height` in pixels at text size 100 %."""
        super().__init__(parent)
        self._row_height = row_height
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self._size_rows()

    def fit_columns(self) -> None:
        """Gives every column its width."""
        raise NotImplementedError

    def set_row_height(self, row_height: int) -> None:
        """How high a row is, in pixels at text size 100 %."""
        self._row_height = row_height
        self._size_rows()

    def go_to(self, row: int, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Make this row the current and the only chosen one, and bring it into sight; nothing where there is none."""
        index = self.model().index(row, self.current_column)
        if index.isValid():
            # Said in full: Qt would otherwise ask which keys are held down, such as those that opened the window.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index, hint)

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def put_on_clipboard(self, lines: Iterable[Sequence[str]]) -> None:
        """Copies lines of cells, as spreadsheets take them."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in lines))
        announce(self, self.tr("Copied"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._size_rows()
            self.fit_columns()

    def _size_rows(self) -> None:
        for size in (self.verticalHeader().setMinimumSectionSize, self.verticalHeader().setDefaultSectionSize):
            size(theme.px(self._row_height))


class RowDelegate(QStyledItemDelegate):
    """Cells on a ground that says whether their row is chosen; each kind of table paints what stands on it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, theme.px(29))  # the rows have a height of their own

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        self.paint_cell(painter, rect, index, chosen=chosen)
        painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        """Paints what stands in a cell."""
        raise NotImplementedError


def paint_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    ink: QColor,
    *,
    right: bool = False,
    elided: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line of text in the middle of a cell's height, with an ellipsis where it has no room."""
    painter.setFont(font)
    painter.setPen(ink)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetrics(font).elidedText(" ".join(text.split()), elided, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
