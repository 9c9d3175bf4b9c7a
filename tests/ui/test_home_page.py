"""What the home page promises: nothing is started by accident, nothing is spoiled, every choice is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.grading import Verdict
from quizapp.game.question import Category
from quizapp.game.records import Board, BoardEntry, Player, Run
from quizapp.game.rules import SPRINT_2, RoundSettings
from quizapp.game.turns import Result
from quizapp.ui import theme
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.play.home_page import HomePage
from tests.ui.fakes import DISK_FULL, MOMENT_MS, PACK, FakeBank, fake_lobby, single
from tests.ui.page_host import SIZES, PageHost, acting, assert_nothing_cut, host, named, press
from tests.ui.painted import still_theme

MANY = tuple(single(number) for number in range(1, 69))
EVERY = tuple(sorted(category.id for category in PACK.categories))


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank() -> FakeBank:
    """A bank of 68 questions and two players, of whom BlueBird has seen everything."""
    players = [
        Player(1, "BlueBird", spoiler_limits=(("tea", 16),)),
        Player(2, "Croquis", spoiler_limits=(("tea", 3),)),
    ]
    return FakeBank(MANY, everybody=players, chosen_player=1)


@pytest.fixture
def home(qtbot: QtBot, bank: FakeBank) -> PageHost:
    """The home page with an open bank."""
    return host(qtbot, HomePage(fake_lobby(bank)))


def starts(page: HomePage) -> list[RoundSettings]:
    """Collects what the page asks to start."""
    asked: list[RoundSettings] = []
    page.start_requested.connect(asked.append)
    return asked


def shown(page: QWidget) -> str:
    """All texts of the labels that can be seen."""
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def run_of(points: int) -> tuple[Board, BoardEntry, Run]:
    """A finished round of BlueBird's with everything chosen."""
    board = Board.of(SPRINT_2.id, PACK, RoundSettings("tea", 16, EVERY))
    result = Result(points, points, 0, 0, 7, 10, 3, 0, 130_000)
    verdicts = (*([Verdict.RIGHT] * 7), Verdict.PARTLY, Verdict.WRONG, Verdict.WRONG)
    splits = tuple(13_000 * place for place in range(1, 11))
    return board, BoardEntry(7, 1, 1, "BlueBird", result, MOMENT_MS), Run(7, MOMENT_MS, points, verdicts, splits)


# Before and after the bank is open


def test_before_the_bank_is_open_the_page_is_drawn_and_nothing_can_be_started(qtbot: QtBot) -> None:
    page = HomePage()
    shown_page = host(qtbot, page)
    asked = starts(page)

    start = named(shown_page, QAbstractButton, "Getting the questions ready…")

    assert not start.isEnabled()
    assert not any("start" in words for _, words in page.hints())
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert asked == []


def test_enter_starts_a_sprint_from_everything_the_player_may_see(home: PageHost) -> None:
    asked = starts(home.page)

    press(Qt.Key.Key_Return)

    assert asked == [RoundSettings("tea", 16, EVERY)]


def test_enter_starts_from_a_tile_and_from_the_difficulty_too(home: PageHost) -> None:
    asked = starts(home.page)

    for name in ("Leaves", "Easy"):
        named(home, QAbstractButton, name).setFocus()
        press(Qt.Key.Key_Enter)

    assert len(asked) == 2


def test_a_held_enter_does_not_start_twice(home: PageHost) -> None:
    asked = starts(home.page)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True)

    QApplication.sendEvent(named(home, QAbstractButton, "Start sprint"), held)

    assert asked == []


# The choice


def test_start_takes_the_categories_and_the_difficulty_chosen(home: PageHost) -> None:
    asked = starts(home.page)

    named(home, QAbstractButton, "Songs").click()
    named(home, QAbstractButton, "Hard").click()
    named(home, QAbstractButton, "Start sprint").click()

    assert asked == [RoundSettings("tea", 16, tuple(each for each in EVERY if each != "songs"), 3)]


def test_the_tiles_say_how_many_questions_each_category_has_at_this_difficulty(home: PageHost) -> None:
    before = named(home, QAbstractButton, "Leaves").accessibleDescription()

    named(home, QAbstractButton, "Easy").click()

    assert before == "Questions in play: 13"
    assert named(home, QAbstractButton, "Leaves").accessibleDescription() == "Questions in play: 4"
    assert "22 available" in shown(home)


def test_the_last_category_cannot_be_left_out(home: PageHost) -> None:
    asked = starts(home.page)
    tiles = [named(home, QAbstractButton, category.title) for category in PACK.categories]

    for tile in tiles:
        tile.click()

    assert [tile.isChecked() for tile in tiles] == [False, False, False, False, True]
    press(Qt.Key.Key_Return)
    assert asked[0].categories == ("cups",)


