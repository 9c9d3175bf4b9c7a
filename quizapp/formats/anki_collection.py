"""Opens Anki packages of all three generations within limits: notes, note types, decks and media.

`collection.anki2` is the oldest generation, `collection.anki21` the second; `collection.anki21b` is packed with
zstd, as are its media and their list. Packages of the newer ones hold an older collection too, whose only note asks for
a newer Anki: so the newest that is there counts.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from quizapp.errors import QuizError
from quizapp.formats.anki_packing import message_of, pieces, unpacked
from quizapp.formats.archive import TOTAL_RATIO_MAX, Archive, Limits, open_archive
from quizapp.formats.reading import Picture

NOTES_MAX = 1_000_000
COLLECTION_SIZE_MAX = 256 * 2**20
LIMITS = Limits(members=100_000, total_size=2 * 2**30, member_size=COLLECTION_SIZE_MAX)
PICTURE_SIZE_MAX = 64 * 2**20
MEDIA_LIST_SIZE_MAX = 16 * 2**20
JSON_SIZE_MAX, JSON_FREE, JSON_OF_BYTE = 16 * 2**20, 2**19, 6
"""Characters of JSON, each of which takes twenty bytes of memory: so many in any package, in a small one, and for each
byte of others.
"""
TYPES_MAX = 2_000
"""Note types, each of which is looked at for itself; a collection of many years has a hundred."""
ROWS_FREE, ROW_BYTES = 20_000, 2
"""Rows of the tables beside the notes, which are kept in memory; a card takes some 20 bytes of a package."""
GENERATIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first."""

_VALUE_SIZE_MAX = 64 * 2**20
_STEP = 1_000_000
_STEPS_MAX = 500
"""Times a million instructions of SQLite; reading a million notes takes a twentieth of them."""
_FIELDS_SEPARATOR = "\x1f"
_DUMMY = re.compile(r"\s*Please update to the latest Anki version")


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note: the names of its fields, and the two sides of its first card as templates."""

    name: str
    fields: tuple[str, ...]
    front: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note as it is stored: `fields` are HTML. `number` counts from 1."""

    number: int
    guid: str
    type: NoteType
    deck: str
    tags: tuple[str, ...]
    fields: tuple[str, ...]


class Media:
    """The pictures and sounds of a package, by the names that notes use."""

    def __init__(self, archive: Archive, members: dict[str, tuple[str, int | None]], *, are_packed: bool) -> None:
        self._archive = archive
        self._members = members
        self._are_packed = are_packed
        self._found: dict[str, Picture] = {}

    def picture(self, src: str) -> Picture | None:
        """The picture that a note names, to be unpacked when it is wanted; None when it is not in the package."""
        for name in (src, unquote(src)):
            name = unicodedata.normalize("NFC", name)
            if name in self._members and self._members[name][0] in self._archive:
                return self._found.setdefault(name, Picture(name, partial(self._load, name)))
        return None

    def _load(self, name: str) -> bytes:
        member, size = self._members[name]
        content = self._archive.read(member)
        if not self._are_packed:
            return content
        content = unpacked(content, PICTURE_SIZE_MAX)
        if size is not None and len(content) != size:
            raise QuizError("“{name}” in the Anki package is damaged; export it once more", name=name[:80])
        return content


@dataclass(slots=True)
class Collection:
    """An opened collection; its notes can be read while it is open."""

    database: sqlite3.Connection
    media: Media
    is_oldest: bool
    types: dict[int, NoteType] = field(default_factory=dict)
    decks: dict[int, str] = field(default_factory=dict)
    note_count: int = 0

    def notes(self) -> Iterator[RawNote]:
        """The notes in the order in which they were made. Raises QuizError where they cannot be read further."""
        number = size = 0
        try:
            decks = self._deck_of_note()
            for number, row in enumerate(self.database.execute(_NOTES), start=1):
                if number > NOTES_MAX:
                    template = "the collection has {count} notes, and only the first {limit} were read; divide it"
                    raise QuizError(template, count=self.note_count, limit=NOTES_MAX)
                note = self._note(number, row, decks.get(row[0], ""))
                size += sum(map(len, note.fields))
                if size > COLLECTION_SIZE_MAX:
                    raise self._damage(number - 1)  # more than the file can hold: columns that are computed
                yield note
        except sqlite3.Error as error:
            raise self._damage(number) from error

    def _damage(self, read: int) -> QuizError:
        lost = self.note_count - read
        if lost > 0:
            template = (
                "the collection is damaged behind note {read}, so {lost} notes were not read; export it once more"
            )
            return QuizError(template, read=read, lost=lost)
        template = "the collection is damaged behind note {read}, so others may be missing; export it once more"
        return QuizError(template, read=read)

    def _deck_of_note(self) -> dict[int, str]:
        if not _has_table(self.database, "cards"):
            return {}
        return {note: self.decks.get(deck, "") for note, deck in self.database.execute(_DECK_OF_NOTE)}

    def _note(self, number: int, row: tuple[Any, ...], deck: str) -> RawNote:
        _, guid, type_id, tags, written = row
        fields = tuple(_text(written).split(_FIELDS_SEPARATOR))
        note_type = self.types.get(type_id) or NoteType("", tuple(f"{place}" for place in range(1, len(fields) + 1)))
        return RawNote(number, _text(guid), note_type, deck, tuple(_text(tags).split()), fields)

    @property
    def is_dummy(self) -> bool:
        """Whether all it holds is the note that stands in for a newer collection, which got lost."""
        if not self.is_oldest or self.note_count != 1:
            return False
        return any(_DUMMY.match(note.fields[0]) for note in self.notes())


