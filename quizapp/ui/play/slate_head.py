"""The fields at the top of a clapper board: title, episode, scene, take."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from quizapp.ui import theme
from quizapp.ui.play.card_frame import Scale, draw_spaced
from quizapp.ui.play.text_block import Fit, Ink, TextBlock, fit_block

_RULE = QColor("#5D5766")
_SPACING = 0.07
# A slate lower than this writes labels beside the values, not above them.
_STACKED_FROM_PX = 165.0


class SlateHead:
    """Lays out and draws the fields on a slate; `rule` is the y of the line below them."""

    def __init__(self, slate: QRectF, scale: Scale) -> None:
        self._slate = slate
        self._scale = scale
        self._inline = scale.flat and slate.height() < _STACKED_FROM_PX * theme.text_scale()
        self._label = scale.font(11.5)
        self._value = scale.font(27 if not self._inline else 24, bold=True)
        self._pad = (14 if not scale.flat else 6 if not self._inline else 3) * scale.space
        self._label_high = 0.0 if self._inline else self._label.pixelSize() * 1.5
        self._high = self._label_high + self._value.pixelSize() * 1.35
        self.rule = slate.y() + self._pad * 2 + self._high

    def draw(self, painter: QPainter, title: tuple[str, str], fields: list[tuple[str, str]]) -> None:
        """Draw title and fields, each a label and its value; the first field is in yellow."""
        painter.setPen(QPen(_RULE, 1.5))
        painter.drawLine(QPointF(self._slate.x(), self.rule), QPointF(self._slate.right(), self.rule))
        left = self._slate.right()
        for at, (label, value) in reversed(list(enumerate(fields))):
            left -= self._field_width(label, value)
            self._draw_divider(painter, left)
            ink = theme.colour("subtitle" if at == 0 else "chalk")
            self._draw_field(painter, left + 13 * self._scale.space, label, value, ink)
        start = self._slate.x() + 20 * self._scale.space
        room = left - start - 12 * self._scale.space
        if room > 20:
            self._draw_title(painter, start, room, *title)

    def _label_width(self, label: str) -> float:
        plain = QFontMetricsF(self._label).horizontalAdvance(label.upper())
        return plain + len(label) * self._label.pixelSize() * _SPACING

    def _field_width(self, label: str, value: str) -> float:
        wide = QFontMetricsF(self._value).horizontalAdvance(value)
        space = (58 if not self._scale.flat else 40) * self._scale.space
        if self._inline:
            return self._label_width(label) + 10 + wide + space
        return max(self._label_width(label), wide) + space

    def _draw_divider(self, painter: QPainter, x: float) -> None:
        painter.setPen(QPen(_RULE, 1.5))
        top = QPointF(x, self._slate.y() + self._pad)
        painter.drawLine(top, QPointF(x, self.rule - self._pad * 0.6))

    def _draw_field(self, painter: QPainter, x: float, label: str, value: str, ink: QColor) -> None:
        value_x = x + self._label_width(label) + 10 if self._inline else x
        self._draw_label(painter, x, label)
        painter.setFont(self._value)
        painter.setPen(ink)
        top = self._slate.y() + self._pad + self._label_high
        place = QRectF(value_x, top, 400, self._high - self._label_high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, value)

    def _draw_label(self, painter: QPainter, x: float, label: str) -> None:
        high = self._label_high or self._high
        place = QRectF(x, self._slate.y() + self._pad, 400, high)
        ink = theme.colour("slate_label")
        draw_spaced(painter, place, label, self._label, ink, spacing=_SPACING)

    def _draw_title(self, painter: QPainter, x: float, width: float, label: str, title: str) -> None:
        if not self._inline:
            self._draw_label(painter, x, label)
        high = self._high - self._label_high
        block = self._fitted_title(title, QSizeF(width, high))
        top = self._slate.y() + self._pad + self._label_high + (high - block.height) / 2
        block.draw(painter, QPointF(x, top), Ink(theme.colour("chalk")))

    def _fitted_title(self, title: str, room: QSizeF) -> TextBlock:
        """The title, shrunk and then shortened: the one text of the card that may lose its end."""
        font = self._scale.font(22, bold=True)
        fit = Fit(self._scale.font(12).pixelSize(), factor=1.15)
        block = fit_block(title, font, room, fit)
        while block.height > room.height() and len(title) > 8:
            keep = min(len(title) - 2, int(len(title) * room.height() / block.height))
            title = title[: max(6, keep)].rstrip(" …") + "…"
            block = fit_block(title, font, room, fit)
            if len(title) <= 7:
                break
        return block
