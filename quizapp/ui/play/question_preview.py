"""A question of any kind as the player sees it, before or after the answer, without a round."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from quizapp.game.grading import Verdict
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, deal_options, is_typed, key_indexes
from quizapp.game.question import Kind, PackInfo, Question
from quizapp.game.scoring import Points
from quizapp.game.turns import Turn
from quizapp.game.typed import judge_typed
from quizapp.ui.play.question_face import QuestionFace
from quizapp.ui.play.round_values import CardPlace

_SMALL_BELOW_PX = (900, 420)


class QuestionPreview(QuestionFace):
    """Only to be looked at: nothing in it can be chosen, typed or focused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_question(self, question: Question, pack: PackInfo, *, answered: bool) -> None:
        """Show this question; `answered`: as after a right answer. Its options are those of who has watched all."""
        names = NameBook(pack.names)
        everything = pack.episodes or 0
        numbers = KeyedNumbers("preview", f"options/{question.uid}")
        drawn = Drawn(question, 0, deal_options(question, pack, everything, numbers))
        place = CardPlace(answered=answered)
        self.show_drawn(drawn, pack, names, place, animate=False)
        if answered:
            self.show_answered(_right_turn(drawn, names), pack, names, place)
        for widget in self.answers.focus_order():
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = _SMALL_BELOW_PX
        self.set_window_class("small" if self.width() < width or self.height() < height else "regular")
        super().resizeEvent(event)


def _right_turn(drawn: Drawn, names: NameBook) -> Turn:
    """The turn of a player who knew it."""
    question = drawn.question
    text = question.answers[0] if is_typed(question) and question.answers else ""
    return Turn(
        drawn=drawn,
        verdict=Verdict.RIGHT,
        chosen=_right_places(question),
        points=Points(),
        share=1.0,
        elapsed_ms=0,
        streak=1,
        lifelines=0,
        text=text,
        typed=judge_typed(text, question.answers, names) if text else None,
    )


def _right_places(question: Question) -> tuple[int, ...]:
    if question.kind is Kind.MATCHING:
        return tuple(range(len(question.pairs)))
    if question.kind is Kind.ORDERING:
        return tuple(range(len(question.sequence)))
    return () if is_typed(question) else tuple(sorted(key_indexes(question)))
