"""What the strip and the card show of a round, made from its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import key_indexes
from quizapp.game.question import Kind, PackInfo, Question
from quizapp.game.round import Round
from quizapp.game.turns import Turn
from quizapp.ui.play.answer_words import key_text
from quizapp.ui.play.category_card import CardContent, CardKind
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.gap_line import gap_line
from quizapp.ui.play.track_strip import Plate, PlateKind

if TYPE_CHECKING:
    from quizapp.play import Play

_LAP = 10

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


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where in a round a card stands; `total` None = open end."""

    number: int = 1
    total: int | None = 10
    times_met: int = 0
    answered: bool = False


def card_place(play: Play) -> CardPlace:
    """Where in its round the card beside the current question stands."""
    round_ = play.round
    return CardPlace(round_.question_number, round_.question_count, play.times_met(), round_.showing_verdict)


def card_for(question: Question, pack: PackInfo, names: NameBook, place: CardPlace) -> tuple[CardKind, CardContent]:
    """Kind and content of the card of this question."""
    category = pack.category(question.category)
    gapped = gap_line(question.prompt) if question.kind is Kind.MISSING_WORD else ""
    content = CardContent(
        number=place.number,
        total=place.total or _LAP * ((place.number + _LAP - 1) // _LAP),
        line=question.line or gapped,
        pack_title=pack.title,
        pack_hangul=names.hangul(pack.title),
        episode=question.episode or None,  # 0 = before the first: no number to show
        times_met=place.times_met,
        category_title=category.title if category else question.category,
        answered=place.answered,
        answer=_gap_text(question, names),
    )
    return card_kind(question, pack), content


def card_kind(question: Question, pack: PackInfo) -> CardKind:
    """How the card of this question looks."""
    category = pack.category(question.category)
    return cast(CardKind, category.card if category else "plain")


def _gap_text(question: Question, names: NameBook) -> str:
    """What fills the gap of a card's line once the answer is known."""
    if question.kind in (Kind.TRUE_FALSE, Kind.MATCHING, Kind.ORDERING):
        return ""
    if question.kind is Kind.MISSING_WORD:
        return question.answers[0] if question.answers else ""
    return key_text(question, names)


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
