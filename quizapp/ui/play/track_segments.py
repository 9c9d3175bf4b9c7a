"""What the strips with a segment for each question share: plates, numbers, and the runner where you are."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from quizapp.ui.play import marks, track_painting
from quizapp.ui.play.track_base import Appearance, Journey, TrackWidget
from quizapp.ui.play.track_geometry import Lane, Measures

PlateKind = Literal["right", "partly", "wrong", "skipped", "now", "todo"]

# More questions than this leave no room for points and for every number.
_FEW = 20
_REACH = 12  # how far a plate or the runner may stand out beyond its segment


@dataclass(frozen=True, slots=True)
class Plate:
    """One segment: what became of the question, and its points where they are to show."""

    kind: PlateKind
    points: int | None = None


class SegmentStrip(TrackWidget):
    """One lane of segments. Subclasses say `_measures`, `_draw_labels` and what else there is to see."""

    _number_with_runner = True

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent, compact=compact)
        self._plates: list[Plate] = []
        self._first_number = 1
        self._fresh = -1
        self._journey = Journey(self)
        self._appearance = Appearance(self)
        self._journey.moved.connect(self._update_runner)
        self._appearance.grown.connect(self._update_fresh)

    def set_round(self, count: int, first_number: int = 1) -> None:
        """Begin with an empty lane of `count` segments; the runner waits at the start line."""
        self._plates = [Plate("todo")] * max(0, count)
        self._first_number = first_number
        self._fresh = -1
        self._journey.start_at(-0.5)
        self._refresh()

    def set_plates(self, plates: list[Plate]) -> None:
        """Show these segments, missing ones as to come; the runner goes to the "now" one."""
        missing = len(self._plates) - len(plates)
        made = [*plates, *[Plate("todo")] * max(0, missing)]
        before, was_at = self._plates, self._now()
        self._pop_new_plate(made)
        self._plates = made
        if (now := self._now()) is not None:
            self._journey.run_to(now)
        if len(before) != len(made):
            self._refresh()
            return
        changed = {at for at, (old, new) in enumerate(zip(before, made, strict=True)) if old != new}
        self._update_segments(changed | {at for at in (was_at, now) if at is not None})
        self._tell()

    # What subclasses say

    def _measures(self) -> Measures:
        raise NotImplementedError

    def _label_width(self) -> float:
        """How wide the texts before the start line are."""
        raise NotImplementedError

    def _draw_labels(self, painter: QPainter, lane: Lane) -> None:
        raise NotImplementedError

    def _line_tops(self, lane: Lane) -> list[float]:
        return lane.chalk_lines(two_lanes=False)

    def _draw_foot(self, painter: QPainter, lane: Lane, at: int) -> None:
        """What stands below the plate of a segment."""

    def _draw_end(self, painter: QPainter, lane: Lane) -> None:
        marks.draw_chequer(painter, lane.finish)

    # Where things are

    def _height(self) -> int:
        return round(self._measures().height * self._scale())

    def _lane(self) -> Lane:
        return Lane(self._measures(), self._scale(), QRectF(self.rect()), len(self._plates), self._label_width())

    def _now(self) -> int | None:
        return next((at for at, plate in enumerate(self._plates) if plate.kind == "now"), None)

    def _many(self) -> bool:
        return len(self._plates) > _FEW

    # What changes

    def _update_segments(self, places: set[int]) -> None:
        """Paints these again and no others: a verdict changes one plate and the runner's place."""
        lane = self._lane()
        reach = round(max(_REACH * self._scale(), lane.disc / 2 + 4))
        if lane.segment_width < lane.disc:  # the runner takes the numbers beside it away
            reach += round(lane.disc)
        for place in places:
            segment = lane.segment(place).united(lane.foot(place))
            self.update(segment.toAlignedRect().adjusted(-reach, -reach, reach, reach))

    def _update_runner(self) -> None:
        low, high = self._journey.ends()
        self._update_segments(set(range(floor(low) - 1, ceil(high) + 2)))

    def _update_fresh(self) -> None:
        self._update_segments({self._fresh} - {-1})

    def _pop_new_plate(self, made: list[Plate]) -> None:
        news = [
            at
            for at, (old, new) in enumerate(zip(self._plates, made, strict=False))
            if new.kind not in ("now", "todo") and old.kind in ("now", "todo")
        ]
        self._fresh = news[0] if len(news) == 1 else -1
        if self._fresh >= 0:
            self._appearance.start()

    def _runner_at(self) -> float:
        return self._journey.at()

    # How it is painted

    def _paint(self, painter: QPainter, exposed: QRegion) -> None:
        lane = self._lane()
        track_painting.draw_ground(painter, QRectF(self.rect()), lane.band, self._line_tops(lane), lane.start)
        self._draw_labels(painter, lane)
        self._draw_segments(painter, lane, exposed)
        self._draw_end(painter, lane)
        self._draw_runner(painter, lane)

    def _draw_segments(self, painter: QPainter, lane: Lane, exposed: QRegion) -> None:
        every = self._number_step(lane)
        for at, plate in enumerate(self._plates):
            segment = lane.segment(at)
            if not exposed.intersects(lane.upper.intersected(segment.adjusted(-_REACH, 0, _REACH, 99)).toAlignedRect()):
                continue
            if at and (lane.segment_width >= 14 or at % every == 0):
                track_painting.draw_divider(painter, segment.x(), lane.upper.y(), lane.upper.bottom())
            self._draw_foot(painter, lane, at)
            if plate.kind == "todo":
                if (at + self._first_number) % every == 0:
                    self._draw_number(painter, lane, at)
            elif plate.kind == "now":
                _draw_now(painter, segment, lane)
            else:
                self._draw_done(painter, lane, at, plate, plate.kind)

    def _number_font(self) -> QFont:
        return self._font(13 if self._compact or self._many() else 17, bold=True)

    def _number_step(self, lane: Lane) -> int:
        """Every which segment shows its number."""
        last = str(len(self._plates) + self._first_number - 1)
        widest = QFontMetricsF(self._number_font()).horizontalAdvance(last) + 10
        steps = (1, 2, 5, 10, 25, 50, 100) if not self._many() else (5, 10, 25, 50, 100, 250)
        return next((step for step in steps if step * lane.segment_width >= widest), 1000)

    def _draw_number(self, painter: QPainter, lane: Lane, at: int) -> None:
        font, text = self._number_font(), self._number(at)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        segment = lane.segment(at)
        left = min(segment.center().x() - wide / 2, lane.finish.left() - wide - 4)
        now = self._now()
        if now is not None and lane.segment_width < lane.disc:
            runner = lane.segment(now).center().x()
            if abs(runner - segment.center().x()) < (lane.disc + wide) / 2:
                return
        place = QRectF(left, segment.y(), wide + 4, segment.height())
        track_painting.draw_text(painter, place, text, font, "chalk2")

    def _number(self, at: int) -> str:
        return self.locale().toString(at + self._first_number)

    def _draw_done(self, painter: QPainter, lane: Lane, at: int, plate: Plate, mark: marks.Mark) -> None:
        bare = self._compact or self._many() or plate.points is None
        points = "" if bare else self._points(plate.points or 0)
        size = self._appearance.size() if at == self._fresh else 1.0
        font = self._font(13, bold=True)
        track_painting.draw_grown_plate(painter, lane.plate(at), mark, size, points, font)

    def _points(self, points: int) -> str:
        return ("+" if points > 0 else "") + self.locale().toString(points)

    def _draw_runner(self, painter: QPainter, lane: Lane) -> None:
        now = self._now()
        if now is None:
            return
        segment = lane.segment(0)
        middle = segment.center().x() + self._runner_at() * lane.segment_width
        beside = self._number_beside(painter, lane, now)
        marks.draw_runner_disc(painter, QPointF(middle - beside, segment.center().y()), lane.disc)

    def _number_beside(self, painter: QPainter, lane: Lane, now: int) -> float:
        """Write the question's number right of the runner if there is room for both.

        Gives how far the disc has to go left for that.
        """
        text = self._number(now)
        font = self._font(17, bold=True)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        bare = self._compact or self._many() or not self._number_with_runner
        if bare or lane.disc + 8 + wide > lane.segment_width - 16:
            return 0.0
        left = lane.segment(now).center().x() + (lane.disc + 8 - wide) / 2
        place = QRectF(left, lane.upper.y(), wide + 4, lane.upper.height())
        track_painting.draw_text(painter, place, text, font, "chalk")
        return (wide + 8) / 2


def _draw_now(painter: QPainter, segment: QRectF, lane: Lane) -> None:
    """The box round the present segment; narrow ones have only the runner."""
    if segment.width() >= lane.disc:
        high = lane.measures.box_inset * lane.scale
        track_painting.draw_box(painter, segment.adjusted(3, high, -3, -high))
