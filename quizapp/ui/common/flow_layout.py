"""A layout that goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets side by side, on as many lines as they need; one that is too wide is given the whole line.

    Widgets of one line begin at one height, or with `centred` share their middle.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 0, centred: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap, self._centred = gap, line_gap, centred
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(0, sum(height + self._line_gap for height, _ in self._lines(width)) - self._line_gap)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        y = rect.y()
        for line, items in self._lines(rect.width()):
            x = rect.x()
            for item, size in items:
                lower = (line - size.height()) // 2 if self._centred else 0
                item.setGeometry(QRect(QPoint(x, y + lower), size))
                x += size.width() + self._gap
            y += line + self._line_gap

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._items)
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        return QSize(40, max((item.minimumSize().height() for item in self._items), default=0))

    def _lines(self, room: int) -> list[tuple[int, list[tuple[QLayoutItem, QSize]]]]:
        """The lines in so much width: their heights, and the items on them with their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = self._size(item, room)
            if not lines or size.width() > left:
                lines.append([])
                left = room
            lines[-1].append((item, size))
            left -= size.width() + self._gap
        return [(max(size.height() for _, size in line), line) for line in lines]

    @staticmethod
    def _size(item: QLayoutItem, room: int) -> QSize:
        wanted = item.sizeHint()
        width = min(wanted.width(), room)
        return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else wanted.height())
