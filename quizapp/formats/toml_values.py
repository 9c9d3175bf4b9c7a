"""One TOML table as a draft, a name or a category: types checked field by field, text cleaned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from quizapp.errors import of_count, sentence
from quizapp.formats.toml_tables import Table
from quizapp.game.checking_notes import loss
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Category, Distractor, Media, Name, Source
from quizapp.game.text import cleaned, hides_something

LIST_LENGTH_MAX = 1_000
"""More options, sources or tags than this are a mistake or an attack."""
UNKNOWN_FIELDS_TOLD = 20
"""Of one table; the rest is counted."""


class _WrongTypeError(Exception):
    """Carries what was expected, in words."""


class Reader:
    """Reads the fields of one table and gathers the problems on the way."""

    def __init__(self, table: Table, uid: str = "") -> None:
        self._table = table
        self._uid = uid
        self._seen: set[str] = set()
        self.problems: list[tuple[int, Problem]] = []

    def note(self, severity: Severity, field: str, template: str, **parameters: Any) -> None:
        """Adds a problem at the line of its field."""
        self._add(Problem(severity, field, sentence(template, **parameters), self._uid))

    def lose(self, field: str, template: str, **parameters: Any) -> None:
        """Adds a warning at the line of its field that something of it was not taken over."""
        self._add(replace(loss(field, template, **parameters), uid=self._uid))

    def _add(self, problem: Problem) -> None:
        self.problems.append((self._table.line_of(problem.field), problem))

    def get(self, field: str, convert: Callable[[Any], Any], default: Any) -> Any:
        """The converted value of a field; the default where it is missing or of a wrong type (then with a problem)."""
        self._seen.add(field)
        if field not in self._table.values:
            return default
        value = self._table.values[field]
        try:
            converted = convert(value)
        except _WrongTypeError as error:
            self.note(Severity.ERROR, field, "this must be {expected}", expected=str(error))
            return default
        if _any_hidden(value):
            self.lose(field, "invisible or control characters were left out")
        return converted

    def warn_of_unknown(self) -> None:
        """A warning for each field of the table that nobody asked for."""
        unknown = [field for field in self._table.values if field not in self._seen]
        for field in unknown[:UNKNOWN_FIELDS_TOLD]:
            self.lose(cleaned(field)[:40], "this field is unknown and was ignored")
        if more := len(unknown[UNKNOWN_FIELDS_TOLD:]):
            one, many = (
                "{count} more field is unknown and was ignored",
                "{count} more fields are unknown and were ignored",
            )
            self.lose("", of_count(more, one, many), count=more)

    @property
    def refused(self) -> set[str]:
        """The fields that had a value of a wrong type."""
        return refused_fields(problem for _, problem in self.problems)


def refused_fields(problems: Iterable[Problem]) -> set[str]:
    """The fields with errors; what is said of the defaults that took their place is no news."""
    return {problem.field for problem in problems if problem.severity is Severity.ERROR}


def _any_hidden(value: Any) -> bool:
    if isinstance(value, str):
        return hides_something(value)
    if isinstance(value, list):
        return any(_any_hidden(each) for each in value)
    return isinstance(value, dict) and any(_any_hidden(each) for each in value.values())


def text(value: Any) -> str:
    """A text, cleaned."""
    if not isinstance(value, str):
        raise _WrongTypeError("a text in quotation marks")
    return cleaned(value)


def whole_number(value: Any) -> int:
    """A whole number (true and false are none)."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**9:
        raise _WrongTypeError("a whole number")
    return value


def true_or_false(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise _WrongTypeError("true or false")
    return value


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text(each) for each in _items(value, "a list of texts"))


def _items(value: Any, expected: str) -> list[Any]:
    if not isinstance(value, list):
        raise _WrongTypeError(expected)
    if len(value) > LIST_LENGTH_MAX:
        raise _WrongTypeError(f"a list of at most {LIST_LENGTH_MAX} entries")
    return value


