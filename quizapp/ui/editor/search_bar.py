"""The search field with what belongs to it: why a search is not understood, saved searches, problems only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.game.search import Known, SearchProblem
from quizapp.ui.common.labels import PlainLabel, button_text, tool_tip
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.filter_button import FilterButton
from quizapp.ui.editor.search_field import SearchField, characters
from quizapp.ui.messages import announce, telling, translated

if TYPE_CHECKING:
    from quizapp.author import Author

_PATIENCE_MS = 700
"""How long a word that one may still be writing is not called wrong."""
_SHOWN_TEXT = 60


class SearchBar(QWidget):
    """`searched(str)` when another search is to be shown."""

    searched = Signal(str)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._known: Known | None = None
        self._problems: tuple[SearchProblem, ...] = ()
        self.field = SearchField(self._what_is_known)
        self._sentence = PlainLabel("", "caption", "bad", wrap=True)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._saved = FilterButton(self.tr("Saved searches"))
        self._menu = self._saved.choices
        self._set_up()
        self._lay_out()
        self.field.searched.connect(self._search)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._patience.timeout.connect(self._show_problems)

    def _set_up(self) -> None:
        self._sentence.hide()
        self._saved.show_state(self.tr("Saved"), False)
        self._menu.setToolTipsVisible(True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(row)
        column.addWidget(self._sentence)

    def text(self) -> str:
        """The search as it is written."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Another search, carried out at once."""
        self.field.set_text(text)

    def focus_search(self) -> None:
        """The focus to the field, all of its text marked."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def forget_known(self) -> None:
        """Categories, tags or packs may have changed: ask for them again when they are next needed."""
        self._known = None

    def known(self) -> Known:
        """What the bank has to search for."""
        return self._what_is_known()

    def _what_is_known(self) -> Known:
        if self._known is None:
            with telling(self):
                self._known = self._author.known()
        return self._known or Known()

    def _search(self, text: str) -> None:
        self.searched.emit(text)

    # What is not understood

    def show_problems(self, problems: Sequence[SearchProblem]) -> None:
        """Tell what is wrong and where; of the word one is writing only after a while."""
        self._problems = tuple(problems)
        text = self.field.text()
        cursor = characters(text, self.field.cursorPosition())
        writing = self.field.hasFocus() and any(problem.end >= cursor for problem in problems)
        if writing and not self._sentence.text():
            self._patience.start()
        else:
            self._show_problems()

    def _show_problems(self) -> None:
        self._patience.stop()
        text = " ".join(dict.fromkeys(translated(problem.message) for problem in self._problems))
        self.field.show_problems(self._problems)
        if text != self._sentence.text():
            self._sentence.setText(text)
            self._sentence.setVisible(bool(text))
            if text:
                announce(self, text)

    # Saved searches

    def _fill_menu(self) -> None:
        self._menu.clear()
        saved = ()
        with telling(self):
            saved = tuple(self._author.saved_searches())
        for name, text in saved:
            action = self._menu.addAction(button_text(name), partial(self.set_text, text))
            action.setToolTip(tool_tip(text[:_SHOWN_TEXT]))
        if saved:
            self._menu.addSeparator()
        keep = self._menu.addAction(self.tr("Save this search…"), self._ask_name)
        keep.setEnabled(bool(self.text().strip()))
        if saved:
            remove = self._menu.addMenu(self.tr("Remove"))
            for name, _ in saved:
                remove.addAction(button_text(name), partial(self._remove, name))

    def _ask_name(self) -> None:
        dialog = NameDialog(self.text(), self.window())
        dialog.named.connect(self._keep)
        dialog.bring_forward()

    def _keep(self, name: str, text: str) -> None:
        with telling(self):
            self._author.keep_search(name, text)
            announce(self, self.tr("Search saved"))

    def _remove(self, name: str) -> None:
        with telling(self):
            self._author.remove_search(name)


class NameDialog(EditorDialog):
    """Asks under which name a search is to be kept: `named(name, text)`."""

    named = Signal(str, str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("NameDialog", "Save this search"), (420, 240), parent)
        self._text = text
        self.set_about(text)
        self._field = QLineEdit()
        self._field.setMaxLength(_SHOWN_TEXT)
        self._field.setAccessibleName(self.tr("Name"))
        self._field.setPlaceholderText(self.tr("Name"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.addWidget(self._field)
        column.addStretch(1)
        self.set_content(content)
        self.add_close(self.tr("Cancel"))
        self._save = self.add_action(self.tr("Save"))
        self._save.clicked.connect(self._accept_name)
        self._field.returnPressed.connect(self._accept_name)
        self._field.setFocus()

    def _accept_name(self) -> None:
        name = " ".join(self._field.text().split())
        if name:
            self.named.emit(name, self._text)
            self.close()
