"""Whose rounds the figures are of, and which of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.game.player_statistics import PERIODS, Choices, Filters
from quizapp.game.records import Player
from quizapp.ui import theme
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.play.home_layout import focus_choice
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_words import mode_title
from quizapp.ui.scores.board_chooser import BoardChooser

_ALL = "all"
_ROOM = 190


class FilterBar(QWidget):
    """Period, mode, spoiler limit, player; on as many lines as they need. `changed()` when something was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        periods = [(self._period_id(days), self._period_words(days)) for days in PERIODS]
        self._period = Segmented(periods, self.tr("Period"))
        self._period.set_current(self._period_id(30))
        self._modes: list[str] = [""]
        self._limits: list[int | None] = [None]
        self._players: list[int] = []
        self._mode = BoardChooser(self.tr("Mode"))
        self._limit = BoardChooser(self.tr("Spoiler limit"))
        self._player = BoardChooser(self.tr("Player"))
        self._flow = FlowLayout(self, gap=10, line_gap=8, centred=True)
        for widget in (self._period, self._mode, self._limit, self._player):
            self._flow.addWidget(widget)
        self._period.selected.connect(self._tell)
        for chooser in (self._mode, self._limit, self._player):
            chooser.set_room(theme.px(_ROOM))
            chooser.currentIndexChanged.connect(self._tell)
        self.show_choices(Choices((), ()))

    def filters(self) -> Filters:
        """What is chosen."""
        return Filters(
            self._players[self._player.currentIndex()] if self._players else 0,
            None if self._period.current() == _ALL else int(self._period.current()),
            self._modes[max(0, self._mode.currentIndex())],
            self._limits[max(0, self._limit.currentIndex())],
        )

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget behind the filters."""
        self._flow.addWidget(widget)

    def take_focus(self) -> None:
        """Give the focus to the period that is chosen."""
        focus_choice(self._period)

    def choose_all(self) -> None:
        """All rounds of the same player."""
        self._period.set_current(_ALL)
        for chooser in (self._mode, self._limit):
            chooser.blockSignals(True)
            chooser.setCurrentIndex(0)
            chooser.blockSignals(False)
        self.changed.emit()

    def show_players(self, players: Sequence[Player], current: int) -> None:
        """Who can be chosen; with one player there is nothing to choose."""
        self._players = [player.id for player in players]
        names = [" ".join(player.name.split()) for player in players]
        self._player.show_boards([(name, name) for name in names])
        self._choose(self._player, self._players, current)
        self._player.setVisible(len(players) > 1)

    def show_choices(self, choices: Choices) -> None:
        """What the rounds of this player can be chosen by; a choice that is left holds on."""
        mode, limit = self._modes[max(0, self._mode.currentIndex())], self._limits[max(0, self._limit.currentIndex())]
        self._modes = ["", *choices.modes, *([mode] if mode and mode not in choices.modes else [])]
        limits = choices.spoiler_limits
        self._limits = [None, *limits, *([limit] if limit is not None and limit not in limits else [])]
        modes = [mode_title(each) if each else self.tr("All modes") for each in self._modes]
        self._mode.show_boards([(words, words) for words in modes])
        words = [self._limit_words(each) for each in self._limits]
        self._limit.show_boards([(each, each) for each in words])
        self._choose(self._mode, self._modes, mode)
        self._choose(self._limit, self._limits, limit)
        self._limit.setVisible(len(self._limits) > 2)

    @staticmethod
    def _choose(chooser: BoardChooser, values: Sequence[object], value: object) -> None:
        chooser.blockSignals(True)
        chooser.setCurrentIndex(values.index(value) if value in values else 0)
        chooser.blockSignals(False)

    def _tell(self) -> None:
        self.changed.emit()

    def _period_id(self, days: int | None) -> str:
        return _ALL if days is None else str(days)

    def _period_words(self, days: int | None) -> str:
        return self.tr("All time") if days is None else self.tr("{count} days").format(count=number(days))

    def _limit_words(self, limit: int | None) -> str:
        if limit is None:
            return self.tr("Any spoiler limit")
        if limit == 0:
            return self.tr("Before episode 1")
        return self.tr("Up to episode {episode}").format(episode=number(limit))
