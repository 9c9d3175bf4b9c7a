"""The table of an item analysis: rows to walk through, sort, copy and open."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from quizapp.ui import theme
from quizapp.ui.common.row_table import Index, RowDelegate, RowTable, paint_line
from quizapp.ui.editor.analysis_model import AnalysisModel
from quizapp.ui.editor.analysis_words import NUMBERS, Column, cell_text, column_title, is_sure

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


class AnalysisTable(RowTable):
    """`enter_pressed()` also at a double click; `sorted_by(Column, bool)` when a title was clicked."""

    enter_pressed = Signal()
    sorted_by = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_ROW_HEIGHT, parent)
        self.items = AnalysisModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_Delegate(self.items, self))
        self.setAccessibleName(self.tr("Questions that were answered"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ring", "inside")
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._sort)
        self.doubleClicked.connect(lambda _: self.enter_pressed.emit())
        self.show_sorting()

    def show_sorting(self) -> None:
        """The arrow in the head, as the model is sorted."""
        column, descending = self.items.sorting()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def _sort(self, section: int) -> None:
        column, descending = self.items.sorting()
        self.sorted_by.emit(Column(section), not descending if section == column else False)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, cells between tabs, with the titles of the columns."""
        rows = [row for place in self.chosen_rows() if (row := self.items.row(place)) is not None]
        titles = [column_title(column) for column in Column]
        self.put_on_clipboard([titles, *([cell_text(row, each) for each in Column] for row in rows)])

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

    def fit_columns(self) -> None:
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


class _Delegate(RowDelegate):
    """Figures of few attempts are greyed."""

    def __init__(self, model: AnalysisModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        row, column = self._model.row(index.row()), Column(index.column())
        if row is None:
            return
        few = column in NUMBERS and column is not Column.ASKED and not is_sure(row)
        ink = theme.colour("on_sel" if chosen else "ink2" if few else "ink")
        area = rect.adjusted(_GAP, 0, -_GAP, -1)
        paint_line(painter, area, cell_text(row, column), theme.font("dense"), ink, right=column in NUMBERS)
