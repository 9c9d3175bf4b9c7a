"""Cloze texts of Anki: `{{c1::hidden::hint}}`, also one within another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizapp.game.question import GAP

GAPS_MAX = 100
DEPTH_MAX = 8
_TOKEN = re.compile(r"\{\{c(\d{1,3}(?:,\d{1,3})*)::|\}\}")
_HINT = "::"


@dataclass(frozen=True, slots=True)
class Gap:
    """One question of a cloze: the text with `GAP` in it (as often as the number occurs), what is hidden, the hint."""

    number: int
    prompt: str
    hidden: tuple[str, ...]
    hint: str


@dataclass(slots=True)
class _Part:
    """A cloze, or the whole text (then it has no numbers)."""

    numbers: frozenset[int] = frozenset()
    opening: str = ""
    children: list[str | _Part] = field(default_factory=list)


def has_gaps(text: str) -> bool:
    """Whether a text is a cloze."""
    return "{{c" in text and re.search(r"\{\{c\d{1,3}(?:,\d{1,3})*::", text) is not None


def gaps_in(text: str) -> Iterator[Gap]:
    """One question for each number, in their order; where another gap stands, its text is written out."""
    whole = _parsed(text)
    for number in sorted(_numbers(whole)):
        hidden: list[str] = []
        hints: list[str] = []
        prompt = _shown(whole, number, hidden, hints)
        yield Gap(number, prompt, tuple(hidden), " ".join(dict.fromkeys(filter(None, hints))))


def _parsed(text: str) -> _Part:
    stack = [_Part()]
    place = 0
    for token in _TOKEN.finditer(text):
        stack[-1].children.append(text[place : token.start()])
        place = token.end()
        if token[1] and len(stack) <= DEPTH_MAX:
            part = _Part(frozenset(map(int, token[1].split(","))), token[0])
            stack[-1].children.append(part)
            stack.append(part)
        elif token[1] or len(stack) == 1:
            stack[-1].children.append(token[0])
        else:
            stack.pop()
    stack[-1].children.append(text[place:])
    while len(stack) > 1:
        _dissolve(stack.pop(), stack[-1])
    return stack[0]


def _dissolve(part: _Part, parent: _Part) -> None:
    """What is never closed is no gap: it stands there as it was written. It is the last child of its parent."""
    parent.children.pop()
    parent.children += [part.opening, *part.children]


def _numbers(part: _Part) -> set[int]:
    found = set(part.numbers)
    for child in part.children:
        if isinstance(child, _Part):
            found |= _numbers(child)
    return found


def _shown(part: _Part, number: int, hidden: list[str], hints: list[str]) -> str:
    """The text of a part as the question of this number shows it."""
    is_asked = number in part.numbers
    inner = 0 if is_asked else number
    text = "".join(child if isinstance(child, str) else _shown(child, inner, hidden, hints) for child in part.children)
    if not part.numbers:
        return text
    text, _, hint = text.partition(_HINT)
    if not is_asked:
        return text
    hidden.append(text.strip())
    hints.append(hint.strip())
    return GAP
