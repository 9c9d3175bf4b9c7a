"""Keys in the real window: each does what the help says, once, where it makes sense, and harms nothing elsewhere."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from quizapp.app import Program
from quizapp.game.question import CHOICE_KINDS
from quizapp.game.round import Round
from quizapp.ui.help_dialog import HelpDialog
from quizapp.ui.main_window import MainWindow
from quizapp.ui.play import round_keys
from tests.e2e import packs
from tests.e2e.conftest import Start
from tests.e2e.reader import Reader

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
EVERY_KEY = (
    [Key(value) for value in (*range(Key.Key_0, Key.Key_9 + 1), *range(Key.Key_A, Key.Key_Z + 1))]
    + [Key(value) for value in range(Key.Key_F1, Key.Key_F12 + 1)]
    + [Key.Key_Return, Key.Key_Enter, Key.Key_Escape, Key.Key_Space, Key.Key_Tab, Key.Key_Backtab]
    + [Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageDown]
    + [Key.Key_Delete, Key.Key_Backspace, Key.Key_Menu]
)


@pytest.fixture
def round_begun(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Program, Reader]:
    """A Sprint of choices by a player who has seen everything, its first a single one with a hint; always the same."""
    packs.ship(monkeypatch, packs.write(packs.small_pack(sorted(CHOICE_KINDS)), tmp_path / packs.PACK_ID))
    monkeypatch.setattr(secrets, "token_hex", lambda size=None: "keys-0")
    return _begin(start)


def _begin(start: Start) -> tuple[Program, Reader]:
    program = start()
    reader = Reader(program.window)
    reader.write("Who plays?", "Sprinter")
    reader.press("I’ve seen it all")
    reader.press("Let’s run")
    reader.press("Start sprint")
    while not _round(program).can_fifty:
        page: Any = program.window._page("round")
        page._play.answer(page._play.round.current.options[:1])
        page._show_verdict()
        reader.press("Next")
    assert _round(program).can_hint
    return program, reader


def _round(program: Program) -> Round:
    page: Any = program.window._page("round")
    return page._play.round


def _focused() -> QWidget:
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    return focused


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    QTest.keyClick(_focused(), key, modifier)
    QApplication.processEvents()


def _hold(key: Qt.Key, times: int = 20) -> None:
    """The first press, its repeats as a held key sends them, and the release."""
    text = chr(key).lower() if key < 0x80 else ""
    for repeat in range(times):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if kind == QEvent.Type.KeyRelease and repeat == times - 1:
                continue
            QApplication.sendEvent(_focused(), QKeyEvent(kind, key, NO_MODIFIER, text, repeat > 0, 1))
    QApplication.sendEvent(_focused(), QKeyEvent(QEvent.Type.KeyRelease, key, NO_MODIFIER, text))
    QApplication.processEvents()


def _commit(text: str) -> None:
    """What an input method sends, such as a Korean one, when it takes the keys for itself."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(_focused(), event)
    QApplication.processEvents()


def _chosen(program: Program) -> tuple[int, ...]:
    """The places of the last answer, as they stood on the screen."""
    turn = _round(program).turns[-1]
    return tuple(turn.drawn.options.index(option) for option in turn.chosen)


def _verdicts(program: Program) -> int:
    return len(_round(program).turns)


def _typed(key: Qt.Key) -> Callable[[], None]:
    return lambda: _press(key)


def _committed(text: str) -> Callable[[], None]:
    return lambda: _commit(text)


WAYS_TO_B = {
    "2": _typed(Key.Key_2),
    "B": _typed(Key.Key_B),
    "shift B": lambda: _press(Key.Key_B, Qt.KeyboardModifier.ShiftModifier),
    "2 of the number pad": lambda: _press(Key.Key_2, Qt.KeyboardModifier.KeypadModifier),
    "input method 2": _committed("2"),
    "input method wide 2": _committed("２"),
    "input method ㅠ, the key of b": _committed("ㅠ"),
    "Tab and Enter": lambda: (_press(Key.Key_Tab), _press(Key.Key_Return))[0],
    "Tab and Space": lambda: (_press(Key.Key_Tab), _press(Key.Key_Space))[0],
    "held 2": lambda: _hold(Key.Key_2),
    "held B": lambda: _hold(Key.Key_B),
}


