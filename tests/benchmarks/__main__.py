"""Runs every benchmark and prints one table; exit code 1 when a ratio does not hold."""

from __future__ import annotations

import sys

from tests.benchmarks import (
    answer,
    draw,
    editor,
    import_play,
    importing,
    items,
    scores,
    search,
    start,
    statistics,
)
from tests.benchmarks.table import as_table


def main() -> int:
    """All measurements, in the order in which a player meets them."""
    parts = (start, answer, draw, search, editor, importing, import_play, scores, statistics, items)
    measurements = [each for part in parts for each in part.measure()]
    print(as_table(measurements))
    return 0 if all(each.holds for each in measurements) else 1


if __name__ == "__main__":
    sys.exit(main())
