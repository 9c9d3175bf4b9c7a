"""Rows of a table as questions, by a mapping that says what each column holds; where they come from does not matter.

A row that is shorter than the header is read as if empty cells followed, with a warning where one of them could hold
more than an option. A row that holds text beyond the last column is rejected, because its texts have moved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.errors import of_count, sentence
from quizapp.formats.reading import FileProblem, Found, ReadItem
from quizapp.formats.table_keys import flagged, is_list, options_in, places_of, texts_in, unlabelled
from quizapp.formats.table_places import Places
from quizapp.formats.table_words import CHOICE, FILL, difficulty_of, kind_of, truth_of
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.mapping import Field, KeyStyle, Mapping
from quizapp.game.question import GAP, Distractor, Kind, Source

OPTIONS_MAX = 100
CELL_LENGTH_MAX = 20_000
HEADER_KEY_LENGTH_MAX = 200

_EPISODE = re.compile(r"(?:s\d+\s?)?(?:episode|épisode|episodio|ep|e|folge)?\.?\s?#?(\d{1,4})(?:\.0+)?\s?[화회]?", re.I)
_GAPS = re.compile(r"_{3,}")
_ADDRESS = re.compile(r"https?://\S+", re.I)
_TYPED = (Kind.SHORT_ANSWER, FILL)


def read_rows(file: str, rows: Iterable[tuple[int, Sequence[str]]], mapping: Mapping) -> Iterator[Found]:
    """The questions of a table. `rows` are all of them, header and blank ones too, each with its line or number;
    `file` is repeated in what is found. Never raises for any rows; reads no further than asked."""
    if not mapping.is_usable:
        yield not_recognised(file)
        return
    places = Places.of(mapping)
    has_found = False
    head: Sequence[str] = ()
    for number, (line, cells) in enumerate(rows):
        if number < mapping.header:
            head = cells
        elif cells and cells != head and not places.is_blank(cells):
            has_found = True
            yield _Row(file, line, cells, [cell.strip() for cell in cells], places).read()
    if not has_found:
        template = "no questions stand in this table" if mapping.header == 0 else "no questions stand under the header"
        yield FileProblem(file, 0, Problem(Severity.WARNING, "", sentence(template)))


def not_recognised(file: str) -> FileProblem:
    """The one note on a table of which nobody has said, and nothing tells, what its columns hold."""
    template = "no columns for question and answer were recognised; choose the mapping"
    return FileProblem(file, 0, Problem(Severity.ERROR, "", sentence(template)))


def header_key(rows: Sequence[Sequence[str]], mapping: Mapping) -> str:
    """A short text that is the same for tables with the same header, by which a mapping can be remembered; empty where
    there is no header. To be asked with the guessed mapping, both to remember and to find again.
    """
    if not 0 < mapping.header <= len(rows):
        return ""
    heads = [" ".join(cell.casefold().split()) for cell in rows[mapping.header - 1]]
    key = " | ".join(heads).rstrip(" |")
    return key if len(key) <= HEADER_KEY_LENGTH_MAX else hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


class _UnusableError(Exception):
    """Why a row is no question."""

    def __init__(self, about: str, template: str, **parameters: Any) -> None:
        super().__init__()
        self.problem = Problem(Severity.ERROR, about, sentence(template, **parameters))


@dataclass(slots=True)
class _Row:
    """One row on its way to a question."""

    file: str
    line: int
    given: Sequence[str]
    cells: list[str]
    """As given, but trimmed, and as many as there are columns."""
    places: Places
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> ReadItem:
        self.cells += [""] * (len(self.places.mapping.columns) - len(self.cells))
        own_id = self._text(Field.OWN_ID)
        try:
            self._check_shape()
            draft = self._draft()
        except _UnusableError as error:
            return ReadItem(self.file, self.line, None, (error.problem, *self.problems), own_id, self._beginning())
        return ReadItem(self.file, self.line, draft, tuple(self.problems), own_id)

    def _warn(self, about: str, template: str, **parameters: Any) -> None:
        self.problems.append(warning(about, template, **parameters))

    def _lose(self, about: str, template: str, **parameters: Any) -> None:
        self.problems.append(loss(about, template, **parameters))

    def _all(self, held: Field) -> list[str]:
        return [self.cells[place] for place in self.places.of_field[held]]

    def _text(self, held: Field) -> str:
        """What the columns of this field say, together: hints, for example, can have several."""
        places = self.places.of_field[held]
        if len(places) < 2:
            return self.cells[places[0]] if places else ""
        return "\n".join(text for text in self._all(held) if text)

    def _beginning(self) -> str:
        text = self._text(Field.PROMPT) or next((cell for cell in self.cells if cell), "")
        return text[:200]

    def _check_shape(self) -> None:
        width, count = len(self.places.mapping.columns), len(self.given)
        if count > width and any(self.cells[width:]):
            raise _UnusableError(
                "",
                "this row has {count} cells where the table has {width} columns, so the question was left out; "
                "put texts that hold the sign between columns in quotation marks",
                count=count,
                width=width,
            )
        if sum(map(len, self.cells)) > CELL_LENGTH_MAX:
            self._check_lengths()
        if count < self.places.must_be_there:
            one = "this row has {count} cell where the table has {width} columns; the others were taken as empty"
            many = "this row has {count} cells where the table has {width} columns; the others were taken as empty"
            template = of_count(count, one, many)
            self._warn("", template, count=count, width=width)

    def _check_lengths(self) -> None:
        for held, cell in zip(self.places.mapping.columns, self.cells, strict=False):
            if held is not Field.NOTHING and len(cell) > CELL_LENGTH_MAX:
                template = "a text has more than {limit} characters, so the question was left out"
                raise _UnusableError(_DRAFT_FIELDS.get(held, ""), template, limit=CELL_LENGTH_MAX)

    def _draft(self) -> Draft:
        prompt = self._text(Field.PROMPT)
        if not prompt:
            raise _UnusableError("prompt", "there is no question text, so the question was left out")
        if self.places.is_bare:
            return Draft(**self._keyed(prompt, None))
        draft = self._keyed(prompt, self._kind())
        if self._text(Field.PICTURE):
            self._lose("media", "the picture “{name}” is not part of a table and was left out",
                       name=self._text(Field.PICTURE)[:60])  # fmt: skip
        return Draft(
            **draft,
            category=next((text for text in self._all(Field.CATEGORY) if text), ""),
            difficulty=self._difficulty(),
            episode=self._episode(),
            hint=self._text(Field.HINT),
            explanation=self._text(Field.EXPLANATION),
            sources=self._sources(),
            tags=self._tags(),
        )

    def _kind(self) -> str | None:
        text = self._text(Field.KIND)
        kind = kind_of(text) if text else None
        if text and kind is None:
            template = "the kind “{kind}” is not one that can be asked here, so the question was left out"
            raise _UnusableError("kind", template, kind=text[:40])
        return kind

    def _keyed(self, prompt: str, kind: str | None) -> dict[str, Any]:
        """The fields of a draft that carry prompt and key."""
        options, wrong = self._options(), self._wrong()
        if kind == Kind.TRUE_FALSE:
            return {"kind": str(Kind.TRUE_FALSE), "prompt": prompt, "answer": self._truth(options)}
        if kind == Kind.ORDERING:
            sequence = self._forms(options)
            self._warn_of_wrong(wrong)
            return {"kind": str(Kind.ORDERING), "prompt": prompt, "sequence": tuple(sequence)}
        has_choice = any(options) or bool(wrong)
        is_typed = kind in _TYPED or (not has_choice and (kind is None or kind == Kind.MISSING_WORD))
        if not is_typed:
            return self._choice(prompt, kind, options, wrong)
        typed = self._typed(prompt, kind, options)
        self._warn_of_wrong([*wrong, *(text for text in options if text and text not in typed.get("answers", ()))])
        return typed

    def _warn_of_wrong(self, wrong: list[str]) -> None:
        if wrong:
            template = "a question of this kind has no wrong options, so “{text}” and others like it were left out"
            self._lose("distractors", template, text=wrong[0][:60])

    def _options(self) -> list[str]:
        separator = self.places.mapping.separator
        options = self._all(Field.OPTION)
        options += (text for cell in self._all(Field.OPTIONS) for text in options_in(cell, separator))
        return self._few_enough(options)

    def _wrong(self) -> list[str]:
        cells = self._all(Field.WRONG)
        if len(cells) == 1:
            cells = list(texts_in(cells[0], self.places.mapping.separator))
        return self._few_enough([text for text in cells if text])

    def _few_enough(self, texts: list[str]) -> list[str]:
        if len(texts) > OPTIONS_MAX:
            template = "there are {count} options, more than {limit}, so the question was left out"
            raise _UnusableError("distractors", template, count=len(texts), limit=OPTIONS_MAX)
        return texts

    def _key_cells(self) -> list[str]:
        cells = [text for text in self._all(Field.KEY) if text]
        if not cells:
            raise _UnusableError("answers", "no right answer is given, so the question was left out")
        return self._few_enough(cells)

    def _has_one_key_column(self) -> bool:
        return len(self.places.of_field[Field.KEY]) == 1

    def _chosen(self, options: list[str]) -> list[str]:
        """The options that the key cells call right."""
        if (by_flags := flagged(self._all(Field.KEY), options)) is not None:
            return by_flags
        mapping = self.places.mapping
        chosen: list[str] = []
        for cell in self._key_cells():
            places = places_of(cell, options, mapping.key_style, mapping.separator)
            if places is None:
                template = "the right answer “{key}” is none of the options, so the question was left out"
                raise _UnusableError("answers", template, key=cell[:60])
            chosen += (options[place] for place in places)
        return list(dict.fromkeys(chosen))

    def _truth(self, options: list[str]) -> bool:
        cell = self._key_cells()[0]
        mapping = self.places.mapping
        places = places_of(cell, options, mapping.key_style, mapping.separator) if any(options) else None
        truth = truth_of(options[places[0]] if places else cell, is_certain=False)
        if truth is None:
            template = "“{key}” is neither true nor false, so the question was left out"
            raise _UnusableError("answer", template, key=cell[:60])
        return truth

    def _forms(self, options: list[str]) -> list[str]:
        """Texts of the key as they stand, or the options where nothing else is said."""
        if any(options) and not any(self._all(Field.KEY)):
            return [option for option in options if option]
        cells = self._key_cells()
        mapping = self.places.mapping
        if any(options) and all(places_of(cell, options, mapping.key_style, mapping.separator) for cell in cells):
            return self._chosen(options)
        if mapping.key_style is not KeyStyle.TEXT and not any(options):
            self._refuse_marks(cells[0])
        return self._divided(cells)

    def _refuse_marks(self, cell: str) -> None:
        """The letter of an option that is not there is no answer."""
        if len(cell) <= 2:
            template = "the right answer “{key}” names an option, but there are none, so the question was left out"
            raise _UnusableError("answers", template, key=cell)

    def _divided(self, cells: list[str]) -> list[str]:
        if self._has_one_key_column():
            return self._few_enough(list(dict.fromkeys(texts_in(cells[0], self.places.mapping.separator)))) or cells
        return list(dict.fromkeys(cells))

    def _typed(self, prompt: str, kind: str | None, options: list[str]) -> dict[str, Any]:
        answers = self._forms(options)
        truth = truth_of(answers[0]) if len(answers) == 1 and kind is None else None
        if truth is not None:
            return {"kind": str(Kind.TRUE_FALSE), "prompt": prompt, "answer": truth}
        has_gap = kind != Kind.SHORT_ANSWER and len(_GAPS.findall(prompt)) == 1
        if kind == Kind.MISSING_WORD or has_gap:
            return {"kind": str(Kind.MISSING_WORD), "prompt": _with_gap(prompt), "answers": tuple(answers)}
        return {"kind": str(Kind.SHORT_ANSWER), "prompt": prompt, "answers": tuple(answers)}

    def _choice(self, prompt: str, kind: str | None, options: list[str], wrong: list[str]) -> dict[str, Any]:
        keys = self._chosen(options) if any(options) else self._keys_beside_wrong(kind)
        others = list(filter(None, options)) + wrong
        distractors = self._without_repeats(others, keys)
        if (bare := unlabelled(options)) != options:
            texts = dict(zip(options, bare, strict=True))
            keys, distractors = ([texts.get(text, text) for text in each] for each in (keys, distractors))
        if kind in (None, CHOICE) and (truth := _as_truth(keys, distractors)) is not None:
            return {"kind": str(Kind.TRUE_FALSE), "prompt": prompt, "answer": truth}
        if kind == Kind.MISSING_WORD:
            prompt = _with_gap(prompt)
        else:
            kind = self._choice_kind(kind, len(keys))
        wrong_options = tuple(Distractor(text) for text in distractors)
        return {"kind": str(kind), "prompt": prompt, "answers": tuple(keys), "distractors": wrong_options}

    def _keys_beside_wrong(self, kind: str | None) -> list[str]:
        """A sign between texts may be part of one, so it divides them only where several are meant."""
        cells = self._key_cells()
        if kind == Kind.MULTIPLE_CHOICE or (is_list(cells[0]) and self._has_one_key_column()):
            return self._divided(cells)
        return list(dict.fromkeys(cells))

    def _without_repeats(self, texts: list[str], keys: list[str]) -> list[str]:
        """The texts that are wrong, each once. Of options the key is one, of wrong options none."""
        once = dict.fromkeys(texts)
        is_among_wrong = bool(texts) and not self._has_options() and any(key in once for key in keys)
        if len(once) < len(texts) or is_among_wrong:
            twice = (text for place, text in enumerate(texts) if text in texts[:place])
            repeated = next(twice, None) or next(key for key in keys if key in once)
            self._lose("distractors", "the option “{text}” stands there twice; one was left out", text=repeated[:60])
        return [text for text in once if text not in keys]

    def _has_options(self) -> bool:
        return any(self._all(Field.OPTION)) or any(self._all(Field.OPTIONS))

    def _choice_kind(self, kind: str | None, keys: int) -> Kind:
        if kind == Kind.SINGLE_CHOICE and keys > 1:
            template = "{count} options are marked as right, so it became a multiple choice"
            self._warn("kind", template, count=keys)
        return Kind.MULTIPLE_CHOICE if keys > 1 or kind == Kind.MULTIPLE_CHOICE else Kind.SINGLE_CHOICE

    def _difficulty(self) -> int:
        text = self._text(Field.DIFFICULTY)
        difficulty = difficulty_of(text) if text else 2
        if difficulty is None:
            self._lose("difficulty", "the difficulty “{text}” is unknown; it was set to medium", text=text[:40])
        return difficulty or 2

    def _episode(self) -> int | None:
        text = self._text(Field.EPISODE)
        if not text:
            return None
        match = _EPISODE.fullmatch(text)
        if match is None:
            self._lose("episode", "the episode “{text}” is no number and was left out", text=text[:40])
            return None
        return int(match[1])

    def _sources(self) -> tuple[Source, ...]:
        title, url = self._text(Field.SOURCE), self._text(Field.SOURCE_URL)
        if not self.places.of_field[Field.SOURCE_URL] and _ADDRESS.fullmatch(title):
            url = title
        return (Source(title or url, url),) if title or url else ()

    def _tags(self) -> tuple[str, ...]:
        cells = [text for text in self._all(Field.TAGS) if text]
        if len(self.places.of_field[Field.TAGS]) == 1 and cells:
            separator = self.places.mapping.separator
            cells = list(texts_in(cells[0], separator if separator in cells[0] else ","))
        return tuple(dict.fromkeys(cells))


_DRAFT_FIELDS = {
    Field.PROMPT: "prompt", Field.KEY: "answers", Field.OPTION: "distractors", Field.OPTIONS: "distractors",
    Field.WRONG: "distractors", Field.HINT: "hint", Field.EXPLANATION: "explanation", Field.CATEGORY: "category",
    Field.SOURCE: "sources", Field.SOURCE_URL: "sources", Field.TAGS: "tags",
}  # fmt: skip
"""What problems call the field of a draft that a column fills."""


def _with_gap(prompt: str) -> str:
    """People draw the gap as long as they like."""
    return _GAPS.sub(GAP, prompt) if len(_GAPS.findall(prompt)) == 1 else prompt


def _as_truth(keys: list[str], distractors: list[str]) -> bool | None:
    """The key of a choice between nothing but true and false."""
    if len(keys) != 1 or len(distractors) != 1:
        return None
    key, other = truth_of(keys[0]), truth_of(distractors[0])
    return key if key is not None and other is (not key) else None
