"""The table of an item analysis: rows to walk through, sort, copy and open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quizapp.ui import theme
from quizapp.ui.editor.analysis_model import AnalysisModel
from quizapp.ui.editor.analysis_words import NUMBERS, Column, cell_text, column_title, is_sure
from quizapp.ui.messages import announce

_Index = QModelIndex | QPersistentModelIndex
_GAP, _ROW_HEIGHT = 8, 29
_LEAST_PROMPT = 160
_WIDEST = {
    Column.KIND: "True/false",
    Column.ASKED: "100,000",
    Column.FACILITY: "0.00",
    Column.INTERVAL: "0.00 to 0.00",
    Column.DISCRIMINATION: "−0.00",
    Column.TIME: "100.0 s",
}
"""What a column must have room for; the rest is shared by the prompt and the remarks."""


class AnalysisTable(QTableView):
    """`enter_pressed()` also at a double click; `sorted_by(Column, bool)` when a title was clicked."""

    enter_pressed = Signal()
    sorted_by = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = AnalysisModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_Delegate(self.items, self))
        self.setAccessibleName(self.tr("Questions that were answered"))
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ring", "inside")
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(lambda _: self.enter_pressed.emit())
        self._size_rows()
        self.show_sorting()

    def show_sorting(self) -> None:
        """The arrow in the head, as the model is sorted."""
        column, descending = self.items.sorting()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def _sort(self, section: int) -> None:
        column, descending = self.items.sorting()
        self.sorted_by.emit(Column(section), not descending if section == column else False)

    def go_to(self, place: int) -> None:
        """Make this row the current and the only chosen one."""
        if 0 <= place < self.items.rowCount():
            # Said in full: Qt would otherwise ask which keys are held down, such as those that opened the window.
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self.items.index(place, 0)
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, cells between tabs, with the titles of the columns."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = [row for place in places if (row := self.items.row(place)) is not None]
        lines = [
            [column_title(column) for column in Column],
            *([cell_text(row, each) for each in Column] for row in rows),
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in lines))
        announce(self, self.tr("Copied"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.enter_pressed.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size_rows()
            self._fit_columns()

    def _size_rows(self) -> None:
        for size in (self.verticalHeader().setMinimumSectionSize, self.verticalHeader().setDefaultSectionSize):
            size(theme.px(_ROW_HEIGHT))

    def _fit_columns(self) -> None:
        cells, titles = QFontMetrics(theme.font("dense")), QFontMetrics(theme.sized_font(12, bold=True))
        room = self.viewport().width()
        for column, widest in _WIDEST.items():
            title = titles.horizontalAdvance(column_title(column)) + theme.px(16)  # with the arrow of the sorting
            width = max(cells.horizontalAdvance(widest), title) + 2 * _GAP
            self.setColumnWidth(column, width)
            room -= width
        prompt = max(theme.px(_LEAST_PROMPT), room * 3 // 5)
        self.setColumnWidth(Column.PROMPT, prompt)
        self.setColumnWidth(Column.REMARKS, max(theme.px(_LEAST_PROMPT), room - prompt))


class _Delegate(QStyledItemDelegate):
    """Figures of few attempts are greyed."""

    def __init__(self, model: AnalysisModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, theme.px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, column = self._model.row(index.row()), Column(index.column())
        if row is None:
            return
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        few = column in NUMBERS and column is not Column.ASKED and not is_sure(row)
        painter.save()
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.colour("on_sel" if chosen else "ink2" if few else "ink"))
        area = rect.adjusted(_GAP, 0, -_GAP, -1)
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(cell_text(row, column), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()
