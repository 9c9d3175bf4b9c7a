"""When the questions of somebody's training are due, and how many of them are still known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from quizapp.game.played_days import day_start_ms
from quizapp.game.player_statistics import ratio
from quizapp.game.review import DAY_MS

FORECAST_DAYS = 14

_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1


class CardFigures(NamedTuple):
    """Of a card of training what its forecast needs, see `review.Card`."""

    due_at_ms: int
    stability: float
    last_review_at_ms: int


@dataclass(frozen=True, slots=True)
class Training:
    """When questions are due, and how well they are kept; `known` is the mean of `recall` over all cards, 0 to 1.

    `due` are the days to come with the questions due on each, those overdue on the first; `later` is the rest.
    `answered` and `right` are the answers given in training: over each other, the retention as it was measured.
    """

    due: tuple[tuple[date, int], ...]
    later: int
    known: float | None
    answered: int = 0
    right: int = 0

    @property
    def cards(self) -> int:
        """How many questions have a card."""
        return self.later + sum(count for _, count in self.due)

    @property
    def retention(self) -> float | None:
        """Right answers in training over all answers there; None without any."""
        return ratio(self.right, self.answered)


def recall(stability: float, passed_days: float) -> float:
    """How likely a question is still known so many days after its last answer, 0 to 1.

    The power forgetting curve of FSRS-6 with its published decay, by which nine of ten are known after `stability`
    days (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm).
    """
    return (1 + _FACTOR * max(0.0, passed_days) / stability) ** _DECAY


def forecast(cards: Collection[CardFigures], now_ms: int, today: date, days: int = FORECAST_DAYS) -> Training:
    """When these cards are due by local day, and how many of their questions are known by now."""
    counts, later = [0] * days, 0
    ends_ms = [day_start_ms(today + timedelta(days=place + 1)) for place in range(days)]
    for due_at_ms, _, _ in cards:
        place = next((place for place, end_ms in enumerate(ends_ms) if due_at_ms < end_ms), None)
        if place is None:
            later += 1
        else:
            counts[place] += 1
    known = sum(recall(each.stability, (now_ms - each.last_review_at_ms) / DAY_MS) for each in cards)
    due = tuple((today + timedelta(days=place), count) for place, count in enumerate(counts))
    return Training(due, later, ratio(known, len(cards)))
