"""New questions of a plan that ask nearly what others do, be they in the bank or in the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizapp.bank.convert import finished
from quizapp.game.likeness import folded_keys
from quizapp.game.likeness_index import LikenessIndex
from quizapp.game.plans import Fate, ImportPlan, PlanItem
from quizapp.game.question import Question

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

AT_ONCE = 20
"""Questions that are looked through between two steps: a millisecond or two."""


def mark_near_duplicates(bank: Bank, plan: ImportPlan, least_ratio: float) -> Iterator[tuple[int, int]]:
    """Notes in `like` which other question a new one is like: (done, total) at each step.

    The caller may take its time between two steps. Only questions whose key another one has too are remembered: of
    500,000 the others would take half a gigabyte.
    """
    new = [item for item in plan.items if item.fate is Fate.NEW]
    met: Counter[int] = Counter()
    for done, question in enumerate(_questions(new), 1):
        met.update(_marks(question))
        if done % AT_ONCE == 0:
            yield 0, len(new)
    index = LikenessIndex()
    for piece in bank.questions.in_pieces(AT_ONCE):
        yield 0, len(new)
        for question in (finished(stored.question) for stored in piece):
            if isinstance(question, Question) and not met.keys().isdisjoint(marks := _marks(question)):
                met.update(marks)
                index.put(question)
    for done, (item, question) in enumerate(zip(new, _questions(new), strict=True), 1):
        if any(met[mark] > 1 for mark in _marks(question)):
            near = index.near(question, least_ratio)
            if near and not item.like:
                item.like = near[0].second
            index.put(question)
        yield done, len(new)


def _questions(items: Sequence[PlanItem]) -> Iterator[Question]:
    return (item.draft.finish() for item in items if item.draft is not None)


def _marks(question: Question) -> set[int]:
    """A number for each key; that two keys share one does no harm."""
    return set(map(hash, folded_keys(question)))
