"""How the cells and the head of the question table are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.game.question import DIFFICULTIES
from quizapp.ui import icons, theme
from quizapp.ui.common.painting import rounded
from quizapp.ui.editor.question_columns import (
    ENOUGH_ATTEMPTS,
    FROM_ATTEMPTS,
    RIGHT_ALIGNED,
    Column,
    ProblemWords,
    cell_text,
    column_title,
    state_word,
)
from quizapp.ui.editor.question_model import QuestionModel

if TYPE_CHECKING:
    from quizapp.game.edits import ListRow

GAP = 7
"""Pixels between the edge of a cell and its text."""
_DOT, _DOT_STEP = 7, 12
_BAR_WIDTH, _BAR_HEIGHT = 24, 6
_MARK = 4
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def head_font() -> QFont:
    """The font of the column titles."""
    return theme.sized_font(12, bold=True)


class QuestionDelegate(QStyledItemDelegate):
    """Dots for the level, a bar for the facility, a badge for problems; drafts and retired questions say so."""

    def __init__(self, model: QuestionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        row, column = self._model.question(index.row()), Column(index.column())
        painter.save()
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.setFont(theme.font("dense"))
        painter.setPen(_ink(row, column, chosen))
        area = rect.adjusted(GAP, 0, -GAP, -1)
        if row is None:
            painter.drawText(area, _LEFT, "…")
        else:
            self._paint_cell(painter, area, row, column, chosen)
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRect, row: ListRow, column: Column, chosen: bool) -> None:
        text = cell_text(row, column, self._model.words)
        match column:
            case Column.PROMPT:
                _paint_prompt(painter, area, text, row, chosen)
            case Column.CATEGORY:
                icon = self._model.words.icon(row.pack_id, row.category)
                _paint_category(painter, area, text, icon, chosen)
            case Column.DIFFICULTY:
                _paint_dots(painter, area, row.difficulty)
            case Column.FACILITY:
                _paint_facility(painter, area, text, row, chosen)
            case Column.PROBLEMS:
                _paint_problems(painter, area, text, row, chosen)
            case _:
                _draw_elided(painter, area, text, _RIGHT if column in RIGHT_ALIGNED else _LEFT)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, theme.px(29))


def _ink(row: ListRow | None, column: Column, chosen: bool) -> QColor:
    if chosen:
        return theme.colour("on_sel")
    few = column in FROM_ATTEMPTS and row is not None and row.asked < ENOUGH_ATTEMPTS
    return theme.colour("ink2" if few or row is None or row.state == "retired" else "ink")


def _draw_elided(painter: QPainter, area: QRect, text: str, alignment: Qt.AlignmentFlag = _LEFT) -> int:
    """Draws what fits and gives its width."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, alignment, shown)
    return metrics.horizontalAdvance(shown)


def _paint_prompt(painter: QPainter, area: QRect, text: str, row: ListRow, chosen: bool) -> None:
    if row.state == "live":
        _draw_elided(painter, area, text)
        return
    word = state_word(row.state)
    caption = theme.font("caption")
    room = QFontMetrics(caption).horizontalAdvance(word) + 2 * GAP
    font = painter.font()
    font.setStrikeOut(row.state == "retired")
    painter.setFont(font)
    _draw_elided(painter, area.adjusted(0, 0, -room - GAP, 0), text)
    chip = QRectF(area.right() - room + 1, area.y() + 5, room, area.height() - 10)
    edge = theme.colour("on_sel" if chosen else "line2")
    rounded(painter, chip, 5, None, edge)
    painter.setFont(caption)
    painter.setPen(theme.colour("on_sel" if chosen else "ink2"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, word)


def _paint_category(painter: QPainter, area: QRect, text: str, icon_name: str, chosen: bool) -> None:
    side = theme.px(15)
    drawn = icons.pixmap(icon_name, "on_sel" if chosen else "ink", side, painter.device().devicePixelRatioF())
    painter.drawPixmap(area.x(), area.y() + (area.height() - side) // 2, drawn)
    _draw_elided(painter, area.adjusted(side + 5, 0, 0, 0), text)


def _paint_dots(painter: QPainter, area: QRect, difficulty: int) -> None:
    ink = painter.pen().color()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1))
    radius, step = theme.px(_DOT) / 2, theme.px(_DOT_STEP)
    middle = QRectF(area).center().y()
    for place in DIFFICULTIES:
        painter.setBrush(ink if place <= difficulty else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(area.x() + radius + (place - 1) * step, middle), radius, radius)


