"""A relay: the question stays hidden until the player whose turn it is has taken the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.rules import Mode
from quizapp.ui import theme
from quizapp.ui.play import round_page
from quizapp.ui.play.category_card import CategoryCard
from quizapp.ui.play.hand_over import HandOver
from tests.e2e.reader import Reader
from tests.ui.fakes import FakePlay, fake_lobby
from tests.ui.page_host import SIZES, PageHost, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import HOSTILE, Begin, Rounds, answers_of, caps, labels, text_of

TEAM = ("BlueBird", "Croquis", "Ramen8")


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


def _relay(begin: Begin, **more: object) -> tuple[PageHost, FakePlay]:
    return begin(mode=Mode.RELAY, relay=TEAM, **more)


def test_nothing_of_the_question_is_seen_before_the_player_is_ready(begin: Begin) -> None:
    window, play = _relay(begin)
    secret = play.round.current.question.prompt
    assert text_of(window, "hand_over") == "BlueBird runs first"
    assert not answers_of(window)
    assert not any(card.isVisible() for card in window.findChildren(CategoryCard))
    assert not [each for each in (*labels(window), *Reader(window).names()) if secret in each]
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F8):
        press(key)
    assert play.bank.writes == []
    press(Qt.Key.Key_Return)
    assert len(answers_of(window)) == 4
    assert text_of(window, "prompt") == secret


def test_time_does_not_run_while_the_baton_is_passed(begin: Begin) -> None:
    _, play = _relay(begin)
    play.time.pass_ms(60_000)
    press(Qt.Key.Key_Return)
    play.time.pass_ms(2_000)
    press(Qt.Key.Key_1)
    assert play.round.turns[-1].elapsed_ms == 2_000


def test_the_baton_goes_to_the_next_and_the_standings_are_shown(begin: Begin) -> None:
    window, play = _relay(begin)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert text_of(window, "hand_over") == "Pass the baton to Croquis"
    assert play.round.lane == 1
    shown = [each.replace(",", "") for each in labels(window)]
    assert "1. BlueBird · 1000 points" in shown
    assert "Question 2 of 12 · Croquis" in shown
    assert named(window, QAbstractButton, "I’m Croquis, go").hasFocus()


def test_a_relay_is_played_by_names_alone(begin: Begin, qtbot: QtBot) -> None:
    window, play = _relay(begin)
    reader = Reader(window)
    count = play.round.question_count or 0
    with qtbot.waitSignal(window.page.finished):
        for number in range(count):
            reader.press(f"I’m {TEAM[number % 3]}, go")
            reader.press("A. Oh Mi-joo")
            reader.press("Next")
    assert [each.result.right for each in play.round.lane_results()] == [count // 3] * 3


def test_a_key_held_down_does_not_take_the_baton(begin: Begin) -> None:
    from tests.ui.round_rig import held

    window, _ = _relay(begin)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    for _ in range(5):
        held(Qt.Key.Key_Return)
    assert not answers_of(window)


def test_whose_turn_it_is_is_announced_and_in_the_hints(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_page, "announce", lambda widget, text: said.append(text))
    window, _ = _relay(begin)
    assert said == ["BlueBird runs first"]
    assert caps(window) == [(["Enter"], "take the baton"), (["Esc"], "pause")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F9])
def test_pausing_and_leaving_are_possible_while_it_is_passed(begin: Begin, qtbot: QtBot, key: Qt.Key) -> None:
    window, play = _relay(begin)
    press(key)
    assert play.round.paused
    assert caps(window) == [(["Enter", "Esc"], "go on")]
    press(Qt.Key.Key_Return)
    assert not answers_of(window), "after a pause the question is hidden still"
    press(key)
    with qtbot.waitSignal(window.page.left):
        named(window, QAbstractButton, "Leave, go on later").click()


def test_the_button_pauses_too(begin: Begin) -> None:
    window, play = _relay(begin)
    named(window, QAbstractButton, "Pause the relay").click()
    assert play.round.paused


def test_a_pause_in_the_middle_of_a_turn_goes_back_to_the_question(begin: Begin) -> None:
    window, _ = _relay(begin)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    assert len(answers_of(window)) == 4


def test_a_resumed_relay_asks_for_the_player_first(begin: Begin) -> None:
    window, play = _relay(begin)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert answers_of(window)
    again = fake_lobby(play.bank).resume(play.round_id)
    window.page.begin(again)
    window.page.activate()
    assert not answers_of(window)
    assert text_of(window, "hand_over") == "Pass the baton to Croquis"


@pytest.mark.parametrize("size", SIZES)
def test_long_names_and_eight_players_have_room(begin: Begin, size: tuple[int, int]) -> None:
    names = (HOSTILE[:40], "W" * 40, "크로키" * 13, *(f"Player {number}" for number in range(5)))
    window, _ = begin(mode=Mode.RELAY, relay=names, size=(size[0] - 60, size[1] - 30))
    assert_nothing_cut(window)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert_nothing_cut(window)
    assert text_of(window, "hand_over") == f"Pass the baton to {'W' * 40}"


def test_the_smallest_window_does_not_grow(begin: Begin) -> None:
    names = tuple(f"{number} {'W' * 36}" for number in range(8))
    window, _ = begin(mode=Mode.RELAY, relay=names, size=(740, 570))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    window.show_at(740, 570)  # now that everything has its small form
    assert window.size().toTuple() == (740, 570)
    assert_nothing_cut(window)


@pytest.mark.parametrize("scale", [1.0, 1.3, 1.5])
@pytest.mark.parametrize("players", [3, 8])
def test_large_type_in_a_low_window_cuts_nothing(begin: Begin, qapp: QApplication, scale: float, players: int) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    window, _ = begin(mode=Mode.RELAY, relay=tuple(f"Runner {number}" for number in range(players)), size=(740, 410))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert text_of(window, "hand_over") == "Pass the baton to Runner 1"
    assert_nothing_cut(window)


def test_where_there_is_no_room_the_standings_go_and_come_back(begin: Begin, qtbot: QtBot) -> None:
    _, play = _relay(begin)
    cover = HandOver()
    qtbot.addWidget(cover)
    cover.resize(600, 400)
    cover.show()
    cover.show_runner(play.round.settings.relay[1], play.round.lane_results(), first=False)
    shown: dict[int, int] = {}
    for high in (400, 240, 200, 400):
        cover.resize(600, high)
        assert_nothing_cut(cover)
        shown[high] = sum(" points" in each for each in labels(cover))
    assert shown == {400: len(TEAM), 240: len(TEAM), 200: 0}
