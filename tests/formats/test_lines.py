"""Problems point at the line of the field, and reading goes on behind each."""

from __future__ import annotations

import pytest

from quizapp.formats.reading import ReadPack
from quizapp.formats.toml_pack import read_pack
from quizapp.formats.toml_tables import parse
from quizapp.formats.toml_values import LIST_LENGTH_MAX, UNKNOWN_FIELDS_TOLD
from tests.formats.packs import DATA, files_of

DESCRIPTION = 'id = "lines"\ntitle = "Lines"\nversion = "1"\n'

FIELDS = {
    "uid": '"lines/1"',
    "kind": '"true_false"',
    "category": '"any"',
    "episode": "1",
    "difficulty": "2",
    "prompt": '"""\nIs this line 9 = of\nthe file?"""',
    "line": '"A line"',
    "answers": "[]",
    "distractors": "[\n]",
    "answer": "true",
    "pairs": "[]",
    "extra": "[]",
    "sequence": "[]",
    "keep_order": "false",
    "hint": "'''\nNo.\n'''",
    "explanation": '"Because."',
    "sources": '[\n  { title = "A" },\n  { title = "B" },\n]',
    "tags": '["a"]',
    "media": "{}",
}


def written(fields: dict[str, str]) -> tuple[str, dict[str, int]]:
    """A pack of one question with these fields, and the line of each."""
    text, line_of = DESCRIPTION + "\n[[question]]\n", {}
    for field, value in fields.items():
        line_of[field] = text.count("\n") + 1
        text += f"{field} = {value}\n"
    return text, line_of


def read(text: str) -> ReadPack:
    return read_pack({"pack.toml": text.encode()})


def test_the_question_of_this_test_is_good() -> None:
    assert [*map(str, read(written(FIELDS)[0]).problems)] == []


@pytest.mark.parametrize("field", FIELDS)
def test_a_value_of_a_wrong_type_is_told_at_its_line_and_nothing_else(field: str) -> None:
    text, line_of = written({**FIELDS, field: "12:30:00"})
    problems = read(text).problems
    assert [(each.line, each.problem.field) for each in problems] == [(line_of[field], field)]
    assert str(problems[0].problem.message).startswith("this must be ")
    assert read(text).questions == ()


@pytest.mark.parametrize("field", ["answers", "distractors", "pairs", "extra", "sequence", "sources", "tags"])
def test_a_list_that_is_too_long_is_refused(field: str) -> None:
    text, line_of = written({**FIELDS, field: f"[{'[], ' * (LIST_LENGTH_MAX + 1)}]"})
    assert [str(each) for each in read(text).problems] == [
        f"pack.toml:{line_of[field]}: error: lines/1, {field}: this must be a list of at most 1000 entries"
    ]


@pytest.mark.parametrize(
    "way", ["{0} = 5", '"{0}" = 5', "'{0}'=5", "  {0}   = 5", "{0}.a = 5", "[question.{0}]", "[[question.{0}]]"]
)
def test_a_field_is_found_however_it_is_written(way: str) -> None:
    text, _ = written({name: value for name, value in FIELDS.items() if name != "media"})
    line = text.count("\n") + 2
    problems = read(f"{text}\n{way.format('media')}\na = 5\n").problems
    assert (line, "media") in [(each.line, each.problem.field) for each in problems]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_are_the_same(newline: str, mark: str) -> None:
    for path in (DATA / "valid" / "folder", DATA / "valid" / "texts.toml", DATA / "invalid" / "wrong-types.toml"):
        files = files_of(path)
        others = {name: (mark + text.decode().replace("\n", newline)).encode() for name, text in files.items()}
        assert read_pack(others) == read_pack(files)


# Going on behind a problem

