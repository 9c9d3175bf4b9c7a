"""The keys of a round for the hint bar: only those that do something at this moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.game.question import Kind
from quizapp.game.round import Round
from quizapp.ui.play.round_keys import help_lifeline

Hint = tuple[str | list[str], str]

_LETTERS_MAX = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoundHints", text)


def hints_for(round_: Round, *, single_letters: bool, can_confirm: bool) -> list[Hint]:
    """Key caps and words for the state the round is in; `can_confirm`: several answers are marked so far."""
    if round_.paused:
        return [(["Enter", "Esc"], _tr("go on"))]
    pause: Hint = (["Esc", "P"] if single_letters else ["Esc"], _tr("pause"))
    if round_.showing_verdict:
        return [(["Enter"], _tr("see the result") if round_.is_complete else _tr("next question")), pause]
    if not round_.can_answer:
        return []
    return [*_answering(round_, can_confirm), *_lifelines(round_, single_letters), pause]


def _answering(round_: Round, can_confirm: bool) -> list[Hint]:
    count = len(round_.current.options)
    last_letter = "ABCDEF"[min(count, _LETTERS_MAX) - 1]
    keys = [f"A–{last_letter}", f"1–{min(count, 9)}"]
    if round_.current.question.kind is Kind.MULTIPLE_CHOICE:
        confirm: list[Hint] = [(["Enter"], _tr("confirm"))] if can_confirm else []
        return [(keys, _tr("mark")), *confirm]
    return [(keys, _tr("answer"))]


def _lifelines(round_: Round, single_letters: bool) -> list[Hint]:
    made: list[Hint] = []
    if help_lifeline(round_) == "hint":
        made.append((["F2", "H"] if single_letters else ["F2"], _tr("hint")))
    if round_.can_fifty:
        made.append((["F4"], _tr("50:50")))
    if round_.can_skip:
        made.append((["F3", "S"] if single_letters else ["F3"], _tr("skip")))
    return made
