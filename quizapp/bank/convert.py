"""Rows and JSON documents <-> frozen values of `game`. What cannot be understood becomes a `Problem`, never a crash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from quizapp.errors import sentence
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Distractor, Media, Name, PackInfo, Question, Source
from quizapp.game.records import Board
from quizapp.game.rules import RoundSettings
from quizapp.game.sameness import same_key
from quizapp.game.stored import Snapshot, State, StoredQuestion

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Options:
    """The fields of a question that depend on its kind: one column."""

    answers: tuple[str, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    answer: bool | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    keep_order: bool = False
    media: Media | None = None


_OPTIONS = TypeAdapter(_Options)
_SOURCES = TypeAdapter(tuple[Source, ...])
_TEXTS = TypeAdapter(tuple[str, ...])
_NUMBERS = TypeAdapter(tuple[int, ...])
_PACK_INFO = TypeAdapter(PackInfo)
_SETTINGS = TypeAdapter(RoundSettings)


# Made when first asked for: a start asks for no revision and no round, and the first takes as long as all the others.


@cache
def _snapshots() -> TypeAdapter[Snapshot]:
    return TypeAdapter(Snapshot)


@cache
def _names() -> TypeAdapter[tuple[Name, ...]]:
    return TypeAdapter(tuple[Name, ...])


_PLAIN_FIELDS = ("uid", "kind", "category", "episode", "difficulty", "line", "prompt", "hint", "explanation")
_OPTION_FIELDS = tuple(_Options.__dataclass_fields__)
_option_values = attrgetter(*_OPTION_FIELDS)


def _dumped(adapter: TypeAdapter[Value], value: Value) -> str:
    # Without defaults: a field that a later version adds must not make every stored digest a different one.
    # By its serializer: an import writes three documents for each question, and `dump_json` takes half as long again.
    return adapter.serializer.to_json(value, exclude_defaults=True).decode()


# Questions


@dataclass(frozen=True, slots=True)
class Document:
    """A snapshot as a revision keeps it: its JSON, and a digest that is equal exactly when the JSON is."""

    snapshot: Snapshot
    text: str
    digest: str

    @classmethod
    def of(cls, state: State, question: Draft) -> Document:
        """The document of a question in this state."""
        snapshot = Snapshot(state, question)
        text = _dumped(_snapshots(), snapshot)
        return cls(snapshot, text, digest_of(text))


def digest_of(document: str) -> str:
    """The `Document.digest` of a document's text."""
    return hashlib.blake2b(document.encode(), digest_size=16).hexdigest()


def snapshot_of(document: str) -> Snapshot | None:
    """The question of a revision's document, None if it is not understood."""
    return _validated(_snapshots(), document)


def question_values(question: Draft, key: int | None = None) -> dict[str, Any]:
    """The columns of a question row that hold the question itself; `key` is its `same_key` where that is known."""
    values = {name: getattr(question, name) for name in _PLAIN_FIELDS}
    values["options"] = _dumped(_OPTIONS, _Options(*_option_values(question)))
    values["sources"] = _dumped(_SOURCES, question.sources) if question.sources else "[]"
    values["tags"] = texts_text(question.tags) if question.tags else "[]"
    values["same_key"] = same_key(question) if key is None else key
    return values


def draft_of(row: Mapping[Any, Any]) -> Draft | Problem:
    """The question of a row of the question table, by column name."""
    options = _validated(_OPTIONS, row["options"])
    sources = _validated(_SOURCES, row["sources"])
    tags = _validated(_TEXTS, row["tags"])
    if options is None or sources is None or tags is None:
        named = {"options": options, "sources": sources, "tags": tags}
        return _problem(row["uid"], next(name for name, value in named.items() if value is None))
    plain = {name: row[name] for name in _PLAIN_FIELDS}
    return Draft(**plain, **{name: getattr(options, name) for name in _OPTION_FIELDS}, sources=sources, tags=tags)


def question_of(row: Mapping[Any, Any]) -> Question | Problem:
    """The finished question of a row of the question table, by column name."""
    draft = draft_of(row)
    return draft if isinstance(draft, Problem) else finished(draft)


def finished(draft: Draft) -> Question | Problem:
    """The question of a draft; a problem when its kind is unknown here."""
    try:
        return draft.finish()
    except ValueError:
        return _problem(draft.uid, "kind")


