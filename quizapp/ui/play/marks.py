"""The one painter of plates, discs, hatching, finish line and runner: how right and wrong look.

Right is filled, with round corners and a tick. Wrong is hollow and hatched, with cut corners and a
cross. So the two differ without colour.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)

from quizapp.ui import icons, theme

Mark = Literal["right", "partly", "wrong", "skipped"]

_HATCH_PITCH_PX = 11
_HATCH_DUTY = 0.45
_PLATE_RADIUS_PX = 7.0
_LEAST_PLATE_PX = 5.0


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """The colour that lies `share` (0-1) of the way from the first to the second."""
    a, b = first.getRgbF(), second.getRgbF()
    return QColor.fromRgbF(*(x + (y - x) * share for x, y in zip(a, b, strict=True)))  # type: ignore[arg-type]


def faint(colour: QColor, opacity: float) -> QColor:
    """The colour at an opacity (0-1)."""
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made


def round_pen(colour: QColor, width: float) -> QPen:
    """A pen with round ends and joins."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def dashed_pen(colour: QColor, width: float, dash: float = 5, gap: float = 3.5) -> QPen:
    """A pen with dashes; `dash` and `gap` in pixels."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([dash / width, gap / width])
    return pen


def hatch_brush(colour: QColor, ratio: float = 1.0, pitch: int = _HATCH_PITCH_PX) -> QBrush:
    """Diagonal stripes on nothing, rising to the right; `ratio` is the device's pixel ratio."""
    return QBrush(_hatch(colour.rgba(), ratio, pitch))


@lru_cache(maxsize=32)
def _hatch(rgba: int, ratio: float, pitch: int) -> QBrush:
    side = max(2, round(pitch * ratio))
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgba(rgba))
        stripe = side * _HATCH_DUTY
        for left in (0, side, 2 * side):
            corners = (
                (left, 0),
                (left + stripe, 0),
                (left + stripe - side, side),
                (left - side, side),
            )
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush


def pixel_ratio(painter: QPainter) -> float:
    """The pixel ratio of what the painter draws on."""
    return painter.device().devicePixelRatioF()


