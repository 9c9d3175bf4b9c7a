"""GIFT files: what they mean is read, and whatever cannot be used is listed with its line and the reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.gift import read, recognises
from quizapp.formats.reading import FileProblem, ReadItem, Source
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Distractor, Kind
from tests.formats.packs import DATA

VALID = sorted((DATA / "valid").glob("gift-*.gift"))
INVALID = sorted((DATA / "invalid").glob("gift-*.gift"))
CORPUS = {  # questions that can be used, texts that are listed
    "categories.gift": (3, 3),
    "example-gift-multiple-choice.gift": (3, 0),
    "gift_examples_coursebuilder.txt": (25, 3),
    "gift_examples_stuart.txt": (4, 4),
    "inline.gift": (3, 1),
    "markdow.gift": (0, 3),
    "match.gift": (1, 0),
    "moodleFormat.gift": (0, 5),
    "multiple.gift": (1, 0),
    "numerical.gift": (0, 4),
    "short.gift": (4, 0),
    "single.gift": (4, 0),
    "specials.gift": (3, 0),
    "trueFalse.gift": (3, 0),
}


def items(text: str | bytes) -> list[ReadItem]:
    content = text.encode() if isinstance(text, str) else text
    return [each for each in read(Source("a.gift", content)) if isinstance(each, ReadItem)]


def draft(text: str) -> Draft:
    (item,) = items(text)
    assert item.draft, [str(problem.message) for problem in item.problems]
    return item.draft


def warnings(text: str) -> str:
    (item,) = items(text)
    assert item.draft
    return "; ".join(str(problem.message) for problem in item.problems)


def refusal(text: str) -> str:
    (item,) = items(text)
    assert item.draft is None
    assert item.text
    return "; ".join(str(problem.message) for problem in item.problems if problem.severity is Severity.ERROR)


def wrong(found: Draft) -> list[str]:
    return [each.text for each in found.distractors]


def test_every_kind_is_read() -> None:
    kinds = [
        str(item.draft.kind) if item.draft else "" for item in items((DATA / "valid/gift-kinds.gift").read_bytes())
    ]
    assert kinds == [
        "single_choice", "multiple_choice", "true_false", "true_false", "short_answer", "missing_word",
        "missing_word", "matching", "short_answer", "single_choice", "true_false", "missing_word",
    ]  # fmt: skip


def test_whatever_has_no_kind_is_listed_with_its_line() -> None:
    found = items((DATA / "invalid/gift-kinds.gift").read_bytes())
    assert [item.line for item in found] == list(range(1, 27, 2))
    assert all(item.draft is None and item.problems and item.text for item in found)


def test_questions_are_told_apart_without_blank_lines() -> None:
    found = items((DATA / "valid/gift-layout.gift").read_bytes())
    assert [item.line for item in found] == [2, 3, 11, 13, 15, 19, 23, 25, 27]
    assert all(item.draft for item in found)


def test_a_missing_brace_loses_its_own_question_only() -> None:
    found = items((DATA / "invalid/gift-layout.gift").read_bytes())
    assert [(item.line, item.draft is not None) for item in found] == [
        (2, False), (4, True), (6, False), (8, False), (11, True), (13, False), (14, True), (16, False),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_the_same(end: str) -> None:
    text = "Q1 {\n=a\n~b\n}\n\nQ2 {T}"
    assert items(text.replace("\n", end)) == items(text)


def test_comments_are_no_text_but_their_labels_count() -> None:
    text = "// [id:a\\]b] and [tag:one] [tag:two]\nStem\n  // within {\n{=a\n// [tag:three]\n~b}"
    (item,) = items(text)
    assert item.own_id == "a]b"
    assert item.draft
    assert item.draft.tags == ("one", "two", "three")
    assert item.draft.prompt == "Stem"
    assert item.draft.answers == ("a",)


def test_a_category_holds_for_all_that_follows() -> None:
    text = "$CATEGORY: $course$/top/Plot\nQ1 {T}\n\nQ2 {T}\n$CATEGORY: $module$/a: b/c//d\nQ3 {T}"
    assert [item.draft.category for item in items(text) if item.draft] == ["Plot", "Plot", "a: b/c/d"]


def test_an_unknown_command_is_told() -> None:
    found = list(read(Source("a.gift", b"$COURSE: x\nQ {T}")))
    assert isinstance(found[0], FileProblem)
    assert found[0].line == 1
    assert isinstance(found[1], ReadItem)


def test_titles_are_no_part_of_the_question() -> None:
    assert draft("::a\\:\\:b::Stem {T}").prompt == "Stem"
    assert draft("::Over two\nlines::\nStem {T}").prompt == "Stem"
    assert draft("::What is it?::{T}").prompt == "What is it?"
    assert draft("Is ::this:: a title? {T}").prompt == "Is ::this:: a title?"


def test_formats_are_taken_off_and_html_becomes_text() -> None:
    assert draft("[html]<p>a &amp; b</p>\\n<p>c</p>{=<b>d</b> ~[plain]<i>}").prompt == "a & b\nc"
    assert draft("[html]<p>a</p>{=<b>d</b> ~[plain]<i>}").answers == ("d",)
    assert wrong(draft("[html]<p>a</p>{=<b>d</b> ~[plain]<i>}")) == ["<i>"]
    assert draft("[plain]<b> is a tag {T}").prompt == "<b> is a tag"
    assert draft("[unknown] stays {T}").prompt == "[unknown] stays"
    assert draft("1 < 2 > 0 {T}").prompt == "1 < 2 > 0"


def test_what_plain_text_cannot_show_is_told() -> None:
    assert "x.png" in warnings('[html]Who is it? <img src\\="@@PLUGINFILE@@/x.png">{T}')
    assert "<table>" in warnings("[html]<table><tr><td>a</td></tr></table>{T}")
    assert "Markdown" in warnings("[markdown]Is **this** bold?{T}")


def test_several_right_options_of_one_choice_leave_the_first() -> None:
    text = "Which? {=a =b ~c ~d}"
    assert draft(text).answers == ("a",)
    assert "only the first" in warnings(text)


def test_weights_make_several_keys() -> None:
    found = draft("Which? {~%33.5%a ~%66,5%b ~%-100%c ~d}")
    assert found.kind == Kind.MULTIPLE_CHOICE
    assert found.answers == ("a", "b")
    assert wrong(found) == ["c", "d"]


def test_half_right_options_are_wrong_and_told() -> None:
    text = "Which? {=a ~%50%b ~c}"
    assert wrong(draft(text)) == ["b", "c"]
    assert "partly right" in warnings(text)


def test_an_empty_alternative_is_dropped() -> None:
    found = draft("Which? {~=a~b}")
    assert (found.answers, wrong(found)) == (("a",), ["b"])


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("It is {=a ~b} here.", "It is ___ here."),
        ("It is {=a ~b}.", "It is ___."),
        ("It is\n{=a}\nhere.", "It is ___ here."),
        ("It is _____ here {=a ~b}", "It is ___ here"),
        ("{=a ~b} is here.", "___ is here."),
    ],
)
def test_braces_within_a_text_are_a_missing_word(text: str, prompt: str) -> None:
    assert draft(text).kind == Kind.MISSING_WORD
    assert draft(text).prompt == prompt


def test_two_gaps_are_no_missing_word() -> None:
    assert draft("___ and {=a ~b} here").kind == Kind.SINGLE_CHOICE


def test_feedback_goes_where_it_is_shown() -> None:
    found = draft("Q {=a#why\nso ~b#why not ~c#}")
    assert found.explanation == "why\nso"
    assert found.distractors == (Distractor("b", feedback="why not"), Distractor("c"))
    assert draft("Q {=a ~b####one #### two}").explanation == "two"
    assert draft("Q {T####all}").explanation == "all"
    assert "left out" in warnings("Q {=a#lost ~b####kept}")


@pytest.mark.parametrize(("written", "answer"), [("T", True), ("TRUE", True), ("F", False), ("FALSE", False)])
def test_true_and_false(written: str, answer: bool) -> None:
    assert draft(f"Q {{{written}}}").answer is answer
    assert draft(f"Q {{ {written}#wrong#right }}").explanation == "right\nwrong"


def test_true_in_other_cases_is_an_answer_to_type() -> None:
    assert draft("Q {True}").answers == ("True",)
    assert draft("Q {t}").kind == Kind.SHORT_ANSWER


def test_a_choice_between_true_and_false_is_one_of_that_kind() -> None:
    assert draft("Q {~True =False}").answer is False


def test_short_answers() -> None:
    assert draft("Q {=a =b =%50%c}").answers == ("a", "b")
    assert draft("Q {One}").answers == ("One",)
    assert draft("Q {=%100%a}").answers == ("a",)
    assert draft("Q {=a* =b}").answers == ("b",)
    assert draft("Q {=*a*}").answers == ("a",)
    assert draft("Q {=2\\\\*3}").answers == ("2*3",)
    assert "any text" in warnings("Q {=a* =b}")


def test_matching_with_an_extra_right_side() -> None:
    found = draft("Q {=a -> b\n=c->d -> e\n= -> f}")
    assert found.pairs == (("a", "b"), ("c", "d -> e"))
    assert found.extra == ("f",)


@pytest.mark.parametrize("number", ["#42", "#=42", "# 42:0 ", "#42:0.0", "#=%100%42#right"])
def test_one_exact_number_is_a_short_answer(number: str) -> None:
    assert draft(f"Q {{{number}}}").answers == ("42",)


@pytest.mark.parametrize("number", ["#42:1", "#1..5", "#-1..1", "#=1:0 =%50%2:0", "#=1 #why\n=%50%2", "#", "#abc"])
def test_numbers_with_a_tolerance_are_listed(number: str) -> None:
    assert "tolerance" in refusal(f"Q {{{number}}}")


def test_escapes_are_undone_once() -> None:
    found = draft("a\\: \\# \\= \\{ \\} \\~ \\\\n \\x \\n b {=\\=\\~\\#c ~d}")
    assert found.prompt == "a: # = { } ~ \\n \\x \n b"
    assert found.answers == ("=~#c",)


def test_colons_and_equal_signs_of_a_stem_need_no_escape() -> None:
    assert draft("1+1=2, see http://example.org/?a=b {T}").prompt == "1+1=2, see http://example.org/?a=b"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Q {}", "essay"),
        ("Q {####[html]sample}", "essay"),
        ("A text alone", "no answers in braces"),
        ("Q {~a ~b}", "no option is marked"),
        ("Q {1:MC:=a~b} and {2:SA:=c}", "cloze"),
        ("Q {1:MC:=a~b}\nand {2:SA:=c}\nand {:NM:=3}", "cloze"),
        ("Q {=a -> b}", "two pairs"),
        ("Q {=a", "not closed"),
        ("Q a}", "without a {"),
        ("{=a ~b}", "no question text"),
        ("Q {" + "~a" * 101 + "=b}", "100 options"),
        ("Q {=" + "a" * 20_001 + "}", "too long"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert reason in refusal(text)


def test_a_blank_line_within_braces_is_passed_over_and_told() -> None:
    assert "blank line" in warnings("Q {\n=a\n\n\n~b\n\n}")
    assert draft("Q {\n=a\n\n\n~b\n\n}") == draft("Q {\n=a\n~b\n}")


@pytest.mark.parametrize("path", VALID + INVALID, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_it_is_known_by_its_content(path: Path) -> None:
    assert recognises(Source("unknown", path.read_bytes()))


@pytest.mark.parametrize(
    "text",
    [
        '{"question": "a {=b}"}', '[{"a": "{~b}"}]', "[]", "<?xml version='1.0'?><quiz>{=a}</quiz>",
        "question,key\na,b\n",
        "Q?\nA. one\nB. two\nANSWER: A\n", "#Q Which {=a}?\n^ a\nA a\nB b\n", "# stem\n+ right\n- wrong\n", "",
        'distractors = [{ text = "a" }]', "def f():\n    return {~1}\n\ny = {}\nz = {1}\nw = {2}\n", "PK\x03\x04{=a}",
    ],
)  # fmt: skip
def test_other_files_are_not_taken_for_it(text: str) -> None:
    assert not recognises(Source("unknown", text.encode()))


def assert_told(content: bytes) -> None:
    found = list(read(Source("a.gift", content)))
    assert found
    for each in found:
        if isinstance(each, ReadItem) and each.draft is None:
            assert any(problem.severity is Severity.ERROR for problem in each.problems)
        for problem in each.problems if isinstance(each, ReadItem) else (each.problem,):
            assert str(problem.message)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content), 97):
        assert_told(content[:end])
    assert len(content) > 500


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_file_with_a_changed_byte_anywhere_is_read_or_refused(path: Path) -> None:
    content = path.read_bytes()
    for number, place in enumerate(range(0, len(content), 89)):
        byte = b"{}=~#\\:\x00\xff%\n"[number % 11]
        assert_told(content[:place] + bytes([byte]) + content[place + 1 :])


marks = st.sampled_from(
    ["{", "}", "=", "~", "#", "####", "->", "::", "\\", "%50%", "T", "\n", "\n\n", "// ", "$CATEGORY: ", "a", " ", "*",
     "[html]", "<b>", "[id:", "]", "___", "1:MC:", "5", "é", "$X:"]
)  # fmt: skip


@given(st.lists(marks, max_size=30).map("".join))
def test_any_heap_of_marks_can_be_read(text: str) -> None:
    assert_told(text.encode())


@pytest.mark.parametrize(
    "text",
    ["{" * 200_000, "Q {" + "~a" * 100_000, "Q {\n\n" + "a\n\n" * 50_000, "Q {\n\n" * 50_000,
     "Q {=" + "<a " * 50_000 + "}",
     "::" * 200_000, "Q {=a" + "#" * 200_000, "\r" * 200_000, "Q {\n\n" + "a\n\n" * 50_000 + "}"],
    ids=range(9),
)  # fmt: skip
@pytest.mark.timeout(60)
def test_a_hostile_file_takes_no_more_time_than_its_length(text: str) -> None:
    recognises(Source("a", text.encode()))
    assert_told(text.encode())


@pytest.mark.parametrize("name", CORPUS)
def test_real_files_give_every_question_they_hold(name: str) -> None:
    if not (corpora := os.environ.get("QUIZAPP_CORPORA")):
        pytest.skip("QUIZAPP_CORPORA is not set")
    source = Source(name, (Path(corpora) / "gift" / name).read_bytes())
    assert recognises(source)
    found = [each for each in read(source) if isinstance(each, ReadItem)]
    usable = sum(item.draft is not None for item in found)
    assert (usable, len(found) - usable) == CORPUS[name]


def test_the_corpus_is_counted_as_a_whole() -> None:
    assert sum(map(sum, CORPUS.values())) == 77
