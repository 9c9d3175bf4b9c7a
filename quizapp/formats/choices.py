"""What readers of foreign files have in common: an item from its texts, options with their key, limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from quizapp.errors import of_count, sentence
from quizapp.formats.decoding import Decoded, InUtf8
from quizapp.formats.reading import FileProblem, ReadItem
from quizapp.game.checking_notes import error, loss
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Distractor, Kind

OPTIONS_MAX = 100
TEXT_LENGTH_MAX = 20_000
"""Characters of one field; a longer one is no text of a question but something that was pasted there."""
BEGINNING_LENGTH = 200
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


class RefusedError(Exception):
    """An item that cannot become a question; `problem` says why."""

    def __init__(self, field: str, template: str, **parameters: object) -> None:
        self.problem = error(field, template, **parameters)
        super().__init__(str(self.problem.message))


def read_item(
    file: str, line: int, text: str, build: Callable[[list[Problem]], Draft], own_id: str = "", number: int = 0
) -> ReadItem:
    """The item that `build` makes, which adds what it altered to the list it is given and raises `RefusedError`."""
    notes: list[Problem] = []
    try:
        draft = build(notes)
        _check_limits(draft)
    except RefusedError as refused:
        beginning = text[: 2 * BEGINNING_LENGTH].strip()[:BEGINNING_LENGTH]
        return ReadItem(file, line, None, (*notes, refused.problem), own_id, beginning, number=number)
    beginning = text[: 2 * BEGINNING_LENGTH].strip()[:BEGINNING_LENGTH]
    return ReadItem(file, line, draft, tuple(notes), own_id, beginning, number=number)


def choice_of(options: Sequence[tuple[str, bool]], notes: list[Problem]) -> dict[str, Any]:
    """The fields of a draft that is a choice between the options, each with whether it is right; or true or false.

    Empty and repeated options are left out with a note. Raises `RefusedError` where there is nothing to choose.
    """
    if len(options) > OPTIONS_MAX:
        template = "there are {count} options, at most {limit} can be read, so the question was left out"
        raise RefusedError("distractors", template, count=len(options), limit=OPTIONS_MAX)
    keys, wrong = _told_apart(options, notes)
    if not keys:
        raise RefusedError("answers", "no option is marked as right, so the question was left out")
    if not wrong:
        raise RefusedError("distractors", "there is no wrong option to choose, so the question was left out")
    key = keys[0].casefold() if len(keys) == 1 else ""
    if key in ("true", "false") and {key, *(text.casefold() for text in wrong)} == {"true", "false"}:
        return {"kind": str(Kind.TRUE_FALSE), "answer": key == "true"}
    kind = Kind.SINGLE_CHOICE if len(keys) == 1 else Kind.MULTIPLE_CHOICE
    return {"kind": str(kind), "answers": tuple(keys), "distractors": tuple(map(Distractor, wrong))}


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines from 1 on, whichever line ends are used or mixed."""
    return ((number, match[1]) for number, match in enumerate(_LINE.finditer(text), start=1))


def file_error(file: str, line: int, template: str, **parameters: object) -> FileProblem:
    """A problem of the file that made part of it unusable."""
    return FileProblem(file, line, Problem(Severity.ERROR, "", sentence(template, **parameters)))


def file_warning(file: str, line: int, template: str, **parameters: object) -> FileProblem:
    """A problem of the file after which everything can still be used."""
    return FileProblem(file, line, Problem(Severity.WARNING, "", sentence(template, **parameters)))


def encoding_note(file: str, decoded: Decoded | InUtf8) -> Iterator[FileProblem]:
    """A word where letters may have been read wrongly."""
    if decoded.is_certain:
        return
    if decoded.encoding == "utf-8":
        template = "some letters are not UTF-8 as the rest of the file is and were guessed; look whether they are right"
        yield file_warning(file, 0, template)
    else:
        template = "the file does not say its encoding and was read as {encoding}; look whether all letters are right"
        yield file_warning(file, 0, template, encoding=decoded.encoding)


def _told_apart(options: Sequence[tuple[str, bool]], notes: list[Problem]) -> tuple[list[str], list[str]]:
    """The right and the wrong options. A right one stays where a wrong one says the same."""
    stripped = [(text.strip(), is_right) for text, is_right in options]
    if all(given := [text for text, _ in stripped]) and len(set(given)) == len(given):
        return [text for text, is_right in stripped if is_right], [text for text, is_right in stripped if not is_right]
    if any(is_right and not text for text, is_right in stripped):
        raise RefusedError("answers", "the right answer is empty, so the question was left out")
    keys = list(dict.fromkeys(text for text, is_right in stripped if is_right))
    texts = dict.fromkeys(text for text, _ in stripped if text)
    empty = sum(not text for text, _ in stripped)
    if empty:
        one, many = "{count} empty option was left out", "{count} empty options were left out"
        notes.append(loss("distractors", of_count(empty, one, many), count=empty))
    if repeated := len(stripped) - empty - len(texts):
        one = "{count} option that stood there twice was left out"
        many = "{count} options that stood there twice were left out"
        notes.append(loss("distractors", of_count(repeated, one, many), count=repeated))
    right = frozenset(keys)
    return keys, [text for text in texts if text not in right]


def _check_limits(draft: Draft) -> None:
    if not draft.prompt.strip():
        raise RefusedError("prompt", "there is no question text, so the question was left out")
    length = len(draft.prompt) + len(draft.explanation) + len(draft.hint) + len(draft.category)
    length += sum(map(len, draft.answers)) + sum([len(each.text) for each in draft.distractors])
    if length <= TEXT_LENGTH_MAX and not draft.tags and not draft.sources:
        return
    texts = {
        "prompt": (draft.prompt,),
        "answers": draft.answers,
        "distractors": [each.text for each in draft.distractors],
        "explanation": (draft.explanation,),
        "hint": (draft.hint,),
        "category": (draft.category,),
        "tags": draft.tags,
        "sources": [text for each in draft.sources for text in (each.title, each.url)],
    }
    for field, of_field in texts.items():
        for text in of_field:
            if len(text) > TEXT_LENGTH_MAX:
                template = "a text has {length} characters, at most {limit} can be read, so the question was left out"
                raise RefusedError(field, template, length=len(text), limit=TEXT_LENGTH_MAX)
