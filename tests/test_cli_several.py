"""Several things in one go on the command line: each pack by itself, one after the other, and all of it reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.formats.archive import write_archive
from quizapp.formats.toml_pack import write_pack

from .test_cli import Run, data, prompts, run, things
from .transfer.moments import a_zoo

__all__ = ["data", "run", "things"]


def pack(path: Path, version: str, *letters: str) -> Path:
    path.write_bytes(write_archive(write_pack(a_zoo(version, *letters))))
    return path


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A pack, and another of other questions."""
    ark = {name: content.replace(b"zoo", b"ark") for name, content in write_pack(a_zoo("1", *"pq")).items()}
    ark = {name: content.replace(b"one of", b"none of") for name, content in ark.items()}
    (tmp_path / "ark.quizpack").write_bytes(write_archive(ark))
    return pack(tmp_path / "zoo.quizpack", "1", *"abc"), tmp_path / "ark.quizpack"


def test_two_packs_and_a_file_come_one_after_the_other(
    run: Run, data: Path, two: tuple[Path, Path], things: Path
) -> None:
    ended = run("import", *two, things)
    assert ended.code == 0, ended
    assert [line for line in ended.lines if line.endswith("imported")] == [
        "Zoo (zoo): 3 questions: 3 new; imported",
        "Zoo (ark): 2 questions: 2 new; imported",
        "things (things): 8 questions: 8 new; imported",
    ]
    assert len(prompts(data)) == 13
    again = run("import", "--dry-run", "--json", *two, things)
    assert [(each["pack"], each["counts"], each["written"]) for each in again.value] == [
        ("zoo", {"unchanged": 3}, False),
        ("ark", {"unchanged": 2}, False),
        ("things", {"unchanged": 8}, False),
    ]


def test_what_cannot_be_done_with_one_does_not_stop_the_next(
    run: Run, data: Path, two: tuple[Path, Path], tmp_path: Path, things: Path
) -> None:
    assert run("import", pack(tmp_path / "newer.quizpack", "2", *"abc")).code == 0
    ended = run("import", *two, things)
    assert ended.code == 2, "the worst of all"
    assert "newer than version 1" in ended.err
    assert [line.split(":")[0] for line in ended.lines if line.endswith("imported")] == ["Zoo (ark)", "things (things)"]
    assert len(prompts(data)) == 3 + 2 + 8


def test_a_folder_of_packs_and_files_is_imported_whole_and_a_bad_file_in_it_is_listed(
    run: Run, data: Path, two: tuple[Path, Path], tmp_path: Path, things: Path
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for path in (*two, things):
        path.rename(folder / path.name)
    (folder / "spoilt.zip").write_bytes(b"PK\x03\x04 and no more")
    ended = run("import", folder)
    assert ended.code == 1
    assert any(line.startswith("spoilt.zip:0: error: this is no zip file") for line in ended.lines)
    assert len(prompts(data)) == 13


def test_a_question_that_is_retired_is_listed_with_the_file_that_holds_it_no_more(run: Run, tmp_path: Path) -> None:
    assert run("import", pack(tmp_path / "old.quizpack", "1", *"abc")).code == 0
    ended = run("import", pack(tmp_path / "new.quizpack", "2", *"ab"))
    assert ended.lines[0].startswith("new.quizpack:0: removed: “Is c one")
