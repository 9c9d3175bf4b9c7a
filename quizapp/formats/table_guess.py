"""What the columns of a table of questions hold, guessed from their heads, and where those say nothing, from the cells.

A guess that is not usable names no column for the question, or none for the right answer: a wrong key would be worse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.formats.csv_layout import own_mapping
from quizapp.formats.table_cells import column, key_style, keys_of, looks_asked, separator_of, style_of_marks
from quizapp.formats.table_headless import by_content
from quizapp.formats.table_words import (
    field_of_head,
    kind_of,
    place_in,
    truth_of,
    weak_field_of_head,
    words_of,
    words_of_head,
)
from quizapp.game.mapping import COLUMNS_MAX, Field, KeyStyle, Mapping

ROWS_MAX = 200
HEADER_WITHIN = 15
"""Templates explain themselves above their header, in at most so many rows."""
HEAD_WORDS_ASKING = 3
"""`Correct?` heads a column, a question of more words does not."""
EVEN_SHARE_MIN = 0.6
"""Of the rows that have equally many cells in a table without a header; text that is no table looks less even."""
_REPEATABLE = frozenset({Field.NOTHING, Field.OPTION, Field.WRONG, Field.TAGS, Field.PICTURE})


def guess(rows: Sequence[Sequence[str]]) -> Mapping:
    """What the columns most likely hold, from the first rows of a table (`ROWS_MAX` are looked at)."""
    rows = [[cell.strip() for cell in row[:COLUMNS_MAX]] for row in rows[:ROWS_MAX]]
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if (own := own_mapping(row)) is not None:
            return replace(own, header=place + 1)
    width, share = commonest_width(rows)
    found = [_by_header(rows, place, width) for place in range(min(len(rows), HEADER_WITHIN))]
    return next((mapping for mapping in found if mapping and mapping.is_usable), None) or _without_header(
        rows, width, is_even=share >= EVEN_SHARE_MIN
    )


def _without_header(rows: list[list[str]], width: int, *, is_even: bool) -> Mapping:
    """By the cells; where they say nothing either, the first row is taken for a header in words that are not known."""
    mapping = by_content(rows, width) if is_even else None
    if mapping is not None:
        return mapping
    first = rows[0] if rows else []
    has_header = (
        len(rows) > 1 and len(set(first)) == len(first) and all(cell and not cell.isdecimal() for cell in first)
    )
    columns = _told_by_heads(first, width) if has_header else [Field.NOTHING] * width
    return Mapping(tuple(columns), int(has_header))


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a column as it was understood."""

    field: Field
    words: tuple[str, ...]

    @property
    def is_answer(self) -> bool:
        """Whether it is called an answer but not the right one: `Answer 1` may be an option or a key."""
        return self.is_numbered and self.words[0] in _ANSWERS

    @property
    def is_numbered(self) -> bool:
        return len(self.words) > 1 and place_in(self.words) is not None


def _told_by_heads(cells: Sequence[str], width: int) -> list[Field]:
    heads = [_Head(field_of_head(cell) or Field.NOTHING, words_of_head(cell)) for cell in cells]
    columns = [head.field for head in heads]
    for wanted in (Field.PROMPT, Field.KEY):
        if wanted not in columns:
            columns = [
                wanted if weak_field_of_head(cell) is wanted and held is Field.NOTHING else held
                for cell, held in zip(cells, columns, strict=True)
            ]
    columns = _answers_told_apart(heads, columns)
    return _without_doubles(heads, columns) + [Field.NOTHING] * (width - len(columns))


def _answers_told_apart(heads: list[_Head], columns: list[Field]) -> list[Field]:
    """`Answer 1` to `Answer 4` are options beside a column for the key, and keys beside wrong options; alone, nobody
    knows which of them is right.
    """
    numbered = [place for place, head in enumerate(heads) if head.is_answer]
    keys = [place for place, held in enumerate(columns) if held is Field.KEY and place not in numbered]
    if len(numbered) > 1 and (keys or Field.WRONG not in columns):
        columns = [Field.OPTION if place in numbered else held for place, held in enumerate(columns)]
    if len(keys) > 1:
        columns = _one_key_told(heads, columns, keys)
    return columns


def _one_key_told(heads: list[_Head], columns: list[Field], keys: list[int]) -> list[Field]:
    """`Answers` beside `Correct answer` lists the options; `Answer` beside it says nothing more."""
    named = [place for place in keys if not _is_only_an_answer(heads[place].words)]
    if not named or len(named) == len(keys):
        return columns
    has_options = Field.OPTION in columns or Field.OPTIONS in columns
    instead = Field.NOTHING if has_options else Field.OPTIONS
    return [instead if place in keys and place not in named else held for place, held in enumerate(columns)]


