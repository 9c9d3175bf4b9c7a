"""Lifelines, several right answers, and keys: what is offered is what works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.grading import Verdict
from quizapp.game.question import Distractor, Source
from quizapp.game.rules import CustomRules, Mode
from quizapp.game.turns import Action
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.choice_button import ChoiceButton, ChoiceState
from quizapp.ui.play.lifeline_panel import LifelinePanel
from quizapp.ui.play.round_reading import ReadingArea, SourceList
from quizapp.ui.play.track_strip import TrackStrip
from tests.e2e.reader import Reader
from tests.ui.fakes import PACK, PLAYER, FakePlay, several, true_false
from tests.ui.page_host import PageHost, named, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import Begin, Rounds, answers_of, caps, labels, states, text_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


# --- several right answers, true and false ------------------------------------------------------------


def test_several_answers_are_marked_and_confirmed(begin: Begin) -> None:
    window, play = begin(several(1))
    assert "Choose all that are right, then confirm." in labels(window)
    confirm = named(window, QAbstractButton, "Confirm")
    press(Qt.Key.Key_Return)
    assert not confirm.isEnabled()
    assert not play.round.turns
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.PARTLY
    assert text_of(window, "verdict") == "Partly right: 1 of 2."
    assert states(window)[:2] == [ChoiceState.CHOSEN_RIGHT, ChoiceState.MISSED]


def test_wrong_marks_are_counted_against_right_ones_and_said(begin: Begin) -> None:
    five = several(1, answers=("Tea", "Milk", "Water"), distractors=(Distractor("Ink"), Distractor("Glue")))
    window, _ = begin(five)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        press(key)
    press(Qt.Key.Key_Return)
    assert text_of(window, "verdict") == "Partly right: 2 of 3, and 1 wrong."


def test_a_single_choice_shows_neither_marks_nor_confirm(begin: Begin) -> None:
    window, _ = begin(several(1))
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert not Reader(window).has("Confirm")
    assert "Choose all that are right, then confirm." not in labels(window)


def test_a_statement_is_true_or_false(begin: Begin) -> None:
    window, _ = begin(true_false(1))
    press(Qt.Key.Key_B)
    assert text_of(window, "verdict") == "Not this time. It is true."


# --- lifelines ------------------------------------------------------------


def test_f2_shows_the_hint_once_and_f4_takes_two_away(begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_F2)
    assert text_of(window, "hint") == "She also reads the leaves of scene 1."
    press(Qt.Key.Key_F2)
    assert [event.action for event in play.bank.writes] == [Action.HINT], "a second F2 must not spend 50:50"
    press(Qt.Key.Key_F4)
    assert [event.action for event in play.bank.writes] == [Action.HINT, Action.FIFTY]
    assert states(window).count(ChoiceState.TAKEN) == 2
    press(Qt.Key.Key_F4)
    assert len(play.bank.writes) == 2


def test_f2_takes_two_away_where_no_hint_is_left(begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F2)
    assert play.bank.writes[-1].action is Action.FIFTY
    assert states(window).count(ChoiceState.TAKEN) == 2


def test_a_lifeline_has_a_button_of_its_own_and_leaves_the_focus_on_an_answer(begin: Begin) -> None:
    window, play = begin()
    named(window, QAbstractButton, "50:50").setFocus()
    press(Qt.Key.Key_Return)
    assert play.round.taken_away
    focused = QApplication.focusWidget()
    assert isinstance(focused, ChoiceButton)
    assert focused.state() is ChoiceState.OPEN
    assert not named(window, QAbstractButton, "50:50").isEnabled()


def test_an_answer_that_was_taken_away_cannot_be_chosen(begin: Begin) -> None:
    window, play = begin()
    named(window, QAbstractButton, "50:50").click()
    taken = states(window).index(ChoiceState.TAKEN)
    press(Qt.Key(Qt.Key.Key_1 + taken))
    QTest.mouseClick(answers_of(window)[taken], Qt.MouseButton.LeftButton)
    assert not play.round.turns


def test_a_skipped_question_gives_its_number_to_the_next_and_leaves_no_plate(begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_F3)
    assert text_of(window, "prompt") == "Who pours the tea in scene 2?"
    assert "Question 1 of 10" in labels(window)
    assert window.findChild(TrackStrip).accessibleName() == "Question 1 of 10, 0 right, 0 wrong"  # type: ignore[union-attr]
    assert answers_of(window)[0].hasFocus()
    press(Qt.Key.Key_F3)
    assert len(play.round.turns) == 1


def test_lifelines_say_why_they_are_of_no_use(begin: Begin) -> None:
    window, _ = begin(true_false(1, hint=""))
    shown = labels(window)
    assert "Only for one right answer among four." in shown
    assert "This question has none." in shown
    assert "Another question instead. 1 left" in shown
    assert not named(window, QAbstractButton, "Hint").isEnabled()


# --- hints and single letters ------------------------------------------------------------


def _words(window: PageHost) -> list[str]:
    return [words for _, words in caps(window)]


def test_the_hint_bar_names_only_keys_that_do_something_now(begin: Begin) -> None:
    window, _ = begin()
    assert caps(window)[0] == (["A–D", "1–4"], "answer")
    assert _words(window) == ["answer", "hint", "50:50", "skip", "pause"]
    press(Qt.Key.Key_F2)
    assert _words(window) == ["answer", "50:50", "skip", "pause"]
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F3)
    assert _words(window) == ["answer", "pause"]
    press(Qt.Key.Key_1)
    assert _words(window) == ["next question", "report a mistake", "pause"]
    press(Qt.Key.Key_Escape)
    assert _words(window) == ["go on"]


def test_the_hint_bar_speaks_of_marks_and_of_two_answers(begin: Begin) -> None:
    window, _ = begin(several(1), true_false(2))
    assert _words(window)[:2] == ["mark", "hint"]
    press(Qt.Key.Key_1)
    assert _words(window)[:2] == ["mark", "confirm"]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert caps(window)[0] == (["A–B", "1–2"], "answer")


def test_the_last_verdict_leads_to_the_result(begin: Begin) -> None:
    window, play = begin()
    for _ in range(9):
        play.give(0)
    window.page.begin(play)
    press(Qt.Key.Key_1)
    assert _words(window)[0] == "see the result"


def test_the_keys_on_the_buttons_are_those_that_press_them(begin: Begin) -> None:
    window, _ = begin()
    assert [_cap(window, name) for name in ("50:50", "Hint", "Skip")] == ["F4", "F2", "F3"]
    press(Qt.Key.Key_F2)
    assert [_cap(window, name) for name in ("50:50", "Hint", "Skip")] == ["F4", "", "F3"]


def _cap(window: QWidget, name: str) -> str:
    return named(window, QAbstractButton, name)._key  # type: ignore[attr-defined]


def test_single_letters_act_only_when_they_are_switched_on(begin: Begin) -> None:
    window, play = begin()
    for key in (Qt.Key.Key_H, Qt.Key.Key_S, Qt.Key.Key_P):
        press(key)
    assert not play.bank.writes
    assert not play.round.paused
    assert all("H" not in keys and "S" not in keys and "P" not in keys for keys, _ in caps(window))


def test_single_letters_do_what_the_function_keys_do(begin: Begin) -> None:
    window, play = begin(player=replace(PLAYER, single_letter_keys=True))
    assert (["F2", "H"], "hint") in caps(window)
    assert _cap(window, "Hint") == "H"
    for key in (Qt.Key.Key_H, Qt.Key.Key_S, Qt.Key.Key_P):
        press(key)
    assert [event.action for event in play.bank.writes] == [Action.HINT, Action.SKIP]
    assert play.round.paused


def test_a_low_panel_with_a_clock_cuts_no_line(qtbot: QtBot) -> None:
    play = FakePlay((several(1),), mode=Mode.CUSTOM, custom=CustomRules(1, answer_limit_ms=15_000))
    play.show()
    panel = LifelinePanel()
    qtbot.addWidget(panel)
    panel.begin(play.round)
    panel.show_round(play.round, single_letters=False)
    panel.show_confirm(True, ready=False)
    panel.resize(1136, 98)
    panel.show()
    QApplication.processEvents()
    reading = panel.findChild(ReadingArea)
    assert reading is not None
    assert reading.verticalScrollBar().maximum() == 0


def test_a_source_without_an_address_stands_on_one_line(qtbot: QtBot) -> None:
    sources = SourceList()
    qtbot.addWidget(sources)
    sources.set_sources([Source("Run On Episode 1 Recap and what came after it", "", 1)], PACK, 1)
    one_line = PlainLabel("x", "caption").sizeHint().height()
    assert sources.heightForWidth(600) < 2 * one_line
    assert sources.heightForWidth(120) >= 2 * one_line


def test_a_page_that_tells_of_later_episodes_says_so_before_it_is_opened(qtbot: QtBot) -> None:
    sources = SourceList()
    qtbot.addWidget(sources)
    review = Source("Full Review", "https://example.org/review", 16)
    recap = Source("Recap 3", "https://example.org/3", 3, "12:30")
    sources.set_sources([recap, review], PACK, 3)
    shown = [label.text() for label in sources.findChildren(PlainLabel)]
    assert "· Episode 3 · 12:30" in shown
    assert "· tells up to episode 16" in shown
    assert sources.links()[1].accessibleDescription() == "tells up to episode 16, https://example.org/review"
