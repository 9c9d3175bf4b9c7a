"""Boards of all modes: their order, what home shows of them, and that large banks answer by their indexes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from quizapp.bank.bank import Bank
from quizapp.bank.statistics import Selection
from quizapp.bank.tables import BOARD_COLUMNS
from quizapp.game.records import Board, rank_key
from quizapp.game.rules import DASH_1, MARATHON_1, NEWEST, RULE_SETS, SPRINT_1, SPRINT_2, Mode, RuleSet
from quizapp.game.turns import Action, Event, Result

from .builders import INFO, SETTINGS, Game, board, round_of, sql, uids

TODAY = date(2026, 11, 21)
Finish = Callable[..., int]


@pytest.fixture
def finish(bank: Bank, game: Game, player_id: int) -> Finish:
    """Finishes a round with a made-up result."""

    def finished(
        right: int = 0,
        points: int = 0,
        lifelines: int = 0,
        elapsed_ms: int = 0,
        *,
        rules: RuleSet = DASH_1,
        on: Board | None = None,
        by: int = player_id,
    ) -> int:
        chosen = replace(SETTINGS, mode=Mode(rules.mode))
        state = round_of(bank, uids(3), settings=chosen, rules=rules)
        round_id = game.begin(by, state, on or board(chosen, rules=rules))
        result = Result(points, points, 0, 0, right, 10, 0, lifelines, elapsed_ms)
        skip = Event(Action.SKIP, 0, 0)
        bank.rounds.record(round_id, 1, skip, None, at_ms=game.clock.forward(1), finished=result)
        return round_id

    return finished


# The order


def test_dash_and_marathon_are_ranked_by_right_answers(bank: Bank, finish: Finish) -> None:
    few = finish(right=5, points=9_000)
    many = finish(right=9, points=1_000)
    better = finish(right=9, points=2_000, lifelines=3)
    slower = finish(right=9, points=1_000, elapsed_ms=5)
    entries = bank.stats.board(board(rules=DASH_1))
    assert [entry.round_id for entry in entries] == [better, many, slower, few]
    assert [bank.stats.placing(entry.round_id).entry for entry in entries] == list(entries)


def test_the_same_results_are_ranked_by_points_elsewhere(bank: Bank, finish: Finish) -> None:
    few = finish(right=5, points=9_000, rules=SPRINT_2)
    many = finish(right=9, points=1_000, rules=SPRINT_2)
    assert [entry.round_id for entry in bank.stats.board(board(rules=SPRINT_2))] == [few, many]
    best = bank.stats.placing(many).best_before
    assert best
    assert best.round_id == few


def test_a_board_of_rules_of_a_later_version_is_shown_newest_first_and_not_ranked(bank: Bank, finish: Finish) -> None:
    on = board(rules=SPRINT_2, rule_set="hurdles@7")
    first, second = finish(right=1, points=2, on=on), finish(right=2, points=1, on=on)
    assert bank.stats.boards() == (on,)
    assert [(entry.round_id, entry.rank) for entry in bank.stats.board(on)] == [(second, 0), (first, 0)]
    assert bank.stats.order(on).round_ids == [second, first]


RANKED = [rules for rules in RULE_SETS.values() if rules.ranked_by != "nothing"]
NUMBERS = st.integers(0, 2)
_fresh = count(1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    results=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=8),
    rules=st.sampled_from(RANKED),
)
def test_sql_ranks_as_the_rules_do(
    bank: Bank, finish: Finish, results: list[tuple[int, int, int, int]], rules: RuleSet
) -> None:
    on = board(rules=rules, variant=f"board {next(_fresh)}")
    for result in results:
        finish(*result, rules=rules, on=on)
    entries = bank.stats.board(on)
    keys = [rank_key(entry, rules.ranked_by) for entry in entries]
    assert keys == sorted(keys)
    assert len(entries) == len(results)
    for entry in entries:
        placing = bank.stats.placing(entry.round_id)
        assert (placing.entry, placing.board_size) == (entry, len(results))
    record = bank.stats.record(entries[0].player_id, on, TODAY)
    assert record.best
    assert (record.best.round_id, record.best.right) == (entries[0].round_id, entries[0].result.right)


# Home


def test_home_shows_the_best_run_of_each_mode_with_boards_over_all_settings(
    bank: Bank, finish: Finish, player_id: int
) -> None:
    finish(right=3, points=9_000)
    dash = finish(right=7, on=board(rules=DASH_1, difficulty=3))
    finish(right=20, on=board(rules=DASH_1, pack_version="2020.1.1"))
    finish(right=20, by=bank.players.add("Croquis", "run-on", 16).id)
    finish(points=9_999, rules=SPRINT_1)  # not the newest rules
    sprint = finish(points=500, rules=SPRINT_2)
    sql(bank.path, "UPDATE round SET practice = 1 WHERE id = ?", finish(right=99, rules=MARATHON_1))

    found = dict(bank.stats.overview_runs(player_id, "run-on", INFO.version, "x1"))

    assert list(found) == [mode.value for mode, rules in NEWEST.items() if rules.ranked_by != "nothing"]
    best = {mode: run.round_id if run else None for mode, run in found.items()}
    assert best == dict.fromkeys(best) | {"dash": dash, "sprint": sprint}
    run = found["dash"]
    assert run
    assert run.right == 7


def test_home_knows_nothing_of_who_has_not_played(bank: Bank, player_id: int) -> None:
    found = bank.stats.overview_runs(player_id, "run-on", INFO.version, "x1")
    assert found
    assert not any(run for _, run in found)


# Large banks


def _plans(bank: Bank, ask: Callable[[], object]) -> list[str]:
    """How SQLite finds the rows of each statement of a question to the bank."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    selects = [(each.strip(), values) for each, values in asked if each.strip().startswith(("SELECT", "WITH"))]
    return [
        "\n".join(row[3] for row in sql(bank.path, f"EXPLAIN QUERY PLAN {statement}", *values))
        for statement, values in selects
    ]


