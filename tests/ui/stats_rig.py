"""The statistics page on a real bank with a made-up history, for the tests of that page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pytestqt.qtbot import QtBot

from quizapp.bank.bank import Bank
from quizapp.game.rules import Mode
from quizapp.play import Lobby
from quizapp.play.player_figures import Figures
from quizapp.ui.stats.stats_page import StatsPage
from tests.play.conftest import House, give_and_go_on, settings_of
from tests.ui.page_host import PageHost, host

_DAY_MS = 86_400_000


def play(house: House, lobby: Lobby, days_ago: int, misses: int, mode: Mode = Mode.SPRINT) -> None:
    """A finished round of an earlier day that begins with so many misses, five seconds a question."""
    house.time.utc_ms -= days_ago * _DAY_MS
    house.time.today -= timedelta(days=days_ago)
    running = lobby.start(settings_of(lobby, mode))
    running.show()
    while not running.round.is_finished:
        house.time.monotonic_ms += 5_000
        give_and_go_on(running, is_right=len(running.round.answered) >= misses)
    house.time.utc_ms += days_ago * _DAY_MS
    house.time.today += timedelta(days=days_ago)


def play_days(house: House, lobby: Lobby, misses: Sequence[int]) -> None:
    """A sprint a day, the last of them today."""
    for place, count in enumerate(misses):
        play(house, lobby, len(misses) - 1 - place, count)


def show_stats(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> PageHost:
    """The page, activated and filled."""
    page = StatsPage()
    page.set_lobby(lobby)
    page.set_figures(lambda: Figures(bank, house.time.clock()))
    made = host(qtbot, page)
    wait(qtbot, made)
    return made


def wait(qtbot: QtBot, made: PageHost) -> None:
    """Until all is shown."""
    qtbot.waitUntil(lambda: made.page.is_filled)
