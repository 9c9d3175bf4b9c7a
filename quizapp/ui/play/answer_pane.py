"""Where the rows of an answer that is put together lie; it scrolls only where they have no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.play.answer_row import AnswerRow

_TALLEST_PX = 104
_COMPACT_GAP_PX = 6


class AnswerPane(QScrollArea):
    """What `MatchBoard` and `OrderList` have in common.

    Signals: `changed()` when the answer so far changed, `typed(text)` for what an input method commits on a row.
    """

    changed = Signal()
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

    def rows(self) -> list[AnswerRow]:
        """All rows in the order of the keyboard."""
        raise NotImplementedError

    def place_rows(self, width: int, room: int) -> int:
        """Lay the rows out from (REACH, REACH) in `width` pixels and, where it does, `room`; gives their height."""
        raise NotImplementedError

    def key_pressed(self, row: AnswerRow, event: QKeyEvent) -> bool:
        """Act on a key that was pressed on a row; True when it was ours."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Lay everything out again."""
        width = self.viewport().width() - 2 * REACH
        if width <= 0 or not self.rows():
            return
        high = self.place_rows(width, self.viewport().height() - 2 * REACH)
        self.content.resize(QSize(self.viewport().width(), max(high + 2 * REACH, self.viewport().height())))

    def adopt(self, row: AnswerRow) -> None:
        """Give a new row its style, and listen to its keys."""
        row.set_style(compact=self._compact, scale=self._scale)
        row.installEventFilter(self)
        row.show()

    def drop_rows(self) -> None:
        """Take all rows away, because a new question comes."""
        for row in self.rows():
            row.removeEventFilter(self)
            row.hide()
            row.deleteLater()
        self.verticalScrollBar().setValue(0)

    def focus_row(self, row: QWidget) -> None:
        """Put the focus there as the keyboard does, and scroll to it."""
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row, 0, REACH)

    def set_style(self, *, compact: bool, scale: float, gap: int) -> None:
        """Small form, size of the type (1 is as drawn), and pixels between rows."""
        self._compact, self._scale = compact, scale
        self._gap = min(gap, _COMPACT_GAP_PX) if compact else gap
        for row in self.rows():
            row.set_style(compact=compact, scale=scale)
        self.arrange()

    def first_focus(self) -> QWidget | None:
        """What gets the focus when the question comes."""
        return next(iter(self.rows()), None)

    def tallest(self) -> int:
        """How high a row may become where there is room, in pixels."""
        return round(_TALLEST_PX * self._scale * theme.text_scale())

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = self.window().focusWidget()
        if focused is not None and self.content.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, REACH)
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for row in self.rows():
                row.remeasure()  # they hear of the new fonts only after this
            self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.typed.emit(event.commitString())
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, AnswerRow):
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
