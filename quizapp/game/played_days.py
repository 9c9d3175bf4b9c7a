"""The local days on which somebody played: streaks of days, and a calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import NamedTuple

CALENDAR_WEEKS = 26


class DayStreaks(NamedTuple):
    """Days in a row with a finished round: those that go on, and the most there ever were."""

    current: int
    longest: int


def local_day(at_ms: int) -> date | None:
    """The day of a moment (UTC) by the time zone of this computer; None for one that no calendar knows."""
    try:
        return date.fromtimestamp(at_ms / 1000)
    except (OverflowError, ValueError, OSError):
        return None


def day_start_ms(day: date) -> int:
    """The moment (UTC) at which a local day begins."""
    return round(datetime.combine(day, time_of_day()).astimezone().timestamp() * 1000)


def period_start(today: date, days: int) -> date:
    """The first of so many days, of which today is the last."""
    return today - timedelta(days=days - 1)


def days_played(rounds: Iterable[tuple[int, int]], today: date) -> dict[date, int]:
    """How many rounds were finished on each local day, from moments (UTC) and how many ended there.

    Days that are still to come are left out: the clock stood wrong then.
    """
    found: dict[date, int] = {}
    start_ms = end_ms = 0
    day: date | None = None
    for at_ms, count in rounds:
        if not start_ms <= at_ms < end_ms:  # to ask the time zone for each of many rounds of a day would take long
            day = local_day(at_ms)
            start_ms, end_ms = (at_ms, at_ms) if day is None or day > today else _bounds_ms(day)
        if day is not None and day <= today:
            found[day] = found.get(day, 0) + count
    return found


def _bounds_ms(day: date) -> tuple[int, int]:
    return day_start_ms(day), day_start_ms(day + timedelta(days=1))


def day_streaks(days: Collection[date], today: date) -> DayStreaks:
    """The row that ends today or yesterday, and the longest; days after today do not count."""
    one = timedelta(days=1)
    longest = length = current = 0
    before: date | None = None
    for day in sorted(day for day in set(days) if day <= today):
        length = length + 1 if before is not None and day - before == one else 1
        longest, before = max(longest, length), day
        current = length if today - day <= one else 0
    return DayStreaks(current, longest)


def calendar(days: Mapping[date, int], today: date, weeks: int = CALENDAR_WEEKS) -> list[tuple[date, int]]:
    """The rounds of every day of these weeks up to today, beginning with a Monday."""
    monday = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    every = (monday + timedelta(days=place) for place in range((today - monday).days + 1))
    return [(day, days.get(day, 0)) for day in every]
