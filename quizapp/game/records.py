"""What the bank remembers and the screens show: players, boards, runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.game.grading import Verdict
from quizapp.game.question import PackInfo
from quizapp.game.rules import RULE_SETS, ClockFactor, CustomRules, RankedBy, RoundSettings
from quizapp.game.turns import Result

NAME_LENGTH_MAX = 40


@dataclass(frozen=True, slots=True)
class Player:
    """Someone who plays here. `spoiler_limits` holds (pack id, last episode watched) pairs."""

    id: int
    name: str
    single_letter_keys: bool = False
    spoiler_limits: tuple[tuple[str, int], ...] = ()
    clock: ClockFactor = ClockFactor.X1
    """How much this player stretches every clock."""

    def spoiler_limit(self, pack_id: str) -> int:
        """The last episode of this pack the player has watched; 0 until they say otherwise."""
        return dict(self.spoiler_limits).get(pack_id, 0)


@dataclass(frozen=True, slots=True)
class Board:
    """Which rounds are comparable. `difficulty` None = mixed; `clock` is the factor the clock was stretched by.

    `variant` tells boards of one rule set apart: the date of a daily race, the code of custom rules, `challenge/` and
    the code of rounds begun by one; empty elsewhere.
    """

    rule_set: str
    pack_id: str
    pack_version: str
    spoiler_limit: int
    categories: tuple[str, ...]
    difficulty: int | None = None
    clock: str = "x1"
    variant: str = ""

    @classmethod
    def of(cls, rule_set: str, pack: PackInfo, settings: RoundSettings) -> Board:
        """The board of rounds with these settings on this version of the pack.

        Where the rules have no clock, whether a player stretches clocks makes no difference.
        """
        rules = RULE_SETS[rule_set]
        unstretched = rules.for_settings(replace(settings, clock=ClockFactor.X1))
        return cls(
            rule_set,
            pack.id,
            pack.version,
            settings.spoiler_limit,
            tuple(sorted(settings.categories)),
            settings.difficulty,
            (settings.clock if unstretched.has_clock else ClockFactor.X1).value,
            _variant(settings),
        )


def _variant(settings: RoundSettings) -> str:
    if settings.challenge:
        return f"challenge/{settings.challenge}"
    if settings.custom is not None:
        return settings.custom.code
    return settings.day


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """The finished rounds of a board in its order, best first: ids, whose they are, when they ended (UTC ms).

    Three lists and not one of entries: a board may hold a hundred thousand rounds, of which few are looked at.
    """

    round_ids: list[int]
    player_ids: list[int]
    finished_at_ms: list[int]


@dataclass(frozen=True, slots=True)
class BoardEntry:
    """A finished round on a board. Times are UTC milliseconds; `pack_edited`: the pack was not as published.

    `player_name` is empty where the player was removed and their rounds stayed. `rank` 0 = the rules are those of a
    later version, so nothing is ranked.
    """

    round_id: int
    rank: int
    player_id: int
    player_name: str
    result: Result
    finished_at_ms: int
    pack_edited: bool = False


def rank_key(entry: BoardEntry, ranked_by: RankedBy = "points") -> tuple[int, ...]:
    """Sorts a board: more points, then fewer lifelines, then less time, then earlier.

    Boards ranked by right answers look at these first.
    """
    result = entry.result
    first = (-result.right, -result.points) if ranked_by == "right" else (-result.points,)
    return (*first, result.lifelines, result.elapsed_ms, entry.finished_at_ms)


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
    right: int = 0
    """Right answers; what Dash and Marathon are ranked by."""

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


class AppealKind(StrEnum):
    """What a player tells the author about a question."""

    MY_ANSWER_WAS_RIGHT = "my_answer_was_right"
    SOMETHING_IS_WRONG = "something_is_wrong"


@dataclass(frozen=True, slots=True)
class Appeal:
    """A player's word to the author about the question at `position` of a round; `typed` is the text they had typed.

    The round it was made in is not changed by it.
    """

    kind: AppealKind
    round_id: int
    position: int
    player_id: int
    uid: str
    revision: int
    typed: str
    at_ms: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Favourite:
    """Settings of a custom round that a player keeps under a name."""

    name: str
    settings: RoundSettings


@dataclass(frozen=True, slots=True)
class TrainingCounts:
    """What training has for a player within their spoiler limit: due now, on cards at all, and when the next is due.

    `next_due_at_ms` (UTC) is None where something is due now or there is no card.
    """

    due: int
    cards: int
    next_due_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the lanes of home say about this player: best runs by mode, today's race, what is due, the last relay.

    `best` has no entry for modes without a board, and None where nothing was run yet. `daily` is the run of today that
    counts. `winners` are the names of who won the last relay on this machine, `custom` what was last used.
    """

    best: tuple[tuple[str, Run | None], ...]
    daily: Run | None
    training: TrainingCounts
    winners: tuple[str, ...]
    custom: CustomRules | None

    def best_of(self, mode: str) -> Run | None:
        return dict(self.best).get(mode)
