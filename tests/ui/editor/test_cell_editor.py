"""What editing in a cell promises: the keys of a spreadsheet, and the care that the form takes of what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.stored import State
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.form_section import ProblemNote
from quizapp.ui.editor.question_columns import Column
from tests.ui.editor.fake_author import Entry, FakeAuthor, draft
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
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def edit(window: EditorWindow, row: int, column: Column) -> QWidget:
    """Goes to a cell and presses F2; what has the focus then."""
    table = table_of(window)
    table.go_to(row, column)
    table.setFocus()
    key(window, Qt.Key.Key_F2)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def put(text: str) -> None:
    """Writes over what stands in the field."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    focused.selectAll()
    QTest.keyClicks(focused, text)


def told(window: EditorWindow) -> list[str]:
    """What is said below the cell."""
    return [note.words() for note in window.findChildren(ProblemNote) if note.isVisible() and note.parent() is window]


def place(window: EditorWindow) -> tuple[int, Column]:
    index = table_of(window).currentIndex()
    return index.row(), Column(index.column())


def test_enter_saves_a_prompt_and_goes_to_the_next_row(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(3)
    window = open_editor(qtbot, author, tmp_path)
    assert edit(window, 1, Column.PROMPT).accessibleName() == "Prompt, question 2"
    put("Who is it?")
    key(window, Qt.Key.Key_Return)
    assert author.entries[1].draft.prompt == "Who is it?"
    assert prompts(window)[1] == "Who is it?"
    assert place(window) == (2, Column.PROMPT)
    assert table_of(window).hasFocus()
    assert window._desk.uid() == "run-on/plot-0003"


@pytest.mark.parametrize(
    ("column", "words", "value"),
    [(Column.CATEGORY, "Cast", "cast"), (Column.DIFFICULTY, "Hard", 3)],
)
def test_a_box_offers_the_words_of_the_table(
    qtbot: QtBot, tmp_path: Path, column: Column, words: str, value: object
) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    box = edit(window, 0, column)
    assert isinstance(box, QComboBox)
    assert box.currentText() == table_of(window).questions.index(0, column).data()
    box.setCurrentText(words)
    key(window, Qt.Key.Key_Return)
    assert getattr(author.entries[0].draft, column.name.lower()) == value
    assert table_of(window).questions.index(0, column).data() == words


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (Column.EPISODE, "", None),
        (Column.EPISODE, "12", 12),
        (Column.TAGS, " one,two , ,one", ("one", "two")),
        (Column.TAGS, "", ()),
    ],
)
def test_numbers_and_tags_are_written_in_a_line(
    qtbot: QtBot, tmp_path: Path, column: Column, text: str, value: object
) -> None:
    author = FakeAuthor([Entry(draft(1, tags=("old",)))])
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).columns.show(Column)
    line = edit(window, 0, column)
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, text)
    key(window, Qt.Key.Key_Return)
    assert getattr(author.entries[0].draft, column.name.lower()) == value


