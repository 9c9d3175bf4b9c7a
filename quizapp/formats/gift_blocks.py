"""GIFT text cut into its questions: what stands before, between and behind the braces of each, and what is at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

_BRACE = re.compile(r"\\[\\{}]|[{}]")
_CATEGORY = "$CATEGORY:"
_COMMAND = re.compile(r"\$[A-Za-z_]{1,40}\s{0,9}:")
_CLOZE = re.compile(
    r"\s*\d{0,3}:(?:SHORTANSWER|SA|MW|NUMERICAL|NM|MULTICHOICE|MC|MULTIRESPONSE|MR|ESSAY)[A-Z_]{0,3}:", re.IGNORECASE
)
_LIKE_ANSWERS = re.compile(r"\s*(?:[=~#}]|(?:T|F|TRUE|FALSE)\s*[#}])")
_CONTEXTS = re.compile(r"\$[a-z0-9_]{1,40}\$|top")
"""Moodle's words for where its categories belong, which mean nothing elsewhere."""


class Fault(StrEnum):
    """Why the braces of a question cannot be understood."""

    UNCLOSED = "unclosed"
    STRAY_END = "stray_end"
    SEVERAL = "several"


@dataclass(slots=True)
class Block:
    """One question as written, escapes untouched. `answers`: what the braces hold, None where there are no braces.

    `line` is where its text begins, from 1. `notes` are the comments before and in it.
    """

    line: int
    category: str = ""
    notes: list[str] = field(default_factory=list)
    stem: str = ""
    answers: str | None = None
    tail: str = ""
    fault: Fault | None = None
    is_mended: bool = False
    """A blank line stands between its parts, where it should have ended the question."""


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A line that begins as `$CATEGORY:` does, with another word."""

    line: int
    text: str


def blocks(text: str) -> Iterator[Block | UnknownCommand]:
    """Everything a GIFT text holds, in its order, in time proportional to its length. Line ends are `\\n`."""
    held: Block | None = None
    for each in _Cutter(text.split("\n")).cut():
        if held and isinstance(each, Block) and _belong_together(held, each):
            each.line, each.stem, each.notes = held.line, held.stem, held.notes + each.notes
            each.is_mended = True
        elif held:
            yield held
        held = each if isinstance(each, Block) else None
        if held is None:
            yield each
    if held:
        yield held


def _belong_together(first: Block, second: Block) -> bool:
    """A text without braces, and behind a blank line braces without a text."""
    if first.answers is not None or first.fault or first.category != second.category:
        return False
    return second.answers is not None and not second.stem.strip() and not second.tail.strip()


def is_cloze(answers: str) -> bool:
    """Whether the braces hold an answer of Moodle's cloze questions, another language than GIFT."""
    return _CLOZE.match(answers) is not None


def category_title(path: str) -> str:
    """`$course$/a/b` as `a/b`. A double slash is one within a name, as Moodle writes it."""
    parts = [part.strip().replace("\0", "/") for part in path.replace("//", "\0").split("/")]
    while parts and (not parts[0] or _CONTEXTS.fullmatch(parts[0])):
        del parts[0]
    return "/".join(parts).strip("/")