def test_no_question_to_the_bank_walks_through_all_rounds_or_answers(
    bank: Bank, game: Game, player_id: int, finish: Finish
) -> None:
    round_id, on = finish(), board(rules=DASH_1)
    open_id = game.begin(player_id, round_of(bank, uids(11)))
    asks: list[Callable[[], object]] = [
        lambda: bank.stats.board(on),
        lambda: bank.stats.placing(round_id),
        lambda: bank.stats.record(player_id, on, TODAY),
        lambda: bank.stats.overview_runs(player_id, "run-on", INFO.version, "x1"),
        lambda: bank.stats.last_relay("run-on"),
        lambda: bank.stats.last_entry(player_id),
        lambda: bank.stats.daily_run(player_id, on),
        lambda: bank.stats.times_met(player_id, uids(3)),
        lambda: bank.questions.candidates(SETTINGS, SPRINT_2, player_id),
        lambda: bank.rounds.has_begun(player_id, on),
        lambda: bank.rounds.has_drawn(player_id, "seed"),
        lambda: bank.rounds.open_round(player_id),
        lambda: bank.rounds.last_settings(player_id, "run-on", Mode.DASH),
        lambda: bank.rounds.load(open_id),
        lambda: bank.schedule.due(player_id, "run-on", 16, game.clock(), 20),
        lambda: bank.schedule.counts(player_id, "run-on", 16, game.clock()),
    ]
    for ask in asks:
        for plan in _plans(bank, ask):
            for table in ("round", "event", "drawn", "question", "schedule"):
                assert f"SCAN {table}" not in plan


