"""Checks of what every question has, whatever its kind: prompt, category, episodes, sources, picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.game.checking_notes import (
    OPTION_FITS,
    OPTION_LENGTH_MAX,
    PROMPT_FITS,
    PROMPT_LENGTH_MAX,
    PROSE_LENGTH_MAX,
    error,
    too_long,
    warning,
)
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import DIFFICULTIES, PackInfo

_UID = re.compile(r"[^\s\x00-\x1f]{1,200}")
_ADDRESS = re.compile(r"https?://\S+$")
_FITS = "this text has {length} characters; more than {limit} do not fit the small window"
# Most questions of other systems have both.
_NO_EXPLANATION = warning("explanation", "there is no explanation")
_NO_SOURCE = warning("sources", "no source is given")


def check_common(draft: Draft, info: PackInfo, options: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Everything wrong with the fields that questions of all kinds have. `options` are its `option_texts`."""
    if not _UID.fullmatch(draft.uid):
        yield error("uid", "a question needs a uid: up to 200 characters without spaces")
    if not draft.prompt.strip():
        yield error("prompt", "there is no prompt")
    yield from _check_length(draft, options)
    if not draft.category.strip():
        yield error("category", "there is no category")
    elif info.categories and info.category(draft.category) is None:
        yield warning("category", "the category “{category}” is not one of the pack's", category=draft.category[:40])
    if draft.difficulty not in DIFFICULTIES:
        yield error("difficulty", "the difficulty is {difficulty}; it must be 1, 2 or 3", difficulty=draft.difficulty)
    yield from _check_episodes(draft, info)
    yield from _check_reading(draft)
    if draft.media is not None:
        yield from _check_media(draft.media.image, draft.media.alt)


def _check_length(draft: Draft, options: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    if len(draft.prompt) > PROMPT_LENGTH_MAX:
        yield too_long("prompt", draft.prompt, PROMPT_LENGTH_MAX)
    elif len(draft.prompt) > PROMPT_FITS:
        yield warning("prompt", _FITS, length=len(draft.prompt), limit=PROMPT_FITS)
    for field, text in _other_texts(draft):
        if len(text) > PROSE_LENGTH_MAX:
            yield too_long(field, text)
    for field, text in options:
        if len(text) > OPTION_LENGTH_MAX:
            yield too_long(field, text, OPTION_LENGTH_MAX)
        elif len(text) > OPTION_FITS:
            yield warning(field, _FITS, length=len(text), limit=OPTION_FITS)


def _other_texts(draft: Draft) -> list[tuple[str, str]]:
    texts = [("hint", draft.hint), ("explanation", draft.explanation), ("line", draft.line)]
    texts += [("category", draft.category)]
    texts += [("distractors", distractor.feedback) for distractor in draft.distractors if distractor.feedback]
    texts += [("sources", text) for each in draft.sources for text in (each.title, each.url, each.time)]
    texts += [("tags", tag) for tag in draft.tags]
    if draft.media is not None:
        texts += [("media", draft.media.image), ("media", draft.media.alt)]
    return texts


def _check_episodes(draft: Draft, info: PackInfo) -> Iterator[Problem]:
    named = [("distractors", each.episode) for each in draft.distractors if each.episode is not None]
    named += [("sources", source.episode) for source in draft.sources if source.episode is not None]
    if draft.episode is not None:
        named.insert(0, ("episode", draft.episode))
    for field, episode in named:
        if episode < 0:
            yield error(field, "episode {episode} is below 0", episode=episode)
        elif info.episodes is not None and episode > info.episodes:
            template = "there is no episode {episode}; the pack has {episodes}"
            yield error(field, template, episode=episode, episodes=info.episodes)
    if info.episodes is not None and draft.episode is None:
        yield warning("episode", "no episode is given, so only players who have seen everything are asked this")


def _check_reading(draft: Draft) -> Iterator[Problem]:
    if not draft.explanation:
        yield _NO_EXPLANATION
    if not draft.sources:
        yield _NO_SOURCE
        return
    if not all(source.title for source in draft.sources):
        yield error("sources", "a source needs a title")
    for source in draft.sources:
        if source.url and not _ADDRESS.match(source.url):
            yield warning("sources", "the address “{url}” is no web address", url=source.url[:80])


def _check_media(image: str, alt: str) -> Iterator[Problem]:
    parts = image.replace("\\", "/").split("/")
    if parts[0] != "media" or ".." in parts or len(parts) < 2 or not parts[-1]:
        yield error("media", "a picture must lie in the pack's media folder, such as media/track.png")
    if not alt:
        yield error("media", "a picture needs a text (alt) for those who cannot see it")
