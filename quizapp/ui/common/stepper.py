"""A number between a minus and a plus, for the few steps one counts on one's fingers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import IconButton
from quizapp.ui.common.painting import rounded

_RADIUS = 8


class Stepper(QFrame):
    """Minus, value, plus; Up and Down, Page Up and Page Down and digits work when it has the focus."""

    changed = Signal(int)

    def __init__(
        self,
        accessible_name: str,
        minimum: int,
        maximum: int,
        value: int,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("ringHost", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._minus = IconButton("minus", self.tr("Less"), size=36, token="ink", parent=self)
        self._plus = IconButton("plus", self.tr("More"), size=36, token="ink", parent=self)
        self._box = _Number(self)
        self._box.setAccessibleName(accessible_name)
        self._box.setRange(minimum, maximum)
        self._box.setValue(value)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for widget in (self._minus, self._box, self._plus):
            row.addWidget(widget)
        for button in (self._minus, self._plus):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
        self._minus.clicked.connect(self._box.stepDown)
        self._plus.clicked.connect(self._box.stepUp)
        self._box.valueChanged.connect(self._tell)
        self._show_limits()

    def value(self) -> int:
        """The number shown."""
        return self._box.value()

    def set_value(self, value: int) -> None:
        """Show another number without a signal."""
        with QSignalBlocker(self._box):
            self._box.setValue(value)
        self._show_limits()

    def set_range(self, minimum: int, maximum: int) -> None:
        """Change the limits; the value moves inside them without a signal."""
        with QSignalBlocker(self._box):
            self._box.setRange(minimum, maximum)
        self._show_limits()

    def set_step_names(self, less: str, more: str) -> None:
        """Say what minus and plus do, for screen readers and tool tips."""
        self._minus.set_name(less)
        self._plus.set_name(more)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = theme.colour("line2" if self.isEnabled() else "line")
        rounded(painter, QRectF(self.rect()), _RADIUS, theme.colour("surface"), edge)
        painter.setPen(theme.colour("line"))
        for x in (self._box.x() - 1, self._box.geometry().right() + 1):
            painter.drawLine(x, 1, x, self.height() - 2)

    def _tell(self, value: int) -> None:
        self._show_limits()
        self.changed.emit(value)

    def _show_limits(self) -> None:
        self._minus.setEnabled(self._box.value() > self._box.minimum())
        self._plus.setEnabled(self._box.value() < self._box.maximum())


class _Number(QSpinBox):
    """The value itself: a spin box without frame and arrows, so that screen readers know it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._follow_theme()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_theme()
        self._spread_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread_text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spread_text()

    def _spread_text(self) -> None:
        # Workaround: without arrows the style sheet leaves the line edit a width of one pixel.
        self.lineEdit().setGeometry(self.rect())

    def _follow_theme(self) -> None:
        font: QFont = theme.font("section")
        if font != self.font():
            self.setFont(font)
        if font != self.lineEdit().font():
            # Workaround: once the style sheet has seen it, the line edit no longer inherits the font.
            self.lineEdit().setFont(font)
        self.setFixedSize(theme.px(44), theme.px(36))
