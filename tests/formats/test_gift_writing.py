"""Questions written as GIFT come back as they were, as far as GIFT can hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.gift import read, recognises, write
from quizapp.formats.reading import ReadItem, Source
from quizapp.game.draft import Severity
from quizapp.game.question import Category, Distractor, Kind, PackInfo, Question
from quizapp.game.question import Source as WhereFound
from tests.formats.strategies import questions

INFO = PackInfo("pack", "Pack", "1", categories=(Category("ost", "Songs/lyrics"),))
HELD = ("kind", "prompt", "answers", "answer", "pairs", "extra", "explanation", "tags")
PLAIN = Question("p/1", Kind.SINGLE_CHOICE, "ost", "Who?", answers=("a",), distractors=(Distractor("b"),))


def read_back(content: bytes) -> list[ReadItem]:
    found = [each for each in read(Source("a.gift", content)) if isinstance(each, ReadItem)]
    assert all(item.draft for item in found), [str(each.message) for item in found for each in item.problems]
    return found


def assert_same(item: ReadItem, question: Question) -> None:
    assert item.draft
    assert item.own_id == question.uid
    for field in HELD:
        assert getattr(item.draft, field) == _folded(field, getattr(question, field)), field
    assert [(each.text, each.feedback) for each in item.draft.distractors] == [
        (each.text, each.feedback) for each in question.distractors
    ]


def _folded(field: str, value: Any) -> Any:
    """A label takes one line, and each is kept once."""
    return tuple(dict.fromkeys(" ".join(tag.split()) for tag in value if tag)) if field == "tags" else value


@given(st.lists(questions(number=1), min_size=1, max_size=4))
def test_what_was_written_is_read_again(drawn: list[Question]) -> None:
    written = write(drawn, INFO)
    lost = {problem.uid for problem in written.left_out if problem.severity is Severity.ERROR}
    kept = [question for question in drawn if question.kind is not Kind.ORDERING]
    assert lost == {question.uid for question in drawn if question.kind is Kind.ORDERING}
    found = read_back(written.content) if kept else []
    assert len(found) == len(kept)
    for item, question in zip(found, kept, strict=True):
        assert_same(item, question)


TEXTS = ["T", "%50%x", "[html]x", "// x", "$CATEGORY: x", "::x::", "a -> b", "*", "\\*", "2*3", "a\nb", "x\\", "#",
         "<b>", "&amp;", "{}", "\\n", "=", "~", "$x: y"]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_looks_like_a_mark_is_still_a_text(text: str) -> None:
    drawn = [
        replace(PLAIN, prompt=text, answers=(text + "1",), distractors=(Distractor(text, feedback=text),)),
        replace(PLAIN, kind=Kind.MISSING_WORD, prompt=f"{text}___{text}", explanation=text),
        replace(PLAIN, kind=Kind.MISSING_WORD, prompt=f"{text} ___", answers=(text.replace("->", ""),), distractors=()),
        replace(PLAIN, kind=Kind.TRUE_FALSE, prompt=text, answer=True, answers=(), distractors=(), tags=(text + "]",)),
    ]
    found = read_back(write(drawn, INFO).content)
    for item, question in zip(found, drawn, strict=True):
        assert_same(item, question)


def test_categories_are_written_by_title() -> None:
    content = write([PLAIN, replace(PLAIN, uid="p/2"), replace(PLAIN, uid="p/3", category="plot")], INFO).content
    assert content.count(b"$CATEGORY:") == 2
    assert [item.draft.category for item in read_back(content) if item.draft] == ["Songs/lyrics"] * 2 + ["plot"]


def test_a_written_file_is_known_again() -> None:
    assert recognises(Source("a", write([PLAIN], INFO).content))


def test_an_arrow_in_a_typed_answer_is_left_out_with_a_word() -> None:
    typed = replace(PLAIN, kind=Kind.SHORT_ANSWER, answers=("a -> b",), distractors=())
    matched = replace(PLAIN, kind=Kind.MATCHING, pairs=(("a->b", "c"), ("d", "e")), answers=(), distractors=())
    written = write([typed, matched], INFO)
    assert written.content == b""
    assert [problem.severity for problem in written.left_out] == [Severity.ERROR] * 2


def test_every_lost_part_is_told() -> None:
    question = replace(
        PLAIN,
        hint="h",
        episode=3,
        difficulty=3,
        line="l",
        sources=(WhereFound("s"),),
        distractors=(Distractor("b", 4),),
    )
    written = write([question], INFO)
    assert {problem.field for problem in written.left_out} == {
        "hint", "episode", "difficulty", "line", "sources", "distractors",
    }  # fmt: skip
    assert all(problem.severity is Severity.WARNING and problem.uid == "p/1" for problem in written.left_out)
    assert not write([PLAIN], INFO).left_out
