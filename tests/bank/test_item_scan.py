"""The numbers of all questions in one pass: the same as question by question, and by hand from the log."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.item_scan import Analysed
from quizapp.game.draft import Draft
from quizapp.game.item_analysis import OptionCount
from quizapp.game.options import key_indexes
from quizapp.game.question import Kind
from quizapp.game.rules import NEWEST, SPRINT_1, Mode, RoundSettings, Runner
from quizapp.game.stored import State

from .builders import Game, question, round_of, sql, uids
from .test_items import changed


def scanned(bank: Bank) -> dict[str, Analysed]:
    return {each.uid: each for each in bank.items.all_statistics()}


def one_by_one(bank: Bank) -> dict[str, object]:
    found = {question(number).uid: bank.items.statistics(question(number).uid) for number in range(1, 13)}
    return {uid: statistics for uid, statistics in found.items() if statistics is not None}


def assert_same(bank: Bank) -> None:
    found = scanned(bank)
    assert list(found) == sorted(found)
    assert {uid: each.statistics for uid, each in found.items()} == one_by_one(bank)


def test_a_history_by_hand_from_the_log(tmp_path: Path, bank: Bank, game: Game, player_id: int) -> None:
    """Three players and three finished sprints of ten questions, then one plays again, which changes nothing.

    Right of the first question: 1, 1, 0; of the other nine: 6, 4, 0 of 9. So its facility is 2/3. The means are 2/3 and
    10/27; deviations of the item 1/3, 1/3, -2/3, of the rest 8/27, 2/27, -10/27. Products sum to
    (8 + 2 + 20)/81 = 30/81, squares to 6/9 and (64 + 4 + 100)/729 = 168/729. r = (30/81) / sqrt(6/9 * 168/729).
    Wilson at z = 1.959964 for 2 of 3: z^2 = 3.841459, n + z^2 = 6.841459, centre (2 + 1.920729)/6.841459 = 0.573084,
    reach z/6.841459 * sqrt(2/3 + 0.960365) = 0.365426.
    """
    others = [bank.players.add(name, "run-on", 16).id for name in ("Croquis", "Tree")]
    for player, right, elapsed_ms in ((player_id, 7, 2_000), (others[0], 5, 9_000), (others[1], 0, 4_000)):
        game.play(player, right, elapsed_ms=elapsed_ms)
    game.play(others[1], 10, elapsed_ms=100)

    found = scanned(bank)[question(1).uid]
    assert (found.pack_id, found.kind, found.prompt) == ("run-on", Kind.SINGLE_CHOICE, question(1).prompt)
    told = found.statistics
    assert (told.asked, told.rounds, told.median_ms) == (3, 3, 4_000)
    assert told.facility == pytest.approx(2 / 3)
    assert told.discrimination == pytest.approx((30 / 81) / (6 / 9 * 168 / 729) ** 0.5)
    assert told.facility_interval == pytest.approx((0.573084 - 0.365426, 0.573084 + 0.365426), abs=2e-6)

    log = sql(
        tmp_path / "bank.sqlite",
        "SELECT drawn.options, chosen FROM event JOIN drawn USING (round_id, position) "
        "WHERE drawn.uid = ? ORDER BY event.id",
        question(1).uid,
    )
    shown = [set(map(int, options.strip("[]").split(","))) for options, _ in log[:3]]
    taken = [int(chosen.strip("[]")) for _, chosen in log[:3]]
    assert told.options == {
        place: OptionCount(sum(place in each for each in shown), taken.count(place))
        for place in sorted(set().union(*shown))
    }
    assert told.options[0] == OptionCount(3, 2)
    assert_same(bank)


def test_lifelines_skips_open_and_relay_rounds_count_as_they_do_one_by_one(
    bank: Bank, game: Game, player_id: int
) -> None:
    other = bank.players.add("Croquis", "run-on", 16).id
    game.play(player_id, 6)
    state = round_of(bank, uids(), seed="fifty").show(0).fifty(0)
    round_id = game.begin(other, state)
    game.record(round_id, state)
    state = state.answer(key_indexes(state.current.question), 5)
    game.record(round_id, state)
    state = state.next_question(0).show(0).skip(0)
    game.record(round_id, state)
    runners = tuple(Runner(one, f"Player {one}", 16) for one in (player_id, other))
    relay = RoundSettings("run-on", 16, ("cast", "plot"), mode=Mode.RELAY, relay=runners)
    game.finish(player_id, round_of(bank, uids(10), settings=relay, rules=replace(SPRINT_1, mode=Mode.RELAY)), 3)
    dash = replace(NEWEST[Mode.DASH].for_settings(RoundSettings("run-on", 16, ("cast",), mode=Mode.DASH)))
    state = round_of(bank, uids(12)[::-1], rules=dash)
    game.answer(game.begin(other, state), state)
    assert len(scanned(bank)[uids()[0]].statistics.options) >= 2
    assert_same(bank)


def test_random_histories_count_the_same_both_ways(bank: Bank, game: Game, player_id: int) -> None:
    chance = random.Random(7)
    players = [player_id, *(bank.players.add(f"Runner {number}", "run-on", 16).id for number in range(4))]
    for number in range(14):
        asked = chance.sample(uids(12), 11)
        game.finish(chance.choice(players), round_of(bank, asked, seed=str(number)), chance.randrange(11))
        if number == 6:
            changed(bank, asks_same=True, tags=("new",))
            other = question(2, prompt="Mended?")
            bank.questions.put("run-on", Draft.of(other), State.LIVE, seen_revision=1, who="me")
    assert_same(bank)


def test_a_mended_question_starts_anew_and_one_that_asks_the_same_does_not(
    bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id)
    changed(bank, asks_same=True, hint="Another.")
    assert scanned(bank)[question(1).uid].statistics.asked == 1
    changed(bank, prompt="Mended?")
    assert question(1).uid not in scanned(bank)
    other = bank.players.add("Croquis", "run-on", 16).id
    game.play(other, 0)
    assert scanned(bank)[question(1).uid].statistics.facility == 0


def test_questions_in_the_bin_are_left_out(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    bank.questions.put("run-on", Draft.of(question(1)), State.RETIRED, seen_revision=1, who="me")
    assert question(1).uid not in scanned(bank)
    assert question(2).uid in scanned(bank)


def test_rounds_of_rules_this_version_does_not_know_count_for_the_facility_alone(
    tmp_path: Path, bank: Bank, game: Game, player_id: int
) -> None:
    game.play(player_id)
    sql(tmp_path / "bank.sqlite", "UPDATE round SET rule_set = 'sprint@99'")
    told = scanned(bank)[question(1).uid].statistics
    assert (told.asked, told.rounds) == (1, 0)
    assert_same(bank)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE event SET share = 'most' WHERE number = 1",
        "UPDATE event SET share = 7 WHERE number = 1",
        "UPDATE event SET elapsed_ms = 'soon' WHERE number = 1",
        "UPDATE event SET chosen = 'n/a' WHERE number = 1",
        "UPDATE event SET chosen = '' WHERE number = 1",
        "UPDATE drawn SET options = '{}' WHERE position = 0",
    ],
)
def test_an_answer_that_makes_no_sense_spoils_no_other(bank: Bank, game: Game, player_id: int, damage: str) -> None:
    game.play(player_id, 7)
    sql(bank.path, damage)
    game.play(bank.players.add("Croquis", "run-on", 16).id, 3)
    found = scanned(bank)
    assert set(found) == set(uids(10))
    assert all(found[uid].statistics.asked == 2 for uid in uids(10)[1:])
    assert_same(bank)


def test_options_are_counted_only_where_there_are_answers_enough(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    state = round_of(bank, uids(12)[::-1])
    game.answer(game.begin(bank.players.add("Croquis", "run-on", 16).id, state), state)
    changed(bank, asks_same=True, tags=("new",))
    game.play(bank.players.add("Tree", "run-on", 16).id)
    every, some = scanned(bank), {each.uid: each for each in bank.items.all_statistics(options_from=2)}
    assert every.keys() == some.keys()
    for uid, each in every.items():
        options = each.statistics.options if each.statistics.asked > 1 else {}
        assert some[uid].statistics == replace(each.statistics, options=options)
    assert {each.statistics.asked for each in every.values()} == {1, 2}


def test_the_shares_of_answers_that_are_partly_right_are_not_rounded(bank: Bank, game: Game, player_id: int) -> None:
    game.play(player_id)
    for number, share in enumerate((1 / 3, 2 / 3, 0.1 + 0.2, 1e-9, 5 / 7), 1):
        sql(bank.path, "UPDATE event SET share = ? WHERE number = ?", share, number)
    assert scanned(bank)[question(1).uid].statistics.facility == 1 / 3
    assert_same(bank)


def test_an_empty_bank_has_no_numbers(bank: Bank) -> None:
    told: list[tuple[int, int]] = []
    assert list(bank.items.all_statistics(lambda done, total: told.append((done, total)))) == []
    assert set(told) == {(0, 0)}


class Stopped(Exception):  # noqa: N818  as progress raises it
    """Somebody pressed a button."""


@pytest.mark.parametrize("after", [0, 1, 2])
def test_it_stops_when_asked_also_in_the_middle_of_a_statement(
    bank: Bank, game: Game, player_id: int, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.bank.item_scan._STEPS_BETWEEN", 1)
    monkeypatch.setattr("quizapp.bank.item_scan._TOLD_EVERY", 1)
    game.play(player_id)
    calls = 0

    def progress(done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise Stopped

    with pytest.raises(Stopped):
        list(bank.items.all_statistics(progress))
    assert_same(bank)  # and the connection goes on as before


def test_counting_for_the_table_goes_on_where_it_was_stopped(
    bank: Bank, game: Game, player_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.bank.items.AT_ONCE", 3)
    game.play(player_id)
    counted: list[tuple[int, int]] = []

    def one_piece(done: int, total: int) -> None:
        counted.append((done, total))
        raise Stopped

    pieces = 0
    while True:
        try:
            bank.search.refresh_statistics(one_piece)
            break
        except Stopped:
            pieces += 1
    assert pieces == len(counted) == 4
    assert counted == [(3, 11), (3, 8), (3, 5), (2, 2)]
    assert bank.search.refresh_statistics() == 0
    rows = bank.search.rows(list(bank.search.row_ids(uids()).values()))
    assert {row.asked for row in rows} == {1, 0}
    assert sum(row.asked for row in rows) == 10
