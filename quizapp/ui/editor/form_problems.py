"""What is wrong, given to the sections of the form that show the fields; and said aloud, once, when it is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import sentence
from quizapp.game.draft import Problem, Severity
from quizapp.ui.editor.form_section import Section, in_words
from quizapp.ui.editor.form_text import FIELD_LENGTH_MAX
from quizapp.ui.messages import announce

_SAID_AFTER_MS = 1_000
"""So long nothing new must come before problems are said, so that nobody is talked to while typing."""


class FormProblems(QObject):
    """Shows problems in sections; those of fields that do not show go to `general`."""

    open_requested = Signal(str)

    def __init__(self, form: QWidget, sections: Callable[[], list[Section]], general: Section) -> None:
        super().__init__(form)
        self._form = form
        self._sections, self._general = sections, general
        self._problems: tuple[Problem, ...] = ()
        self._overflow: Problem | None = None
        self._own_uid = ""
        self._said: frozenset[str] = frozenset()
        self._connected: set[Section] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAID_AFTER_MS)
        self._timer.timeout.connect(self._say)
        general.setVisible(False)

    def clear(self, *, announce_next: bool) -> None:
        """Another question: nothing is wrong yet; `announce_next` False: what was said is not said again."""
        self._overflow = None
        if announce_next:
            self._said = frozenset()
        self.show((), self._own_uid)

    def show(self, problems: Sequence[Problem], own_uid: str) -> None:
        """Show these problems, and say the new ones when nothing else comes for a second."""
        self._problems, self._own_uid = tuple(problems), own_uid
        self._refresh()
        self._timer.start()

    def show_overflow(self, field: str, count: int) -> None:
        """Tell that so many characters had no room in a field, until the next change."""
        template = "{count} characters were left out: a field takes {limit}"
        message = sentence(template, count=count, limit=FIELD_LENGTH_MAX)
        # After the change that comes with it, which would take it away again.
        QTimer.singleShot(0, self, lambda: self._tell_overflow(Problem(Severity.WARNING, field, message)))

    def forget_overflow(self) -> None:
        """The author has gone on."""
        if self._overflow is not None:
            self._overflow = None
            self._refresh()

    def _tell_overflow(self, problem: Problem) -> None:
        self._overflow = problem
        self._refresh()
        self._timer.start()

    def _refresh(self) -> None:
        left = [replace(each, uid="") if each.uid == self._own_uid else each for each in self._problems]
        if self._overflow is not None:
            left.insert(0, self._overflow)
        for section in (*self._sections(), self._general):
            own = left if section is self._general else [each for each in left if each.field in section.fields]
            left = [each for each in left if each not in own] if section is not self._general else left
            self._connect(section)
            section.show_problems(own, "")
            if section is self._general:
                section.setVisible(bool(own))

    def _connect(self, section: Section) -> None:
        if section not in self._connected:
            self._connected.add(section)
            section.open_requested.connect(self.open_requested)

    def _say(self) -> None:
        shown = [*self._problems, *([self._overflow] if self._overflow is not None else [])]
        words = [in_words(each) for each in shown]
        new = [each for each in words if each not in self._said]
        self._said = frozenset(words)
        if new and self._form.isVisible():
            announce(self._form, " ".join(new))
