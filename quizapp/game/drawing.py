"""Which questions a round asks: a pure function of the eligible questions and a seed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.game.keyed import KeyedNumbers

SKIP_MAX = 4095
"""The most questions a pick may pass over and still be told to a friend."""


class Candidate(NamedTuple):
    """An eligible question; `met_at_ms` is when this player last answered it (UTC), 0 = never."""

    uid: str
    category: str
    difficulty: int
    met_at_ms: int = 0


@dataclass(slots=True)
class _Stratum:
    """The questions of one category and difficulty: all sorted by uid, and those met, longest ago first."""

    uids: list[str] = field(default_factory=list[str])
    met: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def holds(self, uid: str) -> bool:
        place = bisect_left(self.uids, uid)
        return place < len(self.uids) and self.uids[place] == uid


class Pool:
    """The eligible questions of a round, indexed once; a deck then costs the same from a thousand as from a million."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        strata: dict[str, dict[int, _Stratum]] = {}
        met: set[str] = set()
        for uid, category, difficulty, met_at_ms in candidates:
            levels = strata.get(category)
            if levels is None:
                levels = strata[category] = {}
            stratum = levels.get(difficulty)
            if stratum is None:
                stratum = levels[difficulty] = _Stratum()
            stratum.uids.append(uid)
            if met_at_ms:
                stratum.met.append((met_at_ms, uid))
                met.add(uid)
        for levels in strata.values():
            for stratum in levels.values():
                stratum.uids.sort()
                stratum.met.sort()
        self._strata = strata
        self._met = frozenset(met)

    def __len__(self) -> int:
        return sum(len(stratum.uids) for levels in self._strata.values() for stratum in levels.values())

    def deck(self, seed: str, *, with_history: bool = True) -> Deck:
        """The pool in the order in which this seed deals it; without history, the same for every player."""
        return Deck(self._strata, self._met, seed, with_history=with_history)


class Deck:
    """Questions dealt one after the other, none twice; the next depends on pool, seed and what was dealt before.

    Categories take turns, and each turn through all of them goes in a new order; so the numbers dealt from two
    categories differ by at most one until the smaller is used up. Within a category its difficulties take turns,
    beginning in each category at another one. A stratum (category and difficulty) has a keyed order of its own. With
    history the next question of a category is the first the player has not met, at the difficulty whose turn it is if
    that has one; where all are met, the one met longest ago. Without history, every question of a stratum is equally
    likely.
    """

    def __init__(
        self, strata: Mapping[str, Mapping[int, _Stratum]], met: frozenset[str], seed: str, *, with_history: bool
    ) -> None:
        """Use `Pool.deck`; `met` are the uids the player has met."""
        self._seed = seed
        self._with_history = with_history
        self._skips: Sequence[int] = ()
        self._picks = 0
        self._names = sorted(strata)
        self._turns: list[dict[str, int]] = []
        levels = sorted({level for each in strata.values() for level in each})
        order = KeyedNumbers(seed, "difficulties").shuffled(levels)
        self._hands = {
            category: _hand(category, strata[category], met, seed, _rotated(order, start))
            for category, start in self._turn(0).items()
        }

    def next(self) -> str | None:
        """The next uid; None when all are dealt."""
        category = self._due()
        if category is None:
            return None
        hand = self._hands[category]
        uid = hand.by_history() if self._with_history else hand.by_skip(self._skip())
        self._pass(category, uid)
        return uid

    def deal(self, count: int) -> tuple[str, ...]:
        """The next uids, fewer than `count` where the deck ends. Dealing 5 twice is the same as dealing 10."""
        dealt: list[str] = []
        while len(dealt) < count and (uid := self.next()) is not None:
            dealt.append(uid)
        return tuple(dealt)

    def follow(self, skips: Sequence[int]) -> Deck:
        """The deck itself, from now on without history; pick i passes over `skips[i]` questions, later ones over none.

        What was put aside counts as picked. With the numbers of `skips_of` it deals what another player was dealt.
        """
        self._with_history = False
        self._skips = tuple(skips)
        return self

    def put_aside(self, uids: Iterable[str]) -> None:
        """Goes on behind these questions, as if they had just been dealt in this order.

        They may come from another history or an older pack: each takes a turn, of its own category where that is known.
        """
        for uid in uids:
            category = self._category_of(uid) or self._due()
            if category is not None:
                self._pass(category, uid)

    def exclude(self, uids: Iterable[str]) -> None:
        """Never deals these; whose turn it is stays as it is."""
        for uid in uids:
            for hand in self._hands.values():
                hand.remove(uid)

    def skip_to(self, uid: str) -> int | None:
        """How many questions the next pick passes over, without history, if it is to be this one.

        None when it cannot be the next, or when they are more than `SKIP_MAX`.
        """
        category = self._due()
        return None if category is None else self._hands[category].skip_to(uid)

    def _skip(self) -> int:
        return self._skips[self._picks] if self._picks < len(self._skips) else 0

    def _due(self) -> str | None:
        """The category whose turn it is, None when all are used up."""
        left = ((hand.turn, self._turn(hand.turn)[name], name) for name, hand in self._hands.items() if hand.left)
        return min(left, default=(0, 0, None))[2]

    def _turn(self, number: int) -> dict[str, int]:
        """The place of each category in this turn through all of them, in order."""
        while len(self._turns) <= number:
            order = KeyedNumbers(self._seed, f"turn/{len(self._turns)}").shuffled(self._names)
            self._turns.append({name: place for place, name in enumerate(order)})
        return self._turns[number]

    def _pass(self, category: str, uid: str) -> None:
        self._picks += 1
        self._hands[category].take(uid)

    def _category_of(self, uid: str) -> str | None:
        return next((category for category, hand in self._hands.items() if hand.level_of(uid) is not None), None)


