"""A control with its name above it and a line below for help or for what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon


class FieldBox(QWidget):
    """Takes the control in and gives it its accessible name."""

    def __init__(self, label: str, control: QWidget, note: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._note = note
        self._problem = ""
        control.setAccessibleName(label)
        name = PlainLabel(label, "caption", "ink2", bold=True)
        name.setBuddy(control)
        self._sign = ThemedIcon("error", "bad", 16)
        self._below = PlainLabel("", "caption", "ink2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(name)
        column.addWidget(control)
        column.addLayout(row)
        column.addStretch(1)
        self.setFocusProxy(control)
        self._show("")

    def problem(self) -> str:
        """What is said to be wrong; "" where nothing is."""
        return self._problem

    def show_problem(self, problem: str) -> None:
        """Say what is wrong instead of the help; "" where nothing is."""
        if problem != self._problem:
            self._show(problem)

    def _show(self, problem: str) -> None:
        changed = bool(problem) != bool(self._problem)
        self._problem = problem
        text = problem or self._note
        self._below.setText(text)
        self._below.set_token("bad" if problem else "ink2")
        self._below.setVisible(bool(text))
        self._sign.setVisible(bool(problem))
        self.control.setAccessibleDescription(text)
        if changed:
            self.control.setProperty("state", "bad" if problem else "")
            # Qt asks a style sheet about properties only when a widget is polished.
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)