WHOLE = "".join(
    f"""
[[question]]
uid = "{number}"
kind = "true_false"
category = "any"
prompt = "Is this question {number}?"
answer = true
explanation = "It is."
sources = [{{ title = "This file" }}]
"""
    for number in range(5)
)
BREAKS = [
    "= =",
    'prompt = "no end',
    "[",
    'hint = """',
    "x = [1, 2",
    "uid = 'twice'",
    "'",
    "[[questio n]]",
    "\x00",
    "x = 0x",
]


@pytest.mark.parametrize("broken", range(5))
@pytest.mark.parametrize("line", BREAKS, ids=ascii)
def test_a_syntax_error_costs_one_question(broken: int, line: str) -> None:
    marker = f'prompt = "Is this question {broken}?"\n'
    text = DESCRIPTION + WHOLE.replace(marker, f"{marker}{line}\n")
    got = read(text)
    assert [question.uid for question in got.questions] == [str(number) for number in range(5) if number != broken]
    begins = text[: text.index(marker)].count("\n") - 3
    assert [begins <= problem.line <= begins + 10 for problem in got.problems] == [True]


def test_a_bad_description_still_lets_the_questions_be_checked_but_not_used() -> None:
    got = read(DESCRIPTION.replace('"lines"', '"No Id!"') + WHOLE.replace("answer = true", "answer = 7", 1))
    assert [(each.line, each.problem.field) for each in got.problems] == [(1, "id"), (10, "answer")]
    assert got.info is None
    assert got.questions == ()
    with pytest.raises(ValueError, match="nothing of the pack"):
        got.pack()


def test_a_spoiler_guard_that_cannot_be_read_is_never_taken_for_none() -> None:
    got = read(DESCRIPTION + 'episodes = "16"\n' + WHOLE)
    assert got.info is None
    assert [str(each) for each in got.problems] == ["pack.toml:4: error: episodes: this must be a whole number"]


def test_unknown_fields_are_told_and_a_flood_of_them_is_counted() -> None:
    text = written(FIELDS)[0] + "".join(f"unknown-{number} = 1\n" for number in range(5_000))
    got = read(text)
    assert len(got.questions) == 1
    assert len(got.problems) == UNKNOWN_FIELDS_TOLD + 1
    assert "4980 more fields are unknown and were ignored" in [str(each.problem.message) for each in got.problems]


def test_a_problem_is_one_line_whatever_the_file_says() -> None:
    text = DESCRIPTION + '"\\u001b[2J\\n" = 1\n[[question]]\nuid = "a\\n\\u001b[31mb\\u202e"\nkind = "x\\ny\\u0007"\n'
    lines = [str(problem) for problem in read(text).problems]
    assert len(lines) >= 5
    for line in lines:
        assert line.isprintable(), line
        assert line.startswith("pack.toml:")


def test_no_files_are_no_pack() -> None:
    got = read_pack({})
    assert [str(each) for each in got.problems] == [
        "pack.toml:0: error: no pack is described here: id, title and version are missing"
    ]


def test_the_order_of_the_files_is_the_order_of_questions_and_problems() -> None:
    question = WHOLE.split("\n\n")[1]
    files = {name: question.replace('"1"', f'"{name}"').encode() for name in ("b.toml", "a.toml")}
    files["b.toml"] += b"\nunknown = 1\n"
    files["a.toml"] += b"\nunknown = 1\n"
    got = read_pack({**files, "pack.toml": DESCRIPTION.encode()})
    assert [each.uid for each in got.questions] == ["b.toml", "a.toml"]
    assert [each.file for each in got.problems] == ["b.toml", "a.toml"]


def test_the_line_of_a_table_and_of_its_fields() -> None:
    document = parse("# top\nx = 1\n\n[[name]]\n\ncanonical = 'a'\n  [[ question ]] # here\nuid.a = 1\n")
    name, question = document.arrays["name"][0], document.arrays["question"][0]
    assert (document.top.line_of("x"), document.top.line_of("y"), document.top.line_of("")) == (2, 1, 1)
    assert (name.line, name.line_of("canonical"), name.line_of("hangul")) == (4, 6, 4)
    assert (question.line, question.line_of("uid")) == (7, 8)
