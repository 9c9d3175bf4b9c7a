"""The strip of a relay: a lane for each player; the baton shows whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QRegion
from PySide6.QtWidgets import QToolTip, QWidget

from quizapp.ui import theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.play import marks, track_painting
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_values import mark_of
from quizapp.ui.play.track_base import Appearance, Journey, TrackWidget
from quizapp.ui.play.track_relay_lanes import RelayLanes, lane_pitch, strip_height
from quizapp.ui.play.track_segments import PlateKind

if TYPE_CHECKING:
    from quizapp.play import Play

_LONGEST_NAME = 200  # characters; no lane shows so many
_AFTER_NUMBER = 12
_BEFORE_COUNT = 6
_CELL_GAP = 18


@dataclass(frozen=True, slots=True)
class _Player:
    name: str
    plates: tuple[PlateKind, ...]

    @property
    def right(self) -> int:
        return self.plates.count("right")


class RelayStrip(TrackWidget):
    """The strip for two to eight players.

    Where the lanes would be too low for their names, only that of the runner is shown, and below it the standing.
    """

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent, compact=compact)
        self._players: list[_Player] = []
        self._columns = 1
        self._lane: int | None = None
        self._asking = False
        self._journey = Journey(self)
        self._appearance = Appearance(self)
        self._journey.moved.connect(self.update)
        self._appearance.grown.connect(self.update)

    def begin(self, play: Play) -> None:
        self._take(play)
        self._journey.start_at(self._column())
        self._refresh()

    def show_round(self, play: Play) -> None:
        before = self._lane, sum(len(player.plates) for player in self._players)
        self._take(play)
        if self._lane != before[0]:
            self._journey.start_at(max(-0.5, self._column() - 1))
        self._journey.run_to(self._column())
        if sum(len(player.plates) for player in self._players) > before[1]:
            self._appearance.start()
        self.update()
        self._tell()

    def _take(self, play: Play) -> None:
        round_ = play.round
        self._players = [
            _Player(runner.name[:_LONGEST_NAME], tuple(mark_of(turn.verdict) for turn in round_.lane_turns(lane)))
            for lane, runner in enumerate(round_.settings.relay)
        ]
        self._columns = max(1, -(-(round_.question_count or 0) // round_.lane_count))
        self._asking = not (round_.showing_verdict or round_.is_complete)
        self._lane = round_.lane if self._asking or round_.showing_verdict else None

    def _column(self) -> int:
        """The question of whose turn it is."""
        if self._lane is None:
            return 0
        return len(self._players[self._lane].plates) - (0 if self._asking else 1)

    # What is said

    def _spoken(self) -> str:
        standing = ", ".join(
            self.tr("{name} {right} right").format(name=player.name, right=player.right) for player in self._players
        )
        if self._lane is None:
            return self.tr("Finished; {standing}").format(standing=standing)
        return self.tr("{name}’s turn, question {number} of {count}; {standing}").format(
            name=self._players[self._lane].name, number=self._column() + 1, count=self._columns, standing=standing
        )

    # Where things are

    def _pitch(self) -> float:
        return lane_pitch(len(self._players), self._scale(), compact=self._compact)

    def _is_folded(self) -> bool:
        return self._compact and self._pitch() < QFontMetricsF(self._font(12, bold=True)).height() + 3

    def _foot(self) -> float:
        return QFontMetricsF(self._font(12)).height() + 4 if self._is_folded() else 0

    def _height(self) -> int:
        if self._is_folded():
            return round(strip_height(lane_pitch(1, self._scale(), compact=True) + self._foot()))
        return round(strip_height(max(1, len(self._players)) * self._pitch()))

    def _shown(self) -> list[int]:
        """The players who have a lane."""
        every = range(len(self._players))
        return [self._lane or 0] if self._is_folded() else list(every)

    def _name_font(self) -> QFont:
        if self._compact:
            return self._font(13 if self._is_folded() or len(self._players) <= 4 else 12, bold=True)
        return self._font(15 if len(self._players) <= 4 else 14, bold=True)

    def _lanes(self) -> RelayLanes:
        folded, scale = self._is_folded(), self._scale()
        return RelayLanes(
            whole=QRectF(self.rect()),
            lanes=len(self._shown()),
            columns=self._columns,
            pitch=lane_pitch(1, scale, compact=True) if folded else self._pitch(),
            label_left=self._label_left(),
            label_width=self._label_width(),
            finish_width=(11 if self._compact else 18) * scale,
            after_finish=(23 if self._compact else 26) * scale,
            foot=self._foot(),
        )

    def _label_left(self) -> float:
        return 16 if self._compact else 28

    def _number_width(self) -> float:
        return QFontMetricsF(self._name_font()).horizontalAdvance(number(len(self._players))) + _AFTER_NUMBER

    def _baton_length(self) -> float:
        pitch = lane_pitch(1, self._scale(), compact=True) if self._is_folded() else self._pitch()
        return min(46 * self._scale(), pitch * 1.15)

    def _label_width(self) -> float:
        metrics = QFontMetricsF(self._name_font())
        widest = max((metrics.horizontalAdvance(player.name) for player in self._players), default=0.0)
        least = (120 if self._compact else 191) * self._scale()
        return max(least, min(self._before_name() + widest + 1 + self._after_name(), self.width() * 0.27))

    def _before_name(self) -> float:
        return self._label_left() + self._number_width()

    def _after_name(self) -> float:
        """The room of the baton, which every lane keeps free so that no name moves."""
        return self._baton_length() + (20 if self._compact else 28)

    def _name_place(self, lanes: RelayLanes, row: int) -> QRectF:
        return lanes.label(row).adjusted(self._before_name(), 0, -self._after_name(), 0)

    def _elided(self, text: str, font: QFont, room: float) -> str:
        return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)

    # How it is painted

    def _paint(self, painter: QPainter, exposed: QRegion) -> None:
        lanes = self._lanes()
        track_painting.draw_ground(painter, lanes.whole, lanes.band, lanes.line_tops(), QRectF())
        for row, at in enumerate(self._shown()):
            self._draw_lane(painter, lanes, row, at)
        painter.fillRect(lanes.start, theme.colour("chalk"))
        marks.draw_chequer(painter, lanes.finish)
        self._draw_runner(painter, lanes)
        if self._is_folded():
            self._draw_standing(painter, lanes.standing())
            painter.fillRect(QRectF(0, lanes.band.bottom() - 2, lanes.whole.width(), 2), theme.colour("chalk"))

    def _draw_lane(self, painter: QPainter, lanes: RelayLanes, row: int, at: int) -> None:
        player, font = self._players[at], self._name_font()
        label = lanes.label(row)
        if at == self._lane:
            painter.fillRect(label, theme.colour("clay_deep"))
        track_painting.draw_text(painter, label.adjusted(lanes.label_left, 0, 0, 0), number(at + 1), font, "chalk")
        place = self._name_place(lanes, row)
        shown = self._elided(player.name, font, place.width())
        track_painting.draw_text(painter, place.adjusted(0, 0, 4, 0), shown, font, "chalk")
        if at == self._lane:
            length = self._baton_length()
            middle = QPointF(label.right() - length / 2 - (8 if self._compact else 14), label.center().y())
            track_painting.draw_baton(painter, middle, length)
        self._draw_plates(painter, lanes, row, at)

    def _draw_plates(self, painter: QPainter, lanes: RelayLanes, row: int, at: int) -> None:
        kinds = self._players[at].plates
        for column in range(1, self._columns):
            segment = lanes.segment(row, column)
            track_painting.draw_divider(painter, segment.x(), segment.y(), segment.bottom())
        for column, kind in enumerate(kinds):
            if kind in ("now", "todo"):
                continue
            newest = at == self._lane and not self._asking and column == len(kinds) - 1
            size = self._appearance.size() if newest else 1.0
            track_painting.draw_grown_plate(painter, lanes.plate(row, column), kind, size)

    def _draw_runner(self, painter: QPainter, lanes: RelayLanes) -> None:
        if self._lane is None or not self._asking:
            return
        row = 0 if self._is_folded() else self._lane
        centre = lanes.segment(row, self._journey.at()).center()
        lane = lanes.lane(row).height()
        marks.draw_runner_disc(painter, centre, min(34 * self._scale(), lane - 2))

    # The standing in one line, and the names that have no room

    def _cells(self, place: QRectF) -> list[tuple[QRectF, str, str]]:
        """For each player their part of the line, the name as it fits, and their number of right answers."""
        metrics, bold = QFontMetricsF(self._font(12)), QFontMetricsF(self._font(12, bold=True))
        besides = [_BEFORE_COUNT + bold.horizontalAdvance(number(player.right)) for player in self._players]
        room = place.width() - sum(besides) - _CELL_GAP * (len(besides) - 1)
        most = _fair_width([metrics.horizontalAdvance(player.name) + 1 for player in self._players], room)
        made: list[tuple[QRectF, str, str]] = []
        left = place.x()
        for player, beside in zip(self._players, besides, strict=True):
            shown = self._elided(player.name, self._font(12), most)
            wide = metrics.horizontalAdvance(shown) + beside
            made.append((QRectF(left, place.y(), wide, place.height()), shown, number(player.right)))
            left += wide + _CELL_GAP
        return made

    def _draw_standing(self, painter: QPainter, place: QRectF) -> None:
        font = self._font(12)
        for cell, name, right in self._cells(place):
            track_painting.draw_text(painter, cell, name, font, "chalk2")
            beside = QFontMetricsF(font).horizontalAdvance(name) + _BEFORE_COUNT
            track_painting.draw_text(painter, cell.adjusted(beside, 0, 4, 0), right, self._font(12, bold=True), "chalk")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast(QHelpEvent, event)
            name = self._cut_name_at(help_event.pos())
            QToolTip.showText(help_event.globalPos(), tool_tip(name), self)
            return True
        return super().event(event)

    def _cut_name_at(self, place: QPoint) -> str:
        """The whole name of the player at this place if it is elided there, else nothing."""
        lanes, spot = self._lanes(), QPointF(place)
        for row, at in enumerate(self._shown()):
            if lanes.label(row).contains(spot):
                name, room = self._players[at].name, self._name_place(lanes, row).width()
                return name if self._elided(name, self._name_font(), room) != name else ""
        if self._is_folded():
            for (cell, shown, _), player in zip(self._cells(lanes.standing()), self._players, strict=True):
                if cell.contains(spot):
                    return player.name if shown != player.name else ""
        return ""


def _fair_width(widths: list[float], room: float) -> float:
    """The most that each text may have so that all fit: short ones leave their rest to the long ones."""
    left = room
    for done, width in enumerate(sorted(widths)):
        share = left / (len(widths) - done)
        if width > share:
            return share
        left -= width
    return max(widths, default=0.0)
