"""A segmented control: a few choices in one box of which exactly one holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import fitted, mix, rounded

_RADIUS = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class _Segment(PaintedButton):
    takes_enter = False
    takes_arrows = False

    def __init__(self, text: str, *, small: bool, parent: QWidget) -> None:
        self._small = small
        self.first = self.last = False
        super().__init__(text, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so that screen readers say that one of them holds
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.sized_font(13, bold=True))
        padding = 12 if self._small else 14
        height = theme.px(26 if self._small else 36)
        return QSize(metrics.horizontalAdvance(self._text) + 2 * padding, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self._area()
        painter.setClipRect(self.rect())
        on = self.isChecked()
        if on:
            fill = mix(theme.colour("primary"), theme.colour("hover"), self._hover)
            rounded(painter, area, _RADIUS, fill if self.isEnabled() else theme.colour("line"))
        elif self.isEnabled() and (self._hover or self.isDown()):
            fill = mix(theme.colour("surface"), theme.colour("tint"), self._hover)
            rounded(painter, area.adjusted(1, 1, -1, -1), _RADIUS - 1, fill)
        ink = "on_primary" if on else "ink"
        painter.setPen(theme.colour(ink if self.isEnabled() else "ink3"))
        painter.setFont(fitted(theme.sized_font(13, bold=on), self._text, self.width() - 6))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)

    def _area(self) -> QRectF:
        # Beyond the inner ends the box goes on, so that only the outer corners are round.
        beyond = 2 * _RADIUS
        return QRectF(self.rect()).adjusted(0 if self.first else -beyond, 0, 0 if self.last else beyond, 0)


class Segmented(QFrame):
    """Choices side by side; arrow keys move the choice, the box is one stop for Tab."""

    selected = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        accessible_name: str,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`options` are pairs of an id and the words to show; the first is chosen."""
        super().__init__(parent)
        self._buttons: dict[str, _Segment] = {}
        self._quiet = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setAccessibleName(accessible_name)
        self.setProperty("ringHost", True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        for identity, text in options:
            self._add(identity, text, small)
        first, *_, last = [*self._buttons.values(), *self._buttons.values()]
        first.first = last.last = True
        first.setChecked(True)
        # Toggled, not clicked: a screen reader chooses without clicking.
        self._group.buttonToggled.connect(self._tell)

    def current(self) -> str:
        """The id of the choice that holds."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_current(self, identity: str) -> None:
        """Choose without a signal; KeyError for an unknown id."""
        self._quiet = True
        self._buttons[identity].setChecked(True)
        self._quiet = False
        self.update()

    def set_option_text(self, identity: str, text: str) -> None:
        """Change the words of one choice."""
        self._buttons[identity].set_text(text)

    def set_option_enabled(self, identity: str, enabled: bool) -> None:
        """Allow or forbid one choice."""
        self._buttons[identity].setEnabled(enabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        allowed = [button for button in self._buttons.values() if button.isEnabled()]
        if not allowed:
            return
        now = next((index for index, button in enumerate(allowed) if button.isChecked()), 0)
        button = allowed[(now + step) % len(allowed)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = theme.colour("line2" if self.isEnabled() else "line")
        rounded(painter, QRectF(self.rect()), _RADIUS, theme.colour("surface"), edge)
        painter.setPen(theme.colour("line"))
        buttons = list(self._buttons.values())
        for left, right in pairwise(buttons):
            if not (left.isChecked() or right.isChecked()):
                x = left.geometry().right() + 1
                painter.drawLine(x, 1, x, self.height() - 2)

    def _add(self, identity: str, text: str, small: bool) -> None:
        button = _Segment(text, small=small, parent=self)
        button.setProperty("identity", identity)
        self._buttons[identity] = button
        self._group.addButton(button)
        self._row.addWidget(button)

    def _tell(self, button: QAbstractButton, checked: bool) -> None:
        self.update()
        if checked and not self._quiet:
            self.selected.emit(button.property("identity"))
