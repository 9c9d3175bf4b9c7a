"""How many questions are accepted, have a note or are rejected, while they are read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.imports.plan_model import Tally
from quizapp.ui.imports.sign import Sign
from quizapp.ui.play.home_words import number


class CountLine(QWidget):
    """What is done at the left, the numbers with their signs at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows_read = True
        self.status = PlainLabel("", "dense")
        self._accepted, self._noted, self._rejected, self._same = (PlainLabel("", "dense") for _ in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.status, 1)
        for icon, token, label in (
            ("check", "ok", self._accepted),
            ("warning", "warn", self._noted),
            ("error", "bad", self._rejected),
        ):
            row.addSpacing(14)
            row.addWidget(Sign(icon, token, 18))
            row.addWidget(label)
        row.addSpacing(14)
        row.addWidget(self._same)
        self.show_tally(Tally())

    def show_tally(self, tally: Tally) -> None:
        """Show these numbers."""
        words = {
            self._accepted: self.tr("{count} accepted").format(count=number(tally.accepted)),
            self._noted: self.tr("{count} with a note").format(count=number(tally.noted)),
            self._rejected: self.tr("{count} rejected").format(count=number(tally.rejected)),
            self._same: self.tr("{count} unchanged").format(count=number(tally.same)),
        }
        for label, text in words.items():
            label.setText(text)
        self._same.setVisible(bool(tally.same))
        if self._shows_read:
            self.status.setText(self.tr("{count} read").format(count=number(tally.seen)))

    def show_status(self, text: str) -> None:
        """What is being done instead of how many are read; "" for that again."""
        self._shows_read = not text
        self.status.setText(text)

    def words(self) -> str:
        """All numbers, for a screen reader."""
        shown = [label for label in (self._accepted, self._noted, self._rejected, self._same) if not label.isHidden()]
        return ", ".join(label.text() for label in shown)
