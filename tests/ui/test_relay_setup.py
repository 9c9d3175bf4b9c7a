"""What the set-up of a relay promises: two to eight run, each up to their own episode, in the order shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.records import Player
from quizapp.game.rules import Mode, Runner
from tests.ui.fakes import PACK, FakeBank, fake_lobby
from tests.ui.home_rig import EVERY, MANY, HomeRig, bank_of_all
from tests.ui.page_host import SIZES, acting, assert_nothing_cut, named, press
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def rig(qtbot: QtBot) -> HomeRig:
    made = HomeRig(qtbot)
    made.pick(Mode.RELAY)
    return made


def tile(rig: HomeRig, name: str) -> QAbstractButton:
    return named(rig.host, QAbstractButton, name)


def crowd(count: int) -> FakeBank:
    """So many players who have seen everything."""
    everybody = [Player(at, f"Runner {at:02}", spoiler_limits=(("tea", 16),)) for at in range(1, count + 1)]
    return FakeBank(MANY, everybody=everybody, chosen_player=1)


def test_everybody_runs_at_first_each_up_to_their_own_episode(rig: HomeRig) -> None:
    assert tile(rig, "Croquis").accessibleDescription() == "up to episode 3"
    assert "3 of 3 chosen" in rig.shown()

    settings = rig.start()

    assert settings.categories == EVERY
    assert settings.relay == (Runner(1, "BlueBird", 16), Runner(2, "Croquis", 3), Runner(3, "Dan-ah", 9))


def test_one_alone_cannot_run_a_relay(rig: HomeRig) -> None:
    tile(rig, "Croquis").click()
    tile(rig, "Dan-ah").click()

    assert "Too few players" in rig.shown()
    assert not tile(rig, "Start relay").isEnabled()
    press(Qt.Key.Key_Return)
    assert rig.started == []

    tile(rig, "Dan-ah").toggle()  # as a screen reader does

    assert "Too few players" not in rig.shown()
    assert [runner.name for runner in rig.start().relay] == ["BlueBird", "Dan-ah"]


def test_no_more_than_eight_run(qtbot: QtBot) -> None:
    rig = HomeRig(qtbot, crowd(10))
    rig.pick(Mode.RELAY)
    assert "8 of 10 chosen" in rig.shown()

    tile(rig, "Runner 09").click()
    assert not tile(rig, "Runner 09").isChecked()
    tile(rig, "Runner 01").click()
    tile(rig, "Runner 09").click()

    assert [runner.player_id for runner in rig.start().relay] == [2, 3, 4, 5, 6, 7, 8, 9]


def test_those_who_ran_last_are_chosen_again(qtbot: QtBot) -> None:
    bank = bank_of_all()
    lobby = fake_lobby(bank)
    lobby.start(lobby.settings(EVERY, None, Mode.RELAY, relay=(1, 3))).give_up()

    rig = HomeRig(qtbot, bank)

    assert rig.current_lane() == "relay"
    assert not tile(rig, "Croquis").isChecked()
    assert tile(rig, "Dan-ah").isChecked()


def test_a_player_added_for_the_relay_runs_and_who_plays_stays(rig: HomeRig) -> None:
    tile(rig, "Croquis").click()
    tile(rig, "Add player").click()
    assert rig.asked_for_players == ["add_runner"]

    rig.lobby.add_player("Young-hwa", 12)
    rig.page.activate()

    assert rig.lobby.player is not None
    assert rig.lobby.player.name == "BlueBird"
    assert rig.current_lane() == "relay"
    assert [runner.name for runner in rig.start().relay] == ["BlueBird", "Dan-ah", "Young-hwa"]


def test_a_closed_dialog_changes_nothing(rig: HomeRig) -> None:
    tile(rig, "Add player").click()
    rig.page.activate()

    assert len(rig.start().relay) == 3


def test_a_moved_episode_counts_for_the_relay_too(rig: HomeRig) -> None:
    rig.page._save_spoiler_limit(7)

    assert tile(rig, "BlueBird").accessibleDescription() == "up to episode 7"
    assert rig.start().relay[0] == Runner(1, "BlueBird", 7)


def test_a_pack_without_episodes_says_nothing_of_them(qtbot: QtBot) -> None:
    bank = bank_of_all()
    bank.pack = replace(PACK, episodes=None)
    rig = HomeRig(qtbot, bank)
    rig.pick(Mode.RELAY)

    assert "episode" not in tile(rig, "Croquis").accessibleDescription()


def test_somebody_who_has_watched_too_little_is_named(qtbot: QtBot) -> None:
    bank = bank_of_all()
    bank.everybody[1] = replace(bank.everybody[1], name="<b>Croquis</b>", spoiler_limits=(("tea", 0),))
    rig = HomeRig(qtbot, bank)
    rig.pick(Mode.RELAY)

    assert "as far as <b>Croquis</b> has watched" in rig.shown()
    assert not tile(rig, "Start relay").isEnabled()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2, 8, 30])
def test_nothing_is_cut_and_all_is_named(qtbot: QtBot, count: int, size: tuple[int, int]) -> None:
    bank = crowd(count)
    bank.everybody[0] = replace(bank.everybody[0], name="A name of forty letters, which is the most.")
    rig = HomeRig(qtbot, bank)
    rig.host.show_at(*size)

    rig.pick(Mode.RELAY)

    assert_nothing_cut(rig.host)
    assert [each for each in acting(rig.host) if not each.accessibleName()] == []


def test_who_has_seen_nothing_is_told_so_in_words(qtbot: QtBot) -> None:
    bank = bank_of_all()
    bank.everybody[1] = replace(bank.everybody[1], spoiler_limits=(("tea", 0),))
    rig = HomeRig(qtbot, bank)
    rig.pick(Mode.RELAY)
    assert tile(rig, "Croquis").accessibleDescription() == "no episode yet"
