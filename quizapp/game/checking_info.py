"""Checks of the description of a pack: its own fields, categories, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from quizapp.game.checking_notes import PROSE_LENGTH_MAX, error, too_long, warning
from quizapp.game.draft import Problem
from quizapp.game.names import fold
from quizapp.game.question import CARDS, PackInfo

CATEGORIES_MAX = 1_000

_PACK_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

Part = tuple[Literal["pack", "category", "name"], int]
"""What a problem of a description belongs to: the pack itself (then 0), or the category or name of this place."""


def check_info(info: PackInfo) -> tuple[Problem, ...]:
    """Everything wrong with the description of a pack."""
    return tuple(problem for _, problem in check_info_by_part(info))


def check_info_by_part(info: PackInfo) -> Iterator[tuple[Part, Problem]]:
    """Everything wrong with the description of a pack, each with the part of it that is wrong."""
    itself: Part = ("pack", 0)
    yield from ((itself, problem) for problem in _check_top(info))
    yield from _check_categories(info)
    yield from _check_names(info)


def _check_top(info: PackInfo) -> Iterator[Problem]:
    if not _PACK_ID.fullmatch(info.id):
        yield error("id", "a pack needs an id of small letters, digits, dots and hyphens")
    if not info.title:
        yield error("title", "a pack needs a title")
    if not info.version:
        yield error("version", "a pack needs a version")
    if info.episodes is not None and not 1 <= info.episodes <= 9999:
        yield error("episodes", "the number of episodes is {episodes}; it must be 1 to 9999", episodes=info.episodes)
    if len(info.categories) > CATEGORIES_MAX:
        template = "a pack has {count} categories; it can have {limit}"
        yield error("category", template, count=len(info.categories), limit=CATEGORIES_MAX)
    texts = [(field, getattr(info, field)) for field in ("title", "version", "language", "licence")]
    for field, text in [*texts, *(("authors", author) for author in info.authors)]:
        if len(text) > PROSE_LENGTH_MAX:
            yield too_long(field, text)


def _check_categories(info: PackInfo) -> Iterator[tuple[Part, Problem]]:
    met: set[str] = set()
    for place, category in enumerate(info.categories):
        part: Part = ("category", place)
        for field, text in (("id", category.id), ("title", category.title)):
            if not text:
                yield part, error(field, "a category needs an id and a title")
            if len(text) > PROSE_LENGTH_MAX:
                yield part, too_long(field, text)
        if category.id and fold(category.id) in met:
            yield part, error("id", "“{text}” stands there twice", text=category.id[:60])
        met.add(fold(category.id))
        if category.card not in CARDS:
            template = "the card “{card}” is unknown; the cards are {cards}"
            yield part, error("card", template, card=category.card[:40], cards=", ".join(CARDS))


def _check_names(info: PackInfo) -> Iterator[tuple[Part, Problem]]:
    owner: dict[str, str] = {}
    for place, name in enumerate(info.names):
        part: Part = ("name", place)
        if not name.canonical:
            yield part, error("canonical", "a name needs a canonical spelling")
        for field, texts in (("canonical", (name.canonical,)), ("hangul", (name.hangul,)), ("variants", name.variants)):
            if long := next((text for text in texts if len(text) > PROSE_LENGTH_MAX), None):
                yield part, too_long(field, long)
        for spelling in dict.fromkeys(fold(text) for text in (name.canonical, name.hangul, *name.variants)):
            other = owner.setdefault(spelling, name.canonical) if spelling else name.canonical
            if other != name.canonical:
                template = "“{one}” and “{other}” share a spelling"
                yield part, warning("variants", template, one=other[:60], other=name.canonical[:60])
