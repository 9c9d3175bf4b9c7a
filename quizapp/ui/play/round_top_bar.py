"""The bar above a round: pause, mode, which question, streak and score."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.round import Round
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_words import mode_title


class RoundTopBar(QFrame):
    """`pause_button` is the page's to connect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top-bar")
        self._small = False
        self._round: Round | None = None
        self.pause_button = PlainButton(self.tr("Pause"), "pause", "Esc", small=True)
        self._mode = PlainLabel("", "mode")
        self._mode_icon = ThemedIcon("flag", "ink", 20)
        self._streak_icon = ThemedIcon("streak", "ink", 16)
        self._count = PlainLabel("", "body", "ink2")
        self._streak = PlainLabel("", "section")
        self._score = PlainLabel("", "section")
        self._score.setObjectName("score")
        self._captions = [
            PlainLabel(self.tr("Streak"), "caption", "ink2"),
            PlainLabel(self.tr("Score"), "caption", "ink2"),
        ]
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_small(False)

    def _lay_out(self) -> None:
        row = self._row
        row.setSpacing(0)
        for widget, after in ((self.pause_button, 16), (self._mode_icon, 8), (self._mode, 16), (self._count, 16)):
            row.addWidget(widget)
            row.addSpacing(after)
        row.addStretch(1)
        streak = QHBoxLayout()
        streak.setSpacing(3)
        streak.addWidget(self._streak_icon)
        streak.addWidget(self._streak)
        row.addLayout(_stacked(self._captions[0], streak))
        row.addSpacing(16)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedSize(1, 28)
        row.addWidget(line)
        row.addSpacing(16)
        row.addLayout(_stacked(self._captions[1], self._score))

    def show_round(self, round_: Round) -> None:
        """Show where this round stands."""
        self._round = round_
        self._mode.setText(mode_title(round_.rules.mode))
        at, of = number(min(round_.question_number, round_.question_count)), number(round_.question_count)
        full = self.tr("Question {at} of {of}").format(at=at, of=of)
        self._count.setText(self.tr("{at} of {of}").format(at=at, of=of) if self._small else full)
        self._count.setAccessibleName(full)
        streak, score = number(round_.streak), number(sum(turn.points.total for turn in round_.answered))
        self._streak.setText(streak)
        self._streak.setAccessibleName(self.tr("Streak {streak}").format(streak=streak))
        self._score.setText(score)
        self._score.setAccessibleName(self.tr("Score {score} points").format(score=score))

    def set_small(self, small: bool) -> None:
        """The form for small windows: the pause button without its word, the count without "Question"."""
        self._small = small
        side = 16 if small else 28
        self._row.setContentsMargins(side, 0, side, 1)
        self.pause_button.set_text("" if small else self.tr("Pause"))
        self.pause_button.setAccessibleName(self.tr("Pause"))
        self.pause_button.setToolTip(self.tr("Pause") if small else "")
        if self._round is not None:
            self.show_round(self._round)
        self.updateGeometry()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        self._mode.set_role("mode", scale=scale)
        self._count.set_role("body", scale=scale)
        for label in (self._streak, self._score):
            label.set_role("section", scale=scale * 20 / 18)
        for caption in self._captions:
            caption.set_role("caption", scale=scale)
        self.pause_button.set_type_scale(scale)
        self._mode_icon.set_size(round(20 * scale))
        self._streak_icon.set_size(round(16 * scale))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        least = 48 if self._small else 56
        return QSize(600, max(least, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def _stacked(caption: PlainLabel, value: QWidget | QHBoxLayout) -> QVBoxLayout:
    """A caption above a value, both at the right."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(caption, 0, Qt.AlignmentFlag.AlignRight)
    if isinstance(value, QWidget):
        column.addWidget(value, 0, Qt.AlignmentFlag.AlignRight)
    else:
        column.addLayout(value)
        column.setAlignment(value, Qt.AlignmentFlag.AlignRight)
    column.addStretch(1)
    return column
