"""How large a window may be, so that its frame is on the screen too."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_BAR = 40
"""Pixels that systems use for the bar of a window with its title; it is only known once the window is shown."""


def within_screen(window: QWidget, width: int, height: int) -> QSize:
    """This size in pixels, or what the window's screen has room for."""
    room = window.screen().availableSize()
    return QSize(min(width, room.width()), min(height, room.height() - _BAR))