_NOTES = "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id"
_DECK_OF_NOTE = (
    "SELECT nid, CASE WHEN odid THEN odid ELSE did END FROM cards WHERE typeof(nid) = 'integer' ORDER BY ord DESC"
)
"""The deck of the first card wins, because it comes last. Cards in a filtered deck remember their own."""


@contextmanager
def opened(content: bytes) -> Iterator[Collection]:
    """The newest collection of a package. Raises QuizError when there is none or it is damaged."""
    archive = open_archive(content, LIMITS)
    name = next((name for name in GENERATIONS if name in archive), None)
    if name is None:
        template = "the zip file holds no collection of Anki, so nothing of it was read; export it from Anki once more"
        raise QuizError(template)
    is_packed = name == GENERATIONS[0]
    stored = archive.read(name)
    most = TOTAL_RATIO_MAX * len(content)  # of the package, as zip may have packed it once more
    with tempfile.TemporaryDirectory(prefix="quizapp-anki-") as folder:
        file = Path(folder, "collection.db")
        _write(file, pieces(stored, COLLECTION_SIZE_MAX, most, TOTAL_RATIO_MAX) if is_packed else [stored])
        del stored
        with closing(_connected(file)) as database:
            media = Media(
                archive, _media_of(archive, _json_max(len(content)), is_packed=is_packed), are_packed=is_packed
            )
            yield _described(Collection(database, media, is_oldest=name == GENERATIONS[2]), len(content))


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    try:
        with file.open("wb") as stream:
            stream.writelines(pieces)
    except OSError as error:
        template = "the Anki package could not be unpacked ({reason}), so nothing was read; make room on the disk"
        raise QuizError(template, reason=error.strerror) from error


def _connected(file: Path) -> sqlite3.Connection:
    """The database, to be read only; nothing that a stranger wrote into its schema may run long or reach outside."""
    database = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    database.text_factory = lambda stored: stored.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE_SIZE_MAX)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    steps = iter(range(_STEPS_MAX))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEP)
    database.create_collation("unicase", _compared_without_case)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        database.execute(f"PRAGMA {pragma}")
    return database


