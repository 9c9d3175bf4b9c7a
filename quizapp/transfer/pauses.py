"""Long work in small steps, so that who looks on has a turn in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")

_STEP = 20
"""Questions that take a millisecond or two."""


def with_pauses(things: Iterable[Thing], tell: Callable[[], object]) -> Iterator[Thing]:
    """These things, and a word to `tell` every few of them; what it raises ends the work."""
    for number, each in enumerate(things):
        if number % _STEP == 0:
            tell()
        yield each
