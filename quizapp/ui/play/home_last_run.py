"""The marks of a player's last run, one for each question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import rounded
from quizapp.ui.play.marks import Mark, draw_disc

# By value: importing the verdicts would cost the first window time.

if TYPE_CHECKING:
    from quizapp.game.grading import Verdict
_MARKS: dict[str, Mark] = {
    "right": "right",
    "slip": "right",
    "partly": "partly",
    "wrong": "wrong",
    "timed_out": "wrong",
    "skipped": "skipped",
}


class LastRunMarks(QWidget):
    """A sunken strip of discs and octagons; its accessible name says how many were right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[Mark] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Show these, in the order of the round."""
        self._marks = [_MARKS[verdict] for verdict in verdicts]
        name = self.tr("{right} of {count} right")
        self.setAccessibleName(name.format(right=self._marks.count("right"), count=len(self._marks)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(324), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 8, theme.colour("sunken"))
        if not self._marks:
            return
        margin = 12
        room = (self.width() - 2 * margin) / len(self._marks)
        side = min(theme.px(20), room * 0.85)
        for place, mark in enumerate(self._marks):
            x = margin + place * room + (room - side) / 2
            square = QRectF(x, (self.height() - side) / 2, side, side)
            draw_disc(painter, square, mark, filled=mark != "wrong")
