"""Rule sets: how a round of each mode goes and counts. A published one never changes; a change is a new version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from quizapp.game.question import CHOICE_KINDS, Kind

ALL_KINDS = frozenset(Kind)
RELAY_TURNS = 5
RELAY_PLAYERS = (2, 8)
"""The fewest and the most who can run a relay."""
DASH_QUESTIONS_WITHOUT_CLOCK = 20
CUSTOM_COUNTS = (1, 100)
"""The fewest and the most questions of a custom round."""
CUSTOM_LIMITS_MS = (None, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 120_000)
"""The answering times that can be chosen for each question of a custom round; None = no clock."""


class Mode(StrEnum):
    """The seven ways to play, in the order of their lanes."""

    SPRINT = "sprint"
    DASH = "dash"
    MARATHON = "marathon"
    DAILY = "daily"
    TRAINING = "training"
    RELAY = "relay"
    CUSTOM = "custom"


class ClockFactor(StrEnum):
    """How much a player stretches every clock: an accommodation, with boards of its own."""

    X1 = "x1"
    X2 = "x2"
    X5 = "x5"
    X10 = "x10"
    OFF = "off"

    @property
    def times(self) -> int | None:
        """The factor, None where clocks are off."""
        return None if self is ClockFactor.OFF else int(self.value[1:])


RankedBy = Literal["points", "right", "nothing"]


@dataclass(frozen=True, slots=True)
class CustomRules:
    """What a player sets for a custom round. `kinds` in sorted order; `answer_limit_ms` None = no clock."""

    question_count: int = 10
    kinds: tuple[Kind, ...] = tuple(sorted(Kind))
    answer_limit_ms: int | None = None
    fifty_fifties: int = 1
    hints: int = 1
    skips: int = 1

    @property
    def code(self) -> str:
        """A short text that is equal exactly for equal rules; boards are told apart by it."""
        kinds = "all" if len(self.kinds) == len(Kind) else "+".join(self.kinds)
        limit = "off" if self.answer_limit_ms is None else f"{self.answer_limit_ms}ms"
        return f"{self.question_count}/{kinds}/{limit}/{self.fifty_fifties}-{self.hints}-{self.skips}"


@dataclass(frozen=True, slots=True)
class Runner:
    """A player of a relay, with the last episode they have watched at its start."""

    player_id: int
    name: str
    spoiler_limit: int


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """What a player chooses for a round. `categories` are ids in sorted order; `difficulty` None = mixed.

    `spoiler_limit` is that of who plays; in a relay each of `relay` has their own. `day` is the local date of a daily
    race (ISO 8601), `challenge` the code by which a round was begun; both are empty elsewhere.
    """

    pack_id: str
    spoiler_limit: int
    categories: tuple[str, ...]
    difficulty: int | None = None
    mode: Mode = Mode.SPRINT
    clock: ClockFactor = ClockFactor.X1
    custom: CustomRules | None = None
    relay: tuple[Runner, ...] = ()
    day: str = ""
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Mode and version with everything that decides points. Limits of time are None where there is no clock.

    `question_count` None = open end: the round is over by `time_limit_ms` (answering time of the whole round, of which
    a miss takes `miss_cost_ms`), by `lives` misses, or when no question is left. `answer_limit_ms` is for each
    question. Bonuses exist only where the number of questions is fixed.
    """

    mode: str
    version: int
    kinds: frozenset[Kind]
    question_count: int | None
    fifty_fifties: int = 0
    hints: int = 0
    skips: int = 0
    answer_limit_ms: int | None = None
    time_limit_ms: int | None = None
    miss_cost_ms: int = 0
    lives: int | None = None
    with_bonuses: bool = True
    ranked_by: RankedBy = "points"
    with_history: bool = True
    """Whether a draw prefers questions the player has not met."""

    @property
    def id(self) -> str:
        """The name under which rounds and boards keep it, such as `sprint@1`."""
        return f"{self.mode}@{self.version}"

    @property
    def has_clock(self) -> bool:
        return self.answer_limit_ms is not None or self.time_limit_ms is not None

    def for_settings(self, settings: RoundSettings) -> RuleSet:
        """These rules as one round is played by them: with its clock, its custom rules, its number of players."""
        rules = self
        if settings.custom is not None and self.mode == Mode.CUSTOM:
            rules = _customised(rules, settings.custom)
        if settings.relay and rules.question_count is not None:
            rules = replace(rules, question_count=rules.question_count * len(settings.relay))
        return _stretched(rules, settings.clock) if rules.has_clock else rules


def _customised(rules: RuleSet, custom: CustomRules) -> RuleSet:
    return replace(
        rules,
        kinds=frozenset(custom.kinds),
        question_count=custom.question_count,
        answer_limit_ms=custom.answer_limit_ms,
        fifty_fifties=custom.fifty_fifties,
        hints=custom.hints,
        skips=custom.skips,
    )


def _stretched(rules: RuleSet, clock: ClockFactor) -> RuleSet:
    times = clock.times
    if times is not None:
        return replace(
            rules,
            answer_limit_ms=None if rules.answer_limit_ms is None else rules.answer_limit_ms * times,
            time_limit_ms=None if rules.time_limit_ms is None else rules.time_limit_ms * times,
            miss_cost_ms=rules.miss_cost_ms * times,
        )
    # A Dash without its clock would never end.
    count = DASH_QUESTIONS_WITHOUT_CLOCK if rules.time_limit_ms is not None else rules.question_count
    return replace(rules, answer_limit_ms=None, time_limit_ms=None, miss_cost_ms=0, question_count=count)


SPRINT_1 = RuleSet("sprint", 1, CHOICE_KINDS, question_count=10, fifty_fifties=1, hints=1, skips=1)
SPRINT_2 = replace(SPRINT_1, version=2, kinds=ALL_KINDS)
DASH_1 = RuleSet(
    "dash",
    1,
    CHOICE_KINDS | {Kind.MISSING_WORD},
    question_count=None,
    time_limit_ms=60_000,
    miss_cost_ms=5_000,
    with_bonuses=False,
    ranked_by="right",
)
MARATHON_1 = RuleSet("marathon", 1, ALL_KINDS, question_count=None, lives=3, with_bonuses=False, ranked_by="right")
DAILY_1 = replace(SPRINT_2, mode="daily", version=1, with_history=False)
TRAINING_1 = RuleSet(
    "training", 1, ALL_KINDS, question_count=20, hints=20, with_bonuses=False, ranked_by="nothing", with_history=False
)
"""`question_count` is the most of one training; a round asks as many as it has drawn."""
RELAY_1 = RuleSet("relay", 1, ALL_KINDS, question_count=RELAY_TURNS, ranked_by="nothing")
"""`question_count` is that of each player, until the settings say how many there are."""
CUSTOM_1 = RuleSet("custom", 1, ALL_KINDS, question_count=10)

NEWEST = {Mode(rules.mode): rules for rules in (SPRINT_2, DASH_1, MARATHON_1, DAILY_1, TRAINING_1, RELAY_1, CUSTOM_1)}
"""The rules new rounds of each mode are played by."""

RULE_SETS = {rules.id: rules for rules in (SPRINT_1, *NEWEST.values())}
"""Every rule set ever published, so that old rounds can be replayed."""
