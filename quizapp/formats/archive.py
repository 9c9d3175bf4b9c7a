"""Zip files of strangers, read member by member within limits; and zip files that are the same for the same content."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from quizapp.errors import QuizError

MEMBERS_MAX = 10_000
TOTAL_SIZE_MAX = 512 * 2**20
MEMBER_SIZE_MAX = 64 * 2**20
RATIO_MAX = 100
RATIO_COUNTS_FROM = 2**20
"""Bytes of a member below which its ratio does not matter: a short file of blanks is no bomb."""
TOTAL_RATIO_MAX = 30
"""Of the file as a whole, whose cost grows with what it holds: prose is packed 3 to 5 times, tables of it up to 15."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the library raises for bytes that are no zip file (NotImplementedError is a RuntimeError)."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_START_OF_ENTRY = b"PK\x01\x02"
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_SIZE = 22
_COMMENT_SIZE_MAX = 65_535
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a zip file may hold, in members, in bytes once unpacked, and in times its own size."""

    members: int = MEMBERS_MAX
    total_size: int = TOTAL_SIZE_MAX
    member_size: int = MEMBER_SIZE_MAX
    total_ratio: int = TOTAL_RATIO_MAX


class Archive:
    """A zip file that was looked over; its members are unpacked one at a time, and never onto the disk."""

    def __init__(self, opened: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], packed_size: int) -> None:
        self._opened = opened
        self._members = members
        self.packed_size = packed_size
        """Bytes of the zip file itself."""
        self._loaders: dict[str, Callable[[], bytes]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The files in it (no folders), in their order."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """Bytes of a member, as the archive declares it. KeyError when there is none of this name."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a member; KeyError when there is none of this name, QuizError when it is damaged.

        No more is unpacked than the archive declares, which was found to be within the limits.
        """
        member = self._members[name]
        try:
            with self._opened.open(member) as file:
                content = file.read(member.file_size)
                is_whole = len(content) == member.file_size and not file.read(1)
        except _DAMAGE:
            is_whole, content = False, b""
        if not is_whole:
            raise QuizError("“{name}” in the zip file is damaged; get the file once more", name=_shown(name))
        return content

    def loader(self, name: str) -> Callable[[], bytes]:
        """What reads a member when it is wanted: the same object each time, by which it is known again."""
        return self._loaders.setdefault(name, partial(self.read, name))


def open_archive(content: bytes, limits: Limits = Limits()) -> Archive:
    """A zip file whose members can be read. QuizError, with the reason, for one that is damaged, unsafe or too large.

    Nothing is unpacked here. One member that is unsafe refuses the whole file: who made it meant harm or made a mess.
    """
    _refuse_crowds(content, limits.members)
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE as error:
        raise QuizError("this is no zip file, or it is damaged; nothing of it was read; get it once more") from error
    infos = opened.infolist()
    if len(infos) > limits.members:
        _refuse_count(limits.members)
    members: dict[str, zipfile.ZipInfo] = {}
    paths: set[str] = set()
    total = 0
    for info in infos:
        _check_name(info)
        _check_kind(info)
        path = str(PurePosixPath(info.filename))
        if path in paths:
            template = "the zip file holds “{name}” twice, so nothing of it was read"
            raise QuizError(template, name=_shown(info.filename))
        paths.add(path)
        _check_size(info, limits)
        total += info.file_size
        if total > limits.total_size:
            template = "the zip file holds more than {limit} MB once unpacked, so nothing of it was read; divide it"
            raise QuizError(template, limit=limits.total_size // 2**20)
        if not info.is_dir():
            members[info.filename] = info
    _check_total_ratio(total, len(content), limits.total_ratio)
    return Archive(opened, members, len(content))


def _check_total_ratio(total: int, packed_size: int, most: int) -> None:
    if total > max(RATIO_COUNTS_FROM, most * packed_size):
        template = (
            "the zip file holds more than {limit} times its own size, as files of questions never do, so nothing of it "
            "was read; where its questions are real, import them unpacked or in a file for each part"
        )
        raise QuizError(template, limit=most)


def _refuse_crowds(content: bytes, most: int) -> None:
    """Counts members before the library makes an object of each: 32 MB can name 700,000."""
    end = content.rfind(_END_OF_DIRECTORY, max(0, len(content) - _END_SIZE - _COMMENT_SIZE_MAX))
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    if end >= 0 and content.count(_START_OF_ENTRY, max(0, end - size), end) > 2 * most:
        _refuse_count(most)


def _refuse_count(most: int) -> None:
    raise QuizError("the zip file holds more than {limit} files, so nothing of it was read; divide it", limit=most)


def _check_name(info: zipfile.ZipInfo) -> None:
    """The name as it was written counts: the library cuts it at a NUL, and on Windows turns its slashes."""
    name = info.orig_filename
    path = PurePosixPath(name)
    is_unsafe = (
        not name.strip("/. ")
        or "\\" in name
        or _CONTROL.search(name) is not None
        or path.is_absolute()
        or _DRIVE.match(name) is not None
        or ".." in path.parts
        or len(name) > 1_000
    )
    if is_unsafe:
        template = "the zip file holds an unsafe name, “{name}”, so nothing of it was read"
        raise QuizError(template, name=_shown(name))


def _check_kind(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        template = "the zip file is encrypted, so nothing of it was read; save it without a password"
        raise QuizError(template)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        template = "“{name}” in the zip file is a link or a device, so nothing of the file was read"
        raise QuizError(template, name=_shown(info.filename))
    if info.compress_type not in _METHODS:
        template = "“{name}” in the zip file is packed in a way that cannot be read; pack it as an ordinary zip file"
        raise QuizError(template, name=_shown(info.filename))


def _check_size(info: zipfile.ZipInfo, limits: Limits) -> None:
    name = _shown(info.filename)
    if info.file_size > limits.member_size:
        template = "“{name}” in the zip file is larger than {limit} MB, so nothing of the file was read"
        raise QuizError(template, name=name, limit=limits.member_size // 2**20)
    if info.file_size > RATIO_COUNTS_FROM and info.file_size > RATIO_MAX * info.compress_size:
        template = "“{name}” in the zip file is packed more than {limit} times, as a zip bomb is; nothing was read"
        raise QuizError(template, name=name, limit=RATIO_MAX)


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name[:80])


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files, the same bytes whenever and wherever it is written (with one version of zlib)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _FIRST_DATE)
            info.create_system = 3
            info.external_attr = _MODE << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return buffer.getvalue()
