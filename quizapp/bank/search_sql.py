"""A search as SQL: conditions on the question table, with every text of a person as a parameter.

In full-text expressions each word stands in quotes, so that nothing in it is an operator.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from quizapp.bank.search_index import INDEX, VIEW
from quizapp.game.draft import Severity
from quizapp.game.edits import Sort, SortColumn
from quizapp.game.search import And, Filter, FilterName, Not, Or, Phrase, Query, Term, Word, folded

_STATISTIC = (
    "(SELECT {name} FROM item_statistics AS counted WHERE counted.uid = question.uid "
    "AND counted.revision = question.revision)"
)
ASKED = f"coalesce({_STATISTIC.format(name='asked')}, 0)"
FACILITY = _STATISTIC.format(name="facility")
DISCRIMINATION = _STATISTIC.format(name="discrimination")
DISTRACTORS = _STATISTIC.format(name="distractors")
OPEN_APPEALS = "(SELECT count(*) FROM appeal WHERE appeal.uid = question.uid AND settled_at_ms IS NULL)"
_COUNTED = "coalesce(length(question.problems) - length(replace(question.problems, '{word}', '')), 0)"
"""A number that grows with how often the word stands there."""
_ORDERS: Mapping[SortColumn, str] = {
    "uid": "question.uid",
    "prompt": "question.prompt COLLATE NOCASE",
    "kind": "question.kind",
    "category": "question.category COLLATE NOCASE",
    "episode": "question.episode",
    "difficulty": "question.difficulty",
    "tags": "nullif(question.tags, '[]') COLLATE NOCASE",
    "pack": "(SELECT pack.uid FROM pack WHERE pack.id = question.pack_id)",
    "state": "question.state",
    "changed": "question.changed_at_ms",
    "asked": ASKED,
    "facility": FACILITY,
    "discrimination": DISCRIMINATION,
    "distractors": _STATISTIC.format(name="most_chosen"),
    "appeals": OPEN_APPEALS,
    "problems": f"{_COUNTED.format(word='error:')} {{way}}, {_COUNTED.format(word='warning:')}",
}
_COMPARED = {
    FilterName.EPISODE: "question.episode",
    FilterName.DIFFICULTY: "question.difficulty",
    FilterName.ASKED: ASKED,
    FilterName.FACILITY: FACILITY,
    FilterName.DISCRIMINATION: DISCRIMINATION,
}
_ANY = {
    **{name: f"{column} IS NOT NULL" for name, column in _COMPARED.items()},
    FilterName.ASKED: f"{ASKED} > 0",
    FilterName.CATEGORY: "question.category <> ''",
    FilterName.KIND: "question.kind <> ''",
    FilterName.TAG: "question.tags <> '[]'",
    FilterName.PROBLEM: "question.problems <> ''",
    FilterName.STATE: "question.state <> ''",
}
"""Filters by any value at all; those not named here hold for every question."""
_UNCITED = "question.sources = '[]'"
_APPEALED = "question.uid IN (SELECT uid FROM appeal WHERE settled_at_ms IS NULL)"
_TAGS = "json_each(iif(json_valid(question.tags), question.tags, '[]'))"
_DEPTH_MAX = 8
_ALPHANUMERIC = ("L", "N")
_UNSAFE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that few questions differ in, which are compared here rather than row by row.

    `categories` are those in use, `packs` the row ids of packs with all names they go by.
    """

    categories: Callable[[], Iterable[str]]
    packs: Callable[[], Iterable[tuple[int, Sequence[str]]]]


def ordered(sort: Sort) -> str:
    """The ORDER BY of a sort: by its column, then by uid."""
    way = "DESC" if sort.descending else "ASC"
    tie = "" if sort.column == "uid" else ", question.uid"
    return f"{_ORDERS[sort.column].format(way=way)} {way}{tie}"


class Condition(NamedTuple):
    """What stands behind WHERE over the question table, the tables it needs behind WITH, and its parameters."""

    where: str
    named: tuple[str, ...]
    parameters: Mapping[str, Any]


def condition(query: Query, vocabulary: Vocabulary, now_ms: int, *, ids: tuple[int, int] | None = None) -> Condition:
    """The condition of a search. What was not understood of it has no effect.

    With `ids` it is meant for rows from the first to the last of these alone, and the index is read no further.
    """
    writer = _Writer(vocabulary, now_ms, ids)
    return Condition(writer.all_of(query.terms), tuple(writer.named), writer.parameters)


def cleaned(text: str) -> str:
    """The text without what SQLite cannot take or would end at: lone surrogates and the character 0."""
    return _UNSAFE.sub(" ", text)


