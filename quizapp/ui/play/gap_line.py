"""What a card shows of a prompt with a gap, which stands beside it in full: the words round the gap."""

from __future__ import annotations

import re

from quizapp.ui.play.card_content import GAP

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]*___[^“”„«»\"]*)[”“»\"]")
_MOST_WORDS = 8
"""What a film card may quote."""
_BEFORE, _AFTER = 4, 3
_ENDS = (".", "!", "?", ":", ";", "…")


def gap_line(prompt: str) -> str:
    """The quotation that has the gap, if it says more than that; else the sentence with it, or a few words of that."""
    quoted = _QUOTED.search(prompt)
    text = quoted[1] if quoted is not None and len(quoted[1].split()) > 1 else prompt
    words = text.split()
    at = next((place for place, word in enumerate(words) if GAP.search(word)), None)
    if at is None or len(words) <= _MOST_WORDS:
        return text.strip()
    start, end = _start(words, at), min(len(words), at + 1 + _AFTER)
    before = "" if start == 0 or words[start - 1].endswith(_ENDS) else "… "
    return before + " ".join(words[start:end]) + ("" if end == len(words) else " …")


def _start(words: list[str], at: int) -> int:
    """Where the sentence begins, or so many words before the gap."""
    start = at
    while start > max(0, at - _BEFORE) and not words[start - 1].endswith(_ENDS):
        start -= 1
    return start
