"""The running track above a round of known length: a segment for each question, and below it your best run."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.play import marks, track_geometry, track_painting
from quizapp.ui.play.track_geometry import Lane, Measures
from quizapp.ui.play.track_segments import Plate, PlateKind, SegmentStrip

__all__ = ["Plate", "PlateKind", "TrackStrip"]


class TrackStrip(SegmentStrip):
    """The strip for rounds with a known number of questions; it sets its own height."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent, compact=compact)
        self._lane_label = self.tr("You")
        self._best_label = self.tr("Best run")
        self._best: float | None = None
        self._finished = False
        self._comparison = ""
        self._refresh()

    def set_round(self, count: int, first_number: int = 1) -> None:
        self._finished = False
        super().set_round(count, first_number)

    def set_best_progress(self, progress: float | None, label: str = "") -> None:
        """How far (0-1) the best run or challenger was by now; None takes the thin lane away."""
        before = self._best, self._best_label
        self._best = None if progress is None else min(1.0, max(0.0, progress))
        self._best_label = label or self.tr("Best run")
        if (before[0] is None) != (self._best is None) or before[1] != self._best_label:
            self._refresh()
        elif before[0] != self._best and self._shows_best():
            self.update(self._lane().lower.toAlignedRect().adjusted(0, -2, 0, 2))

    def set_finished(self, finished: bool) -> None:
        """The form for the result page: one lane and the runner behind the finish."""
        self._finished = finished
        self._refresh()

    def set_comparison(self, words: str) -> None:
        """Words behind the counts in the accessible name, such as "level with your best run"."""
        self._comparison = words
        self._tell()

    def _measures(self) -> Measures:
        if self._compact:
            return track_geometry.COMPACT_FINISHED if self._finished else track_geometry.COMPACT
        if self._finished:
            return track_geometry.FINISHED
        return track_geometry.SINGLE if self._best is None else track_geometry.FULL

    def _shows_best(self) -> bool:
        return self._best is not None and not self._compact and not self._finished

    def _label_font(self) -> QFont:
        return self._font(13 if self._compact else 15, bold=True)

    def _label_width(self) -> float:
        wide = QFontMetricsF(self._label_font()).horizontalAdvance(self._lane_label)
        if self._shows_best():
            wide = max(wide, QFontMetricsF(self._font(12)).horizontalAdvance(self._best_label))
        return min(wide, self.width() * 0.22)

    def _spoken(self) -> str:
        kinds = [plate.kind for plate in self._plates]
        done = sum(kind not in ("now", "todo") for kind in kinds)
        at = kinds.index("now") + 1 if "now" in kinds else max(1, done)
        parts = [self.tr("Question {0} of {1}").format(at, len(kinds))]
        if self._finished:
            parts = [self.tr("Finished, {0} questions").format(done)]
        parts.append(self.tr("{0} right").format(kinds.count("right")))
        parts.append(self.tr("{0} wrong").format(kinds.count("wrong")))
        if "partly" in kinds:
            parts.append(self.tr("{0} partly right").format(kinds.count("partly")))
        if "skipped" in kinds:
            parts.append(self.tr("{0} skipped").format(kinds.count("skipped")))
        return ", ".join([*parts, self._comparison] if self._comparison else parts)

    def _line_tops(self, lane: Lane) -> list[float]:
        return lane.chalk_lines(self._shows_best())

    def _draw_labels(self, painter: QPainter, lane: Lane) -> None:
        chalk, chalk2 = theme.colour("chalk"), theme.colour("chalk2")
        track_painting.draw_label(painter, lane.label(lane.upper), self._lane_label, self._label_font(), chalk)
        if self._shows_best():
            track_painting.draw_label(painter, lane.label(lane.lower), self._best_label, self._font(12), chalk2)

    def _draw_end(self, painter: QPainter, lane: Lane) -> None:
        if self._shows_best():
            self._draw_best(painter, lane)
        super()._draw_end(painter, lane)

    def _draw_best(self, painter: QPainter, lane: Lane) -> None:
        progress = self._best or 0.0
        y = lane.lower.center().y()
        left, right = lane.start.right(), lane.finish.left()
        diameter = lane.lower.height() + 3
        x = max(left + diameter / 2, left + (right - left) * progress)
        painter.setPen(marks.dashed_pen(theme.colour("chalk2"), 2, 7, 6))
        painter.drawLine(QPointF(left + 4, y), QPointF(max(left + 4, x - diameter / 2 - 4), y))
        marks.draw_runner_disc(painter, QPointF(x, y), diameter, ghost=True)

    def _draw_runner(self, painter: QPainter, lane: Lane) -> None:
        if not self._finished:
            super()._draw_runner(painter, lane)
            return
        middle = (lane.finish.right() + self.width()) / 2
        marks.draw_runner_disc(painter, QPointF(middle, lane.upper.center().y()), lane.disc)
