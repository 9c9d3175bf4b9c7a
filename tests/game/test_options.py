"""The options a player is dealt."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.keyed import KeyedNumbers
from quizapp.game.options import (
    MOST_OPTIONS,
    Drawn,
    all_options,
    deal_options,
    key_indexes,
    key_texts,
    leading_number,
)
from quizapp.game.question import Distractor, Kind, Question
from tests.game.builders import a_question, an_info
from tests.game.chance import is_even

LAST = 16
OWN = 4

distractor_episodes = st.lists(st.none() | st.integers(0, LAST), min_size=1, max_size=12)


def guarded(episodes: list[int | None], keys: int = 1, own: int | None = OWN, *, keep_order: bool = False) -> Question:
    """A question of episode 4 whose distractors carry these episodes."""
    return a_question(
        Kind.SINGLE_CHOICE if keys == 1 else Kind.MULTIPLE_CHOICE,
        episode=own,
        answers=tuple(f"key {place}" for place in range(keys)),
        distractors=tuple(Distractor(f"wrong {place}", episode) for place, episode in enumerate(episodes)),
        keep_order=keep_order,
    )


def dealt(question: Question, limit: int = LAST, seed: str = "seed", episodes: int | None = LAST) -> tuple[int, ...]:
    return deal_options(question, an_info(episodes=episodes), limit, KeyedNumbers(seed, "options"))


@given(
    distractor_episodes, st.integers(1, 8), st.none() | st.just(OWN), st.integers(OWN, LAST), st.text(), st.booleans()
)
def test_what_is_dealt_is_safe_complete_and_of_use(
    episodes: list[int | None], keys: int, own: int | None, limit: int, seed: str, keep_order: bool
) -> None:
    question = guarded(episodes, keys, own, keep_order=keep_order)
    options = dealt(question, limit, seed)
    shown_wrong = [index - keys for index in options if index >= keys]
    own_episode = LAST if own is None else own
    safe = [place for place, episode in enumerate(episodes) if (own_episode if episode is None else episode) <= limit]

    assert len(set(options)) == len(options) <= MOST_OPTIONS
    assert set(range(keys)) <= set(options), "every key is dealt"
    assert set(shown_wrong) <= set(safe), "nothing beyond the spoiler limit is dealt"
    assert len(shown_wrong) == min(3, len(safe), max(1, MOST_OPTIONS - keys))


def test_exactly_three_distractors_where_there_are() -> None:
    for count, expected in [(0, 1), (1, 2), (2, 3), (3, 4), (4, 4), (50, 4)]:
        assert len(dealt(guarded([None] * count))) == expected


def test_a_distractor_without_an_episode_is_as_safe_as_its_question() -> None:
    assert set(dealt(guarded([None, 5, None, 6]), limit=OWN)) == {0, 1, 3}


def test_a_question_without_an_episode_counts_as_the_last() -> None:
    question = guarded([None, 3, 16], own=None)
    assert set(dealt(question, limit=15)) == {0, 2}
    assert set(dealt(question, limit=16)) == {0, 1, 2, 3}


def test_a_pack_without_episodes_has_no_guard() -> None:
    assert len(dealt(guarded([9, 99, 999]), limit=0, episodes=None)) == 4


@pytest.mark.parametrize("answer", [True, False])
def test_true_always_stands_before_false(answer: bool) -> None:
    question = a_question(Kind.TRUE_FALSE, answer=answer)
    assert {dealt(question, seed=f"seed {seed}") for seed in range(20)} == {(0, 1)}
    assert all_options(question) == ("True", "False")
    assert key_texts(question) == (str(answer),)


@pytest.mark.parametrize(
    ("key", "wrong", "shown"),
    [
        ("3", ["12", "1"], ["1", "3", "12"]),
        ("2.5 km", ["10 km", "2,4 km", "-1 km"], ["-1 km", "2,4 km", "2.5 km", "10 km"]),
        ("1,000 won", ["900 won", "1,100 won", "20,000 won"], ["900 won", "1,000 won", "1,100 won", "20,000 won"]),
        ("−5 °C", ["5 °C", "0 °C"], ["−5 °C", "0 °C", "5 °C"]),
        ("10:30", ["10:15", "9:45"], ["9:45", "10:15", "10:30"]),
        ("second", ["third", "first"], ["second", "third", "first"]),
        ("16 December 2020", ["3 January 2021", "17 May 2020"], ["16 December 2020", "3 January 2021", "17 May 2020"]),
    ],
)
def test_kept_order_is_ascending_for_numbers_else_as_written(key: str, wrong: list[str], shown: list[str]) -> None:
    question = a_question(answers=(key,), distractors=tuple(map(Distractor, wrong)), keep_order=True)
    for seed in range(5):
        assert [all_options(question)[index] for index in dealt(question, seed=f"seed {seed}")] == shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" 12 episodes", 12),
        ("1,5", 1.5),
        ("1,500", 1500),
        ("1,234,567.5 won", 1_234_567.5),
        ("1,5000", 1.5),
        ("-3.25", -3.25),
        ("٣", 3),
        ("16th", None),
        ("seven", None),
        ("", None),
        ("on 7", None),
        ("9" * 400, float("inf")),
    ],
)
def test_the_number_with_which_an_option_begins(text: str, number: float | None) -> None:
    assert leading_number(text) == number


@pytest.mark.parametrize("keys", [1, 2])
def test_a_key_is_equally_likely_at_every_place(keys: int) -> None:
    question = guarded([None] * 5, keys)
    places = Counter(dealt(question, seed=f"seed {seed}").index(0) for seed in range(3_000))
    assert len(places) == keys + 3
    assert is_even(places.values())


def test_every_distractor_is_equally_likely() -> None:
    question = guarded([None] * 5)
    counts = Counter(index for seed in range(3_000) for index in dealt(question, seed=f"seed {seed}") if index)
    assert len(counts) == 5
    assert is_even(counts.values())


def test_a_golden_deal() -> None:
    """The same on every machine and Python, as a resumed or shared round needs it."""
    assert [dealt(guarded([None] * 5), seed=f"seed {seed}") for seed in range(4)] == GOLDEN_DEALS


GOLDEN_DEALS = [(1, 0, 4, 3), (3, 0, 1, 4), (5, 0, 3, 2), (3, 1, 0, 5)]


def test_shown_options_carry_text_key_and_feedback() -> None:
    question = a_question(answers=("yes",), distractors=(Distractor("no", feedback="Not quite."), Distractor("never")))
    shown = Drawn(question, 1, (1, 0)).shown()
    assert [(option.index, option.text, option.is_key, option.feedback) for option in shown] == [
        (1, "no", False, "Not quite."),
        (0, "yes", True, ""),
    ]


def test_shown_options_of_true_false_have_no_feedback() -> None:
    shown = Drawn(a_question(Kind.TRUE_FALSE, answer=False), 1, (0, 1)).shown()
    assert [(option.text, option.is_key, option.feedback) for option in shown] == [
        ("True", False, ""),
        ("False", True, ""),
    ]


def test_keys_come_first_in_all_options() -> None:
    question = a_question(Kind.MULTIPLE_CHOICE)
    assert all_options(question) == ("60 m", "100 m", "61 m", "101 m", "7 m")
    assert key_indexes(question) == {0, 1}
    assert key_texts(question) == ("60 m", "100 m")


@given(distractor_episodes, st.integers(1, 3), st.none() | st.just(OWN), st.integers(OWN, LAST), st.text())
def test_what_was_dealt_may_be_seen_by_who_may_see_the_question_and_each_option(
    episodes: list[int | None], keys: int, own: int | None, limit: int, seed: str
) -> None:
    question = guarded(episodes, keys, own)
    drawn = Drawn(question, 1, dealt(question, LAST, seed))
    own_episode = LAST if own is None else own
    wrong = [episodes[index - keys] for index in drawn.options if index >= keys]
    needed = max([own_episode, *(own_episode if each is None else each for each in wrong)])
    assert drawn.guard_episode(an_info(episodes=LAST)) == needed
    assert drawn.guard_episode(an_info(episodes=None)) == 0
    own_deal = Drawn(question, 1, dealt(question, limit, seed))
    assert own_deal.guard_episode(an_info(episodes=LAST)) <= max(limit, own_episode)


@pytest.mark.parametrize("kind", Kind)
def test_a_question_of_any_kind_tells_from_when_it_may_be_shown(kind: Kind) -> None:
    info = an_info(episodes=LAST)
    question = a_question(kind, episode=OWN)
    options = deal_options(question, info, LAST, KeyedNumbers("seed", "options"))
    assert Drawn(question, 1, options).guard_episode(info) == OWN
