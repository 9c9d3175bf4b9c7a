"""Paints the rows of the result table: marks by shape, misses on their own ground, texts cut with an ellipsis."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizapp.game.grading import Verdict
from quizapp.ui import icons, theme
from quizapp.ui.common.labels import keep_names
from quizapp.ui.play import marks
from quizapp.ui.play.result_rows import Column, ResultRow
from quizapp.ui.play.round_values import mark_of

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_LEVELS = 5
CELL_PADDING_PX = 8
"""As the style sheet has it for the heads of the columns."""


class ResultDelegate(QStyledItemDelegate):
    """`merged` writes the right answer of a miss below the player's, where it has no column of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._merged = False
        self._scale = 1.0

    def set_style(self, *, merged: bool, scale: float) -> None:
        """Choose the form, and the size of the type (1 is as drawn)."""
        self._merged, self._scale = merged, scale

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(40, theme.px(42))

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        row: ResultRow = index.data(ROW_ROLE)
        rect = QRectF(_rect(option))
        selected = _is_selected(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if selected else "bad_bg" if row.is_miss else "surface"))
        if not selected:
            painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        self._paint_cell(painter, rect, row, Column(index.column()), selected)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: ResultRow, column: Column, selected: bool) -> None:
        if column == Column.MARK:
            self._paint_mark(painter, rect, row, selected)
        elif column == Column.CATEGORY:
            side = round(theme.px(18) * self._scale)
            colour = theme.colour("on_sel" if selected else "ink2")
            ratio = marks.pixel_ratio(painter)
            place = QPointF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2)
            painter.drawPixmap(place, icons.coloured_pixmap(row.icon, colour, side, ratio))
        elif column == Column.POINTS and row.level:
            self._paint_level(painter, rect, row.level, selected)
        elif column == Column.CHOSEN and self._merged and row.is_miss and not row.is_hidden:
            self._paint_both_answers(painter, rect, row, selected)
        else:
            self._paint_text(painter, rect, row, column, selected)

    def _paint_mark(self, painter: QPainter, rect: QRectF, row: ResultRow, selected: bool) -> None:
        mark = mark_of(row.turn.verdict)
        if mark in ("now", "todo"):
            return
        side = theme.px(20) * self._scale
        square = marks.centred_square(rect, side)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(square.adjusted(-3, -3, 3, 3))
        marks.draw_disc(painter, square, mark, filled=mark == "right")

    def _paint_level(self, painter: QPainter, rect: QRectF, level: int, selected: bool) -> None:
        """Five dots of which as many are filled as the question is well known."""
        room = rect.width() - 2 * CELL_PADDING_PX
        side = min(theme.px(8) * self._scale, room / (1.4 * (_LEVELS - 1) + 1))
        step = side * 1.4
        left, top = rect.right() - CELL_PADDING_PX - (_LEVELS - 1) * step - side, rect.center().y() - side / 2
        colour = theme.colour("on_sel" if selected else "primary")
        painter.setPen(QPen(colour, 1.2))
        for at in range(_LEVELS):
            painter.setBrush(colour if at < level else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + at * step, top, side, side))

    def _paint_both_answers(self, painter: QPainter, rect: QRectF, row: ResultRow, selected: bool) -> None:
        half = rect.height() / 2
        upper = QRectF(rect.x() + CELL_PADDING_PX, rect.y(), rect.width() - 2 * CELL_PADDING_PX, half)
        lower = upper.translated(0, half)
        bad, ink = (theme.colour("on_sel"),) * 2 if selected else (theme.colour("bad"), theme.colour("ink"))
        bottom, top = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop
        _draw_line(painter, upper, row.chosen, self._font(12, bold=True), bad, bottom)
        _draw_line(painter, lower, "→ " + row.right, self._font(12, bold=True), ink, top)

    def _paint_text(self, painter: QPainter, rect: QRectF, row: ResultRow, column: Column, selected: bool) -> None:
        texts = {
            Column.NUMBER: row.number or "–",
            Column.PLAYER: row.player,
            Column.QUESTION: row.prompt,
            Column.CHOSEN: row.chosen_with_note,
            Column.RIGHT: row.right,
            Column.POINTS: row.points or "–",
        }
        token, bold = self._ink(row, column)
        colour = theme.colour("on_sel" if selected else token)
        place = rect.adjusted(CELL_PADDING_PX, 0, -CELL_PADDING_PX, 0)
        if column in (Column.NUMBER, Column.POINTS):
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            _draw_line(painter, place, texts[column], self._font(13, bold=bold), colour, align)
        else:
            _draw_wrapped(painter, place, texts[column], self._font(14, bold=bold), self._font(12, bold=bold), colour)

    def _ink(self, row: ResultRow, column: Column) -> tuple[str, bool]:
        if column == Column.NUMBER:
            return "ink2", False
        if column == Column.POINTS:
            return "ink", True
        if row.is_hidden and column != Column.PLAYER:
            return "ink2", False
        if column == Column.CHOSEN and row.is_miss:
            return ("bad" if row.turn.verdict is not Verdict.PARTLY else "ink"), True
        if column == Column.RIGHT:
            return ("ink", True) if row.is_miss else ("ink2", False)
        if column == Column.CHOSEN and row.turn.verdict is Verdict.SKIPPED:
            return "ink2", False
        return "ink", False

    def _font(self, size_px: float, *, bold: bool) -> QFont:
        return theme.sized_font(size_px, bold=bold, scale=self._scale)


def _draw_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(_one_line(text), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)


def _draw_wrapped(painter: QPainter, rect: QRectF, text: str, font: QFont, smaller: QFont, colour: QColor) -> None:
    """On one line; a longer text smaller on two, the second of which may end in an ellipsis."""
    line = _one_line(text)
    for one_line_font in (font, smaller):
        if QFontMetricsF(one_line_font).horizontalAdvance(line) <= rect.width():
            _draw_line(painter, rect, line, one_line_font, colour)
            return
    first, rest = _broken(line, smaller, rect.width())
    high = smaller.pixelSize() * 1.32
    top = QRectF(rect.x(), rect.center().y() - high, rect.width(), high)
    _draw_line(painter, top, first, smaller, colour)
    _draw_line(painter, top.translated(0, high), rest, smaller, colour)


def _broken(text: str, font: QFont, width: float) -> tuple[str, str]:
    """The first line of a text in this width, and the rest."""
    text = keep_names(text)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(1.0, width))
    layout.endLayout()
    return text[: line.textLength()].rstrip(), text[line.textLength() :].lstrip()


def _one_line(text: str) -> str:
    # No cell shows more than this, and measuring megabytes would stop the window.
    return " ".join(text[:600].split())


def _rect(option: QStyleOptionViewItem) -> Any:
    return option.rect  # pyright: ignore[reportAttributeAccessIssue]


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
