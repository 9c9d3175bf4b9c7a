"""QTI 2.1 and 2.2: a content package (a zip file with `imsmanifest.xml`) or the XML of one item.

The file of an item is the package's with the member's name behind it; `line` is the line within that.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from quizapp.errors import QuizError, of_count
from quizapp.formats.archive import Archive, Limits, open_archive
from quizapp.formats.choices import RefusedError, file_error, file_warning, read_item
from quizapp.formats.html_text import plain
from quizapp.formats.qti_items import ItemTexts, draft_of
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.xml_reading import Broken, Element, broken_item, elements, root_name, xml_of
from quizapp.game.draft import Draft, Problem, Severity

LIMITS = Limits(total_ratio=12)
"""An item lies in a file of its own, which is packed two to four times."""
_MANIFEST = "imsmanifest.xml"
_ZIP = b"PK\x03\x04"
_ITEM = "assessmentItem"
_OLD_ROOT = "questestinterop"
_NEW_ROOTS = ("qti-assessment-item", "qti-assessment-test")
_ROOTS = (_ITEM, _OLD_ROOT, *_NEW_ROOTS)
_OTHER_VERSION = "this is QTI {version}; only 2.1 and 2.2 can be read"


def recognises(source: Source) -> bool:
    """Whether the file is a content package, or XML that begins as a QTI item of any version does."""
    if not source.content.startswith(_ZIP):
        return root_name(source.content) in _ROOTS
    try:
        return _manifest_name(open_archive(source.content, LIMITS)) is not None
    except QuizError:
        return _MANIFEST.encode() in source.content[: 2**16]


def read(source: Source) -> Iterator[Found]:
    """Every item of the file. Never raises."""
    if not source.content.startswith(_ZIP):
        yield from _read_xml(source.name, source.content, None, "")
        return
    try:
        archive = open_archive(source.content, LIMITS)
    except QuizError as error:
        yield FileProblem(source.name, 0, Problem(Severity.ERROR, "", error.sentence))
        return
    is_empty = True
    for found in _read_package(source.name, archive):
        is_empty = False
        yield found
    if is_empty:
        yield file_error(source.name, 0, "there are no questions in this file")


def _manifest_name(archive: Archive) -> str | None:
    """Some packages have everything in one folder."""
    names = (name for name in archive.names if posixpath.basename(name).lower() == _MANIFEST)
    return min(names, key=lambda name: name.count("/"), default=None)


def _read_package(file: str, archive: Archive) -> Iterator[Found]:
    """The items in the order of the manifest, then those that it forgets."""
    listed = dict.fromkeys(_listed(archive))
    others = (name for name in archive.names if name.lower().endswith(".xml") and name not in listed)
    for name in (*listed, *others):
        place = f"{file}/{name}"
        if name not in archive:
            yield file_error(place, 0, "this item is named in the package but not in it, so it was left out")
            continue
        try:
            content = archive.read(name)
        except QuizError as error:
            yield FileProblem(place, 0, Problem(Severity.ERROR, "", error.sentence))
            continue
        if name in listed or root_name(content) in _ROOTS:
            yield from _read_xml(place, content, archive, name)


def _listed(archive: Archive) -> Iterator[str]:
    manifest = _manifest_name(archive)
    if manifest is None:
        return
    try:
        content = xml_of(archive.read(manifest)).content
    except QuizError:
        return
    for resource in elements(content, ("resource",)):
        if isinstance(resource, Broken) or not resource.attributes.get("type", "").startswith("imsqti_item"):
            continue
        href = resource.attributes.get("href", "")
        yield posixpath.normpath(posixpath.join(posixpath.dirname(manifest), unquote(href)))


def _read_xml(file: str, content: bytes, archive: Archive | None, name: str) -> Iterator[Found]:
    root = root_name(content)
    xml = xml_of(content)
    if not xml.is_certain:
        template = "the file is not in the encoding that it declares; look whether all letters are right"
        yield file_warning(file, 0, template)
    if root in _NEW_ROOTS:
        yield file_error(file, 0, _OTHER_VERSION, version="3")
        return
    if root == _OLD_ROOT:
        yield file_error(file, 0, _OTHER_VERSION, version="1.2")
    is_empty = True
    for found in elements(xml.content, ("item",) if root == _OLD_ROOT else (_ITEM,)):
        is_empty = False
        if isinstance(found, Element):
            yield _old_item(file, found) if root == _OLD_ROOT else _read_item(file, found, archive, name)
        elif found.inside is not None:
            yield broken_item(file, found, found.inside, _beginning(found.inside))
        else:
            yield file_error(file, found.line, "this is not valid XML: {reason}", reason=found.reason)
        if isinstance(found, Broken) and found.unread_count:
            one, many = "{count} item behind this line was not read", "{count} items behind this line were not read"
            template = of_count(found.unread_count, one, many)
            yield file_error(file, found.line, template, count=found.unread_count)
    if is_empty:
        yield file_error(file, 0, "there are no questions in this file")


def _old_item(file: str, item: Element) -> ReadItem:
    def refuse(_: list[Problem]) -> Draft:
        raise RefusedError("kind", "this item is QTI 1.2, of which nothing can be read, so it was left out")

    texts = (each.text for each in item.walk() if each.tag == "mattext")
    return read_item(file, item.line, plain(next(texts, "")[:2_000]).text, refuse, item.attributes.get("ident", ""))


def _read_item(file: str, item: Element, archive: Archive | None, name: str) -> ReadItem:
    texts: list[ItemTexts] = []

    def build(notes: list[Problem]) -> Draft:
        texts.append(ItemTexts(notes, archive, posixpath.dirname(name)))
        return draft_of(item, texts[0])

    read = read_item(file, item.line, _beginning(item), build, item.attributes.get("identifier", ""))
    return replace(read, picture=texts[0].picture) if read.draft and read.draft.media else read


def _beginning(item: Element) -> str:
    body = item.child("itemBody")
    parts = [" ".join(each.text.split()) for each in body.walk()] if body else []
    return " ".join(filter(None, parts))[:400] or item.attributes.get("title", "")
