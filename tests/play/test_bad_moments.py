"""What may happen in the middle of a round, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.convert import State
from quizapp.bank.rounds import RoundMovedOnError
from quizapp.errors import RoundRefusedError
from quizapp.game.draft import Draft
from quizapp.game.question import Kind, Name
from quizapp.game.records import AppealKind
from quizapp.game.rules import Mode
from quizapp.game.turns import TYPED_LENGTH_MAX
from quizapp.play import Lobby, Play

from .conftest import NAMES, House, a_pack, give, give_and_go_on, play_through, question, settings_of

Start = Callable[..., Play]
HOUR_MS = 3_600_000


@pytest.mark.parametrize("mode", [Mode.DASH, Mode.SPRINT])
def test_an_hour_of_sleep_does_not_count(mode: Mode, house: House, start: Start) -> None:
    play = start(mode)
    for _ in range(4):
        assert play.tick() == "running"
        house.time.pass_ms(500)
    house.time.pass_ms(HOUR_MS)
    assert play.tick() == "slept"
    assert play.round.paused
    play.go_on()
    house.time.pass_ms(1_000)
    assert play.tick() == "running"
    assert give(play).elapsed_ms <= 3_000


def test_an_answer_that_wakes_the_machine_is_not_late(house: House, start: Start) -> None:
    play = start(Mode.DASH)
    play.tick()
    house.time.pass_ms(2 * HOUR_MS)
    turn = give(play)
    assert turn.points.total == 1000
    assert turn.elapsed_ms == 0


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
    assert "only 0 fit" in str(refusal)


def test_appeals_reach_the_author_and_leave_the_round_alone(bank: Bank, start: Start) -> None:
    play = start()
    give(play, is_right=False)
    before = play.round.result()
    play.appeal(AppealKind.MY_ANSWER_WAS_RIGHT)
    play.appeal(AppealKind.SOMETHING_IS_WRONG, "The year is another one.")
    assert play.appeals() == set(AppealKind)
    play.withdraw_appeal(AppealKind.MY_ANSWER_WAS_RIGHT)
    assert play.appeals() == {AppealKind.SOMETHING_IS_WRONG}
    (appeal,) = bank.appeals.open_appeals("run-on")
    assert (appeal.uid, appeal.note) == (play.round.turns[0].drawn.question.uid, "The year is another one.")
    assert play.round.result() == before
