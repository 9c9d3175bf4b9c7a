"""Anki packages (.apkg, .colpkg): the notes of a collection as questions, with their pictures.

`line` is the number of a note, counting from 1 in the order in which they were made. Every note is a question, a cloze
one for each of its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quizapp.errors import QuizError
from quizapp.formats.anki_collection import Collection, NoteType, RawNote, opened
from quizapp.formats.anki_fields import is_own, own_question
from quizapp.formats.anki_notes import Note, NoteReader, mapping_of
from quizapp.formats.anki_writing import write as write
from quizapp.formats.choices import file_error, file_warning
from quizapp.formats.html_text import plain
from quizapp.formats.reading import FileProblem, Found, Source
from quizapp.game.draft import Problem, Severity
from quizapp.game.mapping import COLUMNS_MAX, Mapping, Preview

SAMPLE_NOTES = 200
"""Of each note type, by which its fields are told apart."""
SAMPLED_NOTES_MAX = 20_000
SAMPLE_TEXT_LENGTH = 2_000
_ZIP = b"PK\x03\x04"
_MEMBER = b"collection.anki2"
_LOOKED_AT = 2**16
_DEFAULT_DECK = "Default"
_DUMMY = (
    "this file holds nothing but the note with which Anki asks for a newer version; export the deck from Anki once more"
)


def recognises(source: Source) -> bool:
    """Whether it is a package of Anki. An empty file that is called so is one of which `read` can then speak."""
    content = source.content
    if not content:
        return source.name.lower().endswith((".apkg", ".colpkg"))
    return content.startswith(_ZIP) and (_MEMBER in content[:_LOOKED_AT] or _MEMBER in content[-_LOOKED_AT:])


def preview(source: Source) -> Preview:
    """The names of the fields and some notes of the commonest note type, and what its fields most likely hold."""
    try:
        with opened(source.content) as collection:
            return _preview(collection)
    except QuizError:
        return Preview((), Mapping(()))


def _preview(collection: Collection) -> Preview:
    samples = _samples(collection)
    if not samples:
        return Preview((), Mapping(()))
    note_type = _commonest(samples)
    rows = samples[note_type].rows
    return Preview((note_type.fields, *map(tuple, rows)), _guessed(note_type, rows))


def _commonest(samples: dict[NoteType, _Sample]) -> NoteType:
    return max(samples, key=lambda each: samples[each].count)


class _Sample:
    """How often a note type occurs at the beginning, and some of its notes as plain text."""

    def __init__(self) -> None:
        self.count = 0
        self.rows: list[list[str]] = []


def _samples(collection: Collection) -> dict[NoteType, _Sample]:
    samples: dict[NoteType, _Sample] = {}
    for note in islice(collection.notes(), SAMPLED_NOTES_MAX):
        sample = samples.setdefault(note.type, _Sample())
        sample.count += 1
        if len(sample.rows) < SAMPLE_NOTES:
            sample.rows.append([plain(each[:SAMPLE_TEXT_LENGTH]).text for each in note.fields[:COLUMNS_MAX]])
    return samples


def _guessed(note_type: NoteType, rows: list[list[str]]) -> Mapping:
    return mapping_of(note_type.fields[:COLUMNS_MAX], rows, note_type.front, note_type.back)


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Found]:
    """The questions of the package. `mapping` counts for all note types with as many fields. Never raises."""
    if not source.content:
        yield file_error(source.name, 0, "the file is empty; get it once more")
        return
    try:
        with opened(source.content) as collection:
            if collection.is_dummy:
                yield file_error(source.name, 0, _DUMMY)
                return
            yield from _read(source.name, collection, mapping)
    except QuizError as error:
        yield FileProblem(source.name, 0, Problem(Severity.ERROR, "", error.sentence))


def _read(file: str, collection: Collection, given: Mapping | None) -> Iterator[Found]:
    find_picture = collection.media.picture
    mappings = _mappings(collection, given)
    readers = {note_type: NoteReader(file, mapping, find_picture) for note_type, mapping in mappings.items()}
    is_empty = True
    for raw in collection.notes():
        is_empty = False
        note = _note(raw)
        if is_own(note.names):
            yield own_question(file, note, find_picture)
            continue
        if raw.type not in readers:
            rows = [[each.text for each in note.fields]]
            mapping = _chosen(raw.type, given) or _guessed(raw.type, rows)
            readers[raw.type] = NoteReader(file, mapping, find_picture)
        yield from readers[raw.type].questions(note)
    if is_empty:
        yield file_warning(file, 0, "there are no notes in this package")


def _mappings(collection: Collection, given: Mapping | None) -> dict[NoteType, Mapping]:
    """For each note type. A mapping that is only the guess for the commonest says nothing of the others."""
    try:
        samples = _samples(collection)
    except QuizError:
        return {}  # the notes before the damage are read all the same, and then it is told
    guessed = {note_type: _guessed(note_type, sample.rows) for note_type, sample in samples.items()}
    if not samples or given == guessed[_commonest(samples)]:
        return guessed
    return {note_type: _chosen(note_type, given) or mapping for note_type, mapping in guessed.items()}


def _chosen(note_type: NoteType, given: Mapping | None) -> Mapping | None:
    """The mapping that was given, where it fits the note type."""
    fits = given is not None and given.is_usable and len(given.columns) == len(note_type.fields)
    return given if fits else None


def _note(raw: RawNote) -> Note:
    deck = "" if raw.deck == _DEFAULT_DECK else raw.deck
    return Note(raw.number, raw.guid, raw.type.fields, tuple(map(plain, raw.fields)), deck, raw.tags)
