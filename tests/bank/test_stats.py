"""Boards, runs and streaks: comparable rounds only, in the right order, the same on every machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.stats import day_streak
from quizapp.game.grading import Verdict
from quizapp.game.records import Board, PlayerRecord, Run, rank_key
from quizapp.game.turns import Action, Event, Result

from .builders import DAY_MS, INFO, START_MS, Clock, Game, board, pack, question, round_of, sql, uids

TODAY = date(2026, 11, 21)


@pytest.fixture(params=["UTC", "Asia/Seoul", "America/Los_Angeles"], autouse=True)
def time_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each promise holds in every time zone."""
    if not hasattr(time, "tzset"):
        yield
        return
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def finish(bank: Bank, game: Game, player_id: int) -> Callable[..., int]:
    """Finishes a round with a made-up result: points, lifelines, time and when it ended."""

    def finished(
        points: int = 0, lifelines: int = 0, elapsed_ms: int = 0, *, by: int = player_id, on: Board | None = None
    ) -> int:
        state = round_of(bank, uids(11))
        round_id = game.begin(by, state, on)
        result = Result(points, points, 0, 0, 0, 10, 0, lifelines, elapsed_ms)
        skip = Event(Action.SKIP, 0, 0)
        bank.rounds.record(round_id, 1, skip, None, at_ms=game.clock.forward(1), finished=result)
        return round_id

    return finished


# Boards


