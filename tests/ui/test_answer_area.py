"""Every way to answer on the round page: what is noted, what confirms, what keys mean, and what the verdict says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.question import Question
from quizapp.game.rules import CustomRules, Mode
from quizapp.ui.play import round_page
from quizapp.ui.play.category_card import CategoryCard
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.round_values import CardPlace, card_for
from tests.e2e.reader import Reader
from tests.ui.fakes import ALL_KINDS, PACK, matching, missing_word, ordering, several, single, typed
from tests.ui.page_host import SIZES, PageHost, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import Begin, Rounds, answer_rightly, caps, labels, states, text_of

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


def _words(window: PageHost) -> list[str]:
    return [words for _, words in caps(window)]


# --- what to do ------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (single(1), ""),
        (several(1), "Choose all that are right, then confirm."),
        (typed(1), "Type the answer."),
        (missing_word(1), "Type the missing word."),
        (missing_word(1, by_options=True), "Fill the gap."),
        (matching(1), "Join each on the left with one on the right."),
        (ordering(1), "Put them in order, first at the top."),
    ],
)
def test_below_the_prompt_stands_what_to_do(begin: Begin, question: Question, note: str) -> None:
    window, _ = begin(question)
    assert text_of(window, "prompt_note") == note
    assert not note or note in labels(window)


@pytest.mark.parametrize("question", [several(1), typed(1), missing_word(1), matching(1), ordering(1)])
def test_what_is_not_answered_by_choosing_alone_is_confirmed(begin: Begin, question: Question) -> None:
    window, _ = begin(question)
    assert Reader(window).has("Confirm")


@pytest.mark.parametrize("question", [single(1), missing_word(1, by_options=True)])
def test_what_is_answered_by_choosing_needs_no_confirming(begin: Begin, question: Question) -> None:
    window, play = begin(question)
    assert not Reader(window).has("Confirm")
    press(Qt.Key.Key_1)
    assert play.round.turns[-1].verdict is Verdict.RIGHT


def test_a_missing_word_has_only_its_first_form_among_the_options(begin: Begin) -> None:
    window, _ = begin(missing_word(1, by_options=True))
    assert Reader(window).answers() == ["A. tea", "B. coffee", "C. water", "D. milk"]
    press(Qt.Key.Key_F4)
    assert states(window).count(ChoiceState.TAKEN) == 2


# --- matching ------------------------------------------------------------


def test_pairs_are_joined_by_digits_and_letters_and_enter_confirms(begin: Begin) -> None:
    window, play = begin(matching(1))
    assert caps(window)[:2] == [(["1–3"], "left"), (["A–D"], "right")]
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_2, Qt.Key.Key_C):
        press(key)
    assert not named(window, QAbstractButton, "Confirm").isEnabled()
    for key in (Qt.Key.Key_3, Qt.Key.Key_B):
        press(key)
    assert _words(window)[2] == "confirm"
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].chosen == (0, 2, 1)
    assert play.round.turns[-1].verdict is Verdict.PARTLY
    assert text_of(window, "verdict") == "Partly right: 1 of 3 pairs."


def test_the_right_pairs_are_said(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_page, "announce", lambda widget, text: said.append(text))
    window, _ = begin(matching(1))
    for key in "1A2C3B":
        press(Qt.Key(ord(key)))
    press(Qt.Key.Key_Return)
    assert "The right pairs: Oh Mi-joo: Green tea; Ki Seon-gyeom: Barley tea; Seo Dan-ah: Black tea." in said[-1]
    assert any(name.endswith("wrong, right is B. Barley tea") for name in Reader(window).names())


def test_pairs_are_joined_by_names_alone(begin: Begin) -> None:
    window, play = begin(matching(1))
    reader = Reader(window)
    for name in ("1. Oh Mi-joo", "A. Green tea", "2. Ki Seon-gyeom", "B. Barley tea", "3. Seo Dan-ah", "C. Black tea"):
        reader.press(name)
    reader.press("Confirm")
    assert play.round.turns[-1].verdict is Verdict.RIGHT


# --- ordering ------------------------------------------------------------


def test_rows_are_moved_by_keys_and_enter_confirms(begin: Begin) -> None:
    window, play = begin(ordering(1))
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Down, ALT)
    assert "confirm" in _words(window)
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].chosen == (0, 2, 1, 3)
    assert text_of(window, "verdict") == "Not this time. No two that belong together follow each other."


def test_letters_do_nothing_to_an_order(begin: Begin) -> None:
    _, play = begin(ordering(1))
    before = QApplication.focusWidget()
    for key in (Qt.Key.Key_B, Qt.Key.Key_H):
        press(key)
    assert QApplication.focusWidget() is before
    assert not play.bank.writes


def test_part_of_an_order_counts_in_part_and_the_right_one_is_said(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_page, "announce", lambda widget, text: said.append(text))
    window, play = begin(ordering(1))
    press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].verdict is Verdict.PARTLY
    assert text_of(window, "verdict") == "Partly right: 1 of 3 follow each other as they should."
    assert "The right order: 1. Boil the water; 2. Warm the pot; 3. Add the leaves; 4. Pour the tea." in said[-1]


def test_an_order_is_moved_by_names_alone(begin: Begin) -> None:
    window, play = begin(ordering(1))
    Reader(window).press("Confirm")
    assert play.round.turns[-1].verdict is Verdict.RIGHT


# --- all of them ------------------------------------------------------------


def test_kinds_follow_each_other_without_leaving_a_trace(begin: Begin) -> None:
    window, play = begin(*ALL_KINDS)
    for question in ALL_KINDS:
        reader = Reader(window)
        assert play.round.current.question.kind is question.kind
        assert reader.has("Confirm") == window.page._stage.answers.needs_confirm()
        press(Qt.Key.Key_F9)
        assert not any(each.isVisible() for each in window.findChildren(CategoryCard))
        press(Qt.Key.Key_F9)
        answer_rightly(play)
        play.next_question()
        window.page.begin(play)
        window.page.activate()
    assert play.round.question_number == len(ALL_KINDS) + 1


@pytest.mark.parametrize("question", ALL_KINDS, ids=[each.uid for each in ALL_KINDS])
def test_time_that_is_up_gives_a_verdict_that_tells_the_answer(begin: Begin, question: Question) -> None:
    window, play = begin(question, mode=Mode.CUSTOM, custom=CustomRules(answer_limit_ms=10_000))
    for _ in range(4):
        if not play.round.turns:
            play.time.pass_ms(3_000)
            window.page._time._tick()
    assert play.round.turns[-1].verdict is Verdict.TIMED_OUT
    assert text_of(window, "verdict").startswith("Time is up.")
    assert Reader(window).has("Next")


def test_a_key_pressed_a_moment_too_late_does_not_go_on(begin: Begin, qtbot: QtBot) -> None:
    window, play = begin(typed(1), mode=Mode.CUSTOM, custom=CustomRules(answer_limit_ms=10_000))
    for _ in range(4):
        if not play.round.turns:
            play.time.pass_ms(3_000)
            window.page._time._tick()
    press(Qt.Key.Key_Return)
    assert play.round.showing_verdict
    qtbot.waitUntil(lambda: not window.page._just_late.isActive(), timeout=5_000)
    press(Qt.Key.Key_Return)
    assert not play.round.showing_verdict


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("question", ALL_KINDS, ids=[each.uid for each in ALL_KINDS])
def test_no_kind_is_cut_scrolls_or_moves(begin: Begin, question: Question, size: tuple[int, int]) -> None:
    window, play = begin(question, size=(size[0] - 60, size[1] - 30), shuffled=True)
    area = window.page._stage.answers
    assert_nothing_cut(window)
    assert area.shown().verticalScrollBar().maximum() == 0
    before = _places(window)
    answer_rightly(play)
    window.page._show_verdict()
    assert_nothing_cut(window)
    assert _places(window) == before


def _places(window: PageHost) -> list[QRect]:
    stage = window.page._stage
    widgets = (stage.card, stage.heading, stage.prompt, stage.answers)
    return [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in widgets]


# --- cards ------------------------------------------------------------

CATEGORIES = ("leaves", "people", "sayings", "songs", "cups")


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("by_options", [False, True])
def test_every_card_shows_the_gap_of_a_missing_word_and_fills_it(category: str, by_options: bool) -> None:
    question = missing_word(1, by_options=by_options, category=category)
    kind, asked = card_for(question, PACK, NameBook(PACK.names), CardPlace())
    _, answered = card_for(question, PACK, NameBook(PACK.names), CardPlace(answered=True))
    before, after = CategoryCard(kind, asked), CategoryCard(kind, answered)
    assert "A cup of blank before the rain" in before.accessibleName()
    assert "A cup of tea before the rain" in after.accessibleName()
    for card in (before, after):
        card.resize(640, 432)
    assert before.grab().toImage() != after.grab().toImage()


@pytest.mark.parametrize(
    ("prompt", "line"),
    [
        ("A cup of ___ before the rain", "A cup of ___ before the rain"),
        ("“I want to solve it because it’s ___”, says Mi-joo of him.", "I want to solve it because it’s ___"),
        ('She says "I must ___" and leaves him standing in the rain.', "I must ___"),
        ("Only when the old man is dying does she call him “___”.", "… does she call him “___”."),
        ("It changed her dark life, she says. She was only ___ then.", "She was only ___ then."),
        (
            "Before the kiss she warns that she may slip up if her ___ beats any faster than it does now.",
            "… slip up if her ___ beats any faster …",
        ),
        ("___ is what she calls the man who waits for her in the rain.", "___ is what she …"),
        ("There is no gap in what somebody has written here until now.",) * 2,
        ("", ""),
    ],
)
def test_a_card_shows_the_words_round_the_gap_and_not_the_whole_prompt_again(prompt: str, line: str) -> None:
    names, place = NameBook(()), CardPlace()
    assert card_for(missing_word(1, prompt=prompt), PACK, names, place)[1].line == line
    assert card_for(missing_word(1, prompt=prompt, line="of its own"), PACK, names, place)[1].line == "of its own"


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("question", [matching(1, line=""), ordering(1, line="")])
def test_cards_of_pairs_and_orders_give_nothing_away(category: str, question: Question) -> None:
    question = replace(question, category=category)
    for answered in (False, True):
        kind, content = card_for(question, PACK, NameBook(PACK.names), CardPlace(answered=answered))
        card = CategoryCard(kind, content)
        card.resize(640, 432)
        assert not card.grab().isNull()
        assert content.answer == ""
