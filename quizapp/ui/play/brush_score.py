"""The big figure of a result on a stroke of yellow paint; it counts up when it is new."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.play.marks import faint, mixed, round_pen

_COUNT_MS = 400
# The stroke is drawn on a sheet of this size and stretched to the widget.
_SHEET = QSize(200, 72)
_GAP_EM = 0.2
"""Between the figure and its unit, in sizes of the figure's font."""


class BrushScore(QWidget):
    """A number as a headline: points, or something else that the word behind it names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = 0
        self._unit = ""
        self._spoken = ""
        self._from = 0
        self._type_scale = 1.0
        self._count = QVariantAnimation(self)
        self._count.setStartValue(0.0)
        self._count.setEndValue(1.0)
        self._count.setDuration(_COUNT_MS)
        self._count.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._count.valueChanged.connect(self._repaint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name_it()

    def score(self) -> int:
        """The score last set, whatever the counting shows at the moment."""
        return self._score

    def set_score(self, figure: int, spoken: str = "", *, unit: str = "", animate: bool = True) -> None:
        """Show this figure, counting up to it unless motion is reduced; `unit` stands small behind it.

        `spoken` is what a screen reader says, "{figure} points" if empty.
        """
        self._from, self._score, self._unit, self._spoken = 0, figure, unit, spoken
        self._name_it()
        self._count.stop()
        if animate and not theme.reduced_motion():
            self._count.start()
        self.updateGeometry()
        self.update()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the number for wide windows (1 is as drawn)."""
        self._type_scale = scale
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self._text_width(self._font(), self.locale().toString(self._score))
        return QSize(round(max(200 * self._scale(), wide + 84 * self._scale())), round(78 * self._scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(140 * self._scale()), round(78 * self._scale()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_stroke(painter, QRectF(self.rect()))
        font = self._font()
        text = self.locale().toString(self._shown())
        final = self.locale().toString(self._score)
        while self._text_width(font, final) > self.width() * 0.84 and font.pixelSize() > 15:
            font.setPixelSize(font.pixelSize() - 1)
        painter.setPen(theme.colour("subtitle_ink"))
        self._draw_figure(painter, font, text)

    def _draw_figure(self, painter: QPainter, font: QFont, text: str) -> None:
        """The figure and, on the same base line, its unit."""
        metrics = QFontMetricsF(font)
        left = (self.width() - self._text_width(font, text)) / 2
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        painter.drawText(QPointF(left, base), text)
        if self._unit:
            left += metrics.horizontalAdvance(text) + font.pixelSize() * _GAP_EM
            painter.setFont(_unit_font(font))
            painter.drawText(QPointF(left, base), self._unit)

    def _text_width(self, font: QFont, text: str) -> float:
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if not self._unit:
            return wide
        return wide + font.pixelSize() * _GAP_EM + QFontMetricsF(_unit_font(font)).horizontalAdvance(self._unit)

    def _scale(self) -> float:
        return theme.text_scale() * self._type_scale

    def _font(self) -> QFont:
        return theme.font("score", self._type_scale)

    def _shown(self) -> int:
        if self._count.state() != QVariantAnimation.State.Running:
            return self._score
        return round(self._from + (self._score - self._from) * float(self._count.currentValue() or 0.0))

    def _repaint(self) -> None:
        self.update()

    def _name_it(self) -> None:
        points = self.tr("{0} points").format(self.locale().toString(self._score))
        self.setAccessibleName(self._spoken or points)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


def _unit_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(12, round(font.pixelSize() * 0.46)))
    return made


def _draw_stroke(painter: QPainter, place: QRectF) -> None:
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(place.width() / _SHEET.width(), place.height() / _SHEET.height())
    paint = theme.colour("subtitle")
    painter.fillPath(_stroke_outline(), paint)
    light = mixed(paint, QColor("white"), 0.45)
    shade = mixed(paint, QColor("#D99A1E"), 0.35)
    _bristle(painter, ((13, 15), (60, 5), (130, 6), (188, 10)), light, 2.6)
    _bristle(painter, ((5, 57), (50, 66), (120, 66), (178, 60)), light, 2.6)
    _bristle(painter, ((9, 34), (70, 24), (140, 27), (195, 30)), faint(shade, 0.8), 1.8)
    _bristle(painter, ((10, 46), (80, 40), (140, 42), (192, 40)), faint(shade, 0.8), 1.8)
    # Two hairs of the brush left the paper late.
    _bristle(painter, ((190, 18), (194, 19), (196, 19), (199, 19)), paint, 2.4)
    _bristle(painter, ((190, 44), (194, 45), (196, 44), (199, 44)), paint, 2.4)
    painter.restore()


def _stroke_outline() -> QPainterPath:
    path = QPainterPath(QPointF(1, 40))
    path.cubicTo(0, 22, 12, 7, 36, 5)
    path.cubicTo(80, -1, 140, 0, 184, 4)
    path.cubicTo(197, 6, 200, 14, 198, 22)
    path.cubicTo(196, 30, 198, 34, 196, 46)
    path.cubicTo(196, 58, 186, 65, 160, 67)
    path.cubicTo(120, 71, 60, 73, 24, 70)
    path.cubicTo(6, 67, 2, 58, 1, 40)
    path.closeSubpath()
    return path


def _bristle(painter: QPainter, points: tuple[tuple[float, float], ...], colour: QColor, width: float) -> None:
    start, first, second, end = (QPointF(x, y) for x, y in points)
    path = QPainterPath(start)
    path.cubicTo(first, second, end)
    painter.setPen(round_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
