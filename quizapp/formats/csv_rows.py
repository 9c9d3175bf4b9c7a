"""The rows of a text with columns, each with the line where it begins, whatever is wrong with its quotation marks.

A quotation mark that opens a cell and is never closed would swallow all rows below it. Such a row is told as damaged,
and reading goes on with the line under it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.errors import Sentence, sentence

REREAD_MAX = 8
"""How many times the length of a text may be read anew behind damaged quotation marks; then its lines are taken as they
are, so that no text takes longer than its length allows."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A line that is no row (`is_lost`), or one that had to be read loosely."""

    line: int
    message: Sentence
    text: str
    is_lost: bool = True


def rows_of(text: str, delimiter: str, first_line: int = 1) -> Iterator[tuple[int, list[str]] | Flaw]:
    """Each row with its line, blank lines as empty rows, and what is wrong, in the order of the text. Never raises."""
    lines = io.StringIO(text, newline="").readlines()
    at, reread = 0, 0
    while at < len(lines):
        if reread > REREAD_MAX * len(text) + 1_000_000:
            yield from _line_by_line(lines, at, delimiter, first_line)
            return
        reader = csv.reader((lines[place] for place in range(at, len(lines))), delimiter=delimiter,
                            skipinitialspace=True, strict=True)  # fmt: skip
        start = at
        try:
            for cells in reader:
                yield start + first_line, cells
                start = at + reader.line_num
            return
        except csv.Error:
            reread += sum(len(line) for line in lines[start : at + reader.line_num])
            yield from _loosely(lines[start], delimiter, start + first_line)
            at = start + 1


def _loosely(line: str, delimiter: str, number: int) -> Iterator[tuple[int, list[str]] | Flaw]:
    """A row whose quotation marks are wrong but end on its line, or what is wrong with it."""
    try:
        found = list(csv.reader([line.rstrip("\r\n") + "\n", "."], delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        template = "a cell has more than {limit} characters, so the row was left out"
        yield Flaw(number, sentence(template, limit=csv.field_size_limit()), line[:200].strip())
        return
    if len(found) == 2:
        template = "a quotation mark inside a cell is not doubled; look whether its text is whole"
        yield Flaw(number, sentence(template), line[:200].strip(), is_lost=False)
        yield number, found[0]
        return
    template = "a quotation mark that opens a cell is not closed, so this line was left out; look at those below"
    yield Flaw(number, sentence(template), line[:200].strip())


def _line_by_line(lines: list[str], at: int, delimiter: str, first_line: int) -> Iterator[tuple[int, list[str]] | Flaw]:
    for place in range(at, len(lines)):
        line = lines[place]
        try:
            rows = list(csv.reader([line], delimiter=delimiter, skipinitialspace=True, strict=True))
            yield place + first_line, rows[0] if rows else []
        except csv.Error:
            yield from _loosely(line, delimiter, place + first_line)
