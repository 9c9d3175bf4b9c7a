"""A page that scrolls when the window is too small for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from quizapp.ui.common.focus_ring import REACH

_RESIZES_MAX = 4


class ScrollPage(QScrollArea):
    """A transparent vertical scroll area that keeps what has the focus in sight, ring and all."""

    _resizes = 0

    def __init__(self, content: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # to ask for Qt's own costs 15 ms at start, see LaneList
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._content = content
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Workaround: a content that needs less height when narrower makes the bar come and go without end.

        With the bar it is narrow and needs none, without it is wide and needs one; Qt follows each resize with another
        inside the first, until the stack is full. After a few it is left as it is.
        """
        if event.type() != QEvent.Type.Resize:
            return super().eventFilter(watched, event)
        if self._resizes >= _RESIZES_MAX:
            return False
        self._resizes += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._resizes -= 1

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if moved and focused is not None and self._content.isAncestorOf(focused):
            corner = focused.mapTo(self._content, QPoint(0, 0))
            far = corner + QPoint(focused.width(), focused.height())
            for point in (far, corner):
                self.ensureVisible(point.x(), point.y(), 0, 2 * REACH)
        return moved
