"""JSON lists of questions and answers under whatever names: `[{"question": …, "answer": …}]`, one object a line, or
objects under their ids. `line` is the line on which an item begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from quizapp.formats import open_trivia_db, trivia_api
from quizapp.formats.choices import RefusedError, choice_of, encoding_note, file_error, file_warning, read_item
from quizapp.formats.decoding import in_utf_8
from quizapp.formats.json_reading import (
    Item,
    Object,
    checked,
    described,
    items,
    json_head,
    text_of,
    texts_of,
    title_of,
)
from quizapp.formats.reading import FileProblem, Found, ReadItem
from quizapp.formats.reading import Source as File
from quizapp.game.checking_notes import loss
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import Kind, Source

SAMPLE_ITEMS = 1_000
"""Items that tell whether numbers of options count from 0 or from 1."""
_PROMPTS = ("question", "questiontext", "prompt", "q", "stem", "frage", "вопрос", "질문", "문제")
_WEAK_PROMPTS = ("text", "front", "term", "title")
"""Names that other objects use too: they hold a prompt only beside an answer."""
_KEYS = (
    "correctanswer", "correctanswers", "correct", "rightanswer", "rightanswers", "correctoption", "correctoptions",
    "correctindex", "answerindex", "correctanswerindex", "correctoptionindex", "solution", "answer", "answers", "a",
    "key", "back", "definition", "antwort", "ответ", "정답", "답",
)  # fmt: skip
_OPTIONS = ("options", "choices", "alternatives", "possibleanswers", "answeroptions")
_WRONG = ("incorrectanswers", "incorrect", "wronganswers", "wrong", "distractors", "incorrectoptions", "wrongoptions")
_ANSWERS = frozenset((*_KEYS, *_OPTIONS, *_WRONG))
_TEXTS = ("text", "answer", "option", "label", "value", "content")
_FLAGS = ("correct", "iscorrect", "right", "isright", "isanswer")
_CATEGORIES = ("category", "categoryname", "categoryid", "topic", "subject", "theme")
_MEDIA = ("image", "imageurl", "img", "picture", "photo", "media", "audio", "sound", "video")
_LETTERS = "abcdefgh"
_SINGLE_OPTIONS = tuple(
    [f"{word}{sign}" for sign in signs]
    for word in ("", "option", "answer", "choice")
    for signs in (_LETTERS, "123456789")
)
"""Options in fields of their own."""
_DIFFICULTIES = {"easy": 1, "medium": 2, "normal": 2, "hard": 3, "difficult": 3, "1": 1, "2": 2, "3": 3}
_TRUE_FALSE = ("boolean", "truefalse", "trueorfalse", "bool", "tf")


@dataclass(frozen=True, slots=True)
class _Found:
    """A field: the name it has in the file, and what it holds."""

    name: str
    value: Any


_Fields = Mapping[str, _Found]
"""The fields of an item by their folded names."""


def recognises(source: File) -> bool:
    """Whether the file begins like JSON with questions, and is of no other format."""
    head = json_head(source)
    if not head or open_trivia_db.recognises(source) or trivia_api.recognises(source):
        return False
    return any(isinstance(found, Item) and isinstance(found.value, dict) for found in items("", head.encode(), is_item))


def read(source: File) -> Iterator[Found]:
    """Every question of the file. Never raises."""
    name, decoded = source.name, in_utf_8(source.content)
    del source  # where it is in another encoding, its bytes are not needed any more
    yield from encoding_note(name, decoded)
    found = items(name, decoded.content, is_item)
    first = list(islice(found, SAMPLE_ITEMS))
    base = _base_of([item for item in first if isinstance(item, Item)])
    if not first:
        yield file_error(name, 0, "there are no questions in this file")
    if base is None:
        template = "right options are given as numbers, which were taken to count from 0; look whether that is so"
        yield file_warning(name, 0, template)
    for item in chain(first, found):
        yield item if isinstance(item, FileProblem) else _read_item(name, item, base or 0)


@lru_cache(1_000)
def _folded(name: str) -> str:
    """`Correct_Answer` and `correctAnswer` are the same name."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _fields_of(value: Object) -> dict[str, _Found]:
    """The first of fields that are named alike."""
    fields: dict[str, _Found] = {}
    for name, content in value.items():
        fields.setdefault(_folded(name), _Found(name, content))
    return fields


