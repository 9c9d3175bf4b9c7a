"""Drafts in little room: a group of them packed together, unpacked when one of them is looked at."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Media, Source

GROUP_SIZE = 50
"""Drafts that are packed together: more take less room, and longer to unpack for the one that is wanted."""
_OPEN_MAX = 40
"""Groups that stay unpacked for a while: as many as a table shows rows, should each be of another group."""
_QUICKLY = 1
_fields_of: Any = attrgetter(*Draft.__dataclass_fields__)
_parts_of = {kind: attrgetter(*kind.__dataclass_fields__) for kind in (Distractor, Source, Media)}
_DISTRACTORS, _SOURCES, _MEDIA = map(list(Draft.__dataclass_fields__).index, ("distractors", "sources", "media"))


class DraftGroup:
    """Some drafts, in a fifth of their room or less. Any thread may ask for them."""

    __slots__ = ("_packed",)

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._packed = zlib.compress(marshal.dumps(list(map(_values, drafts))), _QUICKLY)

    def draft(self, place: int) -> Draft:
        """The draft at this place among those it was made of."""
        return _unpacked(self)[place]

    def drafts(self) -> Iterator[Draft]:
        """All of them, made anew."""
        return map(_draft, marshal.loads(zlib.decompress(self._packed)))  # it never leaves this process


@lru_cache(maxsize=_OPEN_MAX)  # whoever goes through a plan asks for one after another
def _unpacked(group: DraftGroup) -> tuple[Draft, ...]:
    return tuple(group.drafts())


def _values(draft: Draft) -> list[Any]:
    values = list(_fields_of(draft))
    values[_DISTRACTORS] = [_parts_of[Distractor](each) for each in draft.distractors]
    values[_SOURCES] = [_parts_of[Source](each) for each in draft.sources]
    values[_MEDIA] = _parts_of[Media](draft.media) if draft.media is not None else None
    return values


def _draft(values: list[Any]) -> Draft:
    values[_DISTRACTORS] = tuple([Distractor(*each) for each in values[_DISTRACTORS]])
    values[_SOURCES] = tuple([Source(*each) for each in values[_SOURCES]])
    if values[_MEDIA] is not None:
        values[_MEDIA] = Media(*values[_MEDIA])
    return Draft(*values)
