"""Which questions a round asks: a pure function of the eligible questions and a seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.game.keyed import KeyedNumbers


class Candidate(NamedTuple):
    """An eligible question; `met_at_ms` is when this player last answered it (UTC), 0 = never."""

    uid: str
    category: str
    difficulty: int
    met_at_ms: int = 0


@dataclass(slots=True)
class _Stratum:
    """The questions of one category and difficulty: unmet ones sorted by uid, met ones longest ago first."""

    unmet: list[str] = field(default_factory=list[str])
    met: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


@dataclass(slots=True)
class _Hand:
    """What is left of one stratum during a draw: a Fisher-Yates shuffle done only where needed."""

    stratum: _Stratum
    numbers: KeyedNumbers
    taken_unmet: int = 0
    taken_met: int = 0
    moved: dict[int, int] = field(default_factory=dict[int, int])

    @property
    def has_unmet(self) -> bool:
        return self.taken_unmet < len(self.stratum.unmet)

    @property
    def has_any(self) -> bool:
        return self.has_unmet or self.taken_met < len(self.stratum.met)

    def take(self) -> str:
        if not self.has_unmet:
            self.taken_met += 1
            return self.stratum.met[self.taken_met - 1][1]
        left = len(self.stratum.unmet) - self.taken_unmet
        rank = self.numbers.below(left)
        self.taken_unmet += 1
        place = self.moved.get(rank, rank)
        self.moved[rank] = self.moved.get(left - 1, left - 1)
        return self.stratum.unmet[place]


class Pool:
    """The eligible questions of a round, indexed once; `draw` then costs the same from a thousand as from a million."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        strata: dict[tuple[str, int], _Stratum] = {}
        for uid, category, difficulty, met_at_ms in candidates:
            stratum = strata.setdefault((category, difficulty), _Stratum())
            if met_at_ms:
                stratum.met.append((met_at_ms, uid))
            else:
                stratum.unmet.append(uid)
        for stratum in strata.values():
            stratum.unmet.sort()
            stratum.met.sort()
        self._strata = strata

    def __len__(self) -> int:
        return sum(len(stratum.unmet) + len(stratum.met) for stratum in self._strata.values())

    def draw(self, seed: str, count: int, reserve: int = 0) -> tuple[str, ...]:
        """Up to `count` uids in the order they are asked, then up to `reserve` more as replacements; no uid twice.

        Categories take turns, and within a category its difficulties do, beginning each at another one; so the numbers
        drawn from two categories differ by more than one only when the smaller is used up. Within a category questions
        the player has not met come first, then those met longest ago. Without history every question of a stratum is
        equally likely.
        """
        order = KeyedNumbers(seed, "turns")
        hands = self._hands(seed)
        categories = order.shuffled(sorted(hands))
        difficulties = order.shuffled(sorted({difficulty for _, difficulty in self._strata}))
        wheels = {
            category: difficulties[start % len(difficulties) :] + difficulties[: start % len(difficulties)]
            for start, category in enumerate(categories)
        }
        drawn: list[str] = []
        while categories and len(drawn) < count + reserve:
            category = categories.pop(0)
            hand = _next_hand(hands[category], wheels[category])
            if hand is None:
                continue
            drawn.append(hand.take())
            categories.append(category)
        return (*order.shuffled(drawn[:count]), *drawn[count:])

    def _hands(self, seed: str) -> dict[str, dict[int, _Hand]]:
        hands: dict[str, dict[int, _Hand]] = {}
        for (category, difficulty), stratum in sorted(self._strata.items()):
            numbers = KeyedNumbers(seed, f"stratum/{category}/{difficulty}")
            hands.setdefault(category, {})[difficulty] = _Hand(stratum, numbers)
        return hands


def _next_hand(hands: dict[int, _Hand], wheel: list[int]) -> _Hand | None:
    """The hand whose turn it is, moved to the end of the wheel; one with unmet questions goes before all others."""
    left = [difficulty for difficulty in wheel if difficulty in hands and hands[difficulty].has_any]
    if not left:
        return None
    chosen = next((difficulty for difficulty in left if hands[difficulty].has_unmet), None)
    if chosen is None:
        chosen = min(left, key=lambda difficulty: hands[difficulty].stratum.met[hands[difficulty].taken_met])
    wheel.remove(chosen)
    wheel.append(chosen)
    return hands[chosen]
