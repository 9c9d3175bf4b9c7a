"""The notes that this program writes for Anki, as texts of their fields and back.

A note shows the question in fields that Anki can learn and search, and holds all of it once more in its last field, as
JSON that no card shows. Reading takes that field where the others still say the same; where somebody changed them in
Anki, their texts count, and the last field only adds what Anki does not show.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, replace
from html import escape
from typing import Any

from quizapp.formats.anki_notes import FindPicture, Losses, Note, NoteReader, refused
from quizapp.formats.html_text import plain
from quizapp.formats.reading import ReadItem
from quizapp.formats.toml_tables import Table
from quizapp.formats.toml_values import read_question, refused_fields
from quizapp.game.checking_notes import error, loss
from quizapp.game.draft import Draft, Problem
from quizapp.game.mapping import Field, Mapping
from quizapp.game.question import Kind

FIELDS = (
    "Question", "Picture", "Options", "Answer", "Also right", "Hint", "Explanation", "Sources", "Run On Quiz",
)  # fmt: skip
TYPED, CHOSEN = OWN_TYPES = ("Run On Quiz, typed", "Run On Quiz, chosen")
"""The names of the note types."""
_PICTURE, _DATA = FIELDS.index("Picture"), len(FIELDS) - 1
_MAPPING = Mapping(
    (Field.PROMPT, Field.PICTURE, Field.OPTIONS, Field.KEY, Field.KEY, Field.HINT, Field.EXPLANATION, Field.NOTHING,
     Field.NOTHING),
    separator="\n",
)  # fmt: skip
_MARKS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_CHANGED = "the note was changed in Anki, so its texts were taken from there; look it over"
_CHANGED_LIST = "this question was changed in Anki, which holds its {kind} as text only, so it was left out"


def is_own(names: Sequence[str]) -> bool:
    """Whether a note with these fields was written by this program."""
    return tuple(names) == FIELDS


def fields_of(draft: Draft, picture: str = "") -> list[str]:
    """The fields of the note of a question as HTML. `picture` is the name of its picture in the package, if any."""
    image = ""
    if picture and draft.media:
        image = f'<img src="{escape(picture)}" alt="{_html(draft.media.alt)}">'
    shown = [_html(text) for text in _shown(draft)]
    return [shown[0], image, *shown[1:], _html(_data(draft))]


def tags_of(draft: Draft) -> list[str]:
    """The tags as Anki can hold them: without spaces."""
    return ["_".join(tag.split()) for tag in draft.tags if tag.strip()]


def _shown(draft: Draft) -> tuple[str, ...]:
    """The texts of all fields but picture and data."""
    options, answer, also = _key(draft)
    sources = "\n".join(" ".join(filter(None, (each.title, each.time, each.url))) for each in draft.sources)
    return draft.prompt, options, answer, also, draft.hint, draft.explanation, sources


def _key(draft: Draft) -> tuple[str, str, str]:
    """What the fields for options, the answer and other right answers say."""
    if draft.kind == Kind.TRUE_FALSE:
        return "True\nFalse", str(bool(draft.answer)), ""
    if draft.kind == Kind.MATCHING:
        rights = sorted((*(right for _, right in draft.pairs), *draft.extra), key=_shuffled)
        lefts = (left for left, _ in draft.pairs)
        return "\n".join((*lefts, "", *rights)), "\n".join(f"{left} – {right}" for left, right in draft.pairs), ""
    if draft.kind == Kind.ORDERING:
        return "\n".join(sorted(draft.sequence, key=_shuffled)), "\n".join(draft.sequence), ""
    if not draft.distractors:
        return "", draft.answers[0] if draft.answers else "", "\n".join(draft.answers[1:])
    options = [*draft.answers, *(each.text for each in draft.distractors)]
    return "\n".join(sorted(options, key=_shuffled)), "\n".join(draft.answers), ""


def _shuffled(text: str) -> bytes:
    """An order that tells nothing and is always the same."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _html(text: str) -> str:
    """The text as HTML that shows it and nothing else: brackets would begin a sound, two braces a gap."""
    text = _MARKS.sub(" ", text).encode("utf-8", "replace").decode()
    text = escape(text).replace("[", "&#91;").replace("{{", "{&#123;")
    return text.replace("\n", "<br>")


