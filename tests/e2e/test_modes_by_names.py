"""Every mode from home to its end, every kind of question: by a player who knows accessible names and roles only."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from quizapp.app import Program
from tests.e2e import packs
from tests.e2e.conftest import DARK, DARK_LARGE, DARK_SMALL, LIGHT, LIGHT_LARGE, LIGHT_SMALL, Begin, Look
from tests.e2e.quiz_player import NameHands, Sight, dialog_of, is_over, play_on, run_out_of_time
from tests.e2e.reader import Reader
from tests.play.conftest import Time

WAYS = {"pick", "tick", "write", "join", "order"}
_CELLS = (QAccessible.Role.Cell, QAccessible.Role.Row)


def _hands(program: Program) -> NameHands:
    return NameHands(program.window)


def _begin_lane(hands: NameHands, number: int) -> None:
    hands.choose_lane(number)
    hands.start()


def _pause_hides(hands: NameHands) -> None:
    """Pauses and goes on: in between nothing of the question can be read, afterwards the same as before."""
    before = Sight(hands.reader)
    hands.reader.press("Pause")
    assert Sight(hands.reader).hides_everything(), hands.reader.names()
    hands.reader.press("Go on")
    after = Sight(hands.reader)
    assert (after.prompt(), after.options(), after.lefts()) == (before.prompt(), before.options(), before.lefts())


def _rows(reader: Reader) -> str:
    return " | ".join(item.name for item in reader.items() if item.role in _CELLS)


def _figure(reader: Reader, unit: str) -> str:
    """What the round came to, such as 3,021 of “3,021 points”."""
    return next(name for name in reader.names() if name.endswith(f" {unit}")).split()[0]


@pytest.mark.parametrize(
    ("lane", "look", "unit"),
    [(1, LIGHT_SMALL, "points"), (3, LIGHT_LARGE, "right"), (4, DARK_SMALL, "points")],
    ids=["sprint", "marathon", "daily"],
)
def test_a_ranked_mode_is_played_from_home_to_its_high_scores(begin: Begin, lane: int, look: Look, unit: str) -> None:
    hands = _hands(begin(look, name="Fox 오미주"))
    _begin_lane(hands, lane)
    _pause_hides(hands)
    asked = play_on(hands, lambda number: number not in (1, 4, 6))
    assert len(asked) == (7 if unit == "right" else 10)
    figure = _figure(hands.reader, unit)
    hands.reader.press("High scores")
    rows = _rows(hands.reader)
    assert "Fox 오미주" in rows
    assert figure in rows


def test_every_kind_is_asked_and_answered_in_a_custom_round_of_another_length(begin: Begin) -> None:
    program = begin(DARK_LARGE, pack=packs.small_pack(count=11))
    hands = _hands(program)
    hands.choose_lane(7)
    hands.reader.press("Change the rules…")
    rules = Reader(dialog_of(program.window))
    for _ in range(3):
        rules.press("One question more")
    rules.press("Done")
    hands.start()
    assert hands.reader.has("Question 1 of 13")
    asked = play_on(hands)
    assert len(asked) == 13
    assert {way for way, _ in asked} == WAYS
    assert any("Let us" in prompt for way, prompt in asked if way == "write"), "no gap was filled by typing"
    assert any("blank" in prompt for way, prompt in asked if way == "pick"), "no gap was filled by choosing"
    points = _figure(hands.reader, "points")
    hands.reader.press("High scores")
    assert points in _rows(hands.reader)


def test_a_dash_ends_when_its_time_is_over(begin: Begin, clock: Time) -> None:
    hands = _hands(begin(DARK))
    _begin_lane(hands, 2)
    assert hands.reader.has("Time left")
    _pause_hides(hands)
    for number in range(3):
        assert Sight(hands.reader).way() not in ("join", "order"), "nothing long is asked against the clock"
        hands.answer(number != 1)
        hands.go_on()
    run_out_of_time(hands.reader, clock)
    assert hands.reader.has("Time is up"), hands.reader.names()
    QTest.qWait(500)  # the key of an answer that came too late must not go on
    hands.go_on()
    assert is_over(hands.reader)
    assert _figure(hands.reader, "right") == "2"
    hands.reader.press("High scores")
    assert "Fox" in _rows(hands.reader)


def test_what_was_missed_is_trained(begin: Begin) -> None:
    hands = _hands(begin(LIGHT))
    hands.choose_lane(5)
    assert not hands.reader.find("Start training").enabled
    assert hands.reader.has("There are no cards yet")
    _begin_lane(hands, 3)
    asked = play_on(hands, lambda number: False)
    assert len(asked) == 3
    hands.reader.press("Back to lanes")
    hands.choose_lane(5)
    assert hands.reader.has("Due now: 3")
    hands.start()
    _pause_hides(hands)
    assert {prompt for _, prompt in play_on(hands)} == {prompt for _, prompt in asked}
    hands.reader.press("Back to lanes")
    hands.choose_lane(5)
    assert hands.reader.has("Due now: 0"), hands.reader.names()
    assert not hands.reader.find("Start training").enabled


def test_two_players_run_a_relay_on_one_computer(begin: Begin) -> None:
    program = begin(DARK_LARGE)
    hands = _hands(program)
    hands.choose_lane(6)
    assert not hands.reader.find("Start relay").enabled
    hands.reader.press("Add player")
    dialog = Reader(dialog_of(program.window))
    dialog.write("Name", "Bird 단아")
    dialog.press("I’ve seen it all")
    dialog.press("Add to the relay")
    assert hands.reader.find("Bird 단아").checked
    hands.start()
    runners: list[str] = []
    while not is_over(hands.reader):
        assert Sight(hands.reader).hides_everything(), "the question must be hidden until its player is there"
        runners.append(next(name for name in hands.reader.names() if name.startswith("I’m ")))
        hands.take_baton()
        if len(runners) == 2:
            _pause_hides(hands)
        hands.answer(runners[-1] == runners[0])
        hands.go_on()
    assert runners == runners[:2] * 5
    assert len(set(runners)) == 2
    names = hands.reader.names()
    winner = runners[0].removeprefix("I’m ").removesuffix(", go")
    assert f"{winner} wins" in names
    hands.reader.press("Back to lanes")
    assert winner in hands.reader.find("6. Relay").name


def test_who_plays_is_chosen_from_the_list_of_players(begin: Begin) -> None:
    program = begin(DARK)
    reader = Reader(program.window)
    reader.press("Settings")
    reader.press("Add…")
    dialog = Reader(dialog_of(program.window))
    dialog.write("Name", "Bird 단아")
    dialog.press("Add and play")
    reader.press("Choose…")
    dialog = Reader(dialog_of(program.window))
    dialog.press("Fox")
    dialog.press("Switch to this player")
    reader.press("Play")
    assert reader.has("Player: Fox")
