"""What the charts are given to draw: scales and the words at their edges."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QLocale

from quizapp.game.played_days import local_day
from quizapp.game.player_statistics import RoundCount
from quizapp.game.training_forecast import Training
from quizapp.ui.stats.plots import BarsPlot, CalendarPlot, Lines, LinesPlot, Ticks
from quizapp.ui.stats.stats_tables import Moving, accuracy_of, times_of
from quizapp.ui.stats.stats_words import day_words, percent, seconds, translate

_DATES = 4
"""So many days are named below the rounds at most."""
_TIME_STEPS_MS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, 120_000, 300_000, 600_000)
_TICKS_MAX = 5


def draw_accuracy(plot: LinesPlot, rounds: Sequence[RoundCount], shown: int) -> None:
    """How much was right, from the tenth below the worst round on."""
    moving = accuracy_of(rounds, shown)
    least = min((dot for dot in moving.dots if dot is not None), default=0.0)
    lowest = max(0, math.floor((least - 0.05) * 5)) * 20
    heights = [(place / 100, percent(place / 100)) for place in range(lowest, 101, 20)]
    plot.show_lines(_lines(moving, heights, rounds[-shown:], percent))


def draw_times(plot: LinesPlot, rounds: Sequence[RoundCount], shown: int) -> None:
    """How fast answers were, from nothing on."""
    moving = times_of(rounds, shown)
    most = max((dot for dot in moving.dots if dot is not None), default=0.0)
    step = next((each for each in _TIME_STEPS_MS if most <= each * _TICKS_MAX), _TIME_STEPS_MS[-1])
    heights = [(float(place * step), seconds(place * step)) for place in range(math.ceil(most / step) + 1)]
    plot.show_lines(_lines(moving, heights, rounds[-shown:], seconds))


def _lines(moving: Moving, left: Ticks, rounds: Sequence[RoundCount], words: Callable[[float | None], str]) -> Lines:
    last = words(moving.short[-1]) if moving.short else ""
    return Lines(moving.dots, moving.short, moving.long, left, _dates(rounds), last)


def _dates(rounds: Sequence[RoundCount]) -> list[tuple[float, str]]:
    """The days of some rounds, evenly spread from the first to the last; no day twice in a row."""
    count = min(_DATES, len(rounds))
    places = [round(each * (len(rounds) - 1) / max(1, count - 1)) for each in range(count)]
    words = {place: _date_words(rounds[place].finished_at_ms) for place in places}
    kept: list[tuple[float, str]] = []
    for place, each in words.items():
        if not kept or kept[-1][1] != each:
            kept.append((place, each))
    return kept


def _date_words(at_ms: int) -> str:
    day = local_day(at_ms)
    return day_words(day) if day is not None else ""


def draw_training(plot: BarsPlot, training: Training) -> None:
    """What is due on each day to come; every third day is named."""
    days = [day_words(day) for day, _ in training.due]
    named = [
        (place, translate("Stats", "Today") if place == 0 else words)
        for place, words in enumerate(days)
        if place % 3 == 0
    ]
    plot.show_bars([count for _, count in training.due], named)


def draw_days(plot: CalendarPlot, days: Sequence[tuple[date, int]]) -> None:
    """A column for each week; the first week of a month is named."""
    weeks: list[tuple[float, str]] = []
    for place in range(0, len(days), 7):
        monday = days[place][0]
        if monday.day <= 7:
            weeks.append((place // 7, day_words(monday)))
    names = [(place, _weekday(days[place][0])) for place in (0, 2, 4) if place < len(days)]
    plot.show_days(days, names, weeks)


def _weekday(day: date) -> str:
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
