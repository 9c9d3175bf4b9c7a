"""Editing a cell of the question table in its place, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from quizapp.errors import sentence
from quizapp.game.draft import Problem, Severity
from quizapp.ui import theme
from quizapp.ui.editor.cell_fields import EDITABLE, cell_field, field_name, fits_in_cell, refusal
from quizapp.ui.editor.editor_desk import EditorDesk
from quizapp.ui.editor.form_section import ProblemNote
from quizapp.ui.editor.form_text import NumberLine, set_state
from quizapp.ui.editor.question_columns import Column
from quizapp.ui.editor.question_table import QuestionTable
from quizapp.ui.messages import announce

_WIDTHS = {Column.PROMPT: 420, Column.CATEGORY: 130, Column.DIFFICULTY: 96, Column.EPISODE: 56, Column.TAGS: 240}
"""Pixels that a field needs at least, at the usual size of text."""
_NOTE_WIDTH = 360
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB_KEYS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_MOMENTARY = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


@dataclass(slots=True)
class _Cell:
    row_id: int
    column: Column
    before: Any
    field: QWidget
    value: Callable[[], Any]


class CellEditor(QObject):
    """A field over the current cell, whose question is the one in the form.

    Enter saves and goes to the next row, Tab to the next cell, Esc leaves the cell as it was; leaving the field saves.
    What stands in it goes through the form, so that undo, conflicts and drafts are what they are there. A value that
    cannot be keeps the field open, with the reason below it.
    """

    def __init__(self, table: QuestionTable, desk: EditorDesk, is_ready: Callable[[], bool]) -> None:
        """`is_ready()` shows the current row in the form; whether it could, and nothing is left unsaved."""
        super().__init__(table)
        self._table, self._desk, self._is_ready = table, desk, is_ready
        self._cell: _Cell | None = None
        self._note = ProblemNote(table)
        self._note.hide()
        table.cell_requested.connect(self.edit_current)
        table.edit_requested.connect(self.edit_in_form)
        table.questions.modelReset.connect(self._place)
        head = table.horizontalHeader()
        down, across = table.verticalScrollBar(), table.horizontalScrollBar()
        for moved in (head.geometriesChanged, head.sectionResized, head.sectionMoved, down.valueChanged):
            moved.connect(self._place)
        across.valueChanged.connect(self._place)

    def edit_current(self) -> None:
        """Edit the current cell in its place, or in the form where it cannot be edited here."""
        if self._is_ready() and not self._open():
            self._focus_form()

    def edit_in_form(self) -> None:
        """Go to the field of the form that the current cell shows."""
        if self._is_ready():
            self._focus_form()

    def _focus_form(self) -> None:
        self._desk.focus_field(Column(max(self._table.currentIndex().column(), 0)).name.lower())

    def finish(self) -> bool:
        """Save what stands in the cell, if one is being edited; whether nothing is left that is not saved."""
        cell = self._cell
        if cell is None:
            return True
        value, name = cell.value(), field_name(cell.column)
        draft = self._desk.form.draft()
        problem = None if value == cell.before else self._problem(cell, value)
        if problem is not None:
            self._complain(cell, problem)
            return False
        self._close()
        return value in (cell.before, getattr(draft, name)) or self._desk.write_field(name, value)

    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._cell is not None

    def _problem(self, cell: _Cell, value: Any) -> Problem | None:
        """Why this value cannot be saved now; None when it can."""
        name = field_name(cell.column)
        draft = self._desk.form.draft()
        present = getattr(draft, name)
        if present not in (cell.before, value):
            cell.before = present
            told = sentence("this was changed elsewhere meanwhile; Enter writes yours in its place, Esc leaves it")
            return Problem(Severity.ERROR, name, told)
        return refusal(draft, replace(draft, **{name: value}), name, self._desk.pack())

    # The field

    def _open(self) -> bool:
        """Whether the current cell can be edited here, and is now."""
        column = Column(max(self._table.currentIndex().column(), 0))
        row, draft = self._table.current(), self._desk.form.draft()
        if row is None or row.uid != self._desk.uid() or self._table.isColumnHidden(column):
            return False
        if column not in EDITABLE or not fits_in_cell(draft, column):
            return False
        field, value = cell_field(column, draft, self._desk.pack(), self._table.viewport())
        self._cell = _Cell(row.id, column, getattr(draft, field_name(column)), field, value)
        for each in _focused_parts(field):
            each.installEventFilter(self)
        self._table.scrollTo(self._table.currentIndex())
        self._place()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, NumberLine):
            field.selectAll()
        elif isinstance(field, QLineEdit):
            field.end(False)
        return True

    def _close(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        for each in _focused_parts(cell.field):
            each.removeEventFilter(self)
            if each.hasFocus():
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note.hide()
        cell.field.hide()
        cell.field.deleteLater()

    def _complain(self, cell: _Cell, problem: Problem) -> None:
        self._note.show_problem(problem, "")
        set_state(cell.field, "bad")
        cell.field.setAccessibleDescription(self._note.words())
        # In the window, because a low table has room for the note neither above nor below the cell.
        self._note.setParent(self._table.window())
        self._note.show()
        self._note.raise_()
        self._place()
        announce(cell.field, self._note.words())

    def _place(self) -> None:
        """Over the cell, wherever that is now; in sight at the top where the question is no hit any more."""
        if self._cell is None:
            return
        cell, view = self._cell, self._table.viewport().rect()
        index = self._table.questions.index(self._row_of(cell), cell.column)
        rect = self._table.visualRect(index) if index.isValid() else QRect(0, 0, view.width() // 2, 29)
        width = min(max(rect.width(), theme.px(_WIDTHS.get(cell.column, 0))), view.width())
        cell.field.setMinimumSize(0, 0)
        cell.field.setFixedSize(width, rect.height() - 1)
        cell.field.move(max(0, min(rect.x(), view.width() - width)), rect.y())
        if not self._note.isHidden():
            self._place_note(cell.field)

    def _place_note(self, field: QWidget) -> None:
        window, table = self._table.window(), self._table
        left, right = (table.mapTo(window, QPoint(x, 0)).x() for x in (0, table.width()))
        width = min(theme.px(_NOTE_WIDTH), table.width())
        height = max(self._note.heightForWidth(width), self._note.minimumSizeHint().height())
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        if corner.y() + height > window.height():
            corner = field.mapTo(window, QPoint(0, -height - 2))
        self._note.setGeometry(max(left, min(corner.x(), right - width)), corner.y(), width, height)

    def _row_of(self, cell: _Cell) -> int:
        current = self._table.currentIndex().row()
        is_there = self._table.questions.id_at(current) == cell.row_id
        return current if is_there else self._table.questions.place_of(cell.row_id)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            return self._takes_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and not _comes_back(event):
            self.finish()
        return False

    def _takes_key(self, event: QKeyEvent) -> bool:
        has_command = bool(event.modifiers() & _COMMAND)
        if event.type() == QEvent.Type.ShortcutOverride and not has_command and event.key() < Qt.Key.Key_F1:
            event.accept()  # else Del, which the table takes for the whole question, would never reach a box
            return True
        if event.type() != QEvent.Type.KeyPress or has_command:
            return False
        if event.key() in _ENTER_KEYS:
            self._go_down()
        elif event.key() in _TAB_KEYS:
            self._go_along(_TAB_KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _go_down(self) -> None:
        if self.finish():
            self._table.step(1)

    def _go_along(self, step: int) -> None:
        """To the next cell that can be edited here, in this row or the next one; step -1 goes back."""
        place, column = self._table.currentIndex().row(), Column(self._table.currentIndex().column())
        if not self.finish():
            return
        for row, other in self._table.cells_beside(place, column, step, EDITABLE):
            self._table.go_to(row, other)
            if not self._is_ready() or self._open():
                return
        self._table.go_to(place, column)


def _comes_back(event: QFocusEvent) -> bool:
    """Whether the field loses the focus for a moment only, as to the list of a box or to another program."""
    return event.reason() in _MOMENTARY or QApplication.activePopupWidget() is not None


def _focused_parts(field: QWidget) -> tuple[QWidget, ...]:
    """The field, and where the focus really is in a box that can be written in."""
    line = field.lineEdit() if isinstance(field, QComboBox) else None
    return (field,) if line is None else (field, line)
