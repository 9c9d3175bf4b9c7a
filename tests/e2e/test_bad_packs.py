"""`quizapp check PATH` says of every bad pack which line is wrong and why; its exit code is what its help promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PROBLEM = re.compile(r"(?P<file>.+?):(?P<line>\d+): (?P<severity>error|warning): (?P<sentence>\S.*\S)")
_COUNTS = re.compile(
    r"(?P<path>.+): (?P<questions>\d+) questions?, (?P<errors>\d+) errors?, (?P<warnings>\d+) warnings?"
)

PACK = """\
format = 1
id = "tea"
title = "Tea"
version = "1"
episodes = 16

[[category]]
id = "plot"
title = "Plot"
"""
GOOD = """
[[question]]
uid = "tea/1"
kind = "single_choice"
category = "plot"
episode = 1
prompt = "Who pours the tea?"
answers = ["Oh Mi-joo"]
distractors = ["Ki Seon-gyeom", "Seo Dan-ah", "Lee Yeong-hwa"]
explanation = "It is her pot."
sources = [{ title = "A recap" }]
"""


@dataclass(frozen=True)
class Check:
    """What one run said."""

    code: int
    lines: list[str]
    errors: str

    def problems(self) -> list[re.Match[str]]:
        """The lines before the counts, each of which must be file, line, severity and sentence."""
        found = [_PROBLEM.fullmatch(line) for line in self.lines[:-1]]
        assert None not in found, self.lines
        return [match for match in found if match is not None]

    def counts(self) -> dict[str, int]:
        """The last line."""
        match = _COUNTS.fullmatch(self.lines[-1])
        assert match is not None, self.lines
        return {name: int(match[name]) for name in ("questions", "errors", "warnings")}


def _check(*paths: Path, **environment: str) -> Check:
    command = [sys.executable, "-m", "quizapp", "check", *map(str, paths)]
    usual = {"PYTHONIOENCODING": "utf-8", **environment}
    ended = subprocess.run(
        command, cwd=_ROOT, env=os.environ | usual, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert "Traceback" not in ended.stdout + ended.stderr
    return Check(ended.returncode, ended.stdout.splitlines(), ended.stderr)


def _line_of(text: str, wanted: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if wanted in line)


def _changed(old: str, new: str) -> str:
    assert old in GOOD
    return PACK + GOOD.replace(old, new)


_TWO_OF_ONE_UID = PACK + GOOD + GOOD.replace("Who pours the tea?", "Who drinks it?")
# What is wrong: the pack, the text of the line that must be named, what the sentence must speak of, questions left.
WRONG = {
    "an unknown kind": (_changed('"single_choice"', '"crossword"'), '"crossword"', "crossword", 0),
    "no right option": (_changed('answers = ["Oh Mi-joo"]\n', ""), "", "answer", 0),
    "an empty right option": (_changed('["Oh Mi-joo"]', '[""]'), "answers", "answer", 0),
    "episode 99": (_changed("episode = 1\n", "episode = 99\n"), "episode = 99", "16", 0),
    "a prompt of 50,000 characters": (_changed("Who pours", "Who " + "really " * 7_150 + "pours"), "prompt", "2000", 0),
    "a prompt of spaces": (_changed("Who pours the tea?", " " * 40), "prompt", "prompt", 0),
    "right to left overrides": (_changed("Who pours", "Who \u202epours"), "prompt", "prompt", None),
    "zero width characters": (_changed("Who pours", "Wh\u200bo pou\u200brs"), "prompt", "prompt", None),
    "a line that is no TOML": (_changed("episode = 1\n", "episode = = 1\n"), "episode = =", "", 0),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_with_its_line_and_a_sentence(tmp_path: Path, name: str) -> None:
    text, line, about, left = WRONG[name]
    path = tmp_path / "tea.toml"
    path.write_text(text, encoding="utf-8")
    said = _check(path)
    problems = said.problems()
    assert problems, said
    assert all(Path(each["file"]) == path for each in problems)
    assert all(len(each["sentence"]) < 400 for each in problems)
    if line:
        assert _line_of(text, line) in {int(each["line"]) for each in problems}
    assert about in " ".join(each["sentence"] for each in problems)
    counts = said.counts()
    assert left is None or (counts["questions"], counts["errors"] > 0) == (left, True)
    assert said.code == (1 if counts["errors"] else 0)


def test_two_questions_with_one_uid_name_both_places(tmp_path: Path) -> None:
    path = tmp_path / "tea.toml"
    path.write_text(_TWO_OF_ONE_UID, encoding="utf-8")
    said = _check(path)
    lines = list(enumerate(_TWO_OF_ONE_UID.splitlines(), 1))
    first_question = next(number for number, line in lines if line == "[[question]]")
    last_uid = next(number for number, line in reversed(lines) if line.startswith("uid ="))
    (problem,) = said.problems()
    assert int(problem["line"]) == last_uid
    assert f"tea.toml:{first_question};" in problem["sentence"]
    assert (said.code, said.counts()["questions"]) == (1, 1)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        PACK.encode("utf-16"),
        (PACK + GOOD).replace("tea", "t\u00e9").encode("cp1252"),
        b"",
    ],
    ids=["a picture", "UTF-16", "Windows-1252", "nothing"],
)
def test_a_file_that_is_no_text_of_ours_costs_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tea.toml"
    path.write_bytes(content)
    said = _check(path)
    assert said.problems()
    assert said.counts()["questions"] == 0
    assert said.code == 1


def test_a_file_of_100_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:  # it takes no room on the disk
        file.truncate(100 * 2**20)
    said = _check(path)
    (problem,) = said.problems()
    assert "32 MB" in problem["sentence"]
    assert said.code == 1


def test_one_bad_question_costs_none_of_the_others(tmp_path: Path) -> None:
    good = "".join(GOOD.replace("tea/1", f"tea/{n}").replace("Who pours", f"{n}: who pours") for n in range(2, 12))
    path = tmp_path / "tea.toml"
    path.write_text(PACK + GOOD.replace('"single_choice"', '"crossword"') + good, encoding="utf-8")
    said = _check(path)
    assert said.counts() == {"questions": 10, "errors": 1, "warnings": 0}


def test_a_good_pack_has_nothing_to_say_but_its_counts() -> None:
    said = _check(_ROOT / "questions" / "run-on")
    assert said.problems() == []
    assert said.counts()["questions"] >= 80
    assert said.code == 0


def test_a_folder_is_named_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "plot.toml").write_text(GOOD.replace("episode = 1\n", "episode = 99\n"), encoding="utf-8")
    said = _check(tmp_path)
    assert {Path(each["file"]) for each in said.problems()} == {tmp_path / "plot.toml"}
    assert said.code == 1


def test_what_is_not_there_is_said_and_ends_with_2(tmp_path: Path) -> None:
    said = _check(tmp_path / "nowhere.toml")
    assert said.code == 2
    assert said.lines == []
    (sentence,) = said.errors.splitlines()
    assert "nowhere.toml" in sentence


def test_a_folder_without_questions_is_said_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    said = _check(tmp_path)
    assert said.code == 1
    assert "picture.png:0: error: this picture belongs to no pack and was left out" in said.lines[0]


def test_an_empty_folder_is_said_and_ends_with_2(tmp_path: Path) -> None:
    said = _check(tmp_path)
    assert said.code == 2
    (sentence,) = said.errors.splitlines()
    assert "There is no file in" in sentence


def test_a_terminal_without_unicode_shows_escapes(tmp_path: Path) -> None:
    folder = tmp_path / "차 茶"
    folder.mkdir()
    path = folder / "tea.toml"
    path.write_text(_changed('"single_choice"', '"가로세로"'), encoding="utf-8")
    (folder / "empty").mkdir()
    said = _check(path, PYTHONIOENCODING="ascii")
    assert said.code == 1
    assert len(said.problems()) == 1
    assert said.counts()["errors"] == 1
    for missing in (folder / "empty", folder / "없음.toml"):
        ended = _check(missing, PYTHONIOENCODING="ascii")
        assert ended.code == 2
        assert len(ended.errors.splitlines()) == 1


def test_a_line_is_a_line_whatever_the_pack_says(tmp_path: Path) -> None:
    path = tmp_path / "tea.toml"
    path.write_text(_changed('"single_choice"', '"a\\nb\\r\\u0085\\u2028tea.toml:1: error: forged"'), encoding="utf-8")
    said = _check(path)
    kind = _line_of(path.read_text(encoding="utf-8"), "kind =")
    assert {(Path(each["file"]), int(each["line"])) for each in said.problems()} == {(path, kind)}
    assert said.counts()["errors"] == 1
