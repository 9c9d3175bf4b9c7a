"""Whether an answer is right, and how much of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.grading import Verdict, share_right, verdict_of
from quizapp.game.question import Distractor, Kind
from tests.game.builders import a_question


def test_a_single_choice_is_right_or_wrong() -> None:
    question = a_question()
    assert share_right(question, frozenset({0})) == 1
    assert share_right(question, frozenset({1})) == 0
    assert share_right(question, frozenset({0, 1})) == 0
    assert share_right(question, frozenset()) == 0


@pytest.mark.parametrize("answer", [True, False])
def test_true_and_false_are_places_0_and_1(answer: bool) -> None:
    question = a_question(Kind.TRUE_FALSE, answer=answer)
    assert share_right(question, frozenset({0})) == answer
    assert share_right(question, frozenset({1})) == (not answer)


def several(keys: int, distractors: int):
    return a_question(
        Kind.MULTIPLE_CHOICE,
        answers=tuple(f"key {place}" for place in range(keys)),
        distractors=tuple(Distractor(f"distractor {place}") for place in range(distractors)),
    )


@pytest.mark.parametrize(
    ("chosen", "share"),
    [({0, 1}, 1), ({0}, 0.5), ({0, 1, 2}, 0.5), ({0, 2}, 0), ({2}, 0), ({2, 3, 4}, 0), ({0, 1, 2, 3}, 0), (set(), 0)],
)
def test_of_several_keys_the_wrong_count_against_the_right(chosen: set[int], share: float) -> None:
    assert share_right(several(2, 3), frozenset(chosen)) == share


@given(keys=st.integers(1, 8), distractors=st.integers(0, 8), data=st.data())
def test_the_share_is_between_0_and_1_and_whole_only_for_exactly_the_keys(
    keys: int, distractors: int, data: st.DataObject
) -> None:
    question = several(keys, distractors)
    chosen = data.draw(st.frozensets(st.integers(0, keys + distractors - 1)))
    share = share_right(question, chosen)
    assert 0 <= share <= 1
    assert (share == 1) == (chosen == frozenset(range(keys)))


@given(keys=st.integers(1, 8), distractors=st.integers(1, 8), data=st.data())
def test_a_wrong_choice_more_is_never_worth_more(keys: int, distractors: int, data: st.DataObject) -> None:
    question = several(keys, distractors)
    chosen = data.draw(st.frozensets(st.integers(0, keys + distractors - 1)))
    wrong = data.draw(st.integers(keys, keys + distractors - 1))
    assert share_right(question, chosen | {wrong}) <= share_right(question, chosen - {wrong})


@pytest.mark.parametrize(
    ("share", "verdict"), [(1.0, Verdict.RIGHT), (0.99, Verdict.PARTLY), (0.01, Verdict.PARTLY), (0.0, Verdict.WRONG)]
)
def test_the_verdict_follows_the_share(share: float, verdict: Verdict) -> None:
    assert verdict_of(share) is verdict
