"""Every mode from home to its end, and every kind of question, by key events alone; and out of a round and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.app import Program
from quizapp.game.question import Kind
from tests.e2e import packs
from tests.e2e.conftest import DARK, DARK_LARGE, DARK_SMALL, LIGHT, LIGHT_LARGE, LIGHT_SMALL, Begin, Look, Start
from tests.e2e.modes import LANES, ask_as_many, begin_mode
from tests.e2e.quiz_player import Key, KeyHands, Sight, dialog_of, focused, is_over, play_on, run_out_of_time
from tests.e2e.reader import Reader
from tests.play.conftest import Time

WAYS = {"pick", "tick", "write", "join", "order"}
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _at_home(begin: Begin, look: Look = LIGHT, **more: object) -> KeyHands:
    """At home, who plays having been said by keys."""
    hands = KeyHands(begin(look, name="", **more).window)
    hands.type("Fox")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Up, times=packs.EPISODES)
    hands.press(Key.Key_Return)
    assert hands.reader.has("Start sprint"), hands.reader.names()
    return hands


def _rows(reader: Reader) -> str:
    cells = (QAccessible.Role.Cell, QAccessible.Role.Row)
    return " | ".join(item.name for item in reader.items() if item.role in cells)


@pytest.mark.parametrize(
    ("mode", "look", "length"),
    [
        ("sprint", DARK_SMALL, 10),
        ("marathon", DARK_LARGE, None),
        ("daily", LIGHT_LARGE, 10),
        ("training", DARK, 3),
        ("relay", LIGHT_SMALL, 10),
        ("custom", LIGHT, 11),
    ],
)
def test_a_mode_is_played_to_its_end(begin: Begin, mode: str, look: Look, length: int | None) -> None:
    hands = _at_home(begin, look)
    begin_mode(hands, mode)
    asked = play_on(hands, lambda number: number % 2 == 0)
    assert len(asked) == (length or 6)
    if mode not in ("training", "relay"):
        hands.tab_to("High scores")
        hands.press(Key.Key_Space)
        assert "Fox" in _rows(hands.reader)
    hands.press(Key.Key_Escape)
    assert hands.reader.has("Lanes"), hands.reader.names()


def test_a_dash_ends_by_its_clock(begin: Begin, clock: Time) -> None:
    hands = _at_home(begin, LIGHT_SMALL)
    begin_mode(hands, "dash")
    for right in (True, False, True):
        hands.answer(right)
        hands.press(Key.Key_Return)
    run_out_of_time(hands.reader, clock)
    hands.press(Key.Key_Return)
    assert not is_over(hands.reader), "the key of an answer that came too late went on"
    QTest.qWait(450)
    hands.press(Key.Key_Return)
    assert is_over(hands.reader)


@pytest.mark.parametrize(("right", "look"), [(True, DARK), (False, LIGHT_LARGE)])
def test_every_kind_is_answered(begin: Begin, right: bool, look: Look) -> None:
    hands = _at_home(begin, look, pack=packs.small_pack(count=11))
    hands.choose_lane(7)
    ask_as_many(hands, 3)
    hands.tab_to("Start ")
    hands.start()
    asked = play_on(hands, lambda number: right)
    assert len(asked) == 13
    assert {way for way, _ in asked} == WAYS
    assert hands.reader.has("13 of 13 right" if right else "0 of 13 right")


def test_lanes_are_picked_by_digits_and_arrows_and_remember_who_plays(begin: Begin) -> None:
    hands = _at_home(begin, DARK_SMALL)
    starts = {1: "Start sprint", 2: "Start dash", 3: "Start marathon", 4: "Start daily race", 5: "Start training"}
    starts |= {6: "Start relay", 7: "Start custom"}
    for number, words in starts.items():
        hands.choose_lane(number)
        assert hands.reader.has(words)
    for number in range(6, 0, -1):
        hands.press(Key.Key_Up)
        assert hands.reader.has(starts[number])


# --- keys within a round ------------------------------------------------------------------------------------


def test_lifelines_and_appeals_by_function_keys(begin: Begin) -> None:
    hands = _at_home(begin, pack=packs.small_pack([Kind.SINGLE_CHOICE]))
    hands.start()
    hands.press(Key.Key_F2)
    assert hands.reader.has("Think of lane")
    hands.press(Key.Key_F4)
    gone = [item.name for item in hands.reader.items() if item.name[1:3] == ". " and not item.enabled]
    assert len(gone) == 2, hands.reader.names()
    before = Sight(hands.reader).prompt()
    hands.press(Key.Key_F3)
    assert Sight(hands.reader).prompt() != before
    assert not hands.reader.find("Skip").enabled
    hands.answer(False)
    for key, modifier, name in (
        (Key.Key_F8, Qt.KeyboardModifier.NoModifier, "My answer was right"),
        (Key.Key_F8, SHIFT, "Something is wrong here"),
    ):
        hands.press(key, modifier)
        assert _is_ticked(hands.reader, name)
        assert focused().accessibleName() == "Next", "Enter goes on after an appeal"
    hands.press(Key.Key_F8)
    assert not _is_ticked(hands.reader, "My answer was right"), "the same key takes it back"
    hands.go_on()
    assert Sight(hands.reader).options()


def _is_ticked(reader: Reader, name: str) -> bool:
    return any(item.checked for item in reader.items() if item.name.startswith(name))


@pytest.mark.parametrize("form", [Kind.MULTIPLE_CHOICE, packs.TYPED, Kind.MATCHING, Kind.ORDERING])
def test_a_pause_keeps_what_was_half_answered(begin: Begin, form: str) -> None:
    hands = _at_home(begin, pack=packs.small_pack([form]))
    hands.start()
    sight = Sight(hands.reader)
    if form == packs.TYPED:
        hands.type("hal")
    elif form == Kind.MULTIPLE_CHOICE:
        hands.press(Key.Key_B)
    elif form == Kind.MATCHING:
        hands.press(Key.Key_1)
        hands.press(Key.Key_B)
    else:
        hands.press(Key.Key_2)
        hands.press(Key.Key_Up, ALT)
    before = Sight(hands.reader).half_answered()
    for key in (Key.Key_F9, Key.Key_Escape):
        hands.press(key)
        assert Sight(hands.reader).hides_everything()
        hands.press(key)
        assert Sight(hands.reader).half_answered() == before
        assert Sight(hands.reader).prompt() == sight.prompt()
    if form == packs.TYPED:
        hands.type("f")
        assert Sight(hands.reader).typed() == "half"
    if form == Kind.MATCHING:
        hands.press(Key.Key_Backspace)
        assert "joined" not in " ".join(hands.reader.names())


def test_letters_and_digits_are_text_in_a_field_and_function_keys_still_act(begin: Begin) -> None:
    hands = _at_home(begin, pack=packs.small_pack([packs.TYPED]))
    hands.start()
    hands.type("a1hsp")
    assert Sight(hands.reader).typed() == "a1hsp"
    hands.press(Key.Key_F2)
    assert hands.reader.has("Think of lane")
    assert Sight(hands.reader).typed() == "a1hsp"
    hands.press(Key.Key_Backspace, times=5)
    hands.press(Key.Key_Return)
    assert not hands.reader.has("Next"), "an empty answer is none"
    prompt = Sight(hands.reader).prompt()
    hands.press(Key.Key_F3)
    assert Sight(hands.reader).prompt() != prompt


def test_what_was_missed_is_practised_from_the_result(begin: Begin) -> None:
    hands = _at_home(begin, LIGHT)
    hands.start()
    asked = play_on(hands, lambda number: number != 3)
    hands.press(Key.Key_P, CTRL)
    assert [prompt for _, prompt in play_on(hands)] == [asked[3][1]]


def test_a_challenge_goes_from_the_result_to_a_friend(begin: Begin) -> None:
    hands = _at_home(begin, DARK)
    hands.start()
    asked = play_on(hands)
    hands.press(Key.Key_C, CTRL)
    code = QApplication.clipboard().text()
    assert code
    hands.press(Key.Key_Escape)
    hands.tab_to("Have a code?")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_V, CTRL)
    hands.press(Key.Key_Return)
    again = play_on(hands)
    assert [prompt for _, prompt in again] == [prompt for _, prompt in asked]
    assert any("challenge" in name for name in hands.reader.names())


# --- out of a round and back --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", LANES)
def test_a_round_is_left_gone_on_with_and_given_up(begin: Begin, start: Start, mode: str) -> None:
    looks = (DARK, LIGHT_LARGE, DARK_SMALL, LIGHT)
    hands = _at_home(begin, looks[LANES[mode] % len(looks)])
    begin_mode(hands, mode)
    if mode == "relay":
        hands.take_baton()
    hands.answer(True)
    hands.go_on()
    if mode == "relay":
        hands.take_baton()
    before = Sight(hands.reader)
    hands.press(Key.Key_Escape)
    assert Sight(hands.reader).hides_everything()
    hands.tab_to("Leave, go on later")
    hands.press(Key.Key_Return)
    assert focused().accessibleName().startswith("Go on")

    hands = KeyHands(_started_again(start).window)
    hands.press(Key.Key_Return)
    if mode == "relay":
        assert Sight(hands.reader).hides_everything(), "after a start nobody knows who sits there"
        hands.take_baton()
    after = Sight(hands.reader)
    assert (after.prompt(), after.options(), after.lefts()) == (before.prompt(), before.options(), before.lefts())
    hands.press(Key.Key_Escape)
    hands.tab_to("Give up this round")
    hands.press(Key.Key_Space)
    dialog_of(hands.window).activateWindow()
    hands.tab_to("Give up")
    hands.press(Key.Key_Return)
    assert hands.reader.has("Lanes"), hands.reader.names()
    assert not hands.reader.has("Go on")


def _started_again(start: Start) -> Program:
    return start()
