"""Where Hangul stands in a text, and what its syllables are made of. Without regular expressions: to compile its wide
ranges takes 6 ms at every start.
"""

from __future__ import annotations

_RANGES = (("\uac00", "\ud7ff"), ("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\ua960", "\ua97f"))
WORD_JOINER = "\u2060"
"""Has no width; no line ends beside it."""


def is_hangul(character: str) -> bool:
    """Whether the character is a Korean syllable or a part of one."""
    return character >= "\u1100" and any(first <= character <= last for first, last in _RANGES)


def has_hangul(text: str) -> bool:
    """Whether any character is Hangul."""
    return not text.isascii() and any(map(is_hangul, text))


def hangul_runs(text: str) -> list[tuple[int, int]]:
    """Start and end of each stretch of Hangul, with the spaces and word joiners inside it."""
    runs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if not is_hangul(character):
            continue
        if runs and not text[runs[-1][1] : at].strip(f"{WORD_JOINER} "):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def tied(text: str) -> str:
    """The text with word joiners between Korean syllables, so that lines end between words only."""
    if not has_hangul(text):
        return text
    follows = zip(text, f"{text[1:]} ", strict=True)
    return "".join(one + WORD_JOINER if is_hangul(one) and is_hangul(next_one) else one for one, next_one in follows)


LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
"""The letters of Korean in the order of Unicode, in which the number of a syllable is made of the numbers of its parts
(The Unicode Standard, section 3.12)."""


def is_syllable(character: str) -> bool:
    """Whether the character is a whole Korean syllable."""
    return "\uac00" <= character <= "\ud7a3"


def syllable_parts(syllable: str) -> tuple[str, str, str]:
    """Lead, vowel and tail (empty where there is none) of a whole syllable."""
    number = ord(syllable) - 0xAC00
    return LEADS[number // 588], VOWELS[number % 588 // 28], TAILS[number % 28]


def jamo(character: str) -> str:
    """The letters a Korean character is made of; other characters as they are. Leads and tails look the same."""
    if is_syllable(character):
        return "".join(syllable_parts(character))
    code = ord(character)
    if 0x1100 <= code < 0x1100 + len(LEADS):
        return LEADS[code - 0x1100]
    if 0x1161 <= code < 0x1161 + len(VOWELS):
        return VOWELS[code - 0x1161]
    if 0x11A8 <= code < 0x11A7 + len(TAILS):
        return TAILS[code - 0x11A7]
    return character
