"""What the columns of a table hold by their cells alone, where its heads are missing or in words that are not known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from quizapp.formats.table_cells import column, is_mark, is_truth, key_style, looks_asked, prompt_share
from quizapp.game.mapping import Field, KeyStyle, Mapping

ASKED_SHARE_MIN = 0.4
"""Of the prompts that ask something; a table of capitals asks nothing."""
MARKED_SHARE_MIN = 0.9
"""Of the keys that are the letter or number of an option."""
COLUMNS_LOOKED_AT = 40


def by_content(rows: Sequence[Sequence[str]], width: int) -> Mapping | None:
    """The mapping that the cells show; None where they do not show both question and right answer."""
    rows = [row for row in rows if any(row) and not any(row[width:])]
    prompt = _prompt_place(rows, min(width, COLUMNS_LOOKED_AT))
    if prompt is None:
        return None
    header = 1 if len(rows) > 1 and not looks_asked(column(rows, prompt)[0]) and _is_short(rows[0]) else 0
    body = rows[header:]
    columns, style = _keyed(body, prompt, width) or ({}, KeyStyle.TEXT)
    if not columns:
        return None
    held = {prompt: Field.PROMPT, **columns}
    return Mapping(tuple(held.get(place, Field.NOTHING) for place in range(width)), header, style)


def _is_short(row: Sequence[str]) -> bool:
    return all(len(cell) <= 40 for cell in row)


def _prompt_place(rows: Sequence[Sequence[str]], width: int) -> int | None:
    shares = [prompt_share(column(rows, place)) for place in range(width)]
    best = max(range(width), key=lambda place: shares[place], default=None)
    return best if best is not None and shares[best] >= ASKED_SHARE_MIN else None


def _keyed(rows: Sequence[Sequence[str]], prompt: int, width: int) -> tuple[dict[int, Field], KeyStyle] | None:
    """The columns of key and options, and the style of the key."""
    others = [place for place in range(min(width, COLUMNS_LOOKED_AT)) if place != prompt and any(column(rows, place))]
    for place in others:
        if found := _by_marks(rows, prompt, place, others):
            return found
    for place in reversed(others):
        if found := _by_text(rows, prompt, place, others):
            return found
    after = [place for place in others if place > prompt]
    if len(after) == 1:
        return {after[0]: Field.KEY}, KeyStyle.TEXT
    truths = [place for place in after if is_truth(column(rows, place))]
    return ({truths[0]: Field.KEY}, KeyStyle.TEXT) if len(truths) == 1 else None


def _by_marks(
    rows: Sequence[Sequence[str]], prompt: int, key: int, others: list[int]
) -> tuple[dict[int, Field], KeyStyle] | None:
    """A column of letters or numbers, and the texts between it and the prompt, or behind both."""
    cells = [cell for cell in column(rows, key) if cell]
    if sum(map(is_mark, cells)) < MARKED_SHARE_MIN * len(cells) or key < prompt:
        return None
    between = [place for place in others if prompt < place < key]
    behind = list(takewhile(lambda place: not _are_marks(rows, place), [place for place in others if place > key]))
    for options in (between, behind):
        if len(options) < 2:
            continue
        columns = {key: Field.KEY, **dict.fromkeys(options, Field.OPTION)}
        style = key_style(_mapping(columns), rows)
        if style is not None:
            return columns, style
    return None


def _are_marks(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [cell for cell in column(rows, place) if cell]
    return sum(map(is_mark, cells)) > MARKED_SHARE_MIN * len(cells)


def _by_text(
    rows: Sequence[Sequence[str]], prompt: int, key: int, others: list[int]
) -> tuple[dict[int, Field], KeyStyle] | None:
    """A column whose texts stand in the columns beside it."""
    filled = [row for row in rows if key < len(row) and row[key]]
    hits = {
        place: sum(place < len(row) and row[place] == row[key] for row in filled) for place in others if place != key
    }
    matched = [place for place, count in hits.items() if count]
    if len(matched) < 2 or not filled or sum(hits.values()) < MARKED_SHARE_MIN * len(filled):
        return None
    first, last = min(matched), max(matched)
    if prompt < first and last < key:
        first, last = prompt + 1, key - 1
    options = [place for place in others if first <= place <= last and place != key]
    return {key: Field.KEY, **dict.fromkeys(options, Field.OPTION)}, KeyStyle.TEXT


def _mapping(columns: dict[int, Field]) -> Mapping:
    return Mapping(tuple(columns.get(place, Field.NOTHING) for place in range(max(columns) + 1)))
