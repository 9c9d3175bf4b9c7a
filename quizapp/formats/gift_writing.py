"""Questions as GIFT. Ordering has no place in it; hints, sources, pictures and the spoiler guard neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quizapp.formats.gift_answers import GAPS
from quizapp.formats.gift_texts import escaped
from quizapp.formats.html_text import has_markup
from quizapp.formats.writing import Written, cannot, kind_words, says
from quizapp.game.draft import Problem
from quizapp.game.question import GAP, Distractor, Kind, PackInfo, Question

_HARD_BEGINNING = re.compile(r"//|\$|::|\[|%|#")
"""What would be taken for more than text at the beginning of one."""
_LOST = ("episode", "line", "hint", "sources", "media", "keep_order")


def write(questions: Sequence[Question], info: PackInfo) -> Written:
    """The questions in their order as a GIFT file in UTF-8. `own_id` of a question read back is its uid here."""
    parts: list[str] = []
    left_out: list[Problem] = []
    category = ""
    for question in questions:
        if refusal := _refusal(question):
            left_out.append(refusal)
            continue
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: {_category_path(category, info)}\n")
        parts.append(_written(question))
        left_out += _losses(question)
    return Written("\n".join(parts).encode(), tuple(left_out))


def _refusal(question: Question) -> Problem | None:
    if question.kind is Kind.ORDERING:
        return cannot(question, "kind", "GIFT has no questions of kind {kind}", kind=kind_words(question))
    lefts = [left for left, _ in question.pairs]
    typed = [] if question.distractors or question.kind is Kind.TRUE_FALSE else question.answers
    if any("->" in text for text in (*lefts, *typed)):
        return cannot(question, "pairs" if lefts else "answers", "GIFT takes “->” in a text for the arrow of a pair")
    return None


def _losses(question: Question) -> Iterator[Problem]:
    template = "GIFT has no place for this, so it was left out"
    for field in _LOST:
        if says(question, field):
            yield cannot(question, field, template, whole=False)
    yield from _losses_at_gaps(question)
    if any(tag != " ".join(tag.split()) for tag in question.tags):
        yield cannot(question, "tags", "GIFT has one line for a tag, with single blanks", whole=False)
    if question.difficulty != 2:
        yield cannot(question, "difficulty", template, whole=False)
    if any(distractor.episode is not None for distractor in question.distractors):
        yield cannot(question, "distractors", "GIFT has no place for the episodes of wrong options", whole=False)


def _losses_at_gaps(question: Question) -> Iterator[Problem]:
    gaps = GAPS.findall(question.prompt)
    if len(gaps) != 1 or question.kind not in (Kind.SINGLE_CHOICE, Kind.SHORT_ANSWER, Kind.MISSING_WORD):
        return
    if question.kind is not Kind.MISSING_WORD:
        yield cannot(question, "kind", "GIFT asks for a missing word wherever a text has one gap", whole=False)
    if gaps != [GAP]:
        yield cannot(question, "prompt", "GIFT makes every gap as long as three underscores", whole=False)


def _category_path(category_id: str, info: PackInfo) -> str:
    category = info.category(category_id)
    title = category.title if category else category_id
    return " ".join(title.split()).replace("/", "//")


def _written(question: Question) -> str:
    before, behind = question.prompt, ""
    if question.kind is Kind.MISSING_WORD:
        before, behind = _around_gap(question.prompt)
    plain = "[plain]" if _needs_plain(question) or _HARD_BEGINNING.match(before) else ""
    answers = "".join(f"\t{line}\n" for line in _answers(question))
    return f"{_labels(question)}{plain}{escaped(before)}{{\n{answers}}}{escaped(behind)}\n"


def _around_gap(prompt: str) -> tuple[str, str]:
    """The braces stand in place of the gap only where a text follows: else the gap is written out before them."""
    before, _, behind = prompt.partition(GAP)
    return (before, behind) if behind.strip() and not behind.startswith("_") else (prompt, "")


def _needs_plain(question: Question) -> bool:
    """Whether some text would be taken for HTML."""
    texts = [question.prompt, question.explanation, *question.answers, *question.extra]
    texts += [text for pair in question.pairs for text in pair]
    texts += [text for each in question.distractors for text in (each.text, each.feedback)]
    return any(has_markup(text) for text in texts)


def _labels(question: Question) -> str:
    labels = [("id", question.uid), *(("tag", tag) for tag in question.tags)]
    texts = ((kind, " ".join(text.split()).replace("\\", "\\\\").replace("]", "\\]")) for kind, text in labels)
    return f"// {' '.join(f'[{kind}:{text}]' for kind, text in texts if text)}\n"


def _answers(question: Question) -> Iterator[str]:
    match question.kind:
        case Kind.TRUE_FALSE:
            yield "TRUE" if question.answer else "FALSE"
        case Kind.MATCHING:
            yield from (f"={_text(left)} -> {_text(right)}" for left, right in question.pairs)
            yield from (f"= -> {_text(right)}" for right in question.extra)
        case Kind.MULTIPLE_CHOICE:
            share = f"{100 / len(question.answers):.5f}".rstrip("0").rstrip(".")
            yield from (f"~%{share}%{_text(text)}" for text in question.answers)
            yield from _wrong(question.distractors, f"%-{share}%")
        case _:
            typed = not question.distractors
            yield from (f"={_text(text.replace('*', chr(92) + '*') if typed else text)}" for text in question.answers)
            yield from _wrong(question.distractors, "")
    if question.explanation:
        yield f"####{_text(question.explanation)}"


def _wrong(distractors: Iterable[Distractor], weight: str) -> Iterator[str]:
    for each in distractors:
        yield f"~{weight}{_text(each.text)}" + (f"#{_text(each.feedback)}" if each.feedback else "")


def _text(text: str) -> str:
    """One text between marks, safe from being taken for a format or a weight."""
    return ("[plain]" if _HARD_BEGINNING.match(text) else "") + escaped(text)
