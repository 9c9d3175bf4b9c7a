"""What a round is made of: the entries of its log, the turns they give, and what these are worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizapp.game.grading import FULL, Verdict, is_miss
from quizapp.game.judgement import TypedJudgement
from quizapp.game.options import Drawn
from quizapp.game.scoring import Points

TYPED_LENGTH_MAX = 200
"""A typed answer is cut here; no answer of a quiz is longer."""
NOT_JOINED = -1
"""Stands in the answer to a matching question for a left side beside which nothing was put."""


class Action(StrEnum):
    """What happens to a question. The values are the words of the event log."""

    ANSWER = "answer"
    SKIP = "skip"
    FIFTY = "fifty"
    HINT = "hint"
    TIME_OUT = "time_out"
    PAUSE = "pause"
    """Only tells the time spent so far, so that a round that is left goes on with its clock as it stood."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a round's log. The log together with the questions drawn gives every result again.

    `position` is the place in `Round.drawn`; `elapsed_ms` the answering time spent on the question until then, pauses
    left out. `chosen`: options as places in `all_options` (those taken away, for 50:50); for matching the place in
    `match_rights` beside each left side, or NOT_JOINED; for ordering the places in `Question.sequence` from the top.
    `text` is what was typed.
    """

    action: Action
    position: int
    elapsed_ms: int
    chosen: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that has been answered, skipped or timed out, with what it was worth."""

    drawn: Drawn
    verdict: Verdict
    chosen: tuple[int, ...]
    points: Points
    share: float
    elapsed_ms: int
    streak: int
    """Right answers in a row, this one included; in a relay those of the same player."""
    lifelines: int
    """50:50 and hint used on this question; a skip counts one on the question skipped."""
    text: str = ""
    typed: TypedJudgement | None = None
    lane: int = 0
    """Whose turn it was in a relay, 0 = the first player; 0 elsewhere."""

    @property
    def is_miss(self) -> bool:
        """Wrong, timed out, or less than half right."""
        return is_miss(self.verdict, self.share)


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


@dataclass(frozen=True, slots=True)
class LaneResult:
    """What one player of a relay has done; `place` is 1 for the winner, shared by those with equal points."""

    lane: int
    name: str
    player_id: int
    place: int
    result: Result


def result_of(turns: Iterable[Turn]) -> Result:
    """What some turns of a round are worth together."""
    every = tuple(turns)
    counted = [turn for turn in every if turn.verdict is not Verdict.SKIPPED]
    return Result(
        points=sum(turn.points.total for turn in counted),
        base_points=sum(turn.points.base for turn in counted),
        streak_points=sum(turn.points.streak for turn in counted),
        speed_points=sum(turn.points.speed for turn in counted),
        right=sum(turn.verdict in FULL for turn in counted),
        asked=len(counted),
        best_streak=max((turn.streak for turn in counted), default=0),
        lifelines=sum(turn.lifelines for turn in every),
        elapsed_ms=sum(turn.elapsed_ms for turn in every),
    )
