"""The pieces of which the track strips are painted: ground, texts, box, hurdles, baton, dots."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from quizapp.ui import theme
from quizapp.ui.play import marks

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_LINE_OVERLAP = 2.0  # the faces have more air than two lines that belong together need
_HURDLE_HEIGHT = 32.0
_DOTS = 5


def draw_ground(painter: QPainter, whole: QRectF, band: QRectF, line_tops: Iterable[float], start: QRectF) -> None:
    """Clay with its edges, chalk lines at these heights, and the start line."""
    painter.fillRect(whole, theme.colour("clay_deep"))
    painter.fillRect(band, theme.colour("clay"))
    for top in line_tops:
        painter.fillRect(QRectF(0, top, whole.width(), 2), theme.colour("chalk"))
    painter.fillRect(start, theme.colour("chalk"))


def draw_divider(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """The thin line between two segments."""
    painter.fillRect(QRectF(x - 1, top, 2, bottom - top), marks.faint(theme.colour("chalk"), 0.5))


def draw_label(painter: QPainter, place: QRectF, text: str, font: QFont, ink: QColor) -> None:
    """A line of text that shrinks to 12 px and is elided then."""
    made = QFont(font)
    while QFontMetricsF(made).horizontalAdvance(text) > place.width() and made.pixelSize() > 12:
        made.setPixelSize(made.pixelSize() - 1)
    painter.setFont(made)
    painter.setPen(ink)
    shown = QFontMetricsF(made).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _LEFT, shown)


def lines_height(*fonts: QFont) -> float:
    """How high lines of text in these fonts are together."""
    return sum(QFontMetricsF(font).height() for font in fonts) - _LINE_OVERLAP * (len(fonts) - 1)


def draw_two_lines(painter: QPainter, place: QRectF, upper: tuple[str, QFont], lower: tuple[str, QFont]) -> None:
    """Two lines of chalk in the middle of `place`, the lower one paler."""
    top = place.center().y() - lines_height(upper[1], lower[1]) / 2
    for (text, font), token in ((upper, "chalk"), (lower, "chalk2")):
        high = QFontMetricsF(font).height()
        draw_label(painter, QRectF(place.x(), top, place.width(), high), text, font, theme.colour(token))
        top += high - _LINE_OVERLAP


def draw_text(painter: QPainter, place: QRectF, text: str, font: QFont, token: str) -> None:
    """A text at the left of `place`, which is known to fit."""
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(place, _LEFT, text)


def draw_box(painter: QPainter, rect: QRectF) -> None:
    """The yellow box round the present segment."""
    painter.setPen(QPen(theme.colour("subtitle"), 2.5))
    painter.setBrush(theme.colour("clay_deep"))
    painter.drawRoundedRect(rect, 7, 7)


def draw_grown_plate(
    painter: QPainter, rect: QRectF, mark: marks.Mark, size: float, text: str = "", font: QFont | None = None
) -> None:
    """A plate at a share of its size, as it is while it appears."""
    painter.save()
    if size != 1:
        painter.translate(rect.center())
        painter.scale(size, size)
        painter.translate(-rect.center())
    marks.draw_plate(painter, rect, mark, text, font, min(7.0, rect.width() / 4, rect.height() / 3))
    painter.restore()


def draw_dots(painter: QPainter, place: QRectF, level: int) -> None:
    """One to five dots for how well a question is known; a bar where they have no room."""
    side = min(8.4, place.height() * 0.6, (place.width() - 6) / (_DOTS + 1))
    if side < 4:
        _draw_level_bar(painter, place, level)
        return
    pitch = side * 1.2
    left = place.center().x() - pitch * (_DOTS - 1) / 2
    for at in range(_DOTS):
        centre = QPointF(left + at * pitch, place.center().y())
        full = at < level
        painter.setPen(Qt.PenStyle.NoPen if full else QPen(theme.colour("chalk2"), max(1.0, side * 0.16)))
        painter.setBrush(theme.colour("subtitle") if full else Qt.BrushStyle.NoBrush)
        radius = side / 2 if full else side * 0.42
        painter.drawEllipse(centre, radius, radius)


def _draw_level_bar(painter: QPainter, place: QRectF, level: int) -> None:
    high = min(6.0, place.height() * 0.5)
    bar = QRectF(place.x() + 1.5, place.center().y() - high / 2, max(1.0, place.width() - 3), high)
    painter.fillRect(bar, marks.faint(theme.colour("chalk2"), 0.35))
    painter.fillRect(QRectF(bar.x(), bar.y(), bar.width() * level / _DOTS, high), theme.colour("subtitle"))


def draw_hurdle(painter: QPainter, cell: QRectF, height: float, *, knocked: bool) -> None:
    """A hurdle in the middle of `cell`; a knocked one lies over, pale, with a cross at its corner."""
    painter.save()
    painter.translate(cell.center())
    unit = height / _HURDLE_HEIGHT
    painter.scale(unit, unit)
    ink = theme.colour("chalk")
    if knocked:
        ink = marks.mixed(theme.colour("clay"), theme.colour("chalk"), 0.7)
        painter.translate(4, 4)
        painter.rotate(38)
    _draw_frame(painter, ink)
    painter.restore()
    if knocked:
        side = height * 0.66
        corner = QPointF(cell.center().x() - height * 0.72, cell.center().y() - height * 0.66)
        _draw_cross_disc(painter, QRectF(corner.x(), corner.y(), side, side))


def _draw_frame(painter: QPainter, ink: QColor) -> None:
    """Bar, legs and feet, 41 wide and 32 high, round the origin."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(-16, -16, 32, 9), 2, 2)
    for side in (-13, 13):
        painter.fillRect(QRectF(side - 1.4, -8, 2.8, 22), ink)
        painter.drawRoundedRect(QRectF(side - 6.5, 13, 13, 3), 1.5, 1.5)


def _draw_cross_disc(painter: QPainter, rect: QRectF) -> None:
    edge = theme.colour("segment_wrong_edge")
    width = max(1.5, rect.width() * 0.1)
    painter.setPen(QPen(edge, width))
    painter.setBrush(theme.colour("segment_wrong"))
    painter.drawEllipse(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2))
    marks.draw_cross(painter, marks.centred_square(rect, rect.width() * 0.42), edge, max(1.6, rect.width() * 0.11))


def draw_baton(painter: QPainter, centre: QPointF, length: float) -> None:
    """The baton, slanted as it is handed on."""
    thick = length * 0.29
    painter.save()
    painter.translate(centre)
    painter.rotate(-14)
    painter.setPen(QPen(theme.colour("disc_edge"), max(1.5, length * 0.045)))
    painter.setBrush(theme.colour("subtitle"))
    painter.drawRoundedRect(QRectF(-length / 2, -thick / 2, length, thick), thick / 2, thick / 2)
    painter.restore()
