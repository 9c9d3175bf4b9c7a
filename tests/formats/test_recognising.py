"""Which format a file is in: what it holds decides, also where its beginning tells nothing, and its name comes last."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizapp.formats import further_samples
from quizapp.formats.reading import ReadItem, Source
from quizapp.formats.registry import recognised

MEGABYTE = 2**20
LONG = "x" * MEGABYTE
GIFT = "::Q1:: Who runs? {=Ki Seon-gyeom ~Oh Mi-joo}\n\n"
AIKEN = "Who runs?\nA. Ki Seon-gyeom\nB. Oh Mi-joo\nANSWER: A\n\n"
TRIVIA = "#Q Who runs?\n^ Ki Seon-gyeom\nA Ki Seon-gyeom\nB Oh Mi-joo\n\n"
LINES = "# Who runs?\n+ Ki Seon-gyeom\n- Oh Mi-joo\n\n"
TABLE = "question,answer,wrong1\nWho runs?,Ki Seon-gyeom,Oh Mi-joo\nWho translates?,Oh Mi-joo,Ki Seon-gyeom\n"


def opentdb(prompt: str) -> dict[str, Any]:
    rest = {"correct_answer": "Ki Seon-gyeom", "incorrect_answers": ["Oh Mi-joo", "Seo Dan-ah"]}
    return {"type": "multiple", "difficulty": "easy", "category": "Cast", "question": prompt, **rest}


def listed(prompt: str, answer: str) -> dict[str, Any]:
    return {"question": prompt, "answer": answer}


def read(name: str, content: str | bytes) -> tuple[str, int, int]:
    """The format, and how many questions can be used and how many cannot."""
    source = Source(name, content.encode() if isinstance(content, str) else content)
    found = recognised(source)
    if found is None:
        return "", 0, 0
    items = [each for each in found.read(source) if isinstance(each, ReadItem)]
    usable = sum(each.draft is not None and len(each.draft.prompt) < MEGABYTE // 20 for each in items)
    return found.id, usable, len(items) - usable


@pytest.mark.parametrize("extension", ["csv", "tsv", "txt", "json", "toml", "quizpack", "gift", "aiken", ""])
@pytest.mark.parametrize(
    ("content", "format_id"),
    [(GIFT, "gift"), (AIKEN, "aiken"), (TRIVIA, "triviaqa"), (LINES, "lines"), (TABLE, "csv")],
    ids=["gift", "aiken", "triviaqa", "lines", "table"],
)
def test_what_a_file_holds_tells_its_format_whatever_it_is_called(content: str, format_id: str, extension: str) -> None:
    name = f"things.{extension}" if extension else "things"
    assert read(name, content * 3 if format_id != "csv" else content)[0] == format_id


def test_a_table_that_is_called_so_is_one_though_its_columns_are_unknown() -> None:
    assert read("odd.csv", "a,b\nc,d\n")[0] == "csv"
    assert read("odd.txt", "a,b\nc,d\n")[0] == ""


def test_a_nul_that_strayed_into_a_text_makes_it_no_other_file() -> None:
    assert read("one.gift", "A \0 stray. {=yes ~no}\n\n" + 300 * GIFT) == ("gift", 301, 0)
    assert read("one.txt", 300 * GIFT + "A \0 stray. {=yes ~no}\n\n") == ("gift", 301, 0)


@pytest.mark.parametrize("name", ["long.gift", "long.txt"])
def test_a_first_question_of_a_megabyte_hides_no_gift(name: str) -> None:
    assert read(name, f"{LONG} {{=a ~b}}\n\n{3 * GIFT}") == ("gift", 3, 1)
    assert read(name, "Who? {" + "".join(f"~o{number}\n" for number in range(100_000)) + "=a}\n\n" + 300 * GIFT)[
        :2
    ] == (
        "gift",
        300,
    )


@pytest.mark.parametrize("name", ["long.aiken", "long.txt"])
def test_a_first_question_of_a_megabyte_hides_no_aiken(name: str) -> None:
    assert read(name, f"{LONG}\nA. a\nB. b\nANSWER: A\n\n{3 * AIKEN}") == ("aiken", 3, 1)


@pytest.mark.parametrize("letters", ["A", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
def test_a_question_with_too_many_options_is_one_question_wherever_it_stands(letters: str) -> None:
    options = "".join(f"{letters[number % len(letters)]}. o{number}\n" for number in range(100_000))
    crowded = f"Who runs?\n{options}ANSWER: A\n\n"
    assert read("first.txt", crowded + 3 * AIKEN) == ("aiken", 3, 1)
    assert read("second.txt", AIKEN + crowded + AIKEN) == ("aiken", 2, 1)
    assert read("last.txt", AIKEN + crowded.removesuffix("ANSWER: A\n\n")) == ("aiken", 1, 1)


def test_questions_without_answer_lines_stay_as_many_as_they_are() -> None:
    assert read("few.txt", AIKEN + "One?\nA. a\nB. b\nA. Lincoln was whom?\nA. c\nB. d\nANSWER: B\n") == ("aiken", 2, 1)


@pytest.mark.parametrize("length", [70_000, MEGABYTE])
def test_a_long_first_question_hides_no_json(length: int) -> None:
    long, short = "x" * length, "Who runs?"
    assert read("things.json", json.dumps([listed(long, "a"), listed(short, "b")])) == ("list", 1, 1)
    for value in ([opentdb(long), opentdb(short)], {"response_code": 0, "results": [opentdb(long), opentdb(short)]}):
        assert read("things.json", json.dumps(value)) == ("opentdb", 1, 1)


def test_a_number_of_any_length_hides_no_json() -> None:
    content = f'[{{"question": "How many?", "answer": {"9" * 100_000}}}, {json.dumps(listed("Who runs?", "Ki"))}]'
    assert read("things.json", content) == ("list", 1, 1)


def test_questions_in_the_middle_of_a_text_make_it_no_question_file() -> None:
    prose = "Somebody was running for a long time.\n" * 5_000
    assert read("story.log", f"{prose}{3 * AIKEN}{prose}")[0] == ""


@pytest.mark.parametrize("name", ["picture.gift", "picture.aiken", "picture.csv"])
def test_what_is_no_text_is_not_read_as_one_whatever_it_is_called(name: str) -> None:
    assert read(name, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100)[0] == ""
    assert read(name, bytes(range(256)) * 100)[0] == ""


def test_a_text_in_which_nothing_is_sure_is_what_it_is_called() -> None:
    assert read("notes.gift", "Who runs {") == ("gift", 0, 1)
    assert read("notes.aiken", "Who runs?\nA. Ki\n") == ("aiken", 0, 1)


def test_json_without_questions_is_not_gone_through_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []

    def is_item(value: Any) -> bool:
        looked_at.append(value)
        return False

    monkeypatch.setattr(further_samples, "is_item", is_item)
    assert read("map.json", json.dumps([{"x": number} for number in range(50_000)]))[0] == ""
    assert len(looked_at) <= further_samples.OBJECTS_TRIED
