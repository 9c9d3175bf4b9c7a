"""Where everything lies on a track strip of some size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in pixels of one form of the strip."""

    height: float
    edge: float
    lane_top: float
    lane_bottom: float
    label_left: float
    label_width: float
    start_width: float
    finish_width: float
    after_finish: float
    disc: float


FULL = Measures(92, 4, 6, 61, 28, 119, 5, 21, 23, 38)
SINGLE = Measures(70, 4, 6, 64, 28, 119, 5, 21, 23, 38)
FINISHED = Measures(70, 4, 6, 64, 28, 119, 5, 16, 96, 42)
COMPACT = Measures(52, 4, 6, 46, 16, 59, 5, 11, 23, 28)
COMPACT_FINISHED = Measures(52, 4, 6, 46, 16, 59, 5, 11, 56, 30)


class Lane:
    """Where everything lies on a strip of this size."""

    def __init__(self, measures: Measures, scale: float, whole: QRectF, count: int, label_text: float) -> None:
        self.scale = scale
        self.measures = measures
        edge, bottom = measures.edge, whole.height() - measures.edge
        self.band = QRectF(0, edge, whole.width(), bottom - edge)
        single = measures.height - measures.lane_bottom < 20
        split = bottom - 2 if single else measures.lane_bottom * scale
        self.upper = QRectF(0, edge + 2, whole.width(), split - edge - 2)
        self.lower = QRectF(0, split + 2, whole.width(), bottom - 2 - split - 2)
        label_width = max(measures.label_width * scale, measures.label_left + label_text + 16)
        self.start = QRectF(label_width, edge + 2, measures.start_width, bottom - edge - 4)
        finish = whole.width() - (measures.after_finish + measures.finish_width) * scale
        self.finish = QRectF(finish, edge, measures.finish_width * scale, bottom - edge)
        self.segment_width = (finish - self.start.right()) / max(1, count)
        self.disc = min(measures.disc * scale, self.upper.height() - 8)

    def chalk_lines(self, two_lanes: bool) -> list[float]:
        """The tops of the chalk lines, each 2 px high."""
        tops = [self.band.top(), self.band.bottom() - 2]
        return [*tops, self.upper.bottom()] if two_lanes else tops

    def label(self, lane: QRectF) -> QRectF:
        """Where the name of a lane stands."""
        left = self.measures.label_left
        return QRectF(left, lane.y(), self.start.x() - left - 6, lane.height())

    def segment(self, at: int) -> QRectF:
        """The segment of the question with this index."""
        left = self.start.right() + at * self.segment_width
        return QRectF(left, self.upper.y(), self.segment_width, self.upper.height())

    def plate(self, at: int) -> QRectF:
        """The plate in the segment with this index."""
        segment = self.segment(at)
        side = min(7.0, segment.width() * 0.12)
        high = 8.8 * self.scale
        return segment.adjusted(side, high, -side, -high)
