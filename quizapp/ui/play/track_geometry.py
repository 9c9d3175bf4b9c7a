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
    plate_inset: float = 8.8
    """From the top of a segment to its plate."""
    box_inset: float = 4.6
    """From the top of a segment to the box round the present one."""
    foot: float = 0
    """Kept free below the plates, for dots."""


FULL = Measures(92, 4, 6, 61, 28, 119, 5, 21, 23, 38)
SINGLE = Measures(70, 4, 6, 64, 28, 119, 5, 21, 23, 38)
FINISHED = Measures(70, 4, 6, 64, 28, 119, 5, 16, 96, 42)
COMPACT = Measures(52, 4, 6, 46, 16, 59, 5, 11, 23, 28)
COMPACT_FINISHED = Measures(52, 4, 6, 46, 16, 59, 5, 11, 56, 30)
DASH = Measures(76, 4, 6, 70, 28, 119, 5, 17, 133, 38)
DASH_COMPACT = Measures(52, 4, 6, 46, 16, 59, 5, 11, 96, 28)
MARATHON = Measures(76, 4, 6, 70, 28, 195, 5, 5, 185, 38, plate_inset=11.5, box_inset=8)
MARATHON_COMPACT = Measures(52, 4, 6, 46, 16, 90, 5, 5, 116, 28)
TRAINING = Measures(76, 4, 6, 70, 28, 119, 5, 18, 26, 34, plate_inset=6.5, box_inset=3.2, foot=23)
TRAINING_COMPACT = Measures(52, 4, 6, 46, 16, 59, 5, 11, 23, 28, plate_inset=4, box_inset=1.5, foot=12)


class Lane:
    """Where everything lies on a strip of this size."""

    def __init__(
        self, measures: Measures, scale: float, whole: QRectF, count: int, label_text: float, *, beyond: float = 0
    ) -> None:
        """`label_text` and `beyond`: how wide the texts before the start and behind the finish are, in pixels."""
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
        after = max(measures.after_finish * scale, beyond)
        finish = whole.width() - after - measures.finish_width * scale
        self.finish = QRectF(finish, edge, measures.finish_width * scale, bottom - edge)
        self.segment_width = (finish - self.start.right()) / max(1, count)
        high = self.upper.height() - measures.foot * scale
        self.disc = min(measures.disc * scale, high - 2 * min(measures.box_inset * scale, 3))

    def chalk_lines(self, two_lanes: bool) -> list[float]:
        """The tops of the chalk lines, each 2 px high."""
        tops = [self.band.top(), self.band.bottom() - 2]
        return [*tops, self.upper.bottom()] if two_lanes else tops

    def label(self, lane: QRectF) -> QRectF:
        """Where the name of a lane stands."""
        left = self.measures.label_left
        return QRectF(left, lane.y(), self.start.x() - left - 6, lane.height())

    def beyond(self) -> QRectF:
        """The lane behind the finish."""
        left = self.finish.right()
        return QRectF(left, self.upper.y(), self.upper.right() - left, self.upper.height())

    def segment(self, at: int) -> QRectF:
        """The segment of the question with this index, without the foot."""
        left = self.start.right() + at * self.segment_width
        high = self.upper.height() - self.measures.foot * self.scale
        return QRectF(left, self.upper.y(), self.segment_width, high)

    def foot(self, at: int) -> QRectF:
        """What is kept free below the segment with this index."""
        segment = self.segment(at)
        return QRectF(segment.x(), segment.bottom(), segment.width(), self.upper.bottom() - segment.bottom())

    def plate(self, at: int) -> QRectF:
        """The plate in the segment with this index."""
        segment = self.segment(at)
        side = min(7.0, segment.width() * 0.12)
        high = self.measures.plate_inset * self.scale
        return segment.adjusted(side, high, -side, -high)
