"""What a spreadsheet would take in memory, told from its XML before the library that reads it stops the program.

That library makes a rectangle around all filled cells of a sheet, and gives each cell a copy of a text that many share.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.formats.archive import Archive

CELLS_MAX = 5_000_000
"""Of all rectangles from the first cell of a sheet to the last that is filled."""
CELLS_FREE, CELLS_OF_BYTE = 250_000, 4
"""Of a small file so many, and of others so many for each byte: a full sheet has a tenth of a cell for each."""
TEXT_MAX = 256 * 2**20
"""Bytes of all cells, each with a copy of its text."""
TEXT_FREE, TEXT_OF_BYTE = 4 * 2**20, 50
"""The same for small files and for each byte of others; a sheet of questions has some 6 bytes of text for each."""
_PIECE = 2**18

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
    """QuizError when the sheets would take too much for the size of the file.

    Every part is unpacked, so a wrong size in the archive shows.
    """
    sheets: list[bytes] = []
    lengths = array("Q")
    for name in archive.names:  # whatever they are called: any part can be named as a sheet
        part = archive.read(name)
        lengths.extend(_lengths_of_shared_texts(part))
        if _CELL_START.search(part):
            sheets.append(part)
    most_cells = min(CELLS_MAX, max(CELLS_FREE, CELLS_OF_BYTE * archive.packed_size))
    most_text = min(TEXT_MAX, max(TEXT_FREE, TEXT_OF_BYTE * archive.packed_size))
    cells = sum(map(_count_of_cells, sheets))
    if max(cells, len(lengths)) > most_cells:
        template = (
            "the sheets hold {count} cells or texts, filled or not, which is too many for the size of the file, so "
            "nothing was read; copy the questions into a new spreadsheet"
        )
        raise QuizError(template, count=max(cells, len(lengths)))
    _check_extents(sheets, most_cells)
    _check_texts(sheets, lengths, cells, most_text)


def _check_extents(sheets: list[bytes], most: int) -> None:
    room = 0
    for part in sheets:
        rows, columns = _extent_at_most(part)
        if rows * columns > most - room:
            rows, columns = _extent(part)
        room += rows * columns
        if room > most:
            template = (
                "a sheet is {columns} columns wide and {rows} rows long, which is too large for what it holds, so "
                "nothing was read; clear the cells far from the others and save it anew"
            )
            raise QuizError(template, columns=columns, rows=rows)


def _extent_at_most(part: bytes) -> tuple[int, int]:
    """Rows and columns from the first cell to the last, empty ones too: told fast, and enough for most files."""
    rows = columns = unplaced = 0
    for piece in _in_pieces(part):
        places = _PLACE.findall(piece)
        rows = max(rows, *(int(digits) for digits in {digits for _, digits in places}), 0)
        columns = max(columns, *map(_column_number, {letters for letters, _ in places}), 0)
        unplaced += len(_CELL_START.findall(piece)) - len(places)
    return _with_unplaced(part, rows, columns) if unplaced > 0 else (rows, columns)


def _in_pieces(part: bytes) -> Iterator[bytes]:
    """The part cut before tags: what is found in all of it at once takes ten times its room."""
    start = 0
    while start < len(part):
        end = part.find(b"<", start + _PIECE)
        end = end if end >= 0 else len(part)
        yield part[start:end]
        start = end


def _extent(part: bytes) -> tuple[int, int]:
    """Rows and columns from the first cell to the last that is filled."""
    rows = columns = 0
    is_placed = True
    for cell in _filled_cells(part):
        if place := _PLACE.search(cell.attributes):
            rows, columns = max(rows, int(place[2])), max(columns, _column_number(place[1]))
        else:
            is_placed = False
    return (rows, columns) if is_placed else _with_unplaced(part, rows, columns)


def _with_unplaced(part: bytes, rows: int, columns: int) -> tuple[int, int]:
    """How far cells can lie that do not say where they are: each stands behind another or in the next row."""
    numbers = (int(match[1]) for match in _ROW_NUMBER.finditer(part))
    starts = [match.start() for match in _ROW_START.finditer(part)]
    rows = max(rows, max(numbers, default=0)) + len(starts) + 1
    row_ends = [*starts, len(part)]
    longest = max(_count_of_cells(part[start:end]) for start, end in zip([0, *starts], row_ends, strict=True))
    return rows, columns + longest


def _count_of_cells(part: bytes) -> int:
    return sum(len(_CELL_START.findall(piece)) for piece in _in_pieces(part))


def _filled_cells(part: bytes) -> Iterator[_Cell]:
    """Cells that are not closed at once. A start that is no well-formed tag counts as one without a place."""
    known = 0
    for match in _CELL.finditer(part):
        known += 1
        if not match[2]:
            yield _Cell(match[1], match[3])
    for _ in range(_count_of_cells(part) - known):
        yield _Cell(b"", None)


def _check_texts(sheets: list[bytes], lengths: array[int], count: int, most: int) -> None:
    longest = max(lengths, default=0)
    if longest * count <= most:
        return
    cells = (cell for part in sheets for cell in _filled_cells(part) if _IS_SHARED.search(cell.attributes))
    total = 0
    for cell in cells:
        place = int(cell.number) if cell.number else len(lengths)
        total += lengths[place] if place < len(lengths) else longest
    if total > most:
        template = "the texts of the spreadsheet take more than {limit} MB, so nothing of it was read; divide it"
        raise QuizError(template, limit=most // 2**20)


def _lengths_of_shared_texts(part: bytes) -> array[int]:
    """Bytes of each text that cells name by its number, with its markup."""
    starts = array("Q", (match.start() for match in _SHARED_START.finditer(part)))
    return array("Q", (end - start for start, end in zip(starts, chain(starts[1:], [len(part)]), strict=False)))


def _column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
