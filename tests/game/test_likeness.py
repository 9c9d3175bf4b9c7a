"""Near-duplicates: nearly the same question with the same key, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.game.likeness import near_duplicates
from quizapp.game.question import Kind, Question
from tests.game.builders import a_question


def found(*questions: Question) -> list[tuple[str, str]]:
    numbered = [replace(question, uid=str(place)) for place, question in enumerate(questions)]
    return [(pair.first, pair.second) for pair in near_duplicates(numbered)]


@pytest.mark.parametrize(
    "prompt",
    ["who translates films", "Who translates FILMS?!", "Films: who translates?", "Who is it who translates films?"],
)
def test_case_punctuation_order_and_a_word_more_make_no_other_question(prompt: str) -> None:
    assert found(a_question(), a_question(prompt=prompt)) == [("0", "1")]


def test_another_key_is_another_question() -> None:
    assert found(a_question(), a_question(answers=("Seo Dan-ah",))) == []


def test_another_prompt_is_another_question() -> None:
    assert found(a_question(), a_question(prompt="Who lives with Mae-yi under one roof?")) == []


def test_a_typed_and_a_chosen_question_can_be_near() -> None:
    typed = a_question(Kind.SHORT_ANSWER, prompt="Who translates films?", answers=("oh mi joo",))
    assert found(a_question(), typed) == [("0", "1")]


def test_a_pair_is_told_once_however_many_keys_are_shared() -> None:
    several = a_question(Kind.MULTIPLE_CHOICE)
    assert found(several, several) == [("0", "1")]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_near_to_itself(kind: Kind) -> None:
    assert found(a_question(kind), a_question(kind)) == [("0", "1")]
