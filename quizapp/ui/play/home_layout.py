"""What pages have in common: how far they stay from their edges, when they scroll, where the focus goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.ui.common.segmented import Segmented

PANEL_WIDTH = 372
"""How wide the set-up is beside the lanes, in pixels at text size 100 %."""
BOARD_RADIUS = 14

_WIDEST_PX = {"wide": 1440, "very_wide": 1920}


def page_margins(width: int, window_class: WindowClass) -> QMargins:
    """The margins of a page so wide: the padding of its class, or what centres the content in a wide window."""
    if window_class == "small":
        return QMargins(16, 12, 16, 12)
    widest = _WIDEST_PX.get(window_class, width)
    side = max(28, (width - widest) // 2)
    return QMargins(side, 20, side, 20)


def focus_choice(choices: Segmented) -> None:
    """Give the focus to the choice that holds; the box around the choices takes none."""
    for button in choices.findChildren(QAbstractButton):
        if button.isChecked():
            button.setFocus(Qt.FocusReason.OtherFocusReason)


class PageContent(QWidget):
    """The content of a `ScrollPage`: it scrolls when its least height has no room, and not already its best one.

    A scroll area takes the best height for the least as soon as one label in it wraps, and the least height of a label
    at its least width for that at any width.
    """

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self.hasHeightForWidth():
            least.setHeight(self.heightForWidth(self.width()))
        return least
