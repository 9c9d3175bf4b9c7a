"""Every format, and which one a file is in: by what it holds first, then by its name."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from types import ModuleType

from quizapp.formats.choices import file_error
from quizapp.formats.found_limits import ITEM_BYTES, within_size
from quizapp.formats.further_samples import further_samples, is_binary
from quizapp.formats.reading import REFUSED_MAX, Found, ReadItem, Source
from quizapp.game.mapping import Mapping

_HOPELESS = (
    "the last {count} questions up to here cannot be used, so the file was read no further; "
    "where it is a table, say what its columns are"
)
_OTHER_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{<]")
"""How JSON and XML begin."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another system. `title` is what people call it; its module has what `is_written` and the rest say."""

    id: str
    title: str
    module_name: str
    extensions: tuple[str, ...]
    is_written: bool = False
    has_mapping: bool = False
    """Whether its columns or fields have to be told apart, see `game.mapping`."""
    has_pictures: bool = False
    """Whether it can be written with pictures."""
    own_extensions: tuple[str, ...] = ()
    """Those that tell the format of a text whose content does not."""
    has_times: bool = False
    """Whether it can be written with the times at which questions were changed, beside pictures."""
    item_bytes: int = ITEM_BYTES
    """Bytes on disk that a question of it takes at least, on average."""

    @property
    def module(self) -> ModuleType:
        """The module, loaded when it is first needed."""
        return importlib.import_module(f"quizapp.formats.{self.module_name}")

    def recognises(self, source: Source) -> bool:
        """Whether the file holds this format."""
        return bool(self.module.recognises(source))

    def read(self, source: Source, mapping: Mapping | None = None) -> Iterator[Found]:
        """What the file holds, in its order; see `ReadItem`."""
        found = self.module.read(source, mapping) if self.has_mapping else self.module.read(source)
        return within_size(_until_hopeless(found), len(source.content), self.item_bytes)


def _until_hopeless(found: Iterator[Found]) -> Iterator[Found]:
    """What was found; no further where thousands one after the other are refused, which costs more than it tells."""
    refused = 0
    for each in found:
        yield each
        if isinstance(each, ReadItem):
            refused = 0 if each.draft is not None else refused + 1
            if refused == REFUSED_MAX:
                yield file_error(each.file, each.line, _HOPELESS, count=refused)
                return


FORMATS = (
    Format(
        *("anki", "Anki deck", "anki", ("apkg", "colpkg")),
        is_written=True,
        has_mapping=True,
        has_pictures=True,
        has_times=True,
    ),
    Format("xlsx", "Spreadsheet", "xlsx", ("xlsx", "xls", "ods", "xlsm", "xlsb"), has_mapping=True),
    Format("moodle", "Moodle XML", "moodle_xml", ("xml",), is_written=True, has_pictures=True),
    Format("qti", "QTI", "qti", ("xml", "zip"), item_bytes=30),
    Format("opentdb", "Open Trivia DB", "open_trivia_db", ("json",), is_written=True),
    Format("trivia-api", "The Trivia API", "trivia_api", ("json",)),
    Format("list", "List of questions (JSON)", "question_list", ("json", "jsonl")),
    Format("triviaqa", "OpenTriviaQA", "open_trivia_qa", ("txt", "")),
    Format("gift", "GIFT", "gift", ("gift", "txt"), is_written=True, own_extensions=("gift",)),
    Format("aiken", "Aiken", "aiken", ("txt", "aiken"), is_written=True, own_extensions=("aiken",)),
    Format("lines", "List of lines", "line_list", ("txt",)),
    Format("anki-text", "Anki text", "anki_text", ("txt", "tsv"), has_mapping=True),
    Format(
        *("csv", "Table (CSV)", "csv_table", ("csv", "tsv", "tab", "txt")),
        is_written=True,
        has_mapping=True,
        own_extensions=("csv", "tsv", "tab"),
    ),
)
"""In the order in which they are tried: those that are told by a few bytes first, a table of anything last."""


def recognised(source: Source) -> Format | None:
    """The format of a file; where several would do, one that its name speaks for. None: it is none of these.

    What it holds decides. Where its beginning does not tell, such as one text of a megabyte, what stands further down
    does, and last its name.
    """
    extension = PurePath(source.name).suffix.removeprefix(".").lower()
    return _by_content(source, extension) or _by_further_content(source, extension) or _by_name(source, extension)


def _by_content(source: Source, extension: str) -> Format | None:
    fitting = [each for each in FORMATS if each.recognises(source)]
    named = [each for each in fitting if extension in each.extensions]
    return next(iter((*named, *fitting)), None)


def _by_further_content(source: Source, extension: str) -> Format | None:
    """By samples, of which those from the middle may look like much: they count for a format that is named so."""
    for sample in further_samples(source.content):
        found = _by_content(Source(source.name, sample.content), extension)
        if found is not None and (sample.is_beginning or extension in found.extensions):
            return found
    return None


def _by_name(source: Source, extension: str) -> Format | None:
    """The one format of texts whose files are called so, where nothing in the file speaks against it."""
    is_other = not source.content.strip() or is_binary(source.content) or _OTHER_TEXT.match(source.content)
    return None if is_other else next((each for each in FORMATS if extension in each.own_extensions), None)


def by_id(format_id: str) -> Format | None:
    """The format of this id, or None."""
    return next((each for each in FORMATS if each.id == format_id), None)
