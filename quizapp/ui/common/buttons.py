"""Buttons drawn as in the design: main and plain button, link, icon, toggle tile; each shows its key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.key_cap import cap_size, paint_cap
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painted_button import Look, PaintedButton, toggle_look
from quizapp.ui.common.painting import fitted, mix, rounded

_RADIUS = 8
_TILE_ICON, _TILE_TICK = 18, 16


@dataclass(slots=True)
class _Measure:
    """Sizes of a button's contents, in pixels."""

    height: int
    padding: int
    icon: int
    text: int
    gap: int


class _LabelledButton(PaintedButton):
    """Icon, text and key cap in one centred row; in a high button the key stands below."""

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
        measure = self._scaled()
        return QSize(self._row_width(measure) + 2 * measure.padding, measure.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look()
        rounded(painter, QRectF(self.rect()), _RADIUS, look.fill, look.edge, look.edge_width)
        measure = self._scaled()
        if self._stacked():
            self._paint_stacked(painter, look, measure)
        else:
            self._paint_row(painter, look, measure, self.rect(), with_key=bool(self._key))

    def _look(self) -> Look:
        raise NotImplementedError

    def _measure(self) -> _Measure:
        raise NotImplementedError

    def _scaled(self) -> _Measure:
        plain = self._measure()
        return _Measure(
            height=self._px(plain.height),
            padding=self._px(plain.padding),
            icon=self._px(plain.icon),
            text=plain.text,
            gap=plain.gap,
        )

    def _font(self) -> QFont:
        return theme.sized_font(self._measure().text, bold=True, scale=self._type_scale)

    def _cap_size(self) -> QSize:
        return cap_size(self._key, self._type_scale)

    def _stacked(self) -> bool:
        return bool(self._key and self._text) and self.height() >= self._px(72)

    def _row_width(self, measure: _Measure, *, with_key: bool = True) -> int:
        parts = []
        if self._icon_name:
            parts.append(measure.icon)
        if self._text:
            parts.append(QFontMetrics(self._font()).horizontalAdvance(self._text) + 1)
        if self._key and with_key:
            parts.append(self._cap_size().width())
        return sum(parts) + measure.gap * (len(parts) - 1)

    def _paint_stacked(self, painter: QPainter, look: Look, measure: _Measure) -> None:
        cap = self._cap_size()
        line = QFontMetrics(self._font()).height()
        top = (self.height() - line - 6 - cap.height()) // 2
        self._paint_row(painter, look, measure, QRect(0, top, self.width(), line), with_key=False)
        place = QRect((self.width() - cap.width()) // 2, top + line + 6, *cap.toTuple())
        self._paint_cap(painter, look, place.translated(0, self._pressed_shift()))

    def _paint_row(self, painter: QPainter, look: Look, measure: _Measure, band: QRect, *, with_key: bool) -> None:
        wanted = self._row_width(measure, with_key=with_key)
        missing = max(0, wanted - band.width() + 2 * _RADIUS)
        x = band.x() + (band.width() - wanted + missing) // 2
        shift = self._pressed_shift()
        if self._icon_name:
            side = measure.icon
            y = band.y() + (band.height() - side) // 2 + shift
            ratio = self.devicePixelRatioF()
            drawn = icons.coloured_pixmap(self._icon_name, look.mark, side, ratio)
            painter.drawPixmap(x, y, drawn)
            x += side + measure.gap
        if self._text:
            whole = QFontMetrics(self._font()).horizontalAdvance(self._text) + 1
            width = whole - missing
            painter.setFont(fitted(self._font(), self._text, width))
            painter.setPen(look.ink)
            place = QRect(x, band.y() + shift, width, band.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._text)
            x += width + measure.gap
        if self._key and with_key:
            cap = self._cap_size()
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
            scale=self._type_scale,
        )


class MainButton(_LabelledButton):
    """The one action a screen is about."""

    def _measure(self) -> _Measure:
        if self._small:
            return _Measure(height=40, padding=16, icon=20, text=14, gap=9)
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
            ink, scale = look.ink, self._type_scale
            paint_cap(painter, QRectF(rect), self._key, edge=ink, ink=ink, fill=None, deep=False, scale=scale)


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
        icon = theme.px(_TILE_ICON) + 9 if self._icon_name else 0
        return QSize(11 + icon + text + 1 + self._right_side_width() + 11, theme.px(40))

    def _right_side_width(self) -> int:
        """Room for the count and the tick, which comes and goes without moving anything."""
        count = QFontMetrics(theme.font("caption")).horizontalAdvance(self._count)
        return theme.px(_TILE_TICK) + 8 + (count + 8 if count else 0)

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
        font = theme.sized_font(13, bold=self.isChecked())
        painter.setPen(look.ink)
        words = area.adjusted(x - area.x(), 0, -self._right_side_width(), 0)
        painter.setFont(fitted(font, self._text, words.width()))
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
        return QSize(width + 8, self._px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        ink = mix(theme.colour("ink"), theme.colour("primary"), self._hover)
        painter.setPen(ink if self.isEnabled() else theme.colour("ink3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)

    def _font(self) -> QFont:
        font = theme.font("dense", self._type_scale)
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
        return QSize(self._px(self._side), self._px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isEnabled() and (self._hover or self.isDown()):
            fill = theme.colour("sunken" if self.isDown() else "tint")
            fill.setAlphaF(max(self._hover, float(self.isDown())))
            rounded(painter, QRectF(self.rect()), 6, fill)
        side = self._px(20)
        token = self._token if self.isEnabled() else "ink3"
        drawn = icons.pixmap(self._icon_name, token, side, self.devicePixelRatioF())
        x, y = (self.width() - side) // 2, (self.height() - side) // 2
        painter.drawPixmap(x, y + self._pressed_shift(), drawn)
