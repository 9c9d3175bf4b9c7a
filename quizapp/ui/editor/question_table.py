"""The table of questions: rows to walk through, choose and sort."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView, QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import keyboard_focus_visible
from quizapp.ui.common.labels import button_text
from quizapp.ui.editor.question_columns import (
    ALWAYS_SHOWN,
    SHOWN_AT_FIRST,
    SORTED_BY,
    Column,
    PackWords,
    column_title,
    difficulty_word,
    kind_word,
)
from quizapp.ui.editor.question_model import QuestionModel
from quizapp.ui.editor.question_painting import (
    GAP,
    QuestionDelegate,
    QuestionHead,
    head_font,
    paint_mark,
    paint_row_ring,
)

if TYPE_CHECKING:
    from quizapp.game.edits import ListRow

_ROW_HEIGHT = 29
_LEAST_FOR_A_PROMPT = 116
_WIDEST_CATEGORY = 110
_ROUNDING = 2
"""Pixels that keep a text from being elided because its width was rounded."""
_MOVES = QAbstractItemView.ScrollHint.EnsureVisible
_SAMPLES = {
    Column.UID: "10000",
    Column.EPISODE: "16",
    Column.TAGS: "a tag, another",
    Column.PACK: "Run On trivia",
    Column.STATE: "Retired",
    Column.CHANGED: "yesterday",
    Column.ASKED: "10,000",
    Column.DISCRIMINATION: "−0.00",
    Column.APPEALS: "00",
}
"""A text as wide as most cells of the column; measuring all rows would read all of them."""


class QuestionTable(QTableView):
    """Shows the hits of a search.

    Signals: `current_changed()` when another question is the current one, `selected()` when other rows are chosen,
    `sort_requested(Column, bool)` with whether descending, `columns_changed()`, `edit_requested(Column)` when a cell
    is to be edited.
    """

    current_changed = Signal()
    selected = Signal()
    sort_requested = Signal(object, bool)
    columns_changed = Signal()
    edit_requested = Signal(object)

    def __init__(self, fetch: Callable[[Sequence[int]], Iterable[ListRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.questions = QuestionModel(fetch, self)
        self._shown = list(SHOWN_AT_FIRST)
        self._sorted: tuple[Column, bool] = (Column.UID, False)
        self._head = QuestionHead(self)
        self.setModel(self.questions)
        self.setItemDelegate(QuestionDelegate(self.questions, self))
        self.setHorizontalHeader(self._head)
        self._set_up()
        self._connect()
        self._size_rows()
        self._head.show_sort(*self._sorted)

    def _set_up(self) -> None:
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setProperty("ring", "own")
        self.setAccessibleName(self.tr("Questions"))

    def _connect(self) -> None:
        self._head.sectionClicked.connect(self._sort)
        self._head.customContextMenuRequested.connect(self._show_column_menu)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selected)
        self.doubleClicked.connect(self._edit)

    # Rows

    def show_ids(self, ids: array[int], *, keep: int | None) -> None:
        """Show these rows; the question of the row id `keep` stays current where it is among them, else the first.

        No signal tells of it: the caller knows.
        """
        with QSignalBlocker(self):
            place = self.currentIndex().row()
            self.questions.show_ids(ids)
            found = self.questions.place_of(keep) if keep is not None else -1
            if found >= 0:
                self.go_to(found)
            elif ids:
                self.go_to(min(max(place, 0), len(ids) - 1) if keep is not None else 0)
        self.viewport().update()

    def go_to(self, place: int) -> None:
        """Make this row the current and only chosen one, in sight."""
        index = self.questions.index(place, Column.PROMPT)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index, _MOVES)

    def go_nowhere(self) -> None:
        """No row is current or chosen."""
        self.selectionModel().clear()
        self.viewport().update()

    def step(self, by: int) -> None:
        """Go this many rows down; negative goes up. Stays at the ends."""
        last = self.questions.rowCount() - 1
        if last >= 0:
            self.go_to(max(0, min(self.currentIndex().row() + by, last)))

    def current(self) -> ListRow | None:
        """The question whose row is the current one."""
        return self.questions.question(self.currentIndex().row())

    def selected_count(self) -> int:
        """How many rows are chosen; no row is read for it."""
        return sum(len(span) for span in self._selected_spans())

    def selected_uids(self) -> tuple[str, ...]:
        """The chosen questions in the order shown. Reads as many rows as are chosen; QuizError when it cannot."""
        return tuple(dict.fromkeys(self.questions.uids(self._selected_spans())))

    def _selected_spans(self) -> list[range]:
        found = self.selectionModel().selection().toList()
        spans = {(span.top(), span.bottom() + 1) for span in found}
        return [range(start, stop) for start, stop in sorted(spans)]

    def select_all_hits(self) -> None:
        """Choose every row; the current one stays."""
        last = self.questions.rowCount() - 1
        if last >= 0:
            whole = QItemSelection(self.questions.index(0, 0), self.questions.index(last, len(Column) - 1))
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def set_packs(self, words: PackWords) -> None:
        """The titles to show for packs and categories."""
        self.questions.words = words
        self._fit_columns()
        self.viewport().update()

    def _tell_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.current_changed.emit()
        self.viewport().update()

    def _tell_selected(self) -> None:
        self.selected.emit()

    def _edit(self, index: QModelIndex) -> None:
        self.edit_requested.emit(Column(index.column()))

    # Sorting

    def sort(self) -> tuple[Column, bool]:
        """The column sorted by and whether descending."""
        return self._sorted

    def show_sort(self, column: Column, descending: bool) -> None:
        """Mark what the rows are sorted by."""
        self._sorted = (column, descending)
        self._head.show_sort(column, descending)
        self._fit_columns()

    def _sort(self, section: int) -> None:
        column = Column(section)
        if column in SORTED_BY:
            again = column == self._sorted[0]
            self.sort_requested.emit(column, not self._sorted[1] if again else False)

    # Columns

    def shown_columns(self) -> list[Column]:
        """The columns that are shown, in their order."""
        return list(self._shown)

    def show_columns(self, columns: Iterable[Column]) -> None:
        """Show these columns and the question, which is always there."""
        wanted = {*columns, *ALWAYS_SHOWN}
        self._shown = [column for column in Column if column in wanted]
        for column in Column:
            self.setColumnHidden(column, column not in wanted)
        self._fit_columns()

    def fill_column_menu(self, menu: QMenu) -> None:
        """One checkable entry for each column."""
        for column in Column:
            action = menu.addAction(button_text(column_title(column)))
            action.setCheckable(True)
            action.setChecked(column in self._shown)
            action.setEnabled(column not in ALWAYS_SHOWN)
            action.toggled.connect(partial(self._show_column, column))

    def _show_column(self, column: Column, shown: bool) -> None:
        others = [each for each in self._shown if each != column]
        self.show_columns([*others, column] if shown else others)
        self.columns_changed.emit()

    def _show_column_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Columns"))
        self.fill_column_menu(menu)
        menu.popup(self._head.viewport().mapToGlobal(place))

    def _fit_columns(self) -> None:
        room = self.viewport().width()
        others = 0
        for column in self._shown:
            if column != Column.PROMPT:
                width = self._width(column)
                self.setColumnWidth(column, width)
                others += width
        self.setColumnWidth(Column.PROMPT, max(room - others, theme.px(_LEAST_FOR_A_PROMPT)))

    def _width(self, column: Column) -> int:
        chevron = theme.px(11) if column == self._sorted[0] else 0
        head = QFontMetrics(head_font()).horizontalAdvance(column_title(column)) + chevron
        metrics = QFontMetrics(theme.font("dense"))
        match column:
            case Column.DIFFICULTY:
                cell = theme.px(33)
            case Column.FACILITY:
                cell = theme.px(30) + metrics.horizontalAdvance("0.00")
            case Column.PROBLEMS:
                head, cell = theme.px(15), theme.px(19) + metrics.horizontalAdvance("00")
            case Column.CATEGORY:
                cell = theme.px(20) + metrics.horizontalAdvance(self.questions.words.longest_category())
                cell = min(cell, theme.px(_WIDEST_CATEGORY))
            case Column.KIND:
                cell = metrics.horizontalAdvance(kind_word("true_false"))
            case _:
                cell = metrics.horizontalAdvance(_SAMPLES.get(column, difficulty_word(2)))
        return max(head, cell) + 2 * GAP + _ROUNDING

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all_hits()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit_requested.emit(Column(max(self.currentIndex().column(), 0)))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shown"):
            self._size_rows()
            self._fit_columns()

    def _size_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px(_ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.currentIndex().row()
        if row < 0:
            return
        painter = QPainter(self.viewport())
        top, height = self.rowViewportPosition(row), self.rowHeight(row) - 1
        paint_mark(painter, top, height)
        if self.hasFocus() and keyboard_focus_visible():
            paint_row_ring(painter, QRect(0, top, self.viewport().width(), height))
