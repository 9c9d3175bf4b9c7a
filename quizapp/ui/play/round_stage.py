"""The room below the track: the question with its answers, and the panel of lifelines or of the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from quizapp.game.options import is_typed
from quizapp.ui import theme
from quizapp.ui.play.lifeline_panel import LifelinePanel
from quizapp.ui.play.question_face import QuestionFace
from quizapp.ui.play.round_layout import TYPE_SCALES
from quizapp.ui.play.round_values import card_place
from quizapp.ui.play.verdict_panel import VerdictPanel

if TYPE_CHECKING:
    from quizapp.play import Play

_PANEL_PX, _PANEL_LEAST_PX = 127, 96
_PANEL_SMALL_PX, _PANEL_SMALL_LEAST_PX = 107, 80


class RoundStage(QuestionFace):
    """One question with its answers; lifelines before, verdict after the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lifelines = LifelinePanel(self)
        self.verdict = VerdictPanel(self)
        self.verdict.hide()
        self.answers.changed.connect(self._answer_changed)

    def show_question(self, play: Play, *, animate: bool = True) -> None:
        """The question that is asked now, with what lifelines have done to it."""
        drawn = play.round.current
        self.show_drawn(drawn, play.pack, play.names, card_place(play), animate=animate)
        self.verdict.hide()
        self.verdict.prepare(drawn.question, play.pack)
        self.lifelines.begin(play.round)
        self.lifelines.show()
        self.show_lifelines(play)
        self._arrange()

    def show_lifelines(self, play: Play) -> None:
        """What lifelines have done so far, and which are left."""
        self.answers.take_away(play.round.taken_away)
        # A field to type in takes the letters.
        letters = play.player.single_letter_keys and not is_typed(play.round.current.question)
        self.lifelines.show_round(play.round, single_letters=letters)
        self._answer_changed()

    def show_verdict(self, play: Play) -> str:
        """How the last answer was; gives what a screen reader is to say."""
        turn = play.round.turns[-1]
        self.show_answered(turn, play.pack, play.names, card_place(play))
        said = self.verdict.show_turn(play.round, turn, play.names)
        self.verdict.show_appeals(play.appeals())
        self.lifelines.hide()
        self.verdict.show()
        self.verdict.fade_in()
        return said

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        below = self.verdict.focus_order() if self.lifelines.isHidden() else self.lifelines.buttons()
        return [self.card, *self.answers.focus_order(), *below]

    def _restyle(self) -> None:
        scale, compact = TYPE_SCALES[self._class], self._class == "small"
        self.lifelines.set_style(compact=compact, scale=scale)
        self.verdict.set_style(compact=compact, scale=scale)
        super()._restyle()

    def _answer_changed(self) -> None:
        self.lifelines.show_confirm(self.answers.needs_confirm(), ready=self.answers.is_ready())

    def _panel_heights(self) -> tuple[int, int]:
        # A panel holds text and buttons, but its margins do not grow with them.
        scale = 1 + (TYPE_SCALES[self._class] * theme.text_scale() - 1) * 0.85
        if self._class == "small":
            return round(_PANEL_SMALL_PX * scale), round(_PANEL_SMALL_LEAST_PX * scale)
        return round(_PANEL_PX * scale), round(_PANEL_LEAST_PX * scale)

    def _put_panel(self, place: QRect) -> None:
        self.lifelines.setGeometry(place)
        self.verdict.setGeometry(place)
