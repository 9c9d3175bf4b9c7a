"""Pictures: known by their content, copied into the bank's media folder under a name made of it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath

from quizapp.bank.faults import world_faults
from quizapp.errors import QuizError

FOLDER = "media"
SIZE_MAX = 10 * 1024 * 1024
"""Bytes of a picture."""

_NAME_BYTES = 12


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


class MediaFolder:
    """The pictures of a bank, in `media/` beside its file."""

    def __init__(self, bank_path: Path) -> None:
        self._home = bank_path.parent

    def add(self, path: Path) -> str:
        """Copies a picture and gives its name for `Media.image`, such as media/0f3a.png; the same content is kept once.

        QuizError when it cannot be read, is too big or no picture; BankError when there is no room for it.
        """
        content = _read(path)
        ending = kind_of(content)
        if ending is None:
            template = (
                "{name} is no picture that can be shown, so it was not added. "
                "Save it as PNG, JPEG, WebP or GIF and try again."
            )
            raise QuizError(template, name=path.name)
        name = f"{FOLDER}/{hashlib.blake2b(content, digest_size=_NAME_BYTES).hexdigest()}.{ending}"
        self._keep(self._home / name, content)
        return name

    def find(self, image: str) -> Path | None:
        """The file of a picture; None when there is none, or when the name points out of the media folder."""
        parts = PurePosixPath(image.replace("\\", "/")).parts
        if len(parts) < 2 or parts[0] != FOLDER or ".." in parts:
            return None
        path = self._home.joinpath(*parts)
        return path if path.is_file() else None

    def _keep(self, path: Path, content: bytes) -> None:
        with world_faults(path):
            if path.is_file() and path.stat().st_size == len(content):
                return
            path.parent.mkdir(exist_ok=True)
            unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
            try:
                with unfinished.open("wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)


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
        template = "{name} is larger than {limit} MB, so it was not added. Make the picture smaller and try again."
        raise QuizError(template, name=path.name, limit=SIZE_MAX // (1024 * 1024))
    return content
