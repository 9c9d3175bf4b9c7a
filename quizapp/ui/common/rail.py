"""The navigation rail at the left: the pages of the program, the present one with a yellow mark."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import mix, rounded

_WIDTH, _SMALL_WIDTH = 88, 60
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Rail(QFrame):
    """Items with icon and word; in a small window icons alone, with tool tips."""

    selected = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = False
        self._quiet = False
        self._items: dict[str, _Item] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._logo = _Logo(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(14)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Pages"))
        # Toggled, not clicked: a screen reader chooses without clicking.
        self._group.buttonToggled.connect(self._tell)
        self.set_small(False)

    def add_item(self, identity: str, text: str, icon_name: str, *, bottom: bool = False) -> None:
        """Add a page; `bottom` puts it at the foot of the rail."""
        item = _Item(text, icon_name, self)
        item.setProperty("identity", identity)
        item.set_small(self._small)
        self._items[identity] = item
        self._group.addButton(item)
        if bottom:
            self._column.addWidget(item)
        else:
            self._column.insertWidget(self._stretch_index(), item)

    def set_current(self, identity: str) -> None:
        """Mark a page as the present one, without a signal; an unknown id marks none."""
        item = self._items.get(identity)
        self._quiet = True
        self._group.setExclusive(False)
        for other in self._items.values():
            other.setChecked(other is item)
        self._group.setExclusive(True)
        self._quiet = False

    def current(self) -> str:
        """The id of the marked page, "" if there is none."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def set_small(self, small: bool) -> None:
        """Switch between icons with words and icons alone."""
        self._small = small
        self._logo.set_small(small)
        top = 12 if small else 16
        self._column.setContentsMargins(0, top, 0, 6)
        for item in self._items.values():
            item.set_small(small)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(_SMALL_WIDTH if self._small else theme.px(_WIDTH), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("rail"))

    def focus_beside(self, item: QAbstractButton, by: int) -> None:
        """The focus to an item above (-1) or below (1), which opens nothing; at the ends it stays."""
        shown: list[QAbstractButton] = sorted(self._items.values(), key=lambda each: each.y())
        place = shown.index(item) + by if item in shown else -1
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _stretch_index(self) -> int:
        return next(index for index in range(self._column.count()) if self._is_stretch(index))

    def _is_stretch(self, index: int) -> bool:
        return self._column.stretch(index) == 1

    def _tell(self, button: QAbstractButton, checked: bool) -> None:
        if checked and not self._quiet:
            self.selected.emit(button.property("identity"))


class _Logo(QWidget):
    """The sign of the program: decoration."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = 44

    def set_small(self, small: bool) -> None:
        self._side = 36 if small else 44
        self.setFixedSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn = icons.pixmap("logo", "ink", self._side, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)


class _Item(PaintedButton):
    def __init__(self, text: str, icon_name: str, parent: QWidget) -> None:
        self._small = False
        super().__init__(text, icon_name, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # so that screen readers say that one of them holds
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would choose what an arrow key goes to, and one of the items opens a window.
        rail = self.parentWidget()
        if event.key() in _STEPS and isinstance(rail, Rail):
            rail.focus_beside(self, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def set_small(self, small: bool) -> None:
        self._small = small
        self.setToolTip(tool_tip(self._text) if small else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._small:
            return QSize(_SMALL_WIDTH, 44)
        return QSize(theme.px(_WIDTH), theme.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = 7 if self._small else 6
        plate = QRectF(self.rect()).adjusted(inset, 0, -inset, 0)
        share = 1.0 if self.isChecked() else 0.5 * self._hover + 0.5 * self.isDown()
        if share:
            fill = mix(theme.colour("rail"), theme.colour("rail_sel"), share)
            rounded(painter, plate, 10, fill)
        if self.isChecked():
            mark = QRectF(-4, self.height() * 0.2, 8, self.height() * 0.6)
            rounded(painter, mark, 3, theme.colour("subtitle"))
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        on = self.isChecked()
        side = 24 if self._small else theme.px(22)
        token = "subtitle" if on else "rail_ink"
        drawn = icons.pixmap(self._icon_name, token, side, self.devicePixelRatioF())
        x = (self.width() - side) // 2
        if self._small:
            painter.drawPixmap(x, (self.height() - side) // 2, drawn)
            return
        painter.drawPixmap(x, self.height() // 2 - side + 2, drawn)
        painter.setFont(theme.sized_font(12, bold=on))
        painter.setPen(Qt.GlobalColor.white if on else theme.colour("rail_ink"))
        words = QRect(0, self.height() // 2 + 4, self.width(), self.height() // 2 - 4)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._text)
