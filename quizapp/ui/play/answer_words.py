"""What a player answered and what was right, as text, for questions of every kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import TRUE, all_options, is_typed, key_indexes, match_rights
from quizapp.game.question import Kind, Question
from quizapp.game.turns import NOT_JOINED, Turn

_TYPED_SHOWN = 500


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnswerWords", text)


def given_text(turn: Turn, names: NameBook) -> str:
    """What the player answered, in one line: "Skipped", "No answer", or the answer itself."""
    if turn.verdict is Verdict.SKIPPED:
        return _tr("Skipped")
    return "; ".join(_given(turn, names)) or _tr("No answer")


def given_lines(turn: Turn, names: NameBook) -> tuple[str, ...]:
    """The same for a place with room: one line a pair or a step, and wrong pairs say so; empty without an answer.

    What was left undone of a matching question when the time was up is said of each pair.
    """
    question = turn.drawn.question
    if question.kind is Kind.MATCHING and turn.chosen:
        return tuple(_judged_pairs(turn, names))
    return tuple(_given(turn, names))


def key_text(question: Question, names: NameBook) -> str:
    """The right answer in one line."""
    return "; ".join(key_lines(question, names))


def key_lines(question: Question, names: NameBook) -> tuple[str, ...]:
    """The right answer, one line a pair or a step."""
    if question.kind is Kind.MATCHING:
        return tuple(_pair(left, right, names) for left, right in question.pairs)
    if question.kind is Kind.ORDERING:
        return tuple(_steps(question.sequence, names))
    if is_typed(question):
        return tuple(names.with_hangul(answer) for answer in question.answers[:1])
    return (_options(question, key_indexes(question), names),)


def slip_words(turn: Turn) -> str:
    """A word behind an answer that is right in spite of a slip; empty for others."""
    return _tr("close") if turn.verdict is Verdict.SLIP else ""


def option_text(question: Question, index: int) -> str:
    """An option as it is shown, without Hangul; true and false in the language of the interface."""
    if question.kind is Kind.TRUE_FALSE:
        return _tr("True") if index == TRUE else _tr("False")
    return all_options(question)[index]


def _given(turn: Turn, names: NameBook) -> Sequence[str]:
    question = turn.drawn.question
    if is_typed(question):
        typed = " ".join(turn.text[:_TYPED_SHOWN].split())
        return [typed] if typed else []
    if not turn.chosen:
        return []
    if question.kind is Kind.MATCHING:
        rights = match_rights(question)
        beside = zip(question.pairs, turn.chosen, strict=False)
        return [_pair(left, rights[at], names) for (left, _), at in beside if at != NOT_JOINED]
    if question.kind is Kind.ORDERING:
        return _steps([question.sequence[at] for at in turn.chosen], names)
    return [_options(question, turn.chosen, names)]


def _judged_pairs(turn: Turn, names: NameBook) -> Iterable[str]:
    question, rights = turn.drawn.question, match_rights(turn.drawn.question)
    for (left, right), at in zip(question.pairs, turn.chosen, strict=False):
        if at == NOT_JOINED:
            yield _tr("{left}: nothing (right: {right})").format(left=left, right=names.with_hangul(right))
        elif rights[at] == right:
            yield _pair(left, right, names)
        else:
            wrong = _tr("{left}: {given} (right: {right})")
            yield wrong.format(left=left, given=names.with_hangul(rights[at]), right=names.with_hangul(right))


def _pair(left: str, right: str, names: NameBook) -> str:
    return _tr("{left}: {right}").format(left=left, right=names.with_hangul(right))


def _steps(texts: Iterable[str], names: NameBook) -> list[str]:
    template, number = _tr("{place}. {step}"), QLocale().toString
    shown = [names.with_hangul(text) for text in texts]
    return [template.format(place=number(place), step=text) for place, text in enumerate(shown, start=1)]


def _options(question: Question, indexes: Iterable[int], names: NameBook) -> str:
    return QLocale().createSeparatedList([names.with_hangul(option_text(question, index)) for index in sorted(indexes)])
