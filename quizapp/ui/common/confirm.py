"""Questions that must be answered before something happens, and short messages; neither stops the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel


def ask(
    parent: QWidget,
    title: str,
    text: str,
    yes: str,
    no: str,
    on_yes: Callable[[], object],
    *,
    on_no: Callable[[], object] | None = None,
) -> QDialog:
    """Ask, and call `on_yes` or `on_no` when answered; returns at once. Escape and closing mean no."""
    dialog = _Question(parent, title, text, yes, no)
    dialog.accepted.connect(on_yes)
    if on_no is not None:
        dialog.rejected.connect(on_no)
    dialog.open()
    return dialog


def tell(parent: QWidget, title: str, text: str, close: str) -> QDialog:
    """Show a message with one button; returns at once."""
    dialog = _Question(parent, title, text, close, "")
    dialog.open()
    return dialog


class _Question(QDialog):
    def __init__(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self._yes = MainButton(yes, small=True)
        self._no = PlainButton(no)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 22)
        column.setSpacing(8)
        column.addWidget(PlainLabel(title, "section", wrap=True))
        column.addWidget(PlainLabel(text, "body", "ink2", wrap=True))
        column.addSpacing(14)
        column.addLayout(self._row_of_buttons())
        self._no.setVisible(bool(no))  # after it has a parent: else it would be a window of its own for a moment
        self.setMinimumWidth(theme.px(420))
        self._yes.clicked.connect(self.accept)
        self._no.clicked.connect(self.reject)
        # Enter answers the harmless thing where there are two.
        (self._no if no else self._yes).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # The button with the focus has had its chance.
        super().keyPressEvent(event)

    def _row_of_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        row.addWidget(self._no)
        row.addWidget(self._yes)
        return row
