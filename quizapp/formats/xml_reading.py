"""XML of strangers: whole elements one after the other, with their lines, also from files that are broken in places.

No document type is accepted, so no entity is ever expanded and nothing outside the file is looked at.
"""

from __future__ import annotations

import codecs
import html.entities
import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate, XMLParserType

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizapp.formats.choices import BEGINNING_LENGTH
from quizapp.formats.decoding import decode
from quizapp.formats.reading import ReadItem
from quizapp.game.checking_notes import error

DEPTH_MAX = 100
ELEMENTS_MAX = 20_000
"""In one wanted element; four bytes of them take four hundred of memory."""
RESTARTS_MAX = 1_000
"""Broken places in one file after which it is read no further: it is no file that somebody wrote."""
_CHUNK = 2**16
_HEAD = 2**16
_HANDLERS = tuple(name for name in dir(ParserCreate()) if name.endswith(("Handler", "HandlerExpand")))
_BEFORE_ROOT = re.compile(r"\s*(?:<\?[^>]*>|<!--.*?-->)?", re.DOTALL)
_ROOT = re.compile(r"<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?([\w.-]+)")
_DECLARED = re.compile(rb"<\?xml[^>]{0,80}encoding\s{0,9}=\s{0,9}[\"']([\w.-]{1,40})[\"']")
_TRUSTED_ENCODING = re.compile("iso-|iso8859|latin|windows|cp|koi8|euc|gb|big5|shift|ks_c|mac|tis")
"""Python knows encodings that are none of letters, and one that takes its time squared."""
_PLAINLY = {
    "no element found": "the file ends in the middle",
    "unclosed token": "the file ends in the middle",
    "unclosed CDATA section": "a CDATA section has no end",
}


