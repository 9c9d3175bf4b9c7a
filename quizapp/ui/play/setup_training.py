"""The set-up of training: how much is due, how much there is, when more comes, and starting over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.rules import Mode
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.messages import telling, translated
from quizapp.ui.play.home_words import coming_day, number
from quizapp.ui.play.setup_base import ModeSetup, Refusal, SetupState

if TYPE_CHECKING:
    from quizapp.game.records import TrainingCounts
    from quizapp.play import Lobby


class TrainingSetup(ModeSetup):
    """Three numbers and a button that forgets the cards, after a question."""

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(Mode.TRAINING, lobby, parent)
        self._values = {"due": PlainLabel("", "mode"), "cards": PlainLabel("", "mode"), "next": PlainLabel("", "mode")}
        self._captions = {
            "due": PlainLabel(self.tr("Due now"), "caption", "ink2"),
            "cards": PlainLabel(self.tr("Cards"), "caption", "ink2"),
            "next": PlainLabel(self.tr("Next due"), "caption", "ink2"),
        }
        self._reset = PlainButton(self.tr("Start over…"), "again", small=True)
        self._reset.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._reset.clicked.connect(self._ask_to_reset)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(0)
        self._facts.setHorizontalSpacing(24)
        for column, name in enumerate(self._values):
            self._facts.addWidget(self._captions[name], 0, column)
            self._facts.addWidget(self._values[name], 1, column)
        self._facts.setColumnStretch(len(self._values), 1)
        line = QHBoxLayout()
        line.addWidget(self._reset)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._facts)
        self._column.addLayout(line)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        self._column.setContentsMargins(0, 0 if small else 14, 0, 0)
        self._column.setSpacing(6 if small else 16)

    def least_width(self) -> int:
        return self._column.minimumSize().width()

    def show_state(self, state: SetupState) -> None:
        counts = state.overview.training
        self._values["due"].setText(number(counts.due))
        self._values["cards"].setText(number(counts.cards))
        next_day = "" if counts.next_due_at_ms is None else coming_day(counts.next_due_at_ms)
        self._values["next"].setText(next_day)
        for label in (self._values["next"], self._captions["next"]):
            label.setVisible(bool(next_day))
        for name, value in self._values.items():
            value.setAccessibleName(f"{self._captions[name].text()}: {value.text()}")
        self._reset.setEnabled(counts.cards > 0)

    def refusal(self, state: SetupState) -> Refusal | None:
        why = self.lobby.why_not(state.settings, state.counts)
        if why is None:
            return None
        return Refusal(self.tr("Nothing is due"), self._when(state.overview.training) or translated(why))

    def _when(self, counts: TrainingCounts) -> str:
        if not counts.cards:
            return self.tr("There are no cards yet. Every question you miss becomes one.")
        if counts.next_due_at_ms is None:
            return ""
        return self.tr("The next question is due: {day}.").format(day=coming_day(counts.next_due_at_ms))

    def chip(self, state: SetupState) -> str:
        return ""

    def sentence(self) -> str:
        return self.tr("What you missed comes back when it is about to be forgotten.")

    def start_words(self) -> str:
        return self.tr("Start training")

    def take_focus(self) -> None:
        self._reset.setFocus()

    def _ask_to_reset(self) -> None:
        from quizapp.ui.common import confirm

        title = self.tr("Start training over?")
        text = self.tr("Every card is forgotten, with what it knows of you. Rounds and high scores stay as they are.")
        confirm.ask(self, title, text, self.tr("Forget the cards"), self.tr("Keep them"), self._forget)

    def _forget(self) -> None:
        with telling(self):
            self.lobby.reset_training()
        self.saved.emit()
