"""Whether an answer is right, and how much of it."""

from __future__ import annotations

from enum import StrEnum

from quizapp.game.options import key_indexes
from quizapp.game.question import Kind, Question


class Verdict(StrEnum):
    """What a player is told of an answer. SLIP and TIMED_OUT belong to typed answers and to rule sets with a clock."""

    RIGHT = "right"
    SLIP = "slip"
    PARTLY = "partly"
    WRONG = "wrong"
    SKIPPED = "skipped"
    TIMED_OUT = "timed_out"


def share_right(question: Question, chosen: frozenset[int]) -> float:
    """How much of the key was given, 0 to 1, for kinds that are answered by choosing options.

    One key: all or nothing. Several keys: keys chosen minus distractors chosen, over the number of keys, never below 0
    ("right minus wrong" marking of multiple response items; Ripkey, Case and Swanson, Academic Medicine 71(10), 1996).
    """
    keys = key_indexes(question)
    if question.kind is not Kind.MULTIPLE_CHOICE:
        return float(chosen == keys)
    return max(0.0, (len(chosen & keys) - len(chosen - keys)) / len(keys))


def verdict_of(share: float) -> Verdict:
    """The verdict for a share of the key."""
    if share >= 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if share > 0 else Verdict.WRONG
