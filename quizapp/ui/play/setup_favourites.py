"""Favourite settings of custom rounds: use one, keep the present ones under a name, remove one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.messages import announce, telling
from quizapp.ui.play.players_name_field import NameField
from quizapp.ui.play.setup_base import section
from quizapp.ui.play.setup_clock import QuietCombo

if TYPE_CHECKING:
    from quizapp.game.records import Favourite
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby


class FavouritesBox(QWidget):
    """Signals: `chosen(Favourite)`; `changed()` when one was kept or removed."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self, lobby: Lobby, settings: Callable[[], RoundSettings], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby = lobby
        self._settings = settings
        self._kept: tuple[Favourite, ...] = ()
        self._list = QuietCombo(self.tr("Favourites"))
        self._use = PlainButton(self.tr("Use"), small=True)
        self._use.setAccessibleName(self.tr("Use this favourite"))
        self._remove = PlainButton(self.tr("Remove"), "trash", small=True)
        self._remove.setAccessibleName(self.tr("Remove this favourite"))
        self._name = NameField(self.tr("Name of the favourite"))
        self._keep = PlainButton(self.tr("Keep as favourite"), "save", small=True)
        self._lay_out()
        self._use.clicked.connect(self._use_current)
        self._remove.clicked.connect(self._remove_current)
        self._keep.clicked.connect(self._keep_present)

    def _lay_out(self) -> None:
        for button in (self._use, self._remove, self._keep):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._upper = QWidget()
        upper = QHBoxLayout(self._upper)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(12)
        upper.addWidget(self._list, 1)
        upper.addWidget(self._use)
        upper.addWidget(self._remove)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(self._name, 1)
        lower.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(section(self.tr("Favourites")))
        column.addWidget(self._upper)
        column.addLayout(lower)

    def refresh(self) -> None:
        """Show what this player has kept."""
        with telling(self):
            self._kept = self._lobby.favourites()
        before = self._list.currentText()
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItems([" ".join(each.name.split()) for each in self._kept])
            self._list.setCurrentIndex(max(0, self._list.findText(before)))
        self._upper.setVisible(bool(self._kept))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._name.isAncestorOf(self.focusWidget() or self):
            if not event.isAutoRepeat():
                self._keep_present()
            return
        super().keyPressEvent(event)

    def _current(self) -> Favourite | None:
        place = self._list.currentIndex()
        return self._kept[place] if 0 <= place < len(self._kept) else None

    def _use_current(self) -> None:
        favourite = self._current()
        if favourite is not None:
            self.chosen.emit(favourite)
            announce(self, self.tr("The rules of {name} are set").format(name=favourite.name))

    def _keep_present(self) -> None:
        with telling(self):
            if self._name.accepts(self._keep_as):
                self._name.set_name("")
                self.refresh()
                self.changed.emit()

    def _keep_as(self, name: str) -> None:
        self._lobby.keep_favourite(name, self._settings())

    def _remove_current(self) -> None:
        favourite = self._current()
        if favourite is None:
            return
        with telling(self):
            self._lobby.remove_favourite(favourite.name)
        self.refresh()
        self.changed.emit()
        if not self._kept:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
