"""The window in which somebody else is chosen to play, added, or given another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.game.rules import ClockFactor
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.messages import announce, telling, translated
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.players_clock import ClockChooser
from quizapp.ui.play.players_list import PlayersList
from quizapp.ui.play.players_name_field import NameField
from quizapp.ui.play.players_watched import WatchedChooser

if TYPE_CHECKING:
    from quizapp.play import Lobby

Task = Literal["choose", "add", "rename", "add_runner"]
_TASKS: tuple[Task, ...] = ("choose", "add", "rename")


class PlayersDialog(QDialog):
    """Show with `open()`; closes by itself when done. `changed()` when another player or another name was saved.

    "add_runner" adds somebody for a relay: whoever opened the window takes care that who plays stays.
    """

    changed = Signal()

    def __init__(self, lobby: Lobby, parent: QWidget | None = None, *, start: Task = "choose") -> None:
        super().__init__(parent)
        self._lobby = lobby
        self._for_relay = start == "add_runner"
        self.setWindowTitle(self.tr("Players"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._lay_out()
        self._connect()
        self._list.show_players(lobby.players(), lobby.player, lobby.pack)
        self.begin("add" if self._for_relay else start)

    def _build(self) -> None:
        words = (self.tr("Choose"), self.tr("Add"), self.tr("Rename"))
        self._tasks = Segmented(list(zip(_TASKS, words, strict=True)), self.tr("What to do"))
        self._notice = Notice("bad", "", closable=True)
        self._notice.hide()
        self._list = PlayersList()
        self._new_name = NameField(self.tr("Name of the new player"), self.tr("Shown in the high scores."))
        episodes = self._lobby.pack.episodes
        self._watched = WatchedChooser(episodes) if episodes else None
        self._clock = ClockChooser()
        self._own_name = NameField(self.tr("New name"), self.tr("Scores already run take the new name too."))
        self._pages = QStackedWidget()
        self._act = MainButton("", key="Enter", small=True)
        self._close = PlainButton(self.tr("Close"), key="Esc")

    def _lay_out(self) -> None:
        card = Card(shadow=False)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self._list)
        adding: list[QWidget] = [self._new_name]
        if self._watched is not None:
            adding.append(self._watched)
        adding.append(self._clock)
        tasks: tuple[list[QWidget], ...] = ([card], adding, [self._own_name])
        for widgets in tasks:
            self._pages.addWidget(ScrollPage(_page(widgets)))
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 22)
        column.setSpacing(16)
        column.addWidget(PlainLabel(self.tr("Players"), "section"))
        column.addWidget(self._notice)
        column.addWidget(self._tasks)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        self.resize(min(theme.px(680), 780), min(theme.px(590), 590))

    def _connect(self) -> None:
        self._tasks.selected.connect(self.begin)
        self._list.activated_player.connect(self._choose)
        self._act.clicked.connect(self._do)
        self._close.clicked.connect(self.reject)

    def begin(self, task: Task) -> None:
        """Turn to one of the three tasks."""
        self._tasks.set_current(task)
        self._pages.setCurrentIndex(_TASKS.index(task))
        words = {
            "choose": self.tr("Switch to this player"),
            "add": self.tr("Add to the relay") if self._for_relay else self.tr("Add and play"),
            "rename": self.tr("Save the name"),
        }
        self._act.set_text(words[task])
        if task == "rename" and self._lobby.player is not None:
            self._own_name.set_name(self._lobby.player.name)
        first = {"choose": self._list, "add": self._new_name, "rename": self._own_name}[task]
        if not self._tasks.isAncestorOf(self.focusWidget() or self):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, sentence: Sentence) -> None:
        """Show the sentence of a failure on top."""
        self._notice.set_content(translated(sentence))
        self._notice.show()
        announce(self._notice, self._notice.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._do()
            return
        super().keyPressEvent(event)

    def _do(self) -> None:
        task = self._tasks.current()
        if task == "choose":
            player = self._list.chosen()
            if player is not None:
                self._choose(player.id)
            return
        field, action = (self._new_name, self._add) if task == "add" else (self._own_name, self._rename)
        with telling(self):
            if field.accepts(action):
                self._finish()

    def _choose(self, player_id: int) -> None:
        with telling(self):
            self._lobby.choose_player(player_id)
            self._finish()

    def _add(self, name: str) -> None:
        self._lobby.add_player(name, self._watched.value() if self._watched is not None else 0)
        if self._clock.value() is not ClockFactor.X1:
            self._lobby.set_clock(self._clock.value())

    def _rename(self, name: str) -> None:
        self._lobby.rename_player(name)

    def _finish(self) -> None:
        self.changed.emit()
        self.accept()


def _page(widgets: list[QWidget]) -> QWidget:
    page = PageContent()
    column = QVBoxLayout(page)
    # Room for the focus ring.
    column.setContentsMargins(8, 8, 8, 8)
    column.setSpacing(14)
    for widget in widgets:
        column.addWidget(widget)
    if len(widgets) > 1 or isinstance(widgets[0], NameField):
        column.addStretch(1)
    return page
