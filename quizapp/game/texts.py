"""The texts of a draft, field by field, in an order in which they can be put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Source
from quizapp.game.text import cleaned

_PLAIN = ("kind", "category", "prompt", "line", "hint", "explanation")
_LISTS = ("answers", "extra", "sequence", "tags")
_FIELDS = (*_PLAIN, *_LISTS, "distractors", "pairs", "sources", "media")


def texts_of(draft: Draft, field: str) -> tuple[str, ...]:
    """The texts of one field: of each distractor text and feedback, of each pair left and right, of each source title,
    address and time, of a picture the text that stands for it. ValueError for a field without texts.
    """
    if field in _PLAIN:
        return (getattr(draft, field),)
    if field in _LISTS:
        return getattr(draft, field)
    match field:
        case "distractors":
            return tuple(text for each in draft.distractors for text in (each.text, each.feedback))
        case "pairs":
            return tuple(text for pair in draft.pairs for text in pair)
        case "sources":
            return tuple(text for each in draft.sources for text in (each.title, each.url, each.time))
        case "media":
            return () if draft.media is None else (draft.media.alt,)
        case _:
            raise ValueError(f"{field!r} holds no texts")


def with_texts(draft: Draft, field: str, texts: Sequence[str]) -> Draft:
    """The draft with other texts in one field, as many and in the same order as `texts_of` gives."""
    if field in _PLAIN:
        return replace(draft, **{field: texts[0]})
    if field in _LISTS:
        return replace(draft, **{field: tuple(texts)})
    match field:
        case "distractors":
            return replace(draft, distractors=_distractors(draft, texts))
        case "pairs":
            return replace(draft, pairs=tuple(zip(texts[::2], texts[1::2], strict=True)))
        case "sources":
            return replace(draft, sources=_sources(draft, texts))
        case "media" if draft.media is not None:
            return replace(draft, media=replace(draft.media, alt=texts[0]))
        case _:
            raise ValueError(f"{field!r} holds no texts")


def _distractors(draft: Draft, texts: Sequence[str]) -> tuple[Distractor, ...]:
    rows = zip(draft.distractors, texts[::2], texts[1::2], strict=True)
    return tuple(replace(each, text=text, feedback=feedback) for each, text, feedback in rows)


def _sources(draft: Draft, texts: Sequence[str]) -> tuple[Source, ...]:
    rows = zip(draft.sources, texts[::3], texts[1::3], texts[2::3], strict=True)
    return tuple(replace(each, title=title, url=url, time=time) for each, title, url, time in rows)


def changed_texts(draft: Draft, change: Callable[[str], str], fields: Iterable[str] = _FIELDS) -> Draft:
    """The draft with `change` done to every text of these fields."""
    for field in fields:
        texts = texts_of(draft, field)
        changed = tuple(map(change, texts))
        if changed != texts:
            draft = with_texts(draft, field, changed)
    return draft


def tidied(draft: Draft) -> Draft:
    """The draft without what is invisible or dangerous in pasted text (`text.cleaned`); equal drafts stay the same."""
    return changed_texts(draft, cleaned)