def _data(draft: Draft) -> str:
    """The question as JSON, without what says nothing, and without what would be lost with markup."""
    text = json.dumps(_said(asdict(draft)), separators=(",", ":"))
    return text.replace("[sound:", "\\u005bsound:").replace("  ", " \\u0020")


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something, also of the tables within."""
    kept = {name: value for name, value in values.items() if value is not None and value not in ("", ())}
    return {name: _plain_value(value) for name, value in kept.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return _said(value)
    return [_plain_value(each) for each in value] if isinstance(value, list | tuple) else value


def own_question(file: str, note: Note, find_picture: FindPicture) -> ReadItem:
    """The question of a note that this program wrote."""
    draft = _held(note.fields[_DATA].text) if len(note.fields) == len(FIELDS) else None
    if draft is None:
        return NoteReader(file, _MAPPING, find_picture).card(note)
    if _said_by(note) != [_folded(plain(_html(text)).text) for text in _shown(draft)]:
        return _changed(file, note, draft, find_picture)
    notes: list[Problem] = []
    draft, losses = _with_picture(draft, note, find_picture, notes)
    return ReadItem(
        file, note.line, _with_tags(replace(draft, uid=""), note), tuple(notes), draft.uid, picture=losses.picture
    )


def _said_by(note: Note) -> list[str]:
    return [_folded(each.text) for place, each in enumerate(note.fields) if place not in (_PICTURE, _DATA)]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _held(data: str) -> Draft | None:
    """The question in the last field; None where it is damaged."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    draft, problems = read_question(Table(values, 0, ""))
    is_whole = not refused_fields(problem for _, problem in problems) and draft.kind in Kind.__members__.values()
    return draft if is_whole else None


def _with_picture(draft: Draft, note: Note, find_picture: FindPicture, notes: list[Problem]) -> tuple[Draft, Losses]:
    """The draft with the picture that the note shows, which somebody may have changed or taken away in Anki."""
    losses = Losses(notes, find_picture)
    losses.look_at(replace(note.fields[_PICTURE], sounds=()), "media", may_be_kept=True)
    for place, each in enumerate(note.fields[:_DATA]):
        if place != _PICTURE and each.has_more:
            losses.look_at(replace(each, sounds=()), "")
    return replace(draft, media=losses.media), losses


def _with_tags(draft: Draft, note: Note) -> Draft:
    """With the tags of the note where they were changed."""
    return draft if sorted(tags_of(draft)) == sorted(note.tags) else replace(draft, tags=note.tags)


def _changed(file: str, note: Note, held: Draft, find_picture: FindPicture) -> ReadItem:
    if held.kind in (Kind.MATCHING, Kind.ORDERING):
        return refused(file, note, error("kind", _CHANGED_LIST, kind="pairs" if held.pairs else "order"))
    item = NoteReader(file, _MAPPING, find_picture).card(note)
    if item.draft is None:
        return replace(item, own_id=held.uid)
    draft = replace(
        item.draft,
        category=held.category,
        episode=held.episode,
        difficulty=held.difficulty,
        line=held.line,
        keep_order=held.keep_order,
        sources=held.sources,
    )
    if held.kind == Kind.MULTIPLE_CHOICE and draft.kind == Kind.SINGLE_CHOICE:
        draft = replace(draft, kind=held.kind)
    problems = (loss("", _CHANGED), *item.problems)
    return replace(item, draft=_with_tags(replace(draft, tags=held.tags), note), problems=problems, own_id=held.uid)
