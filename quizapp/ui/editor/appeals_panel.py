"""The queue of what players told the author about questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.records import AppealKind
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import announce, telling
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_words import moment
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.text_block import showable

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.records import Appeal

_SHOWN = 2_000
"""Characters of a text that are shown."""


class AppealsPanel(QWidget):
    """The list, and what the chosen one says. In the list Enter opens the question and Delete settles.

    `open_requested(str)`: the uid of a question. `changed(object)`: (uid,), after something was accepted or settled.
    `count_changed(int)`: how many wait.
    """

    open_requested = Signal(str)
    changed = Signal(object)
    count_changed = Signal(int)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._appeals: tuple[tuple[Appeal, str], ...] = ()
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self._list = TwoLineList(self.tr("Appeals of players"))
        self._prompt = ReadingLabel("", "body", bold=True)
        self._typed = ReadingLabel("", "body")
        self._note = ReadingLabel("", "body")
        self._when = PlainLabel("", "dense", "ink2", wrap=True)
        self._what = PlainLabel("", "dense", "ink2", wrap=True)
        self._typed_name = PlainLabel(self.tr("They typed"), "caption", "ink2", bold=True)
        self._note_name = PlainLabel(self.tr("Their note"), "caption", "ink2", bold=True)
        self._accept = PlainButton(self.tr("Accept as variant"), "check")
        self._open = PlainButton(self.tr("Open question"), "edit", self.tr("Enter"))
        self._settle = PlainButton(self.tr("Settle"), "verify", self.tr("Del"))
        self._accept.setAccessibleDescription(self.tr("What they typed becomes one more accepted answer."))

    def _lay_out(self) -> None:
        self._detail = PageContent()
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 4, 8, 4)
        column.setSpacing(6)
        shown = (self._prompt, self._what, self._when, self._typed_name, self._typed, self._note_name, self._note)
        for widget in shown:
            column.addWidget(widget)
        column.addStretch(1)
        buttons = QGridLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.setSpacing(12)
        buttons.addWidget(self._accept, 0, 0, 1, 2)
        buttons.addWidget(self._open, 1, 0)
        buttons.addWidget(self._settle, 1, 1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(ScrollPage(self._detail), 1)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list.in_card(), 1)
        row.addWidget(side, 1)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._show_chosen)
        self._list.itemDoubleClicked.connect(self._ask_to_open)
        self._list.enter_pressed.connect(self._ask_to_open)
        self._list.delete_pressed.connect(self._settle_chosen)
        self._open.clicked.connect(self._ask_to_open)
        self._accept.clicked.connect(self._accept_chosen)
        self._settle.clicked.connect(self._settle_chosen)
        self.setFocusProxy(self._list)

    def refresh(self) -> None:
        """Read the queue again; what is chosen stays in its place."""
        with telling(self):
            self._appeals = tuple(self._author.appeals())
        row = self._list.currentRow()
        rows = [(_line(prompt), self._in_short(appeal)) for appeal, prompt in self._appeals]
        with QSignalBlocker(self._list):  # for a moment none is chosen, and a button without use gives the focus away
            self._list.show_rows(rows, min(max(row, 0), len(rows) - 1))
        self._show_chosen(self._list.currentRow())
        self.count_changed.emit(len(self._appeals))

    def _in_short(self, appeal: Appeal) -> str:
        said = f"“{_line(appeal.typed)}”" if appeal.typed else _line(appeal.note) or self._kind_words(appeal)
        return f"{said} · {moment(appeal.at_ms)}"

    def _kind_words(self, appeal: Appeal) -> str:
        if appeal.kind is AppealKind.MY_ANSWER_WAS_RIGHT:
            return self.tr("“My answer was right”")
        return self.tr("“Something is wrong”")

    def _chosen(self) -> tuple[Appeal, str] | None:
        row = self._list.currentRow()
        return self._appeals[row] if 0 <= row < len(self._appeals) else None

    def _show_chosen(self, _: int) -> None:
        chosen = self._chosen()
        for button in (self._open, self._settle):
            button.setEnabled(chosen is not None)
        self._accept.setEnabled(chosen is not None and _can_be_variant(chosen[0]))
        if chosen is None:
            self._prompt.setText(self.tr("No appeals wait."))
        for label in (self._what, self._when, self._typed_name, self._typed, self._note_name, self._note):
            label.setVisible(chosen is not None)
        if chosen is None:
            return
        appeal, prompt = chosen
        self._prompt.setText(_cut(prompt))
        self._what.setText(self._kind_words(appeal))
        self._when.setText(moment(appeal.at_ms))
        for name, label, text in (
            (self._typed_name, self._typed, appeal.typed),
            (self._note_name, self._note, appeal.note),
        ):
            label.setText(_cut(text))
            name.setVisible(bool(text))
            label.setVisible(bool(text))

    def _ask_to_open(self, _: object = None) -> None:
        if (chosen := self._chosen()) is not None:
            self.open_requested.emit(chosen[0].uid)

    def _accept_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None and _can_be_variant(chosen[0]):
            with telling(self):
                self._author.accept_variant(chosen[0])
                self._done(chosen[0], self.tr("“{text}” is accepted from now on.").format(text=_line(chosen[0].typed)))

    def _settle_chosen(self) -> None:
        if (chosen := self._chosen()) is not None:
            with telling(self):
                self._author.settle(chosen[0])
                self._done(chosen[0], self.tr("Settled."))

    def _done(self, appeal: Appeal, words: str) -> None:
        self.refresh()
        announce(self._list, words)
        self.changed.emit((appeal.uid,))
        if not self._appeals:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _can_be_variant(appeal: Appeal) -> bool:
    return appeal.kind is AppealKind.MY_ANSWER_WAS_RIGHT and bool(appeal.typed.strip())


def _line(text: str) -> str:
    line = showable(" ".join(text.split()))
    return line if len(line) <= 90 else line[:89] + "…"


def _cut(text: str) -> str:
    text = showable(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
