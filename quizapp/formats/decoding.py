"""Bytes of strangers as text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from quizapp.errors import sentence
from quizapp.formats.reading import FileProblem
from quizapp.game.draft import Problem, Severity

SAMPLE_RUNS = 20_000
"""Stretches of bytes beyond ASCII that are looked at to tell what a file is."""
SAMPLE_BYTES = 16_384
"""What the guess between encodings of one country or another is made from."""
LINE_BYTES = 1_000
"""How far from a byte beyond ASCII the ends of its line are looked for."""
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


def decode(content: bytes) -> Decoded:
    """The text of a file, without its byte order mark; line ends and NUL characters stay. Never raises."""
    for mark, encoding in _MARKS:
        if content.startswith(mark) and (decoded := _by_mark(content, mark, encoding)):
            return decoded
    if encoding := _utf_16_without_mark(content):
        return Decoded(content.decode(encoding, "replace"), encoding, False)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError:
        return _not_quite_utf_8(content)


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


def _by_mark(content: bytes, mark: bytes, encoding: str) -> Decoded | None:
    """None where a mark of UTF-32 cannot be one."""
    body = content[len(mark) :]
    try:
        return Decoded(body.decode(encoding), encoding, True)
    except UnicodeDecodeError:
        if encoding.startswith("utf-32"):
            return None
        return Decoded(body.decode(encoding, _STRAY if encoding == "utf-8" else "replace"), encoding, False)


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


def _not_quite_utf_8(content: bytes) -> Decoded:
    sample = b" ".join(match[0] for match in islice(_BEYOND_ASCII.finditer(content), SAMPLE_RUNS))
    text = sample.decode("utf-8", "surrogateescape")
    bad_bytes = len(_ESCAPED.findall(text))
    if bad_bytes <= len(text) - text.count(" ") - bad_bytes:
        return Decoded(content.decode("utf-8", _STRAY), "utf-8", False)
    encoding = _guess(content)
    errors = _STRAY if encoding == "cp1252" else "replace"
    return Decoded(content.decode(encoding, errors), encoding, False)


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
