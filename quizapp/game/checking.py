"""What is wrong with a question or a pack: every problem names the field, the message and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.game.checking_common import check_common
from quizapp.game.checking_info import CATEGORIES_MAX, Part, check_info, check_info_by_part
from quizapp.game.checking_key import check_key
from quizapp.game.checking_notes import (
    OPTION_FITS,
    OPTION_LENGTH_MAX,
    PROMPT_FITS,
    PROMPT_LENGTH_MAX,
    PROSE_LENGTH_MAX,
    error,
)
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Kind, PackInfo

__all__ = [
    "CATEGORIES_MAX",
    "OPTION_FITS",
    "OPTION_LENGTH_MAX",
    "PROMPT_FITS",
    "PROMPT_LENGTH_MAX",
    "PROSE_LENGTH_MAX",
    "Part",
    "check",
    "check_info",
    "check_info_by_part",
    "has_errors",
]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems makes the question unusable."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def check(draft: Draft, info: PackInfo) -> tuple[Problem, ...]:
    """Everything wrong with this question of this pack. A draft without errors can be `finish`ed and drawn."""
    problems = [*check_common(draft, info)]
    if draft.kind in Kind.__members__.values():
        problems += check_key(draft, info, Kind(draft.kind))
    else:
        kinds = ", ".join(Kind)
        problems.append(
            error("kind", "the kind “{kind}” is unknown; the kinds are {kinds}", kind=draft.kind[:40], kinds=kinds)
        )
    return tuple(Problem(each.severity, each.field, each.message, draft.uid) for each in problems)
