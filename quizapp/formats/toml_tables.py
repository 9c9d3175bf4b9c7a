"""TOML text as tables with line numbers; one bad table does not stop the others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TABLE_NAMES = ("category", "name", "question")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its values, the line of its header, and its text (to find a field's line)."""

    values: dict[str, Any]
    line: int
    text: str

    def line_of(self, field_name: str) -> int:
        """The line on which a field begins; the header's where the field is not written."""
        match = re.search(rf"^[ \t]*{re.escape(field_name)}[ \t]*[=.]", self.text, re.MULTILINE)
        return self.line + self.text.count("\n", 0, match.start()) if match else self.line


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A place that is no TOML; `reason` is the parser's own words without the position."""

    line: int
    column: int
    reason: str


@dataclass(slots=True)
class Document:
    """The tables of one file: `top` before the first header, and the arrays of tables by name."""

    top: Table
    arrays: dict[str, list[Table]] = field(default_factory=dict)
    problems: list[SyntaxProblem] = field(default_factory=list)


def parse(text: str) -> Document:
    """The tables of a TOML text. Where the text as a whole is no TOML, each table is read by itself and the bad ones
    are left out and reported."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _parse_in_pieces(text, error)
    document = _whole(text, values)
    return document if document is not None else _without_lines(text, values)


def _whole(text: str, values: dict[str, Any]) -> Document | None:
    """The document with lines, or None when headers and tables do not agree (a header inside a multi-line text)."""
    pieces = list(_pieces(text))
    document = Document(Table({key: each for key, each in values.items() if not _is_array(key, each)}, 1, pieces[0][2]))
    for name in _TABLE_NAMES:
        tables = values.get(name, [])
        places = [(line, piece) for header, line, piece in pieces if header == name]
        if not _is_array(name, tables) or len(places) != len(tables):
            return None
        document.arrays[name] = [Table(table, *place) for table, place in zip(tables, places, strict=True)]
    return document


def _without_lines(text: str, values: dict[str, Any]) -> Document:
    document = Document(Table({key: each for key, each in values.items() if not _is_array(key, each)}, 1, text))
    for name in _TABLE_NAMES:
        tables = values.get(name, [])
        if _is_array(name, tables):
            document.arrays[name] = [Table(table, 1, "") for table in tables]
    return document


def _is_array(name: str, value: Any) -> bool:
    return name in _TABLE_NAMES and isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _pieces(text: str) -> Iterator[tuple[str, int, str]]:
    """The text cut before each `[[header]]`: (header or "", first line, piece). The first piece has no header."""
    starts = [(match.start(), match[1]) for match in _HEADER.finditer(text)]
    yield "", 1, text[: starts[0][0]] if starts else text
    for place, (start, name) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        yield name, text.count("\n", 0, start) + 1, text[start:end]


def _parse_in_pieces(text: str, error: Exception) -> Document:
    document = Document(Table({}, 1, ""))
    for name, line, piece in _pieces(text):
        try:
            values = tomllib.loads(piece)
        except (tomllib.TOMLDecodeError, RecursionError) as piece_error:
            document.problems.append(_syntax_problem(piece_error, line))
            continue
        if not name:
            document.top = Table(values, line, piece)
        elif _is_array(name, values.get(name)):
            document.arrays.setdefault(name, []).append(Table(values[name][0], line, piece))
    if not document.problems:
        document.problems.append(_syntax_problem(error, 1))
    return document


def _syntax_problem(error: Exception, first_line: int) -> SyntaxProblem:
    if isinstance(error, RecursionError):
        return SyntaxProblem(first_line, 1, "values are nested too deep")
    match = _AT_LINE.search(str(error))
    reason = _AT_LINE.sub("", str(error)).replace("(at end of document)", "at the end").strip()
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    return SyntaxProblem(first_line + line - 1, column, reason)
