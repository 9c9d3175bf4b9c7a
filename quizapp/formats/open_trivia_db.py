"""Open Trivia DB: what its service answers, and dumps of it, in any of its four encodings; read and written.

The list may stand alone or inside other objects. `line` is the line on which an item begins.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any
from urllib.parse import unquote, unquote_plus

from quizapp.formats.choices import RefusedError, choice_of, encoding_note, file_error, read_item
from quizapp.formats.decoding import in_utf_8
from quizapp.formats.json_reading import Item, Object, checked, items, json_head, text_of, texts_of
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.writing import Written, cannot, kind_words, lost_by_all, says
from quizapp.game.checking_notes import loss
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import Kind, PackInfo, Question

SAMPLE_ITEMS = 100
"""Items that tell in which encoding the texts of a file are."""
_DIFFICULTIES = {"easy": 1, "medium": 2, "hard": 3}
_TYPES = ("multiple", "boolean")
_ITEM_FIELDS = frozenset({"question", "correct_answer", "incorrect_answers"})
_WORDS_IN_BASE64 = frozenset(base64.b64encode(word.encode()).decode() for word in (*_TYPES, *_DIFFICULTIES))
_NAMED = re.compile(r'(?<!\\)"(question|correct_answer|incorrect_answers)"\s*:')
_RESPONSE_CODE = re.compile(r'(?<!\\)"response_code"\s*:\s*(\d)')
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_LOST = ("explanation", "hint", "sources", "episode", "tags", "line", "media", "keep_order")
NO_IDS = "Open Trivia DB has no place for the ids of questions, so they get others when they are read again"
_REASONS = {
    "1": "there are not enough questions for what was asked",
    "2": "the request was not understood",
    "3": "the session is unknown",
    "4": "the session has given all its questions",
    "5": "there were too many requests in a short time",
}


def recognises(source: Source) -> bool:
    """Whether the file begins like one of Open Trivia DB."""
    head = json_head(source)
    return set(_NAMED.findall(head)) == _ITEM_FIELDS or bool(_RESPONSE_CODE.search(head))


def read(source: Source) -> Iterator[Found]:
    """Every question of the file. Never raises."""
    name, decoded = source.name, in_utf_8(source.content)
    del source  # where it is in another encoding, its bytes are not needed any more
    yield from encoding_note(name, decoded)
    found = items(name, decoded.content, _is_item)
    first = list(islice(found, SAMPLE_ITEMS))
    plain = _decoder_of(item.value for item in first if isinstance(item, Item))
    if not first:
        yield _nothing_found(name, decoded.content[:4_000].decode(errors="ignore"))
    for item in chain(first, found):
        yield item if isinstance(item, FileProblem) else _read_item(name, item, plain)


def _is_item(fields: Object) -> bool:
    question = fields.get("question")
    return not isinstance(question, list | dict) and len(_ITEM_FIELDS & fields.keys()) > (0 if question else 1)


def _nothing_found(file: str, text: str) -> FileProblem:
    code = _RESPONSE_CODE.search(text[:1_000])
    if code is None or code[1] == "0":
        return file_error(file, 0, "there are no questions in this file")
    template = "Open Trivia DB answered with code {code} instead of questions: {reason}; ask it again"
    return file_error(file, 0, template, code=code[1], reason=_REASONS.get(code[1], "it gives no reason"))


def _read_item(file: str, item: Item, plain: Callable[[str], str]) -> ReadItem:
    prompt = item.value.get("question") if isinstance(item.value, dict) else None
    try:
        beginning = plain(prompt) if isinstance(prompt, str) else item.text
    except ValueError:
        beginning = item.text
    return read_item(file, item.line, beginning, lambda notes: _draft(item, plain, notes), number=item.number)


def _draft(item: Item, plain: Callable[[str], str], notes: list[Problem]) -> Draft:
    fields = checked(item, _is_item)
    return Draft(
        prompt=_plain(fields, "question", plain),
        category=_plain(fields, "category", plain) if fields.get("category") is not None else "",
        difficulty=_difficulty(fields, plain, notes),
        **_answer(fields, plain, notes),
    )


def _answer(fields: Object, plain: Callable[[str], str], notes: list[Problem]) -> dict[str, Any]:
    """The fields of a draft that carry kind and key."""
    key = _plain(fields, "correct_answer", plain)
    wrong = [_decoded(text, plain) for text in texts_of(fields.get("incorrect_answers"), "incorrect_answers")]
    given_type = _type(fields, plain)
    if given_type not in ("", *_TYPES):
        template = "the type “{type}” is unknown, so the question was left out"
        raise RefusedError("kind", template, type=given_type[:40])
    if given_type == "boolean" and key.strip().casefold() not in ("true", "false"):
        raise RefusedError("answer", "the right answer is neither True nor False, so the question was left out")
    if given_type == "boolean" and not {text.strip().casefold() for text in wrong} - {key.strip().casefold()}:
        wrong = ["False" if key.strip().casefold() == "true" else "True"]
    return choice_of([(key, True), *((text, False) for text in wrong)], notes)


def _plain(fields: Object, name: str, plain: Callable[[str], str]) -> str:
    if name not in fields:
        raise RefusedError("", "“{name}” is missing, so the question was left out", name=name)
    return _decoded(text_of(fields[name], name), plain).strip()


def _decoded(text: str, plain: Callable[[str], str]) -> str:
    try:
        return plain(text)
    except ValueError:
        raise RefusedError("", "a text is not encoded as the others are, so the question was left out") from None


def _type(fields: Object, plain: Callable[[str], str]) -> str:
    return _plain(fields, "type", plain).casefold() if fields.get("type") is not None else ""


def _difficulty(fields: Object, plain: Callable[[str], str], notes: list[Problem]) -> int:
    """Medium where the file does not say."""
    if fields.get("difficulty") is None:
        return 2
    word = _plain(fields, "difficulty", plain).casefold()
    if word and word not in _DIFFICULTIES:
        template = "the difficulty “{difficulty}” is unknown and was taken for medium"
        notes.append(loss("difficulty", template, difficulty=word[:40]))
    return _DIFFICULTIES.get(word, 2)


def _decoder_of(sample: Iterable[Any]) -> Callable[[str], str]:
    """What turns a text of the file into a plain one."""
    objects = [value for value in sample if isinstance(value, dict)]
    short = [value[name] for value in objects for name in ("type", "difficulty") if isinstance(value.get(name), str)]
    texts = [text for value in objects for text in _texts(value)]
    in_base64 = sum(word.strip() in _WORDS_IN_BASE64 for word in short)
    if in_base64 * 2 > len(short) or (not short and _are_base64(texts)):
        return _from_base64
    spaced = sum(" " in text.strip() for text in texts)
    if spaced * 10 < len(texts) and any(_ESCAPE.search(text) for text in texts):
        return unquote_plus if any("+" in text for text in texts) else unquote
    return _from_entities


def _texts(value: dict[str, Any]) -> Iterator[str]:
    for name in ("question", "category", "correct_answer", "incorrect_answers"):
        content = value.get(name)
        yield from (text for text in (content if isinstance(content, list) else [content]) if isinstance(text, str))


def _are_base64(texts: Sequence[str]) -> bool:
    """Whether all texts can be it, and one is longer than a word that happens to look so."""
    if not any(len(text) > 20 for text in texts):
        return False
    try:
        return all(bool(text) and _from_base64(text).isprintable() for text in texts)
    except ValueError:
        return False


def _from_base64(text: str) -> str:
    """Raises ValueError for what is not base64 of UTF-8."""
    stripped = text.strip()
    if not _BASE64.fullmatch(stripped):
        raise ValueError("not base64")
    try:
        return base64.b64decode(stripped, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError("not base64") from error


def _from_entities(text: str) -> str:
    """Once, and only what ends in a semicolon, as Open Trivia DB writes it: `?a=1&copy=2` is an address."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def write(questions: Sequence[Question], info: PackInfo) -> Written:
    """The questions as Open Trivia DB would give them, with HTML entities: single choices, and true or false."""
    results: list[dict[str, Any]] = []
    left_out = [lost_by_all("uid", NO_IDS)]
    for question in questions:
        if question.kind not in (Kind.SINGLE_CHOICE, Kind.TRUE_FALSE):
            template = "Open Trivia DB has no questions of kind {kind}, so this one was left out"
            left_out.append(cannot(question, "kind", template, kind=kind_words(question)))
            continue
        results.append(_written(question, info))
        left_out += _losses(question)
    content = json.dumps({"response_code": 0, "results": results}, ensure_ascii=False, indent=1)
    return Written(content.encode("utf-8", "replace"), tuple(left_out))


def _written(question: Question, info: PackInfo) -> dict[str, Any]:
    category = info.category(question.category)
    is_choice = question.kind is Kind.SINGLE_CHOICE
    key = question.answers[0] if is_choice else str(bool(question.answer))
    wrong = [each.text for each in question.distractors] if is_choice else [str(not question.answer)]
    words = {number: word for word, number in _DIFFICULTIES.items()}
    return {
        "type": "multiple" if is_choice else "boolean",
        "difficulty": words.get(question.difficulty, "medium"),
        "category": html.escape(category.title if category else question.category),
        "question": html.escape(question.prompt),
        "correct_answer": html.escape(key),
        "incorrect_answers": [html.escape(text) for text in wrong],
    }


def _losses(question: Question) -> Iterator[Problem]:
    if lost := [field for field in _LOST if says(question, field)]:
        template = "Open Trivia DB has no place for {fields}"
        yield cannot(question, lost[0], template, whole=False, fields=", ".join(lost))
    if any(each.feedback or each.episode is not None for each in question.distractors):
        template = "Open Trivia DB has no place for episodes and feedback of wrong options"
        yield cannot(question, "distractors", template, whole=False)
