"""How much was right by category, episode, kind or difficulty: the bars are the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.player_statistics import GROUPS, Group, Tally
from quizapp.game.question import PackInfo
from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.stats.figures_table import FiguresTable, Table
from quizapp.ui.stats.stats_tables import groups_said
from quizapp.ui.stats.stats_words import group_titles

_MOST_HEIGHT = 230


class GroupCard(Card):
    """Choosing what answers are sorted by changes the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tally = Tally()
        self._pack: PackInfo | None = None
        title = PlainLabel(self.tr("Right by"), "body", bold=True)
        self._group = QComboBox()
        self._group.setProperty("dense", True)
        self._group.setAccessibleName(self.tr("Right by"))
        self._group.setAccessibleDescription(self.tr("Right by"))
        for group, words in group_titles().items():
            self._group.addItem(words, group)
        self._sentence = PlainLabel("", "dense", "ink2", wrap=True)
        self._table = FiguresTable(self.tr("Right answers by group"))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self._group)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 8, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._sentence)
        column.addWidget(self._table, 1)
        self._group.currentIndexChanged.connect(self._show)

    def show_tally(self, tally: Tally, pack: PackInfo) -> None:
        """Show what is counted so far."""
        self._tally, self._pack = tally, pack
        self._show()

    def tables(self) -> list[Table]:
        """The rows of all four, for saving."""
        if self._pack is None:
            return []
        return [groups_said(group, self._tally.groups[group], self._pack).table for group in GROUPS]

    def _show(self) -> None:
        if self._pack is not None:
            group: Group = self._group.currentData()
            said = groups_said(group, self._tally.groups[group], self._pack)
            self._sentence.setText(said.sentence)
            self._table.show_table(said.table)
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pack is not None:
            self._fit()

    def _fit(self) -> None:
        """High enough for a few rows; more of them scroll."""
        self._table.setMinimumHeight(min(self._table.whole_height(), theme.px(_MOST_HEIGHT)))
