"""Each flag has a question that earns it, and one just short of it that does not."""

from __future__ import annotations

import math
import statistics
from itertools import permutations, product
from typing import Any

import pytest

from quizapp.game.grading import share_of_keys, share_of_neighbours, share_of_pairs
from quizapp.game.item_analysis import Interval, ItemStatistics, OptionCount, wilson_interval
from quizapp.game.item_flags import ATTEMPTS_LEAST, PEERS_LEAST, FlagKind, PeerTimes, chance_level, flags, peer_times
from quizapp.game.question import Distractor, Kind, Question
from tests.game.builders import a_question

PEERS = {Kind.SINGLE_CHOICE: PeerTimes(8000, 20_000)}
FOUR = {0: OptionCount(40, 24), 1: OptionCount(30, 5), 2: OptionCount(30, 6), 3: OptionCount(20, 5)}


def stats(facility: float = 0.6, asked: int = 40, **changes: Any) -> ItemStatistics:
    given = {"facility_interval": wilson_interval(facility, asked), "median_ms": 8000.0, "options": FOUR} | changes
    return ItemStatistics(asked, facility, **given)


def told(statistics_: ItemStatistics, question: Question | None = None) -> list[tuple[FlagKind, str]]:
    return [(flag.kind, str(flag.message)) for flag in flags(statistics_, question or a_question(), PEERS)]


def options(**changes: tuple[int, int]) -> dict[int, OptionCount]:
    return FOUR | {int(name[1:]): OptionCount(*counts) for name, counts in changes.items()}


FLAGGED: list[tuple[dict[str, Any], FlagKind, str]] = [
    ({"facility": 0.95}, FlagKind.TOO_EASY, "too easy: 95 % in 40 first attempts"),
    ({"facility": 1.0}, FlagKind.TOO_EASY, "too easy: 100 % in 40 first attempts"),
    ({"facility": 0.0}, FlagKind.TOO_HARD,
     "too hard: 0 % in 40 first attempts, which is no more than guessing gives (25 %)"),
    ({"facility": 0.25}, FlagKind.TOO_HARD,
     "too hard: 25 % in 40 first attempts, which is no more than guessing gives (25 %)"),
    ({"discrimination": -0.127, "rounds": 20}, FlagKind.NEGATIVE,
     "who did well in the rest of the round did worse here (discrimination −0.13 from 20 rounds): "
     "is the key right, is the prompt clear?"),
    ({"options": options(_3=(20, 0))}, FlagKind.UNUSED,
     "nobody took the wrong option “Yook Ji-woo”, which was shown 20 times"),
    ({"options": options(_2=(30, 19))}, FlagKind.TEMPTING,
     "the wrong option “Park Mae-yi” was taken 19 of 30 times, "
     "more often than the key “Oh Mi-joo” (24 of 40)"),
    ({"median_ms": 20_001.0}, FlagKind.SLOW, "it takes 20.0 s, where others of its kind take 8.0 s"),
]  # fmt: skip

NOT_FLAGGED: list[dict[str, Any]] = [
    {},
    {"facility": 0.949},
    {"facility": 0.26},
    {"discrimination": -0.9, "rounds": 19},
    {"discrimination": 0.0, "rounds": 40},
    {"discrimination": None},
    {"options": options(_3=(19, 0))},
    {"options": options(_3=(20, 1))},
    {"options": options(_2=(30, 18))},
    {"options": options(_2=(19, 19))},
    {"options": options(_9=(20, 0))},
    {"median_ms": 20_000.0},
    {"facility": 0.0, "asked": 19, "discrimination": -1.0, "rounds": 19, "median_ms": 1e9},
    {"facility": 1.0, "asked": 19, "options": options(_3=(40, 0))},
]


@pytest.mark.parametrize(("changes", "kind", "sentence"), FLAGGED)
def test_a_flag_is_told_alone_with_its_reason(changes: dict[str, Any], kind: FlagKind, sentence: str) -> None:
    assert told(stats(**changes)) == [(kind, sentence)]


@pytest.mark.parametrize("changes", NOT_FLAGGED)
def test_what_falls_just_short_is_not_flagged(changes: dict[str, Any]) -> None:
    assert told(stats(**changes)) == []


def test_a_flag_names_its_option() -> None:
    found = flags(stats(options=options(_2=(30, 19), _3=(20, 0))), a_question(), PEERS)
    assert [(flag.kind, flag.option) for flag in found] == [(FlagKind.TEMPTING, 2), (FlagKind.UNUSED, 3)]


def test_unused_options_of_a_question_that_is_too_easy_are_not_told_one_by_one() -> None:
    assert [kind for kind, _ in told(stats(1.0, options=options(_1=(30, 0), _2=(30, 0), _3=(20, 0))))] == [
        FlagKind.TOO_EASY
    ]


def test_true_and_false_are_judged_by_the_facility_alone() -> None:
    question = a_question(Kind.TRUE_FALSE)
    wrong_rather = {0: OptionCount(40, 15), 1: OptionCount(40, 25)}
    assert told(stats(15 / 40, options=wrong_rather), question) == [
        (FlagKind.TOO_HARD, "too hard: 37 % in 40 first attempts, which is no more than guessing gives (50 %)")
    ]
    assert told(stats(0.6, options={0: OptionCount(40, 40), 1: OptionCount(40, 0)}), question) == []


