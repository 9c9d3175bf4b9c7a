"""What finished rounds say of a player: how much is right, how fast, on which days, and which questions are hard.

Right means `grading.FULL`: partly right answers are none. Answers are answers and time-outs; skips are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from itertools import groupby
from typing import Literal, NamedTuple

from quizapp.game.grading import FULL, Verdict
from quizapp.game.played_days import DayStreaks

WINDOWS = (7, 30)
"""The rounds that the moving figures look back over."""
ROUNDS_SHOWN = 100
"""Of more rounds the charts show the last."""
PERIODS = (7, 30, None)
"""Local days that can be chosen, today among them; None = all time."""
ANSWERS_LEAST = 2
"""A question answered less often is neither hard nor easy yet."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Whose rounds count, and which: of the last `days` local days (None = all), a mode ("" = all), a spoiler limit."""

    player_id: int
    days: int | None = None
    mode: str = ""
    spoiler_limit: int | None = None


# Rounds


class RoundCount(NamedTuple):
    """A finished round as far as it was this player's: of a relay their own turns. Times in milliseconds."""

    round_id: int
    finished_at_ms: int
    rule_set: str
    right: int
    answered: int
    best_streak: int
    elapsed_ms: int


class RelayTurn(NamedTuple):
    """An answer of this player in a finished relay."""

    round_id: int
    finished_at_ms: int
    rule_set: str
    verdict: str
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What rounds add up to; `best` is one with the longest row of right answers, None without any."""

    rounds: int = 0
    right: int = 0
    answered: int = 0
    elapsed_ms: int = 0
    best: RoundCount | None = None

    @property
    def accuracy(self) -> float | None:
        """Right answers over answers, 0 to 1; None without answers."""
        return ratio(self.right, self.answered)

    @property
    def mean_ms(self) -> float | None:
        """Answering time over answers; the time of skipped questions counts, as it does on boards."""
        return ratio(self.elapsed_ms, self.answered)

    def with_rounds(self, rounds: Iterable[RoundCount]) -> Totals:
        """These and some rounds more."""
        every = list(rounds)
        known = [*([self.best] if self.best else []), *(each for each in every if each.best_streak)]
        return Totals(
            self.rounds + len(every),
            self.right + sum(each.right for each in every),
            self.answered + sum(each.answered for each in every),
            self.elapsed_ms + sum(each.elapsed_ms for each in every),
            max(known, key=lambda each: each.best_streak, default=None),
        )


def ratio(part: float, whole: float) -> float | None:
    """The part over the whole; None of nothing."""
    return part / whole if whole else None


def relay_rounds(turns: Iterable[RelayTurn]) -> list[RoundCount]:
    """A player's relays from their turns, which come round by round in the order in which they were asked."""
    return [_relay_round(list(own)) for _, own in groupby(turns, key=lambda turn: turn.round_id)]


def _relay_round(turns: Sequence[RelayTurn]) -> RoundCount:
    rights = [turn.verdict in FULL for turn in turns if turn.verdict != Verdict.SKIPPED]
    first = turns[0]
    return RoundCount(
        first.round_id,
        first.finished_at_ms,
        first.rule_set,
        sum(rights),
        len(rights),
        max((sum(row) for _, row in groupby(rights)), default=0),
        sum(turn.elapsed_ms for turn in turns),
    )


def in_order(rounds: Iterable[RoundCount]) -> list[RoundCount]:
    """Rounds in the order in which they were begun, which a clock that was set back does not change."""
    return sorted(rounds, key=lambda each: each.round_id)


def moving_accuracy(rounds: Sequence[RoundCount], window: int) -> list[float | None]:
    """At each round the share right of all answers of the last `window` rounds, itself among them.

    The simple moving average, weighted by the answers of each round; over fewer rounds at the beginning.
    """
    return _moving([each.right for each in rounds], [each.answered for each in rounds], window)


def moving_ms(rounds: Sequence[RoundCount], window: int) -> list[float | None]:
    """At each round the answering time of one answer over the last `window` rounds, as `moving_accuracy`."""
    return _moving([each.elapsed_ms for each in rounds], [each.answered for each in rounds], window)