@dataclass(slots=True)
class Element:
    """An element with its local name, attributes and content: texts and elements in their order."""

    tag: str
    line: int
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    """Of the outermost element only: names that XML does not know; those of HTML were decoded, others stayed."""

    def children(self, *tags: str) -> list[Element]:
        """The elements directly in it that have one of these names."""
        return [each for each in self.content if isinstance(each, Element) and each.tag in tags]

    def child(self, *path: str) -> Element | None:
        """The element reached by these names, each the first in the one before, or None."""
        found: Element | None = self
        for tag in path:
            found = found._first(tag) if found else None
        return found

    def _first(self, tag: str) -> Element | None:
        for each in self.content:
            if not isinstance(each, str) and each.tag == tag:
                return each
        return None

    @property
    def text(self) -> str:
        """Its own text, without that of the elements in it."""
        return "".join([each for each in self.content if isinstance(each, str)])

    def text_of(self, *path: str) -> str:
        """The own text of the element reached by these names, stripped; empty where there is none."""
        found = self.child(*path)
        return found.text.strip() if found else ""

    def walk(self) -> Iterator[Element]:
        """Every element in it, in the order of the file."""
        for each in self.content:
            if isinstance(each, Element):
                yield each
                yield from each.walk()


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the file is no XML. `inside`: the wanted element that was lost there, as far as it was read."""

    line: int
    reason: str
    inside: Element | None = None
    unread_count: int | None = None
    """Nothing behind it was read, where this many wanted elements begin. None: it was read on."""


def broken_item(file: str, broken: Broken, inside: Element, text: str) -> ReadItem:
    """The question that was lost at a broken place."""
    template = "line {line} is not valid XML ({reason}), so the question was left out"
    problem = error("", template, line=broken.line, reason=broken.reason)
    return ReadItem(file, inside.line, None, (problem,), text=text.strip()[:BEGINNING_LENGTH])


@dataclass(frozen=True, slots=True)
class Xml:
    """The text of an XML file in UTF-8; not `is_certain` = some letters were guessed."""

    content: bytes
    is_certain: bool


def xml_of(content: bytes) -> Xml:
    """The file in UTF-8, whatever encoding it is in or declares."""
    declared = _DECLARED.match(content.lstrip()[:200])
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if _TRUSTED_ENCODING.match(encoding):
        try:
            return Xml(content.decode(encoding).encode("utf-8", "replace"), True)
        except (UnicodeError, LookupError):
            pass
    decoded = decode(content)
    is_certain = decoded.is_certain or decoded.encoding.startswith("utf-16")
    return Xml(decoded.text.encode("utf-8", "replace"), is_certain)


def root_name(content: bytes) -> str:
    """The local name of the outermost element, from the beginning of a file; empty where it is no XML."""
    head, place = content[:_HEAD].removeprefix(codecs.BOM_UTF8), 0
    is_utf_16 = b"\0" in head[:4] or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = decode(head).text if is_utf_16 else head.decode("latin-1")
    if "<" not in text[:1_000]:
        return ""
    while (skipped := _BEFORE_ROOT.match(text, place)) and skipped.end() > place:
        place = skipped.end()
    root = _ROOT.match(text, place)
    return root[1] if root else ""


def elements(content: bytes, wanted: Collection[str]) -> Iterator[Element | Broken]:
    """The outermost elements of these names, lazily, from a file in UTF-8. Never raises.

    Behind a broken place it goes on at the next start of a wanted element, so what is broken costs itself alone.
    """
    next_wanted = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:" + b"|".join(name.encode() for name in wanted) + rb")(?=[\s>])")
    start = len(content) - len(content.lstrip())
    if start == len(content):
        return
    line = content.count(b"\n", 0, start)
    opening = b""
    for restarts_left in range(RESTARTS_MAX, -1, -1):
        parsing = _Parsing(content, wanted, line)
        yield from parsing.elements(start, opening)
        if parsing.broken is None:
            return
        place = max(start + parsing.broken_at - len(opening), start + 1)
        following = next_wanted.search(content, place)
        if following is None or not parsing.is_harmless or not restarts_left:
            unread_count = sum(1 for _ in next_wanted.finditer(content, place))
            yield replace(parsing.broken, unread_count=unread_count)
            return
        yield parsing.broken
        line += content.count(b"\n", start, following.start())
        start, opening = following.start(), opening or parsing.root


class _Parsing:
    """One run of the parser, up to the end or to the first broken place."""

    def __init__(self, content: bytes, wanted: Collection[str], lines_before: int) -> None:
        self.root = b"<root>"
        """The start of the outermost element as it was written, with which the rest of a file can be read on."""
        self.broken: Broken | None = None
        self.broken_at = 0
        self.is_harmless = True
        self._content = content
        self._wanted = wanted
        self._lines_before = lines_before
        self._done: deque[Element | Broken] = deque()
        self._open: list[Element] = []
        self._depth = 0
        self._kept = 0
        self._start_at = 0
        self._parser = self._guarded_parser()

    def _guarded_parser(self) -> XMLParserType:
        """The parser with the refusals of defusedxml, and our own handlers, which know lines and are faster.

        A foreign document type is an empty one: thereby HTML's entities are told to us instead of ending the file.
        """
        parser = DefusedXMLParser(encoding="utf-8", forbid_dtd=True).parser
        parser.ordered_attributes = False
        parser.DefaultHandlerExpand = None
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.SkippedEntityHandler = self._add_entity
        parser.ExternalEntityRefHandler = _nothing_outside
        parser.UseForeignDTD(True)
        return parser

    def elements(self, start: int, opening: bytes) -> Iterator[Element | Broken]:
        """The elements from `start` on, as if `opening` stood before them; `broken` says afterwards how it ended."""
        parser, view = self._parser, memoryview(self._content)
        self._start_at = start - len(opening)
        try:
            parser.Parse(opening, False)
            for place in range(start, len(view), _CHUNK):
                parser.Parse(view[place : place + _CHUNK], False)
                while self._done:
                    yield self._done.popleft()
            parser.Parse(b"", True)
        except ExpatError as error:
            reason = ErrorString(error.code)
            self._break(error.lineno, _PLAINLY.get(reason, reason), parser.ErrorByteIndex)
        except _TooDeepError:
            self._break(parser.CurrentLineNumber, "elements are nested too deep", parser.CurrentByteIndex)
        except _TooManyError:
            reason = f"there are more than {ELEMENTS_MAX} elements in one question"
            self._break(parser.CurrentLineNumber, reason, parser.CurrentByteIndex)
        except DefusedXmlException:
            self.is_harmless = False
            reason = "it has a document type (DTD), which could fetch or blow up things, so it was read no further"
            self._break(parser.CurrentLineNumber, reason, parser.CurrentByteIndex)
        finally:
            for handler in _HANDLERS:  # they lead back to this object: a thousand parsers would lie about for long
                setattr(parser, handler, None)
        yield from self._done

    def _break(self, line: int, reason: str, place: int) -> None:
        self.broken = Broken(self._lines_before + line, reason, self._open[0] if self._open else None)
        self.broken_at = place

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise _TooDeepError
        if self._depth == 1:
            self._keep_root()
        if not self._open and tag not in self._wanted:
            return
        element = Element(tag, self._lines_before + self._parser.CurrentLineNumber, attributes)
        if self._open and tag in self._wanted:
            self._done.append(Broken(element.line, "its end is missing", self._open[0]))
            self._open.clear()
        if self._open:
            self._kept += 1
            if self._kept > ELEMENTS_MAX:
                raise _TooManyError
            self._open[-1].content.append(element)
        else:
            self._kept = 0
        self._open.append(element)

    def _keep_root(self) -> None:
        start = max(self._start_at + self._parser.CurrentByteIndex, 0)
        self.root = self._content[start : self._content.find(b">", start) + 1] or self.root

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._done.append(element)

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def _add_entity(self, name: str, is_parameter: bool) -> None:
        if not self._open or is_parameter:
            return
        char = html.entities.html5.get(f"{name};")
        self._open[-1].content.append(char or f"&{name};")
        self._open[0].entities.append(name)


class _TooDeepError(Exception):
    """Elements within elements within elements."""


class _TooManyError(Exception):
    """Elements beside elements."""


def _nothing_outside(*_: object) -> int:
    return 1
