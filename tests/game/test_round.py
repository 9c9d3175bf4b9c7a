"""One round, whatever the player, the clock and the machine do."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizapp.game.options import key_indexes
from quizapp.game.question import Kind
from quizapp.game.round import NotPossibleError, Round
from quizapp.game.rules import RULE_SETS, SPRINT_1
from quizapp.game.scoring import Points
from quizapp.game.turns import Action, Event, Turn
from tests.game.builders import a_question, a_round, some_rules

KINDS = [a_question(), a_question(Kind.TRUE_FALSE), a_question(Kind.MULTIPLE_CHOICE), a_question(hint="")]


def right(game: Round) -> frozenset[int]:
    return key_indexes(game.current.question)


class AnyRound(RuleBasedStateMachine):
    """A player who does anything at any moment, at a clock that may jump."""

    @initialize(
        questions=st.lists(st.sampled_from(KINDS), min_size=1, max_size=8),
        reserve=st.integers(0, 3),
        lifelines=st.integers(0, 3),
        limit_ms=st.sampled_from([None, 10_000]),
    )
    def begin(self, questions: list, reserve: int, lifelines: int, limit_ms: int | None) -> None:
        rules = some_rules(
            len(questions), fifty_fifties=lifelines, hints=lifelines, skips=lifelines, answer_limit_ms=limit_ms
        )
        self.now_ms = 0
        self.fresh = a_round(*questions, rules=rules, reserve=reserve)
        self.game = self.fresh

    @rule(change_ms=st.integers(-100_000, 100_000) | st.integers(0, 3_000))
    def time_passes(self, change_ms: int) -> None:
        self.now_ms += change_ms

    @rule()
    def show(self) -> None:
        self.game = self.game.show(self.now_ms)

    @rule()
    def pause(self) -> None:
        self.game = self.game.pause(self.now_ms)

    @rule()
    def go_on(self) -> None:
        self.game = self.game.go_on(self.now_ms)

    @rule()
    def next_question(self) -> None:
        self.game = self.game.next_question(self.now_ms)

    @rule(name=st.sampled_from(["fifty", "hint", "skip"]))
    def use_lifeline(self, name: str) -> None:
        self._try(lambda: getattr(self.game, name)(self.now_ms), possible=getattr(self.game, f"can_{name}"))

    @precondition(lambda self: not self.game.is_finished)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        dealt = [index for index in self.game.current.options if index not in self.game.taken_away]
        chosen = data.draw(st.lists(st.sampled_from(dealt), min_size=1, max_size=3))
        self._try(lambda: self.game.answer(chosen, self.now_ms), possible=self.game.can_answer)

    @precondition(lambda self: not self.game.is_finished)
    @rule()
    def answer_rightly(self) -> None:
        self._try(lambda: self.game.answer(right(self.game), self.now_ms), possible=self.game.can_answer)

    @rule(chosen=st.sampled_from([[], [99], [0, 99], [-1]]))
    def answer_with_what_was_not_dealt(self, chosen: list[int]) -> None:
        self._try(lambda: self.game.answer(chosen, self.now_ms), possible=False)

    def _try(self, action, *, possible: bool) -> None:
        before, copy = self.game, replace(self.game)
        try:
            self.game = action()
        except NotPossibleError:
            assert not possible
            assert self.game is before
        else:
            assert possible
            assert len(self.game.events) == len(before.events) + 1
        assert before == copy, "a state never changes"

    @invariant()
    def no_time_is_negative(self) -> None:
        assert self.game.elapsed_ms(self.now_ms) >= 0
        assert self.game.total_elapsed_ms(self.now_ms) >= 0
        assert all(turn.elapsed_ms >= 0 for turn in self.game.turns)

    @invariant()
    def no_question_is_asked_twice(self) -> None:
        asked = [turn.drawn.question.uid for turn in self.game.turns]
        if not self.game.is_complete and not self.game.showing_verdict:
            asked.append(self.game.current.question.uid)
        assert len(set(asked)) == len(asked)

    @invariant()
    def its_log_gives_the_same_round_again(self) -> None:
        again = self.fresh.replay(self.game.events)
        assert again.turns == self.game.turns
        assert again.result() == self.game.result()
        assert again.events == self.game.events
        assert again.taken_away == self.game.taken_away
        assert again.hint_shown == self.game.hint_shown
        assert again.is_complete == self.game.is_complete
        assert again.streak == self.game.streak

    @invariant()
    def the_result_adds_up(self) -> None:
        result = self.game.result()
        assert result.points == result.base_points + result.streak_points + result.speed_points
        assert result.streak_points + result.speed_points < 1000
        assert result.right <= result.asked == len(self.game.answered) <= (self.game.question_count or 0)
        assert result.lifelines <= sum(event.action is not Action.ANSWER for event in self.game.events)
        assert max((turn.streak for turn in self.game.answered), default=0) == result.best_streak

    @invariant()
    def no_lifeline_is_used_more_often_than_the_rules_say(self) -> None:
        rules = self.game.rules
        allowed = {Action.FIFTY: rules.fifty_fifties, Action.HINT: rules.hints, Action.SKIP: rules.skips}
        assert all(self.game.used(action) <= most for action, most in allowed.items())

    @invariant()
    def the_round_can_always_be_played_to_its_end(self) -> None:
        game = self.game.go_on(self.now_ms).next_question(self.now_ms)
        while not game.is_finished:
            game = game.answer(right(game), self.now_ms).next_question(self.now_ms)
        assert len(game.answered) == game.question_count


AnyRound.TestCase.settings = settings(stateful_step_count=30)
TestAnyRound = AnyRound.TestCase


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10_000)), max_size=20))
def test_only_the_time_counts_in_which_the_question_was_to_be_seen(segments: list[tuple[bool, int]]) -> None:
    now_ms = 0
    game = a_round().show(now_ms)
    for is_shown, length_ms in segments:
        game = game.go_on(now_ms) if is_shown else game.pause(now_ms)
        now_ms += length_ms
    seen_ms = sum(length_ms for is_shown, length_ms in segments if is_shown)
    assert game.elapsed_ms(now_ms) == seen_ms
    assert game.go_on(now_ms).answer([0], now_ms).turns[-1].elapsed_ms == seen_ms


def test_no_time_passes_before_the_question_shows() -> None:
    game = a_round()
    assert game.elapsed_ms(5_000) == 0
    assert game.show(5_000).elapsed_ms(5_400) == 400
    assert game.show(5_000).show(5_300).elapsed_ms(5_400) == 400, "showing it again changes nothing"


def test_the_time_of_the_round_is_that_of_its_questions() -> None:
    game = a_round().show(0).answer([0], 300)
    assert game.total_elapsed_ms(900) == 300
    game = game.next_question(900)
    assert game.total_elapsed_ms(1_000) == 400
    game = game.answer([0], 1_100).next_question(1_200).answer([0], 1_250)
    assert game.total_elapsed_ms(9_999) == game.result().elapsed_ms == 550


@pytest.mark.parametrize("seed", [f"seed {number}" for number in range(12)])
def test_50_50_leaves_the_key_and_one_distractor(seed: str) -> None:
    game = a_round(seed=seed).fifty(0)
    left = set(game.current.options) - game.taken_away
    assert len(left) == 2
    assert right(game) < left


def test_50_50_takes_away_other_options_with_another_seed() -> None:
    assert len({a_round(seed=f"seed {number}").fifty(0).taken_away for number in range(30)}) == 3


def test_what_50_50_took_away_cannot_be_chosen() -> None:
    game = a_round().fifty(0)
    with pytest.raises(NotPossibleError):
        game.answer([min(game.taken_away)], 0)


@pytest.mark.parametrize(
    "event",
    [
        Event(Action.ANSWER, 1, 0, (0,)),
        Event(Action.ANSWER, -1, 0, (0,)),
        Event(Action.ANSWER, 0, -1, (0,)),
        Event(Action.ANSWER, 0, 0, ()),
        Event(Action.ANSWER, 0, 0, (4,)),
        Event(Action.FIFTY, 0, 0, (0, 1)),
        Event(Action.FIFTY, 0, 0, (1,)),
        Event(Action.FIFTY, 0, 0, (1, 2, 3)),
        Event(Action.FIFTY, 0, 0, (1, 9)),
        Event(Action.FIFTY, 0, 0),
        Event(Action.HINT, 2, 0),
        Event(Action.SKIP, 0, -1),
    ],
    ids=str,
)
def test_an_event_that_does_not_fit_is_refused(event: Event) -> None:
    game = a_round()
    with pytest.raises(NotPossibleError):
        game.apply(event)
    assert game == a_round()


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("reserve", [0, 1])
def test_no_event_fits_a_complete_round(action: Action, reserve: int) -> None:
    game = a_round(rules=some_rules(1), reserve=reserve).answer([0], 0)
    for state in (game, game.next_question(0)):
        for position in (0, 1, 2):
            with pytest.raises(NotPossibleError):
                state.apply(Event(action, position, 0, (1, 2)))


def test_a_log_needs_no_word_that_a_verdict_was_read() -> None:
    answers = [Event(Action.ANSWER, position, 10, (0,)) for position in range(3)]
    game = a_round().replay(answers)
    assert game.is_finished
    assert game.result().right == 3


def test_a_round_goes_on_where_its_log_ends() -> None:
    game = a_round().show(0).answer([0], 100).next_question(100).hint(400)
    resumed = a_round().replay(game.events)
    assert resumed.current == game.current
    assert resumed.hint_shown
    assert resumed.elapsed_ms(9_999) == 300, "the time before the hint is not given back"
    assert resumed.show(50).answer([0], 60).turns[-1].elapsed_ms == 310


def test_the_last_lifeline_says_how_much_time_had_passed() -> None:
    game = a_round().show(0).hint(100).fifty(300)
    assert a_round().replay(game.events).elapsed_ms(9_999) == 300


def test_a_skipped_turn_is_worth_nothing_and_counts_every_lifeline_on_it() -> None:
    turn = a_round().show(0).hint(100).fifty(200).skip(350).turns[0]
    assert (turn.points, turn.share, turn.chosen) == (Points(), 0, ())
    assert (turn.lifelines, turn.elapsed_ms) == (3, 350)


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e"])
def test_the_log_names_options_in_ascending_order(seed: str) -> None:
    game = a_round(a_question(), a_question(Kind.MULTIPLE_CHOICE), seed=seed).fifty(0)
    assert list(game.events[-1].chosen) == sorted(game.events[-1].chosen)
    game = game.answer([0], 0).next_question(0).answer([4, 0, 1, 0], 0)
    assert game.events[-1].chosen == (0, 1, 4)


def test_the_question_number_counts_answers_not_skips() -> None:
    game = a_round()
    assert (game.question_number, game.position) == (1, 0)
    game = game.skip(0)
    assert (game.question_number, game.position) == (1, 1)
    game = game.answer([0], 0)
    assert (game.question_number, game.position) == (1, 1)
    assert (game.next_question(0).question_number, game.next_question(0).position) == (2, 2)


@pytest.mark.parametrize("value", [a_round(), Event(Action.HINT, 0, 0), a_round().answer([0], 0).turns[0], SPRINT_1])
def test_values_cannot_be_changed(value: Round | Event | Turn) -> None:
    for each in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, each.name, None)


def test_published_rule_sets_are_found_by_the_name_rounds_keep() -> None:
    assert {rules.id: rules for rules in RULE_SETS.values()} == RULE_SETS
    assert RULE_SETS["sprint@1"] == SPRINT_1


def test_a_published_rule_set_never_changes() -> None:
    assert SPRINT_1.kinds == {Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.TRUE_FALSE}
    assert (SPRINT_1.question_count, SPRINT_1.answer_limit_ms) == (10, None)
    assert (SPRINT_1.fifty_fifties, SPRINT_1.hints, SPRINT_1.skips) == (1, 1, 1)


@pytest.mark.parametrize("limit_ms", [None, 10_000])
def test_a_pause_in_the_log_tells_the_time_spent_and_nothing_else(limit_ms: int | None) -> None:
    game = a_round(rules=some_rules(3, answer_limit_ms=limit_ms))
    noted = game.apply(Event(Action.PAUSE, 0, 4_000))
    assert replace(noted, events=()) == game
    resumed = game.replay(noted.events)
    assert resumed.spent_ms == 4_000
    answered = resumed.show(100).answer([0], 1_100)
    assert (answered.turns[-1].elapsed_ms, answered.turns[-1].lifelines) == (5_000, 0)
    assert game.replay(answered.events).turns == answered.turns
    assert game.replay(answered.events).spent_ms == 0
