"""Dense text fields: what is pasted becomes plain and clean, what was loaded and not touched stays as it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QRegularExpressionValidator,
    QResizeEvent,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from quizapp.game.text import cleaned
from quizapp.ui import theme

FIELD_LENGTH_MAX = 6_000
"""Characters a field takes: more than any usable text has, and so few that typing never stutters."""
_PASTED_MAX = 250_000
"""Characters of the clipboard that are looked at."""
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PASTE = QKeySequence.StandardKey.Paste
_OWN_ACTIONS = {"edit-undo", "edit-redo"}
"""The entries of a field's own menu that the window's undo replaces."""


_PICTURE_WAS_HERE = "\ufffc"
"""What stands in a text for a picture that was copied along with it."""


def plain_text(data: QMimeData) -> str:
    """What is pasted or dropped, without markup, control characters and invisible marks."""
    text = ""
    if data.hasText():
        text = data.text()[:_PASTED_MAX]
    elif data.hasHtml():
        text = QTextDocumentFragment.fromHtml(data.html()[:_PASTED_MAX]).toPlainText()
    return cleaned(text.replace(_PICTURE_WAS_HERE, ""))


def set_state(widget: QWidget, state: str) -> None:
    """Give a field the look of a state: "ok", "warn", "bad" or "" for none."""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class HeldText:
    """What was loaded into a field, and what the field showed for it: untouched, it is given back as it was."""

    def __init__(self) -> None:
        self._loaded = self._shown = ""
        self.left_out = 0
        """How many characters of the loaded text are not shown, because it is too long."""

    def load(self, text: str, *, one_line: bool) -> str:
        """Remember `text`; what the field is to show for it."""
        shown = cleaned(text[:_PASTED_MAX])
        if one_line:
            shown = " ".join(shown.split("\n"))
        self.left_out = max(0, len(shown) - FIELD_LENGTH_MAX) + max(0, len(text) - _PASTED_MAX)
        self._loaded = text
        return shown[:FIELD_LENGTH_MAX]

    def settle(self, shown: str) -> None:
        """What the field shows now that it was given the text; it may differ in signs that end a line."""
        self._shown = shown

    def value(self, shown: str) -> str:
        """The text that stands for what the field shows now."""
        return self._loaded if shown == self._shown else cleaned(shown)


class LineField(QLineEdit):
    """One line of text.

    Signals: `changed()`; `entered()` on Enter; `moved(step)` on Alt+Up (-1) and Alt+Down (1); `pasted(lines)` when
    several lines were pasted and `takes_lines` is set; `overflowed(count)`: so many characters had no room.
    """

    changed = Signal()
    entered = Signal()
    moved = Signal(int)
    pasted = Signal(list)
    overflowed = Signal(int)

    def __init__(self, accessible_name: str, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_lines = False
        self._held = HeldText()
        self.setProperty("dense", True)
        self.setProperty("ringRadius", 6)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(FIELD_LENGTH_MAX)
        self.setMinimumWidth(40)
        self.textChanged.connect(self.changed)

    def load(self, text: str) -> None:
        """Show `text` without a signal, except `overflowed` for one that is too long to be shown whole."""
        shown = self._held.load(text, one_line=True)
        if shown != self.text():
            place = self.cursorPosition()
            with QSignalBlocker(self):
                self.setText(shown)
                self.setCursorPosition(place if self.hasFocus() else 0)
        self._held.settle(self.text())
        if self._held.left_out:
            self.overflowed.emit(self._held.left_out)

    def value(self) -> str:
        """The text: as loaded while nobody changed it, else cleaned."""
        return self._held.value(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(_PASTE):
            self.paste()
        elif event.key() in _ENTER_KEYS and modifiers == Qt.KeyboardModifier.NoModifier:
            self.entered.emit()
        elif event.key() in _ENTER_KEYS:
            event.ignore()
        elif modifiers == Qt.KeyboardModifier.AltModifier and event.key() in _MOVES:
            self.moved.emit(_MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        self.insert_plain(plain_text(QGuiApplication.clipboard().mimeData()))

    def dropEvent(self, event: QDropEvent) -> None:
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self.insert_plain(plain_text(event.mimeData()))
        event.acceptProposedAction()

    def insert_plain(self, text: str) -> None:
        """Put a clean text at the cursor, as paste does."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if self.takes_lines and len(lines) > 1:
            self.pasted.emit(lines)
            return
        joined = " ".join(lines)
        room = FIELD_LENGTH_MAX - len(self.text()) + len(self.selectedText())
        self.insert(joined[:room])
        if len(joined) > room:
            self.overflowed.emit(len(joined) - room)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        _without_undo(menu)
        paste = next((each for each in menu.actions() if each.objectName() == "edit-paste"), None)
        if paste is not None:
            own = QAction(paste.icon(), paste.text(), menu)
            own.setEnabled(paste.isEnabled())
            own.triggered.connect(self.paste)
            menu.insertAction(paste, own)
            menu.removeAction(paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class NumberLine(LineField):
    """A whole number, or nothing."""

    def __init__(self, accessible_name: str, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name, placeholder, parent=parent)
        self._loaded: int | None = None
        self.setValidator(QRegularExpressionValidator(QRegularExpression("-?[0-9]{0,5}"), self))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._width_px = 62
        self.set_width(self._width_px)

    def set_width(self, width_px: int) -> None:
        """A width before the text size counts in."""
        self._width_px = width_px
        self.setFixedWidth(theme.px(width_px))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.set_width(self._width_px)

    def load_number(self, number: int | None) -> None:
        """Show a number, or nothing for None."""
        self._loaded = number
        self.load("" if number is None else str(number))

    def number(self) -> int | None:
        """The number, or None where none is written."""
        text = self.text()
        if text == ("" if self._loaded is None else str(self._loaded)):
            return self._loaded
        return int(text) if text.strip("-") else None

    def insert_plain(self, text: str) -> None:
        if text.strip().lstrip("-").isdecimal():
            super().insert_plain(text.strip())


class ProseField(QPlainTextEdit):
    """A text of several lines that grows with what is in it. `overflowed(count)`: so many characters had no room."""

    changed = Signal()
    overflowed = Signal(int)

    def __init__(
        self,
        accessible_name: str,
        placeholder: str = "",
        *,
        lines: tuple[int, int] = (2, 6),
        parent: QWidget | None = None,
    ) -> None:
        """`lines`: the least and the most that are shown without scrolling."""
        super().__init__(parent)
        self._held = HeldText()
        self._lines = lines
        self.setProperty("dense", True)
        self.setProperty("ringRadius", 6)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._tell)
        self._fit()

    def load(self, text: str) -> None:
        """Show `text` without a signal, except `overflowed` for one that is too long to be shown whole."""
        shown = self._held.load(text, one_line=False)
        if shown != self._text():
            place = self.textCursor().position()
            with QSignalBlocker(self):
                self.setPlainText(shown)
            if self.hasFocus():
                cursor = self.textCursor()
                cursor.setPosition(min(place, len(shown)))
                self.setTextCursor(cursor)
        self._held.settle(self._text())
        self._fit()
        if self._held.left_out:
            self.overflowed.emit(self._held.left_out)

    def value(self) -> str:
        """The text: as loaded while nobody changed it, else cleaned."""
        return self._held.value(self._text())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insert_plain(plain_text(source))

    def insert_plain(self, text: str) -> None:
        """Put a clean text at the cursor, as paste does."""
        cursor = self.textCursor()
        room = FIELD_LENGTH_MAX - len(self._text()) + len(cursor.selectedText())
        cursor.insertText(text[: max(0, room)])
        self.ensureCursorVisible()
        if len(text) > room:
            self.overflowed.emit(len(text) - room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER_KEYS and with_control:
            event.ignore()
        elif event.text().isprintable() and event.text() and not with_control and self._is_full():
            self.overflowed.emit(len(event.text()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        _without_undo(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _text(self) -> str:
        # Not toPlainText, which turns spaces that do not break into plain ones.
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _is_full(self) -> bool:
        return self.document().characterCount() > FIELD_LENGTH_MAX and not self.textCursor().hasSelection()

    def _tell(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        least, most = self._lines
        lines = min(most, max(least, round(self.document().size().height())))
        frame = 2 * self.frameWidth() + 2 * round(self.document().documentMargin()) + 4
        wanted = lines * self.fontMetrics().lineSpacing() + frame
        if wanted != self.height() or wanted != self.minimumHeight():
            self.setFixedHeight(wanted)


def _without_undo(menu: QMenu) -> None:
    for action in menu.actions():
        if action.objectName() in _OWN_ACTIONS:
            menu.removeAction(action)
    if menu.actions() and menu.actions()[0].isSeparator():
        menu.removeAction(menu.actions()[0])
