"""Where the parts of an answer lie; it scrolls only where they have no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from quizapp.ui.common.focus_ring import REACH


class AnswerScroll(QScrollArea):
    """What answers that are chosen and answers that are put together have in common.

    Signals: `typed(text)` for what an input method commits on a part.
    """

    typed = Signal(str)

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = 10
        self._compact, self._scale = False, 1.0
        self.content = content
        self.content.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(QWidget())  # to ask for Qt's own costs 15 ms, see LaneList
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self.content)

    def parts(self) -> Sequence[QWidget]:
        """What the answer is made of, in the order of the keyboard."""
        raise NotImplementedError

    def place_parts(self, width: int, room: int) -> int:
        """Lay the parts out from (REACH, REACH) in `width` pixels and, where it does, `room`; gives their height."""
        raise NotImplementedError

    def key_pressed(self, part: QWidget, event: QKeyEvent) -> bool:
        """Act on a key that was pressed on a part; True when it was ours."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Lay everything out again; the focus ring round a part needs some room outside."""
        width = self.viewport().width() - 2 * REACH
        if width <= 0 or not self.parts():
            return
        high = self.place_parts(width, self.viewport().height() - 2 * REACH)
        self.content.resize(QSize(self.viewport().width(), max(high + 2 * REACH, self.viewport().height())))

    def focus_part(self, part: QWidget) -> None:
        """Put the focus there as the keyboard does, and scroll to it."""
        part.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(part, 0, REACH)

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = self.window().focusWidget()
        if focused is not None and self.content.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, REACH)
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.typed.emit(event.commitString())
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self.key_pressed(watched, event)
        return super().eventFilter(watched, event)


def shared_heights(needed: Sequence[int], room: int, gap: int, tallest: int) -> list[int]:
    """Heights of rows that share the room evenly; none gets less than it needs."""
    left, rows = room - gap * (len(needed) - 1), len(needed)
    heights = [0] * rows
    for at in sorted(range(rows), key=needed.__getitem__, reverse=True):
        heights[at] = max(needed[at], min(tallest, left // rows))
        left -= heights[at]
        rows -= 1
    return heights
