"""What a spreadsheet would take in memory, told from its XML before the library that reads it stops the program.

That library makes a rectangle around all filled cells of a sheet, and gives each cell a copy of a text that many share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.formats.archive import Archive

CELLS_MAX = 5_000_000
"""Of all rectangles from the first cell of a sheet to the last that is filled."""
TEXT_MAX = 256 * 2**20
"""Bytes of all cells, each with a copy of its text."""

_CELL = re.compile(
    rb"""<(?:[\w.-]+:)?c((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>(?:\s*<(?:[\w.-]+:)?v>(\d{1,9})<)?"""
)
_CELL_START = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])")
_ROW_START = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])")
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*\$?([A-Za-z]{1,9})\$?([0-9]{1,12})""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']\s*([0-9]{1,12})""")
_IS_SHARED = re.compile(rb"""\st\s*=\s*["']\s*s\s*["']""")
_SHARED_START = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")


class _Cell(NamedTuple):
    attributes: bytes
    number: bytes | None


def check_memory(archive: Archive) -> None:
    """QuizError when the sheets would take too much. Every part is unpacked, so a wrong size in the archive shows."""
    sheets: list[bytes] = []
    lengths: list[int] = []
    for name in archive.names:  # whatever they are called: any part can be named as a sheet
        part = archive.read(name)
        lengths += _lengths_of_shared_texts(part)
        if _CELL_START.search(part):
            sheets.append(part)
    _check_extents(sheets)
    _check_texts(sheets, lengths)


def _check_extents(sheets: list[bytes]) -> None:
    room = 0
    for part in sheets:
        rows, columns = _extent_at_most(part)
        if rows * columns > CELLS_MAX - room:
            rows, columns = _extent(part)
        room += rows * columns
        if room > CELLS_MAX:
            template = "a sheet is {columns} columns wide and {rows} rows long, which is too large; nothing was read"
            raise QuizError(template, columns=columns, rows=rows)


def _extent_at_most(part: bytes) -> tuple[int, int]:
    """Rows and columns from the first cell to the last, empty ones too: told fast, and enough for most files."""
    places = _PLACE.findall(part)
    rows = max((int(digits) for digits in {digits for _, digits in places}), default=0)
    columns = max(map(_column_number, {letters for letters, _ in places}), default=0)
    unplaced = len(_CELL_START.findall(part)) - len(places)
    return _with_unplaced(part, rows, columns) if unplaced > 0 else (rows, columns)


def _extent(part: bytes) -> tuple[int, int]:
    """Rows and columns from the first cell to the last that is filled."""
    places = [_PLACE.search(cell.attributes) for cell in _filled_cells(part)]
    rows = max((int(match[2]) for match in places if match), default=0)
    columns = max((_column_number(match[1]) for match in places if match), default=0)
    return (rows, columns) if all(places) else _with_unplaced(part, rows, columns)


def _with_unplaced(part: bytes, rows: int, columns: int) -> tuple[int, int]:
    """How far cells can lie that do not say where they are: each stands behind another or in the next row."""
    numbers = (int(match[1]) for match in _ROW_NUMBER.finditer(part))
    rows = max(rows, max(numbers, default=0)) + len(_ROW_START.findall(part)) + 1
    return rows, columns + max(len(_CELL_START.findall(row)) for row in _ROW_START.split(part))


def _filled_cells(part: bytes) -> Iterator[_Cell]:
    """Cells that are not closed at once. A start that is no well-formed tag counts as one without a place."""
    known = 0
    for match in _CELL.finditer(part):
        known += 1
        if not match[2]:
            yield _Cell(match[1], match[3])
    for _ in range(len(_CELL_START.findall(part)) - known):
        yield _Cell(b"", None)


def _check_texts(sheets: list[bytes], lengths: list[int]) -> None:
    longest = max(lengths, default=0)
    if longest * sum(len(_CELL_START.findall(part)) for part in sheets) <= TEXT_MAX:
        return
    cells = (cell for part in sheets for cell in _filled_cells(part) if _IS_SHARED.search(cell.attributes))
    total = 0
    for cell in cells:
        place = int(cell.number) if cell.number else len(lengths)
        total += lengths[place] if place < len(lengths) else longest
    if total > TEXT_MAX:
        template = "the texts of the spreadsheet take more than {limit} MB, so nothing of it was read; divide it"
        raise QuizError(template, limit=TEXT_MAX // 2**20)


def _lengths_of_shared_texts(part: bytes) -> list[int]:
    """Bytes of each text that cells name by its number, with its markup."""
    starts = [match.start() for match in _SHARED_START.finditer(part)]
    return [end - start for start, end in zip(starts, [*starts[1:], len(part)], strict=True)] if starts else []


def _column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
