"""The questions of a finished round as a table: model, view, and the order of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from quizapp.game.grading import Verdict
from quizapp.ui import theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.play.result_delegate import CELL_PADDING_PX, ROW_ROLE, ResultDelegate
from quizapp.ui.play.result_rows import Column, ResultRow
from quizapp.ui.play.round_words import is_right, verdict_title

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENING_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space)
_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ROOMY_PX = 600
_MOST_FOR_A_NAME = 0.17
_Index = QModelIndex | QPersistentModelIndex


class ResultModel(QAbstractTableModel):
    """Rows in the order asked, or those with something to learn first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: list[ResultRow] = []
        self._shown: list[ResultRow] = []
        self._misses_first = False

    def set_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show these, given in the order asked."""
        self.beginResetModel()
        self._asked = list(rows)
        self._shown = self._ordered()
        self.endResetModel()

    def set_misses_first(self, misses_first: bool) -> None:
        """Choose the order."""
        self.beginResetModel()
        self._misses_first = misses_first
        self._shown = self._ordered()
        self.endResetModel()

    def _ordered(self) -> list[ResultRow]:
        if not self._misses_first:
            return list(self._asked)
        return sorted(self._asked, key=_right_last)

    def has_players(self) -> bool:
        """Whether the rows say whose turn it was, as in a relay."""
        return any(row.player for row in self._asked)

    def _is_own(self) -> bool:
        return not any(row.player or row.owner for row in self._asked)

    def has_levels(self) -> bool:
        """Whether the rows say how well a question is known, as in training."""
        return any(row.level for row in self._asked)

    def row(self, at: int) -> ResultRow:
        """The row at this place."""
        return self._shown[at]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        titles = {
            Column.NUMBER: self.tr("No."),
            Column.PLAYER: self.tr("Player"),
            Column.QUESTION: self.tr("Question"),
            Column.CHOSEN: self.tr("Your answer") if self._is_own() else self.tr("Answer"),
            Column.RIGHT: self.tr("Right answer"),
            Column.POINTS: self.tr("Level") if self.has_levels() else self.tr("Points"),
        }
        spoken = {Column.MARK: self.tr("Verdict"), Column.CATEGORY: self.tr("Category")}
        if role == Qt.ItemDataRole.DisplayRole:
            return titles.get(Column(section), "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return titles.get(Column(section)) or spoken.get(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            numeric = section in (Column.NUMBER, Column.POINTS)
            side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._text(row, Column(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == Column.QUESTION:
                return self.spoken(row)
            return self._text(row, Column(index.column()))
        return None

    def _text(self, row: ResultRow, column: Column) -> str:
        return {
            Column.NUMBER: row.number or "–",
            Column.MARK: verdict_title(row.turn.verdict),
            Column.CATEGORY: row.category,
            Column.PLAYER: row.player,
            Column.QUESTION: row.prompt,
            Column.CHOSEN: row.chosen_with_note,
            Column.RIGHT: row.right,
            Column.POINTS: self._worth(row) or "–",
        }[column]

    def _worth(self, row: ResultRow) -> str:
        return self.tr("level {level} of 5").format(level=row.level) if row.level else row.points

    def spoken(self, row: ResultRow) -> str:
        """The whole row as a screen reader says it."""
        verdict = verdict_title(row.turn.verdict)
        if row.is_hidden:
            text = self.tr("Question {number}, {verdict}: {prompt}. {worth}")
        elif row.turn.verdict is Verdict.SKIPPED:
            text = self.tr("Skipped: {prompt} Right answer: {right}.")
        elif is_right(row.turn.verdict):
            text = self.tr("Question {number}, {verdict}: {prompt} {answerer}: {chosen}. {worth}")
        else:
            text = self.tr(
                "Question {number}, {verdict}: {prompt} {answerer}: {chosen}. Right answer: {right}. {worth}"
            )
        return text.format(
            number=row.number,
            verdict=verdict.lower(),
            prompt=row.prompt,
            answerer=row.answerer,
            chosen=row.chosen_with_note,
            right=row.right,
            worth=self._worth(row) if row.level else self.tr("{points} points").format(points=row.points),
        )


def _right_last(row: ResultRow) -> int:
    if row.is_miss:
        return 0
    return 1 if row.turn.verdict is Verdict.SKIPPED else 2


class ResultTable(QTableView):
    """Signals: `row_chosen(ResultRow)` when a row is selected, `row_entered()` for Enter on it."""

    row_chosen = Signal(object)
    row_entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ResultModel(self)
        self._small = False
        self._scale = 1.0
        self._arrived = False
        self.setModel(self._model)
        self.setItemDelegate(ResultDelegate(self))
        self.setAccessibleName(self.tr("Questions of this round"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName(self.tr("Columns"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        self.selectionModel().selectionChanged.connect(self._tell)

    def set_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show these, nothing selected."""
        self._model.set_rows(rows)

    def set_misses_first(self, misses_first: bool) -> None:
        """Choose the order; nothing stays selected."""
        self._model.set_misses_first(misses_first)

    def set_style(self, *, small: bool, scale: float, row_height: int) -> None:
        """Form for small windows, size of the type (1 is as drawn), height of a row in pixels.

        Where the type leaves little room, the form for small windows is taken in any case.
        """
        self._scale = scale
        self._small = small or self.width() < _ROOMY_PX * scale * theme.text_scale()
        self.verticalHeader().setDefaultSectionSize(row_height)
        delegate = self.itemDelegate()
        if isinstance(delegate, ResultDelegate):
            delegate.set_style(merged=self._small, scale=scale)
        relay = self._model.has_players()
        self.setColumnHidden(Column.CATEGORY, self._small or relay)
        self.setColumnHidden(Column.RIGHT, self._small)
        self.setColumnHidden(Column.PLAYER, not relay)
        self.setColumnHidden(Column.POINTS, self._small and relay)
        self._set_widths()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Going through the page with Tab opens nothing; the first arrow key or Space opens the first row.
        self._arrived = event.reason() in _TAB_REASONS and not self.selectionModel().hasSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS:
            if not event.isAutoRepeat() and self.currentIndex().isValid():
                self.selectRow(self.currentIndex().row())
                self.row_entered.emit()
            return
        if event.matches(QKeySequence.StandardKey.Copy) or event.text().isalpha():
            event.ignore()  # the page's keys; nobody looks for a question by its first letters
            return
        if self._arrived and event.key() in _OPENING_KEYS and self.currentIndex().isValid():
            self._arrived = False
            self.selectRow(self.currentIndex().row())
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()

    def _tell(self) -> None:
        rows = self.selectionModel().selectedRows()
        if rows:
            self.row_chosen.emit(self._model.row(rows[0].row()))

    def _name_width(self) -> int:
        metrics = QFontMetrics(theme.sized_font(14, scale=self._scale))
        names = {self._model.row(at).player for at in range(self._model.rowCount())}
        return max((metrics.horizontalAdvance(name) for name in names), default=0) + 2 * CELL_PADDING_PX + 2

    def _set_widths(self) -> None:
        """Numbers and marks as they need, the answers a share, the question what is left."""
        scale = theme.text_scale() * self._scale
        wide = self.viewport().width()
        small = 0.75 if self._small else 1.0
        answers = 0.19 if self._model.has_players() else 0.215
        widths = {
            Column.NUMBER: round(46 * scale * (0.87 if self._small else 1)),
            Column.MARK: round(42 * scale * small),
            Column.CATEGORY: round(34 * scale),
            Column.PLAYER: min(round(wide * _MOST_FOR_A_NAME * theme.text_scale()), self._name_width()),
            Column.RIGHT: round(wide * answers),
            Column.CHOSEN: round(wide * (0.31 if self._small else answers)),
            Column.POINTS: round(74 * scale * small),
        }
        shown = sum(width for column, width in widths.items() if not self.isColumnHidden(column))
        widths[Column.QUESTION] = max(80, wide - shown)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
