"""The foot of the result page: run again, practise what was missed, tell a friend the code."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.messages import announce

_LARGE_TEXT = 1.2
_WIDEST_CODE = 340
"""Of a longer one, such as that of a Marathon, the field shows the beginning."""


class ResultFoot(QFrame):
    """Signals: `again_requested()`, `practise_requested()`. Copying the code needs nobody else."""

    again_requested = Signal()
    practise_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = False
        self._single_letters = False
        self.again = MainButton(self.tr("Play again"), "again", "Enter")
        self._practise = PlainButton("", "target")
        self._copy = PlainButton(self.tr("Copy challenge code"), "copy")
        self._code = _CodeBox()
        self._frame = QHBoxLayout(self)
        self._lay_out()
        self.again.clicked.connect(self.again_requested)
        self._practise.clicked.connect(self.practise_requested)
        self._copy.clicked.connect(self.copy_code)

    def _lay_out(self) -> None:
        self.setProperty("role", "bottom-bar")
        flowing = _Flowing()
        for part in (self.again, self._practise, self._copy, self._code):
            flowing.add(part)
        self._frame.addWidget(flowing)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_ways_on(self, again: str, misses: int, *, single_letters: bool) -> None:
        """Show what can be done now: words of the main button, how many misses; no code is known yet."""
        self.again.set_text(again)
        self._practise.set_text(self.tr("Practise %n miss(es)", "", misses))
        self._practise.setVisible(bool(misses))
        self._single_letters = single_letters
        self._show_keys()
        self.show_code(None)

    def show_code(self, code: str | None) -> None:
        """The code of the round, None where it has none."""
        self._copy.setVisible(bool(code))
        self._code.show_code(code or "")
        self._show_code_box()

    def copy_code(self) -> None:
        """Puts the code on the clipboard, and says so."""
        code = self._code.code()
        if not code:
            return
        QGuiApplication.clipboard().setText(code)
        self._code.tell_copied()
        self._show_code_box()
        announce(self._copy, self.tr("Copied: {code}").format(code=code))

    def set_style(self, *, small: bool, scale: float, side: int) -> None:
        """Form for small windows, size of the type (1 is as drawn), distance from the window's sides."""
        self._small = small
        for button in (self.again, self._practise, self._copy):
            button.set_small(small)
            button.set_type_scale(scale)
        self._code.set_type_scale(scale)
        for button in (self._practise, self._copy):
            button.setMinimumHeight(self.again.sizeHint().height())
        self._show_keys()
        high = 8 if small else round(10 * scale)
        self._frame.setContentsMargins(side, high, side, high)
        self._show_code_box()

    def _show_keys(self) -> None:
        """Large type in a small window leaves no room for the keys, nor for long words."""
        short = self._small and theme.text_scale() > _LARGE_TEXT
        keys = {self.again: self.tr("Enter"), self._practise: self.tr("Ctrl+P"), self._copy: self.tr("Ctrl+C")}
        if self._single_letters:
            keys |= {self._practise: "P", self._copy: "C"}
        for button, key in keys.items():
            button.set_key("" if short else key)
            button.setToolTip(tool_tip(key) if short else "")
        name = self.tr("Copy challenge code")
        self._copy.set_text(self.tr("Copy code") if short else name)
        self._copy.setAccessibleName(name)

    def _show_code_box(self) -> None:
        """A small window has no height for the code until it is asked for."""
        self._code.setVisible(bool(self._code.code()) and (self._code.is_copied() or not self._small))
        self.updateGeometry()


class _Flowing(QWidget):
    """Buttons side by side, on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=12, line_gap=8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        self._flow.addWidget(widget)

    def sizeHint(self) -> QSize:
        return QSize(self._flow.sizeHint().width(), self._flow.heightForWidth(max(1, self.width())))


class _CodeBox(QWidget):
    """The code in a field from which it can be selected, and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._copied = False
        self._caption = PlainLabel(self.tr("Challenge code"), "caption", "ink2")
        self._caption.setObjectName("code-caption")
        self._field = _CodeField()
        self._field.setAccessibleName(self.tr("Challenge code"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self._field)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_code(self, code: str) -> None:
        self._copied = False
        self._caption.setText(self.tr("Challenge code"))
        self._field.setText(code)
        self._field.setCursorPosition(0)

    def code(self) -> str:
        return self._field.text()

    def is_copied(self) -> bool:
        return self._copied

    def tell_copied(self) -> None:
        self._copied = True
        self._caption.setText(self.tr("Copied. A friend types it on the home page."))

    def set_type_scale(self, scale: float) -> None:
        self._caption.set_type_scale(scale)
        self._field.set_type_scale(scale)


class _CodeField(QLineEdit):
    """As wide as its text, up to a limit; read-only."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0
        self.setReadOnly(True)
        self.setProperty("dense", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_type_scale(self, scale: float) -> None:
        self._scale = scale
        self.setFont(theme.sized_font(13, bold=True, scale=scale))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text() + "00")
        return QSize(min(wide + 24, round(theme.px(_WIDEST_CODE) * self._scale)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            event.ignore()  # the page copies all of it
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_P, Qt.Key.Key_C):
            event.ignore()
