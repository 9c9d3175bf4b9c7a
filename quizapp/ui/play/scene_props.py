"""The things that painted scenes are put together from: skies, suns, lamps, people, trees, houses.

A scene is drawn on a stage 380 units high and as wide as its picture asks for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF, QRadialGradient

from quizapp.ui import theme
from quizapp.ui.play.marks import faint, mixed, round_pen

HEIGHT = 380.0

# The paint box: pictures are art, the same in both themes. Skies come from the theme's bands.
NIGHT = QColor("#170F20")
SHADE = QColor("#2E2048")
SHADE_2 = QColor("#3D2A55")
GLOW = QColor("#FFE1A8")
WARM = QColor("#F8BE7C")
SUN = QColor("#FFE2A8")
CLAY = QColor("#A24330")
CLAY_LOW = QColor("#843327")
CLAY_FOOT = QColor("#6F2B21")
CHALK = QColor("#FFE9DC")
FIELD = QColor("#2E3F47")
FIELD_EDGE = QColor("#45606A")

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a scene is drawn with; `width` in stage units."""

    painter: QPainter
    width: float

    def x(self, share: float) -> float:
        """A share (0-1) of the width."""
        return self.width * share

    def shape(self, points: Points, colour: QColor) -> None:
        """A filled polygon."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))

    def box(self, x: float, y: float, width: float, height: float, colour: QColor, radius: float = 0) -> None:
        """A filled box."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)

    def disc(self, x: float, y: float, radius: float, colour: QColor) -> None:
        """A filled disc."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawEllipse(QPointF(x, y), radius, radius)

    def line(self, points: Points, colour: QColor, width: float) -> None:
        """An open line with round ends."""
        self.painter.setPen(round_pen(colour, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))

    def glow(self, x: float, y: float, radius: float, colour: QColor, strength: float = 0.6) -> None:
        """A soft light."""
        gradient = QRadialGradient(x, y, radius)
        gradient.setColorAt(0, faint(colour, strength))
        gradient.setColorAt(0.4, faint(colour, strength * 0.34))
        gradient.setColorAt(1, faint(colour, 0.0))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(gradient))
        self.painter.drawEllipse(QPointF(x, y), radius, radius)


def wave(stage: Stage, top: float, lift: float, shift: float, colour: QColor, bottom: float = HEIGHT) -> None:
    """Everything from a gently waving edge down to `bottom`."""
    path = QPainterPath(QPointF(0, bottom))
    steps = 24
    for step in range(steps + 1):
        x = stage.width * step / steps
        path.lineTo(x, top + lift * math.sin(step / steps * math.tau * 0.9 + shift))
    path.lineTo(stage.width, bottom)
    stage.painter.fillPath(path, colour)


def sky(stage: Stage, horizon: float, *, shift: float = 0.0, dim: float = 0.0) -> None:
    """The dusk in bands down to the horizon; `dim` (0-1) darkens it towards rain and night."""
    colours = [mixed(band, theme.bands("dusk")[0], dim) for band in theme.bands("dusk")]
    step = horizon / len(colours)
    stage.painter.fillRect(QRectF(0, 0, stage.width, HEIGHT), colours[0])
    for at, colour in enumerate(colours[1:], 1):
        wave(stage, at * step, 4.5, shift + at * 0.45, colour)


def sun(stage: Stage, x: float, horizon: float, radius: float) -> None:
    """The sun on the horizon, its lower part hidden."""
    stage.painter.save()
    stage.painter.setClipRect(QRectF(0, 0, stage.width, horizon), Qt.ClipOperation.IntersectClip)
    stage.disc(x, horizon - radius * 0.28, radius, SUN)
    stage.painter.restore()


def moon(stage: Stage, x: float, y: float, radius: float) -> None:
    """A pale full moon."""
    stage.glow(x, y, radius * 2.4, SUN, 0.35)
    stage.disc(x, y, radius, SUN)
    stage.disc(x - radius * 0.3, y - radius * 0.2, radius * 0.2, faint(WARM, 0.5))
    stage.disc(x + radius * 0.35, y + radius * 0.3, radius * 0.28, faint(WARM, 0.4))


def floodlight(stage: Stage, x: float, top: float, foot: float) -> None:
    """A mast of the stadium with two rows of lamps."""
    stage.line([(x, top + 12), (x, foot)], SHADE, 4)
    stage.glow(x, top + 10, 46, GLOW, 0.25)
    stage.box(x - 18, top, 36, 21, NIGHT, 2)
    for row in (6, 15):
        for column in range(4):
            stage.disc(x - 12 + column * 8, top + row, 2.4, GLOW)


def street_lamp(stage: Stage, x: float, foot: float, height: float, *, side: int = 1) -> None:
    """A lamp on a bent post; `side` 1 hangs it to the right, -1 to the left."""
    top = foot - height
    arm = height * 0.16 * side
    stage.glow(x + arm, top + 5, height * 0.36, GLOW, 0.6)
    path = QPainterPath(QPointF(x, foot))
    path.lineTo(x, top + height * 0.1)
    path.quadTo(x, top, x + arm, top)
    stage.painter.setBrush(Qt.BrushStyle.NoBrush)
    stage.painter.setPen(round_pen(NIGHT, max(2.0, height * 0.024)))
    stage.painter.drawPath(path)
    stage.disc(x + arm, top + 4, height * 0.035, GLOW)


def track(stage: Stage, horizon: float) -> None:
    """Grass and clay lanes in front of the horizon."""
    whole = stage.width
    stage.painter.fillRect(QRectF(0, horizon, whole, 26), FIELD)
    stage.painter.fillRect(QRectF(0, horizon + 24, whole, 6), FIELD_EDGE)
    stage.painter.fillRect(QRectF(0, horizon + 29, whole, HEIGHT - horizon - 29), CLAY)
    for top, width in ((29, 2.2), (46, 2.2), (72, 3.2)):
        stage.painter.fillRect(QRectF(0, horizon + top, whole, width), CHALK)
    wave(stage, horizon + 86, 2.5, 1.0, CLAY_LOW)
    wave(stage, horizon + 129, 3, 3.4, CLAY_FOOT)


_LIMBS: list[Points] = [
    [(57, 30), (31, 33), (21, 52)],
    [(58, 31), (74, 47), (88, 35)],
    [(57, 32), (43, 61)],
    [(43, 61), (66, 65), (62, 93), (72, 94)],
    [(43, 61), (32, 85), (6, 83)],
]


def runner(stage: Stage, x: float, foot: float, height: float, colour: QColor) -> None:
    """A running figure whose toes touch `foot`; `x` is its left edge."""
    painter = stage.painter
    painter.save()
    painter.translate(x, foot - height)
    painter.scale(height / 100, height / 100)
    painter.setPen(round_pen(colour, 12.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    for limb in _LIMBS:
        path.moveTo(*limb[0])
        for spot in limb[1:]:
            path.lineTo(*spot)
    # One path, so that a see-through figure shows no seams where limbs meet.
    painter.drawPath(path)
    painter.restore()
    stage.disc(x + 0.672 * height, foot - 0.898 * height, 0.102 * height, colour)


def walker(stage: Stage, x: float, foot: float, height: float, colour: QColor, *, stride: float = 0.12) -> None:
    """A walking or, with `stride` 0, a standing figure."""
    h = height
    stage.disc(x, foot - 0.9 * h, 0.095 * h, colour)
    stage.box(x - 0.13 * h, foot - 0.79 * h, 0.26 * h, 0.46 * h, colour, 0.11 * h)
    stage.line([(x, foot - 0.38 * h), (x - stride * h, foot)], colour, 0.1 * h)
    stage.line([(x, foot - 0.38 * h), (x + (stride or 0.05) * h, foot)], colour, 0.1 * h)


def tree(stage: Stage, x: float, foot: float, height: float, colour: QColor) -> None:
    """A round tree."""
    stage.line([(x, foot), (x, foot - height * 0.5)], colour, height * 0.07)
    for dx, dy, radius in (
        (0, 0.7, 0.28),
        (-0.19, 0.55, 0.2),
        (0.19, 0.56, 0.21),
        (0.04, 0.48, 0.2),
    ):
        stage.disc(x + dx * height, foot - dy * height, radius * height, colour)


def windows(stage: Stage, area: QRectF, columns: int, rows: int, colour: QColor, seed: int) -> None:
    """Some lit windows of a house; which ones is the same for the same `seed`."""
    wide, high = area.width() / columns, area.height() / rows
    for row in range(rows):
        for column in range(columns):
            if (row * 7 + column * 5 + seed * 3 + row * column) % 4 == 0:
                left, top = area.x() + column * wide, area.y() + row * high
                stage.box(left + wide * 0.28, top + high * 0.25, wide * 0.44, high * 0.5, colour)


def skyline(stage: Stage, horizon: float, colour: QColor, seed: int, *, lit: float = 0.8, tall: float = 1.0) -> None:
    """Far houses along the horizon; `lit` (0-1) is the light in them, `tall` stretches them."""
    x, at = -10.0, seed
    while x < stage.width:
        wide = 34 + (at * 37) % 41
        high = (26 + (at * 53) % 62) * tall
        stage.box(x, horizon - high, wide, high + 1, colour)
        area = QRectF(x + 4, horizon - high + 6, wide - 8, high - 10)
        windows(stage, area, 4, max(2, int(high // 13)), faint(GLOW, lit), at)
        x += wide + (at * 29) % 17 - 3
        at += 1