def _table_of(value: Any, allowed: set[str], expected: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= allowed:
        raise _WrongTypeError(expected)
    return value


def _optional_number(table: dict[str, Any], field: str) -> int | None:
    return whole_number(table[field]) if field in table else None


def distractors(value: Any) -> tuple[Distractor, ...]:
    """A list of texts or of `{ text, episode, feedback }`."""
    expected = "a list of texts or of { text = …, episode = …, feedback = … }"
    return tuple(_distractor(each, expected) for each in _items(value, expected))


def _distractor(value: Any, expected: str) -> Distractor:
    if isinstance(value, str):
        return Distractor(cleaned(value))
    table = _table_of(value, {"text", "episode", "feedback"}, expected)
    return Distractor(text(table.get("text", "")), _optional_number(table, "episode"), text(table.get("feedback", "")))


def sources(value: Any) -> tuple[Source, ...]:
    """A list of `{ title, url, episode, time }`."""
    expected = "a list of { title = …, url = …, episode = …, time = … }"
    return tuple(
        _source(_table_of(each, {"title", "url", "episode", "time"}, expected)) for each in _items(value, expected)
    )


def _source(table: dict[str, Any]) -> Source:
    return Source(
        text(table.get("title", "")),
        text(table.get("url", "")),
        _optional_number(table, "episode"),
        text(table.get("time", "")),
    )


def pairs(value: Any) -> tuple[tuple[str, str], ...]:
    """A list of two-text lists."""
    expected = 'a list of pairs, such as [["left", "right"]]'
    result = tuple(texts(each) for each in _items(value, expected))
    if any(len(pair) != 2 for pair in result):
        raise _WrongTypeError(expected)
    return tuple((pair[0], pair[1]) for pair in result)


def media(value: Any) -> Media | None:
    """`{ image, alt }`; an empty table is none."""
    table = _table_of(value, {"image", "alt"}, "a table { image = …, alt = … }")
    return Media(text(table.get("image", "")), text(table.get("alt", ""))) if table else None


_QUESTION_FIELDS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "kind": (text, ""),
    "category": (text, ""),
    "episode": (whole_number, None),
    "difficulty": (whole_number, 2),
    "prompt": (text, ""),
    "line": (text, ""),
    "answers": (texts, ()),
    "distractors": (distractors, ()),
    "answer": (true_or_false, None),
    "pairs": (pairs, ()),
    "extra": (texts, ()),
    "sequence": (texts, ()),
    "keep_order": (true_or_false, False),
    "hint": (text, ""),
    "explanation": (text, ""),
    "sources": (sources, ()),
    "tags": (texts, ()),
    "media": (media, None),
}


def read_question(table: Table) -> tuple[Draft, list[tuple[int, Problem]]]:
    """The draft of one `[[question]]` and the problems of its types, each with its line."""
    uid = table.values.get("uid")
    reader = Reader(table, cleaned(uid) if isinstance(uid, str) else "")
    values = {"uid": reader.get("uid", text, "")}
    for field, (convert, default) in _QUESTION_FIELDS.items():
        values[field] = reader.get(field, convert, default)
    reader.warn_of_unknown()
    return Draft(**values), reader.problems


def read_name(table: Table) -> tuple[Name, list[tuple[int, Problem]]]:
    """One `[[name]]`."""
    reader = Reader(table)
    name = Name(reader.get("canonical", text, ""), reader.get("hangul", text, ""), reader.get("variants", texts, ()))
    reader.warn_of_unknown()
    return name, reader.problems


def read_category(table: Table) -> tuple[Category, list[tuple[int, Problem]]]:
    """One `[[category]]`."""
    reader = Reader(table)
    category = Category(reader.get("id", text, ""), reader.get("title", text, ""), reader.get("card", text, "plain"))
    reader.warn_of_unknown()
    return category, reader.problems
