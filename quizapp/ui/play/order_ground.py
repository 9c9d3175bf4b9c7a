"""What lies under and over the rows of an ordering question: the slot of a dragged row, the links of the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.play import marks
from quizapp.ui.play.choice_look import RADIUS_PX


class OrderGround(QWidget):
    """Shows where a dragged row would come to lie."""

    def __init__(self) -> None:
        super().__init__()
        self._slot: QRect | None = None

    def show_slot(self, slot: QRect | None) -> None:
        """Mark this place, or none."""
        if slot != self._slot:
            self._slot = slot
            self.update()

    def slot(self) -> QRect | None:
        """The place that is marked."""
        return self._slot

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._slot is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(marks.dashed_pen(theme.colour("primary"), 2, 6, 4))
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(QRectF(self._slot).adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)


class OrderLinks(QWidget):
    """Lies over the rows and takes no clicks: a tick between two rows that follow each other in the right order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._links: tuple[tuple[QPointF, QPointF], ...] = ()
        self._side = 18.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_links(self, links: Sequence[tuple[QPointF, QPointF]], side: float) -> None:
        """Each from the bottom of one mark to the top of the next, with a tick of this size in the middle."""
        self._links, self._side = tuple(links), side
        self.update()

    def links(self) -> tuple[tuple[QPointF, QPointF], ...]:
        """The links as drawn."""
        return self._links

    def paintEvent(self, event: QPaintEvent) -> None:
        ok = theme.colour("ok")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for top, bottom in self._links:
                painter.setPen(QPen(ok, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawLine(top, bottom)
                self._draw_tick(painter, (top + bottom) / 2)

    def _draw_tick(self, painter: QPainter, at: QPointF) -> None:
        half = self._side / 2
        disc = QRectF(at.x() - half, at.y() - half, self._side, self._side)
        painter.setPen(QPen(theme.colour("ok"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(disc)
        marks.draw_tick(painter, marks.centred_square(disc, self._side * 0.56), theme.colour("ok"), 2)
