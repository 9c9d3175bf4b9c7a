"""How the rows and the head of the high-score table are drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.painting import rounded
from quizapp.ui.scores.board_model import BoardModel, Column

EDGE = 24
"""Pixels between the panel's edge and its texts."""
GAP = 12
_MEDALS = 3
_Index = QModelIndex | QPersistentModelIndex


def cell_font(column: Column, *, strong: bool, ranking: Column = Column.SCORE) -> QFont:
    """The font of a cell; `strong` for the player's last run, `ranking` is the column the board is ranked by."""
    if column == Column.RANK:
        return theme.sized_font(13, bold=True)
    if column == ranking:
        return theme.sized_font(15, bold=True)
    return theme.sized_font(14, bold=strong and column == Column.PLAYER)


def head_font() -> QFont:
    """The font of the column titles."""
    return theme.sized_font(12, bold=True)


def padded(rect: QRect, column: Column) -> QRect:
    """The part of a cell that holds its text; the outer columns keep away from the panel's edge."""
    left = EDGE if column == Column.RANK else GAP
    right = EDGE if column == Column.DATE else GAP
    return rect.adjusted(left, 0, -right, 0)


class BoardDelegate(QStyledItemDelegate):
    """Badges for the first three, a bar and a chip for the player's last run, words for edited packs."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        row, column = index.row(), Column(index.column())
        mine = self._model.is_last_run(row)
        painter.save()
        if mine or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("tint"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if column == Column.RANK:
            if mine:
                painter.fillRect(rect.x(), rect.y(), 5, rect.height() - 1, theme.colour("primary"))
            self._paint_rank(painter, rect, row)
        elif column == Column.PLAYER:
            self._paint_player(painter, padded(rect, column), row, mine=mine)
        else:
            painter.setFont(cell_font(column, strong=mine, ranking=self._model.ranking_column()))
            painter.setPen(theme.colour("ink2" if column == Column.DATE and not mine else "ink"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(padded(rect, column), right, self._model.text(row, column))
        painter.restore()

    def _paint_rank(self, painter: QPainter, rect: QRect, row: int) -> None:
        text = self._model.text(row, Column.RANK)
        font = cell_font(Column.RANK, strong=False)
        side = max(theme.px(30), QFontMetrics(font).horizontalAdvance(text) + 4)
        badge = QRect(rect.x() + EDGE, rect.y() + (rect.height() - theme.px(30)) // 2, side, theme.px(30))
        ink = "ink2"
        if 0 < self._model.entry(row).rank <= _MEDALS:
            rounded(painter, QRectF(badge), 6, theme.colour("clay"))
            font, ink = theme.sized_font(16, bold=True), "chalk"
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_player(self, painter: QPainter, area: QRect, row: int, *, mine: bool) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font = cell_font(Column.PLAYER, strong=mine)
        room = area.width() - marks_width(self._model, row)
        metrics = QFontMetrics(font)
        name = metrics.elidedText(self._model.text(row, Column.PLAYER), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(area, left, name)
        x = area.x() + metrics.horizontalAdvance(name)
        chip = self._model.chip(row)
        if chip:
            x += GAP
            x += _paint_chip(painter, QRect(x, area.y(), 0, area.height()), chip)
        mark = self._model.mark(row)
        if mark:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("ink2"))
            painter.drawText(area.adjusted(x + GAP - area.x(), 0, 0, 0), left, mark)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(60, theme.px(48))


def marks_width(model: BoardModel, row: int) -> int:
    """How much room chip and words behind a name take."""
    width = 0
    if model.chip(row):
        width += GAP + _chip_width(model.chip(row))
    if model.mark(row):
        width += GAP + QFontMetrics(theme.font("caption")).horizontalAdvance(model.mark(row))
    return width


def _chip_width(text: str) -> int:
    return QFontMetrics(theme.sized_font(12, bold=True)).horizontalAdvance(text) + 20


def _paint_chip(painter: QPainter, place: QRect, text: str) -> int:
    width, height = _chip_width(text), theme.px(22)
    chip = QRect(place.x(), place.y() + (place.height() - height) // 2, width, height)
    rounded(painter, QRectF(chip), height / 2, theme.colour("subtitle"))
    painter.setFont(theme.sized_font(12, bold=True))
    painter.setPen(theme.colour("subtitle_ink"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return width


class BoardHead(QHeaderView):
    """Column titles on the panel's own ground; a chevron says what the board is sorted by."""

    def __init__(self, entries: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._entries = entries
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setAccessibleName(self.tr("Columns"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(37))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = Column(section)
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line2"))
        area = padded(rect, column)
        if column == self._entries.ranking_column():
            side = theme.px(14)
            arrow = icons.pixmap("chevron-down", "ink2", side, self.devicePixelRatioF())
            painter.drawPixmap(area.right() - side + 3, area.y() + (area.height() - side) // 2, arrow)
            area = area.adjusted(0, 0, -side - 1, 0)
        painter.setFont(head_font())
        painter.setPen(theme.colour("ink2"))
        alignment = Qt.AlignmentFlag.AlignVCenter
        alignment |= Qt.AlignmentFlag.AlignLeft if column <= Column.PLAYER else Qt.AlignmentFlag.AlignRight
        title = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        painter.drawText(area, alignment, str(title))
        painter.restore()
