"""Writes Moodle XML: every text escaped and declared as plain, so that nothing becomes markup."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from quizapp.formats.html_text import plain
from quizapp.formats.moodle_xml_kinds import has_one_gap
from quizapp.formats.writing import Written, cannot, says
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import GAP, Kind, PackInfo, Question

NAME_LENGTH = 80
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GAP = re.compile(r"\[\[\d+\]\]")


def write(questions: Sequence[Question], info: PackInfo, pictures: Mapping[str, bytes] | None = None) -> Written:
    """The questions as Moodle imports them. `pictures`: the bytes of each picture by its name in `Media.image`."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    left_out: list[Problem] = []
    category = None
    for question in questions:
        problems = [*_problems(question, pictures or {})]
        left_out += problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            continue
        if question.category != category:
            category = question.category
            parts += _category(category, info)
        parts += _question(question, pictures or {})
    parts.append("</quiz>\n")
    return Written("\n".join(parts).encode(), tuple(left_out))


def _problems(question: Question, pictures: Mapping[str, bytes]) -> Iterator[Problem]:
    if question.kind is Kind.MISSING_WORD and question.distractors:
        if _GAP.search(question.prompt):
            template = "the text holds a gap as Moodle writes them, so the question was left out"
            yield cannot(question, "prompt", template)
        if len(question.answers) > 1:
            yield cannot(question, "answers", "Moodle's gap has one right word; the others were left out", whole=False)
    elif question.kind is Kind.MISSING_WORD and not has_one_gap(question.prompt):
        yield cannot(question, "kind", "Moodle asks for a missing word as for a short answer", whole=False)
    elif question.kind is Kind.SHORT_ANSWER and has_one_gap(question.prompt):
        template = "a short answer to a text with a gap is read from Moodle XML as a missing word"
        yield cannot(question, "kind", template, whole=False)
    is_markup = question.media is not None and question.media.image in pictures
    if is_markup and plain(_lines(question.prompt)).text != question.prompt:
        template = "Moodle holds a prompt with a picture as HTML, so blanks beside each other became one"
        yield cannot(question, "prompt", template, whole=False)
    yield from _problems_of_wrong(question)
    if lost := [*_lost(question, pictures)]:
        template = "Moodle XML has no place for {fields}"
        yield cannot(question, lost[0], template, whole=False, fields=", ".join(lost))


def _problems_of_wrong(question: Question) -> Iterator[Problem]:
    if any(each.episode is not None for each in question.distractors):
        template = "Moodle XML has no place for the episodes of wrong options"
        yield cannot(question, "distractors", template, whole=False)
    if question.kind is Kind.MISSING_WORD and any(each.feedback for each in question.distractors):
        template = "Moodle's gap has no place for the feedback of wrong options"
        yield cannot(question, "distractors", template, whole=False)


def _lost(question: Question, pictures: Mapping[str, bytes]) -> Iterator[str]:
    if question.episode is not None:
        yield "episode"
    if question.difficulty != 2:
        yield "difficulty"
    for field in ("line", "sources", "keep_order"):
        if says(question, field):
            yield field
    if question.media is not None and question.media.image not in pictures:
        yield "media"


def _category(category: str, info: PackInfo) -> list[str]:
    known = info.category(category)
    title = (known.title if known else category).replace("/", "//")
    path = f"$course$/top/{title}"
    return ['<question type="category">', f"<category>{_text(path)}</category>", "</question>"]


def _question(question: Question, pictures: Mapping[str, bytes]) -> list[str]:
    name = " ".join(question.prompt.split())[:NAME_LENGTH] or question.uid
    return [
        f'<question type="{_type(question)}">',
        f"<name>{_text(name)}</name>",
        _prompt(question, pictures),
        _formatted("generalfeedback", question.explanation),
        "<defaultgrade>1</defaultgrade>",
        "<hidden>0</hidden>",
        f"<idnumber>{_escaped(question.uid)}</idnumber>",
        *_KEYS[question.kind](question),
        *([_formatted("hint", question.hint)] if question.hint else []),
        *_tags(question.tags),
        "</question>",
    ]


