"""Open Trivia DB: four encodings, a list at any level, and back again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import open_trivia_db, question_list, trivia_api
from quizapp.formats.reading import Source
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Category, Distractor, Kind, PackInfo, Question
from quizapp.game.question import Source as Reference
from quizapp.game.text import cleaned
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
from tests.formats.strategies import questions

INFO = PackInfo("pack", "Pack", "1", categories=(Category("plot", "The plot"),))


def read(value: Any) -> list[Any]:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(open_trivia_db.read(Source("file.json", content)))


def item(**changes: Any) -> dict[str, Any]:
    return {"type": "multiple", "question": "A?", "correct_answer": "a", "incorrect_answers": ["b"], **changes}


def test_entities_are_unescaped_exactly_once() -> None:
    first, second = drafts_of(found_in(open_trivia_db, "valid/opentdb-entities.json"))
    assert first.prompt == 'Who says "Let\'s run" at the café?'
    assert first.answers == ("Ki Seon-gyeom & Oh Mi-joo",)
    assert wrong_texts(first) == ["Seo Dan-ah", "Lee Young-hwa", "<nobody>"]
    assert (first.kind, first.difficulty, first.category) == ("single_choice", 1, "Entertainment: Television")
    assert second.prompt == "A tag is written &lt;b&gt; in a page."
    assert (second.kind, second.answer, second.difficulty) == ("true_false", True, 3)
    assert (second.answers, second.distractors) == ((), ())


@pytest.mark.parametrize("name", ["opentdb-url.json", "opentdb-url-legacy.json"])
def test_both_url_encodings_are_told_apart_and_decoded(name: str) -> None:
    first = drafts_of(found_in(open_trivia_db, f"valid/{name}"))[0]
    assert first.prompt == "Is 1+1 = 2?"
    assert first.answers == ("Yes, it is",)
    assert wrong_texts(first) == ["No!", "아니"]
    assert first.category == "Entertainment: Television"


def test_base64_is_told_by_type_and_difficulty_and_has_no_entities() -> None:
    first, second = drafts_of(found_in(open_trivia_db, "valid/opentdb-base64.json"))
    assert first.prompt == "Wer läuft &amp; lacht?"
    assert (first.answers, first.difficulty) == (("기선겸",), 3)
    assert (second.kind, second.answer) == ("true_false", True)


def test_a_percent_sign_among_plain_texts_is_no_encoding() -> None:
    assert drafts_of(read([item(question="How much is 50%25 of 2+2?")]))[0].prompt == "How much is 50%25 of 2+2?"


def test_an_address_keeps_what_only_looks_like_an_entity() -> None:
    assert drafts_of(read([item(question="What is ?a=1&copy=2 &copy; then?")]))[0].prompt == (
        "What is ?a=1&copy=2 © then?"
    )


def test_each_bad_question_is_told_with_its_line_and_reason() -> None:
    found = found_in(open_trivia_db, "invalid/opentdb-entities.json")
    assert counts(found) == (10, 2)
    assert told(found) == [
        "4: the difficulty “huge” is unknown and was taken for medium",
        "4: 1 empty option was left out",
        "4: 1 option that stood there twice was left out",
        "6: the type “essay” is unknown, so the question was left out",
        "7: there is no wrong option to choose, so the question was left out",
        "8: “correct_answer” is a number where text is expected, so the question was left out",
        "9: “question” stands there twice, so the question was left out",
        "10: the right answer is neither True nor False, so the question was left out",
        "11: there is no question text, so the question was left out",
        "12: this is null among questions and was left out",
        "13: “correct_answer” is missing, so the question was left out",
        "14: this is not valid JSON (column 47); the part up to the next whole question was left out",
    ]
    assert drafts_of(found)[-1].prompt == "Behind the damage?"
    assert items_of(found)[1].text == "What do you think?"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("opentdb-url.json", "1: the right answer is empty, so the question was left out"),
        ("opentdb-base64.json", "10: a text is not encoded as the others are, so the question was left out"),
        (
            "opentdb-rate-limit.json",
            "0: Open Trivia DB answered with code 5 instead of questions: there were too many requests in a short time;"
            " ask it again",
        ),
    ],
)
def test_what_cannot_be_used_is_told(name: str, sentence: str) -> None:
    assert told(found_in(open_trivia_db, f"invalid/{name}")) == [sentence]


def test_without_a_sign_of_encoding_texts_stay_as_they_are() -> None:
    assert drafts_of(found_in(open_trivia_db, "valid/opentdb-rate-limit.json"))[0].answer is True
    assert told(read({"response_code": 0, "results": []})) == ["0: there are no questions in this file"]


@pytest.mark.parametrize("prefix", ["opentdb", "trivia-api", "list"])
def test_each_json_file_is_recognised_by_one_reader_only(prefix: str) -> None:
    readers = {"opentdb": open_trivia_db, "trivia-api": trivia_api, "list": question_list}
    for name in fixtures(prefix):
        source = source_of(f"valid/{name}")
        assert [key for key, module in readers.items() if module.recognises(source)] == [prefix], name
    assert not any(module.recognises(Source("x", b"[1, 2]")) for module in readers.values())


@pytest.mark.parametrize("name", fixtures("opentdb"))
def test_a_damaged_file_gives_questions_or_problems(name: str) -> None:
    for source in damaged(name):
        open_trivia_db.recognises(source)
        assert_told(open_trivia_db.read(source))


names = st.sampled_from(
    ["results", "type", "difficulty", "category", "question", "correct_answer", "incorrect_answers"]
)
words = st.sampled_from(
    ["", "a", "multiple", "boolean", "True", "YQ==", "Ym9vbGVhbg==", "%41+b", "&amp;", 1, True, None]
)


@given(st.lists(st.dictionaries(names, words | st.lists(words, max_size=3), max_size=7), max_size=4))
def test_objects_of_any_shape_can_be_read(value: list[Any]) -> None:
    assert_told(read(value))


@given(st.lists(questions(0), max_size=6))
def test_what_is_written_is_read_again(some: list[Question]) -> None:
    written = open_trivia_db.write(some, INFO)
    held = [each for each in some if each.kind in (Kind.SINGLE_CHOICE, Kind.TRUE_FALSE)]
    left_out = [problem for problem in written.left_out if problem.severity is Severity.ERROR]
    assert len(held) + len(left_out) == len(some)
    drafts = drafts_of(open_trivia_db.read(Source("file.json", written.content)))
    assert [_told(draft) for draft in drafts] == [_told(Draft.of(each)) for each in held]


def _told(draft: Draft) -> tuple[Any, ...]:
    wrong = [cleaned(text) for text in wrong_texts(draft)]
    return draft.kind, cleaned(draft.prompt), draft.difficulty, draft.answer, list(map(cleaned, draft.answers)), wrong


def test_a_category_is_written_by_its_title_and_what_is_lost_is_told_once() -> None:
    question = Question(
        "q-1",
        Kind.SINGLE_CHOICE,
        "plot",
        'Who says "&amp;"?',
        answers=("<he>",),
        distractors=(Distractor("she"),),
        explanation="Because.",
        sources=(Reference("Episode 1"),),
    )
    plain = Question("q-2", Kind.TRUE_FALSE, "plot", "So?", answer=False)
    written = open_trivia_db.write([question, plain], INFO)
    assert [(problem.uid, problem.severity, str(problem.message)) for problem in written.left_out] == [
        ("", Severity.WARNING, open_trivia_db.NO_IDS),
        ("q-1", Severity.WARNING, "Open Trivia DB has no place for explanation, sources"),
    ]
    first, second = json.loads(written.content)["results"]
    assert first["question"] == "Who says &quot;&amp;amp;&quot;?"
    assert (first["category"], first["correct_answer"]) == ("The plot", "&lt;he&gt;")
    assert (second["type"], second["correct_answer"], second["incorrect_answers"]) == ("boolean", "False", ["True"])


def test_a_kind_that_does_not_fit_is_left_out_whole() -> None:
    written = open_trivia_db.write([Question("q", Kind.SHORT_ANSWER, "plot", "Who?", answers=("he",))], INFO)
    assert [problem.uid for problem in written.left_out if problem.severity is Severity.ERROR] == ["q"]
    assert json.loads(written.content)["results"] == []


@needs_corpora
def test_every_question_of_a_real_dump_is_read() -> None:
    found = list(open_trivia_db.read(corpus("opentdb/opentdb.json")))
    kinds = [draft.kind for draft in drafts_of(found)]
    assert counts(found) == (5_250, 5_250)
    assert (kinds.count("single_choice"), kinds.count("true_false")) == (4_467, 783)
    assert not any("&quot;" in draft.prompt or "&#" in draft.prompt for draft in drafts_of(found))
