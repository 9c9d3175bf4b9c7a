"""The figures of a player, each recomputed by hand from a few rounds, and what holds for any rounds at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

import pytest
from fsrs import Card as FsrsCard
from fsrs import Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.played_days import (
    calendar,
    day_start_ms,
    day_streaks,
    days_played,
    local_day,
    period_start,
)
from quizapp.game.player_statistics import (
    GROUPS,
    QuestionCount,
    RelayTurn,
    RoundCount,
    Tally,
    Totals,
    in_order,
    moving_accuracy,
    moving_ms,
    relay_rounds,
)
from quizapp.game.training_forecast import CardFigures, forecast, recall

TODAY = date(2026, 11, 21)
DAY_MS = 86_400_000


@pytest.fixture(params=["UTC", "Asia/Seoul", "America/Los_Angeles", "Asia/Kathmandu"])
def time_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is said of days holds in every time zone."""
    if not hasattr(time, "tzset"):
        yield
        return
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def a_round(number: int, right: int, answered: int, elapsed_ms: int = 10_000, streak: int = 1) -> RoundCount:
    return RoundCount(number, number * 1_000, "sprint@2", right, answered, streak, elapsed_ms)


def count(uid: str, answered: int, right: int, elapsed_ms: int = 1_000, category: str = "plot") -> QuestionCount:
    return QuestionCount(uid, category, 3, "single_choice", 2, answered, right, elapsed_ms)


# Rounds


def test_accuracy_and_time_are_over_all_answers_not_over_rounds() -> None:
    totals = Totals().with_rounds([a_round(1, 1, 2, 4_000), a_round(2, 8, 10, 50_000)])
    assert totals.accuracy == 9 / 12
    assert totals.mean_ms == 54_000 / 12


def test_without_answers_there_is_no_accuracy_and_no_time() -> None:
    assert Totals().accuracy is None
    assert Totals().mean_ms is None


def test_the_best_streak_is_the_longest_and_none_where_nothing_was_right() -> None:
    longest = a_round(2, 5, 10, streak=5)
    assert Totals().with_rounds([a_round(1, 3, 10, streak=3), longest]).best == longest
    assert Totals(best=longest).with_rounds([a_round(3, 4, 10, streak=4)]).best == longest
    assert Totals().with_rounds([a_round(1, 0, 10, streak=0)]).best is None


def test_a_moving_average_weighs_each_round_by_its_answers() -> None:
    rounds = [a_round(1, 1, 1), a_round(2, 0, 9), a_round(3, 5, 10)]
    assert moving_accuracy(rounds, 2) == [1.0, 1 / 10, 5 / 19]


def test_a_round_without_answers_leaves_the_average_of_the_others() -> None:
    assert moving_accuracy([a_round(1, 0, 0), a_round(2, 3, 4), a_round(3, 0, 0)], 2) == [None, 3 / 4, 3 / 4]


def test_the_moving_time_is_that_of_one_answer() -> None:
    assert moving_ms([a_round(1, 1, 2, 8_000), a_round(2, 1, 8, 12_000)], 7) == [4_000, 2_000]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=60), st.integers(1, 30))
def test_a_moving_average_is_what_the_last_rounds_give_when_they_are_added_anew(
    pairs: list[tuple[int, int]], window: int
) -> None:
    rounds = [a_round(number, min(pair), max(pair)) for number, pair in enumerate(pairs)]
    for place, found in enumerate(moving_accuracy(rounds, window)):
        last = rounds[max(0, place - window + 1) : place + 1]
        answered = sum(each.answered for each in last)
        assert found == (sum(each.right for each in last) / answered if answered else None)


def test_rounds_stay_in_the_order_in_which_they_were_begun_when_the_clock_ran_backwards() -> None:
    first, second = a_round(1, 1, 1)._replace(finished_at_ms=9_000_000), a_round(2, 1, 1)
    assert in_order([second, first]) == [first, second]


def test_a_relay_is_told_by_the_turns_of_one_runner() -> None:
    verdicts = ["right", "slip", "wrong", "right", "partly"]
    turns = [RelayTurn(5, 77, "relay@1", verdict, 2_000) for verdict in verdicts]
    other = RelayTurn(6, 99, "relay@1", "timed_out", 9_000)

    assert relay_rounds([*turns, other]) == [
        RoundCount(5, 77, "relay@1", right=3, answered=5, best_streak=2, elapsed_ms=10_000),
        RoundCount(6, 99, "relay@1", right=0, answered=1, best_streak=0, elapsed_ms=9_000),
    ]


# Questions


def test_answers_are_counted_by_what_questions_have_in_common() -> None:
    tally = Tally()
    tally.add([count("a", 2, 1, 4_000), count("b", 3, 3, 6_000, "cast")])
    tally.add([count("c", 1, 0, 5_000)])

    plot, cast = tally.groups["category"]["plot"], tally.groups["category"]["cast"]
    assert (plot.answered, plot.right, plot.accuracy, plot.mean_ms) == (3, 1, 1 / 3, 3_000)
    assert (cast.answered, cast.accuracy, cast.mean_ms) == (3, 1.0, 2_000)
    assert tally.groups["episode"][3].answered == tally.groups["difficulty"][2].answered == 6
    assert tally.groups["kind"]["single_choice"].right == 4


