"""A table of figures to walk through and to copy; a share is drawn as a bar with its number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.row_table import Index, RowDelegate, RowTable, paint_line

_GAP, _ICON, _LEAST_BAR = 8, 18, 36
_ROW_HEIGHT = 38
_LEAST_TEXT = 96
"""Pixels the first text keeps, however little room there is."""
_TEXT_SHARE = 0.9
"""Of the room beside the numbers a long first text leaves the bar the rest."""
_WIDEST_BAR = 150


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title; `is_bar` shows the row's share, the first text column takes what room is left."""

    title: str
    is_number: bool = False
    is_bar: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row; `share` (0 to 1) is what its bar shows, `icon` stands before the first text."""

    cells: tuple[str, ...]
    share: float | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart says, in rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def lines(self) -> list[list[str]]:
        """The titles of the columns, then the rows."""
        return [[column.title for column in self.columns], *(list(row.cells) for row in self.rows)]


class FiguresModel(QAbstractTableModel):
    """The rows of a `Table`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = Table("", (), ())

    def show_table(self, table: Table) -> None:
        """Replace the rows, and the columns with them."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text, column = self.table.rows[index.row()].cells[index.column()], self.table.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {text}" if index.column() else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(text)
        return self._side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.columns[section].title
        return self._side(self.table.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: Column) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class FiguresTable(RowTable):
    """Shows a `Table`; Ctrl+C copies the chosen rows, or all where none is chosen, with the titles of the columns."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(_ROW_HEIGHT, parent)
        self.figures = FiguresModel(self)
        self.setModel(self.figures)
        self.setItemDelegate(_Delegate(self.figures, self))
        self.setAccessibleName(accessible_name)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName(self.tr("Columns"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("ring", "inside")

    def show_table(self, table: Table) -> None:
        """Show these rows; where the columns are the same, the current row stays."""
        if table == self.figures.table:
            return
        row = self.currentIndex().row()
        self.figures.show_table(table)
        self.fit_columns()
        if table.rows:
            self.setCurrentIndex(self.figures.index(min(max(0, row), len(table.rows) - 1), 0))
            self.clearSelection()

    def copy(self) -> None:
        """Put rows on the clipboard, cells between tabs."""
        chosen = self.chosen_rows()
        head, *rows = self.figures.table.lines()
        self.put_on_clipboard([head, *([rows[row] for row in chosen] if chosen else rows)])

    def whole_height(self) -> int:
        """The height at which every row shows."""
        rows = self.figures.rowCount() * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page; a table of figures has nothing to search by."""

    def fit_columns(self) -> None:
        """Numbers take what they need, the bar a share of the rest, and the text all else."""
        columns = self.figures.table.columns
        if not columns:
            return
        widths = [0 if self.isColumnHidden(place) else self._needed(place) for place in range(len(columns))]
        room = self.viewport().width() - sum(widths[1:])
        bars = [place for place, column in enumerate(columns) if column.is_bar]
        text = max(min(widths[0], round(room * _TEXT_SHARE)), theme.px(_LEAST_TEXT))
        spare = max(0, room - text)
        for place in bars:
            widths[place] += min(spare, theme.px(_WIDEST_BAR))
            room -= min(spare, theme.px(_WIDEST_BAR))
        widths[0] = max(room, theme.px(_LEAST_TEXT) if len(columns) > 1 else 1)
        for place, width in enumerate(widths):
            if width:
                self.setColumnWidth(place, width)

    def _needed(self, place: int) -> int:
        metrics = QFontMetrics(cell_font(bold=self.figures.table.columns[place].is_bar))
        texts = (row.cells[place] for row in self.figures.table.rows)
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        if self.figures.table.columns[place].is_bar:
            widest += theme.px(_LEAST_BAR) + _GAP
        if place == 0 and any(row.icon for row in self.figures.table.rows):
            widest += theme.px(_ICON) + _GAP
        title = QFontMetrics(theme.sized_font(12, bold=True)).horizontalAdvance(self.figures.table.columns[place].title)
        return max(widest, title) + 2 * _GAP + 4


def cell_font(*, bold: bool = False) -> QFont:
    """The font of a cell."""
    return theme.sized_font(13, bold=bold)


class _Delegate(RowDelegate):
    def __init__(self, model: FiguresModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        row, column = self._model.table.rows[index.row()], self._model.table.columns[index.column()]
        inside = rect.adjusted(_GAP, 0, -_GAP, 0)
        if index.column() == 0 and row.icon:
            inside = self._paint_icon(painter, inside, row.icon, chosen)
        if column.is_bar:
            inside = self._paint_bar(painter, inside, row, index.column())
        ink, font = theme.colour("on_sel" if chosen else "ink"), cell_font(bold=column.is_bar)
        paint_line(painter, inside, row.cells[index.column()], font, ink, right=column.is_number or column.is_bar)

    def _paint_icon(self, painter: QPainter, rect: QRect, name: str, chosen: bool) -> QRect:
        side = theme.px(_ICON)
        drawn = icons.pixmap(name, "on_sel" if chosen else "ink2", side, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.x(), rect.center().y() - side // 2, drawn)
        return rect.adjusted(side + _GAP, 0, 0, 0)

    def _paint_bar(self, painter: QPainter, rect: QRect, row: Row, place: int) -> QRect:
        """The bar; what is left of the cell behind it is given back."""
        metrics = QFontMetrics(cell_font(bold=True))
        words = max(metrics.horizontalAdvance(each.cells[place]) for each in self._model.table.rows)
        height = theme.px(10)
        bar = QRectF(rect.x(), rect.center().y() - height / 2, rect.width() - words - _GAP, height)
        rounded(painter, bar, height / 2, theme.colour("sunken"), theme.colour("line2"))
        if row.share:
            filled = QRectF(bar.x(), bar.y(), max(height, bar.width() * min(1.0, row.share)), height)
            rounded(painter, filled, height / 2, theme.colour("bar"))
        return QRect(round(bar.right()) + _GAP, rect.y(), words + 2, rect.height())
