"""The lines that join the two columns of a matching question, and the sockets they go into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import paint_ring
from quizapp.ui.play import marks
from quizapp.ui.play.choice_look import RADIUS_PX

JoinLook = Literal["open", "right", "wrong"]

PILL_PAD_PX = 8.0
"""Left and right of the words on a pill."""
_LINE_PX, _HALO_PX = 2.5, 7.0
_COLOURS: dict[JoinLook, tuple[str, str]] = {
    "open": ("primary", "on_primary"),
    "right": ("ok", "on_ok"),
    "wrong": ("bad", "on_bad"),
}


@dataclass(frozen=True, slots=True)
class Join:
    """A line from the left to the right column; at each end stands the key of the other one."""

    start: QPointF
    end: QPointF
    at_start: str
    at_end: str
    look: JoinLook = "open"


@dataclass(frozen=True, slots=True)
class Told:
    """The letter of the right partner, on the socket of an item that has no room for it."""

    at: QPointF
    letter: str


class MatchLines(QWidget):
    """Lies over the items and takes no clicks: lines of joined pairs, badges at their ends, sockets of free items."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._joins: tuple[Join, ...] = ()
        self._sockets: tuple[QPointF, ...] = ()
        self._held: QPointF | None = None
        self._told: tuple[Told, ...] = ()
        self._ring: QRect | None = None
        self._badge_px = 22.0
        self._font = QFont()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_joins(self, joins: Sequence[Join], sockets: Sequence[QPointF], held: QPointF | None) -> None:
        """What to draw: joined pairs, sockets of free items, and the one of the item in hand."""
        self._joins, self._sockets, self._held = tuple(joins), tuple(sockets), held
        self.update()

    def show_ring(self, item: QRect | None) -> None:
        """Show that the item which lies there has the focus."""
        if item != self._ring:
            self._ring = item
            self.update()

    def tell(self, told: Sequence[Told]) -> None:
        """Show these letters as the right ones."""
        self._told = tuple(told)
        self.update()

    def told(self) -> tuple[Told, ...]:
        """The letters shown as the right ones."""
        return self._told

    def joins(self) -> tuple[Join, ...]:
        """The lines as drawn."""
        return self._joins

    def set_badges(self, side: float, font: QFont) -> None:
        """Size and font of the badges."""
        self._badge_px, self._font = side, font
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._ring is not None:
                paint_ring(painter, QRectF(self._ring), RADIUS_PX)
            for socket in self._sockets:
                self._draw_socket(painter, socket)
            if self._held is not None:
                self._draw_held(painter, self._held)
            for join in self._joins:
                _draw_line(painter, join)
            for join in self._joins:
                self._draw_badge(painter, join.start, join.at_start, join.look)
                self._draw_badge(painter, join.end, join.at_end, join.look)
            for told in self._told:
                self._draw_told(painter, told)

    def _draw_socket(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(theme.colour("line2"), 1.5))
        painter.setBrush(theme.colour("bg"))
        painter.drawEllipse(at, self._badge_px * 0.23, self._badge_px * 0.23)

    def _draw_held(self, painter: QPainter, at: QPointF) -> None:
        radius = self._badge_px * 0.42
        painter.setPen(QPen(theme.colour("primary"), 2.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        painter.drawEllipse(at, radius * 0.45, radius * 0.45)

    def _draw_badge(self, painter: QPainter, at: QPointF, key: str, look: JoinLook) -> None:
        fill, ink = _COLOURS[look]
        half = self._badge_px / 2
        square = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        painter.setPen(QPen(theme.colour("bg"), 2))
        painter.setBrush(theme.colour(fill))
        if look == "wrong":
            painter.drawPolygon(marks.cut_corners(square, self._badge_px * 0.25))
        else:
            painter.drawEllipse(square)
        painter.setPen(theme.colour(ink))
        painter.setFont(self._font)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, key)

    def _draw_told(self, painter: QPainter, told: Told) -> None:
        """Wide enough to cover the badge, and reaching into the space between the columns."""
        metrics = QFontMetricsF(self._font)
        width = metrics.horizontalAdvance(told.letter) + metrics.capHeight() + 5 + 2 * PILL_PAD_PX
        high = max(self._badge_px + 2, metrics.height() + 4)
        pill = QRectF(told.at.x() - self._badge_px / 2 - 1, told.at.y() - high / 2, width, high)
        side = metrics.capHeight()
        draw_pill(painter, pill, "", self._font, theme.colour("surface"))
        tick = QRectF(pill.x() + PILL_PAD_PX, pill.center().y() - side / 2, side, side)
        marks.draw_tick(painter, tick, theme.colour("ok"))
        pill.setLeft(tick.right() + 5 - PILL_PAD_PX)
        painter.setPen(theme.colour("ok"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, told.letter)


def draw_pill(painter: QPainter, pill: QRectF, words: str, font: QFont, fill: QColor) -> None:
    """What would have been right, in the colour of right on `fill`."""
    ok = theme.colour("ok")
    painter.setBrush(fill)
    painter.setPen(QPen(ok, 1.5))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(font)
    painter.setPen(ok)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _draw_line(painter: QPainter, join: Join) -> None:
    """With a halo, so that one can tell at a crossing which goes where."""
    path = QPainterPath(join.start)
    bend = (join.end.x() - join.start.x()) * 0.5
    path.cubicTo(join.start + QPointF(bend, 0), join.end - QPointF(bend, 0), join.end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("bg"), _HALO_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawPath(path)
    colour = theme.colour(_COLOURS[join.look][0])
    width = _LINE_PX + 0.5 if join.look == "right" else _LINE_PX
    painter.setPen(marks.dashed_pen(colour, width, 7, 4) if join.look == "wrong" else QPen(colour, width))
    painter.drawPath(path)
