"""Notes of Anki as questions, wherever they come from: clozes, cards with two sides, options typed as text.

A note is a row of a table whose header are the names of its fields, so a mapping says what each field holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.formats.anki_cloze import GAPS_MAX, Gap, gaps_in, has_gaps
from quizapp.formats.anki_options import typed_options
from quizapp.formats.choices import BEGINNING_LENGTH, TEXT_LENGTH_MAX, RefusedError, choice_of, read_item
from quizapp.formats.html_text import Plain
from quizapp.formats.reading import Picture, ReadItem
from quizapp.formats.table_guess import guess
from quizapp.formats.table_words import field_of_head, truth_of
from quizapp.formats.tables import read_rows
from quizapp.formats.xml_drafts import Notes, shown
from quizapp.game.checking_notes import error
from quizapp.game.draft import Draft, Problem
from quizapp.game.mapping import Field, KeyStyle, Mapping
from quizapp.game.question import GAP, Kind, Media

TYPED_LENGTH_MAX = 80
"""Characters of an answer that people can be asked to type."""

_FIELD_IN_TEMPLATE = re.compile(r"\{\{([^{}]{1,200})\}\}")
_STATEMENT = re.compile(r"Q_?\d{1,2}", re.IGNORECASE)
_BITS = re.compile(r"[01](?:[ ,;]+[01])+")
_CHOICE_COLUMNS = frozenset((Field.OPTION, Field.OPTIONS, Field.WRONG, Field.KIND))
_DRAFT_FIELDS = {
    Field.PROMPT: "prompt", Field.KEY: "answers", Field.OPTION: "distractors", Field.OPTIONS: "distractors",
    Field.WRONG: "distractors", Field.HINT: "hint", Field.EXPLANATION: "explanation", Field.PICTURE: "media",
}  # fmt: skip
_STANDS_IN = "-"
"""For a key that was read already, while the other fields are read like any row's."""

_UNMAPPED = "it is not known which field of this note is the answer, so it was left out; choose the mapping"

FindPicture = Callable[[str], Picture | None]


@dataclass(frozen=True, slots=True)
class Note:
    """A note without markup. `line` is its number or its line, `names` those of its fields, empty where unknown."""

    line: int
    guid: str
    names: tuple[str, ...]
    fields: tuple[Plain, ...]
    deck: str = ""
    tags: tuple[str, ...] = ()

    @property
    def beginning(self) -> str:
        """How it begins, for people to find it."""
        return next((each.text for each in self.fields if each.text), "")[:BEGINNING_LENGTH]


def mapping_of(
    names: Sequence[str], rows: Sequence[Sequence[str]], front: str = "", back: str = "", *, is_table: bool = False
) -> Mapping:
    """What the fields most likely hold: by their names, by what the sides of the card show, or by the texts of some
    notes. `header` is 1 when the names are to stand above the notes. Not usable where nothing tells.

    `is_table` says that there are no names.
    """
    if (columns := _columns_of_statements(names)) is not None:
        return Mapping(columns, 1, KeyStyle.LETTER)
    guessed = guess(rows if is_table else [list(names), *rows])
    width = len(names)
    if guessed.is_usable and guessed.header <= 1 and len(guessed.columns) == width:
        return replace(guessed, header=0 if is_table else 1)
    columns = _columns_of_card(names, front, back)
    return Mapping(columns, 0 if is_table else 1, separator=";")


def _columns_of_statements(names: Sequence[str]) -> tuple[Field, ...] | None:
    """Note types with fields `Q_1`, `Q_2` … beside the question, and answers such as `1 0 0`."""
    if sum(_STATEMENT.fullmatch(name.strip()) is not None for name in names) < 2:
        return None
    columns = tuple(
        Field.OPTION if _STATEMENT.fullmatch(name.strip()) else (field_of_head(name) or Field.NOTHING) for name in names
    )
    columns = tuple(Field.NOTHING if held is Field.KIND else held for held in columns)
    return columns if columns.count(Field.PROMPT) == 1 and columns.count(Field.KEY) == 1 else None


def _columns_of_card(names: Sequence[str], front: str, back: str) -> tuple[Field, ...]:
    """The one field that the front shows is the question, the first that only the back shows the answer."""
    asked = [name for name in _shown_by(front) if name in names]
    answered = [name for name in _shown_by(back) if name in names and name not in asked]
    held = dict.fromkeys(names, Field.NOTHING)
    if len(asked) == 1 and answered:
        held |= {asked[0]: Field.PROMPT, answered[0]: Field.KEY}
    elif len(names) == 2 and not front:
        return (Field.PROMPT, Field.KEY)
    return tuple(held[name] for name in names)


def _shown_by(template: str) -> list[str]:
    """The fields that a side shows; not those that it asks for, or only tests for being filled."""
    found = (each.strip() for each in _FIELD_IN_TEMPLATE.findall(template))
    shown_fields = (each.rpartition(":")[2] for each in found if not each.startswith(("#", "^", "/", "type:", "!")))
    return list(dict.fromkeys(shown_fields))


