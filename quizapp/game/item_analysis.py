"""What first answers say of a question: how hard it is, whether it tells good players apart, which options work."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter, mul
from statistics import NormalDist, median
from typing import NamedTuple

from quizapp.game.draft import Draft
from quizapp.game.rules import Mode, RuleSet

ROUND_LENGTH_LEAST = 5
"""In shorter rounds the rest of a round is too few questions to stand for what a player knows."""

_Z = NormalDist().inv_cdf(0.975)
_NO_VARIANCE = 1e-12
"""Sums of thirds differ in their last digits, so equal scores give a little more than no variance."""


_ASKED = ("kind", "prompt", "line", "media", "answers", "answer", "pairs", "extra", "sequence", "keep_order")


def asks_same(before: Draft, after: Draft) -> bool:
    """Whether first answers to one version of a question also tell of the other.

    What a player reads before answering and what counts as right decide how hard a question is; a tag, a source, the
    category or the explanation afterwards do not. The hint may be asked for, but an answer after it is not told apart
    from others. Distractors count with their texts and in their order, because options are known by their places in
    `all_options`.
    """
    return all(getattr(before, name) == getattr(after, name) for name in _ASKED) and (
        before.distractors == after.distractors
        or [each.text for each in before.distractors] == [each.text for each in after.distractors]
    )


class Attempt(NamedTuple):
    """One answer to a question; skips are none. A plain tuple of the same order does as well.

    `number` tells the order in time, such as the id of the log's entry. `share` is 0 to 1 of the key. `offered` are the
    options that could be chosen, as places in `all_options` without those that 50:50 took away, and `chosen` those that
    were; both are empty where the answer is typed, joined or ordered. `round_length` counts the answers this player
    gave in the round and `round_share` sums their shares, this one included; both are 0 where the round tells nothing
    of the player's knowledge: it is unfinished, or its length is not fixed (`has_fixed_length`).
    """

    uid: str
    revision: int
    player_id: int
    number: int
    share: float
    elapsed_ms: int
    offered: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    round_length: int = 0
    round_share: float = 0.0


class OptionCount(NamedTuple):
    """How often an option could be chosen, and how often it was."""

    offered: int
    taken: int

    @property
    def share(self) -> float:
        """Taken over offered. A draw shows some of the distractors only, so shares need not add up to 1."""
        return self.taken / self.offered


class Interval(NamedTuple):
    """A stretch of shares, 0 to 1."""

    low: float
    high: float


def _nothing() -> dict[int, OptionCount]:
    return {}


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """What is known of a question as it is asked now (`asks_same`), from the first attempt of each player.

    `facility` is the mean share of the key that was given, `facility_interval` its 95 % interval (`wilson_interval`).
    `discrimination` is from the `rounds` of fixed length alone and None where these are fewer than two or all alike.
    """

    asked: int
    facility: float
    facility_interval: Interval
    median_ms: float
    discrimination: float | None = None
    rounds: int = 0
    options: Mapping[int, OptionCount] = field(default_factory=_nothing)
    """Each option that was offered, by its place in `all_options`."""

    @property
    def shares(self) -> dict[int, float]:
        """How often each option was chosen of the times it was offered, by its place in `all_options`."""
        return {place: count.share for place, count in self.options.items()}


def has_fixed_length(rules: RuleSet) -> bool:
    """Whether every player of such a round meets as many questions, so that scores of rounds can be compared.

    `rules` as one round is played by them (`RuleSet.for_settings`). A training asks what its player does not know yet,
    as much of it as is due.
    """
    is_open = rules.question_count is None or rules.time_limit_ms is not None or rules.lives is not None
    return not is_open and rules.mode != Mode.TRAINING


Asked = tuple[int, int, float]
"""`player_id`, `round_length` and `round_share` of an `Attempt`: the same for all that a player answered in a round."""


class Answers(NamedTuple):
    """The attempts at one revision of a question as columns, each as `Attempt` has it: a million are read faster so."""

    asked: Sequence[Asked]
    numbers: Sequence[int]
    shares: Sequence[float]
    elapsed_ms: Sequence[int]
    offered: Sequence[tuple[int, ...]] = ()
    chosen: Sequence[tuple[int, ...]] = ()
    """Both are empty where the options are not to be counted."""


def analyse_each(attempts: Iterable[Attempt]) -> Iterator[tuple[tuple[str, int], ItemStatistics]]:
    """The statistics of each (uid, revision), one after another.

    The attempts of one revision must follow each other, in whatever order within it; no more than these are held in
    memory at a time.
    """
    for key, group in groupby(attempts, itemgetter(0, 1)):
        statistics = analyse(group)
        if statistics is not None:
            yield key, statistics


def analyse(attempts: Iterable[Attempt]) -> ItemStatistics | None:
    """The statistics of one revision of one question; None without attempts. See `analyse_answers`."""
    columns = list(zip(*attempts, strict=True))[2:]
    if not columns:
        return None
    players, *others, lengths, round_shares = columns
    return analyse_answers(Answers(list(zip(players, lengths, round_shares, strict=True)), *others))


def analyse_answers(answers: Answers) -> ItemStatistics:
    """The statistics of one revision of one question, of which there is an answer at least.

    A player's later attempts are left out: they tell of memory. A mended question (`asks_same`) starts anew, with the
    first attempts at what it asks now.
    """
    first = first_attempts(answers)
    asked = len(first.shares)
    facility = math.fsum(first.shares) / asked
    scores = _scores(first)
    return ItemStatistics(
        asked=asked,
        facility=facility,
        facility_interval=wilson_interval(facility, asked),
        median_ms=median(first.elapsed_ms),
        discrimination=correlation(scores),
        rounds=len(scores),
        options=_option_counts(first),
    )


def first_attempts(answers: Answers) -> Answers:
    """The earliest attempt of each player."""
    if len({player for player, _, _ in answers.asked}) == len(answers.asked):
        return answers
    latest_first = sorted(range(len(answers.asked)), key=answers.numbers.__getitem__, reverse=True)
    first = {answers.asked[place][0]: place for place in latest_first}
    return Answers._make(column and [column[place] for place in first.values()] for column in answers)


def _scores(answers: Answers) -> list[tuple[float, float]]:
    """Of each attempt in a round that counts: its share, and the mean share of the round's other answers."""
    return [
        (share, (round_share - share) / (length - 1))
        for share, (_, length, round_share) in zip(answers.shares, answers.asked, strict=True)
        if length >= ROUND_LENGTH_LEAST
    ]


