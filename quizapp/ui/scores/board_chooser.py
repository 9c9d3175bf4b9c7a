"""A list of boards in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.labels import tool_tip

_FRAME = 56
"""Pixels of edge, padding and arrow beside the text."""
_WIDEST_LIST = 560
_LEAST = 110
_ICON_GAP = 6


class BoardChooser(QComboBox):
    """As wide as its text where there is room; else the text ends in an ellipsis and is whole in the tool tip."""

    def __init__(self, accessible_name: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        """The icon, where there is one, stands before the text that is chosen and not in the list."""
        super().__init__(parent)
        self._room = 10_000
        self._icon_name = icon_name
        self.set_name(accessible_name)
        self.currentIndexChanged.connect(self._show_tip)

    def set_name(self, name: str) -> None:
        """What is chosen here."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt tells screen readers the choice as the name

    def show_boards(self, boards: Sequence[tuple[str, str]], current: int = 0) -> None:
        """Offer these, one of them chosen, without a signal; each with its words and a tip."""
        with QSignalBlocker(self):
            self.clear()
            for words, tip in boards:
                self.addItem(words)
                self.setItemData(self.count() - 1, tool_tip(tip), Qt.ItemDataRole.ToolTipRole)
            self.setCurrentIndex(current)
        self._show_tip(current)
        self.updateGeometry()
        widest = max((self._advance(words) for words, _ in boards), default=0)
        self.view().setMinimumWidth(min(widest + _FRAME, theme.px(_WIDEST_LIST)))

    def set_room(self, width: int) -> None:
        """How wide it may get."""
        self._room = max(width, theme.px(_LEAST))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        widest = max((self._advance(self.itemText(place)) for place in range(self.count())), default=0)
        return QSize(min(widest + self._frame(), self._room), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(_LEAST), self.sizeHint().width()), super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        text: str = option.currentText  # pyright: ignore[reportAttributeAccessIssue]
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - self._frame() + 1)
        option.currentText = shown  # pyright: ignore[reportAttributeAccessIssue]
        if self._icon_name:
            option.currentIcon = icons.icon(self._icon_name, "ink")  # pyright: ignore[reportAttributeAccessIssue]

    def _frame(self) -> int:
        return _FRAME + (self.iconSize().width() + _ICON_GAP if self._icon_name else 0)

    def _advance(self, text: str) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(text)

    def _show_tip(self, place: int) -> None:
        words = self.itemText(place)
        self.setToolTip(tool_tip(f"{self.accessibleName()}: {words}") if place >= 0 else "")
