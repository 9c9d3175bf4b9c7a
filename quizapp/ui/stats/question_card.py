"""The questions that are hardest or easiest for a player."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.player_statistics import QuestionFigure
from quizapp.game.question import PackInfo
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.play.home_words import number
from quizapp.ui.stats.figures_table import FiguresTable, Table
from quizapp.ui.stats.stats_tables import Said, questions_said

_KIND, _NEXT = 1, 4
_LEAST_FOR_ALL = 640


class QuestionCard(Card):
    """`practise_requested(uids)` for the questions shown."""

    practise_requested = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._hardest: list[QuestionFigure] = []
        self._easiest: list[QuestionFigure] = []
        self._pack: PackInfo | None = None
        self._can_practise = False
        self._side = Segmented(
            [("hardest", self.tr("Hardest")), ("easiest", self.tr("Easiest"))], self.tr("Questions to show"), small=True
        )
        self._practise = PlainButton(self.tr("Practise these"), "target", small=True)
        self._sentence = PlainLabel("", "dense", "ink2", wrap=True)
        self._table = FiguresTable(self.tr("Questions"))
        self._lay_out()
        self._side.selected.connect(self._show)
        self._practise.clicked.connect(self.practise)

    def _lay_out(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, gap=12, line_gap=8, centred=True)
        for widget in (PlainLabel(self.tr("Questions"), "body", bold=True), self._side, self._practise):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 8, 10)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self._sentence)
        column.addWidget(self._table)

    def show_questions(
        self,
        hardest: Sequence[QuestionFigure],
        easiest: Sequence[QuestionFigure],
        pack: PackInfo,
        *,
        can_practise: bool,
    ) -> None:
        """Show these; only who plays now can practise."""
        self._hardest, self._easiest, self._pack = list(hardest), list(easiest), pack
        self._can_practise = can_practise
        self._show()

    def wait(self) -> None:
        """Show none until others are known."""
        self._pack = None
        self._sentence.setText(self.tr("Counting…"))
        self._table.hide()
        self._practise.hide()

    def practise(self) -> None:
        """Ask for a training of the questions that are shown, but not of hidden or retired ones."""
        uids = self._uids()
        if uids:
            self.practise_requested.emit(uids)

    def can_practise(self) -> bool:
        """Whether there is something to practise."""
        return bool(self._uids())

    def tables(self) -> list[Table]:
        """The rows of both, for saving."""
        if self._pack is None:
            return []
        return [self._said(self._pack, hardest=hardest).table for hardest in (True, False)]

    def _said(self, pack: PackInfo, *, hardest: bool) -> Said:
        shown, others = (self._hardest, self._easiest) if hardest else (self._easiest, self._hardest)
        return questions_said(shown, others, pack, hardest=hardest)

    def _uids(self) -> tuple[str, ...]:
        if self._pack is None or not self._can_practise or self._side.current() != "hardest":
            return ()
        return tuple(each.count.uid for each in self._hardest if not (each.is_hidden or each.is_retired))

    def _show(self) -> None:
        if self._pack is None:
            return
        said = self._said(self._pack, hardest=self._side.current() == "hardest")
        self._sentence.setText(said.sentence)
        self._table.show_table(said.table)
        self._table.setVisible(bool(said.table.rows))
        count = len(self._uids())
        self._practise.setVisible(bool(count))
        self._practise.set_text(self.tr("Practise these {count}").format(count=number(count)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A narrow window drops what is least missed."""
        for column in (_KIND, _NEXT):
            self._table.setColumnHidden(column, self.width() < theme.px(_LEAST_FOR_ALL))
        self._table.setFixedHeight(self._table.whole_height())
        self._table.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pack is not None:
            self._fit()
