"""Notes that Anki exported as text: a table under lines such as `#separator:tab`, by which it is recognised.

`line` is the line on which a note begins. Without those lines it is a table as any other.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from quizapp.formats.anki_fields import FIELDS, OWN_TYPES, own_question
from quizapp.formats.anki_notes import Note, NoteReader, mapping_of
from quizapp.formats.choices import encoding_note, file_error, file_warning
from quizapp.formats.csv_rows import Flaw, rows_of
from quizapp.formats.decoding import decode
from quizapp.formats.html_text import Plain, plain
from quizapp.formats.reading import TABLE_SIZE_MAX, FileProblem, Found, ReadItem, Source
from quizapp.game.draft import Problem, Severity
from quizapp.game.mapping import COLUMNS_MAX, Field, Mapping, Preview

SAMPLE_BYTES = 2**16
SAMPLE_ROWS = 200
_WORDS = ("separator", "html", "tags", "columns", "notetype", "deck", "if matches")
_PLACES = ("guid column", "notetype column", "deck column", "tags column")
_HEADER = re.compile(rf"#({'|'.join((*_PLACES, *_WORDS))}):([^\r\n]*)(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SPECIAL = {
    "guid column": Field.OWN_ID, "notetype column": Field.NOTHING, "deck column": Field.CATEGORY,
    "tags column": Field.TAGS,
}  # fmt: skip
_DEFAULT_DECK = "default"
_Cell = TypeVar("_Cell", str, Field)


@dataclass(slots=True)
class _Head:
    """What the lines above the notes say. `places` are columns from 0 on that hold something else than fields."""

    separator: str = "\t"
    is_html: bool = False
    names: tuple[str, ...] = ()
    deck: str = ""
    tags: tuple[str, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    length: int = 0
    """Characters of these lines."""
    line_count: int = 0

    def fields(self, cells: Sequence[_Cell]) -> list[_Cell]:
        """The cells that are fields of the note."""
        others = set(self.places.values())
        return [cell for place, cell in enumerate(cells) if place not in others]

    def type_of(self, cells: Sequence[str]) -> str:
        """The note type of a row; empty where all rows have the same fields."""
        return "" if self.names else self.special(cells, "notetype column")

    def special(self, cells: Sequence[str], word: str) -> str:
        """The cell of the column that this word names; empty where there is none."""
        place = self.places.get(word, len(cells))
        return cells[place].strip() if place < len(cells) else ""


def recognises(source: Source) -> bool:
    """Whether the file begins with a line that only Anki writes."""
    beginning = source.content[:1_000]
    return b"#" in beginning[:64].replace(b"\0", b"") and _HEADER.match(decode(beginning).text) is not None


def preview(source: Source) -> Preview:
    """The first notes, below the names of their fields where the file tells them, and what the columns hold: those of
    the commonest note type, where there are several.
    """
    text = decode(source.content[:SAMPLE_BYTES]).text
    head = _head_of(text)
    rows = _sample(text, head)
    above = [head.names] if head.names else []
    return Preview((*above, *map(tuple, rows)), _of_all_columns(head, rows))


def _sample(text: str, head: _Head) -> list[list[str]]:
    rows = islice(_rows(text[:SAMPLE_BYTES], head), SAMPLE_ROWS)
    shown = [[_plain(cell, head).text for cell in cells[:COLUMNS_MAX]] for _, cells in rows]
    return shown[:-1] if len(text) >= SAMPLE_BYTES and len(shown) > 1 else shown  # the sample may cut the last


def _by_type(head: _Head, rows: Sequence[Sequence[str]]) -> dict[str, list[list[str]]]:
    """The fields of the notes by note type, the commonest first; all together where their names are told."""
    groups: dict[str, list[list[str]]] = {}
    for row in rows:
        groups.setdefault(head.type_of(row), []).append(head.fields(row))
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def _of_fields(head: _Head, rows: Sequence[Sequence[str]]) -> Mapping:
    """What the fields of notes of one type hold. Notes of a type with fewer fields are filled up with empty ones."""
    names = head.fields(head.names)
    if names:
        return mapping_of(names, rows)
    width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell), default=0)
    return mapping_of([str(place) for place in range(1, width + 1)], [row[:width] for row in rows], is_table=True)


def _of_all_columns(head: _Head, rows: Sequence[Sequence[str]]) -> Mapping:
    groups = _by_type(head, rows)
    inner = _of_fields(head, next(iter(groups.values()), []))
    width = max(map(len, (head.names, *rows)), default=0) - len(head.places)
    columns = [*inner.columns, *[Field.NOTHING] * (width - len(inner.columns))]
    for word, place in sorted(head.places.items(), key=lambda item: item[1]):
        columns.insert(place, _SPECIAL[word])
    return Mapping(tuple(columns), inner.header, inner.key_style, inner.separator, head.separator)


def _head_of(text: str) -> _Head:
    head = _Head()
    columns = ""
    while found := _HEADER.match(text, head.length):
        word, value = found[1].lower(), found[2].strip(" ")
        head.length = found.end()
        head.line_count += 1
        if word == "columns":
            columns = value
        elif word in _PLACES:
            _take_place(head, word, value)
        else:
            _take_word(head, word, value)
    if columns:
        head.names = tuple(name.strip() for name in columns.split(head.separator))
    return head


def _take_place(head: _Head, word: str, value: str) -> None:
    if value.isdecimal() and len(value) <= 3 and 0 < int(value) <= COLUMNS_MAX:
        place = int(value) - 1
        if place not in head.places.values():
            head.places[word] = place


def _take_word(head: _Head, word: str, value: str) -> None:
    match word:
        case "separator":
            separator = _SEPARATORS.get(value.strip().lower(), value[:1] if len(value) == 1 else "")
            head.separator = separator if separator and separator not in '"\r\n\0' else head.separator
        case "html":
            head.is_html = value.strip().lower() == "true"
        case "deck":
            head.deck = value.strip()
        case "tags":
            head.tags = tuple(value.split())


def _rows(text: str, head: _Head, flaws: list[Flaw] | None = None) -> Iterator[tuple[int, list[str]]]:
    """The notes, each with its line; blank lines and comments are none. Flaws are added to the list on the way."""
    body = text[head.length :]
    lines = io.StringIO(body, newline="").readlines() if "#" in body else []
    for row in rows_of(body, head.separator, head.line_count + 1):
        if isinstance(row, Flaw):
            if flaws is not None:
                flaws.append(row)
            continue
        line, cells = row
        is_comment = bool(cells) and cells[0].startswith("#") and _begins(lines, line - head.line_count - 1, "#")
        if any(cell.strip() for cell in cells) and not is_comment:
            yield line, cells


def _begins(lines: Sequence[str], place: int, sign: str) -> bool:
    """A cell in quotation marks may begin with the sign of a comment."""
    return place < len(lines) and lines[place].startswith(sign)


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Found]:
    """The questions of the file; `mapping` counts for all its columns. Never raises, for any bytes."""
    if len(source.content) > TABLE_SIZE_MAX:
        template = "the file is larger than {limit} MB and was not read; divide it"
        yield file_error(source.name, 0, template, limit=TABLE_SIZE_MAX // 2**20)
        return
    decoded = decode(source.content)
    yield from encoding_note(source.name, decoded)
    yield from _read(source.name, decoded.text, mapping if mapping is not None and mapping.is_usable else None)


def _read(file: str, text: str, given: Mapping | None) -> Iterator[Found]:
    head = _head_of(text)
    sample = _sample(text, head)
    guessed = _of_all_columns(head, sample)
    readers = _readers(file, head, sample, None if given == guessed else given)
    rows_above = (given or guessed).header - bool(head.names)
    flaws: list[Flaw] = []
    is_empty = True
    for line, cells in islice(_rows(text, head, flaws), max(0, rows_above), None):
        is_empty = False
        yield from _noted(file, flaws)
        note, note_type = _note(line, cells, head), head.type_of(cells)
        if note_type in OWN_TYPES:
            fields = (*note.fields, *[Plain("")] * len(FIELDS))[: len(FIELDS)]
            yield own_question(file, replace(note, names=FIELDS, fields=fields), lambda src: None)
            continue
        if note_type not in readers:
            mapping = _of_fields(head, [[each.text for each in note.fields]])
            readers[note_type] = NoteReader(file, mapping, lambda src: None)
        yield from readers[note_type].questions(note)
    if flaws:
        yield from _noted(file, flaws)
    elif is_empty:
        yield file_warning(file, 0, "there are no notes in this file")


def _readers(file: str, head: _Head, sample: list[list[str]], given: Mapping | None) -> dict[str, NoteReader]:
    """By note type. A mapping that was chosen counts for the commonest one and for those with as many fields."""
    guessed = {note_type: _of_fields(head, rows) for note_type, rows in _by_type(head, sample).items()}
    if given is not None:
        chosen = replace(given, columns=tuple(head.fields(given.columns)))
        width = len(next(iter(guessed.values())).columns) if guessed else 0
        guessed = {key: chosen if len(each.columns) == width else each for key, each in guessed.items()}
    return {note_type: NoteReader(file, mapping, lambda src: None) for note_type, mapping in guessed.items()}


def _note(line: int, cells: list[str], head: _Head) -> Note:
    deck = head.special(cells, "deck column").split("::")[-1] or head.deck.split("::")[-1]
    return Note(
        line,
        head.special(cells, "guid column"),
        tuple(head.fields(head.names)),
        tuple(_plain(cell, head) for cell in head.fields(cells)),
        "" if deck.casefold() == _DEFAULT_DECK else deck,
        tuple(dict.fromkeys((*head.special(cells, "tags column").split(), *head.tags))),
    )


def _plain(cell: str, head: _Head) -> Plain:
    return plain(cell) if head.is_html else Plain(cell.strip())


def _noted(file: str, flaws: list[Flaw]) -> Iterator[Found]:
    for flaw in flaws:
        severity = Severity.ERROR if flaw.is_lost else Severity.WARNING
        problem = Problem(severity, "", flaw.message)
        if flaw.is_lost:
            yield ReadItem(file, flaw.line, None, (problem,), text=flaw.text)
        else:
            yield FileProblem(file, flaw.line, problem)
    flaws.clear()
