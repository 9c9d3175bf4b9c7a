"""Campus, street and bus stop in the evening, as film frames show them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from quizapp.ui.play import scene_props as props
from quizapp.ui.play.marks import faint, mixed, round_pen
from quizapp.ui.play.scene_props import CHALK, GLOW, NIGHT, SHADE, SHADE_2, WARM, Stage

_VIOLET = QColor("#6B3767")


def campus(stage: Stage) -> None:
    """The old main building of a campus, one window still lit."""
    horizon = 248.0
    props.sky(stage, horizon, shift=3.3)
    props.moon(stage, stage.x(0.84), 70, 19)
    middle = stage.x(0.5)
    for x, size in ((0.04, 150), (0.15, 118), (0.87, 128), (0.97, 160)):
        props.tree(stage, stage.x(x), horizon + 6, size, SHADE_2)
    _main_building(stage, middle, horizon)
    stage.painter.fillRect(QRectF(0, horizon, stage.width, props.HEIGHT), QColor("#33283F"))
    path = [
        (middle - 26, horizon),
        (middle + 26, horizon),
        (middle + 190, props.HEIGHT),
        (middle - 190, props.HEIGHT),
    ]
    stage.shape(path, QColor("#5A4056"))
    props.wave(stage, 318, 3, 0.6, faint(NIGHT, 0.45))
    for side in (-1, 1):
        props.street_lamp(stage, middle + side * 96, 284, 92, side=-side)
    props.walker(stage, middle - 22, 300, 58, NIGHT)
    props.walker(stage, middle + 16, 299, 54, NIGHT, stride=0.09)


def _main_building(stage: Stage, middle: float, foot: float) -> None:
    stage.box(middle - 168, foot - 92, 336, 92, SHADE)
    stage.box(middle - 176, foot - 99, 352, 9, NIGHT)
    stage.box(middle - 50, foot - 128, 100, 128, SHADE_2)
    stage.shape([(middle - 60, foot - 126), (middle, foot - 158), (middle + 60, foot - 126)], NIGHT)
    stage.box(middle - 14, foot - 192, 28, 44, SHADE)
    stage.shape([(middle - 18, foot - 190), (middle, foot - 214), (middle + 18, foot - 190)], NIGHT)
    stage.disc(middle, foot - 172, 9, GLOW)
    stage.line([(middle, foot - 172), (middle, foot - 178)], NIGHT, 1.6)
    stage.line([(middle, foot - 172), (middle + 4, foot - 170)], NIGHT, 1.6)
    for column in range(4):
        stage.box(middle - 42 + column * 24, foot - 122, 9, 122, mixed(SHADE_2, WARM, 0.2), 2)
    for left in (middle - 160, middle + 62):
        props.windows(stage, QRectF(left, foot - 88, 98, 84), 5, 3, GLOW, round(left < middle) + 1)


def street(stage: Stage) -> None:
    """A lane between houses, lamps going on."""
    horizon = 236.0
    props.sky(stage, horizon, shift=4.2)
    props.sun(stage, stage.x(0.52), horizon, 46)
    props.skyline(stage, horizon, mixed(SHADE_2, _VIOLET, 0.3), seed=8, lit=0.4, tall=0.42)
    lane = [
        (stage.x(0.47), horizon),
        (stage.x(0.57), horizon),
        (stage.x(0.92), props.HEIGHT),
        (stage.x(0.1), props.HEIGHT),
    ]
    stage.painter.fillRect(QRectF(0, horizon, stage.width, props.HEIGHT), QColor("#35243F"))
    stage.shape(lane, QColor("#54384F"))
    _houses(stage, horizon)
    for at in range(3):
        size = 150 - at * 38
        props.street_lamp(stage, stage.x(0.2 + at * 0.1), 318 - at * 30, size)
        props.street_lamp(stage, stage.x(0.84 - at * 0.09), 318 - at * 30, size, side=-1)
    props.walker(stage, stage.x(0.49), 304, 70, NIGHT)
    props.walker(stage, stage.x(0.49) + 34, 303, 62, NIGHT, stride=0.1)
    _wires(stage)


def _houses(stage: Stage, horizon: float) -> None:
    whole = stage.width
    fronts = (
        (0.0, 0.2, 86, 12),
        (0.17, 0.33, 122, 5),
        (0.31, 0.42, 170, -6),
        (0.63, 0.73, 176, -6),
        (0.71, 0.86, 116, 5),
        (0.83, 1.0, 74, 12),
    )
    for at, (left, right, top, drop) in enumerate(fronts):
        x, wide = whole * left, whole * (right - left)
        colour = NIGHT if at in (0, 5) else SHADE if at in (1, 4) else SHADE_2
        stage.box(x, top, wide, horizon + 30 + drop - top, colour)
        stage.shape([(x - 8, top + 4), (x + wide / 2, top - 22), (x + wide + 8, top + 4)], colour)
        area = QRectF(x + wide * 0.12, top + 14, wide * 0.76, horizon - top - 14)
        props.windows(stage, area, 4, max(2, round(area.height() / 34)), faint(GLOW, 0.9), at + 2)


def _wires(stage: Stage) -> None:
    stage.painter.setBrush(Qt.BrushStyle.NoBrush)
    stage.painter.setPen(round_pen(faint(NIGHT, 0.8), 1.3))
    for top in (52, 60, 69):
        path = QPainterPath(QPointF(0, top))
        path.quadTo(stage.x(0.5), top + 60, stage.width, top - 8)
        stage.painter.drawPath(path)


def rain(stage: Stage) -> None:
    """Rain at the bus stop, one umbrella for two."""
    horizon = 252.0
    props.sky(stage, horizon, shift=5.1, dim=0.45)
    props.skyline(stage, horizon, SHADE, seed=5, lit=0.55)
    stage.painter.fillRect(QRectF(0, horizon, stage.width, props.HEIGHT), QColor("#2B2036"))
    props.wave(stage, 312, 2, 2.2, QColor("#231830"))
    _shelter(stage, stage.x(0.7), 296)
    props.street_lamp(stage, stage.x(0.17), 298, 178)
    _umbrella_pair(stage, stage.x(0.4), 300)
    for share, y, half in (
        (0.17, 306, 46),
        (0.72, 304, 84),
        (0.4, 310, 40),
        (0.9, 322, 30),
        (0.06, 330, 26),
    ):
        stage.line([(stage.x(share) - half, y), (stage.x(share) + half, y)], faint(GLOW, 0.22), 3)
        stage.line(
            [(stage.x(share) - half * 0.5, y + 7), (stage.x(share) + half * 0.6, y + 7)],
            faint(GLOW, 0.14),
            2.4,
        )
    _drops(stage)


def _shelter(stage: Stage, x: float, foot: float) -> None:
    stage.glow(x, foot - 60, 120, GLOW, 0.35)
    stage.box(x - 82, foot - 98, 164, 88, faint(GLOW, 0.3))
    for side in (-82, -2, 78):
        stage.box(x + side, foot - 100, 5, 100, NIGHT)
    stage.box(x - 96, foot - 112, 192, 13, NIGHT, 3)
    stage.box(x - 62, foot - 30, 110, 7, NIGHT, 2)
    stage.box(x + 100, foot - 128, 6, 128, NIGHT)
    stage.disc(x + 103, foot - 130, 15, props.CLAY)
    stage.box(x + 94, foot - 133, 18, 6, CHALK, 2)


def _umbrella_pair(stage: Stage, x: float, foot: float) -> None:
    props.walker(stage, x - 17, foot, 98, NIGHT, stride=0.07)
    props.walker(stage, x + 19, foot, 88, NIGHT, stride=0.07)
    stage.line([(x + 2, foot - 46), (x + 2, foot - 128)], NIGHT, 3)
    path = QPainterPath(QPointF(x - 58, foot - 100))
    path.cubicTo(x - 50, foot - 146, x + 54, foot - 146, x + 62, foot - 100)
    for step in (1, 2, 3, 4):
        right = x + 62 - step * 30
        path.quadTo(right + 15, foot - 109, right, foot - 100)
    path.closeSubpath()
    stage.painter.fillPath(path, props.CLAY)


def _drops(stage: Stage) -> None:
    stage.painter.setPen(round_pen(faint(CHALK, 0.28), 1.5))
    for at in range(round(stage.width / 7)):
        # Steps by irrational numbers scatter evenly, without rows, and the same each time.
        x = (at * 0.618034 % 1) * (stage.width + 40)
        y = (at * 0.754878 % 1) * (props.HEIGHT - 20) - 10
        stage.painter.drawLine(QPointF(x, y), QPointF(x - 7, y + 22))