def _paint_facility(painter: QPainter, area: QRect, text: str, row: ListRow, chosen: bool) -> None:
    if row.facility is None:
        _draw_elided(painter, area, text, _LEFT)
        return
    few = row.asked < ENOUGH_ATTEMPTS
    width, height = theme.px(_BAR_WIDTH), theme.px(_BAR_HEIGHT)
    bar = QRectF(area.x(), area.y() + (area.height() - height) / 2, width, height)
    ink = theme.colour("on_sel" if chosen else "line2" if few else "bar")
    pen = painter.pen()
    rounded(painter, bar, height / 2, None, ink)
    filled = bar.adjusted(1, 1, 0, -1)
    filled.setWidth((width - 2) * row.facility)
    rounded(painter, filled, height / 2 - 1, ink)
    painter.setPen(pen)
    _draw_elided(painter, area.adjusted(width + 6, 0, 0, 0), text)


def _paint_problems(painter: QPainter, area: QRect, text: str, row: ListRow, chosen: bool) -> None:
    found = ProblemWords.of(row.problems)
    if not text:
        return
    token = "bad" if found.errors else "warn"
    side = theme.px(15)
    ink = "on_sel" if chosen else token
    ratio = painter.device().devicePixelRatioF()
    drawn = icons.pixmap("error" if found.errors else "warning", ink, side, ratio)
    painter.drawPixmap(area.x(), area.y() + (area.height() - side) // 2, drawn)
    painter.setFont(theme.sized_font(13, bold=True))
    painter.setPen(theme.colour(ink))
    _draw_elided(painter, area.adjusted(side + 4, 0, 0, 0), text)


def paint_mark(painter: QPainter, top: int, height: int) -> None:
    """The yellow edge of the row that the form shows."""
    painter.fillRect(0, top, _MARK, height, theme.colour("subtitle"))


def paint_row_ring(painter: QPainter, row: QRect) -> None:
    """The keyboard focus of a row: along its edge, because the usual ring would cover the text of so low a row."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, token in ((1, "focus_out"), (3, "focus_in")):
        painter.setPen(QPen(theme.colour(token), 2))
        painter.drawRect(row.adjusted(inset, inset, -inset, -inset))


def paint_cell_ring(painter: QPainter, cell: QRect) -> None:
    """The cell of that row which is the current one."""
    painter.setPen(QPen(theme.colour("on_sel"), 1))
    painter.drawRect(cell.adjusted(2, 5, -3, -7))


class QuestionHead(QHeaderView):
    """Column titles; a chevron says what is sorted by, a click sorts. `released()` when the mouse lets go of it."""

    released = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(28))
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Columns"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._sorted: Column | None = None
        self._descending = False

    def show_sort(self, column: Column | None, descending: bool) -> None:
        """Mark the column that is sorted by; None marks none."""
        self._sorted, self._descending = column, descending
        self.viewport().update()

    def sorted_by(self) -> Column | None:
        """The column that is marked."""
        return self._sorted

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.released.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(31))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = Column(section)
        painter.save()
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line2"))
        area = rect.adjusted(GAP, 0, -GAP, 0)
        if column == self._sorted:
            area = self._paint_chevron(painter, area)
        if column == Column.PROBLEMS:
            side = theme.px(15)
            sign = icons.pixmap("warning", "ink2", side, self.devicePixelRatioF())
            painter.drawPixmap(area.x(), area.y() + (area.height() - side) // 2, sign)
        else:
            painter.setFont(head_font())
            painter.setPen(theme.colour("ink2"))
            _draw_elided(painter, area, column_title(column), _RIGHT if column in RIGHT_ALIGNED else _LEFT)
        painter.restore()

    def _paint_chevron(self, painter: QPainter, area: QRect) -> QRect:
        side = theme.px(13)
        name = "chevron-down" if self._descending else "chevron-up"
        drawn = icons.pixmap(name, "ink2", side, self.devicePixelRatioF())
        painter.drawPixmap(area.right() - side + 5, area.y() + (area.height() - side) // 2, drawn)
        return area.adjusted(0, 0, -side + 3, 0)
