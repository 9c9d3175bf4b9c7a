"""When a question is to be asked again: spaced repetition by FSRS, behind one function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from quizapp.game.grading import Verdict

if TYPE_CHECKING:
    from fsrs import Scheduler

DAY_MS = 24 * 3600 * 1000
_LEVEL_DAYS = (3, 14, 60)
"""From so many days of stability on a card is at level 3, 4 and 5."""
_LATEST_MS = 221_845_392_000_000
"""The first moment of the year 9000. Python knows no dates after 9999, and an interval may be a hundred years."""


class Grade(StrEnum):
    """How well a question was known."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept of how well a player knows a question. Times are UTC milliseconds.

    `stability` is the number of days after which nine of ten such questions are still known, `difficulty` goes from 1
    (easy) to 10, both as FSRS defines them. `missed`: wrong when it was answered last, so it is due until it is right.
    """

    due_at_ms: int
    stability: float
    difficulty: float
    last_review_at_ms: int
    reviews: int = 1
    missed: bool = False


def grade_of(verdict: Verdict, lifelines: int) -> Grade:
    """The grade of an answer that was given with so many lifelines.

    A slip or help make it hard; partly right, wrong and too late are all not known.
    """
    if verdict is Verdict.SLIP or (verdict is Verdict.RIGHT and lifelines > 0):
        return Grade.HARD
    return Grade.GOOD if verdict is Verdict.RIGHT else Grade.AGAIN


def reviewed(card: Card | None, grade: Grade, at_ms: int) -> Card:
    """The card after an answer at this time; None is a question without a card.

    FSRS-6 with its published parameters, for nine of ten right, in whole days and without chance (Ye, Su and Cao, "A
    Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", KDD 2022; github.com/
    open-spaced-repetition). A miss is due at once. When the clock was set back, the answer counts as given at the
    time of the last one.
    """
    from fsrs import Card as FsrsCard
    from fsrs import Rating, State

    if card is not None:
        at_ms = max(at_ms, card.last_review_at_ms)
    now = _moment(at_ms)
    before = FsrsCard(card_id=0, due=now)  # with an id of its own, making it would take a millisecond of sleep
    if card is not None:
        last_review = _moment(card.last_review_at_ms)
        before = FsrsCard(0, State.Review, None, card.stability, card.difficulty, now, last_review)
    rating = {Grade.AGAIN: Rating.Again, Grade.HARD: Rating.Hard, Grade.GOOD: Rating.Good}[grade]
    after, _ = _scheduler().review_card(before, rating, now)
    assert after.stability is not None
    assert after.difficulty is not None
    return Card(
        due_at_ms=at_ms if grade is Grade.AGAIN else at_ms + (after.due - now).days * DAY_MS,
        stability=after.stability,
        difficulty=after.difficulty,
        last_review_at_ms=at_ms,
        reviews=card.reviews + 1 if card else 1,
        missed=grade is Grade.AGAIN,
    )


def get_ready() -> None:
    """Does beforehand what the first review would wait for: some 10 ms. May be left out."""
    _scheduler()


def level(card: Card | None) -> int:
    """How well a question is known, as 1 to 5 dots.

    1: never answered, or wrong the last time. Else by stability: 2 below 3 days, 3 below 14, 4 below 60, then 5.
    """
    if card is None or card.missed:
        return 1
    return 2 + sum(card.stability >= days for days in _LEVEL_DAYS)


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(min(max(at_ms, 0), _LATEST_MS) / 1000, UTC)


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # not when the program starts: its first import takes some 10 ms

    # A quiz is played by days, not by minutes: no steps within one.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
