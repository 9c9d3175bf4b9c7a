"""Accuracy first: no bonus ever outweighs a right answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.scoring import RIGHT_POINTS, Points, base_points, speed_bonus, streak_bonus
from tests.game.builders import a_question, a_round, some_rules

LENGTHS = range(1, 201)
LIMIT_MS = 30_000


@pytest.mark.parametrize("with_clock", [False, True])
def test_all_bonuses_of_a_perfect_round_are_below_one_right_answer(with_clock: bool) -> None:
    for length in LENGTHS:
        streaks = sum(streak_bonus(streak, length, with_clock=with_clock) for streak in range(1, length + 1))
        speeds = length * speed_bonus(0, LIMIT_MS, length) if with_clock else 0
        assert streaks + speeds < RIGHT_POINTS, f"a round of {length}"


@pytest.mark.parametrize("with_clock", [False, True])
def test_one_more_right_answer_without_bonus_beats_one_less_with_every_bonus(with_clock: bool) -> None:
    for length in LENGTHS:
        best_with_one_less = 0
        for right in range(1, length + 1):
            assert right * RIGHT_POINTS > best_with_one_less, f"{right} of {length}"
            speed = speed_bonus(0, LIMIT_MS, length) if with_clock else 0
            best_with_one_less += RIGHT_POINTS + streak_bonus(right, length, with_clock=with_clock) + speed


@pytest.mark.parametrize("with_clock", [False, True])
def test_the_streak_bonus_never_falls_with_the_streak(with_clock: bool) -> None:
    for length in LENGTHS:
        bonuses = [streak_bonus(streak, length, with_clock=with_clock) for streak in range(length + 1)]
        assert bonuses == sorted(bonuses)
        assert bonuses[:2] == [0, 0]


def test_a_perfect_sprint_earns_every_bonus_it_could() -> None:
    assert [streak_bonus(streak, 10, with_clock=False) for streak in range(1, 11)] == [
        0, 22, 44, 66, 88, 111, 133, 155, 177, 199,
    ]  # fmt: skip


@given(st.integers(1, 200), st.integers(1, 10**7), st.lists(st.integers(-(10**6), 10**8), min_size=2))
def test_the_speed_bonus_never_grows_with_time_nor_falls_below_half(
    length: int, limit_ms: int, times: list[int]
) -> None:
    most = speed_bonus(0, limit_ms, length)
    bonuses = [speed_bonus(elapsed_ms, limit_ms, length) for elapsed_ms in sorted(times)]
    assert bonuses == sorted(bonuses, reverse=True)
    assert all(most <= 2 * bonus and bonus <= most for bonus in bonuses)


@given(st.floats(0, 1))
def test_a_partly_right_answer_is_worth_its_share(share: float) -> None:
    points = base_points(share)
    assert 0 <= points <= RIGHT_POINTS
    assert abs(points - RIGHT_POINTS * share) <= 0.5


def test_points_are_the_sum_of_their_parts() -> None:
    assert Points(1000, 22, 30).total == 1052
    assert Points() == Points(0, 0, 0)
    assert Points().total == 0


@given(
    answers=st.lists(st.tuples(st.booleans(), st.integers(0, 60_000)), min_size=1, max_size=30),
    limit_ms=st.sampled_from([None, LIMIT_MS]),
)
def test_a_round_is_worth_its_right_answers_and_less_than_one_more(
    answers: list[tuple[bool, int]], limit_ms: int | None
) -> None:
    game = a_round(*[a_question()] * len(answers), rules=some_rules(len(answers), answer_limit_ms=limit_ms))
    for is_right, elapsed_ms in answers:
        game = game.show(0).answer([0 if is_right else 1], elapsed_ms).next_question(0)
    result = game.result()
    assert result.right == sum(is_right for is_right, _ in answers)
    assert result.base_points == result.right * RIGHT_POINTS
    assert result.base_points + result.streak_points + result.speed_points == result.points
    assert result.points < (result.right + 1) * RIGHT_POINTS
    assert limit_ms is not None or result.speed_points == 0
