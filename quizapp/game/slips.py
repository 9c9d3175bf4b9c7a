"""Slips of the hand: how many letters differ, where, and whether that still is the same word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from quizapp.game.hangul import VOWELS
from quizapp.game.letters import Letters, letter_count
from quizapp.game.names import NameBook
from quizapp.game.question import Name

FAR = 99
_MOST_SLIPS = 2
_NEGATIONS = frozenset({
    "not", "no", "non", "nor", "never", "none", "nobody", "nothing", "nowhere", "neither", "without", "cannot",
    "cant", "dont", "doesnt", "didnt", "wont", "wouldnt", "isnt", "arent", "aint", "wasnt", "werent", "hasnt",
    "havent", "hadnt", "couldnt", "shouldnt", "mustnt", "neednt",
})  # fmt: skip
_DENYING_STARTS = ("un", "in", "im", "il", "ir", "a", "non", "dis")
_LATIN_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Target:
    """One text that would have been right: its letters, the text, and the answer it stands for.

    `is_name`: a form of somebody's name, which has no spelling that all agree on.
    """

    letters: Letters
    text: str
    answer: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A typed text that is `distance` letters away from what was meant."""

    distance: int
    typed: Letters
    target: Target


def letters_apart(one: str, two: str, limit: int = _MOST_SLIPS) -> int:
    """How many letters are wrong, missing, too many, or in each other's place; `FAR` if more than `limit`.

    Optimal string alignment: a pair of neighbours changes places once (Oommen & Loke 1997).
    """
    distance = OSA.distance(one, two, score_cutoff=limit)
    return distance if distance <= limit else FAR


def allowed_slips(letters: str) -> int:
    """How many slips a text of so many letters may have: none below 5, one below 9, else two."""
    count = letter_count(letters)
    return 0 if count < 5 else 1 if count < 9 else 2


def find_slip(pairs: Iterable[tuple[Letters, Target]]) -> Slip | None:
    """Which typed text is a slip away from its target; the first of several as near. A farther one is never meant."""
    apart = [
        (letters_apart(typed.text, target.letters.text, allowed_slips(target.letters.text)), typed, target)
        for typed, target in pairs
    ]
    nearest = min((distance for distance, _, _ in apart), default=FAR)
    slips = (Slip(*each) for each in apart if each[0] == nearest and nearest != FAR)
    return next((slip for slip in slips if _is_slip(slip.typed, slip.target)), None)


def nearest_others(letters: str, names: NameBook, people: Collection[Name]) -> int:
    """How far the nearest name of somebody else is, given names included; `FAR` if none is near."""
    near = process.extract(letters, names.form_letters, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None)
    return min((int(distance) for _, distance, at in near if names.forms[at].person not in people), default=FAR)


def _is_slip(typed: Letters, target: Target) -> bool:
    """Whether every word is still the same word: short ones as they are, and nothing denied or affirmed."""
    right = target.letters
    if _denials(typed) != _denials(right) or _has_word_of_its_own(typed, right.text):
        return False
    pieces = _pieces(typed, right)
    is_long = allowed_slips(right.text) == _MOST_SLIPS
    if not target.is_name and any(_begins_otherwise(piece, word) for piece, word in pieces):
        return False
    return all(_is_same_word(piece, word, in_long_text=is_long) for piece, word in pieces)


def _denials(letters: Letters) -> list[str]:
    return sorted(_NEGATIONS.intersection(letters.word_texts()))


def _has_word_of_its_own(typed: Letters, right: str) -> bool:
    """Whether a whole typed word has nothing in common with the right text."""
    kept = [block for block in Levenshtein.opcodes(typed.text, right) if block.tag == "equal"]
    return not all(any(block.src_start < end and block.src_end > start for block in kept) for start, end in typed.words)


def _begins_otherwise(typed: str, word: str) -> bool:
    """Whether another first letter makes another word of a shorter one: money is not honey.

    Of all letters of a word the first is mistyped least (Kukich, "Techniques for Automatically Correcting Words in
    Text", ACM Computing Surveys 24(4), 1992).
    """
    is_swap = sorted(typed[:2]) == sorted(word[:2])
    as_long = len(typed) == len(word) and allowed_slips(word) < _MOST_SLIPS
    return as_long and word.isascii() and typed[:1] != word[:1] and not is_swap


