"""Near-duplicates: questions that ask nearly the same and have a key in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from quizapp.game.names import fold
from quizapp.game.options import is_chosen, key_texts
from quizapp.game.question import Kind, Question
from quizapp.game.sameness import folded_words

NEAR = 90
"""From this ratio on two prompts are near-duplicates, where the settings say nothing else."""


def usual_likeness() -> int:
    """`NEAR`, for who asks anew each time, as the settings may change."""
    return NEAR


class NearDuplicate(NamedTuple):
    """Two questions, in the order given, and how like their prompts are (0 to 100)."""

    first: str
    second: str
    ratio: float


class Sought(NamedTuple):
    """How far looking for near-duplicates among many questions has come, and what the last of them is like."""

    done: int
    total: int
    found: tuple[NearDuplicate, ...]


def near_duplicates(questions: Iterable[Question], least_ratio: float = NEAR) -> Iterator[NearDuplicate]:
    """The pairs of these questions that have a key in common and prompts as like as `least_ratio`.

    The measure is rapidfuzz's token-set ratio of the folded prompts. True and false are no keys to have in common, so
    statements are compared with each other. The cost grows with the square of the questions that share a key.
    """
    by_key: dict[str, list[tuple[Question, str]]] = defaultdict(list)
    met: set[tuple[str, str]] = set()
    for question in questions:
        prompt = folded_prompt(question)
        for key in folded_keys(question):
            for other, other_prompt in by_key[key]:
                pair = (other.uid, question.uid)
                ratio = fuzz.token_set_ratio(other_prompt, prompt, score_cutoff=least_ratio)
                if ratio >= least_ratio and pair not in met:
                    met.add(pair)
                    yield NearDuplicate(*pair, ratio)
            by_key[key].append((question, prompt))


def folded_prompt(question: Question) -> str:
    """The words of a prompt without case, Unicode form and punctuation."""
    return folded_words(question.prompt)


def folded_keys(question: Question) -> frozenset[str]:
    """What counts as a key when two questions are compared."""
    if question.kind is Kind.TRUE_FALSE:
        return frozenset({"true or false"})
    if question.kind is Kind.MATCHING:
        return frozenset(fold(left) + "/" + fold(right) for left, right in question.pairs)
    if question.kind is Kind.ORDERING:
        return frozenset(map(fold, question.sequence))
    keys = key_texts(question) if is_chosen(question) else question.answers
    return frozenset(map(fold, keys))
