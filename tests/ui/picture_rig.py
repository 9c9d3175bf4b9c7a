"""Picture files for tests: whole, damaged, and lying about their size."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from quizapp.ui import pictures


def picture_in(folder: Path, name: str = "track.png", size: tuple[int, int] = (320, 180), colour: str = "red") -> Path:
    """A picture of one colour."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    path = folder / name
    assert image.save(str(path))
    return path


def bomb_in(folder: Path, side: int = 50_000) -> Path:
    """A PNG of a few bytes that says it is `side` x `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    path = folder / "bomb.png"
    body = zlib.compress(bytes(100_000))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b""))
    return path


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@contextmanager
def pictures_of(folder: Path) -> Iterator[None]:
    """Pictures are looked up by their plain names in this folder."""
    pictures.find_with(lambda image: folder / image)
    yield
    pictures.find_with(None)
