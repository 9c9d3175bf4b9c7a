"""Cards: surfaces with round corners, a hairline and a faint shadow."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QMoveEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget
from shiboken6 import isValid

from quizapp.ui import theme
from quizapp.ui.common.painting import rounded

_BLUR = 10
_DROP = 3
_STRENGTH = {"light": 0.045, "dark": 0.22}


class Card(QFrame):
    """A surface for related things; the shadow lies on the parent, so a card takes no more room than it shows."""

    def __init__(
        self,
        *,
        shadow: bool = True,
        radius: int = 12,
        edge: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._radius = radius
        self._edge = edge
        self._casts_shadow = shadow
        self._shadow: _Shadow | None = None
        self._place_shadow()

    def set_edge(self, token: str) -> None:
        """Change the colour of the hairline, for example to "bad" for a panel that reports a miss."""
        self._edge = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(
            painter,
            QRectF(self.rect()),
            self._radius,
            theme.colour("surface"),
            theme.colour(self._edge),
        )

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place_shadow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_shadow()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (
            QEvent.Type.ParentChange,
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
            QEvent.Type.ZOrderChange,
        ):
            self._place_shadow()
        return done

    def _place_shadow(self) -> None:
        parent = self.parentWidget()
        # Splitters and stacks take every child for a page of theirs.
        if not self._casts_shadow or parent is None or isinstance(parent, _KEEPERS):
            return
        shadow = self._shadow
        if shadow is None or not isValid(shadow) or shadow.parentWidget() is not parent:
            if shadow is not None and isValid(shadow):
                shadow.deleteLater()
            shadow = self._shadow = _Shadow(self._radius, parent)
        shadow.setGeometry(self.geometry().adjusted(-_BLUR, -_BLUR + _DROP, _BLUR, _BLUR + _DROP))
        shadow.stackUnder(self)
        shadow.setVisible(not self.isHidden())


_KEEPERS = (QSplitter, QStackedWidget)


class _Shadow(QWidget):
    """The shadow of one card, below it on the same parent."""

    def __init__(self, radius: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_shadow(painter, self._radius, self.width(), self.height())


def paint_card(painter: QPainter, rect: QRectF, radius: int = 12) -> None:
    """Draw a card that is no widget, with its shadow."""
    painter.save()
    painter.translate(rect.x() - _BLUR, rect.y() - _BLUR + _DROP)
    _paint_shadow(painter, radius, round(rect.width()) + 2 * _BLUR, round(rect.height()) + 2 * _BLUR)
    painter.restore()
    rounded(painter, rect, radius, theme.colour("surface"), theme.colour("line"))


def _paint_shadow(painter: QPainter, radius: int, width: int, height: int) -> None:
    tile = _tile(radius, theme.scheme(), painter.device().devicePixelRatioF())
    _draw_nine(painter, tile, width, height, _BLUR + radius)


@lru_cache(maxsize=16)
def _tile(radius: int, scheme: str, ratio: float) -> QPixmap:
    """A small blurred box, to be stretched in the middle."""
    side = 2 * (_BLUR + radius) + 4
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    strength = _STRENGTH[scheme]
    for step in range(_BLUR):
        # Boxes that grow by a pixel and add up to the whole strength fade out like a blur.
        shade = QColor(0, 0, 0) if scheme == "dark" else theme.colour("ink")
        shade.setAlphaF(strength * 2 * (step + 1) / (_BLUR * (_BLUR + 1)))
        rounded(
            painter,
            QRectF(step, step, side - 2 * step, side - 2 * step),
            radius + _BLUR - step,
            shade,
        )
    painter.end()
    return tile


def _draw_nine(painter: QPainter, tile: QPixmap, width: int, height: int, rim: int) -> None:
    side = tile.width() / tile.devicePixelRatio()
    ratio = tile.devicePixelRatio()
    target = [(0, rim), (rim, width - 2 * rim), (width - rim, rim)]
    target_y = [(0, rim), (rim, height - 2 * rim), (height - rim, rim)]
    source = [(0, rim), (rim, side - 2 * rim), (side - rim, rim)]
    for (x, w), (sx, sw) in zip(target, source, strict=True):
        for (y, h), (sy, sh) in zip(target_y, source, strict=True):
            if w > 0 and h > 0 and (x, y) != (rim, rim):
                part = QRectF(sx * ratio, sy * ratio, sw * ratio, sh * ratio)
                painter.drawPixmap(QRectF(x, y, w, h), tile, part)
