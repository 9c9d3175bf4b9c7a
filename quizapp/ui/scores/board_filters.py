"""Whose rounds of a board are shown, and from when; their ranks stay those of the whole board."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.game.records import BoardOrder, Player
from quizapp.ui import theme
from quizapp.ui.scores.board_chooser import BoardChooser

_DAYS = (None, 30, 7, 1)
"""The periods: all time, and so many days up to today."""
_WIDEST, _WIDEST_SMALL = 210, 160


class BoardFilters(QWidget):
    """`changed()` when something was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int | None] = [None]
        self._small = False
        self._player = BoardChooser(self.tr("Player"), "user")
        self._period = BoardChooser(self.tr("Time"), "calendar")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for chooser in (self._player, self._period):
            chooser.setProperty("dense", True)
            chooser.currentIndexChanged.connect(self.changed)
            row.addWidget(chooser)
        self.reset()

    def reset(self) -> None:
        """All players and all time, without a signal."""
        words = (self.tr("All time"), self.tr("Last 30 days"), self.tr("Last 7 days"), self.tr("Today"))
        self._period.show_boards([(text, text) for text in words])
        self.show_players((), ())

    def show_players(self, players: Sequence[Player], on_board: Sequence[int]) -> None:
        """Offer those of the players who have rounds on the board; who was chosen stays so, if they are among them."""
        chosen, there = self._ids[max(0, self._player.currentIndex())], set(on_board)
        shown = [player for player in players if player.id in there]
        self._ids = [None, *(player.id for player in shown)]
        names = [self.tr("All players"), *(" ".join(player.name.split()) for player in shown)]
        current = self._ids.index(chosen) if chosen in self._ids else 0
        self._player.show_boards([(name, name) for name in names], current)
        self.set_small(self._small)

    def set_small(self, small: bool) -> None:
        """Leave room for the title in a small window."""
        self._small = small
        for chooser in (self._player, self._period):
            chooser.set_room(theme.px(_WIDEST_SMALL if small else _WIDEST))

    def is_open(self) -> bool:
        """Whether everything is shown."""
        return self._player.currentIndex() <= 0 and self._period.currentIndex() <= 0

    def places(self, order: BoardOrder) -> Sequence[int]:
        """The places of the order that are to be shown, rising from 0."""
        places: Sequence[int] = range(len(order.round_ids))
        player_id = self._ids[max(0, self._player.currentIndex())]
        if player_id is not None:
            places = [place for place in places if order.player_ids[place] == player_id]
        days = _DAYS[max(0, self._period.currentIndex())]
        if days is not None:
            since_ms = QDate.currentDate().addDays(1 - days).startOfDay().toMSecsSinceEpoch()
            places = [place for place in places if order.finished_at_ms[place] >= since_ms]
        return places
