"""What the high scores promise: the order of the board, your own run in sight, and nothing told by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.records import Board, BoardOrder
from quizapp.game.rules import CustomRules
from quizapp.ui import theme
from quizapp.ui.scores.board_model import BoardModel, Column
from quizapp.ui.scores.board_words import board_words
from tests.ui.fakes import MOMENT_MS, PACK, FakeBank, fake_lobby
from tests.ui.page_host import SIZES, PageHost, acting, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.scores_rig import (
    BOARD,
    DASH,
    EARLIER,
    HOSTILE,
    MODES,
    add_run,
    chosen,
    columns_of,
    four_runs,
    show_scores,
    shown,
    table_of,
)


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank() -> FakeBank:
    """Four rounds: two of BlueBird's, who plays now, one of them the last finished."""
    return four_runs()


@pytest.fixture
def scores(qtbot: QtBot, bank: FakeBank) -> PageHost:
    """The page of high scores."""
    return show_scores(qtbot, fake_lobby(bank))


# The board


def test_the_order_is_the_one_of_the_board(scores: PageHost) -> None:
    entries = table_of(scores).entries

    ranks = [entries.text(row, Column.RANK) for row in range(entries.rowCount())]
    names = [entries.text(row, Column.PLAYER) for row in range(entries.rowCount())]

    assert ranks == ["1", "2", "3", "4"]
    assert names == ["오미주", "BlueBird", "BlueBird", HOSTILE]


def test_your_last_run_is_marked_in_words_selected_and_in_sight(qtbot: QtBot, bank: FakeBank) -> None:
    for number in range(40):
        add_run(bank, 100 + number, 3, 9_000 + number, days_ago=20)
    add_run(bank, 999, 1, 1_000, days_ago=0)

    page = show_scores(qtbot, fake_lobby(bank))
    table = table_of(page)
    row = table.currentIndex().row()

    assert table.entries.entry(row).round_id == 999
    assert "your last run" in table.entries.index(row, Column.PLAYER).data(Qt.ItemDataRole.AccessibleTextRole)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_a_round_on_an_edited_pack_says_so(scores: PageHost) -> None:
    entries = table_of(scores).entries

    spoken = [entries.index(row, Column.PLAYER).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]

    assert [("edited pack" in text) for text in spoken] == [False, False, False, True]


def test_the_strip_tells_how_you_stand(scores: PageHost) -> None:
    spoken = [label.accessibleName() for label in scores.findChildren(QLabel) if label.accessibleName()]
    plain = [text.replace(",", "").replace("\u202f", "") for text in spoken]

    assert "Your best 8583 second place" in plain
    assert "To first place 1331 points behind" in plain
    assert any(text.startswith("Sprints run 2 since ") for text in plain)
    assert any(text.startswith("Last run 8583 ") and text.endswith("8 of 10 right") for text in plain)


def test_whoever_leads_sees_the_lead(qtbot: QtBot, bank: FakeBank) -> None:
    add_run(bank, 5, 1, 9_990)

    page = show_scores(qtbot, fake_lobby(bank))
    spoken = [label.accessibleName() for label in page.findChildren(QLabel)]

    assert "Your lead 76 points ahead" in spoken


@pytest.mark.parametrize(
    ("rival", "words"),
    [
        ({"lifelines": 0}, "To first place 0 points, but more lifelines"),
        ({"elapsed_ms": 91_000}, "To first place 0 points, but slower"),
        ({}, "To first place 0 points, but later"),
        ({"lifelines": 2}, "Your lead 0 points, but fewer lifelines"),
        ({"elapsed_ms": 93_000}, "Your lead 0 points, but faster"),
        ({"finished_at_ms": MOMENT_MS}, "Your lead 0 points, but earlier"),
    ],
)
def test_what_decides_between_equal_points_is_said(
    qtbot: QtBot, bank: FakeBank, rival: dict[str, int], words: str
) -> None:
    bank.entries.clear()
    add_run(bank, 1, 3, 9_000, days_ago=3)  # one lifeline and 92 seconds, as the own one
    add_run(bank, 2, 1, 9_000, days_ago=2)
    at, entry, run = bank.entries[0]
    moment = rival.pop("finished_at_ms", entry.finished_at_ms)
    bank.entries[0] = (at, replace(entry, finished_at_ms=moment, result=replace(entry.result, **rival)), run)

    page = show_scores(qtbot, fake_lobby(bank))

    assert words in [label.accessibleName() for label in page.findChildren(QLabel)]


