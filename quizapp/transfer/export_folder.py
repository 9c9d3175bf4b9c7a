"""A pack written into a folder where an earlier version of it may lie: afterwards the folder holds this one alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from quizapp.bank.media import FOLDER, SIZE_MAX, name_of
from quizapp.errors import QuizError
from quizapp.files import write_whole
from quizapp.formats.reading import ReadPack
from quizapp.formats.toml_pack import read_pack, write_pack
from quizapp.game.question import Pack
from quizapp.transfer.pack_files import pack_files

_OTHERS = (
    "{path} holds {name}, which is not of this pack: it would be overwritten, or read as part of it. "
    "Nothing was written. Choose an empty folder."
)
_BY_HAND = (
    "{path} holds {name}, which is not part of the pack any more and would be read with it, "
    "and which somebody wrote or changed by hand. Nothing was written. Take the file away, or choose an empty folder."
)


def write_folder(files: Mapping[str, bytes], to: Path, kept: Collection[str] = ()) -> None:
    """Writes the files of a pack, and takes away what an earlier export wrote there and is not of the pack any more.

    That are TOML files that stand as this program writes them, and pictures under the names that it makes of their
    content, but for those in `kept`. Nothing else is touched. A folder with TOML files of anything else is refused, and
    so is one with such a file that was changed by hand: its questions would come back. Raises QuizError or OSError.
    """
    to.mkdir(parents=True, exist_ok=True)
    old = _no_longer_wanted(files, to)
    for name, content in files.items():
        place = to / name
        place.parent.mkdir(exist_ok=True)
        write_whole(place, [content])
    for file in (*old, *_own_pictures(to / FOLDER, {*files, *kept})):
        file.unlink()
    with suppress(OSError):  # it is there and holds something, or is not there
        (to / FOLDER).rmdir()


def _no_longer_wanted(files: Mapping[str, bytes], to: Path) -> Sequence[Path]:
    """The TOML files of an earlier version that go. QuizError for those that cannot."""
    there = sorted(to.glob("*.toml"))
    if not there:
        return ()
    before = read_pack(pack_files(to))
    if before.info is None or before.info.id != _id_of(files):
        raise QuizError(_OTHERS, path=to, name=there[0].name)
    old = [file for file in there if file.name not in files]
    written = _as_written(before)
    by_hand = next((file for file in old if _plain(file.read_bytes()) not in written), None)
    if by_hand is not None:
        raise QuizError(_BY_HAND, path=to, name=by_hand.name)
    return old


def _id_of(files: Mapping[str, bytes]) -> str:
    info = read_pack({"pack.toml": files["pack.toml"]}).info
    return info.id if info is not None else ""


def _as_written(read: ReadPack) -> Collection[bytes]:
    """The files that this program makes of a pack."""
    return set(write_pack(Pack(read.info, read.questions)).values()) if read.info is not None else ()


def _plain(content: bytes) -> bytes:
    """Without the line ends that a version control may have put in."""
    return content.replace(b"\r\n", b"\n")


def _own_pictures(folder: Path, wanted: Collection[str]) -> Iterator[Path]:
    """The pictures that an export wrote and that are not wanted: they are called by what they hold."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if f"{FOLDER}/{file.name}" not in wanted and not file.is_symlink() and _is_own(file):
            yield file


def _is_own(file: Path) -> bool:
    if not file.is_file() or file.stat().st_size > SIZE_MAX:
        return False
    try:
        return name_of(file.read_bytes(), file.name) == f"{FOLDER}/{file.name}"
    except QuizError:
        return False
