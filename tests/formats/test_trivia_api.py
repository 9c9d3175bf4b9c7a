"""The Trivia API: both versions, and what it has that cannot be used."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import trivia_api
from quizapp.formats.reading import Source
from tests.formats.foreign_text import (
    assert_told,
    counts,
    damaged,
    drafts_of,
    fixtures,
    found_in,
    items_of,
    told,
    wrong_texts,
)


def test_version_1_is_read_with_its_ids_and_without_difficulty() -> None:
    found = found_in(trivia_api, "valid/trivia-api-v1.json")
    first, second = drafts_of(found)
    assert (first.prompt, first.category, first.difficulty) == ("What does Oh Mi-joo translate?", "Film & TV", 2)
    assert (first.answers, wrong_texts(first)) == (("Films",), ["Novels", "Poems", "Songs"])
    assert first.tags == ("drama", "tv")
    assert (second.kind, second.answer, second.difficulty) == ("true_false", True, 1)
    assert [item.own_id for item in items_of(found)] == ["aaa111", "aaa112"]
    assert told(found) == []


def test_version_2_has_the_same_categories_and_no_entities() -> None:
    first, second = drafts_of(found_in(trivia_api, "valid/trivia-api-v2.json"))
    assert (first.prompt, first.category, first.difficulty) == ("What is R&D?", "Film & TV", 3)
    assert (second.category, second.tags) == ("Science", ())


def test_questions_with_pictures_and_unknown_types_are_left_out_with_the_reason() -> None:
    found = found_in(trivia_api, "invalid/trivia-api-v2.json")
    assert counts(found) == (3, 0)
    assert told(found) == [
        "2: its options are pictures, which cannot be used, so the question was left out",
        "4: the type “hologram” is unknown, so the question was left out",
        "5: “question” is null where text is expected, so the question was left out",
    ]
    assert [(item.own_id, item.text) for item in items_of(found)][:2] == [("b1", "Which flag?"), ("b2", "Which?")]


def test_a_cut_file_keeps_the_questions_before_the_cut() -> None:
    found = found_in(trivia_api, "invalid/trivia-api-v1.json")
    assert counts(found) == (4, 1)
    assert told(found) == [
        "2: the difficulty “extreme” is unknown and was taken for medium",
        "3: “question” is a number where text is expected, so the question was left out",
        "4: “incorrectAnswers” is missing, so the question was left out",
        "5: “correctAnswer” is null where text is expected, so the question was left out",
        "6: the file ends in the middle, “]” is missing; the 4 questions before were read",
    ]


@pytest.mark.parametrize("name", fixtures("trivia-api"))
def test_a_damaged_file_gives_questions_or_problems(name: str) -> None:
    for source in damaged(name):
        trivia_api.recognises(source)
        assert_told(trivia_api.read(source))


names = st.sampled_from(
    ["id", "type", "difficulty", "category", "question", "correctAnswer", "incorrectAnswers", "tags"]
)
words = st.sampled_from(["", "a", "Multiple Choice", "text_choice", "image_choice", 1, True, None])
values = words | st.lists(words, max_size=3) | st.dictionaries(st.just("text"), words, max_size=1)


@given(st.lists(st.dictionaries(names, values, max_size=8), max_size=4))
def test_objects_of_any_shape_can_be_read(value: list[Any]) -> None:
    assert_told(trivia_api.read(Source("file.json", json.dumps(value).encode())))
