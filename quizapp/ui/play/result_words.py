"""What the result page says of a finished round, in the words of the user's language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from quizapp.game.records import Placing, Run, TrainingCounts
from quizapp.game.round import Round
from quizapp.game.rules import Mode, RankedBy, RoundSettings, RuleSet
from quizapp.game.turns import LaneResult, Result
from quizapp.ui.play.home_words import coming_day, date, iso_date, number
from quizapp.ui.play.round_words import mode_title, ordinal

_LONG_WORD = re.compile(r"\S{16,}")
_PIECE = re.compile(r"(\S{5})(?=\S{2})")
_BREAK = "\u200b"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResultWords", text)


def soft(text: str) -> str:
    """The text with invisible places to break a line in words that would not fit into a narrow card, such as names."""
    return _LONG_WORD.sub(_softened, text)


def _softened(found: re.Match[str]) -> str:
    return _PIECE.sub(rf"\1{_BREAK}", found[0])


def finished_words(rules: RuleSet, settings: RoundSettings) -> str:
    """The title of the page, such as "Sprint finished"."""
    if settings.challenge:
        return _tr("{mode} challenge finished").format(mode=mode_title(rules.mode))
    return _tr("{mode} finished").format(mode=mode_title(rules.mode))


def iso_day_words(day: str) -> str:
    """A day given as ISO 8601 in the order and words of the language; as it is where it is none."""
    read = QDate.fromString(day, "yyyy-MM-dd")
    return QLocale().toString(read, QCoreApplication.translate("Words", "d MMM yyyy")) if read.isValid() else day


# Against the best run


def is_best(placing: Placing, ranked_by: RankedBy = "points") -> bool:
    """Whether the player never did better on this board."""
    return placing.best_before is None or _lead(placing.entry.result, placing.best_before, ranked_by) > (0, 0)


def best_words(placing: Placing, ranked_by: RankedBy = "points") -> tuple[str, str]:
    """How the round compares with the player's best before it: a few words and a sentence."""
    best = placing.best_before
    if best is None:
        return _tr("First result"), _tr("Your first run on this table")
    lead = _lead(placing.entry.result, best, ranked_by)
    titles = {1: _tr("New best"), 0: _tr("Best matched"), -1: _tr("Your best stands")}
    if ranked_by == "points":
        text = _compared_points(lead[1], best)
    else:
        text = _compared_right(lead[0], best) if lead[0] else _compared_equal_right(lead[1], best)
    return titles[_sign(lead[0] or lead[1])], text


def _lead(result: Result, best: Run, ranked_by: RankedBy) -> tuple[int, int]:
    """How far the result is ahead in right answers, where the board is ranked by them, and in points."""
    right = result.right - best.right if ranked_by == "right" else 0
    return right, result.points - best.points


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _compared_points(lead: int, best: Run) -> str:
    templates = {
        1: _tr("{ahead} more than your {best} on {day}"),
        0: _tr("The same as your {best} on {day}"),
        -1: _tr("{ahead} below your {best} on {day}"),
    }
    return _filled(templates[_sign(lead)], lead, best.points, best)


def _compared_right(lead: int, best: Run) -> str:
    templates = {1: _tr("{ahead} more than your {best} on {day}"), -1: _tr("{ahead} fewer than your {best} on {day}")}
    return _filled(templates[_sign(lead)], lead, best.right, best)


def _compared_equal_right(lead: int, best: Run) -> str:
    """For runs with as many right answers as each other; points decide then."""
    templates = {
        1: _tr("As many right as on {day}, and {ahead} points more"),
        0: _tr("The same as your {best} right on {day}"),
        -1: _tr("As many right as on {day}, but {ahead} points less"),
    }
    return _filled(templates[_sign(lead)], lead, best.right, best)


def _filled(template: str, ahead: int, best: int, run: Run) -> str:
    return template.format(ahead=number(abs(ahead)), best=number(best), day=date(run.finished_at_ms))


# The place on the board


def place_words(placing: Placing, rules: RuleSet, settings: RoundSettings) -> tuple[str, str]:
    """The place on the board: "Third on the Sprint table", and out of how many."""
    place = ordinal(placing.entry.rank)
    if settings.challenge:
        title = _tr("{place} in this challenge").format(place=place)
    elif settings.day:
        title = _tr("{place} in the race of {day}").format(place=place, day=iso_date(settings.day))
    else:
        title = _tr("{place} on the {mode} table").format(place=place, mode=mode_title(rules.mode))
    size = _tr("Place {rank} of {size} with these settings")
    text = size.format(rank=number(placing.entry.rank), size=number(placing.board_size))
    return title, f"{text} · {_tr('edited pack')}" if placing.entry.pack_edited else text


