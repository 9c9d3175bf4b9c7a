"""The index of near-duplicates gives what comparing everything gives, after any changes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.likeness import near_duplicates
from quizapp.game.likeness_index import LikenessIndex
from quizapp.game.question import Question

from .builders import a_question

PROMPTS = ("Who runs?", "Who runs today?", "who RUNS", "Where is she?", "", "What does he say to her?")
CHANGES = st.tuples(st.integers(0, 5), st.sampled_from([*PROMPTS, None]), st.sampled_from(["a", "b"]))


def question(number: int, prompt: str, key: str) -> Question:
    return replace(a_question(), uid=f"q{number}", prompt=prompt, answers=(key,))


@given(st.lists(CHANGES, max_size=20), st.sampled_from(PROMPTS))
def test_it_finds_what_comparing_everything_finds(changes: list[tuple[int, str | None, str]], prompt: str) -> None:
    index, known = LikenessIndex(), {}
    for number, text, key in changes:
        if text is None:
            index.drop(f"q{number}")
            known.pop(f"q{number}", None)
        else:
            known[f"q{number}"] = question(number, text, key)
            index.put(known[f"q{number}"])
    asked = question(99, prompt, "a")
    wanted = {pair.first: pair.ratio for pair in near_duplicates([*known.values(), asked]) if pair.second == "q99"}
    assert {near.second: near.ratio for near in index.near(asked)} == wanted


def test_the_likest_come_first_and_a_question_is_not_like_itself() -> None:
    index = LikenessIndex()
    for number, prompt in enumerate(("Who runs the marathon in autumn", "Who runs the marathon in autum")):
        index.put(question(number, prompt, "a"))
    near = index.near(question(1, "Who runs the marathon in autum", "a"), 80)
    assert [each.second for each in near] == ["q0"]
    assert [each.second for each in index.near(question(9, "Who runs the marathon in autum", "a"))] == ["q1", "q0"]
