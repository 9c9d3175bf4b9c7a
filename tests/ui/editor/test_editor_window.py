"""What the editor's window promises: the hands stay on the keyboard, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.stored import State
from quizapp.ui import theme
from quizapp.ui.editor.editor_actions import action_words
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.form_choices import CategoryCombo
from quizapp.ui.editor.keys_dialog import KeysDialog
from quizapp.ui.play.home_words import number
from tests.ui.editor.fake_author import PACK, Entry, FakeAuthor, ManyRows, draft
from tests.ui.editor.window_rig import (
    CTRL,
    SHIFT,
    field_of,
    key,
    open_editor,
    prompts,
    settle,
    some_questions,
    table_of,
)
from tests.ui.page_host import acting, write
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def action(window: EditorWindow, name: str) -> QAction:
    return window._actions[name]


def test_half_a_million_questions_open_without_being_read(qtbot: QtBot, tmp_path: Path) -> None:
    author = ManyRows(500_000)
    window = open_editor(qtbot, author, tmp_path)
    assert sum(author.fetched) <= 1_000
    assert number(500_000) in window._status.text()
    assert window._desk.uid() == "run-on/plot-0001"


def test_the_row_one_goes_to_is_in_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(3), tmp_path)
    assert window._desk.form.draft().prompt == "What is number 1?"
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Down)
    assert window._desk.form.draft().prompt == "What is number 2?"
    window._desk.focus_prompt()
    key(window, Qt.Key.Key_PageDown, CTRL)
    assert window._desk.form.draft().prompt == "What is number 3?"
    key(window, Qt.Key.Key_PageUp, CTRL)
    assert window._desk.form.draft().prompt == "What is number 2?"


def test_what_is_typed_is_saved_when_another_row_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    window._desk.focus_prompt()
    write("!")
    key(window, Qt.Key.Key_PageDown, CTRL)
    assert author.entries[0].draft.prompt == "!What is number 1?"
    assert prompts(window)[0] == "!What is number 1?"


def test_a_new_question_is_in_the_table_once_it_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    key(window, Qt.Key.Key_N, CTRL)
    assert window._desk.form.prompt.hasFocus()
    write("Who is it?")
    assert len(author.entries) == 2
    key(window, Qt.Key.Key_S, CTRL)
    assert author.entries[2].draft.prompt == "Who is it?"
    assert author.entries[2].state is State.DRAFT
    assert prompts(window)[2] == "Who is it?"
    row = table_of(window).current()
    assert row is not None
    assert row.prompt == "Who is it?"
    key(window, Qt.Key.Key_Return, CTRL)
    assert window._desk.form.draft().prompt == ""
    assert len(author.entries) == 3


def test_duplicate_and_undo_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_D, CTRL)
    assert len(prompts(window)) == 3
    assert window._desk.uid() == "run-on/plot-0003"
    assert action(window, "undo").text() == "Undo: Duplicate"


def test_del_retires_only_in_the_table(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(3)
    window = open_editor(qtbot, author, tmp_path)
    window._desk.focus_prompt()
    key(window, Qt.Key.Key_Delete)
    window._desk.form.category.setFocus()
    key(window, Qt.Key.Key_Delete)
    assert len(prompts(window)) == 3
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Delete)
    assert len(prompts(window)) == 2
    assert author.entries[0].state is State.RETIRED
    assert window._desk.uid() == "run-on/plot-0002"
    key(window, Qt.Key.Key_Z, CTRL)
    assert len(prompts(window)) == 3


def test_undo_works_while_a_field_of_the_form_has_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    window._desk.focus_prompt()
    write("abc")
    key(window, Qt.Key.Key_Z, CTRL)
    assert author.entries[0].draft.prompt == "What is number 1?"
    assert window._desk.form.draft().prompt == "What is number 1?"


def test_undo_in_the_search_field_is_that_of_the_field(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_D, CTRL)
    field_of(window).setFocus()
    field_of(window).insert("number 2")
    key(window, Qt.Key.Key_Z, CTRL)
    assert field_of(window).text() == ""
    assert len(author.done) == 1


def test_several_are_retired_and_brought_back(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(4)
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Down, SHIFT)
    assert "2 selected" in window._status.text()
    key(window, Qt.Key.Key_Delete)
    assert len(prompts(window)) == 2
    action(window, "bin").trigger()
    settle()
    assert len(prompts(window)) == 2
    assert field_of(window).text() == "state:retired"
    action(window, "select_all").trigger()
    action(window, "restore").trigger()
    settle()
    assert all(entry.state is State.LIVE for entry in author.entries)


def test_what_is_selected_stays_so_when_something_else_writes(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(6)
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).go_to(1)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Down, SHIFT)
    key(window, Qt.Key.Key_Down, SHIFT)
    chosen = table_of(window).selected_uids()
    assert len(chosen) == 3
    window._dialogs.changed.emit(chosen)
    settle()
    assert table_of(window).selected_uids() == chosen
    assert "3 selected" in window._status.text()
    author.retire(chosen[:1])
    window._dialogs.changed.emit(chosen[:1])
    settle()
    assert table_of(window).selected_uids() == chosen[1:]
    assert window._desk.uid() in chosen[1:]
    key(window, Qt.Key.Key_Z, CTRL)
    assert table_of(window).selected_uids() == chosen[1:]


def test_a_save_that_fails_keeps_the_text_the_row_and_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(3)
    window = open_editor(qtbot, author, tmp_path)
    author.fails = True
    window._desk.focus_prompt()
    write("!")
    key(window, Qt.Key.Key_PageDown, CTRL)
    assert window._desk.form.draft().prompt == "!What is number 1?"
    assert table_of(window).currentIndex().row() == 0
    assert "The disk is full" in window._status.text()
    window.close()
    assert window.isVisible()
    author.fails = False
    window._desk.status.retry.click()
    assert author.entries[0].draft.prompt == "!What is number 1?"
    window.close()
    assert not window.isVisible()


def test_closing_saves(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(1)
    window = open_editor(qtbot, author, tmp_path)
    window._desk.focus_prompt()
    write("!")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert author.entries[0].draft.prompt == "!What is number 1?"


def test_problems_only_goes_on_and_off(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1)), Entry(draft(2), problems="warning:sources")])
    window = open_editor(qtbot, author, tmp_path)
    action(window, "problems").trigger()
    settle()
    assert prompts(window) == ["What is number 2?"]
    field_of(window).set_text("")
    assert not action(window, "problems").isChecked()


def test_an_empty_bank_invites_to_write(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, FakeAuthor(), tmp_path)
    assert any("No questions yet" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    key(window, Qt.Key.Key_N, CTRL)
    write("The first?")
    key(window, Qt.Key.Key_S, CTRL)
    assert prompts(window) == ["The first?"]


def test_every_key_is_in_a_menu_a_tool_tip_and_the_table_of_keys(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.menuAction() in window.menuBar().actions()]
    shown = {entry for menu in menus for entry in menu.actions()}
    table = {keys for keys, _ in window._actions.key_table()}
    for name in ("find", "new", "duplicate", "save_and_new", "previous", "next", "replace", "retire", "edit", "undo"):
        each = action(window, name)
        assert each in shown, name
        keys = each.shortcuts()[0].toString()
        assert keys.replace("Return", "") in each.toolTip(), name
        assert any(keys.split("+")[-1][:3] in row for row in table), name


def test_every_action_is_in_a_menu_and_every_key_in_the_table_of_keys(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.menuAction() in window.menuBar().actions()]
    shown = {entry.objectName() for menu in menus for entry in menu.actions()}
    table = dict(window._actions.key_table())
    used: dict[str, str] = {}
    for name in action_words():
        each = action(window, name)
        assert name in shown, name
        for keys in each.shortcuts():
            text = keys.toString(QKeySequence.SequenceFormat.NativeText)
            assert used.setdefault(text, name) == name, f"{text} does two things"
            assert any(text in row.split(" / ") for row in table) or text == "Ctrl+Enter", text
        assert not each.shortcuts() or each.shortcuts()[0].toString() in each.toolTip(), name


def test_undo_works_in_the_windows_beside_the_editor_too(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(3)
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Delete)
    assert author.entries[0].state is State.RETIRED
    key(window, Qt.Key.Key_F1)
    dialog = next(each for each in window.findChildren(KeysDialog) if each.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    key(window, Qt.Key.Key_Z, CTRL)
    assert author.entries[0].state is State.LIVE
    dialog.close()


def test_a_field_keeps_the_focus_after_a_search_that_found_nothing(qtbot: QtBot) -> None:
    field = CategoryCombo("Category")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.set_categories([])
    field.set_categories(PACK.categories)
    field.setFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    assert field.hasFocus()


def test_a_new_question_goes_to_the_pack_that_is_searched_in(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    made = replace(PACK, id="mine", title="Mine")
    author.packs_there = (PACK, made)
    window._dialogs.changed.emit(made)
    window._dialogs.pack_made.emit("mine")
    settle()
    assert field_of(window).text() == "pack:mine"
    key(window, Qt.Key.Key_N, CTRL)
    assert window._desk.pack_id() == "mine"


def test_a_row_of_the_form_is_removed_by_its_key_and_the_table_of_keys_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    options = window._desk.form.key.options
    options.rows()[1].fields()[0].setFocus()
    write("Another")
    key(window, Qt.Key.Key_Delete, CTRL | SHIFT)
    assert "Another" not in [option.text for option in options.values()]
    assert field_of(window).text() == ""
    table = window._actions.key_table()
    assert ("Ctrl+Shift+Del", "Remove it") in table
    assert ("Alt+Up / Alt+Down", "Move it up or down") in table


def test_what_was_changed_elsewhere_shows_when_the_window_is_turned_to(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    entry = author.entries[0]
    changed = replace(entry.draft, prompt="From elsewhere?")
    author.entries[0] = replace(entry, draft=changed, revision=entry.revision + 1)
    window.activateWindow()
    qtbot.waitUntil(lambda: window._desk.form.draft().prompt == "From elsewhere?")
    assert prompts(window)[0] == "From elsewhere?"


def test_everything_that_acts_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    field_of(window).set_text("tag:x -kind:ordering number")
    settle()
    for widget in acting(window):
        is_tool = isinstance(widget, QToolButton) and bool(widget.text() or widget.toolTip())
        assert widget.accessibleName() or is_tool, (widget, widget.parent(), widget.geometry())


def test_the_window_stands_both_themes_and_small_sizes(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    window = open_editor(qtbot, some_questions(40), tmp_path)
    for scheme in ("dark", "light"):
        theme.apply(qapp, scheme, text_scale=1.5 if scheme == "dark" else 1.0)
        for size in ((1000, 640), (1600, 1000)):
            window.resize(*size)
            QTest.qWait(30)
            window.grab()
    theme.apply(qapp, "light")


def test_dialogs_open_once_and_beside(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    key(window, Qt.Key.Key_F1)
    key(window, Qt.Key.Key_F1)
    dialogs = [each for each in window.findChildren(KeysDialog) if each.isVisible()]
    assert len(dialogs) == 1
    assert not dialogs[0].isModal()
    dialogs[0].close()


def test_its_windows_close_with_the_editor(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    key(window, Qt.Key.Key_F1)
    assert [each for each in window.findChildren(EditorDialog) if each.isVisible()]
    window.close()
    assert not [each for each in window.findChildren(EditorDialog) if each.isVisible()]


def test_it_is_said_once_that_nothing_is_hidden(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(1), tmp_path)
    assert any("shows everything" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    again = open_editor(qtbot, some_questions(1), tmp_path)
    assert not any("shows everything" in label.text() for label in again.findChildren(QLabel) if label.isVisible())
