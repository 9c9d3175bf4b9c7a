"""The sign of what becomes of a question: a disc with a tick, an octagon with a cross, or an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.play import marks


def paint_sign(painter: QPainter, rect: QRectF, icon: str, token: str) -> None:
    """The sign in `rect`, which is square; on a chosen row ("on_sel") it is an icon in the colour of the text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if icon == "check" and token == "ok":
        marks.draw_disc(painter, rect, "right")
    elif icon == "error" and token == "bad":
        marks.draw_disc(painter, rect, "wrong", filled=False)
    else:
        side = round(rect.width())
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), icons.pixmap(icon, token, side, ratio))


class Sign(QWidget):
    """The same beside a number; decoration, so screen readers pass it over."""

    def __init__(self, icon: str, token: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._token, self._side = icon, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme.px(self._side)
        paint_sign(QPainter(self), QRectF(0, 0, side, side), self._icon, self._token)
