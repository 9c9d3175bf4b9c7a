"""The set-up of a Dash: categories, difficulty, and the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quizapp.game.rules import ClockFactor, Mode
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import number
from quizapp.ui.play.setup_base import SetupState, row_of, section
from quizapp.ui.play.setup_clock import ClockChoice, clock_words
from quizapp.ui.play.setup_draw import DrawSetup

if TYPE_CHECKING:
    from quizapp.game.rules import RuleSet
    from quizapp.play import Lobby


class DashSetup(DrawSetup):
    """The clock is a setting of the player's and is saved at once."""

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(Mode.DASH, lobby, parent)
        self._clock = ClockChoice()
        self.add_extra(row_of(section(self.tr("Clock"))), self._clock)
        self._clock.chosen.connect(self._choose_clock)
        self._show_clock()

    def _rules(self, factor: ClockFactor | None = None) -> RuleSet:
        settings = self.settings()
        chosen = settings if factor is None else replace(settings, clock=factor)
        return self.lobby.rules(Mode.DASH).for_settings(chosen)

    def _show_clock(self) -> None:
        self._clock.show_factor(self.settings().clock, {factor: self._rules(factor) for factor in ClockFactor})

    def _choose_clock(self, factor: ClockFactor) -> None:
        with telling(self):
            self.lobby.set_clock(factor)
        self._show_clock()
        self.changed.emit()

    def show_state(self, state: SetupState) -> None:
        super().show_state(state)
        self._show_clock()

    def sentence(self) -> str:
        rules = self._rules()
        if not rules.has_clock:
            return self.tr("Right answers count; no clock runs.")
        cost = number(rules.miss_cost_ms // 1000)
        return self.tr("The clock stops while you read the answer. A miss costs {seconds} s.").format(seconds=cost)

    def chip(self, state: SetupState) -> str:
        return clock_words(self._rules())

    def start_words(self) -> str:
        return self.tr("Start dash")
