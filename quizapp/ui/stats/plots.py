"""The charts, drawn by pyqtgraph in the colours of the theme. Imported when the page first opens: it takes 0.4 s."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsPixmapItem, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import mix
from quizapp.ui.play.marks import draw_runner_disc

# Else it walks over all objects there are when the program ends.
pg.setConfigOptions(antialias=True, exitCleanup=False)

Ticks = Sequence[tuple[float, str]]
_LOOK_CHANGES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
_RUNNER = 24
_BEYOND = 60
"""So many pixels the words of an axis may reach beyond it; pyqtgraph leaves out what reaches further."""


class _Plot(pg.PlotWidget):
    """A chart to look at: it has no menu, takes no focus, lets the page scroll; a table says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_made = False
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(120, theme.px(150))
        self._is_made = True

    def sizeHint(self) -> QSize:
        return QSize(320, theme.px(190))

    def wheelEvent(self, ev: QWheelEvent) -> None:
        ev.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._is_made and event.type() in _LOOK_CHANGES:
            self.draw()

    def draw(self) -> None:
        """Everything anew, in the colours and the text size of now."""
        self.clear()
        self.setBackground(theme.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(theme.colour("line2")))
            axis.setTextPen(pg.mkPen(theme.colour("ink2")))
            if side == "bottom":
                axis.setHeight(theme.px(26))
            axis.setStyle(tickFont=theme.font("caption"), tickLength=0, tickTextOffset=8)
            axis.setStyle(hideOverlappingLabels=theme.px(_BEYOND), tickAlpha=0)

    def _show_range(
        self, *, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None, padding: float
    ) -> None:
        self.getViewBox().setRange(xRange=x, yRange=y, padding=padding)

    def _set_ticks(self, left: Ticks, bottom: Ticks) -> None:
        self.getAxis("left").setTicks([list(left)])
        self.getAxis("left").setPen(None)
        self.getAxis("bottom").setTicks([list(bottom)])
        for height, _ in left:
            self.addItem(pg.InfiniteLine(height, angle=0, pen=pg.mkPen(theme.colour("line"))))


@dataclass(frozen=True, slots=True)
class Lines:
    """One dot for each round, and the moving averages over few and many; None where a round had no answers."""

    dots: Sequence[float | None]
    short: Sequence[float | None]
    long: Sequence[float | None]
    left: Ticks
    bottom: Ticks
    last: str
    """The newest short average in words."""