@dataclass(slots=True)
class _Writer:
    vocabulary: Vocabulary
    now_ms: int
    ids: tuple[int, int] | None
    parameters: dict[str, Any] = field(default_factory=dict[str, Any])
    named: list[str] = field(default_factory=list[str])
    depth: int = 0

    def all_of(self, terms: Iterable[Term]) -> str:
        """Words beside each other are looked up at once."""
        terms = tuple(terms)
        matches = [(term, _match(term)) for term in terms]
        texts = [match for _, match in matches if match]
        found = [self._found(" AND ".join(texts))] if texts else []
        return " AND ".join([*found, *(self._sql(term) for term, match in matches if not match)]) or "TRUE"

    def _parameter(self, value: Any) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _found(self, match: str) -> str:
        wanted = self._parameter(match)
        return f"question.id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH {wanted}{self._within('rowid')})"

    def _within(self, column: str) -> str:
        return f" AND {column} BETWEEN {self.ids[0]:d} AND {self.ids[1]:d}" if self.ids else ""

    def _sql(self, term: Term) -> str:
        match = _match(term)
        if match:
            return self._found(match)
        match term:
            case Word(text):
                return self._literal(text)
            case Phrase(words):
                return self._literal(" ".join(words))
            case Filter():
                return self._filter(term)
            case Not() | Or() | And():
                return self._nested(term)

    def _nested(self, term: Not | Or | And) -> str:
        """SQLite's parser gives up at some 30 levels of parentheses; so what lies deep gets a name."""
        if self.depth < _DEPTH_MAX:
            self.depth += 1
            sql = self._joined(term)
            self.depth -= 1
            return sql
        outside, self.depth = self.depth, 0
        sql = self._joined(term)
        self.depth = outside
        name = f"found_{len(self.named)}"
        self.named.append(f"{name} AS (SELECT question.id FROM question WHERE {sql})")
        return f"question.id IN (SELECT id FROM {name})"

    def _joined(self, term: Not | Or | And) -> str:
        match term:
            case Not(inner):
                return f"({self._sql(inner)}) IS NOT TRUE"
            case Or(alternatives):
                return "(" + " OR ".join(map(self._sql, alternatives)) + ")"
            case And(terms):
                return f"({self.all_of(terms)})"

    def _literal(self, text: str) -> str:
        """A text without letters and digits, which the index does not hold."""
        text = cleaned(text).strip()
        if not text:
            return "TRUE"
        wanted = self._parameter(text)
        places = " OR ".join(f"instr({name}, {wanted})" for name in ("prompt", "options", "explanation", "tags"))
        return f"question.id IN (SELECT id FROM {VIEW} WHERE ({places}){self._within('id')})"

    def _filter(self, wanted: Filter) -> str:
        name, value = wanted.name, wanted.value
        if name is FilterName.UNCITED:
            return _UNCITED
        if name is FilterName.APPEALS:
            return _APPEALED
        if value == "":
            return _ANY.get(name, "TRUE")
        if isinstance(value, timedelta):
            age_ms = self._parameter(round(value.total_seconds() * 1000))
            return f"{self._parameter(self.now_ms)} - question.changed_at_ms {wanted.op} {age_ms}"
        if isinstance(value, str):
            return self._named(name, cleaned(value), wanted.prefix)
        return f"{_COMPARED[name]} {wanted.op} {self._parameter(value)}"

    def _named(self, name: FilterName, value: str, prefix: bool) -> str:
        if name is FilterName.CATEGORY:
            same = [each for each in self.vocabulary.categories() if _is_same(each, value, prefix)]
            return self._one_of("question.category", same)
        if name is FilterName.PACK:
            packs = [row_id for row_id, names in self.vocabulary.packs() if _any_same(names, value, prefix)]
            return self._one_of("question.pack_id", packs)
        if name is FilterName.UID:
            return self._uid(value, prefix)
        if name is FilterName.TAG:
            return self._tag(value, prefix)
        if name is FilterName.PROBLEM:
            return self._problem(value)
        return f"question.{name} = {self._parameter(value)}"

    def _one_of(self, column: str, values: Sequence[str | int]) -> str:
        return f"{column} IN (SELECT value FROM json_each({self._parameter(json.dumps(values))}))"

    def _uid(self, value: str, prefix: bool) -> str:
        """Nearly all uids are ASCII, for which SQLite knows upper and lower case by itself."""
        wanted, plain, any_text = self._parameter(folded(value)), "question.uid", "folded(question.uid)"
        if prefix:
            plain, any_text = (f"substr({each}, 1, length({wanted}))" for each in (plain, any_text))
        foreign = f"question.uid GLOB '*[^ -~]*' AND {any_text} = {wanted}"
        return f"({plain} = {wanted} COLLATE NOCASE OR ({foreign}))"

    def _tag(self, value: str, prefix: bool) -> str:
        wanted = self._parameter(folded(value))
        compared = f"substr(folded(value), 1, length({wanted}))" if prefix else "folded(value)"
        exact = f"EXISTS (SELECT 1 FROM {_TAGS} WHERE {compared} = {wanted})"
        if not (value.isascii() and has_token(value)):
            return exact
        return f"({self._found('tags : ' + _quoted(value, prefix))} AND {exact})"

    def _problem(self, value: str) -> str:
        word = f"{value}:" if value in Severity.__members__.values() else f":{value} "
        return f"instr(question.problems || ' ', {self._parameter(word)}) > 0"


def _match(term: Term) -> str:
    """The full-text expression of a term; empty where it needs more than the index."""
    match term:
        case Word(text, prefix) if has_token(text):
            return _quoted(text, prefix)
        case Phrase(words, prefix) if has_token(" ".join(words)):
            return _quoted(" ".join(words), prefix)
        case Or(alternatives):
            # Only one level deep: FTS5 gives up on expressions that a person could still nest.
            texts = [_match(each) if isinstance(each, Word | Phrase) else "" for each in alternatives]
            return "(" + " OR ".join(texts) + ")" if all(texts) else ""
        case _:
            return ""


def _quoted(text: str, prefix: bool) -> str:
    normal = unicodedata.normalize("NFC", cleaned(text))
    return '"' + normal.replace('"', '""') + '"' + " *" * prefix


def has_token(text: str) -> bool:
    """Whether the index holds anything of this text: the tokenizer `unicode61` knows letters, digits, private use."""
    return any(_is_token(char) for char in text)


def _is_token(char: str) -> bool:
    category = unicodedata.category(char)
    return category.startswith(_ALPHANUMERIC) or category == "Co"


def _is_same(one: str, wanted: str, prefix: bool) -> bool:
    return folded(one).startswith(folded(wanted)) if prefix else folded(one) == folded(wanted)


def _any_same(names: Sequence[str], wanted: str, prefix: bool) -> bool:
    return any(_is_same(name, wanted, prefix) for name in names)
