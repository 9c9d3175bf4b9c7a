"""One item of an ordering question: its place, its text, buttons that move it, and a handle to drag it by."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import IconButton
from quizapp.ui.play.answer_row import AnswerRow
from quizapp.ui.play.choice_look import ChoiceState, Look

_BUTTON_PX = 32
_HANDLE_PX = 18
_LABEL_SHARE = 0.34


class OrderRow(AnswerRow):
    """A row of `OrderList`.

    Signals: `stepped(by)` when a button asks to move it up (-1) or down (1), `dragged(top)` while the pointer drags it,
    in coordinates of the parent, `dropped()` when it lets go.
    """

    stepped = Signal(int)
    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, place: int, text: str, hangul: str, parent: QWidget) -> None:
        """`place` is that of the item in `Question.sequence`."""
        super().__init__("", text, hangul, parent=parent)
        self.place = place
        self._label = ""
        self._grip: QPoint | None = None
        self._dragging = False
        self.up = self._mover("chevron-up", self.tr("Move {item} up"), -1)
        self.down = self._mover("chevron-down", self.tr("Move {item} down"), 1)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def is_dragged(self) -> bool:
        """Whether the pointer holds the row now."""
        return self._dragging

    def show_verdict(self, state: ChoiceState, label: str) -> None:
        """Settle the row; the label takes the place of the buttons."""
        self.let_go()
        self._label = label
        for button in (self.up, self.down):
            button.hide()
        self.settle(state)

    def label(self) -> str:
        """The words of the verdict."""
        return self._label

    def let_go(self) -> None:
        """End a drag, as if the pointer had been released."""
        self._grip = None
        if self._dragging:
            self._dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit()

    def room_after(self, width: int) -> float:
        return max(self._tools_width(), self._label_width(width)) + 8

    def right_words(self) -> str:
        """What a row in its right place says."""
        return self.tr("Right place")

    def elsewhere_words(self, place: int) -> str:
        """What any other row says; `place` counts from 1."""
        return self.tr("Right place: {place}").format(place=place)

    def draw_extra(self, painter: QPainter, look: Look) -> None:
        if self._label:
            token = "ok" if self.state() is ChoiceState.RIGHT else "ink"
            self.draw_label(painter, self._label, self._label_width(self.width()), token)
        elif not self.is_settled():
            self._draw_handle(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def remeasure(self) -> None:
        super().remeasure()
        self._place_buttons()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press takes hold; only keys and screen readers lift the row, so there is no click."""
        if event.button() == Qt.MouseButton.LeftButton and not self.is_settled():
            self._grip = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        far = (event.position().toPoint() - self._grip).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y() - self._grip.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.let_go()

    def _mover(self, icon: str, name: str, by: int) -> IconButton:
        button = IconButton(icon, name.format(item=self.plain_text()), size=_BUTTON_PX, parent=self)
        button.takes_enter = False  # Enter confirms the answer
        button.takes_arrows = False
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(self._step_up if by < 0 else self._step_down)
        return button

    def _step_up(self) -> None:
        self.stepped.emit(-1)

    def _step_down(self) -> None:
        self.stepped.emit(1)

    def _label_width(self, width: int) -> float:
        """Room for the longest label; where that is much of the width the words take two lines."""
        metrics = QFontMetricsF(self.label_font())
        longest = max(map(metrics.horizontalAdvance, (self.right_words(), self.elsewhere_words(88)))) + 2
        return min(longest, max(width * _LABEL_SHARE, longest / 2 + 8))

    def _button_side(self) -> int:
        return round(_BUTTON_PX * (1 + (self.scale() - 1) / 2))

    def _tools_width(self) -> float:
        return 2 * self._button_side() + 4 + _HANDLE_PX * (1 + (self.scale() - 1) / 2)

    def _place_buttons(self) -> None:
        side = self._button_side()
        left = self.width() - self.margin_after() - round(self._tools_width())
        top = (self.height() - side) // 2
        for button in (self.up, self.down):
            button.set_type_scale(self.scale() / theme.text_scale())
        self.up.setGeometry(QRect(left, top, side, side))
        self.down.setGeometry(QRect(left + side + 2, top, side, side))

    def _draw_handle(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line2"))
        step, radius = 6.0 * (1 + (self.scale() - 1) / 2), 1.6 * (1 + (self.scale() - 1) / 2)
        right = self.width() - self.margin_after() - radius
        for column in (0, 1):
            for row in (-1, 0, 1):
                painter.drawEllipse(QPointF(right - column * step, self.height() / 2 + row * step), radius, radius)
