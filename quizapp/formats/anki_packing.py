"""How the newest generation of Anki packs what it keeps: zstd within limits, and protocol buffers."""

from __future__ import annotations

import io
from collections.abc import Iterator

import zstandard

from quizapp.errors import QuizError
from quizapp.formats.archive import RATIO_COUNTS_FROM, RATIO_MAX

_CHUNK = 2**20


def unpacked(content: bytes, most: int) -> bytes:
    """What zstd packed. Raises QuizError for anything else, and for more than `most` bytes."""
    return b"".join(pieces(content, most, RATIO_MAX * len(content), RATIO_MAX))


def pieces(content: bytes, most: int, usual: int, ratio: int) -> Iterator[bytes]:
    """What zstd packed, in pieces. Raises QuizError for anything else, and for more than `most` bytes, or `usual` ones,
    which are `ratio` times those of the package.
    """
    size, usual = 0, max(RATIO_COUNTS_FROM, usual)
    try:
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)) as reader:
            while chunk := reader.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    template = "the Anki package holds more than {limit} MB in one file, so it was not read"
                    raise QuizError(template, limit=most // 2**20)
                if size > usual:
                    template = "the Anki package is packed more than {limit} times, as a bomb is; nothing was read"
                    raise QuizError(template, limit=ratio)
                yield chunk
    except (zstandard.ZstdError, ValueError) as error:
        raise QuizError("the Anki package is damaged; export it once more") from error


def message_of(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protocol buffer, each with its number: whole numbers and bytes. Ends where it is damaged."""
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, place = _varint(message, place)
            yield number, value
            continue
        size, place = _varint(message, place) if wire == 2 else ({1: 8, 5: 4}.get(wire, -1), place)
        if size < 0 or place + size > len(message):
            return
        yield number, message[place : place + size]
        place += size


def _varint(message: bytes, place: int) -> tuple[int, int]:
    """A number and the place behind it."""
    value = 0
    for shift, byte in enumerate(message[place : place + 10]):
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return value, place + shift + 1
    return value, len(message)
