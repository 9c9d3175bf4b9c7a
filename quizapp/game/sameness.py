"""Whether two questions are the same: the same words asked, with the same answers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from quizapp.game.draft import Draft
from quizapp.game.names import folded_anew
from quizapp.game.question import Kind, Question

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_END = " .?!:…"


def same_key(question: Draft | Question) -> int:
    """A number that is equal for questions that are the same after folding, whatever their kind and distractors.

    64 bits with a sign, as SQLite keeps them: among a million questions two others share one once in 37 million times.
    """
    return same_key_of(
        question.kind, question.prompt, question.answers, question.answer, question.pairs, question.sequence
    )


def same_key_of(
    kind: str,
    prompt: str,
    answers: Sequence[str],
    answer: bool | None,
    pairs: Sequence[tuple[str, str]],
    sequence: Sequence[str],
) -> int:
    """`same_key` of a question with these fields."""
    parts = (_folded_prompt(prompt), *sorted(_folded_answers(kind, answers, answer, pairs, sequence)))
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def folded_words(text: str) -> str:
    """The words of a text without case, Unicode form and punctuation."""
    return " ".join(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _folded_prompt(prompt: str) -> str:
    words = folded_words(prompt)
    if words and not _DIGIT.search(words):
        return words
    # Beside digits signs mean something: 2 + 2 is not 2 - 2. The same without any word.
    return " ".join(_plain(prompt).split()).strip(_END)


def _folded_answers(
    kind: str, answers: Sequence[str], answer: bool | None, pairs: Sequence[tuple[str, str]], sequence: Sequence[str]
) -> list[str]:
    match kind:
        case Kind.TRUE_FALSE:
            return [str(answer)]
        case Kind.MATCHING:
            return [f"{_folded(left)}\t{_folded(right)}" for left, right in pairs]
        case Kind.ORDERING:
            return [f"{place} {_folded(text)}" for place, text in enumerate(sequence)]
        case _:
            return [_folded(text) for text in answers]


def _folded(text: str) -> str:
    """Numbers and signs stay as written: 1.5 is not 15, and C++ is not C."""
    return text.strip().casefold() if _DIGIT.search(text) else folded_anew(text) or text.strip()
