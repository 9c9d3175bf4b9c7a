"""Spaced repetition: what is known comes back later and later, a miss at once, and nothing is left to chance."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.grading import Verdict
from quizapp.game.review import DAY_MS, Card, Grade, grade_of, level, reviewed

NOW_MS = 1_795_262_400_000
TIMES = st.integers(0, 4_000_000_000_000)
GRADES = st.sampled_from(Grade)
HISTORIES = st.lists(st.tuples(GRADES, st.integers(-400 * DAY_MS, 4_000 * DAY_MS)), min_size=1, max_size=30)


def _after(history: list[tuple[Grade, int]], start_ms: int = NOW_MS) -> list[Card]:
    """The card after each answer; the times are those that passed since the last."""
    cards: list[Card] = []
    card, at_ms = None, start_ms
    for grade, passed_ms in history:
        at_ms = max(0, at_ms + passed_ms)
        card = reviewed(card, grade, at_ms)
        cards.append(card)
    return cards


# Grades


@pytest.mark.parametrize(
    ("verdict", "lifelines", "grade"),
    [
        (Verdict.RIGHT, 0, Grade.GOOD),
        (Verdict.RIGHT, 1, Grade.HARD),
        (Verdict.RIGHT, 2, Grade.HARD),
        (Verdict.SLIP, 0, Grade.HARD),
        (Verdict.SLIP, 1, Grade.HARD),
        (Verdict.PARTLY, 0, Grade.AGAIN),
        (Verdict.WRONG, 0, Grade.AGAIN),
        (Verdict.WRONG, 1, Grade.AGAIN),
        (Verdict.TIMED_OUT, 0, Grade.AGAIN),
    ],
)
def test_an_answer_is_graded_by_verdict_and_help(verdict: Verdict, lifelines: int, grade: Grade) -> None:
    assert grade_of(verdict, lifelines) is grade


# When


@given(history=HISTORIES)
def test_the_same_answers_at_the_same_times_give_the_same_card(history: list[tuple[Grade, int]]) -> None:
    assert _after(history) == _after(history)


@given(history=HISTORIES)
def test_a_card_makes_sense_whatever_is_answered_whenever(history: list[tuple[Grade, int]]) -> None:
    for number, card in enumerate(_after(history), 1):
        assert card.due_at_ms >= card.last_review_at_ms
        assert (card.due_at_ms - card.last_review_at_ms) % DAY_MS == 0
        assert card.stability > 0
        assert 1 <= card.difficulty <= 10
        assert card.reviews == number
        assert 1 <= level(card) <= 5


@given(history=HISTORIES, at_ms=TIMES)
def test_a_miss_is_due_at_once_and_anything_else_in_a_day_or_more(history: list[tuple[Grade, int]], at_ms: int) -> None:
    card = _after(history)[-1]
    missed = reviewed(card, Grade.AGAIN, at_ms)
    assert missed.missed
    assert missed.due_at_ms == missed.last_review_at_ms
    for grade in (Grade.HARD, Grade.GOOD):
        known = reviewed(card, grade, at_ms)
        assert not known.missed
        assert known.due_at_ms >= known.last_review_at_ms + DAY_MS


@given(history=HISTORIES)
def test_what_is_known_when_it_is_due_comes_back_later_each_time(history: list[tuple[Grade, int]]) -> None:
    card = reviewed(_after(history)[-1], Grade.GOOD, 0)
    waits_ms: list[int] = []
    for _ in range(8):
        card = reviewed(card, Grade.GOOD, card.due_at_ms)
        waits_ms.append(card.due_at_ms - card.last_review_at_ms)
    assert all(before <= after for before, after in pairwise(waits_ms))
    assert waits_ms[0] < waits_ms[-1] or waits_ms[0] == 36_500 * DAY_MS


@given(history=HISTORIES)
def test_good_is_later_than_hard_and_a_miss_takes_stability_away(history: list[tuple[Grade, int]]) -> None:
    card = _after(history)[-1]
    at_ms = max(card.due_at_ms, card.last_review_at_ms + DAY_MS)
    again, hard, good = (reviewed(card, grade, at_ms) for grade in Grade)
    assert again.due_at_ms < hard.due_at_ms <= good.due_at_ms
    assert again.stability <= card.stability <= hard.stability <= good.stability
    assert again.difficulty >= hard.difficulty >= good.difficulty


@given(history=HISTORIES, back_ms=st.integers(1, 10_000 * DAY_MS), grade=GRADES)
def test_a_clock_set_back_changes_nothing(history: list[tuple[Grade, int]], back_ms: int, grade: Grade) -> None:
    card = _after(history)[-1]
    at_ms = card.last_review_at_ms
    assert reviewed(card, grade, max(0, at_ms - back_ms)) == reviewed(card, grade, at_ms)


@pytest.mark.parametrize("at_ms", [0, -5, 253_402_300_799_999, 10**18])
def test_no_clock_is_too_wrong(at_ms: int) -> None:
    for grade in Grade:
        card = reviewed(reviewed(None, grade, at_ms), grade, at_ms)
        assert card.last_review_at_ms == at_ms
        assert card.due_at_ms >= at_ms


def test_the_first_waits_are_those_of_the_published_parameters() -> None:
    """The numbers are those of FSRS-6: 2.3065 days of stability after a first Good, 1.2931 after a Hard."""
    good, hard = reviewed(None, Grade.GOOD, NOW_MS), reviewed(None, Grade.HARD, NOW_MS)
    assert (good.stability, hard.stability) == (2.3065, 1.2931)
    assert (good.due_at_ms - NOW_MS, hard.due_at_ms - NOW_MS) == (2 * DAY_MS, DAY_MS)


# Dots


def test_levels_rise_with_stability_and_a_miss_takes_them_all() -> None:
    days = [0.1, 2.99, 3, 13.9, 14, 59, 60, 9_000]
    cards = [Card(NOW_MS, stability, 5, NOW_MS) for stability in days]
    assert [level(card) for card in cards] == [2, 2, 3, 3, 4, 4, 5, 5]
    assert level(None) == 1
    assert level(Card(NOW_MS, 9_000, 5, NOW_MS, missed=True)) == 1


def test_a_question_known_at_every_due_day_reaches_the_last_level() -> None:
    card = reviewed(None, Grade.GOOD, NOW_MS)
    levels = [level(card)]
    while level(card) < 5:
        card = reviewed(card, Grade.GOOD, card.due_at_ms)
        levels.append(level(card))
    assert levels == sorted(levels)
    assert len(levels) <= 6


def test_the_library_is_not_imported_before_a_card_is_reviewed() -> None:
    program = (
        "import sys, quizapp.game.review as review\n"
        "assert 'fsrs' not in sys.modules\n"
        "review.reviewed(None, review.Grade.GOOD, 0)\n"
        "assert 'fsrs' in sys.modules and 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).resolve().parents[2], check=True)
