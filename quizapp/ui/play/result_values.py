"""What the left side of the result page shows of a round of any mode, made from its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from quizapp.game.records import Placing, TrainingCounts
from quizapp.game.rules import RULE_SETS, ClockFactor, Mode, RoundSettings
from quizapp.game.turns import LaneResult, Result
from quizapp.ui.play.category_blocks import CategoryResult
from quizapp.ui.play.home_words import date_with_year, duration, number
from quizapp.ui.play.players_clock import clock_words
from quizapp.ui.play.result_words import (
    best_words,
    counted_words,
    course_words,
    due_words,
    finished_words,
    is_best,
    iso_day_words,
    lane_words,
    parts_words,
    place_words,
    practice_words,
    seconds_each,
    winner_words,
)
from quizapp.ui.play.round_values import mark_of
from quizapp.ui.play.round_words import CARD_ICONS, watched_words

if TYPE_CHECKING:
    from quizapp.play import Play


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResultValues", text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished round in words and figures.

    `headline` is a few words and a sentence beside the big figure, `unit` what the figure counts; `place` a title and a
    text, without `rank` where the round has no place; `figures` pairs of value and caption. Texts may be empty.
    """

    title: str
    about: tuple[str, ...]
    figure: int
    unit: str
    headline: tuple[str, str]
    is_best: bool = False
    parts: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    place: tuple[str, str] = ("", "")
    rank: int | None = None
    lanes: tuple[LaneResult, ...] = field(default=())

    @property
    def figure_words(self) -> str:
        """The big figure as it is read out, such as "8,154 points"."""
        return f"{number(self.figure)} {self.unit}"

    @property
    def spoken(self) -> str:
        """The whole result as a screen reader says it."""
        lanes = [lane_words(lane) for lane in self.lanes]
        figure = [] if self.lanes else [self.figure_words]
        said = [self.title, *figure, *self.headline, self.parts, *self.place, *lanes]
        return ". ".join(part.rstrip(".") for part in said if part) + "."


def outcome_of(play: Play, training: TrainingCounts | None = None) -> Outcome:
    """The outcome of a finished round; raises BankError when its place cannot be read.

    `training`: what is due now for who plays, for a round of training.
    """
    rules = play.round.rules
    if rules.mode == Mode.RELAY:
        return _of_relay(play)
    if rules.ranked_by == "nothing":
        return _of_training(play, training)
    placing = play.placing()
    return _of_practice(play) if placing is None else _of_board(play, placing)


def _of_board(play: Play, placing: Placing) -> Outcome:
    rules, settings, result = play.round.rules, play.round.settings, placing.entry.result
    return Outcome(
        title=finished_words(rules, settings),
        about=_about(play, placing.entry.finished_at_ms, placing.entry.player_name),
        figure=_figure(play),
        unit=_unit(play),
        headline=_counted_once(play) or best_words(placing, rules.ranked_by),
        is_best=not _counted_once(play) and is_best(placing, rules.ranked_by),
        parts=_parts(play),
        figures=_figures(result, by_right=rules.ranked_by == "right"),
        place=place_words(placing, rules, settings),
        rank=placing.entry.rank,
    )


def _counted_once(play: Play) -> tuple[str, str] | None:
    """What is said of a run that is the only one to count; None where every run does."""
    settings, later = play.round.settings, _tr("Later ones are practice.")
    if settings.challenge:
        return _tr("This run counts"), later
    return (_tr("Your run of the day"), later) if settings.day else None


def _of_practice(play: Play) -> Outcome:
    rules, settings, result = play.round.rules, play.round.settings, play.round.result()
    title, text = practice_words(settings)
    return Outcome(
        title=finished_words(rules, settings),
        about=_about(play, _now_ms(), play.player.name),
        figure=_figure(play),
        unit=_unit(play),
        headline=(_tr("Practice run"), counted_words(play.best)),
        parts=_parts(play),
        figures=_figures(result, by_right=rules.ranked_by == "right"),
        place=(title, text),
    )


def _of_training(play: Play, training: TrainingCounts | None) -> Outcome:
    result = play.round.result()
    return Outcome(
        title=finished_words(play.round.rules, play.round.settings),
        about=_about(play, _now_ms(), play.player.name),
        figure=result.right,
        unit=_tr("right"),
        headline=due_words(training) if training is not None else (_tr("Well trained"), ""),
        parts=course_words(play.round),
        figures=_figures(result, by_right=False),
    )


def _of_relay(play: Play) -> Outcome:
    lanes = play.round.lane_results()
    names = QLocale().createSeparatedList([runner.name for runner in play.round.settings.relay])
    return Outcome(
        title=finished_words(play.round.rules, play.round.settings),
        about=(date_with_year(_now_ms()), names),
        figure=lanes[0].result.points,
        unit=_tr("points"),
        headline=winner_words(lanes),
        is_best=True,
        lanes=lanes,
    )


def _now_ms() -> int:
    return QDateTime.currentMSecsSinceEpoch()


def _about(play: Play, finished_at_ms: int, name: str) -> tuple[str, ...]:
    settings = play.round.settings
    day = iso_day_words(settings.day) if settings.day else date_with_year(finished_at_ms)
    return day, name, watched_words(play.pack, settings.spoiler_limit), _clock(settings, play.round.rules.id)


def _clock(settings: RoundSettings, rule_set: str) -> str:
    """How the clock was stretched, where there is one."""
    usual = RULE_SETS[rule_set].for_settings(replace(settings, clock=ClockFactor.X1))
    return clock_words(settings.clock) if usual.has_clock else ""


def _figure(play: Play) -> int:
    result = play.round.result()
    return result.right if play.round.rules.ranked_by == "right" else result.points


def _unit(play: Play) -> str:
    return _tr("right") if play.round.rules.ranked_by == "right" else _tr("points")


def _parts(play: Play) -> str:
    rules = play.round.rules
    return parts_words(play.round.result(), rules) if rules.with_bonuses else course_words(play.round)


def _figures(result: Result, *, by_right: bool) -> tuple[tuple[str, str], ...]:
    right = _tr("{right} of {asked}").format(right=number(result.right), asked=number(result.asked))
    first = (number(result.points), _tr("points")) if by_right else (right, _tr("right"))
    return (
        first,
        (number(result.best_streak), _tr("best streak")),
        (duration(result.elapsed_ms), _tr("time")),
        (seconds_each(result), _tr("per question")),
    )


def by_category(play: Play) -> list[CategoryResult]:
    """The categories of the pack that were asked, in the pack's order."""
    found: dict[str, list[str]] = {}
    for turn in play.round.answered:
        found.setdefault(turn.drawn.question.category, []).append(mark_of(turn.verdict))
    order = [category.id for category in play.pack.categories]
    made: list[CategoryResult] = []
    for identity in sorted(found, key=lambda each: order.index(each) if each in order else len(order)):
        category, marks = play.pack.category(identity), found[identity]
        icon = CARD_ICONS.get(category.card if category else "plain", "list")
        title = category.title if category else identity
        made.append(CategoryResult(title, icon, marks.count("right"), len(marks), marks.count("partly")))
    return made
