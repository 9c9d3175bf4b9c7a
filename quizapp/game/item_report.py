"""The report of an item analysis: each question that was answered with its numbers and what they say against it."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.game.item_analysis import Interval
from quizapp.game.item_flags import Flag, FlagKind


class OptionUse(NamedTuple):
    """An option, and how often it could be chosen and was, in first attempts."""

    text: str
    is_key: bool
    offered: int
    taken: int


class ItemRow(NamedTuple):
    """A question with its numbers as `ItemStatistics` has them. `prompt` may be the beginning of a longer one.

    `flags`, the gravest first, and `options` are empty with fewer than `item_flags.ATTEMPTS_LEAST` first attempts.
    """

    uid: str
    pack_id: str
    kind: str
    prompt: str
    asked: int
    facility: float
    interval: Interval
    discrimination: float | None
    rounds: int
    median_ms: float
    flags: tuple[Flag, ...] = ()
    options: tuple[OptionUse, ...] = ()

    def is_flagged(self, kind: FlagKind) -> bool:
        """Whether this is said against it."""
        return any(flag.kind is kind for flag in self.flags)
