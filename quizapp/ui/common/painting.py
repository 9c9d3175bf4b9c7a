"""Small things every painter of the program does: crisp rounded boxes, hatches, mixed colours."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

_SMALLEST_PX = 11


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


def fitted(font: QFont, text: str, room: int) -> QFont:
    """The font, smaller where one line of text has less room than it needs; never below 11 pixels."""
    made = QFont(font)
    while made.pixelSize() > _SMALLEST_PX and QFontMetrics(made).horizontalAdvance(text) > room:
        made.setPixelSize(made.pixelSize() - 1)
    return made


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
