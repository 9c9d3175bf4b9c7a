"""Checks of the key: what makes a question of each kind answerable."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from quizapp.game.checking_notes import error, warning
from quizapp.game.draft import Draft, Problem
from quizapp.game.names import folded_anew
from quizapp.game.options import MOST_OPTIONS, leading_number
from quizapp.game.question import CHOICE_KINDS, GAP, Kind, PackInfo

_NUMBER = re.compile(r"(?:(?<!\S)[-−])?\d+(?:[.,:]\d+)*")
_UNSIGNED = re.compile(r"\d+(?:[.,:]\d+)*")
_MINUS = re.compile(r"\s*[-−](?=[^\s\d])")
"""Before something that is no number. Behind a space it is a dash, as of a list."""
_NO_LETTER = re.compile(r"[\W_]")
_LONGEST_WORD = 100
"""A longer key that has its letters in the prompt is there by no accident."""
_WITH_DISTRACTORS = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.MISSING_WORD)
_FIELDS = ("answers", "distractors", "answer", "pairs", "extra", "sequence")
_KEY_FIELDS = {
    Kind.SINGLE_CHOICE: {"answers", "distractors"},
    Kind.MULTIPLE_CHOICE: {"answers", "distractors"},
    Kind.TRUE_FALSE: {"answer"},
    Kind.SHORT_ANSWER: {"answers"},
    Kind.MISSING_WORD: {"answers", "distractors"},
    Kind.MATCHING: {"pairs", "extra"},
    Kind.ORDERING: {"sequence"},
}
_FOREIGN_FIELDS = {kind: tuple(field for field in _FIELDS if field not in own) for kind, own in _KEY_FIELDS.items()}


def check_key(draft: Draft, info: PackInfo, kind: Kind, options: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Everything wrong with the fields that carry the key of a question of this kind. `options`: its `option_texts`."""
    yield from _check_answers(draft, kind, options)
    yield from _check_foreign_fields(draft, kind)
    yield from _check_guard(draft, info, kind)


