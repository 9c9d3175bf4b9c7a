"""Track, river and sea at dusk, as film frames show them; each fills a stage of any width."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from quizapp.ui.play import scene_props as props
from quizapp.ui.play.marks import faint, mixed, round_pen
from quizapp.ui.play.scene_props import CHALK, GLOW, NIGHT, SHADE, SHADE_2, WARM, Stage

_WATER = [QColor(code) for code in ("#E08D62", "#B8605F", "#84476A", "#573462", "#38244F", "#2A1A3E")]


def sprint(stage: Stage) -> None:
    """A runner on the home straight, the last sun behind the stadium."""
    horizon = 226.0
    props.sky(stage, horizon)
    props.sun(stage, stage.x(0.74), horizon, 45)
    _small_stand(stage, horizon)
    props.floodlight(stage, stage.x(0.155), 82, horizon - 40)
    props.floodlight(stage, stage.x(0.9), 105, horizon)
    props.track(stage, horizon)
    for left, right, top in ((0.668, 0.82, 263), (0.688, 0.8, 285)):
        stage.line([(stage.x(left), top), (stage.x(right), top)], faint(WARM, 0.75), 3)
    x = stage.x(0.43)
    stage.shape([(x - 190, 280), (x - 60, 272), (x + 66, 278), (x - 96, 286)], faint(NIGHT, 0.4))
    for back, opacity in ((158, 0.2), (79, 0.42)):
        props.runner(stage, x - back, 275, 136, faint(WARM, opacity))
    props.runner(stage, x, 275, 136, NIGHT)


def _small_stand(stage: Stage, horizon: float) -> None:
    far = min(stage.x(0.36), 300.0)
    stage.shape(
        [
            (0, 195),
            (far * 0.26, 178),
            (far, 184),
            (far + 14, 212),
            (far * 1.78, 218),
            (far * 1.84, horizon),
            (0, horizon),
        ],
        SHADE,
    )
    for share in (0.08, 0.27, 0.46, 0.65, 0.84):
        top = 169 + 10 * share
        stage.line([(far * share, top), (far * share, top + 14)], SHADE, 2.4)
    stage.line([(0, 168), (far, 179)], SHADE, 4.5)


def stands(stage: Stage) -> None:
    """The empty grandstand after the race."""
    horizon = 236.0
    props.sky(stage, horizon, shift=1.4)
    props.sun(stage, stage.x(0.2), horizon, 34)
    left = stage.x(0.34)
    rows = 7
    for row in range(rows):
        top = horizon - 18 - row * 17
        start = left + row * 26
        stage.box(start, top, stage.width - start, 20, mixed(SHADE, SHADE_2, row / rows))
        _seats(stage, start + 12, top + 6, row)
    roof = horizon - 18 - rows * 17 - 34
    stage.shape(
        [
            (left + 120, roof + 8),
            (stage.width, roof - 30),
            (stage.width, roof - 12),
            (left + 122, roof + 17),
        ],
        NIGHT,
    )
    for share in (0.62, 0.78, 0.94):
        stage.line([(stage.x(share), roof), (stage.x(share), horizon - 100)], NIGHT, 3.5)
    for at, share in enumerate((0.06, 0.12, 0.18, 0.24)):
        _flag(stage, stage.x(share), horizon, 96 - at * 6)
    props.track(stage, horizon)
    props.walker(stage, stage.x(0.3), 286, 62, NIGHT)


def _seats(stage: Stage, start: float, top: float, row: int) -> None:
    x, at = start, row
    while x < stage.width:
        lit = (at * 7 + row * 3) % 11 == 0
        stage.box(x, top, 7, 8, faint(WARM, 0.75) if lit else faint(WARM, 0.16), 2)
        x += 13
        at += 1


def _flag(stage: Stage, x: float, foot: float, height: float) -> None:
    stage.line([(x, foot), (x, foot - height)], NIGHT, 2.2)
    top = foot - height
    stage.shape(
        [
            (x + 1, top),
            (x + 24, top + 5),
            (x + 17, top + 11),
            (x + 24, top + 17),
            (x + 1, top + 15),
        ],
        props.CLAY,
    )


def hurdles(stage: Stage) -> None:
    """A line of hurdles under the floodlights."""
    horizon = 222.0
    props.sky(stage, horizon, shift=2.6)
    stage.shape(
        [
            (0, horizon),
            (0, 204),
            (stage.x(0.2), 194),
            (stage.x(0.5), 210),
            (stage.x(0.8), 190),
            (stage.width, 206),
            (stage.width, horizon),
        ],
        SHADE_2,
    )
    for share in (0.08, 0.36, 0.64, 0.92):
        props.floodlight(stage, stage.x(share), 78 if share in (0.08, 0.92) else 100, horizon)
    props.track(stage, horizon)
    for at in range(5):
        size = 1.0 - at * 0.15
        _hurdle(stage, stage.x(0.18 + 0.16 * at), 303 - at * 8, 66 * size)


def _hurdle(stage: Stage, x: float, foot: float, size: float) -> None:
    stage.shape(
        [
            (x - size * 0.55, foot),
            (x + size * 0.5, foot),
            (x + size * 0.25, foot + 4),
            (x - size * 0.8, foot + 4),
        ],
        faint(NIGHT, 0.4),
    )
    for side in (-0.45, 0.45):
        stage.line([(x + side * size, foot), (x + side * size, foot - size * 0.8)], NIGHT, size * 0.07)
        stage.line([(x + side * size, foot), (x + side * size - size * 0.18, foot)], NIGHT, size * 0.07)
    stage.box(x - size * 0.52, foot - size * 0.92, size * 1.04, size * 0.2, CHALK, 2)
    for step in range(3):
        stage.box(
            x - size * 0.4 + step * size * 0.32,
            foot - size * 0.92,
            size * 0.16,
            size * 0.2,
            props.CLAY,
        )


def bridge(stage: Stage) -> None:
    """A bridge over the wide river, the city behind it."""
    horizon = 214.0
    props.sky(stage, horizon, shift=0.8)
    props.sun(stage, stage.x(0.3), horizon, 48)
    props.skyline(stage, horizon, SHADE_2, seed=3, tall=0.62)
    _water(stage, horizon, stage.x(0.3))
    deck = 196.0
    for tower in (0.38, 0.78):
        _cables(stage, stage.x(tower), deck, stage.width * 0.19)
    stage.painter.fillRect(QRectF(0, deck, stage.width, 9), NIGHT)
    stage.line([(0, deck - 8), (stage.width, deck - 8)], NIGHT, 1.4)
    x = 18.0
    while x < stage.width:
        stage.line([(x, deck), (x, deck - 24)], NIGHT, 1.8)
        stage.glow(x, deck - 25, 12, GLOW, 0.6)
        stage.disc(x, deck - 25, 2.6, GLOW)
        x += 62
    for share in (0.1, 0.38, 0.78):
        stage.box(stage.x(share) - 7, deck + 6, 14, 62, NIGHT, 2)
        stage.box(stage.x(share) - 13, deck + 62, 26, 9, NIGHT, 3)


def _cables(stage: Stage, x: float, deck: float, reach: float) -> None:
    top = deck - 112
    stage.painter.setPen(round_pen(faint(NIGHT, 0.85), 1.3))
    for step in range(1, 7):
        for side in (-1, 1):
            stage.painter.drawLine(QPointF(x, top + step * 5), QPointF(x + side * reach * step / 6, deck))
    stage.shape([(x - 5, deck), (x - 3, top), (x + 3, top), (x + 5, deck)], NIGHT)


def _water(stage: Stage, horizon: float, light: float) -> None:
    step = (props.HEIGHT - horizon) / len(_WATER)
    for at, colour in enumerate(_WATER):
        if at == 0:
            stage.painter.fillRect(QRectF(0, horizon, stage.width, props.HEIGHT - horizon), colour)
        else:
            props.wave(stage, horizon + at * step * 0.86, 2.5, at * 1.3, colour)
    for at in range(9):
        half = 34 - abs(at - 3) * 4.2
        y = horizon + 7 + at * 9
        shift = (at * 17) % 23 - 11
        stage.line(
            [(light - half + shift, y), (light + half + shift, y)],
            faint(props.SUN, 0.75 - at * 0.07),
            2.6,
        )


def sea(stage: Stage) -> None:
    """A pier in the evening, the sun going into the sea."""
    horizon = 208.0
    props.sky(stage, horizon, shift=2.0)
    props.sun(stage, stage.x(0.62), horizon, 52)
    stage.shape(
        [
            (0, horizon),
            (0, 178),
            (stage.x(0.1), 172),
            (stage.x(0.2), 190),
            (stage.x(0.3), 200),
            (stage.x(0.38), horizon),
        ],
        SHADE_2,
    )
    _lighthouse(stage, stage.x(0.12), 176)
    _water(stage, horizon, stage.x(0.62))
    for x, y in ((0.42, 84), (0.47, 96), (0.52, 78), (0.86, 110)):
        _gull(stage, stage.x(x), y)
    right, deck = stage.width, 262.0
    stage.shape([(right, deck), (stage.x(0.7), deck), (stage.x(0.68), deck + 9), (right, deck + 11)], NIGHT)
    for share in (0.72, 0.8, 0.88, 0.96):
        stage.box(stage.x(share), deck + 6, 7, 60, NIGHT)
    props.street_lamp(stage, stage.x(0.95), deck, 108, side=-1)
    props.walker(stage, stage.x(0.77), deck, 66, NIGHT, stride=0)
    props.walker(stage, stage.x(0.77) + 27, deck, 58, NIGHT, stride=0)


def _lighthouse(stage: Stage, x: float, foot: float) -> None:
    stage.glow(x, foot - 62, 44, GLOW, 0.5)
    stage.shape([(x - 9, foot), (x - 6, foot - 54), (x + 6, foot - 54), (x + 9, foot)], NIGHT)
    stage.shape(
        [(x - 8, foot - 18), (x - 7.2, foot - 32), (x + 7.2, foot - 32), (x + 8, foot - 18)],
        props.CLAY,
    )
    stage.box(x - 6, foot - 66, 12, 10, GLOW)
    stage.shape([(x - 8, foot - 66), (x, foot - 76), (x + 8, foot - 66)], NIGHT)


def _gull(stage: Stage, x: float, y: float) -> None:
    path = QPainterPath(QPointF(x - 9, y - 3))
    path.quadTo(x - 4, y - 7, x, y)
    path.quadTo(x + 4, y - 7, x + 9, y - 3)
    stage.painter.setBrush(Qt.BrushStyle.NoBrush)
    stage.painter.setPen(round_pen(NIGHT, 1.8))
    stage.painter.drawPath(path)
