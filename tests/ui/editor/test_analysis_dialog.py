"""The report of the item analysis: counted beside the screen, sorted, filtered, opened and saved, also by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QHeaderView, QPlainTextEdit, QProgressBar
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from quizapp.ui.application import load_translation
from quizapp.ui.background import TaskRunner
from quizapp.ui.editor.analysis_dialog import AnalysisDialog
from quizapp.ui.editor.analysis_words import NUMBERS, Column, column_explanation, column_title
from tests.ui.editor.analysis_rig import FakeAuthor, four, item
from tests.ui.editor.dialogs_rig import opened
from tests.ui.page_host import acting, assert_nothing_cut, named, press
from tests.ui.painted import HOSTILE, still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.shut_down()


def begun(qtbot: QtBot, tasks: TaskRunner, author: FakeAuthor) -> AnalysisDialog:
    return opened(qtbot, AnalysisDialog(author, tasks))  # pyright: ignore[reportArgumentType]


def counted(qtbot: QtBot, tasks: TaskRunner, author: FakeAuthor) -> AnalysisDialog:
    dialog = begun(qtbot, tasks, author)
    qtbot.waitUntil(lambda: dialog._task is None)
    return dialog


def uids(dialog: AnalysisDialog) -> list[str]:
    return [row.uid for row in dialog._table.items.rows()]


def cell(dialog: AnalysisDialog, row: int, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return str(dialog._table.items.index(row, column).data(role))


def choose(dialog: AnalysisDialog, box: str, words: str) -> None:
    """By keyboard: letters choose in a box that has the focus."""
    found = named(dialog, QComboBox, box)
    place = next(place for place in range(found.count()) if found.itemText(place).startswith(words))
    found.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(place):
        press(Qt.Key.Key_Down)


# What is shown


def test_the_gravest_remarks_stand_first_and_the_heading_counts(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    assert uids(dialog) == ["q1", "q3", "q2", "q4"]
    assert dialog._about.text() == "Questions answered: 4. With remarks: 2. Too few attempts to judge: 1."
    assert [cell(dialog, 0, column) for column in Column] == [
        "Whom does she meet?", "Choice", "40", "0.20", "0.10 to 0.35", "-0.30", "8.0 s",
        "Good players miss it, Wrong option taken more than the key",
    ]  # fmt: skip


def test_a_screen_reader_hears_the_reasons_and_that_figures_are_unsure(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert cell(dialog, 0, Column.REMARKS, spoken) == (
        "who did well in the rest of the round did worse here; the wrong option “Oh Mi-joo” was taken 15 of 20 times"
    )
    assert cell(dialog, 2, Column.REMARKS, spoken) == "No remarks"
    assert cell(dialog, 0, Column.FACILITY, spoken) == "Facility 0.20"
    assert cell(dialog, 3, Column.FACILITY, spoken) == "Facility 1.00. Too few attempts to say much."
    assert cell(dialog, 3, Column.DISCRIMINATION, spoken) == "Tells apart —"
    assert all(column_title(column) and column_explanation(column) for column in Column)


def test_figures_of_few_attempts_are_greyed(qtbot: QtBot, tasks: TaskRunner) -> None:
    """By the ink that the cells are drawn with: the same figure, of 3 attempts and of 40."""
    dialog = counted(qtbot, tasks, FakeAuthor([item(1, asked=3, facility=0.5), item(2, asked=40, facility=0.5)]))
    dialog._table.clearSelection()

    def ink(row: int) -> int:
        place = dialog._table.visualRect(dialog._table.items.index(row, Column.FACILITY)).adjusted(2, 2, -2, -2)
        picture = dialog._table.viewport().grab(place).toImage()
        dots = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
        return min(dot.lightness() for dot in dots)

    assert theme.colour("ink").lightness() < theme.colour("ink2").lightness()
    assert ink(0) > ink(1)


def test_the_chosen_question_is_told_in_full(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    about = named(dialog, QPlainTextEdit, "About the chosen question")
    assert about.toPlainText().splitlines() == [
        "Whom does she meet?",
        "First attempts: 40. Facility 0.20, with a certainty of 95 % between 0.10 and 0.35. "
        "Tells apart: -0.30, from rounds: 30. Median time: 8.0 s.",
        "Ki Seon-gyeom (key): 4 of 20; Oh Mi-joo: 15 of 20",
        "• who did well in the rest of the round did worse here",
        "• the wrong option “Oh Mi-joo” was taken 15 of 20 times",
    ]
    dialog._table.setFocus()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert "Too few attempts to say much." in about.toPlainText()


def test_nobody_has_answered_anything(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor())
    assert dialog._empty.isVisible()
    assert dialog._empty.text().startswith("Nobody has answered a question yet.")
    assert not dialog._save.isEnabled()
    assert not dialog._open.isEnabled()
    assert not dialog._details.isVisible()


# Sorted and filtered


@pytest.mark.parametrize(
    ("column", "smallest_first"),
    [
        ("Question", ["q3", "q4", "q1", "q2"]),
        ("Asked", ["q4", "q1", "q2", "q3"]),
        ("Facility", ["q1", "q2", "q3", "q4"]),
        ("Time", ["q3", "q1", "q2", "q4"]),
    ],
)
def test_every_figure_can_be_sorted_by_keyboard(
    qtbot: QtBot, tasks: TaskRunner, column: str, smallest_first: list[str]
) -> None:
    rows = [row._replace(prompt=row.prompt.replace("Ä", "Z")) for row in four()]
    dialog = counted(qtbot, tasks, FakeAuthor(rows))
    choose(dialog, "Sort by", column)
    assert uids(dialog) == smallest_first
    choose(dialog, "Order", "Z to A" if column == "Question" else "Largest first")
    # Equal ones stay by their ids, whichever way.
    largest_first = [smallest_first[place] for place in (3, 2, 1, 0)]
    if column in ("Asked", "Time"):
        place = largest_first.index("q2")
        largest_first[place : place + 2] = ["q1", "q2"]
    assert uids(dialog) == largest_first


def test_what_has_no_value_stands_last_whichever_way(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    dialog._table.horizontalHeader().sectionClicked.emit(Column.DISCRIMINATION)
    assert uids(dialog) == ["q1", "q2", "q3", "q4"]
    dialog._table.horizontalHeader().sectionClicked.emit(Column.DISCRIMINATION)
    assert uids(dialog) == ["q2", "q3", "q1", "q4"]
    assert named(dialog, QComboBox, "Sort by").currentText() == "Tells apart"
    assert named(dialog, QComboBox, "Order").currentText() == "Largest first"


def test_only_questions_with_a_remark_can_be_shown(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    shown = named(dialog, QComboBox, "Show")
    assert [shown.itemText(place) for place in range(shown.count())] == [
        "All questions answered (4)", "With remarks (2)", "Too easy (1)", "Too hard (0)", "Good players miss it (1)",
        "Unused wrong option (0)", "Wrong option taken more than the key (1)", "Slow (0)",
    ]  # fmt: skip
    choose(dialog, "Show", "With remarks")
    assert uids(dialog) == ["q1", "q3"]
    choose(dialog, "Show", "Too easy")
    assert uids(dialog) == ["q3"]
    choose(dialog, "Show", "Slow")
    assert uids(dialog) == []
    assert dialog._empty.isVisible()
    assert dialog._empty.text() == "No question has this remark."
    choose(dialog, "Show", "All")
    assert len(uids(dialog)) == 4


def test_the_current_question_stays_current(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    dialog._table.go_to(2)
    choose(dialog, "Sort by", "Facility")
    current = dialog._current()
    assert current is not None
    assert current.uid == "q2"


# Done with it


def test_enter_and_the_button_go_to_the_question(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    asked: list[str] = []
    dialog.open_requested.connect(asked.append)
    dialog._table.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["q3", "q3"]


def test_chosen_rows_are_copied_with_their_titles(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    dialog._table.setFocus()
    dialog._table.go_to(1)
    QTest.keySequence(dialog._table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text().splitlines() == [
        "\t".join(column_title(column) for column in Column),
        "Who runs in scene 3?\tChoice\t50\t0.96\t0.87 to 0.99\t0.25\t3.4 s\tToo easy",
    ]


def test_the_rows_shown_are_saved_with_figures_as_numbers(qtbot: QtBot, tasks: TaskRunner) -> None:
    author = FakeAuthor(four())
    dialog = counted(qtbot, tasks, author)
    choose(dialog, "Show", "With remarks")
    dialog.save_to("/somewhere/report.csv")
    qtbot.waitUntil(lambda: bool(author.saved))
    [(path, rows)] = author.saved
    assert path == Path("/somewhere/report.csv")
    assert rows[0][:6] == ["Id", "Pack", "Question", "Kind", "First attempts", "Facility"]
    assert rows[1] == [
        "q1", "run-on", "Whom does she meet?", "Choice", 40, 0.2, 0.105, 0.3476, -0.3, 30, 8.0,
        "Ki Seon-gyeom (key): 4 of 20; Oh Mi-joo: 15 of 20",
        "who did well in the rest of the round did worse here; the wrong option “Oh Mi-joo” was taken 15 of 20 times",
    ]  # fmt: skip
    assert [row[0] for row in rows[1:]] == ["q1", "q3"]
    qtbot.waitUntil(dialog._notice.isVisible)


def test_a_table_that_cannot_be_saved_is_told_and_can_be_saved_again(qtbot: QtBot, tasks: TaskRunner) -> None:
    author = FakeAuthor(four())
    dialog = counted(qtbot, tasks, author)
    author.fails = True
    dialog.save_to("/nowhere/report.csv")
    qtbot.waitUntil(dialog._notice.isVisible)
    assert dialog._save.isEnabled()


# Counted beside the screen


def test_counting_can_be_stopped_and_begun_anew(qtbot: QtBot, tasks: TaskRunner) -> None:
    author = FakeAuthor(four())
    author.may_end.clear()
    dialog = begun(qtbot, tasks, author)
    bar = named(dialog, QProgressBar, "Progress")
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert not dialog._again.isEnabled()
    assert QApplication.focusWidget() is dialog._stop
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog._task is None)
    assert dialog._about.text().startswith("Counting was stopped.")
    assert not bar.isVisible()

    author.may_end.set()
    named(dialog, QAbstractButton, "Count again").click()
    qtbot.waitUntil(lambda: len(uids(dialog)) == 4)
    assert author.counted == 2


def test_closing_the_window_stops_the_counting(qtbot: QtBot, tasks: TaskRunner) -> None:
    author = FakeAuthor(four())
    author.may_end.clear()
    dialog = begun(qtbot, tasks, author)
    qtbot.waitUntil(lambda: author.counted == 1)
    dialog.close()
    tasks._pool.waitForDone(5_000)
    assert tasks._pool.activeThreadCount() == 0


def test_a_bank_that_cannot_be_read_is_told_and_the_figures_stay(qtbot: QtBot, tasks: TaskRunner) -> None:
    author = FakeAuthor(four())
    dialog = counted(qtbot, tasks, author)
    author.fails = True
    dialog.count()
    qtbot.waitUntil(lambda: dialog._task is None)
    assert dialog._notice.isVisible()
    assert len(uids(dialog)) == 4


def test_changes_are_told_of_and_not_counted_unasked(qtbot: QtBot, tasks: TaskRunner) -> None:
    author = FakeAuthor(four())
    dialog = counted(qtbot, tasks, author)
    dialog.refresh()
    assert "changed since" in dialog._about.text()
    assert author.counted == 1


# For everybody


def test_everything_is_reached_by_tab_and_has_a_name(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    controls = [each for each in acting(dialog) if each.isEnabled() and not isinstance(each, QHeaderView)]
    assert [each for each in controls if not each.accessibleName()] == []
    met: set[Any] = set()
    for _ in range(3 * len(controls)):
        met.add(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert [each.accessibleName() for each in controls if not {each, each.focusProxy()} & met] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_in_either_theme(
    qtbot: QtBot, qapp: QApplication, tasks: TaskRunner, scheme: theme.Scheme, scale: float
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    assert_nothing_cut(dialog)
    assert not dialog.grab().isNull()
    for column in NUMBERS:
        room = dialog._table.columnWidth(column) - 16
        texts = [cell(dialog, row, column) for row in range(4)]
        assert all(dialog._table.fontMetrics().horizontalAdvance(text) <= room * 1.2 for text in texts)


def test_escape_closes_it_and_it_blocks_nothing(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    assert not dialog.isModal()
    dialog._table.setFocus()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("what", HOSTILE)
def test_any_text_is_shown_as_it_is(qtbot: QtBot, tasks: TaskRunner, what: str) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor([item(1, HOSTILE[what][:300])]))
    assert not dialog.grab().isNull()
    assert "<b>" not in cell(dialog, 0, Column.PROMPT, Qt.ItemDataRole.ToolTipRole)


def test_a_key_held_down_does_not_keep_a_row_from_being_chosen(qtbot: QtBot, tasks: TaskRunner) -> None:
    dialog = counted(qtbot, tasks, FakeAuthor(four()))
    QTest.keyPress(dialog._table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        dialog._table.go_to(2)
        assert [index.row() for index in dialog._table.selectionModel().selectedRows()] == [2]
    finally:
        QTest.keyRelease(dialog._table, Qt.Key.Key_Control)
