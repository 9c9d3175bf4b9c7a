"""Challenge codes: the very round a friend has played, whatever both have met before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.challenge import ChallengeError
from quizapp.game.question import Kind
from quizapp.game.rules import ClockFactor, CustomRules, Mode, RoundSettings
from quizapp.play import Lobby

from .conftest import CATEGORIES, House, a_pack, give_and_go_on, play_through, question, settings_of


@pytest.fixture
def friend(tmp_path: Path) -> Iterator[Lobby]:
    """A lobby on another machine with the same pack."""
    house = House(tmp_path / "friend")
    with house.open() as bank:
        bank.packs.load(a_pack(), "digest 1")
        lobby = house.lobby(bank)
        lobby.add_player("Croquis", 16)
        yield lobby


def rounds_to_tell(lobby: Lobby) -> list[RoundSettings]:
    custom = CustomRules(7, (Kind.SINGLE_CHOICE, Kind.TRUE_FALSE, Kind.ORDERING), 15_000, 0, 1, 2)
    return [
        settings_of(lobby),
        lobby.settings(("plot",), None),
        settings_of(lobby, Mode.DASH),
        settings_of(lobby, Mode.MARATHON),
        settings_of(lobby, Mode.CUSTOM, custom=custom),
    ]


@pytest.mark.parametrize("number", range(5))
def test_a_code_gives_the_same_questions_with_the_same_options(number: int, lobby: Lobby, friend: Lobby) -> None:
    for _ in range(2):  # so that the round to tell of passes over what was met
        play_through(lobby.start(settings_of(lobby)), misses=2)
    settings = rounds_to_tell(lobby)[number]
    told = play_through(lobby.start(settings), misses=2)
    code = told.challenge_code()
    assert code is not None
    found = friend.read_challenge(code.lower().replace("-", " "))
    assert (found.mode, found.categories, found.spoiler_limit) == (settings.mode, settings.categories, 16)
    play = friend.start(found)
    asked = [turn.drawn for turn in told.round.turns]
    while len(play.round.turns) < len(asked):
        assert play.round.current == asked[len(play.round.turns)]
        give_and_go_on(play)
        if play.round.is_finished:
            break
    assert [turn.drawn for turn in play.round.turns] == asked[: len(play.round.turns)]
    assert not play.is_practice


def test_a_code_for_a_sprint_is_short(lobby: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby))).challenge_code()
    assert code is not None
    assert len(code.replace("-", "")) <= 30


def test_a_challenge_counts_once_on_a_board_of_its_own(lobby: Lobby, friend: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby))).challenge_code()
    assert code is not None
    first = play_through(friend.start(friend.read_challenge(code)))
    placing = first.placing()
    assert placing is not None
    assert placing.board_size == 1
    assert first.challenge_code() == code, "the code goes on"
    again = friend.start(friend.refreshed(first.round.settings))
    assert again.is_practice
    assert again.round.drawn == first.round.drawn


def test_ones_own_code_and_a_second_clock_are_practice(lobby: Lobby, friend: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby, Mode.DASH))).challenge_code()
    assert code is not None
    assert lobby.start(lobby.read_challenge(code)).is_practice
    assert not friend.start(friend.read_challenge(code)).is_practice
    friend.set_clock(ClockFactor.X2)
    assert friend.start(friend.read_challenge(code)).is_practice


def test_a_challenge_is_resumed_as_it_was(lobby: Lobby, friend: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby, Mode.MARATHON)), misses=0).challenge_code()
    assert code is not None
    play = friend.start(friend.read_challenge(code))
    order = [drawn.question.uid for drawn in play.round.drawn]
    for _ in range(5):
        give_and_go_on(play)
    resumed = friend.resume(play.round_id)
    play_through(resumed)
    assert [turn.drawn.question.uid for turn in resumed.round.turns][: len(order)] == order


@pytest.mark.parametrize("mode", [Mode.DAILY, Mode.TRAINING, Mode.RELAY])
def test_modes_that_need_no_code_have_none(mode: Mode, lobby: Lobby) -> None:
    play_through(lobby.start(settings_of(lobby)), misses=5)
    ids = [player.id for player in (lobby.add_player("A", 16), lobby.add_player("B", 16))]
    if mode is Mode.TRAINING:
        lobby.choose_player(next(player.id for player in lobby.players() if player.name == "BlueBird"))
    assert play_through(lobby.start(settings_of(lobby, mode, relay=ids))).challenge_code() is None


def test_a_mistyped_code_is_told(lobby: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby))).challenge_code()
    assert code is not None
    mistyped = code[:6] + ("2" if code[6] != "2" else "3") + code[7:]
    for wrong in (mistyped, code[:-3], code + "7", "", "한글 코드", "ПРИВЕТ", "run on", "x" * 10_000):
        with pytest.raises(ChallengeError):
            lobby.read_challenge(wrong)


def test_a_code_beyond_ones_own_episode_is_refused_also_when_started(lobby: Lobby, friend: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby))).challenge_code()
    assert code is not None
    settings = friend.read_challenge(code)
    friend.set_spoiler_limit(4)
    with pytest.raises(QuizError, match="episode 16"):
        friend.read_challenge(code)
    with pytest.raises(QuizError, match="episode 16"):
        friend.start(settings)


def test_a_code_of_another_pack_version_is_refused(bank: Bank, lobby: Lobby, friend: Lobby) -> None:
    bank.packs.load(a_pack(42, question(99)), "digest 2")
    code = play_through(lobby.start(settings_of(lobby))).challenge_code()
    assert code is not None
    with pytest.raises(QuizError, match="another version"):
        friend.read_challenge(code)


def test_a_challenge_goes_by_the_players_own_clock(lobby: Lobby, friend: Lobby) -> None:
    code = play_through(lobby.start(settings_of(lobby, Mode.DASH))).challenge_code()
    assert code is not None
    friend.set_clock(ClockFactor.X5)
    play = friend.start(friend.read_challenge(code))
    assert play.round.rules.time_limit_ms == 300_000
    assert play.round.settings.categories == CATEGORIES
