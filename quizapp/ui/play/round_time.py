"""The time of a round while it is played: ticks, what is left on the screen, the warning before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from quizapp.ui.messages import announce, telling
from quizapp.ui.play.lifeline_panel import LifelinePanel
from quizapp.ui.play.round_top_bar import RoundTopBar
from quizapp.ui.play.round_words import seconds_left_words
from quizapp.ui.play.track_area import TrackArea

if TYPE_CHECKING:
    from quizapp.play import Play

_TICK_MS, _TICK_WITH_CLOCK_MS = 250, 100
_SOON_MS = 10_000


class RoundTime(QTimer):
    """Ticks while a question can be answered.

    Signals: `time_up()` when the question was timed out, `slept()` when the round was paused because the computer
    slept.
    """

    time_up = Signal()
    slept = Signal()

    def __init__(self, bar: RoundTopBar, track: TrackArea, lifelines: LifelinePanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar, self._track, self._lifelines, self._page = bar, track, lifelines, parent
        self._play: Play | None = None
        self._was_soon = False
        self.timeout.connect(self._tick)

    def begin(self, play: Play) -> None:
        """Take this round; its time does not run yet."""
        self.stop()
        self._play = play
        self._was_soon = False
        self.setInterval(_TICK_WITH_CLOCK_MS if play.round.rules.has_clock else _TICK_MS)

    def watch(self) -> None:
        """The question is shown: its time runs."""
        if self._play is not None and self._play.round.can_answer:
            self.start()

    def show(self) -> None:
        """Show how things stand."""
        play = self._play
        if play is None:
            return
        self._track.show_time(play)
        limit_ms, left_ms = play.round.rules.answer_limit_ms, _left_ms(play)
        if left_ms is None:
            return
        # Of a short time for a question the last half is soon enough.
        soon = left_ms <= (_SOON_MS if limit_ms is None else min(_SOON_MS, limit_ms // 2))
        self._bar.show_time(left_ms, soon=soon)
        if limit_ms is not None:
            self._lifelines.show_time(left_ms, limit_ms)
        self._warn(left_ms, soon=soon)

    def _tick(self) -> None:
        play = self._play
        if play is None or not play.round.can_answer or play.baton() is not None:
            self.stop()
            return
        with telling(self._page):
            told = play.tick()
            if told == "time_up":
                self.time_up.emit()
            elif told == "slept":
                self.slept.emit()
            else:
                self.show()

    def _warn(self, left_ms: int, *, soon: bool) -> None:
        """Said once for each time that runs out, not each second."""
        if soon and not self._was_soon and self.isActive():
            announce(self._bar, seconds_left_words(left_ms))
        self._was_soon = soon


def _left_ms(play: Play) -> int | None:
    """What is left of the time for the question, or for the round; after the answer what was left then."""
    round_, now_ms = play.round, play.now_ms()
    limit_ms = round_.rules.answer_limit_ms
    if limit_ms is None:
        return round_.time_left_ms(now_ms)
    if round_.showing_verdict:
        return max(0, limit_ms - round_.turns[-1].elapsed_ms)
    return round_.answer_left_ms(now_ms)
