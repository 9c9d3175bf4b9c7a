"""What each type of Moodle question becomes: one function for each, which says what it had to alter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quizapp.formats.choices import OPTIONS_MAX, RefusedError, choice_of
from quizapp.formats.moodle_xml_texts import Texts
from quizapp.formats.xml_drafts import as_matching, as_missing_word, as_ordering, check_lengths, lose_feedback
from quizapp.formats.xml_reading import Element
from quizapp.game.draft import Draft
from quizapp.game.question import GAP, Kind

FULL = 99.9
"""Per cent from which an answer counts as right: three thirds are written as 99.99999."""
_GAP = re.compile(r"\[\[(\d{1,4})\]\]")
_ONE_GAP = re.compile(r"(?<!_)___(?!_)")
_STARS = re.compile(r"(\\\*)|\*")


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    fraction: float
    feedback: str


def draft_of(question: Element, category: str, texts: Texts) -> Draft:
    """The draft of a `<question>`. Raises `RefusedError` for what is no question that can be asked here."""
    kind = question.attributes.get("type", "").strip()
    if kind not in _READERS:
        template = "questions of type “{type}” cannot be asked here, so it was left out"
        raise RefusedError("kind", template, type=kind[:40] or "?")
    texts.note_entities(question.entities)
    draft = _READERS[kind](question, _common(question, category, texts), texts)
    check_lengths(draft)
    return draft


def _common(question: Element, category: str, texts: Texts) -> Draft:
    """What questions of all types have."""
    prompt = texts.prompt(question.child("questiontext"))
    hints = (texts.text(hint, "hint") for hint in question.children("hint"))
    tags = question.child("tags")
    return Draft(
        category=category,
        prompt=prompt,
        hint=" ".join(filter(None, hints)),
        explanation=texts.text(question.child("generalfeedback"), "explanation"),
        tags=tuple(filter(None, (tag.text_of("text") for tag in tags.children("tag")))) if tags else (),
        media=texts.media,
    )


def _answers(question: Element, texts: Texts, *, is_plain: bool = False) -> list[_Answer]:
    """The answers; those of typed questions are plain text whatever format they declare."""
    given = question.children("answer")
    if len(given) > OPTIONS_MAX:
        template = "there are {count} answers, at most {limit} can be read, so the question was left out"
        raise RefusedError("answers", template, count=len(given), limit=OPTIONS_MAX)
    return [
        _Answer(
            answer.text_of("text") if is_plain else texts.text(answer, "answers"),
            _fraction(answer.attributes.get("fraction", "0")),
            texts.text(answer.child("feedback"), "explanation"),
        )
        for answer in given
    ]


def _fraction(text: str) -> float:
    """Per cent; an unreadable number is 0."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return 0.0


def _said_of(keys: Sequence[_Answer]) -> str:
    """What is said of right answers explains them where nothing else does."""
    return "\n".join(dict.fromkeys(key.feedback for key in keys if key.feedback))


def _multichoice(question: Element, draft: Draft, texts: Texts) -> Draft:
    answers = _answers(question, texts)
    is_single = _is_single(question)
    keys = _keys_of_one(answers, texts) if is_single else [each for each in answers if each.fraction > 0]
    if not is_single and len({round(each.fraction, 1) for each in keys}) > 1:
        texts.lose("answers", "the right options had different weights; now they count the same")
    right = {id(key) for key in keys}
    fields = choice_of([(each.text, id(each) in right) for each in answers], texts.notes)
    if not is_single and fields["kind"] == Kind.SINGLE_CHOICE:
        fields["kind"] = str(Kind.MULTIPLE_CHOICE)
    said = {answer.text.strip(): answer.feedback for answer in reversed(answers) if answer.feedback}
    if said:
        wrong = fields.get("distractors", ())
        fields["distractors"] = tuple(replace(each, feedback=said.get(each.text, "")) for each in wrong)
    draft = replace(draft, explanation=draft.explanation or _said_of(keys), **fields)
    lose_feedback((each.feedback for each in answers), draft, texts)
    return draft


def _is_single(question: Element) -> bool:
    """Moodle takes a choice for a single one where the file does not say."""
    return question.attributes.get("type") == "multichoice" and question.text_of("single").lower() not in ("false", "0")


def _keys_of_one(answers: Sequence[_Answer], texts: Texts) -> list[_Answer]:
    """The right options where one is to be chosen."""
    best = max((each.fraction for each in answers), default=0)
    keys = [each for each in answers if each.fraction > 0 and (each.fraction >= FULL or each.fraction == best)]
    if any(0 < each.fraction < best for each in answers):
        texts.lose("answers", "an option that counted in part now counts as wrong")
    if keys and best < FULL:
        texts.lose("answers", "the best option counted {percent} %; now it is right", percent=f"{best:g}")
    if len({key.text for key in keys}) > 1:
        texts.lose("answers", "any one of {count} options was right; now all have to be chosen", count=len(keys))
    return keys


