"""How large a window may be and where it may stand, so that its frame is on the screen too."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

_BAR = 40
"""Pixels that systems use for the bar of a window with its title; it is only known once the window is shown."""


def within_screen(window: QWidget, width: int, height: int) -> QSize:
    """This size in pixels, or what the window's screen has room for."""
    room = window.screen().availableSize()
    return QSize(min(width, room.width()), min(height, room.height() - _BAR))


def place_at_first(window: QWidget) -> None:
    """Moves a window that has no place yet over the middle of its parent, as far as its frame stays on the screen.

    Qt does the same for dialogs, but without room for a bar: of a high one that stood above the upper edge.
    """
    if window.testAttribute(Qt.WidgetAttribute.WA_Moved):
        return
    parent, room = window.parentWidget(), window.screen().availableGeometry()
    frame = QRect(QPoint(), window.size() + QSize(0, _BAR))
    frame.moveCenter((parent.window().frameGeometry() if parent is not None else room).center())
    left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
    window.move(left, max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height())))
