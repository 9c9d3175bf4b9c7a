"""The texts of a Moodle question as plain text, and the first picture of its prompt."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from quizapp.errors import QuizError
from quizapp.formats.html_text import Image, Plain, has_markup, plain
from quizapp.formats.reading import Picture
from quizapp.formats.xml_drafts import Notes, shown
from quizapp.formats.xml_reading import Element
from quizapp.game.draft import Problem
from quizapp.game.question import Media

_ATTACHED = "@@PLUGINFILE@@/"


class Texts(Notes):
    """Reads texts of one question, and notes what plain text cannot show."""

    def __init__(self, notes: list[Problem]) -> None:
        super().__init__(notes)
        self.picture: Picture | None = None
        self.media: Media | None = None

    def text(self, element: Element | None, field: str) -> str:
        """The text of an element as its `format` says; empty where there is none. Pictures in it are left out."""
        read = self._plain(element, field)
        if read.images:
            self.lose_files(field, [_name(image.src) for image in read.images])
        return read.text

    def prompt(self, element: Element | None) -> str:
        """The text of the prompt, whose first picture becomes the question's."""
        read = self._plain(element, "prompt")
        files = {_file_name(file): file for file in element.children("file")} if element else {}
        left_out = [_name(image.src) for image in read.images if not self._take(image, files)]
        named = {*(_name(image.src) for image in read.images), *read.sounds, *read.files, *read.links}
        self.lose_files("media", [*left_out, *(name for name in files if name not in named)])
        return read.text

    def marked_up(self, text: str, field: str) -> str:
        """The text of some HTML that declares no format."""
        read = plain(text)
        self.lose_markup(read, field)
        self.lose_files(field, [_name(image.src) for image in read.images])
        return read.text

    def _plain(self, element: Element | None, field: str) -> Plain:
        if element is None:
            return Plain("")
        text = element.text_of("text") or element.text.strip()
        if not text:
            return Plain("")
        written = element.attributes.get("format", "html")
        if written == "plain_text" or (written == "markdown" and not has_markup(text)):
            return Plain(text)
        if written == "moodle_auto_format":
            text = text.replace("\n", "<br>")
        read = plain(text)
        if not read.has_more:
            return read
        sounds, films, links = (tuple(map(_name, each)) for each in (read.sounds, read.files, read.links))
        read = replace(read, sounds=sounds, files=films, links=links)
        self.lose_markup(read, field)
        return read

    def _take(self, image: Image, files: dict[str, Element]) -> bool:
        """Makes an attached picture that of the question, if it has none yet."""
        name = _name(image.src)
        file = files.get(name)
        if self.media is not None or file is None:
            return False
        if file.attributes.get("encoding", "base64") != "base64" or not _is_base64(file.text):
            template = "the picture “{name}” is damaged in the file and was left out"
            self.lose("media", template, name=shown(name))
            return True
        name = PurePosixPath(name).name
        if not image.alt:
            self.note("media", "the picture “{name}” has no description, so its name stands there", name=shown(name))
        self.media = Media(name, image.alt or name)
        encoded = file.text
        self.picture = Picture(name, lambda: _decoded(name, encoded))
        return True


def _name(src: str) -> str:
    """Of an attached file; of another its address."""
    return unquote(src).removeprefix(_ATTACHED)


def _file_name(file: Element) -> str:
    """With its folder, as the text names it."""
    return (file.attributes.get("path", "/") + file.attributes.get("name", "")).lstrip("/")


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return False


def _decoded(name: str, encoded: str) -> bytes:
    try:
        return base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise QuizError("the picture “{name}” is damaged and was left out", name=shown(name)) from error
