"""The letters of a text that count when somebody typed it, each with its place in the text as it is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quizapp.game.hangul import VOWELS, jamo

ARTICLES = frozenset(("a", "an", "the"))
BEFORE_NAMES = frozenset(("the",))
"""The article of titles. An is a family name: An Seon-gyeom is not Seon-gyeom."""
_INSIDE_WORDS = frozenset("-‐‑‒–—―'’ʼ`´.·")
_SIGNS = frozenset("+#")
"""Signs that are part of a word, as in C++ and C#."""
_SPELLED = {"&": "and", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
_FILLERS = "\u115f\u1160\u3164\uffa0"
_WITH_OPTIONAL_MARKS = ("LATIN", "GREEK")
"""Scripts in which leaving out an accent is leaving out nothing. In others a mark is a vowel or another consonant."""

_THOUSANDS = re.compile(r"(?<![\d.,:])\d{1,3}([, ])\d{3}(?:\1\d{3})*(?![,:]?\d)")
_NUMBER = re.compile(r"(?:(?<!\S)[-−])?\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Letters:
    """What counts of a text. `text` has neither case, spaces nor punctuation, and Hangul as single letters.

    `places[i]` is the stretch of the text as shown that letter i comes from, whole characters with their marks;
    `words` are the stretches of `text` between spaces.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int], ...]

    def word_texts(self) -> tuple[str, ...]:
        """The letters of each word."""
        return tuple(self.text[start:end] for start, end in self.words)

    def parts(self) -> tuple[Letters, ...]:
        """The text as a name: whole, without its first and without its last word, and with the first word last."""
        first, rest = self.words[:1], self.words[1:]
        return (self, *map(self._of_words, (rest, self.words[:-1], (*rest, *first)))) if rest else (self,)

    def without_articles(self, articles: frozenset[str] = ARTICLES) -> Letters:
        """The same without these articles. A last word is no article: it stands before nothing."""
        if not articles.intersection(self.word_texts()[:-1]):
            return self
        *others, last = self.words
        kept = tuple((start, end) for start, end in others if self.text[start:end] not in articles)
        return self._of_words((*kept, last))

    def _of_words(self, kept: tuple[tuple[int, int], ...]) -> Letters:
        words: list[tuple[int, int]] = []
        for start, end in kept:
            at = words[-1][1] if words else 0
            words.append((at, at + end - start))
        text = "".join(self.text[start:end] for start, end in kept)
        places = tuple(place for start, end in kept for place in self.places[start:end])
        return Letters(text, places, tuple(words))


def letter_count(text: str) -> int:
    """How long a text of letters reads. A Korean syllable, two or three letters of which, counts as two."""
    if text.isascii():
        return len(text)
    korean = sum("ㄱ" <= letter <= "ㅣ" for letter in text)
    return len(text) - korean + 2 * sum(letter in VOWELS for letter in text)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text, equal for equal numbers: 10,000 is 10000, 1.5 is not 15, and -5 is not 5."""
    if not any(map(str.isdigit, text)):
        return ()
    plain = unicodedata.normalize("NFKC", text)
    plain = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), plain)
    return tuple(re.sub("[,:]", ".", each).replace("−", "-") for each in _NUMBER.findall(plain))


@lru_cache(maxsize=1024)
def letters_of(text: str) -> Letters:
    """The letters of a text. A text of signs only, such as “?!”, has them for letters."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    words: list[tuple[int, int]] = []
    word_start = 0
    for start, end in _characters(text):
        folded = _folded(text[start:end])
        if folded is None:
            if word_start < len(letters):
                words.append((word_start, len(letters)))
            word_start = len(letters)
        else:
            letters.extend(folded)
            places.extend([(start, end)] * len(folded))
    if word_start < len(letters):
        words.append((word_start, len(letters)))
    return Letters("".join(letters), tuple(places), tuple(words)) if letters else _signs(text)


def _signs(text: str) -> Letters:
    found = [(at, char) for at, char in enumerate(text) if not char.isspace()]
    return Letters(
        "".join(char for _, char in found),
        tuple((at, at + 1) for at, _ in found),
        ((0, len(found)),) if found else (),
    )


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that are one character to a reader: a letter with its marks, a syllable with its jamo."""
    if text.isascii():
        yield from ((at, at + 1) for at in range(len(text)))
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _belongs_to(text[at - 1], text[at]):
            yield start, at
            start = at


def _belongs_to(before: str, char: str) -> bool:
    if char < "\u0300":
        return False
    if unicodedata.category(char)[0] == "M" or char in "\u200d\uff9e\uff9f":
        return True
    is_vowel, is_tail = "\u1160" <= char <= "\u11a7", "\u11a8" <= char <= "\u11ff"
    if is_vowel:
        return "\u1100" <= before <= "\u11a7"
    return is_tail and ("\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3")


@lru_cache(maxsize=2048)
def _folded(character: str) -> str | None:
    """What counts of one character; None where it parts words."""
    if character.isascii():
        if character.isalnum() or character in _SIGNS:
            return character.lower()
        return _SPELLED.get(character, "" if character in _INSIDE_WORDS else None)
    if character in _INSIDE_WORDS or unicodedata.category(character[0]) in ("Cf", "Cc", "Cs"):
        return ""
    if "ㄱ" <= character[0] <= "ㅣ":
        return character[0]  # Unicode would make the lead of an old syllable of it
    folded = unicodedata.normalize("NFKC", character).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    kept = "".join(_kept(unicodedata.normalize("NFD", char) if _is_latin(char) else char) for char in folded)
    return kept or None


def _kept(char: str) -> str:
    if char[0] in _SPELLED:
        return _SPELLED[char[0]]
    if len(char) > 1:
        return char[0]
    if char in _FILLERS:
        return ""
    counts = char.isalnum() or char in _SIGNS or unicodedata.category(char) in ("Mn", "Mc")
    return jamo(char) if counts and char not in _LOOSE_MARKS else ""


def _is_latin(char: str) -> bool:
    return char >= "\u00c0" and unicodedata.name(char, "").startswith(_WITH_OPTIONAL_MARKS)


_LOOSE_MARKS = frozenset(map(chr, range(0x0300, 0x0370)))
"""Accents that stand on no letter which has them built in."""
