"""Rounds of all modes in the bank: typed answers, names as they were, open ends, relays, practice, first runs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.convert import settings_of, settings_text
from quizapp.bank.rounds import AlreadyRunError, RoundMovedOnError
from quizapp.errors import QuizError
from quizapp.game.drawing import Candidate
from quizapp.game.grading import Verdict
from quizapp.game.question import Kind, Name, Question
from quizapp.game.round import Round
from quizapp.game.rules import (
    CUSTOM_1,
    DAILY_1,
    DASH_1,
    MARATHON_1,
    NEWEST,
    RELAY_1,
    SPRINT_2,
    TRAINING_1,
    ClockFactor,
    CustomRules,
    Mode,
    RoundSettings,
    RuleSet,
    Runner,
)

from .builders import SETTINGS, Game, board, drawn_of, pack, question, round_of, sql, uids

NAMES = (Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum",)), Name("Oh Mi-joo", "오미주"))
DAILY = replace(SETTINGS, mode=Mode.DAILY, day="2026-11-21")
CHALLENGE = replace(SETTINGS, challenge="0123456789")


def typed(number: int) -> Question:
    return question(number, kind=Kind.SHORT_ANSWER, answers=("Ki Seon-gyeom",), distractors=())


@pytest.fixture
def typing(bank: Bank) -> Bank:
    """The bank with a pack of names and typed questions."""
    bank.packs.load(pack([typed(number) for number in range(1, 13)], version="2026.12.1", names=NAMES), "digest 2")
    return bank


def _typed_round(bank: Bank, names: tuple[Name, ...] = NAMES) -> Round:
    return round_of(bank, uids(10), settings=SETTINGS, rules=SPRINT_2, names=names)


# Typed answers and names


def test_what_was_typed_is_kept_and_judged_again_the_same(typing: Bank, game: Game, player_id: int) -> None:
    state = _typed_round(typing)
    round_id = game.begin(player_id, state)
    for text in ("Ki Sun-kyum", "기선겸", "Nobody at all"):
        state = state.show(0).answer_text(text, 900).next_question(0)
        game.record(round_id, state)

    stored = typing.rounds.load(round_id).round_

    kept = [text for (text,) in sql(typing.path, "SELECT text FROM event ORDER BY number")]
    assert kept == ["Ki Sun-kyum", "기선겸", "Nobody at all"]
    assert stored.turns == state.turns
    assert [turn.verdict for turn in stored.turns] == [Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG]


def test_a_round_keeps_the_names_of_its_pack_whatever_the_pack_says_later(
    typing: Bank, game: Game, player_id: int
) -> None:
    state = _typed_round(typing)
    round_id = game.begin(player_id, state)
    state = state.show(0).answer_text("Ki Sun-kyum", 900)
    game.record(round_id, state)

    typing.packs.load(pack([typed(1)], version="2027.1.1", names=()), "digest 3")

    stored = typing.rounds.load(round_id)
    assert stored.pack.names == ()
    assert stored.round_.names.names == NAMES
    assert stored.round_.turns[0].verdict is Verdict.RIGHT


def test_names_are_written_once_however_many_rounds_have_them(typing: Bank, game: Game, player_id: int) -> None:
    for names in (NAMES, NAMES, NAMES[:1], NAMES):
        game.begin(player_id, _typed_round(typing, names))
    assert sql(typing.path, "SELECT count(*) FROM name_list") == [(2,)]
    assert sql(typing.path, "SELECT count(DISTINCT names_digest) FROM round") == [(2,)]


def test_a_round_from_before_names_were_kept_has_those_of_today(typing: Bank, game: Game, player_id: int) -> None:
    round_id = game.begin(player_id, _typed_round(typing))
    sql(typing.path, "UPDATE round SET names_digest = NULL")
    assert typing.rounds.load(round_id).round_.names.names == NAMES


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE name_list SET names = '{'",
        "UPDATE name_list SET names = '[{\"hangul\": 7}]'",
        "DELETE FROM name_list",
        "UPDATE event SET action = 'shout'",
        "UPDATE event SET text = x'00FF'",
        "UPDATE event SET text = ''",
        "UPDATE event SET elapsed_ms = 'long'",
        "UPDATE round SET settings = json_set(settings, '$.mode', 'hurdles')",
    ],
)
def test_a_round_that_makes_no_sense_is_refused_with_a_sentence(
    typing: Bank, game: Game, player_id: int, damage: str
) -> None:
    state = _typed_round(typing)
    round_id = game.begin(player_id, state)
    game.record(round_id, state.show(0).answer_text("기선겸", 900))
    sql(typing.path, damage)
    with pytest.raises(QuizError, match="It is kept"):
        typing.rounds.load(round_id)


# Rules of their own


@pytest.mark.parametrize(
    "chosen",
    [
        SETTINGS,
        DAILY,
        CHALLENGE,
        replace(SETTINGS, mode=Mode.DASH, clock=ClockFactor.OFF),
        replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules()),
        replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules(3, (Kind.ORDERING,), 20_000, 0, 2, 0)),
        replace(SETTINGS, mode=Mode.RELAY, relay=(Runner(1, "BlueBird", 16), Runner(2, "기선겸", 3))),
    ],
)
def test_settings_are_read_as_they_were_written(chosen: RoundSettings) -> None:
    assert settings_of(settings_text(chosen)) == chosen


def test_settings_of_the_first_version_are_those_of_a_sprint() -> None:
    first = '{"pack_id":"run-on","spoiler_limit":16,"categories":["cast","plot"]}'
    assert settings_of(first) == SETTINGS
    assert settings_text(SETTINGS) == first


def test_custom_rules_are_written_in_full_so_that_new_defaults_change_no_old_round() -> None:
    document = json.loads(settings_text(replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules())))
    assert set(document["custom"]) == set(CustomRules.__dataclass_fields__)
    assert len(document["custom"]["kinds"]) == 7


def test_a_custom_round_is_replayed_by_its_own_rules(bank: Bank, game: Game, player_id: int) -> None:
    chosen = replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules(3, answer_limit_ms=10_000, hints=2))
    state = round_of(bank, uids(5), settings=chosen, rules=CUSTOM_1)
    round_id = game.begin(player_id, state)
    state = game.answer(round_id, state)
    state = state.show(0).time_out(11_000)
    game.record(round_id, state)

    stored = bank.rounds.load(round_id)

    assert stored.board.variant == CustomRules(3, answer_limit_ms=10_000, hints=2).code
    assert stored.round_.rules == state.rules
    assert (stored.round_.rules.question_count, stored.round_.rules.hints) == (3, 2)
    assert [turn.verdict for turn in stored.round_.turns] == [Verdict.RIGHT, Verdict.TIMED_OUT]
    assert bank.stats.times_met(player_id, uids(3)) == dict(zip(uids(3), (1, 1, 0), strict=True))
    offered = bank.rounds.open_round(player_id)
    assert offered
    assert (offered.answered, offered.settings) == (2, chosen)


def test_what_was_chosen_last_is_remembered_for_each_mode(bank: Bank, game: Game, player_id: int) -> None:
    dash = replace(SETTINGS, mode=Mode.DASH, difficulty=3)
    custom = replace(SETTINGS, mode=Mode.CUSTOM, custom=CustomRules(2))
    for chosen, rules in ((SETTINGS, SPRINT_2), (custom, CUSTOM_1), (dash, DASH_1)):
        game.begin(player_id, round_of(bank, uids(5), settings=chosen, rules=rules))
        game.clock.forward(1)
    assert bank.rounds.last_settings(player_id, "run-on") == dash
    found = {mode: bank.rounds.last_settings(player_id, "run-on", mode) for mode in Mode}
    assert found == dict.fromkeys(Mode) | {Mode.SPRINT: SETTINGS, Mode.DASH: dash, Mode.CUSTOM: custom}


def test_an_open_round_of_every_mode_is_offered(bank: Bank, game: Game, player_id: int) -> None:
    for mode, rules in NEWEST.items():
        game.clock.forward(1)
        chosen = replace(SETTINGS, mode=mode)
        round_id = game.begin(player_id, round_of(bank, uids(5), settings=chosen, rules=rules))
        offered = bank.rounds.open_round(player_id)
        assert offered
        assert (offered.round_id, offered.settings.mode, offered.answered) == (round_id, mode, 0)


# Open ends


def _marathon(bank: Bank, count: int) -> Round:
    return round_of(bank, uids(count), settings=replace(SETTINGS, mode=Mode.MARATHON), rules=MARATHON_1)


def test_an_open_round_is_extended_and_found_again(bank: Bank, game: Game, player_id: int) -> None:
    state = _marathon(bank, 2)
    round_id = game.begin(player_id, state)
    for position in range(2, 8):
        more = drawn_of(bank, uids(position + 1)[-1:])
        state = state.extended(more)
        bank.rounds.extend(round_id, position, more)
        state = game.answer(round_id, state)
    bank.rounds.extend(round_id, 8, ())

    stored = bank.rounds.load(round_id).round_

    assert stored.drawn == state.drawn == _marathon(bank, 8).drawn
    assert stored.turns == state.turns


@pytest.mark.parametrize("first_position", [0, 1, 3])
def test_questions_are_added_behind_the_last_only(bank: Bank, game: Game, player_id: int, first_position: int) -> None:
    round_id = game.begin(player_id, _marathon(bank, 2))
    with pytest.raises(RoundMovedOnError):
        bank.rounds.extend(round_id, first_position, drawn_of(bank, uids(5)[-2:]))
    assert len(bank.rounds.load(round_id).round_.drawn) == 2


def test_a_round_that_is_over_is_not_extended(bank: Bank, game: Game, player_id: int) -> None:
    finished = game.finish(player_id, _marathon(bank, 4), right=1)
    given_up = game.begin(player_id, _marathon(bank, 4))
    bank.rounds.abandon(given_up, game.clock())
    for round_id in (finished, given_up, 99):
        with pytest.raises(RoundMovedOnError):
            bank.rounds.extend(round_id, 4, drawn_of(bank, uids(5)[-1:]))


# Relay


@pytest.fixture
def runners(bank: Bank, player_id: int) -> tuple[Runner, ...]:
    others = (bank.players.add(name, "run-on", 16).id for name in ("Croquis", "Ramen8"))
    return tuple(Runner(each, f"Runner {each}", 16) for each in (player_id, *others))


def _relay(bank: Bank, runners: tuple[Runner, ...]) -> Round:
    chosen = replace(SETTINGS, mode=Mode.RELAY, relay=runners)
    return round_of(bank, uids(9), settings=chosen, rules=replace(RELAY_1, question_count=3))


def test_a_question_of_a_relay_is_met_by_who_was_asked(
    bank: Bank, game: Game, player_id: int, runners: tuple[Runner, ...]
) -> None:
    state = _relay(bank, runners)
    round_id = game.begin(player_id, state)
    for _ in range(7):
        state = game.answer(round_id, state)
        game.clock.forward(1)

    asked = [player for (player,) in sql(bank.path, "SELECT player_id FROM drawn ORDER BY position")]
    assert asked == [runner.player_id for runner in runners] * 3
    for lane, runner in enumerate(runners):
        own = {uid for place, uid in enumerate(uids(7)) if place % 3 == lane}
        met = bank.stats.times_met(runner.player_id, uids(9))
        assert {uid for uid, times in met.items() if times} == own
        found = bank.questions.candidates(SETTINGS, SPRINT_2, runner.player_id)
        assert {candidate.uid for candidate in found if candidate.met_at_ms} == own
    last = Candidate(uids(7)[-1], "cast", 2, game.clock() - 1)
    assert last in bank.questions.candidates(SETTINGS, SPRINT_2, player_id)


def test_own_rounds_and_relays_of_others_are_met_together(
    bank: Bank, game: Game, player_id: int, runners: tuple[Runner, ...]
) -> None:
    guest = runners[1].player_id
    game.play(guest)
    state = _relay(bank, runners)
    round_id = game.begin(player_id, state)
    state = game.answer(round_id, state)
    later_ms = game.clock.forward(1_000)
    state = game.answer(round_id, state)
    assert bank.stats.times_met(guest, uids(3)) == dict(zip(uids(3), (1, 2, 1), strict=True))
    found = {one.uid: one.met_at_ms for one in bank.questions.candidates(SETTINGS, SPRINT_2, guest)}
    assert found[uids(2)[1]] == later_ms
    assert 0 < found[uids(1)[0]] < later_ms


# Which run counts


@pytest.mark.parametrize(("chosen", "rules"), [(DAILY, DAILY_1), (CHALLENGE, SPRINT_2)])
@pytest.mark.parametrize("fate", ["open", "given up", "finished"])
def test_only_the_first_run_of_a_daily_race_or_a_challenge_counts(
    bank: Bank, game: Game, player_id: int, chosen: RoundSettings, rules: RuleSet, fate: str
) -> None:
    state = round_of(bank, uids(11), settings=chosen, rules=rules)
    on = board(chosen, rules=state.rules)
    assert not bank.rounds.has_begun(player_id, on)
    assert bank.stats.daily_run(player_id, on) is None
    first = game.begin(player_id, state)
    if fate == "given up":
        bank.rounds.abandon(first, game.clock())
    while fate == "finished" and not state.is_finished:
        state = game.answer(first, state)

    assert bank.rounds.has_begun(player_id, on)
    again = round_of(bank, uids(11), settings=chosen, rules=state.rules)
    with pytest.raises(AlreadyRunError, match=r"only the first run counts.*Nothing was changed"):
        game.begin(player_id, again)
    practice = game.finish(player_id, again, practice=True)

    run = bank.stats.daily_run(player_id, on)
    assert (run.round_id if run else None) == (first if fate == "finished" else None)
    assert [entry.round_id for entry in bank.stats.board(on)] == ([first] if fate == "finished" else [])
    assert bank.rounds.load(practice).practice
    other = bank.players.add("Croquis", "run-on", 16).id
    assert not bank.rounds.has_begun(other, on)
    assert not bank.rounds.has_begun(player_id, replace(on, variant="2026-11-22"))


def test_a_round_of_practice_does_not_make_a_race_begun(bank: Bank, game: Game, player_id: int) -> None:
    game.finish(player_id, round_of(bank, uids(11), settings=DAILY, rules=DAILY_1), practice=True)
    assert not bank.rounds.has_begun(player_id, board(DAILY, rules=DAILY_1))


def test_other_rounds_may_be_begun_as_often_as_one_likes(bank: Bank, game: Game, player_id: int) -> None:
    for _ in range(3):
        game.begin(player_id, round_of(bank, uids(11)))
    assert bank.rounds.has_begun(player_id, board())


# Boards


def test_a_round_of_practice_stands_on_no_board(bank: Bank, game: Game, player_id: int) -> None:
    round_id = game.finish(player_id, round_of(bank, uids(11)), practice=True)
    assert bank.rounds.load(round_id).round_.is_finished
    assert bank.stats.boards() == ()
    assert bank.stats.board(board()) == ()
    assert bank.stats.last_entry(player_id) is None
    with pytest.raises(LookupError):
        bank.stats.placing(round_id)
    assert bank.stats.times_met(player_id, uids(1)) == {uids(1)[0]: 1}


@pytest.mark.parametrize(("mode", "rules"), [(Mode.TRAINING, TRAINING_1), (Mode.RELAY, RELAY_1)])
def test_training_and_relay_have_no_board(
    bank: Bank, game: Game, player_id: int, runners: tuple[Runner, ...], mode: Mode, rules: RuleSet
) -> None:
    chosen = replace(SETTINGS, mode=mode, relay=runners if mode is Mode.RELAY else ())
    round_id = game.finish(player_id, round_of(bank, uids(6), settings=chosen, rules=rules))
    assert bank.rounds.load(round_id).finished_at_ms
    assert bank.stats.boards() == ()
    assert bank.stats.board(board(chosen, rules=rules)) == ()
    assert bank.stats.last_entry(player_id) is None
    with pytest.raises(LookupError):
        bank.stats.placing(round_id)
    relays = {Mode.RELAY: round_id, Mode.TRAINING: None}
    assert bank.stats.last_relay("run-on") == relays[mode]


def test_the_last_relay_is_the_one_finished_last_on_this_pack(
    bank: Bank, game: Game, player_id: int, runners: tuple[Runner, ...]
) -> None:
    assert bank.stats.last_relay("run-on") is None
    finished = [game.finish(host.player_id, _relay(bank, runners)) for host in runners]
    game.begin(player_id, _relay(bank, runners))
    assert bank.stats.last_relay("run-on") == finished[-1]
    assert bank.stats.last_relay("another") is None
