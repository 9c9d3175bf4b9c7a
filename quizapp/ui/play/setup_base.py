"""What the set-ups of all modes have in common: the page fills them, the panel frames them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.game.records import Overview, TrainingCounts
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.messages import translated
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.game.records import PlayerRecord, PoolCounts, Run
    from quizapp.game.rules import Mode, RoundSettings
    from quizapp.play import Lobby

_MS_PER_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class SetupState:
    """What the bank says about the settings that are chosen."""

    settings: RoundSettings
    counts: PoolCounts
    record: PlayerRecord
    overview: Overview


NOTHING_KNOWN = Overview((), None, TrainingCounts(0, 0), (), None)
"""Until the lanes are read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no round can start, and buttons that mend it: their words, and what a click does."""

    title: str
    text: str
    fixes: tuple[tuple[str, Callable[[], object]], ...] = ()


class ModeSetup(QWidget):
    """What one mode asks before its start.

    Signals: `changed()` when the player chose something, `saved()` when something was written that lanes show,
    `players_requested("choose" | "add" | "rename" | "add_runner")`.
    """

    is_long = False
    """Whether a refusal leaves no room for the sentence of the mode."""

    grows = False
    """Whether it has a use for height that is left over beside the lanes."""

    changed = Signal()
    saved = Signal()
    players_requested = Signal(str)

    def __init__(self, mode: Mode, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode = mode
        self.lobby = lobby
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def recall(self) -> None:
        """Choose what this player chose last in this mode, without a signal."""

    def refresh(self) -> None:
        """Players, their episodes or their clocks may have changed; what is chosen stays."""

    def settings(self) -> RoundSettings:
        """What is chosen."""
        return self.lobby.settings(self.every_category(), None, self.mode)

    def every_category(self) -> list[str]:
        """The ids of all categories of the pack."""
        return [category.id for category in self.lobby.pack.categories]

    def show_state(self, state: SetupState) -> None:
        """Show counts and records of what is chosen."""

    def refusal(self, state: SetupState) -> Refusal | None:
        """Why no round can start with what is chosen."""
        why = self.lobby.why_not(state.settings, state.counts)
        return None if why is None else Refusal(self.refusal_title(state), translated(why))

    def refusal_title(self, state: SetupState) -> str:
        """What a refusal for want of questions is headed with."""
        fitting = sum(state.counts.of(category) for category in state.settings.categories)
        return self.tr("Too few questions") if fitting else self.tr("No questions match")

    def show_refused(self, refused: bool) -> None:
        """A refusal takes room: what is less needed gives way."""

    def sentence(self) -> str:
        """What the mode is about, in one or two lines."""
        return ""

    def chip(self, state: SetupState) -> str:
        """How long a round takes, "" where nobody can tell."""
        return self.about_minutes(state.record.last)

    def about_minutes(self, run: Run | None) -> str:
        """How long a run took, rounded to minutes."""
        if run is None or not run.split_ms:
            return ""
        minutes = max(1, round(run.split_ms[-1] / _MS_PER_MINUTE))
        return self.tr("About {minutes} min").format(minutes=number(minutes))

    def start_words(self) -> str:
        """What the start button says."""
        return self.tr("Start")

    def set_small(self, small: bool) -> None:
        """A column beside the lanes, or in a small window a bar of one or two lines."""

    def least_width(self) -> int:
        """How wide the bar must be."""
        return self.minimumSizeHint().width()

    def best_width(self) -> int:
        """How wide the bar should be where the start can do with less."""
        return self.least_width()

    def take_focus(self) -> None:
        """The first choice gets the focus; where nothing is to be chosen nothing happens."""


def section(text: str) -> PlainLabel:
    """The heading of a part of the set-up."""
    return PlainLabel(text, "caption", "ink2", bold=True)


def row_of(left: QWidget, right: QWidget | None = None, *, top: int = 12, bottom: int = 6) -> QWidget:
    """A line with one widget at either end."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, top, 0, bottom)
    layout.addWidget(left)
    layout.addStretch(1)
    if right is not None:
        layout.addWidget(right)
    return row
