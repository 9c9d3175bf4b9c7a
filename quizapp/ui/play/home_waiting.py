"""The notice on the home page about a round that was begun and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.game.rules import RULE_SETS, Mode
from quizapp.ui.common.notice import Notice
from quizapp.ui.play.home_words import moment, number
from quizapp.ui.play.lane_words import lane_title

if TYPE_CHECKING:
    from quizapp.game.records import OpenRound
    from quizapp.ui.common.buttons import PlainButton


class WaitingRound(Notice):
    """Signals: `resume_requested(round id)`, `abandon_requested(round id)` after a question."""

    resume_requested = Signal(object)
    abandon_requested = Signal(object)

    def __init__(self, found: OpenRound, *, beyond: bool, parent: QWidget | None = None) -> None:
        """`beyond`: it asks later episodes than the player has watched, so it cannot go on now."""
        later = self.tr("It asks up to episode {episode} and goes on once you have watched that far.")
        text = later.format(episode=number(found.settings.spoiler_limit)) if beyond else ""
        super().__init__("warn", self._title_of(found), text, icon_name="pause", parent=parent)
        self._found = found
        self.go_on: PlainButton | None = None
        if not beyond:
            self.go_on = self.add_button(self.tr("Go on"), "play")
            self.go_on.clicked.connect(self.resume)
        self.add_button(self.tr("Give it up")).clicked.connect(self._ask_to_give_up)

    def _title_of(self, found: OpenRound) -> str:
        words = {"mode": self._mode_name(found), "moment": moment(found.started_at_ms)}
        words |= {"question": number(found.answered + 1)}
        count = question_count(found)
        if count is None:
            return self.tr("A {mode} from {moment} waits at question {question}.").format(**words)
        title = self.tr("A {mode} from {moment} waits at question {question} of {count}.")
        return title.format(count=number(count), **words)

    def _mode_name(self, found: OpenRound) -> str:
        name = lane_title(found.settings.mode)
        return self.tr("{mode} round").format(mode=name) if found.settings.mode is Mode.CUSTOM else name

    def resume(self) -> None:
        """Ask for the round to go on."""
        self.resume_requested.emit(self._found.round_id)

    def _ask_to_give_up(self) -> None:
        from quizapp.ui.common import confirm

        title = self.tr("Give this {mode} up?").format(mode=self._mode_name(self._found))
        if RULE_SETS[self._found.rule_set].ranked_by == "nothing":
            text = self.tr("Its answers are kept, but it cannot be played on.")
        else:
            text = self.tr("Its answers are kept, but it gets no place in the high scores and cannot be played on.")
        confirm.ask(self, title, text, self.tr("Give it up"), self.tr("Keep it"), self._give_up)

    def _give_up(self) -> None:
        self.abandon_requested.emit(self._found.round_id)


def question_count(found: OpenRound) -> int | None:
    """How many questions the round has; None where that was open or is no longer known."""
    if found.settings.mode is Mode.TRAINING:
        return None
    return RULE_SETS[found.rule_set].for_settings(found.settings).question_count
