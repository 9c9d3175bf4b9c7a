"""How long it takes to draw a round of ten from a hundred thousand questions, and from a million.

Drawn are all of them, and those of some categories, kinds, one difficulty and the first episodes; both times those come
first that the player has not met.
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quizapp.bank.bank import Bank
from quizapp.game.drawing import Candidate, Pool, skips_of
from quizapp.game.question import Kind
from quizapp.game.rules import NEWEST, CustomRules, Mode, RoundSettings, RuleSet
from tests.benchmarks.large_bank import CATEGORIES, EPISODES, MET, large_bank
from tests.benchmarks.table import Measurement

_TARGETS_MS = {100_000: 10, 1_000_000: 50}
_KINDS = (Kind.SINGLE_CHOICE, Kind.SHORT_ANSWER, Kind.ORDERING)
_BARE = """
SELECT uid, category, difficulty FROM question
WHERE pack_id = (SELECT id FROM pack WHERE uid = ?) AND state = 'live' AND kind IN ({kinds})
AND category IN ({categories}) AND coalesce(episode, ?) <= ? AND difficulty BETWEEN ? AND ?
"""
_BARE_MET = """
SELECT drawn.uid, max(at_ms) FROM round JOIN event ON event.round_id = round.id
JOIN drawn ON drawn.round_id = round.id AND drawn.position = event.position
WHERE round.player_id = ? AND verdict <> 'skipped' GROUP BY drawn.uid
"""


def measure() -> list[Measurement]:
    """The parts of a draw one by one: what the bank gives, the index of strata over it, and the ten themselves."""
    with large_bank(*_TARGETS_MS) as (bank, plain, player_id):
        return [each for size in _TARGETS_MS for each in _measured(bank, plain, player_id, size)]


def _measured(bank: Bank, plain: sqlite3.Connection, player_id: int, size: int) -> list[Measurement]:
    everything = RoundSettings(str(size), EPISODES, CATEGORIES)
    filtered = RoundSettings(str(size), 9, ("cast", "plot"), 2, Mode.CUSTOM, custom=CustomRules(kinds=_KINDS))
    of_all, of_some = (_candidates(bank, settings, player_id) for settings in (everything, filtered))
    uids = [candidate.uid for candidate in of_all]
    limits = _Limits(_median_ms(lambda: sum(map(len, uids)), 20), _TARGETS_MS[size])
    return [
        *_drawing(of_all, f"{size:,}", limits),
        *_drawing(of_some, f"{size:,}, filtered", limits),
        _reading(bank, plain, "all, unseen first", everything, player_id),
        _reading(bank, plain, "filtered, unseen first", filtered, player_id),
        _reading(bank, plain, "filtered, without history", filtered, None),
    ]


def _rules(settings: RoundSettings) -> RuleSet:
    return NEWEST[settings.mode].for_settings(settings)


def _candidates(bank: Bank, settings: RoundSettings, player_id: int | None) -> list[Candidate]:
    return bank.questions.candidates(settings, _rules(settings), player_id)


class _Limits(NamedTuple):
    """What a draw may take: no more than one look at every uid of the pack, and the target of the design (ms)."""

    look_ms: float
    target_ms: int


def _drawing(candidates: Sequence[Candidate], what: str, limits: _Limits) -> list[Measurement]:
    uids = [candidate.uid for candidate in candidates]
    met = {candidate.uid for candidate in candidates if candidate.met_at_ms}
    pool = Pool(candidates)
    seeds = iter(range(10_000))
    dealt = {str(seed): pool.deck(str(seed)).deal(10) for seed in range(50)}
    assert met
    assert all(len(uids) == 10 and met.isdisjoint(uids) for uids in dealt.values()), (
        "what is new to the player is first"
    )
    draw_ms = _median_ms(lambda: pool.deck(str(next(seeds))).deal(10), 200)
    told = iter(dealt.items())
    tell_ms = _median_ms(lambda: skips_of(pool, *next(told)), len(dealt))
    index_ms = _median_ms(lambda: Pool(candidates), 5)
    sort_ms = _median_ms(lambda: sorted(uids, key=str.casefold), 5)
    look_ms = limits.look_ms
    target = f"target: under {limits.target_ms} ms; {len(uids):,} can be drawn, {len(met):,} of them met"
    return [
        Measurement(f"draw 10 from {what}", draw_ms, "one look at every uid", look_ms, 1.0, target),
        Measurement(f"tell a draw from {what}", tell_ms, "one look at every uid", look_ms, 1.0),
        Measurement(f"index of {what}, built once", index_ms, "sorting the uids", sort_ms, 6.0),
    ]


def _reading(
    bank: Bank, plain: sqlite3.Connection, what: str, settings: RoundSettings, player_id: int | None
) -> Measurement:
    """The candidates of a round, and the same rows by `sqlite3` alone."""
    kinds = _rules(settings).kinds
    bare = _BARE.format(kinds=_marks(kinds), categories=_marks(settings.categories))
    levels = (settings.difficulty or 1, settings.difficulty or 3)
    values = (
        settings.pack_id,
        *sorted(kinds),
        *settings.categories,
        EPISODES,
        settings.spoiler_limit,
        *levels,
    )
    found = _candidates(bank, settings, player_id)
    assert len(found) == len(plain.execute(bare, values).fetchall()) > 10
    assert any(candidate.met_at_ms for candidate in found) == (player_id is not None)

    def _bare() -> None:
        if player_id is not None:
            plain.execute(_BARE_MET, (player_id,)).fetchall()
        plain.execute(bare, values).fetchall()

    return Measurement(
        f"candidates of {int(settings.pack_id):,}, {what}",
        _median_ms(lambda: _candidates(bank, settings, player_id), 5),
        "the bare SELECTs",
        _median_ms(_bare, 5),
        4.0,
        f"{len(found):,} rows" + (f", {len(_TARGETS_MS) * MET:,} answers" if player_id is not None else ""),
    )


def _marks(values: Sequence[str] | frozenset[str]) -> str:
    return ", ".join("?" * len(values))


def _median_ms(action: Callable[[], object], times: int) -> float:
    values: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        values.append((time.perf_counter() - began) * 1000)
    return statistics.median(values)


if __name__ == "__main__":
    from tests.benchmarks.table import as_table

    print(as_table(measure()))
