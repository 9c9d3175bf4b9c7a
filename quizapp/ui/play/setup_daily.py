"""The set-up of the daily race: nothing to choose; which day it is, and whether the run that counts is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.rules import Mode
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import number, weekday_date
from quizapp.ui.play.setup_base import ModeSetup, SetupState
from quizapp.ui.play.setup_last_run import LastRun

if TYPE_CHECKING:
    from quizapp.game.records import Run
    from quizapp.play import Lobby


class DailySetup(ModeSetup):
    """The date, today's run once it is done, and what a further run would be."""

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(Mode.DAILY, lobby, parent)
        self._counted: Run | None = None
        self._small = False
        self._is_refused = False
        self._date = PlainLabel("", "mode", wrap=True)
        self._date.setObjectName("daily-date")
        self._words = PlainLabel("", "dense", "ink2", wrap=True)
        self._today = LastRun(self.tr("Today"))
        self._today.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._date)
        column.addWidget(self._words)
        column.addWidget(self._today)
        self._column = column
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        self._small = small
        self._column.setContentsMargins(0, 0 if small else 14, 0, 0)
        self._show_today()

    def least_width(self) -> int:
        return max(240, self._date.minimumSizeHint().width())

    def show_state(self, state: SetupState) -> None:
        self._counted = state.overview.daily
        self._date.setText(weekday_date(state.settings.day))
        if self._counted is None:
            self._words.setText(self.tr("Your first run today counts. Runs after that are practice."))
        else:
            words = self.tr("Your run has {points} points. Further runs today are practice and change nothing.")
            self._words.setText(words.format(points=number(self._counted.points)))
            self._today.show_run(self._counted, in_points=True)
        self._show_today()

    def show_refused(self, refused: bool) -> None:
        self._is_refused = refused
        self._show_today()

    def _show_today(self) -> None:
        self._today.setVisible(self._counted is not None and not self._small and not self._is_refused)

    def chip(self, state: SetupState) -> str:
        return self.about_minutes(state.overview.daily)

    def sentence(self) -> str:
        return self.tr("The same questions for everybody who has watched as far.")

    def start_words(self) -> str:
        return self.tr("Start daily race") if self._counted is None else self.tr("Run again for practice")
