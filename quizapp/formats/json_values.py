"""The JSON values in a large file, each by its place: only the piece of the file that holds it is decoded.

All places are those of bytes in UTF-8; lengths and columns count characters. A text of the whole file would take up to
four bytes for each character, because of a single emoji.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import Any

from quizapp.formats.decoding import SLICE_BYTES

PIECE_BYTES = 16_384
"""What is decoded at once; four times as much each time that a value is longer."""
_UNSURE = 20
"""At the end of a piece a number, a word or an escape may be cut."""
_STRING = re.compile(rb'"(?:[^"\\]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+')
"""Up to the quote that closes it, the first wrong escape, or the end of the file."""
_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes that begin no character."""


class DamageError(ValueError):
    """What stands at `pos` is no JSON."""

    def __init__(self, pos: int) -> None:
        self.pos = pos
        super().__init__()


@dataclass(slots=True)
class _Piece:
    """What was decoded last, and where the last value begins and ends in it and in the file."""

    text: str
    start: int
    end: int
    start_place: int
    end_place: int


class JsonValues:
    """The values in some JSON in UTF-8."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.repeated = ""
        """The name of a field that the last value has twice, if any."""
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object_of, parse_int=_whole_number, strict=False)
        self._piece = _Piece("", 0, 0, 0, 0)
        self._column, self._column_at = 1, 0

    def value(self, pos: int, most: int = sys.maxsize) -> tuple[Any, int]:
        """The value there, of so many characters at most, and the place behind it.

        Raises `DamageError`, or RecursionError where values are nested too deep.
        """
        if most == sys.maxsize and (found := self._of_piece(pos)):
            return found
        size = PIECE_BYTES
        while True:
            self.repeated = ""
            text = self.text(pos, pos + size)[:most]
            is_all = pos + size >= len(self.content) or len(text) == most
            try:
                value, length = self._decoder.raw_decode(text)
            except json.JSONDecodeError as damage:
                place = pos + _size(text, 0, damage.pos)
                if is_all or self._stays_wrong(place, pos + size):
                    raise DamageError(place) from None
            else:
                if is_all or length + _UNSURE < len(text):
                    end = pos + _size(text, 0, length)
                    self._piece = _Piece(text, 0, length, pos, end)
                    return value, end
            size *= 4

    def _of_piece(self, pos: int) -> tuple[Any, int] | None:
        """The value there and its end where the piece that was decoded last holds it whole."""
        piece = self._piece
        between = pos - piece.end_place
        if not 0 <= between < PIECE_BYTES or not self.content[piece.end_place : pos].isascii():
            return None
        start = piece.end + between
        self.repeated = ""
        try:
            value, end = self._decoder.raw_decode(piece.text, start)
        except ValueError:
            return None
        if end + _UNSURE >= len(piece.text):
            return None
        end_place = pos + _size(piece.text, start, end)
        self._piece = _Piece(piece.text, start, end, pos, end_place)
        return value, end_place

    def at(self, pos: int) -> str:
        """The character there where it is of ASCII, else some other; nothing behind the end."""
        return chr(self.content[pos]) if pos < len(self.content) else ""

    def text(self, start: int, end: int) -> str:
        """What stands there, without a character that is cut at either end."""
        return self.content[start:end].decode("utf-8", "ignore")

    def beginning(self, start: int, end: int, most: int) -> str:
        """So many characters at most of what stands there."""
        piece = self._piece
        if (piece.start_place, piece.end_place) == (start, end):
            return piece.text[piece.start : min(piece.end, piece.start + most)]
        return self.text(start, min(end, start + 4 * most))[:most]

    def column(self, pos: int) -> int:
        """From 1. In a long line it is counted on from the place that was asked for before."""
        start = self.content.rfind(b"\n", 0, pos) + 1
        if not start <= self._column_at <= pos:
            self._column, self._column_at = 1, start
        for place in range(self._column_at, pos, SLICE_BYTES):
            piece = self.content[place : min(place + SLICE_BYTES, pos)]
            self._column += len(piece.translate(None, _CONTINUATION))
        self._column_at = pos
        return self._column

    def close(self) -> None:
        """Lets go of the content: the decoder leads back to this object, so both may lie about for long."""
        self.content = b""
        self._piece = _Piece("", 0, 0, 0, 0)

    def _stays_wrong(self, place: int, end: int) -> bool:
        """Whether what is wrong at this place is so whatever comes behind the end of the piece."""
        if self.at(place) != '"':
            return place + _UNSURE < end
        string = _STRING.match(self.content, place)
        closing = string.end() if string else place
        if closing == len(self.content):
            return b"\\" not in self.content[-_UNSURE:]  # else an escape may be told as cut
        return closing < end and self.at(closing) == '"'

    def _object_of(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            self.repeated = next(name for name, _ in pairs if name in seen or seen.add(name))
        return found


def _size(text: str, start: int, end: int) -> int:
    """The bytes that these characters take in UTF-8."""
    return end - start if text.isascii() else len(text[start:end].encode())


def _whole_number(digits: str) -> float:
    """Python refuses to convert thousands of digits."""
    return int(digits) if len(digits) < 100 else float("inf")
