"""JSON of any size, item by item: objects that are questions, wherever they stand, each with its line.

The file is never decoded as a whole: an item at a time keeps memory low, lets other threads run in between, tells the
line of each, and gives everything before and after a damaged place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from quizapp.errors import of_count
from quizapp.formats.choices import BEGINNING_LENGTH, RefusedError, file_error, file_warning
from quizapp.formats.decoding import decode
from quizapp.formats.json_values import DamageError, JsonValues
from quizapp.formats.reading import FileProblem, Source

DEPTH_MAX = 10
HEAD_BYTES = 65_536
"""What is looked at to recognise a file."""
DAMAGES_MAX = 100
"""Damaged places after which reading ends: each costs a look at the whole file."""
CANDIDATES_MAX = 1_000
"""Braces that are tried to find the next item after a damaged place."""
ITEM_LENGTH = 100_000
"""Characters that are looked at for the next item after damage."""
PEEK_LENGTH = 65_536
"""A longer list or object makes what it stands in no question."""
WAITING_MAX = 1_000
_BLANKS = re.compile(rb"(?:[ \t\r\n\f\v\x00]++|\xef\xbb\xbf)*+")
_BETWEEN = re.compile(rb"(?:[ \t\r\n\f\v\x00,]++|\xef\xbb\xbf)*+")
_BETWEEN_DAMAGED = re.compile(rb"(?:[ \t\r\n\f\v\x00,:]++|\xef\xbb\xbf)*+")

Object = Mapping[str, Any]
_SLUG = re.compile(r"[a-z0-9_-]+|[A-Z0-9]*[_-][A-Z0-9_-]*|[A-Z]{5,}")
_Walk = Generator["Item | FileProblem", None, int]
"""Gives items and at last the place behind what was walked through."""


@dataclass(slots=True)
class Item:
    """A value that means to be a question. `repeated` is the name of a field that it has twice, if any.

    `number`: which one of the file it is, from 1, where its line does not tell; else 0.
    """

    line: int
    value: Any
    text: str
    """How it begins in the file."""
    repeated: str = ""
    number: int = 0


def items(file: str, content: bytes, is_item: Callable[[Object], bool]) -> Iterator[Item | FileProblem]:
    """Every object for which `is_item` holds, up to ten levels deep; also what else stands in a list among them.

    Takes one list, one object, and one object a line, in UTF-8. Linear in the length of the content; never raises.
    """
    return _Walker(file, content, is_item).walk()


def json_head(source: Source) -> str:
    """How a file begins that may be JSON; nothing where it is certainly none."""
    head = source.content[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] not in (b"[", b"{"):
        return ""
    return decode(head).text.lstrip(" \t\r\n\x00\ufeff")


def checked(item: Item, is_item: Callable[[Object], bool]) -> Object:
    """The item's fields. Raises `RefusedError` where it is no question or has a field twice."""
    if not isinstance(item.value, dict) or not is_item(item.value):
        raise RefusedError("", "this is {what} among questions and was left out", what=described(item.value))
    if item.repeated:
        template = "“{name}” stands there twice, so the question was left out"
        raise RefusedError("", template, name=item.repeated[:60])
    return item.value


def text_of(value: Any, name: str) -> str:
    """A field that must be text. Raises `RefusedError` for anything else."""
    if isinstance(value, str):
        return value
    template = "“{name}” is {what} where text is expected, so the question was left out"
    raise RefusedError("", template, name=name[:60], what=described(value))


def texts_of(value: Any, name: str) -> list[str]:
    """A field that must be a list of texts. Raises `RefusedError` for anything else."""
    if isinstance(value, list):
        return [text_of(each, name) for each in value]
    template = "“{name}” is {what} where a list is expected, so the question was left out"
    raise RefusedError("", template, name=name[:60], what=described(value))


