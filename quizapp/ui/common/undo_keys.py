"""Lets the undo keys reach the window's actions while a text field has the focus.

Qt's text fields take Ctrl+Z for their own history, even where that is empty, so that no action ever hears of it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Works for every field inside `root`; lives as long as it."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a widget needs an application"
        application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        inside = new is not None and isValid(self._root) and self._root.isAncestorOf(new)
        self._watched = new if inside else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return True
        return False


def _is_undo(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _KEYS)
