"""What every writer gives: the file, and all that it could not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quizapp.errors import sentence
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Question


@dataclass(frozen=True, slots=True)
class Written:
    """A file in some format. `left_out`: an error is a question that is not in it, a warning a part that was lost."""

    content: bytes
    left_out: tuple[Problem, ...] = ()


def kind_words(question: Question) -> str:
    """The kind of a question as people say it, such as `short answer`."""
    return str(question.kind).replace("_", " ")


def cannot(question: Question, field: str, template: str, *, whole: bool = True, **parameters: Any) -> Problem:
    """The note that a format cannot hold a question (`whole`), or this field of it."""
    severity = Severity.ERROR if whole else Severity.WARNING
    return Problem(severity, field, sentence(template, **parameters), question.uid)
