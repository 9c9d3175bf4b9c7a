"""Questions that their numbers call bad, each with the reason in words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median, quantiles
from typing import Any, NamedTuple

from quizapp.errors import Sentence, sentence
from quizapp.game.item_analysis import ItemStatistics, OptionCount
from quizapp.game.options import (
    DISTRACTORS_DEALT,
    MOST_OPTIONS,
    all_options,
    is_chosen,
    is_typed,
    key_indexes,
    option_count,
)
from quizapp.game.question import Kind, Question

ATTEMPTS_LEAST = 20
"""With fewer attempts nothing is flagged: chance says more than the question."""
TOO_EASY = 0.95
TOO_HARD = 0.2
PEERS_LEAST = 20
"""With fewer questions of a kind it is not known how long one takes."""
_TEXT_SHOWN = 60
_ROUNDING = 1 + 1e-9
"""Where all take as long, the way to logarithms and back must not make each slower than the others."""


class FlagKind(StrEnum):
    """What may be wrong."""

    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    NEGATIVE = "negative"
    """Who does well elsewhere does worse here."""
    UNUSED = "unused"
    """A distractor nobody takes."""
    TEMPTING = "tempting"
    """A distractor taken more than a key."""
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something the numbers say against a question; `option` is the place in `all_options` it is about, if any."""

    kind: FlagKind
    message: Sentence
    option: int | None = None


class PeerTimes(NamedTuple):
    """How long questions of one kind take: the median of their medians, and from where on one is slow, in ms."""

    median_ms: float
    slow_from_ms: float


def peer_times(counted: Iterable[tuple[Kind, int, float]]) -> dict[Kind, PeerTimes]:
    """The times of each kind, from its questions with enough attempts; kinds with few of these are left out.

    `counted` are kind, `asked` and `median_ms` of each question.

    Slow is what lies beyond the outer side of Tukey's fence, three quarters to the quartiles' distance and a half above
    the upper quartile (Tukey 1977, Exploratory Data Analysis, chapter 2), taken on the logarithms of the times, because
    answering times are lognormal (van der Linden 2006, Journal of Educational and Behavioral Statistics 31, 181-204).
    """
    times: dict[Kind, list[float]] = defaultdict(list)
    for kind, asked, median_ms in counted:
        if asked >= ATTEMPTS_LEAST:
            times[kind].append(max(1.0, median_ms))
    return {kind: _peer_times(medians) for kind, medians in times.items() if len(medians) >= PEERS_LEAST}


def _peer_times(medians: list[float]) -> PeerTimes:
    lower, _, upper = quantiles(map(math.log, medians), n=4, method="inclusive")
    fence = math.exp(upper + 1.5 * (upper - lower))
    return PeerTimes(median(medians), fence * _ROUNDING)


def flags(statistics: ItemStatistics, question: Question, peers: Mapping[Kind, PeerTimes]) -> tuple[Flag, ...]:
    """What the numbers of this question's present revision say against it, the gravest first.

    Nothing below ATTEMPTS_LEAST attempts; the same holds for the rounds behind the discrimination and for the times an
    option was offered. `peers` as from `peer_times`.
    """
    if statistics.asked < ATTEMPTS_LEAST:
        return ()
    return tuple(
        flag for found in (_negative, _tempting, _too_hard, _too_easy, _unused) for flag in found(statistics, question)
    ) + tuple(_slow(statistics, peers.get(question.kind)))


def _flag(kind: FlagKind, template: str, **parameters: Any) -> Flag:
    return Flag(kind, sentence(template, **parameters))


def _negative(statistics: ItemStatistics, _: Question) -> Iterator[Flag]:
    value = statistics.discrimination
    if value is not None and value < 0 and statistics.rounds >= ATTEMPTS_LEAST:
        template = (
            "who did well in the rest of the round did worse here (discrimination {value} from {count} rounds): "
            "is the key right, is the prompt clear?"
        )
        yield _flag(FlagKind.NEGATIVE, template, value=f"{value:.2f}".replace("-", "−"), count=statistics.rounds)


def _tempting(statistics: ItemStatistics, question: Question) -> Iterator[Flag]:
    keys, wrong = _offered(statistics, question)
    if not keys:
        return
    least = min(keys, key=lambda place: statistics.options[place].share)
    for place in wrong:
        if statistics.options[place].share > statistics.options[least].share:
            yield _tempting_flag(statistics.options, place, least, all_options(question))


