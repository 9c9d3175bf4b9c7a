"""Samples of a file whose beginning does not tell its format, because what stands first in it is very long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple

from quizapp.formats.decoding import decode, in_utf_8
from quizapp.formats.json_reading import Item, Object, items
from quizapp.formats.question_list import is_item
from quizapp.formats.reading import FILE_SIZE_MAX

SAMPLE_BYTES = 65_536
PLACES = 16
"""Where in the file a sample is taken, at even distances, the last at its end."""
LINE_BYTES = 8_192
"""A longer line is passed over."""
ITEMS_TRIED = 20
OBJECTS_TRIED = 1_000
"""Of JSON, before it is taken for something else than questions."""
BINARY_LOOKED_AT = 4_096
CONTROLS_RARE = 20
"""Characters of a text to one that is neither seen nor a blank or line end, at least."""
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_LONG_TEXT, _LONG_LIST = 200, 10
_LINE = re.compile(rb"[^\r\n]*+[\r\n]*+")
_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class _NoQuestionsError(Exception):
    """Enough was looked at."""


class Sample(NamedTuple):
    """A piece of a file as if it were a file; `is_beginning`: what it begins with, but for what is too long."""

    content: bytes
    is_beginning: bool


def further_samples(content: bytes) -> Iterator[Sample]:
    """Pieces of a long file in UTF-8, the likelier to tell its format first. Linear in the length of the content."""
    if is_binary(content):
        return
    text = in_utf_8(content[:FILE_SIZE_MAX]).content
    if text.lstrip(b" \t\r\n\x00")[:1] in (b"[", b"{"):
        if first := _first_items(text):
            yield Sample(first, is_beginning=True)
        return
    if len(text) <= SAMPLE_BYTES:
        return
    yield Sample(_without_long_lines(text), is_beginning=True)
    last = len(text) - SAMPLE_BYTES
    for number in (PLACES, *range(1, PLACES)):
        start = text.find(b"\n", last * number // PLACES) + 1
        yield Sample(text[start : start + SAMPLE_BYTES], is_beginning=False)


def is_binary(content: bytes) -> bool:
    """Whether a file is certainly no text, in whatever encoding."""
    head = content[:BINARY_LOOKED_AT]
    if head.startswith(_BINARY):
        return True
    is_wide = decode(head).encoding.startswith(("utf-16", "utf-32"))
    return not is_wide and (len(head) - len(head.translate(None, _CONTROLS))) * CONTROLS_RARE > len(head)


def _without_long_lines(text: bytes) -> bytes:
    lines: list[bytes] = []
    length = 0
    for match in _LINE.finditer(text):
        if match.end() - match.start() <= LINE_BYTES:
            lines.append(match[0])
            length += len(match[0])
        if length > SAMPLE_BYTES:
            break
    return b"".join(lines)


def _first_items(text: bytes) -> bytes:
    """The first questions in JSON, with their long texts cut; nothing where there are none."""
    tried = 0

    def is_question(value: Object) -> bool:
        nonlocal tried
        tried += 1
        if tried > OBJECTS_TRIED:
            raise _NoQuestionsError
        return is_item(value)

    first: list[Any] = []
    with suppress(_NoQuestionsError):
        values = (each.value for each in items("", text, is_question) if isinstance(each, Item))
        found = (value for value in values if isinstance(value, dict) and is_item(value))
        first += (_cut(value) for value in islice(found, ITEMS_TRIED))
    return json.dumps(first).encode() if first else b""


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name)[:_LONG_TEXT]: _cut(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cut(each) for each in value[:_LONG_LIST]]
    if isinstance(value, float):
        return 0.5  # which number it is makes no difference, and not all of them can be written
    return value[:_LONG_TEXT] if isinstance(value, str) else value
