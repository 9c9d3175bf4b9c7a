"""The texts of a draft, taken out and put back."""

from __future__ import annotations

import pytest

from quizapp.game.draft import Draft
from quizapp.game.question import Kind
from quizapp.game.texts import changed_texts, texts_of, tidied, with_texts

from .builders import a_draft, a_picture

FIELDS = (
    *("kind", "category", "prompt", "line", "hint", "explanation", "answers", "extra", "sequence", "tags"),
    *("distractors", "pairs", "sources", "media"),
)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("field", FIELDS)
def test_texts_put_back_make_the_same_draft(kind: Kind, field: str) -> None:
    draft = a_draft(kind, media=a_picture(), tags=("a", "b"), extra=("x",))
    assert with_texts(draft, field, texts_of(draft, field)) == draft


def test_each_text_is_in_its_place() -> None:
    draft = a_draft(Kind.MATCHING)
    assert texts_of(draft, "pairs") == ("Ki Seon-gyeom", "runs", "Oh Mi-joo", "translates")
    assert with_texts(draft, "pairs", "abcd").pairs == (("a", "b"), ("c", "d"))
    assert texts_of(draft, "sources") == ("Episode 1", "", "")


@pytest.mark.parametrize("field", ["uid", "episode", "answer"])
def test_other_fields_hold_no_texts(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        texts_of(Draft(), field)
    with pytest.raises(ValueError, match=field):
        with_texts(Draft(), field, ("x",))


def test_every_text_is_changed() -> None:
    shouted = changed_texts(a_draft(media=a_picture()), str.upper)
    assert shouted.prompt == "WHO TRANSLATES FILMS?"
    assert shouted.distractors[0].text == "SEO DAN-AH"
    assert shouted.media is not None
    assert (shouted.media.image, shouted.media.alt) == ("media/track.png", "A RUNNING TRACK")


def test_tidying_takes_out_what_is_invisible() -> None:
    draft = a_draft()
    assert tidied(draft) == draft
    assert tidied(a_draft(prompt=" W\u200bho\x00? ", answers=("\u202ea",))).prompt == "Who?"