def test_every_way_to_answer_b_answers_b_once(round_begun: tuple[Program, Reader]) -> None:
    program, reader = round_begun
    for name, way in WAYS_TO_B.items():
        _make_single(program, reader)
        before = _verdicts(program)
        way()
        assert (_verdicts(program), _chosen(program)) == (before + 1, (1,)), name
        assert reader.has("Next"), name
        if _round(program).is_complete:
            _press(Key.Key_Return)
            reader.press("Play again")
        else:
            _hold(Key.Key_Return)  # goes on once, and answers nothing
            assert not _round(program).showing_verdict, name


def _make_single(program: Program, reader: Reader) -> None:
    """Puts the questions of other kinds aside, so that the key meets a single choice."""
    page: Any = program.window._page("round")
    while len(_round(program).current.options) < 3 or reader.has("Choose all that are right"):
        page._play.answer(page._play.round.current.options[:1])
        page._show_verdict()
        if _round(program).is_complete:
            reader.press("Next")
            reader.press("Play again")
        else:
            reader.press("Next")


def test_function_keys_help_once_and_only_while_a_question_is_asked(round_begun: tuple[Program, Reader]) -> None:
    program, reader = round_begun
    _hold(Key.Key_F2)
    assert len(_round(program).events) - _verdicts(program) == 1, "F2 held down used two lifelines"
    assert any(each.startswith("Hint") for each in reader.names())
    _press(Key.Key_F2)
    assert not _round(program).taken_away, "a second F2 must not spend 50:50"
    _press(Key.Key_F4)
    assert len(_round(program).taken_away) == 2
    _press(Key.Key_F4)
    prompt = _round(program).current.question.uid
    _hold(Key.Key_F3)
    assert _round(program).current.question.uid != prompt
    assert not _round(program).can_skip
    _press(Key.Key_1)
    if reader.has("Confirm"):
        _press(Key.Key_Return)
    events = len(_round(program).events)
    for key in (Key.Key_F2, Key.Key_F3, Key.Key_1, Key.Key_B, Key.Key_H, Key.Key_S):
        _press(key)
    assert len(_round(program).events) == events
    assert _round(program).showing_verdict


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F9])
def test_pause_hides_and_the_same_key_goes_on_but_a_held_one_does_not_flicker(
    round_begun: tuple[Program, Reader], key: Qt.Key
) -> None:
    program, reader = round_begun
    answers = reader.answers()
    _hold(key)
    assert _round(program).paused
    assert reader.answers() == []
    assert program.window.isVisible(), "Esc never quits"
    for other in EVERY_KEY:
        if other in (Key.Key_Return, Key.Key_Enter, Key.Key_Escape, Key.Key_F9, Key.Key_F1, Key.Key_Space):
            continue
        if other not in (Key.Key_Tab, Key.Key_Backtab):
            _press(other)
    assert _round(program).paused
    assert not _round(program).turns or _verdicts(program) == len(_round(program).turns)
    _press(key)
    assert not _round(program).paused
    assert reader.answers() == answers


def test_f1_shows_the_keys_beside_the_round_and_closing_them_comes_back(round_begun: tuple[Program, Reader]) -> None:
    program, reader = round_begun
    answers = reader.answers()
    _hold(Key.Key_F1)
    helps = [each for each in program.window.findChildren(HelpDialog) if each.isVisible()]
    assert len(helps) == 1
    assert not helps[0].isModal()
    QTest.keyClick(helps[0], Key.Key_Escape)
    QApplication.processEvents()
    assert not [each for each in program.window.findChildren(HelpDialog) if each.isVisible()]
    assert not _round(program).paused, "Esc closed the help and nothing else"
    assert reader.answers() == answers


def test_single_letters_act_only_where_they_are_switched_on(round_begun: tuple[Program, Reader]) -> None:
    program, reader = round_begun
    for key in (Key.Key_H, Key.Key_S, Key.Key_P):
        _press(key)
        _commit(chr(key).lower())
    assert _round(program).can_hint
    assert _round(program).can_skip
    assert not _round(program).paused
    _press(Key.Key_Escape)
    reader.press("Leave, go on later")
    reader.press("Settings")
    reader.press("Single-letter keys")
    _press(Key.Key_Escape)
    reader.press("Go on")
    _hold(Key.Key_H)
    assert not _round(program).can_hint
    assert not _round(program).taken_away
    _press(Key.Key_P)
    assert _round(program).paused
    _press(Key.Key_P)
    assert not _round(program).paused
    prompt = _round(program).current.question.uid
    _commit("ㄴ")  # the key of s on a Korean keyboard
    assert _round(program).current.question.uid != prompt


