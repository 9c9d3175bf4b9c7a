"""Names of people: which spellings are the same person, and the Hangul that stands beside a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from quizapp.game.hangul import has_hangul
from quizapp.game.question import Name

_BETWEEN = re.compile(r"[\s\-‐-―'’.·]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without what never matters when texts are compared: Unicode form, case, spaces, hyphens, apostrophes."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


class NameBook:
    """The names of one pack, found by any spelling."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_spelling: dict[str, Name] = {}
        for name in names:
            for spelling in (name.canonical, name.hangul, *name.variants):
                if folded := fold(spelling):
                    self._by_spelling.setdefault(folded, name)

    def find(self, text: str) -> Name | None:
        """The person this whole text names, or None."""
        return self._by_spelling.get(fold(text))

    def hangul(self, text: str) -> str:
        """The Hangul to show beside a text that is somebody's name; empty for other texts and texts with Hangul."""
        name = None if has_hangul(text) else self.find(text)
        return name.hangul if name else ""

    def with_hangul(self, text: str) -> str:
        """The text, with a space and the Hangul behind it where it is somebody's name."""
        return f"{text} {self.hangul(text)}".rstrip()
