"""Lists of lines: a question, + right options, - wrong options."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import line_list
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
    source_of,
    told,
    wrong_texts,
)


def test_marked_questions_in_an_old_encoding_are_read() -> None:
    found = found_in(line_list, "valid/lines-marked.txt")
    first, second, third = drafts_of(found)
    assert (first.prompt, first.answers, wrong_texts(first)) == ("Кто бежит:", ("Сон Гём",), ["Ми Джу", "Дан А"])
    assert second.kind == "multiple_choice"
    assert second.prompt == "Кто из них\nработает в кино?"
    assert second.answers == ("Ми Джу", "Режиссёр,\nкоторый снимает")
    assert (third.prompt, third.answers, wrong_texts(third)) == ("Чей это фильм", ("Мой",), ["Твой"])
    assert [item.line for item in items_of(found)] == [1, 6, 13]
    assert told(found) == [
        "0: the file does not say its encoding and was read as cp1251; look whether all letters are right"
    ]


def test_questions_without_marks_are_told_by_their_options() -> None:
    first, second = drafts_of(found_in(line_list, "valid/lines-plain.txt"))
    assert (first.prompt, first.answers, wrong_texts(first)) == ("Who runs", ("he",), ["she"])
    assert (second.prompt, second.answers, wrong_texts(second)) == ("Who writes", ("she",), ["he"])


def test_each_bad_question_is_told_with_its_line_and_reason() -> None:
    found = found_in(line_list, "invalid/lines-marked.txt")
    assert counts(found) == (6, 2)
    assert sorted(told(found), key=lambda sentence: int(sentence.split(":")[0])) == [
        "1: 1 option above the first question belongs to none and was left out",
        "3: every option is marked as right, so the question was left out",
        "7: no option is marked as right, so the question was left out",
        "11: there are no options, so the question was left out",
        "13: there is one option only, so its text has to be typed",
        "16: the right answer is empty, so the question was left out",
        "24: this text has no options below it and was left out: Words below.",
    ]


def test_text_around_plain_questions_and_repeated_options_are_told() -> None:
    found = found_in(line_list, "invalid/lines-plain.txt")
    assert counts(found) == (1, 1)
    assert told(found) == [
        "1: this text has no options below it and was left out: A heading",
        "3: 1 empty option was left out",
        "3: 1 option that stood there twice was left out",
    ]


@pytest.mark.parametrize("name", fixtures("lines"))
def test_such_files_are_recognised(name: str) -> None:
    assert line_list.recognises(source_of(f"valid/{name}"))
    assert line_list.recognises(source_of(f"invalid/{name}"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# A heading\n\n- a point\n- another\n",
        b"--- a.py\n+++ b.py\n@@ -1 +1 @@\n-old\n+new\n",
        b"::one:: Who? {=he ~she}\n",
        b"Who?\nA. he\nB. she\nANSWER: A\n",
        b"question,answer\n1 + 1,2\n",
        b'[{"question": "+", "answer": "-"}]',
    ],
)
def test_other_files_are_not(content: bytes) -> None:
    assert not line_list.recognises(Source("x.txt", content))


@pytest.mark.parametrize("name", fixtures("lines"))
def test_a_damaged_file_gives_questions_or_problems(name: str) -> None:
    for source in damaged(name):
        line_list.recognises(source)
        assert_told(line_list.read(source))


@needs_corpora
@pytest.mark.parametrize(
    ("name", "intended", "kinds"),
    [
        ("quiz_guileful_mytestx.txt", 6, ["single_choice"] * 5),
        ("quiz_unsorted.txt", 4, ["single_choice"] * 3 + ["multiple_choice"]),
    ],
)
def test_every_question_of_a_real_file_is_read_or_told(name: str, intended: int, kinds: list[str]) -> None:
    source = corpus(f"text-1251/{name}")
    assert line_list.recognises(source)
    found = list(line_list.read(source))
    assert counts(found) == (intended, len(kinds))
    assert [draft.kind for draft in drafts_of(found)] == kinds


line_words = st.sampled_from(["# a", "#", "## b", "? c", "+ x", "+", "- y", "-", "– z", "", "text", " ", "\x00"])


@given(st.lists(line_words, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_heap_of_lines_can_be_read(some: list[str], between: str) -> None:
    source = Source("x", between.join(some).encode())
    line_list.recognises(source)
    assert_told(line_list.read(source))
