"""Pictures that come with questions: called by what they hold, as in the bank, so that two of one name stay apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from quizapp.bank.media import name_of
from quizapp.errors import QuizError
from quizapp.formats.reading import Picture
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Media

_NOT_THERE = "the picture “{name}” did not come with the file, so it was left out"
_NO_TEXT = "the picture “{name}” has no description, so its name stands there"
_NAME_SHOWN = 60


Known = dict[Callable[[], bytes], str | QuizError]
"""The names that pictures got, or why they got none, by what loads them: thousands of questions may share one."""


def with_picture(draft: Draft, picture: Picture | None, known: Known) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with the name that its picture gets in the bank, or without one that cannot be used; and why."""
    if draft.media is None:
        return draft, ()
    name = PurePosixPath(draft.media.image.replace("\\", "/")).name
    image = _image_of(picture, name, known) if picture is not None else ""
    if isinstance(image, QuizError):
        return replace(draft, media=None), (Problem(Severity.WARNING, "picture", image.sentence, is_loss=True),)
    if not image:
        return replace(draft, media=None), (loss("picture", _NOT_THERE, name=name[:_NAME_SHOWN]),)
    if draft.media.alt:
        return replace(draft, media=Media(image, draft.media.alt)), ()
    return replace(draft, media=Media(image, name)), (warning("media", _NO_TEXT, name=name[:_NAME_SHOWN]),)


def _image_of(picture: Picture, name: str, known: Known) -> str | QuizError:
    found = known.get(picture.load)
    if found is None:
        try:
            found = name_of(picture.load(), name)
        except QuizError as error:
            found = error
        known[picture.load] = found
    return found
