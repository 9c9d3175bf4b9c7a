"""Files that are too much."""

from __future__ import annotations

import time
from types import ModuleType

import pytest

from quizapp.formats import anki_text, csv_table
from quizapp.formats.reading import FILE_SIZE_MAX, TABLE_SIZE_MAX, Source
from quizapp.formats.toml_pack import read_pack
from quizapp.formats.toml_tables import parse
from tests.formats.test_lines import DESCRIPTION, FIELDS, WHOLE, written

MEGABYTE = 2**20


class Unreadable(bytes):
    """Bytes that must not be looked into."""

    def decode(self, *_: object, **__: object) -> str:
        raise AssertionError("a file above the limit was read")


def test_a_file_of_40_mb_is_refused_unread() -> None:
    got = read_pack({"big.toml": Unreadable(40 * MEGABYTE)})
    assert [str(each) for each in got.problems] == [
        "big.toml:0: error: the file is larger than 32 MB and was not read; divide it"
    ]
    assert got.info is None


@pytest.mark.parametrize("reader", [csv_table, anki_text])
def test_a_table_of_130_mb_is_refused_unread(reader: ModuleType) -> None:
    (note,) = reader.read(Source("big.csv", Unreadable(130 * MEGABYTE)))
    assert str(note) == "big.csv:0: error: the file is larger than 128 MB and was not read; divide it"


def test_a_table_may_hold_half_a_million_questions() -> None:
    """Of the usual 130 bytes each."""
    assert TABLE_SIZE_MAX > 500_000 * 130


def test_a_file_that_is_too_large_costs_nothing_of_the_others() -> None:
    got = read_pack({"pack.toml": (DESCRIPTION + WHOLE).encode(), "big.toml": Unreadable(FILE_SIZE_MAX + 1)})
    assert len(got.questions) == 5
    assert got.error_count == 1


def test_a_prompt_of_50_000_characters_is_refused_with_its_length() -> None:
    text, line_of = written({**FIELDS, "prompt": f'"{"long " * 10_000}"'})
    got = read_pack({"pack.toml": text.encode()})
    assert [str(each) for each in got.problems] == [
        f"pack.toml:{line_of['prompt']}: error: lines/1, prompt: "
        "this text has 49999 characters; at most 2000 can be used"
    ]
    assert got.questions == ()


def test_a_uid_of_a_megabyte_does_not_flood_the_screen() -> None:
    text, _ = written({**FIELDS, "uid": f'"{"x" * MEGABYTE}"'})
    got = read_pack({"pack.toml": text.encode()})
    assert got.error_count == 1
    assert all(len(str(each)) < 300 for each in got.problems)


@pytest.mark.parametrize(
    "value",
    [
        "[" * 50_000,
        "[" * 50_000 + "]" * 50_000,
        "{a=" * 50_000,
        "{a=" * 50_000 + "1" + "}" * 50_000,
        f"{{ {'a.' * 200_000}a = 1 }}",
        f"1\n{'a.' * 200_000}a = 1",
        f"1\n{'a . ' * 200_000}a = 1",
        f"1\n[question.{'a.' * 200_000}a]",
        "1\n" + '"a".' * 100_000 + "a = 1",
        "9" * 100_000,
    ],
    ids=lambda value: f"{value[:6]!a}",
)
def test_what_is_nested_too_deep_or_too_large_costs_one_question(value: str) -> None:
    text = DESCRIPTION + WHOLE.replace("answer = true", f"answer = {value}", 1)
    got = read_pack({"pack.toml": text.encode()})
    assert [each.uid for each in got.questions] == ["1", "2", "3", "4"]
    assert got.error_count == 1


def test_ordinary_dots_are_not_deep() -> None:
    dots = ". . . " * 50 + "a.b.c.d.e.f " * 5 + "…" + "1.2.3 " * 30
    text, _ = written({**FIELDS, "explanation": f'"{dots}"', "hint": f'"""{"... and " * 200}"""'})
    assert len(read_pack({"pack.toml": text.encode()}).questions) == 1


def seconds_to_parse(tables: int) -> float:
    text = "[[name]]\ncanonical = 'a'\n" * tables
    started = time.perf_counter()
    assert len(parse(text).arrays["name"]) == tables
    return time.perf_counter() - started


def test_four_times_the_tables_take_about_four_times_as_long() -> None:
    """Looking for each header's line from the top took sixteen times as long."""
    ratios = (seconds_to_parse(32_000) / seconds_to_parse(8_000) for _ in range(5))
    assert any(ratio < 8 for ratio in ratios)
