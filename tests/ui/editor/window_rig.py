"""The editor's window over a fake author, and hands for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.settings import SettingsFile
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.question_columns import Column
from quizapp.ui.editor.question_table import QuestionTable
from quizapp.ui.editor.search_field import SearchField
from tests.ui.editor.fake_author import Entry, FakeAuthor, draft

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def some_questions(count: int = 5) -> FakeAuthor:
    """An author with so many live questions."""
    return FakeAuthor([Entry(draft(number)) for number in range(1, count + 1)])


def open_editor(qtbot: QtBot, author: FakeAuthor, folder: Path) -> EditorWindow:
    """The window, active, its first question in the form."""
    window = EditorWindow(author, SettingsFile(folder / "settings.toml"))  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(window, before_close_func=lambda _: setattr(author, "fails", False))
    window.resize(1200, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle()
    return window


def settle() -> None:
    """Waits until the search and the form have followed."""
    QTest.qWait(180)


def table_of(window: EditorWindow) -> QuestionTable:
    """The table of hits."""
    return window.findChildren(QuestionTable)[0]


def field_of(window: EditorWindow) -> SearchField:
    """The search field."""
    return window.findChildren(SearchField)[0]


def prompts(window: EditorWindow) -> list[str]:
    """The questions shown, in their order."""
    table = table_of(window)
    rows = range(table.questions.rowCount())
    return [str(table.questions.index(row, Column.PROMPT).data()) for row in rows]


def key(window: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key stroke where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or window, which, modifier)
    settle()
