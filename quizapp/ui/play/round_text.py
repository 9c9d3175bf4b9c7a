"""Labels for texts of a pack, whose words may be longer than any line."""

from __future__ import annotations

import re
import unicodedata

from quizapp.ui.common.labels import PlainLabel

_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 12
_BREAK = "\u200b"
_JOINER = "\u200d"


def breakable(text: str) -> str:
    """The text with invisible places to break a line in words that would not fit on one."""
    return _LONG_WORD.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    pieces: list[str] = []
    since = 0
    for before, letter in zip("\0" + found[0], found[0], strict=False):
        # Never between a letter and its marks, nor inside a joined emoji.
        if since >= _PIECE and before != _JOINER and unicodedata.category(letter)[0] in "LNPS":
            pieces.append(_BREAK)
            since = 0
        pieces.append(letter)
        since += 1
    return "".join(pieces)


class ReadingLabel(PlainLabel):
    """A wrapping label that breaks words longer than a line; `text` and the accessible name are whole."""

    def __init__(
        self, text: str = "", role: str = "body", token: str = "ink", *, bold: bool | None = None, scale: float = 1.0
    ) -> None:
        self._whole = ""
        super().__init__(text, role, token, bold=bold, wrap=True, scale=scale)

    def text(self) -> str:
        """The text as given."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        super().setText(breakable(text))
        self.setAccessibleName(text)
