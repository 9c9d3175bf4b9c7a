"""What a player does to a question: answers, lifelines, a word to the author. What fails is told, to be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.game.records import AppealKind
from quizapp.ui.messages import announce, telling
from quizapp.ui.play import round_keys
from quizapp.ui.play.round_keys import Pressed, Wish
from quizapp.ui.play.round_stage import RoundStage

if TYPE_CHECKING:
    from quizapp.play import Play


class RoundActions(QObject):
    """Acts on the round that is played and on the stage.

    Signals: `answered()` when there is a verdict, `helped()` when a lifeline was used, `skipped()`, `appealed()`.
    """

    answered = Signal()
    helped = Signal()
    skipped = Signal()
    appealed = Signal()

    def __init__(self, stage: RoundStage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage, self._page = stage, parent
        self._play: Play | None = None
        stage.answers.answered.connect(self.answer)
        stage.lifelines.fifty_requested.connect(self.fifty)
        stage.lifelines.hint_requested.connect(self.hint)
        stage.lifelines.skip_requested.connect(self.skip)
        stage.lifelines.confirmed.connect(self.confirm)
        stage.verdict.appealed.connect(self.appeal)

    def begin(self, play: Play) -> None:
        """Act on this round from now on."""
        self._play = play

    def do(self, pressed: Pressed) -> None:
        """What a key asks for while a question can be answered."""
        acts = {Wish.CONFIRM: self._enter, Wish.HELP: self.help, Wish.FIFTY: self.fifty, Wish.SKIP: self.skip}
        if pressed.wish is Wish.CHOOSE:
            self._stage.answers.press(pressed)
        elif pressed.wish in acts:
            acts[pressed.wish]()

    def _enter(self) -> None:
        if self._stage.answers.needs_confirm():
            self.confirm()
        else:
            self._stage.answers.choose_focused()

    def confirm(self) -> None:
        """Answers with what is given so far, if that is an answer."""
        self._stage.answers.settle()
        if self._stage.answers.is_ready():
            self.answer()

    def answer(self) -> None:
        """Answers with what is given."""
        play = self._play
        if play is None or not play.round.can_answer or play.baton() is not None:
            return
        answer = self._stage.answers.answer()
        with telling(self._page):
            if answer.text is not None:
                play.answer_text(answer.text)
            else:
                play.answer(answer.chosen)
            self.answered.emit()

    def help(self) -> None:
        """The hint or, where there is none, 50:50."""
        if self._play is None:
            return
        lifeline = round_keys.help_lifeline(self._play.round)
        if lifeline == "hint":
            self.hint()
        elif lifeline == "fifty":
            self.fifty()

    def hint(self) -> None:
        """Shows the hint, if there is one left."""
        if self._play is not None and self._play.round.can_hint:
            with telling(self._page):
                hint = self._play.hint()
                self._show_lifelines(self._play)
                announce(self._stage.lifelines, hint)

    def fifty(self) -> None:
        """Takes two wrong answers away, if that is possible."""
        if self._play is not None and self._play.round.can_fifty:
            with telling(self._page):
                self._play.fifty()
                self._show_lifelines(self._play)
                left = [button for button in self._stage.answers.choices.buttons() if button.isEnabled()]
                announce(self._stage.answers, ", ".join(button.accessibleName() for button in left))

    def _show_lifelines(self, play: Play) -> None:
        self._stage.show_lifelines(play)
        self.helped.emit()

    def skip(self) -> None:
        """Another question instead, if that is possible."""
        if self._play is not None and self._play.round.can_skip:
            with telling(self._page):
                self._play.skip()
                self.skipped.emit()

    def appeal(self, kind: AppealKind, on: bool) -> None:
        """Says or takes back a word to the author; where that fails, the button stays as it was."""
        play = self._play
        if play is None or not play.round.showing_verdict:
            return
        with telling(self._page):
            if on:
                play.appeal(kind)
            else:
                play.withdraw_appeal(kind)
            announce(self._stage.verdict, self.tr("Noted for the author") if on else self.tr("Taken back"))
        self._stage.verdict.show_appeals(play.appeals())
        self.appealed.emit()
