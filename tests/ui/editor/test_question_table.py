"""What the table of questions promises: only what is in sight is read, and every cell says all it knows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.item_report import OptionUse
from quizapp.settings import SettingsFile
from quizapp.ui import theme
from quizapp.ui.editor import question_painting
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.question_columns import SORTED_BY, Column, PackWords, short_uid
from quizapp.ui.editor.question_table import QuestionTable
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
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def shown_table(qtbot: QtBot, author: FakeAuthor) -> QuestionTable:
    table = QuestionTable(author.rows, author.uids)
    qtbot.addWidget(table)
    table.set_packs(PackWords((PACK,)))
    table.resize(700, 400)
    table.show()
    table.show_ids(author.find("").ids, keep=None)
    QApplication.processEvents()
    return table


def cell(table: QuestionTable, row: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return str(table.questions.index(row, column).data(role))


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    author = some_questions(3)
    table = shown_table(qtbot, author)
    tester = QAbstractItemModelTester(table.questions, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show_ids(array("q", [2]), keep=None)
    assert table.questions.rowCount() == 1
    del tester


def test_half_a_million_rows_open_without_being_read(qtbot: QtBot) -> None:
    author = ManyRows(500_000)
    table = shown_table(qtbot, author)
    assert table.questions.rowCount() == 500_000
    assert sum(author.fetched) <= 400
    table.go_to(250_000)
    QApplication.processEvents()
    assert cell(table, 250_000, Column.PROMPT) == "What is number 250001?"
    assert sum(author.fetched) <= 1_000


def test_choosing_all_of_them_reads_none(qtbot: QtBot) -> None:
    author = ManyRows(500_000)
    table = shown_table(qtbot, author)
    before = sum(author.fetched)
    table.select_all_hits()
    assert table.selected_count() == 500_000
    assert sum(author.fetched) - before <= 400
    assert len(table.selected_uids()) == 500_000
    assert sum(author.fetched) - before <= 400


def test_few_pages_are_kept(qtbot: QtBot) -> None:
    author = ManyRows(100_000)
    table = shown_table(qtbot, author)
    for row in range(0, 100_000, 1_000):
        cell(table, row, Column.PROMPT)
    assert len(table.questions._pages) <= 16


def test_the_chosen_questions_are_given_in_the_order_shown(qtbot: QtBot) -> None:
    table = shown_table(qtbot, some_questions(450))
    table.select_all_hits()
    assert table.selected_uids() == tuple(f"run-on/plot-{number:04}" for number in range(1, 451))


def test_cells_say_in_words_what_they_show_in_signs(qtbot: QtBot) -> None:
    bad = Entry(draft(1), asked=7, facility=0.5, problems="error:prompt warning:sources warning:tags")
    table = shown_table(qtbot, FakeAuthor([bad, Entry(draft(2))]))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert cell(table, 0, Column.PROBLEMS) == "1"
    assert cell(table, 0, Column.PROBLEMS, spoken) == "Errors: prompt. Warnings: sources, tags."
    assert cell(table, 0, Column.FACILITY, spoken) == (
        "Facility 0.50, from 7 first attempts. With a certainty of 95 % it lies between 0.20 and 0.80. "
        "Too few to say much."
    )
    assert cell(table, 1, Column.FACILITY, spoken) == "Nobody has answered this question yet."
    assert cell(table, 1, Column.PROBLEMS, spoken) == "No problems"
    assert cell(table, 0, Column.DIFFICULTY, spoken) == "Difficulty Medium"
    assert cell(table, 0, Column.CATEGORY) == "Plot"


WRONG = (
    OptionUse("Hyo-joo", False, 25, 10),
    OptionUse("Dan-ah\n(later)", False, 12, 1),
    OptionUse("Young-hwa", False, 30, 0),
)


def test_distractors_are_told_with_how_often_they_were_chosen(qtbot: QtBot) -> None:
    entries = [Entry(draft(1), asked=25, facility=0.5, distractors=WRONG), Entry(draft(2), asked=25, facility=0.5)]
    table = shown_table(qtbot, FakeAuthor([*entries, Entry(draft(3), asked=2, distractors=WRONG[:1])]))
    spoken, tip = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
    assert cell(table, 0, Column.DISTRACTORS) == "Hyo-joo 40 % · Dan-ah (later) 8 % · Young-hwa 0 %"
    in_full = (
        "Distractors Hyo-joo 40 % (10 of 25); Dan-ah (later) 8 % (1 of 12); Young-hwa 0 % (0 of 30), "
        "from 25 first attempts."
    )
    assert cell(table, 0, Column.DISTRACTORS, spoken) == in_full
    assert in_full in cell(table, 0, Column.DISTRACTORS, tip)
    assert cell(table, 1, Column.DISTRACTORS) == ""
    assert cell(table, 1, Column.DISTRACTORS, spoken) == "Distractors —"
    assert cell(table, 2, Column.DISTRACTORS, spoken) == (
        "Distractors Hyo-joo 40 % (10 of 25), from 2 first attempts. Too few to say much."
    )


def test_texts_of_questions_are_never_markup(qtbot: QtBot) -> None:
    table = shown_table(qtbot, FakeAuthor([Entry(draft(1, prompt="<img src=x> & <b>bold</b>"))]))
    tip = cell(table, 0, Column.PROMPT, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip
    place = table.visualRect(table.questions.index(0, Column.PROMPT)).center()
    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, QPoint()))


def test_a_page_that_cannot_be_read_is_told_once(qtbot: QtBot) -> None:
    from quizapp.errors import BankError

    def fail(ids: object) -> list[object]:
        raise BankError("The bank cannot be read.")

    table = QuestionTable(fail, fail)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(table)
    told: list[object] = []
    table.questions.failed.connect(told.append)
    table.show_ids(array("q", [1, 2, 3]), keep=None)
    assert cell(table, 0, Column.PROMPT) == "…"
    assert cell(table, 2, Column.PROMPT) == "…"
    assert len(told) == 1


@pytest.mark.parametrize(
    ("uid", "short"),
    [
        ("run-on/plot-0112", "112"),
        ("run-on/odd", "odd"),
        ("plain", "plain"),
        ("p/x-1234567890", "x-1234567890"),
    ],
)
def test_numbers_stand_for_long_ids(uid: str, short: str) -> None:
    assert short_uid(uid) == short


# In the window


def test_a_click_on_a_title_sorts_and_a_second_turns_it_round(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, "bbb?")), Entry(draft(2, "aaa?"))])
    window = open_editor(qtbot, author, tmp_path)
    head = table_of(window).horizontalHeader()
    head.sectionClicked.emit(Column.PROMPT)
    assert prompts(window) == ["aaa?", "bbb?"]
    head.sectionClicked.emit(Column.PROMPT)
    assert prompts(window) == ["bbb?", "aaa?"]


@pytest.mark.parametrize("column", list(Column))
def test_every_column_can_be_sorted_by(qtbot: QtBot, tmp_path: Path, column: Column) -> None:
    author = some_questions(2)
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).horizontalHeader().sectionClicked.emit(column)
    asked = author.found[-1][1]
    assert asked.column == SORTED_BY[column]
    assert asked.descending is (column is Column.UID)
    assert table_of(window).sort() == (column, asked.descending)


def test_sorting_keeps_the_question_in_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, "bbb?")), Entry(draft(2, "aaa?"))])
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).horizontalHeader().sectionClicked.emit(Column.PROMPT)
    row = table_of(window).current()
    assert row is not None
    assert row.prompt == "bbb?"


def test_columns_are_chosen_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    assert table_of(window).isColumnHidden(Column.TAGS)
    window._view.fill_columns()
    tags = next(action for action in window._view.columns.actions() if action.text() == "Tags")
    tags.setChecked(True)
    assert not table_of(window).isColumnHidden(Column.TAGS)
    assert "tags" in SettingsFile(tmp_path / "settings.toml").current.editor_columns
    again = open_editor(qtbot, some_questions(), tmp_path)
    assert not table_of(again).isColumnHidden(Column.TAGS)


def test_the_distractors_come_behind_the_other_figures_and_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    assert table_of(window).isColumnHidden(Column.DISTRACTORS)
    window._view.fill_columns()
    next(action for action in window._view.columns.actions() if action.text() == "Distractors").setChecked(True)
    again = table_of(open_editor(qtbot, some_questions(), tmp_path))
    assert again.columns.shown()[-3:] == [Column.FACILITY, Column.DISTRACTORS, Column.PROBLEMS]


def test_order_and_widths_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    table = table_of(window)
    head = table.horizontalHeader()
    head.moveSection(head.visualIndex(Column.EPISODE), 0)
    head.resizeSection(Column.KIND, 123)
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton)
    assert table.columns.shown()[:2] == [Column.EPISODE, Column.UID]
    assert sum(map(table.columnWidth, table.columns.shown())) == table.viewport().width()
    again = table_of(open_editor(qtbot, some_questions(), tmp_path))
    assert again.columns.shown() == table.columns.shown()
    assert again.columnWidth(Column.KIND) == 123
    head.sectionHandleDoubleClicked.emit(Column.KIND)
    third = table_of(open_editor(qtbot, some_questions(), tmp_path))
    assert third.columnWidth(Column.KIND) < 123


def test_columns_are_arranged_by_keyboard_and_put_back(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(), tmp_path)
    table = table_of(window)
    before = table.columns.shown(), [table.columnWidth(column) for column in Column]
    table.go_to(0, Column.KIND)
    table.setFocus()
    width = table.columnWidth(Column.KIND)
    key(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    key(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | SHIFT)
    assert table.columns.shown()[:3] == [Column.UID, Column.KIND, Column.PROMPT]
    assert table.columnWidth(Column.KIND) > width
    assert "kind:" in SettingsFile(tmp_path / "settings.toml").current.editor_columns
    window._view.fill_columns()
    window._view.columns.actions()[-1].trigger()
    assert (table.columns.shown(), [table.columnWidth(column) for column in Column]) == before


@pytest.mark.parametrize("words", ["prompt:99999 kind:-4 tags:x", "kind:1 prompt:9999", "kind kind kind:80"])
def test_widths_that_make_no_sense_do_no_harm(qtbot: QtBot, tmp_path: Path, words: str) -> None:
    (tmp_path / "settings.toml").write_text(f'editor_columns = "{words}"\n')
    table = table_of(open_editor(qtbot, some_questions(), tmp_path))
    assert all(28 <= table.columnWidth(column) <= 2_000 for column in table.columns.shown())
    assert len(set(table.columns.shown())) == len(table.columns.shown())


def test_unknown_columns_in_the_settings_are_passed_over(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('editor_columns = "nonsense tags"\n')
    window = open_editor(qtbot, some_questions(), tmp_path)
    assert table_of(window).columns.shown() == [Column.PROMPT, Column.TAGS]


def test_all_hits_are_chosen_by_keyboard_and_counted(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(30), tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_A, CTRL)
    settle()
    assert "30 selected" in window._status.text()


def test_sorting_keeps_what_is_selected(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(number, f"{9 - number}?")) for number in range(1, 7)])
    window = open_editor(qtbot, author, tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Down, SHIFT)
    chosen = set(table_of(window).selected_uids())
    table_of(window).horizontalHeader().sectionClicked.emit(Column.PROMPT)
    assert set(table_of(window).selected_uids()) == chosen
    field_of(window).set_text("?")
    assert table_of(window).selected_count() == 1


def test_the_first_rows_are_painted_before_all_are_found(qtbot: QtBot, tmp_path: Path) -> None:
    author = ManyRows(5_000)
    window = EditorWindow(author, SettingsFile(tmp_path / "settings.toml"))  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(window)
    assert 0 < table_of(window).questions.rowCount() < 5_000
    assert window._status.text() == ""
    window.bring_forward()
    qtbot.waitUntil(lambda: table_of(window).questions.rowCount() == 5_000)
    settle()
    assert number(5_000) in window._status.text()
    assert window._desk.uid() == "run-on/plot-0001"


def test_a_question_far_down_is_found_before_the_window_was_painted(qtbot: QtBot, tmp_path: Path) -> None:
    author = some_questions(900)
    window = EditorWindow(author, SettingsFile(tmp_path / "settings.toml"))  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(window)
    window.open_question("run-on/plot-0800")
    window.bring_forward()
    settle()
    assert window._desk.uid() == "run-on/plot-0800"
    assert field_of(window).text() == ""


def test_figures_of_fewer_than_twenty_attempts_are_greyed(qtbot: QtBot) -> None:
    entries = [Entry(draft(number), asked=asked, facility=0.5) for number, asked in ((1, 19), (2, 20))]
    table = shown_table(qtbot, FakeAuthor(entries))
    rows = [table.questions.question(place) for place in range(2)]
    for column in (Column.FACILITY, Column.DISCRIMINATION, Column.DISTRACTORS):
        inks = [question_painting._ink(row, column, chosen=False) for row in rows]
        assert inks == [theme.colour("ink2"), theme.colour("ink")]
    assert all(question_painting._ink(row, Column.PROMPT, chosen=False) == theme.colour("ink") for row in rows)