def test_no_key_does_harm_on_the_pages_beside_the_round(start: Start) -> None:
    program = start()
    reader = Reader(program.window)
    field = _focused()
    assert isinstance(field, QLineEdit)
    for key in (Key.Key_1, Key.Key_B, Key.Key_H, Key.Key_S, Key.Key_P, Key.Key_E):
        _press(key)
    assert field.text().upper() == "1BHSPE", "in a text field letters and digits are text"
    _press(Key.Key_F9)
    _press(Key.Key_Escape)
    assert reader.has("Who plays?"), "the first start cannot be skipped by Esc"
    reader.write("Who plays?", "Sprinter")
    reader.press("I’ve seen it all")
    reader.press("Let’s run")

    starting = (Key.Key_Return, Key.Key_Enter, Key.Key_Space)
    for page in ("Play", "Scores", "Settings"):
        for key in EVERY_KEY:
            if key in starting or (page == "Settings" and key in (Key.Key_Left, Key.Key_Right)):
                continue
            reader.press(page)
            _press(key)
            _close_dialogs(program.window)
            assert program.window.isVisible(), (page, key)
            assert program.window._current_name in ("home", "scores", "settings"), (page, key)
    reader.press("Play")
    _press(Key.Key_1)
    assert reader.find("Start sprint").enabled
    lobby: Any = program.window.lobby
    assert lobby.open_round() is None


def _close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
    QApplication.processEvents()
    window.activateWindow()


def test_enter_starts_once_even_when_it_is_held(start: Start) -> None:
    program = start()
    reader = Reader(program.window)
    reader.write("Who plays?", "Sprinter")
    reader.press("Let’s run")
    assert _focused().accessibleName() == "Start sprint"
    _hold(Key.Key_Return)
    assert reader.has("Question 1 of 10")
    assert not _round(program).turns


def test_the_result_takes_enter_and_esc_and_no_key_that_was_held_before(
    round_begun: tuple[Program, Reader],
) -> None:
    program, reader = round_begun
    page: Any = program.window._page("round")
    while not _round(program).is_complete:
        page._play.answer(page._play.round.current.options[:1])
        page._show_verdict()
        if not _round(program).is_complete:
            reader.press("Next")
    _hold(Key.Key_Return)
    assert reader.has("Play again"), "the Enter that closed the last verdict did not start the next round"
    for key in (Key.Key_1, Key.Key_B, Key.Key_F2, Key.Key_F3, Key.Key_F9):
        _press(key)
    assert reader.has("Play again")
    _press(Key.Key_Escape)
    assert reader.has("Start sprint")


def test_a_minimised_window_pauses_and_shows_nothing_of_the_question(round_begun: tuple[Program, Reader]) -> None:
    program, reader = round_begun
    answers = reader.answers()
    program.window.showMinimized()
    QTest.qWait(20)
    assert _round(program).paused
    program.window.showNormal()
    program.window.activateWindow()
    QTest.qWait(20)
    assert _round(program).paused, "coming back does not show the question before its player says so"
    assert reader.answers() == []
    reader.press("Go on")
    assert reader.answers() == answers


def test_a_window_closed_in_the_middle_of_a_round_loses_nothing(
    round_begun: tuple[Program, Reader], start: Start
) -> None:
    program, reader = round_begun
    _press(Key.Key_F2)
    answers = reader.answers()
    number = next(name for name in reader.names() if name.startswith("Question "))
    program.window.close()
    again = Reader(start().window)
    assert again.find("Go on").focused, "Enter goes on with what was begun"
    _press(Key.Key_Return)
    assert again.has(number)
    assert again.answers() == answers
    assert not again.find("Hint").enabled, "the lifeline that was used is used"


def test_a_window_closed_under_a_verdict_goes_on_after_it(round_begun: tuple[Program, Reader], start: Start) -> None:
    program, reader = round_begun
    _press(Key.Key_1)
    score = next(name for name in reader.names() if name.startswith("Score "))
    answered = len(_round(program).answered)
    program.window.close()
    again = Reader(start().window)
    _press(Key.Key_Return)
    assert again.has(f"Question {answered + 1} of 10")
    assert again.has(score)


def test_the_help_names_the_keys_that_the_round_knows() -> None:
    """The table is written by hand; what it promises must be what the round listens to."""
    for key in (Key.Key_F2, Key.Key_F3, Key.Key_F9, Key.Key_Escape, Key.Key_Return, Key.Key_1, Key.Key_9, Key.Key_F):
        event = QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER, chr(key) if key < 0x80 else "")
        assert round_keys.of_event(event, single_letters=False) is not None, key
