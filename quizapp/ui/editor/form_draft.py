"""What stands above the form of a question that could be asked, but is a draft still, as a copy is at first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.notice import Notice


class DraftNotice(QWidget):
    """Says so and offers to put the question in play. Signal: `put_requested()`."""

    put_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("This question has no errors, but it is a draft and is not asked.")
        self._notice = Notice("warn", "", words)
        self.put = self._notice.add_button(self.tr("Put in play"), "play")
        self.put.setAccessibleDescription(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 16, 0)
        column.addWidget(self._notice)
        self.put.clicked.connect(self.put_requested)
        self.hide()
