"""The questions of a finished round as a table: model, view, and the order of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from quizapp.game.grading import Verdict
from quizapp.game.round import Turn
from quizapp.ui import theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.play.home_words import number
from quizapp.ui.play.result_delegate import ROW_ROLE, ResultDelegate
from quizapp.ui.play.round_words import CARD_ICONS, chosen_words, is_right, key_words, verdict_title

if TYPE_CHECKING:
    from quizapp.play import Play

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ROOMY_PX = 600
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the table."""

    NUMBER = 0
    MARK = 1
    CATEGORY = 2
    QUESTION = 3
    CHOSEN = 4
    RIGHT = 5
    POINTS = 6


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One question as the table shows it; `number` is empty for a skipped one."""

    turn: Turn
    number: str
    category: str
    icon: str
    chosen: str
    right: str
    points: str

    @property
    def is_miss(self) -> bool:
        """Whether there is something to learn: neither right nor skipped."""
        return not is_right(self.turn.verdict) and self.turn.verdict is not Verdict.SKIPPED

    @property
    def prompt(self) -> str:
        return self.turn.drawn.question.prompt


def rows_of(play: Play) -> list[ResultRow]:
    """The questions of a round in the order they were asked, skipped ones among them."""
    made: list[ResultRow] = []
    count = 0
    for turn in play.round.turns:
        skipped = turn.verdict is Verdict.SKIPPED
        count += not skipped
        question = turn.drawn.question
        category = play.pack.category(question.category)
        made.append(
            ResultRow(
                turn=turn,
                number="" if skipped else number(count),
                category=category.title if category else question.category,
                icon=CARD_ICONS.get(category.card if category else "plain", "list"),
                chosen=chosen_words(turn, play.names),
                right=key_words(question, play.names),
                points="" if skipped else number(turn.points.total),
            )
        )
    return made


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
            Column.QUESTION: self.tr("Question"),
            Column.CHOSEN: self.tr("Your answer"),
            Column.RIGHT: self.tr("Right answer"),
            Column.POINTS: self.tr("Points"),
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
            Column.QUESTION: row.prompt,
            Column.CHOSEN: row.chosen,
            Column.RIGHT: row.right,
            Column.POINTS: row.points or "–",
        }[column]

    def spoken(self, row: ResultRow) -> str:
        """The whole row as a screen reader says it."""
        verdict = verdict_title(row.turn.verdict)
        if row.turn.verdict is Verdict.SKIPPED:
            text = self.tr("Skipped: {prompt} Right answer: {right}.")
        elif is_right(row.turn.verdict):
            text = self.tr("Question {number}, {verdict}: {prompt} Your answer: {chosen}. {points} points")
        else:
            text = self.tr(
                "Question {number}, {verdict}: {prompt} Your answer: {chosen}. Right answer: {right}. {points} points"
            )
        return text.format(
            number=row.number,
            verdict=verdict.lower(),
            prompt=row.prompt,
            chosen=row.chosen,
            right=row.right,
            points=row.points,
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
        for column in (Column.CATEGORY, Column.RIGHT):
            self.setColumnHidden(column, self._small)
        self._set_widths()

    def shows_right_answers_apart(self) -> bool:
        """Whether right answers have a column of their own."""
        return not self._small

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _TAB_REASONS and not self.selectionModel().hasSelection() and self._model.rowCount():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS:
            if not event.isAutoRepeat() and self.currentIndex().isValid():
                self.selectRow(self.currentIndex().row())
                self.row_entered.emit()
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()

    def _tell(self) -> None:
        rows = self.selectionModel().selectedRows()
        if rows:
            self.row_chosen.emit(self._model.row(rows[0].row()))

    def _set_widths(self) -> None:
        """Numbers and marks as they need, the answers a share, the question what is left."""
        scale = theme.text_scale() * self._scale
        wide = self.viewport().width()
        small = 0.75 if self._small else 1.0
        widths = {
            Column.NUMBER: round(46 * scale * (0.87 if self._small else 1)),
            Column.MARK: round(42 * scale * small),
            Column.CATEGORY: 0 if self._small else round(34 * scale),
            Column.RIGHT: 0 if self._small else round(wide * 0.215),
            Column.CHOSEN: round(wide * (0.31 if self._small else 0.215)),
            Column.POINTS: round(74 * scale * small),
        }
        widths[Column.QUESTION] = max(80, wide - sum(widths.values()))
        for column, width in widths.items():
            self.setColumnWidth(column, width)
