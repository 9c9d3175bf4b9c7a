"""Packs from disk: files and folders as packs, with every problem named."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.formats.reading import FILE_SIZE_MAX, ReadPack

FILES_MAX = 1_000
"""TOML files of one pack; more are a mistake."""


def read_path(path: Path) -> ReadPack:
    """The pack in a folder of TOML files or in one TOML file. Raises QuizError when the place cannot be read."""
    from quizapp.formats.toml_pack import read_pack  # a start with known packs needs `pack_files` and `digest` alone

    return read_pack(pack_files(path))


def pack_files(path: Path) -> dict[str, bytes]:
    """The TOML files of a pack by name, `pack.toml` and `names.toml` first; of a huge file only the beginning.

    The reader refuses a file above its limit, so one byte more than the limit is all that is read of it.
    """
    try:
        files = sorted(path.glob("*.toml"), key=_reading_order) if path.is_dir() else [path]
        if len(files) > FILES_MAX:
            raise QuizError("{path} holds more than {limit} TOML files; nothing was read.", path=path, limit=FILES_MAX)
        if not files:
            raise QuizError("There is no TOML file in {path}; a pack has at least a pack.toml.", path=path)
        return {file.name: beginning(file) for file in files}
    except OSError as error:
        raise QuizError(
            "{path} cannot be read ({reason}); nothing was changed.", path=path, reason=error.strerror
        ) from error


def _reading_order(file: Path) -> tuple[int, str]:
    first = ("pack.toml", "names.toml")
    return (first.index(file.name) if file.name in first else len(first), file.name)


def beginning(file: Path) -> bytes:
    """The bytes of a file; of a huge one no more than tells that it is too large. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(min(os.fstat(stream.fileno()).st_size, FILE_SIZE_MAX) + 1)  # room is made for all of it


def digest(files: dict[str, bytes]) -> str:
    """A short text that changes when any of the files does."""
    state = hashlib.blake2b(digest_size=16)
    for name, content in sorted(files.items()):
        state.update(f"{name}\0{len(content)}\0".encode())
        state.update(content)
    return state.hexdigest()
