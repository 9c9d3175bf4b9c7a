"""Aiken files: every question is read, or listed with its line and the reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.aiken import read, recognises, write
from quizapp.formats.reading import ReadItem, Source
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Distractor, Kind, PackInfo, Question
from tests.formats.packs import DATA
from tests.formats.strategies import questions

INFO = PackInfo("pack", "Pack", "1")
VALID = sorted((DATA / "valid").glob("aiken-*.txt"))
PLAIN = Question("p/1", Kind.SINGLE_CHOICE, "plot", "Who?", answers=("a",), distractors=(Distractor("b"),))


def items(text: str | bytes) -> list[ReadItem]:
    content = text.encode() if isinstance(text, str) else text
    return [each for each in read(Source("a.txt", content)) if isinstance(each, ReadItem)]


def draft(text: str) -> Draft:
    (item,) = items(text)
    assert item.draft, [str(problem.message) for problem in item.problems]
    return item.draft


def refusal(text: str) -> str:
    (item,) = items(text)
    assert item.draft is None
    return str(item.problems[0].message)


def test_the_plain_file_is_read_whole() -> None:
    found = items((DATA / "valid/aiken-plain.txt").read_bytes())
    assert [item.line for item in found] == [1, 7, 12, 18, 24]
    drafts = [item.draft for item in found if item.draft]
    assert [each.answers for each in drafts[:4]] == [
        ("The sprinter",),
        ("<b>one</b>",),
        ("2020",),
        ("The United States",),
    ]
    assert drafts[1].prompt == "Which sign is less than two,\nif < is less and & is and?"
    assert drafts[3].prompt == "A. Lincoln was president of which country?"
    assert drafts[4].kind == Kind.TRUE_FALSE


def test_the_damaged_file_is_listed_line_by_line() -> None:
    found = items((DATA / "invalid/aiken-plain.txt").read_bytes())
    assert [(item.line, item.draft is not None) for item in found] == [
        (1, True), (7, False), (11, False), (15, False), (20, False), (23, True), (28, False), (32, True), (38, False),
    ]  # fmt: skip
    assert all(item.text for item in found if item.draft is None)


@pytest.mark.parametrize("answer", ["A, C", "A,C", "A C", "AC", "A and C", "a;c"])
def test_several_letters_are_several_keys_and_told(answer: str) -> None:
    (item,) = items(f"Q?\nA. x\nB. y\nC. z\nANSWER: {answer}\n")
    assert item.draft
    assert item.draft.kind == Kind.MULTIPLE_CHOICE
    assert item.draft.answers == ("x", "z")
    assert "several letters" in str(item.problems[0].message)


@pytest.mark.parametrize("answer", ["ANSWER: B", "ANSWER:b", "Answer : B.", "ANSWER: B. yes", "ANSWER: yes"])
def test_the_key_may_be_written_in_several_ways(answer: str) -> None:
    assert draft(f"Q?\nA. no\nB. yes\n{answer}").answers == ("yes",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_the_same(end: str) -> None:
    text = "Q?\nA. x\nB. y\nANSWER: A\n\n\nQ2?\n\na) x\n\nb) y\nANSWER: B"
    assert items(text.replace("\n", end)) == items(text)
    assert len(items(text)) == 2


def test_an_option_may_go_over_several_lines() -> None:
    assert draft("Q?\nA. x\nand more\nB. y\nANSWER: A").answers == ("x\nand more",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Q?\nA. x\nB. y", "no line ANSWER"),
        ("Q?\nA. x\nANSWER: A", "fewer than two"),
        ("Q?\nANSWER: A", "fewer than two"),
        ("Q?\nA. x\nB. y\nANSWER:", "names no option"),
        ("Q?\nA. x\nB. y\nANSWER: C", "names no option"),
        ("Q?\nA.\nB. y\nANSWER: A", "is empty"),
        ("A. x\nB. y\nANSWER: A", "no question text"),
        ("ANSWER: A", "no question text"),
        ("Q" * 20_001 + "\nA. x\nB. y\nANSWER: A", "too long"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert reason in refusal(text)


@pytest.mark.parametrize("folder", ["valid", "invalid"])
def test_it_is_known_by_its_content(folder: str) -> None:
    assert recognises(Source("unknown", (DATA / folder / "aiken-plain.txt").read_bytes()))


@pytest.mark.parametrize(
    "text",
    ["Q {=a ~b}", '{"a": 1}', "A. a list\nB. of things", "#Q x\n^ a\nA a\nB b\n", "ANSWER: A", "a,b\nANSWER: A\n"],
)
def test_other_files_are_not_taken_for_it(text: str) -> None:
    assert not recognises(Source("unknown", text.encode()))


def assert_told(content: bytes) -> None:
    found = list(read(Source("a.txt", content)))
    assert found
    for each in found:
        if isinstance(each, ReadItem) and each.draft is None:
            assert any(problem.severity is Severity.ERROR for problem in each.problems)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_damaged_file_is_read_or_refused(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content), 97):
        assert_told(content[:end])
    for number, place in enumerate(range(0, len(content), 89)):
        byte = b"A.:)\n\x00\xff,"[number % 8]
        assert_told(content[:place] + bytes([byte]) + content[place + 1 :])


lines = st.sampled_from(
    ["A. x", "B) y", "C.z", "D. ", "ANSWER: A", "ANSWER: A, B", "ANSWER: x", "Q?", "", "a.", "Z. z"]
)


@given(st.lists(lines, max_size=20))
def test_any_heap_of_lines_can_be_read(heap: list[str]) -> None:
    assert_told("\n".join(heap).encode())


@pytest.mark.parametrize("text", ["A. " * 100_000, "A. x\n" * 50_000, "Q\nA. a\nB. b\nANSWER: " + "A, " * 100_000])
@pytest.mark.timeout(60)
def test_a_hostile_file_takes_no_more_time_than_its_length(text: str) -> None:
    recognises(Source("a", text.encode()))
    assert_told(text.encode())


def _joined(text: str) -> str:
    return text.replace("\n", " ")


@given(st.lists(questions(number=1), min_size=1, max_size=4))
def test_what_was_written_is_read_again(drawn: list[Question]) -> None:
    written = write(drawn, INFO)
    kept = [question for question in drawn if question.kind is Kind.SINGLE_CHOICE]
    assert {problem.uid for problem in written.left_out if problem.severity is Severity.ERROR} == {
        question.uid for question in drawn if question.kind is not Kind.SINGLE_CHOICE
    }
    found = items(written.content)
    assert len(found) == len(kept)
    for item, question in zip(found, kept, strict=True):
        assert item.draft
        assert item.draft.kind == Kind.SINGLE_CHOICE
        assert item.draft.prompt == _joined(question.prompt)
        assert item.draft.answers == tuple(map(_joined, question.answers))
        assert [each.text for each in item.draft.distractors] == [_joined(each.text) for each in question.distractors]


@pytest.mark.parametrize("prompt", ["A. Lincoln?", "A) x", "B. Goode?", "a.b", "x: ANSWER: A"])
def test_a_prompt_that_looks_like_an_option_is_still_a_prompt(prompt: str) -> None:
    assert draft(write([replace(PLAIN, prompt=prompt)], INFO).content.decode()).prompt == prompt


def test_joined_lines_and_lost_parts_are_told() -> None:
    question = replace(PLAIN, prompt="a\nb", explanation="x", tags=("t",), hint="h", difficulty=1)
    written = write([question], INFO)
    of_it = [problem.field for problem in written.left_out if problem.uid == question.uid]
    assert set(of_it) == {"prompt", "explanation", "tags", "hint", "difficulty"}
    assert all(problem.severity is Severity.WARNING for problem in written.left_out)
    assert [(each.field, each.uid) for each in write([PLAIN], INFO).left_out] == [("category", ""), ("uid", "")]


def test_an_episode_before_the_first_is_told_as_lost() -> None:
    left_out = write([replace(PLAIN, episode=0)], INFO).left_out
    assert [problem.field for problem in left_out if problem.uid] == ["episode"]


def test_what_aiken_cannot_hold_is_left_out_with_a_word() -> None:
    many = replace(PLAIN, distractors=tuple(Distractor(f"w{number}") for number in range(26)))
    answer = replace(PLAIN, uid="p/2", prompt="ANSWER: what?")
    written = write([many, answer], INFO)
    assert written.content == b""
    assert [problem.severity for problem in written.left_out if problem.uid] == [Severity.ERROR] * 2


def test_the_key_does_not_always_stand_first() -> None:
    texts = [write([replace(PLAIN, uid=f"p/{number}")], INFO).content for number in range(20)]
    assert len({text[-3:] for text in texts}) == 2
