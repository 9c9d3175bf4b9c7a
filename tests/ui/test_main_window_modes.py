"""What the window promises of every way to play: it starts, waits when left, and only one round waits at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QWindowStateChangeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from quizapp.game.rules import CustomRules, Mode
from quizapp.play import Lobby
from quizapp.settings import SettingsFile
from quizapp.ui.main_window import MainWindow
from tests.ui.fakes import fake_lobby
from tests.ui.home_rig import EVERY, bank_of_all
from tests.ui.page_host import named
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def lobby() -> Lobby:
    return fake_lobby(bank_of_all())


@pytest.fixture
def window(qtbot: QtBot, lobby: Lobby, tmp_path: Path) -> MainWindow:
    """The window in play, on its home page."""
    made = MainWindow(SettingsFile(tmp_path / "settings.toml"), tmp_path)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.begin(lobby)
    return made


def round_of(window: MainWindow) -> Any:
    """The round that is on the screen."""
    page: Any = window._page("round")
    return page._play.round


def question(window: MainWindow) -> QDialog:
    """The question that is asked before something happens."""
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.TRAINING])
def test_every_mode_starts_and_is_offered_again_when_left(window: MainWindow, lobby: Lobby, mode: Mode) -> None:
    relay = (1, 3) if mode is Mode.RELAY else ()
    settings = lobby.settings(EVERY, None, mode, custom=CustomRules(5), relay=relay)

    window.start(settings)

    assert window._current_name == "round"
    assert round_of(window).settings == settings
    window.go_home()
    assert any("waits at question 1" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    named(window, QAbstractButton, "Go on").click()
    assert window._current_name == "round"


def test_a_started_round_has_the_episode_the_clock_and_the_day_of_now(window: MainWindow, lobby: Lobby) -> None:
    settings = lobby.settings(EVERY, None, Mode.RELAY, relay=(1, 3))
    lobby.set_spoiler_limit(12)

    window.start(settings)

    assert round_of(window).settings.spoiler_limit == 12
    assert [runner.spoiler_limit for runner in round_of(window).settings.relay] == [12, 9]


def test_a_round_that_waits_is_given_up_only_after_a_question(window: MainWindow, lobby: Lobby) -> None:
    play = lobby.start(lobby.settings(EVERY, None, Mode.MARATHON))
    play.show()
    play.answer([play.round.current.options[0]])

    window.practise(("tea/single-01", "tea/single-02"))
    assert window._current_name == "home"
    named(question(window), QAbstractButton, "Start a new round").click()

    assert window._current_name == "round"
    assert round_of(window).settings.mode is Mode.TRAINING
    waiting = lobby.open_round()
    assert waiting is not None
    assert waiting.settings.mode is Mode.TRAINING


def test_misses_are_practised_from_the_result(window: MainWindow, lobby: Lobby) -> None:
    play = lobby.start(lobby.settings(EVERY, None))
    while not play.round.is_complete:
        play.show()
        play.answer([option.index for option in play.round.current.shown() if not option.is_key][:1])
        play.next_question()
    window.finish(play)
    page: Any = window._page("result")

    page.practise_requested.emit(play.missed())

    assert window._current_name == "round"
    assert {drawn.question.uid for drawn in round_of(window).drawn} == set(play.missed())


@pytest.mark.parametrize("mode", [Mode.DASH, Mode.MARATHON, Mode.CUSTOM])
def test_a_window_made_small_pauses_any_round(window: MainWindow, lobby: Lobby, mode: Mode) -> None:
    window.start(lobby.settings(EVERY, None, mode))

    window.showMinimized()
    QApplication.sendEvent(window, QWindowStateChangeEvent(window.windowState()))

    assert named_in_round(window, "Go on")


def named_in_round(window: MainWindow, name: str) -> bool:
    """Whether the round page has a button of this name that is not hidden."""
    buttons = window._page("round").findChildren(QAbstractButton)
    return any(each.accessibleName() == name and not each.isHidden() for each in buttons)


def test_what_cannot_start_is_told_and_home_stays(window: MainWindow, lobby: Lobby) -> None:
    window.start(lobby.settings(["cups"], 3))

    assert window._current_name == "home"
    assert any("A round needs" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
