"""A list whose rows have a line that matters and a quiet one below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quizapp.ui import theme
from quizapp.ui.common.card import Card

_SIDE = 12


class TwoLineList(QListWidget):
    """Texts are cut with an ellipsis, never read as markup. Signals: `enter_pressed()`, `delete_pressed()`."""

    enter_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[tuple[str, str]], current: int) -> None:
        """Show these pairs of lines; -1 chooses none."""
        self.clear()
        self.addItems(["\n".join(lines) for lines in rows])
        self.setCurrentRow(current)

    def in_card(self) -> QFrame:
        """A frame around the list."""
        card = Card(shadow=False, radius=8, edge="line2")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 6, 1, 6)
        column.addWidget(self)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.enter_pressed.emit()
        elif plain and event.key() == Qt.Key.Key_Delete:
            if not event.isAutoRepeat():
                self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, theme.px(50))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, selected = _place(option)
        first, _, second = str(index.data()).partition("\n")
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if selected else "surface"))
        if not selected:
            painter.fillRect(QRectF(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        words = rect.adjusted(_SIDE, theme.px(6), -_SIDE, -theme.px(6))
        half = words.height() // 2
        upper = words.adjusted(0, 0, 0, -half)
        _paint_line(painter, upper, first, theme.sized_font(13, bold=True), "on_sel" if selected else "ink")
        lower = words.adjusted(0, half, 0, 0)
        _paint_line(painter, lower, second, theme.font("caption"), "on_sel" if selected else "ink2")
        painter.restore()


def _paint_line(painter: QPainter, rect: QRect, text: str, font: QFont, token: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def _place(option: Any) -> tuple[QRect, bool]:
    return QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