def test_the_rule_for_ties_stands_on_the_page(scores: PageHost) -> None:
    assert "Ties: fewer lifelines, then less time, then earlier." in shown(scores)


def test_an_empty_board_invites_to_run(qtbot: QtBot, bank: FakeBank) -> None:
    bank.entries.clear()
    page = show_scores(qtbot, fake_lobby(bank))
    invited: list[bool] = []

    def _keep() -> None:
        invited.append(True)

    page.page.home_requested.connect(_keep)
    press(Qt.Key.Key_Return)

    assert "Nobody has run here yet" in shown(page)
    assert invited == [True]


def test_a_bank_that_cannot_be_read_is_told(qtbot: QtBot, bank: FakeBank, monkeypatch: pytest.MonkeyPatch) -> None:
    lobby = fake_lobby(bank)

    def _fail(board: Board) -> BoardOrder:
        raise BankError("The scores cannot be read.")

    monkeypatch.setattr(lobby.high_scores, "order", _fail)

    assert show_scores(qtbot, lobby).told == ["The scores cannot be read."]


# Which board


def test_boards_are_named_in_plain_words() -> None:
    assert board_words(BOARD, PACK) == "Up to episode 16 · all categories · mixed · pack 1"
    assert board_words(EARLIER, PACK) == "Up to episode 3 · Leaves, Cups & pots · hard · pack 0.9"
    before = replace(BOARD, spoiler_limit=0, difficulty=1, clock="x2")
    assert board_words(before, PACK) == "Before episode 1 · all categories · easy · clock x2 · pack 1"
    assert board_words(BOARD, replace(PACK, episodes=None)) == "all categories · mixed · pack 1"


def test_the_board_of_the_present_settings_comes_first_and_others_can_be_chosen(qtbot: QtBot, bank: FakeBank) -> None:
    add_run(bank, 9, 1, 5_000, board=EARLIER)
    page = show_scores(qtbot, fake_lobby(bank))

    assert chosen(page) == {
        "Spoiler limit": "Up to episode 16",
        "Categories": "all categories",
        "Difficulty": "mixed",
        "Pack": "pack 1",
    }
    named(page, QComboBox, "Spoiler limit").setFocus()
    press(Qt.Key.Key_Up)

    assert chosen(page) == {
        "Spoiler limit": "Up to episode 3",
        "Categories": "Leaves, Cups & pots",
        "Difficulty": "hard",
        "Pack": "pack 0.9",
    }
    assert table_of(page).entries.rowCount() == 1


def test_who_has_not_run_yet_sees_what_others_have_run(qtbot: QtBot, bank: FakeBank) -> None:
    bank.entries.clear()
    add_run(bank, 9, 3, 5_000, board=EARLIER)
    page = show_scores(qtbot, fake_lobby(bank))

    assert chosen(page)["Spoiler limit"] == "Up to episode 3"
    assert table_of(page).entries.rowCount() == 1


def test_what_cannot_be_chosen_stands_on_one_line_where_there_is_room(qtbot: QtBot, bank: FakeBank) -> None:
    page = show_scores(qtbot, fake_lobby(bank))
    (words,) = (each for each in page.findChildren(QLabel) if each.text().endswith("mixed · pack 1"))

    assert words.height() < 2 * words.fontMetrics().height()


def test_there_is_a_tab_for_each_mode_with_boards(qtbot: QtBot, bank: FakeBank) -> None:
    add_run(bank, 9, 1, 5_000, board=DASH)
    page = show_scores(qtbot, fake_lobby(bank))
    tabs = named(page, QTabBar, "Mode")

    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)

    assert [tabs.tabText(place) for place in range(tabs.count())] == MODES
    assert (["Ctrl", "Tab"], "next mode") in page.page.hints()
    assert tabs.currentIndex() == 1
    assert table_of(page).entries.rowCount() == 1


def test_ctrl_tab_goes_round_all_modes_and_with_shift_back(scores: PageHost) -> None:
    tabs = named(scores, QTabBar, "Mode")
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert tabs.currentIndex() == len(MODES) - 1
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert tabs.currentIndex() == 0


