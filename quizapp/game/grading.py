"""Whether an answer is right, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from quizapp.game.judgement import Likeness
from quizapp.game.options import key_indexes
from quizapp.game.question import Kind, Question


class Verdict(StrEnum):
    """What a player is told of an answer. SLIP belongs to typed answers, TIMED_OUT to rule sets with a clock."""

    RIGHT = "right"
    SLIP = "slip"
    PARTLY = "partly"
    WRONG = "wrong"
    SKIPPED = "skipped"
    TIMED_OUT = "timed_out"


FULL = frozenset({Verdict.RIGHT, Verdict.SLIP})
"""Verdicts that count as right: full points, and a streak goes on."""
LEAST_SHARE_OF_A_HIT = 0.5
"""Less than this share is a miss, in modes that count misses."""


def share_right(question: Question, chosen: Sequence[int]) -> float:
    """How much of the key was given, 0 to 1, for all kinds but typed ones; `chosen` as in `round.Event`.

    One key: all or nothing. Several keys: `share_of_keys`. Matching: `share_of_pairs`. Ordering:
    `share_of_neighbours`.
    """
    if question.kind is Kind.MATCHING:
        return share_of_pairs(chosen)
    if question.kind is Kind.ORDERING:
        return share_of_neighbours(chosen)
    keys = key_indexes(question)
    if question.kind is Kind.MULTIPLE_CHOICE:
        return share_of_keys(frozenset(chosen), keys)
    return float(frozenset(chosen) == keys)


def share_of_keys(chosen: frozenset[int], keys: frozenset[int]) -> float:
    """Keys chosen minus distractors chosen, over the number of keys, never below 0.

    "Right minus wrong" marking of multiple response items (Ripkey, Case and Swanson, Academic Medicine 71(10), 1996).
    """
    return max(0.0, (len(chosen & keys) - len(chosen - keys)) / len(keys))


def share_of_pairs(chosen: Sequence[int]) -> float:
    """Right pairs over all pairs: `chosen[i]` is what stands beside left side i, whose partner has the same place.

    The marking of matching items in QTI 2.2 (`mapResponse` with one point for each pair) and in Moodle.
    """
    return sum(left == right for left, right in enumerate(chosen)) / len(chosen)


def share_of_neighbours(chosen: Sequence[int]) -> float:
    """How many of the n - 1 neighbours of the right order stand directly after each other here, over n - 1.

    So one item in a wrong place does not make all behind it wrong. The measure "relative to the next item" of Moodle's
    ordering question; its complement is the breakpoint distance of permutations (Watterson and others, Journal of
    Theoretical Biology 99, 1982) without the two ends.
    """
    return sum(second == first + 1 for first, second in pairwise(chosen)) / (len(chosen) - 1)


def verdict_of(share: float) -> Verdict:
    """The verdict for a share of the key."""
    if share >= 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if share > 0 else Verdict.WRONG


def verdict_of_likeness(likeness: Likeness) -> Verdict:
    """The verdict for a typed answer."""
    if likeness is Likeness.WRONG:
        return Verdict.WRONG
    return Verdict.SLIP if likeness is Likeness.SLIP else Verdict.RIGHT


def is_miss(verdict: Verdict, share: float) -> bool:
    """Wrong, timed out, or less than half right; a skipped question is none."""
    return verdict is not Verdict.SKIPPED and share < LEAST_SHARE_OF_A_HIT
