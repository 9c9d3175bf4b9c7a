"""Whether an answer is right, and how much of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.grading import (
    Verdict,
    is_miss,
    share_of_neighbours,
    share_of_pairs,
    share_right,
    verdict_of,
    verdict_of_likeness,
)
from quizapp.game.question import Distractor, Kind
from quizapp.game.typed import Likeness
from tests.game.builders import a_question


def test_a_single_choice_is_right_or_wrong() -> None:
    question = a_question()
    assert share_right(question, (0,)) == 1
    assert share_right(question, (1,)) == 0
    assert share_right(question, (0, 1)) == 0
    assert share_right(question, ()) == 0


@pytest.mark.parametrize("answer", [True, False])
def test_true_and_false_are_places_0_and_1(answer: bool) -> None:
    question = a_question(Kind.TRUE_FALSE, answer=answer)
    assert share_right(question, (0,)) == answer
    assert share_right(question, (1,)) == (not answer)


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
    assert share_right(several(2, 3), sorted(chosen)) == share


@given(keys=st.integers(1, 8), distractors=st.integers(0, 8), data=st.data())
def test_the_share_is_between_0_and_1_and_whole_only_for_exactly_the_keys(
    keys: int, distractors: int, data: st.DataObject
) -> None:
    question = several(keys, distractors)
    chosen = data.draw(st.frozensets(st.integers(0, keys + distractors - 1)))
    share = share_right(question, sorted(chosen))
    assert 0 <= share <= 1
    assert (share == 1) == (chosen == frozenset(range(keys)))


@given(keys=st.integers(1, 8), distractors=st.integers(1, 8), data=st.data())
def test_a_wrong_choice_more_is_never_worth_more(keys: int, distractors: int, data: st.DataObject) -> None:
    question = several(keys, distractors)
    chosen = data.draw(st.frozensets(st.integers(0, keys + distractors - 1)))
    wrong = data.draw(st.integers(keys, keys + distractors - 1))
    assert share_right(question, sorted(chosen | {wrong})) <= share_right(question, sorted(chosen - {wrong}))


@pytest.mark.parametrize(
    ("share", "verdict"), [(1.0, Verdict.RIGHT), (0.99, Verdict.PARTLY), (0.01, Verdict.PARTLY), (0.0, Verdict.WRONG)]
)
def test_the_verdict_follows_the_share(share: float, verdict: Verdict) -> None:
    assert verdict_of(share) is verdict


@given(st.integers(2, 9).flatmap(lambda count: st.permutations(range(count))))
def test_pairs_count_each_for_itself(chosen: list[int]) -> None:
    share = share_of_pairs(chosen)
    assert share == sum(chosen[left] == left for left in range(len(chosen))) / len(chosen)
    assert (share == 1) == (chosen == sorted(chosen))


@given(st.integers(3, 9).flatmap(lambda count: st.permutations(range(count))))
def test_only_the_right_order_has_all_neighbours(chosen: list[int]) -> None:
    share = share_of_neighbours(chosen)
    assert 0 <= share <= 1
    assert (share == 1) == (chosen == sorted(chosen))


@pytest.mark.parametrize(
    ("chosen", "share"),
    [([0, 1, 2, 3], 1), ([3, 0, 1, 2], 2 / 3), ([1, 2, 3, 0], 2 / 3), ([0, 2, 1, 3], 0), ([3, 2, 1, 0], 0)],
)
def test_one_item_in_a_wrong_place_does_not_make_all_behind_it_wrong(chosen: list[int], share: float) -> None:
    assert share_of_neighbours(chosen) == share


@pytest.mark.parametrize(
    ("likeness", "verdict"),
    [
        (Likeness.EXACT, Verdict.RIGHT),
        (Likeness.SPELLING, Verdict.RIGHT),
        (Likeness.SLIP, Verdict.SLIP),
        (Likeness.WRONG, Verdict.WRONG),
    ],
)
def test_a_slip_is_told_and_another_spelling_is_right(likeness: Likeness, verdict: Verdict) -> None:
    assert verdict_of_likeness(likeness) is verdict


@pytest.mark.parametrize(
    ("verdict", "share", "miss"),
    [
        (Verdict.WRONG, 0, True),
        (Verdict.TIMED_OUT, 0, True),
        (Verdict.PARTLY, 0.49, True),
        (Verdict.PARTLY, 0.5, False),
        (Verdict.SLIP, 1, False),
        (Verdict.SKIPPED, 0, False),
    ],
)
def test_less_than_half_right_is_a_miss_and_a_skip_is_none(verdict: Verdict, share: float, miss: bool) -> None:
    assert is_miss(verdict, share) is miss
