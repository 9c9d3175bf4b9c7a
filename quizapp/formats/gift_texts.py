"""The texts of GIFT: escapes, the marks that divide them, and the markup they are written in."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from quizapp.formats.html_text import Plain, has_markup, plain
from quizapp.formats.xml_drafts import LINK_LOST, SCRIPT_LOST, shown
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Problem

_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_SPECIAL = re.compile(r"[\\:#={}~]")
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_MARKDOWN = re.compile(r"\*\*|__|`|\]\(|^#{1,6} ", re.MULTILINE)


def masked(raw: str) -> str:
    """As long as `raw`, with every escaped character made invisible to a search for marks."""
    return _ESCAPED.sub("\0\0", raw) if "\\" in raw else raw


def unescaped(raw: str) -> str:
    """The text that is meant; a backslash before anything else stays."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], raw) if "\\" in raw else raw


def escaped(text: str) -> str:
    """The text so that nothing in it is a mark; it takes one line."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def divided(raw: str, mark: str) -> tuple[str, str]:
    """What stands before the first unescaped mark, and what behind it."""
    place = masked(raw).find(mark)
    return (raw[:place], raw[place + len(mark) :]) if place >= 0 else (raw, "")


def divided_at_last(raw: str, mark: str) -> tuple[str, str]:
    """What stands before the last unescaped mark, and what behind it."""
    place = masked(raw).rfind(mark)
    return (raw[:place], raw[place + len(mark) :]) if place >= 0 else (raw, "")


class Texts:
    """Turns the texts of one question into plain ones, and gathers what of them is lost.

    The format of the stem is that of all other texts that name none.
    """

    def __init__(self, stem: str) -> None:
        match = _FORMAT.match(stem)
        self._format = match[1] if match else ""
        self._dropped: dict[str, None] = {}
        self._missing: dict[str, None] = {}
        self._links: dict[str, None] = {}
        self._scripts: dict[str, None] = {}
        self._has_markdown = False

    def plain(self, raw: str) -> str:
        """The plain text of what was written between two marks."""
        match = _FORMAT.match(raw)
        text_format = match[1] if match else self._format
        text = unescaped((raw[match.end() :] if match else raw).strip()).strip()
        if text_format == "html" or (text_format in ("", "moodle") and has_markup(text)):
            return self._of_html(text if text_format == "html" else text.replace("\n", "<br>"))
        if text_format == "markdown":
            self._has_markdown = self._has_markdown or _MARKDOWN.search(text) is not None
        return text

    def _of_html(self, markup: str) -> str:
        read = plain(markup)
        names = [shown(PurePosixPath(image.src).name) for image in read.images]
        if not (read.text or read.images or read.sounds or read.files):
            return markup
        self._dropped.update(dict.fromkeys(read.dropped))
        self._missing.update(dict.fromkeys([*names, *map(shown, (*read.sounds, *read.files))]))
        self._links.update(dict.fromkeys(map(shown, read.links)))
        self._scripts.update(dict.fromkeys(map(shown, read.scripts)))
        return read.text or _instead(read, names)

    def problems(self) -> list[Problem]:
        """A warning for each sort of thing that was lost."""
        problems = []
        if self._dropped:
            tags = ", ".join(f"<{name}>" for name in self._dropped)
            problems.append(loss("prompt", "markup was left out that plain text cannot show: {tags}", tags=tags))
        template = "“{name}” is not in the file, so it was left out"
        problems += [loss("media", template, name=name) for name in self._missing]
        problems += [loss("prompt", LINK_LOST, address=address) for address in self._links]
        problems += [loss("prompt", SCRIPT_LOST, text=text) for text in self._scripts]
        if self._has_markdown:
            problems.append(warning("prompt", "the marks of Markdown were kept as they are written"))
        return problems


def _instead(read: Plain, names: list[str]) -> str:
    """What stands for pictures where there is nothing but pictures."""
    return " ".join(image.alt or name for image, name in zip(read.images, names, strict=True)).strip()
