"""A word to the author under a verdict: said with a key or a press, taken back with another, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.records import AppealKind
from quizapp.ui.play import round_actions
from tests.e2e.reader import Reader
from tests.ui.fakes import PLAYER, single, typed
from tests.ui.page_host import SIZES, assert_nothing_cut, named, press, write
from tests.ui.painted import still_theme
from tests.ui.round_rig import Begin, Rounds, caps

RIGHT, WRONG = AppealKind.MY_ANSWER_WAS_RIGHT, AppealKind.SOMETHING_IS_WRONG
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


def test_f8_says_that_the_answer_was_right_and_takes_it_back(begin: Begin) -> None:
    _, play = begin(typed(1))
    write("Mr Gold")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F8)
    assert play.appeals() == {RIGHT}
    assert play.bank.appeals_kept[0].typed == "Mr Gold"
    press(Qt.Key.Key_F8)
    assert play.appeals() == frozenset()


def test_shift_f8_says_that_something_is_wrong_after_any_answer(begin: Begin) -> None:
    _, play = begin()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_F8)
    assert play.appeals() == frozenset(), "a right answer needs no appeal"
    press(Qt.Key.Key_F8, SHIFT)
    assert play.appeals() == {WRONG}


def test_r_does_the_same_where_single_letters_are_switched_on(begin: Begin) -> None:
    window, play = begin(player=replace(PLAYER, single_letter_keys=True))
    press(Qt.Key.Key_2)
    assert (["Shift+F8", "R"], "report a mistake") in caps(window)
    press(Qt.Key.Key_R)
    assert play.appeals() == {WRONG}


def test_nothing_is_said_of_a_question_that_is_asked(begin: Begin) -> None:
    _, play = begin()
    for modifier in (Qt.KeyboardModifier.NoModifier, SHIFT):
        press(Qt.Key.Key_F8, modifier)
    assert not play.bank.appeals_kept


def test_the_words_are_buttons_with_names_and_say_what_was_done(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_actions, "announce", lambda widget, text: said.append(text))
    window, play = begin()
    press(Qt.Key.Key_2)
    reader = Reader(window)
    for name, kind, noted in (
        ("My answer was right", RIGHT, "✓ Answer noted"),
        ("Something is wrong here", WRONG, "✓ Mistake noted"),
    ):
        reader.press(name)
        assert kind in play.appeals()
        assert said[-1] == "Noted for the author"
        button = named(window, QAbstractButton, name)
        assert button.isChecked()
        assert button.plain_text() == noted  # type: ignore[attr-defined]
    reader.press("My answer was right")
    assert play.appeals() == {WRONG}
    assert said[-1] == "Taken back"


def test_after_a_word_enter_goes_on(begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_2)
    named(window, QAbstractButton, "Something is wrong here").click()
    press(Qt.Key.Key_Return)
    assert not play.round.showing_verdict
    assert len(play.bank.appeals_kept) == 1
    press(Qt.Key.Key_2)
    assert not named(window, QAbstractButton, "Something is wrong here").isChecked()


def test_only_an_answer_that_did_not_count_in_full_can_be_defended(begin: Begin) -> None:
    window, _ = begin()
    press(Qt.Key.Key_1)
    assert not Reader(window).has("My answer was right")
    assert Reader(window).has("Something is wrong here")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_2)
    assert Reader(window).has("My answer was right")


def test_a_failed_write_is_told_and_nothing_looks_noted(begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_2)
    play.bank.fails = True
    press(Qt.Key.Key_F8)
    assert len(window.told) == 1
    assert not named(window, QAbstractButton, "My answer was right").isChecked()
    play.bank.fails = False
    press(Qt.Key.Key_F8)
    assert play.appeals() == {RIGHT}


def test_a_key_held_down_says_it_once(begin: Begin) -> None:
    from tests.ui.round_rig import held

    _, play = begin()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_F8)
    for _ in range(5):
        held(Qt.Key.Key_F8)
    assert play.appeals() == {RIGHT}


@pytest.mark.parametrize("size", SIZES)
def test_the_words_have_room_in_every_size(begin: Begin, size: tuple[int, int]) -> None:
    window, _ = begin(single(1), size=(size[0] - 60, size[1] - 30))
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_F8)
    assert_nothing_cut(window)
    for name in ("My answer was right", "Something is wrong here"):
        assert named(window, QAbstractButton, name).isVisible()
