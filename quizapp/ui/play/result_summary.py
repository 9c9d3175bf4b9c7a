"""The left side of the result page: the big figure and its parts, the place on the board, each category."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.brush_score import BrushScore
from quizapp.ui.play.category_blocks import CategoryBlocks, CategoryResult
from quizapp.ui.play.home_words import number
from quizapp.ui.play.result_badge import Badge
from quizapp.ui.play.result_values import Outcome
from quizapp.ui.play.result_words import soft

_ROW_MOST_PX = 54
_FIGURES = 4


class ScoreCard(Card):
    """The figure on its brush stroke, what is to be said of it, its parts, and further figures."""

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
        head.addWidget(self._trophy, 0, Qt.AlignmentFlag.AlignTop)
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
        self._line = QFrame()
        self._line.setProperty("role", "line")
        self._line.setFixedHeight(1)
        self._column.setContentsMargins(22, 18, 22, 14)
        self._column.setSpacing(10)
        self._column.addLayout(self._top)
        self._column.addWidget(self._parts)
        self._column.addWidget(self._line)
        self._column.addWidget(self._figures)

    def show_outcome(self, outcome: Outcome, *, figure_unit: str) -> None:
        """Show this; the number counts up to it. `figure_unit` stands behind the number, "" for none."""
        self._brush.set_score(outcome.figure, outcome.figure_words, unit=figure_unit)
        title, text = outcome.headline
        self._best.setText(soft(title))
        self._best.setAccessibleName(title)
        _show(self._compared, text)
        self._trophy.setVisible(outcome.is_best)
        _show(self._parts, outcome.parts)
        self._figures.show_figures(outcome.figures)
        for part in (self._line, self._figures):
            part.setVisible(bool(outcome.figures))

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
    """Four figures with their names."""

    def __init__(self) -> None:
        super().__init__()
        self._captions = [PlainLabel("", "caption", "ink2") for _ in range(_FIGURES)]
        self._values = [PlainLabel("", "mode") for _ in range(_FIGURES)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show these pairs of value and name; none leaves everything as it was."""
        for value, caption, (text, name) in zip(self._values, self._captions, figures, strict=False):
            value.setText(text)
            caption.setText(name)
            value.setAccessibleName(f"{text} {name}")

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
        self._badge = Badge()
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

    def show_outcome(self, outcome: Outcome) -> None:
        """Show where this round stands, or that it has no place; without words for it the card goes."""
        title, text = outcome.place
        self._title.setText(title)
        _show(self._text, text)
        self._badge.setVisible(outcome.rank is not None)
        self._badge.set_text("" if outcome.rank is None else number(outcome.rank))
        self.setVisible(bool(title))

    def set_style(self, *, small: bool, scale: float) -> None:
        """Narrow form for small windows, and size of the type (1 is as drawn)."""
        self._title.set_role("dense" if small else "body", bold=True, scale=scale)
        self._text.set_role("caption", scale=scale)
        side = 14 if small else round(22 * scale)
        high = 6 if small else round(14 * scale)
        self._row.setContentsMargins(side, high, side - 4, high)
        self._row.setSpacing(10 if small else 12)
        # The bar above has the same way to the table.
        self._link.set_type_scale(scale)
        self._link.setVisible(not small and theme.text_scale() <= 1.2)
        self._badge.set_scale(scale)


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


def _show(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
