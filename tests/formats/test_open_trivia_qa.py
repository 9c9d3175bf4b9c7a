"""OpenTriviaQA: only the key's line tells where a question ends and its options begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import line_list, open_trivia_qa
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


def test_questions_of_several_lines_keep_what_looks_like_options() -> None:
    found = found_in(open_trivia_qa, "valid/triviaqa-running-men.txt")
    first, second, third = drafts_of(found)
    assert (first.answers, wrong_texts(first)) == (("Seon-gyeom",), ["Mi-joo", "Dan-ah", "Young-hwa"])
    assert second.prompt == "Read these lines:\nA runner said no.\n\nB he meant yes.\nWhat did he mean?"
    assert (second.kind, second.answers, wrong_texts(second)) == ("single_choice", ("Yes",), ["No"])
    assert (third.kind, third.answer, third.prompt) == ("true_false", False, "A café opens at night.")
    assert [item.line for item in items_of(found)] == [1, 8, 18]


def test_the_category_is_the_name_of_the_file() -> None:
    content = b"#Q So?\n^ a\nA a\nB b\n"
    for name in ("for-kids", "for-kids.txt", "folder/for-kids", "folder\\for-kids.TXT"):
        assert drafts_of(open_trivia_qa.read(Source(name, content)))[0].category == "For kids"


def test_stray_letters_of_another_encoding_are_told() -> None:
    assert told(found_in(open_trivia_qa, "valid/triviaqa-running-men.txt"))[0].startswith("0: ")


def test_each_bad_question_is_told_with_its_line_and_reason() -> None:
    found = found_in(open_trivia_qa, "invalid/triviaqa-running-men.txt")
    assert counts(found) == (6, 1)
    assert told(found) == [
        "1: 1 line belongs to no question and was left out: Some words above.",
        "3: the line with ^ and the right answer is missing, so the question was left out",
        "7: the right answer “three” is not among the options, so the question was left out",
        "12: there are no options, so the question was left out",
        "15: 1 empty option was left out",
        "15: 1 option that stood there twice was left out",
        "22: there is no question text, so the question was left out",
        "27: the line with #Q is missing, so the question was left out",
        "32: 1 line belongs to no question and was left out: Words below.",
    ]


def test_an_option_goes_on_in_the_next_line_until_the_next_letter() -> None:
    text = "#Q So?\n^ one\nand a half\nA one\nand a half\nB two\n I mean two\nE three\n"
    draft = drafts_of(open_trivia_qa.read(Source("x", text.encode())))[0]
    assert draft.answers == ("one\nand a half",)
    assert wrong_texts(draft) == ["two\nI mean two\nE three"]


def test_it_is_told_from_lists_of_lines() -> None:
    source = source_of("valid/triviaqa-running-men.txt")
    assert open_trivia_qa.recognises(source)
    assert not line_list.recognises(source)
    assert not open_trivia_qa.recognises(Source("x", b"#Question\n^ a\n"))


def test_a_million_options_are_one_question_too_many() -> None:
    found = list(open_trivia_qa.read(Source("x", b"#Q a\n^ b\n" + b"A x\n" * 1_200_000)))
    assert counts(found) == (1, 0)


@pytest.mark.parametrize("name", fixtures("triviaqa"))
def test_a_damaged_file_gives_questions_or_problems(name: str) -> None:
    for source in damaged(name):
        open_trivia_qa.recognises(source)
        assert_told(open_trivia_qa.read(source))


@needs_corpora
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("animals", 1_366),
        ("brain-teasers", 207),
        ("for-kids", 759),
        ("general", 3_290),
        ("geography", 842),
        ("video-games", 599),
    ],
)
def test_every_question_of_a_real_file_is_read_or_told(name: str, count: int) -> None:
    source = corpus(f"opentriviaqa/{name}")
    assert open_trivia_qa.recognises(source)
    found = list(open_trivia_qa.read(source))
    assert counts(found) == (count, count)
    assert not any("\ufffd" in draft.prompt for draft in drafts_of(found))


line_words = st.sampled_from(
    ["#Q a", "#Q", "^ x", "^", "A x", "B y", "C", "D z", "E x", "", "text", " ", "\x00", "# q"]
)


@given(st.lists(line_words, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_heap_of_lines_can_be_read(some: list[str], between: str) -> None:
    assert_told(open_trivia_qa.read(Source("x", between.join(some).encode())))
