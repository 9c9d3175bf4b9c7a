"""The program's own icons: one-colour drawings, rendered when first needed, kept per size, colour and pixel ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache

from quizapp.paths import resource
from quizapp.ui import theme

# The colour that stands in the files for "the colour asked for".
_PLACEHOLDER = "#000000"


def names() -> list[str]:
    """The names of all icons, sorted."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


def pixmap(name: str, token: str = "ink", size: int = 20, device_pixel_ratio: float = 1.0) -> QPixmap:
    """The icon in the colour that `token` has now, `size` device-independent pixels square."""
    return coloured_pixmap(name, theme.colour(token), size, device_pixel_ratio)


def coloured_pixmap(name: str, colour: QColor, size: int, device_pixel_ratio: float = 1.0) -> QPixmap:
    """The icon in a colour of the caller's choice."""
    key = f"icon/{name}/{colour.rgba():x}/{size}/{device_pixel_ratio:g}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _render(name, colour, size, device_pixel_ratio)
        QPixmapCache.insert(key, made)
    return made


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon into `rect` of a painter, sharp at any transform."""
    from PySide6.QtSvg import QSvgRenderer

    QSvgRenderer(QByteArray(_source(name, colour.name()))).render(painter, rect)


def icon(name: str, token: str = "ink", size: int = 20) -> QIcon:
    """An icon for buttons, menus and tabs that follows the theme by itself; disabled it takes ink3.

    `size` is what `QIcon.actualSize` answers where no size is asked for; any other size is rendered on demand.
    """
    return _icon(name, token, size)


@cache
def _icon(name: str, token: str, size: int) -> QIcon:
    return QIcon(_ThemedEngine(name, token, size))


@cache
def _source(name: str, colour: str) -> bytes:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace(_PLACEHOLDER, colour).encode()


def _render(name: str, colour: QColor, size: int, device_pixel_ratio: float) -> QPixmap:
    pixels = max(1, round(size * device_pixel_ratio))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, name, QRectF(0, 0, pixels, pixels), colour)
    painter.end()
    made.setDevicePixelRatio(device_pixel_ratio)
    return made


_clones: list[QIconEngine] = []


class _ThemedEngine(QIconEngine):
    """Asks the theme for its colour each time it is painted, so that icons need no refresh."""

    def __init__(self, name: str, token: str, size: int) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._size = size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        ratio = painter.device().devicePixelRatioF()
        drawn = self._pixmap(side, mode, ratio)
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(corner, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._pixmap(min(size.width(), size.height()), mode, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt hands over the size in device pixels together with the ratio.
        side = round(min(size.width(), size.height()) / scale)
        return self._pixmap(side, mode, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def clone(self) -> QIconEngine:
        # Workaround: PySide lets go of what a virtual method returns, and Qt would be left with a dead engine.
        # Only changing a copy of an icon clones, which nothing here does, so the list stays short.
        made = _ThemedEngine(self._name, self._token, self._size)
        _clones.append(made)
        return made

    def _pixmap(self, side: int, mode: QIcon.Mode, ratio: float) -> QPixmap:
        token = "ink3" if mode == QIcon.Mode.Disabled else self._token
        return pixmap(self._name, token, side, ratio)