def test_the_choice_of_the_last_round_is_there_again(qtbot: QtBot, bank: FakeBank) -> None:
    lobby = fake_lobby(bank)
    lobby.start(lobby.settings(["people", "leaves"], None)).give_up()

    page = host(qtbot, HomePage(lobby))

    assert named(page, QAbstractButton, "Leaves").isChecked()
    assert not named(page, QAbstractButton, "Songs").isChecked()


def test_a_choice_survives_a_look_at_another_page(home: PageHost) -> None:
    named(home, QAbstractButton, "Songs").click()

    home.page.activate()

    assert not named(home, QAbstractButton, "Songs").isChecked()


def test_too_few_questions_are_told_and_mended_with_a_click(home: PageHost) -> None:
    asked = starts(home.page)
    for category in PACK.categories[1:]:
        named(home, QAbstractButton, category.title).click()
    named(home, QAbstractButton, "Hard").click()

    assert "A round needs 10 questions and only 5 fit these settings." in shown(home)
    assert not named(home, QAbstractButton, "Start sprint").isEnabled()
    press(Qt.Key.Key_Return)
    assert asked == []

    named(home, QAbstractButton, "Choose all categories").click()

    assert "A round needs" not in shown(home)
    press(Qt.Key.Key_Return)
    assert asked == [RoundSettings("tea", 16, EVERY, 3)]


def test_only_what_helps_is_offered(home: PageHost) -> None:
    named(home, QSpinBox, "I’ve watched up to episode").setValue(0)

    assert "A round needs" in shown(home)
    buttons = [each.accessibleName() for each in home.findChildren(QAbstractButton) if each.isVisible()]
    assert "Choose all categories" not in buttons
    assert "Mixed difficulty" not in buttons


# The spoiler guard


def test_a_changed_episode_is_saved_at_once_and_the_counts_follow(home: PageHost, bank: FakeBank) -> None:
    assert "All 68" in shown(home)

    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Down)

    assert bank.everybody[0].spoiler_limit("tea") == 15
    assert "64 of 68" in shown(home)
    assert named(home, QLabel, "64 of 68 questions in play")


def test_a_frame_of_the_film_says_the_same(home: PageHost, bank: FakeBank) -> None:
    named(home, QAbstractButton, "Episode 7, watched").click()

    assert bank.everybody[0].spoiler_limit("tea") == 7
    assert named(home, QSpinBox, "I’ve watched up to episode").value() == 7


def test_an_episode_that_cannot_be_saved_is_told_and_not_shown(home: PageHost, bank: FakeBank) -> None:
    bank.fails = True

    named(home, QAbstractButton, "Episode 7, watched").click()

    assert home.told == [DISK_FULL]
    assert named(home, QSpinBox, "I’ve watched up to episode").value() == 16
    assert "All 68" in shown(home)


def test_the_letter_e_is_for_those_who_switched_single_letters_on(home: PageHost, bank: FakeBank) -> None:
    spin = named(home, QSpinBox, "I’ve watched up to episode")
    press(Qt.Key.Key_E)
    assert not spin.hasFocus()
    assert (["Ctrl", "E"], "change episode") in home.page.hints()

    bank.everybody[0] = replace(bank.everybody[0], single_letter_keys=True)
    bank.chosen_player = 1
    home.page.set_lobby(fake_lobby(bank))
    home.page.activate()
    press(Qt.Key.Key_E)

    assert spin.hasFocus()
    assert (["E"], "change episode") in home.page.hints()


def test_a_pack_without_episodes_has_no_guard(qtbot: QtBot, bank: FakeBank) -> None:
    bank.pack = replace(PACK, episodes=None)

    page = host(qtbot, HomePage(fake_lobby(bank)))

    assert "watched up to" not in shown(page)
    assert named(page, QAbstractButton, "Start sprint").isEnabled()


# A round that waits


def test_an_open_round_is_offered_first(qtbot: QtBot, bank: FakeBank) -> None:
    lobby = fake_lobby(bank)
    play = lobby.start(lobby.settings(EVERY, None))
    play.show()
    play.answer([play.round.current.options[0]])
    page = HomePage(lobby)
    resumed: list[int] = []
    page.resume_requested.connect(resumed.append)
    shown_page = host(qtbot, page)

    press(Qt.Key.Key_Return)

    assert "waits at question 2 of 10." in shown(shown_page)
    assert resumed == [play.round_id]
    assert (["Enter"], "go on") in page.hints()


