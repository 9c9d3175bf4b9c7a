"""Files that were cut or changed on their way: questions, problems or both, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.reading import ReadPack
from quizapp.formats.toml_pack import read_pack
from tests.formats.packs import DATA, cases, files_of

VALID = cases("valid")
REPLACEMENTS = b"\"\n[]=\x00\xff'#\\{,"


def assert_told(read: ReadPack) -> None:
    """Something was read, or it is said why not; every problem is one line that can be printed."""
    assert read.info or read.problems
    for problem in read.problems:
        assert "\n" not in str(problem)
        assert problem.line >= 0
        assert str(problem.problem.message)
    assert len({question.uid for question in read.questions}) == len(read.questions)


def test_there_is_something_to_damage() -> None:
    assert sum(len(content) for path in VALID for content in files_of(path).values()) > 5_000


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_pack_cut_anywhere_is_read_as_far_as_it_goes(path: Path) -> None:
    files = files_of(path)
    for name, content in files.items():
        for end in range(0, len(content), 97):
            assert_told(read_pack({**files, name: content[:end]}))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_pack_with_a_changed_byte_anywhere_is_read_or_refused(path: Path) -> None:
    files = files_of(path)
    for name, content in files.items():
        for number, place in enumerate(range(0, len(content), 89)):
            byte = REPLACEMENTS[number % len(REPLACEMENTS)]
            assert_told(read_pack({**files, name: content[:place] + bytes([byte]) + content[place + 1 :]}))


def test_cutting_a_file_keeps_every_question_before_the_cut() -> None:
    files = files_of(DATA / "valid" / "folder")
    content = files["choices.toml"]
    whole = [question.uid for question in read_pack({**files, "typed.toml": b""}).questions]
    starts = [place for place in range(len(content)) if content.startswith(b"[[question]]", place)]
    for count, start in enumerate([*starts[1:], len(content)], start=1):
        cut = read_pack({**files, "typed.toml": b"", "choices.toml": content[: start - 30]})
        assert [question.uid for question in cut.questions][: count - 1] == whole[: count - 1]
        assert len(cut.questions) >= count - 1


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(content: bytes) -> None:
    assert_told(read_pack({"pack.toml": content}))


toml_words = st.sampled_from(
    ["[[question]]", "[[name]]", "[[category]]", "[question]", "[[x]]", "uid = 'a'", "id = 'x'", "title='t'",
     "version='1'", "episodes = 3", "kind = 'true_false'", "prompt = '''", "'''", '"""', "answer = true", "sources = [",
     "]", "{ title = 'a' }", "= 5", "# comment", "question = 5", "name.a = 1", "[name.b]", "format = 1", ",", "x"]
)  # fmt: skip


@given(st.lists(toml_words, max_size=25), st.sampled_from(["\n", " ", "\r\n"]))
def test_any_heap_of_toml_can_be_read(words: list[str], between: str) -> None:
    text = "id = 'heap'\ntitle = 'Heap'\nversion = '1'\n" + between.join(words)
    assert_told(read_pack({"pack.toml": text.encode()}))
    assert_told(read_pack({"pack.toml": between.join(words).encode(), "other.toml": text.encode()}))
