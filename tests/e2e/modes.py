"""The seven modes from home on, by keys alone."""

from __future__ import annotations

from tests.e2e.quiz_player import Key, KeyHands, dialog_of, play_on

LANES = {"sprint": 1, "dash": 2, "marathon": 3, "daily": 4, "training": 5, "relay": 6, "custom": 7}


def ask_as_many(hands: KeyHands, more: int) -> None:
    """In the custom lane: asks so many questions more than before."""
    hands.tab_to("Change the rules")
    hands.press(Key.Key_Space)
    dialog = dialog_of(hands.window)
    dialog.activateWindow()
    hands.tab_to("Number of questions")
    hands.press(Key.Key_Up, times=more)
    hands.press(Key.Key_Escape)
    assert not dialog.isVisible()
    hands.window.activateWindow()


def add_a_runner(hands: KeyHands, name: str) -> None:
    """In the relay's lane: somebody else who has seen everything."""
    hands.tab_to("Add player")
    hands.press(Key.Key_Space)
    dialog_of(hands.window).activateWindow()
    hands.type(name)
    hands.tab_to("I’ve seen it all")
    hands.press(Key.Key_Space)
    hands.tab_to("Add to the relay")
    hands.press(Key.Key_Return)
    hands.window.activateWindow()
    assert hands.reader.has(name)


def miss_something(hands: KeyHands) -> None:
    """A marathon with three misses, and back home."""
    hands.choose_lane(3)
    hands.start()
    play_on(hands, lambda number: False)
    hands.press(Key.Key_Escape)


def begin_mode(hands: KeyHands, mode: str) -> None:
    """From home to the first question of this mode, or to the hand-over before it."""
    if mode == "training":
        miss_something(hands)
    hands.choose_lane(LANES[mode])
    if mode == "relay":
        add_a_runner(hands, "Bird 단아")
    if mode == "custom":
        ask_as_many(hands, 1)
    hands.tab_to("Start ")
    hands.start()
