"""Where everything lies on the strip of a relay."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

_EDGE = 4.0
_LINE = 2.0
_START = 5.0
_FEW_PLAYERS = 4
_PITCH, _PITCH_OF_MANY = 40.0, 28.0
_COMPACT_PITCH, _COMPACT_ROOM = 28.0, 100.0


def lane_pitch(players: int, scale: float, *, compact: bool) -> float:
    """The height of a lane with the chalk line below it. A small window has no more room when its text is larger."""
    if compact:
        return min(_COMPACT_PITCH * scale, _COMPACT_ROOM / max(1, players))
    return (_PITCH if players <= _FEW_PLAYERS else _PITCH_OF_MANY) * scale


def strip_height(lane_heights: float) -> float:
    """The height of a strip whose lanes, lines below them included, are so high together."""
    return 2 * _EDGE + _LINE + lane_heights


@dataclass(frozen=True, slots=True)
class RelayLanes:
    """A strip of `lanes` lanes of `pitch` pixels, `columns` questions each; `foot` is kept free below the lanes."""

    whole: QRectF
    lanes: int
    columns: int
    pitch: float
    label_left: float
    label_width: float
    finish_width: float
    after_finish: float
    foot: float = 0

    @property
    def band(self) -> QRectF:
        return self.whole.adjusted(0, _EDGE, 0, -_EDGE)

    @property
    def start(self) -> QRectF:
        return QRectF(self.label_width, self._top(), _START, self.lanes * self.pitch)

    @property
    def finish(self) -> QRectF:
        left = self.whole.width() - self.after_finish - self.finish_width
        return QRectF(left, _EDGE, self.finish_width, _LINE + self.lanes * self.pitch)

    @property
    def column_width(self) -> float:
        return (self.finish.left() - self.start.right()) / max(1, self.columns)

    def _top(self) -> float:
        return _EDGE + _LINE

    def line_tops(self) -> list[float]:
        """The tops of the chalk lines."""
        below = [self.lane(at).bottom() for at in range(self.lanes)]
        return [_EDGE, *below]

    def lane(self, at: int) -> QRectF:
        """A whole lane, from the left edge to the right."""
        return QRectF(0, self._top() + at * self.pitch, self.whole.width(), self.pitch - _LINE)

    def label(self, at: int) -> QRectF:
        """A lane before its start line."""
        lane = self.lane(at)
        return QRectF(0, lane.y(), self.start.x(), lane.height())

    def segment(self, lane: int, column: float) -> QRectF:
        """A question of a lane."""
        place = self.lane(lane)
        left = self.start.right() + column * self.column_width
        return QRectF(left, place.y(), self.column_width, place.height())

    def plate(self, lane: int, column: int) -> QRectF:
        """The plate in a segment."""
        segment = self.segment(lane, column)
        high, side = segment.height() * 0.16, min(7.0, segment.width() * 0.12)
        return segment.adjusted(side, high, -side, -high)

    def standing(self) -> QRectF:
        """The line below the lanes."""
        top = self._top() + self.lanes * self.pitch
        return QRectF(self.label_left, top, self.whole.width() - 2 * self.label_left, self.foot)
