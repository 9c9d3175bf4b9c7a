"""How long it takes to draw a round of ten from a hundred thousand questions."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from quizapp.game.drawing import Candidate, Pool
from tests.benchmarks.table import Measurement

_QUESTIONS = 100_000


def measure() -> list[Measurement]:
    """Drawing against one look at every uid; making the index of strata against sorting the uids."""
    candidates = [Candidate(f"pack/q-{n:06}", f"category-{n % 7}", n % 3 + 1, n % 5) for n in range(_QUESTIONS)]
    uids = [candidate.uid for candidate in candidates]
    pool = Pool(candidates)
    seeds = iter(range(10_000))
    draw_ms = _median_ms(lambda: pool.draw(str(next(seeds)), 10, reserve=1), 200)
    look_ms = _median_ms(lambda: sum(map(len, uids)), 50)
    index_ms = _median_ms(lambda: Pool(candidates), 5)
    sort_ms = _median_ms(lambda: sorted(uids, key=str.casefold), 5)
    return [
        Measurement("draw 10 from 100,000", draw_ms, "one look at every uid", look_ms, 1.0, "target: under 10 ms"),
        Measurement("index of 100,000, built once", index_ms, "sorting the uids", sort_ms, 20.0),
    ]


def _median_ms(action: Callable[[], object], times: int) -> float:
    values: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        values.append((time.perf_counter() - began) * 1000)
    return statistics.median(values)
