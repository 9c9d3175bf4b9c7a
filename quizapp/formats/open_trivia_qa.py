"""OpenTriviaQA: `#Q` and the question, `^` and the key, `A` to `D` and the options. The category is the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
from quizapp.formats.json_reading import HEAD_BYTES, title_of
from quizapp.formats.reading import Found, ReadItem, Source
from quizapp.game.draft import Draft, Problem

_QUESTION = re.compile(r"#Q(?:\s|$)")
_OPTION = re.compile(r"([A-Z])(?:[ \t]|$)")
_LOOKS = re.compile(rb"(?:^|[\r\n])\xef?\xbb?\xbf?#Q[ \t\r\n]")
_LOOKS_KEYED = re.compile(rb"[\r\n]\^")


@dataclass
class _Block:
    """One question as its lines tell it. `key` is None until its line was met: before it, every line is question."""

    line: int
    prompt: list[str] = field(default_factory=list)
    key: list[str] | None = None
    options: list[list[str]] = field(default_factory=list)
    is_after_blank: bool = False
    has_mark: bool = True


def recognises(source: Source) -> bool:
    """Whether the file begins with questions marked `#Q` and keys marked `^`."""
    head = source.content[:HEAD_BYTES].replace(b"\x00", b"")
    return bool(_LOOKS.search(head) and _LOOKS_KEYED.search(head))


def read(source: Source) -> Iterator[Found]:
    """Every question of the file. Never raises."""
    decoded = decode(source.content)
    yield from encoding_note(source.name, decoded)
    category = _category(source.name)
    is_empty = True
    for found in _blocks(source.name, decoded.text):
        if isinstance(found, _Block):
            is_empty = False
            yield _read_item(source.name, found, category)
        else:
            yield found
    if is_empty:
        yield file_error(source.name, 0, "there are no questions in this file; each begins with #Q")


def _category(name: str) -> str:
    """`for-kids` and `folder/for-kids.txt` are “For kids”."""
    base = re.split(r"[/\\]", name)[-1]
    return title_of(re.sub(r"\.(txt|text|md)$", "", base, flags=re.IGNORECASE))


def _blocks(file: str, text: str) -> Iterator[_Block | Found]:
    block: _Block | None = None
    strays: list[tuple[int, str]] = []
    for number, line in lines(text):
        is_new, is_key = bool(_QUESTION.match(line)), line.startswith("^")
        if is_new or (is_key and (block is None or block.key is not None)):
            if block is not None:
                yield block
            block, strays = _begun(number, line, strays, is_new), strays if is_new else []
            yield from _told(file, strays)
            strays = []
        elif not _add(block, line) and line.strip():
            strays.append((number, line))
    if block is not None:
        yield block
    yield from _told(file, strays)


def _begun(number: int, line: str, strays: list[tuple[int, str]], is_new: bool) -> _Block:
    """A new question; one whose `#Q` is missing takes the lines above its key."""
    if is_new:
        return _Block(number, [line[2:].strip()])
    first = strays[0][0] if strays else number
    return _Block(first, [text.strip() for _, text in strays], [line[1:].strip()], has_mark=False)


def _add(block: _Block | None, line: str) -> bool:
    """Whether the line belongs to the question."""
    if block is None:
        return False
    if block.key is None:
        if line.startswith("^"):
            block.key = [line[1:].strip()]
        else:
            block.prompt.append(line.strip())
        return True
    if not line.strip():
        block.is_after_blank = True
        return True
    return _add_option(block, block.key, line)


def _add_option(block: _Block, key: list[str], line: str) -> bool:
    """An option, or another line of the option or key above; behind a blank line only an option still belongs."""
    following = chr(ord("A") + min(len(block.options), 25))
    if (match := _OPTION.match(line)) and (match[1] in "ABCD" or match[1] == following):
        block.options.append([line[1:].strip()])
    elif block.is_after_blank:
        return False
    else:
        (block.options[-1] if block.options else key).append(line.strip())
    return True


def _told(file: str, strays: list[tuple[int, str]]) -> Iterator[Found]:
    if strays:
        one = "{count} line belongs to no question and was left out: {text}"
        many = "{count} lines from here on belong to no question and were left out: {text}"
        template, text = of_count(len(strays), one, many), strays[0][1].strip()[:60]
        yield file_warning(file, strays[0][0], template, count=len(strays), text=text)


def _read_item(file: str, block: _Block, category: str) -> ReadItem:
    prompt = "\n".join(block.prompt).strip()
    return read_item(file, block.line, prompt, lambda notes: _draft(block, prompt, category, notes))


def _draft(block: _Block, prompt: str, category: str, notes: list[Problem]) -> Draft:
    if not block.has_mark:
        raise RefusedError("prompt", "the line with #Q is missing, so the question was left out")
    if block.key is None:
        raise RefusedError("answers", "the line with ^ and the right answer is missing, so the question was left out")
    key = "\n".join(block.key).strip()
    options = ["\n".join(each).strip() for each in block.options]
    if not key:
        raise RefusedError("answers", "the right answer is empty, so the question was left out")
    if not options:
        raise RefusedError("distractors", "there are no options, so the question was left out")
    right = _right(key, options)
    return Draft(prompt=prompt, category=category, **choice_of([(text, text == right) for text in options], notes))


def _right(key: str, options: list[str]) -> str:
    """The option that is the key, at worst in other case."""
    if key in options:
        return key
    alike = [text for text in options if text.casefold().split() == key.casefold().split()]
    if not alike:
        template = "the right answer “{key}” is not among the options, so the question was left out"
        raise RefusedError("answers", template, key=key[:60])
    return alike[0]
