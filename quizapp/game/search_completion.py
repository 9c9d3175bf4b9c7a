"""What can be written at a place of a search: names of filters and their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from quizapp.errors import Sentence, sentence
from quizapp.game.search_text import PARTS_MAX, Part, PartKind, parts, written
from quizapp.game.search_values import CHOICES, EXAMPLES, EXPLANATIONS, FLAGS, FilterName, folded

COMPLETIONS_MAX = 50


@dataclass(frozen=True, slots=True)
class Known:
    """What the bank has, in the order to be offered."""

    categories: Sequence[str] = ()
    kinds: Sequence[str] = CHOICES[FilterName.KIND]
    tags: Sequence[str] = ()
    packs: Sequence[str] = ()


class Completion(NamedTuple):
    """A text to be put between two places (in characters) of a search, and half a sentence on what it finds."""

    start: int
    end: int
    text: str
    explanation: Sentence


def completions(text: str, cursor: int, known: Known) -> tuple[Completion, ...]:
    """What can stand at the cursor, best first, at most `COMPLETIONS_MAX`; nothing within a phrase.

    What is offered goes on from what stands between the beginning of the name or value and the cursor, and replaces the
    name or value as a whole. Values that only contain what is typed come behind those that begin with it.
    """
    cursor = max(0, min(cursor, len(text)))
    part = _part_at(text, cursor)
    if part is None or part.kind in (PartKind.MINUS, PartKind.OPEN):
        return _names(text, "", cursor, cursor)
    if part.kind is PartKind.WORD:
        return _names(text, text[part.start : cursor], part.start, part.end)
    if part.kind in (PartKind.FILTER, PartKind.MISTYPED):
        return _of_filter(text, cursor, part, known)
    return ()


def _part_at(text: str, cursor: int) -> Part | None:
    """The part that the cursor stands in or directly behind, rather than one that begins there."""
    for part in islice(parts(text), PARTS_MAX):
        if part.start >= cursor:
            return None
        if cursor <= part.end:
            is_over = cursor == part.end and part.quoted and part.closed
            return part._replace(kind=PartKind.PHRASE) if is_over else part
    return None


def _names(text: str, typed: str, start: int, end: int) -> tuple[Completion, ...]:
    wanted = folded(typed)
    names = ((name, str(name) if name in FLAGS else f"{name}:") for name in FilterName)
    return tuple(
        Completion(start, end, new, EXPLANATIONS[name])
        for name, new in names
        if new.startswith(wanted) and new != text[start:end]
    )


def _of_filter(text: str, cursor: int, part: Part, known: Known) -> tuple[Completion, ...]:
    assert part.name is not None, "the parts of a filter have its name"
    if cursor < part.value_start or part.name in FLAGS:
        begun = _names(text, text[part.start : cursor], part.start, part.value_start)
        if begun or part.kind is PartKind.FILTER:
            return begun
    if part.kind is PartKind.MISTYPED:
        return _names(text, str(part.name), part.start, part.value_start)
    typed = text[part.value_start : cursor].lstrip('"“”„')
    values = islice(_matching(_values(part.name, known), folded(typed)), COMPLETIONS_MAX)
    there = text[part.value_start : part.end]
    found = (Completion(part.value_start, part.end, *each) for each in values)
    return tuple(completion for completion in found if completion.text != there)


def _values(name: FilterName, known: Known) -> Iterable[tuple[str, Sentence]]:
    from_bank = {
        FilterName.CATEGORY: known.categories,
        FilterName.KIND: known.kinds,
        FilterName.TAG: known.tags,
        FilterName.PACK: known.packs,
    }
    values = from_bank.get(name) or CHOICES.get(name)
    if values is not None:
        return ((value, EXPLANATIONS[name]) for value in values)
    return ((value, _example(name, value)) for value in EXAMPLES.get(name, ()))


def _example(name: FilterName, value: str) -> Sentence:
    if value == "*":
        return sentence("any at all")
    return EXPLANATIONS[name]


def _matching(values: Iterable[tuple[str, Sentence]], wanted: str) -> Iterator[tuple[str, Sentence]]:
    behind: list[tuple[str, Sentence]] = []
    for value, explanation in values:
        place = folded(value).find(wanted)
        offered = (value if value == "*" else written(value), explanation)
        if place == 0:
            yield offered
        elif place > 0:
            behind.append(offered)
    yield from behind
