"""Which questions a round asks."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.drawing import Candidate, Pool
from tests.game.chance import is_even


def candidates(categories: str = "abcd", difficulties: int = 3, each: int = 10) -> list[Candidate]:
    """Unmet questions, `each` of them in every stratum: `a1-00`, `a1-01`, ..."""
    places = product(categories, range(1, difficulties + 1), range(each))
    return [Candidate(f"{category}{level}-{place:02}", category, level) for category, level, place in places]


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    """Any pool: strata of any size, any history."""
    rows = draw(
        st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 3), st.sampled_from([0, 0, 5, 6, 7])), max_size=40)
    )
    return [Candidate(f"q{place:02}", *row) for place, row in enumerate(rows)]


seeds = st.text(max_size=8)


def test_a_golden_draw() -> None:
    """The same on every machine and Python. When this fails, rounds drawn before can no longer be drawn again."""
    assert Pool(candidates()).draw("run on", 10, reserve=2) == GOLDEN_DRAW


def test_a_golden_draw_with_history() -> None:
    met = [row._replace(met_at_ms=1000 - place) for place, row in enumerate(candidates("xy", 2, 3)) if place % 3]
    unmet = [row for place, row in enumerate(candidates("xy", 2, 3)) if place % 3 == 0]
    assert Pool([*met, *unmet]).draw("런 온", 8) == GOLDEN_DRAW_WITH_HISTORY


GOLDEN_DRAW = (
    "b1-05",
    "d1-04",
    "a2-05",
    "c3-09",
    "d2-07",
    "b2-07",
    "a1-09",
    "c2-07",
    "d3-03",
    "a3-06",
    "b3-01",
    "c1-09",
)
GOLDEN_DRAW_WITH_HISTORY = ("x2-02", "x2-01", "x1-00", "y2-02", "y1-00", "y2-00", "y2-01", "x2-00")


@given(pools(), seeds, st.integers(1, 20), st.integers(0, 5), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(
    pool: list[Candidate], seed: str, count: int, reserve: int, dice: random.Random
) -> None:
    mixed = dice.sample(pool, len(pool))
    assert Pool(mixed).draw(seed, count, reserve) == Pool(pool).draw(seed, count, reserve)


@given(pools(), seeds, st.integers(1, 20), st.integers(0, 5))
def test_no_question_is_drawn_twice_and_as_many_as_there_are(
    pool: list[Candidate], seed: str, count: int, reserve: int
) -> None:
    drawn = Pool(pool).draw(seed, count, reserve)
    assert len(set(drawn)) == len(drawn) == min(count + reserve, len(pool))
    assert set(drawn) <= {row.uid for row in pool}


@given(seeds, st.integers(1, 60))
def test_a_large_stratum_can_be_drawn_to_the_last_question(seed: str, size: int) -> None:
    pool = candidates("a", difficulties=1, each=size)
    assert sorted(Pool(pool).draw(seed, size)) == [row.uid for row in pool]


@given(pools(), seeds, st.integers(1, 20), st.integers(0, 5))
def test_a_pool_can_be_drawn_from_again(pool: list[Candidate], seed: str, count: int, reserve: int) -> None:
    once = Pool(pool)
    assert once.draw(seed, count, reserve) == once.draw(seed, count, reserve)
    assert len(once) == len(pool)


@given(pools(), seeds, st.integers(1, 20))
def test_a_reserve_changes_nothing_of_the_round_itself(pool: list[Candidate], seed: str, count: int) -> None:
    assert Pool(pool).draw(seed, count, reserve=4)[:count] == Pool(pool).draw(seed, count)


@given(pools(), seeds, st.integers(1, 40))
def test_categories_are_balanced_within_one_until_used_up(pool: list[Candidate], seed: str, count: int) -> None:
    category_of = {row.uid: row.category for row in pool}
    drawn = Counter(category_of[uid] for uid in Pool(pool).draw(seed, count))
    most = max(drawn.values(), default=0)
    for category, size in Counter(category_of.values()).items():
        assert drawn[category] in (most, most - 1) or drawn[category] == size


@given(seeds, st.integers(1, 30))
def test_difficulties_of_a_category_take_turns(seed: str, count: int) -> None:
    drawn = Pool(candidates("a")).draw(seed, count)
    levels = Counter(uid[1] for uid in drawn)
    assert max(levels.values()) - min(levels[level] for level in "123") <= 1


@given(seeds)
def test_categories_begin_at_different_difficulties(seed: str) -> None:
    drawn = Pool(candidates("abc", difficulties=3)).draw(seed, 3)
    assert {uid[0] for uid in drawn} == {"a", "b", "c"}
    assert {uid[1] for uid in drawn} == {"1", "2", "3"}


@given(pools(), seeds, st.integers(1, 30))
def test_within_a_category_unmet_questions_come_first_then_those_met_longest_ago(
    pool: list[Candidate], seed: str, count: int
) -> None:
    drawn = set(Pool(pool).draw(seed, count))
    for category in {row.category for row in pool}:
        of_category = sorted(row.met_at_ms for row in pool if row.category == category)
        taken = sorted(row.met_at_ms for row in pool if row.category == category and row.uid in drawn)
        assert taken == of_category[: len(taken)]


def test_without_history_every_question_of_a_stratum_is_equally_likely() -> None:
    pool = Pool(candidates("a", difficulties=1, each=12))
    counts = Counter(uid for seed in range(3_000) for uid in pool.draw(f"seed {seed}", 3))
    assert len(counts) == 12
    assert is_even(counts.values())


def test_every_question_is_equally_likely_at_every_place_of_the_round() -> None:
    pool = Pool(candidates("ab", difficulties=2, each=2))
    firsts, lasts = Counter(), Counter()
    for seed in range(3_000):
        drawn = pool.draw(f"seed {seed}", 4)
        firsts[drawn[0]] += 1
        lasts[drawn[-1]] += 1
    assert len(firsts) == len(lasts) == 8
    assert is_even(firsts.values())
    assert is_even(lasts.values())


def test_other_seeds_draw_other_rounds() -> None:
    pool = Pool(candidates())
    assert len({pool.draw(f"seed {seed}", 10) for seed in range(200)}) == 200


@pytest.mark.parametrize(("count", "reserve", "got"), [(5, 0, 3), (3, 0, 3), (2, 5, 3), (1, 1, 2)])
def test_a_small_pool_gives_what_it_has(count: int, reserve: int, got: int) -> None:
    assert len(Pool(candidates("a", 1, 3)).draw("seed", count, reserve)) == got


def test_an_empty_pool_draws_nothing() -> None:
    assert Pool([]).draw("seed", 10, reserve=2) == ()
    assert len(Pool([])) == 0
