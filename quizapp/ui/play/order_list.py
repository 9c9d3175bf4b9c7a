"""The answer to an ordering question: rows that are dragged or moved into their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.messages import announce
from quizapp.ui.play.answer_pane import AnswerPane
from quizapp.ui.play.answer_row import AnswerRow
from quizapp.ui.play.answer_scroll import shared_heights
from quizapp.ui.play.choice_look import ChoiceState
from quizapp.ui.play.order_ground import OrderGround, OrderLinks
from quizapp.ui.play.order_row import OrderRow

_GLIDE_MS = 240
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVING = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier)
_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OrderList(AnswerPane):
    """Rows are moved by dragging, by their buttons, by Alt or Ctrl with an arrow key, and lifted with Space.

    A lifted row goes with the arrow keys until Space or Enter puts it down. Signals: see `AnswerPane`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ground = OrderGround()
        super().__init__(self._ground, parent)
        self._order: list[OrderRow] = []
        self._slots: dict[OrderRow, QRect] = {}
        self._from: dict[OrderRow, QRect] = {}
        self._before_drag: list[OrderRow] = []
        self._verdict = False
        self._linked: list[OrderRow] = []
        self._links = OrderLinks(self.content)
        self._glide = QVariantAnimation(self)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._glided)

    # What the page asks

    def show_question(self, items: Sequence[tuple[int, str]], hangul: Callable[[str], str]) -> None:
        """New rows; `items` are places in `Question.sequence` with their texts, as they lie from top to bottom."""
        self._glide.stop()
        self.drop_rows()
        self._verdict, self._linked = False, []
        self._order = [self._row(place, text, hangul) for place, text in items]
        self._links.show_links((), 0)
        self._settle_order()
        self.arrange()

    def chosen(self) -> tuple[int, ...]:
        """The places in `Question.sequence` from top to bottom."""
        return tuple(row.place for row in self._order)

    def is_ready(self) -> bool:
        """Whether there is something to confirm: the order as shown is an answer."""
        return bool(self._order)

    def choose(self, place: int) -> None:
        """Put the focus on the row at this place; nothing happens where there is none."""
        if 0 <= place < len(self._order):
            self.focus_part(self._order[place])

    def show_verdict(self, chosen: Sequence[int]) -> None:
        """What became of the answer, whose order is shown; () where there was none."""
        by_place = {row.place: row for row in self._order}
        for row in self._order:
            row.let_go()
        self._glide.stop()
        if sorted(chosen) == sorted(by_place):
            self._order = [by_place[place] for place in chosen]
        self._verdict = True
        for at, row in enumerate(self._order):
            self._settle(row, at, bool(chosen))
        pairs = pairwise(self._order) if chosen else ()
        self._linked = [above for above, below in pairs if below.place == above.place + 1]
        self._settle_order()
        self.arrange()

    def height_needed(self, width: int) -> int:
        """How many pixels all rows take in this width."""
        return sum(row.heightForWidth(width) for row in self._order) + self._gap * max(0, len(self._order) - 1)

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        if self._verdict:
            return list(self._order)
        return [widget for row in self._order for widget in (row, row.up, row.down)]

    def order(self) -> list[OrderRow]:
        """The rows from top to bottom."""
        return list(self._order)

    def slot(self) -> QRect | None:
        """Where a dragged row would come to lie."""
        return self._ground.slot()

    def links(self) -> OrderLinks:
        """What draws the ticks between neighbours."""
        return self._links

    def hideEvent(self, event: QHideEvent) -> None:
        """A pause must not leave a row in the air."""
        super().hideEvent(event)
        for row in self._order:
            row.let_go()
            self._lift(row, False, say=False)

    # What the pane asks

    def rows(self) -> list[AnswerRow]:
        return list(self._order)

    def place_parts(self, width: int, room: int) -> int:
        self._glide.stop()
        high = self._measure_slots(width, room)
        for row, slot in self._slots.items():
            if not row.is_dragged():
                row.setGeometry(slot)
        self._links.setGeometry(0, 0, width + 2 * REACH, high + 2 * REACH)
        self._show_links()
        return high

    def key_pressed(self, part: QWidget, event: QKeyEvent) -> bool:
        if not isinstance(part, OrderRow):
            return False
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _STEPS and (not modifiers or modifiers in _MOVING):
            self._arrow(part, _STEPS[key], bool(modifiers))
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not modifiers:
            self._step_across(part, 1 if key == Qt.Key.Key_Right else -1)
            return True
        if key in _ENTER and part.is_raised():
            self._lift(part, False)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A lifted row is put down when the focus goes elsewhere in the window."""
        leaves = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _AWAY
        if leaves and isinstance(watched, OrderRow):
            self._lift(watched, False, say=False)
        return super().eventFilter(watched, event)

    # Moving

    def _row(self, place: int, text: str, hangul: Callable[[str], str]) -> OrderRow:
        row = OrderRow(place, text, hangul(text), self.content)
        row.setAccessibleDescription(self.tr("Space lifts it, then the arrow keys move it."))
        row.clicked.connect(self._clicked)
        row.stepped.connect(self._stepped)
        row.dragged.connect(self._dragged)
        row.dropped.connect(self._dropped)
        self.adopt(row)
        return row

    def _sender_row(self) -> OrderRow | None:
        row = self.sender()
        return row if isinstance(row, OrderRow) and row in self._order and not self._verdict else None

    def _clicked(self) -> None:
        row = self._sender_row()
        if row is not None:
            self._lift(row, not row.is_raised())

    def _stepped(self, by: int) -> None:
        row = self._sender_row()
        if row is not None:
            self._move(row, by)

    def _lift(self, row: OrderRow, lifted: bool, *, say: bool = True) -> None:
        if lifted == row.is_raised():
            return
        for other in self._order:
            other.set_raised(lifted and other is row)
        self._tell_names()
        if say:
            place = self._placed(row)
            announce(self, self.tr("{place}, lifted").format(place=place) if lifted else place)

    def _arrow(self, row: OrderRow, by: int, moves: bool) -> None:
        if not self._verdict and (moves or row.is_raised()):
            self._move(row, by)
            return
        at = self._order.index(row) + by
        if 0 <= at < len(self._order):
            self._lift(row, False, say=False)
            self.focus_part(self._order[at])

    def _move(self, row: OrderRow, by: int) -> None:
        at = self._order.index(row)
        if not 0 <= at + by < len(self._order):
            return
        self._order.insert(at + by, self._order.pop(at))
        self._settle_order()
        self._start_glide()
        self.ensureVisible(0, self._slots[row].center().y(), 0, row.height())
        announce(self, self._placed(row))
        self.changed.emit()

    def _dragged(self, top: int) -> None:
        row = self._sender_row()
        if row is None:
            return
        if not self._before_drag:
            self._before_drag = list(self._order)
            self._lift(row, True, say=False)
            row.raise_()
        last = max(slot.bottom() for slot in self._slots.values()) + 1
        row.move(row.x(), max(REACH - 4, min(top, last + 4 - row.height())))
        self.ensureVisible(0, row.geometry().center().y(), 0, row.height())
        self._make_way(row)

    def _make_way(self, row: OrderRow) -> None:
        """The others move where the middle of the dragged row is beyond theirs."""
        middle = row.geometry().center().y()
        others = [other for other in self._order if other is not row]
        at = sum(self._slots[other].center().y() < middle for other in others)
        if at != self._order.index(row):
            self._order = [*others[:at], row, *others[at:]]
            self._number()
            self._start_glide()
            self.changed.emit()
        self._ground.show_slot(self._slots[row])

    def _dropped(self) -> None:
        row = self.sender()
        self._ground.show_slot(None)
        if isinstance(row, OrderRow) and self._before_drag:
            moved = self._before_drag != self._order
            self._before_drag = []
            self._lift(row, False, say=False)
            self._settle_order()
            self._start_glide()
            if moved:
                announce(self, self._placed(row))

    # Order

    def _settle_order(self) -> None:
        """Tell rows, keyboard and screen reader of the order."""
        self._number()
        for row in self._order:
            row.raise_()  # a screen reader goes through the children as they lie
        self._links.raise_()
        for one, other in pairwise(self.focus_order()):
            QWidget.setTabOrder(one, other)

    def _number(self) -> None:
        focused = self.window().focusWidget()
        for at, row in enumerate(self._order):
            row.set_key(str(at + 1))
            for button, goes in ((row.up, at > 0), (row.down, at < len(self._order) - 1)):
                if button is focused and not goes:
                    row.setFocus(Qt.FocusReason.OtherFocusReason)  # or Qt would send it on to the next one
                button.setEnabled(goes)
        self._tell_names()

    def _step_across(self, row: OrderRow, by: int) -> None:
        """Left and Right go between a row and its buttons."""
        stops: list[QWidget] = [stop for stop in (row, row.up, row.down) if stop.isEnabled() and not stop.isHidden()]
        focused = self.window().focusWidget()
        at = (stops.index(focused) if focused is not None and focused in stops else 0) + by
        if 0 <= at < len(stops):
            self.focus_part(stops[at])

    def _placed(self, row: OrderRow) -> str:
        words = self.tr("{item}, place {place} of {count}")
        return words.format(item=row.plain_text(), place=self._order.index(row) + 1, count=len(self._order))

    def _tell_names(self) -> None:
        for row in self._order:
            row.set_name(f"{row.key()}. {row.shown_text()}" + self._ending(row))

    def _ending(self, row: OrderRow) -> str:
        if not self._verdict:
            return self.tr(", lifted") if row.is_raised() else ""
        said = self.tr(", right place") if row.state() is ChoiceState.RIGHT else self._elsewhere(row)
        return said + (self.tr(", rightly followed by the next") if row in self._linked else "")

    def _elsewhere(self, row: OrderRow) -> str:
        words = self.tr(", right place {place}")
        if row.state() is ChoiceState.CHOSEN_WRONG:
            words = self.tr(", wrong place, right place {place}")
        return words.format(place=row.place + 1)

    def _settle(self, row: OrderRow, at: int, answered: bool) -> None:
        if answered and row.place == at:
            row.show_verdict(ChoiceState.RIGHT, row.right_words())
        else:
            state = ChoiceState.CHOSEN_WRONG if answered else ChoiceState.FADED
            row.show_verdict(state, row.elsewhere_words(row.place + 1))

    # Where things lie

    def _measure_slots(self, width: int, room: int) -> int:
        needed = [row.heightForWidth(width) for row in self._order]
        y = REACH
        self._slots = {}
        for row, height in zip(self._order, shared_heights(needed, room, self._gap, self.tallest()), strict=True):
            self._slots[row] = QRect(REACH, y, width, height)
            y += height + self._gap
        return y - self._gap - REACH

    def _start_glide(self) -> None:
        """Rows go from where they are to their slots; one that is dragged stays with the pointer."""
        self._glide.stop()
        self._measure_slots(self.viewport().width() - 2 * REACH, self.viewport().height() - 2 * REACH)
        self._from = {row: row.geometry() for row in self._order}
        if theme.reduced_motion() or not self.isVisible():
            self._glided(1.0)
        else:
            self._glide.start()

    def _glided(self, share: float) -> None:
        for row, slot in self._slots.items():
            start = self._from.get(row, slot)
            if not row.is_dragged():
                y = round(start.y() + (slot.y() - start.y()) * share)
                row.setGeometry(QRect(slot.x(), y, slot.width(), slot.height()))

    def _show_links(self) -> None:
        links: list[tuple[QPointF, QPointF]] = []
        for above, below in pairwise(self._order):
            if above in self._linked:
                start = QPointF(above.pos()) + above.key_square().center() + QPointF(0, above.key_side() / 2)
                end = QPointF(below.pos()) + below.key_square().center() - QPointF(0, below.key_side() / 2)
                links.append((start, end))
        side = min((row.key_side() for row in self._order), default=0.0) * 0.58
        self._links.show_links(links, side)
