"""How far into a file its reader has come, as far as the questions tell that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.formats.reading import Found, ReadItem

_PACKED = b"PK"
"""How a zip archive begins, in which lines are none."""
_PLAIN = re.compile(r"[A-Za-z0-9 ,.?!]{8,60}")
"""Characters that stand in every text file as they are, be it JSON or XML."""
_WINDOW = 2**18
_USUAL = 200
"""Bytes that a question takes where nothing is known."""


class Place:
    """The place of a reader in a file, from the lines of its questions, or where their words stand in the one line.

    Where neither tells, it comes nearer to the end with each question and never there: a bar that stood at the end for
    a minute would look as if the program did.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._line_count = 1 if content.startswith(_PACKED) else content.count(b"\n") + 1
        self._line = self._count = self._at = 0
        self._last = ""
        self._is_lost = content.startswith(_PACKED)

    def passing(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same, with an eye on where they stand."""
        for each in found:
            self._count += 1
            self._line = max(self._line, each.line)
            if isinstance(each, ReadItem):
                self._last = each.draft.prompt if each.draft is not None else each.text
            yield each

    def byte(self) -> int:
        """How many bytes have been read, from 0 to the size of the file, and never fewer than before."""
        size = len(self._content)
        if self._line > 1 and self._line_count > 1:
            self._at = max(self._at, min(size * self._line // self._line_count, size))
            return self._at
        if not self._is_lost and self._count:
            self._seek()
        if self._is_lost:
            self._at = max(self._at, size * self._count // (self._count + size // _USUAL + 1))
        return self._at

    def _seek(self) -> None:
        plain = _PLAIN.search(self._last)
        at = self._content.find(plain[0].encode(), self._at, self._at + _WINDOW) if plain else -1
        self._at, self._is_lost = max(at, self._at), at < 0