def practice_words(settings: RoundSettings) -> tuple[str, str]:
    """What stands in the place of a place, for a run that does not count."""
    if settings.challenge:
        return _tr("Practice"), _tr("Your first run of a challenge counts.")
    return _tr("Practice"), _tr("The first run of the day counts.")


def counted_words(best: Run | None) -> str:
    """The run that counts beside one for practice; empty where it is not known."""
    if best is None:
        return ""
    words = _tr("The run that counts: {points} points, {right} right")
    return words.format(points=number(best.points), right=number(best.right))


# Parts and figures


def parts_words(result: Result, rules: RuleSet) -> str:
    """The score in its parts, such as "Base 8,000 · Streak 585"."""
    parts = [_tr("Base {points}").format(points=number(result.base_points))]
    if rules.answer_limit_ms is not None:
        parts.append(_tr("Speed {points}").format(points=number(result.speed_points)))
    parts.append(_tr("Streak {points}").format(points=number(result.streak_points)))
    return " · ".join(parts)


def course_words(round_: Round) -> str:
    """How a Dash, a Marathon or a training went: "31 of 34 right, three hurdles down"."""
    result = round_.result()
    ran = _tr("{right} of {asked} right").format(right=number(result.right), asked=number(result.asked))
    return ", ".join(part for part in (ran, _end_words(round_)) if part)


def _end_words(round_: Round) -> str:
    if round_.rules.lives is not None:
        if round_.is_won:
            return _tr("and the pool is empty: you won the race!")
        return _hurdles_words(round_.misses)
    if round_.rules.time_limit_ms is None:
        return ""
    lost_s = round_.misses * round_.rules.miss_cost_ms // 1000
    cost = _tr("misses took {seconds} s").format(seconds=number(lost_s)) if lost_s else ""
    ran_out = len(round_.turns) >= len(round_.drawn)
    return ", ".join(part for part in (cost, _tr("every question was asked") if ran_out else "") if part)


def _hurdles_words(count: int) -> str:
    words = (_tr("no hurdle down"), _tr("one hurdle down"), _tr("two hurdles down"), _tr("three hurdles down"))
    return words[count] if count < len(words) else _tr("{count} hurdles down").format(count=number(count))


def seconds_each(result: Result) -> str:
    """Answering time a question, such as "9.2 s"."""
    each_s = result.elapsed_ms / 1000 / max(1, result.asked)
    return _tr("{seconds} s").format(seconds=QLocale().toString(each_s, "f", 1))


# Training


def due_words(counts: TrainingCounts) -> tuple[str, str]:
    """What training has next: a few words and a sentence."""
    cards = _tr("{count} in training").format(count=number(counts.cards))
    if counts.due:
        return _tr("{count} due today").format(count=number(counts.due)), cards
    if counts.next_due_at_ms is None:
        return _tr("Nothing left to train"), _tr("Questions you miss come here.")
    return _tr(
        "Nothing more due today"
    ), f"{_tr('Next: {when}').format(when=coming_day(counts.next_due_at_ms))} · {cards}"


# Relay


def winner_words(lanes: Sequence[LaneResult]) -> tuple[str, str]:
    """Who won a relay, and by how much; several with the same points share it."""
    winners = [lane.name for lane in lanes if lane.place == 1]
    if len(winners) > 1:
        names = QLocale().createSeparatedList(winners)
        return _tr("It’s a tie: {names}").format(names=names), _tr("The same points to the last one")
    others = [lane.result.points for lane in lanes if lane.place > 1]
    ahead = lanes[0].result.points - max(others, default=0)
    text = _tr("{points} points ahead").format(points=number(ahead)) if others else ""
    return _tr("{name} wins").format(name=winners[0]), text


def lane_words(lane: LaneResult) -> str:
    """One player of a relay, as it is read out."""
    words = _tr("{place}: {name}, {points} points, {right} of {asked} right, best streak {streak}")
    result = lane.result
    return words.format(
        place=ordinal(lane.place),
        name=lane.name,
        points=number(result.points),
        right=number(result.right),
        asked=number(result.asked),
        streak=number(result.best_streak),
    )


def again_words(mode: str, settings: RoundSettings) -> str:
    """What the button says that runs the same once more."""
    if settings.challenge or settings.day:
        return _tr("Run again for practice")
    if mode == Mode.RELAY:
        return _tr("Same players again")
    return _tr("Train on") if mode == Mode.TRAINING else _tr("Play again")
