"""What the bank remembers and the screens show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.grading import Verdict
from quizapp.game.records import Board, BoardEntry, Player, PoolCounts, Run, rank_key
from quizapp.game.rules import RoundSettings
from quizapp.game.turns import Result
from tests.game.builders import an_info

RESULT = Result(2000, 2000, 0, 0, 2, 10, 2, lifelines=1, elapsed_ms=9_000)


def entry(finished_at_ms: int = 100, **changes: int) -> BoardEntry:
    return BoardEntry(1, 1, 1, "Mi-joo", replace(RESULT, **changes), finished_at_ms)


def test_a_board_is_ranked_by_points_then_lifelines_then_time_then_date() -> None:
    ranked = [
        entry(points=3000, lifelines=3, elapsed_ms=99_000),
        entry(lifelines=0, elapsed_ms=50_000),
        entry(elapsed_ms=8_000, finished_at_ms=900),
        entry(finished_at_ms=50),
        entry(),
        entry(points=1999, lifelines=0, elapsed_ms=1, finished_at_ms=1),
    ]
    mixed = [ranked[place] for place in (3, 0, 5, 1, 4, 2)]
    assert sorted(mixed, key=rank_key) == ranked


def test_boards_of_the_same_settings_are_the_same_whatever_the_order_of_categories() -> None:
    boards = [
        Board.of("sprint@1", an_info(), RoundSettings("pack", 16, categories))
        for categories in (("a", "b"), ("b", "a"))
    ]
    assert boards[0] == boards[1]


@pytest.mark.parametrize(
    ("rule_set", "version", "settings"),
    [
        ("sprint@2", "1", RoundSettings("pack", 16, ("a",))),
        ("sprint@1", "2", RoundSettings("pack", 16, ("a",))),
        ("sprint@1", "1", RoundSettings("pack", 15, ("a",))),
        ("sprint@1", "1", RoundSettings("pack", 16, ("b",))),
        ("sprint@1", "1", RoundSettings("pack", 16, ("a",), 3)),
    ],
)
def test_what_cannot_be_compared_has_another_board(rule_set: str, version: str, settings: RoundSettings) -> None:
    board = Board.of("sprint@1", an_info(version="1"), RoundSettings("pack", 16, ("a",)))
    assert Board.of(rule_set, an_info(version=version), settings) != board


def test_a_player_has_watched_nothing_of_a_pack_until_they_say_so() -> None:
    player = Player(1, "Mi-joo", spoiler_limits=(("run-on", 7),))
    assert player.spoiler_limit("run-on") == 7
    assert player.spoiler_limit("other") == 0


def run(*split_ms: int) -> Run:
    return Run(1, 0, 0, (Verdict.RIGHT,) * len(split_ms), split_ms)


@pytest.mark.parametrize(
    ("elapsed_ms", "progress"), [(0, 0), (500, 0.5), (1000, 1), (1500, 1.25), (2999, 1.9995), (3000, 2), (9999, 2)]
)
def test_a_run_is_followed_between_its_answers(elapsed_ms: int, progress: float) -> None:
    assert run(1000, 3000).progress(elapsed_ms) == pytest.approx(progress)


@given(st.lists(st.integers(0, 50), max_size=6), st.lists(st.integers(0, 400), min_size=1, max_size=20))
def test_progress_never_falls_nor_leaves_the_run(times: list[int], moments: list[int]) -> None:
    past = run(*(sum(times[: place + 1]) for place in range(len(times))))
    progress = [past.progress(moment) for moment in sorted(moments)]
    assert progress == sorted(progress)
    assert all(0 <= each <= len(times) for each in progress)


def test_a_category_without_questions_counts_0() -> None:
    counts = PoolCounts(10, 5, (("plot", 5),))
    assert (counts.of("plot"), counts.of("cast")) == (5, 0)
