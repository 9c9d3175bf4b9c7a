"""A relay: who is asked what, what each may see of it afterwards, and what each has to practise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.question import Distractor, Kind
from quizapp.game.rules import Mode
from quizapp.play import Lobby, Play

from .conftest import House, a_pack, give_and_go_on, play_through, question, settings_of

LIMITS = (4, 16)


@pytest.fixture
def relay(bank: Bank, lobby: Lobby) -> Play:
    """Oh has watched to episode 4, Ki everything; it is Oh's machine."""
    early = (question(number, Kind.SINGLE_CHOICE, episode=number % 4) for number in range(1, 21))
    late = (question(number, Kind.SINGLE_CHOICE, episode=9) for number in range(21, 41))
    bank.packs.load(a_pack(0, *early, *late), "digest 2")
    oh, ki = (lobby.add_player(name, limit).id for name, limit in zip(("Oh", "Ki"), LIMITS, strict=True))
    lobby.choose_player(oh)
    return lobby.start(settings_of(lobby, Mode.RELAY, relay=[oh, ki]))


def test_each_practises_what_they_missed_themselves(relay: Play) -> None:
    play_through(relay, misses=6)
    own = tuple(turn.drawn.question.uid for turn in relay.round.turns[:6:2])
    assert relay.missed() == own
    assert not any(relay.is_hidden(turn) for turn in relay.round.turns if turn.drawn.question.uid in own)


def test_who_only_watches_a_relay_has_nothing_to_practise(lobby: Lobby) -> None:
    ids = [lobby.add_player(name, 16).id for name in "AB"]
    lobby.choose_player(next(player.id for player in lobby.players() if player.name == "BlueBird"))
    play = play_through(lobby.start(settings_of(lobby, Mode.RELAY, relay=ids)), misses=9)
    assert play.missed() == ()


def test_what_comes_from_a_later_episode_is_hidden(relay: Play) -> None:
    play_through(relay)
    hidden = [relay.is_hidden(turn) for turn in relay.round.turns]
    late = [(turn.drawn.question.episode or 0) > LIMITS[0] for turn in relay.round.turns]
    assert hidden == late
    assert not any(hidden[::2])
    assert any(hidden), "Ki was asked what Oh must not know"


def test_an_early_question_with_a_late_option_is_hidden_too(bank: Bank, lobby: Lobby) -> None:
    late = tuple(Distractor(text, 9) for text in ("x", "y", "z"))
    early = (question(number, Kind.SINGLE_CHOICE, episode=1, distractors=late) for number in range(1, 21))
    bank.packs.load(
        a_pack(0, *(replace(each, distractors=(*each.distractors, Distractor("w"))) for each in early)), "2"
    )
    oh, ki = (lobby.add_player(name, limit).id for name, limit in zip(("Oh", "Ki"), LIMITS, strict=True))
    lobby.choose_player(oh)
    play = play_through(lobby.start(settings_of(lobby, Mode.RELAY, relay=[oh, ki])))
    for turn in play.round.turns:
        shows_late = any(option.text in "xyz" for option in turn.drawn.shown())
        assert play.is_hidden(turn) == shows_late
        assert shows_late == (turn.lane == 1)


def test_a_relay_waits_while_a_runner_says_they_have_watched_less(relay: Play, house: House, lobby: Lobby) -> None:
    give_and_go_on(relay)
    ki = next(player.id for player in lobby.players() if player.name == "Ki")
    lobby.choose_player(ki)
    lobby.set_spoiler_limit(2)
    lobby.choose_player(relay.player.id)
    with pytest.raises(QuizError, match="episode 16"):
        lobby.resume(relay.round_id)
    lobby.choose_player(ki)
    lobby.set_spoiler_limit(16)
    lobby.choose_player(relay.player.id)
    assert lobby.resume(relay.round_id).round.turns == relay.round.turns
