"""One game from first question to result: an immutable state machine to which time is passed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.game import scoring
from quizapp.game.grading import Verdict, share_right, verdict_of
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.options import Drawn, key_indexes
from quizapp.game.question import Kind
from quizapp.game.rules import RoundSettings, RuleSet
from quizapp.game.scoring import Points


class Action(StrEnum):
    """What a player can do to a question. The values are the words of the event log."""

    ANSWER = "answer"
    SKIP = "skip"
    FIFTY = "fifty"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a round's log. The log together with the questions drawn gives every result again.

    `position` is the place in `Round.drawn`; `elapsed_ms` the answering time spent on the question until then, pauses
    left out; `chosen` the options chosen, or taken away by 50:50, as places in `all_options`.
    """

    action: Action
    position: int
    elapsed_ms: int
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that has been answered or skipped, with what it was worth."""

    drawn: Drawn
    verdict: Verdict
    chosen: tuple[int, ...]
    points: Points
    share: float
    elapsed_ms: int
    streak: int
    """Right answers in a row, this one included."""
    lifelines: int
    """50:50 and hint used on this question; a skip counts one on the question skipped."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished round is worth; `elapsed_ms` is answering time only."""

    points: int
    base_points: int
    streak_points: int
    speed_points: int
    right: int
    asked: int
    best_streak: int
    lifelines: int
    elapsed_ms: int


class NotPossibleError(Exception):
    """The action does not fit the state of the round; the caller should have asked first."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round in one of its states: asking `current`, showing the verdict of the last turn, or finished.

    `events` is the log so far. Methods give the next state and never change this one. `shown_at_ms` is the time of a
    monotonic clock at which the question was shown or shown again, None while it is hidden (verdict or pause).
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
    def question_count(self) -> int:
        return self.rules.question_count

    @property
    def question_number(self) -> int:
        """1 for the first question; a skipped question leaves its number to its replacement."""
        return len(self.answered) + (0 if self.showing_verdict else 1)

    @property
    def is_complete(self) -> bool:
        """Every question is answered; nothing can change the result any more."""
        return len(self.answered) >= self.question_count

    @property
    def is_finished(self) -> bool:
        """Complete, and the last verdict has been read."""
        return self.is_complete and not self.showing_verdict

    @property
    def streak(self) -> int:
        return self.answered[-1].streak if self.answered else 0

    def used(self, action: Action) -> int:
        """How often a lifeline was used in this round."""
        return sum(event.action is action for event in self.events)

    # What is possible now

    @property
    def can_answer(self) -> bool:
        return not (self.showing_verdict or self.paused or self.is_complete)

    @property
    def can_fifty(self) -> bool:
        """50:50 needs a single choice of four options and one left in the round."""
        return (
            self.can_answer
            and not self.taken_away
            and self.used(Action.FIFTY) < self.rules.fifty_fifties
            and self.current.question.kind is Kind.SINGLE_CHOICE
            and len(self.current.options) == 4
        )

    @property
    def can_hint(self) -> bool:
        return (
            self.can_answer
            and not self.hint_shown
            and bool(self.current.question.hint)
            and self.used(Action.HINT) < self.rules.hints
        )

    @property
    def can_skip(self) -> bool:
        """A skip needs another drawn question to put in the place of this one."""
        left = len(self.drawn) - len(self.turns) - 1
        needed = self.question_count - len(self.answered)
        return self.can_answer and self.used(Action.SKIP) < self.rules.skips and left >= needed

    # Time

    def elapsed_ms(self, now_ms: int) -> int:
        """Answering time spent on the current question, pauses left out; never negative, even if the clock
        jumps back."""
        running = 0 if self.shown_at_ms is None else max(0, now_ms - self.shown_at_ms)
        return self.spent_ms + running

    def total_elapsed_ms(self, now_ms: int) -> int:
        """Answering time of the whole round so far."""
        before = sum(turn.elapsed_ms for turn in self.turns)
        return before if self.showing_verdict or self.is_complete else before + self.elapsed_ms(now_ms)

    def show(self, now_ms: int) -> Round:
        """The question appears on the screen: its time begins to count (again)."""
        if not self.can_answer or self.shown_at_ms is not None:
            return self
        return replace(self, shown_at_ms=now_ms)

    def pause(self, now_ms: int) -> Round:
        """The question is hidden and its time stands."""
        return replace(self, paused=True, spent_ms=self.elapsed_ms(now_ms), shown_at_ms=None)

    def go_on(self, now_ms: int) -> Round:
        """Back from a pause."""
        return replace(self, paused=False).show(now_ms)

    # Actions

    def answer(self, chosen: Iterable[int], now_ms: int) -> Round:
        """The player chooses these options (places in `all_options`). The verdict is in the last turn."""
        return self.apply(Event(Action.ANSWER, self.position, self.elapsed_ms(now_ms), tuple(sorted(set(chosen)))))

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
        """On from the verdict: the next question is asked, or the round is finished."""
        return replace(self, showing_verdict=False).show(now_ms)

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

        Time that passed before a lifeline on that question is not given back.
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
        chosen, dealt = set(event.chosen), set(self.current.options) - self.taken_away
        if event.action is Action.ANSWER:
            return bool(chosen) and chosen <= dealt
        if event.action is Action.FIFTY:
            return self.can_fifty and len(chosen) == 2 and chosen <= dealt - key_indexes(self.current.question)
        return self.can_hint if event.action is Action.HINT else self.can_skip

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

    def _answered(self, event: Event) -> Round:
        share = share_right(self.current.question, frozenset(event.chosen))
        verdict = verdict_of(share)
        streak = self.streak + 1 if verdict is Verdict.RIGHT else 0
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
        )
        return replace(self._with_turn(turn), showing_verdict=True)

    def _points(self, share: float, streak: int, elapsed_ms: int, *, forfeit: bool) -> Points:
        base = scoring.base_points(share)
        if forfeit or share < 1:
            return Points(base)
        limit_ms = self.rules.answer_limit_ms
        count = self.question_count
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
        counted = self.answered
        return Result(
            points=sum(turn.points.total for turn in counted),
            base_points=sum(turn.points.base for turn in counted),
            streak_points=sum(turn.points.streak for turn in counted),
            speed_points=sum(turn.points.speed for turn in counted),
            right=sum(turn.verdict is Verdict.RIGHT for turn in counted),
            asked=len(counted),
            best_streak=max((turn.streak for turn in counted), default=0),
            lifelines=sum(turn.lifelines for turn in self.turns),
            elapsed_ms=sum(turn.elapsed_ms for turn in self.turns),
        )
