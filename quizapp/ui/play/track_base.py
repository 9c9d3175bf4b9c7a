"""What the track strips of all modes share: form, height, spoken name, and how things move on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QSize, QVariantAnimation, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme

if TYPE_CHECKING:
    from quizapp.play import Play

_RUNNER_MS = 240
_PLATE_MS = 160
_NARROWEST = 320


class TrackWidget(QWidget):
    """A strip of clay that sets its own height.

    Subclasses say `_height`, `_spoken` and `_paint`, and take a round by `begin`, `show_round` and `show_time`.
    """

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._compact = compact
        self._type_scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_compact(self, compact: bool) -> None:
        """Choose the form for small windows."""
        self._compact = compact
        self._refresh()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge type and heights for wide windows (1 is as drawn)."""
        self._type_scale = scale
        self._refresh()

    def begin(self, play: Play) -> None:
        """Show this round from where it stands."""
        raise NotImplementedError

    def show_round(self, play: Play) -> None:
        """The round has changed."""
        raise NotImplementedError

    def show_time(self, play: Play) -> None:
        """Time has passed; most strips do not care."""

    def sizeHint(self) -> QSize:
        return QSize(900, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, event.region())

    def _height(self) -> int:
        raise NotImplementedError

    def _spoken(self) -> str:
        raise NotImplementedError

    def _paint(self, painter: QPainter, exposed: QRegion) -> None:
        raise NotImplementedError

    def _scale(self) -> float:
        # The strip grows half as fast as the text: height is what a round has least of.
        return (1 + (theme.text_scale() - 1) / 2) * (1 + (self._type_scale - 1) / 2)

    def _font(self, size_px: float, *, bold: bool = False) -> QFont:
        return theme.sized_font(size_px, bold=bold, scale=self._type_scale)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
        self._tell()

    def _tell(self) -> None:
        name = self._spoken()
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


class Journey(QObject):
    """Where the runner is on the way from one place to another. With reduced motion it is there at once."""

    moved = Signal()

    def __init__(self, parent: QObject, place: float = 0.0) -> None:
        super().__init__(parent)
        self._from = self._to = place
        self._animation = _animation(self, _RUNNER_MS, QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self.moved)

    def start_at(self, place: float) -> None:
        """Be there, without running."""
        self._animation.stop()
        self._from = self._to = place

    def run_to(self, place: float) -> None:
        """Run there from where the runner is now."""
        if self._to == place:
            return
        self._from = self.at()
        self._to = place
        self._animation.stop()
        if theme.reduced_motion():
            self._from = place
        else:
            self._animation.start()

    def drift_to(self, place: float) -> None:
        """Be there, or run there instead if the runner is running."""
        if self.is_running():
            self._to = place
        else:
            self._from = self._to = place

    def is_running(self) -> bool:
        return self._animation.state() == QVariantAnimation.State.Running

    def at(self) -> float:
        """The place now."""
        if not self.is_running():
            return self._to
        return self._from + (self._to - self._from) * _share(self._animation)

    def ends(self) -> tuple[float, float]:
        """The lowest and the highest place of the present run."""
        return min(self._from, self._to), max(self._from, self._to)


class Appearance(QObject):
    """How far a new plate has appeared."""

    grown = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._animation = _animation(self, _PLATE_MS, QEasingCurve.Type.OutQuad)
        self._animation.valueChanged.connect(self.grown)

    def start(self) -> None:
        """A plate appears; with reduced motion it is there already."""
        if not theme.reduced_motion():
            self._animation.start()

    def size(self) -> float:
        """The size of the plate, 0.9 to 1."""
        if self._animation.state() != QVariantAnimation.State.Running:
            return 1.0
        return 0.9 + 0.1 * _share(self._animation)


def _share(animation: QVariantAnimation) -> float:
    return float(animation.currentValue() or 0.0)


def _animation(parent: QObject, duration_ms: int, curve: QEasingCurve.Type) -> QVariantAnimation:
    made = QVariantAnimation(parent)
    made.setStartValue(0.0)
    made.setEndValue(1.0)
    made.setDuration(duration_ms)
    made.setEasingCurve(curve)
    return made
