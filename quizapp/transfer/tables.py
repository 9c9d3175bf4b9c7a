"""What the columns of tables are: guessed, told by people, and remembered by the header."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from quizapp.errors import QuizError, sentence
from quizapp.formats.csv_table import first_rows
from quizapp.formats.reading import FileProblem, ReadItem, Source
from quizapp.formats.registry import Format
from quizapp.formats.table_guess import commonest_width
from quizapp.formats.tables import header_key
from quizapp.game.draft import Problem, Severity
from quizapp.game.mapping import Mapping, Preview, mapping_from_dict, mapping_to_dict
from quizapp.game.plans import Fate, PlanItem

_BY_ITSELF = (
    "the mapping that was told names {count} columns and this table has {width}, so the table was read without it, "
    "as it was recognised"
)
_NOT_FITTING = (
    "the mapping that was told names {count} columns and this table has {width}, so it does not hold for this table; "
    "tell one that names each column, with “nothing” for those that are not needed"
)

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank


def table_preview(bank: Bank, source: Source, found: Format) -> Preview | None:
    """The first rows of a table and what its columns are: as told for the last with this header, else as guessed.

    None for a format whose fields are always known.
    """
    if not found.has_mapping:
        return None
    preview: Preview = found.module.preview(source)
    remembered = _remembered(bank, found, preview)
    return Preview(preview.rows, remembered) if remembered is not None else preview


def columns_of(
    bank: Bank, source: Source, found: Format, told: Mapping | None
) -> tuple[Mapping | None, FileProblem | None]:
    """What the columns of a table are and what is to be said of it; None as the first where nothing tells.

    `told` holds for tables with so many columns alone: others are read as they are recognised.
    """
    seen = table_preview(bank, source, found)
    if seen is None:
        return None, None
    own = seen.mapping if seen.mapping.is_usable else None
    if told is None:
        return own, None
    widths = _widths(source, found, seen, told)
    if len(told.columns) in widths:
        return told, None
    numbers = {"count": len(told.columns), "width": widths[0]}
    if own is None:
        return None, FileProblem(source.name, 0, Problem(Severity.WARNING, "", sentence(_NOT_FITTING, **numbers)))
    return own, FileProblem(source.name, 0, Problem(Severity.WARNING, "", sentence(_BY_ITSELF, **numbers)))


def _widths(source: Source, found: Format, seen: Preview, told: Mapping) -> tuple[int, ...]:
    """How many columns a table may be said to have: as most rows have, as its header has, and as are recognised."""
    rows = seen.rows
    if found.id == "csv" and told.delimiter != seen.mapping.delimiter:
        rows = first_rows(source, told.delimiter)
    heads = {len(row) for row in rows[max(0, told.header - 1) : told.header]}
    return (commonest_width(rows)[0], *heads, len(seen.mapping.columns))


def table_sample(source: Source, found: Format, mapping: Mapping, count: int) -> tuple[PlanItem, ...]:
    """The first so many questions of a table by this mapping, compared with nothing."""
    items = (each for each in found.read(source, mapping) if isinstance(each, ReadItem))
    return tuple(map(_sampled, islice(items, count)))


def _sampled(item: ReadItem) -> PlanItem:
    fate = Fate.NEW if item.draft is not None else Fate.REJECTED
    return PlanItem(item.file, item.line, fate, item.draft, item.problems, item.text)


def remember_mapping(bank: Bank, source: Source, found: Format, mapping: Mapping) -> None:
    """Keeps what the columns are, for the next table with this header."""
    key = _key(found, found.module.preview(source))
    if key:
        bank.notes.keep(key, json.dumps(mapping_to_dict(mapping), ensure_ascii=False))


def _remembered(bank: Bank, found: Format, preview: Preview) -> Mapping | None:
    key = _key(found, preview)
    document = bank.notes.get(key) if key else None
    if document is None:
        return None
    try:
        return mapping_from_dict(json.loads(document))
    except (QuizError, ValueError, TypeError):
        return None  # of another version of the program


def _key(found: Format, preview: Preview) -> str:
    header = header_key(preview.rows, preview.mapping)
    return f"columns/{found.id}/{header}" if header else ""
