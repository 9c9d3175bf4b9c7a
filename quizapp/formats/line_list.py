"""Questions as lines: `# question` (or `?`, or plain), `+ right option`, `- wrong option`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from quizapp.errors import of_count
from quizapp.formats.choices import (
    RefusedError,
    choice_of,
    encoding_note,
    file_error,
    file_warning,
    lines,
    read_item,
)
from quizapp.formats.decoding import decode
from quizapp.formats.json_reading import HEAD_BYTES
from quizapp.formats.reading import Found, ReadItem, Source
from quizapp.game.checking_notes import warning
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import Kind

_MARKED = re.compile(r"(?:^|[\r\n])[ \t]*[#?][^#\r\n]")
_RIGHT, _WRONG = "+", "-–−"
_OTHER_FORMATS = re.compile(r"(?:^|[\r\n])(?:#Q[ \t]|@@ |--- |\+\+\+ |\^|\$CATEGORY|::|%YAML)|^\s*[\[{<]")
_BLOCKS_TRIED = 50


@dataclass
class _Block:
    """One question as its lines tell it."""

    line: int
    prompt: list[str]
    is_marked: bool
    options: list[tuple[list[str], bool]] = field(default_factory=list)
    is_after_blank: bool = False


def recognises(source: Source) -> bool:
    """Whether half of what the file begins with or more are questions with options marked `+` and `-`."""
    head = source.content[:HEAD_BYTES]
    if b"+" not in head:
        return False
    text = decode(head).text
    if _OTHER_FORMATS.search(text):
        return False
    blocks = [found for found in islice(_blocks("", text), _BLOCKS_TRIED) if isinstance(found, _Block)]
    with_choice = sum(len(block.options) > 1 for block in blocks)
    has_key = any(is_right for block in blocks for _, is_right in block.options)
    return has_key and with_choice * 2 >= len(blocks)


def read(source: Source) -> Iterator[Found]:
    """Every question of the file. Never raises."""
    decoded = decode(source.content)
    yield from encoding_note(source.name, decoded)
    is_empty = True
    for found in _blocks(source.name, decoded.text):
        if not isinstance(found, _Block):
            yield found
        elif found.is_marked or found.options:
            is_empty = False
            yield _read_item(source.name, found)
        elif any(found.prompt):
            template = "this text has no options below it and was left out: {text}"
            yield file_warning(source.name, found.line, template, text=" ".join(found.prompt)[:60])
    if is_empty:
        yield file_error(source.name, 0, "there are no questions in this file; mark right options with +, wrong with -")


def _blocks(file: str, text: str) -> Iterator[_Block | Found]:
    has_marks = _MARKED.search(text) is not None
    block: _Block | None = None
    strays: list[int] = []
    for number, line in lines(text):
        line = line.strip()
        begun = _begun(number, line, block, has_marks)
        if begun is not None:
            if block is not None:
                yield block
            block = begun
        elif block is not None:
            _add(block, line)
        elif line:
            strays.append(number)
    if strays:
        one = "{count} option above the first question belongs to none and was left out"
        many = "{count} options above the first question belong to none and were left out"
        yield file_warning(file, strays[0], of_count(len(strays), one, many), count=len(strays))
    if block is not None:
        yield block


def _begun(number: int, line: str, block: _Block | None, has_marks: bool) -> _Block | None:
    """The question that this line begins, if it does."""
    if line[:1] in ("#", "?") and line[1:2] != "#" and len(line) > 1:
        return _Block(number, [line[1:].strip()], True)
    if not line or line[0] in _RIGHT + _WRONG:
        return None
    if block is None or (block.is_after_blank and (block.options or not block.is_marked)):
        return _Block(number, [line], False)
    return _Block(number, [line], False) if block.options and not has_marks else None


def _add(block: _Block, line: str) -> None:
    if not line:
        block.is_after_blank = True
    elif line[0] in _RIGHT + _WRONG:
        block.options.append(([line[1:].strip()], line[0] in _RIGHT))
    else:
        (block.options[-1][0] if block.options else block.prompt).append(line)
    if line:
        block.is_after_blank = False


def _read_item(file: str, block: _Block) -> ReadItem:
    prompt = "\n".join(block.prompt).strip()
    return read_item(file, block.line, prompt, lambda notes: _draft(block, prompt, notes))


def _draft(block: _Block, prompt: str, notes: list[Problem]) -> Draft:
    options = [("\n".join(texts).strip(), is_right) for texts, is_right in block.options]
    if not options:
        raise RefusedError("distractors", "there are no options, so the question was left out")
    if len(options) == 1 and options[0][1] and options[0][0]:
        notes.append(warning("kind", "there is one option only, so its text has to be typed"))
        return Draft(prompt=prompt, kind=str(Kind.SHORT_ANSWER), answers=(options[0][0],))
    if all(is_right for _, is_right in options):
        raise RefusedError("distractors", "every option is marked as right, so the question was left out")
    return Draft(prompt=prompt, **choice_of(options, notes))
