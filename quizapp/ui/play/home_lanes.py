"""The seven lanes of the home page in words: what is run there, and how this player did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.ui.play.home_words import iso_date, number
from quizapp.ui.play.lane_list import Lane
from quizapp.ui.play.lane_words import lane_titles

if TYPE_CHECKING:
    from quizapp.game.records import Overview, Run
    from quizapp.game.rules import CustomRules, RuleSet


translate = QCoreApplication.translate


def bare_lanes() -> list[Lane]:
    """The lanes before anything is known of the player."""
    return [Lane(identity, title, sentence) for identity, title, sentence in lane_titles()]


def lanes(overview: Overview, dash: RuleSet, today: str) -> list[Lane]:
    """The lanes of a player; `dash` are the rules of a Dash by this player's clock, `today` the local date (ISO)."""
    endings = {
        "daily": _daily(overview.daily, today),
        "training": _training(overview),
        "relay": _relay(overview.winners),
        "custom": _custom(overview.custom),
    }
    sentences = {"dash": dash_sentence(dash)}
    made: list[Lane] = []
    for identity, title, sentence in lane_titles():
        ending = endings.get(identity) or _best(overview.best_of(identity), in_points=identity == "sprint")
        made.append(Lane(identity, title, sentences.get(identity, sentence), *ending))
    return made


def dash_sentence(rules: RuleSet) -> str:
    """What a Dash asks by these rules."""
    if rules.time_limit_ms is None:
        return translate("Lanes", "{count} questions, no clock").format(count=number(rules.question_count or 0))
    return translate("Lanes", "As many right answers as you can in {seconds} seconds").format(
        seconds=number(rules.time_limit_ms // 1000)
    )


def custom_words(rules: CustomRules) -> str:
    """The length and the clock of custom rules, such as "20, no clock"."""
    if rules.answer_limit_ms is None:
        return translate("Lanes", "{count}, no clock").format(count=number(rules.question_count))
    seconds = number(rules.answer_limit_ms // 1000)
    return translate("Lanes", "{count}, {seconds} s each").format(count=number(rules.question_count), seconds=seconds)


_Ending = tuple[str, str, str]
"""Caption, value, and both in one line."""


def _best(best: Run | None, *, in_points: bool) -> _Ending:
    if best is None:
        return "", translate("Lanes", "Not run yet"), ""
    value = number(best.points) if in_points else translate("Lanes", "{count} right").format(count=number(best.right))
    return translate("Lanes", "Best"), value, translate("Lanes", "Best {value}").format(value=value)


def _daily(counted: Run | None, today: str) -> _Ending:
    if counted is None:
        return iso_date(today), translate("Lanes", "Not run yet"), translate("Lanes", "Not run today")
    points = number(counted.points)
    value = translate("Lanes", "{points} points").format(points=points)
    return iso_date(today), value, translate("Lanes", "Today {value}").format(value=points)


def _training(overview: Overview) -> _Ending:
    due = overview.training.due
    if not due:
        return "", translate("Lanes", "Nothing due"), ""
    words = translate("Lanes", "{count} due").format(count=number(due))
    return translate("Lanes", "Ready now"), words, words


def _relay(winners: tuple[str, ...]) -> _Ending:
    if not winners:
        return "", translate("Lanes", "Not run yet"), ""
    names = ", ".join(" ".join(name.split()) for name in winners)
    return translate("Lanes", "Last winner"), names, translate("Lanes", "Won by {name}").format(name=names)


def _custom(rules: CustomRules | None) -> _Ending:
    if rules is None:
        return "", translate("Lanes", "Not run yet"), ""
    words = custom_words(rules)
    return translate("Lanes", "Last used"), words, translate("Lanes", "Last: {rules}").format(rules=words)
