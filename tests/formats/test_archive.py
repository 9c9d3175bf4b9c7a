"""Zip files of strangers."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.formats.archive import Limits, open_archive, write_archive

MEGABYTE = 2**20


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(QuizError) as caught:
        open_archive(content, limits or Limits())
    return str(caught.value)


def test_members_are_read_by_name() -> None:
    archive = open_archive(zipped(("b.txt", b"two"), ("folder/", b""), ("folder/기.txt", b"")))
    assert archive.names == ("b.txt", "folder/기.txt")
    assert archive.read("b.txt") == b"two"
    assert archive.read("folder/기.txt") == b""
    assert archive.size("b.txt") == 3
    assert "b.txt" in archive
    assert "folder/" not in archive
    with pytest.raises(KeyError):
        archive.read("absent")


def test_stored_members_are_read_too() -> None:
    assert open_archive(zipped(("a", b"x" * 5000), method=zipfile.ZIP_STORED)).read("a") == b"x" * 5000


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip file", b"PK\x05\x06" + b"\xff" * 18, bytes(5000)])
def test_what_is_no_zip_file_is_refused(content: bytes) -> None:
    assert "no zip file, or it is damaged" in refusal(content)


@pytest.mark.parametrize(
    "name",
    ["/etc/x", "../x", "a/../../x", "a\\x", "..\\x", "C:/x", "c:x", "a\nb", "a\x1b[2J", "a\x7f", "/", ".", "x" * 1001],
)
def test_an_unsafe_name_refuses_the_file(name: str) -> None:
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    message = refusal(zipped(("good", b""), (info, b"x")))
    assert "unsafe name" in message
    assert message.isprintable()
    assert len(message) < 200


def test_a_nul_in_a_name_refuses_the_file() -> None:
    assert "unsafe name" in refusal(zipped(("good.txt", b"x")).replace(b"good.txt", b"a\x00od.txt"))


@pytest.mark.parametrize("name", ["a..b/c.xml", "...txt", "a/./b", "한글/이름.png", "a b (1).png", "C/d:e"])
def test_a_strange_but_harmless_name_is_no_reason(name: str) -> None:
    assert open_archive(zipped((name, b"x"))).read(name) == b"x"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (kind | 0o777) << 16
    assert "a link or a device" in refusal(zipped((info, b"/etc/passwd")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a/b", "a//b", "./a/b"])
def test_a_name_that_stands_there_twice_is_refused(second: str) -> None:
    assert "twice" in refusal(zipped(("a/b", b"1"), (second, b"2")))


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(zipped(("a", b"x")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(content))


def test_a_way_of_packing_that_few_know_is_refused() -> None:
    assert "cannot be read" in refusal(zipped(("a", b"x"), method=zipfile.ZIP_LZMA))


def test_too_many_members_are_refused_and_cost_little() -> None:
    entry = zipped(("x", b""))
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    count = 400_000
    directory = entry[start:end] * count
    content = (
        entry[:start] + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(directory), start, 0)
    )
    tracemalloc.start()
    message = refusal(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "more than 10000 files" in message
    assert peak < MEGABYTE
    assert "more than 2 files" in refusal(zipped(("a", b""), ("b", b""), ("c", b"")), Limits(members=2))


def test_declared_sizes_are_limited() -> None:
    content = zipped(("a", os.urandom(3000)), ("b", os.urandom(3000)))
    assert "larger than 0 MB" in refusal(content, Limits(member_size=2999))
    assert "once unpacked" in refusal(content, Limits(total_size=5999))
    assert open_archive(content, Limits(2, 6000, 3000)).names == ("a", "b")


def test_a_zip_bomb_is_refused_unread() -> None:
    content = zipped(("bomb", bytes(60 * MEGABYTE)))
    tracemalloc.start()
    message = refusal(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "packed more than 100 times" in message
    assert peak < MEGABYTE


def test_a_bomb_that_declares_a_small_size_is_not_unpacked() -> None:
    content = zipped(("bomb", bytes(60 * MEGABYTE)))
    lying = content.replace(struct.pack("<L", 60 * MEGABYTE), struct.pack("<L", 1000))
    assert lying != content
    archive = open_archive(lying)
    tracemalloc.start()
    with pytest.raises(QuizError, match="“bomb” in the zip file is damaged"):
        archive.read("bomb")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEGABYTE


def test_a_member_that_ends_early_is_damaged() -> None:
    content = zipped(("a", b"x" * 3000))
    with pytest.raises(QuizError, match="damaged"):
        open_archive(content.replace(struct.pack("<L", 3000), struct.pack("<L", 4000))).read("a")


def everything(content: bytes) -> None:
    """Reads all that can be read; raises for anything but a clear sentence."""
    try:
        archive = open_archive(content)
    except QuizError:
        return
    for name in archive.names:
        with contextlib.suppress(QuizError):
            assert len(archive.read(name)) == archive.size(name)


def test_a_damaged_file_is_read_or_refused_with_a_sentence() -> None:
    content = write_archive({"one.txt": b"one " * 50, "folder/two.bin": os.urandom(200)})
    for place in range(len(content)):
        everything(content[:place])
        for byte in (0, 0x5C, 0xFF, content[place] ^ 1):
            everything(content[:place] + bytes([byte]) + content[place + 1 :])


@given(st.dictionaries(st.from_regex(r"[a-z가-힣]{1,8}(/[a-z ]{1,8}[a-z])?", fullmatch=True), st.binary(max_size=300)))
def test_what_is_written_is_read_again(files: dict[str, bytes]) -> None:
    archive = open_archive(write_archive(files))
    assert {name: archive.read(name) for name in archive.names} == files
    assert archive.names == tuple(sorted(files))


def test_the_same_files_are_always_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_archive({"b": b"2", "a/c": b"1" * 500})
    monkeypatch.setattr(time, "time", lambda: 1_900_000_000.0)
    assert write_archive({"a/c": b"1" * 500, "b": b"2"}) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
