"""Custom rules in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.game.question import Kind
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.game.rules import CustomRules

translate = QCoreApplication.translate


def kind_names() -> dict[Kind, str]:
    """What players call the kinds of questions."""
    return {
        Kind.SINGLE_CHOICE: translate("Kinds", "One right answer"),
        Kind.MULTIPLE_CHOICE: translate("Kinds", "Several right answers"),
        Kind.TRUE_FALSE: translate("Kinds", "True or false"),
        Kind.SHORT_ANSWER: translate("Kinds", "Typed answer"),
        Kind.MISSING_WORD: translate("Kinds", "Missing word"),
        Kind.MATCHING: translate("Kinds", "Matching pairs"),
        Kind.ORDERING: translate("Kinds", "Right order"),
    }


def limit_words(limit_ms: int | None) -> str:
    """The answering time of one question."""
    if limit_ms is None:
        return translate("CustomRules", "No clock")
    return translate("CustomRules", "{seconds} s each").format(seconds=number(limit_ms // 1000))


def rules_words(rules: CustomRules) -> str:
    """Everything that is set, in one line."""
    count = translate("CustomRules", "Questions: {count}").format(count=number(rules.question_count))
    no_clock = translate("CustomRules", "no clock")
    limit = no_clock if rules.answer_limit_ms is None else limit_words(rules.answer_limit_ms)
    return "\u00a0· ".join((count, limit, _kinds(rules), _lifelines(rules)))


def _kinds(rules: CustomRules) -> str:
    if len(rules.kinds) == len(Kind):
        return translate("CustomRules", "all kinds")
    if len(rules.kinds) == 1:
        return kind_names()[rules.kinds[0]]
    words = translate("CustomRules", "{count} of {all} kinds")
    return words.format(count=number(len(rules.kinds)), all=number(len(Kind)))


def _lifelines(rules: CustomRules) -> str:
    counts = {
        translate("CustomRules", "50:50 × {count}"): rules.fifty_fifties,
        translate("CustomRules", "hint × {count}"): rules.hints,
        translate("CustomRules", "skip × {count}"): rules.skips,
    }
    given = [words.format(count=number(count)) for words, count in counts.items() if count]
    # A cross and its number stay together.
    return ", ".join(words.replace(" × ", "\u00a0×\u00a0") for words in given) or translate(
        "CustomRules", "no lifelines"
    )
