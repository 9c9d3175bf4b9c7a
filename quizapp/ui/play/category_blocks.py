"""How each category of a round went: one block a question, filled for right, hatched for wrong."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.play import marks
from quizapp.ui.play.text_block import Fit, FittedText, Ink

_BLOCK_HEIGHT_PX = 16.0
_BLOCK_GAP_PX = 4.0
# Blocks narrower than this say nothing; then one block stands for all of a kind.
_LEAST_BLOCK_PX = 6.0


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """One category's counts; `icon` is a name in `icons`, `partly` counts towards `total`."""

    title: str
    icon: str
    right: int
    total: int
    partly: int = 0


class CategoryBlocks(QWidget):
    """A row for each category, under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_results(self, results: list[CategoryResult]) -> None:
        """Show these categories in this order."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [_Row(result, self) for result in results]
        for row in self._rows:
            self._layout.addWidget(row)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._align()

    def _align(self) -> None:
        """Blocks of all rows begin and end at the same places."""
        title = max((row.title_width() for row in self._rows), default=0.0)
        count = max((row.count_width() for row in self._rows), default=0.0)
        for row in self._rows:
            row.set_columns(title, count)


class _Row(QWidget):
    def __init__(self, result: CategoryResult, parent: QWidget) -> None:
        super().__init__(parent)
        self._result = result
        self._title = FittedText(result.title)
        self._title_column = self._count_column = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        said = self.tr("{0}: {1} of {2} right").format(result.title, result.right, result.total)
        partly = self.tr("{0} partly right").format(result.partly)
        self.setAccessibleName(f"{said}, {partly}" if result.partly else said)

    def title_width(self) -> float:
        return QFontMetricsF(theme.font("body")).horizontalAdvance(self._result.title[:80]) + 2

    def count_width(self) -> float:
        return QFontMetricsF(self._count_font()).horizontalAdvance(self._count_text()) + 2

    def set_columns(self, title: float, count: float) -> None:
        self._title_column, self._count_column = title, count
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(338, theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(18)
        middle = self.height() / 2
        pixmap = icons.pixmap(self._result.icon, "ink", side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, middle - side / 2), pixmap)
        left = self._draw_title(painter, side + 10.0)
        painter.setFont(self._count_font())
        painter.setPen(theme.colour("ink"))
        place = QRectF(self.width() - self._count_column, 0, self._count_column, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(place, flags, self._count_text())
        self._draw_blocks(
            painter,
            QRectF(
                left,
                middle - theme.px(_BLOCK_HEIGHT_PX) / 2,
                place.x() - 20 - left,
                theme.px(_BLOCK_HEIGHT_PX),
            ),
        )

    def _count_font(self) -> QFont:
        return theme.sized_font(14, bold=True)

    def _count_text(self) -> str:
        number = self.locale().toString
        return self.tr("{0} of {1}").format(number(self._result.right), number(self._result.total))

    def _draw_title(self, painter: QPainter, left: float) -> float:
        """The name on up to two lines; where the blocks begin."""
        column = min(self._title_column, self.width() * 0.42)
        block = self._title.fit(theme.font("body"), QSizeF(column, self.height()), Fit(theme.px(12), 2, factor=1.2))
        painter.save()
        painter.setClipRect(QRectF(left, 0, column, self.height()))
        block.draw(
            painter,
            QPointF(left, max(0.0, (self.height() - block.height) / 2)),
            Ink(theme.colour("ink"), theme.colour("ink2")),
        )
        painter.restore()
        return left + column + 18

    def _draw_blocks(self, painter: QPainter, place: QRectF) -> None:
        result = self._result
        wrong = max(0, result.total - result.right - result.partly)
        kinds = ["right"] * result.right + ["partly"] * result.partly + ["wrong"] * wrong
        if not kinds or place.width() <= 0:
            return
        wide = (place.width() + _BLOCK_GAP_PX) / len(kinds) - _BLOCK_GAP_PX
        if wide >= _LEAST_BLOCK_PX:
            for at, kind in enumerate(kinds):
                left = place.x() + at * (wide + _BLOCK_GAP_PX)
                _draw_block(painter, QRectF(left, place.y(), wide, place.height()), kind)
            return
        left = place.x()
        for kind in ("right", "partly", "wrong"):
            share = place.width() * kinds.count(kind) / len(kinds)
            if share:
                wide = max(_LEAST_BLOCK_PX if kind == "wrong" else 2.0, share - 2)
                _draw_block(painter, QRectF(left, place.y(), wide, place.height()), kind)
            left += share


def _draw_block(painter: QPainter, rect: QRectF, kind: str) -> None:
    ok, bad = theme.colour("ok"), theme.colour("bad")
    if kind == "wrong":
        box = rect.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(marks.hatch_brush(marks.faint(bad, 0.22), marks.pixel_ratio(painter)))
        painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(bad, 2))
        painter.drawRect(box)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ok)
    filled = rect if kind == "right" else QRectF(rect.x(), rect.y(), rect.width() / 2, rect.height())
    painter.drawRoundedRect(filled, 3, 3)
    if kind == "partly":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ok, 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
