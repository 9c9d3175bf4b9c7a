"""Fields that were set here when a question came in: they stay while the file says the same of them as it did then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from quizapp.bank.convert import Document
from quizapp.game.draft import Draft
from quizapp.game.stored import State

SETTABLE = ("category", "tags", "episode", "difficulty")
"""Fields that can be set for many questions of a plan."""


def said_digest(draft: Draft) -> str:
    """A text by which a wording of a question is known again."""
    return Document.of(State.LIVE, draft).digest


def with_what_was_set(theirs: Draft, ours: Draft, said: str) -> Draft | None:
    """The file's question with the fields that were set here, None where more than these was changed here.

    `said` is the `said_digest` of what the file said before. Its words themselves are not kept anywhere: they are those
    here, but for fields that were set, and what the file said of these it says still, else both sides have changed.
    """
    for fields in _sets_of([name for name in SETTABLE if getattr(theirs, name) != getattr(ours, name)]):
        if said_digest(_with(ours, theirs, fields)) == said:
            return _with(theirs, ours, fields)
    return None


def _sets_of(fields: list[str]) -> Iterator[tuple[str, ...]]:
    for count in range(1, len(fields) + 1):
        yield from combinations(fields, count)


def _with(draft: Draft, other: Draft, fields: tuple[str, ...]) -> Draft:
    values: dict[str, Any] = {name: getattr(other, name) for name in fields}
    return replace(draft, **values)