class _Cutter:
    """Goes through the lines once; looks ahead only where a blank line stands within braces."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._category = ""
        self._notes: list[str] = []
        self._closed_by = 0
        """The line of a `}` that was found behind a blank line: no need to look for it again at the next one."""
        self._begin()

    def _begin(self) -> None:
        self._line = 0
        self._stem: list[str] = []
        self._answers: list[str] = []
        self._tail: list[str] = []
        self._depth = 0
        self._opening_line = self._closing_line = 0
        self._fault: Fault | None = None
        self._is_mended = False

    def cut(self) -> Iterator[Block | UnknownCommand]:
        for number, line in enumerate(self._lines, start=1):
            bare = line.strip()
            if bare.startswith("//"):
                yield from self._take_note(bare)
            elif not bare:
                yield from self._take_blank(number)
            elif _is_command(bare):
                yield from self._end()
                yield from self._obey(number, bare)
            else:
                if self._begins_another(line, bare):
                    yield from self._end()
                elif self._closing_line and _opens(line) and not is_cloze("".join(self._answers)):
                    yield from self._end_before_tail()
                self._take_text(number, line)
        yield from self._end()

    def _take_note(self, bare: str) -> Iterator[Block]:
        if self._closing_line:
            yield from self._end()
        self._notes.append(bare)

    def _take_blank(self, number: int) -> Iterator[Block]:
        if self._depth and self._is_closed_behind(number):
            self._is_mended = True
            self._answers.append("\n")
        else:
            yield from self._end()
            self._notes = []

    def _obey(self, number: int, bare: str) -> Iterator[UnknownCommand]:
        if bare.startswith(_CATEGORY):
            self._category = category_title(bare[len(_CATEGORY) :])
        else:
            yield UnknownCommand(number, bare)

    def _begins_another(self, line: str, bare: str) -> bool:
        """Whether a new question begins though no blank line stands before it."""
        if bare.startswith("::"):
            return bool(self._line) and not self._is_in_title()
        if not self._depth or bare[0] in "=~#}":
            return False
        return any(brace == "{" and _LIKE_ANSWERS.match(line, end) for brace, _, end in _braces(line))

    def _is_in_title(self) -> bool:
        """A title may go over several lines."""
        return bool(self._stem) and self._stem[0].lstrip().startswith("::") and "".join(self._stem).count("::") == 1

    def _is_closed_behind(self, number: int) -> bool:
        """Whether the next brace behind this line closes, and no other question begins before it."""
        if number < self._closed_by:
            return True
        for place in range(number, len(self._lines)):
            bare = self._lines[place].strip()
            if bare.startswith("//"):
                continue
            if bare.startswith("::") or _is_command(bare):
                return False
            if brace := next(_braces(bare), None):
                self._closed_by = place + 1
                return brace[0] == "}"
        return False

    def _take_text(self, number: int, line: str) -> None:
        self._line = self._line or number
        done = 0
        for brace, start, end in _braces(line):
            if brace == "}" and self._depth == 1:
                self._answers.append(line[done:start])
                self._closing_line, self._depth, done = number, 0, end
            elif brace == "}":
                self._take_end_brace()
            elif self._depth:
                self._depth += 1
            elif self._opening_line:
                self._fault = self._fault or Fault.SEVERAL
            else:
                self._stem.append(line[done:start])
                self._opening_line, self._depth, done = number, 1, end
        part = self._answers if self._depth else self._tail if self._closing_line else self._stem
        part.append(line[done:] + "\n")

    def _take_end_brace(self) -> None:
        if self._depth:
            self._depth -= 1
        else:
            self._fault = self._fault or Fault.STRAY_END

    def _end_before_tail(self) -> Iterator[Block]:
        """Braces open for a second time on a later line: what stands between is the text of another question."""
        tail, line = self._tail[1:], self._closing_line + 1
        del self._tail[1:]
        yield from self._end()
        self._stem, self._line = tail, line if tail else 0

    def _end(self) -> Iterator[Block]:
        if self._line:
            fault = Fault.UNCLOSED if self._depth else self._fault
            answers = "".join(self._answers) if self._opening_line else None
            stem, tail = "".join(self._stem), "".join(self._tail)
            yield Block(self._line, self._category, self._notes, stem, answers, tail, fault, self._is_mended)
            self._notes = []
        self._begin()


def _is_command(bare: str) -> bool:
    return bare.startswith("$") and (
        bare.startswith(_CATEGORY) or ("{" not in bare and _COMMAND.match(bare) is not None)
    )


def _opens(line: str) -> bool:
    return any(brace == "{" for brace, _, _ in _braces(line))


def _braces(line: str) -> Iterator[tuple[str, int, int]]:
    """Each brace of a line that is not escaped, its start and its end."""
    if "{" in line or "}" in line:
        for match in _BRACE.finditer(line):
            if len(match[0]) == 1:
                yield match[0], match.start(), match.end()
