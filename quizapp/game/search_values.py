"""The filters of the editor's search: their names, what may stand behind each, and what it means."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from quizapp.errors import Sentence, sentence
from quizapp.game.draft import BESIDE_OTHERS, Draft, Severity
from quizapp.game.question import DIFFICULTIES, Kind


class FilterName(StrEnum):
    """What a search can filter by. The values are the words people type before the colon."""

    CATEGORY = "category"
    KIND = "kind"
    TAG = "tag"
    EPISODE = "episode"
    DIFFICULTY = "difficulty"
    PACK = "pack"
    PROBLEM = "problem"
    UNCITED = "uncited"
    FACILITY = "facility"
    DISCRIMINATION = "discrimination"
    ASKED = "asked"
    CHANGED = "changed"
    APPEALS = "appeals"
    STATE = "state"
    UID = "uid"


Op = Literal["=", "<", "<=", ">", ">="]
Value = str | int | float | timedelta


class Reading(NamedTuple):
    """What a filter's value means; see `search.Filter`."""

    op: Op
    value: Value
    prefix: bool = False


class NumberRange(NamedTuple):
    """The numbers a filter can be compared with, and whether only whole ones."""

    least: int
    most: int
    whole: bool


FLAGS = frozenset({FilterName.UNCITED, FilterName.APPEALS})
"""Filters without a value and without a colon."""
TEXTS = frozenset({FilterName.CATEGORY, FilterName.TAG, FilterName.PACK, FilterName.UID})
"""Filters by any text."""
CHOICES: Mapping[FilterName, tuple[str, ...]] = {
    FilterName.KIND: tuple(map(str, Kind)),
    FilterName.STATE: ("draft", "live", "retired"),
    FilterName.PROBLEM: (*map(str, Severity), *BESIDE_OTHERS, *Draft.__dataclass_fields__),
}
"""Filters by one of some words; a problem is named by how grave it is, by its field or by what others tell."""
NUMBERS: Mapping[FilterName, NumberRange] = {
    FilterName.EPISODE: NumberRange(0, 9_999, True),
    FilterName.DIFFICULTY: NumberRange(DIFFICULTIES[0], DIFFICULTIES[-1], True),
    FilterName.ASKED: NumberRange(0, 999_999_999, True),
    FilterName.FACILITY: NumberRange(0, 1, False),
    FilterName.DISCRIMINATION: NumberRange(-1, 1, False),
}

_NEAR = 75
"""From this ratio (rapidfuzz, 0 to 100) on an unknown name is taken for a mistyped one: below lie http, note, time."""
_SHOWN = 40
_NAMES: Mapping[str, FilterName] = {str(name): name for name in FilterName}
_NUMBER = re.compile(r"([-+]?)(\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})(%?)")
_AGE = re.compile(r"(\d{1,6})([hdwmy])")
_COMPARED = re.compile(r"(<=|>=|[<>=≤≥]?)\s*(.*)", re.DOTALL)
_OPS: Mapping[str, Op] = {"": "=", "=": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">="}
_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """The text as searches compare it: Unicode form NFKC, without case. Spaces, hyphens and accents stay."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def filter_name(written: str) -> FilterName | None:
    """The filter of this name in any case, or None."""
    return _NAMES.get(written) or _NAMES.get(written.lower())


@lru_cache(maxsize=256)
def nearest_name(written: str) -> FilterName | None:
    """The filter that somebody who wrote this unknown name has probably meant: its beginning or a slip; or None."""
    name = folded(written)[:_SHOWN]
    if len(name) < 2:
        return None
    if begun := next((known for known in FilterName if known.startswith(name)), None):
        return begun
    near = process.extractOne(name, list(_NAMES), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return _NAMES[near[0]] if near else None


def read_value(name: FilterName, written: str, prefix: bool, today: date) -> tuple[Reading, ...] | Sentence:
    """What stands behind a filter's colon: its meanings, of which any may hold, or why it has none.

    `prefix` tells that a `*` followed the value, which is not part of `written`. `today` is where months and years
    are counted back from.
    """
    if name in FLAGS:
        return (Reading("=", ""),) if not written and not prefix else _no_value_wanted(name)
    if not written.strip():
        return (Reading("=", "", True),) if prefix else _MISSING[name]
    if name in TEXTS:
        return (Reading("=", written, prefix),)
    if name in CHOICES:
        return _read_choice(name, written, prefix)
    return _read_compared(name, written + "*" * prefix, today)


def _no_value_wanted(name: FilterName) -> Sentence:
    return sentence("“{name}” stands alone, without a value.", name=str(name))


@lru_cache(maxsize=256)
def _read_choice(name: FilterName, written: str, prefix: bool) -> tuple[Reading, ...] | Sentence:
    choices = CHOICES[name]
    wanted = _APART.sub("_", folded(written)).strip("_")
    if wanted in choices and not prefix:
        return (Reading("=", wanted),)
    found = [choice for choice in choices if wanted and choice.startswith(wanted)]
    found = found or [choice for choice in choices if wanted and f"_{wanted}" in choice]
    return tuple(Reading("=", choice) for choice in found) or _no_choice(name, written)


def _no_choice(name: FilterName, written: str) -> Sentence:
    template = "“{value}” is none of the words for “{name}:”. They are: {choices}."
    return sentence(template, value=written[:_SHOWN], name=str(name), choices=", ".join(CHOICES[name]))


@lru_cache(maxsize=256)
def _read_compared(name: FilterName, written: str, today: date) -> tuple[Reading, ...] | Sentence:
    match = _COMPARED.fullmatch(unicodedata.normalize("NFKC", written).strip())
    assert match is not None, "the pattern takes any text"
    op, rest = _OPS[match[1]], match[2].replace("−", "-").lower()
    if not rest:
        return _MISSING[name]
    if name is FilterName.CHANGED:
        age = _age(rest, today)
        return (Reading("<=" if op == "=" else op, age),) if age is not None else _wrong_age(written)
    number = _number(rest, NUMBERS[name])
    return (Reading(op, number),) if number is not None else _wrong_number(name, written)


def _number(written: str, among: NumberRange) -> int | float | None:
    match = _NUMBER.fullmatch(written)
    if match is None:
        return None
    digits = match[1] + match[2].replace(",", ".")
    if among.whole:
        number = int(digits) if "." not in digits and not match[3] else None
    else:
        number = float(digits) / 100 if match[3] else float(digits)
    return number if number is not None and among.least <= number <= among.most else None


def _wrong_number(name: FilterName, written: str) -> Sentence:
    least, most, whole = NUMBERS[name]
    if name is FilterName.DIFFICULTY:
        template = "“{value}” is no difficulty: write 1, 2 or 3, such as difficulty:3 or difficulty:>=2."
        return sentence(template, value=written[:_SHOWN])
    template = "“{value}” does not fit “{name}:”. Write a number from {least} to {most}, such as {example}."
    if whole:
        template = "“{value}” does not fit “{name}:”. Write a whole number from {least} to {most}, such as {example}."
    example = f"{name}:{EXAMPLES[name][0]}"
    return sentence(template, value=written[:_SHOWN], name=str(name), least=least, most=most, example=example)


def _age(written: str, today: date) -> timedelta | None:
    match = _AGE.fullmatch(written)
    if match is None:
        return None
    count, unit = int(match[1]), match[2]
    if unit in _FIXED_UNITS:
        return count * _FIXED_UNITS[unit]
    return today - _months_before(today, count * (12 if unit == "y" else 1))


def _months_before(today: date, months: int) -> date:
    """The same day of an earlier month, or its last day where there is none; the year 1 where that would be earlier."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _wrong_age(written: str) -> Sentence:
    template = "“{value}” is no length of time: write a number and h, d, w, m (months) or y, such as changed:7d."
    return sentence(template, value=written[:_SHOWN])


