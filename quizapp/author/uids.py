"""Uids of new questions: pack, category and a number that was never used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

_CATEGORY_LENGTH_MAX = 60
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f]+")


class Uids:
    """Gives uids such as `run-on/cast-0351`, each once, whether or not its question is ever written."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._given: dict[str, int] = {}
        """The last number, by what stands before it."""

    def fresh(self, pack_id: str, category: str) -> str:
        """A uid that no question has or had; `category` may be any text."""
        stem = f"{pack_id}/{_UNFIT.sub('-', category.strip())[:_CATEGORY_LENGTH_MAX].strip('-') or 'question'}"
        number = self._given.get(stem, 0) + 1 if stem in self._given else self._first_free(stem)
        while self.is_used(_uid(stem, number)):
            number += 1
        self._given[stem] = number
        return _uid(stem, number)

    def is_used(self, uid: str) -> bool:
        """Whether there is, or was, a question of this uid."""
        return bool(self._bank.revisions.history(uid))

    def _first_free(self, stem: str) -> int:
        """A free number behind a used one, in some dozen steps however many are used: doubled, then halved."""
        free = 1
        while self.is_used(_uid(stem, free)):
            free *= 2
        used = free // 2
        while free - used > 1:
            middle = (used + free) // 2
            used, free = (middle, free) if self.is_used(_uid(stem, middle)) else (used, middle)
        return free


def _uid(stem: str, number: int) -> str:
    return f"{stem}-{number:04d}"
