"""The running track above a round: a segment for each question, and the runner where you are."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.play import marks, track_geometry
from quizapp.ui.play.track_geometry import Lane, Measures

PlateKind = Literal["right", "partly", "wrong", "skipped", "now", "todo"]

# More questions than this leave no room for points and for every number.
_FEW = 20
_REACH = 12  # how far a plate or the runner may stand out beyond its segment
_RUNNER_MS = 240
_PLATE_MS = 160


@dataclass(frozen=True, slots=True)
class Plate:
    """One segment: what became of the question, and its points where they are to show."""

    kind: PlateKind
    points: int | None = None


class TrackStrip(QWidget):
    """The strip for rounds with a known number of questions; it sets its own height."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._compact = compact
        self._type_scale = 1.0
        self._lane_label = self.tr("You")
        self._best_label = self.tr("Best run")
        self._best: float | None = None
        self._finished = False
        self._comparison = ""
        self._plates: list[Plate] = []
        self._fresh = -1
        self._runner_from = self._runner_to = 0.0
        self._runner_move = _animation(self, _RUNNER_MS, QEasingCurve.Type.OutCubic)
        self._plate_pop = _animation(self, _PLATE_MS, QEasingCurve.Type.OutQuad)
        self._runner_move.valueChanged.connect(self._update_runner)
        self._plate_pop.valueChanged.connect(self._update_fresh)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._refresh()

    def set_compact(self, compact: bool) -> None:
        """Choose the form for small windows: one lane, plates without points."""
        self._compact = compact
        self._refresh()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge type and heights for wide windows (1 is as drawn)."""
        self._type_scale = scale
        self._refresh()

    def set_lane_label(self, label: str) -> None:
        """The name of the upper lane; "You" at first."""
        self._lane_label = label
        self._refresh()

    def set_round(self, count: int) -> None:
        """Begin with an empty lane of `count` segments."""
        self._plates = [Plate("todo")] * max(0, count)
        self._fresh = -1
        self._runner_from = self._runner_to = -0.5
        self._finished = False
        self._refresh()

    def set_plates(self, plates: list[Plate]) -> None:
        """Show these segments, missing ones as to come; the runner goes to the "now" one."""
        missing = len(self._plates) - len(plates)
        made = [*plates, *[Plate("todo")] * max(0, missing)]
        before, was_at = self._plates, self._now()
        self._pop_new_plate(made)
        self._plates = made
        if (now := self._now()) is not None:
            self._move_runner(now)
        if len(before) != len(made):
            self._refresh()
            return
        changed = {at for at, (old, new) in enumerate(zip(before, made, strict=True)) if old != new}
        self._update_segments(changed | {at for at in (was_at, now) if at is not None})
        self._tell()

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

    def sizeHint(self) -> QSize:
        return QSize(round(self._measures().label_width + 12 * 60), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter, event.region())

    def _lane(self) -> Lane:
        measures, whole = self._measures(), QRectF(self.rect())
        return Lane(measures, self._scale(), whole, len(self._plates), self._label_width())

    def _update_segments(self, places: set[int]) -> None:
        """Paints these again and no others: a verdict changes one plate and the runner's place."""
        lane = self._lane()
        reach = round(max(_REACH * self._scale(), lane.disc / 2 + 4))
        if lane.segment_width < lane.disc:  # the runner takes the numbers beside it away
            reach += round(lane.disc)
        for place in places:
            self.update(lane.segment(place).toAlignedRect().adjusted(-reach, -reach, reach, reach))

    def _update_runner(self) -> None:
        low, high = sorted((self._runner_from, self._runner_to))
        self._update_segments(set(range(floor(low) - 1, ceil(high) + 2)))

    def _update_fresh(self) -> None:
        self._update_segments({self._fresh} - {-1})

    def _paint(self, painter: QPainter, exposed: QRegion) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lane = self._lane()
        self._draw_track(painter, lane)
        self._draw_segments(painter, lane, exposed)
        if self._shows_best():
            self._draw_best(painter, lane)
        marks.draw_chequer(painter, lane.finish)
        self._draw_runner(painter, lane)

    def _measures(self) -> Measures:
        if self._compact:
            return track_geometry.COMPACT_FINISHED if self._finished else track_geometry.COMPACT
        if self._finished:
            return track_geometry.FINISHED
        return track_geometry.SINGLE if self._best is None else track_geometry.FULL

    def _shows_best(self) -> bool:
        return self._best is not None and not self._compact and not self._finished

    def _scale(self) -> float:
        # The strip grows half as fast as the text: height is what a round has least of.
        return (1 + (theme.text_scale() - 1) / 2) * (1 + (self._type_scale - 1) / 2)

    def _height(self) -> int:
        return round(self._measures().height * self._scale())

    def _label_font(self) -> QFont:
        return theme.sized_font(13 if self._compact else 15, bold=True, scale=self._type_scale)

    def _best_font(self) -> QFont:
        return theme.sized_font(12, scale=self._type_scale)

    def _label_width(self) -> float:
        wide = QFontMetricsF(self._label_font()).horizontalAdvance(self._lane_label)
        if self._shows_best():
            wide = max(wide, QFontMetricsF(self._best_font()).horizontalAdvance(self._best_label))
        return min(wide, self.width() * 0.22)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
        self._tell()

    def _tell(self) -> None:
        name = self._spoken()
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

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

    def _pop_new_plate(self, made: list[Plate]) -> None:
        news = [
            at
            for at, (old, new) in enumerate(zip(self._plates, made, strict=False))
            if new.kind not in ("now", "todo") and old.kind in ("now", "todo")
        ]
        self._fresh = news[0] if len(news) == 1 and not theme.reduced_motion() else -1
        if self._fresh >= 0:
            self._plate_pop.start()

    def _move_runner(self, segment: int) -> None:
        if self._runner_to == segment:
            return
        self._runner_from = self._runner_at()
        self._runner_to = float(segment)
        self._runner_move.stop()
        if theme.reduced_motion():
            self._runner_from = self._runner_to
        else:
            self._runner_move.start()

    def _runner_at(self) -> float:
        if self._runner_move.state() != QVariantAnimation.State.Running:
            return self._runner_to
        share = float(self._runner_move.currentValue() or 0.0)
        return self._runner_from + (self._runner_to - self._runner_from) * share

    def _draw_track(self, painter: QPainter, lane: Lane) -> None:
        whole = QRectF(self.rect())
        chalk = theme.colour("chalk")
        painter.fillRect(whole, theme.colour("clay_deep"))
        painter.fillRect(lane.band, theme.colour("clay"))
        for top in lane.chalk_lines(self._shows_best()):
            painter.fillRect(QRectF(0, top, whole.width(), 2), chalk)
        painter.fillRect(lane.start, chalk)
        _draw_label(painter, lane.label(lane.upper), self._lane_label, self._label_font(), chalk)
        if self._shows_best():
            chalk2 = theme.colour("chalk2")
            _draw_label(painter, lane.label(lane.lower), self._best_label, self._best_font(), chalk2)

    def _draw_segments(self, painter: QPainter, lane: Lane, exposed: QRegion) -> None:
        divider = marks.faint(theme.colour("chalk"), 0.5)
        every = self._number_step(lane)
        for at, plate in enumerate(self._plates):
            segment = lane.segment(at)
            if not exposed.intersects(segment.adjusted(-_REACH, 0, _REACH, 0).toAlignedRect()):
                continue
            if at and (lane.segment_width >= 14 or at % every == 0):
                painter.fillRect(QRectF(segment.x() - 1, segment.y(), 2, segment.height()), divider)
            if plate.kind == "todo":
                if (at + 1) % every == 0:
                    self._draw_number(painter, lane, at)
            elif plate.kind == "now":
                _draw_now(painter, segment, lane)
            else:
                self._draw_done(painter, lane, at, plate, plate.kind)

    def _many(self) -> bool:
        return len(self._plates) > _FEW

    def _number_font(self) -> QFont:
        size = 13 if self._compact or self._many() else 17
        return theme.sized_font(size, bold=True, scale=self._type_scale)

    def _number_step(self, lane: Lane) -> int:
        """Every which segment shows its number."""
        widest = QFontMetricsF(self._number_font()).horizontalAdvance(str(len(self._plates))) + 10
        steps = (1, 2, 5, 10, 25, 50, 100) if not self._many() else (5, 10, 25, 50, 100, 250)
        return next((step for step in steps if step * lane.segment_width >= widest), 1000)

    def _draw_number(self, painter: QPainter, lane: Lane, at: int) -> None:
        font, text = self._number_font(), self.locale().toString(at + 1)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        segment = lane.segment(at)
        left = min(segment.center().x() - wide / 2, lane.finish.left() - wide - 4)
        now = self._now()
        if now is not None and lane.segment_width < lane.disc:
            runner = lane.segment(now).center().x()
            if abs(runner - segment.center().x()) < (lane.disc + wide) / 2:
                return
        painter.setFont(font)
        painter.setPen(theme.colour("chalk2"))
        place = QRectF(left, segment.y(), wide + 4, segment.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _now(self) -> int | None:
        return next((at for at, plate in enumerate(self._plates) if plate.kind == "now"), None)

    def _draw_done(self, painter: QPainter, lane: Lane, at: int, plate: Plate, mark: marks.Mark) -> None:
        bare = self._compact or self._many() or plate.points is None
        points = "" if bare else self._points(plate.points or 0)
        font = theme.sized_font(13, bold=True, scale=self._type_scale)
        rect = lane.plate(at)
        painter.save()
        if at == self._fresh and self._plate_pop.state() == QVariantAnimation.State.Running:
            share = 0.9 + 0.1 * float(self._plate_pop.currentValue() or 0.0)
            painter.translate(rect.center())
            painter.scale(share, share)
            painter.translate(-rect.center())
        marks.draw_plate(painter, rect, mark, points, font, min(7.0, rect.width() / 4))
        painter.restore()

    def _points(self, points: int) -> str:
        return ("+" if points > 0 else "") + self.locale().toString(points)

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
        disc = lane.disc
        if self._finished:
            middle = (lane.finish.right() + self.width()) / 2
            marks.draw_runner_disc(painter, QPointF(middle, lane.upper.center().y()), disc)
            return
        now = self._now()
        if now is None:
            return
        segment = lane.segment(0)
        middle = segment.center().x() + self._runner_at() * lane.segment_width
        beside = self._number_beside(painter, lane, now)
        marks.draw_runner_disc(painter, QPointF(middle - beside, segment.center().y()), disc)

    def _number_beside(self, painter: QPainter, lane: Lane, now: int) -> float:
        """Write the question's number right of the runner if there is room for both.

        Gives how far the disc has to go left for that.
        """
        text = self.locale().toString(now + 1)
        font = theme.sized_font(17, bold=True, scale=self._type_scale)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if self._compact or self._many() or lane.disc + 8 + wide > lane.segment_width - 16:
            return 0.0
        painter.setFont(font)
        painter.setPen(theme.colour("chalk"))
        left = lane.segment(now).center().x() + (lane.disc + 8 - wide) / 2
        place = QRectF(left, lane.upper.y(), wide + 4, lane.upper.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return (wide + 8) / 2


def _draw_now(painter: QPainter, segment: QRectF, lane: Lane) -> None:
    """The box round the present segment; narrow ones have only the runner."""
    if segment.width() < lane.disc:
        return
    side, high = 3.0, 4.6 * lane.scale
    painter.setPen(QPen(theme.colour("subtitle"), 2.5))
    painter.setBrush(theme.colour("clay_deep"))
    painter.drawRoundedRect(segment.adjusted(side, high, -side, -high), 7, 7)


def _draw_label(painter: QPainter, place: QRectF, text: str, font: QFont, ink: QColor) -> None:
    made = QFont(font)
    while QFontMetricsF(made).horizontalAdvance(text) > place.width() and made.pixelSize() > 12:
        made.setPixelSize(made.pixelSize() - 1)
    painter.setFont(made)
    painter.setPen(ink)
    shown = QFontMetricsF(made).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _animation(parent: QWidget, duration_ms: int, curve: QEasingCurve.Type) -> QVariantAnimation:
    made = QVariantAnimation(parent)
    made.setStartValue(0.0)
    made.setEndValue(1.0)
    made.setDuration(duration_ms)
    made.setEasingCurve(curve)
    return made
