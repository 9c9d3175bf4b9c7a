"""A window around one page, and hands that find controls the way a screen reader does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from quizapp.errors import Sentence
from quizapp.ui import theme

Found = TypeVar("Found", bound=QWidget)
_ACTING = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
SIZES = ((800, 600), (1200, 800), (1920, 1080))


class PageHost(QWidget):
    """Holds a page as the main window does, and keeps the sentences it is told."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.page: Any = page
        self.told: list[str] = []
        self.said: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def tell(self, sentence: Sentence) -> None:
        """What `telling` calls."""
        self.told.append(str(sentence))

    def say(self, text: str) -> None:
        """What tells that something was done."""
        self.said.append(text)

    def show_at(self, width: int, height: int) -> None:
        """Takes this size, which is that of the page, and does what the main window does then."""
        self.resize(width, height)
        self.page.set_window_class(theme.window_class(width + 60, height + 30))
        QApplication.sendPostedEvents()
        QTest.qWait(1)


def host(qtbot: QtBot, page: QWidget, width: int = 1112, height: int = 764) -> PageHost:
    """The page in an active window, activated."""
    made = PageHost(page)
    qtbot.addWidget(made)
    made.show()
    made.show_at(width, height)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.page.activate()
    return made


def named(parent: QWidget, kind: type[Found], name: str) -> Found:
    """The one shown control of this kind with this accessible name."""
    found = [each for each in parent.findChildren(kind) if each.accessibleName() == name and each.isVisible()]
    assert len(found) == 1, [each.accessibleName() for each in parent.findChildren(kind) if each.isVisible()]
    return found[0]


def acting(parent: QWidget) -> Iterator[QWidget]:
    """Every shown control that acts; parts of a combo or spin box belong to it."""
    for each in parent.findChildren(QWidget):
        inside = isinstance(each.parent(), (QComboBox, QAbstractSpinBox)) or each.window() is not parent.window()
        if isinstance(each, _ACTING) and each.isVisible() and not inside:
            yield each


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key stroke where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def write(text: str) -> None:
    """Text typed where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    for letter in text:
        # QTest.keyClicks aborts at letters beyond Latin.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def assert_nothing_cut(parent: QWidget) -> None:
    """Every shown label and button has the room it asks for, and no page is wider than its scroll area."""
    for _ in range(2):  # what stands around a verdict is shown a moment after it
        QTest.qWait(1)
        QApplication.sendPostedEvents()
    for area in parent.findChildren(QScrollArea):
        if area.isVisible():
            content = area.widget()
            assert content is None or content.width() <= area.viewport().width(), area
    for label in parent.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, (label.text(), label.size(), needed)
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    for button in parent.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.height() >= button.minimumSizeHint().height(), button.accessibleName()
