"""The player's last run with the settings that are chosen: its day, its score, and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_last_run import LastRunMarks
from quizapp.ui.play.home_words import date, number
from quizapp.ui.play.setup_base import row_of, section

if TYPE_CHECKING:
    from quizapp.game.records import Run

_MARKS_MAX = 20
"""More marks would be too small to be told apart."""


class LastRun(QWidget):
    """A heading with words at its right, and a strip of marks."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", "caption", "ink2")
        self._marks = LastRunMarks()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row_of(section(title), self._words))
        column.addWidget(self._marks)

    def show_run(self, run: Run, *, in_points: bool) -> None:
        """Show this run, by its points or by its right answers."""
        when = date(run.finished_at_ms)
        if in_points:
            words = self.tr("{date} · {points} points").format(date=when, points=number(run.points))
        else:
            words = self.tr("{date} · {right} of {count} right").format(
                date=when, right=number(run.right), count=number(len(run.verdicts))
            )
        self._words.setText(words)
        self._marks.set_verdicts(run.verdicts)
        self._marks.setVisible(0 < len(run.verdicts) <= _MARKS_MAX)
