"""What the strip and the card show of a round, made from its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from quizapp.game.grading import Verdict
from quizapp.game.options import key_indexes
from quizapp.game.question import Kind
from quizapp.game.round import Round, Turn
from quizapp.ui.play.category_card import CardContent, CardKind
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.round_words import key_words
from quizapp.ui.play.track_strip import Plate, PlateKind

if TYPE_CHECKING:
    from quizapp.play import Play

_PLATES: dict[Verdict, PlateKind] = {
    Verdict.RIGHT: "right",
    Verdict.SLIP: "right",
    Verdict.PARTLY: "partly",
    Verdict.WRONG: "wrong",
    Verdict.TIMED_OUT: "wrong",
    Verdict.SKIPPED: "skipped",
}


def mark_of(verdict: Verdict) -> PlateKind:
    """The mark that stands for a verdict."""
    return _PLATES[verdict]


def plates(round_: Round) -> list[Plate]:
    """A plate for each question that counts, and the runner on the one that is asked."""
    made = [Plate(mark_of(turn.verdict), turn.points.total) for turn in round_.answered]
    return made if round_.showing_verdict or round_.is_complete else [*made, Plate("now")]


def card_of(play: Play) -> tuple[CardKind, CardContent]:
    """Kind and content of the card beside the current question."""
    round_ = play.round
    question = round_.current.question
    category = play.pack.category(question.category)
    content = CardContent(
        number=round_.question_number,
        total=round_.question_count,
        line=question.line,
        prompt=question.prompt,
        pack_title=play.pack.title,
        pack_hangul=play.names.hangul(play.pack.title),
        episode=question.episode or None,  # 0 = before the first: no number to show
        times_met=play.times_met(),
        category_title=category.title if category else question.category,
        answered=round_.showing_verdict,
        answer="" if question.kind is Kind.TRUE_FALSE else key_words(question, play.names),
    )
    return cast(CardKind, category.card if category else "plain"), content


def verdict_states(turn: Turn) -> dict[int, ChoiceState]:
    """How each option (place in `all_options`) looks once the answer is given."""
    question, chosen = turn.drawn.question, set(turn.chosen)
    keys = key_indexes(question)
    not_chosen_key = ChoiceState.MISSED if question.kind is Kind.MULTIPLE_CHOICE else ChoiceState.RIGHT
    return {
        index: (ChoiceState.CHOSEN_RIGHT if index in keys else ChoiceState.CHOSEN_WRONG)
        if index in chosen
        else (not_chosen_key if index in keys else ChoiceState.FADED)
        for index in turn.drawn.options
    }
