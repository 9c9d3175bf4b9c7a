"""What the bank remembers and the screens show: players, boards, runs."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.game.grading import Verdict
from quizapp.game.question import PackInfo
from quizapp.game.round import Result
from quizapp.game.rules import RoundSettings

NAME_LENGTH_MAX = 40


@dataclass(frozen=True, slots=True)
class Player:
    """Someone who plays here. `spoiler_limits` holds (pack id, last episode watched) pairs."""

    id: int
    name: str
    single_letter_keys: bool = False
    spoiler_limits: tuple[tuple[str, int], ...] = ()

    def spoiler_limit(self, pack_id: str) -> int:
        """The last episode of this pack the player has watched; 0 until they say otherwise."""
        return dict(self.spoiler_limits).get(pack_id, 0)


@dataclass(frozen=True, slots=True)
class Board:
    """Which rounds are comparable. `difficulty` None = mixed; `clock` is the factor the clock was stretched by."""

    rule_set: str
    pack_id: str
    pack_version: str
    spoiler_limit: int
    categories: tuple[str, ...]
    difficulty: int | None = None
    clock: str = "x1"

    @classmethod
    def of(cls, rule_set: str, pack: PackInfo, settings: RoundSettings) -> Board:
        """The board of rounds with these settings on this version of the pack."""
        return cls(
            rule_set,
            pack.id,
            pack.version,
            settings.spoiler_limit,
            tuple(sorted(settings.categories)),
            settings.difficulty,
        )


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A finished round on a board. Times are UTC milliseconds; `pack_edited`: the pack was not as published."""

    round_id: int
    rank: int
    player_id: int
    player_name: str
    result: Result
    finished_at_ms: int
    pack_edited: bool = False


def rank_key(entry: BoardEntry) -> tuple[int, int, int, int]:
    """Sorts a board: more points, then fewer lifelines, then less time, then earlier."""
    return (-entry.result.points, entry.result.lifelines, entry.result.elapsed_ms, entry.finished_at_ms)


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that was begun and neither finished nor given up."""

    round_id: int
    player_id: int
    rule_set: str
    settings: RoundSettings
    started_at_ms: int
    answered: int
    points: int


@dataclass(frozen=True, slots=True)
class Run:
    """A finished round in short; `split_ms[i]` is the answering time of the whole round when answer i was given."""

    round_id: int
    finished_at_ms: int
    points: int
    verdicts: tuple[Verdict, ...]
    split_ms: tuple[int, ...]

    def progress(self, elapsed_ms: int) -> float:
        """How many questions this run had answered after `elapsed_ms`, with the part of the one it was at."""
        before_ms = 0
        for count, split_ms in enumerate(self.split_ms):
            if elapsed_ms < split_ms:
                return count + (elapsed_ms - before_ms) / (split_ms - before_ms)
            before_ms = split_ms
        return float(len(self.split_ms))


@dataclass(frozen=True, slots=True)
class PoolCounts:
    """How many questions a rule set can draw: in the pack, within the spoiler limit, and those by category."""

    in_pack: int
    in_play: int
    by_category: tuple[tuple[str, int], ...]

    def of(self, category: str) -> int:
        return dict(self.by_category).get(category, 0)


@dataclass(frozen=True, slots=True)
class PlayerRecord:
    """What home shows of a player on the board of the chosen settings."""

    best: Run | None
    last: Run | None
    day_streak: int
    """Days in a row with a finished round, up to today or yesterday, by local date."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a finished round stands: its rank, the board's size, and the player's best run before it."""

    entry: BoardEntry
    board_size: int
    best_before: Run | None
