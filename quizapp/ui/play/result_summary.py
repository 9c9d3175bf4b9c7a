"""The left side of the result page: the score and its parts, the place on the board, each category."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.records import Placing
from quizapp.game.round import Result
from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.brush_score import BrushScore
from quizapp.ui.play.category_blocks import CategoryBlocks, CategoryResult
from quizapp.ui.play.home_words import duration, number
from quizapp.ui.play.result_words import best_words, is_best, parts_words, place_words, seconds_each

_ROW_MOST_PX = 54


class ScoreCard(Card):
    """The score on its brush stroke, against the best run, in its parts and in figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._brush = BrushScore()
        self._brush.setObjectName("score")
        self._brush.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._trophy = ThemedIcon("trophy", "ink", 20)
        self._best = PlainLabel("", "body", bold=True, wrap=True)
        self._best.setObjectName("best")
        self._compared = PlainLabel("", "dense", "ink2", wrap=True)
        self._parts = PlainLabel("", "body", "ink2", wrap=True)
        self._parts.setObjectName("parts")
        self._figures = _Figures()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column = QVBoxLayout(self)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._trophy)
        head.addWidget(self._best, 1)
        beside = QVBoxLayout()
        beside.setSpacing(3)
        beside.addStretch(1)
        beside.addLayout(head)
        beside.addWidget(self._compared)
        beside.addStretch(1)
        self._top.setSpacing(16)
        self._top.addWidget(self._brush)
        self._top.addLayout(beside, 1)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._column.setContentsMargins(22, 18, 22, 14)
        self._column.setSpacing(10)
        self._column.addLayout(self._top)
        self._column.addWidget(self._parts)
        self._column.addWidget(line)
        self._column.addWidget(self._figures)

    def show_result(self, placing: Placing, *, has_clock: bool) -> None:
        """Show this result; the number counts up to it."""
        result = placing.entry.result
        self._brush.set_score(result.points)
        title, text = best_words(placing)
        self._best.setText(title)
        self._compared.setText(text)
        self._trophy.setVisible(is_best(placing))
        self._parts.setText(parts_words(result, has_clock=has_clock))
        self._figures.show_result(result)

    def set_style(self, *, small: bool, scale: float) -> None:
        """Narrow form for small windows, and size of the type (1 is as drawn)."""
        upright = small or theme.text_scale() > 1.2
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(direction)
        self._top.setSpacing(2 if upright else round(16 * scale))
        side = 14 if small else round(22 * scale)
        self._column.setContentsMargins(
            side, 8 if small else round(18 * scale), side, 6 if small else round(14 * scale)
        )
        self._column.setSpacing(4 if small else round(10 * scale))
        self._brush.set_type_scale(0.66 if small else scale)
        self._best.set_role("body", bold=True, scale=scale)
        self._compared.set_role("dense", scale=scale)
        self._trophy.set_size(round(20 * scale))
        self._parts.set_role("dense" if small else "body", scale=scale)
        narrow = small and theme.text_scale() > 1.2
        self._figures.set_style(columns=1 if narrow else 2 if upright else 4, scale=scale)


class _Figures(QWidget):
    """Right, streak, time and time a question."""

    def __init__(self) -> None:
        super().__init__()
        names = (self.tr("right"), self.tr("best streak"), self.tr("time"), self.tr("per question"))
        self._captions = [PlainLabel(name, "caption", "ink2") for name in names]
        self._values = [PlainLabel("", "mode") for _ in names]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)

    def show_result(self, result: Result) -> None:
        """Show the figures of this result."""
        right = self.tr("{right} of {asked}").format(right=number(result.right), asked=number(result.asked))
        texts = (right, number(result.best_streak), duration(result.elapsed_ms), seconds_each(result))
        for value, caption, text in zip(self._values, self._captions, texts, strict=True):
            value.setText(text)
            value.setAccessibleName(f"{text} {caption.text()}")

    def set_style(self, *, columns: int, scale: float) -> None:
        """How many stand side by side, and size of the type (1 is as drawn)."""
        for at, (value, caption) in enumerate(zip(self._values, self._captions, strict=True)):
            value.set_role("mode", scale=scale * (17 if columns == 4 else 14) / 18)
            caption.set_role("caption", scale=scale)
            if columns == 4:
                self._grid.addWidget(value, 0, at)
                self._grid.addWidget(caption, 1, at)
            else:
                # Figure and name share a line where there is little height.
                row, column = at // columns, at % columns * 2
                self._grid.addWidget(value, row, column)
                self._grid.addWidget(caption, row, column + 1, Qt.AlignmentFlag.AlignBottom)
        self._grid.setHorizontalSpacing(12 if columns == 4 else 6)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if columns == 4 or column % 2 else 0)


class PlaceCard(Card):
    """The place on the board. `scores_requested()` leads to the whole table."""

    scores_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._badge = _Badge()
        self._title = PlainLabel("", "body", bold=True, wrap=True)
        self._title.setObjectName("place")
        self._text = PlainLabel("", "caption", "ink2", wrap=True)
        self._link = LinkButton(self.tr("See the table"))
        self._link.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self._link.clicked.connect(self.scores_requested)

    def show_place(self, placing: Placing, mode: str) -> None:
        """Show where this round stands."""
        title, text = place_words(placing, mode)
        self._title.setText(title)
        self._text.setText(text)
        self._badge.set_text(number(placing.entry.rank))

    def set_style(self, *, small: bool, scale: float) -> None:
        """Narrow form for small windows, and size of the type (1 is as drawn)."""
        self._title.set_role("dense" if small else "body", bold=True, scale=scale)
        self._text.set_role("caption", scale=scale)
        side = 14 if small else round(22 * scale)
        high = 6 if small else round(14 * scale)
        self._row.setContentsMargins(side, high, side - 4, high)
        self._row.setSpacing(10 if small else 12)
        # The bar below has the same way to the table.
        self._link.set_type_scale(scale)
        self._link.setVisible(not small and theme.text_scale() <= 1.2)
        self._badge.set_scale(scale)


class _Badge(QWidget):
    """The rank on a piece of track; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = round(theme.px(34) * self._scale)
        return QSize(max(side, round(side * 0.36 * len(self._text) + side * 0.5)), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 6, theme.colour("clay"))
        painter.setFont(theme.sized_font(17, bold=True, scale=self._scale))
        painter.setPen(theme.colour("chalk"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class CategoryCardOfResult(Card):
    """How each category went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._count = 0
        self._title = PlainLabel(self.tr("By category"), "body", bold=True)
        self.setAccessibleName(self.tr("By category"))
        self._blocks = CategoryBlocks()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._blocks, 100)
        self._column.addStretch(1)

    def show_results(self, results: list[CategoryResult]) -> None:
        """Show these categories."""
        self._blocks.set_results(results)
        self._count = len(results)
        self._limit_height()

    def set_style(self, *, small: bool, scale: float) -> None:
        """Narrow form for small windows, and size of the type (1 is as drawn)."""
        self._title.set_role("body", bold=True, scale=scale)
        side = 14 if small else round(22 * scale)
        self._column.setContentsMargins(side, 8 if small else round(14 * scale), side, 4 if small else round(8 * scale))
        self._column.setSpacing(0 if small else 6)
        self._title.setVisible(not small)
        self._limit_height()

    def _limit_height(self) -> None:
        """Rows that lie far apart are hard to compare."""
        self._blocks.setMaximumHeight(theme.px(_ROW_MOST_PX) * max(1, self._count))
