"""The modes as lanes of a running track: number, start line, title, sentence, and how one did there last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import keyboard_focus_visible
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painting import round_off
from quizapp.ui.play.lane_painting import LanePainter, lane_height, paint_empty_track, start_line_x

_RADIUS = 14
_LOWEST_LINE, _LOWEST_TARGET = 28, 32
"""A one-line lane in pixels, at text size 100 % and at least: seven of them must fit the smallest window."""
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: what is run there, and at the right a caption with a value ("Best", "1,498")."""

    id: str
    title: str
    sentence: str
    caption: str = ""
    value: str = ""
    short: str = ""  # caption and value in one line, where there is only one


class LaneList(QListView):
    """Lanes to choose from; Up and Down move, Enter and letters are left to the page."""

    current_changed = Signal(str)
    started = Signal(str)

    def __init__(self, *, corners: tuple[str, ...] = ("tl", "bl"), parent: QWidget | None = None) -> None:
        """`corners` are those of the list that are round because the board's are."""
        super().__init__(parent)
        self._corners = corners
        self._small = False
        self._hovered_row = -1
        # A viewport of our own: to ask for Qt's makes PySide load every widget class there is (15 ms at start).
        self.setViewport(QWidget())
        self._lanes = _LaneModel(self)
        self.setModel(self._lanes)
        self.setItemDelegate(_LaneDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("ring", "own")
        self.setAccessibleName(self.tr("Lanes"))
        self.selectionModel().currentChanged.connect(self._tell)
        # Queued: with the keyboard a lane is selected a moment before it is the current one.
        self.selectionModel().selectionChanged.connect(self._follow_selection, Qt.ConnectionType.QueuedConnection)
        self.doubleClicked.connect(self._start)
        self.entered.connect(self._show_hover)

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show these lanes; the current one stays current if it is among them, else the first is."""
        before = self.current()
        with QSignalBlocker(self.selectionModel()):
            self._lanes.replace(lanes)
        self.set_current(before if before in self._lanes.ids() else next(iter(self._lanes.ids()), ""))
        self.updateGeometry()

    def lane_count(self) -> int:
        """How many lanes there are."""
        return self._lanes.rowCount()

    def lane(self, number: int) -> Lane | None:
        """The lane with this number, counted from 1, or None; for the digit keys."""
        return self._lanes.lane(number - 1)

    def current(self) -> str:
        """The id of the current lane, "" when there is none."""
        lane = self._lanes.lane(self.currentIndex().row())
        return lane.id if lane else ""

    def set_current(self, identity: str) -> None:
        """Choose a lane without a signal."""
        ids = self._lanes.ids()
        if identity in ids:
            index = self._lanes.index(ids.index(identity))
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            with QSignalBlocker(self.selectionModel()):
                self.selectionModel().setCurrentIndex(index, flag)
            self.viewport().update()

    def set_small(self, small: bool) -> None:
        """Switch between two lines and one line a lane."""
        self._small = small
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def set_corners(self, *corners: str) -> None:
        """Say which corners ("tl", "tr", "bl", "br") are those of the board."""
        self._corners = corners
        self.viewport().update()

    def is_small(self) -> bool:
        """Whether each lane has one line only."""
        return self._small

    def row_height(self, row: int) -> int:
        """The height of a lane: all lanes share the list, and a few do not get taller than lanes are."""
        count = max(1, self.lane_count())
        share = lane_height(self.viewport().height(), count)
        return max(self._lowest(), round((row + 1) * share) - round(row * share))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(52 if self._small else 82) * max(1, self.lane_count()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), self._lowest() * max(1, self.lane_count()))

    def _lowest(self) -> int:
        return max(_LOWEST_TARGET, theme.px(_LOWEST_LINE)) if self._small else theme.px(50)

    def hovered_row(self) -> int:
        """The row of the lane below the pointer, -1 when there is none."""
        return self._hovered_row

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_hover(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_ground()
        super().paintEvent(event)
        self._paint_edge()

    def _paint_edge(self) -> None:
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        round_off(painter, QRectF(area), _RADIUS, self._corners, theme.colour("bg"))
        # The current lane is as light as the page: there the edge of the board must show. Clay needs none.
        current = self.visualRect(self.currentIndex())
        if not current.isValid():
            return
        start = start_line_x(self.currentIndex().row(), small=self._small)
        painter.setClipRect(current.adjusted(start + 6, 0, 1, 1))
        painter.setPen(theme.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        beyond = 2 * _RADIUS  # sides without round corners lie beyond the widget
        left = 0 if "tl" in self._corners else beyond
        right = 0 if "tr" in self._corners else beyond
        outline = QRectF(area).adjusted(0.5 - left, 0.5, right - 0.5, -0.5)
        painter.drawRoundedRect(outline, _RADIUS - 0.5, _RADIUS - 0.5)

    def _paint_ground(self) -> None:
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        last = self._lanes.index(self.lane_count() - 1)
        bottom = self.visualRect(last).bottom() + 1 if last.isValid() else 0
        painter.fillRect(area, theme.colour("clay"))
        if bottom < area.bottom() - 8:
            paint_empty_track(painter, area.adjusted(0, bottom, 0, 0))

    def _tell(self, current: QModelIndex) -> None:
        lane = self._lanes.lane(current.row())
        if lane is not None:
            self.current_changed.emit(lane.id)

    def _follow_selection(self) -> None:
        """A screen reader selects a lane without making it the current one."""
        for index in self.selectedIndexes():
            self.setCurrentIndex(index)

    def _show_hover(self, index: QModelIndex) -> None:
        self._hovered_row = index.row()
        self.viewport().update()

    def _start(self, index: QModelIndex) -> None:
        lane = self._lanes.lane(index.row())
        if lane is not None:
            self.started.emit(lane.id)


class _LaneModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Lane] = []

    def replace(self, lanes: Sequence[Lane]) -> None:
        if self._rows and [lane.id for lane in lanes] == self.ids():
            # A reset would take the focus of a screen reader from the lane it reads.
            self._rows = list(lanes)
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(lanes)
        self.endResetModel()

    def ids(self) -> list[str]:
        return [lane.id for lane in self._rows]

    def lane(self, row: int) -> Lane | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        lane = self.lane(index.row())
        if lane is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return lane.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(lane.sentence)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ending = lane.short or f"{lane.caption} {lane.value}".strip()
            parts = [str(index.row() + 1), lane.title, lane.sentence, ending]
            return ". ".join(part.rstrip(".") for part in parts if part)
        return None


class _LaneDelegate(QStyledItemDelegate):
    def __init__(self, view: LaneList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._view.row_height(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        lane = self._view.lane(index.row() + 1)
        if lane is None:
            return
        view = self._view
        current = view.currentIndex().row() == index.row()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        hover = view.hovered_row() == index.row()
        drawing = LanePainter(painter, rect, index.row(), small=view.is_small())
        last = rect.bottom() >= view.viewport().height() - 1
        drawing.paint_ground(current=current, hover=hover, last=last)
        short = lane.short or f"{lane.caption} {lane.value}".strip()
        limit = drawing.paint_ending(lane.caption, lane.value, short, current=current)
        drawing.paint_words(lane.title, lane.sentence, limit, current=current)
        if current and view.hasFocus() and keyboard_focus_visible():
            drawing.paint_focus()
