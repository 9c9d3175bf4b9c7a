"""The card of quotes: a film frame with a painted scene, the line as its subtitle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF

from quizapp.ui import theme
from quizapp.ui.play import scenes
from quizapp.ui.play.card_content import CardContent, sentence
from quizapp.ui.play.card_frame import (
    Moment,
    Scale,
    draw_cached,
    draw_scrolled,
    fill_card,
    scale_of,
)
from quizapp.ui.play.marks import faint
from quizapp.ui.play.text_block import Fit, FittedText

_OUTLINE_PX = 3.0
# Where the words are what is asked for, a subtitle nobody can read: the widths of its words at the drawn size.
_UNREAD_PX = (74, 34, 112, 58, 92)


class FilmCard:
    """Paints a film frame; the scene follows from the question number alone."""

    duration_ms = 0

    def __init__(self, content: CardContent) -> None:
        self._content = content
        self._line = FittedText(content.filled(content.line))
        self.shows: object = content.number, self._line.text

    def spoken(self) -> str:
        """The line."""
        return sentence(self._content.spoken(self._content.line))

    def paint(self, painter: QPainter, area: QRectF, moment: Moment) -> float:
        """Draw frame, scene, corner mark and subtitle."""
        scale = scale_of(area)
        # A low card keeps its height for the subtitle.
        band = min((18 if scale.flat else 26) * scale.space, area.height() * 0.14)
        side = 10 * scale.space
        fill_card(painter, area, theme.colour("film"), 10 * min(1.0, scale.space))
        _draw_holes(painter, area, band, scale)
        # Whole pixels, so that no seam shows between scene and film.
        picture = QRectF(area.adjusted(side, band, -side, -band).toRect())
        if picture.width() < 1 or picture.height() < 1:
            return 0.0
        self._draw_scene(painter, picture)
        overflow = 0.0
        if self._line.text.strip():
            overflow = self._draw_subtitle(painter, picture, scale, moment.scroll)
        else:
            _draw_unread(painter, picture, scale)
        self._draw_corner_mark(painter, picture, scale)
        return overflow

    def _draw_scene(self, painter: QPainter, picture: QRectF) -> None:
        number = self._content.number

        def paint(inner: QPainter, place: QRectF) -> None:
            scenes.paint_scene(inner, place, number)

        draw_cached(painter, picture, f"scene{scenes.scene_index(number)}{theme.scheme()}", paint)

    def _draw_corner_mark(self, painter: QPainter, picture: QRectF, scale: Scale) -> None:
        font = scale.font(12.5, bold=True)
        text = str(self._content.number)
        metrics = QFontMetricsF(font)
        arrow, pad = font.pixelSize() * 0.5, font.pixelSize() * 0.8
        width = pad * 2 + arrow + pad * 0.45 + metrics.horizontalAdvance(text)
        inset = min(14.0 * scale.space, picture.height() * 0.08)
        chip = QRectF(picture.x() + inset, picture.y() + inset * 0.85, width, font.pixelSize() * 1.75)
        fill_card(painter, chip, faint(QColor("#1B1422"), 0.88), 4)
        yellow, middle = theme.colour("subtitle"), chip.center().y()
        left = chip.x() + pad
        painter.setBrush(yellow)
        corners = (
            (left, middle - arrow * 0.6),
            (left + arrow, middle),
            (left, middle + arrow * 0.6),
        )
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.setPen(yellow)
        painter.setFont(font)
        place = chip.adjusted(pad + arrow + pad * 0.45, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _draw_subtitle(self, painter: QPainter, picture: QRectF, scale: Scale, scroll: float) -> float:
        margin = 30 * scale.space
        top_free = (44 if not scale.flat else 12) * scale.space
        bottom_free = (13 if not scale.flat else 5) * scale.space
        room = picture.adjusted(margin, top_free, -margin, -bottom_free)
        fit = Fit(scale.smallest_px, 2, Qt.AlignmentFlag.AlignHCenter, 1.32, balanced=True)
        block = self._line.fit(scale.font(27, bold=True), room.size(), fit)
        if block.line_count > 2:
            painter.fillRect(picture, faint(theme.colour("subtitle_outline"), 0.55))
        high = min(block.height, room.height())
        place = QRectF(room.center().x() - block.limit / 2, room.bottom() - high, block.limit, high)
        yellow, outline = theme.colour("subtitle"), theme.colour("subtitle_outline")
        edge = _OUTLINE_PX * min(1.0, block.font.pixelSize() / 24)

        def draw(at: QPointF) -> None:
            block.draw_outlined(painter, at, yellow, outline, edge)

        if block.height > room.height() + 1:
            return draw_scrolled(painter, block, place, scroll, draw)

        def paint(inner: QPainter, sheet: QRectF) -> None:
            block.draw_outlined(inner, sheet.topLeft() + QPointF(8, 8), yellow, outline, edge)

        # Outlining costs more than all the rest of the card.
        sheet = QRectF(place.adjusted(-8, -8, 8, 8).toRect())
        look = f"{block.font.pixelSize()}/{block.limit}/{block.text}"
        draw_cached(painter, sheet, f"subtitle/{look}", paint)
        return 0.0


def _draw_unread(painter: QPainter, picture: QRectF, scale: Scale) -> None:
    high, between = 9 * scale.space, 16 * scale.space
    width = sum(_UNREAD_PX) * scale.space + between * (len(_UNREAD_PX) - 1)
    left = picture.center().x() - width / 2
    top = picture.bottom() - (31 if not scale.flat else 20) * scale.space
    for word in _UNREAD_PX:
        bar = QRectF(left, top, word * scale.space, high)
        fill_card(painter, bar.adjusted(-2, -2, 2, 2), faint(theme.colour("subtitle_outline"), 0.45), high / 2 + 2)
        fill_card(painter, bar, faint(theme.colour("subtitle"), 0.5), high / 2)
        left = bar.right() + between


def _draw_holes(painter: QPainter, area: QRectF, band: float, scale: Scale) -> None:
    """Sprocket holes, evenly spread over both edges."""
    wide, high, pitch = (11, 8, 20.9) if scale.flat else (15, 11.5, 29.7)
    wide, high, pitch = wide * scale.space, min(high * scale.space, band * 0.6), pitch * scale.space
    count = max(1, int((area.width() - pitch) // pitch) + 1)
    left = area.x() + (area.width() - (count - 1) * pitch - wide) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bg"))
    for at in range(count):
        for top in (area.y() + (band - high) / 2, area.bottom() - (band + high) / 2):
            painter.drawRoundedRect(QRectF(left + at * pitch, top, wide, high), high * 0.25, high * 0.25)
