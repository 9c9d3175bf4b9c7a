"""Numbers that depend on a seed alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.keyed import KeyedNumbers


def numbers(seed: str, purpose: str = "test", bound: int = 1000, count: int = 8) -> list[int]:
    stream = KeyedNumbers(seed, purpose)
    return [stream.below(bound) for _ in range(count)]


def test_the_numbers_are_the_same_on_every_machine_and_python() -> None:
    assert numbers("golden") == GOLDEN_NUMBERS
    assert "".join(KeyedNumbers("golden", "letters").shuffled("abcdefghij")) == GOLDEN_LETTERS


GOLDEN_NUMBERS = [516, 16, 277, 129, 504, 979, 779, 198]
GOLDEN_LETTERS = "gfjabecdih"


def test_streams_of_other_seeds_and_purposes_are_others() -> None:
    assert len({tuple(numbers(seed, purpose)) for seed in ("a", "b", "") for purpose in ("x", "y", "")}) == 9


@given(st.text(min_size=60, max_size=80), st.text(min_size=1))
def test_the_end_of_a_long_seed_counts(seed: str, end: str) -> None:
    assert numbers(seed) != numbers(seed + end)


@given(st.text(max_size=5), st.lists(st.integers(), max_size=12), st.integers(0, 14))
def test_shuffling_loses_and_repeats_nothing(seed: str, items: list[int], count: int) -> None:
    shuffled = KeyedNumbers(seed, "test").shuffled(items)
    assert Counter(shuffled) == Counter(items)
    assert KeyedNumbers(seed, "test").sample(items, count) == shuffled[:count]


@given(st.text(max_size=5), st.integers(1, 10**18))
def test_numbers_stay_below_their_bound(seed: str, bound: int) -> None:
    assert all(0 <= number < bound for number in numbers(seed, bound=bound))
