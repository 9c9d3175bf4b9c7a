"""The keys of a round for the hint bar: only those that do something at this moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.game.options import is_typed
from quizapp.game.question import Kind
from quizapp.game.round import Round
from quizapp.ui.play.round_keys import help_lifeline
from quizapp.ui.play.round_words import can_appeal

Hint = tuple[str | list[str], str]

ORDER_KEYS = ["Alt", "↑", "↓"]
_LETTERS_MAX = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoundHints", text)


def hints_for(round_: Round, *, single_letters: bool, can_confirm: bool) -> list[Hint]:
    """Key caps and words for the state the round is in; `can_confirm`: there is an answer to confirm."""
    if round_.paused:
        return [(["Enter", "Esc"], _tr("go on"))]
    pause: Hint = (["Esc", "P"] if single_letters else ["Esc"], _tr("pause"))
    if round_.showing_verdict:
        on = _tr("see the result") if round_.is_complete else _tr("next question")
        return [(["Enter"], on), *_appeals(round_, single_letters), pause]
    if not round_.can_answer:
        return []
    # While a field takes the letters, only function keys do something.
    letters = single_letters and not is_typed(round_.current.question)
    pause = pause if letters or not single_letters else (["Esc"], _tr("pause"))
    return [*_answering(round_, can_confirm), *_lifelines(round_, letters), pause]


def hand_over_hints() -> list[Hint]:
    """While the next player of a relay has not taken the machine."""
    return [(["Enter"], _tr("take the baton")), (["Esc"], _tr("pause"))]


def _answering(round_: Round, can_confirm: bool) -> list[Hint]:
    question = round_.current.question
    confirm: list[Hint] = [(["Enter"], _tr("confirm"))] if can_confirm else []
    if is_typed(question):
        return confirm
    count = len(round_.current.options)
    if question.kind is Kind.MATCHING:
        return [([_digits(len(question.pairs))], _tr("left")), ([_letters(count)], _tr("right")), *confirm]
    if question.kind is Kind.ORDERING:
        return [([_digits(count)], _tr("pick")), (ORDER_KEYS, _tr("move")), *confirm]
    if question.kind is Kind.MULTIPLE_CHOICE:
        return [([_letters(count), _digits(count)], _tr("mark")), *confirm]
    return [([_letters(count), _digits(count)], _tr("answer"))]


def _letters(count: int) -> str:
    return f"A–{'ABCDEF'[min(count, _LETTERS_MAX) - 1]}"


def _digits(count: int) -> str:
    return f"1–{min(count, 9)}"


def _appeals(round_: Round, single_letters: bool) -> list[Hint]:
    made: list[Hint] = [(["F8"], _tr("my answer was right"))] if can_appeal(round_.turns[-1]) else []
    keys = ["Shift+F8", "R"] if single_letters else ["Shift+F8"]
    return [*made, (keys, _tr("report a mistake"))]


def _lifelines(round_: Round, single_letters: bool) -> list[Hint]:
    made: list[Hint] = []
    if help_lifeline(round_) == "hint":
        made.append((["F2", "H"] if single_letters else ["F2"], _tr("hint")))
    if round_.can_fifty:
        made.append((["F4"], _tr("50:50")))
    if round_.can_skip:
        made.append((["F3", "S"] if single_letters else ["F3"], _tr("skip")))
    return made
