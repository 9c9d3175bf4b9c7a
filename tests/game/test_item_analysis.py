"""The figures of the item analysis against published examples, a second computation and small histories by hand."""

from __future__ import annotations

import random
import statistics
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.game.draft import Draft
from quizapp.game.item_analysis import (
    Attempt,
    ItemStatistics,
    OptionCount,
    analyse,
    analyse_each,
    asks_same,
    correlation,
    has_fixed_length,
    wilson_interval,
)
from quizapp.game.question import Kind, Media
from quizapp.game.rules import NEWEST, ClockFactor, Mode, RoundSettings
from tests.game.builders import a_question


def an_attempt(player_id: int = 1, share: float = 1.0, elapsed_ms: int = 4000, **changes: object) -> Attempt:
    return Attempt("pack/1", 1, player_id, player_id, share, elapsed_ms)._replace(**changes)


def analysed(*attempts: Attempt) -> ItemStatistics:
    found = analyse(attempts)
    assert found is not None
    return found


# Published examples

# Newcombe, R. G. (1998), "Two-sided confidence intervals for the single proportion: comparison of seven methods",
# Statistics in Medicine 17, 857-872, table I, method 3: the score interval of Wilson, to four places.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("right", "count", "low", "high"), NEWCOMBE)
def test_the_interval_is_that_of_the_published_table(right: int, count: int, low: float, high: float) -> None:
    assert wilson_interval(right / count, count) == pytest.approx((low, high), abs=0.00005)


# Computed once with scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson") of SciPy 1.17.1.
SCIPY_WILSON = [
    (81, 263, 0.2552885198782742, 0.36620957698280004),
    (1, 29, 0.006113214292762667, 0.17175521879320282),
    (29, 29, 0.8830302015002592, 1.0),
    (20, 20, 0.8388748419471808, 1.0),
]


@pytest.mark.parametrize(("right", "count", "low", "high"), SCIPY_WILSON)
def test_the_interval_is_that_of_scipy(right: int, count: int, low: float, high: float) -> None:
    assert wilson_interval(right / count, count) == pytest.approx((low, high), abs=1e-12)


# Five questions of the Law School Admission Test answered by 1000 people: how many gave each pattern of right (1) and
# wrong (0), 00000, 00001, 00010 and so on. Bock, R. D. and Lieberman, M. (1970), "Fitting a response model for n
# dichotomously scored items", Psychometrika 35, 179-197; the data set LSAT of the R package ltm.
LSAT_COUNTS = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip
LSAT = [pattern for pattern, count in zip(product((0, 1), repeat=5), LSAT_COUNTS, strict=True) for _ in range(count)]
# Share right, as published; point-biserial correlation with the rest, as ltm's descript(LSAT) prints it ("Excluded")
# to four places; the same from scipy.stats.pointbiserialr of SciPy 1.17.1.
LSAT_FIGURES = [
    (0.924, 0.1128, 0.11283268892234173),
    (0.709, 0.1532, 0.1531781201165295),
    (0.553, 0.1728, 0.17277894329109056),
    (0.763, 0.1444, 0.14442809524709366),
    (0.870, 0.1216, 0.12159640254709635),
]


@pytest.mark.parametrize("item", range(5))
def test_facility_and_discrimination_of_a_published_test(item: int) -> None:
    attempts = [
        an_attempt(person, pattern[item], round_length=5, round_share=sum(pattern))
        for person, pattern in enumerate(LSAT)
    ]
    facility, published, scipy = LSAT_FIGURES[item]
    found = analysed(*attempts)
    assert (found.asked, found.rounds) == (1000, 1000)
    assert found.facility == pytest.approx(facility, abs=1e-12)
    assert found.discrimination == pytest.approx(published, abs=0.00005)
    assert found.discrimination == pytest.approx(scipy, abs=1e-12)


def test_the_discrimination_of_partly_right_answers_is_that_of_scipy() -> None:
    # scipy.stats.pearsonr of SciPy 1.17.1
    own = (1, 0.5, 0, 1, 0.25, 1, 0, 0.75)
    rest = (0.8, 0.6, 0.3, 0.9, 0.5, 0.7, 0.4, 0.5)
    assert correlation(list(zip(own, rest, strict=True))) == pytest.approx(0.8929965661805812, abs=1e-12)


# By hand


