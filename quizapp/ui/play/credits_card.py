"""The card of cast questions: end credits in which one name is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from quizapp.ui import theme
from quizapp.ui.play import marks
from quizapp.ui.play.card_content import GAP, CardContent, sentence
from quizapp.ui.play.card_frame import (
    ANSWER,
    GAP_FILL,
    Moment,
    Scale,
    draw_scrolled,
    draw_spaced,
    fill_card,
    scale_of,
)
from quizapp.ui.play.text_block import Fit, FittedText, Ink, fit_block

_RISE_PX = 24.0
_ROW = QColor("#2A2136")
_MOST_ROWS = 5
# A title card lower than this does without its heading.
_LOW_PX = 84
# A longer line is no pair of names but a text.
_LONGEST_ROW = 160
# Credits too far away to be read: how much of each half a name takes, and how clear it is by its distance.
_UNREAD_SHARES = ((0.34, 0.42), (0.46, 0.3), (0.28, 0.5), (0.4, 0.36))
_UNREAD_OPACITY = (0.2, 0.11)
_UNREAD_PITCH_PX = 44


@dataclass(frozen=True, slots=True)
class _Row:
    left: str
    right: str
    asked: bool = False
    opacity: float = 1.0


class CreditsCard:
    """Paints end credits; they rise a little as they come."""

    duration_ms = 300

    def __init__(self, content: CardContent) -> None:
        self._content = content
        self._title = FittedText(content.filled(content.line.strip() or content.category_title))
        self._is_row = "|" in content.line and len(content.line) <= _LONGEST_ROW
        self.shows: object = content

    def spoken(self) -> str:
        """The row that is asked for, or the title."""
        content = self._content
        if "|" not in content.line:
            return sentence(content.category_title, content.spoken(content.line))
        left, right = (content.spoken(part) for part in content.line.split("|", 1))
        return sentence(content.category_title, f"{left}, {right}")

    def paint(self, painter: QPainter, area: QRectF, moment: Moment) -> float:
        """Draw heading and rows, or a title card where the line names no pair."""
        scale = scale_of(area)
        edge = QPen(theme.colour("credits_edge"), 1.5)
        painter.setPen(edge)
        painter.setBrush(theme.colour("credits"))
        painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), 10, 10)
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(painter.opacity() * moment.progress)
        painter.translate(0, _RISE_PX * (1 - moment.progress))
        overflow = 0.0
        if self._is_row:
            self._draw_rows(painter, area, scale)
        else:
            overflow = self._draw_title_card(painter, area, scale, moment.scroll)
        painter.restore()
        return overflow

    def _draw_title_card(self, painter: QPainter, area: QRectF, scale: Scale, scroll: float) -> float:
        top = area.y()
        has_room = area.height() >= _LOW_PX * theme.text_scale()
        if self._content.line.strip() and has_room:
            top = _draw_heading(painter, area, self._content.category_title, scale)
        below = 24 if has_room else 10
        room = area.adjusted(48 * scale.space, 0, -48 * scale.space, -below * scale.space)
        room.setTop(top + 10 * scale.space)
        fit = Fit(scale.smallest_px, 0, Qt.AlignmentFlag.AlignHCenter, 1.34, balanced=True)
        block = self._title.fit(scale.font(31, bold=True), room.size(), fit)
        place = QRectF(room.center().x() - block.limit / 2, room.y(), block.limit, room.height())
        ink = Ink(theme.colour("chalk"), theme.colour("credits_role"))
        if not scale.flat:
            seen = QRectF(area.x(), room.center().y() - block.height / 2, area.width(), block.height)
            _draw_unread(painter, QRectF(area.x(), room.y(), area.width(), room.height()), seen, scale)

        def draw(at: QPointF) -> None:
            block.draw(painter, at, ink)

        if not self._content.line.strip():
            _draw_clay_line(
                painter,
                area.center().x(),
                place.center().y() + block.height / 2 + 8 * scale.space,
                scale,
            )
        return draw_scrolled(painter, block, place, scroll, draw)

    def _draw_rows(self, painter: QPainter, area: QRectF, scale: Scale) -> None:
        row_least = (46 if not scale.flat else 34) * scale.space * theme.text_scale()
        room = QRectF(area)
        if not scale.flat or area.height() >= 190 * scale.space * theme.text_scale():
            room.setTop(_draw_heading(painter, area, self._content.category_title, scale))
        room.setBottom(area.bottom() - (8 if not scale.flat else 4) * scale.space)
        count = max(1, min(_MOST_ROWS, int(room.height() // row_least)))
        rows = self._rows(count)
        if len(rows) == 1 and not scale.flat:
            scale = replace(scale, type=scale.type * 1.3, space=scale.space * 1.3)
        pitch = min(room.height() / len(rows), 84 * scale.space * theme.text_scale())
        top = room.y() + (room.height() - pitch * len(rows)) / 2
        if len(rows) == 1:
            seen = QRectF(area.x(), top, area.width(), min(pitch, 48 * scale.space * theme.text_scale()))
            seen.moveCenter(QPointF(area.center().x(), top + pitch / 2))
            _draw_unread(painter, room, seen, scale)
        for at, row in enumerate(rows):
            place = QRectF(area.x(), top + at * pitch, area.width(), pitch)
            self._draw_row(painter, place, row, scale)

    def _rows(self, count: int) -> list[_Row]:
        """The asked row with others around it, the outermost faded."""
        left, right = (part.strip() for part in self._content.line.split("|", 1))
        short = [pair for pair in self._content.rows if len(pair[0] + pair[1]) <= _LONGEST_ROW]
        others = [_Row(*pair) for pair in short[: count - 1]]
        before = 0 if not others else min(len(others), max(1, (count - 1) // 3))
        rows = [*others[:before], _Row(left, right, asked=True), *others[before:]]
        last = len(rows) - 1
        return [
            _Row(row.left, row.right, row.asked, 0.55 if at in (0, last) and not row.asked else 1.0)
            for at, row in enumerate(rows)
        ]

    def _draw_row(self, painter: QPainter, place: QRectF, row: _Row, scale: Scale) -> None:
        middle = place.x() + place.width() * 0.5
        gutter = place.width() * 0.031
        margin = place.width() * 0.08
        left = QRectF(place.x() + margin, place.y(), middle - gutter - place.x() - margin, place.height())
        right = QRectF(middle + gutter, place.y(), left.width(), place.height())
        if row.asked:
            high = min(place.height() - 2, 44 * scale.space * theme.text_scale())
            band = QRectF(
                place.x() + place.width() * 0.04,
                place.center().y() - high / 2,
                place.width() * 0.92,
                high,
            )
            fill_card(painter, band, _ROW, 8)
        painter.save()
        painter.setOpacity(painter.opacity() * row.opacity)
        self._draw_name(painter, left, row.left, scale, role=True)
        self._draw_name(painter, right, row.right, scale, role=False)
        painter.restore()

    def _draw_name(self, painter: QPainter, place: QRectF, text: str, scale: Scale, *, role: bool) -> None:
        if GAP.search(text):
            self._draw_gap(painter, place, text, scale, role=role)
            return
        font = scale.font(17 if not scale.flat else 19, bold=not role)
        align = Qt.AlignmentFlag.AlignRight if role else Qt.AlignmentFlag.AlignLeft
        ink = theme.colour("credits_role" if role else "chalk")
        smallest = 12 * theme.text_scale() * min(1.0, scale.type)
        block = fit_block(text, font, place.size(), Fit(smallest, 2, align, 1.25))
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        top = place.center().y() - min(block.height, place.height()) / 2
        block.draw(painter, QPointF(place.x(), top), Ink(ink))
        painter.restore()

    def _draw_gap(self, painter: QPainter, place: QRectF, text: str, scale: Scale, *, role: bool) -> None:
        known = self._content.answered and bool(self._content.answer)
        high = min(place.height() - 8, 36 * scale.space * theme.text_scale())
        side = 12 * scale.space
        box = QRectF(place.x(), place.center().y() - high / 2, place.width(), high)
        box = box.adjusted(-6, 0, side * 0.1, 0) if role else box.adjusted(-side, 0, 0, 0)
        yellow = theme.colour("subtitle")
        painter.setPen(QPen(ANSWER, 2) if known else marks.dashed_pen(yellow, 2, 6, 4.5))
        painter.setBrush(GAP_FILL)
        painter.drawRoundedRect(box, 6, 6)
        shown = GAP.sub(self._content.answer if known else "?", text).strip() if known else "?"
        align = Qt.AlignmentFlag.AlignRight if role else Qt.AlignmentFlag.AlignLeft
        room = QSizeF(box.width() - 2 * side, box.height())
        smallest = 12 * theme.text_scale() * min(1.0, scale.type)
        block = fit_block(
            shown,
            scale.font(17 if not scale.flat else 19, bold=True),
            room,
            Fit(smallest, 1, align, 1.2),
        )
        at = QPointF(box.x() + side, box.center().y() - block.height / 2)
        block.draw(painter, at, Ink(ANSWER if known else yellow))


def _draw_heading(painter: QPainter, area: QRectF, text: str, scale: Scale) -> float:
    """The heading with its clay line; the y below it."""
    shown = text or QCoreApplication.translate("CreditsCard", "Cast")
    font = scale.font(14, bold=True)
    top = area.y() + (34 if not scale.flat else 10) * scale.space
    place = QRectF(area.x() + 12, top, area.width() - 24, font.pixelSize() * 1.7)
    fitted = QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, place.width() * 0.7)
    draw_spaced(painter, place, fitted, font, theme.colour("subtitle"), centred=True)
    line = place.bottom() + 5 * scale.space
    _draw_clay_line(painter, area.center().x(), line, scale)
    return line + 4 * scale.space


def _draw_unread(painter: QPainter, room: QRectF, seen: QRectF, scale: Scale) -> None:
    """Rows of end credits that nobody can read, above and below what is `seen`, where the room has place for them."""
    pitch, high = _UNREAD_PITCH_PX * scale.space, max(3.0, 6 * scale.space)
    gutter, half = room.width() * 0.031, room.width() * 0.39
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("credits_role"))
    ground = painter.opacity()
    for at, (left, right) in enumerate(_UNREAD_SHARES):
        distance, below = at // 2, at % 2
        away = pitch * (distance + 0.75)
        y = seen.bottom() + away if below else seen.top() - away
        if not room.top() + high < y < room.bottom() - 2 * high:
            continue
        painter.setOpacity(ground * _UNREAD_OPACITY[distance])
        middle = room.center().x()
        for x, width in ((middle - gutter - half * left, half * left), (middle + gutter, half * right)):
            painter.drawRoundedRect(QRectF(x, y - high / 2, width, high), high / 2, high / 2)
    painter.restore()


def _draw_clay_line(painter: QPainter, middle: float, y: float, scale: Scale) -> None:
    half = 24 * scale.space
    painter.setPen(QPen(theme.colour("clay"), 2))
    painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))