def _first(fields: _Fields, names: tuple[str, ...]) -> _Found | None:
    """The first of the names that is there and holds more than nothing."""
    for name in names:
        if (found := fields.get(name)) and found.value not in (None, "", []):
            return found
    return None


def is_item(value: Object) -> bool:
    """Whether an object is a question: it has one, and something that can be its answer."""
    fields = _fields_of(value)
    is_answered = not _ANSWERS.isdisjoint(fields)
    for name in _PROMPTS:
        if name in fields and not isinstance(fields[name].value, list):
            return is_answered or not isinstance(fields[name].value, dict)
    return is_answered and any(isinstance(fields[name].value, str) for name in _WEAK_PROMPTS if name in fields)


def _read_item(file: str, item: Item, base: int) -> ReadItem:
    fields = _fields_of(item.value) if isinstance(item.value, dict) else {}
    own_id = _first(fields, ("id", "uid", "guid", "uuid", "questionid"))
    prompt = _prompt(fields)
    beginning = prompt.value if prompt and isinstance(prompt.value, str) else item.text
    known = str(own_id.value) if own_id and (isinstance(own_id.value, str) or type(own_id.value) is int) else ""
    return read_item(file, item.line, beginning, lambda notes: _draft(item, base, notes), known, item.number)


def _prompt(fields: _Fields) -> _Found | None:
    found = _first(fields, _PROMPTS) or _first(fields, _WEAK_PROMPTS)
    if found and isinstance(found.value, dict):
        return _first(_fields_of(found.value), ("text", *_PROMPTS)) or found
    return found


def _draft(item: Item, base: int, notes: list[Problem]) -> Draft:
    fields = _fields_of(checked(item, is_item))
    prompt = _prompt(fields)
    if prompt is None:
        raise RefusedError("prompt", "there is no question text, so the question was left out")
    if _first(fields, _MEDIA):
        notes.append(loss("media", "its picture or sound cannot be read from such a file and was left out"))
    title = _text(fields, ("source", "sources", "reference"), "sources", notes)
    address = _text(fields, ("url", "sourceurl", "link"), "sources", notes)
    return Draft(
        prompt=text_of(prompt.value, prompt.name).strip(),
        category=title_of(_text(fields, _CATEGORIES, "category", notes)),
        episode=_episode(fields, notes),
        difficulty=_difficulty(fields, notes),
        hint=_text(fields, ("hint", "hints", "clue"), "hint", notes),
        explanation=_text(fields, ("explanation", "explain", "rationale", "feedback"), "explanation", notes),
        sources=(Source(title or address, address),) if title or address else (),
        tags=_tags(fields, notes),
        **_answer(fields, base, notes),
    )


def _answer(fields: _Fields, base: int, notes: list[Problem]) -> dict[str, Any]:
    """The fields of a draft that carry kind and key."""
    options = _options(fields)
    key = _key(fields, options)
    if options is not None:
        return choice_of(_flagged(options) or _marked(_named_texts(options), key, base), notes)
    if (truth := _truth(fields, key)) is not None:
        return {"kind": str(Kind.TRUE_FALSE), "answer": truth}
    answers = _accepted(key)
    if wrong := _first(fields, _WRONG):
        distractors = texts_of(wrong.value if isinstance(wrong.value, list) else [wrong.value], wrong.name)
        return choice_of([*((text, True) for text in answers), *((t, False) for t in distractors)], notes)
    return {"kind": str(Kind.SHORT_ANSWER), "answers": tuple(dict.fromkeys(answers))}


