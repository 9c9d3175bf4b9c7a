"""What stands in the place of a relay's next question until the player whose turn it is has taken the machine."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from quizapp.game.rules import Runner
from quizapp.game.turns import LaneResult
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.cover_card import MARGIN_PX, CoverCard, centred
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_text import ReadingLabel

_ROWS = 4
_NAME_PX = 96


class HandOver(QWidget):
    """Signals: `taken()` when the player is ready, `paused()`. Nothing of the question is on it."""

    taken = Signal()
    paused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._card = CoverCard("baton", self)
        self._title = ReadingLabel("", "page_title")
        self._title.setObjectName("hand_over")
        self._text = ReadingLabel("", "body", "ink2")
        self._go = MainButton("", "play", "Enter", parent=self)
        self._pause = PlainButton(self.tr("Pause"), "pause", "Esc", parent=self)
        # The button of the same name in the bar above does the same.
        self._pause.setAccessibleName(self.tr("Pause the relay"))
        self._standings = QGridLayout()
        self._rows: list[PlainLabel] = []
        self._lay_out()
        self._go.clicked.connect(self.taken)
        self._pause.clicked.connect(self.paused)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._go)
        buttons.addWidget(self._pause, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self._standings.setHorizontalSpacing(16)
        self._standings.setVerticalSpacing(2)
        self._standings.setColumnStretch(0, 1)
        column = self._card.column
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(self._standings)
        column.addSpacing(8)
        column.addLayout(buttons)
        centred(self, self._card)

    def show_runner(self, runner: Runner, standings: Sequence[LaneResult], *, first: bool) -> None:
        """Whose turn it is, and where everybody stands; `first`: the relay begins with this question."""
        title = self.tr("{name} runs first") if first else self.tr("Pass the baton to {name}")
        self._title.setText(title.format(name=runner.name))
        self._text.setText(self.tr("The question is hidden until you are ready. Its time has not begun."))
        self._go.setAccessibleName(self.tr("I’m {name}, go").format(name=runner.name))
        self._go.set_text(self.tr("I’m {name}").format(name=_short(runner.name)))
        self._show_standings(() if first else standings)
        self._fit()

    def title(self) -> str:
        """Whose turn it is, in a sentence."""
        return self._title.text()

    def focus_first(self) -> None:
        """Puts the focus on taking over."""
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        self._scale = scale
        self._title.set_role("page_title", scale=scale)
        self._text.set_role("body", scale=scale)
        for button in (self._go, self._pause):
            button.set_type_scale(scale)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the picture goes first, then the standings, which the strip above tells too."""
        self._card.set_width(theme.px(460) * self._scale)
        for low, with_standings in ((False, True), (True, True), (True, False)):
            self._card.set_low(low)
            for label in self._rows:
                label.setVisible(with_standings)
            self._card.column.invalidate()
            if self._card.column.totalHeightForWidth(self._card.width()) <= self.height() - 2 * MARGIN_PX:
                return

    def minimumSizeHint(self) -> QSize:
        # What its wrapped labels would need at their narrowest must not make the window larger.
        return QSize(480, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("bg"))

    def _show_standings(self, standings: Sequence[LaneResult]) -> None:
        for label in self._rows:
            self._standings.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._rows = []
        columns = 2 if len(standings) > _ROWS else 1
        self._standings.setColumnStretch(1, columns - 1)
        for at, lane in enumerate(standings):
            label = self._standing(lane, _NAME_PX if columns == 2 else 2 * _NAME_PX)
            self._standings.addWidget(label, at % _ROWS, at // _ROWS)
            label.show()
            self._rows.append(label)

    def _standing(self, lane: LaneResult, room: int) -> PlainLabel:
        """One line; a name too long for its column loses its end, but not for a screen reader."""
        label = PlainLabel("", "dense", "ink", scale=self._scale, parent=self._card)
        metrics = QFontMetrics(label.font())
        name = metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, round(theme.px(room) * self._scale))
        words = self.tr("{place}. {name} · {points} points")
        place, points = number(lane.place), number(lane.result.points)
        label.setText(words.format(place=place, name=name, points=points))
        label.setAccessibleName(words.format(place=place, name=lane.name, points=points))
        return label


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
