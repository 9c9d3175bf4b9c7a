"""Options that people typed as text into a question, with the right ones named in the answer.

Two ways are common: lines that begin with `[ ]`, of which the answer repeats the right ones with `[x]`; and options
`A.`, `B)` or `(c)`, on lines of their own or in one line, of which the answer names the letter or the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from quizapp.formats.choices import RefusedError
from quizapp.formats.table_keys import places_of
from quizapp.game.mapping import KeyStyle

_BOX = re.compile(r"\s*(?:[-*•–+]\s*)?\[\s?([xX✓✔]?)\s?\]\s*(\S.*)")
_LETTERED = re.compile(r"\s*\(?([A-Ja-j])[.):]\s*(\S.*)")
_INLINE = re.compile(r"(?<!\S)\(?([A-Ja-j])[).]\s+(?=\S)")
_LABEL = re.compile(r"\(?([A-Ja-j])(?:[.):]+(?:\s+(\S.*))?)?\s*")
_ANSWER_WORD = re.compile(
    r"\s*(?:the\s+)?(?:correct\s+|right\s+)?(?:answers?|key|antwort(?:en)?|respuestas?|réponses?|정답|답)\s*(?:is\s+)?[:=]\s*",
    re.IGNORECASE,
)
_END_OF_SENTENCE = ".;, "


@dataclass(frozen=True, slots=True)
class TypedOptions:
    """A question without its options, the options with whether each is right, and what else the answer says."""

    stem: str
    options: tuple[tuple[str, bool], ...]
    rest: str


@dataclass(slots=True)
class _Listed:
    """The options of a question; what stands below them after a blank line belongs to the stem."""

    stem: list[str]
    options: list[str]
    marked: list[bool]
    have_boxes: bool


def typed_options(prompt: str, key: str) -> TypedOptions | None:
    """The options in the text of a question; None where there are none.

    Raises `RefusedError` where there are options but the answer names none of them.
    """
    has_lines = "\n" in prompt
    listed = _boxes(prompt) if has_lines and "[" in prompt else None
    listed = listed or (_letters(prompt) if has_lines else None) or _letters_in_line(prompt)
    if listed is None:
        return None
    right, rest = _right(listed, key)
    options = tuple((text, place in right) for place, text in enumerate(listed.options))
    return TypedOptions("\n".join(listed.stem).strip(), options, rest)


def _boxes(prompt: str) -> _Listed | None:
    return _on_lines(prompt, _BOX, lambda mark, count: True, have_boxes=True)


def _letters(prompt: str) -> _Listed | None:
    """The letters have to follow each other from A on."""
    return _on_lines(prompt, _LETTERED, lambda letter, count: _place(letter) == count, have_boxes=False)


def _place(letter: str) -> int:
    return ord(letter.upper()) - ord("A")


def _on_lines(
    prompt: str, pattern: re.Pattern[str], fits: Callable[[str, int], bool], *, have_boxes: bool
) -> _Listed | None:
    listed = _Listed([], [], [], have_boxes)
    is_behind = True
    for line in prompt.split("\n"):
        found = pattern.match(line)
        if found and fits(found[1], len(listed.options)):
            listed.options.append(found[2].strip())
            listed.marked.append(have_boxes and bool(found[1]))
            is_behind = False
        elif is_behind or not line.strip():
            listed.stem.append(line)
            is_behind = True
        else:
            listed.options[-1] += f" {line.strip()}"
    return listed if len(listed.options) > 1 else None


def _letters_in_line(prompt: str) -> _Listed | None:
    starts: list[re.Match[str]] = []
    for found in _INLINE.finditer(prompt):
        if _place(found[1]) == len(starts):
            starts.append(found)
    if len(starts) < 2 or not prompt[: starts[0].start()].strip():
        return None
    ends = [each.start() for each in starts[1:]] + [len(prompt)]
    options = [prompt[each.end() : end].strip(" \n,;") for each, end in zip(starts, ends, strict=True)]
    return _Listed([prompt[: starts[0].start()]], options, [False] * len(options), have_boxes=False)


def _right(listed: _Listed, key: str) -> tuple[set[int], str]:
    """The places of the right options, and what the answer says beside them."""
    ticked = _ticked(listed, key) if listed.have_boxes else None
    if ticked is not None:
        return ticked
    if not key.strip():
        if any(listed.marked):
            return {place for place, is_right in enumerate(listed.marked) if is_right}, ""
        raise RefusedError("answers", "no right answer is given, so the question was left out")
    return _named(listed.options, key)


def _ticked(listed: _Listed, key: str) -> tuple[set[int], str] | None:
    """The options that the answer repeats with a cross in their box; None where it has none."""
    right: set[int] = set()
    rest: list[str] = []
    has_ticks = False
    for line in key.split("\n"):
        found = _BOX.match(line)
        if found is None:
            rest.append(line)
        elif found[1]:
            has_ticks = True
            right.add(_place_of(found[2], listed.options))
    return (right, "\n".join(rest).strip()) if has_ticks else None


def _place_of(text: str, options: list[str]) -> int:
    for fold in (_folded, _without_accents):
        wanted = fold(text)
        for place, option in enumerate(options):
            if fold(option) == wanted:
                return place
    template = "the right answer “{key}” is none of the options, so the question was left out"
    raise RefusedError("answers", template, key=text.strip()[:60])


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(_END_OF_SENTENCE)


def _without_accents(text: str) -> str:
    """People forget them on one side."""
    return "".join(char for char in unicodedata.normalize("NFD", _folded(text)) if not unicodedata.combining(char))


def _named(options: list[str], key: str) -> tuple[set[int], str]:
    """By letter (`B`, `A, C`), by letter and text (`B. Seoul`), or by text; the lines below explain."""
    lines = key.strip().split("\n")
    first = _ANSWER_WORD.sub("", lines[0], count=1).strip()
    rest = "\n".join(lines[1:]).strip()
    label = _LABEL.fullmatch(first)
    if label and label[2] and _place(label[1]) < len(options):
        place = _place(label[1])
        if _folded(label[2]) == _folded(options[place]):
            return {place}, rest
        return {place}, "\n".join(filter(None, (label[2].strip(), rest)))
    bare = [_folded(option) for option in options]
    if _folded(first) in bare:
        return {bare.index(_folded(first))}, rest
    is_word = first.isalpha() and len(first) > 1 and not first.isupper()
    places = None if is_word else places_of(first, options, KeyStyle.LETTER, ",")
    if places is not None:
        return set(places), rest
    return {_place_of(key, options)}, ""
