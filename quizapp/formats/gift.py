"""GIFT, the text format of Moodle, as questions.

Moodle's meaning decides where programs differ; where a file is damaged in a way that leaves no doubt (a blank line
within the braces, none between two questions) it is read as it was meant. `ReadItem.line` counts lines from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.errors import sentence
from quizapp.formats.decoding import decode, doubts
from quizapp.formats.gift_answers import Reading, RejectedError
from quizapp.formats.gift_blocks import Block, UnknownCommand, blocks
from quizapp.formats.gift_texts import unescaped
from quizapp.formats.gift_writing import write
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.game.draft import Problem, Severity

__all__ = ["read", "recognises", "write"]

SAMPLE_BYTES = 65_536
TEXT_SHOWN = 200
NULS_RARE = 100
"""Characters of a text to one NUL at least: one may have strayed into a text, in other files they are many."""

_OTHER_FORMATS = re.compile(r"\s*(?:<|PK\x03|[\[{]\s*[\[{\"]|[\[{]\s*\]?\s*\Z)")
"""How XML, archives and JSON begin."""
_TRIVIA_LINE = re.compile(r"^#Q ", re.MULTILINE)
_CATEGORY = re.compile(r"^[ \t]{0,40}\$CATEGORY:", re.MULTILINE)
_TITLE = re.compile(r"^[ \t]{0,40}::[^\n:]{1,300}::", re.MULTILINE)
_ANSWERS = re.compile(r"\s*(?:[=~]|#\s*[-=\d.]|####|(?:T|F|TRUE|FALSE)\s*(?:#|\Z))")
_LABEL = re.compile(r"\[(id|tag):((?:[^\\\]]|\\.){1,300})\]")
_ESCAPED_IN_LABEL = re.compile(r"\\([\\\]])")


def recognises(source: Source) -> bool:
    """Whether a file is GIFT by what stands in it."""
    text = _lines(decode(source.content[:SAMPLE_BYTES]).text)
    if not _may_be(text):
        return False
    if _CATEGORY.search(text) or ("{" in text and _TITLE.search(text)):
        return True
    return "{" in text and _is_mostly_questions([each for each in blocks(text) if isinstance(each, Block)])


def _may_be(text: str) -> bool:
    is_binary = text.count("\0") * NULS_RARE > len(text)
    return not (is_binary or _OTHER_FORMATS.match(text) or _TRIVIA_LINE.search(text))


def _is_mostly_questions(found: list[Block]) -> bool:
    """Braces that look like answers may stand in any text, so they are many here."""
    answers = [each.answers for each in found if each.answers is not None or each.fault]
    sure = sum(text is not None and _ANSWERS.match(text) is not None for text in answers)
    return sure > 0 and sure * 2 >= len(answers) and sure * 4 >= len(found)


def read(source: Source) -> Iterator[Found]:
    """Every question of a GIFT file, and every text of it that is none. Never raises."""
    decoded = decode(source.content)
    yield from doubts(source.name, decoded)
    is_empty = True
    for each in blocks(_lines(decoded.text)):
        is_empty = False
        yield _unknown(source.name, each) if isinstance(each, UnknownCommand) else _item(source.name, each)
    if is_empty:
        yield FileProblem(source.name, 0, Problem(Severity.ERROR, "", sentence("there is no question in this file")))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unknown(file: str, command: UnknownCommand) -> FileProblem:
    message = sentence("the line “{text}” is no command of GIFT and was passed over", text=command.text[:60])
    return FileProblem(file, command.line, Problem(Severity.WARNING, "", message))


def _item(file: str, block: Block) -> ReadItem:
    own_id, tags = _labels(block.notes)
    reading = Reading(block)
    try:
        draft = replace(reading.draft(), tags=tags)
    except RejectedError as error:
        begins = " ".join(unescaped((block.stem + (block.answers or ""))[: 2 * TEXT_SHOWN]).split())[:TEXT_SHOWN]
        return ReadItem(file, block.line, None, (error.problem,), own_id, begins)
    return ReadItem(file, block.line, draft, reading.problems(), own_id)


def _labels(notes: list[str]) -> tuple[str, tuple[str, ...]]:
    """The own id and the tags that stand in comments; of several ids the last."""
    own_id, tags = "", {}
    for note in notes:
        for kind, written in _LABEL.findall(note):
            text = _ESCAPED_IN_LABEL.sub(r"\1", written).strip()
            if kind == "id":
                own_id = text
            elif text:
                tags[text] = None
    return own_id, tuple(tags)
