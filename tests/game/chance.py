"""How even counts are, for tests of chance with fixed seeds."""

from __future__ import annotations

from collections.abc import Collection

# What chi-square stays below in 999 of 1000 cases, by degrees of freedom (NIST handbook, table 1.3.6.7.4).
CRITICAL = {1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47, 5: 20.52, 7: 24.32, 8: 26.12, 11: 31.26}


def is_even(counts: Collection[int]) -> bool:
    """Whether these counts may well come from equal chances (Pearson's chi-square, 1 in 1000)."""
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 / expected for count in counts) < CRITICAL[len(counts) - 1]
