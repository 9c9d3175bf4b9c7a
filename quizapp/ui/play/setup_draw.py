"""The set-up of modes that draw from categories and a difficulty: Sprint, Dash, Marathon; Custom builds on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.rules import Mode
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.messages import translated
from quizapp.ui.play.home_layout import focus_choice
from quizapp.ui.play.home_words import number
from quizapp.ui.play.setup_base import ModeSetup, Refusal, SetupState, row_of, section
from quizapp.ui.play.setup_last_run import LastRun
from quizapp.ui.play.setup_tiles import CategoryTiles

if TYPE_CHECKING:
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby

_BAR_GAP = 9


class DrawSetup(ModeSetup):
    """Categories, difficulty, the last run with them, and rows of the mode's own."""

    def __init__(self, mode: Mode, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(mode, lobby, parent)
        self._small: bool | None = None
        self._has_last = self._is_refused = False
        self._extras: list[tuple[QWidget, QWidget]] = []
        self._build()
        self._lay_out()
        self._tiles.changed.connect(self.changed)
        self._difficulty.selected.connect(self._tell)
        self.set_small(False)

    def _build(self) -> None:
        self._available = PlainLabel("", "caption", "ink2")
        self._tiles = CategoryTiles()
        self._tiles.set_categories(self.lobby.pack.categories)
        self.grows = self._tiles.toggles_all
        options = [
            ("mixed", self.tr("Mixed")),
            ("1", self.tr("Easy")),
            ("2", self.tr("Medium")),
            ("3", self.tr("Hard")),
        ]
        self._difficulty = Segmented(options, self.tr("Difficulty"))
        self._last = LastRun(self.tr("Last run"))

    def _lay_out(self) -> None:
        self._from_row = row_of(section(self.tr("Questions from")), self._available)
        self._difficulty_row = row_of(section(self.tr("Difficulty")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        self._line.addWidget(self._difficulty, 1)
        for widget in (self._from_row, self._tiles, self._difficulty_row):
            self._column.addWidget(widget)
        self._column.addLayout(self._line)
        self._below = QGridLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self._column.addLayout(self._below)
        self._column.addWidget(self._last)

    def add_extra(self, heading: QWidget, control: QWidget) -> None:
        """A row below the difficulty; in a bar the control stands beside it, without its heading."""
        self._extras.append((heading, control))
        self._place_extras(self._small is True)

    def _place_extras(self, small: bool) -> None:
        for row, (heading, control) in enumerate(self._extras):
            if small:
                self._line.addWidget(control)
            else:
                self._below.addWidget(heading, 2 * row, 0)
                self._below.addWidget(control, 2 * row + 1, 0)
            heading.setVisible(not small)
            control.show()

    def set_small(self, small: bool) -> None:
        if small == self._small:
            return
        self._small = small
        # Beside each other the long names of many categories would be cut too short in the narrow panel.
        columns = 2 if self._tiles.toggles_all or not small else 4
        shortens = small and self._tiles.toggles_all
        self._tiles.set_growing(self.grows and not small)
        self._tiles.set_shape(columns, 2 if small else 4, shows_notes=not small, shortens=shortens)
        self._place_extras(small)
        self._column.setSpacing(_BAR_GAP if small else 0)
        for widget in (self._from_row, self._difficulty_row):
            widget.setVisible(not small)
        self._show_last()

    def least_width(self) -> int:
        extras = sum(control.minimumSizeHint().width() + 10 for _, control in self._extras)
        return self._difficulty.sizeHint().width() + extras

    def best_width(self) -> int:
        return max(self.least_width(), self._tiles.one_row_width())

    def take_focus(self) -> None:
        focus_choice(self._difficulty)

    # What is chosen

    def recall(self) -> None:
        self.show_settings(self.lobby.last_settings(self.mode))

    def show_settings(self, settings: RoundSettings) -> None:
        """Choose these categories and this difficulty, without a signal."""
        self._tiles.set_chosen(settings.categories)
        self._difficulty.set_current("mixed" if settings.difficulty is None else str(settings.difficulty))

    def settings(self) -> RoundSettings:
        return self.lobby.settings(self.categories(), self.difficulty(), self.mode)

    def categories(self) -> tuple[str, ...]:
        """The ids of the categories chosen."""
        return self._tiles.chosen()

    def difficulty(self) -> int | None:
        """The difficulty chosen, None for mixed."""
        chosen = self._difficulty.current()
        return None if chosen == "mixed" else int(chosen)

    def _tell(self, _: object = None) -> None:
        self.changed.emit()

    # What is shown

    def show_state(self, state: SetupState) -> None:
        self._tiles.set_counts(state.counts)
        fitting = sum(state.counts.of(category) for category in self.categories())
        self._available.setText(self.tr("{count} available").format(count=number(fitting)))
        last = state.record.last
        self._has_last = last is not None
        if last is not None:
            rules = self.lobby.rules(self.mode)
            self._last.show_run(last, in_points=rules.ranked_by == "points")
        self._show_last()

    def show_refused(self, refused: bool) -> None:
        self._is_refused = refused
        self._show_last()

    def _show_last(self) -> None:
        self._last.setVisible(self._has_last and not self._small and not self._is_refused)

    def sentence(self) -> str:
        if self.mode == Mode.MARATHON:
            return self.tr("As far as you get: the third miss ends the run.")
        return self.tr("A right answer is 1,000 points; streaks score extra.")

    def start_words(self) -> str:
        return self.tr("Start marathon") if self.mode == Mode.MARATHON else self.tr("Start sprint")

    # When too few questions fit

    def refusal(self, state: SetupState) -> Refusal | None:
        why = self.lobby.why_not(state.settings, state.counts)
        if why is None:
            return None
        helping = [fix for fix in self.fixes(state) if fix[0] != state.settings]
        mending = [fix for fix in helping if self.lobby.why_not(fix[0]) is None]
        buttons = tuple((words, act) for _, words, act in mending or helping)
        return Refusal(self.refusal_title(state), translated(why), buttons)

    def fixes(self, state: SetupState) -> list[tuple[RoundSettings, str, Callable[[], object]]]:
        """What may help: the settings it would lead to, its words, and what a click does."""
        settings = state.settings
        every = tuple(sorted(self.every_category()))
        return [
            (replace(settings, categories=every), self.tr("Choose all categories"), self._choose_every_category),
            (replace(settings, difficulty=None), self.tr("Mixed difficulty"), self._choose_mixed),
        ]

    def _choose_every_category(self) -> None:
        self._tiles.set_chosen(self._tiles.every())
        self.changed.emit()

    def _choose_mixed(self) -> None:
        self._difficulty.set_current("mixed")
        self.changed.emit()
