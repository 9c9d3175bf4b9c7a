"""Where the window shows notices: above the page, one below the other, gone when nothing is to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.messages import announce

if TYPE_CHECKING:
    from quizapp.ui.common.notice import Notice, NoticeKind


class NoticeArea(QWidget):
    """The notices of one window. One that `stays` is there until it is closed, the others until `clear`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 12, 28, 0)
        self.hide()

    def add(self, notice: Notice, *, stays: bool = False) -> None:
        """Shows a notice and lets a screen reader say it."""
        notice.setProperty("stays", stays)
        notice.closed.connect(self._close)
        self._column.addWidget(notice)
        self.show()
        announce(notice, notice.accessibleName())

    def tell(self, kind: NoticeKind, text: str) -> None:
        """Shows a sentence in the place of the notices that do not stay."""
        from quizapp.ui.common.notice import Notice

        self.clear()
        self.add(Notice(kind, text, closable=True))

    def clear(self) -> None:
        """Takes away the notices that do not stay."""
        for place in reversed(range(self._column.count())):
            item = self._column.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and not widget.property("stays"):
                self._remove(widget)

    def _close(self) -> None:
        notice = self.sender()
        if isinstance(notice, QWidget):
            self._remove(notice)

    def _remove(self, notice: QWidget) -> None:
        self._column.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(self._column.count() > 0)
