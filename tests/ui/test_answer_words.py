"""Answers and keys as text, for every kind of question and everything that can become of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from quizapp.game.names import NameBook
from quizapp.game.question import Question
from quizapp.game.rules import CustomRules, Mode
from quizapp.game.turns import NOT_JOINED, Turn
from quizapp.ui.play.answer_words import given_lines, given_text, key_lines, key_text, slip_words
from tests.ui.fakes import PACK, FakePlay, matching, missing_word, ordering, several, single, true_false, typed

NAMES = NameBook(PACK.names)


def _list(*texts: str) -> str:
    """These in the words of the language."""
    return QLocale().createSeparatedList(list(texts))


def turn_of(question: Question, answer: list[int] | str) -> Turn:
    """What becomes of this answer."""
    play = FakePlay((question, single(1)))
    play.show()
    return play.answer_text(answer) if isinstance(answer, str) else play.answer(answer)


@pytest.mark.parametrize(
    ("question", "answer", "given", "key"),
    [
        (single(1), [1], "Ki Seon-gyeom 기선겸", "Oh Mi-joo 오미주"),
        (several(1), [2], "Ki Seon-gyeom 기선겸", _list("Oh Mi-joo 오미주", "Seo Dan-ah 서단아")),
        (true_false(1), [1], "False", "True"),
        (missing_word(1, by_options=True), [1], "coffee", "tea"),
        (missing_word(1), "green  tea", "green tea", "tea"),
        (typed(1), "nobody at all", "nobody at all", "Ki Seon-gyeom 기선겸"),
        (
            matching(1),
            [0, 2, NOT_JOINED],
            "Oh Mi-joo: Green tea; Ki Seon-gyeom: Black tea",
            "Oh Mi-joo: Green tea; Ki Seon-gyeom: Barley tea; Seo Dan-ah: Black tea",
        ),
        (
            ordering(1),
            [1, 0, 2, 3],
            "1. Warm the pot; 2. Boil the water; 3. Add the leaves; 4. Pour the tea",
            "1. Boil the water; 2. Warm the pot; 3. Add the leaves; 4. Pour the tea",
        ),
    ],
    ids=["one", "several", "true or false", "gap by options", "gap typed", "typed", "matching", "ordering"],
)
def test_every_kind_has_its_answer_and_its_key(
    question: Question, answer: list[int] | str, given: str, key: str
) -> None:
    assert given_text(turn_of(question, answer), NAMES) == given
    assert key_text(question, NAMES) == key


def test_other_accepted_forms_are_no_part_of_the_key() -> None:
    assert key_text(typed(1, answers=("Kei", "K", "Keiko")), NAMES) == "Kei"
    assert key_text(missing_word(1, by_options=True), NAMES) == "tea"


def test_wrong_pairs_say_what_was_right() -> None:
    assert given_lines(turn_of(matching(1), [0, 2, NOT_JOINED]), NAMES) == (
        "Oh Mi-joo: Green tea",
        "Ki Seon-gyeom: Black tea (right: Barley tea)",
        "Seo Dan-ah: nothing (right: Black tea)",
    )


def test_a_right_side_that_stands_twice_is_right_at_either_place() -> None:
    question = matching(1, pairs=(("A", "tea"), ("B", "tea"), ("C", "milk")), extra=())
    assert given_lines(turn_of(question, [1, 0, 2]), NAMES) == ("A: tea", "B: tea", "C: milk")


def test_steps_stand_below_each_other_where_there_is_room() -> None:
    assert key_lines(ordering(1), NAMES)[0] == "1. Boil the water"
    assert len(given_lines(turn_of(ordering(1), [3, 2, 1, 0]), NAMES)) == 4


def test_names_in_pairs_and_steps_have_their_hangul() -> None:
    assert key_text(matching(1, pairs=(("Sprinter", "Ki Seon-gyeom"), ("x", "y")), extra=()), NAMES).startswith(
        "Sprinter: Ki Seon-gyeom 기선겸"
    )
    assert key_lines(ordering(1, sequence=("Oh Mi-joo", "b", "c")), NAMES)[0] == "1. Oh Mi-joo 오미주"


def test_a_skip_and_a_question_that_ran_out_of_time_have_no_answer() -> None:
    play = FakePlay(
        (single(1), matching(2), single(3)), mode=Mode.CUSTOM, custom=CustomRules(2, answer_limit_ms=10_000)
    )
    play.show()
    play.skip()
    play.show()
    play.time_out()
    skipped, timed_out = play.round.turns
    assert given_text(skipped, NAMES) == "Skipped"
    assert given_text(timed_out, NAMES) == "No answer"
    assert given_lines(timed_out, NAMES) == ()


def test_only_a_slip_is_close() -> None:
    assert slip_words(turn_of(typed(1), "Ki Seon-gyeom")) == ""
    assert slip_words(turn_of(typed(1), "Ki Seon-gyeop")) == "close"
