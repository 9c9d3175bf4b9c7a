"""The clocks of play, which tests replace."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """The three clocks of play: answering time (never set back), moments (UTC), and the local date."""

    monotonic_ms: Callable[[], int] = _monotonic_ms
    utc_ms: Callable[[], int] = _utc_ms
    today: Callable[[], date] = date.today

    def day_end_ms(self) -> int:
        """The end of the local day, in UTC milliseconds; never before now, whatever the clock of the machine says.

        What is due is due for the whole day: training at 20:15 today must not find nothing at 20:00 tomorrow.
        """
        midnight = datetime.combine(self.today() + timedelta(days=1), time_of_day()).astimezone()
        return max(self.utc_ms(), round(midnight.timestamp() * 1000) - 1)