def _tempting_flag(counts: Mapping[int, OptionCount], wrong: int, key: int, texts: tuple[str, ...]) -> Flag:
    template = (
        "the wrong option “{wrong}” was taken {wrong_taken} of {wrong_offered} times, "
        "more often than the key “{key}” ({key_taken} of {key_offered})"
    )
    message = sentence(
        template,
        wrong=texts[wrong][:_TEXT_SHOWN],
        wrong_taken=counts[wrong].taken,
        wrong_offered=counts[wrong].offered,
        key=texts[key][:_TEXT_SHOWN],
        key_taken=counts[key].taken,
        key_offered=counts[key].offered,
    )
    return Flag(FlagKind.TEMPTING, message, wrong)


def _too_hard(statistics: ItemStatistics, question: Question) -> Iterator[Flag]:
    chance = chance_level(question)
    percent, count = _percent(statistics.facility), statistics.asked
    if statistics.facility <= chance:
        template = "too hard: {percent} % in {count} first attempts, which is no more than guessing gives ({chance} %)"
        yield _flag(FlagKind.TOO_HARD, template, percent=percent, count=count, chance=_percent(chance))
    elif statistics.facility <= TOO_HARD:
        template = "too hard: {percent} % in {count} first attempts"
        yield _flag(FlagKind.TOO_HARD, template, percent=percent, count=count)


def _too_easy(statistics: ItemStatistics, _: Question) -> Iterator[Flag]:
    if statistics.facility >= TOO_EASY:
        template = "too easy: {percent} % in {count} first attempts"
        yield _flag(FlagKind.TOO_EASY, template, percent=_percent(statistics.facility), count=statistics.asked)


def _unused(statistics: ItemStatistics, question: Question) -> Iterator[Flag]:
    if statistics.facility >= TOO_EASY:
        return  # that hardly anybody takes a wrong option is said already
    if all(count.taken for count in statistics.options.values()):
        return
    _, wrong = _offered(statistics, question)
    for place in wrong:
        count = statistics.options[place]
        if not count.taken:
            template = "nobody took the wrong option “{option}”, which was shown {count} times"
            option = all_options(question)[place][:_TEXT_SHOWN]
            yield Flag(FlagKind.UNUSED, sentence(template, option=option, count=count.offered), place)


def _slow(statistics: ItemStatistics, peers: PeerTimes | None) -> Iterator[Flag]:
    if peers is not None and statistics.median_ms > peers.slow_from_ms:
        template = "it takes {seconds} s, where others of its kind take {peer_seconds} s"
        seconds, peer_seconds = f"{statistics.median_ms / 1000:.1f}", f"{peers.median_ms / 1000:.1f}"
        yield _flag(FlagKind.SLOW, template, seconds=seconds, peer_seconds=peer_seconds)


def _offered(statistics: ItemStatistics, question: Question) -> tuple[list[int], list[int]]:
    """The keys and the distractors of the question that were offered often enough to say something of them."""
    if not is_chosen(question) or question.kind is Kind.TRUE_FALSE:
        return [], []  # of two options each says what the other says, and the facility says it first
    right, count = key_indexes(question), option_count(question)
    enough = [place for place, seen in statistics.options.items() if place < count and seen.offered >= ATTEMPTS_LEAST]
    return [place for place in enough if place in right], [place for place in enough if place not in right]


def _percent(share: float) -> int:
    """Rounded down, so that no question is told to be at 100 % that is not."""
    return int(share * 100 + 1e-9)


def chance_level(question: Question) -> float:
    """The share of the key that guessing gives on average, 0 to 1; 0 where the answer is typed.

    One key: one over the options shown. Multiple choice: every option taken or left by the toss of a coin, under the
    marking of `grading.share_of_keys`. Matching: partners in any order. Ordering: of n! orders each two neighbours
    stand together in (n - 1)!, which is one in n.
    """
    if is_typed(question):
        return 0.0
    if question.kind is Kind.MATCHING:
        return 1 / max(1, len(question.pairs) + len(question.extra))
    if question.kind is Kind.ORDERING:
        return 1 / max(1, len(question.sequence))
    keys = len(key_indexes(question))
    if question.kind is Kind.TRUE_FALSE:
        return 0.5
    room = max(1, min(DISTRACTORS_DEALT, MOST_OPTIONS - keys))
    distractors = min(room, len(question.distractors))
    return _chance_of_several(keys, distractors) if question.kind is Kind.MULTIPLE_CHOICE else 1 / (1 + distractors)


def _chance_of_several(keys: int, distractors: int) -> float:
    return sum(
        math.comb(keys, right) * math.comb(distractors, wrong) * (right - wrong) / keys
        for right in range(1, keys + 1)
        for wrong in range(min(right, distractors + 1))
    ) / 2 ** (keys + distractors)
