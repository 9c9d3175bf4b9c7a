"""The painted stadium above the set-up panel: dawn in the light theme, dusk in the dark one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import round_off

# The scene is drawn on a sheet of this size and cut to what the widget has.
_WIDTH, _HEIGHT = 372.0, 136.0
_HORIZON = 60.0
_HILL = [(0, 50), (75, 43), (156, 50), (163, _HORIZON), (_WIDTH, _HORIZON)]
_LANE_LINES = 9
_MIDDLE_LINE = 4


class HomeScene(QWidget):
    """Decoration; it says nothing that words do not say."""

    def __init__(self, *, corners: tuple[str, ...] = ("tr",), parent: QWidget | None = None) -> None:
        """`corners` are those of the widget that are round because the board's are."""
        super().__init__(parent)
        self._corners = corners
        self._drawn: tuple[object, QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(40)

    def set_corners(self, *corners: str) -> None:
        """Say which corners ("tl", "tr", "bl", "br") are those of the board."""
        self._corners = corners
        self._drawn = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(_WIDTH), int(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        key = (self.size().toTuple(), ratio, theme.scheme())
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._render(ratio))
        QPainter(self).drawPixmap(0, 0, self._drawn[1])

    def _render(self, ratio: float) -> QPixmap:
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        scale = max(self.width() / _WIDTH, self.height() / _HEIGHT)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.translate(-_WIDTH / 2, -_HEIGHT / 2)
        paint_stadium(painter)
        painter.restore()
        edge = theme.colour("line")
        round_off(painter, QRectF(self.rect()), 14, self._corners, theme.colour("bg"), edge)
        painter.end()
        return sheet


def paint_stadium(painter: QPainter) -> None:
    """Paint sky, sun, hills, field and track on a sheet of 372 x 136."""
    _paint_sky(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("scene_sun"))
    painter.drawEllipse(QPointF(298, _HORIZON), 20.5, 20.5)
    painter.setBrush(theme.colour("scene_hill"))
    foot = [(_WIDTH, _HORIZON + 4), (0, _HORIZON + 4)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in [*_HILL, *foot]]))
    painter.fillRect(QRectF(0, _HORIZON + 3, _WIDTH, _HEIGHT - _HORIZON - 3), theme.colour("scene_field"))
    _paint_track(painter)


def _paint_sky(painter: QPainter) -> None:
    bands = theme.bands("dusk" if theme.is_dark() else "dawn")
    painter.fillRect(QRectF(0, 0, _WIDTH, _HORIZON + 4), bands[0])
    step = _HORIZON / len(bands)
    for index, band in enumerate(bands[1:], 1):
        top = index * step + 2
        sway = 2.5 + index * 0.7
        wave = QPainterPath(QPointF(0, top + sway * 0.4))
        wave.cubicTo(60, top - sway, 110, top + sway * 1.2, 170, top + sway * 0.6)
        wave.cubicTo(220, top, 250, top - sway * 1.6, 300, top - sway)
        wave.cubicTo(330, top - sway * 0.6, 350, top, _WIDTH, top + sway * 0.5)
        wave.lineTo(_WIDTH, _HORIZON + 4)
        wave.lineTo(0, _HORIZON + 4)
        wave.closeSubpath()
        painter.fillPath(wave, band)


def _paint_track(painter: QPainter) -> None:
    near = [194 + 74.2 * (line - _MIDDLE_LINE) for line in range(_LANE_LINES)]
    far = [231 + 5 * (line - _MIDDLE_LINE) for line in range(_LANE_LINES)]
    top = _HORIZON + 3.5
    surface = QPolygonF(
        [
            QPointF(far[0], top),
            QPointF(far[-1], top),
            QPointF(near[-1], _HEIGHT),
            QPointF(near[0], _HEIGHT),
        ]
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("scene_track"))
    painter.drawPolygon(surface)
    chalk = theme.colour("scene_chalk")
    for line, (x_far, x_near) in enumerate(zip(far, near, strict=True)):
        heavy = line in (0, _MIDDLE_LINE, _LANE_LINES - 1)
        painter.setPen(QPen(chalk, 2.6 if heavy else 1.6))
        painter.drawLine(QPointF(x_far, top), QPointF(x_near, _HEIGHT))
    painter.fillRect(QRectF(0, 115, _WIDTH, 4), chalk)
