"""What the windows of the editor have in common: heading, a place for sentences, content, a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import announce, translated
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.round_text import ReadingLabel

SIDE = 24
_BEYOND = 60
"""Pixels of the screen that a window leaves free for its own frame and the task bar."""


class EditorDialog(QDialog):
    """A window beside the editor that blocks nothing and goes for good when closed. Ctrl+Enter does its main action."""

    def __init__(self, title: str, size: tuple[int, int], parent: QWidget | None = None) -> None:
        """`size` in pixels at text size 100 %."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._heading = PlainLabel(title, "section", wrap=True)
        self._about = ReadingLabel("", "dense", "ink2")
        self._about.hide()
        self._notice = Notice("bad", "", closable=True, stacked=True)
        self._notice.hide()
        self._action: MainButton | None = None
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(16)
        self._buttons.setContentsMargins(SIDE, 12, SIDE, 20)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        self._column.addLayout(self._buttons)
        room = self.screen().availableSize()
        self.resize(min(theme.px(size[0]), room.width() - _BEYOND), min(theme.px(size[1]), room.height() - _BEYOND))

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(SIDE, 20, SIDE, 8)
        head.setSpacing(6)
        for widget in (self._heading, self._about, self._notice):
            head.addWidget(widget)
        return head

    def set_about(self, text: str) -> None:
        """The quiet line below the heading; "" takes it away."""
        self._about.setText(text)
        self._about.setVisible(bool(text))

    def set_content(self, content: QWidget) -> None:
        """What fills the window."""
        self._column.insertWidget(1, content, 1)

    def set_scrolling(self, content: PageContent) -> ScrollPage:
        """The same for a content that may be higher than the window."""
        layout = content.layout()
        assert layout is not None, "a content has a layout"
        layout.setContentsMargins(SIDE, 8, SIDE, 8)
        page = ScrollPage(content)
        self.set_content(page)
        return page

    def add_action(self, text: str) -> MainButton:
        """The button that the window is about."""
        self._action = MainButton(text, key=self.tr("Ctrl+Enter"), small=True)
        self._buttons.addWidget(self._action)
        return self._action

    def take_as_action(self, button: MainButton) -> None:
        """The button, which stands elsewhere in the window, that the window is about."""
        self._action = button

    def add_button(self, text: str, icon_name: str = "", key: str = "") -> PlainButton:
        """Another button, left of those that come later."""
        made = PlainButton(text, icon_name, key)
        self._buttons.addWidget(made)
        return made

    def add_close(self, text: str = "") -> PlainButton:
        """The button that closes the window."""
        made = self.add_button(text or self.tr("Close"), key="Esc")
        made.clicked.connect(self.close)
        return made

    def tell(self, sentence: Sentence) -> None:
        """Show the sentence of a failure on top."""
        self._show(translated(sentence), is_failure=True)

    def say(self, text: str) -> None:
        """Show that something was done."""
        self._show(text, is_failure=False)

    def quieten(self) -> None:
        """Take away what was told or said."""
        self._notice.hide()

    def bring_forward(self) -> None:
        """Show the window, or put it on top where it is open."""
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and not event.isAutoRepeat() and self._action:
            self._action.click()

    def _show(self, text: str, *, is_failure: bool) -> None:
        self._notice.set_kind("bad" if is_failure else "ok")
        self._notice.set_content("", text)
        self._notice.show()
        announce(self._notice, text)