def _compared_without_case(one: str, other: str) -> int:
    """Anki's own order of names, near enough: nothing depends on it, but SQLite asks for it."""
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _described(collection: Collection, packed_size: int) -> Collection:
    """With its note types and decks. Raises QuizError."""
    database = collection.database
    try:
        if not _has_table(database, "notes"):
            raise QuizError("the Anki package holds no notes, so nothing of it was read; export it once more")
        _refuse_crowds(database, max(ROWS_FREE, packed_size // ROW_BYTES))
        collection.note_count = _note_count(database)
        if _has_table(database, "notetypes") and _has_table(database, "fields"):
            collection.types = _newer_types(database)
            collection.decks = _newer_decks(database)
        else:
            collection.types, collection.decks = _older_types_and_decks(database, _json_max(packed_size))
        if len(collection.types) > TYPES_MAX:
            template = "the Anki package holds more than {limit} note types, so nothing of it was read; export one deck"
            raise QuizError(template, limit=TYPES_MAX)
    except sqlite3.Error as error:
        template = "the collection in the Anki package is damaged, so nothing of it was read; export it once more"
        raise QuizError(template) from error
    return collection


def _refuse_crowds(database: sqlite3.Connection, most: int) -> None:
    for name in ("cards", "fields", "templates", "notetypes", "decks"):
        try:
            count = database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] if _has_table(database, name) else 0
        except sqlite3.DatabaseError:
            continue  # what can be read of it is read
        if count > most:
            template = (
                "the Anki package holds {count} rows in “{name}”, which is too many for its size, so nothing of it was "
                "read; export the deck from Anki once more"
            )
            raise QuizError(template, count=count, name=name)


def _json_max(packed_size: int) -> int:
    return min(JSON_SIZE_MAX, max(JSON_FREE, JSON_OF_BYTE * packed_size))


def _note_count(database: sqlite3.Connection) -> int:
    """How many notes there are, or at least how many the cards speak of; 0 where damage hides both."""
    queries = ["SELECT count(*) FROM notes"]
    if _has_table(database, "cards"):
        queries.append("SELECT count(DISTINCT nid) FROM cards")
    for query in queries:
        try:
            return int(database.execute(query).fetchone()[0])
        except sqlite3.DatabaseError:
            continue
    return 0


def _has_table(database: sqlite3.Connection, name: str) -> bool:
    """A view or a virtual table of this name is a trap."""
    found = database.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
    return found is not None and "virtual" not in _text(found[0])[:40].lower()


def _newer_types(database: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for type_id, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(type_id, []).append(_text(name))
    sides: dict[int, tuple[str, str]] = {}
    if _has_table(database, "templates"):
        for type_id, config in database.execute("SELECT ntid, config FROM templates WHERE ord = 0"):
            sides[type_id] = _sides(config)
    names = dict(database.execute("SELECT id, name FROM notetypes"))
    return {
        type_id: NoteType(_text(names.get(type_id, "")), tuple(held), *sides.get(type_id, ("", "")))
        for type_id, held in fields.items()
    }


def _sides(config: object) -> tuple[str, str]:
    """Both sides of a card, from the message in which Anki keeps its template."""
    values = dict(message_of(config)) if isinstance(config, bytes) else {}
    front, back = values.get(1, b""), values.get(2, b"")
    return _text(front), _text(back)


def _newer_decks(database: sqlite3.Connection) -> dict[int, str]:
    if not _has_table(database, "decks"):
        return {}
    rows = database.execute("SELECT id, name FROM decks")
    return {deck_id: _text(name).split(_FIELDS_SEPARATOR)[-1] for deck_id, name in rows}


def _older_types_and_decks(database: sqlite3.Connection, json_max: int) -> tuple[dict[int, NoteType], dict[int, str]]:
    row = database.execute("SELECT models, decks FROM col").fetchone() if _has_table(database, "col") else None
    models, decks = (_json_table(text, json_max) for text in row or ("", ""))
    types = {int(key): _older_type(model) for key, model in models.items() if key.isdecimal() and len(key) < 20}
    names = {
        int(key): _text(deck.get("name")).split("::")[-1]
        for key, deck in decks.items()
        if isinstance(deck, dict) and key.isdecimal() and len(key) < 20
    }
    return {key: each for key, each in types.items() if each.fields}, names


def _json_table(text: object, most: int) -> dict[str, Any]:
    text = _text(text)
    try:
        values = json.loads(text) if len(text) <= most else {}
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _older_type(model: object) -> NoteType:
    model = model if isinstance(model, dict) else {}
    cards = _tables(model.get("tmpls"))
    card = cards[0] if cards else {}
    names = tuple(_text(each.get("name")) for each in _tables(model.get("flds")))
    return NoteType(_text(model.get("name")), names, _text(card.get("qfmt")), _text(card.get("afmt")))


def _tables(values: object) -> list[dict[str, Any]]:
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _media_of(archive: Archive, json_max: int, *, is_packed: bool) -> dict[str, tuple[str, int | None]]:
    """The member of each file by its name, and its size where that is told. A damaged list is an empty one: the
    pictures are then told as missing one by one.
    """
    if "media" not in archive:
        return {}
    try:
        listed = archive.read("media")
        if is_packed:
            return _newer_media(unpacked(listed, MEDIA_LIST_SIZE_MAX))
    except QuizError:
        return {}
    return {
        unicodedata.normalize("NFC", _text(name)): (number, None)
        for number, name in _json_table(listed, json_max).items()
    }


def _newer_media(message: bytes) -> dict[str, tuple[str, int | None]]:
    """The members are numbered in the order of the list."""
    members: dict[str, tuple[str, int | None]] = {}
    entries = (entry for number, entry in message_of(message) if number == 1 and isinstance(entry, bytes))
    for place, entry in enumerate(entries):
        values = dict(message_of(entry))
        size = values.get(2, 0)
        name = unicodedata.normalize("NFC", _text(values.get(1, b"")))
        members[name] = (str(place), size if isinstance(size, int) else None)
    return members
