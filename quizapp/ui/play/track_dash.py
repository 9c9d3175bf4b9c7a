"""The strip of a Dash: distance is time, and a mark drops where each answer fell."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.play import marks, track_geometry, track_painting
from quizapp.ui.play.home_words import duration, number
from quizapp.ui.play.round_values import mark_of
from quizapp.ui.play.track_base import Appearance, Journey, TrackWidget
from quizapp.ui.play.track_geometry import Lane
from quizapp.ui.play.track_segments import PlateKind

if TYPE_CHECKING:
    from quizapp.game.round import Round
    from quizapp.play import Play

_TICK_MS = 10_000
"""Between two lines of the time axis, before the clock is stretched."""
_TOLD_EVERY_S = 5
_MARK_WIDTH = 32
_MARK_HEIGHT = 31
_NARROWEST_MARK = 3


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One answer: the stretch of the time axis it took, the cost of a miss left out."""

    kind: PlateKind
    begin_ms: int
    end_ms: int


class DashStrip(TrackWidget):
    """The strip for a round that lasts a given time."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent, compact=compact)
        self._stretches: list[_Stretch] = []
        self._limit_ms = _TICK_MS
        self._tick_ms = _TICK_MS
        self._left_ms = 0
        self._told_s = 0
        self._answered_ms = 0
        self._finished = False
        self._journey = Journey(self)
        self._appearance = Appearance(self)
        self._journey.moved.connect(self.update)
        self._appearance.grown.connect(self.update)

    def begin(self, play: Play) -> None:
        self._take(play)
        self._journey.start_at(self._limit_ms - self._left_ms)
        self._refresh()

    def show_round(self, play: Play) -> None:
        before = len(self._stretches)
        self._take(play)
        if len(self._stretches) > before:
            self._appearance.start()
        self._journey.run_to(self._limit_ms - self._left_ms)
        self.update()
        self._tell()

    def show_time(self, play: Play) -> None:
        was_x, was_words = self._runner_x(), self._left_words()
        self._left_ms = play.round.time_left_ms(play.now_ms()) or 0
        elapsed_ms = self._limit_ms - self._left_ms
        if theme.reduced_motion():
            elapsed_ms = max(self._answered_ms, elapsed_ms // 1000 * 1000)
        self._journey.drift_to(elapsed_ms)
        if abs(self._runner_x() - was_x) >= 0.25:
            self._update_runner(was_x)
        if self._left_words() != was_words:
            self.update(self._lane().beyond().toAlignedRect())
        seconds = self._seconds()
        if ceil(seconds / _TOLD_EVERY_S) != ceil(self._told_s / _TOLD_EVERY_S):
            self._told_s = seconds
            self._tell()

    def _take(self, play: Play) -> None:
        round_ = play.round
        self._limit_ms = max(1, round_.rules.time_limit_ms or 1)
        self._tick_ms = _TICK_MS * (round_.settings.clock.times or 1)
        self._stretches = _stretches(round_)
        self._left_ms = round_.time_left_ms(play.now_ms()) or 0
        spent_ms = sum(turn.elapsed_ms for turn in round_.turns)
        self._answered_ms = min(self._limit_ms, spent_ms + round_.misses * round_.rules.miss_cost_ms)
        self._told_s = self._seconds()
        self._finished = round_.is_finished

    # What is said

    def _seconds(self) -> int:
        """Begun seconds: none are left only when the time is over."""
        return ceil(self._left_ms / 1000)

    def _count(self, kind: PlateKind) -> int:
        return sum(stretch.kind == kind for stretch in self._stretches)

    def _left_words(self) -> tuple[str, str]:
        return duration(self._seconds() * 1000), self._right_words(self._count("right"))

    def _right_words(self, right: int) -> str:
        return self.tr("left · {right} right").format(right=number(right))

    def _spoken(self) -> str:
        left = self.tr("%n second(s) left", "", self._told_s)
        parts = [self.tr("Finished") if self._finished else left]
        parts.append(self.tr("{0} right").format(self._count("right")))
        parts.append(self.tr("{0} wrong").format(self._count("wrong")))
        if self._count("partly"):
            parts.append(self.tr("{0} partly right").format(self._count("partly")))
        return ", ".join(parts)

    # Where things are

    def _label_font(self) -> QFont:
        return self._font(13 if self._compact else 15, bold=True)

    def _time_font(self) -> QFont:
        return self._font(16 if self._compact else 21, bold=True)

    def _words_font(self) -> QFont:
        return self._font(12 if self._compact else 13)

    def _height(self) -> int:
        measures = track_geometry.DASH_COMPACT if self._compact else track_geometry.DASH
        text = track_painting.lines_height(self._time_font(), self._words_font())
        return ceil(max(round(measures.height * self._scale()), text + 2 * measures.lane_top))

    def _lane(self) -> Lane:
        measures = track_geometry.DASH_COMPACT if self._compact else track_geometry.DASH
        label = QFontMetricsF(self._label_font()).horizontalAdvance(self.tr("Dash"))
        # Room for two digits from the start, so that the finish stays where it is.
        widest = self._right_words(max(88, self._count("right")))
        needed = QFontMetricsF(self._words_font()).horizontalAdvance(widest) + 2 * self._padding()
        return Lane(measures, self._scale(), QRectF(self.rect()), 1, label, beyond=needed)

    def _padding(self) -> float:
        return (8 if self._compact else 19) * self._scale()

    def _x_of(self, lane: Lane, at_ms: float) -> float:
        share = min(1.0, max(0.0, at_ms / self._limit_ms))
        return lane.start.right() + share * lane.segment_width

    def _row(self, lane: Lane) -> QRectF:
        """Where marks and runner are: below the times of the axis."""
        ascent = QFontMetricsF(self._tick_font()).ascent()
        high = lane.upper.height()
        return lane.upper.adjusted(0, min(ascent + (1 if self._compact else 3), high / 2), 0, 0)

    def _tick_font(self) -> QFont:
        return self._font(12)

    def _disc(self, lane: Lane) -> float:
        return min(lane.measures.disc * lane.scale, self._row(lane).height() - 3)

    def _runner_x(self) -> float:
        lane = self._lane()
        # The runner is ahead of where the time stands, so that the mark just dropped can be seen.
        x = self._x_of(lane, self._journey.at()) + self._disc(lane) / 2 + 1
        return min(x, lane.finish.center().x())

    def _update_runner(self, was_x: float) -> None:
        lane = self._lane()
        reach = self._disc(lane) / 2 + 3
        for x in (was_x, self._runner_x()):
            self.update(QRectF(x - reach, 0, 2 * reach, self.height()).toAlignedRect())

    # How it is painted

    def _paint(self, painter: QPainter, exposed: QRegion) -> None:
        lane = self._lane()
        tops = lane.chalk_lines(two_lanes=False)
        track_painting.draw_ground(painter, QRectF(self.rect()), lane.band, tops, lane.start)
        label = lane.label(lane.upper)
        track_painting.draw_label(painter, label, self.tr("Dash"), self._label_font(), theme.colour("chalk"))
        self._draw_axis(painter, lane)
        for at in range(len(self._stretches)):
            self._draw_mark(painter, lane, at)
        marks.draw_chequer(painter, lane.finish)
        self._draw_left(painter, lane)
        if not self._finished:
            centre = QPointF(self._runner_x(), self._row(lane).center().y() - 1)
            marks.draw_runner_disc(painter, centre, self._disc(lane))

    def _draw_axis(self, painter: QPainter, lane: Lane) -> None:
        font = self._tick_font()
        high = QFontMetricsF(font).height()
        top = lane.upper.y() + (-1 if self._compact else 2)
        ticks = range(self._tick_ms, self._limit_ms, self._tick_ms)
        every = self._label_step(lane, font)
        for at, tick_ms in enumerate(ticks, start=1):
            x = self._x_of(lane, tick_ms)
            track_painting.draw_divider(painter, x, lane.upper.y(), lane.upper.bottom())
            if at % every == 0:
                place = QRectF(x + 6, top, lane.finish.x() - x, high)
                track_painting.draw_text(painter, place, self._tick_words(tick_ms), font, "chalk2")

    def _tick_words(self, tick_ms: int) -> str:
        return self.tr("{seconds} s").format(seconds=number(tick_ms // 1000))

    def _label_step(self, lane: Lane, font: QFont) -> int:
        """Every which line has its time written beside it."""
        widest = QFontMetricsF(font).horizontalAdvance(self._tick_words(self._limit_ms)) + 12
        pitch = lane.segment_width * self._tick_ms / self._limit_ms
        return max(1, ceil(widest / max(1.0, pitch)))

    def _draw_mark(self, painter: QPainter, lane: Lane, at: int) -> None:
        stretch = self._stretches[at]
        if stretch.kind in ("now", "todo"):
            return
        begin, end = self._x_of(lane, stretch.begin_ms), self._x_of(lane, stretch.end_ms)
        wide = max(_NARROWEST_MARK, min(_MARK_WIDTH * lane.scale, end - begin - 3))
        row = self._row(lane)
        high = min(_MARK_HEIGHT * lane.scale, row.height() - 6)
        rect = QRectF(end - 1 - wide, row.center().y() - 1 - high / 2, wide, high)
        size = self._appearance.size() if at == len(self._stretches) - 1 else 1.0
        track_painting.draw_grown_plate(painter, rect, stretch.kind, size)

    def _draw_left(self, painter: QPainter, lane: Lane) -> None:
        time, words = self._left_words()
        place = lane.beyond().adjusted(self._padding(), 0, -4, 0)
        track_painting.draw_two_lines(painter, place, (time, self._time_font()), (words, self._words_font()))


def _stretches(round_: Round) -> list[_Stretch]:
    made: list[_Stretch] = []
    begin_ms = 0
    for turn in round_.turns:
        end_ms = begin_ms + turn.elapsed_ms
        made.append(_Stretch(mark_of(turn.verdict), begin_ms, end_ms))
        begin_ms = end_ms + (round_.rules.miss_cost_ms if turn.is_miss else 0)
    return made
