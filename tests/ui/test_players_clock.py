"""The clock of a player: chosen with a new one, and told of everybody in the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.records import Player
from quizapp.game.rules import ClockFactor
from quizapp.ui import theme
from quizapp.ui.play.players_clock import clock_title, clock_words
from quizapp.ui.play.players_dialog import PlayersDialog, Task
from quizapp.ui.play.players_list import PlayersList
from tests.ui.fakes import FakeBank, fake_lobby
from tests.ui.page_host import assert_nothing_cut, named, press, write
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank() -> FakeBank:
    """Two players, one of them with a stretched clock."""
    return FakeBank(everybody=[Player(1, "BlueBird"), Player(2, "Croquis", clock=ClockFactor.X5)], chosen_player=1)


def opened(qtbot: QtBot, bank: FakeBank, start: Task) -> PlayersDialog:
    dialog = PlayersDialog(fake_lobby(bank), start=start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_a_new_player_can_begin_with_a_stretched_clock(qtbot: QtBot, bank: FakeBank) -> None:
    dialog = opened(qtbot, bank, "add")
    write("Ramen8")
    named(dialog, QAbstractButton, "×10").click()
    named(dialog, QAbstractButton, "Add and play").click()
    assert bank.everybody[-1].name == "Ramen8"
    assert bank.everybody[-1].clock is ClockFactor.X10


def test_nobody_has_to_think_of_clocks(qtbot: QtBot, bank: FakeBank) -> None:
    dialog = opened(qtbot, bank, "add")
    write("Ramen8")
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert bank.everybody[-1].clock is ClockFactor.X1


def test_the_list_tells_clocks_that_are_not_the_usual_one(qtbot: QtBot, bank: FakeBank) -> None:
    dialog = opened(qtbot, bank, "choose")
    players = dialog.findChild(PlayersList)
    assert players is not None
    notes = [players.players.note(row) for row in range(2)]
    assert "clock" not in notes[0]
    assert "clock ×5" in notes[1]


def test_clocks_in_words() -> None:
    assert [clock_title(factor) for factor in ClockFactor] == ["Normal", "×2", "×5", "×10", "Off"]
    assert [clock_words(factor) for factor in ClockFactor] == ["", "clock ×2", "clock ×5", "clock ×10", "no clock"]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, bank: FakeBank, scale: float, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    dialog = opened(qtbot, bank, "add")
    assert_nothing_cut(dialog)
