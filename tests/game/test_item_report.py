"""How often options were chosen, told of a question of each kind."""

from __future__ import annotations

import pytest

from quizapp.game.item_analysis import Interval, ItemStatistics, OptionCount
from quizapp.game.item_report import OptionUse, distractor_uses, option_uses
from quizapp.game.question import Distractor, Kind
from tests.game.builders import a_question

WRONG = tuple(map(Distractor, ("Oh Mi-joo", "Seo Dan-ah", "Lee Young-hwa")))


def counted(*counts: tuple[int, int]) -> ItemStatistics:
    """Of the options in their order, how often each was offered and chosen; of those never offered nothing is known."""
    options = {place: OptionCount(*count) for place, count in enumerate(counts) if count[0]}
    return ItemStatistics(20, 0.5, Interval(0.3, 0.7), 8_000.0, options=options)


def told(uses: tuple[OptionUse, ...]) -> list[tuple[str, int, int]]:
    return [(use.text, use.taken, use.offered) for use in uses]


def test_the_distractor_chosen_most_of_the_times_it_was_shown_comes_first() -> None:
    question = a_question(Kind.SINGLE_CHOICE, answers=("Ki Seon-gyeom",), distractors=WRONG)
    statistics = counted((20, 9), (20, 5), (8, 4), (12, 2))
    assert told(distractor_uses(statistics, question)) == [
        ("Seo Dan-ah", 4, 8), ("Oh Mi-joo", 5, 20), ("Lee Young-hwa", 2, 12)
    ]  # fmt: skip
    assert [use.share for use in distractor_uses(statistics, question)] == [0.5, 0.25, 2 / 12]
    assert [use.is_key for use in option_uses(statistics, question)] == [True, False, False, False]


def test_equal_distractors_stand_as_written_and_one_never_shown_is_left_out() -> None:
    question = a_question(Kind.SINGLE_CHOICE, answers=("Ki Seon-gyeom",), distractors=WRONG)
    assert told(distractor_uses(counted((20, 9), (10, 1), (0, 0), (20, 2)), question)) == [
        ("Oh Mi-joo", 1, 10), ("Lee Young-hwa", 2, 20)
    ]  # fmt: skip


def test_keys_are_no_distractors_however_many_there_are() -> None:
    both = a_question(Kind.MULTIPLE_CHOICE, answers=("Ki Seon-gyeom", "Park Mae-i"), distractors=WRONG)
    assert told(distractor_uses(counted((20, 9), (20, 5), (20, 4), (20, 6), (20, 0)), both)) == [
        ("Seo Dan-ah", 6, 20), ("Oh Mi-joo", 4, 20), ("Lee Young-hwa", 0, 20)
    ]  # fmt: skip
    spellings = a_question(Kind.MISSING_WORD, answers=("run", "runs"), distractors=WRONG[:1])
    assert told(distractor_uses(counted((20, 9), (20, 11)), spellings)) == [("Oh Mi-joo", 11, 20)]


@pytest.mark.parametrize(("answer", "wrong"), [(True, ("False", 5, 20)), (False, ("True", 15, 20))])
def test_true_or_false_has_one_distractor(answer: bool, wrong: tuple[str, int, int]) -> None:
    question = a_question(Kind.TRUE_FALSE, answer=answer)
    assert told(distractor_uses(counted((20, 15), (20, 5)), question)) == [wrong]


@pytest.mark.parametrize("kind", [Kind.SHORT_ANSWER, Kind.MATCHING, Kind.ORDERING])
def test_what_is_typed_joined_or_ordered_has_none(kind: Kind) -> None:
    assert distractor_uses(counted((20, 15), (20, 5)), a_question(kind)) == ()


def test_more_options_than_the_question_has_do_no_harm() -> None:
    question = a_question(Kind.SINGLE_CHOICE, answers=("Ki Seon-gyeom",), distractors=WRONG[:1])
    assert told(distractor_uses(counted((20, 9), (20, 5), (20, 6)), question)) == [("Oh Mi-joo", 5, 20)]