def stored_of(row: Mapping[Any, Any]) -> StoredQuestion | Problem:
    """The question of a row that also holds `pack_uid`, with state and revision."""
    draft = draft_of(row)
    if isinstance(draft, Problem):
        return draft
    state = known(State, row["state"])
    if state is None:
        return _problem(draft.uid, "state")
    return StoredQuestion(row["pack_uid"], draft, state, row["revision"])


def _problem(uid: str, field: str) -> Problem:
    message = sentence(
        "The question {uid} is kept but not asked: its field {field} holds something this version does not understand.",
        uid=uid,
        field=field,
    )
    return Problem(Severity.ERROR, field, message, uid)


def known(words: type[Word], text: str | None) -> Word | None:
    """The word this text stands for, None for a text that this version does not know."""
    try:
        return words(text)
    except ValueError:
        return None


# Packs, rounds, lists


def pack_info_text(info: PackInfo) -> str:
    """The JSON document of a pack's description."""
    return _dumped(_PACK_INFO, info)


@lru_cache(maxsize=8)  # each query that needs the pack reads its row anew, and the text rarely changes
def pack_info_of(document: str) -> PackInfo | None:
    """The description of a pack, None if it is not understood."""
    return _validated(_PACK_INFO, document)


def settings_text(settings: RoundSettings) -> str:
    """The JSON document of a round's settings."""
    document = _SETTINGS.dump_python(settings, mode="json", exclude_defaults=True)
    if settings.custom is not None:
        # In full: a later version may set out with other custom rules, and an old round must be replayed by its own.
        document["custom"] = asdict(settings.custom)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def settings_of(document: str) -> RoundSettings | None:
    """The settings of a round, None if they are not understood. Those of before the seven modes are a sprint's."""
    return _validated(_SETTINGS, document)


def board_values(board: Board) -> dict[str, Any]:
    """The columns of a round row that say on which board it counts."""
    return {
        "rule_set": board.rule_set,
        "pack_uid": board.pack_id,
        "pack_version": board.pack_version,
        "spoiler_limit": board.spoiler_limit,
        "categories": texts_text(board.categories),
        "difficulty": board.difficulty,
        "clock": board.clock,
        "variant": board.variant,
    }


def board_of(values: Mapping[Any, Any]) -> Board | None:
    """The board of the columns that `board_values` gives, None if they are not understood."""
    categories = texts_of(values["categories"])
    if categories is None:
        return None
    return Board(
        values["rule_set"],
        values["pack_uid"],
        values["pack_version"],
        values["spoiler_limit"],
        categories,
        values["difficulty"],
        values["clock"],
        values["variant"],
    )


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a pack as a round keeps them: their JSON, and a digest that is equal exactly when the JSON is."""

    text: str
    digest: str

    @classmethod
    @lru_cache(maxsize=8)  # every round of a session has the same names, and there may be hundreds
    def of(cls, names: tuple[Name, ...]) -> NameList:
        """The document of these names."""
        text = _dumped(_names(), names)
        return cls(text, hashlib.blake2b(text.encode(), digest_size=16).hexdigest())


@lru_cache(maxsize=8)
def names_of(document: str) -> tuple[Name, ...] | None:
    """The names of a `NameList`, None if they are not understood."""
    return _validated(_names(), document)


def texts_text(texts: tuple[str, ...]) -> str:
    """The JSON list of some texts: tags, categories."""
    return _TEXTS.dump_json(texts).decode()


def texts_of(document: str) -> tuple[str, ...] | None:
    """The texts of a JSON list, None if it is none."""
    return _validated(_TEXTS, document)


def numbers_text(numbers: tuple[int, ...]) -> str:
    """The JSON list of some whole numbers: options chosen or dealt."""
    return _NUMBERS.dump_json(numbers).decode()


def numbers_of(document: str) -> tuple[int, ...] | None:
    """The numbers of a JSON list, None if it is none."""
    return _validated(_NUMBERS, document)


def _validated(adapter: TypeAdapter[Value], document: Any) -> Value | None:
    """Strict: a number is no text and a text no number. A column of another type is not understood either."""
    try:
        return adapter.validate_json(document, strict=True)
    except (ValidationError, TypeError):
        return None
