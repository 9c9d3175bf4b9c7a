"""The search field: completions while one types, and what is not understood underlined at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quizapp.game.search import Completion, Known, SearchProblem, completions
from quizapp.ui import icons, theme
from quizapp.ui.common.key_cap import cap_size, paint_cap
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.messages import translated

_Index = QModelIndex | QPersistentModelIndex
_SEARCH_AFTER_MS = 60
"""Long enough to take the letters of a fast typist together, short enough to feel immediate."""
_SHOWN_ROWS = 10
FIND_KEYS = "Ctrl+F"
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_EXPLANATION = Qt.ItemDataRole.UserRole


def utf16(text: str, place: int) -> int:
    """Where Qt counts the place of a text that is counted in characters."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, place: int) -> int:
    """How many characters of a text stand before a place that Qt counted."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "replace"))


class SearchField(QLineEdit):
    """Signals: `searched(str)` shortly after the text changed, at once on Enter; `left_downwards()` on Down when
    nothing is offered, or on Enter."""

    searched = Signal(str)
    left_downwards = Signal()

    def __init__(self, known: Callable[[], Known], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._popup = _Popup(self)
        self.setProperty("dense", True)
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("Search questions, answers, sources"))
        self.setAccessibleName(self.tr("Search"))
        self._show_icon()
        self.textEdited.connect(self._follow_typing)
        self.textChanged.connect(self._wait)
        self._timer.timeout.connect(self.search_now)
        self._popup.accepted.connect(self._take)

    def _show_icon(self) -> None:
        action = self.addAction(icons.icon("search", "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        action.setText(self.tr("Search now"))
        action.setToolTip(tool_tip(self.tr("Search now (Enter)")))
        action.triggered.connect(self.search_now)
        clear = self.findChild(QAction, "_q_qlineeditclearaction")  # Qt leaves it without a name for screen readers
        if clear is not None:
            clear.setText(self.tr("Clear the search"))
            clear.setToolTip(tool_tip(self.tr("Clear the search (Esc)")))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        size = cap_size(FIND_KEYS)
        cap = QRectF(self.width() - size.width() - 8, (self.height() - size.height()) / 2, *size.toTuple())
        ink = theme.colour("ink2")
        fill = theme.colour("surface")
        paint_cap(QPainter(self), cap, FIND_KEYS, edge=theme.colour("line2"), ink=ink, fill=fill, deep=False)

    def set_text(self, text: str) -> None:
        """Another search, carried out at once."""
        self.setText(text)
        self.search_now()

    def search_now(self) -> None:
        """Search without waiting for further letters."""
        self._timer.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def show_problems(self, problems: Sequence[SearchProblem]) -> None:
        """Underline what is not understood; none takes the lines away."""
        bad = bool(problems)
        if bool(self.property("state")) != bad:
            self.setProperty("state", "warn" if bad else "")
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(" ".join(translated(problem.message) for problem in problems))
        text, cursor = self.text(), self.cursorPosition()
        marks = [_mark(text, cursor, problem) for problem in problems]
        # The only door to a format within the text of a line edit; nothing is put in or taken away.
        QApplication.sendEvent(self, QInputMethodEvent("", marks))

    # Completions

    def offer(self, *, unasked: bool = True) -> None:
        """Show what can stand at the cursor; `unasked` only where something was begun."""
        text = self.text()
        cursor = characters(text, self.cursorPosition())
        found = completions(text, cursor, self._known())
        if unasked:
            begun = text[max(cursor - 1, 0) : cursor] == ":"
            found = tuple(each for each in found if begun or each.start < cursor)
        self._popup.show_completions(found)

    def is_offering(self) -> bool:
        """Whether completions are shown."""
        return self._popup.isVisible()

    def _follow_typing(self) -> None:
        self.offer()

    def _take(self, completion: Completion) -> None:
        text = self.text()
        made = text[: completion.start] + completion.text
        behind = text[completion.end :]
        if not completion.text.endswith(":") and not behind:
            made += " "
        self.setText(made + behind)
        self.setCursorPosition(utf16(made, len(made)))
        if completion.text.endswith(":"):
            self.offer()

    def _wait(self) -> None:
        self._timer.start()

    def event(self, event: QEvent) -> bool:
        # Here, for Tab would leave the field before `keyPressEvent` hears of it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._means_popup(event):
            self._act_on_popup(event)
            return True
        # Qt takes the undo keys even for an empty history, and the field has the focus when the editor opens.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._leaves_undo(event):
            event.ignore()
            return True
        return super().event(event)

    def _leaves_undo(self, event: QKeyEvent) -> bool:
        """Whether the key asks to undo or redo and the field has nothing of its own to."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()

    def _means_popup(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.is_offering():
            return False
        return event.key() in _MOVING or (event.key() in _CHOOSING and self._popup.has_choice())

    def _act_on_popup(self, event: QKeyEvent) -> None:
        if event.key() in _MOVING:
            self._popup.step(event.key())
        else:
            self._popup.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._popup.hide()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.is_offering():
            self._popup.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._popup.hide()
            self.search_now()
            self.left_downwards.emit()
        elif key == Qt.Key.Key_Down:
            self._go_down()
        elif key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.offer(unasked=False)
        elif key == Qt.Key.Key_Escape and self.text():
            self.set_text("")
        else:
            super().keyPressEvent(event)

    def _go_down(self) -> None:
        if self.text() and self.cursorPosition() < len(self.text()):
            self.left_downwards.emit()
            return
        self.offer(unasked=bool(self.text().strip()) and not self.text().endswith(" "))
        if not self.is_offering():
            self.left_downwards.emit()


def _mark(text: str, cursor: int, problem: SearchProblem) -> QInputMethodEvent.Attribute:
    start, end = utf16(text, problem.start), utf16(text, problem.end)
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme.colour("bad"))
    look.setForeground(theme.colour("bad"))
    kind = QInputMethodEvent.AttributeType.TextFormat
    return QInputMethodEvent.Attribute(kind, start - cursor, max(end - start, 1), QTextFormat(look))


