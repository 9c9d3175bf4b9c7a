"""What searching promises: hits while one types, help at the cursor, and errors told where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.filter_button import FilterButton, FilterChip
from quizapp.ui.editor.search_bar import NameDialog
from quizapp.ui.editor.search_field import characters, utf16
from tests.ui.editor.fake_author import Entry, FakeAuthor, draft
from tests.ui.editor.window_rig import CTRL, field_of, key, open_editor, prompts, settle, some_questions, table_of
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def search(window: EditorWindow, text: str) -> None:
    field = field_of(window)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    settle()


def sentences(window: EditorWindow) -> list[str]:
    return [label.text() for label in window.findChildren(PlainLabel) if label.isVisible() and label.text()]


def menu_entry(window: EditorWindow, button: str, *path: str) -> None:
    """Chooses an entry of a filter's menu, going through submenus."""
    found = next(each for each in window.findChildren(FilterButton) if each.accessibleName().startswith(button))
    menu = found.choices
    menu.aboutToShow.emit()
    for step in path[:-1]:
        inner = next(action.menu() for action in menu.actions() if action.text() == step)
        assert isinstance(inner, QMenu)
        menu = inner
    action = next(action for action in menu.actions() if action.text() == path[-1])
    action.trigger()
    settle()


def test_hits_come_while_one_types(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, "Who runs?")), Entry(draft(2, "Who sings?"))])
    window = open_editor(qtbot, author, tmp_path)
    search(window, "sings")
    assert prompts(window) == ["Who sings?"]
    assert "1 of 2 questions shown" in window._status.text()


def test_what_is_not_understood_is_told_and_the_rest_counts(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, "Who runs?")), Entry(draft(2, "Who sings?"))])
    window = open_editor(qtbot, author, tmp_path)
    search(window, "kind:nonsense runs ")
    QTest.qWait(800)
    assert prompts(window) == ["Who runs?"]
    assert any("“nonsense” is none of the words" in text for text in sentences(window))
    assert "nonsense" in field_of(window).accessibleDescription()
    assert field_of(window).text() == "kind:nonsense runs "
    search(window, "runs ")
    assert not any("none of the words" in text for text in sentences(window))


def test_a_word_one_is_still_writing_is_not_called_wrong_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    search(window, "category:")
    assert not any("nothing behind" in text for text in sentences(window))
    QTest.qWait(800)
    assert any("nothing behind" in text for text in sentences(window))


def test_completions_are_offered_and_taken_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    field = field_of(window)
    search(window, "cat")
    assert field.is_offering()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert field.text() == "category:"
    assert field.is_offering()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert field.text() == "category:plot "


def test_a_list_that_opens_and_closes_between_two_letters_keeps_no_keys(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    field = field_of(window)
    field.setFocus()
    QTest.keyClicks(field, "u")
    assert field.is_offering()
    QTest.keyClicks(field, "m")  # nothing was processed since: the window system has not told yet that a list opened
    assert not field.is_offering()
    settle()
    field.set_text("")
    key(window, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is table_of(window)
    assert QApplication.activeWindow() is window


def test_the_list_goes_with_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    search(window, "cat")
    assert field_of(window).is_offering()
    window._pane.focus_table()
    assert not field_of(window).is_offering()


def test_down_in_an_empty_search_offers_all_words_though_they_are_more_than_fit(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(3), tmp_path)
    field_of(window).setFocus()
    key(field_of(window), Qt.Key.Key_Down)
    assert field_of(window).is_offering()
    assert field_of(window).hasFocus()
    key(field_of(window), Qt.Key.Key_Down)
    key(field_of(window), Qt.Key.Key_Return)
    assert field_of(window).text() == "category:"


def test_escape_empties_the_search(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(3), tmp_path)
    search(window, "number 2")
    assert len(prompts(window)) == 1
    QTest.keyClick(field_of(window), Qt.Key.Key_Escape)
    assert len(prompts(window)) == 3


def test_ctrl_f_and_down_go_there_and_back(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(3), tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_F, CTRL)
    assert field_of(window).hasFocus()
    QTest.keyClicks(field_of(window), "number ")
    settle()
    QTest.keyClick(field_of(window), Qt.Key.Key_Return)
    assert table_of(window).hasFocus()


@pytest.mark.parametrize("text", ["", "abc", "a😀b", "한국어", "\U0001f3c3x"])
def test_places_are_counted_as_qt_counts_them(text: str) -> None:
    for place in range(len(text) + 1):
        assert characters(text, utf16(text, place)) == place


# Filters


def test_a_filter_control_writes_into_the_search(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1)), Entry(draft(2, category="cast"))])
    window = open_editor(qtbot, author, tmp_path)
    menu_entry(window, "Category", "Cast")
    assert field_of(window).text() == "category:cast"
    assert len(prompts(window)) == 1
    menu_entry(window, "Category", "All")
    assert field_of(window).text() == ""


