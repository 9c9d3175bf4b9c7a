"""An icon of the set as a widget that follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.ui import icons, theme


class ThemedIcon(QLabel):
    """An icon beside a text; decoration, so screen readers pass it over."""

    def __init__(self, name: str, token: str = "ink", size: int = 20, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._draw()

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._token = name, token
        self._draw()

    def set_size(self, size: int) -> None:
        """Draw the icon larger or smaller; pixels before the text size counts in."""
        self._size = size
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        side = theme.px(self._size)
        self.setFixedSize(side, side)
        self.setPixmap(icons.pixmap(self._name, self._token, side, self.devicePixelRatioF()))
