"""What can be done with the questions of an import before they are written: tick them, decide conflicts, set fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.imports.plan_model import Tally
from quizapp.ui.play.home_words import counted


class DecisionBar(QWidget):
    """`tick_requested(bool)` for the chosen rows, `all_requested(bool)` for all that are shown,
    `conflicts_requested(bool)` with whether the file's versions are taken, `fields_requested()`."""

    tick_requested = Signal(bool)
    all_requested = Signal(bool)
    conflicts_requested = Signal(bool)
    fields_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tick = _button(self.tr("Tick"), "check")
        self._untick = _button(self.tr("Untick"), "cross")
        self._all, self._none = _button(self.tr("Tick all shown")), _button(self.tr("Untick all shown"))
        self._fields = _button(self.tr("Set category, tags…"), "edit")
        self._selected = PlainLabel("", "dense", "ink2")
        self._conflicts = Notice("warn", "", "", stacked=False, edge=False)
        self._take = self._conflicts.add_button(self.tr("Take all of the file’s"))
        self._keep = self._conflicts.add_button(self.tr("Keep all of ours"))
        self._lay_out()
        self._tick.clicked.connect(lambda: self.tick_requested.emit(True))
        self._untick.clicked.connect(lambda: self.tick_requested.emit(False))
        self._all.clicked.connect(lambda: self.all_requested.emit(True))
        self._none.clicked.connect(lambda: self.all_requested.emit(False))
        self._take.clicked.connect(lambda: self.conflicts_requested.emit(True))
        self._keep.clicked.connect(lambda: self.conflicts_requested.emit(False))
        self._fields.clicked.connect(self.fields_requested)
        self.show_selected(0)
        self.show_tally(Tally())

    def _lay_out(self) -> None:
        row = FlowLayout(gap=10, line_gap=8)
        self._selected.setMinimumHeight(self._tick.sizeHint().height())
        for button in (self._tick, self._untick, self._fields, self._all, self._none, self._selected):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._conflicts)
        column.addLayout(row)

    def show_selected(self, count: int) -> None:
        """So many rows are chosen in the table."""
        self._selected.setText(self.tr("%n selected", "", count))
        for button in (self._tick, self._untick, self._fields):
            button.setEnabled(count > 0)

    def show_tally(self, tally: Tally) -> None:
        """Whether there is something to decide."""
        count = tally.conflicts
        words = self.tr(
            "%n question(s) changed both here and in the file. Tick for the file’s, untick for ours.", "", count
        )
        self._conflicts.set_content("", counted(words, count))
        self._conflicts.setVisible(bool(tally.conflicts))


def _button(text: str, icon_name: str = "") -> PlainButton:
    return PlainButton(text, icon_name, small=True)
