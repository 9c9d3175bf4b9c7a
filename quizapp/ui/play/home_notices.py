"""The notices at the head of the home page: a round that waits, and what the program has to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from quizapp.ui.common.notice import Notice

if TYPE_CHECKING:
    from quizapp.game.records import OpenRound, Player
    from quizapp.ui.common.buttons import PlainButton
    from quizapp.ui.play.home_waiting import WaitingRound


class HomeNotices(QVBoxLayout):
    """Signals: `resume_requested(round id)`, `abandon_requested(round id)`, `closed()` when one was closed."""

    resume_requested = Signal(object)
    abandon_requested = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[OpenRound | None, bool] = (None, False)
        self._waiting: WaitingRound | None = None
        self.setSpacing(10)

    def go_on_button(self) -> PlainButton | None:
        """The button that goes on with the round that waits; None where none can."""
        return self._waiting.go_on if self._waiting is not None else None

    def set_enter_goes_on(self, goes_on: bool) -> None:
        """Whether Enter is for the button that goes on."""
        button = self.go_on_button()
        if button is not None:
            button.set_key("Enter" if goes_on else "")

    def show_waiting(self, found: OpenRound | None, player: Player) -> None:
        """Offer this round, unless it asks later episodes than who plays has watched: then it is only told."""
        beyond = found is not None and found.settings.spoiler_limit > player.spoiler_limit(found.settings.pack_id)
        if (found, beyond) == self._shown:
            return
        self._shown = found, beyond
        if self._waiting is not None:
            self._remove(self._waiting)
            self._waiting = None
        if found is not None:
            from quizapp.ui.play.home_waiting import WaitingRound

            self._waiting = WaitingRound(found, beyond=beyond, parent=self.parentWidget())
            self._waiting.resume_requested.connect(self.resume_requested)
            self._waiting.abandon_requested.connect(self.abandon_requested)
            self.addWidget(self._waiting)
            self._waiting.show()

    def show_notice(
        self, title: str, text: str, buttons: Sequence[tuple[str, str, Callable[[], object]]] = ()
    ) -> Notice:
        """Show a notice on top that can be closed; `buttons` are words, icon name and what a click calls."""
        notice = Notice("warn", title, text, icon_name="restore", closable=True, parent=self.parentWidget())
        for words, icon_name, action in buttons:
            notice.add_button(words, icon_name).clicked.connect(action)
        notice.closed.connect(self._close)
        self.insertWidget(0, notice)
        notice.show()
        return notice

    def _close(self) -> None:
        notice = self.sender()
        if isinstance(notice, Notice):
            self._remove(notice)
            self.closed.emit()

    def _remove(self, notice: Notice) -> None:
        self.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
