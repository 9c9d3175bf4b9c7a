"""What a question offers to choose from: which options there are, which are keys, what is dealt and in what order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.game.keyed import KeyedNumbers
from quizapp.game.question import CHOICE_KINDS, Distractor, Kind, PackInfo, Question

TRUE, FALSE = 0, 1
DISTRACTORS_DEALT = 3
MOST_OPTIONS = 9
"""Options are chosen with the digits 1 to 9."""

_LEADING_NUMBER = re.compile(r"\s*([-−]?)(\d{1,3}(?:,\d{3})+|\d+)(?:[.,](\d+))?\b(?!\s+[A-Za-z]+\s+\d{4})")
"""Sign, whole part (1,000 is a thousand), decimals; not the day of a date such as 16 December 2020."""


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One option as it is dealt: `index` is its place in `all_options`, which answers and logs speak of."""

    index: int
    text: str
    is_key: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question drawn for a round: as it was then (`revision`), with what was dealt, in the order shown.

    `options` holds places: in `all_options` where options are chosen, in `match_rights` for the right column of
    `matching`, in `Question.sequence` for `ordering`; nothing where the answer is typed.
    """

    question: Question
    revision: int
    options: tuple[int, ...] = ()

    def shown(self) -> tuple[ShownOption, ...]:
        """The dealt options in the order shown, for kinds that are answered by choosing options."""
        texts, keys = all_options(self.question), key_indexes(self.question)
        offset = len(_keys_shown(self.question))
        return tuple(
            ShownOption(index, texts[index], index in keys, _feedback(self.question, index - offset))
            for index in self.options
        )

    def guard_episode(self, info: PackInfo) -> int:
        """The episode from which the question may be shown with what was dealt of its options."""
        question = self.question
        guards = [info.guard_episode(question.episode)]
        if is_chosen(question) and question.kind is not Kind.TRUE_FALSE:
            first = len(_keys_shown(question))
            dealt = (question.distractors[index - first] for index in self.options if index >= first)
            guards += (_guard_episode(question, distractor, info) for distractor in dealt)
        return max(guards)


def _guard_episode(question: Question, distractor: Distractor, info: PackInfo) -> int:
    """A distractor without an episode of its own is as safe as its question."""
    return info.guard_episode(question.episode if distractor.episode is None else distractor.episode)


def _feedback(question: Question, distractor: int) -> str:
    if question.kind is Kind.TRUE_FALSE or distractor < 0:
        return ""
    return question.distractors[distractor].feedback


def is_typed(question: Question) -> bool:
    """Whether the answer is typed: `short_answer`, and `missing_word` without distractors."""
    return question.kind is Kind.SHORT_ANSWER or (question.kind is Kind.MISSING_WORD and not question.distractors)


def is_chosen(question: Question) -> bool:
    """Whether the answer is one or several of `all_options`."""
    return question.kind in CHOICE_KINDS or (question.kind is Kind.MISSING_WORD and bool(question.distractors))


def match_rights(question: Question) -> tuple[str, ...]:
    """The right column of `matching` as written: the partners of the left sides, then those without a partner."""
    return tuple(right for _, right in question.pairs) + question.extra


def _keys_shown(question: Question) -> tuple[str, ...]:
    """Further answers of a missing word are other spellings of the first, so they are no options of their own."""
    return question.answers[:1] if question.kind is Kind.MISSING_WORD else question.answers


def all_options(question: Question) -> tuple[str, ...]:
    """Every option a choice question could show: keys first, then distractors; True and False for `true_false`."""
    if question.kind is Kind.TRUE_FALSE:
        return ("True", "False")
    return _keys_shown(question) + tuple(distractor.text for distractor in question.distractors)


def option_count(question: Question) -> int:
    """How many `all_options` has."""
    return 2 if question.kind is Kind.TRUE_FALSE else len(_keys_shown(question)) + len(question.distractors)


def key_indexes(question: Question) -> frozenset[int]:
    """The places in `all_options` that are right."""
    if question.kind is Kind.TRUE_FALSE:
        return frozenset({TRUE if question.answer else FALSE})
    return frozenset(range(len(_keys_shown(question))))


def key_texts(question: Question) -> tuple[str, ...]:
    """The right options of a question whose answer is chosen, as text."""
    texts = all_options(question)
    return tuple(texts[index] for index in sorted(key_indexes(question)))


def deal_options(question: Question, info: PackInfo, spoiler_limit: int, numbers: KeyedNumbers) -> tuple[int, ...]:
    """What a player with this spoiler limit is shown, as the places of `Drawn.options`, in the order shown.

    The right column of `matching` is shuffled; so are the items of `ordering`, which are never dealt in their right
    order. Three distractors are dealt where the spoiler limit allows that many, fewer when the keys leave no room.
    `keep_order` keeps them as written, or ascending where all begin with numbers.
    """
    if question.kind is Kind.TRUE_FALSE:
        return (TRUE, FALSE)
    if is_typed(question):
        return ()
    if question.kind is Kind.MATCHING:
        return tuple(numbers.shuffled(range(len(match_rights(question)))))
    if question.kind is Kind.ORDERING:
        return _disordered(numbers.shuffled(range(len(question.sequence))))
    keys = list(range(len(_keys_shown(question))))
    allowed = [
        len(keys) + place
        for place, distractor in enumerate(question.distractors)
        if _guard_episode(question, distractor, info) <= spoiler_limit
    ]
    room = max(1, min(DISTRACTORS_DEALT, MOST_OPTIONS - len(keys)))
    dealt = keys + numbers.sample(allowed, room)
    if question.keep_order:
        return _in_written_order(dealt, all_options(question))
    return tuple(numbers.shuffled(dealt))


def _disordered(places: list[int]) -> tuple[int, ...]:
    """The places as they are, or moved on by one where they happen to lie in their right order."""
    return tuple(places[1:] + places[:1]) if places == sorted(places) else tuple(places)


def _in_written_order(indexes: list[int], texts: tuple[str, ...]) -> tuple[int, ...]:
    """Ascending by leading number, equal ones by text, so that the place of the key says nothing; else as written."""
    values = {index: leading_number(texts[index]) for index in indexes}
    numbers = {index: value for index, value in values.items() if value is not None}
    if len(numbers) == len(indexes):
        return tuple(sorted(indexes, key=lambda index: (numbers[index], texts[index], index)))
    return tuple(sorted(indexes))


def leading_number(text: str) -> float | None:
    """The number with which an option begins, or None."""
    match = _LEADING_NUMBER.match(text)
    if match is None:
        return None
    sign, whole, decimals = match[1], match[2].replace(",", ""), match[3] or "0"
    return float(f"{whole}.{decimals}") * (-1 if sign else 1)
