"""The table of an import's questions: rows to walk through, tick and choose."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from quizapp.game.plans import PlanItem
from quizapp.ui import icons, theme
from quizapp.ui.common.focus_ring import keyboard_focus_visible
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.row_table import Index, RowDelegate, RowTable, paint_line
from quizapp.ui.imports.plan_model import Column, PlanModel, can_be_ticked
from quizapp.ui.imports.plan_words import Entry, outcome
from quizapp.ui.imports.sign import paint_sign

_ROW_HEIGHT, _HEAD_HEIGHT = 29, 31
_GAP = 7
_TICK = 16
_WIDTHS = {Column.TICK: 44, Column.PLACE: 60, Column.RESULT: 124}
_WIDE_PLACE = 150
_QUESTION_SHARE = 0.48


class PlanTable(RowTable):
    """Signals: `current_changed()` when another row is the current one, `selected()` when other rows are chosen."""

    current_changed = Signal()
    selected = Signal()
    current_column = Column.QUESTION

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(_ROW_HEIGHT, parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, self))
        self.setHorizontalHeader(_Head(model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", "own")
        self.setAccessibleName(self.tr("Questions of the files"))
        self.selectionModel().currentRowChanged.connect(self.current_changed)
        self.selectionModel().selectionChanged.connect(self.selected)
        self.clicked.connect(self._tick_clicked)
        model.headerDataChanged.connect(self.fit_columns)

    def set_ticks_shown(self, shown: bool) -> None:
        """Whether the first column is there."""
        self.setColumnHidden(Column.TICK, not shown)
        self.fit_columns()

    def current(self) -> Entry | None:
        """What stands in the current row."""
        return self._model.entry(self.currentIndex().row())

    def selected_count(self) -> int:
        """How many rows are chosen."""
        return sum(len(span) for span in self._spans())

    def selected_items(self) -> list[PlanItem]:
        """The chosen questions, in the order shown."""
        return self._model.items(row for span in self._spans() for row in span)

    def _spans(self) -> list[range]:
        found = self.selectionModel().selection().toList()
        return [range(*pair) for pair in sorted({(span.top(), span.bottom() + 1) for span in found})]

    def toggle(self) -> None:
        """Ticks the chosen questions, or unticks them where the first that can be is ticked."""
        items = [item for item in self.selected_items() if can_be_ticked(item)]
        current = self.current()
        if items:
            leading = current if isinstance(current, PlanItem) and can_be_ticked(current) else items[0]
            self._model.choose(items, not leading.chosen)

    def _tick_clicked(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if index.column() == Column.TICK and isinstance(entry, PlanItem) and can_be_ticked(entry):
            self._model.choose([entry], not entry.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.toggle()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the window knows what they mean
            return
        super().keyPressEvent(event)

    def fit_columns(self) -> None:
        widths = {column: theme.px(width) for column, width in _WIDTHS.items()}
        if self._model.has_several_files:
            widths[Column.PLACE] = theme.px(_WIDE_PLACE)
        if self.isColumnHidden(Column.TICK):
            del widths[Column.TICK]
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        room = max(self.viewport().width() - sum(widths.values()), 2)
        self.setColumnWidth(Column.QUESTION, round(room * _QUESTION_SHARE))
        self.setColumnWidth(Column.WHY, room - round(room * _QUESTION_SHARE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.currentIndex().row()
        if row < 0 or not (self.hasFocus() and keyboard_focus_visible()):
            return
        painter = QPainter(self.viewport())
        area = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row) - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, token in ((0, "focus_out"), (2, "focus_in")):
            pen = painter.pen()
            pen.setColor(theme.colour(token))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(area.adjusted(inset + 1, inset + 1, -inset - 1, -inset - 1))


class _Delegate(RowDelegate):
    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        entry, column = self._model.entry(index.row()), Column(index.column())
        area = rect.adjusted(_GAP, 0, -_GAP, -1)
        if entry is None:
            return
        if column is Column.TICK:
            self._paint_tick(painter, rect, entry)
        elif column is Column.RESULT:
            self._paint_result(painter, area, entry, chosen)
        else:
            self._paint_text(painter, area, column, str(index.data() or ""), chosen)

    def _paint_text(self, painter: QPainter, area: QRect, column: Column, text: str, chosen: bool) -> None:
        is_place = column is Column.PLACE
        ink, font = theme.colour("on_sel" if chosen else "ink"), theme.sized_font(13, bold=is_place)
        elided = Qt.TextElideMode.ElideLeft if is_place else Qt.TextElideMode.ElideRight
        right = is_place and not self._model.has_several_files
        paint_line(painter, area, text, font, ink, right=right, elided=elided)

    def _paint_result(self, painter: QPainter, area: QRect, entry: Entry, chosen: bool) -> None:
        shown = outcome(entry, is_done=self._model.is_done)
        side = theme.px(16)
        square = QRectF(area.x(), area.y() + (area.height() - side) // 2, side, side)
        paint_sign(painter, square, shown.icon, "on_sel" if chosen else shown.token)
        ink = theme.colour("on_sel" if chosen else "ink")
        paint_line(painter, area.adjusted(side + 7, 0, 0, 0), shown.words, theme.font("dense"), ink)

    def _paint_tick(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        if not can_be_ticked(entry):
            return
        side = theme.px(_TICK)
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        is_on = isinstance(entry, PlanItem) and entry.chosen
        fill = theme.colour("primary" if is_on else "surface")
        rounded(painter, QRectF(box), 4, fill, theme.colour("on_sel" if is_on else "line2"))
        if is_on:
            inner = box.adjusted(2, 2, -2, -2)
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(inner.topLeft(), icons.pixmap("check", "on_primary", inner.width(), ratio))


class _Head(QHeaderView):
    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._plan = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(2)
        self.setHighlightSections(False)
        self.setAccessibleName(self.tr("Columns"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEAD_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("sunken"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line2"))
        title = str(self._plan.headerData(section, Qt.Orientation.Horizontal))
        right = section == Column.PLACE and not self._plan.has_several_files
        area, font = rect.adjusted(_GAP, 0, -_GAP, 0), theme.sized_font(12, bold=True)
        paint_line(painter, area, title, font, theme.colour("ink2"), right=right)
        painter.restore()
