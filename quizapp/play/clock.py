"""The clocks of play, which tests replace."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day


def _awake_ns() -> int:
    """A clock that stands while the computer sleeps. What `time.monotonic` does then differs between systems."""
    if sys.platform == "win32":
        ticks = ctypes.c_ulonglong()  # of 100 ns
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value * 100
    return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW if sys.platform == "darwin" else time.CLOCK_MONOTONIC)


def _passed_ns() -> int:
    """The same clock with the sleep counted."""
    if sys.platform == "win32":
        return time.monotonic_ns()
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW if sys.platform == "darwin" else time.CLOCK_BOOTTIME)


def _monotonic_ms() -> int:
    return _awake_ns() // 1_000_000


def _slept_ms() -> int:
    return (_passed_ns() - _awake_ns()) // 1_000_000


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """The clocks of play: answering time (never set back, stands while the computer sleeps), moments (UTC), the local
    date, and for how long the computer has slept since some moment in the past."""

    monotonic_ms: Callable[[], int] = _monotonic_ms
    utc_ms: Callable[[], int] = _utc_ms
    today: Callable[[], date] = date.today
    slept_ms: Callable[[], int] = _slept_ms

    def day_end_ms(self) -> int:
        """The end of the local day, in UTC milliseconds; never before now, whatever the clock of the machine says.

        What is due is due for the whole day: training at 20:15 today must not find nothing at 20:00 tomorrow.
        """
        midnight = datetime.combine(self.today() + timedelta(days=1), time_of_day()).astimezone()
        return max(self.utc_ms(), round(midnight.timestamp() * 1000) - 1)
