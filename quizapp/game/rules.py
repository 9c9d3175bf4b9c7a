"""Rule sets: how a round of each mode goes and counts. A published one never changes; a change is a new version."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.game.question import CHOICE_KINDS, Kind


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Mode and version with everything that decides points. `answer_limit_ms` None = no clock, no speed bonus."""

    mode: str
    version: int
    kinds: frozenset[Kind]
    question_count: int
    fifty_fifties: int = 0
    hints: int = 0
    skips: int = 0
    answer_limit_ms: int | None = None

    @property
    def id(self) -> str:
        """The name under which rounds and boards keep it, such as `sprint@1`."""
        return f"{self.mode}@{self.version}"


SPRINT_1 = RuleSet("sprint", 1, CHOICE_KINDS, question_count=10, fifty_fifties=1, hints=1, skips=1)

RULE_SETS = {rules.id: rules for rules in (SPRINT_1,)}
"""Every rule set ever published, so that old rounds can be replayed."""


@dataclass(frozen=True, slots=True)
class RoundSettings:
    """What a player chooses for a round. `categories` are ids in sorted order; `difficulty` None = mixed."""

    pack_id: str
    spoiler_limit: int
    categories: tuple[str, ...]
    difficulty: int | None = None