_FIXED_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}

EXPLANATIONS: Mapping[FilterName, Sentence] = {
    FilterName.CATEGORY: sentence("questions of a category"),
    FilterName.KIND: sentence("how the question is answered"),
    FilterName.TAG: sentence("questions with a tag"),
    FilterName.EPISODE: sentence("the episode one must have seen"),
    FilterName.DIFFICULTY: sentence("1 easy, 2 medium, 3 hard"),
    FilterName.PACK: sentence("questions of a pack"),
    FilterName.PROBLEM: sentence("errors, warnings, or problems of a field"),
    FilterName.UNCITED: sentence("questions without a source"),
    FilterName.FACILITY: sentence("the share of players who were right, 0 to 1"),
    FilterName.DISCRIMINATION: sentence("how well it tells who knows much, -1 to 1"),
    FilterName.ASKED: sentence("how often it was asked"),
    FilterName.CHANGED: sentence("changed within this time"),
    FilterName.APPEALS: sentence("questions with open appeals of players"),
    FilterName.STATE: sentence("drafts, live or retired questions"),
    FilterName.UID: sentence("the question with this id"),
}
"""Half a sentence on each filter, for lists of completions and for help."""
EXAMPLES: Mapping[FilterName, tuple[str, ...]] = {
    FilterName.EPISODE: ("<=5", "1", "*"),
    FilterName.DIFFICULTY: ("1", "2", "3", ">=2"),
    FilterName.FACILITY: ("<0.3", ">0.9"),
    FilterName.DISCRIMINATION: ("<0", "<0.2"),
    FilterName.ASKED: (">=20", "0"),
    FilterName.CHANGED: ("1d", "7d", "1m", "1y", ">1y"),
}
"""Values worth offering for filters that compare; the first is the one messages show."""
_MISSING: Mapping[FilterName, Sentence] = {
    name: sentence("There is nothing behind “{name}:”; write it like {example}.", name=str(name), example=example)
    for name, example in {
        FilterName.CATEGORY: "category:plot",
        FilterName.KIND: "kind:short_answer",
        FilterName.TAG: 'tag:"blue bird"',
        FilterName.PACK: "pack:run-on",
        FilterName.PROBLEM: "problem:error",
        FilterName.STATE: "state:draft",
        FilterName.UID: "uid:run-on/plot-0001",
        **{each: f"{each}:{examples[0]}" for each, examples in EXAMPLES.items()},
    }.items()
}
