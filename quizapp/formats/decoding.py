"""Bytes of strangers as text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TypeVar

from quizapp.errors import sentence
from quizapp.formats.reading import FileProblem
from quizapp.game.draft import Problem, Severity

SAMPLE_RUNS = 20_000
"""Stretches of bytes beyond ASCII that are looked at to tell what a file is."""
SAMPLE_BYTES = 16_384
"""What the guess between encodings of one country or another is made from."""
LINE_BYTES = 1_000
"""How far from a byte beyond ASCII the ends of its line are looked for."""
SLICE_BYTES = 2**16
"""What is made from one encoding into another at once, so that no second copy of a file lies about."""
NUL_SHARE_MIN = 0.05
"""Of the units of a UTF-16 text without mark at least its blanks, line ends and figures have a NUL."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Those of UTF-32 first: the mark of UTF-16 is how one of them begins."""
_GUESSED = (
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "cp866",
    "gb18030", "big5", "cp932", "euc_jp",
)  # fmt: skip
"""The likelier first, which decides where nothing else does."""
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]{1,200}")
"""Cut, because a file may be a single such stretch."""
_ESCAPED = re.compile("[\udc80-\udcff]")
_STRAY = "quizapp.stray"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in; not `is_certain` = guessed, or some bytes of it had to be guessed."""

    text: str
    encoding: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class InUtf8:
    """As `Decoded`, but what was decoded is kept as UTF-8."""

    content: bytes
    encoding: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """How a file may be decoded, behind its mark."""

    start: int
    encoding: str
    errors: str
    is_certain: bool


def decode(content: bytes) -> Decoded:
    """The text of a file, without its byte order mark; line ends and NUL characters stay. Never raises."""
    text, way = _first(content, lambda way: content[way.start :].decode(way.encoding, way.errors))
    return Decoded(text, way.encoding, way.is_certain)


def in_utf_8(content: bytes) -> InUtf8:
    """The same as UTF-8, which for most files is the content itself. Never raises.

    For large files: one emoji makes each character of a Python text take four bytes.
    """
    encoded, way = _first(content, lambda way: _as_utf_8(content, way))
    return InUtf8(encoded, way.encoding, way.is_certain)


def doubts(file: str, decoded: Decoded) -> Iterator[FileProblem]:
    """A warning where the text may not be what was written."""
    if decoded.is_certain:
        return
    if decoded.encoding == "utf-8":
        message = sentence("some bytes are no UTF-8; they were read as Windows-1252")
    else:
        message = sentence(
            "the encoding is not named in the file; it was read as {encoding}", encoding=decoded.encoding
        )
    yield FileProblem(file, 0, Problem(Severity.WARNING, "", message))


_Result = TypeVar("_Result")


def _first(content: bytes, decoded: Callable[[_Way], _Result]) -> tuple[_Result, _Way]:
    """What is decoded in the first way that is possible, and the way."""
    for way in _ways(content):
        with suppress(UnicodeDecodeError):
            return decoded(way), way
    raise AssertionError("the last way takes any bytes")


def _ways(content: bytes) -> Iterator[_Way]:
    """The likelier first; to find the last takes long, so it is looked for where no other was possible."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            yield _Way(len(mark), encoding, "strict", True)
            if not encoding.startswith("utf-32"):  # what is none has the mark of UTF-16 too
                yield _Way(len(mark), encoding, _STRAY if encoding == "utf-8" else "replace", False)
    if encoding := _utf_16_without_mark(content):
        yield _Way(0, encoding, "replace", False)
    yield _Way(0, "utf-8", "strict", True)
    yield _not_quite_utf_8(content)


def _as_utf_8(content: bytes, way: _Way) -> bytes:
    """Raises UnicodeDecodeError where this is not the way."""
    if way.encoding == "utf-8" and way.errors == "strict":
        for _ in _slices(content, way):
            pass
        return content[way.start :]
    encoded = BytesIO()
    for text in _slices(content, way):
        encoded.write(text.encode())
    return encoded.getvalue()


