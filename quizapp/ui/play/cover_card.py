"""What covers a question that is not to be seen: a card with a piece of the track at its top, in the middle."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.card import Card
from quizapp.ui.play import marks

BAND_PX, LOW_BAND_PX = 64, 18
MARGIN_PX = 12
"""Above and below the card, at least."""


class CoverCard(Card):
    """The runner stands still on the track, or the baton is passed."""

    def __init__(self, sign: Literal["runner", "baton"], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._sign = sign
        self._band_px = BAND_PX
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)
        self.set_low(False)

    def set_low(self, low: bool) -> None:
        """In a low window only the edge of the track is seen, so that there is room for the words."""
        self._band_px = LOW_BAND_PX if low else BAND_PX
        margin = 12 if low else 20
        self.column.setContentsMargins(28, self._band_px + margin, 28, margin)
        self.update()

    def set_width(self, least_px: float) -> None:
        """As wide as this, or as the content needs."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        self.setFixedWidth(max(round(least_px), self.minimumSizeHint().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QRectF(1, 1, self.width() - 2, self._band_px)
        painter.setClipRect(band)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("clay"))
        painter.drawRoundedRect(band.adjusted(0, 0, 0, 14), 11, 11)
        painter.fillRect(QRectF(1, band.bottom() - 4, band.width(), 4), theme.colour("clay_deep"))
        if self._band_px == BAND_PX:
            self._draw_lane(painter, band)

    def _draw_lane(self, painter: QPainter, band: QRectF) -> None:
        chalk = theme.colour("chalk")
        for y in (9.0, band.bottom() - 12):
            painter.fillRect(QRectF(1, y, band.width(), 2), chalk)
        painter.fillRect(QRectF(28, 9, 5, band.height() - 20), chalk)
        centre = QPointF(64, 10 + (band.height() - 21) / 2)
        if self._sign == "runner":
            marks.draw_runner_disc(painter, centre, 36)
        else:
            drawn = icons.coloured_pixmap("baton", theme.colour("subtitle"), 36, self.devicePixelRatioF())
            painter.drawPixmap(round(centre.x() - 18), round(centre.y() - 18), drawn)


def centred(cover: QWidget, card: QWidget) -> None:
    """Puts the card in the middle of what covers the question."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    outer = QVBoxLayout(cover)
    outer.setContentsMargins(16, MARGIN_PX, 16, MARGIN_PX)
    outer.addStretch(1)
    outer.addLayout(row)
    outer.addStretch(1)
