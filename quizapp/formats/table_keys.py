"""Cells that hold several texts, or that tell the right options by letter, number or text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from quizapp.formats.table_words import truth_of
from quizapp.game.mapping import KeyStyle

MARK_LENGTH_MAX = 200
"""Characters of a cell that can still be letters or numbers of options."""

_ITEM = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*(?:,|$|(?=["']))|([^,]*)(?:,|$)""")
_LABEL = re.compile(r"(?<!\S)([A-Ja-j])[).:]\s")
_NAMES_OF_OPTIONS = frozenset({
    "option", "options", "answer", "answers", "choice", "choices", "antwort", "opcion", "opción", "respuesta",
    "réponse", "reponse", "choix", "and", "und", "et", "y", "보기", "정답", "번",
})  # fmt: skip
_MARKS = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN_MARKS = re.compile(r"[\s,;/&+|.()\[\]{}'\"_:#]*")


def texts_in(cell: str, separator: str) -> tuple[str, ...]:
    """The texts of a cell that lists some: `["a", "b"]`, `A) a B) b`, or divided by `separator`. Empty ones are left
    out.
    """
    cell = cell.strip()
    parts = _bracketed(cell[1:-1]) if is_list(cell) else cell.split(separator)
    return tuple(text for part in parts if (text := part.strip()))


def is_list(cell: str) -> bool:
    """Whether a trimmed cell is a list in brackets; a word in brackets is none."""
    if not (cell.startswith("[") and cell.endswith("]")):
        return False
    return any(sign in cell for sign in "\"',") or not cell[1:-1].strip()


def _bracketed(inner: str) -> list[str]:
    """The items of a list as JSON or Python prints it."""
    parts: list[str] = []
    end = 0
    while end < len(inner) and (match := _ITEM.match(inner, end)):
        quoted = match[1] if match[1] is not None else match[2]
        parts.append(match[3].strip().strip("\"'") if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
        end = match.end()
    return parts


def options_in(cell: str, separator: str) -> tuple[str, ...]:
    """The options of a cell that holds them all; `A) a B) b` too."""
    starts = list(_LABEL.finditer(cell))
    letters = "".join(match[1] for match in starts).upper()
    if len(starts) > 1 and "ABCDEFGHIJ".startswith(letters) and not cell[: starts[0].start()].strip():
        ends = [match.start() for match in starts[1:]] + [len(cell)]
        parts = (cell[match.end() : end].strip() for match, end in zip(starts, ends, strict=True))
        return tuple(part.rstrip(f"{separator},").strip() for part in parts)
    return texts_in(cell, separator)


def unlabelled(options: Sequence[str]) -> list[str]:
    """The options without the letters that stand before each of them, as in `B) Seoul`."""
    if not options or options[0][1:2] not in (")", ".", ":"):
        return list(options)
    for place, option in enumerate(options):
        match = _LABEL.match(option)
        if option and (match is None or ord(match[1].upper()) - ord("A") != place):
            return list(options)
    return [option[2:].strip() for option in options]


def places_of(cell: str, options: Sequence[str], style: KeyStyle, separator: str) -> tuple[int, ...] | None:
    """Which of the options the cell calls right, each once, in its order; None where it means none of them.

    The style is tried first, then the others that cannot be mistaken, because files mix them. Cell and options are
    trimmed.
    """
    found = _by_style(cell, options, style)
    if found is None:
        found = _by_text(cell, options) or _by_texts(cell, options, separator)
    if found is None and style is not KeyStyle.LETTER:
        found = _by_letter(cell, len(options), is_joined=False)
    if found is None or not all(options[place] for place in found):
        return None
    return tuple(dict.fromkeys(found))


def _by_style(cell: str, options: Sequence[str], style: KeyStyle) -> tuple[int, ...] | None:
    match style:
        case KeyStyle.TEXT:
            return None
        case KeyStyle.LETTER:
            return _by_letter(cell, len(options), is_joined=True)
        case KeyStyle.NUMBER_FROM_1:
            return _by_number(cell, len(options), 1)
        case KeyStyle.NUMBER_FROM_0:
            return _by_number(cell, len(options), 0)


def _by_text(cell: str, options: Sequence[str]) -> tuple[int, ...] | None:
    if cell in options:
        return (options.index(cell),)
    text = _folded(cell)
    place = next((place for place, option in enumerate(options) if text and _folded(option) == text), None)
    return None if place is None else (place,)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _by_texts(cell: str, options: Sequence[str], separator: str) -> tuple[int, ...] | None:
    texts = texts_in(cell, separator)
    if len(texts) > len(options) or texts == (cell.strip(),):
        return None
    found = [_by_text(text, options) for text in texts]
    return tuple(each[0] for each in found if each) if found and all(found) else None


def _marks(cell: str) -> list[str] | None:
    """The letters and numbers of a cell that holds nothing but such, without words like `option`."""
    if len(cell) > MARK_LENGTH_MAX:
        return None
    cell = unicodedata.normalize("NFKC", cell)
    if not _BETWEEN_MARKS.fullmatch(_MARKS.sub("", cell)):
        return None
    return [mark for mark in _MARKS.findall(cell) if mark.casefold() not in _NAMES_OF_OPTIONS] or None


def flagged(keys: Sequence[str], options: Sequence[str]) -> list[str] | None:
    """The right options where each has a column of its own that says true or false; None where the keys are none."""
    if len(keys) != len(options) or len(keys) < 2:
        return None
    flags = [truth_of(key, is_certain=False) for key in keys]
    if True not in flags or any(flag is None for flag, key in zip(flags, keys, strict=True) if key):
        return None
    return [option for flag, option in zip(flags, options, strict=True) if flag and option] or None


@lru_cache(maxsize=256)
def _by_letter(cell: str, count: int, *, is_joined: bool) -> tuple[int, ...] | None:
    marks = _marks(cell)
    if marks is None:
        return None
    if not all(len(mark) == 1 or (is_joined and len(set(mark)) == len(mark)) for mark in marks):
        return None
    places = tuple(ord(letter) - ord("a") for mark in marks for letter in mark.casefold())
    return places if all(0 <= place < count for place in places) else None


@lru_cache(maxsize=256)
def _by_number(cell: str, count: int, first: int) -> tuple[int, ...] | None:
    """Numbers, or digits of one (`134`); 1.2 is what a spreadsheet with decimal commas makes of `1,2`."""
    marks = _marks(re.sub(r"(?<=\d)\.0+(?!\d)", "", cell))
    if marks is None or not all(mark.isdecimal() and len(mark) <= count for mark in marks):
        return None
    places = [int(mark) - first for mark in marks]
    if len(marks) == 1 and places[0] >= count and len(set(marks[0])) == len(marks[0]):
        places = [int(digit) - first for digit in marks[0]]
    return tuple(places) if all(0 <= place < count for place in places) else None
