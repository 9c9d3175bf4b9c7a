"""The note of numbers below the form: figures with their interval, what was chosen, and what is bad, in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from quizapp.errors import sentence
from quizapp.game.authoring import QuestionNumbers
from quizapp.game.draft import Draft
from quizapp.game.item_analysis import Attempt, analyse
from quizapp.game.item_flags import Flag, FlagKind, flags
from quizapp.game.question import Kind
from quizapp.ui.editor.numbers_note import NumbersNote
from tests.game.builders import a_question
from tests.ui.page_host import assert_nothing_cut
from tests.ui.painted import HOSTILE, still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def note(qtbot: QtBot) -> NumbersNote:
    made = NumbersNote()
    made.resize(600, 200)
    qtbot.addWidget(made)
    return made


def history(players: int, right: int) -> list[Attempt]:
    """Rounds of five: so many players, the first of whom knew it and one of the other four questions more.

    The key and the options 1 to 3 are always shown; who misses takes option 1. The n-th player takes n seconds.
    """
    return [
        Attempt("q", 1, player, player, float(player < right), 1_000 * (player + 1), (0, 1, 2, 3),
                (0,) if player < right else (1,), 5, 4.0 if player < right else 2.0)
        for player in range(players)
    ]  # fmt: skip


def numbers(players: int, right: int) -> QuestionNumbers:
    statistics = analyse(history(players, right))
    assert statistics is not None
    return QuestionNumbers(statistics, flags(statistics, a_question(), {}))


def words(note: NumbersNote) -> list[str]:
    return [label.text() for label in note.findChildren(QLabel) if not label.isHidden()]


def test_nothing_shows_while_nobody_has_answered(note: NumbersNote) -> None:
    draft = Draft.of(a_question())
    for shown in (None, QuestionNumbers(None, ())):
        note.show_numbers(draft, shown)
        assert note.isHidden()
    note.show_numbers(None, None)
    assert note.isHidden()


def test_the_figures_are_those_of_the_history_by_hand(note: NumbersNote) -> None:
    """16 of 40 knew it: 0.4. Wilson: (16 + 1.9207)/43.8415 = 0.4088 -+ 1.96/43.8415 * sqrt(9.6 + 0.9604) = 0.1453.

    Who knew it had 3 more of 4 right, the others 2 of 4: the two go together in each round, so 1. Median: 20.5 s.
    """
    note.show_numbers(Draft.of(a_question()), numbers(40, 16))
    assert not note.isHidden()
    figures, shares, bad = words(note)
    assert figures == ("First attempts: 40. Facility 0.40 (0.26 to 0.55). Tells apart: 1.00. Median time: 20.5 s.")
    assert shares == "Chosen: Oh Mi-joo 40 % · Seo Dan-ah 60 % · Park Mae-yi 0 % · Yook Ji-woo 0 %"
    assert bad == (
        "the wrong option “Seo Dan-ah” was taken 24 of 40 times, more often than the key “Oh Mi-joo” (16 of 40); "
        "nobody took the wrong option “Park Mae-yi”, which was shown 40 times; "
        "nobody took the wrong option “Yook Ji-woo”, which was shown 40 times"
    )


def test_few_attempts_are_told_with_their_interval_and_without_remarks(note: NumbersNote) -> None:
    """1 of 3. Wilson: (1 + 1.9207)/6.8415 = 0.4269 -+ 1.96/6.8415 * sqrt(0.6667 + 0.9604) = 0.3654."""
    note.show_numbers(Draft.of(a_question()), numbers(3, 1))
    figures, shares = words(note)
    assert figures == (
        "First attempts: 3. Facility 0.33 (0.06 to 0.79). Tells apart: 1.00. Median time: 2.0 s. Too few to say much."
    )
    assert shares.startswith("Chosen: ")


def test_from_twenty_attempts_on_the_figures_say_something(note: NumbersNote) -> None:
    for players, is_unsure in ((19, True), (20, False)):
        note.show_numbers(Draft.of(a_question()), numbers(players, 10))
        assert words(note)[0].endswith("Too few to say much.") is is_unsure


def test_a_typed_question_has_no_shares(note: NumbersNote) -> None:
    typed = [attempt._replace(offered=(), chosen=()) for attempt in history(25, 20)]
    question = a_question(Kind.SHORT_ANSWER)
    note.show_numbers(Draft.of(question), QuestionNumbers(analyse(typed), ()))
    assert len(words(note)) == 1


def test_another_question_takes_its_place(note: NumbersNote) -> None:
    note.show_numbers(Draft.of(a_question()), numbers(40, 16))
    note.show_numbers(Draft.of(a_question()), numbers(40, 30))
    assert "0.75" in words(note)[0]
    note.show_numbers(Draft.of(a_question()), QuestionNumbers(None, ()))
    assert note.isHidden()


@pytest.mark.parametrize("what", HOSTILE)
def test_any_text_is_shown_as_it_is(note: NumbersNote, what: str) -> None:
    question = a_question(answers=(HOSTILE[what],))
    flag = Flag(FlagKind.TEMPTING, sentence("the wrong option “{wrong}” was taken", wrong=HOSTILE[what][:60]), 1)
    note.show_numbers(Draft.of(question), QuestionNumbers(numbers(40, 16).statistics, (flag,)))
    note.show()
    note.resize(600, note.sizeHint().height() + 100)
    assert_nothing_cut(note)
    assert not note.grab().isNull()
