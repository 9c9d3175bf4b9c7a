"""Looks at whatever the real program shows, in every theme, size and text size, and names what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from quizapp.app import Program
from quizapp.ui import theme
from quizapp.ui.common.painted_button import PaintedButton

Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((800, 600), (1600, 1000), (1200, 800))
SCHEMES = ("light", "dark")
_ACTING = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
_MAX_STOPS = 120
_SQUEEZED = 0.9
"""A button has room above and below its text, of which a narrow row may take a little."""


class Flashes(QObject):
    """An event filter that notes every widget which is shown as a window of its own without being meant to be one."""

    def __init__(self, main_window: QWidget) -> None:
        super().__init__()
        self._main_window = main_window
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            meant = watched is self._main_window or isinstance(watched, (QDialog, QMenu))
            if not meant and watched.windowType() not in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
                self.seen.append(f"{type(watched).__name__} {getattr(watched, 'text', str)()!r}")
        return False


class Walker:
    """Looks at one program; `faults` says everything that was wrong, each with the place and the look.

    Every place is seen in all sizes, in the one theme or the other by turns, and once in the other one.
    """

    def __init__(
        self, program: Program, sizes: Sequence[Size] = SIZES, schemes: Sequence[str] = SCHEMES, slack_px: int = 0
    ) -> None:
        """`slack_px` is how much narrower than its text a label may be, for texts that no pack would hold."""
        self._program = program
        self._sizes = sizes
        self._schemes = schemes
        self._slack_px = slack_px
        self.faults: list[str] = []
        self.places: list[str] = []
        self._flashes = Flashes(program.window)
        QApplication.instance().installEventFilter(self._flashes)  # pyright: ignore[reportOptionalMemberAccess]

    def close(self) -> None:
        """Stops watching."""
        QApplication.instance().removeEventFilter(self._flashes)  # pyright: ignore[reportOptionalMemberAccess]

    def look(self, place: str, *, is_crowded: bool = False, beside: QWidget | None = None) -> None:
        """Looks at the dialog that is open, else at the main window; or at a window `beside` it, in all sizes.

        Of a crowded place, where notices stand above a page, large text in the smallest window is not asked.
        """
        sizes = self._sizes[-1:] if is_crowded and theme.text_scale() > 1 else self._sizes
        self.places.append(place)
        dialogs = self._dialogs()
        window = beside or (dialogs[-1] if dialogs else self._program.window)
        for turn, scheme in enumerate(self._schemes):
            shown = sizes[-1:] if turn else sizes
            self._set_scheme(scheme)
            for size in shown[-1:] if dialogs and beside is None else shown:
                self._set_size(size, beside or self._program.window)
                for fault in (*_unnamed(window), *_markup(window), *_cut(window, self._slack_px)):
                    self.faults.append(f"{place}, {scheme}, {size}: {fault}")
        self._schemes = self._schemes[::-1]  # the next place is seen in all sizes in the theme that is on now
        self.faults += [f"{place}: {fault}" for fault in _unreached(window)]
        self.faults += [f"{place}: {flash} was a window of its own" for flash in self._flashes.seen]
        self._flashes.seen.clear()

    def _dialogs(self) -> list[QDialog]:
        return [each for each in self._program.window.findChildren(QDialog) if each.isVisible()]

    def _set_scheme(self, scheme: str) -> None:
        if self._program.settings_file.current.theme != scheme:
            self._program.settings_file.change(theme=scheme)
            self._program.window.theme_changed.emit()
        assert theme.is_dark() is (scheme == "dark")

    def _set_size(self, size: Size, window: QWidget) -> None:
        window.resize(*size)
        for _ in range(3):  # layouts that follow the height of wrapped text take more than one round
            QApplication.sendPostedEvents()
            QApplication.processEvents()


def _acting(window: QWidget) -> Iterator[QWidget]:
    """Every control that acts and can be seen; parts of a combo or spin box belong to it."""
    for each in window.findChildren(QWidget):
        inside = isinstance(each.parent(), (QComboBox, QAbstractSpinBox, QAbstractItemView))
        if isinstance(each, _ACTING) and each.isVisible() and not inside and each.window() is window:
            yield each


def _unnamed(window: QWidget) -> Iterator[str]:
    for each in _acting(window):
        if not each.accessibleName().strip():
            yield f"{type(each).__name__} has no accessible name"
        elif isinstance(each, QComboBox) and each.accessibleName() not in _spoken(each):
            yield f"a screen reader does not hear of {each.accessibleName()!r}"


def _spoken(widget: QWidget) -> str:
    """What a screen reader hears of a widget; on Linux the name of a combo box is what is chosen in it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    parts = (QAccessible.Text.Name, QAccessible.Text.Description)
    return " ".join(interface.text(part) for part in parts) if interface is not None else ""


def _markup(window: QWidget) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText:
            yield f"the label {label.text()[:40]!r} may show markup"
    for each in window.findChildren(QWidget):
        tip = each.toolTip()
        if any(mark in tip.casefold() for mark in ("<img", "<b>", "<i>", "<u>", "<a ", "<script")):
            yield f"the tool tip {tip[:40]!r} is markup"