def test_a_small_history_by_hand() -> None:
    """Four players in rounds of five; of the other four questions they gave 3, 2, 1 and 2 right.

    Mean share 2.5/4. Deviations of the item 3/8, 3/8, -5/8, -1/8; of the rest (in quarters) 1, 0, -1, 0. Products
    sum to 3/8 + 5/8 = 1; squares to (9 + 9 + 25 + 1)/64 = 11/16 and 2. So r = 1 / sqrt(11/16 * 2) = 0.8528.
    """
    found = analysed(
        an_attempt(1, 1, 3000, offered=(0, 2, 3, 4), chosen=(0,), round_length=5, round_share=4),
        an_attempt(2, 1, 5000, offered=(0, 1, 3, 4), chosen=(0,), round_length=5, round_share=3),
        an_attempt(3, 0, 4000, offered=(0, 1, 2, 3), chosen=(3,), round_length=5, round_share=1),
        an_attempt(4, 0.5, 9000, offered=(0, 1, 2, 4), chosen=(), round_length=5, round_share=2.5),
    )
    assert (found.asked, found.rounds, found.facility, found.median_ms) == (4, 4, 0.625, 4500)
    assert found.discrimination == pytest.approx((1 / (11 / 16 * 2) ** 0.5), abs=1e-12)
    assert found.options == {
        0: OptionCount(4, 2), 1: OptionCount(3, 0), 2: OptionCount(3, 0), 3: OptionCount(3, 1), 4: OptionCount(3, 0)
    }  # fmt: skip
    assert found.shares == {0: 0.5, 1: 0, 2: 0, 3: pytest.approx(1 / 3), 4: 0}


def test_only_the_first_attempt_of_each_player_counts() -> None:
    later = an_attempt(1, 1, 100, number=9, chosen=(0,), offered=(0, 1))
    first = an_attempt(1, 0, 7000, number=2, chosen=(1,), offered=(0, 1))
    for attempts in ((later, first), (first, later)):
        found = analysed(*attempts)
        assert (found.asked, found.facility, found.median_ms) == (1, 0, 7000)
        assert found.options == {0: OptionCount(1, 0), 1: OptionCount(1, 1)}


def test_a_mended_question_starts_anew() -> None:
    attempts = [
        an_attempt(1, 0),
        an_attempt(1, 1, revision=2, number=5),
        an_attempt(2, 1, revision=2, number=6),
        an_attempt(2, 0, uid="pack/2", number=7),
    ]
    assert [(key, found.asked, found.facility) for key, found in analyse_each(attempts)] == [
        (("pack/1", 1), 1, 0),
        (("pack/1", 2), 2, 1),
        (("pack/2", 1), 1, 0),
    ]


def test_plain_tuples_do_as_well() -> None:
    plain = [("pack/1", 1, 1, 1, 1.0, 4000, (0, 1), (0,), 10, 7.0)]
    [(_, found)] = analyse_each(plain)  # pyright: ignore[reportArgumentType]
    assert found == analysed(an_attempt(1, offered=(0, 1), chosen=(0,), round_length=10, round_share=7.0))


def test_without_attempts_there_is_nothing_to_say() -> None:
    assert analyse([]) is None
    assert list(analyse_each([])) == []


# The discrimination, and which rounds it is from


def test_short_and_open_rounds_count_for_the_facility_alone() -> None:
    in_round = [an_attempt(player, player % 2, round_length=5, round_share=player % 2 + player) for player in range(4)]
    short = [an_attempt(player, 1, round_length=4, round_share=player % 3) for player in range(4, 8)]
    open_end = [an_attempt(player, 1) for player in range(8, 12)]
    found = analysed(*in_round, *short, *open_end)
    assert (found.asked, found.rounds) == (12, 4)
    assert found.discrimination == analysed(*in_round).discrimination


def test_rounds_of_different_length_are_compared_by_the_share_of_their_rest() -> None:
    half_of_the_rest = [
        an_attempt(1, 1, round_length=5, round_share=3),
        an_attempt(2, 0, round_length=11, round_share=5),
    ]
    assert analysed(*half_of_the_rest).discrimination is None


@pytest.mark.parametrize(
    "scores",
    [[], [(1.0, 0.5)], [(1.0, 0.5)] * 9, [(1.0, 0.1), (1.0, 0.9)], [(0.0, 0.5), (1.0, 0.5)],
     [(0.0, 0.1 + 0.2), (1.0, 0.3)]],
)  # fmt: skip
def test_there_is_no_discrimination_without_variance(scores: list[tuple[float, float]]) -> None:
    assert correlation(scores) is None


def test_the_extremes_stay_within_one() -> None:
    rising = [(place / 7, place / 3) for place in range(30)]
    assert correlation(rising) == pytest.approx(1)
    assert correlation([(own, -rest) for own, rest in rising]) == pytest.approx(-1)
    assert all(abs(correlation([(0.1, 0.1 * k), (0.3, 0.3 * k)]) or 0) <= 1 for k in range(1, 50))


# thirds and quarters, as questions with several keys give them
shares = st.integers(0, 12).map(lambda twelfths: twelfths / 12)


@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=40))
def test_a_second_computation_gives_the_same_correlation(scores: list[tuple[float, float]]) -> None:
    own, rest = zip(*scores, strict=True)
    assume(len(set(own)) > 1 and len(set(rest)) > 1)
    assert correlation(scores) == pytest.approx(statistics.correlation(own, rest), abs=1e-9)


