"""The files that somebody chose: packs of our own, and files of other systems in whatever format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from quizapp.errors import QuizError, sentence
from quizapp.formats.archive import Archive, open_archive
from quizapp.formats.reading import FileProblem, Picture, ReadPack, Source
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Question
from quizapp.transfer.pack_files import digest, pack_files

SIZE_MAX = 512 * 2**20
"""Bytes of one file; a larger one is refused unread."""
FILES_MAX = 1_000
PACK_SUFFIX = ".quizpack"
_DESCRIPTION = "pack.toml"

_UNREADABLE = "{path} cannot be read ({reason}); nothing was imported. Choose another file."
_TOO_BIG = "{path} is larger than {most} MB, so it was not read. Divide it and import one part at a time."
_TOO_MANY = "There are more than {most} files in {path}; nothing was read. Choose fewer at a time."
_NOTHING = "There is no file in {path}. Choose one with questions in it."
_UNKNOWN = (
    "this file is in no format that can be read, so nothing of it was imported; "
    "the help lists the formats, and a table can be saved as CSV"
)


@dataclass(frozen=True, slots=True)
class OwnPack:
    """A pack in our own format: a folder, a TOML file, or a `.quizpack`."""

    path: Path
    files: dict[str, bytes]
    archive: Archive | None = None
    root: str = ""
    """What stands before the names in the archive, when somebody packed the folder itself."""

    @property
    def digest(self) -> str:
        """A text that changes when any of the files does."""
        return digest(self.files)

    def read(self) -> ReadPack:
        """The pack as far as it can be read."""
        from quizapp.formats.toml_pack import read_pack

        return read_pack(self.files)

    def picture_of(self, question: Question) -> Picture | None:
        """The picture that belongs to a question; loading it raises QuizError where it is not there."""
        if question.media is None:
            return None
        return Picture(question.media.image, partial(self._load, question.media.image))

    def _load(self, image: str) -> bytes:
        parts = PurePosixPath(image).parts
        gone = QuizError("The picture {image} is not in {path}.", image=image, path=self.path.name)
        if len(parts) < 2 or parts[0] != "media" or ".." in parts:
            raise gone
        if self.archive is not None:
            if self.root + image not in self.archive:
                raise gone
            return self.archive.read(self.root + image)
        home = self.path if self.path.is_dir() else self.path.parent
        file = home.joinpath(*parts)
        if not file.is_file() or not file.resolve().is_relative_to(home.resolve()):  # a link may lead anywhere
            raise gone
        return _content(file)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file of another system."""

    path: Path
    size: int

    def source(self) -> Source:
        """The file, read. Raises QuizError."""
        return Source(self.path.name, _content(self.path))


def of_no_format(source: Source) -> FileProblem:
    """The note on a file that nobody understands."""
    return FileProblem(source.name, 0, Problem(Severity.ERROR, "", sentence(_UNKNOWN)))


def gathered(paths: Sequence[Path]) -> list[OwnPack | Chosen]:
    """What these files and folders are. Raises QuizError when one of them cannot be read."""
    return [each for path in paths for each in _of_path(path)]


def _of_path(path: Path) -> Iterator[OwnPack | Chosen]:
    try:
        if path.is_dir():
            yield from _of_folder(path)
        else:
            yield _of_file(path)
    except OSError as error:
        raise QuizError(_UNREADABLE, path=path, reason=error.strerror) from error


def _of_folder(path: Path) -> Iterator[OwnPack | Chosen]:
    if any(path.glob("*.toml")):
        yield OwnPack(path, pack_files(path))
        return
    files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    if len(files) > FILES_MAX:
        raise QuizError(_TOO_MANY, most=FILES_MAX, path=path)
    if not files:
        raise QuizError(_NOTHING, path=path)
    for file in files:
        yield _of_file(file)


def _of_file(path: Path) -> OwnPack | Chosen:
    size = path.stat().st_size
    if not path.is_file():
        raise QuizError(_UNREADABLE, path=path, reason="it is no file")
    if size > SIZE_MAX:
        raise QuizError(_TOO_BIG, path=path, most=SIZE_MAX // 2**20)
    if path.suffix.lower() == ".toml":
        return OwnPack(path, pack_files(path))
    if path.suffix.lower() == PACK_SUFFIX or _is_pack_archive(path):
        return _of_archive(path, open_archive(_content(path)))
    return Chosen(path, size)


def _is_pack_archive(path: Path) -> bool:
    """Whether a zip of any name holds a pack of ours."""
    if path.suffix.lower() != ".zip":
        return False
    content = _content(path)
    return content.startswith(b"PK") and _described(open_archive(content)) is not None


def _described(archive: Archive) -> str | None:
    """The description of a pack in an archive: the one that lies highest."""
    found = [name for name in archive.names if PurePosixPath(name).name == _DESCRIPTION]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def _of_archive(path: Path, archive: Archive) -> OwnPack:
    root = (_described(archive) or "").removesuffix(_DESCRIPTION)
    names = [name.removeprefix(root) for name in archive.names if name.startswith(root) and name.endswith(".toml")]
    order = (_DESCRIPTION, "names.toml")
    names.sort(key=lambda name: (order.index(name) if name in order else len(order), name))
    files = {name: archive.read(root + name) for name in names if "/" not in name}
    return OwnPack(path, files, archive, root)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(min(os.fstat(stream.fileno()).st_size, SIZE_MAX) + 1)  # room is made for all of it
    except OSError as error:
        raise QuizError(_UNREADABLE, path=path, reason=error.strerror) from error
