"""Numbers that look random and depend on a seed alone: the same on every machine and every Python."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Item = TypeVar("Item")


def _key(seed: str) -> bytes:
    """The seed as a key of at most 64 bytes; a longer one is hashed first, so that its end counts too (as in HMAC)."""
    key = seed.encode()
    return key if len(key) <= hashlib.blake2b.MAX_KEY_SIZE else hashlib.blake2b(key).digest()


@dataclass(slots=True)
class KeyedNumbers:
    """A stream of numbers: BLAKE2b keyed with the seed, over purpose and counter (RFC 7693).

    `random` is not used because its methods may change between Python versions. Streams of different purposes are
    independent, so a draw does not change when something else asks for numbers.
    """

    seed: str
    purpose: str
    _counter: int = field(default=0, init=False)

    def below(self, bound: int) -> int:
        """The next number from 0 to `bound` - 1. The bias of the remainder is below bound / 2**64."""
        message = f"{self.purpose}/{self._counter}".encode()
        self._counter += 1
        digest = hashlib.blake2b(message, key=_key(self.seed), digest_size=8).digest()
        return int.from_bytes(digest, "big") % bound

    def sample(self, items: Sequence[Item], count: int) -> list[Item]:
        """Up to `count` of the items, each set equally likely, in the order they were drawn."""
        return self.shuffled(items)[:count]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """All the items in a keyed order (Fisher and Yates)."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result