def skips_of(pool: Pool, seed: str, uids: Iterable[str]) -> tuple[int, ...] | None:
    """How many questions each of these picks passed over in the order without history, so that `follow` repeats them.

    All are 0 for a player without history. None when a deck of this pool and seed cannot have dealt them in this order,
    or when a pick passed over more than `SKIP_MAX`.
    """
    deck = pool.deck(seed, with_history=False)
    skips: list[int] = []
    for uid in uids:
        skip = deck.skip_to(uid)
        if skip is None:
            return None
        skips.append(skip)
        deck.put_aside((uid,))
    return tuple(skips)


class _Line:
    """A stratum in its keyed order: a Fisher-Yates shuffle done only as far as somebody looks."""

    def __init__(self, stratum: _Stratum, met: frozenset[str], numbers: KeyedNumbers) -> None:
        self._stratum = stratum
        self._met = met
        self._numbers = numbers
        self._gone: set[str] = set()
        self._order: list[str] = []
        self._moved: dict[int, int] = {}
        self._unmet_left = len(stratum.uids) - len(stratum.met)
        # Where to look next; what lies before has been dealt, or is met.
        self._first_left = self._first_unmet = self._first_met = 0

    @property
    def left(self) -> int:
        return len(self._stratum.uids) - len(self._gone)

    def at_left(self, rank: int) -> str:
        """The question with this many others before it, of those that are left. `rank` is below `left`."""
        place = self._pass_gone()
        while rank or self._at(place) in self._gone:
            rank -= self._at(place) not in self._gone
            place += 1
        return self._at(place)

    def rank_left(self, uid: str, most: int) -> int | None:
        """The inverse of `at_left`; None when it is not left, or when there are more than `most` before it."""
        if uid in self._gone:
            return None
        place, rank = self._pass_gone(), 0
        while self._at(place) != uid and rank <= most:
            rank += self._at(place) not in self._gone
            place += 1
        return rank if rank <= most else None

    def unmet(self) -> str | None:
        """The first question left that the player has not met."""
        if not self._unmet_left:
            return None
        while (uid := self._at(self._first_unmet)) in self._gone or uid in self._met:
            self._first_unmet += 1
        return uid

    def longest_ago(self) -> tuple[int, str] | None:
        """The question left that was met longest ago, with the time."""
        met = self._stratum.met
        while self._first_met < len(met) and met[self._first_met][1] in self._gone:
            self._first_met += 1
        return met[self._first_met] if self._first_met < len(met) else None

    def holds(self, uid: str) -> bool:
        """Whether the question is of this stratum, dealt or not."""
        return self._stratum.holds(uid)

    def remove(self, uid: str) -> bool:
        """Takes a question of this stratum away; whether it was left."""
        if uid in self._gone:
            return False
        self._gone.add(uid)
        self._unmet_left -= uid not in self._met
        return True

    def _pass_gone(self) -> int:
        while self.left and self._at(self._first_left) in self._gone:
            self._first_left += 1
        return self._first_left

    def _at(self, place: int) -> str:
        while len(self._order) <= place:
            self._shuffle_one_more()
        return self._order[place]

    def _shuffle_one_more(self) -> None:
        left = len(self._stratum.uids) - len(self._order)
        drawn = self._numbers.below(left)
        self._order.append(self._stratum.uids[self._moved.get(drawn, drawn)])
        self._moved[drawn] = self._moved.pop(left - 1, left - 1)


