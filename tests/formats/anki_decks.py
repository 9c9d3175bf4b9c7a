"""Small Anki packages of all three generations, built for the tests."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import zstandard

BASIC = ("Basic", ("Front", "Back"))
DUMMY = "Please update to the latest Anki version, then import the .colpkg/.apkg file again."

_COMMON = """
CREATE TABLE col (id integer PRIMARY KEY, models text NOT NULL, decks text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, tags text NOT NULL,
                    flds text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
                    odid integer NOT NULL);
"""
_NEWER = """
CREATE TABLE notetypes (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase, config blob NOT NULL);
CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase,
                     config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase,
                        config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE decks (id integer PRIMARY KEY, name text NOT NULL COLLATE unicase);
"""


@dataclass(frozen=True)
class N:
    """A note to be put into a package."""

    fields: Sequence[str]
    type: tuple[str, tuple[str, ...]] = BASIC
    tags: str = ""
    deck: str = "Default"
    sides: tuple[str, str] = ("", "")


def notes(*texts: str) -> list[N]:
    """Basic notes from `front|back`."""
    return [N(text.split("|")) for text in texts]


def collection(held: Sequence[N], *, is_newer: bool = False, script: str = "") -> bytes:
    """The database of a collection; `script` is run at the end."""
    database = sqlite3.connect(":memory:")
    database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    database.executescript("PRAGMA page_size = 512;" + _COMMON + (_NEWER if is_newer else ""))
    types = {each.type: number for number, each in enumerate(held, start=1000)}
    sides = {each.type: each.sides for each in held}
    decks = {name: number for number, name in enumerate(dict.fromkeys(each.deck for each in held), start=1)}
    if is_newer:
        _describe_newer(database, types, sides, decks)
    else:
        models = {str(number): _model(each, sides[each]) for each, number in types.items()}
        named = {str(number): {"name": name} for name, number in decks.items()}
        database.execute("INSERT INTO col VALUES (1, ?, ?)", (json.dumps(models), json.dumps(named)))
    for number, each in enumerate(held, start=1):
        row = (number, f"guid{number}", types[each.type], f" {each.tags} ", "\x1f".join(each.fields))
        database.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO cards VALUES (?, ?, ?, 0, 0)", (number, number, decks[each.deck]))
    database.commit()
    database.executescript(script)
    content = database.serialize()
    database.close()
    return content


def _model(each: tuple[str, tuple[str, ...]], sides: tuple[str, str]) -> dict[str, object]:
    card = {"qfmt": sides[0], "afmt": sides[1]}
    return {"name": each[0], "flds": [{"name": name} for name in each[1]], "tmpls": [card]}


def _describe_newer(
    database: sqlite3.Connection,
    types: Mapping[tuple[str, tuple[str, ...]], int],
    sides: Mapping[tuple[str, tuple[str, ...]], tuple[str, str]],
    decks: Mapping[str, int],
) -> None:
    database.execute("INSERT INTO col VALUES (1, '', '')")
    for (name, fields), number in types.items():
        database.execute("INSERT INTO notetypes VALUES (?, ?, x'')", (number, name))
        rows = [(number, place, field) for place, field in enumerate(fields)]
        database.executemany("INSERT INTO fields VALUES (?, ?, ?, x'')", rows)
        config = b"".join(message(place, side.encode()) for place, side in enumerate(sides[name, fields], start=1))
        database.execute("INSERT INTO templates VALUES (?, 0, 'Card', ?)", (number, config))
    rows = [(number, name.replace("::", "\x1f")) for name, number in decks.items()]
    database.executemany("INSERT INTO decks VALUES (?, ?)", rows)


def message(number: int, value: bytes | int) -> bytes:
    """One field of a protocol buffer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def oldest(held: Sequence[N], media: Mapping[str, bytes] | None = None) -> bytes:
    """A package of the first generation."""
    return packed({"collection.anki2": collection(held), **_media(media or {})})


def second(held: Sequence[N], media: Mapping[str, bytes] | None = None) -> bytes:
    """A package of the second generation, with the note for older programs."""
    dummy = collection(notes(f"{DUMMY}|"))
    return packed({"collection.anki21": collection(held), "collection.anki2": dummy, **_media(media or {})})


def newest(held: Sequence[N], media: Mapping[str, bytes] | None = None) -> bytes:
    """A package of the third generation, with the note for older programs."""
    media = media or {}
    listed = b"".join(
        message(1, message(1, name.encode()) + message(2, len(content))) for name, content in media.items()
    )
    members = {
        "meta": message(1, 3),
        "collection.anki21b": squeezed(collection(held, is_newer=True)),
        "collection.anki2": collection(notes(f"{DUMMY}|")),
        "media": squeezed(listed),
    }
    return packed(members | {str(place): squeezed(content) for place, content in enumerate(media.values())})


def squeezed(content: bytes) -> bytes:
    """As zstd packs it."""
    return zstandard.ZstdCompressor().compress(content)


def _media(media: Mapping[str, bytes]) -> dict[str, bytes]:
    listed = json.dumps({str(place): name for place, name in enumerate(media)})
    return {"media": listed.encode(), **{str(place): content for place, content in enumerate(media.values())}}


GENERATIONS = {"oldest": oldest, "second": second, "newest": newest}