def cut_corners(rect: QRectF, cut: float) -> QPolygonF:
    """The outline of a box whose corners are cut off by `cut` pixels."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    corners = [
        (left + cut, top),
        (right - cut, top),
        (right, top + cut),
        (right, bottom - cut),
        (right - cut, bottom),
        (left + cut, bottom),
        (left, bottom - cut),
        (left, top + cut),
    ]
    return QPolygonF([QPointF(x, y) for x, y in corners])


def draw_tick(painter: QPainter, rect: QRectF, colour: QColor, width: float = 0) -> None:
    """A tick that fills the square; `width` 0 takes a stroke that suits the size."""
    _stroke(painter, rect, colour, width, ((0.12, 0.54), (0.38, 0.80), (0.88, 0.24)))


def draw_cross(painter: QPainter, rect: QRectF, colour: QColor, width: float = 0) -> None:
    """A cross that fills the square; `width` 0 takes a stroke that suits the size."""
    _stroke(painter, rect, colour, width, ((0.16, 0.16), (0.84, 0.84)))
    _stroke(painter, rect, colour, width, ((0.84, 0.16), (0.16, 0.84)))


def draw_skip(painter: QPainter, rect: QRectF, colour: QColor, width: float = 0) -> None:
    """Two chevrons: this question was passed over."""
    for left in (0.12, 0.48):
        _stroke(painter, rect, colour, width, ((left, 0.18), (left + 0.36, 0.5), (left, 0.82)))


def _stroke(
    painter: QPainter,
    rect: QRectF,
    colour: QColor,
    width: float,
    points: tuple[tuple[float, float], ...],
) -> None:
    painter.setPen(round_pen(colour, width or max(1.5, rect.width() * 0.17)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    spots = [QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in points]
    painter.drawPolyline(QPolygonF(spots))


def centred_square(rect: QRectF, side: float) -> QRectF:
    """A square of this side in the middle of `rect`."""
    centre = rect.center()
    return QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)


def draw_disc(painter: QPainter, rect: QRectF, mark: Mark, *, filled: bool = True) -> None:
    """The mark beside a text: disc with tick, octagon with cross, half disc or dashed ring.

    Hollow ones (`filled` False) suit tables.
    """
    side = min(rect.width(), rect.height())
    square = centred_square(rect, side)
    if mark == "right":
        _tick_disc(painter, square, filled)
    elif mark == "wrong":
        _cross_octagon(painter, square, filled)
    elif mark == "partly":
        _half_disc(painter, square)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(dashed_pen(theme.colour("line2"), 1.5, 3, 2.5))
        painter.drawEllipse(square.adjusted(1, 1, -1, -1))
        draw_skip(painter, centred_square(square, side * 0.4), theme.colour("ink2"), side * 0.07)


def _tick_disc(painter: QPainter, square: QRectF, filled: bool) -> None:
    ok, side = theme.colour("ok"), square.width()
    edge = max(1.5, side * 0.08)
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(ok, edge))
    painter.setBrush(ok if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(square if filled else square.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
    ink = theme.colour("on_ok") if filled else ok
    draw_tick(painter, centred_square(square, side * 0.46), ink, max(1.6, side * 0.07))


def _cross_octagon(painter: QPainter, square: QRectF, filled: bool) -> None:
    bad, side = theme.colour("bad"), square.width()
    edge = max(1.5, side * 0.09)
    inset = 0 if filled else edge / 2
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(bad, edge))
    painter.setBrush(bad if filled else Qt.BrushStyle.NoBrush)
    cut = side * (0.19 if filled else 0.29)
    painter.drawPolygon(cut_corners(square.adjusted(inset, inset, -inset, -inset), cut))
    ink = theme.colour("on_bad") if filled else bad
    draw_cross(painter, centred_square(square, side * 0.4), ink, max(1.6, side * 0.075))


def _half_disc(painter: QPainter, square: QRectF) -> None:
    ok, side = theme.colour("ok"), square.width()
    edge = max(1.5, side * 0.08)
    ring = square.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ok)
    painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.setPen(QPen(ok, edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)


def draw_plate(
    painter: QPainter,
    rect: QRectF,
    mark: Mark,
    text: str = "",
    font: QFont | None = None,
    radius: float = _PLATE_RADIUS_PX,
) -> None:
    """A plate on the track with its mark and, where it fits, `text` (the points).

    Plates too narrow for a shape are bars: high for right, half as high for anything else.
    """
    if rect.width() < _LEAST_PLATE_PX:
        _bar(painter, rect, mark)
        return
    ink = {
        "right": _right_plate,
        "partly": _partly_plate,
        "wrong": _wrong_plate,
        "skipped": _skipped_plate,
    }[mark](painter, rect, radius)
    _plate_content(painter, rect, mark, text, font, ink)


def _bar(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    token = {"right": "segment_right", "partly": "segment_right", "wrong": "segment_wrong"}
    drop = 0.0 if mark == "right" else rect.height() / 2
    painter.fillRect(rect.adjusted(0, drop, 0, 0), theme.colour(token.get(mark, "clay_deep")))


def _right_plate(painter: QPainter, rect: QRectF, radius: float) -> QColor:
    chalk = theme.colour("chalk")
    painter.setPen(QPen(chalk, 2 if rect.width() > 16 else 1))
    painter.setBrush(theme.colour("segment_right"))
    painter.drawRoundedRect(rect, radius, radius)
    return chalk


def _wrong_plate(painter: QPainter, rect: QRectF, radius: float) -> QColor:
    edge = theme.colour("segment_wrong_edge")
    shape = cut_corners(rect, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("segment_wrong"))
    painter.drawPolygon(shape)
    painter.setBrush(hatch_brush(theme.colour("segment_wrong_hatch"), pixel_ratio(painter)))
    painter.setPen(QPen(edge, 2 if rect.width() > 16 else 1))
    painter.drawPolygon(shape)
    return edge


def _partly_plate(painter: QPainter, rect: QRectF, radius: float) -> QColor:
    """Left half filled as right is, right half hollow."""
    filled = theme.colour("segment_right")
    outline = QPainterPath()
    outline.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, theme.colour("segment_wrong"))
    painter.setClipRect(QRectF(rect.x(), rect.y(), rect.width() / 2, rect.height()), Qt.ClipOperation.IntersectClip)
    painter.fillPath(outline, filled)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("chalk"), 2 if rect.width() > 16 else 1))
    painter.drawRoundedRect(rect, radius, radius)
    return filled


def _skipped_plate(painter: QPainter, rect: QRectF, radius: float) -> QColor:
    chalk = theme.colour("chalk2")
    painter.setPen(dashed_pen(chalk, 1.5, 4, 3))
    painter.setBrush(theme.colour("clay_deep"))
    painter.drawRoundedRect(rect, radius, radius)
    return chalk


_MARK_PAINTERS = {
    "right": draw_tick,
    "partly": draw_tick,
    "wrong": draw_cross,
    "skipped": draw_skip,
}


def _plate_content(painter: QPainter, rect: QRectF, mark: Mark, text: str, font: QFont | None, ink: QColor) -> None:
    paint = _MARK_PAINTERS[mark]
    most = max(14.0, font.pixelSize() * 1.05) if font else 14.0
    side = min(most, rect.height() * 0.42, rect.width() * 0.55)
    if side < 5:
        return
    if mark == "partly":
        half = QRectF(rect.x(), rect.y(), rect.width() / 2, rect.height())
        draw_tick(painter, centred_square(half, side), theme.colour("chalk"))
        _plate_text(
            painter,
            half.translated(half.width(), 0),
            text,
            font,
            ink,
            Qt.AlignmentFlag.AlignHCenter,
        )
        return
    gap = 7.0
    room = rect.width() - side - gap - 12
    if not text or font is None or QFontMetricsF(font).horizontalAdvance(text) > room:
        paint(painter, centred_square(rect, side), ink)
        return
    left = min(12.0, (room - QFontMetricsF(font).horizontalAdvance(text)) / 2 + 6)
    paint(painter, QRectF(rect.x() + left, rect.center().y() - side / 2, side, side), ink)
    beside = rect.adjusted(left + side + gap, 0, 0, 0)
    _plate_text(painter, beside, text, font, ink, Qt.AlignmentFlag.AlignLeft)


def _plate_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont | None,
    ink: QColor,
    align: Qt.AlignmentFlag,
) -> None:
    if font is None or QFontMetricsF(font).horizontalAdvance(text) > rect.width():
        return
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, text)


def draw_runner_disc(painter: QPainter, centre: QPointF, diameter: float, *, ghost: bool = False) -> None:
    """The runner on a yellow disc, or in chalk as a `ghost` (best run, challenger)."""
    edge = max(1.5, diameter * 0.055)
    painter.setPen(QPen(theme.colour("chalk" if ghost else "disc_edge"), edge))
    painter.setBrush(theme.colour("clay_deep" if ghost else "subtitle"))
    painter.drawEllipse(centre, diameter / 2 - edge / 2, diameter / 2 - edge / 2)
    side = round(diameter * 0.72)
    figure = icons.coloured_pixmap(
        "runner", theme.colour("chalk" if ghost else "subtitle_ink"), side, pixel_ratio(painter)
    )
    painter.drawPixmap(QPointF(centre.x() - side / 2, centre.y() - side / 2), figure)


def draw_chequer(painter: QPainter, rect: QRectF, columns: int = 2) -> None:
    """The finish line: squares of ink and chalk."""
    side = rect.width() / columns
    rows = max(1, round(rect.height() / side))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(rect, theme.colour("chalk"))
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    for row in range(rows):
        for column in range(row % 2, columns, 2):
            top = rect.y() + row * rect.height() / rows
            square = QRectF(rect.x() + column * side, top, side, rect.height() / rows)
            painter.fillRect(square, theme.colour("disc_edge"))
    painter.restore()
