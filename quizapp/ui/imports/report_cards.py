"""The three numbers of a report: added, with a note, not added."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from quizapp.game.plans import ImportResult
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.imports.plan_model import Tally
from quizapp.ui.imports.sign import Sign
from quizapp.ui.play.home_words import number

_RADIUS = 10


class _NumberCard(QFrame):
    def __init__(self, icon: str, token: str, words: str) -> None:
        super().__init__()
        self._token = token
        self._words = words
        self._number = PlainLabel("0", "question")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(Sign(icon, token, 26))
        row.addWidget(self._number)
        row.addWidget(PlainLabel(words, "dense", wrap=True), 1)

    def show_number(self, count: int) -> None:
        self._number.setText(number(count))
        self.setAccessibleName(f"{number(count)} {self._words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), _RADIUS, theme.colour(f"{self._token}_bg"))


class ReportCards(QWidget):
    """What the picture of a finished import shows above its list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._added = _NumberCard("check", "ok", self.tr("added"))
        self._noted = _NumberCard("warning", "warn", self.tr("with a note"))
        self._left = _NumberCard("error", "bad", self.tr("not added"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for card in (self._added, self._noted, self._left):
            row.addWidget(card, 1)

    def show_numbers(self, result: ImportResult, tally: Tally) -> None:
        """`tally` counts the questions of the files; what was in the bank already is no miss."""
        written = result.added + result.changed + result.removed
        self._added.show_number(max(0, written - tally.chosen_noted))
        self._noted.show_number(tally.chosen_noted)
        self._left.show_number(max(0, result.left - tally.same))

    def words(self) -> str:
        """The three numbers, for a screen reader."""
        return ", ".join(card.accessibleName() for card in (self._added, self._noted, self._left))
