"""Every mode from its start to its result, on a real bank."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError, RoundRefusedError
from quizapp.game.grading import Verdict
from quizapp.game.question import Kind
from quizapp.game.records import Board
from quizapp.game.rules import ClockFactor, CustomRules, Mode
from quizapp.play import Lobby, Play
from quizapp.play.round_play import OPEN_BATCH

from .conftest import House, a_pack, give, give_and_go_on, play_through, question, settings_of

Start = Callable[..., Play]
RANKED = [Mode.SPRINT, Mode.DASH, Mode.MARATHON, Mode.DAILY, Mode.CUSTOM]


def players(lobby: Lobby, *limits: int) -> list[int]:
    return [lobby.add_player(f"Player {number}", limit).id for number, limit in enumerate(limits, 1)]


@pytest.mark.parametrize("mode", RANKED)
def test_a_round_of_every_ranked_mode_comes_to_its_board(mode: Mode, lobby: Lobby, start: Start) -> None:
    play = play_through(start(mode))
    placing = play.placing()
    assert placing is not None
    assert placing.entry.rank == 1
    board = Board.of(lobby.rules(mode).id, lobby.pack, play.round.settings)
    assert [entry.round_id for entry in lobby.high_scores.board(board)] == [play.round_id]
    assert board in lobby.high_scores.boards()
    assert lobby.overview().best_of(mode) is not None


@pytest.mark.parametrize("mode", list(Mode))
def test_a_round_of_every_mode_is_resumed_where_it_was_left(mode: Mode, house: House, lobby: Lobby) -> None:
    if mode is Mode.TRAINING:
        play_through(lobby.start(settings_of(lobby)), misses=5)
    ids = players(lobby, 16, 16) if mode is Mode.RELAY else []
    play = lobby.start(settings_of(lobby, mode, relay=ids))
    play.show()
    for number in range(3):
        give_and_go_on(play, is_right=number != 1)
    with house.open() as bank:
        again = house.lobby(bank)
        waiting = again.open_round()
        assert waiting is not None
        assert (waiting.round_id, waiting.answered, waiting.settings.mode) == (play.round_id, 3, mode)
        resumed = again.resume(waiting.round_id)
        assert resumed.round.current == play.round.current
        assert resumed.round.turns == play.round.turns
        play_through(resumed)
        assert resumed.round.is_finished
        assert again.open_round() is None


@pytest.mark.parametrize("mode", list(Mode))
def test_a_round_of_every_mode_can_be_given_up(mode: Mode, lobby: Lobby) -> None:
    if mode is Mode.TRAINING:
        play_through(lobby.start(settings_of(lobby)), misses=5)
    ids = players(lobby, 16, 16) if mode is Mode.RELAY else []
    play = lobby.start(settings_of(lobby, mode, relay=ids))
    give(play)
    play.give_up()
    assert lobby.open_round() is None


def test_a_sprint_asks_all_kinds_by_its_second_rules(lobby: Lobby) -> None:
    kinds = set()
    for _ in range(12):
        play = lobby.start(settings_of(lobby))
        assert play.round.rules.id == "sprint@2"
        kinds |= {drawn.question.kind for drawn in play.round.drawn}
    assert kinds == set(Kind)


def test_a_marathon_asks_every_question_of_the_pack_and_is_won(bank: Bank, lobby: Lobby, start: Start) -> None:
    play = play_through(start(Mode.MARATHON))
    asked = [turn.drawn.question.uid for turn in play.round.turns]
    assert len(asked) == len(set(asked)) == 42
    assert play.round.is_won
    assert bank.rounds.load(play.round_id).round_.result() == play.round.result()


def test_nothing_comes_twice_while_there_is_something_new(lobby: Lobby) -> None:
    rounds = [play_through(lobby.start(settings_of(lobby))) for _ in range(4)]
    asked = [turn.drawn.question.uid for play in rounds for turn in play.round.turns]
    assert len(set(asked)) == len(asked) == 40


def test_how_often_a_question_was_met_is_told_of_who_is_asked(lobby: Lobby, start: Start) -> None:
    play_through(start(Mode.MARATHON))
    assert lobby.player is not None
    ids = [lobby.player.id, *players(lobby, 16)]
    lobby.choose_player(ids[0])
    assert start().times_met() == 1
    relay = lobby.start(settings_of(lobby, Mode.RELAY, relay=ids))
    met: list[int] = []
    while not relay.round.is_finished:
        met.append(relay.times_met())
        give_and_go_on(relay)
    assert met == [1, 0] * 5


def test_a_question_that_cannot_be_read_is_replaced_by_another(bank: Bank, lobby: Lobby, start: Start) -> None:
    whole = start(Mode.CUSTOM, custom=CustomRules(question_count=38)).round
    lobby.abandon(1)
    broken = [drawn.question.uid for drawn in whole.drawn[:2]]
    with closing(sqlite3.connect(bank.path)) as plain, plain:
        plain.executemany("UPDATE question SET options = '{' WHERE uid = ?", [(uid,) for uid in broken])
    round_ = start(Mode.CUSTOM, custom=CustomRules(question_count=38)).round
    assert len(round_.drawn) == len(whole.drawn)
    assert not {drawn.question.uid for drawn in round_.drawn}.intersection(broken)


def test_the_best_run_is_ahead_or_behind_by_a_whole_question(house: House, start: Start) -> None:
    best = start()
    assert best.standing() is None, "there is nothing to compare with"
    while not best.round.is_finished:
        house.time.pass_ms(10_000)
        give_and_go_on(best)
    play = start()
    assert play.standing() == "level"
    give_and_go_on(play)
    assert play.standing() == "ahead"
    for standing in ("level", "behind"):
        house.time.pass_ms(10_000)
        assert play.standing() == standing


def test_a_marathon_is_dealt_further_before_its_last_question_shows(house: House, start: Start) -> None:
    play = start(Mode.MARATHON)
    assert len(play.round.drawn) == OPEN_BATCH
    for _ in range(OPEN_BATCH - 2):
        give_and_go_on(play)
    assert len(play.round.drawn) == 2 * OPEN_BATCH
    with house.open() as bank:
        resumed = house.lobby(bank).resume(play.round_id)
        play_through(resumed)
        uids = [turn.drawn.question.uid for turn in resumed.round.turns]
        assert len(uids) == len(set(uids)) == 42


def test_a_marathon_ends_with_the_third_miss(start: Start) -> None:
    play = play_through(start(Mode.MARATHON), misses=99)
    assert (play.round.result().asked, play.round.lives_left) == (3, 0)


def test_a_dash_is_over_when_its_time_is(house: House, start: Start) -> None:
    play = start(Mode.DASH)
    give_and_go_on(play)
    for _ in range(59):
        assert play.tick() == "running"
        house.time.pass_ms(1_000)
    assert play.tick() == "running"
    house.time.pass_ms(1_000)
    assert play.tick() == "time_up"
    assert play.round.turns[-1].verdict is Verdict.TIMED_OUT
    assert play.round.is_complete
    placing = play.placing()
    assert placing is not None
    assert (placing.entry.result.right, placing.entry.result.elapsed_ms) == (1, 60_000)


def test_an_answer_after_the_end_of_a_dash_is_a_time_out(house: House, start: Start) -> None:
    play = start(Mode.DASH)
    for _ in range(30):
        play.tick()
        house.time.pass_ms(2_001)
    assert give(play).verdict is Verdict.TIMED_OUT
    assert play.round.result().right == 0


def test_dash_boards_are_ranked_by_right_answers(house: House, lobby: Lobby, start: Start) -> None:
    first = start(Mode.DASH)
    for _ in range(4):
        give_and_go_on(first)
    house.time.pass_ms(60_000)
    give(first)
    second = start(Mode.DASH)
    for _ in range(6):
        give_and_go_on(second)
    house.time.pass_ms(60_000)
    give(second)
    board = lobby.high_scores.boards()[0]
    assert [entry.result.right for entry in lobby.high_scores.board(board)] == [6, 4]


def test_the_daily_race_is_the_same_for_everybody_and_counts_once(lobby: Lobby, house: House) -> None:
    play = lobby.start(settings_of(lobby, Mode.DAILY))
    play_through(play, misses=2)
    again = lobby.start(settings_of(lobby, Mode.DAILY))
    assert again.is_practice
    assert again.round.drawn == play.round.drawn
    play_through(again)
    assert again.placing() is None
    daily = lobby.overview().daily
    assert daily is not None
    assert daily.round_id == play.round_id
    lobby.add_player("Croquis", 16)
    friend = lobby.start(settings_of(lobby, Mode.DAILY))
    assert not friend.is_practice
    assert friend.round.drawn == play.round.drawn
    house.time.today = date(2026, 11, 22)
    tomorrow = lobby.start(settings_of(lobby, Mode.DAILY))
    assert not tomorrow.is_practice
    assert tomorrow.round.drawn != play.round.drawn


def test_a_daily_race_that_was_begun_counts_even_when_it_was_given_up(lobby: Lobby) -> None:
    play = lobby.start(settings_of(lobby, Mode.DAILY))
    play.give_up()
    assert lobby.start(settings_of(lobby, Mode.DAILY)).is_practice


def test_another_spoiler_limit_is_another_daily_race(lobby: Lobby) -> None:
    first = lobby.start(settings_of(lobby, Mode.DAILY))
    lobby.set_spoiler_limit(5)
    second = lobby.start(settings_of(lobby, Mode.DAILY))
    assert second.round.drawn != first.round.drawn
    assert not second.is_practice


def test_training_asks_what_was_missed_until_it_is_known(house: House, lobby: Lobby) -> None:
    assert (lobby.training().due, lobby.training().cards) == (0, 0)
    with pytest.raises(RoundRefusedError):
        lobby.start(settings_of(lobby, Mode.TRAINING))
    sprint = play_through(lobby.start(settings_of(lobby)), misses=3)
    missed = set(sprint.missed())
    assert lobby.training().due == len(missed) == 3
    training = lobby.start(settings_of(lobby, Mode.TRAINING))
    assert {drawn.question.uid for drawn in training.round.drawn} == missed
    assert training.levels() == (1, 1, 1)
    give_and_go_on(training, is_right=False)
    play_through(training)
    assert lobby.training().due == 1, "missed again, so due again"
    assert max(training.levels()) > 1
    house.time.pass_ms(40 * 86_400_000)
    assert lobby.training().due == 3
    lobby.reset_training()
    assert lobby.training().cards == 0


def test_what_is_due_on_a_day_is_due_from_its_morning(house: House, lobby: Lobby) -> None:
    sprint = play_through(lobby.start(settings_of(lobby)), misses=1)
    play_through(lobby.practise(sprint.missed()))
    due_at_ms = lobby.training().next_due_at_ms
    assert due_at_ms is not None
    day = datetime.fromtimestamp(due_at_ms / 1000)
    house.time.today = day.date()
    house.time.utc_ms = round(day.replace(hour=0, minute=0, second=1).timestamp() * 1000)
    assert house.time.utc_ms < due_at_ms
    assert lobby.training().due == 1


def test_a_review_goes_on_from_the_ones_before(bank: Bank, house: House, lobby: Lobby) -> None:
    (missed,) = play_through(lobby.start(settings_of(lobby)), misses=1).missed()
    assert lobby.player is not None
    stabilities: list[float] = []
    for reviews in (2, 3):
        play_through(lobby.practise([missed]))
        card = bank.schedule.get(lobby.player.id, [missed])[missed]
        assert card.reviews == reviews
        stabilities.append(card.stability)
        house.time.utc_ms = card.due_at_ms
    assert stabilities[1] > stabilities[0]


def test_misses_can_be_practised_at_once(lobby: Lobby) -> None:
    sprint = play_through(lobby.start(settings_of(lobby)), misses=4)
    practice = lobby.practise(sprint.missed())
    assert practice.round.settings.mode is Mode.TRAINING
    assert [drawn.question.uid for drawn in practice.round.drawn] == list(sprint.missed())
    assert play_through(practice).placing() is None


def test_a_relay_asks_each_within_their_own_episode(bank: Bank, lobby: Lobby) -> None:
    bank.packs.load(a_pack(42, *(question(number, episode=10) for number in range(100, 130))), "digest 2")
    ids = players(lobby, 3, 16, 0)
    play = lobby.start(settings_of(lobby, Mode.RELAY, relay=ids))
    assert play.round.question_count == 15
    names = []
    while not play.round.is_finished:
        runner = play.baton()
        assert runner is not None
        assert play.round.shown_at_ms is None, "hidden until the player is ready"
        names.append(runner.name)
        assert (play.round.current.question.episode or 0) <= runner.spoiler_limit
        play.show()
        assert play.baton() is None
        give_and_go_on(play, is_right=runner.name == "Player 2")
    assert names == ["Player 1", "Player 2", "Player 3"] * 5
    assert lobby.overview().winners == ("Player 2",)
    assert play.placing() is None


def test_the_baton_is_asked_for_again_after_a_restart_and_kept_over_a_pause(house: House, lobby: Lobby) -> None:
    play = lobby.start(settings_of(lobby, Mode.RELAY, relay=players(lobby, 16, 16)))
    play.pause()
    play.go_on()
    assert play.baton() is not None
    assert play.round.shown_at_ms is None
    play.show()
    play.pause()
    play.go_on()
    assert play.baton() is None
    with house.open() as bank:
        assert house.lobby(bank).resume(play.round_id).baton() is not None


def test_what_a_runner_answered_is_known_of_that_runner(bank: Bank, lobby: Lobby) -> None:
    ids = players(lobby, 16, 16)
    play = play_through(lobby.start(settings_of(lobby, Mode.RELAY, relay=ids)))
    first, second = (
        [drawn.question.uid for position, drawn in enumerate(play.round.drawn) if position % 2 == lane]
        for lane in (0, 1)
    )
    assert set(bank.stats.times_met(ids[0], first + second).values()) == {0, 1}
    assert sum(bank.stats.times_met(ids[0], first).values()) == 5
    assert sum(bank.stats.times_met(ids[1], second).values()) == 5


@pytest.mark.parametrize("count", [0, 1, 9])
def test_a_relay_needs_two_to_eight_players(lobby: Lobby, count: int) -> None:
    settings = settings_of(lobby, Mode.RELAY, relay=players(lobby, *[16] * count))
    refusal = lobby.why_not(settings)
    assert refusal is not None
    assert f"chosen: {count}." in str(refusal)


def test_a_relay_says_for_whom_there_are_too_few_questions(bank: Bank, lobby: Lobby) -> None:
    late = [question(number, episode=16) for number in range(1, 40)]
    bank.packs.load(a_pack(0, *late, question(90), question(91)), "digest 2")
    settings = settings_of(lobby, Mode.RELAY, relay=players(lobby, 16, 2))
    refusal = lobby.why_not(settings)
    assert refusal is not None
    assert "Player 2" in str(refusal)
    with pytest.raises(RoundRefusedError):
        lobby.start(settings)


def test_custom_rules_are_kept_as_favourites_and_have_boards_of_their_own(lobby: Lobby) -> None:
    quick = CustomRules(5, (Kind.SINGLE_CHOICE, Kind.TRUE_FALSE), 10_000, 0, 0, 0)
    settings = settings_of(lobby, Mode.CUSTOM, custom=quick)
    lobby.keep_favourite("Quick", settings)
    (favourite,) = lobby.favourites()
    play = play_through(lobby.start(lobby.refreshed(favourite.settings)))
    assert play.round.question_count == 5
    assert {drawn.question.kind for drawn in play.round.drawn} <= set(quick.kinds)
    other = replace(quick, answer_limit_ms=15_000)
    play_through(lobby.start(settings_of(lobby, Mode.CUSTOM, custom=other)))
    assert len({board.variant for board in lobby.high_scores.boards()}) == 2
    assert lobby.overview().custom == other
    lobby.remove_favourite("Quick")
    assert lobby.favourites() == ()


@pytest.mark.parametrize("mode", [Mode.DASH, Mode.CUSTOM])
def test_a_stretched_or_stopped_clock_has_a_board_of_its_own(mode: Mode, lobby: Lobby) -> None:
    for factor in (ClockFactor.X1, ClockFactor.X2, ClockFactor.OFF):
        lobby.set_clock(factor)
        play_through(lobby.start(settings_of(lobby, mode, custom=CustomRules(3, answer_limit_ms=10_000))))
    assert {board.clock for board in lobby.high_scores.boards()} == {"x1", "x2", "off"}


def test_the_best_run_of_home_is_one_by_the_same_clock(lobby: Lobby) -> None:
    lobby.set_clock(ClockFactor.OFF)
    play_through(lobby.start(settings_of(lobby, Mode.DASH)))
    assert lobby.overview().best_of(Mode.DASH) is not None
    lobby.set_clock(ClockFactor.X1)
    assert lobby.overview().best_of(Mode.DASH) is None


def test_a_clock_makes_no_boards_where_there_is_none(lobby: Lobby) -> None:
    for factor in (ClockFactor.X1, ClockFactor.X10):
        lobby.set_clock(factor)
        play_through(lobby.start(settings_of(lobby)))
    (board,) = lobby.high_scores.boards()
    assert len(lobby.high_scores.board(board)) == 2


def test_a_category_and_a_difficulty_have_boards_of_their_own(lobby: Lobby) -> None:
    for categories, difficulty in ((("cast", "plot"), None), (("cast",), None), (("cast", "plot"), 1)):
        play_through(lobby.start(lobby.settings(categories, difficulty)))
    assert len(lobby.high_scores.boards()) == 3


def test_a_round_above_todays_episode_waits(lobby: Lobby) -> None:
    play = lobby.start(settings_of(lobby, Mode.MARATHON))
    lobby.set_spoiler_limit(3)
    with pytest.raises(QuizError, match="episode 16"):
        lobby.resume(play.round_id)


def test_a_pack_begun_by_an_author_does_not_take_the_place_of_the_published_one(house: House, bank: Bank) -> None:
    bank.packs.create(replace(a_pack().info, id="mine", title="A pack of my own"))
    assert house.lobby(bank).pack == a_pack().info
