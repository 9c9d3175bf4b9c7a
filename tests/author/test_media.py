"""Pictures: taken by their content, kept beside the bank, never half."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.author import Author
from quizapp.author.media import SIZE_MAX, MediaFolder, kind_of
from quizapp.errors import BankError, QuizError
from quizapp.game.draft import Draft
from quizapp.game.question import Media

from .conftest import SINGLE, change, of

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
CONTENTS = {
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0picture",
    "gif": b"GIF89apicture",
    "webp": b"RIFF\x00\x00\x00\x00WEBPpicture",
}


@pytest.fixture
def folder(tmp_path: Path) -> MediaFolder:
    (tmp_path / "data").mkdir()
    return MediaFolder(tmp_path / "data" / "bank.sqlite")


def picture(tmp_path: Path, content: bytes = PNG, name: str = "track.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("ending", CONTENTS)
def test_a_picture_is_known_by_its_content(folder: MediaFolder, tmp_path: Path, ending: str) -> None:
    name = folder.add(picture(tmp_path, CONTENTS[ending]))
    assert name.startswith("media/")
    assert name.endswith(f".{ending}")
    assert (tmp_path / "data" / name).read_bytes() == CONTENTS[ending]
    assert folder.find(name) == tmp_path / "data" / name


def test_the_same_picture_is_kept_once(folder: MediaFolder, tmp_path: Path) -> None:
    names = {folder.add(picture(tmp_path, name=name)) for name in ("a.png", "b.jpg")}
    assert len(names) == len(list((tmp_path / "data" / "media").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"RIFF\x00\x00\x00\x00WAVE", b"\x89PN", b"MZ"])
def test_what_is_no_picture_is_refused(folder: MediaFolder, tmp_path: Path, content: bytes) -> None:
    assert kind_of(content) is None
    with pytest.raises(QuizError, match="is no picture that can be shown"):
        folder.add(picture(tmp_path, content, "track.png"))
    assert not (tmp_path / "data" / "media").exists()


def test_a_picture_of_two_gigabytes_is_refused_unread(folder: MediaFolder, tmp_path: Path) -> None:
    path = picture(tmp_path)
    os.truncate(path, 2 * 1024**3)
    with pytest.raises(QuizError, match="larger than 10 MB"):
        folder.add(path)
    os.truncate(path, SIZE_MAX)
    assert folder.add(path)


@pytest.mark.parametrize("name", ["missing.png", "."])
def test_what_is_no_file_is_told(folder: MediaFolder, tmp_path: Path, name: str) -> None:
    with pytest.raises(QuizError, match="Choose a"):
        folder.add(tmp_path / name)


def test_a_device_that_never_ends_is_not_opened(folder: MediaFolder) -> None:
    with pytest.raises(QuizError, match="is no file"):
        folder.add(Path("/dev/zero"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_full_disk_leaves_no_half_picture(
    folder: MediaFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    path = picture(tmp_path)
    monkeypatch.setattr("quizapp.author.media.os.fsync", fail)
    with pytest.raises(BankError, match="try again"):
        folder.add(path)
    monkeypatch.undo()
    assert list((tmp_path / "data" / "media").iterdir()) == []
    assert folder.find(folder.add(path))


@pytest.mark.parametrize(
    "image", ["", "media", "media/", "media/../bank.sqlite", "../x.png", "/etc/passwd", "media\\..\\x", "other/x.png"]
)
def test_no_name_leads_out_of_the_folder(folder: MediaFolder, tmp_path: Path, image: str) -> None:
    (tmp_path / "data" / "bank.sqlite").write_bytes(b"")
    (tmp_path / "data" / "media").mkdir()
    assert folder.find(image) is None


def test_the_text_for_a_picture_stays_when_the_picture_changes(author: Author, tmp_path: Path) -> None:
    draft = author.add_media(Draft(), picture(tmp_path))
    assert draft.media is not None
    assert draft.media.alt == ""
    described = replace(draft, media=Media(draft.media.image, "A running track"))
    again = author.add_media(described, picture(tmp_path, CONTENTS["gif"]))
    assert again.media is not None
    assert (again.media.alt, again.media.image[-4:]) == ("A running track", ".gif")
    path = author.media_path(again.media.image)
    assert path is not None
    assert path.read_bytes() == CONTENTS["gif"]


def test_a_picture_can_be_taken_back_and_again(author: Author, tmp_path: Path) -> None:
    before = of(author, SINGLE)
    draft = author.add_media(before, picture(tmp_path))
    assert draft.media is not None
    change(author, SINGLE, media=replace(draft.media, alt="A track"))
    author.undo()
    assert of(author, SINGLE) == before
    author.redo()
    media = of(author, SINGLE).media
    assert media is not None
    assert author.media_path(media.image)
