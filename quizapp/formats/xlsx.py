"""Spreadsheets (.xlsx): the templates of Kahoot and Quizizz, and any other sheet that can be mapped.

`line` is the row in the sheet. With several sheets that hold questions, all are read, and `file` names the sheet.
Time limits are dropped without a word, because a rule set says here how long a question may take.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.errors import QuizError, Sentence, sentence
from quizapp.formats.archive import Limits, open_archive
from quizapp.formats.csv_layout import own_mapping, unguarded
from quizapp.formats.reading import FILE_SIZE_MAX, FileProblem, Found, Source
from quizapp.formats.table_guess import ROWS_MAX, guess
from quizapp.formats.table_words import words_of
from quizapp.formats.tables import header_key, not_recognised, read_rows
from quizapp.formats.xlsx_limits import check_memory
from quizapp.game.draft import Problem, Severity
from quizapp.game.mapping import COLUMNS_MAX, Field, KeyStyle, Mapping, Preview

KAHOOT_HEADER_WITHIN = 15
LIMITS = Limits(members=2_000, total_size=256 * 2**20, total_ratio=25)
"""Sheets of many empty cells with a style are packed some 12 times."""
_WORKBOOK = "xl/workbook.xml"
_OTHER_KINDS = ("xl/workbook.bin", "content.xml")
_KAHOOT = (Field.PROMPT, *([Field.OPTION] * 4), Field.NOTHING, Field.KEY)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as texts, row by row from the first."""

    name: str
    rows: list[list[str]]
    is_hidden: bool = False


