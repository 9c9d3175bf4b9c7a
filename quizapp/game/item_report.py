"""The report of an item analysis: each question that was answered with its numbers and what they say against it."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.game.item_analysis import Interval, ItemStatistics
from quizapp.game.item_flags import Flag, FlagKind
from quizapp.game.options import all_options, is_chosen, key_indexes
from quizapp.game.question import Question


class OptionUse(NamedTuple):
    """An option, and how often it could be chosen and was, in first attempts."""

    text: str
    is_key: bool
    offered: int
    taken: int

    @property
    def share(self) -> float:
        """How often it was chosen of the times it could be, 0 to 1."""
        return self.taken / self.offered if self.offered else 0.0


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


def option_uses(statistics: ItemStatistics, question: Question) -> tuple[OptionUse, ...]:
    """The options that were offered, in the order of `all_options`; none where the answer is not chosen."""
    if not is_chosen(question):
        return ()
    texts, keys = all_options(question), key_indexes(question)
    return tuple(
        OptionUse(texts[place], place in keys, count.offered, count.taken)
        for place, count in statistics.options.items()
        if place < len(texts)
    )


def distractor_uses(statistics: ItemStatistics, question: Question) -> tuple[OptionUse, ...]:
    """The wrong options that were offered, the most chosen first."""
    wrong = (each for each in option_uses(statistics, question) if not each.is_key)
    return tuple(sorted(wrong, key=lambda each: each.share, reverse=True))
