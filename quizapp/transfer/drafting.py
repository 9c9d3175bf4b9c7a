"""Questions as other systems write them -> questions of one of our packs: uid, category, clean texts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from quizapp.game.checking import CATEGORIES_MAX, check_unnamed
from quizapp.game.draft import Draft, Problem
from quizapp.game.plans import ImportOptions
from quizapp.game.question import Category, Distractor, Media, PackInfo, Source
from quizapp.game.sameness import same_key_of
from quizapp.game.text import cleaned
from quizapp.transfer.pictures import Known

_UNFIT = re.compile(r"[^a-z0-9가-힣]+")
_UNFIT_IN_UID = re.compile(r"[\s\x00-\x1f\x7f]+")
_ID_LENGTH_MAX, _OWN_ID_LENGTH_MAX = 60, 120
_MARKED_LENGTH_MAX = 50
WITHOUT_CATEGORY = "General"


def slug(text: str, fallback: str) -> str:
    """A short text of small letters and hyphens, such as `science-nature`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() if not _has_hangul(text) else text
    return _UNFIT.sub("-", plain.lower()).strip("-")[:_ID_LENGTH_MAX].strip("-") or fallback


def _has_hangul(text: str) -> bool:
    return any("가" <= char <= "힣" for char in text)


def pack_slug(title: str) -> str:
    """The id of a pack by its title, the same for each file of this name. Letters a pack id cannot have become a mark,
    so that two titles that differ in them alone are two packs.
    """
    plain = unicodedata.normalize("NFKD", title)
    stem = _UNFIT.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")[:_ID_LENGTH_MAX].strip("-")
    if stem and not any(char.isalnum() for char in plain if not char.isascii()):
        return stem
    mark = hashlib.blake2b(_key(title).encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"{stem[:_MARKED_LENGTH_MAX].strip('-') or 'imported'}-{mark}"


def new_pack_infos(title: str) -> Iterator[PackInfo]:
    """Descriptions of a pack for imported questions, the likeliest id first: the same for each file of this name."""
    stem = pack_slug(title)
    for number in count(1):
        pack_id = stem if number == 1 else f"{stem}-{number}"
        yield PackInfo(pack_id, cleaned(title)[:100] or "Imported questions", "1")


class Drafting:
    """Makes the drafts of one import, and remembers what stood further up."""

    def __init__(self, info: PackInfo, options: ImportOptions) -> None:
        self._info = info
        self._bare = replace(info, categories=())
        self._options = options
        self._categories = list(info.categories)
        self._category_ids = {_key(text): each.id for each in info.categories for text in (each.title, each.id)}
        self._category_ids_as_written: dict[str, str] = {}
        self._uids: set[str] = set()
        self._repeats: dict[str, int] = {}
        self._met: dict[int, str] = {}
        self.categories_left_out = 0
        self.pictures: Known = {}
        self._known_problems: dict[tuple[Problem, ...], tuple[Problem, ...]] = {}

    def info(self) -> PackInfo:
        """The pack with the categories that came up."""
        return replace(self._info, categories=tuple(self._categories))

    def draft(self, draft: Draft, own_id: str) -> tuple[Draft, int]:
        """The draft as it is to stand in the pack, and its `same_key`."""
        options = self._options
        kind, answer, prompt = draft.kind, draft.answer, cleaned(draft.prompt)
        answers, sequence = _cleaned(draft.answers), _cleaned(draft.sequence)
        pairs = tuple([(cleaned(left), cleaned(right)) for left, right in draft.pairs])
        key = same_key_of(kind, prompt, answers, answer, pairs, sequence)
        tidy = Draft(
            self._uid(kind, key, own_id),
            kind,
            self._category(options.category if options.category is not None else draft.category),
            prompt,
            episode=options.episode if options.episode is not None else draft.episode,
            difficulty=options.difficulty or draft.difficulty,
            line=cleaned(draft.line),
            answers=answers,
            distractors=tuple([_distractor(each) for each in draft.distractors]),
            answer=answer,
            pairs=pairs,
            extra=_cleaned(draft.extra),
            sequence=sequence,
            keep_order=draft.keep_order,
            hint=cleaned(draft.hint),
            explanation=cleaned(draft.explanation),
            sources=tuple([_source(each) for each in draft.sources]),
            tags=tuple(dict.fromkeys((*_cleaned(draft.tags), *options.tags))) if draft.tags else options.tags,
            media=Media(cleaned(draft.media.image), cleaned(draft.media.alt)) if draft.media else None,
        )
        return tidy, key

    def problems(self, draft: Draft) -> tuple[Problem, ...]:
        """What is wrong with a draft. Equal problems are one object, as a million would take a gigabyte."""
        found = check_unnamed(draft, self._bare)
        return self._known_problems.setdefault(found, found)

    def met(self, key: int, uid: str) -> str | None:
        """The uid of a question of this `same_key` that stood further up, else None; from now on it is this one."""
        earlier = self._met.setdefault(key, uid)
        return None if earlier == uid else earlier

    def _uid(self, kind: str, key: int, own_id: str) -> str:
        """The pack's id and the item's own, else a digest of kind, prompt and key; with a number for repeats."""
        own = _UNFIT_IN_UID.sub("-", own_id.strip())[:_OWN_ID_LENGTH_MAX] if own_id else ""
        own = own or f"{kind[:2]}-{key & 0xFFFF_FFFF_FFFF_FFFF:016x}"
        stem = own if own.startswith(f"{self._info.id}/") else f"{self._info.id}/{own}"
        uid, number = stem, 2
        while uid in self._uids:
            number = max(number, self._repeats.get(stem, 0))
            uid, number = f"{stem}-{number}", number + 1
            self._repeats[stem] = number
        self._uids.add(uid)
        return uid

    def _category(self, title: str) -> str:
        found = self._category_ids_as_written.get(title)
        if found is None:
            found = self._category_ids_as_written[title] = self._category_of(title)
        return found

    def _category_of(self, title: str) -> str:
        key = _key(title) or _key(WITHOUT_CATEGORY)
        found = self._category_ids.get(key)
        if found is None and len(self._categories) >= CATEGORIES_MAX - 1 and key != _key(WITHOUT_CATEGORY):
            self.categories_left_out += 1  # each is asked for once, see `_category`
            return self._category_of(WITHOUT_CATEGORY)
        if found is None:
            found = self._new_category(cleaned(title)[:100] or WITHOUT_CATEGORY)
            self._category_ids[key] = found
        return found

    def _new_category(self, title: str) -> str:
        taken = {each.id for each in self._categories}
        stem = slug(title, "category")
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        category_id = next(name for name in (stem, *numbered) if name not in taken)
        self._categories.append(Category(category_id, title))
        return category_id


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([cleaned(text) for text in texts]) if texts else ()


def _distractor(distractor: Distractor) -> Distractor:
    text, feedback = cleaned(distractor.text), cleaned(distractor.feedback)
    if text == distractor.text and feedback == distractor.feedback:
        return distractor
    return Distractor(text, distractor.episode, feedback)


def _source(source: Source) -> Source:
    return Source(cleaned(source.title), cleaned(source.url), source.episode, cleaned(source.time))
