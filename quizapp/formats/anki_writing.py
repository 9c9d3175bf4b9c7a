"""Writes Anki packages that are the same bytes for the same questions, and that Anki takes for the same notes again."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from quizapp.formats.anki_fields import CHOSEN, FIELDS, TYPED, fields_of, tags_of
from quizapp.formats.archive import write_archive
from quizapp.formats.writing import Written, cannot
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import Kind, PackInfo, Question

if TYPE_CHECKING:
    from genanki import Deck, Model

TIMESTAMP = 1_600_000_000
"""Seconds since 1970 at which all notes were made, so that the same questions give the same file. They count as changed
when their questions were: of two notes of one guid Anki takes the one that was changed later."""
_UNSAFE = re.compile(r"[^\w.-]+")
_STYLE = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: center; }\n"
    ".options { display: inline-block; text-align: left; margin: 1em; line-height: 1.6; }\n"
    ".more { font-size: 16px; color: gray; margin-top: 1em; }\n"
    "img { max-width: 100%; max-height: 50vh; }"
)
_FRONT = "{{Question}}<div>{{Picture}}</div>{{#Options}}<div class=options>{{Options}}</div>{{/Options}}"
_HINT = "{{#Hint}}<div class=more>{{hint:Hint}}</div>{{/Hint}}"
_TYPED = "<div>{{type:Answer}}</div>"
_BACK = (
    "{{FrontSide}}<hr id=answer>{{Answer}}"
    "{{#Also right}}<div class=more>{{Also right}}</div>{{/Also right}}"
    "{{#Explanation}}<div class=more>{{Explanation}}</div>{{/Explanation}}"
    "{{#Sources}}<div class=more>{{Sources}}</div>{{/Sources}}"
)


def write(
    questions: Sequence[Question],
    info: PackInfo,
    pictures: Mapping[str, bytes] | None = None,
    changed_at_ms: Mapping[str, int] | None = None,
) -> Written:
    """A package with one deck, called as the pack. `pictures`: the bytes of each by its name in `Media.image`.

    `changed_at_ms`: when each question was changed last, in UTC, by its uid; Anki takes a note again only when that is
    later than what it has.
    Works on a temporary folder, so any thread may call it.
    """
    pictures = pictures or {}
    left_out = [problem for question in questions if (problem := _loss(question, pictures)) is not None]
    wanted = sorted({each.media.image for each in questions if each.media} & pictures.keys())
    names = {image: _name(image) for image in wanted}
    with tempfile.TemporaryDirectory(prefix="quizapp-anki-") as folder:
        files = [Path(folder, names[image]) for image in wanted]
        for image, file in zip(wanted, files, strict=True):
            file.write_bytes(pictures[image])
        content = _packed(_deck(questions, info, names, changed_at_ms or {}), [str(file) for file in files])
    return Written(content, tuple(left_out))


def _loss(question: Question, pictures: Mapping[str, bytes]) -> Problem | None:
    if question.media is None or question.media.image in pictures:
        return None
    template = "the picture “{name}” could not be read, so the deck has none there"
    return cannot(question, "media", template, whole=False, name=question.media.image)


def _name(image: str) -> str:
    """Decks share one folder for media, so the name has to be nobody else's."""
    path = PurePosixPath(image)
    digest = hashlib.sha256(image.encode("utf-8", "replace")).hexdigest()[:12]
    stem, suffix = (_UNSAFE.sub("-", each.encode("ascii", "replace").decode()) for each in (path.stem, path.suffix))
    return f"runonquiz-{digest}-{stem[:40]}{suffix[:10]}"


def _number(*texts: str) -> int:
    """A number that is always the same for the same texts, as Anki wants them for decks and note types."""
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).digest()
    return (1 << 30) + int.from_bytes(digest[:4], "big") % (1 << 30)


def _deck(
    questions: Sequence[Question], info: PackInfo, names: Mapping[str, str], changed_at_ms: Mapping[str, int]
) -> Deck:
    import genanki

    class ChangedNote(genanki.Note):
        """A note that was changed at a time of its own."""

        changed_s = 0

        def write_to_db(self, cursor: Any, timestamp: float, deck_id: Any, id_gen: Any) -> None:
            super().write_to_db(cursor, max(timestamp, self.changed_s), deck_id, id_gen)

    deck = genanki.Deck(_number("deck", info.id), " ".join(info.title.replace("::", ":").split()) or info.id)
    typed, chosen = _model(is_typed=True), _model(is_typed=False)
    for question in questions:
        picture = names.get(question.media.image, "") if question.media else ""
        draft = _draft(question, info, has_picture=bool(picture))
        guid = hashlib.sha256(question.uid.encode("utf-8", "replace")).hexdigest()[:20]
        model = typed if _is_typed(question) else chosen
        note = ChangedNote(model, fields_of(draft, picture), sort_field=draft.prompt, tags=tags_of(draft), guid=guid)
        note.changed_s = changed_at_ms.get(question.uid, 0) // 1000
        deck.add_note(note)
    return deck


def _draft(question: Question, info: PackInfo, *, has_picture: bool) -> Draft:
    """The question as it can be read again: with the title of its category, and no picture where there is none."""
    draft = Draft.of(question)
    known = info.category(question.category)
    return replace(draft, category=known.title if known else draft.category, media=draft.media if has_picture else None)


def _is_typed(question: Question) -> bool:
    return question.kind in (Kind.SHORT_ANSWER, Kind.MISSING_WORD) and not question.distractors


def _model(*, is_typed: bool) -> Model:
    import genanki

    name = TYPED if is_typed else CHOSEN
    front = _FRONT + _HINT + (_TYPED if is_typed else "")
    card = {"name": "Question", "qfmt": front, "afmt": _BACK}
    return genanki.Model(_number("note type", name), name, [{"name": each} for each in FIELDS], [card], css=_STYLE)


def _packed(deck: Deck, files: list[str]) -> bytes:
    """genanki's package, packed again without the time of day."""
    import genanki

    buffer = io.BytesIO()
    genanki.Package(deck, files).write_to_file(buffer, timestamp=TIMESTAMP)
    with zipfile.ZipFile(buffer) as archive:
        return write_archive({name: archive.read(name) for name in archive.namelist()})
