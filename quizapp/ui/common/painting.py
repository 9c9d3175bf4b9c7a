"""Small things every painter of the program does: crisp rounded boxes, hatches, mixed colours."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """The colour `share` (0 to 1) of the way from the first to the second."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
        first.alphaF() * keep + second.alphaF() * share,
    )


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | QBrush | None,
    edge: QColor | None = None,
    width: float = 1.0,
    dash: Sequence[float] | None = None,
) -> None:
    """Draw a box with round corners whose edge lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(edge, width)
    if dash:
        pen.setDashPattern(list(dash))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    half = width / 2
    inner = max(0.0, radius - half)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)


def octagon(rect: QRectF, cut: float | None = None) -> QPolygonF:
    """A box with cut corners; a regular octagon when `cut` is not given."""
    cut = rect.width() * 0.293 if cut is None else cut
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    return QPolygonF(
        [
            QPointF(left + cut, top),
            QPointF(right - cut, top),
            QPointF(right, top + cut),
            QPointF(right, bottom - cut),
            QPointF(right - cut, bottom),
            QPointF(left + cut, bottom),
            QPointF(left, bottom - cut),
            QPointF(left, top + cut),
        ]
    )


def hatch(base: QColor, stripe: QColor, step: int = 10) -> QBrush:
    """Diagonal stripes as a tile brush, one stripe every `step` pixels; keep the brush, not the tile."""
    tile = QPixmap(step, step)
    tile.fill(base)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(stripe, step * 0.36)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    for shift in (-step, 0, step):
        painter.drawLine(QPointF(shift, step), QPointF(shift + step, 0))
    painter.end()
    return QBrush(tile)


def round_off(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    corners: Collection[str],
    outside: QColor,
    edge: QColor | None = None,
) -> None:
    """Paint over some corners ("tl", "tr", "bl", "br") of a filled rectangle so that they look round.

    A clip would leave jagged corners. `edge` draws a hairline along the arcs.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for corner in corners:
        wedge, arc = _corner(rect, radius, corner)
        painter.fillPath(wedge, outside)
        if edge is not None:
            painter.strokePath(arc, QPen(edge, 1))


def _corner(rect: QRectF, radius: float, corner: str) -> tuple[QPainterPath, QPainterPath]:
    top, left = corner[0] == "t", corner[1] == "l"
    tip = QPointF(rect.left() if left else rect.right(), rect.top() if top else rect.bottom())
    side = 2 * radius
    circle = QRectF(tip.x() if left else tip.x() - side, tip.y() if top else tip.y() - side, side, side)
    start = {"tl": 90, "tr": 0, "bl": 180, "br": 270}[corner]
    wedge = QPainterPath(tip)
    wedge.arcTo(circle, start, 90)
    wedge.closeSubpath()
    half = circle.adjusted(0.5, 0.5, -0.5, -0.5)
    arc = QPainterPath()
    arc.arcMoveTo(half, start)
    arc.arcTo(half, start, 90)
    return wedge, arc