def _is_same_word(typed: str, word: str, *, in_long_text: bool) -> bool:
    if typed == word:
        return True
    shorter, longer = sorted((typed, word), key=len)
    if any(longer == start + shorter for start in _DENYING_STARTS):
        return False
    korean = any(letter in VOWELS for letter in word)
    count = letter_count(word) + korean
    most = allowed_slips("x" * count) or (1 if count == 4 and in_long_text and typed[:1] == word[0] else 0)
    swapped = len(typed) == len(word) and sorted(typed) == sorted(word)
    return letters_apart(typed, word, max(most, 1 if swapped else 0)) != FAR


def _pieces(typed: Letters, right: Letters) -> list[tuple[str, str]]:
    """Each word of the right text with the stretch of typed letters that stands for it."""
    if len(typed.words) == len(right.words):
        return list(zip(typed.word_texts(), right.word_texts(), strict=True))
    starts = _counterparts(typed.text, right.text, [start for start, _ in right.words])
    starts[0] = 0
    ends = [*starts[1:], len(typed.text)]
    return [
        (typed.text[max(start, 0) : end], right.text[word_start:word_end])
        for start, end, (word_start, word_end) in zip(starts, ends, right.words, strict=True)
    ]


def _counterparts(typed: str, right: str, places: Sequence[int]) -> list[int]:
    """Where in the typed text these places of the right text are."""
    blocks = Levenshtein.opcodes(right, typed)
    found: list[int] = []
    for place in places:
        block = next((each for each in blocks if each.src_start <= place < each.src_end), None)
        found.append(min(block.dest_start + place - block.src_start, block.dest_end) if block else len(typed))
    return found


Places = tuple[tuple[int, int], ...]


def differing_places(typed: Letters, rights: Sequence[Letters], *, widen: bool) -> tuple[Places, Places]:
    """Where the typed text differs from the nearest of the right ones, in each as it is shown.

    With `widen` all neighbouring vowels are marked, since in romanised names eo is one letter.
    """
    right = min(rights, key=lambda each: OSA.distance(typed.text, each.text))
    ranges = _differing_ranges(typed.text, right.text)
    return (
        _shown_places(typed, [(start, end) for start, end, _, _ in ranges], widen=widen),
        _shown_places(right, [(start, end) for _, _, start, end in ranges], widen=widen),
    )


def _differing_ranges(one: str, two: str) -> list[tuple[int, int, int, int]]:
    """Start and end in the first, start and end in the second text. Letters in each other's place are one range."""
    ranges: list[tuple[int, int, int, int]] = []
    for block in Levenshtein.opcodes(one, two):
        if block.tag == "equal":
            continue
        start, end, other_start, other_end = block.src_start, block.src_end, block.dest_start, block.dest_end
        if ranges:
            first, _, second, _ = ranges[-1]
            if end - first == other_end - second == 2 and one[first:end] == two[second:other_end][::-1]:
                ranges[-1] = (first, end, second, other_end)
                continue
        ranges.append((start, end, other_start, other_end))
    return ranges


def _shown_places(letters: Letters, ranges: Iterable[tuple[int, int]], *, widen: bool) -> Places:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        found += letters.places[slice(*(_widened(letters, start, end) if widen and end > start else (start, end)))]
    places: list[tuple[int, int]] = []
    for place in sorted(found):
        if places and place[0] <= places[-1][1]:
            places[-1] = (places[-1][0], place[1])
        else:
            places.append(place)
    return tuple(places)


def _widened(letters: Letters, start: int, end: int) -> tuple[int, int]:
    """The stretch with the vowels that touch it in the shown text."""
    text, places = letters.text, letters.places
    if not _LATIN_VOWELS.issuperset(text[start:end]):
        return start, end
    while start > 0 and text[start - 1] in _LATIN_VOWELS and places[start - 1][1] == places[start][0]:
        start -= 1
    while end < len(text) and text[end] in _LATIN_VOWELS and places[end - 1][1] == places[end][0]:
        end += 1
    return start, end
