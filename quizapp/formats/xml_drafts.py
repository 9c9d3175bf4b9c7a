"""What the readers of XML formats have in common: notes on what was lost, and kinds of question from their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizapp.formats.choices import OPTIONS_MAX, TEXT_LENGTH_MAX, RefusedError
from quizapp.formats.html_text import Plain
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import Distractor, Kind

NOTES_MAX = 50
"""Of one question; what else was altered in it is told in one sentence."""
_SHOWN_LENGTH = 80
LINK_LOST = "the address “{address}” of a link was left out"
SCRIPT_LOST = "the script “{text}” was left out"
_AND_MORE = "more of this question was altered or left out than is listed here; look at it in the file"


class Notes:
    """Collects what was altered in one question, each once."""

    def __init__(self, notes: list[Problem]) -> None:
        self.notes = notes
        self._is_full = False

    def note(self, field: str, template: str, **parameters: object) -> None:
        """A warning, once; of very many the first."""
        if not self._is_full:
            self._add(warning(field, template, **parameters))

    def lose(self, field: str, template: str, **parameters: object) -> None:
        """A loss, once; of very many the first."""
        if not self._is_full:
            self._add(loss(field, template, **parameters))

    def _add(self, problem: Problem) -> None:
        if problem in self.notes:
            return
        self._is_full = len(self.notes) >= NOTES_MAX
        self.notes.append(loss("lost", _AND_MORE) if self._is_full else problem)

    def lose_markup(self, read: Plain, field: str) -> None:
        """Notes what plain text cannot hold, but for pictures."""
        if read.dropped:
            self.lose(field, "markup was left out: {tags}", tags=", ".join(read.dropped))
        for sound in read.sounds:
            self.lose(field, "the sound “{name}” was left out; only pictures can be kept", name=shown(sound))
        self.lose_files(field, read.files)
        for address in read.links:
            self.lose(field, LINK_LOST, address=shown(address))
        for text in read.scripts:
            self.lose(field, SCRIPT_LOST, text=shown(text))

    def note_entities(self, entities: Sequence[str]) -> None:
        """Notes entities that only HTML knows, or nobody."""
        if entities:
            names = ", ".join(f"&{name};" for name in dict.fromkeys(entities))
            template = "{entities} is no XML; it was read as HTML means it, or left as it was"
            self.note("", template, entities=shown(names))

    def lose_files(self, field: str, names: Sequence[str]) -> None:
        """Notes pictures and other files that cannot be kept or are not there."""
        for name in names:
            self.lose(field, "the file “{name}” was left out", name=shown(name))


def shown(name: str) -> str:
    """A name, an address or the beginning of a script as one short line of signs that can be seen."""
    line = " ".join("".join(char if char.isprintable() else " " for char in name[: 5 * _SHOWN_LENGTH]).split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[: _SHOWN_LENGTH - 1]}…"


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


def lose_feedback(said: Iterable[str], draft: Draft, notes: Notes) -> None:
    """Notes that what is said of answers is neither explanation nor feedback of the draft."""
    kept = {each.feedback for each in draft.distractors}
    if any(text and text not in kept and text not in draft.explanation for text in said):
        notes.lose("explanation", "what was said of single answers was left out")


def check_lengths(draft: Draft) -> None:
    """Raises `RefusedError` for a text that is too long, of those that `read_item` does not look at."""
    many = (*draft.sequence, *draft.extra, *(text for pair in draft.pairs for text in pair))
    if (length := max(map(len, many), default=0)) > TEXT_LENGTH_MAX:
        template = "a text has {length} characters, at most {limit} can be read, so the question was left out"
        raise RefusedError("answers", template, length=length, limit=TEXT_LENGTH_MAX)