def _is_only_an_answer(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0] in _ANSWERS


_ANSWERS = frozenset(
    ("answer", "answers", "antwort", "antworten", "respuesta", "respuestas", "reponse", "reponses", "답", "답변")
)


def _without_doubles(heads: list[_Head], columns: list[Field]) -> list[Field]:
    """Fields that make sense once only keep their first column: the others are translations, for example. Several keys
    are numbered.
    """
    seen: set[Field] = set()
    kept: list[Field] = []
    for head, held in zip(heads, columns, strict=True):
        may_repeat = held in _REPEATABLE or (held is Field.KEY and head.is_numbered)
        kept.append(Field.NOTHING if held in seen and not may_repeat else held)
        seen.add(held)
    return kept


def _by_header(rows: list[list[str]], place: int, width: int) -> Mapping | None:
    """The mapping when the row at this place is the header; None when it is none."""
    cells = rows[place]
    while cells and not cells[-1]:
        cells = cells[:-1]
    columns = _told_by_heads(cells, max(width, len(cells)))
    if Field.PROMPT not in columns or len([cell for cell in cells if cell]) < 2:
        return None
    if any(looks_asked(cell) and len(words_of(cell)) > HEAD_WORDS_ASKING for cell in cells):
        return None
    if any(2 * len(list(filter(None, row))) > max(2, len(cells)) for row in rows[:place]):
        return None  # what stands above a header is a title or an instruction; full rows would be lost questions
    body = rows[place + 1 :]
    columns = _continued(columns, len(cells), max(map(len, body), default=0))
    body = [row for row in body if not any(row[len(columns) :])]
    columns = _wrong_instead_of_options(_kinds_that_are_none(columns, body), body)
    if Field.KEY not in columns:
        return Mapping(tuple(columns), place + 1)
    skipped = _instructions(columns, body)
    return _with_style(Mapping(tuple(columns), place + 1 + skipped), body[skipped:])


def _with_style(mapping: Mapping, body: list[list[str]]) -> Mapping:
    separator = separator_of(mapping.columns, body)
    mapping = replace(mapping, separator=separator)
    if Field.OPTION not in mapping.columns and Field.OPTIONS not in mapping.columns:
        return mapping
    return replace(mapping, key_style=key_style(mapping, body) or style_of_marks(keys_of(mapping.columns, body)))


def _kinds_that_are_none(columns: list[Field], body: list[list[str]]) -> list[Field]:
    """A column `type` may hold anything."""
    if Field.KIND not in columns:
        return columns
    cells = [cell for cell in column(body, columns.index(Field.KIND)) if cell]
    if cells and sum(kind_of(cell) is not None for cell in cells) * 5 < len(cells):
        return [Field.NOTHING if held is Field.KIND else held for held in columns]
    return columns


def _instructions(columns: list[Field], body: list[list[str]]) -> int:
    """How many rows under the header explain the columns: where the kind is no kind, but is one in the next row."""
    if Field.KIND not in columns or len(body) < 1:
        return 0
    kinds = column(body, columns.index(Field.KIND))
    is_explained = len(kinds[0].split()) > 4 and kind_of(kinds[0]) is None
    return int(is_explained)


def _wrong_instead_of_options(columns: list[Field], body: list[list[str]]) -> list[Field]:
    """Options among which the key never is are the wrong ones."""
    if Field.OPTION not in columns or Field.KEY not in columns or Field.KIND in columns:
        return columns
    mapping = Mapping(tuple(columns))
    keys = keys_of(columns, body)
    are_flags = all(truth_of(key, is_certain=False) is not None for key in keys)
    if are_flags or style_of_marks(keys) is not KeyStyle.TEXT or key_style(mapping, body) is not None:
        return columns
    return [Field.WRONG if held is Field.OPTION else held for held in columns]


def _continued(columns: list[Field], heads: int, widest: int) -> list[Field]:
    """Rows may have more options than heads, where the last head is for one of many."""
    last = columns[heads - 1]
    if last in (Field.OPTION, Field.WRONG, Field.TAGS):
        return [*columns[:heads], *([last] * (widest - heads))]
    return columns


def best_delimiter(tables: dict[str, list[list[str]]]) -> str:
    """Which sign between columns gives the best table: one with a usable guess, then the most even one."""

    def merit(item: tuple[str, list[list[str]]]) -> tuple[bool, float, int]:
        width, share = commonest_width(item[1])
        return guess(item[1]).is_usable, share if width > 1 else 0.0, width

    return max(tables.items(), key=merit)[0]


def commonest_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """How many cells most rows have, and how many rows those are, from 0 to 1."""
    widths = Counter(min(len(row), COLUMNS_MAX) for row in rows if any(row))
    if not widths:
        return 0, 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, round(count / widths.total(), 2)
