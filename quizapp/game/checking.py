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
    option_texts,
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
    "check_unnamed",
    "has_errors",
]


_KINDS = {str(kind): kind for kind in Kind}


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems makes the question unusable."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def check(draft: Draft, info: PackInfo) -> tuple[Problem, ...]:
    """Everything wrong with this question of this pack. A draft without errors can be `finish`ed and drawn."""
    return tuple(Problem(each.severity, each.field, each.message, draft.uid) for each in check_unnamed(draft, info))


def check_unnamed(draft: Draft, info: PackInfo) -> tuple[Problem, ...]:
    """As `check`, for many questions: the problems are without uid, and those that most have are the same objects."""
    options = option_texts(draft)
    kind = _KINDS.get(draft.kind)
    if kind is not None:
        return (*check_common(draft, info, options), *check_key(draft, info, kind, options))
    template = "the kind “{kind}” is unknown; the kinds are {kinds}"
    unknown = error("kind", template, kind=draft.kind[:40], kinds=", ".join(Kind))
    return (*check_common(draft, info, options), unknown)
