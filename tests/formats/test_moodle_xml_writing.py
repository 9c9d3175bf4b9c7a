"""What is written as Moodle XML is read again as it was."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.moodle_xml import read, write
from quizapp.formats.reading import ReadItem, Source
from quizapp.formats.writing import Written
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Category, Distractor, Kind, Media, PackInfo, Question
from tests.formats.strategies import questions

INFO = PackInfo("pack", "Pack", "1", episodes=16, categories=(Category("plot", "The plot"),))
CHOICE = Question(
    "u1",
    Kind.SINGLE_CHOICE,
    "plot",
    "Who <b>&amp;?",
    answers=("A & B",),
    distractors=(Distractor("]]>", feedback="no"),),
)


def items_of(written: Written) -> list[ReadItem]:
    items = [*read(Source("written.xml", written.content))]
    assert all(isinstance(item, ReadItem) for item in items)
    return [item for item in items if isinstance(item, ReadItem)]


def kept(question: Question) -> Draft:
    """What Moodle XML can hold of a question."""
    draft = Draft.of(question)
    is_chosen = bool(draft.distractors)
    keeps_feedback = question.kind is not Kind.MISSING_WORD
    return replace(
        draft,
        uid="",
        category="The plot" if draft.category == "plot" else draft.category,
        episode=None,
        difficulty=2,
        line="",
        sources=(),
        media=None,
        keep_order=False,
        answers=draft.answers[:1] if question.kind is Kind.MISSING_WORD and is_chosen else draft.answers,
        distractors=tuple(
            Distractor(each.text, None, each.feedback if keeps_feedback else "") for each in draft.distractors
        ),
        tags=tuple(filter(None, draft.tags)),
    )


@given(st.lists(st.integers(0, 9), max_size=4).flatmap(lambda numbers: st.tuples(*map(questions, numbers))))
def test_what_is_written_is_read_again(drawn: tuple[Question, ...]) -> None:
    wanted = [replace(each, category="plot" if "/" in each.category else each.category) for each in drawn]
    written = write(wanted, INFO)
    left_out = {problem.uid for problem in written.left_out if problem.severity is Severity.ERROR}
    wanted = [each for each in wanted if each.uid not in left_out]
    items = items_of(written) if wanted else []
    assert [item.own_id for item in items] == [each.uid for each in wanted]
    assert [item.draft for item in items] == [kept(each) for each in wanted]


def test_nothing_becomes_markup() -> None:
    root = ElementTree.fromstring(write([CHOICE], INFO).content)
    assert root.findtext("question/questiontext/text") == "Who <b>&amp;?"
    formats = {each.get("format") for each in root.iter() if each.get("format")}
    assert formats == {"plain_text"}


def test_a_category_stands_before_its_questions() -> None:
    questions = [
        CHOICE,
        replace(CHOICE, uid="u2"),
        replace(CHOICE, uid="u3", category="a/b"),
        replace(CHOICE, uid="u4"),
    ]
    items = items_of(write(questions, INFO))
    assert [item.draft.category for item in items if item.draft] == ["The plot", "The plot", "a/b", "The plot"]


def test_a_picture_is_embedded_where_it_is_given() -> None:
    question = replace(CHOICE, prompt="One\n<two>", media=Media("media/a b.png", 'A "face"'))
    written = write([question], INFO, {"media/a b.png": b"\x89PNG"})
    item = items_of(written)[0]
    assert item.draft is not None
    assert item.picture is not None
    assert (item.draft.prompt, item.draft.media) == ("One\n<two>", Media("a b.png", 'A "face"'))
    assert item.picture.load() == b"\x89PNG"
    assert not written.left_out
    assert "media" in str(write([question], INFO).left_out[0].message)


def test_what_has_no_place_is_listed() -> None:
    question = replace(CHOICE, episode=3, difficulty=3, line="A line", keep_order=True)
    problem = write([question], INFO).left_out[0]
    assert (problem.uid, problem.severity) == ("u1", Severity.WARNING)
    assert str(problem.message) == "Moodle XML has no place for episode, difficulty, line, keep_order"


def test_a_typed_missing_word_becomes_a_short_answer_and_comes_back() -> None:
    question = Question("u", Kind.MISSING_WORD, "plot", "The ___ is *red*.", answers=("c*r",))
    written = write([question], INFO)
    assert b'type="shortanswer"' in written.content
    assert not written.left_out
    item = items_of(written)[0]
    assert item.draft is not None
    assert (item.draft.kind, item.draft.answers) == (Kind.MISSING_WORD, ("c*r",))


def test_what_is_read_again_as_another_kind_is_told() -> None:
    asked = Question("u", Kind.SHORT_ANSWER, "plot", "The ___ is red.", answers=("car",))
    long_gap = replace(asked, kind=Kind.MISSING_WORD, prompt="The ____ is red.")
    assert [problem.field for problem in write([asked, long_gap], INFO).left_out] == ["kind", "kind"]


def test_a_prompt_with_a_gap_of_moodle_is_left_out() -> None:
    question = Question("u", Kind.MISSING_WORD, "plot", "[[2]] ___", answers=("a",), distractors=(Distractor("b"),))
    written = write([question], INFO)
    assert [problem.severity for problem in written.left_out] == [Severity.ERROR]
    assert b"gapselect" not in written.content
