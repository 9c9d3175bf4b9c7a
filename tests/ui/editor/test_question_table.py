"""What the table of questions promises: only what is in sight is read, and every cell says all it knows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.settings import SettingsFile
from quizapp.ui import theme
from quizapp.ui.editor.question_columns import Column, PackWords, short_uid
from quizapp.ui.editor.question_table import QuestionTable
from tests.ui.editor.fake_author import PACK, Entry, FakeAuthor, ManyRows, draft
from tests.ui.editor.window_rig import CTRL, key, open_editor, prompts, settle, some_questions, table_of


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    """The light theme at normal size, nothing moving."""
    theme.set_motion("reduced")
    theme.apply(qapp, "light")
    yield
    theme.set_motion("follow")
    theme.apply(qapp, "light")


def shown_table(qtbot: QtBot, author: FakeAuthor) -> QuestionTable:
    table = QuestionTable(author.rows)
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
    assert cell(table, 0, Column.PROBLEMS, spoken) == "Errors: question. Warnings: sources, tags."
    assert "Too few to say much" in cell(table, 0, Column.FACILITY, spoken)
    assert cell(table, 1, Column.PROBLEMS, spoken) == "No problems"
    assert cell(table, 0, Column.DIFFICULTY, spoken) == "Level Medium"
    assert cell(table, 0, Column.CATEGORY) == "Plot"


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

    table = QuestionTable(fail)  # pyright: ignore[reportArgumentType]
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
    head.sectionClicked.emit(Column.TAGS)
    assert prompts(window) == ["bbb?", "aaa?"]


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


def test_unknown_columns_in_the_settings_are_passed_over(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('editor_columns = "nonsense tags"\n')
    window = open_editor(qtbot, some_questions(), tmp_path)
    assert table_of(window).shown_columns() == [Column.PROMPT, Column.TAGS]


def test_all_hits_are_chosen_by_keyboard_and_counted(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_editor(qtbot, some_questions(30), tmp_path)
    table_of(window).setFocus()
    key(window, Qt.Key.Key_A, CTRL)
    settle()
    assert "30 selected" in window._status.text()
