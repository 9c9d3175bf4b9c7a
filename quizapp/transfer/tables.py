"""What the columns of tables are: guessed, told by people, and remembered by the header."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.formats.reading import ReadItem, Source
from quizapp.formats.registry import Format
from quizapp.formats.tables import header_key
from quizapp.game.mapping import Mapping, Preview, mapping_from_dict, mapping_to_dict
from quizapp.game.plans import Fate, PlanItem

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
