"""Which questions a round asks."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.drawing import SKIP_MAX, Candidate, Deck, Pool, skips_of
from tests.game.chance import is_even


def candidates(categories: str = "abcd", difficulties: int = 3, each: int = 10) -> list[Candidate]:
    """Unmet questions, `each` of them in every stratum: `a1-00`, `a1-01`, ..."""
    places = product(categories, range(1, difficulties + 1), range(each))
    return [Candidate(f"{category}{level}-{place:02}", category, level) for category, level, place in places]


def unmet(rows: Iterable[Candidate]) -> list[Candidate]:
    """The same questions, seen by a player who has met none."""
    return [row._replace(met_at_ms=0) for row in rows]


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    """Any pool: strata of any size, any history."""
    rows = draw(
        st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 3), st.sampled_from([0, 0, 5, 6, 7])), max_size=40)
    )
    return [Candidate(f"q{place:02}", *row) for place, row in enumerate(rows)]


seeds = st.text(max_size=8)


def test_a_golden_draw() -> None:
    """The same on every machine and Python. When this fails, challenge codes given out before ask something else."""
    assert Pool(candidates()).deck("run on").deal(12) == GOLDEN_DRAW


def test_a_golden_draw_with_history() -> None:
    rows = candidates("xy", 2, 3)
    met = [row._replace(met_at_ms=1000 - place if place % 3 else 0) for place, row in enumerate(rows)]
    assert Pool(met).deck("런 온").deal(8) == GOLDEN_DRAW_WITH_HISTORY


GOLDEN_DRAW = (
    "b1-05",
    "c2-07",
    "a3-06",
    "d1-04",
    "c3-09",
    "b2-07",
    "a1-09",
    "d2-07",
    "b3-01",
    "c1-09",
    "d3-03",
    "a2-05",
)
GOLDEN_DRAW_WITH_HISTORY = ("x2-00", "y1-00", "x1-00", "y2-00", "x2-02", "y2-02", "x2-01", "y2-01")

# What is dealt


@given(pools(), seeds, st.integers(0, 20), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(
    rows: list[Candidate], seed: str, count: int, dice: random.Random
) -> None:
    mixed = dice.sample(rows, len(rows))
    assert Pool(mixed).deck(seed).deal(count) == Pool(rows).deck(seed).deal(count)


@given(pools(), seeds, st.integers(0, 50), st.booleans())
def test_no_question_is_dealt_twice_and_as_many_as_there_are(
    rows: list[Candidate], seed: str, count: int, with_history: bool
) -> None:
    dealt = Pool(rows).deck(seed, with_history=with_history).deal(count)
    assert len(set(dealt)) == len(dealt) == min(count, len(rows))
    assert set(dealt) <= {row.uid for row in rows}


@given(seeds, st.integers(1, 60))
def test_a_large_stratum_is_dealt_to_the_last_question(seed: str, size: int) -> None:
    rows = candidates("a", difficulties=1, each=size)
    assert sorted(Pool(rows).deck(seed).deal(size)) == [row.uid for row in rows]


@given(pools(), seeds, st.integers(0, 20))
def test_decks_of_one_pool_do_not_touch_each_other(rows: list[Candidate], seed: str, count: int) -> None:
    pool = Pool(rows)
    first = pool.deck(seed).deal(count)
    pool.deck(seed).exclude(first)
    assert pool.deck(seed).deal(count) == first
    assert len(pool) == len(rows)


@given(pools(), seeds, st.integers(0, 20), st.integers(0, 20))
def test_dealing_in_parts_is_the_same_as_dealing_at_once(
    rows: list[Candidate], seed: str, first: int, then: int
) -> None:
    pool = Pool(rows)
    deck = pool.deck(seed)
    assert deck.deal(first) + deck.deal(then) == pool.deck(seed).deal(first + then)


def test_other_seeds_deal_other_rounds() -> None:
    pool = Pool(candidates())
    assert len({pool.deck(f"seed {seed}").deal(10) for seed in range(200)}) == 200


@pytest.mark.parametrize(("count", "got"), [(5, 3), (3, 3), (2, 2), (0, 0)])
def test_a_small_pool_gives_what_it_has(count: int, got: int) -> None:
    assert len(Pool(candidates("a", 1, 3)).deck("seed").deal(count)) == got


def test_an_empty_pool_deals_nothing() -> None:
    deck = Pool([]).deck("seed")
    deck.put_aside(["of another pack"])
    deck.exclude(["of another pack"])
    assert deck.deal(10) == ()
    assert deck.next() is None
    assert len(Pool([])) == 0


# Balance


def assert_balanced(rows: list[Candidate], dealt: Iterable[str]) -> None:
    """No two categories differ by more than one, unless the smaller is used up."""
    category_of = {row.uid: row.category for row in rows}
    counts = Counter(category_of[uid] for uid in dealt)
    most = max(counts.values(), default=0)
    for category, size in Counter(category_of.values()).items():
        assert counts[category] in (most, most - 1) or counts[category] == size


@given(pools(), seeds, st.integers(0, 40), st.booleans())
def test_categories_are_balanced_within_one_until_used_up(
    rows: list[Candidate], seed: str, count: int, with_history: bool
) -> None:
    assert_balanced(rows, Pool(rows).deck(seed, with_history=with_history).deal(count))


@given(seeds, st.integers(1, 30))
def test_difficulties_of_a_category_take_turns(seed: str, count: int) -> None:
    levels = Counter(uid[1] for uid in Pool(candidates("a")).deck(seed).deal(count))
    assert max(levels.values()) - min(levels[level] for level in "123") <= 1


@given(seeds, st.integers(1, 12), st.sets(st.integers(0, 29), max_size=15))
def test_difficulties_take_turns_as_long_as_each_has_something_new(seed: str, count: int, met: set[int]) -> None:
    rows = [row._replace(met_at_ms=place in met) for place, row in enumerate(candidates("a"))]
    fewest = min(Counter(row.difficulty for row in rows if not row.met_at_ms).values(), default=0)
    levels = Counter(uid[1] for uid in Pool(rows).deck(seed).deal(min(count, 3 * fewest)))
    assert len(set(levels.values())) <= 2
    assert max(levels.values(), default=0) - min(levels[level] for level in "123") <= 1


@given(seeds)
def test_categories_begin_at_different_difficulties(seed: str) -> None:
    dealt = Pool(candidates("abc")).deck(seed).deal(3)
    assert {uid[0] for uid in dealt} == {"a", "b", "c"}
    assert {uid[1] for uid in dealt} == {"1", "2", "3"}


@given(pools(), seeds, st.integers(1, 30))
def test_within_a_category_unmet_questions_come_first_then_those_met_longest_ago(
    rows: list[Candidate], seed: str, count: int
) -> None:
    met_at_ms = {row.uid: row.met_at_ms for row in rows}
    dealt = Pool(rows).deck(seed).deal(count)
    for category in {row.category for row in rows}:
        of_category = {row.uid for row in rows if row.category == category}
        taken = [met_at_ms[uid] for uid in dealt if uid in of_category]
        assert taken == sorted(met_at_ms[uid] for uid in of_category)[: len(taken)]


@given(pools(), seeds)
def test_without_history_nobody_is_dealt_anything_else(rows: list[Candidate], seed: str) -> None:
    size = len(rows)
    assert Pool(rows).deck(seed, with_history=False).deal(size) == Pool(unmet(rows)).deck(seed).deal(size)


# Chance


def counts_by_place(pool: Pool, deals: int, of_deal: Callable[[Deck], tuple[str, ...]]) -> list[Counter[str]]:
    """How often each question came at each place, over many seeds."""
    rounds = [of_deal(pool.deck(f"seed {seed}")) for seed in range(deals)]
    return [Counter(place) for place in zip(*rounds, strict=True)]


def test_without_history_every_question_of_a_stratum_is_equally_likely_at_every_place() -> None:
    pool = Pool(candidates("a", difficulties=1, each=12))
    for counts in counts_by_place(pool, 3_000, lambda deck: deck.deal(4)):
        assert len(counts) == 12
        assert is_even(counts.values())


def test_strata_of_equal_size_are_equally_likely_at_every_place_of_the_round() -> None:
    pool = Pool(candidates("abc", difficulties=3, each=1))
    for counts in counts_by_place(pool, 3_000, lambda deck: deck.deal(7)):
        assert len(counts) == 9
        assert is_even(counts.values())


def test_within_a_stratum_a_larger_neighbour_changes_no_chances() -> None:
    pool = Pool([*candidates("a", difficulties=2, each=4), *candidates("b", difficulties=1, each=9)])
    rounds = [pool.deck(f"seed {seed}").deal(6) for seed in range(3_000)]
    for stratum in ("a1", "a2", "b1"):
        counts = Counter(uid for dealt in rounds for uid in dealt if uid.startswith(stratum))
        assert is_even(counts.values())


def test_what_is_new_to_the_player_is_equally_likely_too() -> None:
    rows = [row._replace(met_at_ms=place % 2) for place, row in enumerate(candidates("a", difficulties=1, each=16))]
    for counts in counts_by_place(Pool(rows), 3_000, lambda deck: deck.deal(3)):
        assert len(counts) == 8
        assert is_even(counts.values())


# Going on with a round


@given(pools(), seeds, st.integers(0, 20), st.integers(0, 20))
def test_a_deck_goes_on_behind_what_it_has_dealt_before(
    rows: list[Candidate], seed: str, first: int, then: int
) -> None:
    pool = Pool(rows)
    dealt = pool.deck(seed).deal(first + then)
    deck = pool.deck(seed)
    deck.put_aside(dealt[:first])
    assert deck.deal(then) == dealt[first:]


@given(pools(), pools(), seeds, st.integers(0, 20))
def test_what_another_history_or_an_older_pack_dealt_is_never_dealt_again(
    old: list[Candidate], rows: list[Candidate], seed: str, count: int
) -> None:
    before = Pool(old).deck(seed).deal(count)
    deck = Pool(rows).deck(seed)
    deck.put_aside(before)
    assert set(deck.deal(len(rows))) == {row.uid for row in rows} - set(before)


@given(pools(), seeds, st.integers(0, 15), st.integers(0, 15), st.sets(st.integers(0, 39)))
def test_balance_outlives_a_change_of_history(
    rows: list[Candidate], seed: str, first: int, then: int, met: set[int]
) -> None:
    """Answering changes what a player has met; whose turn it is must not depend on it."""
    before = Pool(rows).deck(seed).deal(first)
    deck = Pool([row._replace(met_at_ms=9 if place in met else row.met_at_ms) for place, row in enumerate(rows)]).deck(
        seed
    )
    deck.put_aside(before)
    assert_balanced(rows, before + deck.deal(then))


@given(seeds, st.integers(0, 9), st.integers(0, 6))
def test_a_question_that_could_not_be_asked_does_not_upset_the_balance(seed: str, left_out: int, then: int) -> None:
    pool = Pool(candidates("ab"))
    dealt = pool.deck(seed).deal(10)
    asked = (*dealt[:left_out], *dealt[left_out + 1 :])
    deck = pool.deck(seed)
    deck.put_aside(asked)
    assert_balanced(candidates("ab"), asked + deck.deal(then))


def test_a_question_the_pool_does_not_know_takes_a_turn() -> None:
    pool = Pool(candidates("ab"))
    first, second = pool.deck("seed").deal(2)
    deck = pool.deck("seed")
    deck.put_aside(["of another pack"])
    assert deck.deal(1)[0][0] == second[0] != first[0]


@given(pools(), seeds, st.sets(st.integers(0, 39)), st.integers(0, 20))
def test_excluded_questions_are_never_dealt_and_take_no_turn(
    rows: list[Candidate], seed: str, places: set[int], count: int
) -> None:
    excluded = {row.uid for place, row in enumerate(rows) if place in places} | {"of another pack"}
    left = [row for row in rows if row.uid not in excluded]
    deck = Pool(rows).deck(seed)
    deck.exclude(excluded)
    deck.exclude(excluded)
    dealt = deck.deal(count)
    assert not excluded & set(dealt)
    assert len(dealt) == min(count, len(left))
    assert_balanced(left, dealt)


# Telling a round to a friend


@given(pools(), seeds, st.integers(0, 40))
def test_a_friend_without_history_is_dealt_the_same_questions(rows: list[Candidate], seed: str, count: int) -> None:
    pool = Pool(rows)
    dealt = pool.deck(seed).deal(count)
    skips = skips_of(pool, seed, dealt)
    assert skips is not None
    assert len(skips) == len(dealt)
    friend = Pool(unmet(rows)).deck(seed, with_history=False).follow(skips)
    assert friend.deal(len(dealt)) == dealt


@given(pools(), seeds, st.integers(0, 40))
def test_behind_the_last_skip_all_friends_go_on_alike(rows: list[Candidate], seed: str, count: int) -> None:
    pool = Pool(rows)
    dealt = pool.deck(seed).deal(count)
    skips = skips_of(pool, seed, dealt) or ()
    friend = pool.deck(seed).follow(skips)
    all_of_them = friend.deal(len(rows))
    assert skips_of(pool, seed, all_of_them) == (*skips, *[0] * (len(rows) - len(skips)))


@given(pools(), seeds, st.integers(0, 20), st.integers(0, 20))
def test_a_friend_can_leave_a_round_and_come_back(rows: list[Candidate], seed: str, first: int, then: int) -> None:
    pool = Pool(rows)
    dealt = pool.deck(seed).deal(first + then)
    deck = pool.deck(seed, with_history=False).follow(skips_of(pool, seed, dealt) or ())
    deck.put_aside(dealt[:first])
    assert deck.deal(then) == dealt[first:]


@given(pools(), seeds)
def test_without_history_nothing_is_passed_over(rows: list[Candidate], seed: str) -> None:
    pool = Pool(rows)
    dealt = pool.deck(seed, with_history=False).deal(len(rows))
    assert skips_of(pool, seed, dealt) == (0,) * len(rows)


def test_a_player_passes_over_few_questions_while_there_are_new_ones() -> None:
    """Skips make codes longer; half of the pool met is about one passed over for each question."""
    rows = [row._replace(met_at_ms=place % 2) for place, row in enumerate(candidates(each=50))]
    pool = Pool(rows)
    skips = [skips_of(pool, str(seed), pool.deck(str(seed)).deal(10)) or () for seed in range(50)]
    assert sum(map(sum, skips)) < 1.5 * sum(map(len, skips))


@given(pools(), seeds, st.lists(st.integers(0, 10_000), max_size=20))
def test_no_skips_break_a_deck(rows: list[Candidate], seed: str, skips: list[int]) -> None:
    dealt = Pool(rows).deck(seed).follow(skips).deal(len(rows))
    assert sorted(dealt) == sorted(row.uid for row in rows)


def test_skips_of_what_no_deck_has_dealt() -> None:
    pool = Pool(candidates("ab"))
    first, second, third = pool.deck("seed").deal(3)
    assert skips_of(pool, "seed", (first, second, third)) == (0, 0, 0)
    assert skips_of(pool, "seed", (second, first)) is None
    assert skips_of(pool, "seed", (first, second, first)) is None
    assert skips_of(pool, "seed", ("of another pack",)) is None
    assert skips_of(Pool([]), "seed", (first,)) is None


def test_more_skips_than_a_code_can_hold_are_none() -> None:
    rows = candidates("a", difficulties=2, each=SKIP_MAX)
    order = [Pool(rows[:SKIP_MAX]).deck("seed").deal(SKIP_MAX), Pool(rows[SKIP_MAX:]).deck("seed").deal(SKIP_MAX)]
    pool = Pool(rows)
    due = int(pool.deck("seed").deal(1)[0][1])
    assert skips_of(pool, "seed", order[due - 1][-1:]) == (SKIP_MAX - 1,)
    assert skips_of(pool, "seed", order[2 - due][:1]) == (SKIP_MAX,)
    assert skips_of(pool, "seed", order[2 - due][1:2]) is None
