"""Likeness found in groups is the likeness of every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.beside import LikenessGroups
from quizapp.game.likeness import near_duplicates
from quizapp.game.question import Kind
from tests.game.builders import a_question

words = st.sampled_from(["who", "runs", "run", "in", "the", "rain", "scene", "7", "8"])
asked = st.tuples(st.lists(words, max_size=5).map(" ".join), st.lists(st.sampled_from("abc"), min_size=1, unique=True))


@given(st.lists(asked, max_size=12))
def test_whoever_has_a_near_duplicate_is_found_in_whatever_order(questions: list[tuple[str, list[str]]]) -> None:
    made = [
        a_question(Kind.SHORT_ANSWER, uid=f"q{place}", prompt=prompt, answers=tuple(keys))
        for place, (prompt, keys) in enumerate(questions)
    ]
    wanted = {uid for pair in near_duplicates(each for each in made if each.prompt) for uid in pair[:2]}
    for order in (made, made[::-1]):
        groups, found = LikenessGroups(), set[str]()
        for question in order:
            found |= groups.add(question)
        assert found == wanted