def test_boards_of_a_mode_that_is_gone_can_still_be_seen(qtbot: QtBot, bank: FakeBank) -> None:
    add_run(bank, 9, 1, 5_000, board=replace(BOARD, rule_set="hurdles@1"))
    page = show_scores(qtbot, fake_lobby(bank))
    tabs = named(page, QTabBar, "Mode")

    assert [tabs.tabText(place) for place in range(tabs.count())] == [*MODES, "Hurdles"]


def test_a_mode_begins_with_a_board_that_holds_rounds(qtbot: QtBot, bank: FakeBank) -> None:
    custom = replace(BOARD, rule_set="custom@1", variant=CustomRules(20).code)
    yesterday = replace(BOARD, rule_set="daily@1", variant="2026-11-20")
    add_run(bank, 9, 3, 5_000, board=custom)
    add_run(bank, 10, 3, 5_000, board=yesterday)
    page = show_scores(qtbot, fake_lobby(bank))
    tabs = named(page, QTabBar, "Mode")

    tabs.setCurrentIndex(MODES.index("Custom"))
    assert named(page, QComboBox, "Custom settings").count() == 2
    assert table_of(page).entries.rowCount() == 1
    tabs.setCurrentIndex(MODES.index("Daily race"))
    assert chosen(page) == {"Day of the race": "21 Nov 2026"}
    assert "Nobody has run today’s race yet" in shown(page)


# Hands


def test_rows_are_walked_and_copied_with_the_keyboard(scores: PageHost) -> None:
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[:2] == ["1", "오미주"]
    assert cells[3:6] == ["9 of 10", "3", "1:32"]


def test_a_copied_row_keeps_its_marks_and_its_columns(scores: PageHost) -> None:
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[1] == "BlueBird"
    assert cells[-1] == "your last run"
    assert len(cells) == len(Column) + 1


def test_escape_goes_back_to_the_lanes_once(scores: PageHost) -> None:
    asked: list[bool] = []

    def _keep() -> None:
        asked.append(True)

    scores.page.home_requested.connect(_keep)
    press(Qt.Key.Key_Escape)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(scores.page, held)

    assert asked == [True]


# Every size


def test_a_narrow_window_drops_time_first_then_the_streak_then_the_date(scores: PageHost) -> None:
    assert columns_of(scores) == list(Column)

    seen = [columns_of(scores)]
    for width in range(1_100, 440, -10):
        scores.show_at(width, 570)
        seen.append(columns_of(scores))

    gone = [[column for column in before if column not in after] for before, after in pairwise(seen)]
    assert [column for columns in gone for column in columns] == [Column.TIME, Column.STREAK, Column.DATE]


def test_at_800_pixels_the_time_is_gone_and_every_column_fits(scores: PageHost) -> None:
    scores.show_at(740, 570)
    table = table_of(scores)

    assert columns_of(scores) == [column for column in Column if column != Column.TIME]
    assert sum(table.columnWidth(column) for column in columns_of(scores)) <= table.viewport().width()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_in_any_window(
    qtbot: QtBot, qapp: QApplication, bank: FakeBank, size: tuple[int, int], scale: float, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    page = show_scores(qtbot, fake_lobby(bank))
    page.show_at(*size)
    table = table_of(page)

    assert_nothing_cut(page)
    assert sum(table.columnWidth(column) for column in columns_of(page)) <= table.viewport().width()
    page.grab()


def test_a_long_name_is_whole_in_the_tip_and_plain(scores: PageHost) -> None:
    tip = table_of(scores).entries.index(3, Column.PLAYER).data(Qt.ItemDataRole.ToolTipRole)

    assert "&lt;b&gt;W&amp;amp;W&lt;/b&gt;" in tip
    assert "W" * 26 in tip


@pytest.mark.parametrize("empty", [False, True])
def test_every_control_has_a_name(qtbot: QtBot, bank: FakeBank, empty: bool) -> None:
    if empty:
        bank.entries.clear()
    page = show_scores(qtbot, fake_lobby(bank))

    assert [each for each in acting(page) if not each.accessibleName()] == []
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))
    buttons = {each.accessibleName() for each in acting(page) if isinstance(each, QAbstractButton)}
    assert buttons == ({"Pick a lane"} if empty else {"Open round", "Players…", "Export…"})


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, qtmodeltester: object, bank: FakeBank) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    model = BoardModel(owner)
    model.show_order(bank.order(BOARD), range(4), bank.board_entries, 4)

    qtmodeltester.check(model)  # pyright: ignore[reportAttributeAccessIssue]
