"""The queue of what players told the author about questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.question import Kind
from quizapp.game.records import AppealKind
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.editor.field_texts import field_texts
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import telling
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_words import moment
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.text_block import showable

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.authoring import OpenAppeal
    from quizapp.game.records import Appeal
    from quizapp.game.stored import StoredQuestion

_SHOWN = 2_000
"""Characters of a text that are shown."""
_TYPED_KINDS = (Kind.SHORT_ANSWER, Kind.MISSING_WORD)
"""Kinds that take further answers."""
_KEYS_OF_KINDS = ("answers", "answer", "pairs", "sequence")


class AppealsPanel(QWidget):
    """The list, and what the chosen one says beside what is accepted now.

    In the list Enter opens the question and Delete settles. `open_requested(str)`: the uid of a question.
    `changed(object)`: (uid,), after something was accepted or settled. `accepted(str)`: the variant, after it was.
    `settled()` after one was settled.
    `count_changed(int)`: how many wait.
    """

    open_requested = Signal(str)
    changed = Signal(object)
    accepted = Signal(str)
    settled = Signal()
    count_changed = Signal(int)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._appeals: tuple[OpenAppeal, ...] = ()
        self._questions: dict[str, StoredQuestion] = {}
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self._list = TwoLineList(self.tr("Appeals of players"))
        self._prompt = ReadingLabel("", "body", bold=True)
        self._who = PlainLabel("", "dense", "ink2", wrap=True)
        self._typed = ReadingLabel("", "body")
        self._key = ReadingLabel("", "body")
        self._note = ReadingLabel("", "body")
        self._typed_name = PlainLabel(self.tr("They typed"), "caption", "ink2", bold=True)
        self._key_name = PlainLabel("", "caption", "ink2", bold=True)
        self._note_name = PlainLabel(self.tr("Their note"), "caption", "ink2", bold=True)
        self.accept = MainButton(self.tr("Accept as variant"), "check", self.tr("Ctrl+Enter"), small=True)
        self._open = PlainButton(self.tr("Open question"), "edit", self.tr("Enter"))
        self._settle = PlainButton(self.tr("Settle"), "verify", self.tr("Del"))
        self.accept.setAccessibleDescription(self.tr("What they typed becomes one more accepted answer."))
        self._settle.setAccessibleDescription(self.tr("The appeal leaves the queue, and the question stays as it is."))

    def _lay_out(self) -> None:
        self._detail = PageContent()
        grid = QGridLayout(self._detail)
        grid.setContentsMargins(0, 4, 8, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        beside = ((self._typed_name, self._key_name), (self._typed, self._key))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._prompt, 0, 0, 1, 2)
        grid.addWidget(self._who, 1, 0, 1, 2)
        grid.setRowMinimumHeight(2, 8)
        for row, pair in enumerate(beside, 3):
            for column, label in enumerate(pair):
                grid.addWidget(label, row, column, top)
                grid.setColumnStretch(column, 1)
        grid.setRowMinimumHeight(5, 8)
        grid.addWidget(self._note_name, 6, 0, 1, 2)
        grid.addWidget(self._note, 7, 0, 1, 2)
        grid.setRowStretch(8, 1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(ScrollPage(self._detail), 1)
        right.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list.in_card(), 2)
        row.addWidget(side, 3)

    def _buttons(self) -> QGridLayout:
        buttons = QGridLayout()
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.setSpacing(12)
        buttons.addWidget(self.accept, 0, 0, 1, 2)
        buttons.addWidget(self._open, 1, 0)
        buttons.addWidget(self._settle, 1, 1)
        return buttons

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._show_chosen)
        self._list.itemDoubleClicked.connect(self._ask_to_open)
        self._list.enter_pressed.connect(self._ask_to_open)
        self._list.delete_pressed.connect(self._settle_chosen)
        self._open.clicked.connect(self._ask_to_open)
        self.accept.clicked.connect(self._accept_chosen)
        self._settle.clicked.connect(self._settle_chosen)
        self.setFocusProxy(self._list)

    def refresh(self) -> None:
        """Read the queue again; what is chosen stays in its place."""
        with telling(self):
            self._appeals = tuple(self._author.appeals())
            self._questions = self._author.get_many({each.appeal.uid for each in self._appeals})
        row = self._list.currentRow()
        rows = [(_line(each.prompt), self._in_short(each)) for each in self._appeals]
        with QSignalBlocker(self._list):  # for a moment none is chosen, and a button without use gives the focus away
            self._list.show_rows(rows, min(max(row, 0), len(rows) - 1))
        self._show_chosen(self._list.currentRow())
        self.count_changed.emit(len(self._appeals))

    def _in_short(self, each: OpenAppeal) -> str:
        appeal = each.appeal
        said = f"“{_line(appeal.typed)}”" if appeal.typed else _line(appeal.note) or self._kind_words(appeal)
        return f"{said} · {_who_and_when(each)}"

    def _kind_words(self, appeal: Appeal) -> str:
        if appeal.kind is AppealKind.MY_ANSWER_WAS_RIGHT:
            return self.tr("“My answer was right”")
        return self.tr("“Something is wrong”")

    def _chosen(self) -> OpenAppeal | None:
        row = self._list.currentRow()
        return self._appeals[row] if 0 <= row < len(self._appeals) else None

    def _show_chosen(self, _: int) -> None:
        chosen = self._chosen()
        if self.accept.hasFocus() and not self._can_be_variant(chosen):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self._open, self._settle):
            button.setEnabled(chosen is not None)
        self.accept.setEnabled(self._can_be_variant(chosen))
        if chosen is None:
            self._prompt.setText(self.tr("No appeals wait."))
            self._who.setText(self.tr("What players say about a question they were asked comes here."))
            for name, label in self._texts():
                _show_text(name, label, "")
            return
        appeal = chosen.appeal
        self._prompt.setText(_cut(chosen.prompt))
        self._who.setText(f"{self._kind_words(appeal)} · {_who_and_when(chosen)}")
        stored = self._questions.get(appeal.uid)
        typed = stored is not None and stored.question.kind in _TYPED_KINDS
        self._key_name.setText(self.tr("Accepted answers") if typed else self.tr("Right answer"))
        for (name, label), text in zip(self._texts(), (appeal.typed, _key_text(stored), appeal.note), strict=True):
            _show_text(name, label, text)

    def _texts(self) -> tuple[tuple[PlainLabel, ReadingLabel], ...]:
        return (
            (self._typed_name, self._typed),
            (self._key_name, self._key),
            (self._note_name, self._note),
        )

    def _can_be_variant(self, chosen: OpenAppeal | None) -> bool:
        if chosen is None:
            return False
        stored = self._questions.get(chosen.appeal.uid)
        says_so = chosen.appeal.kind is AppealKind.MY_ANSWER_WAS_RIGHT and bool(chosen.appeal.typed.strip())
        return says_so and (stored is None or stored.question.kind in _TYPED_KINDS)

    def _ask_to_open(self, _: object = None) -> None:
        if (chosen := self._chosen()) is not None:
            self.open_requested.emit(chosen.appeal.uid)

    def _accept_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self._can_be_variant(chosen):
            with telling(self):
                self._author.accept_variant(chosen.appeal)
                self._done(chosen.appeal)
                self.accepted.emit(_line(chosen.appeal.typed))

    def _settle_chosen(self) -> None:
        if (chosen := self._chosen()) is not None:
            with telling(self):
                self._author.settle(chosen.appeal)
                self._done(chosen.appeal)
                self.settled.emit()

    def _done(self, appeal: Appeal) -> None:
        self.refresh()
        self.changed.emit((appeal.uid,))
        if not self._appeals:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)


def _who_and_when(each: OpenAppeal) -> str:
    when = moment(each.appeal.at_ms)
    return f"{_line(each.player)}, {when}" if each.player else when


def _key_text(stored: StoredQuestion | None) -> str:
    texts = field_texts(stored.question) if stored is not None else {}
    return "\n".join(texts[name] for name in _KEYS_OF_KINDS if texts.get(name))


def _show_text(name: PlainLabel, label: ReadingLabel, text: str) -> None:
    label.setText(_cut(text))
    name.setVisible(bool(text))
    label.setVisible(bool(text))


def _line(text: str) -> str:
    line = showable(" ".join(text.split()))
    return line if len(line) <= 90 else line[:89] + "…"


def _cut(text: str) -> str:
    text = "\n".join(showable(line) for line in text.splitlines())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
