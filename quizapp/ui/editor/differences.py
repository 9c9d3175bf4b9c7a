"""What differs between two texts, in pieces that can be painted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "removed", "added", "other"]
"""`other`: that another version has not, where neither is the older one."""
Piece = tuple[str, Change]

WORDS_COMPARED = 1_500
"""In longer texts only what they begin and end with is compared: word by word would hold up the window."""
TEXT_SHOWN = 2_500
"""Characters of a text that are shown in a list of differences."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def word_pieces(before: str, after: str) -> list[Piece]:
    """Both texts as one, word by word: what only one of them has is removed or added."""
    before, after = _shortened(before), _shortened(after)
    if before == after:
        return [(before, "same")] if before else []
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > WORDS_COMPARED:
        return _joined(_by_ends(before, after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    texts = [("".join(old[start:end]), "".join(new[new_start:new_end])) for _, start, end, new_start, new_end in steps]
    pieces: list[Piece] = []
    removed = added = ""
    for place, (was, now) in enumerate(texts):
        # A space between two words that were both changed would cut each into two.
        inside = removed and added and not was.strip() and place < len(texts) - 1
        if was != now or inside:
            removed, added = removed + was, added + now
            continue
        pieces.extend(((removed, "removed"), (added, "added"), (was, "same")))
        removed = added = ""
    return _joined([*pieces, (removed, "removed"), (added, "added")])


def marked_pieces(text: str, spans: Sequence[tuple[int, int]], change: Change) -> list[Piece]:
    """The text cut where `spans` (places in it, in order) begin and end, each of these stretches as `change`."""
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        pieces.append((text[at:start], "same"))
        pieces.append((text[start:end], change))
        at = end
    return _joined([*pieces, (text[at:], "same")])


def _by_ends(before: str, after: str) -> list[Piece]:
    most = min(len(before), len(after))
    head = next((place for place in range(most) if before[place] != after[place]), most)
    rest = most - head
    tail = next((back for back in range(rest) if before[-1 - back] != after[-1 - back]), rest)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    return [(before[:head], "same"), (old, "removed"), (new, "added"), (before[len(before) - tail :], "same")]


def _shortened(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN] + "…"


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without empty pieces, and neighbours of one sort as one."""
    made: list[Piece] = []
    for text, change in pieces:
        if made and made[-1][1] == change:
            made[-1] = (made[-1][0] + text, change)
        elif text:
            made.append((text, change))
    return made
