"""What may happen in the middle of a round, and what it comes to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.rounds import RoundMovedOnError
from quizapp.errors import BankError, RoundRefusedError
from quizapp.game.draft import Draft
from quizapp.game.question import Kind, Name
from quizapp.game.records import AppealKind
from quizapp.game.rules import Mode
from quizapp.game.stored import State
from quizapp.game.turns import TYPED_LENGTH_MAX
from quizapp.play import Clock, Lobby, Play

from .conftest import NAMES, House, a_pack, give, give_and_go_on, play_through, question, settings_of

Start = Callable[..., Play]
HOUR_MS = 3_600_000


@pytest.mark.parametrize("mode", [Mode.DASH, Mode.SPRINT])
def test_an_hour_of_sleep_does_not_count(mode: Mode, house: House, start: Start) -> None:
    play = start(mode)
    for _ in range(4):
        assert play.tick() == "running"
        house.time.pass_ms(500)
    house.time.sleep_ms(HOUR_MS)
    assert play.tick() == "slept"
    assert play.round.paused
    play.go_on()
    house.time.pass_ms(1_000)
    assert play.tick() == "running"
    assert give(play).elapsed_ms == 3_000


def test_an_answer_that_wakes_the_machine_is_not_late(house: House, start: Start) -> None:
    play = start(Mode.DASH)
    play.tick()
    house.time.sleep_ms(2 * HOUR_MS)
    turn = give(play)
    assert turn.points.total == 1000
    assert turn.elapsed_ms == 0


def test_a_machine_that_stalls_has_not_slept(house: House, start: Start) -> None:
    play = start(Mode.SPRINT)
    play.tick()
    house.time.pass_ms(HOUR_MS)
    assert play.tick() == "running"
    assert give(play).elapsed_ms == HOUR_MS


def test_the_clocks_of_this_machine_tell_sleep_apart() -> None:
    clock = Clock()
    before_ms, slept_ms = clock.monotonic_ms(), clock.slept_ms()
    time.sleep(0.02)
    assert clock.monotonic_ms() - before_ms >= 15
    assert abs(clock.slept_ms() - slept_ms) <= 5, "the test was awake"


def test_a_clock_set_back_takes_no_time_away(house: House, lobby: Lobby, start: Start) -> None:
    play = start(Mode.DASH)
    give_and_go_on(play, is_right=False)
    house.time.monotonic_ms -= 500_000
    house.time.utc_ms -= 400 * 24 * HOUR_MS
    assert play.tick() == "running"
    assert give(play, is_right=False).elapsed_ms == 0
    play.next_question()
    house.time.pass_ms(70_000)
    give(play)
    assert play.placing() is not None
    assert lobby.training().due == 3, "what was missed is due, also when the clock says that it is a year ago"


def test_a_question_edited_on_screen_is_judged_as_it_was_drawn(bank: Bank, start: Start) -> None:
    play = start()
    drawn = play.round.current
    changed = replace(drawn.question, kind=Kind.SHORT_ANSWER, answers=("nobody",), distractors=(), prompt="Changed?")
    bank.questions.put("run-on", Draft.of(changed), State.LIVE, seen_revision=drawn.revision, who="author")
    assert play.round.current == drawn
    assert give(play).points.total == 1000
    assert bank.rounds.load(play.round_id).round_.turns[0].drawn.question == drawn.question


def test_a_question_retired_on_screen_is_asked_to_its_end(bank: Bank, house: House, start: Start) -> None:
    play = start()
    for drawn in play.round.drawn:
        stored = bank.questions.stored(drawn.question.uid)
        assert stored is not None
        bank.questions.put(
            "run-on", stored.question, State.RETIRED, seen_revision=stored.revision, who="author", action="retire"
        )
    with house.open() as other:
        resumed = house.lobby(other).resume(play.round_id)
        assert resumed.round.drawn == play.round.drawn
        placing = play_through(resumed).placing()
        assert placing is not None
        assert placing.entry.result.right == 10


def test_two_windows_cannot_answer_one_question_twice(house: House, start: Start) -> None:
    play = start()
    with house.open() as other:
        second = house.lobby(other).resume(play.round_id)
        second.show()
        give(second)
        with pytest.raises(RoundMovedOnError):
            give(play, is_right=False)
        assert len(play.round.turns) == 0, "what was not written is not told"
        assert other.rounds.load(play.round_id).round_.result().right == 1


def test_two_windows_do_not_deal_one_marathon_twice(house: House, start: Start) -> None:
    play = start(Mode.MARATHON)
    for _ in range(6):
        give_and_go_on(play)
    with house.open() as other:
        second = house.lobby(other).resume(play.round_id)
        give_and_go_on(play)
        assert len(play.round.drawn) > len(second.round.drawn)
        with pytest.raises(RoundMovedOnError):
            give(second)
    play_through(play)
    assert len({turn.drawn.question.uid for turn in play.round.turns}) == 42


def test_ten_thousand_characters_are_an_answer_like_any_other(bank: Bank, lobby: Lobby) -> None:
    bank.packs.load(a_pack(0, *(question(number, Kind.SHORT_ANSWER) for number in range(20))), "digest 2")
    play = lobby.start(settings_of(lobby))
    play.show()
    turn = play.answer_text("ㄱ" * 10_000)
    assert len(turn.text) == TYPED_LENGTH_MAX
    assert bank.rounds.load(play.round_id).round_.turns[0] == turn


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202e", "e\u0301", "\U0001f3c3", "'; DROP TABLE round; --"])
def test_any_text_can_be_typed_stored_and_replayed(text: str, bank: Bank, lobby: Lobby) -> None:
    bank.packs.load(a_pack(0, *(question(number, Kind.SHORT_ANSWER) for number in range(20))), "digest 2")
    play = lobby.start(settings_of(lobby))
    play.show()
    turn = play.answer_text(f"run {text} on")
    assert bank.rounds.load(play.round_id).round_.turns[0] == turn


def test_a_typed_answer_is_replayed_by_the_names_of_its_day(bank: Bank, lobby: Lobby) -> None:
    people = [question(number, Kind.SHORT_ANSWER) for number in range(20)]
    bank.packs.load(a_pack(0, *people), "digest 2")
    play = lobby.start(settings_of(lobby))
    play.show()
    turn = play.answer_text("Ki Sun-kyum")
    assert turn.share == 1
    without = (Name("Ki Seon-gyeom"), Name("Somebody Else", "", ("Ki Sun-kyum",)), *NAMES[1:])
    bank.packs.load(a_pack(0, *people, names=without, version="2026.12.1"), "digest 3")
    assert bank.packs.all()[0].names == without
    assert bank.rounds.load(play.round_id).round_.turns[0] == turn


@pytest.mark.parametrize("mode", [Mode.SPRINT, Mode.DASH, Mode.MARATHON, Mode.DAILY, Mode.CUSTOM])
def test_two_questions_are_too_few_for_ten(mode: Mode, bank: Bank, lobby: Lobby) -> None:
    bank.packs.load(a_pack(0, question(1), question(2)), "digest 2")
    refusal = lobby.why_not(settings_of(lobby, mode))
    assert refusal is not None
    assert "10 questions and only 2" in str(refusal)
    with pytest.raises(RoundRefusedError):
        lobby.start(settings_of(lobby, mode))
    assert lobby.open_round() is None


def test_an_episode_that_leaves_nothing_is_told(bank: Bank, lobby: Lobby) -> None:
    bank.packs.load(a_pack(0, *(question(number, episode=9) for number in range(20))), "digest 2")
    lobby.set_spoiler_limit(3)
    refusal = lobby.why_not(settings_of(lobby))
    assert refusal is not None
    assert "No question fits" in str(refusal)


def test_appeals_reach_the_author_and_leave_the_round_alone(bank: Bank, start: Start) -> None:
    play = start()
    give(play, is_right=False)
    before = play.round.result()
    play.appeal(AppealKind.MY_ANSWER_WAS_RIGHT)
    play.appeal(AppealKind.SOMETHING_IS_WRONG, "The year is another one.")
    assert play.appeals() == set(AppealKind)
    play.withdraw_appeal(AppealKind.MY_ANSWER_WAS_RIGHT)
    assert play.appeals() == {AppealKind.SOMETHING_IS_WRONG}
    ((appeal, _),) = bank.appeals.unsettled("run-on")
    assert (appeal.uid, appeal.note) == (play.round.turns[0].drawn.question.uid, "The year is another one.")
    assert play.round.result() == before


def test_a_marathon_left_at_each_verdict_goes_on_to_the_last_question(house: House, start: Start) -> None:
    play = start(Mode.MARATHON)
    while not play.round.is_complete:
        give(play)
        with house.open() as other:
            round_id = play.round_id
            if not play.round.is_complete:
                play = house.lobby(other).resume(round_id)
        with house.open() as other:
            if not play.round.is_complete:
                play = house.lobby(other).resume(round_id)
    assert len(play.round.turns) == 42
    assert play.round.is_won


def test_questions_that_could_not_be_written_come_with_the_next_try(
    start: Start, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = start(Mode.MARATHON)
    while len(play.round.drawn) - len(play.round.turns) > 4:
        give_and_go_on(play)
    give(play)
    with monkeypatch.context() as broken:
        broken.setattr(bank.rounds, "extend", _disk_full)
        with pytest.raises(BankError):
            play.next_question()
        assert play.round.showing_verdict
    play.next_question()
    play_through(play)
    assert len({turn.drawn.question.uid for turn in play.round.turns}) == 42


def _disk_full(*_: object, **__: object) -> None:
    raise BankError("The disk is full.")


@pytest.mark.parametrize("mode", [Mode.SPRINT, Mode.DASH])
def test_a_round_that_is_left_goes_on_with_its_clock_as_it_stood(mode: Mode, house: House, start: Start) -> None:
    play = start(mode)
    house.time.pass_ms(4_000)
    play.pause()
    house.time.pass_ms(HOUR_MS)
    play.go_on()
    house.time.pass_ms(3_000)
    left_ms = play.round.time_left_ms(play.now_ms())
    play.pause()
    play.pause()
    with house.open() as other:
        house.time.pass_ms(HOUR_MS)
        resumed = house.lobby(other).resume(play.round_id)
        resumed.show()
        assert resumed.round.time_left_ms(resumed.now_ms()) == left_ms
        house.time.pass_ms(1_000)
        turn = give(resumed)
        assert (turn.elapsed_ms, turn.lifelines) == (8_000, 0)
        assert other.rounds.load(play.round_id).round_.turns == resumed.round.turns


def test_a_pause_hides_the_question_also_when_nothing_can_be_written(
    house: House, start: Start, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = start()
    house.time.pass_ms(4_000)
    with monkeypatch.context() as broken:
        broken.setattr(bank.rounds, "record", _disk_full)
        play.pause()
    assert play.round.paused
    play.go_on()
    assert give(play).elapsed_ms == 4_000
