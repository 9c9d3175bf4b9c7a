"""HTML as plain text: what other systems wrote as markup, and a word on what plain text cannot show.

The standard library's parser is not used: on broken markup its time grows with the square of the length, and 100 kB of
`<a ` take it half a minute. This one passes over the text once.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the text names; `src` is kept as it was written."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup, and what it cannot show, in the order of the text.

    `dropped`: the kinds of tags whose loss matters, each once. `sounds`, `files` (films, frames, embedded objects) and
    `links` are addresses as written, `scripts` what scripts say, or where they are; at most `NAMED_MAX` of each of the
    last three, each once. A link that the text shows is none that was lost.
    """

    text: str
    dropped: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    sounds: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether there was anything but text that can be shown."""
        return bool(self.dropped or self.images or self.sounds or self.files or self.links or self.scripts)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol optgroup option p pre section summary table"
    " tbody tfoot thead tr ul"
)
_LOSS = _names(
    "audio canvas code del embed iframe input math object pre ruby s select strike sub sup svg table textarea video"
)
_PLAIN = _names(
    "abbr acronym b base basefont bdi bdo big br button caption cite col colgroup data datalist dfn em font i img ins"
    " kbd label link map area mark meta meter noscript output param picture progress q rb rp rt samp script small"
    " source span strong style td template th time title track tt u var wbr nobr"
    " annotation menclose mfenced mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup"
    " msup mtable mtd mtext mtr munder munderover semantics"
)
_KNOWN = _BLOCKS | _LOSS | _PLAIN | {"a"}
_WITHOUT_CONTENT = ("script", "style", "svg")
_FILE_IN = {"embed": "src", "iframe": "src", "object": "data", "video": "src"}
"""Which attribute of a tag is the address of its file."""
_LONGEST_NAME = 40
NAMED_MAX = 50
"""Files, links or scripts of one text that are named; of more it is only said that there are some."""
_NAMED_LENGTH_MAX = 300
_AROUND_ADDRESSES = "()[]<>“”\"'.,;:!?"

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:_-]*)")
_IN_TAG = re.compile(r"[<>]|=\s*+[\"']")
_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'/])(src|alt|href|data)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]++))", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_SOUND = re.compile(r"\[sound:([^\[\]\n]{1,300})\]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def plain(markup: str) -> Plain:
    """The text of some HTML: entities decoded once, blocks on lines of their own, white space folded (not in <pre>).

    Tags that HTML does not know stay as text, and so does a `<` that begins no tag; comments and styles are dropped
    without a word. Never raises, and takes time in proportion to the length.
    """
    if "<" not in markup and "&" not in markup and "[" not in markup:
        return Plain(_folded(markup))
    return _Reading(markup).read()


def has_markup(text: str) -> bool:
    """Whether some text holds a tag that HTML knows, or an entity."""
    if "&" in text and any(html.unescape(each) != each for each in _ENTITY.findall(text)):
        return True
    place, last_close = text.find("<"), text.rfind(">")
    while 0 <= place < last_close:
        name = _NAME.match(text, place + 1, place + _LONGEST_NAME)
        if text.startswith("<!--", place) or (name and _is_tag(name[1].lower())):
            return True
        place = text.find("<", place + 1)
    return False


def decoded(text: str) -> str:
    """The text with its entities decoded once. One of thousands of digits, which no character has, stays."""
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:
        return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _folded(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _SPACE.sub(" ", text).strip(" ")


class _Reading:
    """One pass over some markup."""

    def __init__(self, markup: str) -> None:
        self._markup = markup.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in markup else markup
        self._lines: list[str] = []
        self._line: list[str] = []
        self._ends_open = False
        self._pre_depth = 0
        self._dropped: dict[str, None] = {}
        self._images: list[Image] = []
        self._sounds: list[str] = []
        self._files: dict[str, None] = {}
        self._links: dict[str, None] = {}
        self._scripts: dict[str, None] = {}
        self._is_film = False
        self._missing: set[str] = set()
        """What does not occur any more: it is not looked for again, or broken markup would take its time squared."""

    def read(self) -> Plain:
        markup, place, text_start = self._markup, 0, 0
        while (place := markup.find("<", place)) >= 0:
            end, name = self._tag_at(place)
            if not name:
                place = end
                continue
            self._add_text(markup[text_start:place])
            text_start = place = self._take_tag(name, place, end)
        self._add_text(markup[text_start:])
        self._break_line()
        text = "\n".join(self._lines).strip("\n")
        words = text.split() if self._links else ()
        shown = {word.strip(_AROUND_ADDRESSES) for word in words if ":" in word or "." in word}
        links = tuple(address for address in self._links if address not in shown)
        return Plain(
            text,
            tuple(self._dropped),
            tuple(self._images),
            tuple(self._sounds),
            tuple(self._files),
            links,
            tuple(self._scripts),
        )

    def _find(self, wanted: str, start: int) -> int:
        if wanted in self._missing:
            return -1
        place = self._markup.find(wanted, start)
        if place < 0:
            self._missing.add(wanted)
        return place

    def _tag_at(self, place: int) -> tuple[int, str]:
        """Where to go on behind the `<` at `place`, and the tag's name, empty where it is plain text."""
        markup = self._markup
        if markup.startswith("!--", place + 1):
            end = self._find("-->", place + 4)
            return (end + 3, "!") if end >= 0 else (place + 4, "")
        if markup.startswith(("!", "?"), place + 1):
            end = self._find(">", place)
            return (end + 1, "!") if end >= 0 else (place + 2, "")
        name = _NAME.match(markup, place + 1, place + _LONGEST_NAME)
        if name is None or not _is_tag(name[1].lower()):
            return place + 1, ""
        end = self._tag_end(name.end())
        return (end, name[0].lower()) if markup[end - 1 : end] == ">" else (end, "")

    def _tag_end(self, place: int) -> int:
        """Behind the `>` that ends a tag, which may stand within quotes; or where it turns out that this is no tag."""
        markup = self._markup
        while found := _IN_TAG.search(markup, place):
            if found[0] == ">":
                return found.end()
            if found[0] == "<":
                return found.start()
            close = self._find(found[0][-1], found.end())
            place = close + 1 if close >= 0 else found.end()
        return len(markup) + 1

    def _take_tag(self, name: str, start: int, end: int) -> int:
        """Does what a tag asks for, and tells where the text goes on."""
        if name == "!":
            return end
        is_end = name[0] == "/"
        name = name.lstrip("/")
        if name in _WITHOUT_CONTENT and not is_end:
            return self._skip_content(name, start, end)
        if name in ("audio", "video"):
            self._is_film = name == "video" and not is_end
        if not is_end:
            self._note(name, self._markup[start:end])
        if name == "br":
            self._break_line(keep_empty=True)
        elif name in _BLOCKS:
            self._break_line()
        elif name in ("td", "th") and not is_end and self._line:
            self._line.append(" | ")
            self._ends_open = True
        if name == "pre":
            self._pre_depth = max(0, self._pre_depth + (-1 if is_end else 1))
        return end

    def _skip_content(self, name: str, start: int, end: int) -> int:
        """An element that is never closed keeps its content: nothing behind it shall be lost without a word."""
        close = self._find_end_tag(name, end)
        if name == "svg" or close < 0:
            self._dropped[name] = None
        elif name == "script":
            said = self._markup[end : self._markup.rfind("</", end, close)].strip()
            self._name(self._scripts, name, said or _attributes(self._markup[start:end]).get("src", ""))
        return close if close >= 0 else end

    def _name(self, named: dict[str, None], tag: str, name: str) -> None:
        """Keeps what is to be named, as far as there is room for it."""
        name = name.strip()[:_NAMED_LENGTH_MAX]
        if name and (name in named or len(named) < NAMED_MAX):
            named[name] = None
        elif name:
            self._dropped[tag] = None

    def _find_end_tag(self, name: str, start: int) -> int:
        for written in (f"</{name}", f"</{name.upper()}"):
            place = self._find(written, start)
            if place >= 0:
                close = self._find(">", place)
                return close + 1 if close >= 0 else -1
        return -1

    def _note(self, name: str, tag: str) -> None:
        if name == "img":
            given = _attributes(tag)
            self._images.append(Image(given.get("src", "").strip(), _folded(given.get("alt", ""))))
        elif name == "a":
            self._name(self._links, name, _attributes(tag).get("href", ""))
        elif name in ("audio", "source") and (address := _attributes(tag).get("src", "").strip()):
            if name == "audio" or not self._is_film:
                self._sounds.append(address)
            else:
                self._name(self._files, "video", address)
        elif name in _LOSS:
            self._dropped[name] = None
            if name in _FILE_IN:
                self._name(self._files, name, _attributes(tag).get(_FILE_IN[name], ""))

    def _add_text(self, raw: str) -> None:
        if not raw:
            return
        text = decoded(raw)
        if "[sound:" in text:
            self._sounds += [name.strip() for name in _SOUND.findall(text)]
            text = _SOUND.sub("", text)
        if self._pre_depth:
            self._add_lines(text)
            return
        text = _SPACE.sub(" ", text)
        if self._ends_open or not self._line:
            text = text.lstrip(" ")
        if text:
            self._line.append(text)
            self._ends_open = text[-1] == " "

    def _add_lines(self, text: str) -> None:
        first, *others = text.replace("\r\n", "\n").replace("\xa0", " ").split("\n")
        self._line.append(first)
        for line in others:
            self._lines.append("".join(self._line))
            self._line = [line]
        self._ends_open = False

    def _break_line(self, *, keep_empty: bool = False) -> None:
        """Ends the line. An empty one is kept only where it was asked for, and never two together."""
        line = "".join(self._line).rstrip(" ")
        self._line, self._ends_open = [], False
        if line or (keep_empty and self._lines and self._lines[-1]):
            self._lines.append(line)


def _is_tag(name: str) -> bool:
    """Office writes `o:p`; other names that HTML does not know are what somebody wrote about."""
    return name in _KNOWN or name.startswith(("o:", "w:", "v:", "m:"))


def _attributes(tag: str) -> dict[str, str]:
    """The addresses and the text of a tag; the first of a name counts."""
    given: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        given.setdefault(name.lower(), _ENTITY.sub(lambda found: html.unescape(found[0]), double or single or bare))
    return given
