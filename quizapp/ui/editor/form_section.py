"""One line of the form: its label, its fields, and below them what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.draft import Problem, Severity
from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.editor.form_text import set_state
from quizapp.ui.messages import translated

LABEL_WIDTH_PX = 84
QWIDGETSIZE_MAX = (1 << 24) - 1
_TOKENS = {Severity.ERROR: "bad", Severity.WARNING: "warn"}
_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_NOTES_MAX = 5
"""Notes beside one field; further problems show when these are mended."""

Widgets = Callable[[], Sequence[QWidget]]


class ProblemNote(QWidget):
    """Icon and sentence on a patch of the problem's colour, with a link to the other question where there is one."""

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = "warn"
        self._other = ""
        self._sign = ThemedIcon("warning", "warn", 16)
        self._text = PlainLabel("", "dense", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.link = LinkButton(self.tr("Show it"), parent=self)
        self.link.clicked.connect(lambda: self.open_requested.emit(self._other))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_problem(self, problem: Problem, other_uid: str) -> None:
        """Show a problem; `other_uid` is the question it is about besides this one, "" for none."""
        self._token = _TOKENS[problem.severity]
        self._other = other_uid
        self._sign.set_icon(_ICONS[problem.severity], self._token)
        text = in_words(problem)
        self._text.setText(text)
        self.link.setVisible(bool(other_uid))
        self.link.setAccessibleName(self.tr("Show the other question: {problem}").format(problem=text))
        self.update()

    def words(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), 6, theme.colour(f"{self._token}_bg"))


def in_words(problem: Problem) -> str:
    """The problem as it is shown and read out: how grave it is, and what is wrong."""
    error = QCoreApplication.translate("ProblemNote", "Error: {sentence}")
    warning = QCoreApplication.translate("ProblemNote", "Note: {sentence}")
    template = error if problem.severity is Severity.ERROR else warning
    return template.format(sentence=translated(problem.message))


class Section(QWidget):
    """A label, the content at its right, and notes below the content.

    `fields`: by name of a problem's field the widgets that take its description, and `with_look` its colour too.
    Signals: `open_requested(uid)`; `reshaped()` when the Tab key has other stops.
    """

    open_requested = Signal(str)
    reshaped = Signal()

    def __init__(
        self,
        title: str,
        content: QWidget,
        fields: Mapping[str, Widgets],
        *,
        with_look: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.content = content
        self.fields = dict(fields)
        self._with_look = with_look
        self._notes: list[ProblemNote] = []
        self._described: list[QWidget] = []
        self._is_stacked = False
        self._label = PlainLabel(title, "dense", "ink2", wrap=True)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(content)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._column, 1)
        self._place_label()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_label()

    def set_stacked(self, on: bool) -> None:
        """The label above the content, where there is no room for both beside each other."""
        if on != self._is_stacked:
            self._is_stacked = on
            self._place_label()

    def _place_label(self) -> None:
        on, side = self._is_stacked, QBoxLayout.Direction
        self._row.setDirection(side.TopToBottom if on else side.LeftToRight)
        self._row.setSpacing(6 if on else 12)
        self._label.setAlignment(
            Qt.AlignmentFlag.AlignTop | (Qt.AlignmentFlag.AlignLeft if on else Qt.AlignmentFlag.AlignRight)
        )
        self._label.setMinimumWidth(0 if on else theme.px(LABEL_WIDTH_PX))
        self._label.setMaximumWidth(QWIDGETSIZE_MAX if on else theme.px(LABEL_WIDTH_PX))
        self._label.setContentsMargins(0, 0 if on else theme.px(6), 0, 0)
        self._label.setVisible(bool(self._label.text()) or not on)

    def show_problems(self, problems: Sequence[Problem], own_uid: str) -> None:
        """Show what is wrong with the fields of this section."""
        shown = sorted(problems, key=lambda each: each.severity is not Severity.ERROR)[:_NOTES_MAX]
        while len(self._notes) < len(shown):
            self._add_note()
        for place, note in enumerate(self._notes):
            if place < len(shown):
                other = shown[place].uid
                note.show_problem(shown[place], other if other != own_uid else "")
            note.setVisible(place < len(shown))
        self._mark(problems)

    def notes(self) -> list[str]:
        """The sentences shown."""
        return [note.words() for note in self._notes if not note.isHidden()]

    def links(self) -> Sequence[QWidget]:
        """What the Tab key stops at in the notes."""
        return [note.link for note in self._notes]

    def _add_note(self) -> None:
        note = ProblemNote(self)
        note.open_requested.connect(self.open_requested)
        self._notes.append(note)
        self._column.addWidget(note)
        self.reshaped.emit()

    def _mark(self, problems: Iterable[Problem]) -> None:
        by_widget: dict[QWidget, list[Problem]] = {widget: [] for widget in self._described}
        for name, widgets in self.fields.items():
            for widget in widgets():
                by_widget.setdefault(widget, []).extend(each for each in problems if each.field == name)
        self._described = [widget for widget, found in by_widget.items() if found]
        for widget, found in by_widget.items():
            widget.setAccessibleDescription(" ".join(in_words(each) for each in found))
            if self._with_look:
                grave = any(each.severity is Severity.ERROR for each in found)
                set_state(widget, "bad" if grave else "warn" if found else "")
