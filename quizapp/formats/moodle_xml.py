"""Moodle XML: the questions of a Moodle question bank as Moodle exports them.

`line` is the line on which a `<question>` begins. A broken question costs itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.errors import of_count
from quizapp.formats.choices import file_error, file_warning, read_item
from quizapp.formats.html_text import plain
from quizapp.formats.moodle_xml_kinds import draft_of
from quizapp.formats.moodle_xml_texts import Texts
from quizapp.formats.moodle_xml_writing import write as write
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.xml_reading import Broken, Element, broken_item, elements, root_name, xml_of
from quizapp.game.draft import Draft, Problem

_BACKUP = "moodle_backup"
_TOP = re.compile(r"top|\$[a-z]+\$")
_PATH_PART = re.compile(r"(?:[^/]|//)+")


def recognises(source: Source) -> bool:
    """Whether the file begins as Moodle XML does, or as a backup of a Moodle course, of which `read` can then speak."""
    return root_name(source.content).casefold() in ("quiz", _BACKUP)


def read(source: Source) -> Iterator[Found]:
    """Every question of the file. Never raises."""
    if root_name(source.content).casefold() == _BACKUP:
        template = (
            "this is the backup of a Moodle course, which is another thing; export the question bank as Moodle XML"
        )
        yield file_error(source.name, 0, template)
        return
    xml = xml_of(source.content)
    if not xml.is_certain:
        template = "the file is not in the encoding that it declares; look whether all letters are right"
        yield file_warning(source.name, 0, template)
    category, is_empty = "", True
    for found in elements(xml.content, ("question",)):
        is_empty = False
        if isinstance(found, Broken):
            yield from _read_broken(source.name, found)
        elif found.attributes.get("type") == "category":
            category = _category(found.text_of("category", "text"))
        else:
            yield _read_question(source.name, found, category)
    if is_empty:
        yield file_error(source.name, 0, "there are no questions in this file")


def _read_broken(file: str, broken: Broken) -> Iterator[ReadItem | FileProblem]:
    if broken.inside is not None and broken.inside.attributes.get("type") != "category":
        yield broken_item(file, broken, broken.inside, _beginning(broken.inside))
    elif not broken.unread_count:
        yield file_error(file, broken.line, "this is not valid XML: {reason}", reason=broken.reason)
    if broken.unread_count:
        one = "the file was read no further: {reason}; {count} question behind this line was left out"
        many = "the file was read no further: {reason}; {count} questions behind this line were left out"
        template = of_count(broken.unread_count, one, many)
        yield file_error(file, broken.line, template, reason=broken.reason, count=broken.unread_count)


def _category(path: str) -> str:
    """The last part of a category's path; a slash within a name is doubled."""
    parts = (part.replace("//", "/").strip() for part in _PATH_PART.findall(path))
    return next((part for part in reversed([*parts]) if part and not _TOP.fullmatch(part)), "")


def _read_question(file: str, question: Element, category: str) -> ReadItem:
    texts: list[Texts] = []

    def build(notes: list[Problem]) -> Draft:
        texts.append(Texts(notes))
        return draft_of(question, category, texts[0])

    item = read_item(file, question.line, _beginning(question), build, question.text_of("idnumber"))
    return replace(item, picture=texts[0].picture) if item.draft and item.draft.media else item


def _beginning(question: Element) -> str:
    return plain(question.text_of("questiontext", "text")[:2_000]).text or question.text_of("name", "text")
