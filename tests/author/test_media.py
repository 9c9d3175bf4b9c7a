"""Pictures: taken by their content, kept beside the bank, never half."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.author import Author
from quizapp.bank import media
from quizapp.bank.media import SIZE_MAX, SWEPT_AFTER_MS, MediaFolder, kind_of
from quizapp.errors import BankError, QuizError
from quizapp.game.draft import Draft
from quizapp.game.question import Media

from .conftest import SINGLE, Desk, change, of

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
    name = folder.add_file(picture(tmp_path, CONTENTS[ending]))
    assert name.startswith("media/")
    assert name.endswith(f".{ending}")
    assert (tmp_path / "data" / name).read_bytes() == CONTENTS[ending]
    assert folder.find(name) == tmp_path / "data" / name


def test_the_same_picture_is_kept_once(folder: MediaFolder, tmp_path: Path) -> None:
    names = {folder.add_file(picture(tmp_path, name=name)) for name in ("a.png", "b.jpg")}
    assert len(names) == len(list((tmp_path / "data" / "media").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"RIFF\x00\x00\x00\x00WAVE", b"\x89PN", b"MZ"])
def test_what_is_no_picture_is_refused(folder: MediaFolder, tmp_path: Path, content: bytes) -> None:
    assert kind_of(content) is None
    with pytest.raises(QuizError, match="is no picture that can be shown"):
        folder.add_file(picture(tmp_path, content, "track.png"))
    assert not (tmp_path / "data" / "media").exists()


def test_a_picture_of_two_gigabytes_is_refused_unread(folder: MediaFolder, tmp_path: Path) -> None:
    path = picture(tmp_path)
    os.truncate(path, 2 * 1024**3)
    with pytest.raises(QuizError, match="larger than 10 MB"):
        folder.add_file(path)
    os.truncate(path, SIZE_MAX)
    assert folder.add_file(path)


@pytest.mark.parametrize("name", ["missing.png", "."])
def test_what_is_no_file_is_told(folder: MediaFolder, tmp_path: Path, name: str) -> None:
    with pytest.raises(QuizError, match="Choose a"):
        folder.add_file(tmp_path / name)


def test_a_device_that_never_ends_is_not_opened(folder: MediaFolder) -> None:
    with pytest.raises(QuizError, match="is no file"):
        folder.add_file(Path("/dev/zero"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_full_disk_leaves_no_half_picture(
    folder: MediaFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    path = picture(tmp_path)
    monkeypatch.setattr("quizapp.bank.media.os.fsync", fail)
    with pytest.raises(BankError, match="try again"):
        folder.add_file(path)
    monkeypatch.undo()
    assert list((tmp_path / "data" / "media").iterdir()) == []
    assert folder.find(folder.add_file(path))


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


# Pictures that nothing refers to


def nothing() -> frozenset[str]:
    return frozenset()


def lain(folder: MediaFolder, name: str) -> int:
    """The first moment at which a picture has lain long enough."""
    path = folder.find(name)
    assert path is not None
    return path.stat().st_mtime_ns // 1_000_000 + SWEPT_AFTER_MS


def test_an_unused_picture_goes_when_it_has_lain_long(folder: MediaFolder, tmp_path: Path) -> None:
    name = folder.add_file(picture(tmp_path))
    assert folder.sweep(nothing, lain(folder, name) - 1) == ()
    assert folder.sweep(lambda: {name}, lain(folder, name)) == ()
    assert folder.find(name)
    assert folder.sweep(nothing, lain(folder, name)) == (name,)
    assert folder.find(name) is None
    assert list((tmp_path / "data" / "media").iterdir()) == []


def test_a_picture_that_is_added_again_lies_as_long_as_a_new_one(folder: MediaFolder, tmp_path: Path) -> None:
    name = folder.add_file(picture(tmp_path))
    path = tmp_path / "data" / name
    os.utime(path, (1, 1))
    long_ago = lain(folder, name)
    folder.add_file(picture(tmp_path))
    assert folder.sweep(nothing, long_ago) == ()
    assert folder.find(name)


def test_what_others_put_into_the_folder_stays(folder: MediaFolder, tmp_path: Path) -> None:
    name = folder.add_file(picture(tmp_path))
    theirs = tmp_path / "data" / "media" / "track.png"
    theirs.write_bytes(PNG)
    os.utime(theirs, (1, 1))
    folder.sweep(nothing, lain(folder, name) - 1)
    assert theirs.exists()


@pytest.mark.parametrize("used", [True, False])
def test_a_sweep_cut_short_is_put_right_by_the_next(
    folder: MediaFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: bool
) -> None:
    """The program ends between the two halves of a deletion; meanwhile a question may have come to use the picture."""
    name = folder.add_file(picture(tmp_path))
    now_ms = lain(folder, name)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(media, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        folder.sweep(nothing, now_ms)
    monkeypatch.undo()

    folder.sweep(lambda: {name} if used else set(), now_ms)

    assert (folder.find(name) is not None) == used
    assert len(list((tmp_path / "data" / "media").iterdir())) == used


def test_a_picture_added_while_it_is_swept_stays(
    folder: MediaFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = folder.add_file(picture(tmp_path))
    now_ms = lain(folder, name)
    settle = media._settle

    def late(unused: Path, *, is_used: bool, now_ms: int) -> None:
        folder.add_file(picture(tmp_path))
        settle(unused, is_used=is_used, now_ms=now_ms)

    monkeypatch.setattr(media, "_settle", late)
    assert folder.sweep(nothing, now_ms) == ()
    path = folder.find(name)
    assert path is not None
    assert path.read_bytes() == PNG


def test_no_picture_goes_that_undoing_or_the_history_may_need(author: Author, desk: Desk, tmp_path: Path) -> None:
    """One is used, one was and was undone, one was in an earlier version; only the fourth was never saved."""
    names: list[str] = []
    for number in range(4):
        draft = author.add_media(of(author, SINGLE), picture(tmp_path, PNG + bytes([number])))
        assert draft.media is not None
        names.append(draft.media.image)
        if number < 3:
            change(author, SINGLE, media=replace(draft.media, alt=f"Picture {number}"))
            desk.time.pass_ms(5_000)
    author.undo()
    for name in names:
        path = author.media_path(name)
        assert path is not None
        os.utime(path, (1, 1))
    with desk.open() as again:
        assert desk.author(again).sweep_media() == (names[3],)
        desk.author(again).redo()
        assert all(desk.author(again).media_path(name) for name in names[:3])


def test_the_first_refresh_of_an_editor_sweeps(author: Author, tmp_path: Path) -> None:
    draft = author.add_media(of(author, SINGLE), picture(tmp_path))
    assert draft.media is not None
    path = author.media_path(draft.media.image)
    assert path is not None
    os.utime(path, (1, 1))
    author.refresh()
    assert not path.exists()