def _cut(window: QWidget, slack_px: int) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            yield from _cut_label(label, slack_px)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            yield from _cut_button(button)
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and field.height() < field.fontMetrics().height():
            yield f"the field {field.accessibleName()!r} is too low for its text"
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None and _is_cut_off(area, content):
            yield f"{type(content).__name__} is wider than what it scrolls in"
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and not isinstance(view, QHeaderView):
            yield from _cut_rows(view)


def _is_cut_off(area: QScrollArea, content: QWidget) -> bool:
    """Whether it is wider than the area; a table of columns may scroll sideways, and shows it."""
    return content.width() > area.viewport().width() and not area.horizontalScrollBar().isVisible()


def _cut_label(label: QLabel, slack_px: int) -> Iterator[str]:
    words = label.text()[:50]
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    if label.height() < needed:
        yield f"{words!r} needs {needed} px of height and has {label.height()}"
    if not label.wordWrap() and label.width() + slack_px < label.sizeHint().width():
        yield f"{words!r} needs {label.sizeHint().width()} px of width and has {label.width()}"
    yield from _hidden_part(label, words)


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    least = button.minimumSizeHint()
    if button.height() < _SQUEEZED * least.height():
        yield f"the button {button.accessibleName()!r} needs {least.height()} px of height and has {button.height()}"
    has_key_below = button.height() > 1.5 * least.height()
    if isinstance(button, PaintedButton) and button.width() < least.width() and not has_key_below:
        yield f"the button {button.accessibleName()!r} needs {least.width()} px of width and has {button.width()}"
    yield from _hidden_part(button, button.accessibleName())


def _hidden_part(widget: QWidget, words: str) -> Iterator[str]:
    """Whether a parent cuts some of it off; what scrolls up and down may be out of sight."""
    place = QRect(QPoint(0, 0), widget.size())
    parent = widget.parentWidget()
    at = widget
    while parent is not None and not at.isWindow():
        place.translate(at.pos())
        room = parent.rect()
        scrolls = isinstance(parent.parent(), QScrollArea) or isinstance(parent, QScrollArea)
        if scrolls:
            room = QRect(room.left(), place.top(), room.width(), max(1, place.height()))
            area = parent.parent() if isinstance(parent.parent(), QScrollArea) else parent
            if isinstance(area, QScrollArea) and area.horizontalScrollBar().isVisible():
                return
        if not room.contains(place):
            yield f"{words!r} is cut by {type(parent).__name__}: {place.getRect()} in {room.getRect()}"
            return
        if scrolls and isinstance(parent.parent(), QScrollArea):
            # From here on only the width counts.
            place = QRect(place.left(), 0, place.width(), 1)
        at, parent = parent, parent.parentWidget()


def _cut_rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None or model.rowCount() == 0:
        return
    line = view.fontMetrics().height()
    column = 0
    while isinstance(view, QTableView) and view.isColumnHidden(column):
        column += 1
    height = view.visualRect(model.index(0, column)).height()
    if height < line:
        yield f"a row of {view.accessibleName()!r} has {height} px for a line of {line}"


def _unreached(window: QWidget) -> Iterator[str]:
    """Presses Tab until the focus comes round, and names every control that it passed over."""
    window.activateWindow()
    QApplication.processEvents()
    first = QApplication.focusWidget()
    if first is None:
        yield "nothing has the focus"
        return
    controls = list(_acting(window))
    met: list[QWidget] = []
    for _ in range(_MAX_STOPS):
        focused = QApplication.focusWidget()
        if focused is None or (met and focused is met[-1] and len(met) > 1):
            yield f"Tab gets stuck at {met[-1].accessibleName() or type(met[-1]).__name__!r}"
            return
        if focused in met:
            break
        met.append(focused)
        if not focused.isVisible():
            yield f"the focus goes to {focused.accessibleName()!r}, which is not shown"
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QApplication.processEvents()
    else:
        yield "Tab never comes round"
    for each in controls:
        if each.isVisible() and each.isEnabled() and not any(_counts_for(stop, each) for stop in met):
            yield f"Tab does not reach {each.accessibleName()!r} ({type(each).__name__})"
    first.setFocus(Qt.FocusReason.OtherFocusReason)


def _counts_for(stop: QWidget, control: QWidget) -> bool:
    """One stop stands for all choices of a group, whose arrow keys go on, and a field for the buttons that step it."""
    if stop is control or control.focusProxy() is stop or control.isAncestorOf(stop):
        return True
    if control.parentWidget() is not stop.parentWidget():
        return False
    if isinstance(control, QAbstractButton) and isinstance(stop, QAbstractButton):
        group: QButtonGroup | None = control.group()
        together = group is not None and group is stop.group() and group.exclusive()
        return together or (control.autoExclusive() and stop.autoExclusive())
    return isinstance(stop, (QAbstractSpinBox, QLineEdit)) and control.focusPolicy() == Qt.FocusPolicy.NoFocus
