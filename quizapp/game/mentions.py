"""Names within running text: whom a prompt or an explanation mentions, and whether it spells them as the pack does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from quizapp.game.hangul import has_hangul
from quizapp.game.letters import letters_of
from quizapp.game.name_forms import latin_parts
from quizapp.game.names import fold
from quizapp.game.question import Name
from quizapp.game.romanisation import family_sound, sound_of

GIVEN_ALIKE = 40
WHOLE_ALIKE = 85
"""From these ratios (0 to 100) on, two spellings are one name: the given names of a shared family name, which differ
much between romanisations (Seon-gyeom, Sun-kyum: 50), and whole names from elsewhere."""
WORD_LETTERS_LEAST = 4
"""A shorter single word, such as the nickname May, may be another word as well."""
HANGUL_LEAST = 3
PARTICLE_MOST = 2
"""Syllables of a name that may stand before a particle, and of the particle: 기선겸에게."""
TEXT_READ = 5_000
WORDS_READ = 12
BEGINNING_READ = 40
"""Characters of a text, words of a name and letters of a word that are looked at: no usable one has more, and a pasted
book must not hold up the editor."""

_WORD = re.compile(r"[가-힣]+|[^\W_가-힣]+")
_HYPHENS = "-‐‑"
_SUFFIX = re.compile(rf"[{_HYPHENS}](?:ssi|nim)\b")
_COMPOUND = re.compile(rf"[{_HYPHENS}]\w")
_DASHES = re.compile(r"[‐-―]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that names a person. `advised` is how the pack spells this form of the name.

    It is empty where there is no other spelling to advise: for nicknames, titles, Hangul.
    """

    start: int
    end: int
    person: Name
    advised: str


@dataclass(frozen=True, slots=True)
class _Form:
    person: Name
    text: str
    advised: str
    is_whole: bool