def _slices(content: bytes, way: _Way) -> Iterator[str]:
    """The text, piece by piece: other threads run in between."""
    decoder = codecs.getincrementaldecoder(way.encoding)(way.errors)
    for start in range(way.start, len(content), SLICE_BYTES):
        yield decoder.decode(content[start : start + SLICE_BYTES])
    yield decoder.decode(b"", True)


def _utf_16_without_mark(content: bytes) -> str:
    """The encoding, or nothing: NULs stand at every other place only, and at many."""
    evens, odds = content[:SAMPLE_BYTES:2], content[1:SAMPLE_BYTES:2]
    first, second = evens.count(0), odds.count(0)
    if max(first, second) <= NUL_SHARE_MIN * len(evens) or min(first, second) * 20 > max(first, second):
        return ""
    if first < second:
        return "utf-16-le" if _has_whole_blanks(evens, odds) else ""
    return "utf-16-be" if _has_whole_blanks(odds, evens) else ""


def _has_whole_blanks(lows: bytes, highs: bytes) -> bool:
    """Whether most blanks and line ends have a NUL with them, as they do in UTF-16 and not where NULs are strays."""
    of_blanks = [high for low, high in zip(lows, highs, strict=False) if low in b" \r\n"]
    return of_blanks.count(0) * 2 >= len(of_blanks)


def _not_quite_utf_8(content: bytes) -> _Way:
    sample = b" ".join(match[0] for match in islice(_BEYOND_ASCII.finditer(content), SAMPLE_RUNS))
    text = sample.decode("utf-8", "surrogateescape")
    bad_bytes = len(_ESCAPED.findall(text))
    if bad_bytes <= len(text) - text.count(" ") - bad_bytes:
        return _Way(0, "utf-8", _STRAY, False)
    encoding = _guess(content)
    return _Way(0, encoding, _STRAY if encoding == "cp1252" else "replace", False)


def _guess(content: bytes) -> str:
    """Which of the encodings before Unicode it is most likely; that of Western Europe where nothing tells."""
    from charset_normalizer import from_bytes  # late: most files are UTF-8, and loading it takes time

    sample = _telling_part(content)
    if _is_korean(sample):
        return "cp949"
    ranks = [
        (match.chaos, -match.coherence, _GUESSED.index(encoding))
        for match in from_bytes(sample, cp_isolation=list(_GUESSED))
        for encoding in match.could_be_from_charset
        if encoding in _GUESSED
    ]
    return _GUESSED[min(ranks)[2]] if ranks else "cp1252"


def _is_korean(sample: bytes) -> bool:
    """Told apart by the syllables, because short Korean texts are taken for noise or for Chinese."""
    text = sample.decode("euc_kr", "replace")
    return sum("가" <= char <= "힣" for char in text) > 0.9 * sum(char > "\x7f" for char in text)


def _telling_part(content: bytes) -> bytes:
    """Lines beyond ASCII, so that a guess does not drown in ASCII; whole ones, so that no character is halved."""
    parts: list[bytes] = []
    length = end = 0
    for match in _BEYOND_ASCII.finditer(content):
        if match.start() < end:
            continue
        earliest, latest = max(end, match.start() - LINE_BYTES), match.end() + LINE_BYTES
        start = content.rfind(b"\n", earliest, match.start()) + 1 or earliest
        end = content.find(b"\n", match.end(), latest) + 1 or latest
        parts.append(content[start:end])
        length += end - start
        if length > SAMPLE_BYTES:
            break
    return b"".join(parts)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What a bad byte most likely was before somebody pasted it; five bytes have no meaning and stay."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_WINDOWS_1252[byte] for byte in bad), error.end


_WINDOWS_1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
codecs.register_error(_STRAY, _as_windows_1252)
