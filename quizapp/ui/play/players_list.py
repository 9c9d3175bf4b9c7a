"""The list of players: name, how far each has watched, and who plays now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.game.question import PackInfo
from quizapp.game.records import Player
from quizapp.ui import icons, theme
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painting import rounded
from quizapp.ui.play.players_clock import clock_words

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex


class PlayersModel(QAbstractListModel):
    """One row a player."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._players: list[Player] = []
        self._pack: PackInfo | None = None
        self._current: int | None = None

    def show_players(self, players: Sequence[Player], current: Player | None, pack: PackInfo) -> None:
        """Replace what is shown; `current` is who plays now."""
        self.beginResetModel()
        self._players, self._pack, self._current = list(players), pack, current.id if current else None
        self.endResetModel()

    def player(self, row: int) -> Player | None:
        """The player in this row, or None."""
        return self._players[row] if 0 <= row < len(self._players) else None

    def current_row(self) -> int:
        """The row of who plays now, -1 when nobody does."""
        return next((row for row, player in enumerate(self._players) if player.id == self._current), -1)

    def note(self, row: int) -> str:
        """What stands behind the name."""
        player = self.player(row)
        parts = []
        if player is not None and self._pack is not None and self._pack.episodes:
            limit = player.spoiler_limit(self._pack.id)
            watched = self.tr("watched up to episode {episode}").format(episode=limit)
            parts.append(watched if limit else self.tr("has not started watching"))
        if player is not None:
            parts.append(clock_words(player.clock))
        if row == self.current_row():
            parts.append(self.tr("plays now"))
        return " · ".join(part for part in parts if part)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._players)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        player = self.player(index.row())
        if player is None:
            return None
        name = " ".join(player.name.split())
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (name, self.note(index.row())) if part)
        return None


class PlayersList(QListView):
    """`activated_player(player id)` by Enter or a double click."""

    activated_player = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.players = PlayersModel(self)
        self.setModel(self.players)
        self.setItemDelegate(_PlayerDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Players"))
        self.doubleClicked.connect(self._activate)

    def show_players(self, players: Sequence[Player], current: Player | None, pack: PackInfo) -> None:
        """Show these, with who plays now selected."""
        self.players.show_players(players, current, pack)
        self.setCurrentIndex(self.players.index(max(0, self.players.current_row())))

    def chosen(self) -> Player | None:
        """The selected player; a screen reader selects without moving the current place."""
        selected = self.selectedIndexes()
        return self.players.player(selected[0].row()) if selected else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS:
            if not event.isAutoRepeat():
                self._activate(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _activate(self, index: QModelIndex) -> None:
        player = self.players.player(index.row())
        if player is not None:
            self.activated_player.emit(player.id)


class _PlayerDelegate(QStyledItemDelegate):
    def __init__(self, view: PlayersList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, theme.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(rect).adjusted(4, 2, -4, -2), 8, theme.colour("tint"))
        if selected:
            painter.fillRect(rect.x() + 4, rect.y() + 10, 4, rect.height() - 20, theme.colour("primary"))
        self._paint_face(painter, rect)
        self._paint_words(painter, rect.adjusted(theme.px(32) + 26, 0, -16, 0), index, bold=selected)
        painter.restore()

    def _paint_face(self, painter: QPainter, rect: QRect) -> None:
        side = theme.px(32)
        disc = QRect(rect.x() + 16, rect.y() + (rect.height() - side) // 2, side, side)
        rounded(painter, QRectF(disc), side / 2, theme.colour("rail_sel" if theme.is_dark() else "film"))
        face = round(side * 0.55)
        inset = (side - face) // 2
        drawn = icons.pixmap("user", "subtitle", face, painter.device().devicePixelRatioF())
        painter.drawPixmap(disc.x() + inset, disc.y() + inset, drawn)

    def _paint_words(self, painter: QPainter, area: QRect, index: _Index, *, bold: bool) -> None:
        name_font, note_font = theme.sized_font(14, bold=bold), theme.font("caption")
        upper, lower = QFontMetrics(name_font), QFontMetrics(note_font)
        top = area.y() + (area.height() - upper.height() - lower.height()) // 2
        name = upper.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(name_font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRect(area.x(), top, area.width(), upper.height()), Qt.AlignmentFlag.AlignLeft, name)
        below = QRect(area.x(), top + upper.height(), area.width(), lower.height())
        painter.setFont(note_font)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._view.players.note(index.row()))
