"""A question that may still be unfinished, and problems found in one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quizapp.errors import Sentence
from quizapp.game.question import Distractor, Kind, Media, Question, Source


class Severity(StrEnum):
    """An error makes a question unusable, a warning makes it poor."""

    ERROR = "error"
    WARNING = "warning"


BESIDE_OTHERS = ("spoiler", "near_duplicate")
"""What a question may be warned of because of the others of its pack, beside problems of its fields."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one field of a question (or of a pack: then `uid` is empty).

    `is_loss`: a file says something that was not taken over as it says it. `field` tells where it was meant for.
    """

    severity: Severity
    field: str
    message: Sentence
    uid: str = ""
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as someone is writing it: the fields of `Question`, with any text as kind and nothing checked."""

    uid: str = ""
    kind: str = ""
    category: str = ""
    prompt: str = ""
    episode: int | None = None
    difficulty: int = 2
    line: str = ""
    answers: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    answer: bool | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    keep_order: bool = False
    hint: str = ""
    explanation: str = ""
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    media: Media | None = None

    @classmethod
    def of(cls, question: Question) -> Draft:
        """The draft that `finish` turns back into `question`."""
        values: dict[str, Any] = {name: getattr(question, name) for name in cls.__dataclass_fields__}
        values["kind"] = str(question.kind)
        return cls(**values)

    def finish(self) -> Question:
        """The question of this draft. The caller has checked it: an unknown kind raises ValueError."""
        values: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        values["kind"] = Kind(self.kind)
        return Question(**values)
