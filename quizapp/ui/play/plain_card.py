"""The card of categories that have none of their own: a dark board with a bend of track.

Chalked on it is the question's line, or the sentence with its gap; without either the pack's title, and after the
verdict the answer. The prompt is not repeated: it stands beside the card.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from quizapp.ui import theme
from quizapp.ui.play.card_content import CardContent, sentence
from quizapp.ui.play.card_frame import (
    ANSWER,
    Moment,
    Scale,
    clip_to_card,
    draw_scrolled,
    draw_spaced,
    fill_card,
    is_bare,
    scale_of,
)
from quizapp.ui.play.marks import faint
from quizapp.ui.play.text_block import Fit, FittedText, Ink

_BOARD = QColor("#241A2E")
_LANES = 4


class PlainCard:
    """Paints category, text and question number on a running track's bend."""

    duration_ms = 0

    def __init__(self, content: CardContent) -> None:
        self._content = content
        text = content.text(content.pack())
        self._text = FittedText(text)
        self.shows: object = (replace(content, answered=False, note_after="", answer=""), text)

    def spoken(self) -> str:
        """Category and text."""
        content = self._content
        return sentence(content.category_title, content.spoken(content.line) or content.text(content.pack()))

    def paint(self, painter: QPainter, area: QRectF, moment: Moment) -> float:
        """Draw board, bend, heading and text."""
        scale = scale_of(area)
        painter.save()
        clip_to_card(painter, area)
        fill_card(painter, area, _BOARD)
        top = area.y() + 4
        if not is_bare(area, scale):
            self._draw_bend(painter, area, scale)
            top = self._draw_heading(painter, area, scale)
        overflow = self._draw_text(painter, area, top, scale, moment.scroll)
        painter.restore()
        return overflow

    def _draw_bend(self, painter: QPainter, area: QRectF, scale: Scale) -> None:
        """Lanes that come in from the left and bend up to the right."""
        lane = self._lane_px(area, scale)
        radius = area.height() * 0.9
        centre = QPointF(area.right() - radius * 0.42, area.bottom() - radius - lane * 0.7)
        inner = radius - lane * (_LANES - 1)
        flat = Qt.PenCapStyle.FlatCap
        clay = QPen(theme.colour("clay"), lane * _LANES, Qt.PenStyle.SolidLine, flat)
        painter.strokePath(_bend(area, centre, (radius + inner) / 2), clay)
        chalk = QPen(faint(theme.colour("chalk"), 0.8), max(1.0, 2 * scale.space))
        for at in range(_LANES + 1):
            painter.strokePath(_bend(area, centre, inner - lane / 2 + at * lane), chalk)
        self._draw_number(painter, area, centre.y() + inner, lane, scale)

    def _lane_px(self, area: QRectF, scale: Scale) -> float:
        return min((27 if not scale.flat else 15) * scale.space, area.height() * 0.064)

    def _draw_number(self, painter: QPainter, area: QRectF, y: float, lane: float, scale: Scale) -> None:
        """The question's number in the inner lane, as lane numbers are."""
        size = lane * 0.82
        if size < 10 and not scale.preview:
            return
        font = theme.sized_font(size / theme.text_scale(), bold=True)
        painter.setFont(font)
        painter.setPen(theme.colour("chalk"))
        place = QRectF(area.x() + 36 * scale.space, y - lane, 240 * scale.space, lane * 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(self._content.number))

    def _draw_heading(self, painter: QPainter, area: QRectF, scale: Scale) -> float:
        font = scale.font(14, bold=True)
        left = 36 * scale.space
        top = area.y() + (34 if not scale.flat else 12) * scale.space
        place = QRectF(area.x() + left, top, area.width() - 2 * left, font.pixelSize() * 1.7)
        shown = QFontMetricsF(font).elidedText(
            self._content.category_title, Qt.TextElideMode.ElideRight, place.width() * 0.7
        )
        draw_spaced(painter, place, shown, font, theme.colour("subtitle"))
        return place.bottom() + 4 * scale.space

    def _draw_text(self, painter: QPainter, area: QRectF, top: float, scale: Scale, scroll: float) -> float:
        left = 36 * scale.space
        lanes = 0.0 if is_bare(area, scale) else self._lane_px(area, scale) * (_LANES + 0.2)
        room = QRectF(
            area.x() + left,
            top,
            area.width() - 2 * left,
            area.bottom() - lanes - top - (10 * scale.space if lanes else 4),
        )
        fit = Fit(scale.smallest_px, 0, factor=1.34, balanced=True)
        block = self._text.fit(scale.font(29, bold=True), room.size(), fit)
        told = self._content.told()
        ink = Ink(ANSWER) if told else Ink(theme.colour("chalk"), theme.colour("chalk2"))

        def draw(at: QPointF) -> None:
            block.draw(painter, at, ink)

        return draw_scrolled(painter, block, room, scroll, draw)


def _bend(area: QRectF, centre: QPointF, radius: float) -> QPainterPath:
    arc = QRectF(centre.x() - radius, centre.y() - radius, radius * 2, radius * 2)
    path = QPainterPath(QPointF(area.x() - 9, arc.bottom()))
    path.lineTo(QPointF(centre.x(), arc.bottom()))
    path.arcTo(arc, -90, 90)
    return path
