"""The room below the track: card, heading, prompt, answers and the panel, laid out so that a verdict moves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from quizapp.game.question import Kind
from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.common.labels import FittedArea, PlainLabel
from quizapp.ui.play import round_layout
from quizapp.ui.play.category_card import CategoryCard
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.lifeline_panel import LifelinePanel
from quizapp.ui.play.round_answers import AnswerList
from quizapp.ui.play.round_heading import RoundHeading
from quizapp.ui.play.round_layout import TYPE_SCALES, Needs, Places, Stage
from quizapp.ui.play.round_text import breakable
from quizapp.ui.play.round_values import card_of, verdict_states
from quizapp.ui.play.round_words import option_text
from quizapp.ui.play.verdict_panel import VerdictPanel
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Play

_PANEL_PX, _PANEL_LEAST_PX = 127, 96
_PANEL_SMALL_PX, _PANEL_SMALL_LEAST_PX = 107, 80


class RoundStage(QWidget):
    """One question with its answers; lifelines before, verdict after the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class: WindowClass = "regular"
        self.card = CategoryCard(parent=self)
        self.heading = RoundHeading(self)
        self.prompt = FittedArea(parent=self)
        self.prompt.label.setObjectName("prompt")
        self._note = PlainLabel("", "dense", "ink2", parent=self)
        self._note.setObjectName("prompt_note")
        self.answers = AnswerList(self)
        self.lifelines = LifelinePanel(self)
        self.verdict = VerdictPanel(self)
        self.verdict.hide()
        self.answers.marked.connect(self._marks_changed)

    def show_question(self, play: Play, *, animate: bool = True) -> None:
        """The question that is asked now, with what lifelines have done to it."""
        question, drawn = play.round.current.question, play.round.current
        several = question.kind is Kind.MULTIPLE_CHOICE
        kind, content = card_of(play)
        self.card.set_card(kind, content, animate=animate)
        self.heading.show_question(question, play.pack)
        self.prompt.setText(breakable(question.prompt))
        self.prompt.label.setAccessibleName(question.prompt)
        self.prompt.verticalScrollBar().setValue(0)
        several_note = self.tr("Choose all that are right, then confirm.")
        self._note.setText(several_note if several else self.tr("True or false?"))
        self._note.setVisible(several or question.kind is Kind.TRUE_FALSE)
        texts = [option_text(question, index) for index in drawn.options]
        self.answers.show_options([(text, play.names.hangul(text)) for text in texts], several=several)
        self.lifelines.show_confirm(several, ready=False)
        self.verdict.hide()
        self.verdict.prepare(question, play.pack)
        self.lifelines.show()
        self.show_lifelines(play)
        self._arrange()

    def show_lifelines(self, play: Play) -> None:
        """What lifelines have done so far, and which are left."""
        for place, index in enumerate(play.round.current.options):
            if index in play.round.taken_away:
                self.answers.set_state(place, ChoiceState.TAKEN)
        self.lifelines.show_round(play.round, single_letters=play.player.single_letter_keys)
        self._marks_changed()

    def show_verdict(self, play: Play) -> str:
        """How the last answer was; gives what a screen reader is to say."""
        turn = play.round.turns[-1]
        taken = [button.state() is ChoiceState.TAKEN for button in self.answers.buttons()]
        states = verdict_states(turn)
        for place, index in enumerate(turn.drawn.options):
            if not taken[place]:
                self.answers.set_state(place, states[index])
        self.card.set_card(*card_of(play), animate=False)
        said = self.verdict.show_turn(play.round, turn, play.names)
        self.lifelines.hide()
        self.verdict.show()
        self.verdict.fade_in()
        return said

    def set_window_class(self, name: WindowClass) -> None:
        """Small, regular, wide or very wide."""
        if name != self._class:
            self._class = name
            self._restyle()

    def _restyle(self) -> None:
        scale, compact = TYPE_SCALES[self._class], self._class == "small"
        self.heading.set_with_episode(not compact)
        self.heading.set_type_scale(scale)
        self.prompt.label.set_role("section" if compact else "question", scale=scale)
        self._note.set_role("caption" if compact else "dense", scale=scale)
        self.answers.set_style(compact=compact, scale=scale, gap=8 if compact else round(10 * self._space()))
        self.lifelines.set_style(compact=compact, scale=scale)
        self.verdict.set_style(compact=compact, scale=scale)
        self._arrange()

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        below = self.verdict.focus_order() if self.lifelines.isHidden() else self.lifelines.buttons()
        return [self.card, *self.answers.buttons(), *below]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)

    def _marks_changed(self) -> None:
        shown = any(button.isCheckable() for button in self.answers.buttons())
        self.lifelines.show_confirm(shown, ready=bool(self.answers.marks()))

    def _space(self) -> float:
        return 1.5 if self._class == "very_wide" else 1.0

    def _needs(self) -> Needs:
        scale = TYPE_SCALES[self._class] * theme.text_scale()
        # A panel holds text and buttons, but its margins do not grow with them.
        panel_scale = 1 + (scale - 1) * 0.85
        small = self._class == "small"
        note = 0 if self._note.isHidden() else self._note.sizeHint().height()
        return Needs(
            heading=self.heading.sizeHint(),
            prompt=self.prompt.heightForWidth,
            note=note,
            answers=self.answers.height_needed,
            panel=round((_PANEL_SMALL_PX if small else _PANEL_PX) * panel_scale),
            panel_least=round((_PANEL_SMALL_LEAST_PX if small else _PANEL_LEAST_PX) * panel_scale),
        )

    def _arrange(self) -> None:
        """Not before the stage is shown: until then its size changes several times, and arranging it takes 2 ms."""
        if not self.isVisible() or self.width() < 200 or not self.answers.buttons():
            return
        scale = TYPE_SCALES[self._class] * theme.text_scale()
        places = round_layout.arrange(Stage(self.size(), self._class, scale, self._space()), self._needs())
        self._put(places)

    def _put(self, places: Places) -> None:
        self.card.setGeometry(places.card)
        self.heading.setGeometry(places.heading)
        self.prompt.setGeometry(places.prompt)
        self._note.setGeometry(places.note)
        self.answers.set_columns(places.columns)
        self.answers.setGeometry(_with_room_for_ring(places.answers))
        self.lifelines.setGeometry(places.panel)
        self.verdict.setGeometry(places.panel)


def _with_room_for_ring(place: QRect) -> QRect:
    return place.adjusted(-REACH, -REACH, REACH, REACH)