def _truefalse(question: Element, draft: Draft, texts: Texts) -> Draft:
    answers = {each.text.strip().casefold(): each for each in _answers(question, texts)}
    right, wrong = answers.get("true"), answers.get("false")
    if right is None or wrong is None or (right.fraction > 0) == (wrong.fraction > 0):
        template = "it does not say whether the statement is true or false, so it was left out"
        raise RefusedError("answer", template)
    is_true = right.fraction > 0
    key, other = (right, wrong) if is_true else (wrong, right)
    explanation = draft.explanation or key.feedback or other.feedback
    if other.feedback and other.feedback != explanation:
        texts.lose("explanation", "what was said of the wrong answer was left out")
    draft = replace(draft, kind=str(Kind.TRUE_FALSE), answer=is_true, explanation=explanation)
    lose_feedback([key.feedback], draft, texts)
    return draft


def _shortanswer(question: Element, draft: Draft, texts: Texts) -> Draft:
    answers = _answers(question, texts, is_plain=True)
    if any(0 < each.fraction < FULL for each in answers):
        texts.lose("answers", "an answer that counted in part was left out")
    draft = _typed(draft, [each for each in answers if each.fraction >= FULL], texts)
    lose_feedback((each.feedback for each in answers), draft, texts)
    return draft


def _typed(draft: Draft, keys: Sequence[_Answer], texts: Texts) -> Draft:
    accepted = tuple(dict.fromkeys(filter(None, (_without_stars(key.text, texts) for key in keys))))
    if not accepted:
        raise RefusedError("answers", "no answer is accepted in full, so the question was left out")
    kind = Kind.MISSING_WORD if has_one_gap(draft.prompt) else Kind.SHORT_ANSWER
    return replace(draft, kind=str(kind), answers=accepted, explanation=draft.explanation or _said_of(keys))


def has_one_gap(prompt: str) -> bool:
    """Whether an accepted answer to this prompt fills a gap in it."""
    return len(_ONE_GAP.findall(prompt)) == 1 == prompt.count(GAP)


def _without_stars(text: str, texts: Texts) -> str:
    """A star stands for any letters; with a backslash before it, for itself."""
    plain_text = _STARS.sub(lambda found: "*" if found[1] else "", text).strip()
    if any(not escaped for escaped in _STARS.findall(text)):
        texts.lose("answers", "“{answer}” accepted any letters at the star; now it does not", answer=text[:60])
    return plain_text


def _numerical(question: Element, draft: Draft, texts: Texts) -> Draft:
    given = [answer for answer in question.children("answer") if _fraction(answer.attributes.get("fraction", "0")) > 0]
    if any(_fraction(answer.text_of("tolerance") or "0") != 0 for answer in given):
        raise RefusedError("answers", "a number with a tolerance cannot be asked here, so the question was left out")
    if question.child("units", "unit"):
        texts.lose("answers", "the units of the number were left out")
    return _shortanswer(question, draft, texts)


def _matching(question: Element, draft: Draft, texts: Texts) -> Draft:
    is_html = question.attributes.get("type") == "ddmatch"
    pairs: list[tuple[str, str]] = []
    extra: list[str] = []
    for sub in question.children("subquestion")[: OPTIONS_MAX + 1]:
        answer = sub.child("answer")
        right = texts.text(answer, "pairs") if is_html else answer.text_of("text") if answer else ""
        left = texts.text(sub, "pairs")
        if left and right:
            pairs.append((left, right))
        elif right:
            extra.append(right)
        elif left:
            raise RefusedError("pairs", "“{left}” has no partner, so the question was left out", left=left[:60])
    return as_matching(draft, pairs, extra)


def _ordering(question: Element, draft: Draft, texts: Texts) -> Draft:
    answers = _answers(question, texts)
    lose_feedback((each.feedback for each in answers), draft, texts)
    return as_ordering(draft, [answer.text for answer in answers])


def _gapselect(question: Element, draft: Draft, texts: Texts) -> Draft:
    gaps = _GAP.findall(draft.prompt)
    if len(gaps) != 1:
        raise RefusedError("prompt", "there are {count} gaps, not one, so it was left out", count=len(gaps))
    boxes = question.children("selectoption", "dragbox")
    if len(boxes) > OPTIONS_MAX:
        template = "there are {count} answers, at most {limit} can be read, so the question was left out"
        raise RefusedError("answers", template, count=len(boxes), limit=OPTIONS_MAX)
    number = int(gaps[0])
    if not 1 <= number <= len(boxes):
        raise RefusedError("answers", "the word for the gap is missing, so the question was left out")
    key = boxes[number - 1]
    group = key.text_of("group")
    wrong = [_box_text(box, texts) for box in boxes if box is not key and box.text_of("group") == group]
    draft = replace(draft, prompt=_GAP.sub(GAP, draft.prompt))
    return as_missing_word(draft, _box_text(key, texts), wrong, texts)


def _box_text(box: Element, texts: Texts) -> str:
    """Words to drag may be marked up, words to choose are plain."""
    text = box.text_of("text")
    return texts.marked_up(text, "answers") if box.tag == "dragbox" else text


_READERS: dict[str, Callable[[Element, Draft, Texts], Draft]] = {
    "multichoice": _multichoice,
    "multichoiceset": _multichoice,
    "oumultiresponse": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
}
