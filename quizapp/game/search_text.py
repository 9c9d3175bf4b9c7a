"""The text of a search cut into its parts, each with its place, and values written so that they can be read again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from quizapp.game.search_values import FLAGS, FilterName, filter_name, nearest_name

PARTS_MAX = 200
"""How many parts of a search count. More are a pasted text, and deeper than SQL can nest its conditions."""


class PartKind(IntEnum):
    """What a part of a search is."""

    WORD = 0
    PHRASE = 1
    FILTER = 2
    MISTYPED = 3
    """`name:value` where the name is nearly one of a filter."""
    OR = 4
    MINUS = 5
    OPEN = 6
    CLOSE = 7


class Part(NamedTuple):
    """A part of a search between two places of its text, counted in characters.

    `text` is the word, the content of the quotes, or the value of a filter, without quotes, escapes and the `*` that
    `prefix` tells of. `value_start` is where the value of a filter (or a quote's content with its quote) begins.
    """

    kind: PartKind
    start: int
    end: int
    text: str = ""
    prefix: bool = False
    name: FilterName | None = None
    value_start: int = 0
    quoted: bool = False
    closed: bool = True


_QUOTED = r'"(?P<plain>[^"\\]*(?:\\.[^"\\]*)*)\\?(?P<plain_end>"?)|[“”„](?P<curly>[^“”]*)(?P<curly_end>[“”]?)'
_RUN = r'[^\s()"“”„]'
_PART = re.compile(rf"\s*(?:(?P<sign>[()-])|(?P<run>{_RUN}+)|(?P<quote>{_QUOTED}))", re.DOTALL)
_VALUE = re.compile(rf"(?P<quote>{_QUOTED})", re.DOTALL)
_NAMED = re.compile(r"([^\W\d_]+):")
_ESCAPED = re.compile(r'\\(["\\])')
_BARE = re.compile(r'[^\s()"“”„*]+')
_QUOTES = ('"', "“", "”", "„")
_SIGNS = {"(": PartKind.OPEN, ")": PartKind.CLOSE, "-": PartKind.MINUS}


def parts(text: str) -> Iterator[Part]:
    """The parts of a search in order, however many; what lies between them is white space."""
    match = _PART.match(text)
    while match is not None:
        part = _part(text, match)
        yield part
        match = _PART.match(text, part.end)


def _part(text: str, match: re.Match[str]) -> Part:
    if run := match["run"]:
        return _run_part(text, run, match.start("run"), match.end())
    if sign := match["sign"]:
        return Part(_SIGNS[sign], match.end() - 1, match.end())
    return _quoted_part(PartKind.PHRASE, text, match.start("quote"), match, None)


def _run_part(text: str, run: str, start: int, end: int) -> Part:
    if ":" in run and (named := _NAMED.match(run)):
        name = filter_name(named[1])
        value_start = start + named.end()
        if name is not None:
            return _filter_part(PartKind.FILTER, text, start, value_start, end, name)
        has_value = value_start < end or text[end : end + 1] in _QUOTES
        if has_value and not text.startswith("//", value_start) and (name := nearest_name(named[1])):
            return _filter_part(PartKind.MISTYPED, text, start, value_start, end, name)
    if run == "OR":
        return Part(PartKind.OR, start, end)
    if (name := filter_name(run)) in FLAGS:
        return Part(PartKind.FILTER, start, end, "", False, name, end)
    word = run.rstrip("*")
    return Part(PartKind.WORD, start, end, word, word != run)


def _filter_part(kind: PartKind, text: str, start: int, value_start: int, end: int, name: FilterName) -> Part:
    if value_start == end and (quote := _VALUE.match(text, value_start)):
        return _quoted_part(kind, text, start, quote, name)
    value = text[value_start:end]
    bare = value.rstrip("*")
    return Part(kind, start, end, bare, bare != value, name, value_start)


def _quoted_part(kind: PartKind, text: str, start: int, quote: re.Match[str], name: FilterName | None) -> Part:
    plain = quote["plain"]
    content = quote["curly"] if plain is None else _ESCAPED.sub(r"\1", plain) if "\\" in plain else plain
    end, closed = quote.end(), bool(quote["plain_end"] or quote["curly_end"])
    prefix = text.startswith("*", end)
    return Part(kind, start, end + prefix, content, prefix, name, quote.start("quote"), True, closed)


def written(value: str) -> str:
    """The value of a filter as it has to be written: in quotes where it would end too early or mean something else."""
    if _BARE.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
