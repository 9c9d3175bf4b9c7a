"""The first page anybody sees: who plays, and how far they have watched, so that nothing later is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import telling
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_scene import HomeScene
from quizapp.ui.play.players_name_field import NameField
from quizapp.ui.play.players_watched import WatchedChooser
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Lobby

_WIDEST = 760
_TOO_LARGE_FOR_DECORATION = 1.2
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FirstStartPage(QWidget):
    """Adds the first player. `done()` when that has been saved."""

    done = Signal()
    hints_changed = Signal()

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby = lobby
        self._small = False
        self._build()
        self._lay_out()
        self._start.clicked.connect(self._submit)
        if self._watched is not None:
            # Else Enter, which the button of the start promises, would give the quick answer again.
            self._watched.settled.connect(self._start.setFocus)

    def _build(self) -> None:
        pack = self._lobby.pack
        self._scene = HomeScene(corners=("tl", "tr"))
        about = self.tr("Welcome to {pack} trivia. Two questions about you, then you are off.")
        if not pack.episodes:
            about = self.tr("Welcome to {pack} trivia. One answer first, then you can run.")
        self._about = PlainLabel(
            about.format(pack=self._lobby.names.with_hangul(pack.title)), "body", "ink2", wrap=True
        )
        note = self.tr("Shown in the high scores, on this computer only. You can change it later.")
        self._name = NameField(self.tr("Who plays?"), note)
        self._watched = WatchedChooser(pack.episodes) if pack.episodes else None
        self._start = MainButton(self.tr("Let’s run"), "flag", "Enter")

    def _lay_out(self) -> None:
        self._card = Card(radius=14)
        self._card.setMaximumWidth(_WIDEST)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._scene)
        self._body = QVBoxLayout()
        self._body.addWidget(PlainLabel(self.tr("On your marks"), "page_title"))
        self._body.addWidget(self._about)
        self._body.addSpacing(4)
        self._body.addWidget(self._name)
        if self._watched is not None:
            self._body.addWidget(self._watched)
        self._body.addSpacing(6)
        self._body.addWidget(self._start)
        inside.addLayout(self._body)
        content = PageContent()
        self._around = QVBoxLayout(content)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card, 1_000)
        row.addStretch(1)
        self._around.addStretch(1)
        self._around.addLayout(row)
        self._around.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollPage(content))
        self._space_out()

    def _space_out(self) -> None:
        side = 16 if self._small else 28
        self._around.setContentsMargins(side, side, side, side)
        self._scene.setFixedHeight(64 if self._small else 180)
        self._scene.setVisible(not self._small or theme.text_scale() < _TOO_LARGE_FOR_DECORATION)
        self._body.setContentsMargins(*((24, 14, 24, 18) if self._small else (32, 22, 32, 28)))
        self._body.setSpacing(10 if self._small else 14)

    def activate(self) -> None:
        """The name is asked first."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        return [(["Tab"], self.tr("next field")), (["Enter"], self.tr("let’s run"))]

    def set_window_class(self, name: WindowClass) -> None:
        """In a small window the painted scene is a strip."""
        self._small = name == "small"
        self._space_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER_KEYS and not event.isAutoRepeat():
            self._submit()
            return
        super().keyPressEvent(event)

    def _submit(self) -> None:
        with telling(self):
            if self._name.accepts(self._add):
                self.done.emit()

    def _add(self, name: str) -> None:
        self._lobby.add_player(name, self._watched.value() if self._watched is not None else 0)
