"""The questions of a finished round: in order or misses first, each with its answers and its explanation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.play.result_rows import Column, rows_of
from quizapp.ui.play.result_table import ResultModel, ResultTable
from tests.e2e.reader import Reader
from tests.ui.page_host import named, press
from tests.ui.painted import still_theme
from tests.ui.result_rig import Results, Show, cells, played, table_of
from tests.ui.round_rig import labels


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows the result of a round with these answers."""
    return Results(qtbot).show


# --- the questions ------------------------------------------------------------


def test_questions_stand_in_order_with_both_answers(show: Show) -> None:
    window, _ = show(0, 1, "skip")
    assert cells(window, Column.NUMBER) == ["1", "2", "–", *(str(number) for number in range(3, 11))]
    assert cells(window, Column.CHOSEN)[:4] == [
        "Oh Mi-joo 오미주",
        "Ki Seon-gyeom 기선겸",
        "Skipped",
        "Oh Mi-joo 오미주",
    ]
    assert set(cells(window, Column.RIGHT)) == {"Oh Mi-joo 오미주"}
    assert cells(window, Column.POINTS)[1:3] == ["0", "–"]


def test_misses_can_come_first(show: Show) -> None:
    window, _ = show(0, 0, 1, 0, 2, "skip")
    named(window, QAbstractButton, "Misses first").click()
    assert cells(window, Column.NUMBER)[:4] == ["3", "5", "–", "1"]
    named(window, QAbstractButton, "In order").click()
    assert cells(window, Column.NUMBER)[:4] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("answers", [(), (1,) * 10])
def test_with_no_misses_or_nothing_else_there_is_no_order_to_choose(show: Show, answers: tuple[int, ...]) -> None:
    window, _ = show(*answers)
    assert not window.findChild(Segmented).isVisible()  # type: ignore[union-attr]
    assert len(cells(window, Column.NUMBER)) == 10


def test_a_new_result_begins_in_order_with_nothing_open(show: Show) -> None:
    window, _ = show(1, 0, 2)
    named(window, QAbstractButton, "Misses first").click()
    table_of(window).selectRow(0)
    window.page.show_result(played(0, 1))
    assert cells(window, Column.NUMBER)[0] == "1"
    assert not Reader(window).has("Close the explanation")
    assert window.findChild(Segmented).current() == "asked"  # type: ignore[union-attr]


def test_choosing_a_question_opens_its_explanation_and_sources(show: Show) -> None:
    window, _ = show(0, 1)
    table_of(window).selectRow(1)
    shown = labels(window)
    assert "Question 2 · Wrong" in shown
    assert "Your answer: Ki Seon-gyeom 기선겸\nRight answer: Oh Mi-joo 오미주" in shown
    assert "He drinks it." in shown
    assert "The pot of scene 2 is hers." in shown
    assert named(window, LinkButton, "Source: Recap 2").isEnabled()
    named(window, QAbstractButton, "Close the explanation").click()
    assert "The pot of scene 2 is hers." not in labels(window)
    assert table_of(window).hasFocus()


def test_opening_an_explanation_leaves_rows_as_high_as_they_were_and_the_row_in_sight(show: Show) -> None:
    window, _ = show()
    table = table_of(window)
    before = table.rowHeight(0)
    table.selectRow(9)
    QTest.qWait(1)
    assert table.rowHeight(0) == before
    assert table.viewport().rect().contains(table.visualRect(table.model().index(9, Column.QUESTION)))


def test_enter_on_a_question_opens_it_and_does_not_play_again(qtbot: QtBot, show: Show) -> None:
    window, _ = show()
    table = table_of(window)
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, Column.QUESTION))
    table.clearSelection()
    with qtbot.assertNotEmitted(window.page.play_again_requested):
        press(Qt.Key.Key_Return)
    assert "Question 3 · Right" in labels(window)
    assert named(window, LinkButton, "Source: Recap 3").hasFocus()


def test_escape_closes_the_explanation_before_it_leaves_the_page(qtbot: QtBot, show: Show) -> None:
    window, _ = show(0, 1)
    page = window.page
    table_of(window).setFocus()
    table_of(window).selectRow(1)
    close = named(window, QAbstractButton, "Close the explanation")
    with qtbot.assertNotEmitted(page.home_requested):
        press(Qt.Key.Key_Escape)
    assert not close.isVisible()
    with qtbot.waitSignal(page.home_requested):
        press(Qt.Key.Key_Escape)


def test_a_row_tells_a_screen_reader_all_that_it_shows(show: Show) -> None:
    window, _ = show(0, 1, "skip")
    model = table_of(window).model()
    said = [model.index(row, Column.QUESTION).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said[0].replace(",", "") == (
        "Question 1 right: Who pours the tea in scene 1? Your answer: Oh Mi-joo 오미주. 1000 points"
    )
    assert said[1] == (
        "Question 2, wrong: Who pours the tea in scene 2? Your answer: Ki Seon-gyeom 기선겸. "
        "Right answer: Oh Mi-joo 오미주. 0 points"
    )
    assert said[2] == "Skipped: Who pours the tea in scene 3? Right answer: Oh Mi-joo 오미주."
    table = QAccessible.queryAccessibleInterface(table_of(window))
    assert table.text(QAccessible.Text.Name) == "Questions of this round"


def test_the_model_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = ResultModel()
    model.set_rows(rows_of(played(0, 1, "skip")))
    qtmodeltester.check(model)
    model.set_misses_first(True)
    qtmodeltester.check(model)


def test_a_small_window_shows_the_right_answer_of_misses_only(show: Show) -> None:
    window, _ = show(0, 1, size=(740, 600))
    table = table_of(window)
    assert table.isColumnHidden(Column.RIGHT)
    assert table.isColumnHidden(Column.CATEGORY)
    window.show_at(1200, 800)
    assert not table.isColumnHidden(Column.RIGHT)


def test_misses_differ_by_more_than_colour(show: Show) -> None:
    window, _ = show(0, 1)
    table = table_of(window)
    assert cells(window, Column.MARK)[:2] == ["Right", "Wrong"]
    right, wrong = (_pixels(table, row) for row in (0, 1))
    assert right != wrong


def _pixels(table: ResultTable, row: int) -> set[tuple[int, int]]:
    """The form of a mark: where it differs from the ground of its row."""
    rect = table.visualRect(table.model().index(row, Column.MARK))
    image = table.viewport().grab(rect).toImage()
    ground = QColor(image.pixel(2, 2)).lightness()
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(QColor(image.pixel(x, y)).lightness() - ground) > 60
    }


def test_tab_goes_past_the_table_without_opening_anything(show: Show) -> None:
    window, _ = show(0, 1)
    table = table_of(window)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert not table.selectionModel().hasSelection()
    closer = next(each for each in window.findChildren(QAbstractButton) if "explanation" in each.accessibleName())
    assert not closer.isVisible()
    press(Qt.Key.Key_Down)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    press(Qt.Key.Key_Down)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]
    assert closer.isVisible()
