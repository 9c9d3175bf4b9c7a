"""A chip: a few words on a rounded patch, to read and not to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.themed_icon import ThemedIcon


class Chip(QWidget):
    """Words with an icon on a tinted patch; `yellow` is for "your last run"."""

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        *,
        yellow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill = "subtitle" if yellow else "tint"
        ink = "subtitle_ink" if yellow else "ink"
        self._label = PlainLabel(text, "caption", ink, bold=yellow)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.setSpacing(6)
        if icon_name:
            row.addWidget(ThemedIcon(icon_name, ink, 16))
        row.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self._label.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), self.height() / 2, theme.colour(self._fill))
