"""Who plays, at the head of the home page, with a menu to let somebody else play."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.labels import button_text, tool_tip
from quizapp.ui.common.player_button import PlayerButton

_PLAYERS_IN_MENU = 8


if TYPE_CHECKING:
    from quizapp.game.records import Player


class HomePlayer(QWidget):
    """Name and days in a row. Signals: `chosen(player id)`; `players_requested("choose" | "add" | "rename")`."""

    chosen = Signal(object)
    players_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others: list[Player] = []
        self._name = ""
        self._note = ""
        self._room = 10_000
        self._whole_width = 0
        self._menu: QMenu | None = None
        self._button = PlayerButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self._button.clicked.connect(self._open_menu)
        self._button.hide()

    def set_player(self, player: Player, others: Sequence[Player], day_streak: int) -> None:
        """Show who plays, and keep the others for the menu."""
        self._others = list(others)
        self._name = player.name
        self._note = self.tr("{days}-day streak").format(days=day_streak) if day_streak else ""
        self._show()
        self._button.show()

    def least_width(self) -> int:
        """How narrow the button can get: with hardly anything of the name."""
        name = QFontMetrics(theme.sized_font(14, bold=True)).horizontalAdvance(self._name)
        return self._whole_width - max(0, name - theme.px(60))

    def set_room(self, width: int) -> None:
        """How wide the button may get; a longer name ends in an ellipsis and is whole in the tool tip."""
        if width != self._room:
            self._room = width
            self._show()

    def _show(self) -> None:
        self._button.set_player(self._name, self._note)
        self._whole_width = self._button.sizeHint().width()
        too_much = self._button.sizeHint().width() - self._room
        if too_much > 0:
            metrics = QFontMetrics(theme.sized_font(14, bold=True))
            room = metrics.horizontalAdvance(self._name) - too_much
            shown = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(room, theme.px(60)))
            self._button.set_player(shown, self._note)
            self._button.setAccessibleName(self.tr("Player: {name}").format(name=self._name))
        self._button.setToolTip(tool_tip(self._name) if too_much > 0 else "")

    def _open_menu(self) -> None:
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.triggered.connect(self._choose)
        self._fill(self._menu)
        below = self._button.mapToGlobal(QPoint(self._button.width() - self._menu.sizeHint().width(), 0))
        self._menu.popup(below + QPoint(0, self._button.height() + 4))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for player in self._others[:_PLAYERS_IN_MENU]:
            action = menu.addAction(icons.icon("user"), _one_line(player.name))
            action.setData(player.id)
        if len(self._others) > _PLAYERS_IN_MENU:
            menu.addAction(icons.icon("users"), self.tr("All players…")).setData("choose")
        menu.addSeparator()
        menu.addAction(icons.icon("plus"), self.tr("Add a player…")).setData("add")
        menu.addAction(icons.icon("edit"), self.tr("Rename…")).setData("rename")

    def _choose(self, action: QAction) -> None:
        wanted = action.data()
        if isinstance(wanted, int):
            self.chosen.emit(wanted)
        else:
            self.players_requested.emit(wanted)


def _one_line(name: str) -> str:
    # A tab would begin the column of shortcuts.
    return button_text(" ".join(name.split()))
