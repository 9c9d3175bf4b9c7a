"""A player of `packs.small_pack`: reads what a screen reader reads, and acts by accessible names or by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from quizapp.ui.main_window import MainWindow
from tests.e2e.reader import Item, Reader
from tests.play.conftest import Time

Key = Qt.Key
Way = Literal["pick", "tick", "write", "join", "order"]
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_LETTERED = re.compile(r"([A-I])\. (.+)")
_NUMBERED = re.compile(r"(\d)\. (.+)")
_QUOTED = re.compile(r"“([^”]+?)(?: [가-힣]+)?”")
_PROMPT = re.compile(r"(?<!Think of )[Ll]ane \d|Let us")
_STEPS_MAX = 60


class Sight:
    """What can be told from names, roles and states about the question that is asked."""

    def __init__(self, reader: Reader) -> None:
        self._items = reader.items()

    def way(self) -> Way:
        """How the question wants to be answered."""
        if self.typed() is not None:
            return "write"
        if any(re.fullmatch(r"Move .+ up", item.name) for item in self._items):
            return "order"
        if self.lefts() and self.options():
            return "join"
        return "tick" if any(item.role is QAccessible.Role.CheckBox for item in self._lettered()) else "pick"

    def typed(self) -> str | None:
        """What stands in the field to type in; None where there is no such field."""
        return next((item.value for item in self._items if item.role is _FIELD and item.name == "Your answer"), None)

    def half_answered(self) -> list[tuple[str, bool]]:
        """What was chosen, joined, moved or typed until now."""
        return [(item.name, item.checked) for item in self._items if item.role in _ACTING] + [(str(self.typed()), True)]

    def prompt(self) -> str:
        """The question."""
        texts = [item.name for item in self._items if item.role is QAccessible.Role.StaticText]
        return next((text for text in texts if _PROMPT.search(text)), "")

    def _lettered(self) -> list[Item]:
        return [item for item in self._items if _LETTERED.fullmatch(item.name) and item.role in _ACTING]

    def options(self) -> list[str]:
        """The texts that have letters, in their order."""
        return [item.name[3:].partition(", ")[0] for item in self._lettered()]

    def lefts(self) -> list[str]:
        """The texts that have numbers, in their order."""
        found = [item.name for item in self._items if item.role in _ACTING and _NUMBERED.fullmatch(item.name)]
        return [name[3:].partition(", ")[0] for name in found]

    def answers_can_be_given(self) -> bool:
        """Whether there is something to answer, rather than a verdict."""
        names = [item.name for item in self._items]
        return "Next" not in names and "Next, see result" not in names

    def hides_everything(self) -> bool:
        """Whether nothing of a question can be read."""
        shown = (self.prompt(), *self.options(), *self.lefts())
        return self.typed() is None and not any(shown)

    # What the texts of the pack say

    def to_choose(self, right: bool) -> list[int]:
        """The places of the options to choose."""
        options = self.options()
        if options == ["True", "False"]:
            is_true = self.prompt().endswith("true.")
            return [0 if is_true is right else 1]
        wanted = "yes" if right else "no"
        found = [place for place, text in enumerate(options) if text.startswith(wanted)]
        assert found, f"none of {options} says {wanted}"
        return found if right else found[:1]

    def to_write(self, right: bool) -> str:
        """The text to type."""
        quoted = _QUOTED.search(self.prompt())
        assert quoted is not None, f"{self.prompt()!r} does not say what to type"
        return quoted[1] if right else "xyzzy"

    def to_join(self, right: bool) -> list[int]:
        """For each left item the place of what belongs to it; when it is to be wrong, of what does not."""
        places = [self.options().index(left.replace("pair", "mate")) for left in self.lefts()]
        return places if right else [*places[1:], places[0]]

    def to_order(self, right: bool) -> list[str]:
        """The steps from top to bottom; when it is to be wrong, none follows its own forerunner."""
        return sorted(self.lefts(), reverse=not right)


_FIELD = QAccessible.Role.EditableText
_ACTING = (QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton)


class Hands(Protocol):
    """A way to act."""

    reader: Reader

    def answer(self, right: bool) -> Way: ...
    def go_on(self) -> None: ...
    def take_baton(self) -> None: ...
    def choose_lane(self, number: int) -> None: ...
    def start(self) -> None: ...


class NameHands:
    """Acts by names alone."""

    def __init__(self, window: QWidget) -> None:
        self.reader = Reader(window)

    def answer(self, right: bool) -> Way:
        """Answers the question, and confirms where that is asked for."""
        sight, reader = Sight(self.reader), self.reader
        way = sight.way()
        if way == "write":
            reader.write("Your answer", sight.to_write(right))
        elif way == "join":
            for left, place in zip(sight.lefts(), sight.to_join(right), strict=True):
                reader.press(f"{1 + sight.lefts().index(left)}. {left}")
                reader.press(f"{'ABCDEFGHI'[place]}. ")
        elif way == "order":
            self._order(sight.to_order(right))
        else:
            for place in sight.to_choose(right):
                reader.press(f"{'ABCDEFGHI'[place]}. {sight.options()[place]}")
        if way != "pick":
            reader.press("Confirm")
        return way

    def _order(self, wanted: Sequence[str]) -> None:
        for place, step in enumerate(wanted):
            for _ in range(Sight(self.reader).lefts().index(step) - place):
                self.reader.press(f"Move {step} up")

    def go_on(self) -> None:
        """From a verdict to what comes next."""
        self.reader.press("Next")

    def take_baton(self) -> None:
        """Says who plays now, where that is asked."""
        self.reader.press("I’m ")

    def choose_lane(self, number: int) -> None:
        """Chooses this lane of home."""
        self.reader.press(f"{number}. ")

    def start(self) -> None:
        """Starts what is chosen on home."""
        self.reader.press("Start ")


class KeyHands:
    """Acts by key events alone, sent to whatever has the focus."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.reader = Reader(window)

    def answer(self, right: bool) -> Way:
        """Answers the question, and confirms where that is needed."""
        sight = Sight(self.reader)
        way = sight.way()
        if way == "write":
            self.type(sight.to_write(right))
        elif way == "join":
            for place, partner in enumerate(sight.to_join(right)):
                self.press(digit(place))
                self.press(letter(partner))
        elif way == "order":
            self._order(sight.to_order(right))
        else:
            # Letters and digits do the same; multiple choice is ticked by letters, the rest by digits.
            for place in sight.to_choose(right):
                self.press(letter(place) if way == "tick" else digit(place))
        if way != "pick":
            self.press(Key.Key_Return)
        return way

    def _order(self, wanted: Sequence[str]) -> None:
        for place, step in enumerate(wanted):
            at = Sight(self.reader).lefts().index(step)
            self.press(digit(at))
            for _ in range(at - place):
                self.press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    def answer_somehow(self) -> None:
        """Answers whatever any pack asks, right or wrong."""
        sight = Sight(self.reader)
        way = sight.way()
        if way == "write":
            self.type("run")
        elif way == "join":
            for place in range(len(sight.lefts())):
                self.press(digit(place))
                self.press(letter(place))
        elif way != "order":
            self.press(Key.Key_1)
        if way != "pick":
            self.press(Key.Key_Return)

    def go_on(self) -> None:
        """From a verdict to what comes next."""
        self.press(Key.Key_Return)

    def take_baton(self) -> None:
        """Says who plays now."""
        self.press(Key.Key_Return)

    def choose_lane(self, number: int) -> None:
        """Chooses this lane of home."""
        self.press(digit(number - 1))

    def start(self) -> None:
        """Starts what is chosen on home."""
        self.press(Key.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1) -> None:
        """Presses and releases a key."""
        for _ in range(times):
            QTest.keyClick(focused(), key, modifier)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Types a text; what has no key of its own is committed by an input method."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(focused(), character)
            else:
                compose("", character)
        QApplication.processEvents()

    def tab_to(self, name: str) -> None:
        """Presses Tab until the focus is on what begins with this name."""
        met: list[str] = []
        for _ in range(_STEPS_MAX):
            met.append(focused().accessibleName())
            if met[-1].startswith(name):
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {name!r}; it came to {met}")


