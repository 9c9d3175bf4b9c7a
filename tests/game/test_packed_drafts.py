"""Drafts in little room are the drafts they were."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.draft import Draft
from quizapp.game.packed_drafts import GROUP_SIZE, DraftGroup
from quizapp.game.plans import Fate, PlanItem, put_away
from quizapp.game.question import Distractor, Media, Source

_TEXT = st.text(st.characters(), max_size=20)  # also halves of pairs, which no encoding knows
_TEXTS = st.lists(_TEXT, max_size=4).map(tuple)
_EPISODE = st.none() | st.integers(0, 16)
_DRAFTS = st.builds(
    Draft,
    uid=_TEXT,
    kind=_TEXT,
    category=_TEXT,
    prompt=_TEXT,
    episode=_EPISODE,
    difficulty=st.integers(1, 3),
    answers=_TEXTS,
    distractors=st.lists(st.builds(Distractor, _TEXT, _EPISODE, _TEXT), max_size=3).map(tuple),
    answer=st.none() | st.booleans(),
    pairs=st.lists(st.tuples(_TEXT, _TEXT), max_size=3).map(tuple),
    sequence=_TEXTS,
    keep_order=st.booleans(),
    sources=st.lists(st.builds(Source, _TEXT, _TEXT, _EPISODE, _TEXT), max_size=2).map(tuple),
    tags=_TEXTS,
    media=st.none() | st.builds(Media, _TEXT, _TEXT),
)


@given(st.lists(_DRAFTS, min_size=1, max_size=5))
def test_every_draft_of_a_group_is_what_it_was(drafts: list[Draft]) -> None:
    group = DraftGroup(drafts)
    assert list(group.drafts()) == drafts
    assert [group.draft(place) for place in range(len(drafts))] == drafts


def _items(count: int) -> list[PlanItem]:
    return [PlanItem("f", line, Fate.NEW, Draft(f"u{line}", prompt=f"Question {line}?")) for line in range(count)]


def test_what_is_put_away_is_found_again() -> None:
    items = _items(2 * GROUP_SIZE + 1)
    items[3].draft = None
    put_away(items)
    assert items[3].draft is None
    assert all(
        item.draft == Draft(f"u{item.line}", prompt=f"Question {item.line}?") for item in items if item.line != 3
    )
    assert items[7].shown_text == "Question 7?"


def test_what_is_changed_afterwards_is_what_counts_and_can_be_put_away_again() -> None:
    items = _items(GROUP_SIZE)
    put_away(items)
    items[5].draft = Draft("u5", prompt="Another?")
    assert items[5].shown_text == "Another?"
    put_away(items)
    assert [items[at].shown_text for at in (4, 5, 6)] == ["Question 4?", "Another?", "Question 6?"]


def test_a_group_takes_a_fraction_of_the_room() -> None:
    prompts = [f"Which river, stone or lantern of the garden was number {number}?" for number in range(GROUP_SIZE)]
    group = DraftGroup([Draft(f"many/{number}", prompt=prompt) for number, prompt in enumerate(prompts)])
    assert 3 * sys.getsizeof(group.__getattribute__("_packed")) < sum(map(sys.getsizeof, prompts))