def _option_counts(answers: Answers) -> dict[int, OptionCount]:
    if not any(answers.offered):
        return {}
    offered, taken = _places(answers.offered), _places(answers.chosen)
    # With the few attempts that most questions have, two counters would be slower than counting in lists.
    return {place: OptionCount(offered.count(place), taken.count(place)) for place in sorted(set(offered))}


def _places(lists: Sequence[tuple[int, ...]]) -> bytes | list[int]:
    """All of them; as bytes where they are small enough, which are counted faster."""
    try:
        return bytes(chain.from_iterable(lists))
    except ValueError:
        return list(chain.from_iterable(lists))


@lru_cache(maxsize=4096)  # many questions have the same few answers
def wilson_interval(share: float, count: int) -> Interval:
    """The 95 % score interval of a share that was seen in `count` attempts (1 or more).

    Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22, 209-212; chosen because it holds for few attempts and for shares near 0 and 1
    (Newcombe 1998, Statistics in Medicine 17, 857-872). It is meant for right and wrong; for answers that are partly
    right it is too wide rather than too narrow, since no score from 0 to 1 varies more than these.
    """
    square = _Z * _Z / count
    middle = share + square / 2
    reach = math.sqrt(square * (share * (1 - share) + square / 4))
    return Interval(max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square)))


def correlation(scores: list[tuple[float, float]]) -> float | None:
    """Pearson's correlation of pairs: of an item's score with the score of the rest, its discrimination.

    With an item that is right or wrong this is the point-biserial correlation. The item itself is left out of the rest,
    because with few questions it would correlate with itself: Guilford, J. P. (1953), "The correlation of an item with
    a composite of the remaining items in a test", Educational and Psychological Measurement 13, 87-93; Henrysson, S.
    (1963), "Correction of item-total correlations in item analysis", Psychometrika 28, 211-218. None below two pairs,
    or where one side never varies.
    """
    count = len(scores)
    if count < 2:
        return None
    own_scores, rest_scores = zip(*scores, strict=True)
    own_mean, rest_mean = math.fsum(own_scores) / count, math.fsum(rest_scores) / count
    own = [score - own_mean for score in own_scores]
    rest = [score - rest_mean for score in rest_scores]
    own_square, rest_square = math.fsum(map(mul, own, own)), math.fsum(map(mul, rest, rest))
    if min(own_square, rest_square) < _NO_VARIANCE * count:
        return None
    product = math.fsum(map(mul, own, rest))
    return max(-1.0, min(1.0, product / math.sqrt(own_square * rest_square)))
