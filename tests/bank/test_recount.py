"""Recounting: every figure comes again from the log, whatever version wrote it; what was shown otherwise is told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.__main__ import main
from quizapp.bank.bank import Bank
from quizapp.bank.engine import Database
from quizapp.bank.schema import run_alembic
from quizapp.game.grading import Verdict
from quizapp.game.question import Kind
from quizapp.game.recount import Difference, Recounted, RoundRecount
from quizapp.game.rules import RULE_SETS, ClockFactor, Mode, RoundSettings, RuleSet, Runner
from quizapp.game.turns import Action, Event

from .builders import CATEGORIES, Clock, Game, answer, open_bank, pack, question, round_of, sql, uids

FIRST_BANK = Path(__file__).with_name("bank_0001.sql")
WRITTEN_ONCE = Path(__file__).with_name("rounds_0005.json")


def recounts(bank: Bank) -> list[RoundRecount]:
    return list(bank.recount.rounds())


def outcomes(bank: Bank) -> list[Recounted]:
    return [each.outcome for each in recounts(bank)]


def settings_for(rules: RuleSet, player_id: int, factor: ClockFactor) -> RoundSettings:
    runners = (Runner(player_id, "BlueBird", 16), Runner(player_id, "Croquis", 16)) if rules.mode == Mode.RELAY else ()
    day = "2026-11-21" if rules.mode == Mode.DAILY else ""
    return RoundSettings("run-on", 16, CATEGORIES, mode=Mode(rules.mode), clock=factor, relay=runners, day=day)


# By hand


def test_each_figure_of_a_small_history_is_the_one_reckoned_by_hand(bank: Bank, game: Game, player_id: int) -> None:
    """Right, right, hint and right, wrong, right, right, right, 50:50 and right, skipped, right, right.

    Ten answers of one second each and a skip of two. A streak bonus in a round of ten is
    floor(999 * (streak - 1) / 45): nothing, 22, 44, 66 and so on; none with a lifeline, which the streak outlasts.
    """
    state = round_of(bank, uids(11))
    round_id = game.begin(player_id, state)
    for place in range(11):
        state = state.show(0)
        if place == 2:
            state = state.hint(500)
            game.record(round_id, state)
        if place == 7:
            state = state.fifty(500)
            game.record(round_id, state)
        if place == 8:
            state = state.skip(2_000)
        else:
            now_ms = 3_000 if place == 9 else 1_000  # the question after the skipped one was shown when it was skipped
            state = answer(state, right=place != 3, elapsed_ms=now_ms)
        game.record(round_id, state)

    (entry,) = bank.stats.entries([round_id]).values()
    result = entry.result
    bonuses = [0, 22, 0, 0, 0, 22, 44, 0, 88, 111]  # the streaks are 1, 2, 3, 0, 1, 2, 3, 4, 5, 6
    assert (result.right, result.asked, result.best_streak, result.lifelines) == (9, 10, 6, 3)
    assert (result.base_points, result.streak_points, result.speed_points) == (9_000, sum(bonuses), 0)
    assert result.points == 9_000 + 287
    assert result.elapsed_ms == 10 * 1_000 + 2_000
    shown = sql(bank.path, "SELECT streak_points FROM event WHERE action = 'answer' ORDER BY number")
    assert [points for (points,) in shown] == bonuses
    assert outcomes(bank) == [Recounted.SAME]


# Every rule set


@pytest.mark.parametrize("factor", [ClockFactor.X1, ClockFactor.X2, ClockFactor.OFF])
@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=RULE_SETS)
def test_rounds_of_every_rule_set_ever_published_are_recounted_the_same(
    bank: Bank, game: Game, player_id: int, rules: RuleSet, factor: ClockFactor
) -> None:
    settings = settings_for(rules, player_id, factor)
    state = round_of(bank, uids(12), settings=settings, rules=rules)
    round_id = game.begin(player_id, state)
    while not state.is_complete:
        state = game.answer(round_id, state, right=len(state.turns) % 3 > 0, elapsed_ms=900)

    (recount,) = recounts(bank)
    assert (recount.outcome, recount.differences) == (Recounted.SAME, ())
    assert (recount.rule_set, recount.player_name) == (rules.id, "BlueBird")


def test_rounds_that_the_first_version_of_the_program_wrote_are_recounted_as_they_were_shown(
    tmp_path: Path, clock: Clock
) -> None:
    with closing(sqlite3.connect(tmp_path / "bank.sqlite")) as connection:
        connection.executescript(FIRST_BANK.read_text(encoding="utf-8"))
    with open_bank(tmp_path, clock) as bank:
        found = recounts(bank)
    assert {each.rule_set for each in found} == {"sprint@1"}
    assert [each.outcome for each in found] == [Recounted.SAME] * 4
    assert [each.finished_at_ms is not None for each in found] == [True, True, False, False]


@pytest.fixture
def written_once(tmp_path: Path, clock: Clock) -> Iterator[Bank]:
    """A bank of schema 0005 with a round by every rule set there was then, as it was played and shown then.

    A rule set that comes later needs a file of its own, written when it is new; what is written here never changes.
    """
    path = tmp_path / "bank.sqlite"
    path.touch()
    database = Database(path, foreign_keys=False)
    with database.write() as session:
        run_alembic(session.connection(), "upgrade", "0005")
    database.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, content in json.loads(WRITTEN_ONCE.read_text(encoding="utf-8")).items():
            names, places = (
                ", ".join(f'"{name}"' for name in content["columns"]),
                ", ".join("?" * len(content["columns"])),
            )
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", content["rows"])
    with open_bank(tmp_path, clock) as bank:
        yield bank


def test_rounds_that_were_written_by_every_rule_set_are_recounted_as_they_were_shown_then(written_once: Bank) -> None:
    found = recounts(written_once)
    assert {(each.outcome, each.differences) for each in found} == {(Recounted.SAME, ())}
    assert {each.rule_set for each in found} >= RULE_SETS.keys()
    assert all(each.finished_at_ms for each in found)
    told = {action for (action,) in sql(written_once.path, "SELECT DISTINCT action FROM event")}
    assert told >= {Action.ANSWER, Action.SKIP, Action.HINT, Action.FIFTY, Action.TIME_OUT}
    verdicts = {verdict for (verdict,) in sql(written_once.path, "SELECT DISTINCT verdict FROM event")}
    assert verdicts >= set(Verdict)


def test_open_and_abandoned_rounds_are_recounted_too(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    open_id, given_up = game.begin(player_id, state), game.begin(player_id, state)
    game.answer(open_id, state)
    game.answer(given_up, state)
    bank.rounds.abandon(given_up, game.clock())
    game.begin(player_id, state)
    assert outcomes(bank) == [Recounted.SAME] * 3
    sql(bank.path, "UPDATE event SET base_points = 999 WHERE round_id = ?", given_up)
    assert outcomes(bank) == [Recounted.SAME, Recounted.DIFFERS, Recounted.SAME]


# What differs


@pytest.mark.parametrize("column", ["points", "base_points", "streak_points", "right", "asked", "best_streak"])
def test_a_result_that_was_shown_otherwise_is_found(bank: Bank, game: Game, player_id: int, column: str) -> None:
    game.play(player_id, right=7)
    sql(bank.path, f'UPDATE round SET "{column}" = "{column}" + 1')
    (recount,) = recounts(bank)
    assert [each.what for each in recount.differences] == [column.replace("_", " ")]
    assert not recount.is_sound


def test_an_answer_that_was_shown_otherwise_is_found(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id, right=7)
    sql(bank.path, "UPDATE event SET verdict = 'right', base_points = 1000 WHERE number = 9")
    (recount,) = recounts(bank)
    assert recount.differences == (
        Difference(9, "verdict", "right", "wrong"),
        Difference(9, "base points", "1000", "0"),
    )


def test_a_round_that_ended_without_a_result_is_found(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    sql(bank.path, "UPDATE round SET finished_at_ms = NULL")
    assert recounts(bank)[0].differences == (Difference(0, "finished", "no", "yes"),)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE event SET position = 9 WHERE number = 1",
        "UPDATE event SET chosen = '[77]' WHERE number = 1",
        "UPDATE event SET chosen = 'nothing' WHERE number = 1",
        "UPDATE event SET action = 'juggle' WHERE number = 1",
        "UPDATE event SET elapsed_ms = 'soon' WHERE number = 1",
        "UPDATE drawn SET options = '{}' WHERE position = 0",
        "UPDATE round SET settings = '[]'",
    ],
)
def test_a_log_that_cannot_be_replayed_is_told_and_stops_nothing(
    bank: Bank, game: Game, player_id: int, damage: str
) -> None:
    game.play(player_id)
    sql(bank.path, damage)
    game.play(player_id)
    assert outcomes(bank) == [Recounted.UNREADABLE, Recounted.SAME]


def test_rules_of_a_later_version_are_named_and_are_no_fault(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    sql(bank.path, "UPDATE round SET rule_set = 'sprint@99'")
    (recount,) = recounts(bank)
    assert (recount.outcome, recount.rule_set, recount.is_sound) == (Recounted.UNKNOWN_RULES, "sprint@99", True)


# Bad input


def test_a_question_that_was_changed_or_retired_since_changes_no_round(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id, right=8)
    changed = question(2, answers=("Oh Mi-joo",), distractors=(), kind=Kind.SHORT_ANSWER)
    bank.packs.load(pack([changed], version="2027.1.1"), "digest 2")
    assert sql(bank.path, "SELECT count(*) FROM question WHERE state = 'retired'") == [(11,)]
    assert outcomes(bank) == [Recounted.SAME]
    assert bank.rounds.load(1).round_.result().right == 8


def test_a_clock_that_ran_backwards_between_rounds_changes_neither_results_nor_ranks(
    bank: Bank, game: Game, player_id: int
) -> None:
    first = game.play(player_id, right=5)
    game.clock.forward(-400 * 86_400_000)
    second = game.play(player_id, right=9)
    assert outcomes(bank) == [Recounted.SAME] * 2
    board, _ = bank.stats.last_entry(player_id) or (None, 0)
    assert board
    assert bank.stats.order(board).round_ids == [second, first]


def test_more_rounds_than_are_read_at_once_are_all_recounted(
    bank: Bank, game: Game, player_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.bank.recount.AT_ONCE", 2)
    ids = [game.play(player_id) for _ in range(5)]
    told: list[tuple[int, int]] = []
    found = list(bank.recount.rounds(lambda done, total: told.append((done, total))))
    assert [each.round_id for each in found] == ids
    assert told == [(2, 5), (4, 5), (5, 5)]


# On the command line


@pytest.fixture
def played(bank: Bank, game: Game, player_id: int) -> Bank:
    for right in (10, 7):
        game.play(player_id, right=right)
    return bank


def test_the_command_is_content_with_rounds_that_are_as_shown(
    played: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data-dir", str(tmp_path), "check", "--scores"]) == 0
    assert capsys.readouterr().out.startswith("2 rounds: 2 as shown, 0 shown otherwise,")


def test_the_command_lists_what_differs_and_exits_with_1(
    played: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sql(played.path, "UPDATE round SET points = 1 WHERE id = 2")
    assert main(["--data-dir", str(tmp_path), "check", "--scores"]) == 1
    line, counts = capsys.readouterr().out.splitlines()
    assert line == "round 2 (BlueBird, sprint@1): points: shown 1, recounted 7464"
    assert counts.startswith("2 rounds: 1 as shown, 1 shown otherwise")


def test_the_command_says_the_same_as_json(played: Bank, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql(played.path, "UPDATE round SET rule_set = 'sprint@99' WHERE id = 1")
    assert main(["--data-dir", str(tmp_path), "check", "--scores", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"same": 1, "differs": 0, "unknown_rules": 1, "unreadable": 0}
    (told,) = said["rounds"]
    assert (told["round"], told["rule_set"], told["result"]) == (1, "sprint@99", "unknown_rules")


@pytest.mark.parametrize("arguments", [["check"], ["check", "--scores", "pack.toml"]])
def test_the_command_wants_either_paths_or_scores(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data-dir", str(tmp_path), *arguments]) == 2
    assert "Say what to check" in capsys.readouterr().err


def test_the_command_makes_no_bank_where_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(tmp_path / "nowhere"), "check", "--scores"]) == 2
    assert "no bank" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_a_pause_is_no_turn(bank: Bank, game: Game, player_id: int) -> None:
    state = round_of(bank, uids())
    round_id = game.begin(player_id, state)
    state = state.show(0).apply(Event(Action.PAUSE, 0, 300))
    game.record(round_id, state)
    game.answer(round_id, state)
    assert outcomes(bank) == [Recounted.SAME]
