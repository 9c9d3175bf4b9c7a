"""Typed answers: the field takes letters and input methods, and the verdict says how the spelling compares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.grading import Verdict
from quizapp.game.question import Kind
from quizapp.game.rules import CustomRules, Mode
from quizapp.ui.play.marked_text import MarkedText, pieces_with_marks
from quizapp.ui.play.typed_answer import LENGTH_MAX, AnswerField
from tests.e2e.reader import Reader
from tests.ui.fakes import PLAYER, missing_word, single, typed
from tests.ui.page_host import SIZES, assert_nothing_cut, press, write
from tests.ui.painted import still_theme
from tests.ui.round_rig import Begin, Rounds, held, labels, text_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


def _field(window: QWidget) -> AnswerField:
    found = [each for each in window.findChildren(AnswerField) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def _note(window: QWidget) -> str:
    note = window.findChild(MarkedText, "typed_note")
    return note.text() if note is not None and note.isVisible() else ""


def _compose(field: QLineEdit, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


# --- typing ------------------------------------------------------------


def test_an_answer_is_typed_and_enter_confirms_it(begin: Begin) -> None:
    window, play = begin(typed(1))
    assert _field(window).hasFocus()
    assert _field(window).accessibleName() == "Your answer"
    press(Qt.Key.Key_Return)
    write("  ")
    press(Qt.Key.Key_Return)
    assert not play.round.turns
    write("Ki Seon-gyeom")
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.RIGHT
    assert play.round.turns[-1].text == "Ki Seon-gyeom"


def test_an_answer_is_typed_and_confirmed_by_accessible_names(begin: Begin) -> None:
    window, play = begin(typed(1))
    reader = Reader(window)
    reader.write("Your answer", "기선겸")
    reader.press("Confirm")
    assert play.round.turns[-1].verdict is Verdict.RIGHT
    assert reader.has("Your answer, right")
    reader.press("Next")
    assert play.round.question_number == 2


def test_digits_and_letters_are_typed_and_act_nowhere_else(begin: Begin) -> None:
    from dataclasses import replace

    window, play = begin(typed(1), player=replace(PLAYER, single_letter_keys=True))
    write("h2 s1 p r")
    assert _field(window).text() == "h2 s1 p r"
    assert not play.bank.writes
    assert not play.round.paused


@pytest.mark.parametrize(("key", "action"), [(Qt.Key.Key_F2, "hint"), (Qt.Key.Key_F3, "skip")])
def test_function_keys_work_inside_the_field(begin: Begin, key: Qt.Key, action: str) -> None:
    _, play = begin(typed(1))
    press(key)
    assert [event.action for event in play.bank.writes] == [action]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F9])
def test_a_pause_from_the_field_keeps_what_was_typed(begin: Begin, key: Qt.Key) -> None:
    window, play = begin(typed(1))
    write("Ki Se")
    press(key)
    assert play.round.paused
    press(Qt.Key.Key_Return)
    assert _field(window).hasFocus()
    write("on-gyeom")
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].text == "Ki Seon-gyeom"


def test_enter_held_down_confirms_nothing_and_does_not_go_on(begin: Begin) -> None:
    _, play = begin(typed(1))
    write("Ki Seon-gyeom")
    held(Qt.Key.Key_Return)
    assert not play.round.turns
    press(Qt.Key.Key_Return)
    for _ in range(10):
        held(Qt.Key.Key_Return)
    assert play.round.showing_verdict


def test_confirm_is_there_only_once_there_is_something(begin: Begin) -> None:
    window, _ = begin(typed(1))
    assert not window.page._stage.lifelines.can_confirm()
    write("a")
    assert window.page._stage.lifelines.can_confirm()
    assert (["Enter"], "confirm") in window.page.hints()
    press(Qt.Key.Key_Backspace)
    assert not window.page._stage.lifelines.can_confirm()


def test_the_field_is_empty_for_the_next_question(begin: Begin) -> None:
    window, _ = begin(typed(1), typed(2))
    write("Somebody")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert _field(window).text() == ""
    assert not _field(window).isReadOnly()
    assert _field(window).hasFocus()
    assert _note(window) == ""


# --- input methods ------------------------------------------------------------


def test_enter_takes_over_a_syllable_in_the_making_and_the_next_one_confirms(begin: Begin) -> None:
    window, play = begin(typed(1))
    field = _field(window)
    _compose(field, "", "기선")
    _compose(field, "겸")
    press(Qt.Key.Key_Return)
    assert not play.round.turns
    assert field.text() == "기선겸"
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].text == "기선겸"
    assert play.round.turns[-1].verdict is Verdict.RIGHT


def test_confirm_takes_over_a_syllable_in_the_making(begin: Begin) -> None:
    window, play = begin(typed(1))
    _compose(_field(window), "", "기선")
    _compose(_field(window), "겸")
    window.page._stage.lifelines.confirmed.emit()
    assert play.round.turns[-1].text == "기선겸"


def test_what_is_composed_in_the_field_does_not_act_as_keys(begin: Begin) -> None:
    window, play = begin(typed(1))
    for syllable in ("ㅁ", "ㅗ", "ㄴ"):
        _compose(_field(window), syllable)
        _compose(_field(window), "", syllable)
    assert not play.bank.writes
    assert _field(window).text() == "ㅁㅗㄴ"


# --- long texts ------------------------------------------------------------


def test_a_text_that_is_too_long_is_cut_and_that_is_said(begin: Begin) -> None:
    window, play = begin(typed(1))
    QApplication.clipboard().setText("가" * 5_000)
    _field(window).paste()
    assert len(_field(window).text()) == LENGTH_MAX
    assert f"Only the first {LENGTH_MAX} characters count." in labels(window)
    press(Qt.Key.Key_Backspace)
    assert f"Only the first {LENGTH_MAX} characters count." not in labels(window)
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.WRONG


@pytest.mark.parametrize("text", ["<b>R&D</b>", "\u202eשלום", "😀" * 40, "a" * 200, "\x00\x1b[31m", "%n%s{answer}"])
def test_any_text_is_shown_as_it_is(begin: Begin, text: str) -> None:
    window, play = begin(typed(1))
    _field(window).setText(text)
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.WRONG
    assert _note(window) == "Accepted answer: Ki Seon-gyeom 기선겸"


# --- the verdict ------------------------------------------------------------


def test_a_slip_is_right_and_both_spellings_are_shown(begin: Begin) -> None:
    window, play = begin(typed(1))
    write("ki seon gyoem")
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.SLIP
    assert text_of(window, "verdict") == "Close enough: Ki Seon-gyeom 기선겸."
    assert _note(window) == "Close enough — accepted: Ki Seon-gyeom 기선겸"
    names = Reader(window).names()
    assert "You typed: ki seon gyoem" in names
    assert "Spelled: Ki Seon-gyeom" in names
    assert _field(window).accessibleName() == "Your answer, accepted with a slip"
    assert play.round.streak == 1


def test_another_spelling_is_right_and_the_usual_one_is_told(begin: Begin) -> None:
    window, play = begin(typed(1))
    write("ki seon gyum")
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.RIGHT
    assert _note(window) == "The same person — usually spelled Ki Seon-gyeom 기선겸"
    assert _field(window).accessibleName() == "Your answer, right"


def test_the_exact_answer_needs_no_note(begin: Begin) -> None:
    window, _ = begin(typed(1))
    write("ki seon-gyeom")
    press(Qt.Key.Key_Return)
    assert _note(window) == ""
    assert text_of(window, "verdict") == "Right!"


def test_a_wrong_answer_stays_to_be_read_beside_the_accepted_one(begin: Begin) -> None:
    window, _ = begin(typed(1))
    write("Oh Mi-joo")
    press(Qt.Key.Key_Return)
    assert text_of(window, "verdict") == "Not this time. It was Ki Seon-gyeom 기선겸."
    assert _field(window).text() == "Oh Mi-joo"
    assert _field(window).isReadOnly()
    assert _field(window).accessibleName() == "Your answer, wrong"
    assert _note(window) == "Accepted answer: Ki Seon-gyeom 기선겸"


def test_what_else_would_have_counted_is_shown(begin: Begin) -> None:
    window, _ = begin(typed(1), size=(1200, 764))
    write("Ki Seon-gyeom")
    press(Qt.Key.Key_Return)
    shown = labels(window)
    assert "Also accepted" in shown
    assert {"Seon-gyeom", "기선겸"} <= set(shown)


def test_time_that_is_up_leaves_what_was_typed(qtbot: QtBot, begin: Begin) -> None:
    rules = CustomRules(answer_limit_ms=10_000, kinds=tuple(sorted(Kind)))
    window, play = begin(typed(1), mode=Mode.CUSTOM, custom=rules)
    write("Ki Se")
    for _ in range(4):
        play.time.pass_ms(3_000)
        window.page._time._tick()
        if play.round.turns:
            break
    assert play.round.turns[-1].verdict is Verdict.TIMED_OUT
    assert text_of(window, "verdict") == "Time is up. Right answer: Ki Seon-gyeom 기선겸."
    assert _field(window).text() == "Ki Se"
    assert _field(window).accessibleName() == "Your answer, too late"


def test_a_missing_word_is_typed_and_any_of_its_forms_counts(begin: Begin) -> None:
    window, play = begin(missing_word(1))
    assert text_of(window, "prompt_note") == "Type the missing word."
    assert window.page._stage.prompt.label.accessibleName() == "A cup of blank before the rain"
    write("green tea")
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.RIGHT


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", ["ki seon gyoem", "Oh Mi-joo", "a" * 200])
def test_nothing_is_cut_and_nothing_moves(begin: Begin, size: tuple[int, int], text: str) -> None:
    window, _ = begin(typed(1), single(2), size=(size[0] - 60, size[1] - 30))
    field, before = _field(window), _field(window).geometry()
    _field(window).setText(text)
    press(Qt.Key.Key_Return)
    assert_nothing_cut(window)
    assert field.geometry() == before


# --- texts with marks ------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("gyoem", "plain")]),
        ([(1, 3)], [("g", "plain"), ("yo", "marked"), ("em", "plain")]),
        ([(3, 99), (-4, 1)], [("g", "marked"), ("yo", "plain"), ("em", "marked")]),
        ([(0, 3), (2, 4), (2, 2)], [("gyo", "marked"), ("e", "marked"), ("m", "plain")]),
    ],
)
def test_a_text_is_cut_at_its_marks(spans: list[tuple[int, int]], expected: list[tuple[str, str]]) -> None:
    assert pieces_with_marks("gyoem", spans) == expected


def test_a_marked_text_wraps_and_grows(qtbot: QtBot) -> None:
    text = MarkedText(15)
    qtbot.addWidget(text)
    text.set_pieces([("Close enough ", "bold"), ("😀 a " * 60, "plain"), ("기선겸", "quiet"), ("x" * 90, "marked")])
    assert text.heightForWidth(200) > text.heightForWidth(600) > 0
    text.resize(200, text.heightForWidth(200))
    assert not text.grab().isNull()
