"""Runs every benchmark and prints one table; exit code 1 when a ratio does not hold."""

from __future__ import annotations

import sys

from tests.benchmarks import answer, draw, editor, search, start
from tests.benchmarks.table import as_table


def main() -> int:
    """All measurements, in the order in which a player meets them."""
    measurements = [*start.measure(), *answer.measure(), *draw.measure(), *search.measure(), *editor.measure()]
    print(as_table(measurements))
    return 0 if all(each.holds for each in measurements) else 1


if __name__ == "__main__":
    sys.exit(main())