def test_hardest_and_easiest_are_by_share_then_by_answers_and_leave_out_what_was_asked_once() -> None:
    tally = Tally()
    tally.add(
        [count("often", 10, 2), count("seldom", 5, 1), count("half", 4, 2), count("all", 3, 3), count("once", 1, 0)]
    )

    assert [each.uid for each in tally.hardest(5)] == ["often", "seldom", "half"]
    assert [each.uid for each in tally.easiest(2)] == ["all", "half"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 9), st.integers(0, 9)), max_size=40))
def test_the_order_and_the_size_of_steps_make_no_difference(rows: list[tuple[str, int, int]]) -> None:
    counts = [count(uid, answered, min(right, answered), category=uid) for uid, answered, right in rows]
    whole, steps = Tally(), Tally()
    whole.add(counts)
    for each in reversed(counts):
        steps.add([each])
    assert whole.questions == steps.questions
    assert all(whole.groups[group] == steps.groups[group] for group in GROUPS)
    assert whole.hardest(3) == steps.hardest(3)


# Days


def test_days_in_a_row_end_today_or_yesterday() -> None:
    days = [TODAY - timedelta(days=back) for back in (0, 1, 2, 5, 6, 7, 8)]
    assert day_streaks(days, TODAY) == (3, 4)
    assert day_streaks(days[1:], TODAY) == (2, 4)
    assert day_streaks(days[2:], TODAY) == (0, 4)
    assert day_streaks([], TODAY) == (0, 0)


def test_a_day_still_to_come_makes_and_breaks_no_row() -> None:
    days = [TODAY + timedelta(days=400), TODAY + timedelta(days=1), TODAY, TODAY - timedelta(days=1)]
    assert day_streaks(days, TODAY) == (2, 2)


@given(st.sets(st.integers(0, 60)))
def test_no_row_is_longer_than_the_longest(back: set[int]) -> None:
    days = {TODAY - timedelta(days=each) for each in back}
    current, longest = day_streaks(days, TODAY)
    played = [TODAY - timedelta(days=60 - place) in days for place in range(61)]
    runs = list(accumulate(played, lambda run, is_played: (run + 1) * is_played, initial=0))
    assert longest == max(runs)
    assert current == (runs[-1] or runs[-2])


@pytest.mark.usefixtures("time_zone")
def test_rounds_are_counted_on_local_days() -> None:
    begin = day_start_ms(TODAY)
    moments = [(begin - 1, 1), (begin, 2), (begin + DAY_MS - 1, 3), (begin + 3 * DAY_MS, 9), (10**18, 1)]
    assert days_played(moments, TODAY) == {TODAY - timedelta(days=1): 1, TODAY: 5}


@pytest.mark.usefixtures("time_zone")
@given(st.lists(st.integers(-(10**12), 2 * 10**12), max_size=30))
def test_every_moment_is_counted_on_the_day_the_calendar_has_for_it(moments: list[int]) -> None:
    found = days_played(((at_ms, 1) for at_ms in moments), date.max - timedelta(days=2))
    expected: dict[date, int] = {}
    for at_ms in moments:
        day = local_day(at_ms)
        assert day is not None
        expected[day] = expected.get(day, 0) + 1
    assert found == expected


def test_a_period_of_seven_days_has_today_as_the_last() -> None:
    assert period_start(TODAY, 7) == date(2026, 11, 15)


def test_the_calendar_begins_with_a_monday_and_ends_today() -> None:
    days = calendar({TODAY: 4}, TODAY, weeks=2)
    assert days[0] == (date(2026, 11, 9), 0)
    assert days[-1] == (TODAY, 4)
    assert len(days) == 13


# Training


@pytest.mark.usefixtures("time_zone")
def test_what_is_due_stands_on_its_day_and_what_is_overdue_on_today() -> None:
    now_ms = day_start_ms(TODAY) + 12 * 3_600_000
    dues = [now_ms - 9 * DAY_MS, day_start_ms(TODAY) + DAY_MS - 1, day_start_ms(TODAY + timedelta(days=1)), 2**43]
    training = forecast([CardFigures(due, 5.0, now_ms) for due in dues], now_ms, TODAY, days=3)

    assert training.due == ((TODAY, 2), (date(2026, 11, 22), 1), (date(2026, 11, 23), 0))
    assert training.later == 1
    assert training.cards == 4
    assert training.known == 1.0


def test_nine_of_ten_are_known_after_as_many_days_as_the_stability_says() -> None:
    assert recall(7.5, 7.5) == pytest.approx(0.9)
    assert recall(7.5, 0) == 1.0
    assert recall(7.5, -3) == 1.0


@pytest.mark.parametrize(("stability", "days"), [(0.5, 3), (3.2, 1), (12.0, 40), (100.0, 365)])
def test_recall_is_that_of_the_library_that_schedules(stability: float, days: int) -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    card = FsrsCard(1, State.Review, None, stability, 5.0, then, then)
    expected = Scheduler().get_card_retrievability(card, then + timedelta(days=days))
    assert recall(stability, days) == pytest.approx(expected)


def test_retention_is_what_was_right_in_training() -> None:
    empty = forecast([], 0, TODAY)
    assert (empty.known, empty.retention, empty.cards) == (None, None, 0)