class _Popup(QListView):
    """The list of completions below a field, which keeps the focus and passes on the keys that mean the list.

    Not a window of type Popup: that takes the keyboard, and a window system that tells of it when a fast typist has
    closed the list again leaves the keys with a window that is gone.
    """

    accepted = Signal(object)

    def __init__(self, field: SearchField) -> None:
        super().__init__(field)
        self._field = field
        self._rows = QStandardItemModel(self)
        self._found: tuple[Completion, ...] = ()
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(field)
        self.setModel(self._rows)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("popup", True)
        self.setItemDelegate(_CompletionDelegate(self))
        self.setAccessibleName(self.tr("Completions"))
        self.clicked.connect(self._accept)

    def show_completions(self, found: Sequence[Completion]) -> None:
        """Show these; none hides the list."""
        self._found = tuple(found)
        self._rows.clear()
        for completion in found:
            item = QStandardItem(completion.text)
            explanation = translated(completion.explanation)
            item.setData(explanation, _EXPLANATION)
            item.setData(f"{completion.text}, {explanation}", Qt.ItemDataRole.AccessibleTextRole)
            self._rows.appendRow(item)
        # Enter is to search for what was typed, until one is chosen.
        self.setCurrentIndex(QModelIndex())
        if not found:
            self.hide()
            return
        self._place()
        self.show()
        self._field.window().installEventFilter(self)

    def _place(self) -> None:
        field = self._field
        width = min(max(field.width(), theme.px(320)), theme.px(560))
        height = min(len(self._found), _SHOWN_ROWS) * self.sizeHintForRow(0) + 2 * self.frameWidth()
        self.setGeometry(QRect(field.mapToGlobal(QPoint(0, field.height() - 2)), QSize(width, height)))

    def has_choice(self) -> bool:
        """Whether the list can be seen and one of it is the current one."""
        return self.isVisible() and self.currentIndex().isValid()

    def step(self, key: int) -> None:
        """Go up or down by a row, from the end back to the text that was typed, or by a page."""
        count, row = self._rows.rowCount(), self.currentIndex().row()
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            by = _SHOWN_ROWS if key == Qt.Key.Key_PageDown else -_SHOWN_ROWS
            row = min(max(row + by, 0), count - 1)
        else:
            by = 1 if key == Qt.Key.Key_Down else -1
            row = (row + 1 + by) % (count + 1) - 1
        self.setCurrentIndex(self._rows.index(row, 0) if row >= 0 else QModelIndex())

    def accept(self) -> None:
        """Take the current one."""
        self._accept(self.currentIndex())

    def _accept(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.hide()
            self.accepted.emit(self._found[index.row()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of the field's window: where it moves, or is clicked beside the field, the list would hang in the air."""
        leaves = event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.MouseButtonPress)
        # Qt has its views watch parts of their own too, and those move when the list is shown.
        if leaves and watched is self._field.window():
            self.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._field.window().removeEventFilter(self)
        super().hideEvent(event)


class _CompletionDelegate(QStyledItemDelegate):
    """The text to be written, and half a sentence on what it finds."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("sel" if chosen else "surface"))
        area = rect.adjusted(8, 0, -8, 0)
        font = theme.sized_font(13, bold=True)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(font)
        painter.setPen(theme.colour("on_sel" if chosen else "ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        taken = QFontMetrics(font).horizontalAdvance(text) + 14
        words = area.adjusted(taken, 0, 0, 0)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("on_sel" if chosen else "ink2"))
        shown = painter.fontMetrics().elidedText(
            str(index.data(_EXPLANATION)), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, theme.px(28))