def test_enter_is_said_to_do_what_it_does_where_the_focus_is(qtbot: QtBot, bank: FakeBank) -> None:
    lobby = fake_lobby(bank)
    lobby.start(lobby.settings(EVERY, None))
    page = HomePage(lobby)
    shown_page = host(qtbot, page)
    go_on, start = (named(shown_page, PaintedButton, name) for name in ("Go on", "Start sprint"))
    assert (["Enter"], "go on") in page.hints()
    assert (go_on._key, start._key) == ("Enter", "")

    press(Qt.Key.Key_2)

    assert (["Enter"], "start") in page.hints()
    assert (go_on._key, start._key) == ("", "Enter")
    go_on.setFocus()
    assert (["Enter"], "go on") in page.hints()
    assert (go_on._key, start._key) == ("Enter", "")


def test_giving_a_round_up_is_asked_first(qtbot: QtBot, bank: FakeBank) -> None:
    lobby = fake_lobby(bank)
    play = lobby.start(lobby.settings(EVERY, None))
    page = HomePage(lobby)
    given_up: list[int] = []
    page.abandon_requested.connect(given_up.append)
    shown_page = host(qtbot, page)

    named(shown_page, QAbstractButton, "Give it up").click()
    question = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    assert given_up == []
    named(question, QAbstractButton, "Give it up").click()

    assert given_up == [play.round_id]
    lobby.abandon(play.round_id)
    page.activate()
    assert "waits at question" not in shown(shown_page)


def test_a_notice_about_the_bank_stays_until_it_is_closed(home: PageHost) -> None:
    opened: list[str] = []

    def _open() -> None:
        opened.append("folder")

    home.page.show_notice("The backup of <b>Monday</b> is in use.", "", [("Open folder", "folder", _open)])
    named(home, QAbstractButton, "Open folder").click()
    home.page.activate()
    assert "The backup of <b>Monday</b> is in use." in shown(home)
    named(home, QAbstractButton, "Close this message").click()

    assert opened == ["folder"]
    assert "Monday" not in shown(home)


# Records


def test_the_last_run_and_the_best_are_shown(qtbot: QtBot, bank: FakeBank) -> None:
    bank.entries.append(run_of(7_120))

    page = host(qtbot, HomePage(fake_lobby(bank)))

    assert "7,120 points" in shown(page) or "7120 points" in shown(page)
    assert "About 2 min" in shown(page)
    assert any(each.accessibleName() == "7 of 10 right" for each in page.findChildren(QWidget))


def test_no_time_is_promised_to_who_has_never_run(home: PageHost) -> None:
    assert "min" not in [
        word for label in home.findChildren(QLabel) if label.isVisible() for word in label.text().split()
    ]
    assert "Last run" not in shown(home)


# Every size


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_in_any_window(
    qtbot: QtBot, qapp: QApplication, bank: FakeBank, size: tuple[int, int], scale: float, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    lobby = fake_lobby(bank)
    lobby.start(lobby.settings(EVERY, None))
    page = host(qtbot, HomePage(lobby), *size)
    page.page.show_notice("The bank was damaged, so the backup of Monday is in use.", "Edits may be missing.")

    page.show_at(*size)

    assert_nothing_cut(page)


def test_the_page_changes_its_shape_and_keeps_the_focus(home: PageHost) -> None:
    home.show_at(800, 600)
    tile = named(home, QAbstractButton, "Leaves")
    tile.setFocus()
    home.show_at(1112, 764)

    assert tile.hasFocus()
    assert tile.isVisible()


def test_twenty_four_categories_scroll_and_all_can_be_reached(qtbot: QtBot, bank: FakeBank) -> None:
    long = "Entertainment: Japanese Anime & Manga, third part"
    categories = tuple(Category(f"c{place}", f"{long} {place}") for place in range(24))
    bank.pack = replace(PACK, categories=categories)
    page = host(qtbot, HomePage(fake_lobby(bank)))
    last = named(page, QAbstractButton, f"{long} 23")

    last.setFocus()
    press(Qt.Key.Key_Space)

    assert not last.isChecked()
    assert_nothing_cut(page)


def test_a_screen_reader_that_toggles_without_a_click_chooses_too(home: PageHost) -> None:
    asked = starts(home.page)

    for category in PACK.categories:
        named(home, QAbstractButton, category.title).toggle()
    press(Qt.Key.Key_Return)

    assert asked[0].categories == ("cups",)


@pytest.mark.parametrize("size", SIZES)
def test_every_control_has_a_name(home: PageHost, size: tuple[int, int]) -> None:
    home.show_at(*size)

    nameless = [each for each in acting(home) if not each.accessibleName()]

    assert nameless == []


def test_every_label_is_plain_text(home: PageHost) -> None:
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in home.findChildren(QLabel))
