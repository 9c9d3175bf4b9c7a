"""The place of the answer, whatever its kind: buttons, a field, pairs to join, a list to put in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, is_typed, match_rights
from quizapp.game.question import Kind, Question
from quizapp.game.turns import Turn
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.play.answer_words import option_text
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.round_answers import AnswerList
from quizapp.ui.play.round_keys import Pressed
from quizapp.ui.play.round_values import verdict_states

if TYPE_CHECKING:
    # Each is imported when the first question needs it: three of them would delay the first question by 15 ms.
    from quizapp.ui.play.match_board import MatchBoard
    from quizapp.ui.play.order_list import OrderList
    from quizapp.ui.play.typed_answer import TypedAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """What the player has given so far, in the form of `round.Event`: places, or a text."""

    chosen: tuple[int, ...] = ()
    text: str | None = None


_Made = TypeVar("_Made", "TypedAnswer", "MatchBoard", "OrderList")


class AnswerArea(QWidget):
    """Holds one widget for each way to answer and shows that of the question.

    Signals: `answered()` when an answer that needs no confirming was chosen, `changed()` when what would be confirmed
    changed, `typed(text)` for what an input method commits on an answer button.
    """

    answered = Signal()
    changed = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = AnswerList(self)
        self._field: TypedAnswer | None = None
        self._board: MatchBoard | None = None
        self._order: OrderList | None = None
        self._drawn: Drawn | None = None
        self._chosen_place = -1
        self._shown: AnswerList | TypedAnswer | MatchBoard | OrderList = self.choices
        self._style = (False, 1.0, 10)
        self.choices.chosen.connect(self._chosen)
        self.choices.marked.connect(self.changed)
        self.choices.typed.connect(self.typed)

    # What is shown

    def show_question(self, drawn: Drawn, names: NameBook) -> None:
        """A question nobody has answered yet."""
        self._drawn = drawn
        self._chosen_place = -1
        kind = drawn.question.kind
        if is_typed(drawn.question):
            field = self._typed_answer()
            field.show_question()
            self._bring(field)
        elif kind is Kind.MATCHING:
            board, rights = self._match_board(), match_rights(drawn.question)
            lefts = [left for left, _ in drawn.question.pairs]
            board.show_question(lefts, [(place, rights[place]) for place in drawn.options], names.hangul)
            self._bring(board)
        elif kind is Kind.ORDERING:
            order = self._order_list()
            order.show_question([(at, drawn.question.sequence[at]) for at in drawn.options], names.hangul)
            self._bring(order)
        else:
            texts = [option_text(drawn.question, index) for index in drawn.options]
            several = kind is Kind.MULTIPLE_CHOICE
            beside = names.hangul_beside(texts)
            self.choices.show_options(list(zip(texts, beside, strict=True)), several=several)
            self._bring(self.choices)

    def take_away(self, indexes: frozenset[int]) -> None:
        """50:50 took these options (places in `all_options`)."""
        for place, index in enumerate(self._options()):
            if index in indexes:
                self.choices.set_state(place, ChoiceState.TAKEN)

    def show_verdict(self, turn: Turn, names: NameBook) -> None:
        """What became of the answer."""
        if self._field is not None and self._shown is self._field:
            self._field.show_verdict(turn, names)
        elif (built := self._built()) is not None:
            built.show_verdict(turn.chosen)
        else:
            self._show_options_verdict(turn)

    def _show_options_verdict(self, turn: Turn) -> None:
        taken = [button.state() is ChoiceState.TAKEN for button in self.choices.buttons()]
        states = verdict_states(turn)
        for place, index in enumerate(turn.drawn.options):
            if not taken[place]:
                self.choices.set_state(place, states[index])

    # What the player has given

    def needs_confirm(self) -> bool:
        """Whether the answer has to be confirmed; else it is given by choosing."""
        return self._part() is not None or self._several()

    def is_ready(self) -> bool:
        """Whether there is something to confirm."""
        part = self._part()
        return part.is_ready() if part is not None else bool(self.choices.marks())

    def settle(self) -> None:
        """Takes over what an input method has still in the making."""
        if self._field is not None and self._shown is self._field:
            self._field.settle()

    def answer(self) -> Answer:
        """What is given so far."""
        if self._field is not None and self._shown is self._field:
            return Answer(text=self._field.text())
        if (built := self._built()) is not None:
            return Answer(built.chosen())
        options = self._options()
        places = self.choices.marks() if self._several() else [self._chosen_place]
        return Answer(tuple(options[place] for place in places if 0 <= place < len(options)))

    def press(self, pressed: Pressed) -> None:
        """A digit or letter that means an answer. Of pairs, digits mean the left side and letters the right."""
        if self._board is not None and self._shown is self._board and pressed.by_letter:
            self._board.choose_right(pressed.place)
        elif self._order is not None and self._shown is self._order and pressed.by_letter:
            return  # its rows have numbers only
        else:
            (self._part() or self.choices).choose(pressed.place)

    def choose_focused(self) -> None:
        """Choose the answer that has the focus, where choosing is answering."""
        if not self.needs_confirm():
            self.choices.choose_focused()

    # Focus

    def first_focus(self) -> QWidget | None:
        """What is to have the focus when the question is shown."""
        part = self._part()
        return part.first_focus() if part is not None else self.choices.first_open()

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        part = self._part()
        return part.focus_order() if part is not None else list(self.choices.buttons())

    # Form

    def set_style(self, *, compact: bool, scale: float, gap: int) -> None:
        """Small form, size of the type (1 is as drawn), and pixels between answers."""
        self._style = (compact, scale, gap)
        for part in (self.choices, self._field, self._board, self._order):
            if part is not None:
                part.set_style(compact=compact, scale=scale, gap=gap)

    def set_columns(self, columns: int) -> None:
        """In how many columns answer buttons stand."""
        self.choices.set_columns(columns)

    def height_needed(self, width: int, columns: int) -> int:
        """How many pixels the answers take in this width without the room for the ring round them."""
        part = self._part()
        return part.height_needed(width) if part is not None else self.choices.height_needed(width, columns)

    def shown(self) -> AnswerList | TypedAnswer | MatchBoard | OrderList:
        """What holds the answers of the question that is shown."""
        return self._shown

    def has_content(self) -> bool:
        """Whether a question is shown."""
        return self._drawn is not None

    def set_place(self, place: QRect) -> None:
        """Lie here, with room for the ring round what has the focus."""
        self.setGeometry(place.adjusted(-REACH, -REACH, REACH, REACH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    # Parts are made when the first question needs them

    def get_ready(self, question: Question) -> None:
        """Makes beforehand, unseen, what this question will be answered with; at once where that is there."""
        if is_typed(question):
            self._typed_answer()
        elif question.kind is Kind.MATCHING:
            self._match_board()
        elif question.kind is Kind.ORDERING:
            self._order_list()

    def _typed_answer(self) -> TypedAnswer:
        if self._field is None:
            from quizapp.ui.play.typed_answer import TypedAnswer

            self._field = self._made(TypedAnswer)
            self._field.changed.connect(self.changed)
        return self._field

    def _match_board(self) -> MatchBoard:
        if self._board is None:
            from quizapp.ui.play.match_board import MatchBoard

            self._board = self._made(MatchBoard)
            self._board.changed.connect(self.changed)
            self._board.typed.connect(self.typed)
        return self._board

    def _order_list(self) -> OrderList:
        if self._order is None:
            from quizapp.ui.play.order_list import OrderList

            self._order = self._made(OrderList)
            self._order.changed.connect(self.changed)
            self._order.typed.connect(self.typed)
        return self._order

    def _made(self, make: Callable[[QWidget], _Made]) -> _Made:
        part = make(self)
        part.hide()
        compact, scale, gap = self._style
        part.set_style(compact=compact, scale=scale, gap=gap)
        return part

    def _part(self) -> TypedAnswer | MatchBoard | OrderList | None:
        """What is shown, unless it is the list of options."""
        return None if isinstance(self._shown, AnswerList) else self._shown

    def _built(self) -> MatchBoard | OrderList | None:
        """What is shown where the answer is built from parts."""
        return next((each for each in (self._board, self._order) if each is not None and each is self._shown), None)

    def _bring(self, part: AnswerList | TypedAnswer | MatchBoard | OrderList) -> None:
        for each in (self.choices, self._field, self._board, self._order):
            if each is not None and each is not part:
                each.hide()
        self._shown = part
        self._fill()
        part.show()

    def _fill(self) -> None:
        self._shown.setGeometry(self.rect())

    def _options(self) -> tuple[int, ...]:
        return self._drawn.options if self._drawn is not None and self._part() is None else ()

    def _several(self) -> bool:
        return any(button.isCheckable() for button in self.choices.buttons())

    def _chosen(self, place: int) -> None:
        self._chosen_place = place
        self.answered.emit()
