"""The panel below the tabs, which opens towards the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QTabBar, QWidget

from quizapp.ui import theme

_RADIUS = 12


class BoardPanel(QFrame):
    """A surface with round corners at the bottom."""

    def __init__(self, tabs: QTabBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = tabs

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawPath(_outline(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)))
        tab = self._tabs.tabRect(self._tabs.currentIndex())
        painter.fillRect(tab.x() + 1, 0, tab.width() - 2 - _TAB_GAP, 1, theme.colour("surface"))


_TAB_GAP = 5


def _outline(rect: QRectF) -> QPainterPath:
    side = 2 * _RADIUS
    path = QPainterPath(rect.topLeft())
    path.lineTo(rect.topRight())
    path.lineTo(rect.right(), rect.bottom() - _RADIUS)
    path.arcTo(QRectF(rect.right() - side, rect.bottom() - side, side, side), 0, -90)
    path.lineTo(rect.left() + _RADIUS, rect.bottom())
    path.arcTo(QRectF(rect.left(), rect.bottom() - side, side, side), 270, -90)
    path.closeSubpath()
    return path
