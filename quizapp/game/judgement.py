"""What a typed answer is found to be. Every start loads this; `typed` with its tables only who types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Places = tuple[tuple[int, int], ...]


class Likeness(StrEnum):
    """How near a typed text is to an answer."""

    EXACT = "exact"
    SPELLING = "spelling"
    """The same person or word, spelled otherwise."""
    SLIP = "slip"
    """A letter or two are wrong."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class TypedJudgement:
    """What a typed text is worth. `accepted` is the answer to show as it is written; empty for a wrong one.

    The marks of a slip are stretches, (start, end) in characters, that differ: in the typed text without white space
    at its ends, and in `accepted`. A letter that is missing in a text has no mark there.
    """

    likeness: Likeness
    accepted: str = ""
    typed_marks: Places = ()
    accepted_marks: Places = ()
