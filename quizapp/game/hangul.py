"""Where Hangul stands in a text. Without regular expressions: to compile its wide ranges takes 6 ms at every start."""

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
