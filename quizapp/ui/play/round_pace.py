"""The time for one question as a bar that empties, with the seconds that are left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import rounded
from quizapp.ui.play.round_words import seconds_left_words

_HEIGHT_PX = 12


class PaceBar(QWidget):
    """Empties continuously; once a second where motion is reduced. Its accessible name tells whole seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_time(self, left_ms: int, limit_ms: int) -> None:
        """This much of the time is left, both in milliseconds."""
        name = seconds_left_words(left_ms)
        shown_ms = min(limit_ms, whole_seconds(left_ms) * 1000) if theme.reduced_motion() else left_ms
        self._share = max(0.0, min(1.0, shown_ms / max(1, limit_ms)))
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def share(self) -> float:
        """How full the bar is, 0 to 1."""
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.px(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        rounded(painter, whole, radius, theme.colour("sunken"), theme.colour("line2"))
        width = whole.width() * self._share
        if width >= 1:
            painter.setClipRect(QRectF(0, 0, width, whole.height()))
            rounded(painter, whole, radius, theme.colour("bar"))


def whole_seconds(left_ms: int) -> int:
    """The seconds left as a clock shows them: 0 only when there is nothing left."""
    return -(-left_ms // 1000)
