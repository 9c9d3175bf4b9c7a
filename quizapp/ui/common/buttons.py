"""Buttons drawn as in the design: main and plain button, link, icon, toggle tile; each shows its key."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.key_cap import cap_size, paint_cap
from quizapp.ui.common.labels import button_text, tool_tip
from quizapp.ui.common.painting import mix, rounded

_HOVER_MS = 80
_RADIUS = 8
_TILE_ICON, _TILE_TICK = 18, 16
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

    def _pressed_shift(self) -> int:
        return 1 if self.isDown() else 0


@dataclass(slots=True)
class _Measure:
    """Sizes of a button's contents, in pixels."""

    height: int
    padding: int
    icon: int
    text: int
    gap: int


class _LabelledButton(PaintedButton):
    """Icon, text and key cap in one centred row."""

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        key: str = "",
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._small = small
        super().__init__(text, icon_name, key, parent=parent)

    def set_small(self, small: bool) -> None:
        """Switch between the usual and the small size."""
        self._small = small
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        measure = self._measure()
        return QSize(self._row_width(measure) + 2 * measure.padding, theme.px(measure.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look()
        rounded(painter, QRectF(self.rect()), _RADIUS, look.fill, look.edge, look.edge_width)
        measure = self._measure()
        if self._stacked():
            self._paint_stacked(painter, look, measure)
        else:
            self._paint_row(painter, look, measure, self.rect(), with_key=bool(self._key))

    def _look(self) -> Look:
        raise NotImplementedError

    def _measure(self) -> _Measure:
        raise NotImplementedError

    def _font(self) -> QFont:
        return theme.sized_font(self._measure().text, bold=True)

    def _stacked(self) -> bool:
        return bool(self._key and self._text) and self.height() >= theme.px(72)

    def _row_width(self, measure: _Measure, *, with_key: bool = True) -> int:
        parts = []
        if self._icon_name:
            parts.append(theme.px(measure.icon))
        if self._text:
            parts.append(QFontMetrics(self._font()).horizontalAdvance(self._text) + 1)
        if self._key and with_key:
            parts.append(cap_size(self._key).width())
        return sum(parts) + measure.gap * (len(parts) - 1)

    def _paint_stacked(self, painter: QPainter, look: Look, measure: _Measure) -> None:
        cap = cap_size(self._key)
        line = QFontMetrics(self._font()).height()
        top = (self.height() - line - 6 - cap.height()) // 2
        self._paint_row(painter, look, measure, QRect(0, top, self.width(), line), with_key=False)
        place = QRect((self.width() - cap.width()) // 2, top + line + 6, *cap.toTuple())
        self._paint_cap(painter, look, place.translated(0, self._pressed_shift()))

    def _paint_row(self, painter: QPainter, look: Look, measure: _Measure, band: QRect, *, with_key: bool) -> None:
        x = band.x() + (band.width() - self._row_width(measure, with_key=with_key)) // 2
        shift = self._pressed_shift()
        if self._icon_name:
            side = theme.px(measure.icon)
            y = band.y() + (band.height() - side) // 2 + shift
            ratio = self.devicePixelRatioF()
            drawn = icons.coloured_pixmap(self._icon_name, look.mark, side, ratio)
            painter.drawPixmap(x, y, drawn)
            x += side + measure.gap
        if self._text:
            font = self._font()
            width = QFontMetrics(font).horizontalAdvance(self._text) + 1
            painter.setFont(font)
            painter.setPen(look.ink)
            place = QRect(x, band.y() + shift, width, band.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._text)
            x += width + measure.gap
        if self._key and with_key:
            cap = cap_size(self._key)
            y = band.y() + (band.height() - cap.height()) // 2 + shift
            self._paint_cap(painter, look, QRect(x, y, *cap.toTuple()))

    def _paint_cap(self, painter: QPainter, look: Look, rect: QRect) -> None:
        paint_cap(
            painter,
            QRectF(rect),
            self._key,
            edge=theme.colour("line2") if self.isEnabled() else theme.colour("line"),
            ink=look.ink,
            fill=look.fill,
        )


class MainButton(_LabelledButton):
    """The one action a screen is about."""

    def _measure(self) -> _Measure:
        if self._small:
            return _Measure(height=36, padding=16, icon=18, text=14, gap=8)
        return _Measure(height=52, padding=20, icon=22, text=16, gap=10)

    def _look(self) -> Look:
        if not self.isEnabled():
            off = theme.colour("ink3")
            return Look(theme.colour("sunken"), off, theme.colour("line"), mark=off)
        ink = theme.colour("on_primary")
        if self.isDown():
            return Look(theme.colour("pressed"), ink, mark=ink)
        fill = mix(theme.colour("primary"), theme.colour("hover"), self._hover)
        return Look(fill, ink, mark=ink)

    def _paint_cap(self, painter: QPainter, look: Look, rect: QRect) -> None:
        if self.isEnabled():
            paint_cap(painter, QRectF(rect), self._key, edge=look.ink, ink=look.ink, fill=None, deep=False)


class PlainButton(_LabelledButton):
    """Any other action; with `toggle` one that stays down."""

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        key: str = "",
        *,
        small: bool = False,
        toggle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon_name, key, small=small, parent=parent)
        self.setCheckable(toggle)

    def _measure(self) -> _Measure:
        if self._small:
            return _Measure(height=32, padding=12, icon=18, text=13, gap=7)
        return _Measure(height=40, padding=16, icon=20, text=14, gap=9)

    def _look(self) -> Look:
        return toggle_look(self, self._hover)


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


class ToggleTile(PaintedButton):
    """A choice that can be on or off: icon, words, a count and, when on, a tick."""

    takes_enter = False  # Enter starts the round; Space toggles.

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        count: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._count = count
        super().__init__(text, icon_name, parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        """Change the number at the right; "" shows none."""
        self._count = count
        self.setAccessibleDescription(count)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.sized_font(13, bold=True)).horizontalAdvance(self._text)
        count = QFontMetrics(theme.font("caption")).horizontalAdvance(self._count)
        icon = theme.px(_TILE_ICON) + 9 if self._icon_name else 0
        tick = theme.px(_TILE_TICK) + 11
        room = 11 + icon + text + 8 + (count + 8 if count else 0) + tick
        return QSize(room, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = toggle_look(self, self._hover)
        rounded(painter, QRectF(self.rect()), _RADIUS, look.fill, look.edge, look.edge_width)
        area = self.rect().adjusted(11, 0, -11, 0)
        area.translate(0, self._pressed_shift())
        self._paint_words(painter, look, area)
        self._paint_right_side(painter, look, area)

    def _paint_words(self, painter: QPainter, look: Look, area: QRect) -> None:
        x = area.x()
        if self._icon_name:
            side = theme.px(_TILE_ICON)
            drawn = icons.coloured_pixmap(self._icon_name, look.mark, side, self.devicePixelRatioF())
            painter.drawPixmap(x, area.y() + (area.height() - side) // 2, drawn)
            x += side + 9
        painter.setFont(theme.sized_font(13, bold=self.isChecked()))
        painter.setPen(look.ink)
        words = area.adjusted(x - area.x(), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)

    def _paint_right_side(self, painter: QPainter, look: Look, area: QRect) -> None:
        side = theme.px(_TILE_TICK)
        if self.isChecked():
            colour = theme.colour("primary") if self.isEnabled() else look.ink
            drawn = icons.coloured_pixmap("check", colour, side, self.devicePixelRatioF())
            x = area.right() - side + 1
            painter.drawPixmap(x, area.y() + (area.height() - side) // 2, drawn)
        if self._count:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("ink2") if self.isEnabled() else look.ink)
            alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(area.adjusted(0, 0, -side - 8, 0), alignment, self._count)


class LinkButton(PaintedButton):
    """An action of little weight, drawn as an underlined word."""

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self._text)
        return QSize(width + 8, theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        ink = mix(theme.colour("ink"), theme.colour("primary"), self._hover)
        painter.setPen(ink if self.isEnabled() else theme.colour("ink3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)

    def _font(self) -> QFont:
        font = theme.font("dense")
        font.setUnderline(True)
        return font


class IconButton(PaintedButton):
    """An icon alone; its name is read out and shows as a tool tip."""

    def __init__(
        self,
        icon_name: str,
        accessible_name: str,
        *,
        size: int = 32,
        token: str = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        self._side = size
        self._token = token
        super().__init__("", icon_name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(accessible_name)

    def set_name(self, name: str) -> None:
        """Change what the button is called."""
        self.setAccessibleName(name)
        self.setToolTip(tool_tip(name))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and (self._hover or self.isDown()):
            fill = theme.colour("sunken" if self.isDown() else "tint")
            fill.setAlphaF(max(self._hover, float(self.isDown())))
            rounded(painter, QRectF(self.rect()), 6, fill)
        side = theme.px(20)
        token = self._token if self.isEnabled() else "ink3"
        drawn = icons.pixmap(self._icon_name, token, side, self.devicePixelRatioF())
        x, y = (self.width() - side) // 2, (self.height() - side) // 2
        painter.drawPixmap(x, y + self._pressed_shift(), drawn)
