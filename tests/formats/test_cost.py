"""A crafted file costs no more than ten plain ones of its format and size on disk, in time and in memory.

The cost is that of planning an import: reading, drafting, checking, comparing with an empty bank. What takes less than
50 ms and 2 MB is not worth refusing; the files are so large that no plain one is far below that.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.plans import ImportOptions, ImportPlan
from quizapp.transfer.collecting import collector_at_work
from quizapp.transfer.planning import plan_import
from tests.formats.crafted import PACKED, TEXTS
from tests.formats.plain_files import PLAIN, plain_file

SIZE = 40_000
COST_MAX = 10
SURE = 7
"""A ratio of times that needs no second look."""
TRIES = 6
NOT_WORTH_IT_S, NOT_WORTH_IT_BYTES = 0.05, 2_000_000
Cost = tuple[float, int]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    folder = tmp_path_factory.mktemp("cost")
    with Bank.open(folder / "bank.sqlite", folder / "backups", now_ms=lambda: 1) as opened:
        yield opened


class Plain:
    """Plain files by name, each made and measured once."""

    def __init__(self, bank: Bank, folder: Path) -> None:
        self._bank = bank
        self._folder = folder
        self._costs: dict[str, Cost] = {}

    def path(self, name: str) -> Path:
        path = self._folder / name
        if not path.exists():
            path.write_bytes(plain_file(name, SIZE))
        return path

    def cost(self, name: str) -> Cost:
        if name not in self._costs:
            attempted(self._bank, self.path(name))  # what is loaded late is no cost of a file
            self._costs[name] = traced_cost(self._bank, self.path(name))
        return self._costs[name]


@pytest.fixture(scope="module")
def plain(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Plain:
    return Plain(bank, tmp_path_factory.mktemp("plain"))


def attempted(bank: Bank, path: Path) -> ImportPlan | None:
    """A plan, or None where the file was refused."""
    try:
        return plan_import(bank, [path], ImportOptions(), lambda done, total: None)
    except QuizError:
        return None


def seconds_of(bank: Bank, path: Path) -> float:
    began = time.process_time()
    attempted(bank, path)
    return time.process_time() - began


def traced_cost(bank: Bank, path: Path) -> Cost:
    """The time, which is longer than without tracing, and the most bytes that were taken at once."""
    collector_at_work()
    gc.collect()
    tracemalloc.start()
    try:
        return seconds_of(bank, path), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_file_is_read_whole(bank: Bank, plain: Plain, name: str) -> None:
    plan = attempted(bank, plain.path(name))
    assert plan is not None
    assert (plan.error_count, plan.notes) == (0, [])
    assert len(plan.items) > 50


@pytest.mark.parametrize("name", [*TEXTS, *PACKED])
def test_a_crafted_file_costs_no_more_than_ten_plain_ones(bank: Bank, plain: Plain, tmp_path: Path, name: str) -> None:
    like, make = (TEXTS | PACKED)[name]
    crafted, usual = tmp_path / name, plain.path(like)
    crafted.write_bytes(make(SIZE))
    scale = crafted.stat().st_size / usual.stat().st_size
    assert scale > 0.1
    (seconds, taken), (usual_seconds, usual_taken) = traced_cost(bank, crafted), plain.cost(like)
    assert taken < max(COST_MAX * scale * usual_taken, NOT_WORTH_IT_BYTES), taken / scale / usual_taken
    if seconds > max(SURE * scale * usual_seconds, NOT_WORTH_IT_S):
        seconds = usual_seconds = float("inf")
        for _ in range(TRIES):
            seconds = min(seconds, seconds_of(bank, crafted))
            usual_seconds = min(usual_seconds, seconds_of(bank, usual))
            if seconds < SURE * scale * usual_seconds:
                break
    assert seconds < max(COST_MAX * scale * usual_seconds, NOT_WORTH_IT_S), seconds / scale / usual_seconds


_IN_A_CHILD = """
import resource, sys
from quizapp.formats.reading import Source
from quizapp.formats.xlsx import read
from pathlib import Path
list(read(Source("a.xlsx", Path(sys.argv[1]).read_bytes())))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
list(read(Source("a.xlsx", Path(sys.argv[2]).read_bytes())))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count the memory of a process otherwise")
@pytest.mark.parametrize("name", ["just near enough.xlsx", "the same rows.xlsx", "one text.xlsx", "texts.xlsx"])
def test_what_the_library_of_spreadsheets_takes_is_limited_too(plain: Plain, tmp_path: Path, name: str) -> None:
    """It is no Python, so `tracemalloc` does not see it. A plain file takes some 4 MB there."""
    crafted = tmp_path / name
    crafted.write_bytes(PACKED[name][1](SIZE))
    paths = [str(plain.path("plain.xlsx")), str(crafted)]
    told = subprocess.run([sys.executable, "-c", _IN_A_CHILD, *paths], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 40_000, "KB beyond a small plain file"