def test_a_filter_control_leaves_out(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1)), Entry(draft(2, category="cast"))])
    window = open_editor(qtbot, author, tmp_path)
    menu_entry(window, "Category", "Leave out", "Cast")
    assert field_of(window).text() == "-category:cast"
    assert len(prompts(window)) == 1
    menu_entry(window, "Category", "Leave out", "Cast")
    assert field_of(window).text() == ""


def test_everything_a_control_offers_can_be_left_out(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, tags=("blue",)), problems="warning:sources"), Entry(draft(2))])
    window = open_editor(qtbot, author, tmp_path)
    menu_entry(window, "More filters", "Tag", "Leave out", "blue")
    assert field_of(window).text() == "-tag:blue"
    assert prompts(window) == ["What is number 2?"]
    menu_entry(window, "More filters", "Tag", "Leave out", "blue")
    menu_entry(window, "Problems", "Leave out", "Warnings")
    assert field_of(window).text() == "-problem:warning"
    assert prompts(window) == ["What is number 2?"]
    menu_entry(window, "Problems", "All")
    menu_entry(window, "Episode", "Leave out", "Up to episode 4")
    assert field_of(window).text() == "-episode:<=4"
    assert any(each.plain_text() == "not Up to episode 4" for each in window.findChildren(FilterButton))


def test_a_choice_that_is_pressed_again_is_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, tags=("blue",)))])
    window = open_editor(qtbot, author, tmp_path)
    for path in (("Category", "Plot"), ("More filters", "Tag", "blue")):
        menu_entry(window, *path)
        assert field_of(window).text()
        menu_entry(window, *path)
        assert field_of(window).text() == ""


def test_what_is_typed_shows_in_the_controls(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    field_of(window).set_text("kind:ordering tag:blue word")
    names = [each.accessibleName() for each in window.findChildren(FilterButton) if each.isChecked()]
    assert names == ["Kind: Ordering"]
    chips = [each for each in window.findChildren(FilterChip) if each.isVisible()]
    assert [chip.plain_text() for chip in chips] == ["Tag: blue"]
    chips[0].click()
    assert field_of(window).text() == "kind:ordering word"


def test_an_empty_result_offers_wider_searches(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1)), Entry(draft(2))])
    window = open_editor(qtbot, author, tmp_path)
    search(window, "number kind:ordering ")
    shown = [each for each in window.findChildren(Notice) if each.isVisible()]
    notice = next(each for each in shown if each.accessibleName().startswith("No questions match"))
    buttons = [each for each in notice.findChildren(type(notice.add_button(""))) if each.isVisible()]
    wider = next(each for each in buttons if each.text() == "Any kind · 2")
    wider.click()
    settle()
    assert field_of(window).text().strip() == "number"
    assert len(prompts(window)) == 2


# Saved searches


def test_a_search_is_saved_and_called_again(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(3)
    window = open_editor(qtbot, author, tmp_path)
    field_of(window).set_text("number 2")
    menu_entry(window, "Saved", "Save this search…")
    dialog = window.findChildren(NameDialog)[0]
    QTest.keyClicks(dialog._field, "The second & only")
    QTest.keyClick(dialog._field, Qt.Key.Key_Return)
    assert author.searches == {"The second & only": "number 2"}
    field_of(window).set_text("")
    menu_entry(window, "Saved", "The second && only")
    assert field_of(window).text() == "number 2"
    menu_entry(window, "Saved", "Remove", "The second && only")
    assert author.searches == {}