def described(value: Any) -> str:
    """What a JSON value is, for a sentence."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    names = {str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def title_of(slug: str) -> str:
    """A category as a title: `SCIENCE_AND_NATURE` and `science-and-nature` are “Science and nature”."""
    text = slug.strip()
    words = " ".join(re.split(r"[_-]+", text)).strip()
    return words.capitalize() if words and _SLUG.fullmatch(text) else text


@dataclass
class _Siblings:
    """What stood in a list before its first item, and whether there was one."""

    has_items: bool = False
    waiting: list[Item | FileProblem] = field(default_factory=list)

    def met(self, stranger: Item | FileProblem) -> Iterator[Item | FileProblem]:
        """Among items it is lost, and told; in a list without any it is no loss."""
        if self.has_items:
            yield stranger
        else:
            self.waiting.append(stranger)

    @property
    def wants_strangers(self) -> bool:
        return self.has_items or len(self.waiting) < WAITING_MAX

    def met_item(self) -> Iterator[Item | FileProblem]:
        self.has_items = True
        yield from self.waiting
        self.waiting.clear()


class _Walker:
    def __init__(self, file: str, content: bytes, is_item: Callable[[Object], bool]) -> None:
        self._file = file
        self._content = content
        self._json = JsonValues(content)
        self._is_item = is_item
        self._line = 1
        self._line_at = 0
        self._reached = 0
        """Up to here everything was given, so after damage nothing is given twice."""
        self._item_count = 0
        self._damages = 0
        self._is_cut = False

    def walk(self) -> Iterator[Item | FileProblem]:
        last_line, count = 1 if self._is_one_line() else 0, 0
        try:
            for found in self._elements(0, "", 0):
                if isinstance(found, Item):
                    count += 1
                    found.number = count if found.line == last_line else 0
                    last_line = found.line
                yield found
        finally:
            self._content = b""
            self._json.close()

    def _is_one_line(self) -> bool:
        end = self._content.find(b"\n")
        if end < 0:
            return True
        rest = self._json.text(end, end + 4 * PEEK_LENGTH)
        return len(rest) < PEEK_LENGTH and rest.isspace()

    def _line_of(self, pos: int) -> int:
        self._line += self._content.count(b"\n", self._line_at, pos)
        self._line_at = max(pos, self._line_at)
        return self._line

    def _next(self, pos: int) -> int:
        between = _BETWEEN_DAMAGED if self._damages else _BETWEEN
        match = between.match(self._content, pos)
        return match.end() if match else pos

    def _blanks(self, pos: int) -> int:
        match = _BLANKS.match(self._content, pos)
        return match.end() if match else pos

    def _item(self, start: int, end: int, value: Any) -> Item:
        beginning = self._json.beginning(start, end, BEGINNING_LENGTH)
        return Item(self._line_of(start), value, beginning, self._json.repeated)

    def _elements(self, pos: int, closing: str, depth: int) -> _Walk:
        """The elements of a list up to its `closing` bracket; without one, the values of the whole file."""
        siblings = _Siblings()
        while True:
            pos = self._next(pos)
            if pos >= len(self._content):
                yield from self._note_cut(closing)
                return pos
            if self._json.at(pos) == closing:
                return pos + 1
            if self._damages and not closing and self._json.at(pos) in "]}":
                pos += 1
                continue
            try:
                pos = yield from self._element(pos, closing, depth, siblings)
            except (ValueError, RecursionError) as damage:
                pos = yield from self._after_damage(pos, getattr(damage, "pos", pos))

    def _element(self, pos: int, closing: str, depth: int, siblings: _Siblings) -> _Walk:
        """One element of a list, given as an item of no use where it holds none."""
        count = self._item_count
        end = yield from self._value(pos, depth, siblings)
        is_stranger = self._item_count == count and self._json.at(pos) != "["
        if is_stranger and siblings.wants_strangers and (closing or not self._is_of_field(pos, end)):
            value = {} if self._json.at(pos) == "{" else self._json.value(pos)[0]
            self._json.repeated = ""
            yield from siblings.met(self._item(pos, end, value))
        return end

    def _is_of_field(self, pos: int, end: int) -> bool:
        """Whether it is the name or value of a field: after damage those of the object around are met one by one."""
        before = self._json.text(max(0, pos - 80), pos)[-20:].rstrip()
        return bool(self._damages) and (before.endswith(":") or self._json.at(self._blanks(end)) == ":")

    def _value(self, pos: int, depth: int, siblings: _Siblings) -> _Walk:
        """Any value; gives the items in it, or the value itself where it is one."""
        first = self._json.at(pos)
        if first == "{" and (siblings.has_items or self._looks_like_item(pos)):
            value, end = self._json.value(pos)
            if self._is_item(value):
                self._item_count += 1
                self._reached = end
                yield from siblings.met_item()
                yield self._item(pos, end, value)
                return end
        if first not in "[{" or (first == "[" and self._is_plain_list(pos)):
            return self._json.value(pos)[1]
        if depth >= DEPTH_MAX:
            end = self._json.value(pos)[1]
            template = "values are nested more than {limit} levels deep here and were left out"
            yield file_error(self._file, self._line_of(pos), template, limit=DEPTH_MAX)
            return end
        if first == "[":
            return (yield from self._elements(pos + 1, "]", depth + 1))
        return (yield from self._fields(pos + 1, depth + 1))

    def _is_plain_list(self, pos: int) -> bool:
        """Numbers and texts only: a list of millions of them is passed over at once."""
        inside = self._blanks(pos + 1)
        if self._json.at(inside) in ("[", "{", "]", ""):
            return False
        return not any(isinstance(each, dict | list) for each in self._json.value(pos)[0])

    def _fields(self, pos: int, depth: int) -> _Walk:
        """The fields of an object that is no item itself; it may hold a list of items, or items under their names."""
        siblings = _Siblings()
        while True:
            pos = self._next(pos)
            if pos >= len(self._content):
                yield from self._note_cut("}")
                return pos
            if self._json.at(pos) == "}":
                return pos + 1
            name, pos = self._name(pos)
            count, start = self._item_count, pos
            pos = yield from self._value(pos, depth, siblings)
            if self._json.at(start) == "{" and self._item_count == count and siblings.wants_strangers:
                template = "“{name}” stands among questions but is none, and was left out"
                note = file_warning(self._file, self._line_of(start), template, name=name[:60])
                yield from siblings.met(note)

    def _name(self, pos: int) -> tuple[str, int]:
        """The name of a field, and where its value begins."""
        if self._json.at(pos) != '"':
            raise DamageError(pos)
        name, pos = self._json.value(pos)
        pos = self._blanks(pos)
        if self._json.at(pos) != ":":
            raise DamageError(pos)
        pos = self._blanks(pos + 1)
        if pos >= len(self._content):
            raise DamageError(pos)
        return name, pos

    def _looks_like_item(self, pos: int) -> bool:
        """Whether the fields up to the first long list or object make it an item, so it may be decoded as a whole."""
        found: dict[str, Any] = {}
        pos = self._blanks(pos + 1)
        try:
            while self._json.at(pos) == '"' and len(found) < 1_000:
                name, pos = self._name(pos)
                most = PEEK_LENGTH if self._json.at(pos) in "[{" else sys.maxsize
                found[name], pos = self._json.value(pos, most)
                pos = self._next(pos)
        except (ValueError, RecursionError):
            pass
        return self._is_item(found)

    def _note_cut(self, closing: str) -> Iterator[FileProblem]:
        if closing and not self._is_cut and not self._damages:
            self._is_cut = True
            one = "the file ends in the middle, “{closing}” is missing; the {count} question before was read"
            many = "the file ends in the middle, “{closing}” is missing; the {count} questions before were read"
            template = of_count(self._item_count, one, many)
            line = self._line_of(len(self._content))
            yield file_error(self._file, line, template, closing=closing, count=self._item_count)

    def _after_damage(self, start: int, place: int) -> _Walk:
        """Says where the damage is, and gives the place of the next item, or the end."""
        self._damages += 1
        found = self._item_after(max(start + 1, self._reached)) if self._damages <= DAMAGES_MAX else None
        line = self._line + self._content.count(b"\n", self._line_at, place)
        column = self._json.column(place)
        rest = "the rest of the file was left out"
        if self._damages > DAMAGES_MAX:
            template = f"the file is damaged in more than {{limit}} places; {rest} from here on (column {{column}})"
            yield file_error(self._file, line, template, limit=DAMAGES_MAX, column=column)
        else:
            after = rest if found is None else "the part up to the next whole question was left out"
            template = f"this is not valid JSON (column {{column}}); {after}"
            yield file_error(self._file, line, template, column=column)
        return len(self._content) if found is None else found

    def _item_after(self, pos: int) -> int | None:
        """Where the next item begins."""
        for candidate in islice(self._braces(pos), CANDIDATES_MAX):
            try:
                value, _ = self._json.value(candidate, ITEM_LENGTH)
            except (ValueError, RecursionError):
                continue
            if self._is_item(value):
                return candidate
        return None

    def _braces(self, pos: int) -> Iterator[int]:
        while (pos := self._content.find(b"{", pos)) >= 0:
            yield pos
            pos += 1
