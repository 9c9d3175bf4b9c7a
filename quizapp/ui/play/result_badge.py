"""A place on a piece of track."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import rounded


class Badge(QWidget):
    """Decoration: the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What stands on it."""
        return self._text

    def set_text(self, text: str) -> None:
        """Change what stands on it."""
        self._text = text
        self.updateGeometry()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Size (1 is as drawn)."""
        self._scale = scale
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = round(theme.px(34) * self._scale)
        return QSize(max(side, round(side * 0.36 * len(self._text) + side * 0.5)), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 6, theme.colour("clay"))
        painter.setFont(theme.sized_font(17, bold=True, scale=self._scale))
        painter.setPen(theme.colour("chalk"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
