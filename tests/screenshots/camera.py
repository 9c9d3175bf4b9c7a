"""Takes pictures of the program's window in both themes, on request in a small window too."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from quizapp.app import Program

_SIZE, _SMALL = (1200, 800), (800, 600)
_REST_MS = 150
_COLOURS, _FREQUENT = 256, 100


class Camera:
    """What is asked, answered or typed stays as it is while a picture is taken."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._taken: set[str] = set()
        self._set_look("light", _SIZE, program.window)

    def take(
        self,
        name: str,
        *,
        small: bool = False,
        refresh: Callable[[], None] | None = None,
        window: QWidget | None = None,
    ) -> None:
        """`NAME-light.png` and `NAME-dark.png`, and where asked `NAME-small-light.png`, too; each only once.

        `refresh` is done in each theme before the picture, for a page that tells which theme is chosen. `window` is
        taken instead of the program's first one.
        """
        if name in self._taken:
            return
        taken = window or self._program.window
        self._taken.add(name)
        for prefix, size in {"": _SIZE, **({"small-": _SMALL} if small else {})}.items():
            for theme in ("light", "dark"):
                self._set_look(theme, size, taken)
                if refresh is not None:
                    refresh()
                    QTest.qWait(_REST_MS)
                self._save(f"{name}-{prefix}{theme}.png", taken)
        self._set_look("light", _SIZE, taken)

    def _set_look(self, theme: str, size: tuple[int, int], window: QWidget) -> None:
        if self._program.settings_file.current.theme != theme:
            self._program.settings_file.change(theme=theme)
            self._program.window.theme_changed.emit()
        window.resize(*size)
        QTest.qWait(_REST_MS)

    def _save(self, name: str, window: QWidget) -> None:
        (self._folder / name).write_bytes(png(window.grab().toImage()))
        print(name, flush=True)


def png(image: QImage) -> bytes:
    """The picture as a PNG file of 256 colours, a third as large as Qt's: rows of flat colours compress best so."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width(), plain.height()
    pixels = memoryview(plain.constBits()).cast("I")
    palette, places = _reduced(Counter(pixels))
    indexes = bytes(map(places.__getitem__, pixels))
    rows = b"".join(b"\0" + indexes[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = b"".join(struct.pack(">I", colour & 0xFFFFFF)[1:] for colour in palette)
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _reduced(counts: Counter[int]) -> tuple[list[int], dict[int, int]]:
    """At most 256 of these colours, and for each colour the place of the nearest of them.

    The most frequent stay; then whatever would be changed most, weighed by how much there is of it.
    """
    palette = [colour for colour, _ in counts.most_common(_FREQUENT)]
    nearest = {colour: min((_far(colour, kept), at) for at, kept in enumerate(palette)) for colour in counts}
    while len(palette) < min(_COLOURS, len(counts)):
        worst = max(nearest, key=lambda colour: nearest[colour][0] * counts[colour] ** 0.5)
        for colour, (distance, _) in nearest.items():
            closer = _far(colour, worst)
            if closer < distance:
                nearest[colour] = (closer, len(palette))
        palette.append(worst)
    return palette, {colour: at for colour, (_, at) in nearest.items()}


def _far(one: int, other: int) -> int:
    """How different two colours look: the squared distance, green weighed most."""
    red = (one >> 16 & 255) - (other >> 16 & 255)
    green = (one >> 8 & 255) - (other >> 8 & 255)
    blue = (one & 255) - (other & 255)
    return 2 * red * red + 4 * green * green + blue * blue


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
