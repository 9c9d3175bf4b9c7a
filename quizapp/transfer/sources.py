"""The files that somebody chose: packs of our own, and files of other systems in whatever format."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from quizapp.errors import QuizError, Sentence, sentence
from quizapp.formats.archive import Archive, open_archive
from quizapp.formats.reading import FileProblem, Picture, ReadPack, Source
from quizapp.formats.registry import recognised
from quizapp.formats.toml_looks import LOOKED_AT, describes_pack, is_of_pack
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Question
from quizapp.transfer.pack_files import digest, pack_files

SIZE_MAX = 512 * 2**20
"""Bytes of one file; a larger one is refused unread."""
PACK_SUFFIX = ".quizpack"
DESCRIPTION = "pack.toml"
_ZIP = b"PK"

_UNREADABLE = "{path} cannot be read ({reason}); nothing was imported. Choose another file."
_TOO_BIG = "{path} is larger than {most} MB, so it was not read. Divide it and import one part at a time."
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
    name: str = ""
    """What problems call it, as in `Chosen`."""
    is_certain: bool = True
    """Whether it says which pack it is; else only its name speaks for it, or it holds questions of an unknown pack."""
    pictures: dict[str, Picture] = field(default_factory=dict[str, Picture])

    @property
    def left(self) -> tuple[str, ...]:
        """What lies in the archive beside the files of the pack and its pictures, and is not read."""
        names = self.archive.names if self.archive is not None else ()
        return tuple(name for name in names if not self._is_its_own(name))

    def _is_its_own(self, name: str) -> bool:
        inside, parts = name.removeprefix(self.root), PurePosixPath(name).parts
        if any(map(is_hidden, parts)) or is_companion(parts[-1]):
            return True
        return name.startswith(self.root) and (inside in self.files or inside.startswith("media/"))

    @property
    def digest(self) -> str:
        """A text that changes when any of the files does."""
        return digest(self.files)

    def read(self) -> ReadPack:
        """The pack as far as it can be read."""
        from quizapp.formats.toml_pack import read_pack

        return read_pack(self.files, self.archive.packed_size if self.archive else None)

    def picture_of(self, question: Question) -> Picture | None:
        """The picture that belongs to a question; loading it raises QuizError where it is not there."""
        if question.media is None:
            return None
        image = question.media.image
        return self.pictures.setdefault(image, Picture(image, partial(self._load, image)))

    def _load(self, image: str) -> bytes:
        parts = PurePosixPath(image).parts
        template = "The picture {image} is not in {path}, so its questions come without it."
        gone = QuizError(template, image=image, path=self.path.name)
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
    """A file of another system. `name` is what problems call it: with the folders it lies in below the chosen one.

    `chosen` is the file itself or that folder.
    """

    path: Path
    size: int
    name: str
    chosen: Path

    def source(self) -> Source:
        """The file, read. Raises QuizError."""
        return Source(self.name, _content(self.path))


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What was chosen and is not read, with the reason. `name` as in `Chosen`."""

    path: Path
    name: str
    reason: Sentence
    severity: Severity = Severity.ERROR

    @property
    def problem(self) -> FileProblem:
        """The note on it."""
        return FileProblem(self.name, 0, Problem(self.severity, "", self.reason))


Gathered = OwnPack | Chosen | PassedOver


def of_no_format(source: Source) -> FileProblem:
    """The note on a file that nobody understands."""
    return FileProblem(source.name, 0, Problem(Severity.ERROR, "", sentence(_UNKNOWN)))


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is a matter of the system or of another program."""
    return name.startswith(".") or name in _OF_SYSTEMS


def is_companion(name: str) -> bool:
    """Whether a file of this name goes along with others, such as a licence does."""
    path = PurePath(name.lower())
    return path.suffix in ("", ".md", ".txt", ".rst") and path.stem in _BESIDE_PACKS


_OF_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")
_BESIDE_PACKS = ("readme", "license", "licence", "copying", "notice", "authors", "credits", "changelog", "changes")


def source_of(path: Path, name: str, chosen: Path) -> Gathered:
    """What a file is, by what it holds first, then by its name; `name` and `chosen` as in `Chosen`."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return PassedOver(path, name, sentence(_UNREADABLE, path=path, reason="it is no file"))
        if size > SIZE_MAX:
            return PassedOver(path, name, sentence(_TOO_BIG, path=path, most=SIZE_MAX // 2**20))
        return _by_content(Chosen(path, size, name, chosen))
    except OSError as error:
        return PassedOver(path, name, sentence(_UNREADABLE, path=path, reason=error.strerror))
    except QuizError as error:
        return PassedOver(path, name, error.sentence)


def _by_content(foreign: Chosen) -> Gathered:
    path, name = foreign.path, foreign.name
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    if head.startswith(_ZIP):
        return _of_zip(foreign)
    if is_of_pack(head):
        return OwnPack(path, pack_files(path), name=name, is_certain=describes_pack(head))
    suffix = path.suffix.lower()
    if suffix not in (".toml", PACK_SUFFIX) or recognised(foreign.source()) is not None:
        return foreign
    if suffix == ".toml":
        return OwnPack(path, pack_files(path), name=name, is_certain=False)
    return _of_archive(foreign, open_archive(_content(path)))


def _of_zip(foreign: Chosen) -> Gathered:
    """A pack of ours where one is in it; else what its reader says of it, which for no reader is why it is damaged."""
    content = _content(foreign.path)
    is_named = foreign.path.suffix.lower() == PACK_SUFFIX
    if is_named or DESCRIPTION.encode() in content:
        try:
            archive = open_archive(content)
        except QuizError:
            if recognised(Source(foreign.name, content)) is not None:
                return foreign
            raise
        if _described(archive) is not None:
            return _of_archive(foreign, archive)
    if recognised(Source(foreign.name, content)) is not None:
        return foreign
    archive = open_archive(content)
    return _of_archive(foreign, archive) if is_named else foreign


def _described(archive: Archive) -> str | None:
    """The description of a pack in an archive: the one that lies highest."""
    found = [name for name in archive.names if PurePosixPath(name).name == DESCRIPTION]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def _of_archive(file: Chosen, archive: Archive) -> OwnPack:
    described = _described(archive)
    root = (described or "").removesuffix(DESCRIPTION)
    names = [name.removeprefix(root) for name in archive.names if name.startswith(root) and name.endswith(".toml")]
    order = (DESCRIPTION, "names.toml")
    names.sort(key=lambda name: (order.index(name) if name in order else len(order), name))
    files = {name: archive.read(root + name) for name in names if "/" not in name}
    return OwnPack(file.path, files, archive, root, name=file.name, is_certain=described is not None)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(min(os.fstat(stream.fileno()).st_size, SIZE_MAX) + 1)  # room is made for all of it
    except OSError as error:
        raise QuizError(_UNREADABLE, path=path, reason=error.strerror) from error
