"""A field for a player's name that says beside itself what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.errors import BankError, QuizError
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.messages import announce, translated


class NameField(QWidget):
    """Label, field and a line below for help or error; Enter comes up to the parent."""

    def __init__(self, label: str, note: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual_note = note
        self._label = PlainLabel(label, "body", bold=True)
        self._field = QLineEdit()
        self._field.setAccessibleName(label)
        self._label.setBuddy(self._field)
        self._sign = ThemedIcon("error", "bad", 16)
        self._below = PlainLabel("", "caption", "ink2", wrap=True)
        self._below.setObjectName("name-note")
        self._lay_out()
        self.setFocusProxy(self._field)
        self._field.textEdited.connect(self.clear_error)
        self.clear_error()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self._field)
        column.addLayout(below)

    def name(self) -> str:
        """What is written, without spaces at its ends."""
        return self._field.text().strip()

    def set_name(self, name: str) -> None:
        """Write this name and select it, so that typing replaces it."""
        self._field.setText(name)
        self._field.selectAll()
        self.clear_error()

    def accepts(self, action: Callable[[str], object]) -> bool:
        """Calls `action` with the name; what it finds wrong with the name is shown here, and gives False.

        A failure of the bank is no fault of the name and is raised.
        """
        try:
            action(self.name())
        except BankError:
            raise
        except QuizError as error:
            self.show_error(translated(error.sentence))
            return False
        self.clear_error()
        return True

    def show_error(self, text: str) -> None:
        """Mark the field, say why below it, and let the user correct it."""
        self._show(text, "bad", is_error=True)
        announce(self._field, text)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_error(self) -> None:
        """Back to the usual note."""
        self._show(self._usual_note, "ink2", is_error=False)

    def _show(self, text: str, token: str, *, is_error: bool) -> None:
        self._below.setText(text)
        self._below.set_token(token)
        self._below.setVisible(bool(text))
        self._sign.setVisible(is_error)
        self._field.setAccessibleDescription(text)
        if bool(self._field.property("state")) != is_error:
            self._field.setProperty("state", "bad" if is_error else "")
            # Qt asks a style sheet about properties only when a widget is polished.
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)
