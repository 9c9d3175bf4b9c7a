"""Which key means what in a round, whatever keyboard layout or input method is on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from quizapp.game.round import Round

LETTERS = "ABCDEFGHI"
_CHOOSING_LETTERS = "ABCDEF"
# On the two-set Korean layout these syllables lie on the keys of the Latin letters.
_KOREAN_KEYS = {
    "ㅁ": "A",
    "ㅠ": "B",
    "ㅊ": "C",
    "ㅇ": "D",
    "ㄷ": "E",
    "ㄹ": "F",
    "ㅗ": "H",
    "ㄴ": "S",
    "ㅔ": "P",
    "ㄱ": "R",
}
_OTHER_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Wish(Enum):
    """What a key asks for."""

    CHOOSE = auto()
    CONFIRM = auto()
    HELP = auto()
    FIFTY = auto()
    SKIP = auto()
    PAUSE = auto()
    MY_ANSWER_WAS_RIGHT = auto()
    SOMETHING_IS_WRONG = auto()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A wish; `place` is the option chosen, 0 = the first, and `by_letter` whether by its letter or its digit."""

    wish: Wish
    place: int = -1
    by_letter: bool = False


_BY_KEY = {
    Qt.Key.Key_Return: Pressed(Wish.CONFIRM),
    Qt.Key.Key_Enter: Pressed(Wish.CONFIRM),
    Qt.Key.Key_F2: Pressed(Wish.HELP),
    Qt.Key.Key_F3: Pressed(Wish.SKIP),
    Qt.Key.Key_F4: Pressed(Wish.FIFTY),
    Qt.Key.Key_F8: Pressed(Wish.MY_ANSWER_WAS_RIGHT),
    Qt.Key.Key_F9: Pressed(Wish.PAUSE),
    Qt.Key.Key_Escape: Pressed(Wish.PAUSE),
}
_BY_LETTER = {
    "H": Pressed(Wish.HELP),
    "S": Pressed(Wish.SKIP),
    "P": Pressed(Wish.PAUSE),
    "R": Pressed(Wish.SOMETHING_IS_WRONG),
}


def of_event(event: QKeyEvent, *, single_letters: bool) -> Pressed | None:
    """What this key press asks for; None when it is not one of ours, or comes with Ctrl, Alt or Meta."""
    if event.modifiers() & _OTHER_MODIFIERS:
        return None
    key = event.key()
    if key == Qt.Key.Key_F8 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return Pressed(Wish.SOMETHING_IS_WRONG)
    if key in _BY_KEY:
        return _BY_KEY[Qt.Key(key)]
    if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
        return Pressed(Wish.CHOOSE, key - Qt.Key.Key_1)
    text = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else event.text()
    return of_text(text, single_letters=single_letters)


def of_text(text: str, *, single_letters: bool) -> Pressed | None:
    """What a character asks for, typed or committed by an input method."""
    letter = _KOREAN_KEYS.get(text, text.upper())
    if len(letter) != 1:
        return None
    if letter.isdecimal() and letter.isnumeric() and 1 <= int(letter) <= len(LETTERS):
        return Pressed(Wish.CHOOSE, int(letter) - 1)
    if letter in _CHOOSING_LETTERS:
        return Pressed(Wish.CHOOSE, _CHOOSING_LETTERS.index(letter), by_letter=True)
    return _BY_LETTER.get(letter) if single_letters else None


def help_lifeline(round_: Round) -> str:
    """What F2 does now: "hint", else "fifty", else nothing.

    Nothing where the hint is read already: who presses F2 twice wants to read it again, not to spend 50:50.
    """
    if round_.can_hint:
        return "hint"
    if round_.hint_shown:
        return ""
    return "fifty" if round_.can_fifty else ""


def key_cap(wish: Wish, *, single_letters: bool) -> str:
    """The key to show on a button."""
    letters = {Wish.HELP: "H", Wish.SKIP: "S"}
    keys = {Wish.HELP: "F2", Wish.SKIP: "F3", Wish.FIFTY: "F4", Wish.PAUSE: "Esc", Wish.CONFIRM: "Enter"}
    return letters.get(wish, keys.get(wish, "")) if single_letters else keys.get(wish, "")
