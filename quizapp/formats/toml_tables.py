"""TOML text as tables with line numbers; one bad table does not stop the others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(\w+)[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_SKIPPED_OR_HEADER = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|#[^\n]*|"
    r"(?P<header>^[ \t]*\[\[[ \t]*(?P<name>\w+)[ \t]*\]\])",
    re.MULTILINE | re.DOTALL,
)
"""Texts and comments of valid TOML, so that a header written inside one is passed over."""
_DEEP_KEY = re.compile(r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""")
"""A key of a hundred parts: tomllib needs time squared for it."""
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
TABLE_NAMES = ("category", "name", "question")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its values, the line of its header, and its text (to find a field's line)."""

    values: dict[str, Any]
    line: int
    text: str

    def line_of(self, field_name: str) -> int:
        """The line on which a field begins; the header's where the field is not written."""
        if not field_name:
            return self.line
        name = re.escape(field_name)
        key, header = rf"[\"']?{name}[\"']?[ \t]*[=.]", rf"\[+[ \t]*(?:\w+[ \t]*\.[ \t]*)*{name}[ \t]*\]"
        match = re.search(rf"^[ \t]*(?:{key}|{header})", self.text, re.MULTILINE)
        return self.line + self.text.count("\n", 0, match.start()) if match else self.line


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A place that is no TOML; `reason` is the parser's own words without the position."""

    line: int
    column: int
    reason: str


@dataclass(slots=True)
class Document:
    """The tables of one file: `top` before the first header, the arrays of tables by name, and the (name, line) of
    headers that are none of ours."""

    top: Table
    arrays: dict[str, list[Table]] = field(default_factory=dict)
    strangers: list[tuple[str, int]] = field(default_factory=list)
    problems: list[SyntaxProblem] = field(default_factory=list)


def parse(text: str) -> Document:
    """The tables of a TOML text. Where the text as a whole is no TOML, each table is read by itself and the bad ones
    are left out and reported."""
    try:
        values = _loads(text)
    except (ValueError, RecursionError) as error:
        return _parse_in_pieces(text, error)
    return (
        _whole(values, list(_pieces(text, _headers(text))))
        or _whole(values, list(_pieces(text, _headers_outside_texts(text))))
        or _without_lines(text, values)
    )


def _loads(text: str) -> dict[str, Any]:
    """The values of a TOML text. Raises ValueError (also for numbers of thousands of digits) or RecursionError."""
    if _DEEP_KEY.search(text):
        raise RecursionError
    return tomllib.loads(text)


def _whole(values: dict[str, Any], pieces: list[tuple[str, int, str]]) -> Document | None:
    """The document with lines, or None when headers and tables do not agree (a header inside a multi-line text)."""
    strangers = [(name, line) for name, line, _ in pieces[1:] if name not in TABLE_NAMES]
    unknown = {name for name, _ in strangers}
    top = {key: each for key, each in values.items() if not _is_array(key, each) and key not in unknown}
    document = Document(Table(top, 1, pieces[0][2]), strangers=strangers)
    for name in TABLE_NAMES:
        tables = values.get(name, [])
        places = [(line, piece) for header, line, piece in pieces if header == name]
        if not _is_array(name, tables) or len(places) != len(tables):
            return None
        document.arrays[name] = [Table(table, *place) for table, place in zip(tables, places, strict=True)]
    return document


def _without_lines(text: str, values: dict[str, Any]) -> Document:
    document = Document(Table({key: each for key, each in values.items() if not _is_array(key, each)}, 1, text))
    for name in TABLE_NAMES:
        tables = values.get(name, [])
        if _is_array(name, tables):
            document.arrays[name] = [Table(table, 1, "") for table in tables]
    return document


def _is_array(name: str, value: Any) -> bool:
    return name in TABLE_NAMES and isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _headers(text: str) -> list[tuple[int, str]]:
    """Where each line that looks like `[[header]]` begins, and its name."""
    return [(match.start(), match[1]) for match in _HEADER.finditer(text)]


def _headers_outside_texts(text: str) -> list[tuple[int, str]]:
    """The same for valid TOML, without those that stand inside a multi-line text."""
    matches = _SKIPPED_OR_HEADER.finditer(text)
    return [(match.start(), match["name"]) for match in matches if match["header"]]


def _pieces(text: str, headers: list[tuple[int, str]]) -> Iterator[tuple[str, int, str]]:
    """The text cut before each header: (header or "", first line, piece). The first piece has no header."""
    line = 1
    ends = [start for start, _ in headers] + [len(text)]
    for (start, name), end in zip([(0, ""), *headers], ends, strict=True):
        piece = text[start:end]
        yield name, line, piece
        line += piece.count("\n")


def _parse_in_pieces(text: str, error: Exception) -> Document:
    document = Document(Table({}, 1, ""))
    for name, line, piece in _pieces(text, _headers(text)):
        if name and name not in TABLE_NAMES:
            document.strangers.append((name, line))
        try:
            values = _loads(piece)
        except (ValueError, RecursionError) as piece_error:
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
    if not isinstance(error, tomllib.TOMLDecodeError):
        return SyntaxProblem(first_line, 1, "a number has too many digits")
    match = _AT_LINE.search(str(error))
    reason = _AT_LINE.sub("", str(error)).replace("(at end of document)", "at the end").strip()[:200]
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    return SyntaxProblem(first_line + line - 1, column, reason)
