"""What the braces of a GIFT question mean, after Moodle, and the draft that comes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from quizapp.errors import Sentence, sentence
from quizapp.formats.gift_blocks import Block, Fault, is_cloze
from quizapp.formats.gift_texts import Texts, divided, divided_at_last, masked
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import GAP, Distractor, Kind

OPTIONS_MAX = 100
TEXT_LENGTH_MAX = 20_000
FULL = 100.0
"""Percent."""

_MARK = re.compile(r"[~=]")
_WEIGHT = re.compile(r"\s*%\s*(-?\d{1,3}(?:[.,]\d{0,9})?)\s*%")
_EXACT_NUMBER = re.compile(r"[+-]?\d{1,30}(?:[.,]\d{1,30})?(?:[eE][+-]?\d{1,3})?")
_NO_TOLERANCE = re.compile(r"0{1,9}(?:\.0{0,9})?")
GAPS = re.compile(r"_{3,}")
_ANY_TEXT = re.compile(r"(?<!\\)\*")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_FAULTS = {
    Fault.UNCLOSED: "the answers are not closed with }}, so the question was left out",
    Fault.STRAY_END: "there is a }} without a {{ before it, so the question was left out",
    Fault.SEVERAL: "there is more than one pair of braces, which has no kind here, so the question was left out",
}


class RejectedError(Exception):
    """Carries the problem for which a question is left out."""

    def __init__(self, field: str, template: str, **parameters: Any) -> None:
        super().__init__(template)
        self.problem = Problem(Severity.ERROR, field, sentence(template, **parameters))


@dataclass(frozen=True, slots=True)
class _Option:
    """One alternative. `mark` is `=`, `~` or nothing; `weight` in percent, None where none is written."""

    mark: str
    text: str
    weight: float | None
    feedback: str

    @property
    def share(self) -> float:
        """How right it is as an option, in percent."""
        if self.weight is not None:
            return self.weight
        return FULL if self.mark == "=" else 0.0


class Reading:
    """One question on its way to a draft."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._title, self._stem = _title_and_stem(block.stem)
        self._texts = Texts(self._stem)
        self._notes: dict[Sentence, Problem] = {}

    def draft(self) -> Draft:
        """The draft. Raises RejectedError where there can be none."""
        self._refuse_faults()
        answers, general = divided_at_last(self._block.answers or "", "####")
        if not answers.strip():
            raise RejectedError("kind", "an essay has no key, so the question was left out")
        draft = self._key(answers.strip(), self._texts.plain(general))
        draft = replace(draft, prompt=self._prompt(Kind(draft.kind)), category=self._block.category)
        draft = self._settled(draft)
        _refuse_long_texts(draft)
        return replace(draft, kind=str(draft.kind))

    def problems(self) -> tuple[Problem, ...]:
        """What was altered or lost, after `draft`."""
        if self._block.is_mended:
            self._warn("", "a blank line within the question was passed over")
        return (*self._notes.values(), *self._texts.problems())

    def _warn(self, field: str, template: str) -> None:
        self._notes[sentence(template)] = warning(field, template)

    def _lose(self, field: str, template: str) -> None:
        self._notes[sentence(template)] = loss(field, template)

    def _refuse_faults(self) -> None:
        block = self._block
        if is_cloze(block.answers or ""):
            raise RejectedError("kind", "cloze questions have no kind here, so the question was left out")
        if block.fault:
            raise RejectedError("", _FAULTS[block.fault])
        if block.answers is None:
            raise RejectedError("kind", "this text has no answers in braces, so it was taken for no question")

    def _prompt(self, kind: Kind) -> str:
        """The plain stem; where the braces stand within the text, with a gap in their place."""
        tail = self._block.tail
        if not tail.strip():
            return self._texts.plain(self._stem) or self._title_as_prompt()
        joint = "" if kind in (Kind.TRUE_FALSE, Kind.MATCHING) else GAP
        before, behind = self._stem, tail.rstrip()
        before = before[:-1].rstrip(" \t\r") + " " if before.endswith("\n") else before
        behind = " " + behind.lstrip() if behind[0] == "\n" else behind
        return self._texts.plain(before + joint + behind)

    def _title_as_prompt(self) -> str:
        title = self._texts.plain(self._title)
        if not title:
            raise RejectedError("prompt", "there is no question text, so the question was left out")
        self._warn("prompt", "there is only a title, which was taken as the question")
        return title

    def _key(self, answers: str, general: str) -> Draft:
        """All of the draft that the braces say."""
        hidden = masked(answers)
        if answers.startswith("#"):
            return self._number(answers[1:], general)
        if "~" in hidden:
            return self._choice(self._options(answers), general)
        if "=" in hidden and "->" in hidden:
            return self._matching(answers, general)
        truth, feedback = divided(answers, "#")
        if truth.strip() in _TRUTHS:
            return self._true_false(_TRUTHS[truth.strip()], feedback, general)
        return self._short(self._options(answers), general)

    def _segments(self, answers: str) -> list[tuple[str, str]]:
        """The alternatives as written, each with the mark before it; empty ones are left out."""
        places = [match.start() for match in islice(_MARK.finditer(masked(answers)), 2 * OPTIONS_MAX + 2)]
        starts = [-1, *places]
        found = [
            (answers[start] if start >= 0 else "", answers[start + 1 : end])
            for start, end in zip(starts, [*places, len(answers)], strict=True)
        ]
        segments = [(mark, raw) for mark, raw in found if raw.strip()]
        if len(segments) > OPTIONS_MAX or len(places) > 2 * OPTIONS_MAX:
            raise RejectedError(
                "answers", "there are more than {limit} options, so the question was left out", limit=OPTIONS_MAX
            )
        return segments

    def _options(self, answers: str) -> list[_Option]:
        options = (self._option(mark, raw) for mark, raw in self._segments(answers))
        return [option for option in options if option.text]

    def _option(self, mark: str, raw: str) -> _Option:
        weight = None
        if match := _WEIGHT.match(raw):
            weight, raw = float(match[1].replace(",", ".")), raw[match.end() :]
        text, feedback = divided(raw, "#")
        return _Option(mark, self._texts.plain(text), weight, self._texts.plain(feedback))

    def _choice(self, options: list[_Option], general: str) -> Draft:
        """With `=` one option is to be chosen, with weights alone several."""
        is_single = any(option.mark == "=" and option.share >= FULL for option in options)
        keys = [option for option in options if option.share >= (FULL if is_single else 1e-6)]
        others = [option for option in options if option not in keys]
        if not keys:
            raise RejectedError("answers", "no option is marked as right, so the question was left out")
        if is_single and (truth := _as_true_false(keys, others)) is not None:
            explanation = self._explanation([*keys, *others], general)
            return Draft(kind=Kind.TRUE_FALSE, answer=truth, explanation=explanation)
        self._warn_of_weights(is_single, keys, others)
        return Draft(
            kind=Kind.SINGLE_CHOICE if is_single else Kind.MULTIPLE_CHOICE,
            answers=tuple(option.text for option in keys),
            distractors=tuple(Distractor(option.text, feedback=option.feedback) for option in others),
            explanation=self._explanation(keys, general),
        )

    def _warn_of_weights(self, is_single: bool, keys: list[_Option], others: list[_Option]) -> None:
        if any(option.share > 0 for option in others):
            self._lose("distractors", "partly right options count as wrong here")
        if not is_single and len({option.share for option in keys}) > 1:
            self._lose("answers", "the weights of the right options were left out; all of them count the same here")

    def _short(self, options: list[_Option], general: str) -> Draft:
        keys = [option for option in options if option.weight is None or option.weight >= FULL]
        if not keys:
            raise RejectedError("answers", "no answer is right in full, so the question was left out")
        if len(keys) < len(options):
            self._lose("answers", "partly right answers were left out")
        answers = self._without_any_text([option.text for option in keys])
        return Draft(kind=Kind.SHORT_ANSWER, answers=answers, explanation=self._explanation(keys, general))

    def _without_any_text(self, answers: list[str]) -> tuple[str, ...]:
        """The answers without `*`, which stands for any text: those with it go where there are others."""
        exact = [text for text in answers if not _ANY_TEXT.search(text)]
        if len(exact) < len(answers):
            self._lose("answers", "“*” stands for any text there, which has no kind here")
        kept = exact or [text.strip("* ") for text in answers]
        kept = [text.replace("\\*", "*") for text in kept if text]
        if not kept:
            raise RejectedError("answers", "any answer would be right, so the question was left out")
        return tuple(kept)

    def _number(self, raw: str, general: str) -> Draft:
        exact, _ = divided(raw.strip().removeprefix("="), "~")
        number, feedback = divided(exact, "#")
        if match := _WEIGHT.match(number):
            number = number[match.end() :] if float(match[1].replace(",", ".")) >= FULL else ""
        value, _, tolerance = number.replace("\\:", ":").strip().partition(":")
        is_exact = not tolerance.strip() or _NO_TOLERANCE.fullmatch(tolerance.strip())
        is_list = "=" in masked(feedback)
        if is_list or not is_exact or not _EXACT_NUMBER.fullmatch(value.strip()):
            raise RejectedError("kind", "numbers with a tolerance have no kind here, so the question was left out")
        said = self._texts.plain(feedback)
        if general and said:
            self._warn_of_feedback()
        return Draft(kind=Kind.SHORT_ANSWER, answers=(value.strip(),), explanation=general or said)

    def _true_false(self, truth: bool, feedback: str, general: str) -> Draft:
        """The first feedback is for who was wrong, the second for who was right."""
        for_wrong, for_right = (self._texts.plain(each) for each in divided(feedback, "#"))
        if general and (for_wrong or for_right):
            self._warn_of_feedback()
        told = dict.fromkeys(text for text in (for_right, for_wrong) if text)
        return Draft(kind=Kind.TRUE_FALSE, answer=truth, explanation=general or "\n".join(told))

    def _matching(self, answers: str, general: str) -> Draft:
        pairs: list[tuple[str, str]] = []
        extra: list[str] = []
        for _, raw in self._segments(answers):
            left, arrow, right = (self._texts.plain(part) for part in raw.partition("->"))
            if not arrow or not right:
                raise RejectedError("pairs", "“{text}” is no pair, so the question was left out", text=raw.strip()[:60])
            if left:
                pairs.append((left, right))
            else:
                extra.append(right)
        if len(pairs) < 2:
            raise RejectedError("pairs", "matching needs two pairs or more, so the question was left out")
        return Draft(kind=Kind.MATCHING, pairs=tuple(pairs), extra=tuple(extra), explanation=general)

    def _explanation(self, keys: list[_Option], general: str) -> str:
        feedback = dict.fromkeys(option.feedback for option in keys if option.feedback)
        if general and feedback:
            self._warn_of_feedback()
        return general or "\n".join(feedback)

    def _settled(self, draft: Draft) -> Draft:
        """A question with one gap, however long, asks for the missing word, which may be spelled in several ways; of
        several keys of another single choice, each of which would do, the first is kept.
        """
        if draft.kind in (Kind.SINGLE_CHOICE, Kind.SHORT_ANSWER) and len(GAPS.findall(draft.prompt)) == 1:
            return replace(draft, kind=Kind.MISSING_WORD, prompt=GAPS.sub(GAP, draft.prompt))
        if draft.kind == Kind.SINGLE_CHOICE and len(draft.answers) > 1:
            self._lose("answers", "each of several options is right by itself; only the first of them was kept")
            return replace(draft, answers=draft.answers[:1])
        return draft

    def _warn_of_feedback(self) -> None:
        self._lose("explanation", "feedback on the right answer was left out, because there is a general one")


def _title_and_stem(raw: str) -> tuple[str, str]:
    stem = raw.lstrip()
    if stem.startswith("::") and "::" in masked(stem[2:]):
        return divided(stem[2:], "::")
    return "", raw


def _as_true_false(keys: list[_Option], others: list[_Option]) -> bool | None:
    """The key where the options are True and False, else None."""
    texts = {option.text.casefold() for option in (*keys, *others)}
    if len(keys) == len(others) == 1 and texts == {"true", "false"}:
        return keys[0].text.casefold() == "true"
    return None


def _refuse_long_texts(draft: Draft) -> None:
    fields = {
        "prompt": (draft.prompt,),
        "explanation": (draft.explanation,),
        "answers": draft.answers,
        "distractors": tuple(text for each in draft.distractors for text in (each.text, each.feedback)),
        "pairs": tuple(text for pair in draft.pairs for text in pair),
        "extra": draft.extra,
    }
    for field, texts in fields.items():
        if (longest := max(map(len, texts), default=0)) > TEXT_LENGTH_MAX:
            template = "a text of {length} characters is too long, so the question was left out"
            raise RejectedError(field, template, length=longest)
