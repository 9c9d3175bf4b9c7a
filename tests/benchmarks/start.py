"""How long until the first window, and until the first question can be answered, against bare PySide6 windows."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.benchmarks.screen import screen
from tests.benchmarks.table import Measurement

_RUNS = 9
_LONGEST_S = 60
_ROOT = Path(__file__).resolve().parents[2]


def measure() -> list[Measurement]:
    """Medians of several starts, taken in turns so that a busy machine slows all of them alike."""
    names = ("bare_window", "first_window", "bare_window_and_sqlmodel", "first_question")
    times: dict[str, list[float]] = {name: [] for name in names}
    with screen() as environment, tempfile.TemporaryDirectory() as data:
        # Byte code is kept, as in any installed program; the data folder is the system's own, in a place of its own.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment |= {"XDG_DATA_HOME": data, "HOME": data, "APPDATA": data, "LOCALAPPDATA": data}
        _start_ms("prepare", environment)
        for run in range(_RUNS + 1):
            for name in names:
                elapsed_ms = _start_ms(name, environment)
                if run:  # the first turn fills the disk cache
                    times[name].append(elapsed_ms)
    median = {name: statistics.median(values) for name, values in times.items()}
    return [
        Measurement("first window", median["first_window"], "bare window", median["bare_window"], 1.6),
        Measurement(
            "first question can be answered",
            median["first_question"],
            "bare window + import sqlmodel",
            median["bare_window_and_sqlmodel"],
            1.3,
        ),
    ]


def _start_ms(name: str, environment: dict[str, str]) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.drivers", name]
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    # A program that tells of a fault in its window waits for ever.
    watch = threading.Timer(_LONGEST_S, child.kill)
    watch.start()
    line = child.stdout.readline()
    elapsed_ms = (time.perf_counter() - began) * 1000
    child.wait()
    watch.cancel()
    if line != "reached\n":
        raise RuntimeError(f"the driver {name} ended without reaching its mark")
    return elapsed_ms