class NoteReader:
    """Reads the notes of one type, of which `mapping` says what their fields hold."""

    def __init__(self, file: str, mapping: Mapping, find_picture: FindPicture) -> None:
        self.file = file
        self.mapping = replace(mapping, header=0)
        self.find_picture = find_picture
        self._waiting: tuple[int, Sequence[str]] | None = None
        self._found = read_rows(file, self._rows(), self.mapping)

    def questions(self, note: Note) -> Iterator[ReadItem]:
        """What the note asks: one question, or one for each number of a cloze."""
        gapped = next((place for place, each in enumerate(note.fields) if has_gaps(each.text)), None)
        questions = [] if gapped is None else list(_clozes(self, note, gapped))
        yield from questions or [self.card(note)]

    def card(self, note: Note) -> ReadItem:
        """What the note asks when it is no cloze, whatever its texts look like."""
        return _Card(self, note).read()

    def row(self, line: int, cells: Sequence[str]) -> ReadItem | None:
        """The question of one row of a table; None when no question was meant."""
        self._waiting = (line, cells)
        found = next(self._found, None)
        if isinstance(found, ReadItem):
            return found
        self._found = read_rows(self.file, self._rows(), self.mapping)
        return None

    def _rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Ends when one row was not enough for a question."""
        while self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            yield waiting


def refused(file: str, note: Note, problem: Problem, notes: Sequence[Problem] = ()) -> ReadItem:
    """The note as one that cannot be used."""
    return ReadItem(file, note.line, None, (*notes, problem), note.guid, note.beginning)


class Losses(Notes):
    """What of a note's markup is lost, and the first picture, which is kept."""

    def __init__(self, notes: list[Problem], find_picture: FindPicture) -> None:
        super().__init__(notes)
        self._find = find_picture
        self.picture: Picture | None = None
        self.media: Media | None = None

    def look_at(self, read: Plain, field: str, *, may_be_kept: bool = False) -> None:
        """Notes what one field loses."""
        self.lose_markup(read, field)
        for image in read.images:
            if not (may_be_kept and self._keep(image.src, image.alt)):
                self.lose_files(field, [image.src])

    def _keep(self, src: str, alt: str) -> bool:
        found = self._find(src) if self.media is None else None
        if found is None:
            return False
        if not alt:
            self.note("media", "the picture “{name}” has no description, so its name stands there",
                      name=shown(found.name))  # fmt: skip
        self.picture, self.media = found, Media(found.name, alt or found.name)
        return True


class _Card:
    """A note with a question and an answer in fields of their own."""

    def __init__(self, reader: NoteReader, note: Note) -> None:
        self._reader = reader
        self._file = reader.file
        self._note = note
        self._mapping = reader.mapping
        self._notes: list[Problem] = []
        self._losses = Losses(self._notes, reader.find_picture)

    def read(self) -> ReadItem:
        if not self._mapping.is_usable:
            return refused(self._file, self._note, error("", _UNMAPPED))
        cells = [each.text for each in self._note.fields]
        try:
            told, rest = self._told_as_text(cells)
        except RefusedError as refusal:
            return refused(self._file, self._note, refusal.problem, self._notes)
        found = self._reader.row(self._note.line, self._with_letters(cells))
        if found is None:
            return refused(self._file, self._note, error("", "the note is empty, so it was left out"))
        own_id = self._note.guid or found.own_id
        if found.draft is None:
            return replace(found, own_id=own_id, text=self._note.beginning)
        draft = self._completed(found.draft, told, rest)
        problems = (*found.problems, *self._notes)
        return ReadItem(self._file, self._note.line, draft, problems, own_id, picture=self._losses.picture)

    def _completed(self, draft: Draft, told: dict[str, Any], rest: str) -> Draft:
        for held, read in zip(self._mapping.columns, self._note.fields, strict=False):
            if held is not Field.NOTHING and read.has_more:
                may_be_kept = held in (Field.PROMPT, Field.PICTURE)
                self._losses.look_at(read, _DRAFT_FIELDS.get(held, ""), may_be_kept=may_be_kept)
        return replace(
            draft,
            category=draft.category or self._note.deck,
            tags=tuple(dict.fromkeys((*draft.tags, *self._note.tags))),
            explanation="\n".join(filter(None, (draft.explanation, rest))),
            media=self._losses.media,
            **told,
        )

    def _told_as_text(self, cells: list[str]) -> tuple[dict[str, Any], str]:
        """The fields of a draft that question and answer tell as text, and what else the answer says.

        A key that is read here is blanked in `cells`. Empty for one that is read as any row's. Raises `RefusedError`.
        """
        columns = self._mapping.columns
        if columns.count(Field.PROMPT) != 1 or columns.count(Field.KEY) != 1 or _CHOICE_COLUMNS & set(columns):
            return {}, ""
        asked, answered = columns.index(Field.PROMPT), columns.index(Field.KEY)
        if max(asked, answered) >= len(cells):
            return {}, ""
        prompt, key = cells[asked], cells[answered]
        if max(len(prompt), len(key)) > TEXT_LENGTH_MAX:
            return {}, ""
        told, rest = self._choice(prompt, key) or _truth(key) or ({}, "")
        if told:
            cells[answered] = _STANDS_IN
        elif key:
            _check_typed(key)
        if not prompt and self._note.fields[asked].images:
            raise RefusedError("prompt", "the question is a picture without any text, so it was left out")
        return told, rest

    def _choice(self, prompt: str, key: str) -> tuple[dict[str, Any], str] | None:
        typed = typed_options(prompt, key)
        if typed is None:
            return None
        return {"prompt": typed.stem, **choice_of(typed.options, self._notes)}, typed.rest

    def _with_letters(self, cells: list[str]) -> list[str]:
        """`1 0 0` beside options tells of each whether it is right."""
        if Field.OPTION not in self._mapping.columns:
            return cells
        return [
            _letters(cell) if held is Field.KEY and _BITS.fullmatch(cell.strip()) else cell
            for held, cell in zip(self._mapping.columns, cells, strict=False)
        ]