class LinesPlot(_Plot):
    """Rounds from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines: Lines | None = None
        super().__init__(parent)

    def show_lines(self, lines: Lines) -> None:
        """Draw these."""
        self._lines = lines
        self.draw()

    def draw(self) -> None:
        super().draw()
        lines = self._lines
        if lines is None:
            return
        self._set_ticks(lines.left, lines.bottom)
        places = list(range(len(lines.dots)))
        dashed = pg.mkPen(theme.colour("ink2"), width=1.6, style=Qt.PenStyle.DashLine)
        self.plot(places, _numbers(lines.long), pen=dashed, connect="finite")
        self.plot(places, _numbers(lines.short), pen=pg.mkPen(theme.colour("bar"), width=3.4), connect="finite")
        ring = pg.mkPen(theme.colour("line2"), width=1.6)
        hollow = pg.mkBrush(theme.colour("surface"))
        dots = [(place, value) for place, value in zip(places, lines.dots, strict=True) if value is not None]
        self.addItem(pg.ScatterPlotItem(pos=dots, size=theme.px(8), pen=ring, brush=hollow))
        self._add_runner(lines)
        heights = [height for height, _ in lines.left]
        self._show_range(y=(min(heights), max(heights)), padding=0.06)
        self._set_range(len(places))

    def _set_range(self, count: int) -> None:
        """Room at the right for the newest figure."""
        width = max(self.width() - theme.px(60), 60)
        room = count * theme.px(70) / max(width - theme.px(70), 60)
        self._show_range(x=(-0.6, count - 1 + max(room, 0.6)), padding=0)

    def _add_runner(self, lines: Lines) -> None:
        found = [(place, value) for place, value in enumerate(lines.short) if value is not None]
        if not found:
            return
        x, y = found[-1]
        side = theme.px(_RUNNER)
        runner = QGraphicsPixmapItem(_runner(side, self.devicePixelRatioF()))
        runner.setFlag(QGraphicsPixmapItem.GraphicsItemFlag.ItemIgnoresTransformations)
        runner.setOffset(-side / 2, -side / 2)
        runner.setPos(x, y)
        runner.setZValue(10)
        self.addItem(runner)
        words = pg.TextItem(lines.last, color=theme.colour("ink"), anchor=(0, 0.5))
        words.setFont(theme.sized_font(15, bold=True))
        words.textItem.document().setDocumentMargin(side * 0.75)
        words.setPos(x, y)
        self.addItem(words)

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if self._is_made and self._lines is not None:
            self._set_range(len(self._lines.dots))


class BarsPlot(_Plot):
    """One bar for each day, its number above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._counts: Sequence[int] = ()
        self._bottom: Ticks = ()
        super().__init__(parent)

    def show_bars(self, counts: Sequence[int], bottom: Ticks) -> None:
        """Draw these from left to right."""
        self._counts, self._bottom = counts, bottom
        self.draw()

    def draw(self) -> None:
        super().draw()
        self._set_ticks((), self._bottom)
        self.hideAxis("left")
        places = list(range(len(self._counts)))
        fill, edge = pg.mkBrush(theme.colour("bar")), pg.mkPen(None)
        self.addItem(pg.BarGraphItem(x=places, height=list(self._counts), width=0.66, brush=fill, pen=edge))
        for place, count in enumerate(self._counts):
            if count:
                words = pg.TextItem(str(count), color=theme.colour("ink"), anchor=(0.5, 1))
                words.setFont(theme.font("caption"))
                words.setPos(place, count)
                self.addItem(words)
        self._show_range(y=(0, max([*self._counts, 1]) * 1.25), padding=0)
        self._show_range(x=(-0.6, len(places) - 0.4), padding=0)


class CalendarPlot(_Plot):
    """A square for each day, a column for each week; the fuller, the more rounds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._days: Sequence[tuple[date, int]] = ()
        self._left: Ticks = ()
        self._bottom: Ticks = ()
        super().__init__(parent)

    def show_days(self, days: Sequence[tuple[date, int]], left: Ticks, bottom: Ticks) -> None:
        """Draw these days, of which the first is a Monday; `left` names weekdays, 0 the first, `bottom` weeks."""
        self._days, self._left, self._bottom = days, left, bottom
        self.draw()

    def draw(self) -> None:
        super().draw()
        self.getAxis("left").setTicks([[(-height, words) for height, words in self._left]])
        self.getAxis("left").setPen(None)
        self.getAxis("bottom").setTicks([list(self._bottom)])
        self.getAxis("bottom").setPen(None)
        most = max((count for _, count in self._days), default=0)
        edge = pg.mkPen(theme.colour("line2"), width=1)
        squares = [
            {"pos": (place // 7, -(place % 7)), "brush": pg.mkBrush(_shade(count, most)), "pen": edge}
            for place, (_, count) in enumerate(self._days)
        ]
        self.addItem(pg.ScatterPlotItem(spots=squares, symbol="s", size=theme.px(13)))
        self._show_range(y=(-6, 0), padding=0.1)
        self._show_range(x=(0, max(1, (len(self._days) - 1) // 7)), padding=0.02)


def _shade(count: int, most: int) -> object:
    if not count:
        return theme.colour("sunken")
    return mix(theme.colour("sunken"), theme.colour("bar"), 0.35 + 0.65 * count / most)


def _numbers(values: Sequence[float | None]) -> list[float]:
    return [math.nan if value is None else value for value in values]


def _runner(side: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_runner_disc(painter, QPointF(side / 2, side / 2), side - 2)
    painter.end()
    return drawn
