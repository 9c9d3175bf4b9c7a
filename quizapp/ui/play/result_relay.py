"""The players of a relay by place: points, right answers, best streak."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from quizapp.game.turns import LaneResult
from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import number
from quizapp.ui.play.result_badge import Badge
from quizapp.ui.play.result_words import lane_words, soft

_LARGE_TEXT = 1.2


class RelayCard(Card):
    """A row for each player; those with the same points have the same place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._small = False
        self._scale = 1.0
        self._rows: list[_Row] = []
        self._table = QWidget()
        self._heads = [PlainLabel(text, "caption", "ink2") for text in (self.tr("Points"), self.tr("Right"))]
        self._heads.append(PlainLabel(self.tr("Best streak"), "caption", "ink2"))
        self.setAccessibleName(self.tr("Players by place"))
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        for column, head in enumerate(self._heads, start=2):
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._table)

    def show_lanes(self, lanes: Sequence[LaneResult]) -> None:
        """Show these, given by place."""
        for row in self._rows:
            for part in row.parts():
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._rows = [_Row(lane, self._table) for lane in lanes]
        for at, row in enumerate(self._rows, start=1):
            for column, part in enumerate(row.parts()):
                align = Qt.AlignmentFlag.AlignVCenter
                if column >= 2:
                    align |= Qt.AlignmentFlag.AlignRight
                self._grid.addWidget(part, at, column, *(() if column == 1 else (align,)))
                part.show()
        self.set_style(small=self._small, scale=self._scale)

    def set_style(self, *, small: bool, scale: float) -> None:
        """Narrow form for small windows, and size of the type (1 is as drawn)."""
        self._small, self._scale = small, scale
        side, high = (14, 8) if small else (round(22 * scale), round(14 * scale))
        self._column.setContentsMargins(side, high, side, high)
        self._grid.setHorizontalSpacing(8 if small else round(12 * scale))
        self._grid.setVerticalSpacing(4 if small else round(8 * scale))
        for head in self._heads:
            head.set_role("caption", scale=scale)
        for row in self._rows:
            row.set_style(small=small, scale=scale)
        # What has no room is still read out with the name.
        dropped = (2 if theme.text_scale() > _LARGE_TEXT else 1) if small else 0
        for figures in (self._heads, *(row.figures for row in self._rows)):
            for place, part in enumerate(figures):
                part.setVisible(place < len(figures) - dropped)


class _Row:
    """The parts of one row; the name of the player says all of it to a screen reader."""

    def __init__(self, lane: LaneResult, parent: QWidget) -> None:
        result = lane.result
        self.badge = Badge(parent)
        self.badge.set_text(number(lane.place))
        self.name = PlainLabel(
            soft(" ".join(lane.name.split())), "body", bold=lane.place == 1, wrap=True, parent=parent
        )
        self.name.setAccessibleName(lane_words(lane))
        right = self.name.tr("{right} of {asked}").format(right=number(result.right), asked=number(result.asked))
        texts = (number(result.points), right, number(result.best_streak))
        self.figures = [PlainLabel(text, "body", parent=parent) for text in texts]

    def parts(self) -> list[QWidget]:
        return [self.badge, self.name, *self.figures]

    def set_style(self, *, small: bool, scale: float) -> None:
        role = "dense" if small else "body"
        self.badge.set_scale(scale * (0.7 if small else 0.85))
        self.name.set_role(role, bold=self.badge.text() == number(1), scale=scale)
        for at, figure in enumerate(self.figures):
            figure.set_role(role, bold=at == 0, scale=scale)
