"""Pictures of questions: where their files are, and reading them within bounds, for they come from anybody's packs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

log = logging.getLogger(__name__)

BYTES_MAX = 10 * 1024 * 1024
"""A larger file is not read: it would take the time in which a question should show."""
PIXELS_MAX = 40_000_000
_MEMORY_MB = 192
"""What reading may take at most, whatever the file says of its size; it holds `PIXELS_MAX` with some to spare."""
_ROOM = QSize(2560, 1440)
"""No more pixels of a picture are kept: the place of a picture in the largest window has fewer."""
_FORMATS = {b"png", b"jpeg", b"gif", b"webp"}

Find = Callable[[str], Path | None]


def _find_nothing(image: str) -> Path | None:
    return None


_finders: list[Find] = [_find_nothing]


def find_with(find: Find | None) -> None:
    """Pictures are looked up with this from now on: given a `Media.image`, it says which file that is, if any."""
    _finders[0] = find or _find_nothing


def of_question(image: str) -> QImage:
    """The picture of this name; a null one where there is none that can be shown."""
    try:
        path = _finders[0](image)
    except (OSError, ValueError):  # a name that no file can have
        path = None
    return read(path) if path is not None else QImage()


def read(path: Path) -> QImage:
    """The first picture in a file, made smaller where it is larger than any window; a null one where it cannot be read.

    Takes up to 200 ms for the largest; the last two are kept.
    """
    try:
        known = path.stat()
        if not path.is_file() or known.st_size > BYTES_MAX:
            return QImage()
    except (OSError, ValueError):
        return QImage()
    return _read(str(path), known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=2)
def _read(path: str, changed_ns: int, size: int) -> QImage:
    QImageReader.setAllocationLimit(_MEMORY_MB)
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    whole = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or whole.isEmpty():
        return QImage()
    if whole.width() * whole.height() > PIXELS_MAX:
        return QImage()
    if fitted(whole, _ROOM) != whole:
        reader.setScaledSize(fitted(whole, _ROOM))
    image = reader.read()
    if image.isNull():
        log.warning("a picture cannot be read: %s", reader.errorString())
    return image


def fitted(size: QSize, room: QSize) -> QSize:
    """The size at which a picture fits into a room: its aspect is kept, and it is never larger than it is."""
    if size.width() <= room.width() and size.height() <= room.height():
        return size
    scaled = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return scaled.expandedTo(QSize(1, 1))


def centred(size: QSize, room: QRect) -> QRect:
    """The place of something of this size in the middle of a room."""
    place = QRect(room.topLeft(), size)
    place.moveCenter(room.center())
    return place
