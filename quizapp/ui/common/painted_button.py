"""What the drawn buttons have in common: states, keys, hover, and how a state looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.labels import button_text
from quizapp.ui.common.painting import mix

_HOVER_MS = 80
_ARROW_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(slots=True)
class Look:
    """How a button looks in one state."""

    fill: QColor
    ink: QColor
    edge: QColor | None = None
    edge_width: float = 1.0
    mark: QColor = field(default_factory=QColor)


class PaintedButton(QAbstractButton):
    """What drawn buttons have in common: plain text, icon, key, hover that fades, Enter, one press a key stroke."""

    takes_enter = True
    takes_arrows = True  # else the widget round the buttons decides what the arrow keys do

    def __init__(self, text: str, icon_name: str = "", key: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._icon_name = icon_name
        self._key = key
        self._hover = 0.0
        self._type_scale = 1.0
        self._animation: QVariantAnimation | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def plain_text(self) -> str:
        """The text as shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Change the text, given as it is to be shown; the accessible name goes with it unless it was set apart."""
        if self.accessibleName() in ("", self._text):
            self.setAccessibleName(text)
        self._text = text
        self.setText(button_text(text))
        self.updateGeometry()
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Change the icon; "" takes it away."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Change the key shown on the button; "" takes it away."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_type_scale(self, scale: float) -> None:
        """Make text, icon and height larger, for wide windows."""
        self._type_scale = scale
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and event.key() in (*_ENTER_KEYS, Qt.Key.Key_Space):
            return
        if self.takes_enter and event.key() in _ENTER_KEYS:
            self.click()
            return
        if not self.takes_arrows and event.key() in _ARROW_KEYS:
            event.ignore()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._fade_hover(1.0)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._fade_hover(0.0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def _fade_hover(self, end: float) -> None:
        if not self.isEnabled():
            self._hover = 0.0
            return
        if theme.reduced_motion():
            self._set_hover(end)
            return
        if self._animation is None:
            self._animation = QVariantAnimation(self)
            self._animation.setDuration(_HOVER_MS)
            self._animation.valueChanged.connect(self._set_hover)
        self._animation.stop()
        self._animation.setStartValue(self._hover)
        self._animation.setEndValue(end)
        self._animation.start()

    def _set_hover(self, share: float) -> None:
        self._hover = share
        self.update()

    def _px(self, length: float) -> int:
        return theme.px(length * self._type_scale)

    def _pressed_shift(self) -> int:
        return 1 if self.isDown() else 0


def toggle_look(button: QAbstractButton, hover: float) -> Look:
    """The look of a plain button or toggle in its present state; `hover` is 0 to 1."""
    on = button.isCheckable() and button.isChecked()
    width = 2.0 if on else 1.0
    if not button.isEnabled():
        fill = theme.colour("sunken" if on else "surface")
        off = theme.colour("ink3")
        return Look(fill, off, theme.colour("line"), width, off)
    ink, primary = theme.colour("ink"), theme.colour("primary")
    if button.isDown():
        return Look(theme.colour("sunken"), ink, primary, width, ink)
    rest, over = ("tint", "surface") if on else ("surface", "tint")
    fill = mix(theme.colour(rest), theme.colour(over), hover)
    edge = primary if on else mix(theme.colour("line2"), primary, hover)
    return Look(fill, ink, edge, width, ink)
