"""The editor's small search language: words, "phrases", prefix*, -excluded, OR, parentheses and name:value filters.

Terms beside each other must all hold; OR binds tighter than that: `a b OR c` is a and (b or c). Every text is a
search: what cannot be understood is told as a problem with its place, and the rest counts. Places count characters
(code points), where Qt's text fields count UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from quizapp.game.search_completion import Completion, Known, completions
from quizapp.game.search_reading import Reader, Use
from quizapp.game.search_terms import And, Filter, Not, Or, Phrase, Query, SearchProblem, Term, Word
from quizapp.game.search_text import Part, written
from quizapp.game.search_values import FLAGS, TEXTS, FilterName, Op, Value, folded

__all__ = [
    "And",
    "Completion",
    "Filter",
    "FilterName",
    "FilterUse",
    "Known",
    "Not",
    "Op",
    "Or",
    "Phrase",
    "Query",
    "SearchProblem",
    "Term",
    "Value",
    "Word",
    "completions",
    "filters_of",
    "folded",
    "parse",
    "with_filter",
    "without_filter",
]


class FilterUse(NamedTuple):
    """A filter that stands alone in a search, outside parentheses and OR, so that a control can show it.

    `value` is the text behind the colon without quotes and `*`, such as `<=5`; `with_filter` takes it. `filters` are
    its meanings, of which any may hold (months and years of `changed` have a rough length here). The places enclose
    a leading hyphen.
    """

    value: str
    exclude: bool
    start: int
    end: int
    filters: tuple[Filter, ...]


def parse(text: str, today: date) -> Query:
    """What a search means; `today` is where `changed:2m` counts its months back from. Takes any text, never raises."""
    reader = _read(text, today)
    return Query(tuple(reader.terms), tuple(sorted(reader.problems, key=lambda problem: problem[:2])))


def with_filter(text: str, name: str, value: str = "", exclude: bool = False, *, prefix: bool = False) -> str:
    """The search with this filter added and nothing else changed, but that its opposite is taken away.

    `value` is what stands behind the colon, without quotes: a tag, `<=5`, or "" for uncited and appeals. A filter that
    is there is not added again. ValueError for an unknown name or a value that the filter does not take.
    """
    known = FilterName(name)
    colon = "" if known in FLAGS else ":"
    added = ("-" if exclude else "") + known + colon + (written(value) if value else "") + "*" * prefix
    alone = _read(added, date.max)
    if alone.problems or len(alone.uses) != 1 or alone.uses[0].part.text != value:
        raise ValueError(f"{added!r} is no filter")
    opposite = [use for use in _uses(text, known, value) if use.part.prefix == prefix and use.exclude != exclude]
    text = _without(text, opposite)
    reader = _read(text, date.max)
    if any(_is_same(use, alone.uses[0]) for use in reader.uses):
        return text
    place = reader.place_to_add
    before, after = text[:place], text[place:]
    space = "" if not before or before[-1].isspace() else " "
    return before + space + added + (" " if after else "") + after


def without_filter(text: str, name: str, value: str | None = None) -> str:
    """The search without the filters of this name that stand alone, or only those of this value; the rest unchanged.

    Filters whose value is wrong go too. Filters in parentheses or beside OR stay.
    """
    return _without(text, _uses(text, FilterName(name), value))


def filters_of(text: str) -> Mapping[FilterName, tuple[FilterUse, ...]]:
    """The filters that stand alone in a search, by name, in their order, without those whose value is wrong."""
    found: dict[FilterName, tuple[FilterUse, ...]] = {}
    for part, start, exclude, filters in _read(text, date.max).uses:
        if filters and part.name is not None:
            use = FilterUse(part.text, exclude, start, part.end, filters)
            found[part.name] = (*found.get(part.name, ()), use)
    return found


def _uses(text: str, name: FilterName, value: str | None) -> list[Use]:
    uses = [use for use in _read(text, date.max).uses if use.part.name is name]
    return uses if value is None else [use for use in uses if _same_value(name, use.part.text, value)]


def _same_value(name: FilterName, one: str, other: str) -> bool:
    return one == other or (name not in TEXTS and folded(one) == folded(other))


def _is_same(one: Use, other: Use) -> bool:
    return (one.exclude, _identity(one.part)) == (other.exclude, _identity(other.part))


def _identity(part: Part) -> tuple[object, ...]:
    return part.name, part.text, part.prefix


def _without(text: str, uses: list[Use]) -> str:
    for use in reversed(uses):
        before, after = text[: use.start], text[use.part.end :]
        if not after:
            before = before.rstrip()
        elif not before or before[-1].isspace():
            after = after.lstrip()
        text = before + after
    return text


def _read(text: str, today: date) -> Reader:
    reader = Reader(text, today)
    reader.read()
    return reader
