"""The Trivia API, versions 1 and 2: lists of questions with an id. `line` is the line on which an item begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quizapp.formats import open_trivia_db
from quizapp.formats.choices import RefusedError, choice_of, encoding_note, file_error, read_item
from quizapp.formats.decoding import in_utf_8
from quizapp.formats.json_reading import Item, Object, checked, items, json_head, text_of, texts_of, title_of
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.game.checking_notes import loss
from quizapp.game.draft import Draft, Problem

_DIFFICULTIES = {"easy": 1, "medium": 2, "hard": 3}
_ITEM_FIELDS = frozenset({"question", "correctAnswer", "incorrectAnswers"})
_NAMED = re.compile(r'(?<!\\)"(question|correctAnswer|incorrectAnswers)"\s*:')
_TYPES = ("", "multiple choice", "text_choice")
_TITLES = {
    "arts_and_literature": "Arts & Literature",
    "film_and_tv": "Film & TV",
    "food_and_drink": "Food & Drink",
    "general_knowledge": "General Knowledge",
    "society_and_culture": "Society & Culture",
    "sport_and_leisure": "Sport & Leisure",
}
"""The categories of version 2 by the titles they have in version 1."""


def recognises(source: Source) -> bool:
    """Whether the file begins like one of The Trivia API."""
    return set(_NAMED.findall(json_head(source))) == _ITEM_FIELDS and not open_trivia_db.recognises(source)


def read(source: Source) -> Iterator[Found]:
    """Every question of the file. Never raises."""
    name, decoded = source.name, in_utf_8(source.content)
    del source  # where it is in another encoding, its bytes are not needed any more
    yield from encoding_note(name, decoded)
    is_empty = True
    for found in items(name, decoded.content, _is_item):
        is_empty = False
        yield found if isinstance(found, FileProblem) else _read_item(name, found)
    if is_empty:
        yield file_error(name, 0, "there are no questions in this file")


def _is_item(fields: Object) -> bool:
    return len(_ITEM_FIELDS & fields.keys()) > 1 or isinstance(fields.get("question"), str)


def _read_item(file: str, item: Item) -> ReadItem:
    fields = item.value if isinstance(item.value, dict) else {}
    own_id = fields.get("id")
    prompt = _prompt(fields.get("question"))
    beginning = prompt if isinstance(prompt, str) else item.text
    own_id = own_id if isinstance(own_id, str) else str(own_id) if type(own_id) is int else ""
    return read_item(file, item.line, beginning, lambda notes: _draft(item, notes), own_id, item.number)


def _prompt(question: Any) -> Any:
    """Text in version 1, an object with it in version 2."""
    return question.get("text") if isinstance(question, dict) else question


def _draft(item: Item, notes: list[Problem]) -> Draft:
    fields = checked(item, _is_item)
    _check_type(fields)
    for name in ("question", "correctAnswer", "incorrectAnswers"):
        if name not in fields:
            raise RefusedError("", "“{name}” is missing, so the question was left out", name=name)
    prompt = text_of(_prompt(fields["question"]), "question").strip()
    key = text_of(fields["correctAnswer"], "correctAnswer")
    wrong = texts_of(fields["incorrectAnswers"], "incorrectAnswers")
    return Draft(
        prompt=prompt,
        category=_category(fields),
        difficulty=_difficulty(fields, notes),
        tags=tuple(texts_of(fields["tags"], "tags")) if fields.get("tags") is not None else (),
        **choice_of([(key, True), *((text, False) for text in wrong)], notes),
    )


def _check_type(fields: Object) -> None:
    given_type = text_of(fields["type"], "type").strip() if fields.get("type") is not None else ""
    if given_type == "image_choice":
        raise RefusedError("kind", "its options are pictures, which cannot be used, so the question was left out")
    if given_type.casefold() not in _TYPES:
        template = "the type “{type}” is unknown, so the question was left out"
        raise RefusedError("kind", template, type=given_type[:40])


def _category(fields: Object) -> str:
    name = text_of(fields["category"], "category").strip() if fields.get("category") is not None else ""
    return _TITLES.get(name) or title_of(name)


def _difficulty(fields: Object, notes: list[Problem]) -> int:
    """Medium where the file does not say, as happens in version 1."""
    if fields.get("difficulty") is None:
        return 2
    word = text_of(fields["difficulty"], "difficulty").strip().casefold()
    if word and word not in _DIFFICULTIES:
        template = "the difficulty “{difficulty}” is unknown and was taken for medium"
        notes.append(loss("difficulty", template, difficulty=word[:40]))
    return _DIFFICULTIES.get(word, 2)
