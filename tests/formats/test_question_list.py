"""JSON lists of questions and answers, whatever their fields are called."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import question_list
from quizapp.formats.reading import Source
from tests.formats.foreign_text import (
    assert_told,
    corpus,
    counts,
    damaged,
    drafts_of,
    fixtures,
    found_in,
    items_of,
    needs_corpora,
    told,
    wrong_texts,
)


def read(value: Any) -> list[Any]:
    return list(question_list.read(Source("file.json", json.dumps(value).encode())))


def test_without_options_the_answer_is_typed() -> None:
    found = found_in(question_list, "valid/list-plain.json")
    first, second = drafts_of(found)[:2]
    assert (first.kind, first.prompt, first.answers) == ("short_answer", "من يركض؟", ("كي سون غيوم",))
    assert (second.kind, second.answers) == ("short_answer", ("Lee Young-hwa", "Young-hwa"))
    assert (second.hint, second.explanation, second.difficulty) == ("A student", "He studies art.", 3)
    assert (second.tags, second.category) == (("art", "university"), "Screen arts")
    assert [source.title for source in second.sources] == ["Episode 1"]
    assert items_of(found)[1].own_id == "7"


def test_the_right_option_is_told_by_letter_text_mark_or_field() -> None:
    _, _, letter, fields, marked, several, truth = drafts_of(found_in(question_list, "valid/list-plain.json"))
    assert (letter.kind, letter.answers, wrong_texts(letter)) == ("single_choice", ("two",), ["one", "three"])
    assert (fields.answers, wrong_texts(fields)) == (("nowhere",), ["here", "there"])
    assert (marked.answers, wrong_texts(marked)) == (("so",), ["not so"])
    assert (several.kind, several.answers, wrong_texts(several)) == ("multiple_choice", ("x", "y"), ["z"])
    assert (truth.kind, truth.answer) == ("true_false", False)


def test_numbers_of_options_count_from_where_the_file_shows() -> None:
    from_1 = found_in(question_list, "valid/list-numbers-from-1.json")
    assert [draft.answers for draft in drafts_of(from_1)] == [("a",), ("c",)]
    assert told(from_1) == []
    from_0 = read([{"question": str(n), "options": ["a", "b", "c"], "answer": n} for n in (1, 0)])
    assert [draft.answers for draft in drafts_of(from_0)] == [("b",), ("a",)]
    assert told(from_0) == []


def test_where_nothing_shows_it_counting_from_0_is_said() -> None:
    found = found_in(question_list, "invalid/list-numbers-from-1.json")
    assert told(found) == [
        "0: right options are given as numbers, which were taken to count from 0; look whether that is so"
    ]
    assert drafts_of(found)[0].answers == ("b",)


def test_options_that_are_numbers_themselves_are_meant_by_their_text() -> None:
    found = read([{"question": "How many?", "options": ["3", "2", "1"], "answer": "1"}])
    assert drafts_of(found)[0].answers == ("1",)
    assert told(found) == []


def test_a_single_answer_beside_a_number_is_typed_and_several_are_options() -> None:
    river, hill, gate = drafts_of(found_in(question_list, "valid/list-answers-and-number.json"))
    assert (river.kind, river.answers, river.category) == ("short_answer", ("Han",), "Places of seoul")
    assert (hill.answers, wrong_texts(hill)) == (("Nam",), ["Inwang", "An"])
    assert (gate.answers, wrong_texts(gate)) == (("East",), ["West"])


def test_objects_under_ids_and_one_object_a_line_are_lists_too() -> None:
    for name in ("list-by-id.json", "list-lines.json"):
        found = found_in(question_list, f"valid/{name}")
        assert [draft.answers for draft in drafts_of(found)] == [("1",), ("2",)], name
        assert told(found) == []


def test_each_bad_question_is_told_with_its_line_and_reason() -> None:
    found = found_in(question_list, "invalid/list-plain.json")
    assert counts(found) == (13, 0)
    assert told(found) == [
        "0: right options are given as numbers, which were taken to count from 0; look whether that is so",
        "2: the answer is empty or missing, so the question was left out",
        "3: the answer is empty or missing, so the question was left out",
        "4: “question” is a number where text is expected, so the question was left out",
        "5: “answer” is true where text is expected, so the question was left out",
        "6: the answer is empty or missing, so the question was left out",
        "7: “answer” is a number where text is expected, so the question was left out",
        "8: “answer” stands there twice, so the question was left out",
        "9: this is text among questions and was left out",
        "9: this is an object among questions and was left out",
        "9: this is an object among questions and was left out",
        "10: the right answer “x” is not among the options, so the question was left out",
        "11: no right answer is given, so the question was left out",
        "12: the right answer “9” is not among the options, so the question was left out",
    ]


def test_damage_among_ids_or_lines_costs_only_what_is_damaged() -> None:
    by_id = found_in(question_list, "invalid/list-by-id.json")
    assert [draft.prompt for draft in drafts_of(by_id)] == ["One?", "Four?"]
    assert told(by_id) == [
        "3: “q2” stands among questions but is none, and was left out",
        "4: this is not valid JSON (column 41); the part up to the next whole question was left out",
    ]
    by_line = found_in(question_list, "invalid/list-lines.json")
    assert [draft.prompt for draft in drafts_of(by_line)] == ["One?", "Three?"]
    assert [sentence[:2] for sentence in told(by_line)] == ["2:"]


def test_an_answer_without_options_to_choose_from_is_told() -> None:
    found = found_in(question_list, "invalid/list-answers-and-number.json")
    assert counts(found) == (2, 0)


def test_a_true_or_false_value_is_an_answer_only_where_the_question_says_so() -> None:
    assert drafts_of(read([{"question": "So?", "type": "boolean", "answer": True}]))[0].answer is True
    assert counts(read([{"question": "So?", "answer": True}])) == (1, 0)


def test_too_many_options_and_too_long_texts_are_left_out() -> None:
    found = read(
        [
            {"question": "Many?", "options": [str(number) for number in range(101)], "answer": "x"},
            {"question": "Many?", "wrong": [str(number) for number in range(101)], "answer": "x"},
            {"question": "L" * 20_001, "answer": "x"},
        ]
    )
    assert counts(found) == (3, 0)
    assert [sentence for sentence in told(found) if "at most" in sentence] == [
        "1: there are 102 options, at most 100 can be read, so the question was left out",
        "1: a text has 20001 characters, at most 20000 can be read, so the question was left out",
    ]


def test_a_detail_that_is_no_text_does_not_cost_the_question() -> None:
    found = read(
        [{"question": "So?", "answer": "x", "category_id": 5, "tags": ["a", None], "image": "x.png", "episode": 3}]
    )
    draft = drafts_of(found)[0]
    assert (draft.category, draft.tags, draft.episode) == ("", ("a",), 3)
    assert told(found) == [
        "1: its picture or sound cannot be read from such a file and was left out",
        "1: “category_id” is a number where text is expected, and was left out",
        "1: “tags” is null where text is expected, and was left out",
    ]


names = st.sampled_from(
    ["question", "text", "answer", "answers", "options", "correct", "wrong", "a", "b", "id", "type", "category", "tags",
     "hint", "difficulty", "source", "isCorrect", "option1", "option2", "episode", "image"]
)  # fmt: skip
values = st.recursive(
    st.sampled_from(["", "a", "B", "1", "true", "boolean", " ", 0, 1, -1, 9.5, True, False, None, float("nan")]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(names, values, max_size=6), max_size=5) | values)
def test_objects_of_any_shape_can_be_read(value: Any) -> None:
    assert_told(read(value))


@pytest.mark.parametrize("name", fixtures("list"))
def test_a_damaged_file_gives_questions_or_problems(name: str) -> None:
    for source in damaged(name):
        question_list.recognises(source)
        assert_told(question_list.read(source))


@needs_corpora
@pytest.mark.parametrize(
    ("name", "intended", "usable"),
    [
        ("arabic/data.json", 1_751, 1_749),
        ("el-cms/language.json", 68, 68),
        ("el-cms/mathematics.json", 49, 49),
        ("el-cms/science_and_nature.json", 2_340, 2_340),
        ("el-cms/toys_and_games.json", 122, 122),
    ],
)
def test_every_question_of_a_real_list_is_read_or_told(name: str, intended: int, usable: int) -> None:
    source = corpus(name)
    assert question_list.recognises(source)
    found = list(question_list.read(source))
    assert counts(found) == (intended, usable)
    assert {draft.kind for draft in drafts_of(found)} == {"short_answer"}
