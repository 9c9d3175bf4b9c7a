"""What the readers of XML formats have in common: notes on what was lost, and kinds of question from their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.formats.choices import OPTIONS_MAX, TEXT_LENGTH_MAX, RefusedError
from quizapp.formats.html_text import Plain
from quizapp.game.checking_notes import warning
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import Distractor, Kind

_SHOWN_LENGTH = 80


class Notes:
    """Collects what was altered in one question, each once."""

    def __init__(self, notes: list[Problem]) -> None:
        self.notes = notes

    def note(self, field: str, template: str, **parameters: object) -> None:
        """A warning, once."""
        problem = warning(field, template, **parameters)
        if problem not in self.notes:
            self.notes.append(problem)

    def note_loss(self, read: Plain, field: str) -> None:
        """Notes tags and sounds that plain text cannot hold."""
        if read.dropped:
            self.note(field, "markup was left out: {tags}", tags=", ".join(read.dropped))
        for sound in read.sounds:
            self.note(field, "the sound “{name}” was left out; only pictures can be kept", name=shown(sound))

    def note_entities(self, entities: Sequence[str]) -> None:
        """Notes entities that only HTML knows, or nobody."""
        if entities:
            names = ", ".join(f"&{name};" for name in dict.fromkeys(entities))
            template = "{entities} is no XML; it was read as HTML means it, or left as it was"
            self.note("", template, entities=shown(names))

    def note_files(self, field: str, names: Sequence[str]) -> None:
        """Notes pictures and other files that cannot be kept or are not there."""
        for name in names:
            self.note(field, "the file “{name}” was left out", name=shown(name))


def shown(name: str) -> str:
    """A name that does not flood the screen."""
    return name if len(name) <= _SHOWN_LENGTH else f"{name[: _SHOWN_LENGTH - 1]}…"


def as_matching(draft: Draft, pairs: Sequence[tuple[str, str]], extra: Sequence[str]) -> Draft:
    """The draft as a matching question. Raises `RefusedError` for too few or too many pairs."""
    if len(pairs) < 2:
        raise RefusedError("pairs", "there are fewer than two pairs to match, so the question was left out")
    if len(pairs) + len(extra) > OPTIONS_MAX:
        template = "there are more than {limit} pairs, so the question was left out"
        raise RefusedError("pairs", template, limit=OPTIONS_MAX)
    rights = {right for _, right in pairs}
    others = tuple(dict.fromkeys(text for text in extra if text not in rights))
    return replace(draft, kind=str(Kind.MATCHING), pairs=tuple(pairs), extra=others)


def as_ordering(draft: Draft, sequence: Sequence[str]) -> Draft:
    """The draft as an ordering question. Raises `RefusedError` for too few items."""
    if len(sequence) < 2:
        raise RefusedError("sequence", "there are fewer than two items to order, so the question was left out")
    return replace(draft, kind=str(Kind.ORDERING), sequence=tuple(sequence))


def as_missing_word(draft: Draft, key: str, wrong: Sequence[str], notes: Notes) -> Draft:
    """The draft as a gap for which a word is chosen; with nothing to choose from it is typed."""
    if not key:
        raise RefusedError("answers", "the word for the gap is empty, so the question was left out")
    others = [text for text in dict.fromkeys(wrong) if text and text != key]
    if not others:
        notes.note("distractors", "there is no wrong word to choose, so the word has to be typed")
    draft = replace(draft, kind=str(Kind.MISSING_WORD), answers=(key,))
    return replace(draft, distractors=tuple(map(Distractor, others)))


def check_lengths(draft: Draft) -> None:
    """Raises `RefusedError` for a text that is too long, of those that `read_item` does not look at."""
    many = (*draft.sequence, *draft.extra, *(text for pair in draft.pairs for text in pair))
    if (length := max(map(len, many), default=0)) > TEXT_LENGTH_MAX:
        template = "a text has {length} characters, at most {limit} can be read, so the question was left out"
        raise RefusedError("answers", template, length=length, limit=TEXT_LENGTH_MAX)
