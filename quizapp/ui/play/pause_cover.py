"""What stands in the place of the question while a round is paused."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton, MainButton, PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play import marks

_BAND_PX = 64


class PauseCover(QWidget):
    """Signals: `went_on()`, `left()` (the round waits), `given_up()` (nothing was asked yet)."""

    went_on = Signal()
    left = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._title = PlainLabel(self.tr("Paused"), "page_title")
        self._text = PlainLabel("", "body", "ink2", wrap=True)
        self._go_on = MainButton(self.tr("Go on"), "play", "Enter")
        self._leave = PlainButton("")
        self._give_up = LinkButton(self.tr("Give up this round"))
        self._card = _PauseCard()
        self._lay_out()
        self._go_on.clicked.connect(self.went_on)
        self._leave.clicked.connect(self.left)
        self._give_up.clicked.connect(self.given_up)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._go_on)
        buttons.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(28, _BAND_PX + 20, 28, 20)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self._give_up, 0, Qt.AlignmentFlag.AlignLeft)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._card)
        centred.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.addStretch(1)
        outer.addLayout(centred)
        outer.addStretch(1)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        self._scale = scale
        self._title.set_role("page_title", scale=scale)
        self._text.set_role("body", scale=scale)
        for button in (self._go_on, self._leave, self._give_up):
            button.set_type_scale(scale)

    def show_choices(self, *, complete: bool) -> None:
        """Say what can be done; a round whose last answer is given can only be gone on with."""
        if complete:
            self._text.setText(self.tr("Every question is answered and your result is safe."))
        else:
            self._text.setText(
                self.tr(
                    "The question is hidden and the clock is stopped. If you leave, the round waits for you at home."
                )
            )
        self._leave.set_text(self.tr("See the result") if complete else self.tr("Leave, go on later"))
        self._give_up.setVisible(not complete)
        self._card.setFixedWidth(max(round(theme.px(460) * self._scale), self._card.minimumSizeHint().width()))

    def focus_first(self) -> None:
        """Puts the focus on going on."""
        self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("bg"))


class _PauseCard(Card):
    """A card with a piece of the track at its top, the runner standing still."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QRectF(1, 1, self.width() - 2, _BAND_PX)
        painter.setClipRect(band)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("clay"))
        painter.drawRoundedRect(band.adjusted(0, 0, 0, 14), 11, 11)
        painter.fillRect(QRectF(1, band.bottom() - 4, band.width(), 4), theme.colour("clay_deep"))
        chalk = theme.colour("chalk")
        for y in (9.0, band.bottom() - 12):
            painter.fillRect(QRectF(1, y, band.width(), 2), chalk)
        painter.fillRect(QRectF(28, 9, 5, band.height() - 20), chalk)
        marks.draw_runner_disc(painter, QPointF(64, 10 + (band.height() - 21) / 2), 36)