class NameFinder:
    """Finds the names of one pack in texts: whole, family name last, or given name alone, where one person fits."""

    def __init__(self, names: Iterable[Name]) -> None:
        forms = [form for name in names for form in _forms_of(name)]
        self._forms: dict[str, _Form] = {}
        for is_whole in (True, False):
            self._forms |= _unambiguous((form for form in forms if form.is_whole == is_whole), self._forms)
        self._beginnings = _beginnings(self._forms)
        self._small_beginnings = _beginnings(key for key, form in self._forms.items() if not form.text[0].isupper())
        most_words = max((len(_WORD.findall(form.text)) for form in self._forms.values()), default=0)
        self._most_words = min(most_words, WORDS_READ)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Who is mentioned, in the order of the text; of two readings that overlap the longer."""
        return tuple(self._mentions(text)) if self._forms else ()

    def with_canonical_names(self, text: str) -> str:
        """The text with the canonical spelling of everybody it mentions: equal for texts that say the same."""
        parts: list[str] = []
        at = 0
        for mention in self.find(text):
            parts += (text[at : mention.start], mention.person.canonical)
            at = mention.end
        return "".join(parts) + text[at:]

    def _mentions(self, text: str) -> Iterator[Mention]:
        words = [match.span() for match in _WORD.finditer(text[:TEXT_READ])]
        done = 0
        for place in [place for place, (start, end) in enumerate(words) if self._may_begin(text[start:end])]:
            if words[place][0] < done:
                continue
            found = self._longest(text, words[place : place + self._most_words])
            if found is not None:
                done = found.end
                yield found

    def _may_begin(self, word: str) -> bool:
        """Most words are the beginning of no name, and this is the quick way to know."""
        if word.isascii():
            return word[:BEGINNING_READ].lower() in (self._small_beginnings if word[0].islower() else self._beginnings)
        return has_hangul(word) or fold(word)[:BEGINNING_READ] in self._beginnings

    def _longest(self, text: str, words: list[tuple[int, int]]) -> Mention | None:
        start, first_end = words[0]
        for _, end in reversed(words):
            form = self._forms.get(fold(text[start:end]))
            if form is not None and _stands_for(form, text, start, end):
                return Mention(start, end, form.person, form.advised)
        return self._before_particle(text, start, first_end)

    def _before_particle(self, text: str, start: int, word_end: int) -> Mention | None:
        if not has_hangul(text[start]):
            return None
        for end in range(word_end, max(start + HANGUL_LEAST, word_end - PARTICLE_MOST) - 1, -1):
            form = self._forms.get(fold(text[start:end]))
            if form is not None:
                return Mention(start, end, form.person, form.advised)
        return None


@lru_cache(maxsize=8)
def finder_of(names: tuple[Name, ...]) -> NameFinder:
    """The finder of these names; the last few are kept, because to build one takes some ms."""
    return NameFinder(names)


def is_spelt_as(written: str, advised: str) -> bool:
    """Whether a name stands there as advised. Case, kinds of hyphen and of space are a matter of typesetting."""
    return _plain(written) == _plain(advised)


def _plain(text: str) -> str:
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFKC", text)).replace("’", "'").casefold().split())


def _stands_for(form: _Form, text: str, start: int, end: int) -> bool:
    """Whether this stretch of a text is the name: no ordinary word, no part of another name, in one sentence."""
    if form.text[0].isupper() and text[start].islower():
        return False
    if "." in text[start:end] and "." not in form.text:
        return False
    before, behind = text[max(0, start - 2) : start], text[end:]
    if len(before) == 2 and before[1] in _HYPHENS and before[0].isalnum():
        return False
    return not _COMPOUND.match(behind) or bool(_SUFFIX.match(behind))


def _beginnings(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key[:length] for key in keys for length in range(1, min(len(key), BEGINNING_READ) + 1))


def _unambiguous(forms: Iterable[_Form], stronger: dict[str, _Form]) -> dict[str, _Form]:
    """The forms by what counts of them, without those that fit several people or are a stronger form of somebody."""
    found: dict[str, _Form] = {}
    several: set[str] = set()
    for form in forms:
        key = fold(form.text)
        if found.setdefault(key, form).person.canonical != form.person.canonical:
            several.add(key)
    return {key: form for key, form in found.items() if key and key not in several and key not in stronger}


def _forms_of(name: Name) -> Iterator[_Form]:
    """The canonical forms first, so that they win where a variant differs in hyphens alone."""
    own = _korean_parts(name, name.canonical)
    yield _Form(name, name.canonical, name.canonical, is_whole=True)
    if own is not None:
        yield from _forms_of_parts(name, own, own)
    if name.hangul:
        yield _Form(name, name.hangul, "", is_whole=True)
    for variant in name.variants:
        parts = _korean_parts(name, variant)
        is_spelling = _is_spelling_of(variant, parts, name.canonical, own)
        if _is_sure(variant):
            yield _Form(name, variant, name.canonical if is_spelling else "", is_whole=True)
        if parts is not None:
            yield from _forms_of_parts(name, parts, own if is_spelling else None)


def _forms_of_parts(name: Name, parts: tuple[str, str], advised: tuple[str, str] | None) -> Iterator[_Form]:
    family, given = parts
    turned = f"{advised[1]} {advised[0]}" if advised else ""
    yield _Form(name, f"{given} {family}", turned, is_whole=False)
    if _is_sure(given):
        yield _Form(name, given, advised[1] if advised else "", is_whole=False)


def _is_sure(text: str) -> bool:
    return len(text.split()) > 1 or not text.isascii() or len(letters_of(text).text) >= WORD_LETTERS_LEAST


def _korean_parts(name: Name, spelling: str) -> tuple[str, str] | None:
    """Family and given name of a spelling that is just these two, in this order."""
    parts = latin_parts(spelling)
    if parts is None or " " in name.hangul.strip() or " ".join(parts) != " ".join(spelling.split()):
        return None
    reads_korean = sound_of(parts[1]) is not None or "-" in parts[1] or bool(name.hangul)
    return parts if reads_korean else None


def _is_spelling_of(variant: str, parts: tuple[str, str] | None, canonical: str, own: tuple[str, str] | None) -> bool:
    """Whether a variant is the canonical name in another spelling, not a nickname, a title or another name."""
    if parts is not None and own is not None:
        return _same_family(parts[0], own[0]) and _ratio(parts[1], own[1]) >= GIVEN_ALIKE
    if parts is not None or own is not None or has_hangul(variant + canonical):
        return False
    return len(variant.split()) == len(canonical.split()) and _ratio(variant, canonical) >= WHOLE_ALIKE


def _same_family(one: str, other: str) -> bool:
    if fold(one) == fold(other):
        return True
    sound, other_sound = family_sound(one), family_sound(other)
    return sound is not None and other_sound is not None and sound.may_be(other_sound)


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(letters_of(one).text, letters_of(other).text)
