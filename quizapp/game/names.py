"""Names of people: which spellings are the same person, and the Hangul that stands beside a name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from quizapp.game.hangul import has_hangul
from quizapp.game.question import Name

if TYPE_CHECKING:
    # Imported when the first text is typed: most rounds begin with something else.
    from quizapp.game.name_forms import NameForm
    from quizapp.game.romanisation import Sound

_BETWEEN = re.compile(r"[\s\-‐-―'’.·]+")


def folded_anew(text: str) -> str:
    """As `fold`, for texts of which most are met once: among thousands of them nothing would be remembered."""
    if text.isascii():
        return "".join(text.split()).replace("-", "").replace("'", "").replace(".", "").lower()  # a third of the time
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without what never matters when texts are compared: Unicode form, case, spaces, hyphens, apostrophes."""
    return folded_anew(text)


class NameBook:
    """The names of one pack, found by any spelling."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self._by_spelling: dict[str, Name] = {}
        for name in self.names:
            for spelling in (name.canonical, name.hangul, *name.variants):
                if folded := fold(spelling):
                    self._by_spelling.setdefault(folded, name)

    def find(self, text: str) -> Name | None:
        """The person this whole text names, or None."""
        return self._by_spelling.get(fold(text))

    def hangul(self, text: str) -> str:
        """The Hangul to show beside a text that is somebody's name; empty for other texts and texts with Hangul."""
        name = None if has_hangul(text) else self.find(text)
        return name.hangul if name else ""

    def hangul_beside(self, options: Sequence[str]) -> tuple[str, ...]:
        """The Hangul to show beside each of some options of which one is to be chosen; none at all where it would tell.

        It would tell the key apart if it stood beside one option alone, or if a person among the options had none.
        """
        found = tuple(self.hangul(option) for option in options)
        people = [self.find(option) for option in options if not has_hangul(option)]
        some_lack_it = any(person is not None and not person.hangul for person in people)
        return ("",) * len(found) if some_lack_it or sum(map(bool, found)) < 2 else found

    def with_hangul(self, text: str) -> str:
        """The text, with a space and the Hangul behind it where it is somebody's name."""
        return f"{text} {self.hangul(text)}".rstrip()

    def meant_by(self, text: str) -> Name | None:
        """The one person somebody means who types this text, or None.

        Beyond `find` it knows family names put last, given names alone, and other regular romanisations, each only
        where it fits one person of the book.
        """
        people = self.could_mean(text)
        return people[0] if len(people) == 1 else None

    def could_mean(self, text: str) -> tuple[Name, ...]:
        """As `meant_by`, but all of those who share a spelling in the book; nobody where a made form fits several."""
        return self._index.called(text) or self._index.sounding_like(text)

    def called(self, text: str) -> tuple[Name, ...]:
        """As `could_mean`, without other romanisations than those of the book."""
        return self._index.called(text)

    @property
    def forms(self) -> tuple[NameForm, ...]:
        """Every form in which a name of the book is typed, person after person."""
        return self._index.forms

    @cached_property
    def form_letters(self) -> tuple[str, ...]:
        """The letters of each of `forms`."""
        return tuple(form.letters.text for form in self.forms)

    def forms_of(self, person: Name) -> tuple[NameForm, ...]:
        """The forms of this person that mean nobody else, the canonical spelling first."""
        own = self._index.by_person.get(person, ())
        return tuple(form for form in own if person in self._index.called(form.text))

    @cached_property
    def _index(self) -> _Index:
        return _Index.of(self.names)


@dataclass(frozen=True, slots=True)
class _Index:
    """What is needed to judge typed names. To build it takes some ms, so it waits for the first typed answer."""

    forms: tuple[NameForm, ...]
    by_person: dict[Name, tuple[NameForm, ...]]
    by_letters: tuple[dict[str, tuple[Name, ...]], ...]
    """For each kind of form, the stronger first, who is called so."""
    by_frame: dict[str, list[tuple[Sound, Name]]]

    @classmethod
    def of(cls, names: Iterable[Name]) -> _Index:
        from quizapp.game.name_forms import FormKind, forms_of

        by_person = {name: tuple(forms_of(name)) for name in names}
        forms = tuple(form for own in by_person.values() for form in own)
        by_letters: dict[FormKind, dict[str, list[Name]]] = {kind: defaultdict(list) for kind in FormKind}
        by_frame: dict[str, list[tuple[Sound, Name]]] = defaultdict(list)
        for form in forms:
            by_letters[form.kind][form.letters.text].append(form.person)
            if form.sound and form.sound.syllable_count > 1:
                by_frame[form.sound.frame].append((form.sound, form.person))
        return cls(
            forms,
            by_person,
            tuple({letters: tuple(people) for letters, people in called.items()} for called in by_letters.values()),
            dict(by_frame),
        )

    def called(self, text: str) -> tuple[Name, ...]:
        """Who has this spelling in the book; else who alone is called so with the family name last, or in part."""
        from quizapp.game.letters import BEFORE_NAMES, letters_of

        written = letters_of(text)
        keys = dict.fromkeys((written.text, written.without_articles(BEFORE_NAMES).text))
        spelled, *made = self.by_letters
        if people := next((spelled[key] for key in keys if key in spelled), ()):
            return people
        people = next((called[key] for called in made for key in keys if key in called), ())
        return people if len(people) == 1 else ()

    def sounding_like(self, text: str) -> tuple[Name, ...]:
        """Who alone has a name that is written so in another romanisation; nobody where it fits several."""
        people = {
            name for sound in _sounds_of(text) for own, name in self.by_frame.get(sound.frame, ()) if own.may_be(sound)
        }
        return tuple(people) if len(people) == 1 else ()


def _sounds_of(text: str) -> Iterator[Sound]:
    """How a typed name may sound: as it stands, and with its first or last word as an irregular family name."""
    from quizapp.game.romanisation import family_sound, joined, readings, without_space

    words = text.split()
    if not words:
        return
    first, last = family_sound(words[0]), family_sound(words[-1])
    found = [joined(first, rest) for rest in readings(" ".join(words[1:])) if first]
    found += [joined(rest, last) for rest in readings(" ".join(words[:-1])) if last]
    for sound in (*readings(text), *found, *without_space(text)):
        if sound is not None and sound.syllable_count > 1:
            yield sound