def _check_answers(draft: Draft, kind: Kind, options: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    if empty := [field for field, text in options if not text.strip()]:
        yield error(empty[0], "an option is empty")
    yield from _CHECKS[kind](draft)
    if draft.keep_order and kind in CHOICE_KINDS - {Kind.TRUE_FALSE}:
        yield from _check_order(draft)
    if kind in (Kind.SINGLE_CHOICE, Kind.SHORT_ANSWER, Kind.MISSING_WORD):
        folded_prompt = folded_anew(draft.prompt)
        for text in draft.answers:
            if _is_told(folded_anew(text), folded_prompt, draft.prompt):
                yield warning("prompt", "the right answer “{key}” stands in the prompt", key=text[:60])


def tells(prompt: str, key: str) -> bool:
    """Whether the key stands in the prompt, in any spelling that `names.fold` does not tell apart.

    In Latin letters as words of its own, or their plural: “art” is not in “start”. To other scripts, as to Hangul,
    endings are joined. A key of two letters does not count.
    """
    return _is_told(folded_anew(key), folded_anew(prompt), prompt)


def _is_told(folded_key: str, folded_prompt: str, prompt: str) -> bool:
    if len(folded_key) <= 2 or folded_key not in folded_prompt:
        return False  # as nearly always, and a hundred thousand questions are checked
    letters = _NO_LETTER.sub("", folded_key)
    if not letters or not folded_key.isascii() or len(folded_key) > _LONGEST_WORD:
        return True
    spaced = r"[\W_]*".join(letters)
    return re.search(rf"(?<![^\W_]){spaced}s?(?![^\W_])", unicodedata.normalize("NFKC", prompt).casefold()) is not None


def _check_single_choice(draft: Draft) -> Iterator[Problem]:
    if not draft.answers:
        yield error("answers", "there is no right option")
    if len(draft.answers) > 1:
        yield error("answers", "a single choice has one right option, not {count}", count=len(draft.answers))
    yield from _check_distractors(draft)
    yield from _check_key_length(draft)


def _check_multiple_choice(draft: Draft) -> Iterator[Problem]:
    if not draft.answers:
        yield error("answers", "there is no right option")
    if len(draft.answers) == 1:
        yield warning("answers", "only one option is right; a single choice would say so")
    if len(draft.answers) >= MOST_OPTIONS:
        yield error("answers", "at most {limit} options can be right", limit=MOST_OPTIONS - 1)
    yield from _check_distractors(draft)


def _check_distractors(draft: Draft) -> Iterator[Problem]:
    if not draft.distractors:
        yield error("distractors", "there is no wrong option")
    elif len(draft.distractors) < 3 and draft.kind == Kind.SINGLE_CHOICE:
        yield warning("distractors", "there are fewer than three wrong options")
    yield from _check_alike("distractors", [*draft.answers, *[each.text for each in draft.distractors]])


def _check_order(draft: Draft) -> Iterator[Problem]:
    """Without numbers to sort by, the written order is keys first: it gives the key away."""
    texts = (*draft.answers, *(each.text for each in draft.distractors))
    if any(leading_number(text) is None for text in texts):
        yield warning("keep_order", "not every option begins with a number, so the right one is always shown first")


def _check_alike(field: str, texts: list[str]) -> Iterator[Problem]:
    said = [_said(text) for text in texts]
    if len(set(said)) == len(said):
        return  # as nearly always, and what differs in this is not alike
    alike = [(comparable(text), text) for text in texts if text.strip()]
    counts = Counter([same for same, _ in alike])
    if len(counts) < len(alike):
        repeated = next(text for same, text in alike if counts[same] > 1)
        yield error(field, "“{text}” stands there twice", text=repeated[:60])


def comparable(text: str) -> tuple[str, ...]:
    """Equal for texts that say the same. Numbers count as written: 1.5 is not 15, and -5 is not 5, nor -x x."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    said = _said(text)
    if "-" not in plain and "−" not in plain:
        return (said, *_UNSIGNED.findall(plain))
    sign = ("-",) if _MINUS.match(plain) else ()
    return (said, *sign, *_NUMBER.findall(plain))


def _said(text: str) -> str:
    return folded_anew(text) or text.strip()


def _check_key_length(draft: Draft) -> Iterator[Problem]:
    if not draft.answers or not draft.distractors:
        return
    key, longest = len(draft.answers[0]), max(len(each.text) for each in draft.distractors)
    if key > 20 and key > 1.6 * longest:
        yield warning("answers", "the right answer is much longer than every wrong option, which gives it away")


def _check_true_false(draft: Draft) -> Iterator[Problem]:
    if draft.answer is None:
        yield error("answer", "say whether it is right: answer = true or answer = false")


def _check_short_answer(draft: Draft) -> Iterator[Problem]:
    if not draft.answers:
        yield error("answers", "there is no right answer")


def _check_missing_word(draft: Draft) -> Iterator[Problem]:
    if draft.prompt.count(GAP) != 1:
        yield error("prompt", "the prompt needs one gap, written ___")
    yield from _check_short_answer(draft)
    if draft.distractors:
        yield from _check_distractors(draft)


def _check_matching(draft: Draft) -> Iterator[Problem]:
    if len(draft.pairs) < 2:
        yield error("pairs", "matching needs two pairs or more")
    yield from _check_alike("pairs", [left for left, _ in draft.pairs])
    yield from _check_alike("pairs", [*(right for _, right in draft.pairs), *draft.extra])


def _check_ordering(draft: Draft) -> Iterator[Problem]:
    if len(draft.sequence) < 3:
        yield error("sequence", "ordering needs three items or more")
    yield from _check_alike("sequence", list(draft.sequence))


_CHECKS = {
    Kind.SINGLE_CHOICE: _check_single_choice,
    Kind.MULTIPLE_CHOICE: _check_multiple_choice,
    Kind.TRUE_FALSE: _check_true_false,
    Kind.SHORT_ANSWER: _check_short_answer,
    Kind.MISSING_WORD: _check_missing_word,
    Kind.MATCHING: _check_matching,
    Kind.ORDERING: _check_ordering,
}


def _check_foreign_fields(draft: Draft, kind: Kind) -> Iterator[Problem]:
    for field in _FOREIGN_FIELDS[kind]:
        if getattr(draft, field) not in ((), None):
            yield warning(field, "a question of kind {kind} does not use this", kind=str(kind))


def _check_guard(draft: Draft, info: PackInfo, kind: Kind) -> Iterator[Problem]:
    """At the question's own episode there must be something to choose from."""
    if kind not in _WITH_DISTRACTORS or not draft.distractors or info.episodes is None:
        return
    own = info.guard_episode(draft.episode)
    safe = sum(each.episode is None or each.episode <= own for each in draft.distractors)
    if not safe:
        yield error("distractors", "every wrong option belongs to a later episode than the question")
    elif safe < min(3, len(draft.distractors)):
        yield warning("distractors", "only {count} wrong option(s) can be shown at the question's episode", count=safe)
