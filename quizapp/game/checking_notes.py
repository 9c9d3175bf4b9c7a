"""How a problem is noted, and how long texts may be."""

from __future__ import annotations

from typing import Any

from quizapp.errors import sentence
from quizapp.game.draft import Draft, Problem, Severity

PROMPT_LENGTH_MAX = 2_000
OPTION_LENGTH_MAX = 500
PROSE_LENGTH_MAX = 5_000
PROMPT_FITS = 220
OPTION_FITS = 90
"""What still fits the small window without scrolling."""


def error(field: str, template: str, **parameters: Any) -> Problem:
    """A problem that makes a question, or a pack, unusable."""
    return Problem(Severity.ERROR, field, sentence(template, **parameters))


def warning(field: str, template: str, **parameters: Any) -> Problem:
    """A problem that makes a question poor."""
    return Problem(Severity.WARNING, field, sentence(template, **parameters))


def loss(field: str, template: str, **parameters: Any) -> Problem:
    """A warning that something in a file was not taken over as the file says it; whoever imports it is shown these."""
    return Problem(Severity.WARNING, field, sentence(template, **parameters), is_loss=True)


def too_long(field: str, text: str, limit: int = PROSE_LENGTH_MAX) -> Problem:
    """The problem of a text that is longer than can be used."""
    template = "this text has {length} characters; at most {limit} can be used"
    return error(field, template, length=len(text), limit=limit)


def option_texts(draft: Draft) -> list[tuple[str, str]]:
    """Every text that may be an option or an accepted answer, each with its field."""
    return [
        *[("answers", text) for text in draft.answers],
        *[("distractors", distractor.text) for distractor in draft.distractors],
        *[("pairs", text) for pair in draft.pairs for text in pair],
        *[("extra", text) for text in draft.extra],
        *[("sequence", text) for text in draft.sequence],
    ]
