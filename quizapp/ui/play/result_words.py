"""What the result page says of a finished round, in the words of the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.game.records import Placing, Run
from quizapp.game.round import Result
from quizapp.ui.play.home_words import date, number
from quizapp.ui.play.round_words import mode_title, ordinal


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResultWords", text)


def best_words(placing: Placing) -> tuple[str, str]:
    """How the round compares with the player's best before it: a few words and a sentence."""
    points, best = placing.entry.result.points, placing.best_before
    if best is None:
        return _tr("First result"), _tr("Your first run on this table")
    if points > best.points:
        return _tr("New best"), _compared(_tr("{points} more than your {best} on {day}"), points - best.points, best)
    if points == best.points:
        return _tr("Best matched"), _compared(_tr("The same as your {best} on {day}"), 0, best)
    return _tr("Your best stands"), _compared(_tr("{points} below your {best} on {day}"), best.points - points, best)


def is_best(placing: Placing) -> bool:
    """Whether the player never had more points on this board."""
    return placing.best_before is None or placing.entry.result.points > placing.best_before.points


def _compared(template: str, points: int, best: Run) -> str:
    return template.format(points=number(points), best=number(best.points), day=date(best.finished_at_ms))


def place_words(placing: Placing, mode: str) -> tuple[str, str]:
    """The place on the board: "Third on the Sprint table", and out of how many."""
    title = _tr("{place} on the {mode} table").format(place=ordinal(placing.entry.rank), mode=mode_title(mode))
    size = _tr("Place {rank} of {size} with these settings")
    text = size.format(rank=number(placing.entry.rank), size=number(placing.board_size))
    return title, f"{text} · {_tr('edited pack')}" if placing.entry.pack_edited else text


def parts_words(result: Result, *, has_clock: bool) -> str:
    """The score in its parts, such as "Base 8,000 · Streak 585"."""
    parts = [_tr("Base {points}").format(points=number(result.base_points))]
    if has_clock:
        parts.append(_tr("Speed {points}").format(points=number(result.speed_points)))
    parts.append(_tr("Streak {points}").format(points=number(result.streak_points)))
    return " · ".join(parts)


def seconds_each(result: Result) -> str:
    """Answering time a question, such as "9.2 s"."""
    each_s = result.elapsed_ms / 1000 / max(1, result.asked)
    return _tr("{seconds} s").format(seconds=QLocale().toString(each_s, "f", 1))
