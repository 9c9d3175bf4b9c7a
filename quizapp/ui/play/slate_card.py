"""The card of plot questions: a clapper board with episode, scene and take."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from quizapp.ui import theme
from quizapp.ui.play.card_content import CardContent, sentence
from quizapp.ui.play.card_frame import (
    ANSWER,
    Moment,
    Scale,
    draw_scrolled,
    fill_card,
    scale_of,
)
from quizapp.ui.play.slate_head import SlateHead
from quizapp.ui.play.text_block import Fit, FittedText, Ink

_OPEN_DEGREES = 12.0
_CLOSED_DEGREES = 4.0
_DARK = QColor("#1C1922")
_HINGE = QColor("#8C8192")
# A flat card lower than this shows its clapper shut; below its head there has to be room for a line.
_LOW_PX = 130
_LINE_PX = 24


class SlateCard:
    """Paints a clapper board that closes as it comes."""

    duration_ms = 180

    def __init__(self, content: CardContent) -> None:
        self._content = content
        text = content.text(content.category_title)
        self._text = FittedText(text)
        self.shows: object = (replace(content, answered=False, note_after="", answer=""), text)

    def spoken(self) -> str:
        """What stands in the head of the slate, then what stands below it."""
        content = self._content
        head = [f"{title} {value}" for title, value in self._fields()]
        title = content.pack()
        return sentence(
            ", ".join([title, *head] if title else head),
            content.spoken(content.line) or content.text(content.category_title),
        )

    def paint(self, painter: QPainter, area: QRectF, moment: Moment) -> float:
        """Draw arm, stick and slate; the card's ground shows around them."""
        scale = scale_of(area)
        low = scale.flat and area.height() < _LOW_PX * theme.text_scale()
        top = _draw_shut(painter, area, scale) if low else self._draw_clapper(painter, area, scale, moment)
        slate = QRectF(area.x() + 2, top, area.width() - 4, area.bottom() - top - (2 if not scale.flat else 0))
        fill_card(painter, slate, theme.colour("slate"), 8)
        head = SlateHead(slate, scale)
        if slate.bottom() - head.rule < _LINE_PX * theme.text_scale():
            # What is told goes before where it belongs.
            return self._draw_text(painter, slate, slate.y(), scale, moment.scroll)
        title = QCoreApplication.translate("SlateCard", "Title"), self._content.pack()
        head.draw(painter, title, self._fields())
        return self._draw_text(painter, slate, head.rule, scale, moment.scroll)

    def _draw_clapper(self, painter: QPainter, area: QRectF, scale: Scale, moment: Moment) -> float:
        """The sticks, open as far as the moment says; the top of the slate below them."""
        stick = (40 if not scale.flat else 15) * scale.space
        # A flat card has little height, so its clapper stands open by less.
        tame = 1.0 if not scale.flat else 0.32
        closed = _CLOSED_DEGREES * tame
        angle = closed + (_OPEN_DEGREES - _CLOSED_DEGREES) * tame * (1 - moment.progress)
        rise = area.width() * 0.0699 * tame
        hinge = QPointF(
            area.x() + stick * 0.45,
            area.y() + rise + stick + (4 if not scale.flat else 1) * scale.space,
        )
        _draw_stick(painter, QRectF(area.x() + 2, hinge.y(), area.width() - 4, stick), falling=True)
        _draw_arm(painter, hinge, area.width() - 4, stick, angle)
        _draw_hinge(painter, hinge, 9 * scale.space if not scale.flat else 5 * scale.space)
        return hinge.y() + stick + 4 * scale.space

    def _fields(self) -> list[tuple[str, str]]:
        translate = QCoreApplication.translate
        episode = "-" if self._content.episode is None else str(self._content.episode)
        return [
            (translate("SlateCard", "Episode"), episode),
            (translate("SlateCard", "Scene"), str(self._content.number)),
            (translate("SlateCard", "Take"), str(self._content.times_met + 1)),
        ]

    def _draw_text(self, painter: QPainter, slate: QRectF, rule: float, scale: Scale, scroll: float) -> float:
        pad_x, pad_y = 20 * scale.space, (14 if not scale.flat else 4) * scale.space
        room = QRectF(
            slate.x() + pad_x,
            rule + pad_y,
            slate.width() - 2 * pad_x,
            slate.bottom() - rule - 2 * pad_y,
        )
        size = 29 if not scale.flat else 27
        fit = Fit(scale.smallest_px, 0, factor=1.34, balanced=True)
        block = self._text.fit(scale.font(size, bold=True), QSizeF(room.width(), room.height()), fit)
        ink = Ink(ANSWER if self._content.told() else theme.colour("chalk"))

        def draw(at: QPointF) -> None:
            block.draw(painter, at, ink)

        return draw_scrolled(painter, block, room, scroll, draw)


def _draw_shut(painter: QPainter, area: QRectF, scale: Scale) -> float:
    """One stick, where there is height for no more; the top of the slate below it."""
    stick = 11 * scale.space
    _draw_stick(painter, QRectF(area.x() + 2, area.y(), area.width() - 4, stick), falling=True)
    return area.y() + stick + 2 * scale.space


def _draw_arm(painter: QPainter, hinge: QPointF, length: float, stick: float, degrees: float) -> None:
    painter.save()
    painter.translate(hinge)
    painter.rotate(-degrees)
    _draw_stick(painter, QRectF(-stick * 0.45, -stick, length, stick - 2), falling=False)
    painter.restore()


def _draw_stick(painter: QPainter, place: QRectF, *, falling: bool) -> None:
    """A bar with slanted stripes, falling or rising to the right."""
    outline = QPainterPath()
    outline.addRoundedRect(place, 4, 4)
    painter.save()
    painter.fillPath(outline, theme.colour("chalk"))
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_DARK)
    high = place.height()
    pitch, wide, slant = high * 1.42, high * 0.7, high * 0.66
    x = place.x() - pitch
    while x < place.right():
        top, bottom = (x, x + slant) if falling else (x + slant, x)
        corners = (
            (top, place.y()),
            (top + wide, place.y()),
            (bottom + wide, place.bottom()),
            (bottom, place.bottom()),
        )
        painter.drawPolygon(QPolygonF([QPointF(a, b) for a, b in corners]))
        x += pitch
    painter.restore()
    if theme.is_dark():
        # The dark stripes would be lost on a dark window.
        painter.strokePath(outline, QPen(theme.colour("credits_edge"), 1.2))


def _draw_hinge(painter: QPainter, centre: QPointF, radius: float) -> None:
    painter.setPen(QPen(_DARK, radius * 0.33))
    painter.setBrush(_HINGE)
    painter.drawEllipse(centre, radius, radius)
