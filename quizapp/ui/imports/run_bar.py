"""How far reading or writing has come: a lane of the track with the runner on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painting import rounded
from quizapp.ui.play import marks

_STEPS = 1_000
_HEIGHT = 34
_RADIUS = 8
_TENTHS = 10


class RunBar(QProgressBar):
    """Screen readers take it for any other progress bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setProperty("role", "run")
        self.setAccessibleName(self.tr("Progress"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """So much is done of so much; nothing known yet where `total` is 0."""
        self.setValue(min(_STEPS, done * _STEPS // total) if total else 0)

    def per_cent(self) -> int:
        """0 to 100."""
        return self.value() * 100 // _STEPS

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        rounded(painter, whole, _RADIUS, theme.colour("sunken"))
        radius = whole.height() / 2
        at = radius + (whole.width() - 2 * radius) * self.value() / _STEPS
        self._paint_lane(painter, whole, at)
        rounded(painter, whole, _RADIUS, None, theme.colour("line2"))
        marks.draw_runner_disc(painter, QPointF(at, whole.center().y()), whole.height() - 2)

    def _paint_lane(self, painter: QPainter, whole: QRectF, at: float) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(whole, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(shape)
        run = QRectF(whole.x(), whole.y(), at, whole.height())
        painter.fillRect(run, theme.colour("clay"))
        for top in (whole.top() + 3, whole.bottom() - 4):
            painter.fillRect(QRectF(run.x(), top, run.width(), 1.5), theme.colour("chalk"))
        painter.setPen(QPen(theme.colour("line2"), 1.5))
        for tenth in range(1, _TENTHS):
            x = whole.width() * tenth / _TENTHS
            if x > at:
                painter.drawLine(QPointF(x, whole.bottom() - 8), QPointF(x, whole.bottom() - 1))
        painter.restore()
