"""A round opened from its board, and players renamed, merged and removed, on the page with a real bank below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from quizapp.bank.bank import Bank
from quizapp.play import Clock, Lobby
from quizapp.ui import theme
from quizapp.ui.play.result_table import ResultTable
from quizapp.ui.scores.board_model import Column
from quizapp.ui.scores.roster_window import RosterWindow
from quizapp.ui.scores.round_view import RoundView
from tests.bank.builders import Clock as UtcClock
from tests.bank.builders import Game, open_bank, pack, question, sql
from tests.ui.page_host import SIZES, PageHost, acting, assert_nothing_cut, named, press, write
from tests.ui.painted import still_theme
from tests.ui.scores_rig import chosen, show_scores, shown, table_of

LATE = "Who wins in scene 2 of episode 12?"


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """Three players; a pack whose second question is from a late episode."""
    with open_bank(tmp_path, UtcClock()) as opened:
        asked = [question(number) for number in range(1, 13)]
        asked[1] = replace(asked[1], episode=12, prompt=LATE, explanation="A secret of episode 12.")
        opened.packs.load(pack(asked), "digest 1")
        for name in ("BlueBird", "Croquis", "Starling"):
            opened.players.add(name, "run-on", 16)
        yield opened


@pytest.fixture
def lobby(bank: Bank) -> Lobby:
    """Starling plays now; BlueBird has run twice, Croquis and Starling once each, by the rules of then."""
    game = Game(bank, UtcClock())
    blue, croquis, starling = (player.id for player in bank.players.all())
    for player_id, right in ((blue, 9), (croquis, 6), (blue, 8), (starling, 7)):
        game.play(player_id, right=right)
        game.clock.forward(60_000)
    made = Lobby(bank, Clock(utc_ms=game.clock))
    made.choose_player(starling)
    return made


@pytest.fixture
def scores(qtbot: QtBot, lobby: Lobby) -> PageHost:
    """The page of high scores."""
    return show_scores(qtbot, lobby)


def names_of(page: PageHost) -> list[str]:
    entries = table_of(page).entries
    return [entries.text(row, Column.PLAYER) for row in range(entries.rowCount())]


def open_row(page: PageHost, row: int) -> RoundView:
    """Opens the round in this row by the keyboard."""
    table_of(page).setFocus()
    table_of(page).select(row)
    press(Qt.Key.Key_Return)
    (view,) = page.findChildren(RoundView)
    assert view.isVisible()
    return view


def plain(view: RoundView) -> str:
    """What is shown, numbers without separators."""
    return shown(view).replace(",", "")


def questions_of(view: RoundView) -> ResultTable:
    (table,) = view.findChildren(ResultTable)
    return table


# A round


def test_a_round_opens_in_full_from_its_row(scores: PageHost) -> None:
    view = open_row(scores, 0)

    assert "Sprint of BlueBird" in shown(view)
    streak = sum(999 * before // 45 for before in range(9))  # nine right answers in a row
    by_hand = f"{9_000 + streak} points: Base 9000 · Streak {streak} · 9 of 10 right · best streak 9 · 0:10"
    assert by_hand in plain(view)
    model = questions_of(view).model()
    assert model.rowCount() == 10
    spoken = model.index(9, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "BlueBird’s answer" in spoken
    assert "Right answer: Ki Seon-gyeom" in spoken


def test_a_question_shows_its_answer_points_in_parts_and_explanation(scores: PageHost) -> None:
    view = open_row(scores, 0)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    text = shown(view)
    assert "BlueBird’s answer: Ki Seon-gyeom" in text
    assert "Base 1000 · Streak 44 · +1044 points" in plain(view)
    assert "He runs in every scene." in text


def test_a_wrong_answer_has_no_points_to_take_apart(scores: PageHost) -> None:
    view = open_row(scores, 0)
    questions_of(view).selectRow(9)

    assert "BlueBird’s answer: " in shown(view)
    assert "Right answer: Ki Seon-gyeom" in shown(view)
    assert "Base 1000 · Streak" not in plain(view)


def test_the_own_round_speaks_of_your_answers(scores: PageHost) -> None:
    view = open_row(scores, 2)

    assert "Sprint of Starling" in shown(view)
    assert questions_of(view).model().headerData(5, Qt.Orientation.Horizontal) == "Your answer"


def test_what_is_beyond_the_own_spoiler_limit_stays_hidden(qtbot: QtBot, lobby: Lobby) -> None:
    lobby.set_spoiler_limit(11)
    page = show_scores(qtbot, lobby)
    view = open_row(page, 0)
    model = questions_of(view).model()
    questions_of(view).selectRow(1)

    roles = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
    cells = [model.index(row, column) for row in range(10) for column in range(8)]
    told = [str(cell.data(role)) for cell in cells for role in roles]
    text = " ".join([*told, shown(view)])
    assert LATE not in text
    assert "A secret" not in text
    assert "1 question hidden" in text
    assert "Hidden: from a later episode than you have watched" in text
    assert "Who runs in scene 3?" in text


def test_escape_shuts_the_explanation_then_the_round_then_the_page(scores: PageHost) -> None:
    left: list[bool] = []
    scores.page.home_requested.connect(lambda: left.append(True))
    view = open_row(scores, 1)
    press(Qt.Key.Key_Space)
    assert "He runs in every scene." in shown(view)

    press(Qt.Key.Key_Escape)
    assert "He runs in every scene." not in shown(view)
    assert (["Esc"], "back to the board") in scores.page.hints()
    press(Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert table_of(scores).hasFocus()
    assert table_of(scores).currentIndex().row() == 1
    assert left == []
    press(Qt.Key.Key_Escape)
    assert left == [True]


def test_a_double_click_and_the_button_open_a_round_too(scores: PageHost) -> None:
    table = table_of(scores)
    where = table.visualRect(table.entries.index(0, Column.PLAYER)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert "Sprint of BlueBird" in shown(scores)
    named(scores, QAbstractButton, "Back to the board").click()
    table.select(2)
    named(scores, QAbstractButton, "Open round").click()
    assert "Sprint of Starling" in shown(scores)


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_round_is_not_cut_in_any_window(
    qapp: QApplication, scores: PageHost, size: tuple[int, int], scale: float, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    view = open_row(scores, 0)
    scores.show_at(*size)

    assert_nothing_cut(view)
    assert [each for each in acting(view) if not each.accessibleName()] == []
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in view.findChildren(QLabel))


# Bad input


def test_rounds_by_rules_of_a_later_version_are_shown_named_and_not_ranked(
    qtbot: QtBot, bank: Bank, lobby: Lobby
) -> None:
    sql(bank.path, "UPDATE round SET rule_set = 'sprint@99' WHERE id < 3")
    page = show_scores(qtbot, lobby)
    rules = named(page, QComboBox, "Rules")
    rules.setCurrentIndex(rules.findText("rules of a later version (sprint@99)"))
    entries = table_of(page).entries

    assert names_of(page) == ["Croquis", "BlueBird"]  # the newest first
    assert [entries.text(row, Column.RANK) for row in range(2)] == ["–", "–"]
    assert "Played by rules of a later version (sprint@99)" in shown(page)
    table_of(page).setFocus()
    press(Qt.Key.Key_Return)
    assert len(page.told) == 1
    assert "Install the newest version" in page.told[0]


def test_a_clock_that_ran_backwards_leaves_the_page_whole(qtbot: QtBot, bank: Bank, lobby: Lobby) -> None:
    sql(bank.path, "UPDATE round SET finished_at_ms = -86400000, started_at_ms = 5 WHERE id = 4")
    page = show_scores(qtbot, lobby)

    assert names_of(page) == ["BlueBird", "BlueBird", "Starling", "Croquis"]
    assert table_of(page).entries.last_run_row() == 2
    assert "Sprint of Starling" in shown(open_row(page, 2))


def test_rounds_of_questions_since_retired_open_as_they_were(bank: Bank, scores: PageHost) -> None:
    bank.packs.load(pack([question(99)], version="2027.1.1"), "digest 2")
    assert questions_of(open_row(scores, 0)).model().index(0, 4).data() == "Who runs in scene 1?"


def test_an_entry_that_another_window_took_away_is_an_empty_row(bank: Bank, scores: PageHost) -> None:
    entries = table_of(scores).entries
    order = scores.page._lobby.high_scores.order(scores.page._board)
    entries.show_order(order, range(4), lambda _: {}, None)

    assert names_of(scores) == ["–"] * 4


# Whose rounds, and from when


def test_ranks_stay_those_of_the_board_where_one_player_is_chosen(scores: PageHost) -> None:
    player = named(scores, QComboBox, "Player")
    player.setCurrentIndex(player.findText("Starling"))
    entries = table_of(scores).entries

    assert [entries.text(row, Column.RANK) for row in range(entries.rowCount())] == ["3"]
    assert entries.is_last_run(0)


def test_a_time_without_rounds_offers_all_of_them_again(bank: Bank, scores: PageHost) -> None:
    sql(bank.path, "UPDATE round SET finished_at_ms = 1000 + id, started_at_ms = id")
    named(scores, QComboBox, "Time").setCurrentIndex(3)
    assert "No round of this board fits" in shown(scores)
    named(scores, QAbstractButton, "Show all rounds").click()

    assert len(names_of(scores)) == 4
    assert table_of(scores).hasFocus()


def test_a_large_board_reads_no_more_than_is_looked_at(qtbot: QtBot, bank: Bank, lobby: Lobby) -> None:
    for copy in range(10):
        sql(bank.path, 'INSERT INTO round SELECT NULL, uid || ? || id, player_id, rule_set, pack_uid, pack_version, '
            "spoiler_limit, categories, difficulty, clock, variant, settings, seed, names_digest, pack_edited, "
            'practice, started_at_ms, finished_at_ms, abandoned_at_ms, points, base_points, streak_points, '
            'speed_points, "right", asked, best_streak, lifelines, elapsed_ms FROM round', copy)  # fmt: skip
    page = show_scores(qtbot, lobby)
    entries = table_of(page).entries

    assert entries.rowCount() == 4 * 2**10
    assert 0 < len(entries.known_rows()) <= 200
    table_of(page).scrollToBottom()
    table_of(page).grab()
    assert entries.text(entries.rowCount() - 1, Column.PLAYER) == "Croquis"
    assert 0 < len(entries.known_rows()) <= 400


# Players


@pytest.fixture
def roster(scores: PageHost) -> RosterWindow:
    named(scores, QAbstractButton, "Players…").click()
    (window,) = scores.findChildren(RosterWindow)
    return window


def choose(roster: RosterWindow, name: str) -> None:
    (players,) = roster.findChildren(QListWidget)
    for row in range(players.count()):
        if players.item(row).text().startswith(name):
            players.setCurrentRow(row)


def button(roster: RosterWindow, name: str) -> QAbstractButton:
    return named(roster, QAbstractButton, name)


def test_a_new_name_stands_on_the_board_at_once(scores: PageHost, roster: RosterWindow) -> None:
    choose(roster, "BlueBird")
    field = named(roster, QLineEdit, "New name")
    field.setFocus()
    field.selectAll()
    write("Runner")
    button(roster, "Rename").click()

    assert names_of(scores) == ["Runner", "Runner", "Starling", "Croquis"]
    assert "BlueBird is now called Runner." in shown(roster)
    button(roster, "Undo").click()
    assert names_of(scores) == ["BlueBird", "BlueBird", "Starling", "Croquis"]


def test_a_taken_name_is_told_beside_the_field(scores: PageHost, roster: RosterWindow) -> None:
    choose(roster, "BlueBird")
    named(roster, QLineEdit, "New name").setText("croquis")
    button(roster, "Rename").click()

    assert "There is already a player named Croquis." in shown(roster)
    assert not button(roster, "Undo").isEnabled()


def test_players_are_merged_and_parted_again(scores: PageHost, roster: RosterWindow) -> None:
    choose(roster, "Croquis")
    into = named(roster, QComboBox, "Merge into")
    into.setCurrentIndex(into.findText("Starling"))
    button(roster, "Merge").click()
    assert names_of(scores) == ["BlueBird", "BlueBird", "Starling", "Starling"]

    named(roster, QLineEdit, "New name").setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names_of(scores) == ["BlueBird", "BlueBird", "Starling", "Croquis"]


@pytest.mark.parametrize(
    ("rounds", "left"),
    [
        ("Rounds stay", ["Former player", "Former player", "Starling", "Croquis"]),
        ("Rounds go too", ["Starling", "Croquis"]),
    ],
)
def test_rounds_of_a_removed_player_stay_or_go_as_chosen(
    scores: PageHost, roster: RosterWindow, rounds: str, left: list[str]
) -> None:
    choose(roster, "BlueBird")
    button(roster, rounds).click()
    button(roster, "Remove").click()
    assert names_of(scores) == left

    roster.close()
    named(scores, QAbstractButton, "Players…").click()
    again = next(each for each in scores.findChildren(RosterWindow) if each.isVisible())
    button(again, "Undo").click()
    assert names_of(scores) == ["BlueBird", "BlueBird", "Starling", "Croquis"]


def test_who_plays_now_cannot_be_removed_and_is_told_so(roster: RosterWindow) -> None:
    choose(roster, "Starling")
    assert not button(roster, "Remove").isEnabled()
    assert "Who plays now cannot be removed." in shown(roster)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_of_the_window_of_players_has_a_name_and_its_room(
    qapp: QApplication, roster: RosterWindow, scale: float
) -> None:
    theme.apply(qapp, "dark", text_scale=scale)
    assert [each for each in acting(roster) if not each.accessibleName()] == []
    assert_nothing_cut(roster)
    assert not roster.isModal()


# Keys


def test_tab_reaches_everything_on_the_page(scores: PageHost) -> None:
    table_of(scores).setFocus()
    met: set[str] = set()
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        met.add(focused.accessibleName())
        press(Qt.Key.Key_Tab)
    wanted = {"High scores", "Open round", "Players…", "Export…", "Player", "Time", "Mode", *chosen(scores)}
    assert wanted <= met