def test_tab_saves_and_edits_cell_after_cell_into_the_next_row(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    edit(window, 0, Column.PROMPT)
    put("First?")
    seen: list[tuple[int, Column]] = []
    for _ in range(4):
        key(window, Qt.Key.Key_Tab)
        assert window._cells.is_open()
        seen.append(place(window))
    assert author.entries[0].draft.prompt == "First?"
    assert seen == [(0, Column.CATEGORY), (0, Column.DIFFICULTY), (0, Column.EPISODE), (1, Column.PROMPT)]
    key(window, Qt.Key.Key_Backtab, SHIFT)
    assert place(window) == (0, Column.EPISODE)
    assert len(author.done) == 1


def test_the_last_cell_is_left_for_the_table(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(1), tmp_path)
    edit(window, 0, Column.EPISODE)
    key(window, Qt.Key.Key_Tab)
    assert not window._cells.is_open()
    assert table_of(window).hasFocus()
    assert place(window) == (0, Column.EPISODE)


def test_escape_leaves_the_cell_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(1)
    window = open_editor(qtbot, author, tmp_path)
    edit(window, 0, Column.PROMPT)
    put("Nothing")
    key(window, Qt.Key.Key_Escape)
    assert prompts(window) == ["What is number 1?"]
    assert not author.done
    assert table_of(window).hasFocus()


def test_a_wrong_value_is_told_and_keeps_the_field_open(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    field = edit(window, 0, Column.EPISODE)
    put("99")
    key(window, Qt.Key.Key_Return)
    assert field.hasFocus()
    assert "no episode 99" in told(window)[0]
    assert field.accessibleDescription() == told(window)[0]
    assert author.entries[0].draft.episode == 1
    put("9")
    key(window, Qt.Key.Key_Return)
    assert author.entries[0].draft.episode == 9
    assert told(window) == []


def test_what_is_told_covers_no_cell_that_is_edited(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(60), tmp_path)
    table = table_of(window)
    for row in (0, table.rowAt(table.viewport().height() - 40)):
        field = edit(window, row, Column.EPISODE)
        put("99")
        key(window, Qt.Key.Key_Return)
        note = next(each for each in window.findChildren(ProblemNote) if each.isVisible() and each.parent() is window)
        assert not note.geometry().intersects(QRect(field.mapTo(window, QPoint(0, 0)), field.size()))
        assert window.rect().contains(note.geometry())
        key(window, Qt.Key.Key_Escape)
        assert not note.isVisible()


def test_what_is_wrong_does_not_go_when_one_goes_elsewhere(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(3)
    window = open_editor(qtbot, author, tmp_path)
    field = edit(window, 0, Column.EPISODE)
    put("99")
    key(window, Qt.Key.Key_PageDown, CTRL)
    assert window._desk.uid() == "run-on/plot-0001"
    assert table_of(window).currentIndex().row() == 0
    key(window, Qt.Key.Key_N, CTRL)
    assert len(author.entries) == 3
    assert window._desk.uid() == "run-on/plot-0001"
    field_of(window).setFocus()
    field_of(window).set_text("number 2")
    settle()
    assert field.isVisible()
    assert isinstance(field, QLineEdit)
    assert field.text() == "99"
    window.close()
    assert window.isVisible()
    field.setFocus()
    key(window, Qt.Key.Key_Escape)
    window.close()
    assert not window.isVisible()


def test_leaving_the_field_saves(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    edit(window, 0, Column.PROMPT)
    put("Left?")
    field_of(window).setFocus()
    assert author.entries[0].draft.prompt == "Left?"
    assert field_of(window).hasFocus()
    edit(window, 1, Column.PROMPT)
    put("Closed?")
    window.close()
    assert author.entries[1].draft.prompt == "Closed?"


def test_what_stands_in_the_form_is_saved_first_and_both_are_kept(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(1)
    window = open_editor(qtbot, author, tmp_path)
    window._desk.form.hint.setFocus()
    QTest.keyClicks(window._desk.form.hint, "A hint.")
    edit(window, 0, Column.EPISODE)
    assert author.entries[0].draft.hint == "A hint."
    put("4")
    key(window, Qt.Key.Key_Return)
    assert (author.entries[0].draft.hint, author.entries[0].draft.episode) == ("A hint.", 4)
    assert window._desk.form.draft().episode == 4


def test_a_full_disk_keeps_the_value_in_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    edit(window, 0, Column.PROMPT)
    put("Kept?")
    author.fails = True
    key(window, Qt.Key.Key_Return)
    assert window._desk.form.draft().prompt == "Kept?"
    assert "The disk is full" in window._status.text()
    assert place(window) == (0, Column.PROMPT)
    author.fails = False
    window._desk.status.retry.click()
    assert author.entries[0].draft.prompt == "Kept?"


def test_a_cell_that_was_changed_elsewhere_is_not_written_over_unasked(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(1)
    window = open_editor(qtbot, author, tmp_path)
    edit(window, 0, Column.PROMPT)
    put("Mine?")
    entry = author.entries[0]
    author.entries[0] = replace(entry, draft=replace(entry.draft, prompt="Theirs?"), revision=2)
    window.look_again()
    key(window, Qt.Key.Key_Return)
    assert "changed elsewhere" in told(window)[0]
    assert author.entries[0].draft.prompt == "Theirs?"
    key(window, Qt.Key.Key_Return)
    assert author.entries[0].draft.prompt == "Mine?"


def test_undo_takes_a_cell_back(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    edit(window, 0, Column.PROMPT)
    put("Oops")
    key(window, Qt.Key.Key_Return)
    key(window, Qt.Key.Key_Z, CTRL)
    assert prompts(window)[0] == "What is number 1?"


@pytest.mark.parametrize("column", [Column.KIND, Column.FACILITY, Column.UID])
def test_a_cell_that_cannot_be_edited_leads_to_the_form(qtbot: QtBot, tmp_path: Path, column: Column) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    assert window._desk.isAncestorOf(edit(window, 0, column))


def test_what_one_line_cannot_hold_is_edited_in_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, "Two\nlines?")), Entry(draft(2, tags=("a, b",)))])
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).columns.show(Column)
    assert window._desk.isAncestorOf(edit(window, 0, Column.PROMPT))
    assert window._desk.isAncestorOf(edit(window, 1, Column.TAGS))


def test_a_double_click_edits_the_cell(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    table = table_of(window)
    middle = table.visualRect(table.questions.index(1, Column.PROMPT)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.text() == "What is number 2?"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_list_of_a_box_opens_and_closes_over_the_cell(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    box = edit(window, 0, Column.CATEGORY)
    assert isinstance(box, QComboBox)
    box.showPopup()
    settle()
    assert window._cells.is_open()
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    settle()
    assert window._cells.is_open()
    key(window, Qt.Key.Key_Return)
    assert author.entries[0].draft.category == "cast"


def test_enter_still_goes_to_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(2), tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window._desk.isAncestorOf(focused)


def test_del_in_a_cell_is_not_meant_for_the_question(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    for column in (Column.DIFFICULTY, Column.PROMPT):
        edit(window, 0, column)
        key(window, Qt.Key.Key_Delete)
        key(window, Qt.Key.Key_Escape)
    assert [entry.state for entry in author.entries] == [State.LIVE, State.LIVE]


def test_a_field_stays_over_its_cell_when_the_table_moves(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(60), tmp_path)
    table = table_of(window)
    field = edit(window, 5, Column.PROMPT)
    table.verticalScrollBar().setValue(3)
    assert field.y() == table.visualRect(table.questions.index(5, Column.PROMPT)).y()
    table.columns.move(Column.PROMPT, 2)
    assert field.x() == table.visualRect(table.questions.index(5, Column.PROMPT)).x()
