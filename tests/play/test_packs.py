"""The lobby among several packs: each player has their own, rounds wait in theirs, and what is gone is let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.author.packs import Shelf
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.question import Pack
from quizapp.game.records import Board
from quizapp.game.rules import Mode
from quizapp.play import Lobby, Play

from .conftest import INFO, House, a_pack, give, give_and_go_on, play_through


@pytest.fixture
def other(bank: Bank) -> str:
    """A second pack, without episodes."""
    info = replace(INFO, id="other", title="Another", episodes=None)
    bank.packs.load(
        Pack(info, tuple(replace(each, uid=f"other/{each.uid}") for each in a_pack().questions)), "digest 2"
    )
    return info.id


def test_the_pack_that_was_chosen_is_played_at_the_next_start_by_the_same_player(
    lobby: Lobby, bank: Bank, house: House, other: str
) -> None:
    lobby.choose_pack(other)
    assert house.lobby(bank).pack.id == other
    lobby.add_player("Croquis", 0)
    lobby.choose_pack("run-on")
    first = next(each for each in lobby.players() if each.name == "BlueBird")
    lobby.choose_player(first.id)
    assert lobby.pack.id == other


def test_packs_that_come_later_do_not_take_the_place_of_the_present_one(
    lobby: Lobby, bank: Bank, house: House, other: str
) -> None:
    assert bank.packs.all()[0].id == other
    assert house.lobby(bank).pack.id == "run-on"


def test_a_round_of_a_pack_with_episodes_goes_on_from_one_without(
    lobby: Lobby, start: Callable[..., Play], other: str
) -> None:
    play = start()
    lobby.choose_pack(other)
    assert lobby.resume(play.round_id).round.settings.pack_id == "run-on"
    assert lobby.pack.id == "run-on"


def test_a_round_that_asks_too_far_does_not_switch_the_pack(
    lobby: Lobby, start: Callable[..., Play], other: str
) -> None:
    play = start()
    lobby.set_spoiler_limit(2)
    lobby.choose_pack(other)
    with pytest.raises(QuizError, match="later than you have watched"):
        lobby.resume(play.round_id)
    assert lobby.pack.id == other


def test_another_description_of_the_pack_is_seen(lobby: Lobby, bank: Bank) -> None:
    Shelf(bank).describe(replace(lobby.pack, title="Run On, again"))
    assert lobby.refresh_pack().title == "Run On, again"
    assert lobby.pack.title == "Run On, again"


def test_where_the_pack_is_gone_another_is_played(lobby: Lobby, bank: Bank, other: str) -> None:
    Shelf(bank).remove("run-on")
    assert lobby.refresh_pack().id == other
    assert lobby.counts(lobby.last_settings()).in_pack


def test_a_round_of_a_pack_that_was_taken_away_goes_on_to_its_end(
    lobby: Lobby, bank: Bank, start: Callable[..., Play], other: str
) -> None:
    play = start()
    Shelf(bank).remove("run-on")
    lobby.refresh_pack()
    play.skip()
    assert play.round.settings.pack_id == "run-on"


@pytest.mark.parametrize("mode", [Mode.SPRINT, Mode.MARATHON])
def test_a_round_left_in_a_pack_that_was_taken_away_goes_on_where_it_was_left(
    lobby: Lobby, bank: Bank, house: House, start: Callable[..., Play], other: str, mode: Mode
) -> None:
    play = start(mode)
    give_and_go_on(play)
    Shelf(bank).remove("run-on")
    lobby.refresh_pack()
    for later in (lobby, house.lobby(bank)):  # in the same window, and after a restart
        waiting = later.open_round()
        assert waiting is not None
        assert later.pack.id == other
        resumed = later.resume(waiting.round_id)
        assert resumed.round.current == play.round.current
        assert (resumed.pack, resumed.names.names) == (INFO, play.names.names)
    placing = play_through(resumed).placing()
    assert placing is not None
    board = Board.of(resumed.round.rules.id, INFO, resumed.round.settings)
    assert [each.round_id for each in lobby.high_scores.board(board)] == [play.round_id]
    assert lobby.high_scores.past_round(play.round_id).pack == INFO
    assert lobby.refresh_pack().id == other


def test_no_new_round_begins_in_a_pack_that_was_taken_away(
    lobby: Lobby, bank: Bank, start: Callable[..., Play], other: str
) -> None:
    play = start()
    give(play, is_right=False)
    Shelf(bank).remove("run-on")
    lobby.refresh_pack()
    resumed = lobby.resume(play.round_id)
    begin = (lambda: lobby.start(lobby.refreshed(resumed.round.settings)), lambda: lobby.practise(resumed.missed()))
    for new in begin:
        with pytest.raises(QuizError, match="not in the bank any more"):
            new()
    lobby.refresh_pack()
    assert lobby.choose_player(lobby.players()[0].id)
    assert lobby.pack.id == other, "the pack that is gone was not chosen by having been gone on with"
