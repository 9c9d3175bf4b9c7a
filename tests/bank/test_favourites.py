"""Favourites: settings of custom rounds under names of the player's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.question import Kind
from quizapp.game.records import Favourite
from quizapp.game.rules import CustomRules, Mode

from .builders import SETTINGS, sql

LONG = replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules(50, (Kind.MATCHING, Kind.ORDERING), 30_000, 0, 3, 0))
SHORT = replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules(5), difficulty=1)


def test_favourites_are_found_again_by_name(bank: Bank, player_id: int) -> None:
    for name, settings in (("런온", SHORT), ("evening", LONG), ("Morning", SHORT)):
        assert bank.favourites.keep(player_id, name, settings) == Favourite(name, settings)
    kept = (Favourite("evening", LONG), Favourite("Morning", SHORT), Favourite("런온", SHORT))
    assert bank.favourites.all(player_id) == kept


@pytest.mark.parametrize("name", ["Evening", "EVENING", "  evening ", "Ｅｖｅｎｉｎｇ"])
def test_the_same_name_is_the_same_favourite(bank: Bank, player_id: int, name: str) -> None:
    bank.favourites.keep(player_id, "Evening", SHORT)
    kept = bank.favourites.keep(player_id, name, LONG)
    assert bank.favourites.all(player_id) == (kept,)
    assert kept.settings == LONG
    bank.favourites.remove(player_id, name)
    assert bank.favourites.all(player_id) == ()


def test_everybody_has_their_own(bank: Bank, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    bank.favourites.keep(player_id, "Evening", SHORT)
    bank.favourites.keep(other, "Evening", LONG)
    bank.favourites.remove(player_id, "Evening")
    bank.favourites.remove(player_id, "Never kept")
    assert bank.favourites.all(player_id) == ()
    assert bank.favourites.all(other) == (Favourite("Evening", LONG),)


@pytest.mark.parametrize(
    ("name", "told"), [("", "needs a name"), (" \u3000\n", "needs a name"), ("x" * 41, "longer than 40 characters")]
)
def test_a_name_is_neither_empty_nor_too_long(bank: Bank, player_id: int, name: str, told: str) -> None:
    with pytest.raises(QuizError, match=rf"{told}.*Nothing was saved"):
        bank.favourites.keep(player_id, name, SHORT)
    assert bank.favourites.all(player_id) == ()


def test_a_name_of_forty_characters_is_tidied_and_kept(bank: Bank, player_id: int) -> None:
    assert bank.favourites.keep(player_id, f"  {'x' * 19}   {'y' * 20} ", SHORT).name == f"{'x' * 19} {'y' * 20}"


def test_settings_that_are_not_understood_are_kept_and_left_out(bank: Bank, player_id: int) -> None:
    bank.favourites.keep(player_id, "Evening", SHORT)
    bank.favourites.keep(player_id, "Morning", SHORT)
    sql(bank.path, "UPDATE favourite SET settings = '{' WHERE name = 'Evening'")
    assert [favourite.name for favourite in bank.favourites.all(player_id)] == ["Morning"]
    assert sql(bank.path, "SELECT count(*) FROM favourite") == [(2,)]