@dataclass(slots=True)
class _Hand:
    """What is left of a category, by difficulty; `wheel` are its difficulties, the one whose turn it is first."""

    lines: dict[int, _Line]
    wheel: list[int]
    left: int
    turn: int = 0
    """How many turns it has had."""

    def by_history(self) -> str:
        """The next question with history; something is left."""
        uid = next((uid for level in self.wheel if (uid := self.lines[level].unmet()) is not None), None)
        return uid or min(found for line in self.lines.values() if (found := line.longest_ago()))[1]

    def by_skip(self, skip: int) -> str:
        """The next question without history; something is left.

        A skip past the end begins again in front, so that no code can break a round.
        """
        skip %= self.left
        for level in self.wheel:
            line = self.lines[level]
            if skip < line.left:
                return line.at_left(skip)
            skip -= line.left
        raise AssertionError("the lines hold what is left of the hand")

    def skip_to(self, uid: str) -> int | None:
        level = self.level_of(uid)
        if level is None:
            return None
        before = sum(self.lines[each].left for each in self.wheel[: self.wheel.index(level)])
        rank = self.lines[level].rank_left(uid, SKIP_MAX - before)
        return None if rank is None else before + rank

    def level_of(self, uid: str) -> int | None:
        """The difficulty of a question of this category, dealt or not; None when it is none of these."""
        return next((level for level, line in self.lines.items() if line.holds(uid)), None)

    def take(self, uid: str) -> None:
        """Removes the question; this was the turn of its difficulty, and one of the category."""
        self.turn += 1
        level = self.remove(uid)
        if level is not None:
            self.wheel.remove(level)
            self.wheel.append(level)

    def remove(self, uid: str) -> int | None:
        """Removes the question, and gives its difficulty."""
        level = self.level_of(uid)
        if level is not None:
            self.left -= self.lines[level].remove(uid)
        return level


def _hand(
    category: str, strata: Mapping[int, _Stratum], met: frozenset[str], seed: str, difficulties: Sequence[int]
) -> _Hand:
    wheel = [level for level in difficulties if level in strata]
    lines = {level: _Line(strata[level], met, KeyedNumbers(seed, f"stratum/{category}/{level}")) for level in wheel}
    return _Hand(lines, wheel, sum(line.left for line in lines.values()))


def _rotated(items: Sequence[int], start: int) -> list[int]:
    turn = start % len(items)
    return [*items[turn:], *items[:turn]]