def test_what_cannot_be_guessed_is_too_hard_from_a_fifth_down() -> None:
    question = a_question(Kind.SHORT_ANSWER)
    assert told(stats(0.2, options={}), question) == [(FlagKind.TOO_HARD, "too hard: 20 % in 40 first attempts")]
    assert told(stats(0.21, options={}), question) == []


def test_a_key_of_several_may_be_taken_less_than_a_distractor() -> None:
    question = a_question(Kind.MULTIPLE_CHOICE)  # two keys, then distractors
    counts = {0: OptionCount(40, 30), 1: OptionCount(40, 10), 2: OptionCount(30, 20), 3: OptionCount(30, 5)}
    assert told(stats(options=counts), question) == [(
        FlagKind.TEMPTING,
        "the wrong option “61 m” was taken 20 of 30 times, more often than the key “100 m” (10 of 40)",
    )]  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_judged(kind: Kind) -> None:
    wrong = tuple(map(Distractor, "abc")) if kind in (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE) else ()
    changes = {"distractors": wrong} if wrong else {}
    kinds = [kind for kind, _ in told(stats(0.0, discrimination=-0.2, rounds=40), a_question(kind, **changes))]
    assert kinds[:1] == [FlagKind.NEGATIVE]
    assert FlagKind.TOO_HARD in kinds


def test_nothing_is_flagged_below_twenty_attempts() -> None:
    assert ATTEMPTS_LEAST == 20
    bad = stats(0.0, 19, discrimination=-1.0, rounds=19, median_ms=1e9, options=options(_1=(99, 0), _2=(99, 99)))
    assert told(bad) == []
    assert told(ItemStatistics(20, 0.0, Interval(0, 1), 1.0)) != []


# What guessing gives


def test_guessing_one_of_the_options_shown() -> None:
    assert chance_level(a_question()) == 1 / 4
    assert chance_level(a_question(distractors=(Distractor("a"),))) == 1 / 2
    assert chance_level(a_question(Kind.TRUE_FALSE)) == 1 / 2
    assert chance_level(a_question(Kind.MISSING_WORD, distractors=tuple(map(Distractor, "ab")))) == 1 / 3
    assert chance_level(a_question(Kind.MISSING_WORD)) == 0
    assert chance_level(a_question(Kind.SHORT_ANSWER)) == 0


@pytest.mark.parametrize(("keys", "wrong"), [(1, 3), (2, 3), (3, 3), (5, 3), (8, 1), (2, 1)])
def test_guessing_several_is_the_mean_of_all_ways_to_choose(keys: int, wrong: int) -> None:
    question = a_question(
        Kind.MULTIPLE_CHOICE,
        answers=tuple(f"key {place}" for place in range(keys)),
        distractors=tuple(Distractor(f"wrong {place}") for place in range(wrong)),
    )
    right = frozenset(range(keys))
    ways = [
        share_of_keys(frozenset(place for place, taken in enumerate(choice) if taken), right)
        for choice in product((False, True), repeat=keys + wrong)
    ]
    assert chance_level(question) == pytest.approx(statistics.fmean(ways))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_guessing_pairs_and_orders_is_the_mean_of_all_orders(count: int) -> None:
    texts = tuple("abcdefg"[:count])
    orders = list(permutations(range(count)))
    pairs = a_question(Kind.MATCHING, pairs=tuple((text, text.upper()) for text in texts), extra=())
    assert chance_level(pairs) == pytest.approx(statistics.fmean(map(share_of_pairs, orders)))
    items = a_question(Kind.ORDERING, sequence=texts)
    assert chance_level(items) == pytest.approx(statistics.fmean(map(share_of_neighbours, orders)))


# Peers


def test_slow_is_far_above_the_upper_quartile_of_the_kind() -> None:
    """Medians of 1, 2, 4, ... 2^20 s: quartiles 2^5 and 2^15, so the fence stands at 2^(15 + 1.5 * 10) = 2^30 s."""
    peers = peer_times((Kind.ORDERING, 40, 1000.0 * 2**place) for place in range(21))
    assert peers == {Kind.ORDERING: (1000 * 2**10, pytest.approx(1000 * 2**30))}


def test_of_questions_that_all_take_as_long_none_is_slow() -> None:
    for median_ms in (1.0, 3.0, 4000.0, 7919.0):
        peers = peer_times([(Kind.SINGLE_CHOICE, 40, median_ms)] * 30)
        assert flags(stats(median_ms=median_ms), a_question(), peers) == ()


def test_few_peers_and_few_attempts_say_nothing_of_a_kind() -> None:
    few = [(Kind.ORDERING, 40, 8000.0)] * (PEERS_LEAST - 1)
    unsure = [(Kind.MATCHING, 19, 8000.0)] * 30
    assert peer_times([*few, *unsure]) == {}
    assert flags(stats(median_ms=math.inf), a_question(Kind.ORDERING), {}) == ()


def test_times_of_nothing_are_possible() -> None:
    assert peer_times([(Kind.ORDERING, 40, 0.0)] * PEERS_LEAST)[Kind.ORDERING].slow_from_ms >= 0
