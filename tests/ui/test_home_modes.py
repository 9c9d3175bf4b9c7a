"""What the seven lanes promise: each is picked by a key, says how one did there, and starts what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from quizapp.game.records import Board
from quizapp.game.review import Card
from quizapp.game.rules import ClockFactor, CustomRules, Mode, RoundSettings
from quizapp.play import Play
from quizapp.ui import theme
from quizapp.ui.play.home_page import HomePage
from tests.ui.fakes import DAY_MS, DISK_FULL, MOMENT_MS, PACK, best_run, fake_lobby
from tests.ui.home_rig import EVERY, HomeRig, bank_of_all, shown
from tests.ui.page_host import SIZES, acting, assert_nothing_cut, host, named, press
from tests.ui.painted import still_theme

START_WORDS = {
    Mode.SPRINT: "Start sprint",
    Mode.DASH: "Start dash",
    Mode.MARATHON: "Start marathon",
    Mode.DAILY: "Start daily race",
    Mode.TRAINING: "Start training",
    Mode.RELAY: "Start relay",
    Mode.CUSTOM: "Start custom",
}


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def rig(qtbot: QtBot) -> HomeRig:
    return HomeRig(qtbot)


def due_card(due_at_ms: int = MOMENT_MS - DAY_MS) -> Card:
    """A card of training."""
    made: Any = Card
    fields = made.__dataclass_fields__
    known = {"due_at_ms": due_at_ms, "reviewed_at_ms": MOMENT_MS - 2 * DAY_MS}
    return made(**{name: known.get(name, 1) for name in fields if fields[name].init})


def play_through(play: Play) -> None:
    """Answers everything right."""
    while not play.round.is_complete:
        play.show()
        play.answer([option.index for option in play.round.current.shown() if option.is_key])
        play.next_question()


# Picking a lane


def test_every_lane_is_there_from_the_first_moment(qtbot: QtBot) -> None:
    page = HomePage()
    made = host(qtbot, page)

    lanes = [page._lanes.lane(number) for number in range(1, 8)]

    assert [lane.title for lane in lanes if lane] == [
        "Sprint",
        "Dash",
        "Marathon",
        "Daily race",
        "Training",
        "Relay",
        "Custom",
    ]
    assert not named(made, QAbstractButton, "Have a code?").isEnabled()


@pytest.mark.parametrize("mode", Mode)
def test_a_digit_picks_a_lane_and_shows_what_it_asks(rig: HomeRig, mode: Mode) -> None:
    rig.pick(mode)

    assert rig.current_lane() == mode
    assert named(rig.host, QAbstractButton, START_WORDS[mode])
    assert (["1–7"], "pick a lane") in rig.page.hints()


def test_digits_write_where_a_field_has_the_focus(rig: HomeRig) -> None:
    named(rig.host, QSpinBox, "I’ve watched up to episode").setFocus()

    press(Qt.Key.Key_7)

    assert rig.current_lane() == "sprint"


def test_a_digit_picks_a_lane_from_a_drop_down_too(rig: HomeRig) -> None:
    rig.pick(Mode.DASH)
    named(rig.host, QComboBox, "Clock").setFocus()

    press(Qt.Key.Key_4)

    assert rig.current_lane() == "daily"


def test_arrows_move_from_lane_to_lane_also_from_the_start_button(rig: HomeRig) -> None:
    assert named(rig.host, QAbstractButton, "Start sprint").hasFocus()

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)

    assert rig.current_lane() == "dash"
    assert rig.start().mode is Mode.DASH


def test_the_last_lane_stays_when_there_is_none_below(rig: HomeRig) -> None:
    rig.pick(Mode.CUSTOM)
    press(Qt.Key.Key_Down)

    assert rig.current_lane() == "custom"


def test_a_click_on_a_lane_picks_it_and_a_double_click_starts_it(rig: HomeRig) -> None:
    lanes = rig.page._lanes
    place = lanes.visualRect(lanes.model().index(2, 0)).center()

    QTest.mouseClick(lanes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rig.current_lane() == "marathon"
    QTest.mouseDClick(lanes.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert [each.mode for each in rig.started] == [Mode.MARATHON]


def test_only_the_chosen_lane_is_built(rig: HomeRig) -> None:
    assert set(rig.page._setups) == {Mode.SPRINT}

    rig.pick(Mode.DAILY)

    assert set(rig.page._setups) == {Mode.SPRINT, Mode.DAILY}


def test_the_lane_of_the_newest_round_is_chosen_again(qtbot: QtBot) -> None:
    bank = bank_of_all()
    lobby = fake_lobby(bank)
    lobby.start(lobby.settings(["leaves", "songs", "cups"], 2, Mode.MARATHON)).give_up()

    rig = HomeRig(qtbot, bank)

    assert rig.current_lane() == "marathon"
    assert rig.start() == lobby.settings(["leaves", "songs", "cups"], 2, Mode.MARATHON)


def test_each_lane_keeps_its_own_choice(rig: HomeRig) -> None:
    named(rig.host, QAbstractButton, "Songs").click()
    rig.pick(Mode.MARATHON)
    assert named(rig.host, QAbstractButton, "Songs").isChecked()
    rig.pick(Mode.SPRINT)

    assert not named(rig.host, QAbstractButton, "Songs").isChecked()


def test_another_player_finds_their_own_lane_and_choice(rig: HomeRig) -> None:
    rig.pick(Mode.DASH)
    named(rig.host, QAbstractButton, "Hard").click()

    rig.page._choose_player(3)
    assert rig.current_lane() == "sprint"
    rig.pick(Mode.DASH)

    assert named(rig.host, QAbstractButton, "Mixed").isChecked()
    assert rig.start().spoiler_limit == 9


# What the lanes say


def test_lanes_of_who_has_never_run(rig: HomeRig) -> None:
    assert rig.lanes() == [
        "1. Sprint. 10 questions, no clock. Not run yet",
        "2. Dash. As many right answers as you can in 60 seconds. Not run yet",
        "3. Marathon. Keep going until the third miss. Not run yet",
        "4. Daily race. The same questions for everybody today. Not run today",
        "5. Training. Questions you missed, spaced out over days. Nothing due",
        "6. Relay. 2–8 players take turns on this computer. Not run yet",
        "7. Custom. Choose the length, the clock and the questions. Not run yet",
    ]


def test_lanes_of_who_has_run(qtbot: QtBot) -> None:
    bank = bank_of_all()
    lobby = fake_lobby(bank)
    play_through(lobby.start(lobby.settings(EVERY, None)))
    play_through(lobby.start(lobby.settings(EVERY, None, Mode.DAILY)))
    play_through(lobby.start(lobby.settings(EVERY, None, Mode.CUSTOM, custom=CustomRules(question_count=20))))
    dash = lobby.settings(EVERY, None, Mode.DASH)
    run = replace(best_run(14_000, 15), right=14)
    bank.entries.append((Board.of("dash@1", PACK, dash), replace(bank.entries[0][1]), run))
    bank.cards = {single.uid: due_card() for single in bank.questions_kept[:12]}

    rig = HomeRig(qtbot, bank)

    endings = [name.rsplit(". ", 1)[1] for name in rig.lanes()]
    assert endings[0].startswith("Best 10")
    assert endings[1] == "Best 14 right"
    assert endings[3].startswith("Today 10")
    assert endings[4] == "12 due"
    assert endings[6] == "Last: 20, no clock"


# Dash


def test_dash_shows_the_clock_and_saves_another(rig: HomeRig) -> None:
    rig.pick(Mode.DASH)
    assert "60 s" in rig.shown()
    clock = named(rig.host, QComboBox, "Clock")

    clock.setCurrentIndex(1)

    assert rig.bank.everybody[0].clock is ClockFactor.X2
    assert "120 s" in rig.shown()
    assert "in 120 seconds" in rig.lanes()[1]
    assert rig.start().clock is ClockFactor.X2


def test_dash_without_a_clock_has_twenty_questions(rig: HomeRig) -> None:
    rig.pick(Mode.DASH)

    named(rig.host, QComboBox, "Clock").setCurrentIndex(4)

    assert "20 questions" in rig.shown()
    assert rig.lanes()[1].startswith("2. Dash. 20 questions, no clock")


def test_a_clock_that_cannot_be_saved_is_told_and_not_shown(rig: HomeRig) -> None:
    rig.pick(Mode.DASH)
    rig.bank.fails = True

    named(rig.host, QComboBox, "Clock").setCurrentIndex(4)

    assert rig.host.told == [DISK_FULL]
    assert named(rig.host, QComboBox, "Clock").currentIndex() == 0


# Daily race


def test_the_daily_race_of_today_counts_once(rig: HomeRig) -> None:
    rig.pick(Mode.DAILY)
    assert "2026" in named_label(rig, "daily-date")
    assert "Your first run today counts." in rig.shown()
    settings = rig.start()
    assert settings == RoundSettings("tea", 16, EVERY, mode=Mode.DAILY, day="2026-11-21")

    play_through(rig.lobby.start(settings))
    rig.page.activate()

    assert "Further runs today are practice" in rig.shown()
    assert named(rig.host, QAbstractButton, "Run again for practice").isEnabled()


def named_label(rig: HomeRig, name: str) -> str:
    """The text of the label with this object name."""
    label = rig.host.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


# Training


def test_training_says_what_is_due_and_starts_it(qtbot: QtBot) -> None:
    bank = bank_of_all()
    bank.cards = {each.uid: due_card() for each in bank.questions_kept[:3]}
    rig = HomeRig(qtbot, bank)

    rig.pick(Mode.TRAINING)

    assert named(rig.host, QLabel, "Due now: 3")
    assert named(rig.host, QLabel, "Cards: 3")
    assert rig.start().mode is Mode.TRAINING


def test_training_says_when_the_next_is_due(qtbot: QtBot) -> None:
    bank = bank_of_all()
    bank.cards = {each.uid: due_card(MOMENT_MS + 5 * DAY_MS) for each in bank.questions_kept[:3]}
    rig = HomeRig(qtbot, bank)

    rig.pick(Mode.TRAINING)

    assert "The next question is due:" in rig.shown()
    assert not named(rig.host, QAbstractButton, "Start training").isEnabled()
    press(Qt.Key.Key_Return)
    assert rig.started == []


def test_training_is_forgotten_only_after_a_question(qtbot: QtBot) -> None:
    bank = bank_of_all()
    bank.cards = {each.uid: due_card() for each in bank.questions_kept[:3]}
    rig = HomeRig(qtbot, bank)
    rig.pick(Mode.TRAINING)

    named(rig.host, QAbstractButton, "Start over…").click()
    question = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    assert len(bank.cards) == 3
    named(question, QAbstractButton, "Forget the cards").click()

    assert bank.cards == {}
    assert rig.lanes()[4].endswith("Nothing due")
    assert "There are no cards yet." in rig.shown()


# Rounds that wait


@pytest.mark.parametrize(
    ("mode", "title"),
    [
        (Mode.SPRINT, "A Sprint from"),
        (Mode.DASH, "A Dash from"),
        (Mode.MARATHON, "A Marathon from"),
        (Mode.DAILY, "A Daily race from"),
        (Mode.RELAY, "A Relay from"),
        (Mode.CUSTOM, "A Custom round from"),
    ],
)
def test_a_round_of_any_mode_that_waits_is_offered(qtbot: QtBot, mode: Mode, title: str) -> None:
    bank = bank_of_all()
    lobby = fake_lobby(bank)
    relay = (1, 3) if mode is Mode.RELAY else ()
    lobby.start(lobby.settings(EVERY, None, mode, relay=relay))

    rig = HomeRig(qtbot, bank)

    assert title in rig.shown()
    is_open = mode in (Mode.DASH, Mode.MARATHON)
    assert ("waits at question 1." in rig.shown()) is is_open
    assert named(rig.host, QAbstractButton, "Go on").hasFocus()
    named(rig.host, QAbstractButton, "Give it up").click()
    question = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    assert f"Give this {title[2:-5]} up?" in shown(question)
    question.reject()


# Every size


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", Mode)
def test_nothing_is_cut_in_any_lane(
    qtbot: QtBot, qapp: QApplication, mode: Mode, size: tuple[int, int], scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    rig = HomeRig(qtbot)
    rig.host.show_at(*size)

    rig.pick(mode)

    assert_nothing_cut(rig.host)
    assert [each for each in acting(rig.host) if not each.accessibleName()] == []
    rig.host.show_at(1112, 764)
    rig.host.show_at(*size)
    assert_nothing_cut(rig.host)


def test_every_lane_has_a_line_in_the_smallest_window(rig: HomeRig) -> None:
    rig.host.show_at(740, 570)

    heights = [rig.page._lanes.row_height(row) for row in range(7)]

    assert min(heights) >= 32
    assert sum(heights) <= rig.page._lanes.viewport().height()