def _type(question: Question) -> str:
    if question.kind is Kind.MISSING_WORD:
        return "gapselect" if question.distractors else "shortanswer"
    return _TYPES[question.kind]


def _prompt(question: Question, pictures: Mapping[str, bytes]) -> str:
    prompt = question.prompt
    if _type(question) == "gapselect":
        prompt = prompt.replace(GAP, "[[1]]")
    picture = pictures.get(question.media.image) if question.media else None
    if question.media is None or picture is None:
        return _formatted("questiontext", prompt)
    name = PurePosixPath(question.media.image).name
    image = f'<img src="@@PLUGINFILE@@/{quote(name)}" alt="{escape(question.media.alt)}">'
    data = base64.b64encode(picture).decode("ascii")
    file = f'<file name="{_escaped(name)}" path="/" encoding="base64">{data}</file>'
    return f'<questiontext format="html">{_text(f"{_lines(prompt)}{image}")}{file}</questiontext>'


def _lines(text: str) -> str:
    """The text as a paragraph of HTML."""
    return f"<p>{'<br>'.join(escape(line) for line in text.split(chr(10)))}</p>"


def _choice(question: Question) -> Iterator[str]:
    is_single = question.kind is Kind.SINGLE_CHOICE
    share = 100 / max(1, len(question.answers))
    yield f"<single>{str(is_single).lower()}</single>"
    yield "<shuffleanswers>true</shuffleanswers>"
    yield "<answernumbering>abc</answernumbering>"
    for text in question.answers:
        yield _answer(text, share)
    for each in question.distractors:
        yield _answer(each.text, 0 if is_single else -share, each.feedback)


def _true_false(question: Question) -> Iterator[str]:
    yield _answer("true", 100 if question.answer else 0)
    yield _answer("false", 0 if question.answer else 100)


def _typed(question: Question) -> Iterator[str]:
    yield "<usecase>0</usecase>"
    for text in question.answers:
        yield _answer(text.replace("*", r"\*"), 100)


def _missing_word(question: Question) -> Iterator[str]:
    if not question.distractors:
        yield from _typed(question)
        return
    yield "<shuffleanswers>1</shuffleanswers>"
    for text in (question.answers[0], *(each.text for each in question.distractors)):
        yield f"<selectoption>{_text(text)}<group>1</group></selectoption>"


def _matching(question: Question) -> Iterator[str]:
    yield "<shuffleanswers>true</shuffleanswers>"
    for left, right in (*question.pairs, *(("", text) for text in question.extra)):
        yield f'<subquestion format="plain_text">{_text(left)}<answer>{_text(right)}</answer></subquestion>'


def _ordering(question: Question) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype>"
    yield "<selecttype>ALL</selecttype>"
    yield "<gradingtype>ABSOLUTE_POSITION</gradingtype>"
    for place, text in enumerate(question.sequence, start=1):
        yield _answer(text, place)


_TYPES = {
    Kind.SINGLE_CHOICE: "multichoice",
    Kind.MULTIPLE_CHOICE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.SHORT_ANSWER: "shortanswer",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
}
_KEYS = {
    Kind.SINGLE_CHOICE: _choice,
    Kind.MULTIPLE_CHOICE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.SHORT_ANSWER: _typed,
    Kind.MISSING_WORD: _missing_word,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
}


def _answer(text: str, fraction: float, feedback: str = "") -> str:
    """`fraction` in per cent, with the five decimals by which Moodle knows a third or a seventh."""
    said = _formatted("feedback", feedback)
    percent = f"{fraction:.5f}".rstrip("0").rstrip(".")
    return f'<answer fraction="{percent}" format="plain_text">{_text(text)}{said}</answer>'


def _tags(tags: Sequence[str]) -> list[str]:
    return ["<tags>", *(f"<tag>{_text(tag)}</tag>" for tag in tags), "</tags>"] if tags else []


def _formatted(tag: str, text: str) -> str:
    return f'<{tag} format="plain_text">{_text(text)}</{tag}>'


def _text(text: str) -> str:
    return f"<text>{_escaped(text)}</text>"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text)).replace("\r", "&#13;")
