"""Sentences for people, and the one exception whose sentence is meant for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English template with named parameters: `ui` translates the template, everything else prints it as it is."""

    template: str
    parameters: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.parameters))


def sentence(template: str, **parameters: Any) -> Sentence:
    """A `Sentence`; the template names its parameters in braces, as `str.format` does."""
    return Sentence(template, tuple(parameters.items()))


def of_count(count: int, one: str, many: str) -> str:
    """The template for so many of something."""
    return one if count == 1 else many


class QuizError(Exception):
    """An expected failure: says what happened, what was kept and what to do next. Never a bug."""

    def __init__(self, template: str, **parameters: Any) -> None:
        self.sentence = sentence(template, **parameters)
        super().__init__(str(self.sentence))


class BankError(QuizError):
    """The bank cannot be used for a reason outside the program: full disk, no permission, a lock, a damaged file."""


class DamagedBankError(BankError):
    """The bank file is there but is no readable bank; the file itself is untouched."""


class RoundRefusedError(QuizError):
    """A round cannot start with these settings; nothing was changed."""