@given(st.integers(0, 2**32))
def test_leaving_the_item_out_is_guilfords_formula(seed: int) -> None:
    """r with the rest = (r s - s_i) / sqrt(s^2 + s_i^2 - 2 r s s_i), from r with the total and both deviations."""
    chance = random.Random(seed)
    rounds = [[float(chance.random() < 0.6) for _ in range(10)] for _ in range(30)]
    own, totals = [scores[0] for scores in rounds], [sum(scores) for scores in rounds]
    assume(len(set(own)) > 1 and len({sum(scores[1:]) for scores in rounds}) > 1)
    with_total, deviation, own_deviation = (
        statistics.correlation(own, totals), statistics.pstdev(totals), statistics.pstdev(own)
    )  # fmt: skip
    formula = (with_total * deviation - own_deviation) / (
        deviation**2 + own_deviation**2 - 2 * with_total * deviation * own_deviation
    ) ** 0.5
    attempts = [
        an_attempt(player, scores[0], round_length=10, round_share=sum(scores)) for player, scores in enumerate(rounds)
    ]
    assert analysed(*attempts).discrimination == pytest.approx(formula, abs=1e-9)


@given(st.lists(shares, min_size=1, max_size=50))
def test_the_interval_holds_the_facility_and_stays_in_range(given_shares: list[float]) -> None:
    found = analysed(*(an_attempt(player, share) for player, share in enumerate(given_shares)))
    low, high = found.facility_interval
    assert 0 <= low <= found.facility + 1e-12
    assert found.facility - 1e-12 <= high <= 1
    assert found.facility == pytest.approx(statistics.fmean(given_shares))


@given(st.lists(st.tuples(st.integers(1, 6), shares, st.integers(0, 10**6)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_attempts_changes_nothing(answers: list[tuple[int, float, int]], chance: random.Random) -> None:
    attempts = [
        an_attempt(player, share, elapsed_ms, number=number, offered=(0, number % 3), chosen=(number % 3,))
        for number, (player, share, elapsed_ms) in enumerate(answers)
    ]
    mixed = chance.sample(attempts, len(attempts))
    assert analysed(*mixed) == analysed(*attempts)


# Which rounds have a fixed length


@pytest.mark.parametrize("far", [3, 255, 256, 70_000])
def test_options_are_counted_wherever_they_stand(far: int) -> None:
    told = analysed(
        an_attempt(1, offered=(0, far), chosen=(far,)),
        an_attempt(2, offered=(0, 1, far), chosen=(0, far)),
        an_attempt(2, offered=(0, 1), chosen=(1,))._replace(number=9),
    )
    assert told.options == {0: OptionCount(2, 1), 1: OptionCount(1, 0), far: OptionCount(2, 2)}


def test_rounds_of_fixed_length_are_known_by_their_rules() -> None:
    plain = RoundSettings("pack", 16, ("plot",))
    fixed = {mode for mode, rules in NEWEST.items() if has_fixed_length(rules.for_settings(plain))}
    assert fixed == {Mode.SPRINT, Mode.DAILY, Mode.RELAY, Mode.CUSTOM}
    without_clock = RoundSettings("pack", 16, ("plot",), mode=Mode.DASH, clock=ClockFactor.OFF)
    assert has_fixed_length(NEWEST[Mode.DASH].for_settings(without_clock))


# What asks the same


def test_numbers_hold_for_what_asks_the_same() -> None:
    draft = Draft.of(a_question(Kind.SINGLE_CHOICE))
    first = draft.distractors[0]
    same: list[dict[str, Any]] = [
        {"tags": ("new",)},
        {"sources": ()},
        {"hint": "Another."},
        {"explanation": "Another."},
        {"category": "cast"},
        {"difficulty": 3},
        {"episode": 4},
        {"distractors": (replace(first, episode=3, feedback="No."), *draft.distractors[1:])},
    ]
    other: list[dict[str, Any]] = [
        {"prompt": "Another?"},
        {"kind": "short_answer"},
        {"line": "A line on the card"},
        {"media": Media("media/x.png", "A track")},
        {"answers": (*draft.answers, "another")},
        {"distractors": draft.distractors[::-1]},
        {"distractors": (replace(first, text="Another"), *draft.distractors[1:])},
        {"keep_order": True},
        {"answer": True},
        {"pairs": (("a", "b"),)},
        {"extra": ("c",)},
        {"sequence": ("a", "b")},
    ]
    assert [changes for changes in same if not asks_same(draft, replace(draft, **changes))] == []
    assert [changes for changes in other if asks_same(draft, replace(draft, **changes))] == []
    named = {name for changes in (*same, *other) for name in changes}
    assert named | {"uid"} == set(Draft.__dataclass_fields__), "every field is one or the other"
