"""The ring round whatever has the keyboard focus: one overlay a window, shown only to those who use the keyboard.

Text fields always show it. A widget may set the property `ring` to "own" (it draws the focus itself, asking
`keyboard_focus_visible`) or to "inside" (no room outside), and `ringRadius`; a parent with `ringHost` gets the ring
instead.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from quizapp.ui import theme

REACH = 7  # how far the ring goes beyond its widget, in pixels

_Placing = Literal["outside", "inside", "own"]
_FIELDS = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.EnabledChange,
    QEvent.Type.PaletteChange,
}
_POINTER_PRESSES = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
}

_NAME = "focus-ring"


def install(application: QApplication) -> None:
    """Start to follow the focus of the whole application; a second call does nothing."""
    if application.findChild(_Keeper, _NAME) is None:
        _Keeper(application)


def keyboard_focus_visible() -> bool:
    """Whether the focus is to be seen now, because the last thing used was the keyboard."""
    application = QApplication.instance()
    keeper = application.findChild(_Keeper, _NAME) if application is not None else None
    return keeper is not None and keeper.keyboard


def paint_ring(painter: QPainter, edge: QRectF, radius: float) -> None:
    """Draw the ring outside `edge`: two pixels, two of the other colour, three."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _stroke(painter, edge, radius, 3.5, 7, theme.colour("focus_out"))
    _stroke(painter, edge, radius, 3, 2, theme.colour("focus_in"))


def _stroke(painter: QPainter, edge: QRectF, radius: float, out: float, width: float, colour: QColor) -> None:
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(edge.adjusted(-out, -out, out, out), radius + out, radius + out)


_Held = Callable[[], QWidget | None]


def _nothing() -> None:
    return None


def _hold(widget: QWidget) -> _Held:
    """A way back to a widget, as long as it lives.

    A window without a parent belongs to Python: to keep it here would make the last reference go in the middle of a
    change of focus, and take the window away from under Qt's feet. A child belongs to its parent, and its wrapper may
    be the only one.
    """
    if widget.parentWidget() is None:
        return weakref.ref(widget)

    def child() -> QWidget | None:
        return widget if isValid(widget) else None

    return child


class _Ring(QWidget):
    """The overlay of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._radius = 8
        self._clip = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def place(self, edge: QRect, clip: QRect, radius: int) -> None:
        """Show the ring outside `edge`, as far as `clip` allows; both in coordinates of the window."""
        self._radius = radius
        self._clip = clip
        self.setGeometry(edge.adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()
        self.setVisible(not clip.intersected(self.geometry()).isEmpty())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(self._clip.translated(-self.pos()))
        inner = QRectF(self.rect()).adjusted(REACH, REACH, -REACH, -REACH)
        paint_ring(painter, inner, self._radius)


class _Keeper(QObject):
    """Knows what has the focus, what was used last, and where the ring belongs."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName(_NAME)
        self.keyboard = False
        self._target: _Held = _nothing
        self._ring: _Ring | None = None
        self._watched: list[_Held] = []
        application.focusChanged.connect(self._follow)
        application.focusWindowChanged.connect(self._listen_to_window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _POINTER_PRESSES:
            self._set_keyboard(False)
        elif kind == QEvent.Type.KeyPress:
            if isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
                self._set_keyboard(True)
        elif kind in _MOVES and not isinstance(watched, QWindow):
            self._refresh()
        return False

    def _listen_to_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _set_keyboard(self, used: bool) -> None:
        changed = used != self.keyboard
        self.keyboard = used
        if changed or isinstance(self._target(), QTabBar):
            # After the event: the key may move the focus, and a tab bar its current tab.
            QTimer.singleShot(0, self, self._refresh)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        self._unwatch()
        self._target = _nothing if now is None else _hold(now)
        if now is not None:
            self._watch(now)
        self._refresh()

    def _watch(self, widget: QWidget) -> None:
        ancestor: QWidget | None = widget
        while ancestor is not None:
            ancestor.installEventFilter(self)
            self._watched.append(_hold(ancestor))
            ancestor = None if ancestor.isWindow() else ancestor.parentWidget()

    def _unwatch(self) -> None:
        for held in self._watched:
            watched = held()
            if watched is not None and isValid(watched):
                watched.removeEventFilter(self)
        self._watched.clear()

    def _refresh(self) -> None:
        target = self._target()
        if target is None or not self._wants_ring(target):
            self._hide()
            return
        placing = _placing(target)
        if placing == "own":
            self._hide()
            target.update()
            if isinstance(target, QAbstractScrollArea):
                target.viewport().update()
            return
        self._show_round(target, placing)

    def _wants_ring(self, target: QWidget) -> bool:
        if not target.isVisible() or target.isWindow() or target.window().windowType() == Qt.WindowType.Popup:
            return False
        return self.keyboard or isinstance(target, _FIELDS) or _placing(target) == "own"

    def _show_round(self, target: QWidget, placing: _Placing) -> None:
        host = _host(target)
        window = host.window()
        edge = _edge(host)
        if placing == "inside":
            edge = edge.adjusted(REACH, REACH, -REACH, -REACH)
        clip = _visible_part(host, window)
        edge.moveTopLeft(host.mapTo(window, edge.topLeft()))
        self._ring_of(window).place(edge, clip, _radius(host))

    def _ring_of(self, window: QWidget) -> _Ring:
        ring = self._ring
        if ring is None or not isValid(ring) or ring.parentWidget() is not window:
            self._hide()
            if ring is not None and isValid(ring):
                ring.deleteLater()
            ring = self._ring = _Ring(window)
        return ring

    def _hide(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()


def _placing(target: QWidget) -> _Placing:
    said = target.property("ring")
    if said in ("own", "inside"):
        return said
    return "inside" if isinstance(target, QAbstractItemView) else "outside"


def _host(target: QWidget) -> QWidget:
    widget: QWidget | None = target
    while widget is not None and not widget.isWindow():
        if widget.property("ringHost"):
            return widget
        widget = widget.parentWidget()
    return target


def _edge(host: QWidget) -> QRect:
    if isinstance(host, QTabBar) and host.currentIndex() >= 0:
        return host.tabRect(host.currentIndex()).adjusted(REACH, REACH, -REACH, -REACH)
    return host.rect()


def _radius(host: QWidget) -> int:
    said = host.property("ringRadius")
    return 8 if said is None else int(said)


def _visible_part(host: QWidget, window: QWidget) -> QRect:
    """What the scroll areas round the widget let one see, in coordinates of the window."""
    part = window.rect()
    widget = host.parentWidget()
    while widget is not None and widget is not window:
        above = widget.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is widget:
            shown = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            part = part.intersected(shown)
        widget = above
    return part