def test_a_board_is_sorted_by_points_then_lifelines_then_time_then_age(bank: Bank, finish: Callable[..., int]) -> None:
    best = finish(2_000, lifelines=3, elapsed_ms=90_000)
    by_time = finish(1_000, lifelines=1, elapsed_ms=70_000)
    by_lifelines = finish(1_000, lifelines=0, elapsed_ms=80_000)
    earlier = finish(500, lifelines=1, elapsed_ms=60_000)
    later = finish(500, lifelines=1, elapsed_ms=60_000)
    slow = finish(1_000, lifelines=1, elapsed_ms=80_000)

    entries = bank.stats.board(board())

    assert [entry.round_id for entry in entries] == [best, by_lifelines, by_time, slow, earlier, later]
    assert [entry.rank for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert list(entries) == sorted(entries, key=rank_key)


def test_rounds_that_are_equal_in_all_keep_the_order_in_which_they_were_begun(
    bank: Bank, finish: Callable[..., int]
) -> None:
    equal = [finish(500) for _ in range(3)]
    sql(bank.path, "UPDATE round SET finished_at_ms = 7")
    assert [entry.round_id for entry in bank.stats.board(board())] == equal
    assert [bank.stats.placing(round_id).entry.rank for round_id in equal] == [1, 2, 3]


def test_an_entry_tells_who_when_and_how(bank: Bank, game: Game, player_id: int) -> None:
    round_id = game.play(player_id, right=7, elapsed_ms=2_000)
    (entry,) = bank.stats.board(board())
    assert (entry.round_id, entry.rank, entry.player_id, entry.player_name) == (round_id, 1, player_id, "BlueBird")
    assert (entry.finished_at_ms, entry.pack_edited) == (game.clock(), False)
    assert entry.result == bank.rounds.load(round_id).round_.result()
    assert (entry.result.right, entry.result.asked, entry.result.elapsed_ms) == (7, 10, 20_000)


def test_rounds_on_an_edited_pack_are_marked(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    round_id = game.begin(player_id, state, pack_edited=True)
    for _ in range(10):
        state = game.answer(round_id, state)
    assert [entry.pack_edited for entry in bank.stats.board(board())] == [True]


BOARDS = (
    board(),
    board(rule_set="sprint@2"),
    board(pack_version="2026.10.1"),
    board(spoiler_limit=15),
    board(categories=("cast",)),
    board(categories=()),
    board(difficulty=1),
    board(difficulty=2),
    board(clock="x2"),
    board(clock="off"),
    board(variant="2026-11-21"),
    board(variant="challenge/abc"),
)


def test_only_comparable_rounds_share_a_board(bank: Bank, finish: Callable[..., int]) -> None:
    played = {each: finish(on=each) for each in BOARDS}
    for each, round_id in played.items():
        assert [entry.round_id for entry in bank.stats.board(each)] == [round_id]
        assert bank.stats.placing(round_id).board_size == 1


def test_the_boards_to_choose_from_are_those_with_finished_rounds_newest_first(
    bank: Bank, game: Game, player_id: int, finish: Callable[..., int]
) -> None:
    game.begin(player_id, round_of(bank, uids()), board(clock="x10"))
    for each in (*BOARDS, BOARDS[3]):
        finish(on=each)
    newest_first = [BOARDS[3], *reversed([each for each in BOARDS if each != BOARDS[3]])]
    assert list(bank.stats.boards()) == newest_first


def test_the_board_of_an_older_pack_version_stays(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    bank.packs.load(pack([question(1)], version="2027.1.1"), "digest 2")
    assert len(bank.stats.board(board(pack_version=INFO.version))) == 1
    assert bank.stats.board(board(pack_version="2027.1.1")) == ()


def test_unfinished_and_given_up_rounds_are_on_no_board(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    game.answer(game.begin(player_id, state), state)
    bank.rounds.abandon(game.begin(player_id, state), game.clock())
    assert bank.stats.board(board()) == ()
    assert bank.stats.boards() == ()


# Where a round stands


def test_a_placing_agrees_with_the_board(bank: Bank, finish: Callable[..., int]) -> None:
    for points, lifelines, elapsed_ms in [(5, 0, 9), (5, 0, 8), (5, 1, 1), (7, 9, 9), (0, 0, 0), (5, 0, 9)]:
        finish(points, lifelines, elapsed_ms)
    entries = bank.stats.board(board())
    for entry in entries:
        placing = bank.stats.placing(entry.round_id)
        assert (placing.entry, placing.board_size) == (entry, 6)


def test_the_best_run_before_is_the_players_own_on_the_same_board(bank: Bank, finish: Callable[..., int]) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    first = finish(100)
    finish(9_000, by=other)
    finish(8_000, on=board(clock="x2"))
    second = finish(50)
    third = finish(300)
    fourth = finish(200)

    def before(round_id: int) -> int | None:
        best = bank.stats.placing(round_id).best_before
        return best.round_id if best else None

    assert [before(round_id) for round_id in (first, second, third, fourth)] == [None, first, first, third]


def test_a_round_that_is_not_finished_has_no_place(bank: Bank, game: Game, player_id: int) -> None:
    with pytest.raises(LookupError):
        bank.stats.placing(game.begin(player_id, round_of(bank, uids())))


def test_the_last_entry_is_of_the_round_a_player_finished_last(
    bank: Bank, game: Game, finish: Callable[..., int], player_id: int
) -> None:
    assert bank.stats.last_entry(player_id) is None
    finish(9_000)
    last = finish(10, on=board(clock="x2"))
    finish(7_000, by=bank.players.add("Croquis", "run-on", 16).id)
    game.begin(player_id, round_of(bank, uids()))
    assert bank.stats.last_entry(player_id) == (board(clock="x2"), last)


def test_the_last_entry_stays_the_last_when_the_clock_was_set_back(
    bank: Bank, game: Game, finish: Callable[..., int], player_id: int
) -> None:
    game.clock.forward(400 * DAY_MS)
    finish(9_000)
    game.clock.ms -= 400 * DAY_MS
    last = finish(10, on=board(clock="x2"))
    assert bank.stats.last_entry(player_id) == (board(clock="x2"), last)


# A player's record


def test_a_player_without_rounds_has_no_record(bank: Bank, player_id: int) -> None:
    assert bank.stats.record(player_id, board(), TODAY) == PlayerRecord(None, None, 0)


def test_best_and_last_run_are_told_with_their_verdicts_and_splits(bank: Bank, game: Game, player_id: int) -> None:
    best = game.play(player_id, right=9, elapsed_ms=3_000)
    game.clock.forward(60_000)
    last = game.play(player_id, right=2, elapsed_ms=1_000)

    record = bank.stats.record(player_id, board(), TODAY)

    assert record.best == Run(
        best,
        START_MS,
        bank.rounds.load(best).round_.result().points,
        (*[Verdict.RIGHT] * 9, Verdict.WRONG),
        tuple(3_000 * number for number in range(1, 11)),
        right=9,
    )
    assert record.last
    assert (record.last.round_id, record.last.finished_at_ms) == (last, START_MS + 60_000)
    assert record.last.verdicts == (*[Verdict.RIGHT] * 2, *[Verdict.WRONG] * 8)


def test_the_time_of_a_skipped_question_counts_in_the_splits(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    state = state.show(0).hint(300)
    game.record(round_id, state)
    state = state.skip(700)
    game.record(round_id, state)
    for _ in range(10):
        state = game.answer(round_id, replace(state, shown_at_ms=None), elapsed_ms=1_000)
    best = bank.stats.record(player_id, board(), TODAY).best
    assert best
    assert best.split_ms == tuple(700 + 1_000 * number for number in range(1, 11))
    assert best.split_ms[-1] == state.result().elapsed_ms


def test_a_record_is_of_one_player_and_one_board(bank: Bank, finish: Callable[..., int], player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    finish(9_000, by=other)
    finish(8_000, on=board(clock="x2"))
    mine = finish(10)
    record = bank.stats.record(player_id, board(), TODAY)
    assert record.best
    assert record.last
    assert record.best.round_id == record.last.round_id == mine


# Days in a row


@pytest.mark.parametrize(
    ("days_ago", "streak"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),
        ([2], 0),
        ([0, 1, 2, 3], 4),
        ([1, 2, 3], 3),
        ([0, 0, 1, 1, 1, 2], 3),
        ([1, 1, 2], 2),
        ([0, 2, 3], 1),
        ([0, 1, 3, 4], 2),
        ([-1, 0, 1], 2),
    ],
)
def test_days_in_a_row_end_today_or_yesterday(days_ago: list[int], streak: int) -> None:
    assert day_streak([TODAY - timedelta(days=ago) for ago in days_ago], TODAY) == streak


def test_days_are_local_and_of_all_boards(bank: Bank, game: Game, clock: Clock, player_id: int) -> None:
    noon_ms = int(datetime(2026, 11, 21, 12).astimezone().timestamp() * 1000)
    for days_ago, hours, on in ((2, 11, board()), (1, -11, board(clock="x2")), (0, 11, board(spoiler_limit=1))):
        clock.ms = noon_ms - days_ago * DAY_MS + hours * 3_600_000
        game.play(player_id, on=on)
    assert bank.stats.record(player_id, board(), TODAY).day_streak == 3
    assert bank.stats.record(player_id, board(), TODAY + timedelta(days=1)).day_streak == 3
    assert bank.stats.record(player_id, board(), TODAY + timedelta(days=2)).day_streak == 0


# How often a question was met


def test_questions_met_are_counted_by_answer_and_player(bank: Bank, game: Game, player_id: int) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    game.play(other)
    game.play(player_id)
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    state = game.answer(round_id, state)
    state = state.skip(100)
    game.record(round_id, state)

    answered, skipped, *_, never = uids(12)
    met = bank.stats.times_met(player_id, [answered, skipped, never, "run-on/none"])
    assert met == {answered: 2, skipped: 1, never: 0, "run-on/none": 0}
    assert bank.stats.times_met(player_id, []) == {}


def test_the_clock_of_these_tests_stands_at_noon_of_their_day() -> None:
    assert datetime.fromtimestamp(START_MS / 1000, UTC) == datetime(2026, 11, 21, 12, tzinfo=UTC)
