"""JSON item by item: lines, depth, damage."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.json_reading import DAMAGES_MAX, Item, items, title_of
from quizapp.formats.reading import FileProblem


def found_in(text: str) -> list[Item | FileProblem]:
    return list(items("file.json", text, lambda value: "q" in value))


def values_in(text: str) -> list[object]:
    return [item.value for item in found_in(text) if isinstance(item, Item)]


def problems_in(text: str) -> list[str]:
    return [str(found) for found in found_in(text) if isinstance(found, FileProblem)]


def test_each_item_has_its_line_and_how_it_begins() -> None:
    found = found_in('{"list": [\n {"q": 1},\n\n {"q":\n 2}\n]}')
    assert [(item.line, item.text) for item in found if isinstance(item, Item)] == [(2, '{"q": 1}'), (4, '{"q":\n 2}')]


@pytest.mark.parametrize("depth", range(10))
def test_items_are_found_ten_levels_deep(depth: int) -> None:
    text = '{"x": ' * depth + '[{"q": 1}]' + "}" * depth
    assert values_in(text) == [{"q": 1}]


def test_what_is_nested_deeper_is_told() -> None:
    assert problems_in("[" * 11 + '{"q": 1}' + "]" * 11) == [
        "file.json:1: error: values are nested more than 10 levels deep here and were left out"
    ]


@pytest.mark.parametrize("text", ['{"a":' * 200_000, "[" * 200_000, '[{"q": ' * 200_000])
def test_endless_nesting_is_told(text: str) -> None:
    assert problems_in(text)


def test_after_damage_nothing_is_given_twice_and_nothing_else_is_lost() -> None:
    whole = [json.dumps({"q": number}) for number in range(60)]
    for place in range(60):
        damaged = [*whole[:place], '{"q": oops}', *whole[place + 1 :]]
        numbers = [value["q"] for value in values_in(f'{{"list": [{", ".join(damaged)}]}}') if isinstance(value, dict)]
        assert numbers == [number for number in range(60) if number != place]


def test_strangers_behind_damage_are_told_too() -> None:
    assert values_in('[{"q": 1}, {"q" 2}, {"q": 3}, null, {}]') == [{"q": 1}, {"q": 3}, None, {}]


def test_a_file_with_damage_everywhere_ends_with_a_word() -> None:
    problems = problems_in("[" + '{"q" 1}, {"q": 2},\n' * 2 * DAMAGES_MAX + "]")
    assert len(problems) == DAMAGES_MAX + 1
    assert "damaged in more than 100 places" in problems[-1]


def test_a_cut_list_says_how_many_were_read() -> None:
    assert problems_in('[{"q": 1},\n{"q": 2},') == [
        "file.json:2: error: the file ends in the middle, “]” is missing; the 2 questions before were read"
    ]


def test_lists_and_objects_without_items_are_no_loss() -> None:
    assert found_in('{"authors": [{"name": "x"}], "tags": ["a", 1], "meta": {"a": 1}}') == []


def test_a_number_of_many_digits_is_a_number() -> None:
    assert values_in('[{"q": ' + "9" * 10_000 + "}]") == [{"q": float("inf")}]


def test_a_field_that_stands_there_twice_is_named() -> None:
    assert [item.repeated for item in found_in('[{"q": {"a": 1, "a": 2}}, {"q": 1}]') if isinstance(item, Item)] == [
        "a",
        "",
    ]


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("SCIENCE_AND_NATURE", "Science and nature"),
        ("for-kids", "For kids"),
        ("LANGUAGE", "Language"),
        ("OST", "OST"),
        ("Film & TV", "Film & TV"),
        ("K-drama", "K-drama"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_slug_becomes_a_title_and_a_title_stays(slug: str, title: str) -> None:
    assert title_of(slug) == title


json_words = st.sampled_from(
    ['{"q": 1}', "{", "}", "[", "]", ",", ":", '"', '"q"', "1", "null", "NaN", "\n", "\\", "x"]
)


@given(st.lists(json_words, max_size=30).map("".join))
def test_any_heap_of_json_can_be_read(text: str) -> None:
    for found in found_in(text):
        assert found.line >= 1
