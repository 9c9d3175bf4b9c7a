"""The strip of a Marathon: laps of ten, and hurdles that the misses knock over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.play import track_geometry, track_painting
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_values import mark_of
from quizapp.ui.play.round_words import is_right
from quizapp.ui.play.track_geometry import Lane, Measures
from quizapp.ui.play.track_segments import Plate, SegmentStrip

if TYPE_CHECKING:
    from quizapp.play import Play

_LAP = 10
_HURDLE_HEIGHT = 32
_HURDLE_PITCH = 55
_MARGIN = 6


class MarathonStrip(SegmentStrip):
    """The strip for a round that only misses end."""

    _number_with_runner = False

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent, compact=compact)
        self._lap = -1
        self._run = self._right = self._misses = self._lives = 0
        self._finished = False

    def begin(self, play: Play) -> None:
        self._lap = -1
        self.show_round(play)

    def show_round(self, play: Play) -> None:
        round_ = play.round
        turns = round_.answered
        asking = not (round_.showing_verdict or round_.is_complete)
        self._run, self._right = len(turns), sum(is_right(turn.verdict) for turn in turns)
        self._misses, self._lives = round_.misses, round_.rules.lives or 0
        self._finished = round_.is_finished
        lap = (self._run if asking else max(0, self._run - 1)) // _LAP
        if lap != self._lap:
            self._lap = lap
            self.set_round(_LAP, lap * _LAP + 1)
        plates = [Plate(mark_of(turn.verdict)) for turn in turns[lap * _LAP :]]
        self.set_plates([*plates, Plate("now")] if asking else plates)
        self._update_sides()

    def _update_sides(self) -> None:
        lane = self._lane()
        self.update(lane.label(lane.upper).toAlignedRect())
        self.update(lane.beyond().toAlignedRect())
        self._tell()

    # What is said

    def _lap_words(self) -> str:
        return self.tr("Lap {number}").format(number=number(self._lap + 1))

    def _run_words(self, run: int, right: int) -> str:
        return self.tr("{run} run, {right} right").format(run=number(run), right=number(right))

    def _spoken(self) -> str:
        at = self._run + (self._now() is not None)
        if self._finished:
            parts = [self.tr("Finished, {0} questions").format(self._run)]
        else:
            parts = [self._lap_words(), self.tr("question {0}").format(max(1, at))]
        parts.append(self.tr("{0} right").format(self._right))
        down = min(self._misses, self._lives)
        parts.append(self.tr("{down} of {all} hurdles down").format(down=down, all=self._lives))
        return ", ".join(parts)

    # How it is painted

    def _measures(self) -> Measures:
        return track_geometry.MARATHON_COMPACT if self._compact else track_geometry.MARATHON

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._font(13 if self._compact else 15, bold=True), self._font(12 if self._compact else 13)

    def _label_width(self) -> float:
        # Room for two digits from the start, so that the start line stays where it is.
        words = self._run_words(max(88, self._run), max(88, self._right))
        upper, lower = self._fonts()
        return max(
            QFontMetricsF(lower).horizontalAdvance(words), QFontMetricsF(upper).horizontalAdvance(self._lap_words())
        )

    def _draw_labels(self, painter: QPainter, lane: Lane) -> None:
        upper, lower = self._fonts()
        words = self._run_words(self._run, self._right)
        place = lane.label(lane.upper)
        track_painting.draw_two_lines(painter, place, (self._lap_words(), upper), (words, lower))

    def _draw_end(self, painter: QPainter, lane: Lane) -> None:
        painter.fillRect(lane.finish.intersected(lane.upper), theme.colour("chalk"))
        place = lane.beyond()
        pitch = min(_HURDLE_PITCH * lane.scale, (place.width() - 2 * _MARGIN) / max(1, self._lives))
        height = min(_HURDLE_HEIGHT * lane.scale, pitch * 0.62, place.height() * 0.6)
        left = place.center().x() - pitch * self._lives / 2
        for at in range(self._lives):
            cell = QRectF(left + at * pitch, place.y(), pitch, place.height())
            track_painting.draw_hurdle(painter, cell, height, knocked=at < self._misses)