def digit(place: int) -> Qt.Key:
    """The key of the option at this place."""
    return Key(Key.Key_1 + place)


def letter(place: int) -> Qt.Key:
    """The letter key of the option at this place."""
    return Key(Key.Key_A + place)


def compose(in_the_making: str, done: str = "") -> None:
    """What an input method sends to what has the focus: a text that is done, and one that is still in the making."""
    event = QInputMethodEvent(in_the_making, [])
    event.setCommitString(done)
    QApplication.sendEvent(focused(), event)
    QApplication.processEvents()


def focused() -> QWidget:
    """What has the keyboard focus."""
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def dialog_of(window: QWidget) -> QDialog:
    """The dialog that is open over the window."""
    QApplication.processEvents()
    found = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert found, "no dialog is open"
    return found[-1]


def let_pass(reader: Reader, clock: Time, ms: int) -> None:
    """Lets time pass, at least a second, and waits until the window has noticed."""
    before = _time_left(reader)
    clock.pass_ms(ms)
    for _ in range(500):
        QTest.qWait(10)
        if _time_left(reader) != before:
            return
    raise AssertionError(f"the time does not run; {reader.names()}")


def run_out_of_time(reader: Reader, clock: Time) -> None:
    """Lets the time of the question or of the round run out, in steps shorter than what counts as sleep."""
    while not reader.has("Next"):
        let_pass(reader, clock, 4_900)


def _time_left(reader: Reader) -> list[str]:
    return [name for name in reader.names() if name.startswith(("Time left", "Next"))]


def is_over(reader: Reader) -> bool:
    """Whether a result is shown."""
    return any(name.endswith(" finished") for name in reader.names())


def play_on(
    hands: Hands, right: Callable[[int], bool] = lambda number: True, *, most: int = 100, check: bool = True
) -> list[tuple[Way, str]]:
    """Plays from a question, or the hand-over before it, to the result; how and what was asked.

    `right(n)` says whether question n, from 0, is to be answered right. The verdict must say the same.
    """
    asked: list[tuple[Way, str]] = []
    while not is_over(hands.reader):
        assert len(asked) < most, "the round does not end"
        if hands.reader.has("I’m "):
            hands.take_baton()
        wanted, prompt = right(len(asked)), Sight(hands.reader).prompt()
        asked.append((hands.answer(wanted), prompt))
        if check:
            assert hands.reader.has("Right!" if wanted else "Not this time"), (prompt, hands.reader.names())
        hands.go_on()
    return asked
