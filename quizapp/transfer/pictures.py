"""Pictures that come with questions: called by what they hold, as in the bank, so that two of one name stay apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from quizapp.bank.media import name_of
from quizapp.errors import QuizError, sentence
from quizapp.formats.reading import Picture
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Media

_NOT_THERE = "the picture “{name}” did not come with the file, so it was left out"
_NO_TEXT = "the picture “{name}” has no description, so its name stands there"
_NAME_SHOWN = 60


def with_picture(draft: Draft, picture: Picture | None) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with the name that its picture gets in the bank, or without one that cannot be used; and why."""
    if draft.media is None:
        return draft, ()
    name = PurePosixPath(draft.media.image.replace("\\", "/")).name
    try:
        image = name_of(picture.load(), name) if picture is not None else ""
    except QuizError as error:
        return replace(draft, media=None), (Problem(Severity.WARNING, "picture", error.sentence),)
    if not image:
        return replace(draft, media=None), (_warning("picture", _NOT_THERE, name),)
    if draft.media.alt:
        return replace(draft, media=Media(image, draft.media.alt)), ()
    return replace(draft, media=Media(image, name)), (_warning("media", _NO_TEXT, name),)


def _warning(field: str, template: str, name: str) -> Problem:
    return Problem(Severity.WARNING, field, sentence(template, name=name[:_NAME_SHOWN]))
