"""Pack files and what is read from them, side by side in `data/`.

`UPDATE_REFERENCES=1 python -m pytest tests/formats` writes the `.expected` files anew; read the difference before
it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.formats.toml_pack import read_pack
from tests.formats.packs import DATA, cases, content_lines, files_of, problem_lines

VALID, INVALID = cases("valid"), cases("invalid")


UPDATING = bool(os.environ.get("UPDATE_REFERENCES"))


def assert_as_expected(path: Path, lines: list[str]) -> None:
    reference = path.with_suffix(".expected")
    text = "\n".join(lines) + "\n"
    if UPDATING:
        reference.write_text(text, encoding="utf-8", newline="\n")
    assert text == reference.read_text(encoding="utf-8")


def test_there_are_packs_to_read() -> None:
    assert len(VALID) >= 6
    assert len(INVALID) >= 25


@pytest.mark.skipif(UPDATING, reason="they are being written")
@pytest.mark.parametrize("folder", ["valid", "invalid"])
def test_every_pack_has_its_reference_and_every_reference_its_pack(folder: str) -> None:
    references = {path.stem for path in (DATA / folder).glob("*.expected")}
    assert references == {path.stem for path in cases(folder)}


def test_every_valid_pack_has_an_invalid_sibling() -> None:
    assert {path.name for path in VALID} <= {path.name for path in INVALID}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_pack_is_read_without_a_problem(path: Path) -> None:
    read = read_pack(files_of(path))
    assert list(map(str, read.problems)) == []
    assert_as_expected(path, content_lines(read))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_pack_gets_a_sentence_for_each_problem_at_its_line(path: Path) -> None:
    read = read_pack(files_of(path))
    assert read.problems
    assert_as_expected(path, problem_lines(read))