def _moving(parts: Sequence[int], wholes: Sequence[int], window: int) -> list[float | None]:
    part = whole = 0
    found: list[float | None] = []
    for place in range(len(parts)):
        part += parts[place]
        whole += wholes[place]
        if place >= window:
            part -= parts[place - window]
            whole -= wholes[place - window]
        found.append(ratio(part, whole))
    return found


# Questions

Group = Literal["category", "episode", "kind", "difficulty"]
GROUPS: tuple[Group, ...] = ("category", "episode", "kind", "difficulty")
GroupKey = str | int | None


class QuestionCount(NamedTuple):
    """How often a question was answered and answered rightly, and how long that took, as it is sorted today."""

    uid: str
    category: str
    episode: int | None
    kind: str
    difficulty: int
    answered: int
    right: int
    elapsed_ms: int

    @property
    def accuracy(self) -> float:
        """Right answers over answers, 0 to 1."""
        return self.right / self.answered


class GroupCount(NamedTuple):
    """The answers to some questions together."""

    answered: int
    right: int
    elapsed_ms: int

    @property
    def accuracy(self) -> float:
        """Right answers over answers, 0 to 1."""
        return self.right / self.answered

    @property
    def mean_ms(self) -> float:
        """Answering time over answers; unlike `Totals.mean_ms` without that of skipped questions."""
        return self.elapsed_ms / self.answered


def _no_groups() -> dict[Group, dict[GroupKey, GroupCount]]:
    return {group: {} for group in GROUPS}


def _no_questions() -> dict[str, QuestionCount]:
    return {}


@dataclass(slots=True)
class Tally:
    """Answers counted step by step, by question and by what questions have in common. The order makes no difference."""

    groups: dict[Group, dict[GroupKey, GroupCount]] = field(default_factory=_no_groups)
    questions: dict[str, QuestionCount] = field(default_factory=_no_questions)

    def add(self, counts: Iterable[QuestionCount]) -> None:
        """Counts these answers too."""
        for count in counts:
            known = self.questions.get(count.uid)
            self.questions[count.uid] = count if known is None else _together(known, count)
            for group, key in zip(GROUPS, count[1:5], strict=True):
                self._add_to(self.groups[group], key, count)

    @staticmethod
    def _add_to(groups: dict[GroupKey, GroupCount], key: GroupKey, count: QuestionCount) -> None:
        answered, right, elapsed_ms = groups.get(key, (0, 0, 0))
        groups[key] = GroupCount(answered + count.answered, right + count.right, elapsed_ms + count.elapsed_ms)

    def hardest(self, limit: int) -> list[QuestionCount]:
        """The questions with the smallest share right, the most answered first where it is equal.

        Only what was answered `ANSWERS_LEAST` times and not always rightly.
        """
        found = (each for each in self._known() if each.right < each.answered)
        return nsmallest(limit, found, key=lambda each: (each.accuracy, -each.answered, each.uid))

    def easiest(self, limit: int) -> list[QuestionCount]:
        """The questions with the greatest share right, as `hardest`; only what was ever right."""
        found = (each for each in self._known() if each.right)
        return nsmallest(limit, found, key=lambda each: (-each.accuracy, -each.answered, each.uid))

    def _known(self) -> Iterator[QuestionCount]:
        return (each for each in self.questions.values() if each.answered >= ANSWERS_LEAST)


def _together(first: QuestionCount, second: QuestionCount) -> QuestionCount:
    return second._replace(
        answered=first.answered + second.answered,
        right=first.right + second.right,
        elapsed_ms=first.elapsed_ms + second.elapsed_ms,
    )


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """A hard or an easy question as it is shown; its texts are empty where they would spoil somebody.

    `due_at_ms` (UTC) is when this player is to see it again in training, None without a card. A retired question is
    asked no more.
    """

    count: QuestionCount
    prompt: str
    is_hidden: bool = False
    due_at_ms: int | None = None
    is_retired: bool = False


# What the page shows first


@dataclass(frozen=True, slots=True)
class FirstFigures:
    """The figures on top: of the period, of the period before it (None where there is none), and days in a row."""

    totals: Totals
    before: Totals | None
    streaks: DayStreaks
    days: Mapping[date, int]
    today: date


@dataclass(frozen=True, slots=True)
class Choices:
    """The modes and spoiler limits of a player's rounds, to choose from."""

    modes: tuple[str, ...]
    spoiler_limits: tuple[int, ...]