@pytest.mark.parametrize(("rules", "index"), [(DASH_1, "ix_round_right"), (SPRINT_2, "ix_round_points")])
def test_a_board_is_read_in_its_order_from_an_index_alone(
    bank: Bank, finish: Finish, player_id: int, rules: RuleSet, index: str
) -> None:
    round_id, on = finish(rules=rules), board(rules=rules)
    asks: list[Callable[[], object]] = [
        lambda: bank.stats.order(on),
        lambda: bank.stats.board(on),
        lambda: bank.stats.record(player_id, on, TODAY),
    ]
    for ask in asks:
        plan = _plans(bank, ask)[0]
        assert index in plan
        assert "TEMP B-TREE" not in plan
    assert f"COVERING INDEX {index}" in _plans(bank, asks[0])[0]
    counting = [
        plan for plan in _plans(bank, lambda: bank.stats.placing(round_id)) if "COVERING INDEX ix_round" in plan
    ]
    assert len(counting) >= 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_board_with_rounds_is_found_the_one_played_last_first(
    bank: Bank, finish: Finish, data: st.DataObject
) -> None:
    sql(bank.path, "UPDATE round SET practice = 1")  # those of the example before
    choices = st.builds(
        board,
        rules=st.sampled_from([DASH_1, SPRINT_1, SPRINT_2]),
        pack_version=st.sampled_from(["1", "2"]),
        spoiler_limit=st.integers(0, 2),
        difficulty=st.sampled_from([None, 1, 3]),
        clock=st.sampled_from(["", "x1", "off"]),
        variant=st.sampled_from(["", "a"]),
    )
    played = data.draw(st.lists(choices, max_size=12))
    for on in played:
        finish(rules=RULE_SETS[on.rule_set], on=on)
    assert bank.stats.boards() == tuple(dict.fromkeys(reversed(played)))


def test_boards_are_found_without_a_look_at_all_their_rounds(bank: Bank, finish: Finish) -> None:
    finish()
    (plan,) = _plans(bank, bank.stats.boards)
    looks = [line for line in plan.splitlines() if "round" in line or "next" in line or "last" in line]
    assert [line for line in looks if line.startswith("SCAN round USING COVERING INDEX")]  # of which one is read
    found = [line for line in looks if line.startswith(("SEARCH next", "SEARCH last"))]
    assert len(found) == len(BOARD_COLUMNS) + 1
    assert all("USING COVERING INDEX ix_round_" in line for line in found)
    assert "ix_round_board" in found[-1]
    assert "finished_at_ms>?" in found[-1]


def test_the_last_choice_of_a_player_is_looked_up(bank: Bank, finish: Finish, player_id: int) -> None:
    finish()
    for mode in (None, Mode.DASH):
        (plan,) = _plans(bank, partial(bank.rounds.last_settings, player_id, "run-on", mode))
        assert "USING COVERING INDEX ix_round_choice (player_id=? AND pack_uid=? AND rule_set=?)" in plan
        assert "SCAN round" not in plan


def test_the_last_choice_is_that_of_the_newest_round_by_rules_that_are_known(
    bank: Bank, finish: Finish, player_id: int
) -> None:
    assert bank.rounds.last_settings(player_id, "run-on") is None
    finish()
    sprint = finish(rules=SPRINT_2)
    last = bank.rounds.last_settings(player_id, "run-on")
    assert last
    assert last.mode == Mode.SPRINT
    sql(bank.path, "UPDATE round SET rule_set = 'sprint@99' WHERE id = ?", sprint)
    last = bank.rounds.last_settings(player_id, "run-on")
    assert last
    assert last.mode == Mode.DASH
    assert bank.rounds.last_settings(player_id, "run-on", Mode.SPRINT) is None
    assert bank.rounds.last_settings(player_id, "other") is None


def test_an_answer_is_looked_up_by_its_question_without_its_row(bank: Bank, finish: Finish, player_id: int) -> None:
    finish()
    plans = _plans(bank, lambda: bank.statistics.answers(Selection(player_id)))
    assert any("COVERING INDEX ix_event_answer (round_id=?" in plan for plan in plans)


def test_ranks_go_up_by_one(bank: Bank, finish: Finish) -> None:
    for right in (3, 1, 2, 2):
        finish(right=right)
    ranks = [entry.rank for entry in bank.stats.board(board(rules=DASH_1))]
    assert all(after == before + 1 for before, after in pairwise(ranks))
