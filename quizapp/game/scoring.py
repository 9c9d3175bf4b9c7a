"""Points: accuracy first, so that whoever knows more always wins."""

from __future__ import annotations

from dataclasses import dataclass

RIGHT_POINTS = 1000
_BONUS_BUDGET = RIGHT_POINTS - 1
"""All bonuses of a round together: below one right answer."""


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one answer in their parts."""

    base: int = 0
    streak: int = 0
    speed: int = 0

    @property
    def total(self) -> int:
        return self.base + self.streak + self.speed


def base_points(share: float) -> int:
    """A right answer is 1000 points, a partly right one its share, rounded."""
    return round(RIGHT_POINTS * share)


def streak_bonus(streak: int, question_count: int, *, with_clock: bool) -> int:
    """The bonus of the `streak`-th right answer in a row (1 = the first) in a round of `question_count` questions.

    floor(B * (streak - 1) / (n * (n - 1) / 2)), where B is the budget: 999 points without a clock, 499 with one (the
    rest is for speed). A perfect round of n questions earns the terms 0, 1, ..., n - 1, which add up to n(n - 1)/2;
    floors only lose, so no round earns more than B. The formula is our own.
    """
    if streak < 2:
        return 0
    budget = _BONUS_BUDGET // 2 if with_clock else _BONUS_BUDGET
    return budget * (streak - 1) * 2 // (question_count * (question_count - 1))


def speed_bonus(elapsed_ms: int, limit_ms: int, question_count: int) -> int:
    """The bonus of a right answer given after `elapsed_ms` of at most `limit_ms`.

    It falls in a straight line from c = floor(499 / n) to half of c at the limit and stays there, so haste is never
    worth more than half a bonus; n of them stay within 499 points. The formula is our own.
    """
    cap = (_BONUS_BUDGET // 2) // question_count
    spent = min(max(elapsed_ms, 0), limit_ms)
    return cap - cap * spent // (2 * limit_ms)
