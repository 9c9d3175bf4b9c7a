"""A page that scrolls when the window is too small for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from quizapp.ui.common.focus_ring import REACH


class ScrollPage(QScrollArea):
    """A transparent vertical scroll area that keeps what has the focus in sight, ring and all."""

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

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if moved and focused is not None and self._content.isAncestorOf(focused):
            corner = focused.mapTo(self._content, QPoint(0, 0))
            far = corner + QPoint(focused.width(), focused.height())
            for point in (far, corner):
                self.ensureVisible(point.x(), point.y(), 0, 2 * REACH)
        return moved
