"""Text as people paste it: what is invisible or dangerous in it."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset(
    "\u200b\u2060\ufeff\u00ad\u180e\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb\u3164\uffa0"
)
"""Zero-width spaces, marks that change the direction of text, invisible signs of mathematics and annotation, and the
Hangul fillers, which look like nothing. Joiners stay: some scripts are wrong without them."""


def cleaned(text: str) -> str:
    """The text without invisible marks, control characters and lone surrogates, trimmed; lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = (char for char in text.replace("\r\n", "\n").replace("\r", "\n") if _is_kept(char))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def hides_something(text: str) -> bool:
    """Whether `cleaned` would take away more than white space at the ends."""
    return any(not _is_kept(char) for char in text if char != "\r")


def _is_kept(char: str) -> bool:
    if char in "\n\t":
        return True
    return char not in _INVISIBLE and unicodedata.category(char) not in ("Cc", "Cs")
