"""Rounds of every mode and kind: what ends them, what they count, and that their log gives them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizapp.game.grading import Verdict
from quizapp.game.options import Drawn, is_chosen, is_typed, match_rights
from quizapp.game.question import Distractor, Kind, Question
from quizapp.game.round import NotPossibleError, Round
from quizapp.game.rules import NEWEST, RULE_SETS, ClockFactor, CustomRules, Mode, RoundSettings, Runner
from quizapp.game.text import cleaned
from quizapp.game.turns import NOT_JOINED, TYPED_LENGTH_MAX, Action, Event
from tests.game.builders import a_question, a_round, some_rules

CHOSEN_GAP = a_question(Kind.MISSING_WORD, distractors=tuple(map(Distractor, ("off", "away", "up"))))
EVERY_KIND = [*map(a_question, Kind), CHOSEN_GAP]
ANNA, CROQUIS, BLUE = Runner(1, "Anna", 16), Runner(2, "Croquis", 4), Runner(3, "BlueBird", 0)
PLENTY = EVERY_KIND * 12


def a_round_of(mode: Mode, *questions: Question, **settings: Any) -> Round:
    """A round of this mode with these questions; all kinds, many of them, where none are given."""
    chosen = RoundSettings("pack", 16, ("plot",), mode=mode, **settings)
    rules = NEWEST[mode].for_settings(chosen)
    return a_round(*(questions or PLENTY), rules=rules, reserve=0, mode=mode, **settings)


def right(question: Question) -> dict[str, Any]:
    """The full key, as `Event` holds it."""
    if is_typed(question):
        return {"text": question.answers[0]}
    if question.kind is Kind.MATCHING:
        return {"chosen": tuple(range(len(question.pairs)))}
    if question.kind is Kind.ORDERING:
        return {"chosen": tuple(range(len(question.sequence)))}
    if question.kind is Kind.TRUE_FALSE:
        return {"chosen": (0 if question.answer else 1,)}
    keys = 1 if question.kind is Kind.MISSING_WORD else len(question.answers)
    return {"chosen": tuple(range(keys))}


def wrong(drawn: Drawn) -> dict[str, Any]:
    """An answer that has nothing right."""
    question = drawn.question
    if is_typed(question):
        return {"text": "xyzzy"}
    if question.kind is Kind.MATCHING:
        return {"chosen": (*range(1, len(question.pairs)), 0)}
    if question.kind is Kind.ORDERING:
        return {"chosen": tuple(reversed(range(len(question.sequence))))}
    return {"chosen": (max(drawn.options),)}


def give(game: Round, answer: dict[str, Any], after_ms: int = 1_000) -> Round:
    """The round after this answer and its verdict, and the next question shown."""
    event = Event(Action.ANSWER, game.position, after_ms, **answer)
    return game.apply(event).next_question(0)


def give_right(game: Round, after_ms: int = 1_000) -> Round:
    return give(game, right(game.current.question), after_ms)


def give_wrong(game: Round, after_ms: int = 1_000) -> Round:
    return give(game, wrong(game.current), after_ms)


# Kinds


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda question: f"{question.kind}-{is_typed(question)}")
def test_the_full_key_of_every_kind_is_worth_a_thousand(question: Question) -> None:
    game = give_right(a_round(question))
    assert game.turns[0].verdict is Verdict.RIGHT
    assert game.turns[0].points.total == 1000


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda question: f"{question.kind}-{is_typed(question)}")
def test_an_answer_without_anything_right_is_worth_nothing(question: Question) -> None:
    game = give_wrong(a_round(question))
    assert game.turns[0].verdict is Verdict.WRONG
    assert game.turns[0].points.total == 0
    assert game.turns[0].is_miss


def test_one_right_pair_of_two_is_worth_half() -> None:
    game = a_round(a_question(Kind.MATCHING, extra=("paints", "sings")))
    turn = give(game, {"chosen": (0, 2)}).turns[0]
    assert (turn.verdict, turn.points.total, turn.is_miss) == (Verdict.PARTLY, 500, False)


def test_a_left_side_may_stay_alone_but_not_all_of_them() -> None:
    game = a_round(a_question(Kind.MATCHING))
    assert give(game, {"chosen": (0, NOT_JOINED)}).turns[0].share == 0.5
    with pytest.raises(NotPossibleError):
        give(game, {"chosen": (NOT_JOINED, NOT_JOINED)})


@pytest.mark.parametrize("chosen", [(0,), (0, 0), (0, 9), (-2, 0), (0, 1, 2), ()])
def test_no_right_side_stands_twice_and_none_is_made_up(chosen: tuple[int, ...]) -> None:
    with pytest.raises(NotPossibleError):
        give(a_round(a_question(Kind.MATCHING)), {"chosen": chosen})


@pytest.mark.parametrize(("chosen", "points"), [((0, 1, 2), 1000), ((1, 2, 0), 500), ((2, 0, 1), 500), ((2, 1, 0), 0)])
def test_ordering_counts_neighbours(chosen: tuple[int, ...], points: int) -> None:
    assert give(a_round(a_question(Kind.ORDERING)), {"chosen": chosen}).turns[0].points.total == points


@pytest.mark.parametrize("chosen", [(0, 1), (0, 1, 1), (0, 1, 3), (0, 1, 2, 3), ()])
def test_an_order_holds_every_item_once(chosen: tuple[int, ...]) -> None:
    with pytest.raises(NotPossibleError):
        give(a_round(a_question(Kind.ORDERING)), {"chosen": chosen})


def test_a_gap_by_options_has_one_key_and_takes_fifty() -> None:
    question = a_question(
        Kind.MISSING_WORD, answers=("on", "onward"), distractors=tuple(map(Distractor, ("off", "up", "in")))
    )
    game = a_round(question)
    assert game.can_fifty
    assert [option.text for option in game.current.shown()] == ["on", "off", "up", "in"]
    assert [option.is_key for option in game.current.shown()] == [True, False, False, False]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_typed_is_no_answer(text: str) -> None:
    game = a_round(a_question(Kind.SHORT_ANSWER)).show(0)
    with pytest.raises(NotPossibleError):
        game.answer_text(text, 1_000)


def test_of_ten_thousand_characters_the_first_count() -> None:
    game = a_round(a_question(Kind.SHORT_ANSWER)).show(0).answer_text("run " * 2_500, 1_000)
    assert len(game.turns[0].text) <= TYPED_LENGTH_MAX
    assert game.turns[0].verdict is Verdict.WRONG


def test_a_text_is_no_answer_to_a_choice_and_a_choice_none_to_a_typed_question() -> None:
    with pytest.raises(NotPossibleError):
        a_round(a_question()).answer_text("Oh Mi-joo", 0)
    with pytest.raises(NotPossibleError):
        a_round(a_question(Kind.SHORT_ANSWER)).answer([0], 0)


def test_a_slip_has_full_points_and_keeps_the_streak() -> None:
    long = a_question(Kind.SHORT_ANSWER, answers=("Film translator",))
    game = give_right(a_round(a_question(), long, a_question()))
    game = give(game, {"text": "film tranzlator"})
    assert game.turns[1].verdict is Verdict.SLIP
    assert (game.turns[1].points.base, game.turns[1].streak) == (1000, 2)
    assert game.result().right == 2


# Dash


def test_a_dash_ends_when_its_time_is_used_up() -> None:
    game = give_right(a_round_of(Mode.DASH), 59_000)
    assert not game.is_complete
    game = game.show(0)
    assert game.time_left_ms(400) == 600
    assert game.is_time_up(1_000)
    late = game.time_out(7_000)
    assert late.is_complete
    assert late.turns[-1].verdict is Verdict.TIMED_OUT
    assert late.result().elapsed_ms == 60_000, "what comes after the end does not count"
    assert late.result().right == 1


def test_a_miss_in_a_dash_costs_five_seconds() -> None:
    game = give_wrong(a_round_of(Mode.DASH), 10_000)
    assert game.time_left_ms(0) == 45_000
    game = give_right(give_wrong(game, 39_000), 500)
    assert game.time_left_ms(0) == 500
    assert give_wrong(game, 100).is_complete


def test_a_partly_right_answer_of_half_or_more_is_no_miss() -> None:
    half = a_question(Kind.MULTIPLE_CHOICE)
    assert give(a_round_of(Mode.DASH, half, half, half), {"chosen": (0,)}).misses == 0


def test_the_time_of_a_dash_stands_while_a_verdict_shows_or_the_round_is_paused() -> None:
    game = a_round_of(Mode.DASH).show(0)
    answered = game.answer(right(game.current.question)["chosen"], 4_000)
    assert answered.time_left_ms(9_000_000) == 56_000
    paused = answered.next_question(9_000_000).pause(9_001_000)
    assert paused.time_left_ms(20_000_000) == 55_000
    assert paused.go_on(20_000_000).time_left_ms(20_000_500) == 54_500


@pytest.mark.parametrize(("factor", "limit_ms", "left_ms"), [("x2", 120_000, 109_000), ("x10", 600_000, 549_000)])
def test_a_stretched_dash_stretches_its_misses_too(factor: str, limit_ms: int, left_ms: int) -> None:
    game = a_round_of(Mode.DASH, clock=ClockFactor(factor))
    assert game.rules.time_limit_ms == limit_ms
    assert give_wrong(game, 1_000).time_left_ms(0) == left_ms


def test_a_dash_without_its_clock_asks_twenty() -> None:
    game = a_round_of(Mode.DASH, clock=ClockFactor.OFF)
    assert (game.question_count, game.time_left_ms(10**9)) == (20, None)
    for _ in range(20):
        game = give_right(game, 10**8)
    assert game.is_complete
    assert game.result().points == 20_000, "no bonus"


def test_the_last_question_of_the_pack_ends_a_dash() -> None:
    game = give_right(give_right(a_round_of(Mode.DASH, a_question(), a_question())))
    assert game.is_finished


# Marathon


def test_a_marathon_ends_with_the_third_miss() -> None:
    game = a_round_of(Mode.MARATHON)
    for number in range(20):
        game = give_right(game) if number % 5 else give_wrong(game)
        if game.is_complete:
            break
    assert len(game.turns) == 11
    assert (game.misses, game.lives_left, game.is_won) == (3, 0, False)


def test_less_than_half_right_is_a_miss() -> None:
    three = a_question(Kind.MATCHING, pairs=(("a", "1"), ("b", "2"), ("c", "3")), extra=())
    game = give(a_round_of(Mode.MARATHON, *[three] * 5), {"chosen": (0, 2, 1)})
    assert (game.turns[0].verdict, game.misses) == (Verdict.PARTLY, 1)


def test_whoever_answers_every_question_has_won_the_marathon() -> None:
    game = a_round_of(Mode.MARATHON, *EVERY_KIND)
    for _ in EVERY_KIND:
        game = give_right(game)
    assert game.is_finished
    assert game.is_won
    assert game.result().points == 1000 * len(EVERY_KIND), "an open end has no bonus"


def test_a_marathon_goes_on_with_what_is_dealt_later() -> None:
    game = a_round_of(Mode.MARATHON, a_question(), a_question())
    further = a_round_of(Mode.MARATHON, *EVERY_KIND).drawn
    game = give_right(game).extended(further)
    game = give_right(game)
    assert not game.is_complete
    assert game.current == further[0]
    assert game.question_number == 3


# Relay


def test_players_of_a_relay_take_turns_and_have_five_questions_each() -> None:
    game = a_round_of(Mode.RELAY, relay=(ANNA, CROQUIS, BLUE))
    names = []
    while not game.is_complete:
        assert game.runner is not None
        names.append(game.runner.name)
        game = give_right(game)
    assert names == ["Anna", "Croquis", "BlueBird"] * 5


def test_a_streak_in_a_relay_is_that_of_one_player() -> None:
    game = a_round_of(Mode.RELAY, *[a_question()] * 10, relay=(ANNA, CROQUIS))
    for number in range(10):
        game = give_right(game) if number % 2 == 0 else give_wrong(game)
    anna, croquis = game.lane_results()
    assert (anna.name, anna.place, anna.result.best_streak, anna.result.right) == ("Anna", 1, 5, 5)
    assert (croquis.name, croquis.place, croquis.result.points) == ("Croquis", 2, 0)
    assert anna.result.streak_points < 1000


def test_equal_points_share_a_place() -> None:
    game = a_round_of(Mode.RELAY, *[a_question()] * 15, relay=(ANNA, CROQUIS, BLUE))
    for number in range(15):
        game = give_wrong(game) if number % 3 == 1 else give_right(game)
    assert [(each.name, each.place) for each in game.lane_results()] == [("Anna", 1), ("BlueBird", 1), ("Croquis", 3)]


def test_the_time_of_a_relay_stands_until_the_next_player_is_ready() -> None:
    game = a_round_of(Mode.RELAY, *[a_question()] * 10, relay=(ANNA, CROQUIS)).show(0)
    game = game.answer([0], 3_000).next_question(4_000)
    assert game.shown_at_ms is None
    assert game.elapsed_ms(90_000) == 0
    assert game.show(90_000).elapsed_ms(91_000) == 1_000


# Custom, training, daily


def test_a_custom_clock_times_a_question_out() -> None:
    custom = CustomRules(5, answer_limit_ms=10_000)
    game = a_round_of(Mode.CUSTOM, *[a_question()] * 6, custom=custom).show(0)
    assert (game.answer_left_ms(4_000), game.is_time_up(9_999), game.is_time_up(10_000)) == (6_000, False, True)
    game = game.time_out(50_000)
    turn = game.turns[0]
    assert (turn.verdict, turn.elapsed_ms, turn.points.total) == (Verdict.TIMED_OUT, 10_000, 0)
    assert not game.is_complete


def test_only_a_round_with_a_clock_times_out() -> None:
    with pytest.raises(NotPossibleError):
        a_round_of(Mode.SPRINT).show(0).time_out(10**9)


def test_a_training_asks_what_was_drawn_however_little() -> None:
    game = give_right(give_wrong(a_round_of(Mode.TRAINING, a_question(), a_question())))
    assert (game.question_count, game.is_finished) == (2, True)


@given(st.integers(1, 100), st.sampled_from([None, 10_000]), st.data())
def test_bonuses_of_a_custom_round_stay_below_one_right_answer(
    count: int, limit_ms: int | None, data: st.DataObject
) -> None:
    game = a_round_of(
        Mode.CUSTOM, *[a_question()] * count, custom=CustomRules(count, answer_limit_ms=limit_ms, skips=0)
    )
    while not game.is_complete:
        game = give_right(game, data.draw(st.integers(0, 12_000)))
    assert game.result().streak_points + game.result().speed_points < 1000


def test_every_mode_has_rules_and_every_rule_set_ever_published_is_kept() -> None:
    assert set(NEWEST) == set(Mode)
    assert set(RULE_SETS) >= {"sprint@1", "sprint@2", "dash@1", "marathon@1", "daily@1", "relay@1", "custom@1"}


# Whatever happens

ROUNDS: list[Callable[[], Round]] = [
    lambda: a_round(*EVERY_KIND, rules=some_rules(len(EVERY_KIND) - 1, answer_limit_ms=10_000), reserve=0),
    lambda: a_round_of(Mode.SPRINT),
    lambda: a_round_of(Mode.DASH),
    lambda: a_round_of(Mode.DASH, clock=ClockFactor.OFF),
    lambda: a_round_of(Mode.MARATHON, *EVERY_KIND),
    lambda: a_round_of(Mode.DAILY),
    lambda: a_round_of(Mode.TRAINING, *EVERY_KIND),
    lambda: a_round_of(Mode.RELAY, relay=(ANNA, CROQUIS)),
    lambda: a_round_of(Mode.CUSTOM, custom=CustomRules(7, answer_limit_ms=15_000, fifty_fifties=3, hints=3, skips=3)),
]


class AnyMode(RuleBasedStateMachine):
    """Any player, any mode, any answer, at a clock that may jump."""

    @initialize(make=st.sampled_from(ROUNDS))
    def begin(self, make: Callable[[], Round]) -> None:
        self.now_ms = 0
        self.game = make()
        self.begun = self.game

    @rule(change_ms=st.integers(-50_000, 50_000) | st.integers(0, 3_000))
    def time_passes(self, change_ms: int) -> None:
        self.now_ms += change_ms

    @rule()
    def show(self) -> None:
        self.game = self.game.show(self.now_ms)

    @rule()
    def pause_and_go_on(self) -> None:
        self.game = self.game.pause(self.now_ms)
        self.now_ms += 5_000
        self.game = self.game.go_on(self.now_ms)

    @rule()
    def next_question(self) -> None:
        self.game = self.game.next_question(self.now_ms)

    @precondition(lambda self: self.game.can_answer)
    @rule(data=st.data())
    def answer_anything(self, data: st.DataObject) -> None:
        question, drawn = self.game.current.question, self.game.current
        if is_typed(question):
            self.game = self.game.answer_text(data.draw(st.text(min_size=1).filter(cleaned)), self.now_ms)
            return
        if question.kind in (Kind.MATCHING, Kind.ORDERING):
            chosen = data.draw(st.permutations(range(len(match_rights(question)) or len(question.sequence))))
            chosen = chosen[: len(question.pairs) or None]
        else:
            assert is_chosen(question)
            left = [index for index in drawn.options if index not in self.game.taken_away]
            chosen = data.draw(st.lists(st.sampled_from(left), min_size=1))
        self.game = self.game.answer(chosen, self.now_ms)

    @precondition(lambda self: self.game.can_answer)
    @rule()
    def answer_rightly(self) -> None:
        key = right(self.game.current.question)
        if "text" in key:
            self.game = self.game.answer_text(key["text"], self.now_ms)
        else:
            self.game = self.game.answer(key["chosen"], self.now_ms)
        assert self.game.turns[-1].verdict is Verdict.RIGHT

    @precondition(lambda self: self.game.is_time_up(self.now_ms))
    @rule()
    def time_out(self) -> None:
        self.game = self.game.time_out(self.now_ms)

    @rule(name=st.sampled_from(["fifty", "hint", "skip"]))
    def use_lifeline(self, name: str) -> None:
        if getattr(self.game, f"can_{name}"):
            self.game = getattr(self.game, name)(self.now_ms)

    @invariant()
    def the_log_gives_the_same_round_point_for_point(self) -> None:
        again = self.begun.replay(self.game.events)
        assert again.turns == self.game.turns
        assert again.result() == self.game.result()
        assert again.lane_results() == self.game.lane_results()
        assert (again.is_complete, again.is_won, again.misses) == (
            self.game.is_complete,
            self.game.is_won,
            self.game.misses,
        )

    @invariant()
    def points_add_up_and_knowledge_wins(self) -> None:
        result = self.game.result()
        assert result.points == result.base_points + result.streak_points + result.speed_points
        assert all(0 <= turn.share <= 1 and turn.points.base <= 1000 for turn in self.game.turns)
        bonuses = result.streak_points + result.speed_points
        assert bonuses < 1000 * self.game.lane_count
        assert bonuses == 0 or self.game.question_count is not None

    @invariant()
    def time_is_never_negative_and_never_beyond_its_limit(self) -> None:
        assert all(turn.elapsed_ms >= 0 for turn in self.game.turns)
        for left_ms in (self.game.time_left_ms(self.now_ms), self.game.answer_left_ms(self.now_ms)):
            assert left_ms is None or left_ms >= 0

    @invariant()
    def an_end_is_an_end(self) -> None:
        assert not (self.game.is_complete and self.game.can_answer)
        assert self.game.misses <= (self.game.rules.lives or 10**6)


TestAnyMode = AnyMode.TestCase
