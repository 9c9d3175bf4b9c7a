"""The window in which players are renamed, merged and removed, and all of that undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.records import Player
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.common.undo_keys import UndoKeys
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import telling, translated
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_words import counted
from quizapp.ui.play.players_name_field import NameField

if TYPE_CHECKING:
    from quizapp.play import Lobby

_GAP = 20
"""Pixels between what can be done with a player."""


class RosterWindow(EditorDialog):
    """`changed()` when the players, or whose rounds are whose, are not as before."""

    changed = Signal()

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Players and their rounds"), (780, 680), parent)
        self._lobby, self._scores = lobby, lobby.high_scores
        self._players: tuple[tuple[Player, int], ...] = ()
        self.set_about(self.tr("Every change can be undone until the main window is closed."))
        self._build()
        self._lay_out()
        self._undo = self.add_button(self.tr("Undo"), "undo", self.tr("Ctrl+Z"))
        self.add_close()
        self._connect()
        self._show_players(lobby.player.id if lobby.player else None)
        self._list.setFocus()

    def _build(self) -> None:
        self._list = TwoLineList(self.tr("Players"))
        self._name = NameField(self.tr("New name"), self.tr("All rounds are shown under it."))
        self._rename = PlainButton(self.tr("Rename"), "edit", small=True)
        self._into = QComboBox()
        into = self.tr("Rounds, training and favourites become theirs; their name and spoiler limit stay.")
        self._into_box = FieldBox(self.tr("Merge into"), self._into, into)
        self._merge = PlainButton(self.tr("Merge"), "users", small=True)
        choices = [("keep", self.tr("Rounds stay")), ("go", self.tr("Rounds go too"))]
        self._rounds = Segmented(choices, self.tr("What becomes of the rounds"), small=True)
        self._rounds.set_current("keep")
        self._removing = PlainLabel("", "caption", "ink2", wrap=True)
        self._remove = PlainButton(self.tr("Remove"), "trash", small=True)

    def _lay_out(self) -> None:
        what = PageContent()
        column = QVBoxLayout(what)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(8)
        title = PlainLabel(self.tr("Remove this player"), "caption", "ink2", bold=True)
        for field, button in ((self._name, self._rename), (self._into_box, self._merge)):
            column.addWidget(field)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(_GAP)
        for widget in (title, self._rounds, self._removing):
            column.addWidget(widget)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(SIDE, 8, SIDE, 8)
        row.setSpacing(16)
        row.addWidget(self._list.in_card(), 5)
        row.addWidget(ScrollPage(what), 6)
        self.set_content(content)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._show_chosen)
        self._list.delete_pressed.connect(self._remove_chosen)
        self._rename.clicked.connect(self._rename_chosen)
        self._merge.clicked.connect(self._merge_chosen)
        self._remove.clicked.connect(self._remove_chosen)
        self._rounds.selected.connect(self._show_removing)
        self._undo.clicked.connect(self._undo_last)
        UndoKeys(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo_last)

    # What is shown

    def _show_players(self, chosen: int | None) -> None:
        with telling(self):
            self._players = self._scores.players()
        ids = [player.id for player, _ in self._players]
        rows = [(" ".join(player.name.split()), self._note(player, rounds)) for player, rounds in self._players]
        self._list.blockSignals(True)
        self._list.show_rows(rows, ids.index(chosen) if chosen in ids else 0)
        self._list.blockSignals(False)
        self._show_chosen()

    def _note(self, player: Player, rounds: int) -> str:
        words = [counted(self.tr("%n round(s) finished", "", rounds), rounds)]
        if self._plays_now(player):
            words.append(self.tr("plays now"))
        return " · ".join(words)

    def _plays_now(self, player: Player) -> bool:
        return self._lobby.player is not None and self._lobby.player.id == player.id

    def _chosen(self) -> Player | None:
        row = self._list.currentRow()
        return self._players[row][0] if 0 <= row < len(self._players) else None

    def _show_chosen(self) -> None:
        player = self._chosen()
        self._name.set_name(player.name if player else "")
        self._into.clear()
        for other, _ in self._players:
            if player is None or other.id != player.id:
                self._into.addItem(" ".join(other.name.split()), other.id)
        has_other = player is not None and self._into.count() > 0
        self._into.setEnabled(has_other)
        self._merge.setEnabled(has_other)
        self._rename.setEnabled(player is not None)
        self._remove.setEnabled(player is not None and not self._plays_now(player))
        self._show_removing()
        last = self._scores.last_change
        self._undo.setEnabled(last is not None)
        self._undo.setAccessibleDescription(translated(last) if last is not None else "")

    def _show_removing(self) -> None:
        player = self._chosen()
        if player is not None and self._plays_now(player):
            text = self.tr("Who plays now cannot be removed. Let somebody else play first.")
        elif self._rounds.current() == "keep":
            text = self.tr("The rounds stay on the boards as those of a “Former player”; training and favourites go.")
        else:
            text = self.tr("The rounds go from the boards and the statistics. Relays run with others stay.")
        self._removing.setText(text)

    # What is done

    def _rename_chosen(self) -> None:
        player = self._chosen()
        if player is not None:
            with telling(self):
                if self._name.accepts(partial(self._scores.rename, player.id)):
                    self._tell_done(player.id)

    def _merge_chosen(self) -> None:
        player, into = self._chosen(), self._into.currentData()
        if player is not None and into is not None:
            self._do(lambda: self._scores.merge(player.id, into), into)

    def _remove_chosen(self) -> None:
        player = self._chosen()
        if player is not None:
            keep = self._rounds.current() == "keep"
            self._do(lambda: self._scores.remove(player.id, keep_rounds=keep), None)

    def _do(self, change: Callable[[], object], then_choose: int | None) -> None:
        with telling(self):
            change()
            self._tell_done(then_choose)

    def _tell_done(self, then_choose: int | None) -> None:
        done = self._scores.last_change
        self._show_players(then_choose)
        if done is not None:
            self.say(translated(done))
        self.changed.emit()

    def _undo_last(self) -> None:
        with telling(self):
            undone = self._scores.undo()
            if undone is None:
                return
            player = self._chosen()
            self._show_players(player.id if player else None)
            self.say(self.tr("Undone: {what}").format(what=translated(undone)))
            self.changed.emit()
