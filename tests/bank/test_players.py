"""Players: one name each, their settings kept, the last one found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.records import NAME_LENGTH_MAX, Player
from quizapp.game.rules import ClockFactor

from .builders import Clock, Game, open_bank, round_of, sql, uids


def test_a_new_player_is_found_again_with_the_spoiler_limit(bank: Bank) -> None:
    added = bank.players.add("BlueBird", "run-on", 7)
    assert added == Player(added.id, "BlueBird", spoiler_limits=(("run-on", 7),))
    assert bank.players.all() == (added,)
    assert bank.players.get(added.id) == added
    assert bank.players.get(added.id + 1) is None


def test_players_are_sorted_by_name(bank: Bank) -> None:
    for name in ("croquis", "Ramen8", "BlueBird", "기선겸"):
        bank.players.add(name, "run-on", 1)
    assert [player.name for player in bank.players.all()] == ["BlueBird", "croquis", "Ramen8", "기선겸"]


def test_a_player_may_play_before_the_pack_is_in_the_bank(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as empty:
        assert empty.players.add("BlueBird", "not-loaded-yet", 3).spoiler_limit("not-loaded-yet") == 3


@pytest.mark.parametrize("name", ["BlueBird", "bluebird", "  BLUEBIRD ", "ＢｌｕｅＢｉｒｄ"])
def test_a_name_is_given_once(bank: Bank, name: str) -> None:
    bank.players.add("BlueBird", "run-on", 1)
    with pytest.raises(QuizError, match="already a player named BlueBird"):
        bank.players.add(name, "run-on", 1)
    assert len(bank.players.all()) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "needs a name"), (" \t\n ", "needs a name"), ("x" * (NAME_LENGTH_MAX + 1), "longer than 40 characters")],
)
def test_a_name_is_neither_empty_nor_too_long(bank: Bank, name: str, told: str) -> None:
    with pytest.raises(QuizError, match=told):
        bank.players.add(name, "run-on", 1)
    assert bank.players.all() == ()


def test_spaces_are_tidied(bank: Bank) -> None:
    assert bank.players.add("  Blue \u3000 Bird ", "run-on", 1).name == "Blue Bird"


def test_settings_of_a_player_are_kept(bank: Bank, player_id: int) -> None:
    player = bank.players.get(player_id)
    assert player
    limits = (("another", 2), ("run-on", 16))
    changed = replace(player, name="Croquis", single_letter_keys=True, spoiler_limits=limits, clock=ClockFactor.X5)
    bank.players.save(changed)
    assert bank.players.get(player_id) == changed


def test_a_clock_is_not_stretched_until_the_player_says_so(bank: Bank, player_id: int) -> None:
    player = bank.players.get(player_id)
    assert player
    assert player.clock is ClockFactor.X1
    for clock in ClockFactor:
        bank.players.save(replace(player, clock=clock))
        assert bank.players.all() == (replace(player, clock=clock),)


def test_a_clock_that_this_version_does_not_know_is_not_stretched(bank: Bank, player_id: int) -> None:
    sql(bank.path, "UPDATE player SET clock = 'x3'")
    player = bank.players.get(player_id)
    assert player
    assert player.clock is ClockFactor.X1


def test_a_player_may_keep_the_name_but_not_take_another_players(bank: Bank, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 1)
    bank.players.save(replace(other, name="CROQUIS"))
    with pytest.raises(QuizError, match="already a player"):
        bank.players.save(replace(other, name="bluebird"))
    assert [player.name for player in bank.players.all()] == ["BlueBird", "CROQUIS"]
    assert bank.players.get(player_id)


def test_a_player_who_is_gone_cannot_be_saved_or_chosen(bank: Bank) -> None:
    with pytest.raises(QuizError, match="no longer"):
        bank.players.save(Player(99, "Nobody"))
    with pytest.raises(QuizError, match="no longer"):
        bank.players.choose(99)


def test_the_last_player_is_who_came_in_last(bank: Bank, clock: Clock) -> None:
    assert bank.players.last() is None
    first = bank.players.add("BlueBird", "run-on", 16)
    second = bank.players.add("Croquis", "run-on", 16)
    assert bank.players.last() == second

    clock.forward(1)
    bank.players.choose(first.id)
    assert bank.players.last() == first

    clock.forward(1)
    Game(bank, clock).begin(second.id, round_of(bank, uids()))
    assert bank.players.last() == second
