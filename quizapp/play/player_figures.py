"""The figures of a player's statistics, in steps short enough to be taken between two paints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.files import write_whole
from quizapp.game.played_days import day_start_ms, day_streaks, days_played, period_start
from quizapp.game.player_statistics import (
    ROUNDS_SHOWN,
    WINDOWS,
    Choices,
    Filters,
    FirstFigures,
    QuestionCount,
    QuestionFigure,
    RoundCount,
    Tally,
    Totals,
    in_order,
    relay_rounds,
)
from quizapp.game.question import PackInfo
from quizapp.game.records import Player
from quizapp.game.rules import Mode
from quizapp.game.training_forecast import Training, forecast
from quizapp.play.clock import Clock
from quizapp.play.saving import as_table

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.statistics import Selection


class Figures:
    """Reads what somebody has played of a pack; changes nothing. Any thread; no call waits for more than a short read.

    Errors of the bank are BankError with a sentence.
    """

    def __init__(self, bank: Bank, clock: Clock | None = None) -> None:
        self._bank = bank
        self._clock = clock or Clock()

    def first(self, filters: Filters, pack: PackInfo) -> FirstFigures:
        """The figures on top. Days in a row are of all packs and of all time, as home counts them."""
        today, chosen = self._clock.today(), self._chosen(filters, pack)
        finished = self._bank.statistics.finished(replace(chosen, pack_id=None, since_ms=None))
        days = days_played(finished, today)
        return FirstFigures(
            totals=self._totals(chosen),
            before=self._before(chosen, filters),
            streaks=day_streaks(days, today),
            days=days,
            today=today,
        )

    def choices(self, player_id: int, pack: PackInfo) -> Choices:
        """What a player's rounds of this pack can be chosen by; modes that this version does not know among them."""
        played = self._bank.statistics.choices(player_id, pack.id)
        modes = {rule_set.partition("@")[0] for rule_set, _ in played}
        return Choices(tuple(sorted(modes, key=_place_of)), tuple(sorted({limit for _, limit in played})))

    def rounds(self, filters: Filters, pack: PackInfo) -> list[RoundCount]:
        """The last rounds in the order in which they were begun: those shown, and those the moving figures need."""
        chosen = self._chosen(filters, pack)
        limit = ROUNDS_SHOWN + max(WINDOWS)
        relays = relay_rounds(self._bank.statistics.relay_turns(chosen))
        return in_order([*self._bank.statistics.rounds(chosen, limit), *relays])[-limit:]

    def training(self, filters: Filters, pack: PackInfo, viewer: Player) -> Training:
        """What is due within the spoiler limit that was chosen, else that of who looks, and what was kept.

        The cards are as they are today, whatever the period.
        """
        limit = viewer.spoiler_limit(pack.id) if filters.spoiler_limit is None else filters.spoiler_limit
        cards = self._bank.statistics.cards(filters.player_id, pack.id, limit)
        trained = self._totals(self._chosen(replace(filters, mode=str(Mode.TRAINING)), pack))
        due = forecast(cards, self._clock.utc_ms(), self._clock.today())
        return replace(due, answered=trained.answered, right=trained.right)

    def tallies(self, filters: Filters, pack: PackInfo) -> Iterator[Tally]:
        """One tally that grows with every step, the newest rounds first; whole when no step is left."""
        chosen, tally = self._chosen(filters, pack), Tally()
        tally.add(self._bank.statistics.relay_answers(chosen))
        counts, before = self._bank.statistics.answers(chosen)
        tally.add(counts)
        yield tally
        while before is not None:
            counts, before = self._bank.statistics.answers(chosen, before)
            tally.add(counts)
            yield tally

    def questions(
        self, counts: Sequence[QuestionCount], player_id: int, pack: PackInfo, viewer: Player
    ) -> list[QuestionFigure]:
        """These questions to be shown: without texts from later episodes than who looks has watched."""
        prompts = self._bank.statistics.prompts(player_id, [count.uid for count in counts])
        limit = viewer.spoiler_limit(pack.id)
        return [_figure(count, *prompts[count.uid], pack, limit) for count in counts if count.uid in prompts]

    def save_table(self, path: Path, rows: Sequence[Sequence[str]]) -> None:
        """Writes a table as CSV, no cell of which is a formula, as `save` does."""
        write_whole(path, [as_table(rows)])

    def save(self, path: Path, content: bytes) -> None:
        """Writes a file that is whole or as it was before; QuizError when it cannot be written."""
        write_whole(path, [content])

    def _chosen(self, filters: Filters, pack: PackInfo) -> Selection:
        from quizapp.bank.statistics import Selection  # no start needs it

        since = None if filters.days is None else day_start_ms(period_start(self._clock.today(), filters.days))
        return Selection(filters.player_id, pack.id, since, None, filters.mode, filters.spoiler_limit)

    def _totals(self, chosen: Selection) -> Totals:
        relays = relay_rounds(self._bank.statistics.relay_turns(chosen))
        return self._bank.statistics.totals(chosen).with_rounds(relays)

    def _before(self, chosen: Selection, filters: Filters) -> Totals | None:
        """The totals of as many days before the period."""
        if filters.days is None or chosen.since_ms is None:
            return None
        start = period_start(self._clock.today(), 2 * filters.days)
        before = self._totals(replace(chosen, since_ms=day_start_ms(start), before_ms=chosen.since_ms))
        return before if before.answered else None


def _place_of(mode: str) -> tuple[int, str]:
    """The modes in the order of their lanes, unknown ones last."""
    lanes = [str(lane) for lane in Mode]
    return (lanes.index(mode) if mode in lanes else len(lanes), mode)


def _figure(
    count: QuestionCount, prompt: str, due_at_ms: int | None, is_live: bool, pack: PackInfo, limit: int
) -> QuestionFigure:
    is_hidden = pack.guard_episode(count.episode) > limit
    return QuestionFigure(count, "" if is_hidden else prompt, is_hidden, due_at_ms, is_retired=not is_live)