def _options(fields: _Fields) -> _Found | None:
    """The options: a list, an object of letters, fields `a` to `h` or `option 1`, or `answers` beside another key."""
    if found := _first(fields, _OPTIONS):
        return found
    answers = fields.get("answers")
    if answers and isinstance(answers.value, list | dict) and len(answers.value) > 1:
        is_flagged = isinstance(answers.value, list) and any(isinstance(each, dict) for each in answers.value)
        if isinstance(answers.value, dict) or is_flagged or _first(fields, _other_keys("answers")):
            return answers
    for names in _SINGLE_OPTIONS:
        if names[0] in fields and names[1] in fields:
            single = {name[-1]: fields[name].value for name in names if name in fields}
            return _Found("options", {letter: text for letter, text in single.items() if text not in (None, "")})
    return None


def _other_keys(name: str) -> tuple[str, ...]:
    return tuple(each for each in _KEYS if each != name)


def _key(fields: _Fields, options: _Found | None) -> _Found | None:
    """The field with the key. `answers: ["x"], answer: 0` has one answer, whose number says nothing."""
    if options and options is fields.get("answers"):
        return _first(fields, _other_keys("answers"))
    answers = fields.get("answers")
    if options is None and answers and isinstance(answers.value, list) and len(answers.value) == 1:
        return answers
    return _first(fields, tuple(each for each in _KEYS if not (options and each == "a")))


def _named_texts(options: _Found) -> dict[str, str]:
    """Each option under its letter or id, or under its place, which no key can mean."""
    if isinstance(options.value, dict):
        return {letter: text_of(text, options.name) for letter, text in options.value.items()}
    if not _are_objects(options.value):
        return {f"#{place}": text for place, text in enumerate(texts_of(options.value, options.name))}
    return dict(_named_text(place, _fields_of(each)) for place, each in enumerate(options.value))


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _named_text(place: int, fields: _Fields) -> tuple[str, str]:
    own_id, text = _first(fields, ("id", "letter", "key")), _first(fields, _TEXTS)
    return str(own_id.value) if own_id else f"#{place}", text_of(text.value, text.name) if text else ""


def _flagged(options: _Found) -> list[tuple[str, bool]]:
    """Options that are objects and say themselves whether they are right; nothing where none does."""
    fields_of_all = [_fields_of(each) for each in options.value] if _are_objects(options.value) else []
    flags = [next((fields[name] for name in _FLAGS if name in fields), None) for fields in fields_of_all]
    if not any(flags):
        return []
    texts = [_named_text(place, fields)[1] for place, fields in enumerate(fields_of_all)]
    return [(text, flag is not None and _is_set(flag)) for text, flag in zip(texts, flags, strict=True)]


def _is_set(flag: _Found) -> bool:
    word = str(flag.value).casefold()
    if word not in ("true", "false", "1", "0"):
        template = "“{name}” is {what} where true or false is expected, so the question was left out"
        raise RefusedError("answers", template, name=flag.name[:60], what=described(flag.value))
    return word in ("true", "1")


def _marked(options: Mapping[str, str], key: _Found | None, base: int) -> list[tuple[str, bool]]:
    """The options with whether they are right."""
    if key is None:
        raise RefusedError("answers", "no right answer is given, so the question was left out")
    given = key.value if isinstance(key.value, list) else [key.value]
    right = {_option_of(each, key.name, options, base) for each in given}
    return [(text, text.strip() in right) for text in options.values()]


def _option_of(key: Any, name: str, options: Mapping[str, str], base: int) -> str:
    """The text of the option that a key means: by its text, its letter or its number."""
    texts = [text.strip() for text in options.values()]
    if isinstance(key, bool) or not isinstance(key, str | int):
        text_of(key, name)
    word = str(key).strip()
    if word in texts:
        return word
    for letter, text in options.items():
        if letter.strip().casefold() == word.casefold():
            return text.strip()
    place = _place(word, base)
    if place is not None and 0 <= place < len(texts):
        return texts[place]
    alike = [text for text in texts if text.casefold() == word.casefold()]
    if not alike:
        template = "the right answer “{key}” is not among the options, so the question was left out"
        raise RefusedError("answers", template, key=word[:60])
    return alike[0]


