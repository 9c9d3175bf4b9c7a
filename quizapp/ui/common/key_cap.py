"""Key caps: small boxes that say which key does what, as a widget and for painting into buttons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import rounded

_RADIUS = 5


def cap_size(text: str, scale: float = 1.0) -> QSize:
    """How much room the cap of a key takes."""
    metrics = QFontMetrics(theme.sized_font(12, bold=True, scale=scale))
    height = metrics.height() + 4
    return QSize(max(metrics.horizontalAdvance(text) + 14, height), height)


def paint_cap(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    edge: QColor,
    ink: QColor,
    fill: QColor | None,
    deep: bool = True,
    scale: float = 1.0,
) -> None:
    """Draw a key cap; `deep` gives it the thicker lower edge of a key that stands up."""
    if deep:
        rounded(painter, rect, _RADIUS, edge)
        rounded(painter, rect.adjusted(1, 1, -1, -2), _RADIUS - 1, fill)
    else:
        rounded(painter, rect, _RADIUS, fill, edge, 1.5)
    painter.setPen(ink)
    painter.setFont(theme.sized_font(12, bold=True, scale=scale))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)


class KeyCap(QWidget):
    """The cap of one key, for example in the hint bar."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return cap_size(self._text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(
            painter,
            QRectF(self.rect()),
            self._text,
            edge=theme.colour("line2"),
            ink=theme.colour("ink"),
            fill=theme.colour("surface"),
        )
