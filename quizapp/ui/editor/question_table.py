"""The table of questions: rows to walk through, choose and sort."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import keyboard_focus_visible
from quizapp.ui.editor.question_columns import SORTED_BY, Column, PackWords
from quizapp.ui.editor.question_model import QuestionModel
from quizapp.ui.editor.question_painting import (
    QuestionDelegate,
    QuestionHead,
    paint_cell_ring,
    paint_mark,
    paint_row_ring,
)
from quizapp.ui.editor.table_columns import TableColumns

if TYPE_CHECKING:
    from quizapp.game.edits import ListRow

_ROW_HEIGHT = 29
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOST_RUNS = 5_000
"""Qt looks through all runs of chosen rows for each cell it paints."""
_MOVES = QAbstractItemView.ScrollHint.EnsureVisible


class QuestionTable(QTableView):
    """Shows the hits of a search.

    Signals: `current_changed()` when another question is the current one, `selected()` when other rows are chosen,
    `sort_requested(Column, bool)` with whether descending, `edit_requested()` when the current cell
    is to be edited in the form, `cell_requested()` when it is to be edited in its place.
    """

    current_changed = Signal()
    selected = Signal()
    sort_requested = Signal(object, bool)
    edit_requested = Signal()
    cell_requested = Signal()

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Iterable[ListRow]],
        uids_of: Callable[[Sequence[int]], Iterable[str]],
        parent: QWidget | None = None,
    ) -> None:
        """`fetch` reads the rows of some ids, `uids_of` no more than which questions these are."""
        super().__init__(parent)
        self._uids_of = uids_of
        self.questions = QuestionModel(fetch, self)
        self._sorted: tuple[Column, bool] = (Column.UID, False)
        self._head = QuestionHead(self)
        self.setModel(self.questions)
        self.setItemDelegate(QuestionDelegate(self.questions, self))
        self.setHorizontalHeader(self._head)
        self.columns = TableColumns(self, self.questions, self._head)
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
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selected)
        self.doubleClicked.connect(self.cell_requested)

    # Rows

    def show_ids(self, ids: array[int], *, keep: int | None, keep_chosen: bool = False) -> None:
        """Show these rows; the question of the row id `keep` stays current where it is among them, else the first.

        `keep_chosen`: what was chosen stays so where it is still there. No signal tells of it: the caller knows.
        """
        with QSignalBlocker(self):
            place, column = self.currentIndex().row(), self._column_to_go_to()
            chosen = self._chosen_ids() if keep_chosen else frozenset[int]()
            self.questions.show_ids(ids)
            runs = list(self.questions.runs_of(chosen)) if chosen else []
            found = self.questions.place_of(keep) if keep is not None else -1
            if found < 0 and runs:
                found = runs[0].start
            if found >= 0:
                self.go_to(found, column)
            elif ids:
                self.go_to(min(max(place, 0), len(ids) - 1) if keep is not None else 0, column)
            self._choose(runs)
        self.viewport().update()

    def go_to(self, place: int, column: Column | None = None) -> None:
        """Make this row the current and only chosen one, in sight; its cell of the same column unless one is given."""
        index = self.questions.index(place, self._column_to_go_to() if column is None else column)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index, _MOVES)

    def cells_beside(self, place: int, column: Column, step: int, among: Container[Column]) -> list[tuple[int, Column]]:
        """The cells behind this one (before it for step -1) in its row and the next, of the shown columns `among`."""
        shown = self.columns.shown()[::step]
        columns = [each for each in shown if each in among]
        here = [each for each in columns if column in shown and shown.index(each) > shown.index(column)]
        cells = [*((place, each) for each in here), *((place + step, each) for each in columns)]
        return [cell for cell in cells if 0 <= cell[0] < self.questions.rowCount()]

    def _column_to_go_to(self) -> Column:
        column = self.currentIndex().column()
        return Column(column) if column in self.columns.shown() else Column.PROMPT

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
        """The chosen questions in the order shown; QuizError when they cannot be read."""
        ids = chain.from_iterable(map(self.questions.ids_at, self._selected_spans()))
        return tuple(self._uids_of(list(ids)))

    def _selected_spans(self) -> list[range]:
        found = self.selectionModel().selection().toList()
        spans = {(span.top(), span.bottom() + 1) for span in found}
        return [range(start, stop) for start, stop in sorted(spans)]

    def _chosen_ids(self) -> frozenset[int]:
        """The ids of the chosen rows where they are more than one; no row is read for it."""
        spans = self._selected_spans()
        is_one = sum(map(len, spans)) < 2
        return frozenset() if is_one else frozenset(chain.from_iterable(map(self.questions.ids_at, spans)))

    def _choose(self, runs: Sequence[range]) -> None:
        """Choose these rows; the current one stays. So many runs that painting would be slow choose nothing."""
        if not 0 < len(runs) <= _MOST_RUNS:
            return
        chosen = QItemSelection()
        for run in runs:
            chosen.select(self.questions.index(run.start, 0), self.questions.index(run.stop - 1, len(Column) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_all_hits(self) -> None:
        """Choose every row; the current one stays."""
        self._choose([range(self.questions.rowCount())] if self.questions.rowCount() else [])

    def set_packs(self, words: PackWords) -> None:
        """The titles to show for packs and categories."""
        self.questions.words = words
        self.columns.fit()
        self.viewport().update()

    def _tell_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.current_changed.emit()
        self.viewport().update()

    def _tell_selected(self) -> None:
        self.selected.emit()

    # Sorting

    def sort(self) -> tuple[Column, bool]:
        """The column sorted by and whether descending."""
        return self._sorted

    def show_sort(self, column: Column, descending: bool) -> None:
        """Mark what the rows are sorted by."""
        self._sorted = (column, descending)
        self._head.show_sort(column, descending)
        self.columns.fit()

    def _sort(self, section: int) -> None:
        column = Column(section)
        if column in SORTED_BY:
            again = column == self._sorted[0]
            self.sort_requested.emit(column, not self._sorted[1] if again else False)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all_hits()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit_requested.emit()
            return
        if event.key() in _SIDES and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._arrange(_SIDES[Qt.Key(event.key())], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def _arrange(self, by: int, is_width: bool) -> None:
        column = self._column_to_go_to()
        (self.columns.widen if is_width else self.columns.move)(column, by)
        self.scrollTo(self.currentIndex(), _MOVES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "columns"):
            self._size_rows()
            self.columns.fit()

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
            paint_cell_ring(painter, self.visualRect(self.currentIndex()))
