"""What a search finds, written as plainly as possible, to compare with what the bank finds by SQL."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from quizapp.game.draft import Draft
from quizapp.game.edits import ListRow
from quizapp.game.search import And, Filter, FilterName, Not, Or, Phrase, Query, Term, Word, folded

_OPS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Item:
    """A question with the row that the table shows of it."""

    row: ListRow
    draft: Draft
    pack_title: str


def found(query: Query, items: Iterable[Item], now_ms: int) -> set[str]:
    """The uids of those that every term of the query holds for."""
    return {item.row.uid for item in items if all(_holds(term, item, now_ms) for term in query.terms)}


def _holds(term: Term, item: Item, now_ms: int) -> bool:
    match term:
        case Word(text, prefix):
            return _stands_in(text, prefix, item)
        case Phrase(words, prefix):
            return _stands_in(" ".join(words), prefix, item)
        case Not(inner):
            return not _holds(inner, item, now_ms)
        case Or(alternatives):
            return any(_holds(each, item, now_ms) for each in alternatives)
        case And(terms):
            return all(_holds(each, item, now_ms) for each in terms)
        case Filter():
            return _passes(term, item, now_ms)


def _columns(draft: Draft) -> Iterator[str]:
    """The texts that are searched; of each option, in the order in which the bank keeps them."""
    yield draft.prompt
    yield "\n".join(_options(draft))
    yield draft.explanation
    yield "\n".join(draft.tags)


def _options(draft: Draft) -> Iterator[str]:
    yield from draft.answers
    for distractor in draft.distractors:
        yield distractor.text
        yield distractor.feedback
    yield from (text for pair in draft.pairs for text in pair)
    yield from draft.extra
    yield from draft.sequence
    if draft.media:
        yield draft.media.alt


def tokens(text: str) -> list[str]:
    """The words of a text without case and accents, which `unicode61 remove_diacritics 2` also takes away."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain))


def _stands_in(text: str, prefix: bool, item: Item) -> bool:
    wanted = tokens(text)
    if not wanted:
        literal = _storable(text).strip()
        return any(literal in column for column in _columns(item.draft))
    for column in _columns(item.draft):
        words = tokens(column)
        for start in range(len(words) - len(wanted) + 1):
            here = words[start : start + len(wanted)]
            if here[:-1] == wanted[:-1] and (here[-1].startswith(wanted[-1]) if prefix else here[-1] == wanted[-1]):
                return True
    return False


def _storable(text: str) -> str:
    return re.sub("[\0\ud800-\udfff]", " ", text)


def _passes(wanted: Filter, item: Item, now_ms: int) -> bool:
    row, name, value = item.row, wanted.name, wanted.value
    texts: dict[FilterName, tuple[str, ...]] = {
        FilterName.CATEGORY: (row.category,),
        FilterName.TAG: row.tags,
        FilterName.PACK: (row.pack_id, item.pack_title),
        FilterName.UID: (row.uid,),
    }
    if name in texts:
        return any(_is_text(text, wanted) for text in texts[name])
    if name is FilterName.UNCITED:
        return not item.draft.sources
    if name is FilterName.APPEALS:
        return row.appeals > 0
    if name is FilterName.PROBLEM:
        parts = [part for word in row.problems.split() for part in word.split(":")]
        return bool(parts) if value == "" else value in parts
    if name in (FilterName.KIND, FilterName.STATE):
        return value in ("", getattr(row, name))
    if isinstance(value, timedelta):
        return _OPS[wanted.op](timedelta(milliseconds=now_ms - row.changed_at_ms), value)
    number = getattr(row, name) if name is not FilterName.CHANGED else 1
    if value == "":
        return number is not None and (name is not FilterName.ASKED or number > 0)
    return number is not None and _OPS[wanted.op](number, value)


def _is_text(text: str, wanted: Filter) -> bool:
    if wanted.value == "":
        return bool(text)
    value = _storable(str(wanted.value))
    return folded(text).startswith(folded(value)) if wanted.prefix else folded(text) == folded(value)
