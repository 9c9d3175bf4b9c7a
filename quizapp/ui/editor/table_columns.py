"""Which columns the question table shows, in which order and how wide they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QTableView

from quizapp.ui import theme
from quizapp.ui.common.labels import button_text
from quizapp.ui.editor.question_columns import (
    ALWAYS_SHOWN,
    SHOWN_AT_FIRST,
    Column,
    column_title,
    difficulty_word,
    kind_word,
)
from quizapp.ui.editor.question_model import QuestionModel
from quizapp.ui.editor.question_painting import GAP, QuestionHead, head_font

LEAST_WIDTH, MOST_WIDTH = 28, 2_000
"""Pixels at the usual size of text."""
_STEP = 16
_LEAST_FOR_A_PROMPT = 116
_WIDEST_CATEGORY = 110
_ROUNDING = 2
"""Pixels that keep a text from being elided because its width was rounded."""
_SAMPLES = {
    Column.UID: "10000",
    Column.EPISODE: "16",
    Column.TAGS: "a tag, another",
    Column.PACK: "Run On trivia",
    Column.STATE: "Retired",
    Column.CHANGED: "yesterday",
    Column.ASKED: "10,000",
    Column.DISCRIMINATION: "−0.00",
    Column.DISTRACTORS: "An option 40 % · Another 8 %",
    Column.APPEALS: "00",
}
"""A text as wide as most cells of the column; measuring all rows would read all of them."""


class TableColumns(QObject):
    """`changed()` when the author has chosen, moved or resized columns. The question has the width that others leave,
    unless one was chosen for it."""

    changed = Signal()

    def __init__(self, table: QTableView, model: QuestionModel, head: QuestionHead) -> None:
        super().__init__(table)
        self._table, self._model, self._head = table, model, head
        self._shown: list[Column] = list(SHOWN_AT_FIRST)
        self._widths: dict[Column, int] = {}
        """Those chosen by the author, in pixels at the usual size of text."""
        self._is_arranging = False
        self._is_touched = False
        head.sectionResized.connect(self._note_width)
        head.sectionMoved.connect(self._note_order)
        head.sectionHandleDoubleClicked.connect(self._forget_width)
        head.released.connect(self._settle)
        head.customContextMenuRequested.connect(self._show_menu)

    def shown(self) -> list[Column]:
        """The columns that are shown, in their order."""
        return list(self._shown)

    def widths(self) -> Mapping[Column, int]:
        """The widths that were chosen, in pixels at the usual size of text."""
        return dict(self._widths)

    def show(self, columns: Iterable[Column], widths: Mapping[Column, int] | None = None) -> None:
        """Show these columns in this order, and the question, which is always there; other `widths` where given."""
        self._shown = list(dict.fromkeys(columns))
        for missing in ALWAYS_SHOWN.difference(self._shown):
            self._shown.insert(_natural_place(missing, self._shown), missing)
        if widths is not None:
            kept = {column: width for column, width in widths.items() if column in Column}
            self._widths = {column: max(LEAST_WIDTH, min(width, MOST_WIDTH)) for column, width in kept.items()}
        with self._arranging():
            others = [column for column in Column if column not in self._shown]
            for place, column in enumerate([*self._shown, *others]):
                self._head.moveSection(self._head.visualIndex(column), place)
                self._table.setColumnHidden(column, column in others)
        self.fit()

    def move(self, column: Column, by: int) -> None:
        """Move a column so many places to the right; negative moves it to the left. It stays at the ends."""
        place = self._shown.index(column) + by if column in self._shown else -1
        if 0 <= place < len(self._shown):
            others = [each for each in self._shown if each != column]
            self.show([*others[:place], column, *others[place:]])
            self.changed.emit()

    def widen(self, column: Column, by: int) -> None:
        """Make a column so many steps wider; negative makes it narrower."""
        width = round(self._table.columnWidth(column) / theme.px(100) * 100) + by * _STEP
        self.show(self._shown, {**self._widths, column: width})
        self.changed.emit()

    def fit(self) -> None:
        """Give every column its width."""
        others = 0
        with self._arranging():
            for column in self._shown:
                if column != Column.PROMPT:
                    width = self._width(column)
                    self._table.setColumnWidth(column, width)
                    others += width
            left = max(self._table.viewport().width() - others, theme.px(_LEAST_FOR_A_PROMPT))
            chosen = self._widths.get(Column.PROMPT)
            self._table.setColumnWidth(Column.PROMPT, left if chosen is None else theme.px(chosen))

    def fill_menu(self, menu: QMenu) -> None:
        """One checkable entry for each column, and the way back to what they were at first."""
        for column in Column:
            action = menu.addAction(button_text(column_title(column)))
            action.setCheckable(True)
            action.setChecked(column in self._shown)
            action.setEnabled(column not in ALWAYS_SHOWN)
            action.toggled.connect(partial(self._choose, column))
        menu.addSeparator()
        menu.addAction(self.tr("Usual columns, order and widths"), self._start_over)

    @contextmanager
    def _arranging(self) -> Iterator[None]:
        """What the head tells meanwhile is not the author's doing."""
        outside, self._is_arranging = self._is_arranging, True
        yield
        self._is_arranging = outside

    def _choose(self, column: Column, shown: bool) -> None:
        columns = [each for each in self._shown if each != column]
        if shown:
            columns.insert(_natural_place(column, columns), column)
        self.show(columns)
        self.changed.emit()

    def _start_over(self) -> None:
        self.show(SHOWN_AT_FIRST, {})
        self.changed.emit()

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Columns"))
        self.fill_menu(menu)
        menu.popup(self._head.viewport().mapToGlobal(place))

    # What the author does to the head

    def _note_width(self, section: int, old: int, new: int) -> None:
        if not self._is_arranging and new:
            self._widths[Column(section)] = max(LEAST_WIDTH, round(new / theme.px(100) * 100))
            self._is_touched = True

    def _note_order(self) -> None:
        if not self._is_arranging:
            sections = [Column(self._head.logicalIndex(place)) for place in range(len(Column))]
            self._shown = [column for column in sections if not self._table.isColumnHidden(column)]
            self._is_touched = True

    def _forget_width(self, section: int) -> None:
        self._widths.pop(Column(section), None)
        self._is_touched = True
        self._settle()

    def _settle(self) -> None:
        """The mouse has let go: columns that ran away under it while it pulled at them would be hard to catch."""
        if self._is_touched:
            self._is_touched = False
            self.fit()
            self.changed.emit()

    # Widths

    def _width(self, column: Column) -> int:
        chosen = self._widths.get(column)
        if chosen is not None:
            return theme.px(chosen)
        chevron = theme.px(11) if column == self._head.sorted_by() else 0
        head = QFontMetrics(head_font()).horizontalAdvance(column_title(column)) + chevron
        metrics = QFontMetrics(theme.font("dense"))
        match column:
            case Column.DIFFICULTY:
                cell = theme.px(33)
            case Column.FACILITY:
                cell = theme.px(30) + metrics.horizontalAdvance("0.00")
            case Column.PROBLEMS:
                head, cell = theme.px(15) + chevron, theme.px(19) + metrics.horizontalAdvance("00")
            case Column.CATEGORY:
                cell = theme.px(20) + metrics.horizontalAdvance(self._model.words.longest_category())
                cell = min(cell, theme.px(_WIDEST_CATEGORY))
            case Column.KIND:
                cell = metrics.horizontalAdvance(kind_word("true_false"))
            case _:
                cell = metrics.horizontalAdvance(_SAMPLES.get(column, difficulty_word(2)))
        return max(head, cell) + 2 * GAP + _ROUNDING


def _natural_place(column: Column, shown: list[Column]) -> int:
    """Behind the last of the columns that stand before it at first."""
    return max((place + 1 for place, each in enumerate(shown) if each < column), default=0)
