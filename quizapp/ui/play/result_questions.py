"""The card with the questions of a finished round: order, table, and the explanation of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.question import PackInfo
from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.play.result_detail import ResultDetail
from quizapp.ui.play.result_rows import ResultRow
from quizapp.ui.play.result_table import ResultTable

_ROW_PX = (42, 52)
_LOWER_EDGE_PX = 8
"""Kept free so that no row covers the round corners."""


class QuestionsCard(Card):
    """Choosing a row opens its explanation below the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._pack: PackInfo | None = None
        self._rows: list[ResultRow] = []
        self._small = False
        self._scale = 1.0
        self._title = PlainLabel(self.tr("Questions"), "body", bold=True)
        self._order = Segmented(
            [("asked", self.tr("In order")), ("misses", self.tr("Misses first"))],
            self.tr("Order of the questions"),
            small=True,
        )
        self._table = ResultTable()
        self._detail = ResultDetail()
        self._detail.hide()
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._order)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, _LOWER_EDGE_PX)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._table, 1)
        self._column.addWidget(self._detail)
        self._order.selected.connect(self._reorder)
        self._table.row_chosen.connect(self._open)
        self._table.row_entered.connect(self._detail.focus_first)
        self._detail.closed.connect(self._shut)

    def show_rows(self, rows: Sequence[ResultRow], pack: PackInfo) -> None:
        """Show these questions in the order asked, none opened."""
        self._pack, self._rows = pack, list(rows)
        misses = sum(row.is_miss for row in rows)
        self._order.set_current("asked")
        # With nothing missed, or nothing else, both orders are the same.
        self._order.setVisible(0 < misses < len(self._rows))
        self._table.set_misses_first(False)
        self._table.set_rows(rows)
        self._detail.hide()
        self._set_row_height()

    def focus_table(self) -> None:
        """Puts the focus on the questions; none is opened by it."""
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def set_style(self, *, small: bool, scale: float) -> None:
        """Form for small windows, and size of the type (1 is as drawn)."""
        self._small, self._scale = small, scale
        self._title.set_role("body", bold=True, scale=scale)
        self._head.setContentsMargins(12 if small else 18, 6 if small else 8, 8 if small else 12, 6 if small else 8)
        self._detail.set_type_scale(scale)
        self._set_row_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_row_height()

    def _set_row_height(self) -> None:
        """Rows share the height of the closed card, so that opening an explanation leaves them as they are."""
        scale = theme.text_scale() * self._scale
        head = self._head.sizeHint().height() + self._table.horizontalHeader().sizeHint().height() + 10
        share = (self.height() - head) // max(1, len(self._rows))
        least, most = (round(height * scale) for height in _ROW_PX)
        self._table.set_style(small=self._small, scale=self._scale, row_height=max(least, min(most, share)))
        self._detail.setFixedHeight(max(round(96 * scale), min(round(200 * scale), round(self.height() * 0.44))))

    def _reorder(self, order: str) -> None:
        self._table.set_misses_first(order == "misses")
        self._detail.hide()

    def _open(self, row: ResultRow) -> None:
        if self._pack is not None:
            self._detail.show_row(row, self._pack)
            self._detail.show()
            self._column.activate()
            self._table.scrollTo(self._table.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the explanation first; the next one is the page's."""
        if event.key() == Qt.Key.Key_Escape and self._detail.isVisible() and not event.isAutoRepeat():
            self._shut()
        else:
            super().keyPressEvent(event)

    def _shut(self) -> None:
        self._detail.hide()
        self._table.clearSelection()
        self._table.setFocus()
