"""One game from first question to result: an immutable state machine to which time is passed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quizapp.game import scoring
from quizapp.game.grading import FULL, Verdict, share_right, verdict_of, verdict_of_likeness
from quizapp.game.judgement import TypedJudgement
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, is_chosen, is_typed, key_indexes, match_rights
from quizapp.game.question import Kind
from quizapp.game.rules import RoundSettings, RuleSet, Runner
from quizapp.game.scoring import Points
from quizapp.game.text import cleaned
from quizapp.game.turns import NOT_JOINED, TYPED_LENGTH_MAX, Action, Event, LaneResult, Result, Turn, result_of


class NotPossibleError(Exception):
    """The action does not fit the state of the round; the caller should have asked first."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round in one of its states: asking `current`, showing the verdict of the last turn, or finished.

    `rules` are those of `RuleSet.for_settings`. Where the end is open `drawn` grows (`extended`), and always holds one
    question more than is asked unless the pack has no other. `events` is the log so far. Methods give the next state
    and never change this one. `shown_at_ms` is the time of a monotonic clock at which the question was shown or shown
    again, None while it is hidden (verdict or pause).
    """

    rules: RuleSet
    settings: RoundSettings
    seed: str
    drawn: tuple[Drawn, ...]
    events: tuple[Event, ...] = ()
    turns: tuple[Turn, ...] = ()
    taken_away: frozenset[int] = frozenset()
    hint_shown: bool = False
    showing_verdict: bool = False
    paused: bool = False
    spent_ms: int = 0
    shown_at_ms: int | None = None
    names: NameBook = field(default=NameBook(()), compare=False)
    """The names of the pack as they were when the round began; typed answers are judged by them."""

    @property
    def position(self) -> int:
        """The place in `drawn` of the question that is asked, or whose verdict is shown."""
        return len(self.turns) - 1 if self.showing_verdict else len(self.turns)

    @property
    def current(self) -> Drawn:
        """The question that is asked, or whose verdict is shown."""
        return self.drawn[self.position]

    @property
    def answered(self) -> tuple[Turn, ...]:
        """The turns that count: all but the skipped ones."""
        return tuple(turn for turn in self.turns if turn.verdict is not Verdict.SKIPPED)

    @property
    def question_count(self) -> int | None:
        """How many questions the round asks; None where its end is open."""
        count = self.rules.question_count
        return None if count is None else min(count, len(self.drawn))

    @property
    def question_number(self) -> int:
        """1 for the first question; a skipped question leaves its number to its replacement."""
        return len(self.answered) + (0 if self.showing_verdict else 1)

    @property
    def misses(self) -> int:
        """Answers that were wrong, too late, or less than half right."""
        return sum(turn.is_miss for turn in self.turns)

    @property
    def lives_left(self) -> int | None:
        """How many misses the round still bears; None where misses do not end it."""
        return None if self.rules.lives is None else max(0, self.rules.lives - self.misses)

    @property
    def is_complete(self) -> bool:
        """The last question is answered; nothing can change the result any more."""
        count = self.question_count
        if len(self.turns) >= len(self.drawn) or (count is not None and len(self.answered) >= count):
            return True
        return self.lives_left == 0 or self._round_left_ms(self._spent_before_ms) == 0

    @property
    def is_won(self) -> bool:
        """Every question there is was asked in a round that else only misses end."""
        return self.rules.lives is not None and self.lives_left != 0 and len(self.turns) >= len(self.drawn)

    @property
    def is_finished(self) -> bool:
        """Complete, and the last verdict has been read."""
        return self.is_complete and not self.showing_verdict

    @property
    def streak(self) -> int:
        """Right answers in a row so far, in a relay of the player whose turn it is."""
        return next((turn.streak for turn in reversed(self.answered) if turn.lane == self.lane), 0)

    def used(self, action: Action) -> int:
        """How often a lifeline was used in this round."""
        return sum(event.action is action for event in self.events)

    # Relay

    @property
    def lane_count(self) -> int:
        """How many play this round: 1, or the players of a relay."""
        return max(1, len(self.settings.relay))

    @property
    def lane(self) -> int:
        """Whose question `current` is, 0 = the first player. Players of a relay take turns question by question."""
        return self.position % self.lane_count

    @property
    def runner(self) -> Runner | None:
        """Who has to answer in a relay, None in other modes."""
        return self.settings.relay[self.lane] if self.settings.relay else None

    def lane_turns(self, lane: int) -> tuple[Turn, ...]:
        """The turns of one player of a relay."""
        return tuple(turn for turn in self.turns if turn.lane == lane)

    def lane_results(self) -> tuple[LaneResult, ...]:
        """The players of a relay, most points first; those with equal points share a place."""
        results = [(lane, result_of(self.lane_turns(lane))) for lane in range(len(self.settings.relay))]
        points = sorted((result.points for _, result in results), reverse=True)
        placed = [
            LaneResult(lane, runner.name, runner.player_id, points.index(result.points) + 1, result)
            for (lane, result), runner in zip(results, self.settings.relay, strict=True)
        ]
        return tuple(sorted(placed, key=lambda each: (each.place, each.lane)))

    # What is possible now

    @property
    def can_answer(self) -> bool:
        return not (self.showing_verdict or self.paused or self.is_complete)

    @property
    def can_fifty(self) -> bool:
        """50:50 needs four options of which one is to be chosen, and one left in the round."""
        if not self.can_answer or self.taken_away or self.used(Action.FIFTY) >= self.rules.fifty_fifties:
            return False
        question = self.current.question
        return is_chosen(question) and question.kind is not Kind.MULTIPLE_CHOICE and len(self.current.options) == 4

    @property
    def can_hint(self) -> bool:
        if not self.can_answer or self.hint_shown or self.used(Action.HINT) >= self.rules.hints:
            return False
        return bool(self.current.question.hint)

    @property
    def can_skip(self) -> bool:
        """A skip needs another drawn question to put in the place of this one."""
        left = len(self.drawn) - len(self.turns) - 1
        needed = 1 if self.question_count is None else self.question_count - len(self.answered)
        return self.can_answer and self.used(Action.SKIP) < self.rules.skips and left >= needed

    # Time

    def elapsed_ms(self, now_ms: int) -> int:
        """Answering time spent on the current question, pauses left out; never negative, even if the clock
        jumps back."""
        running = 0 if self.shown_at_ms is None else max(0, now_ms - self.shown_at_ms)
        return self.spent_ms + running

    def total_elapsed_ms(self, now_ms: int) -> int:
        """Answering time of the whole round so far."""
        before = self._spent_before_ms
        return before if self.showing_verdict or self.is_complete else before + self.elapsed_ms(now_ms)

    @property
    def _spent_before_ms(self) -> int:
        """Answering time of the turns so far."""
        return sum(turn.elapsed_ms for turn in self.turns)

    def _round_left_ms(self, elapsed_ms: int) -> int | None:
        limit_ms = self.rules.time_limit_ms
        if limit_ms is None:
            return None
        return max(0, limit_ms - elapsed_ms - self.misses * self.rules.miss_cost_ms)

    def time_left_ms(self, now_ms: int) -> int | None:
        """What is left of the answering time of the whole round, misses paid for; None where it has no limit."""
        return self._round_left_ms(self.total_elapsed_ms(now_ms))

    def answer_left_ms(self, now_ms: int) -> int | None:
        """What is left of the time for the question that is asked; None where it has no limit."""
        limit_ms = self.rules.answer_limit_ms
        return None if limit_ms is None else max(0, limit_ms - self.elapsed_ms(now_ms))

    def is_time_up(self, now_ms: int) -> bool:
        """Whether the question that is asked can no longer be answered."""
        return self.can_answer and 0 in (self.time_left_ms(now_ms), self.answer_left_ms(now_ms))

    def show(self, now_ms: int) -> Round:
        """The question appears on the screen: its time begins to count (again)."""
        if not self.can_answer or self.shown_at_ms is not None:
            return self
        return replace(self, shown_at_ms=now_ms)

    def pause(self, now_ms: int) -> Round:
        """The question is hidden and its time stands."""
        return replace(self, paused=True, spent_ms=self.elapsed_ms(now_ms), shown_at_ms=None)

    def go_on(self, now_ms: int, *, show: bool = True) -> Round:
        """Back from a pause, with the question shown again or still hidden."""
        state = replace(self, paused=False)
        return state.show(now_ms) if show else state

    # Actions

    def answer(self, chosen: Iterable[int], now_ms: int) -> Round:
        """The player gives this answer, in the form of `Event.chosen`. The verdict is in the last turn."""
        given = tuple(chosen)
        if self.can_answer and is_chosen(self.current.question):
            given = tuple(sorted(set(given)))
        return self.apply(Event(Action.ANSWER, self.position, self.elapsed_ms(now_ms), given))

    def answer_text(self, text: str, now_ms: int) -> Round:
        """The player types this; invisible marks, and what is beyond TYPED_LENGTH_MAX, do not count."""
        given = cleaned(text)[:TYPED_LENGTH_MAX].strip()
        return self.apply(Event(Action.ANSWER, self.position, self.elapsed_ms(now_ms), text=given))

    def time_out(self, now_ms: int) -> Round:
        """The time for the question, or for the round, is over; it counts to the limit, however late this comes."""
        elapsed_ms = self.elapsed_ms(now_ms)
        left_ms = (self._round_left_ms(self._spent_before_ms), self.rules.answer_limit_ms)
        limits_ms = [limit_ms for limit_ms in left_ms if limit_ms is not None]
        return self.apply(Event(Action.TIME_OUT, self.position, min([elapsed_ms, *limits_ms])))

    def skip(self, now_ms: int) -> Round:
        """The question is replaced by the next of the draw."""
        return self.apply(Event(Action.SKIP, self.position, self.elapsed_ms(now_ms))).show(now_ms)

    def hint(self, now_ms: int) -> Round:
        """The hint is shown."""
        return self.apply(Event(Action.HINT, self.position, self.elapsed_ms(now_ms)))

    def fifty(self, now_ms: int) -> Round:
        """Two distractors are taken away."""
        if not self.can_fifty:
            raise NotPossibleError(Action.FIFTY)
        keys = key_indexes(self.current.question)
        distractors = sorted(set(self.current.options) - keys)
        numbers = KeyedNumbers(self.seed, f"fifty/{self.position}")
        taken = tuple(sorted(numbers.sample(distractors, 2)))
        return self.apply(Event(Action.FIFTY, self.position, self.elapsed_ms(now_ms), taken))

    def next_question(self, now_ms: int) -> Round:
        """On from the verdict: the next question is asked, or the round is finished.

        In a relay the question stays hidden, and its time stands, until `show`.
        """
        state = replace(self, showing_verdict=False)
        return state if self.settings.relay else state.show(now_ms)

    def extended(self, drawn: Iterable[Drawn]) -> Round:
        """The same round with further questions to come."""
        return replace(self, drawn=(*self.drawn, *drawn))

    # The log

    def apply(self, event: Event) -> Round:
        """The state after one event of the log; raises NotPossibleError when the event does not fit this state.

        A log does not say when a verdict had been read, so an event for the next question is taken as that.
        """
        state = replace(self, showing_verdict=False) if self._is_next(event) else self
        if event.position != state.position or not state._allows(event):
            raise NotPossibleError(f"{event.action} at {event.position}, round is at {state.position}")
        return replace(state._step(event), events=(*state.events, event))

    def replay(self, events: Iterable[Event]) -> Round:
        """The state after all events of a log, waiting for the next question to be shown.

        Time that passed before a lifeline or a pause on that question is not given back.
        """
        state = self
        for event in events:
            state = state.apply(event)
        state = replace(state, showing_verdict=False)
        told_ms = (event.elapsed_ms for event in state.events if event.position == state.position)
        return replace(state, spent_ms=max(told_ms, default=state.spent_ms))

    def _is_next(self, event: Event) -> bool:
        return self.showing_verdict and event.position == len(self.turns)

    def _allows(self, event: Event) -> bool:
        if not self.can_answer or event.elapsed_ms < 0:
            return False
        match event.action:
            case Action.ANSWER:
                return self._allows_answer(event)
            case Action.FIFTY:
                taken = set(event.chosen)
                distractors = set(self.current.options) - key_indexes(self.current.question)
                return self.can_fifty and len(taken) == 2 and taken <= distractors
            case Action.HINT:
                return self.can_hint
            case Action.SKIP:
                return self.can_skip
            case Action.TIME_OUT:
                return self.rules.has_clock
            case Action.PAUSE:
                return True

    def _allows_answer(self, event: Event) -> bool:
        question, chosen = self.current.question, event.chosen
        if is_typed(question):
            return bool(event.text.strip()) and not chosen
        if event.text:
            return False
        if question.kind is Kind.MATCHING:
            joined = [place for place in chosen if place != NOT_JOINED]
            known = set(joined) <= set(range(len(match_rights(question))))
            return len(chosen) == len(question.pairs) and known and len(set(joined)) == len(joined) > 0
        if question.kind is Kind.ORDERING:
            return sorted(chosen) == list(range(len(question.sequence)))
        return bool(chosen) and set(chosen) <= set(self.current.options) - self.taken_away

    def _step(self, event: Event) -> Round:
        match event.action:
            case Action.ANSWER:
                return self._answered(event)
            case Action.SKIP:
                return self._skipped(event)
            case Action.FIFTY:
                return replace(self, taken_away=frozenset(event.chosen))
            case Action.HINT:
                return replace(self, hint_shown=True)
            case Action.TIME_OUT:
                return self._turned(event, Verdict.TIMED_OUT, 0.0)
            case Action.PAUSE:
                return self

    def _answered(self, event: Event) -> Round:
        question = self.current.question
        if is_typed(question):
            from quizapp.game.typed import judge_typed  # with its tables it takes 10 ms that no start should wait for

            typed = judge_typed(event.text, question.answers, self.names)
            verdict = verdict_of_likeness(typed.likeness)
            return self._turned(event, verdict, float(verdict in FULL), typed)
        share = share_right(question, event.chosen)
        return self._turned(event, verdict_of(share), share)

    def _turned(self, event: Event, verdict: Verdict, share: float, typed: TypedJudgement | None = None) -> Round:
        streak = self.streak + 1 if verdict in FULL else 0
        lifelines = bool(self.taken_away) + self.hint_shown
        turn = Turn(
            drawn=self.current,
            verdict=verdict,
            chosen=event.chosen,
            points=self._points(share, streak, event.elapsed_ms, forfeit=lifelines > 0),
            share=share,
            elapsed_ms=event.elapsed_ms,
            streak=streak,
            lifelines=lifelines,
            text=event.text,
            typed=typed,
            lane=self.lane,
        )
        return replace(self._with_turn(turn), showing_verdict=True)

    def _points(self, share: float, streak: int, elapsed_ms: int, *, forfeit: bool) -> Points:
        base = scoring.base_points(share)
        if forfeit or share < 1 or self.question_count is None or not self.rules.with_bonuses:
            return Points(base)
        limit_ms = self.rules.answer_limit_ms
        count = self.question_count // self.lane_count
        speed = 0 if limit_ms is None else scoring.speed_bonus(elapsed_ms, limit_ms, count)
        return Points(base, scoring.streak_bonus(streak, count, with_clock=limit_ms is not None), speed)

    def _skipped(self, event: Event) -> Round:
        used = 1 + bool(self.taken_away) + self.hint_shown
        skipped = Turn(self.current, Verdict.SKIPPED, (), Points(), 0.0, event.elapsed_ms, self.streak, used)
        return self._with_turn(skipped)

    def _with_turn(self, turn: Turn) -> Round:
        return replace(
            self, turns=(*self.turns, turn), taken_away=frozenset(), hint_shown=False, spent_ms=0, shown_at_ms=None
        )

    def result(self) -> Result:
        """The result of the turns so far."""
        return result_of(self.turns)
