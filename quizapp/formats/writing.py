"""What every writer gives: the file, and all that it could not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.errors import sentence
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import PackInfo, Question


@dataclass(frozen=True, slots=True)
class Written:
    """A file in some format. `left_out`: an error is a question that is not in it, a warning a part that was lost.

    What is lost of all questions alike, or of the pack, is told once, without a uid.
    """

    content: bytes
    left_out: tuple[Problem, ...] = ()


def kind_words(question: Question) -> str:
    """The kind of a question as people say it, such as `short answer`."""
    return str(question.kind).replace("_", " ")


def says(question: Question, field: str) -> bool:
    """Whether this field holds anything. Episode 0 is something: known before the first episode."""
    value = getattr(question, field)
    return value is not None and value is not False and value not in ("", ())


def lost_by_all(field: str, template: str) -> Problem:
    """The note that a format cannot hold this of any question, or of the pack."""
    return Problem(Severity.WARNING, field, sentence(template))


_OF_PACKS = {
    "title": "the title of the pack is not read again from this format; its id becomes the name of the file",
    "version": "this format has no place for the version of the pack",
    "language": "this format has no place for the language of the pack",
    "episodes": "this format has no place for the number of episodes, so it guards nobody from what comes later",
    "authors": "this format has no place for the authors of the pack",
    "licence": "this format has no place for the licence of the pack",
    "names": "this format has no place for the spellings of names, so those that only the pack knows will not count",
    "categories": "this format has no place for the cards of the categories",
}


def losses_of_packs(infos: Iterable[PackInfo]) -> Iterator[Problem]:
    """What a format that holds questions only loses of their packs, each once: all but their id, and the titles of
    categories.
    """
    known = tuple(infos)
    for field, template in _OF_PACKS.items():
        if any(_says_of_itself(info, field) for info in known):
            yield lost_by_all(field, template)


def _says_of_itself(info: PackInfo, field: str) -> bool:
    """Whether a pack says what would not be guessed of a file of questions."""
    if field == "title":
        return info.title != info.id
    if field == "categories":
        return any(category.card != "plain" for category in info.categories)
    return getattr(info, field) not in (getattr(PackInfo(info.id, info.id, "1"), field), "")


def cannot(question: Question, field: str, template: str, *, whole: bool = True, **parameters: Any) -> Problem:
    """The note that a format cannot hold a question (`whole`), or this field of it."""
    severity = Severity.ERROR if whole else Severity.WARNING
    return Problem(severity, field, sentence(template, **parameters), question.uid)
