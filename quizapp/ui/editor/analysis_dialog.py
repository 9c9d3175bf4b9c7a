"""The report of the item analysis: which questions work, which do not, and why, beside the editor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quizapp.errors import Sentence
from quizapp.game.item_flags import FlagKind
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.save_dialog import ask_where_to_save
from quizapp.ui.editor.analysis_table import AnalysisTable
from quizapp.ui.editor.analysis_words import Column, column_title, details, flag_word, is_sure, order_words, table
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.messages import announce
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.item_report import ItemRow
    from quizapp.ui.background import Report, Task, TaskRunner

_DETAILS_HEIGHT = 104
_STEPS = 1_000


class AnalysisDialog(EditorDialog):
    """Counts off the screen's thread when it opens and when asked again. `open_requested(str)` with a uid."""

    open_requested = Signal(str)

    def __init__(self, author: Author, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Item analysis"), (1040, 680), parent)
        self._author, self._tasks = author, tasks
        self._task: Task | None = None
        self._saved_to = ""
        self._table = AnalysisTable()
        self._show_box, self._sort_box, self._order_box = QComboBox(), QComboBox(), QComboBox()
        self._details = QPlainTextEdit()
        self._bar, self._stop = QProgressBar(), PlainButton(self.tr("Stop"))
        self._empty = PlainLabel("", "body", "ink2", wrap=True)
        self._stack = QStackedWidget()
        self._again = self.add_button(self.tr("Count again"), "again")
        self._save = self.add_button(self.tr("Export to CSV…"), "export")
        self.add_close()
        self._open = self.add_action(self.tr("Go to the question"))
        self._build()
        self._connect()
        self._fill_boxes()
        self.count()

    # Building

    def _build(self) -> None:
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(self.tr("About the chosen question"))
        self._details.setFixedHeight(theme.px(_DETAILS_HEIGHT))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(12)
        column.addLayout(self._choosers())
        column.addLayout(self._progress())
        column.addWidget(self._stack, 1)
        column.addWidget(self._details)
        self._stack.addWidget(self._framed(self._table))
        self._stack.addWidget(self._framed(self._empty))
        self.set_content(content)

    def _choosers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for title, box, length in (
            (self.tr("Show"), self._show_box, 26),
            (self.tr("Sort by"), self._sort_box, 12),
            (self.tr("Order"), self._order_box, 12),
        ):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(length)
            row.addWidget(FieldBox(title, box))
        row.addStretch(1)
        return row

    def _progress(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        return row

    def _framed(self, inside: QWidget) -> QWidget:
        card = Card(shadow=False, radius=8, edge="line2")
        column = QVBoxLayout(card)
        is_text = inside is self._empty
        column.setContentsMargins(*((20, 20, 20, 20) if is_text else (1, 6, 1, 6)))
        column.addWidget(inside)
        if is_text:
            column.addStretch(1)
        return card

    def _connect(self) -> None:
        self._again.clicked.connect(self.count)
        self._save.clicked.connect(self._ask_where_to_save)
        self._open.clicked.connect(self._go_to_question)
        self._stop.clicked.connect(self._cancel)
        self._show_box.currentIndexChanged.connect(self._filter)
        self._sort_box.currentIndexChanged.connect(self._sort_as_chosen)
        self._order_box.currentIndexChanged.connect(self._sort_as_chosen)
        self._table.sorted_by.connect(self._sort)
        self._table.enter_pressed.connect(self._go_to_question)
        self._table.selectionModel().currentRowChanged.connect(self._show_details)

    def _fill_boxes(self) -> None:
        self._show_sorting()
        self._show_filters()

    def _quietly(self, box: QComboBox, words: list[str], chosen: int) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItems(words)
        box.setCurrentIndex(chosen)
        box.blockSignals(False)

    # Counting

    def count(self) -> None:
        """Count all answers anew."""
        self._cancel()
        self.quieten()
        self.set_about(self.tr("Counting first attempts…"))
        self._bar.setValue(0)
        self._show_state(is_counting=True)
        self._task = self._tasks.start(self._author.analyse)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._show_rows)
        self._task.failed.connect(self._show_failure)
        self._task.cancelled.connect(self._show_stopped)

    def refresh(self) -> None:
        """Something was changed: the figures stay until they are asked for anew, since counting may take seconds."""
        if self._task is None:
            self.set_about(self.tr("Questions were changed since these figures were counted: “Count again” does so."))

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _is_old(self) -> bool:
        """Whether what is heard comes from counting that something newer has taken the place of."""
        return self.sender() is not self._task

    def _show_progress(self, done: int, total: int) -> None:
        if not self._is_old() and total:
            self._bar.setValue(done * _STEPS // total)

    def _show_rows(self, rows: list[ItemRow]) -> None:
        if self._is_old():
            return
        self._task = None
        current = self._current()
        self._table.items.show_rows(rows)
        self._show_filters()
        self._after_arranging(current)
        self._show_summary()
        announce(self, self._about.text())

    def _show_failure(self, sentence: Sentence) -> None:
        if self._is_old():
            return
        self._task = None
        self._show_summary()
        self.tell(sentence)

    def _show_stopped(self) -> None:
        if self._is_old():
            return
        self._task = None
        self._show_summary()
        self.set_about(self.tr("Counting was stopped. “Count again” begins anew."))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        self._task = None
        super().closeEvent(event)

    # Showing

    def _show_state(self, *, is_counting: bool) -> None:
        has_rows = self._table.items.rowCount() > 0
        had_focus = self._stop.hasFocus() or self._again.hasFocus()
        for widget in (self._bar, self._stop):
            widget.setVisible(is_counting)
        self._again.setEnabled(not is_counting)
        self._save.setEnabled(has_rows and not is_counting)
        self._open.setEnabled(has_rows)
        self._stack.setCurrentIndex(0 if has_rows or is_counting else 1)
        self._details.setVisible(has_rows)
        if not self.isVisible() or had_focus:
            (self._stop if is_counting else self._table if has_rows else self._again).setFocus()

    def _show_summary(self) -> None:
        rows = self._table.items.every_row()
        if not rows:
            self.set_about("")
            self._empty.setText(
                self.tr("Nobody has answered a question yet. Play a round, or let friends play: figures come with it.")
            )
        else:
            words = self.tr("Questions answered: {all}. With remarks: {flagged}. Too few attempts to judge: {few}.")
            flagged = sum(bool(row.flags) for row in rows)
            few = sum(not is_sure(row) for row in rows)
            self.set_about(words.format(all=number(len(rows)), flagged=number(flagged), few=number(few)))
        self._show_state(is_counting=False)

    def _show_filters(self) -> None:
        rows = self._table.items.every_row()
        flagged = [row for row in rows if row.flags]
        kinds = {kind: sum(row.is_flagged(kind) for row in flagged) for kind in FlagKind}
        words = [(self.tr("All questions answered"), len(rows)), (self.tr("With remarks"), len(flagged))]
        words += [(flag_word(kind), count) for kind, count in kinds.items()]
        titles = [f"{text} ({number(count)})" for text, count in words]
        self._quietly(self._show_box, titles, max(0, self._show_box.currentIndex()))

    def _wanted(self) -> Callable[[ItemRow], bool]:
        place = self._show_box.currentIndex()
        if place <= 0:
            return lambda row: True
        if place == 1:
            return lambda row: bool(row.flags)
        kind = list(FlagKind)[place - 2]
        return lambda row: row.is_flagged(kind)

    def _filter(self) -> None:
        current = self._current()
        self._table.items.filter_by(self._wanted())
        self._empty.setText(self.tr("No question has this remark."))
        self._after_arranging(current)
        self._show_state(is_counting=self._task is not None)
        announce(self, self.tr("%n question(s)", "", self._table.items.rowCount()))

    def _sort_as_chosen(self) -> None:
        self._sort(Column(self._sort_box.currentIndex()), self._order_box.currentIndex() == 1)

    def _sort(self, column: Column, descending: bool) -> None:
        current = self._current()
        self._table.items.sort_by(column, descending)
        self._show_sorting()
        self._after_arranging(current)

    def _show_sorting(self) -> None:
        column, descending = self._table.items.sorting()
        self._quietly(self._sort_box, [column_title(each) for each in Column], column)
        self._quietly(self._order_box, order_words(column), int(descending))
        self._table.show_sorting()

    def _after_arranging(self, current: ItemRow | None) -> None:
        place = self._table.items.place_of(current.uid) if current is not None else -1
        self._table.go_to(max(0, place))
        self._show_details()

    def _current(self) -> ItemRow | None:
        return self._table.items.row(self._table.currentIndex().row())

    def _show_details(self) -> None:
        row = self._current()
        text = f"{' '.join(row.prompt.split())}\n{details(row)}" if row is not None else ""
        if text != self._details.toPlainText():
            self._details.setPlainText(text)

    # Acting

    def _go_to_question(self) -> None:
        row = self._current()
        if row is not None:
            self.open_requested.emit(row.uid)

    def _ask_where_to_save(self) -> None:
        kinds = [(self.tr("Table"), "csv")]
        ask_where_to_save(self, self.tr("Export to CSV"), self.tr("item-analysis"), kinds, self.save_to)

    def save_to(self, place: str) -> None:
        """Write the rows shown, in their order, to this file."""
        if not place or self._table.items.rowCount() == 0:
            return
        self.quieten()
        self._saved_to = place
        self._save.setEnabled(False)
        task = self._tasks.start(_Saving(self._author, self._table.items.rows(), Path(place)))
        task.done.connect(self._tell_saved)
        task.failed.connect(self.tell)
        task.finished.connect(self._allow_saving)

    def _tell_saved(self, count: int) -> None:
        self.say(self.tr("%n question(s) were written to {path}.", "", count).format(path=self._saved_to))

    def _allow_saving(self) -> None:
        self._save.setEnabled(self._table.items.rowCount() > 0 and self._task is None)


class _Saving:
    """Writes the table off the screen's thread, and gives how many questions are in it."""

    def __init__(self, author: Author, rows: list[ItemRow], to: Path) -> None:
        self._author, self._rows, self._to = author, rows, to

    def __call__(self, report: Report) -> int:
        self._author.save_table(self._to, list(table(self._rows, len(self._rows), report)))
        return len(self._rows)