def _letters(bits: str) -> str:
    marks = re.findall(r"[01]", bits)
    return ", ".join(chr(ord("A") + place) for place, mark in enumerate(marks[:10]) if mark == "1")


def _truth(key: str) -> tuple[dict[str, Any], str] | None:
    """`True` or `False` in words, on the first line of an answer that may go on to explain."""
    first, _, rest = key.partition("\n")
    truth = truth_of(first.strip().rstrip(".!"))
    return None if truth is None else ({"kind": str(Kind.TRUE_FALSE), "answer": truth, "answers": ()}, rest.strip())


def _check_typed(key: str) -> None:
    if len(key) > TYPED_LENGTH_MAX:
        template = (
            "an answer of {length} characters is too long to be typed, so the question was left out; "
            "perhaps question and answer should change places in the mapping"
        )
        raise RefusedError("answers", template, length=len(key))
    if "\n" in key:
        raise RefusedError("answers", "an answer of several lines cannot be typed, so the question was left out")


def _clozes(reader: NoteReader, note: Note, gapped: int) -> Iterator[ReadItem]:
    text = note.fields[gapped]
    if len(text.text) > TEXT_LENGTH_MAX:
        template = "the text with gaps is too long ({length} characters), so it was left out"
        yield refused(reader.file, note, error("prompt", template, length=len(text.text)))
        return
    for place, gap in enumerate(gaps_in(text.text)):
        if place == GAPS_MAX:
            template = "there are more than {limit} gaps; the others were left out"
            yield refused(reader.file, note, error("prompt", template, limit=GAPS_MAX))
            return
        yield _cloze(reader, note, gapped, gap)


def _cloze(reader: NoteReader, note: Note, gapped: int, gap: Gap) -> ReadItem:
    looked: list[Losses] = []

    def build(notes: list[Problem]) -> Draft:
        looked.append(Losses(notes, reader.find_picture))
        return _cloze_draft(note, gapped, gap, looked[0])

    own_id = note.guid if gap.number == 1 or not note.guid else f"{note.guid}-c{gap.number}"
    item = read_item(reader.file, note.line, note.beginning, build, own_id)
    return replace(item, picture=looked[0].picture) if item.draft and item.draft.media else item


def _cloze_draft(note: Note, gapped: int, gap: Gap, losses: Losses) -> Draft:
    _check_gap(gap)
    losses.look_at(note.fields[gapped], "prompt", may_be_kept=True)
    explanations = [
        each
        for place, each in enumerate(note.fields)
        if place != gapped and (not note.names or _explains(note.names[place] if place < len(note.names) else ""))
    ]
    for each in explanations:
        losses.look_at(each, "explanation")
    return Draft(
        kind=str(Kind.MISSING_WORD),
        category=note.deck,
        prompt=gap.prompt.strip(),
        answers=gap.hidden,
        hint=gap.hint,
        explanation="\n".join(each.text for each in explanations if each.text),
        tags=note.tags,
        media=losses.media,
    )


def _check_gap(gap: Gap) -> None:
    if any(text.startswith("image-occlusion:") for text in gap.hidden):
        raise RefusedError("kind", "a part of a picture is hidden, which cannot be asked here, so it was left out")
    if len(gap.hidden) > 1:
        template = "{count} gaps have the number {number}; a question here has one gap, so it was left out"
        raise RefusedError("prompt", template, count=len(gap.hidden), number=gap.number)
    if gap.prompt.count(GAP) != 1:
        raise RefusedError("prompt", "the text holds a gap of its own beside the one that is asked, so it was left out")
    hidden = "".join(gap.hidden)
    if not hidden:
        raise RefusedError("answers", "nothing stands in the gap, so the question was left out")
    _check_typed(hidden)


def _explains(name: str) -> bool:
    return field_of_head(name) is Field.EXPLANATION or "extra" in name.casefold()
