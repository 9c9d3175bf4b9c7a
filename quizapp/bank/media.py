"""Pictures: known by their content, copied into the bank's media folder under a name made of it."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from quizapp.bank.faults import world_faults
from quizapp.errors import QuizError

FOLDER = "media"
SIZE_MAX = 10 * 1024 * 1024
"""Bytes of a picture."""

SWEPT_AFTER_MS = 30 * 24 * 60 * 60 * 1000
"""A picture that nothing refers to lies this long, counted from when it was added last: it may stand in a form that is
not saved yet, in another window, or in a bank that is restored from a backup."""

_NAME_BYTES = 12
_UNUSED = ".unused"
_UNFINISHED = ".part"
_OWN = re.compile(r"[0-9a-f]{24}\.[a-z]+(\.\d+\.part|\.unused)?")
"""Names given here. Whatever else lies in the folder was put there by somebody else."""


def kind_of(content: bytes) -> str | None:
    """The ending of a picture's name by the first bytes of its content; None when it is none that can be shown."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return None


def name_of(content: bytes, name: str) -> str:
    """The name in `Media.image` of a picture that people call `name`. QuizError when it is too big or no picture."""
    if len(content) > SIZE_MAX:
        raise _too_big(name)
    ending = kind_of(content)
    if ending is None:
        template = (
            "{name} is no picture that can be shown, so it was not added. "
            "Save it as PNG, JPEG, WebP or GIF and try again."
        )
        raise QuizError(template, name=name)
    return f"{FOLDER}/{hashlib.blake2b(content, digest_size=_NAME_BYTES).hexdigest()}.{ending}"


class MediaFolder:
    """The pictures of a bank, in `media/` beside its file."""

    def __init__(self, bank_path: Path) -> None:
        self._home = bank_path.parent

    def add_file(self, path: Path) -> str:
        """As `add`, for a file; QuizError when it cannot be read."""
        return self.add(_read(path), path.name)

    def add(self, content: bytes, name: str) -> str:
        """Keeps a picture and gives its name for `Media.image`, such as media/0f3a.png; the same content is kept once.

        `name` is what people call it. QuizError when it is too big or no picture; BankError when there is no room.
        """
        image = name_of(content, name)
        self._keep(self._home / image, content)
        return image

    def find(self, image: str) -> Path | None:
        """The file of a picture; None when there is none, or when the name points out of the media folder."""
        parts = PurePosixPath(image.replace("\\", "/")).parts
        if len(parts) < 2 or parts[0] != FOLDER or ".." in parts:
            return None
        path = self._home.joinpath(*parts)
        return path if path.is_file() else None

    def sweep(self, referred: Callable[[], Collection[str]], now_ms: int) -> tuple[str, ...]:
        """Deletes pictures that have lain unused for long, and gives their names.

        `referred` gives the names in all questions and their history; it is asked when there may be something to
        delete. A picture gets another name before it goes, and its own name back if it was added again meanwhile; so a
        sweep that is cut short at any moment leaves nothing that the next one does not put right.
        """
        old = [path for path in self._files() if _changed_ms(path) + SWEPT_AFTER_MS <= now_ms]
        left = [path for path in self._files() if path.suffix == _UNUSED]
        if not old and not left:
            return ()
        used = referred()
        with world_faults(self._home / FOLDER):
            return self._swept(old, left, used, now_ms)

    def _swept(self, old: list[Path], left: list[Path], used: Collection[str], now_ms: int) -> tuple[str, ...]:
        for path in left:
            _settle(path, is_used=_name(path.with_suffix("")) in used, now_ms=now_ms)
        gone = [path for path in old if path.suffix != _UNUSED and _name(path) not in used]
        for path in gone:
            unused = path.with_name(path.name + _UNUSED)
            path.replace(unused)
            _settle(unused, is_used=False, now_ms=now_ms)
        return tuple(_name(path) for path in gone if not path.exists())

    def _files(self) -> list[Path]:
        folder = self._home / FOLDER
        return sorted(path for path in folder.iterdir() if _OWN.fullmatch(path.name)) if folder.is_dir() else []

    def _keep(self, path: Path, content: bytes) -> None:
        with world_faults(path):
            with suppress(FileNotFoundError):
                if path.stat().st_size == len(content):
                    os.utime(path)  # it is wanted from now on, and not to be swept
                    return
            path.parent.mkdir(exist_ok=True)
            unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
            try:
                with unfinished.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)


def _name(path: Path) -> str:
    """As `Media.image` has it."""
    return f"{FOLDER}/{path.name}"


def _changed_ms(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except FileNotFoundError:
        return sys.maxsize  # another program has swept it


def _settle(unused: Path, *, is_used: bool, now_ms: int) -> None:
    """Deletes a picture that was taken out of use, or puts it back where it is wanted after all."""
    own = unused.with_suffix("")
    is_wanted = is_used or _changed_ms(unused) + SWEPT_AFTER_MS > now_ms
    if is_wanted and unused.exists() and not own.exists():
        unused.replace(own)
    unused.unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    """The content of a file of bearable size; what is no plain file, such as a device, is not opened."""
    try:
        if not path.is_file():
            raise QuizError("{name} is no file, so it was not added. Choose a picture and try again.", name=path.name)
        with path.open("rb") as stream:
            content = stream.read(SIZE_MAX + 1)
    except OSError as error:
        template = "{name} cannot be read ({reason}), so it was not added. Choose another picture and try again."
        raise QuizError(template, name=path.name, reason=error.strerror) from error
    if len(content) > SIZE_MAX:
        raise _too_big(path.name)
    return content


def _too_big(name: str) -> QuizError:
    template = "{name} is larger than {limit} MB, so it was not added. Make the picture smaller and try again."
    return QuizError(template, name=name, limit=SIZE_MAX // (1024 * 1024))