class _UnreadableError(Exception):
    """Why nothing of a file can be read."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(str(message))
        self.message = message


def recognises(source: Source) -> bool:
    """Whether it is a zip file with a workbook in it."""
    content = source.content
    if not content.startswith(b"PK"):
        return False
    return _WORKBOOK.encode() in content[: 2**16] or _WORKBOOK.encode() in content[-(2**16) :]


def preview(source: Source) -> Preview:
    """The first rows of the sheet that will be read first, and how they would be understood; empty for a file that
    cannot be read.
    """
    try:
        sheets = _sheets(source.content)
    except _UnreadableError:
        return Preview((), Mapping((), 0))
    leading = _leading(sheets)
    return Preview(tuple(map(tuple, _first_rows(leading))), _mapping_of(leading))


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Found]:
    """The questions of all sheets that hold some, by `mapping` or as guessed. Never raises, for any bytes.

    A mapping is for the sheet that `preview` shows, and for others with the same header.
    """
    try:
        sheets = _sheets(source.content)
    except _UnreadableError as error:
        yield FileProblem(source.name, 0, Problem(Severity.ERROR, "", error.message))
        return
    leading = _leading(sheets)
    chosen = [(sheet, each) for sheet in sheets if (each := _mapping_for(sheet, leading, mapping))]
    if not chosen:
        yield not_recognised(source.name)
        return
    for sheet, each in chosen:
        file = source.name if len(chosen) == 1 else f"{source.name} ({sheet.name})"
        yield from read_rows(file, _numbered(sheet, each), each)
    for sheet in sheets:
        if not sheet.is_hidden and not any(sheet is other for other, _ in chosen):
            template = "the sheet “{name}” was not read: no columns for question and answer were recognised in it"
            yield FileProblem(source.name, 0, Problem(Severity.WARNING, "", sentence(template, name=sheet.name[:40])))


def _leading(sheets: list[_Sheet]) -> _Sheet:
    """The first sheet of questions, else the first with anything in it: the one that people see and map."""
    return next((sheet for sheet in sheets if _mapping_of(sheet).is_usable), sheets[0])


def _mapping_for(sheet: _Sheet, leading: _Sheet, mapping: Mapping | None) -> Mapping | None:
    """How the sheet is to be read; None for one that is not."""
    if mapping is not None:
        return mapping if sheet is leading or _has_header_of(leading, sheet, mapping) else None
    guessed = _mapping_of(sheet)
    return guessed if guessed.is_usable else None


def _has_header_of(first: _Sheet, sheet: _Sheet, mapping: Mapping) -> bool:
    key = header_key(first.rows, mapping)
    return bool(key) and key == header_key(sheet.rows, mapping)


def _first_rows(sheet: _Sheet) -> list[list[str]]:
    return [row[:COLUMNS_MAX] for row in sheet.rows[:ROWS_MAX]]


def _mapping_of(sheet: _Sheet) -> Mapping:
    rows = _first_rows(sheet)
    return next((found for place in range(min(len(rows), KAHOOT_HEADER_WITHIN)) if (found := _kahoot(rows, place))),
                None) or guess(rows)  # fmt: skip


def _kahoot(rows: Sequence[Sequence[str]], place: int) -> Mapping | None:
    """The mapping of Kahoot's template in any language: its header counts the answers and names their longest length,
    and the times that can be chosen.
    """
    for first in (1, 0):
        head = [words_of(cell) for cell in rows[place][first : first + 7]]
        if len(head) < 7 or not all(head) or any(rows[place][first + 7 :]):
            continue
        if all(str(number) in head[number] for number in range(1, 5)) and {"20", "60", "120"} <= {*head[5]}:
            columns = (*([Field.NOTHING] * first), *_KAHOOT)
            return Mapping(columns, place + 1, KeyStyle.NUMBER_FROM_1, ",")
    return None


def _numbered(sheet: _Sheet, mapping: Mapping) -> Iterator[tuple[int, Sequence[str]]]:
    rows = enumerate(sheet.rows, start=1)
    has_own_header = 0 < mapping.header <= len(sheet.rows) and own_mapping(sheet.rows[mapping.header - 1])
    return unguarded(rows) if has_own_header else iter(rows)


def _sheets(content: bytes) -> list[_Sheet]:
    """All sheets with anything in them, at least one. _UnreadableError when there is none, or for a damaged file."""
    if len(content) > FILE_SIZE_MAX:
        limit = FILE_SIZE_MAX // 2**20
        raise _UnreadableError(sentence("the file is larger than {limit} MB and was not read; divide it", limit=limit))
    _check_before_parsing(content)
    try:
        sheets = list(_parsed(content))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the library is Rust: what panics there is no Exception here
        template = "the spreadsheet is damaged and was not read; open it in a spreadsheet program and save it anew"
        raise _UnreadableError(sentence(template)) from error
    if not sheets:
        raise _UnreadableError(sentence("the spreadsheet is empty"))
    return sheets


def _check_before_parsing(content: bytes) -> None:
    """The library would read other kinds of spreadsheets too, in which a few bytes can mean millions of cells."""
    try:
        archive = open_archive(content, LIMITS)
        is_other = not content.startswith(b"PK") or any(name in archive for name in _OTHER_KINDS)
        if is_other or _WORKBOOK not in archive:
            raise QuizError("this is no spreadsheet of the kind .xlsx, so nothing of it was read; save it as one")
        check_memory(archive)
    except QuizError as error:
        raise _UnreadableError(error.sentence) from error


def _parsed(content: bytes) -> Iterator[_Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # late: only spreadsheets need it

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for known in workbook.sheets_metadata:
        if known.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(known.name)
        if texts := _texts(sheet.iter_rows(), sheet.start[1] if sheet.start else 0):
            yield _Sheet(known.name, texts, known.visible != SheetVisibleEnum.Visible)


def _texts(rows: Iterable[list[Any]], columns_before: int) -> list[list[str]]:
    """The rows as texts, nothing where all are blank. Blank rows are one object, and so are equal texts."""
    known: dict[str, str] = {}
    before, blank = [""] * columns_before, [""]
    texts: list[list[str]] = []
    is_empty = True
    for row in rows:
        if row.count("") == len(row):
            blank = blank if len(blank) == columns_before + len(row) else [""] * (columns_before + len(row))
            texts.append(blank)
            continue
        written = [_text(cell) for cell in row]
        is_empty = is_empty and not any(text.strip() for text in written)
        texts.append(before + [known.setdefault(text, text) for text in written])
    return [] if is_empty else texts


def _text(cell: Any) -> str:
    """A cell as people see it: whole numbers without a fraction, dates without a time of day that nobody gave."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)
