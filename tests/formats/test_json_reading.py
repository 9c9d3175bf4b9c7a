"""JSON item by item: lines, depth, damage."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import json_values
from quizapp.formats.decoding import in_utf_8
from quizapp.formats.json_reading import DAMAGES_MAX, Item, items, title_of
from quizapp.formats.reading import FileProblem


def found_in(text: str) -> list[Item | FileProblem]:
    return list(items("file.json", text.encode(), lambda value: "q" in value))


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
    ['{"q": 1}', "{", "}", "[", "]", ",", ":", '"', '"q"', "1", "null", "NaN", "\n", "\\", "x", "é", "런", "🏃",
     "\ufeff", '{"q": "런', "-12.5e+3", "\\ud83c\\udfc3", "\\ud83c", "\\\\", '{"q": "' + "🏃" * 30 + '"}', "\u3000",
     "[[", '{"x":']
)  # fmt: skip
HEAPS = st.lists(json_words, max_size=30).map("".join)


@given(HEAPS)
def test_any_heap_of_json_can_be_read(text: str) -> None:
    for found in found_in(text):
        assert found.line >= 1


# Pieces of the file


@given(HEAPS, st.integers(1, 60))
def test_a_file_reads_the_same_in_pieces_of_any_size(text: str, size: int) -> None:
    """Whatever is cut at their ends: emoji, escapes, numbers, strings that are never closed."""
    whole = found_in(text)
    with patch.multiple(json_values, PIECE_BYTES=size, SLICE_BYTES=3):
        assert found_in(text) == whole


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=15,
)


@given(st.lists(values, max_size=5), st.booleans(), st.integers(1, 60))
def test_what_was_written_comes_back_whole(written: list[object], are_escaped: bool, size: int) -> None:
    text = json.dumps([{"q": each} for each in written], ensure_ascii=are_escaped).encode("utf-8", "replace").decode()
    with patch.object(json_values, "PIECE_BYTES", size):
        assert values_in(text) == json.loads(text)


@pytest.mark.parametrize("wrong", ["\\🏃", "\\\\\\🏃", "\\ud83c\\🏃", "\\u🏃"])
@pytest.mark.parametrize("ahead", range(0, 300, 7))
def test_a_wrong_escape_is_told_at_its_column_before_an_emoji_too(wrong: str, ahead: int) -> None:
    text = '[{"q": "' + "🏃런a" * ahead + wrong + '"}, {"q": 1}]'
    with pytest.raises(json.JSONDecodeError) as raised:
        json.loads(text)
    assert values_in(text) == [{"q": 1}]
    (problem,) = problems_in(text)
    assert f"(column {raised.value.colno})" in problem


def test_people_see_the_emoji_with_which_an_item_begins() -> None:
    (item,) = found_in('[{"q": "' + "🏃" * 500 + '"}]')
    assert isinstance(item, Item)
    assert item.text == '{"q": "' + "🏃" * 193


def test_columns_count_characters_from_the_line_on() -> None:
    damage = '{"q" "🏃"}, {"q": "런"}'
    columns = [problem.split("column ")[1].split(")")[0] for problem in problems_in(f"[{damage},{damage},\n{damage}]")]
    assert columns == ["7", "29", "6"]


def test_one_emoji_makes_a_file_no_dearer() -> None:
    """In a text of Python it makes each character take four bytes instead of one or two."""
    for plain in (_file_of("r"), _file_of("런")):
        assert _cost(plain[:-4] + "🏃" + plain[-3:]) < 1.3 * _cost(plain)


@pytest.mark.parametrize("end", ["", '[{"q": "🏃 never closed', '[{"q": 🏃}]'])
@pytest.mark.parametrize("char", ["r", "런", "🏃"])
def test_a_file_in_utf_8_is_read_without_a_copy_of_it(char: str, end: str) -> None:
    text = _file_of(char) + end
    assert _cost(text) < 1.3 * len(text.encode())


def _file_of(char: str) -> str:
    return json.dumps([{"q": char * 1_000} for _ in range(3_000)], ensure_ascii=False)


def _cost(text: str) -> int:
    """The most memory in bytes that reading takes, with the content itself."""
    content = text.encode()
    return len(content) + _peak(
        lambda: sum(1 for _ in items("", in_utf_8(content).content, lambda value: "q" in value))
    )


def _peak(action: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
