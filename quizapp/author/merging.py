"""Duplicates merged into one question, and typed texts taken up as further answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from quizapp.author.changing import Changing, edit_of, shown
from quizapp.errors import QuizError, sentence
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed
from quizapp.game.names import fold
from quizapp.game.question import Kind
from quizapp.game.search import folded
from quizapp.game.stored import Snapshot, State, StoredQuestion

Item = TypeVar("Item")

_WITH_FURTHER_FORMS = (Kind.SHORT_ANSWER, Kind.MISSING_WORD)
_WITH_ANSWER_IN_WORDS = (*_WITH_FURTHER_FORMS, Kind.SINGLE_CHOICE)


class Merging:
    """Merges duplicates."""

    def __init__(self, changing: Changing) -> None:
        self._changing = changing

    def merge(self, keep_uid: str, others: Iterable[str]) -> Changed:
        """See `Author.merge`."""
        kept = self._changing.one(keep_uid)
        merged_away = [uid for uid in dict.fromkeys(others) if uid != keep_uid]
        if not merged_away:
            raise QuizError("Merging needs two questions or more, so nothing was changed. Select them and try again.")
        gone = self._changing.stored(merged_away)
        draft = merged(kept.question, [stored.question for stored in gone])
        edits = [edit_of(kept, self._changing.snapshot(kept, draft))]
        edits += [edit_of(stored, Snapshot(State.RETIRED, stored.question)) for stored in gone]
        title = sentence("Merge {count} questions into “{prompt}”", count=len(edits), prompt=shown(draft))
        return self._changing.apply(title, edits)


def merged(kept: Draft, others: Iterable[Draft]) -> Draft:
    """The question with the sources and tags of the others, and their answers as further accepted forms.

    Answers are taken where both kinds have them in words and this one may have several.
    """
    others = list(others)
    sources = _united([kept.sources, *(other.sources for other in others)], lambda source: source)
    tags = _united([kept.tags, *(other.tags for other in others)], folded)
    draft = replace(kept, sources=sources, tags=tags)
    for other in others:
        if other.kind in _WITH_ANSWER_IN_WORDS:
            for answer in other.answers:
                draft = with_variant(draft, answer)
    return draft


def with_variant(draft: Draft, text: str) -> Draft:
    """The question with this text as a further accepted answer; as it is where that is known, an option or no use."""
    if draft.kind not in _WITH_FURTHER_FORMS or not fold(text):
        return draft
    known = {fold(answer) for answer in draft.answers} | {fold(each.text) for each in draft.distractors}
    return draft if fold(text) in known else replace(draft, answers=(*draft.answers, text))


def accepts_variants(stored: StoredQuestion) -> bool:
    """Whether the answer is typed, or may be."""
    return stored.question.kind in _WITH_FURTHER_FORMS


def _united(lists: Iterable[Iterable[Item]], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """All items, each once, in the order and the spelling in which they come first."""
    found: dict[Hashable, Item] = {}
    for item in (item for items in lists for item in items):
        found.setdefault(key(item), item)
    return tuple(found.values())
