"""The strip of a Training: below each question, dots for how well it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from quizapp.ui.play import track_geometry, track_painting
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_values import plates
from quizapp.ui.play.track_geometry import Lane, Measures
from quizapp.ui.play.track_segments import Plate, SegmentStrip

if TYPE_CHECKING:
    from quizapp.play import Play

_LEVELS = 5


class TrainingStrip(SegmentStrip):
    """The strip for questions that come again until they are known."""

    _number_with_runner = False

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent, compact=compact)
        self._levels: tuple[int, ...] = ()
        self._finished = False

    def begin(self, play: Play) -> None:
        self._levels = play.levels()
        self.set_round(play.round.question_count or 0)
        self.show_round(play)

    def show_round(self, play: Play) -> None:
        before, self._levels = self._levels, play.levels()
        self._finished = play.round.is_finished
        self.set_plates([Plate(plate.kind) for plate in plates(play.round)])
        both = zip(before, self._levels, strict=False)
        self._update_segments({at for at, (old, new) in enumerate(both) if old != new} & set(range(len(self._plates))))
        self._tell()

    # What is said

    def _due_words(self) -> str:
        return self.tr("{0} due").format(number(len(self._plates)))

    def _level(self, at: int) -> int:
        return self._levels[at] if at < len(self._levels) else 0

    def _spoken(self) -> str:
        kinds = [plate.kind for plate in self._plates]
        done = sum(kind not in ("now", "todo") for kind in kinds)
        at = kinds.index("now") if "now" in kinds else max(0, done - 1)
        parts = [self.tr("Question {0} of {1}").format(at + 1, len(kinds))]
        if self._finished:
            parts = [self.tr("Finished, {0} questions").format(done)]
        parts.append(self.tr("{0} right").format(kinds.count("right")))
        parts.append(self.tr("{0} wrong").format(kinds.count("wrong")))
        if "partly" in kinds:
            parts.append(self.tr("{0} partly right").format(kinds.count("partly")))
        if not self._finished:
            parts.append(self.tr("known {level} of {all}").format(level=self._level(at), all=_LEVELS))
        return ", ".join(parts)

    # How it is painted

    def _measures(self) -> Measures:
        return track_geometry.TRAINING_COMPACT if self._compact else track_geometry.TRAINING

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._font(13 if self._compact else 15, bold=True), self._font(12 if self._compact else 13)

    def _label_width(self) -> float:
        upper, lower = self._fonts()
        name = QFontMetricsF(upper).horizontalAdvance(self.tr("Training"))
        return max(name, QFontMetricsF(lower).horizontalAdvance(self._due_words()))

    def _draw_labels(self, painter: QPainter, lane: Lane) -> None:
        upper, lower = self._fonts()
        place = lane.label(lane.upper)
        track_painting.draw_two_lines(painter, place, (self.tr("Training"), upper), (self._due_words(), lower))

    def _draw_foot(self, painter: QPainter, lane: Lane, at: int) -> None:
        track_painting.draw_dots(painter, lane.foot(at), self._level(at))
