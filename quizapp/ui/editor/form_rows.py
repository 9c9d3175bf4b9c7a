"""Lists of rows that are typed into: they grow, shrink and are put in another order from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from quizapp.ui.common.buttons import IconButton, LinkButton
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.editor.form_text import LineField

ROWS_MAX = 100
"""Rows of one list: far more than any question can use; what a pasted book has beyond them is left out."""

GAP_PX = 12
"""Between rows side by side."""

_REMOVE_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Row(QWidget):
    """One line of a `RowList`: fields that together stand for one value.

    Signals: `changed()`; `entered()`, `moved(step)` and `pasted(lines)` of its fields; `removed()`.
    """

    changed = Signal()
    entered = Signal()
    moved = Signal(int)
    pasted = Signal(list)
    removed = Signal()
    overflowed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[LineField] = []

    def load(self, value: Any) -> None:
        """Show a value without a signal."""
        raise NotImplementedError

    def value(self) -> Any:
        """What stands in the row; what was loaded and not touched comes back unchanged."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Whether nothing is written in the row."""
        return not any(field.value().strip() for field in self._fields)

    def fields(self) -> list[LineField]:
        """The fields in the order of the Tab key; the first is the one that matters."""
        return self._fields

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in order."""
        return [*self._fields]

    def set_place(self, place: int) -> None:
        """Say the which row this is, from 0, in the names that are read out."""
        raise NotImplementedError

    def _add_field(self, field: LineField) -> LineField:
        self._fields.append(field)
        field.changed.connect(self.changed)
        field.entered.connect(self.entered)
        field.moved.connect(self.moved)
        field.pasted.connect(self.pasted)
        field.overflowed.connect(self.overflowed)
        return field

    def _remove_button(self) -> IconButton:
        button = IconButton("cross", self.tr("Remove"), size=28, parent=self)
        # An emptied row is not kept and Ctrl+Shift+Delete removes one, so that Tab need not stop here.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.removed)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == _REMOVE_WITH:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class TextRow(Row):
    """A single text. `name` makes the name read out for the row of this place, from 0."""

    def __init__(self, name: Callable[[int], str], placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.field = self._add_field(LineField(name(0), placeholder, parent=self))
        self.field.takes_lines = True
        self._button = self._remove_button()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self._button)

    def load(self, value: str) -> None:
        self.field.load(value)

    def value(self) -> str:
        return self.field.value()

    def set_place(self, place: int) -> None:
        self.field.setAccessibleName(self._name(place))
        self._button.set_name(self.tr("Remove {name}").format(name=self._name(place)))


class Entry(NamedTuple):
    """A value of a list; `kept`: it was there when the list was loaded, so it counts even if it is blank."""

    value: Any
    kept: bool


def _plain_text(value: Any, text: str) -> Any:
    return text


def _no_text(value: Any) -> bool:
    return not value.strip()


@dataclass(frozen=True, slots=True)
class RowKind:
    """How the rows of a list are made: the value of an empty one, one with its first text changed, what is blank."""

    make: Callable[[QWidget], Row]
    blank: Any = ""
    with_text: Callable[[Any, str], Any] = _plain_text
    is_blank: Callable[[Any], bool] = _no_text


class RowList(QWidget):
    """Rows and a button that adds one.

    Signals: `changed()`; `reshaped()` when the number of rows is another; `overflowed(count)`.
    """

    changed = Signal()
    reshaped = Signal()
    overflowed = Signal(int)

    def __init__(self, kind: RowKind, add_text: str, *, least: int = 1, parent: QWidget | None = None) -> None:
        """`least`: so many rows are there to be filled, even if all are empty."""
        super().__init__(parent)
        self._kind, self._least = kind, least
        self._made: list[Row] = []
        self._loaded: list[Entry] = []
        """What was loaded into the rows in use; further rows are hidden and wait."""
        self.add_button = LinkButton(add_text, parent=self)
        keys = self.tr(
            "Enter in the last row adds one, Alt+Up and Alt+Down move a row, Ctrl+Shift+Delete removes it. "
            "A pasted block of lines fills a row with each."
        )
        self.add_button.setToolTip(tool_tip(keys))
        self.add_button.setAccessibleDescription(keys)
        self.add_button.clicked.connect(self.add_row)
        self.columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setHorizontalSpacing(GAP_PX)
        self._place(self.add_button, 0)
        self._show([])

    # Values

    def load(self, values: Iterable[Any]) -> None:
        """Show these values without `changed`."""
        self._show([Entry(value, True) for value in values])

    def values(self) -> tuple[Any, ...]:
        """The values of the rows that count: neither those left blank nor those that were emptied."""
        return tuple(value for value, kept in self._entries() if kept or not self._kind.is_blank(value))

    def rows(self) -> list[Row]:
        """The rows in use, from the top."""
        return self._made[: len(self._loaded)]

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in order."""
        return [*(stop for row in self.rows() for stop in row.stops()), self.add_button]

    def main_fields(self) -> list[QWidget]:
        """The first field of each row."""
        return [row.fields()[0] for row in self.rows()]

    def _entries(self) -> list[Entry]:
        pairs = zip((row.value() for row in self.rows()), self._loaded, strict=True)
        return [Entry(value, kept and (value == was or not self._kind.is_blank(value))) for value, (was, kept) in pairs]

    # Rows come, go and move

    def add_row(self) -> None:
        """Add an empty row at the end and go there; an empty one that is there already is enough."""
        entries = self._entries()
        if not (entries and self._kind.is_blank(entries[-1].value)) and len(entries) < ROWS_MAX:
            self._show([*entries, Entry(self._kind.blank, False)])
        self._focus(len(self._loaded) - 1)

    def move_row(self, row: Row, step: int) -> None:
        """Let a row change places with its neighbour; at the ends nothing happens."""
        entries, here = self._entries(), self._made.index(row)
        there = here + step
        if not 0 <= there < len(entries):
            return
        field = next((place for place, each in enumerate(row.fields()) if each.hasFocus()), 0)
        entries[here], entries[there] = entries[there], entries[here]
        self._show(entries)
        self._focus(there, field)
        self.changed.emit()

    def remove(self, row: Row) -> None:
        """Take a row away with what is in it."""
        entries, place = self._entries(), self._made.index(row)
        had_focus = any(field.hasFocus() for field in row.fields())
        del entries[place]
        self._show(entries)
        if had_focus:
            self._focus(min(place, len(self._loaded) - 1))
        self.changed.emit()

    def put_lines(self, row: Row, lines: Sequence[str]) -> None:
        """Put the first line into this row and each other into the next: blank rows are used, else rows are added."""
        entries, place = self._entries(), self._made.index(row)
        taken = list(lines)[: max(1, ROWS_MAX - len(entries) + 1)]
        for at, line in enumerate(taken, start=place):
            if at > place and not (at < len(entries) and self._kind.is_blank(entries[at].value)):
                entries.insert(at, Entry(self._kind.blank, False))
            entries[at] = Entry(self._kind.with_text(entries[at].value, line), True)
        self._show(entries)
        self._focus(place + len(taken) - 1)
        self.changed.emit()
        if len(lines) > len(taken):
            self.overflowed.emit(sum(map(len, lines[len(taken) :])))

    def _enter(self, row: Row) -> None:
        place = self._made.index(row)
        if place == len(self._loaded) - 1:
            self.add_row()
        else:
            self._focus(place + 1)

    def _show(self, entries: list[Entry]) -> None:
        missing = self._least - len(entries)
        entries = entries + [Entry(self._kind.blank, False)] * missing
        before = len(self._loaded)
        while len(self._made) < len(entries):
            self._make()
        self._loaded = entries
        for row, entry in zip(self._made, entries, strict=False):
            row.load(entry.value)
        for place, row in enumerate(self._made):
            row.setVisible(place < len(entries))
        if before != len(entries):
            self.reshaped.emit()

    def _make(self) -> None:
        row = self._kind.make(self)
        row.set_place(len(self._made))
        row.changed.connect(self.changed)
        row.overflowed.connect(self.overflowed)
        row.entered.connect(lambda: self._enter(row))
        row.moved.connect(lambda step: self.move_row(row, step))
        row.pasted.connect(lambda lines: self.put_lines(row, lines))
        row.removed.connect(lambda: self.remove(row))
        self._made.append(row)
        self._place(row, len(self._made) - 1)
        self._place(self.add_button, len(self._made))

    def set_columns(self, count: int) -> None:
        """Put so many rows side by side; their order goes on from line to line."""
        if count == self.columns:
            return
        self.columns = count
        for place, row in enumerate([*self._made, self.add_button]):
            self._place(row, place)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < count))

    def _place(self, widget: QWidget, place: int) -> None:
        line, column = divmod(place, self.columns)
        if widget is self.add_button:
            last = -(-place // self.columns)
            self._grid.addWidget(widget, last, 0, 1, self.columns, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(widget, line, column)

    def _focus(self, place: int, field: int = 0) -> None:
        if 0 <= place < len(self._loaded):
            self._made[place].fields()[field].setFocus(Qt.FocusReason.OtherFocusReason)
