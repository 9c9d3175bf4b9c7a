"""The buttons of the filter bar: one that opens a menu of choices, and a chip for a filter that can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painted_button import PaintedButton, toggle_look
from quizapp.ui.common.painting import rounded

_HEIGHT, _PAD, _SIGN, _SIGN_GAP = 30, 9, 14, 6
_RADIUS = 6
_WIDEST = 240
_ROUNDING = 4
"""Pixels that keep a text from being elided because its width was rounded."""


class _SignButton(PaintedButton):
    """Words and a small sign at the right."""

    def __init__(self, words: str, sign: str, parent: QWidget | None = None) -> None:
        self._sign = sign
        super().__init__(words, parent=parent)
        self.setProperty("ringRadius", _RADIUS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._font(bold=True)).horizontalAdvance(self._text)
        width = words + theme.px(2 * _PAD + _SIGN + _SIGN_GAP) + _ROUNDING
        return QSize(min(width, theme.px(_WIDEST)), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = toggle_look(self, self._hover)
        rounded(painter, QRectF(self.rect()), _RADIUS, look.fill, look.edge, look.edge_width)
        pad, side = theme.px(_PAD), theme.px(_SIGN)
        drawn = icons.coloured_pixmap(self._sign, look.ink, side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - pad - side, (self.height() - side) // 2, drawn)
        area = QRect(pad, 0, self.width() - 2 * pad - side - theme.px(_SIGN_GAP), self.height())
        painter.setFont(self._font(bold=self.isChecked()))
        painter.setPen(look.ink)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _font(self, *, bold: bool) -> QFont:
        return theme.sized_font(13, bold=bold)


class FilterButton(_SignButton):
    """Opens the menu `choices`; stands out while something is filtered by it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "chevron-down", parent)
        self._title = title
        self.choices = QMenu(self)
        self.choices.setAccessibleName(title)
        self.setToolTip(tool_tip(title))
        self.clicked.connect(self.open_choices)
        self.setCheckable(True)

    def show_state(self, words: str, active: bool) -> None:
        """Say what is filtered by."""
        self.setAccessibleName(f"{self._title}: {words}")
        self.set_text(words)
        self.setToolTip(tool_tip(f"{self._title}: {words}"))
        self.setChecked(active)

    def nextCheckState(self) -> None:
        """A press opens the menu and changes nothing yet."""

    def open_choices(self) -> None:
        """Show the menu below the button."""
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_choices()
            return
        super().keyPressEvent(event)


class FilterChip(_SignButton):
    """A filter that goes when it is pressed."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "cross", parent)
        self.setCheckable(True)
        self.setChecked(True)
        take_away = self.tr("Take away the filter {words}").format(words=words)
        self.setAccessibleName(take_away)
        self.setToolTip(tool_tip(take_away))

    def nextCheckState(self) -> None:
        """It stays down until it goes."""
