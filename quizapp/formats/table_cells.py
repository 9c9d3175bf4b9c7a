"""What the cells of a table's columns look like: questions, keys by letter, number or text, several texts in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.formats.table_keys import options_in, places_of, texts_in
from quizapp.formats.table_words import truth_of
from quizapp.game.mapping import Field, KeyStyle, Mapping

SEPARATORS = (";", "|", "\n", ",", "/")
"""The likelier first, which decides where nothing else does."""
STYLE_SHARE_MIN = 0.6
"""Of the keys that a style must explain."""

_ASKS = re.compile(r"""\w{2}.{0,3}[?？؟](?=[\s"”»')\]]|$)""")
_MARK = re.compile(r"[A-Ja-j]|\d{1,2}(?:\.0)?")


def column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The cells at a place; rows that are too short have empty ones."""
    return [row[place] if place < len(row) else "" for row in rows]


def looks_asked(cell: str) -> bool:
    """Whether a cell asks something, or has a gap to be filled."""
    return "___" in cell or _ASKS.search(cell) is not None


def prompt_share(cells: Sequence[str]) -> float:
    """How many of the filled cells ask something, from 0 to 1."""
    filled = [cell for cell in cells if cell]
    return sum(map(looks_asked, filled)) / len(filled) if filled else 0.0


def is_mark(cell: str) -> bool:
    """Whether a cell can be the letter or number of an option and nothing else."""
    return _MARK.fullmatch(cell) is not None


def key_style(mapping: Mapping, rows: Sequence[Sequence[str]]) -> KeyStyle | None:
    """How the keys are told that stand beside options; None where no way explains enough of them."""
    pairs = [(key, options) for row in rows if (pair := _key_and_options(mapping, row)) for key, options in [pair]]
    if not pairs:
        return None
    shares = {style: _share(pairs, style, mapping.separator) for style in (KeyStyle.TEXT, KeyStyle.LETTER)}
    number = _number_style(pairs, are_lists=Field.OPTIONS in mapping.columns)
    shares[number] = _share(pairs, number, mapping.separator)
    style = max(shares, key=lambda each: shares[each])
    return style if shares[style] >= STYLE_SHARE_MIN else None


def keys_of(columns: Sequence[Field], rows: Sequence[Sequence[str]]) -> list[str]:
    """The filled cells of the first column of keys."""
    return [cell for cell in column(rows, columns.index(Field.KEY)) if cell]


def style_of_marks(keys: Sequence[str]) -> KeyStyle:
    """The style that keys show where no options say more: most are a letter, or a number, or else they are texts."""
    letters = sum(len(key) == 1 and key.isalpha() and is_mark(key) for key in keys)
    numbers = sum(is_mark(key) for key in keys) - letters
    if 2 * max(letters, numbers) <= len(keys):
        return KeyStyle.TEXT
    if letters > numbers:
        return KeyStyle.LETTER
    return KeyStyle.NUMBER_FROM_0 if "0" in keys else KeyStyle.NUMBER_FROM_1


def _key_and_options(mapping: Mapping, row: Sequence[str]) -> tuple[str, list[str]] | None:
    keys = [cell for held, cell in zip(mapping.columns, row, strict=False) if held is Field.KEY and cell]
    options = [cell for held, cell in zip(mapping.columns, row, strict=False) if held is Field.OPTION]
    lists = [cell for held, cell in zip(mapping.columns, row, strict=False) if held is Field.OPTIONS]
    options += [option for cell in lists for option in options_in(cell, mapping.separator)]
    while options and not options[-1]:
        options.pop()
    return (keys[0], options) if keys and options else None


def _number_style(pairs: list[tuple[str, list[str]]], *, are_lists: bool) -> KeyStyle:
    """From 0 where a 0 occurs more often than the count of the options does, from 1 where it occurs less often.
    Otherwise: programs, which write options as lists, count from 0, people from 1.
    """
    zeros = sum("0" in _numbers(key) for key, _ in pairs)
    lasts = sum(str(len(options)) in _numbers(key) for key, options in pairs)
    is_from_0 = zeros > lasts or (zeros == lasts and are_lists)
    return KeyStyle.NUMBER_FROM_0 if is_from_0 else KeyStyle.NUMBER_FROM_1


def _numbers(key: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"\.0+(?!\d)", "", key))


def _share(pairs: list[tuple[str, list[str]]], style: KeyStyle, separator: str) -> float:
    return sum(_explains(key, options, style, separator) for key, options in pairs) / len(pairs)


def _explains(key: str, options: list[str], style: KeyStyle, separator: str) -> bool:
    """Whether the style itself explains the key, and none of those that `places_of` tries after it."""
    texts = {" ".join(option.casefold().split()) for option in options if option}
    parts = {" ".join(part.casefold().split()) for part in (key, *texts_in(key, separator))}
    is_text = bool(parts & texts)
    if style is KeyStyle.TEXT:
        return is_text
    has_digits = any(char.isdigit() for char in key)
    if is_text and not is_mark(key):
        return False
    if has_digits != (style is not KeyStyle.LETTER):
        return False
    return places_of(key, [option or "-" for option in options], style, separator) is not None


def separator_of(columns: Sequence[Field], rows: Sequence[Sequence[str]]) -> str:
    """The sign between the texts of cells that hold several."""
    if Field.OPTIONS in columns:
        cells = [cell for cell in column(rows, columns.index(Field.OPTIONS)) if cell and not cell.startswith("[")]
        return max(SEPARATORS, key=lambda sign: _divides(cells, sign)) if cells else ";"
    if Field.KEY in columns and Field.OPTION in columns:
        return _separator_of_keys(columns, rows)
    for held in (Field.WRONG, Field.TAGS):
        if columns.count(held) == 1:
            cells = [cell for cell in column(rows, columns.index(held)) if cell and not cell.startswith("[")]
            best = max(SEPARATORS[:4], key=lambda sign: _divides(cells, sign))
            needed = 1.0 if best == "," else 0.5  # a comma may belong to a text
            return best if _divides(cells, best) >= needed else ";"
    return ";"


def _divides(cells: list[str], sign: str) -> float:
    """How many of the cells the sign divides, from 0 to 1."""
    return sum(len(texts_in(cell, sign)) > 1 for cell in cells) / len(cells) if cells else 0.0


def _separator_of_keys(columns: Sequence[Field], rows: Sequence[Sequence[str]]) -> str:
    mapping = Mapping(tuple(columns))
    pairs = [pair for row in rows if (pair := _key_and_options(mapping, row))]

    def whole(sign: str) -> int:
        return sum(
            len(parts := texts_in(key, sign)) > 1 and places_of(key, options, KeyStyle.TEXT, sign) is not None
            and all(part in options for part in parts)
            for key, options in pairs
        )  # fmt: skip

    return max(SEPARATORS, key=whole)


def is_truth(cells: Sequence[str]) -> bool:
    """Whether a column says nothing but true and false, and both."""
    truths = {truth_of(cell) for cell in cells if cell}
    return truths == {True, False}
