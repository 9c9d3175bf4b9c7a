"""What stands in the place of figures where nothing was played."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.buttons import MainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon


class EmptyStats(QWidget):
    """Invites to play, or to look at all rounds where filters leave none.

    Signals: `invited()` to play, `widened()` to drop the filters.
    """

    invited = Signal()
    widened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "section", wrap=True)
        self._text = PlainLabel("", "body", "ink2", wrap=True)
        self._play = MainButton(self.tr("Pick a lane"), "flag", small=True)
        self._widen = MainButton(self.tr("Show all rounds"), "chart", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(ThemedIcon("chart", "bar", 56), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(12)
        for button in (self._play, self._widen):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._play.clicked.connect(self.invited)
        self._widen.clicked.connect(self.widened)

    def show_nothing(self, *, ever_played: bool) -> None:
        """Say whether there is nothing at all, or nothing within the filters."""
        self._play.setVisible(not ever_played)
        self._widen.setVisible(ever_played)
        if ever_played:
            self._title.setText(self.tr("No finished round fits"))
            self._text.setText(self.tr("There are rounds of other days, modes or episodes."))
        else:
            self._title.setText(self.tr("Nothing to count yet"))
            self._text.setText(self.tr("Finish a round, and it shows here how much you know and how it grows."))

    def take_focus(self) -> None:
        """Give the focus to the one action there is."""
        button = self._widen if self._play.isHidden() else self._play
        button.setFocus(Qt.FocusReason.OtherFocusReason)