def _place(word: str, base: int) -> int | None:
    """The place that a number or letter means."""
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word) - base
    letter = word.rstrip(".):").casefold()
    return _LETTERS.index(letter) if len(letter) == 1 and letter in _LETTERS else None


def _truth(fields: _Fields, key: _Found | None) -> bool | None:
    """The key of a question that says it is true or false."""
    given = _first(fields, ("type", "kind", "questiontype"))
    if key is None or given is None or _folded(str(given.value)) not in _TRUE_FALSE:
        return None
    if isinstance(key.value, bool):
        return key.value
    return {"true": True, "false": False}.get(str(key.value).strip().casefold())


def _accepted(key: _Found | None) -> list[str]:
    """The accepted forms of a typed answer."""
    if key is None:
        raise RefusedError("answers", "the answer is empty or missing, so the question was left out")
    texts = texts_of(key.value, key.name) if isinstance(key.value, list) else [text_of(key.value, key.name)]
    accepted = [text.strip() for text in texts if text.strip()]
    if not accepted:
        raise RefusedError("answers", "the answer is empty or missing, so the question was left out")
    return accepted


def _text(fields: _Fields, names: tuple[str, ...], field: str, notes: list[Problem]) -> str:
    """A text that may be missing; of several, all. Anything else is no reason to lose the question."""
    return " ".join(_texts(_first(fields, names), field, notes)).strip()


def _texts(found: _Found | None, field: str, notes: list[Problem]) -> list[str]:
    if found is None:
        return []
    texts = found.value if isinstance(found.value, list) else [found.value]
    strangers = [each for each in texts if not isinstance(each, str)]
    if strangers:
        template = "“{name}” is {what} where text is expected, and was left out"
        notes.append(loss(field, template, name=found.name[:60], what=described(strangers[0])))
    return [each for each in texts if isinstance(each, str)]


def _tags(fields: _Fields, notes: list[Problem]) -> tuple[str, ...]:
    found = _first(fields, ("tags", "tag", "keywords"))
    texts = _texts(found, "tags", notes)
    if found and isinstance(found.value, str):
        texts = found.value.split(",")
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _episode(fields: _Fields, notes: list[Problem]) -> int | None:
    found = _first(fields, ("episode",))
    if found is None or type(found.value) is int:
        return found.value if found else None
    text = str(found.value).strip()
    if text.isascii() and text.isdigit() and len(text) < 5:
        return int(text)
    notes.append(loss("episode", "the episode “{text}” is no number and was left out", text=text[:40]))
    return None


def _difficulty(fields: _Fields, notes: list[Problem]) -> int:
    """Medium where the file does not say."""
    found = _first(fields, ("difficulty", "level"))
    if found is None:
        return 2
    word = str(found.value).strip().casefold()
    if word not in _DIFFICULTIES:
        template = "the difficulty “{difficulty}” is unknown and was taken for medium"
        notes.append(loss("difficulty", template, difficulty=word[:40]))
    return _DIFFICULTIES.get(word, 2)


def _base_of(sample: list[Item]) -> int | None:
    """Whether numbers of options count from 0 or 1; 0 where there are no numbers, None where nothing tells."""
    is_numbered = False
    for item in sample:
        fields = _fields_of(item.value) if isinstance(item.value, dict) else {}
        options = _options(fields)
        key = _key(fields, options)
        if options is None or key is None or not isinstance(options.value, list) or _are_objects(options.value):
            continue
        for each in key.value if isinstance(key.value, list) else [key.value]:
            number = str(each).strip()
            if isinstance(each, bool) or not (number.isascii() and number.isdigit()) or number in options.value:
                continue
            if number == "0":
                return 0
            if number == str(len(options.value)):
                return 1
            is_numbered = True
    return None if is_numbered else 0
