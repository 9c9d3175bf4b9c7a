"""The forms in which one person's name is typed: whole, family name last, given name alone; in Latin or Hangul."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from quizapp.game.hangul import has_hangul, is_syllable
from quizapp.game.letters import Letters, letters_of
from quizapp.game.question import Name
from quizapp.game.romanisation import FAMILIES, Sound, family_sound, joined, sound_of

_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "madam", "sir", "lady", "lord", "dr", "doctor", "prof", "professor", "teacher",
    "coach", "director", "producer", "pd", "writer", "chairman", "chairwoman", "chairperson", "chair",
    "president", "vice", "ceo", "secretary", "manager", "captain", "assemblyman", "assemblywoman",
    "congressman", "congresswoman", "minister", "reporter", "detective", "officer", "judge", "king", "queen",
    "prince", "princess", "uncle", "aunt", "agent", "the",
})  # fmt: skip
_NEVER_IN_NAMES = frozenset({
    "a", "an", "and", "at", "but", "by", "for", "from", "in", "my", "no", "not", "of", "off", "on", "or", "our",
    "the", "to", "under", "up", "with", "you",
})  # fmt: skip
_KOREAN_NAME_LENGTHS = range(2, 6)
"""Syllables of a whole name in Hangul."""


class FormKind(Enum):
    """Which part of a name a form is."""

    WHOLE = "whole"
    TURNED = "turned"
    """Family name last."""
    GIVEN = "given"
    """A part that can stand for the whole: the given name, or either name of people from elsewhere."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to type a name: `text` as it would be written, and its letters."""

    person: Name
    kind: FormKind
    text: str
    letters: Letters
    sound: Sound | None


def forms_of(person: Name) -> Iterator[NameForm]:
    """Every form of a name that follows from its spellings in the book, the canonical first, without repeats."""
    spellings = dict.fromkeys((person.canonical, *person.variants, *((person.hangul,) if person.hangul else ())))
    forms = [form for spelling in spellings for form in _forms_of_spelling(person, spelling)]
    hangul = {form.kind: form.sound for form in forms if form.sound and has_hangul(form.text)}
    by_letters: dict[str, NameForm] = {}
    for form in forms:
        if not any(map(str.isalnum, form.letters.text)):
            continue  # a spelling of signs only, such as a hyphen, names nobody
        by_letters.setdefault(form.letters.text, _as_spoken(form, hangul.get(form.kind)))
    yield from by_letters.values()


def _as_spoken(form: NameForm, hangul: Sound | None) -> NameForm:
    """The form with the vowels of its Hangul, which are sure: 순호 may be written Sun-ho, but is never Seon-ho."""
    if form.sound is None or hangul is None or not form.sound.may_be(hangul):
        return form
    return replace(form, sound=hangul)


def _forms_of_spelling(person: Name, spelling: str) -> Iterator[NameForm]:
    if has_hangul(spelling):
        yield from _forms_of_hangul(person, spelling)
        return
    parts = _korean_parts(person, spelling)
    yield from _as_written(person, spelling, parts)
    if parts is not None:
        yield from _forms_of_parts(person, *parts)
    else:
        yield from (_form(person, FormKind.GIVEN, word) for word in _western_parts(spelling))


def _form(person: Name, kind: FormKind, text: str, sound: Sound | None = None, words: str = "") -> NameForm:
    """`words` is the text with one space, between family and given name."""
    return NameForm(person, kind, text, letters_of(words or text), sound)


def _as_written(person: Name, spelling: str, parts: tuple[str, str] | None) -> Iterator[NameForm]:
    written = letters_of(spelling)
    if parts is not None and written.text in (letters_of("".join(parts)).text, letters_of("".join(parts[::-1])).text):
        return  # the forms made of its parts say the same and know which letters are the family name
    # A single word has no family name that could be spelled irregularly; of several words it is not known.
    sound = sound_of(spelling) if len(written.words) == 1 else None
    yield NameForm(person, FormKind.WHOLE, spelling, written, sound)
    bare = written.without_articles()
    if bare is not written:
        yield NameForm(person, FormKind.WHOLE, spelling, bare, None)


def _forms_of_parts(person: Name, family: str, given: str) -> Iterator[NameForm]:
    """Of a name in Latin letters. The given name counts as one word however it is written."""
    one_word = "-".join(given.split())
    own, rest = family_sound(family), sound_of(given)
    whole, turned = (joined(own, rest), joined(rest, own)) if own and rest else (None, None)
    yield _form(person, FormKind.WHOLE, f"{family} {given}", whole, f"{family} {one_word}")
    yield _form(person, FormKind.TURNED, f"{given} {family}", turned, f"{one_word} {family}")
    if len(letters_of(given).text) > 1:
        yield _form(person, FormKind.GIVEN, given, rest)


def _forms_of_hangul(person: Name, spelling: str) -> Iterator[NameForm]:
    hangul = unicodedata.normalize("NFKC", spelling)
    family_length = _family_length(person, hangul)
    if not family_length:
        yield _form(person, FormKind.WHOLE, hangul, sound_of(hangul))
        return
    family, given = hangul[:family_length], hangul[family_length:]
    own, rest = sound_of(family), sound_of(given)
    whole, turned = (joined(own, rest), joined(rest, own)) if own and rest else (None, None)
    yield _form(person, FormKind.WHOLE, hangul, whole, f"{family} {given}")
    yield _form(person, FormKind.TURNED, f"{given} {family}", turned)
    if len(given) > 1:
        yield _form(person, FormKind.GIVEN, given, rest)


def _family_length(person: Name, hangul: str) -> int:
    """How many syllables of a name in Hangul are the family name; 0 where it is not sure: 방감독 is Coach Bang."""
    if len(hangul) not in _KOREAN_NAME_LENGTHS or not all(map(is_syllable, hangul)):
        return 0
    length = 2 if len(hangul) > 3 and hangul[:2] in FAMILIES else 1
    if has_hangul(person.canonical):
        return length if len(hangul) > 2 and hangul[:length] in FAMILIES else 0
    parts = latin_parts(person.canonical)
    family, own = family_sound(parts[0]) if parts else None, family_sound(hangul[:length])
    return length if family and own and family.may_be(own) else 0


def _korean_parts(person: Name, spelling: str) -> tuple[str, str] | None:
    parts = latin_parts(spelling)
    if parts is None or " " in person.hangul.strip():
        return None  # a name in Hangul has no space: this is the title of a work
    given_reads_korean = sound_of(parts[1]) is not None or "-" in parts[1] or bool(person.hangul)
    return parts if given_reads_korean else None


def latin_parts(spelling: str) -> tuple[str, str] | None:
    """Family and given name of a Korean name in Latin letters, in either order; None for other names."""
    words = spelling.split()
    while words and letters_of(words[0]).text in _TITLES:
        del words[0]
    if not 2 <= len(words) <= 3 or any(letters_of(word).text in _TITLES for word in words):
        return None
    if family_sound(words[0]):
        return words[0], " ".join(words[1:])
    if family_sound(words[-1]):
        return words[-1], " ".join(words[:-1])
    return None


def _western_parts(spelling: str) -> tuple[str, ...]:
    """First and last word of a name from elsewhere; none of what may be a title or the name of a thing."""
    words = spelling.split()
    if not 2 <= len(words) <= 3:
        return ()
    folded = [letters_of(word).text for word in words]
    is_name = all(
        word[0].isupper() and not word.isupper() and len(letters) > 2
        for word, letters in zip(words, folded, strict=True)
    )
    return (words[0], words[-1]) if is_name and not (_TITLES | _NEVER_IN_NAMES).intersection(folded) else ()
