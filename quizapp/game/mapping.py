"""How the columns of a table of questions are to be understood."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from quizapp.errors import QuizError

COLUMNS_MAX = 1_000
HEADER_MAX = 1_000
DELIMITERS = (",", ";", "\t", "|")


class Field(StrEnum):
    """What a column holds. Options and wrong answers can have several columns, their order is that of the columns."""

    NOTHING = "nothing"
    PROMPT = "prompt"
    KEY = "key"
    """With several such columns each cell is one key as it stands."""
    OPTION = "option"
    WRONG = "wrong"
    OPTIONS = "options"
    """All options in one cell, divided by `Mapping.separator`."""
    KIND = "kind"
    CATEGORY = "category"
    DIFFICULTY = "difficulty"
    EPISODE = "episode"
    HINT = "hint"
    EXPLANATION = "explanation"
    SOURCE = "source"
    SOURCE_URL = "source_url"
    TAGS = "tags"
    """With several such columns each cell is one tag as it stands."""
    PICTURE = "picture"
    """The name or address of a picture, which a table cannot bring along: it is listed as lost."""
    OWN_ID = "own_id"


class KeyStyle(StrEnum):
    """How the key is told in its column."""

    TEXT = "text"
    """The text of the answer, or several divided by `Mapping.separator`."""
    LETTER = "letter"
    """A, or ACD, or A, C."""
    NUMBER_FROM_1 = "number_from_1"
    NUMBER_FROM_0 = "number_from_0"


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a table holds, by place. `header`: how many rows at the top are no questions (0 or more)."""

    columns: tuple[Field, ...]
    header: int = 1
    key_style: KeyStyle = KeyStyle.TEXT
    separator: str = ";"
    """Divides several keys, options or tags in one cell."""
    delimiter: str = ","
    """Divides the columns of a text file; without meaning for spreadsheets."""

    @property
    def is_usable(self) -> bool:
        """Whether questions can be read with it: it knows where the question and where the right answer stands."""
        return Field.PROMPT in self.columns and Field.KEY in self.columns


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table, header included, and the mapping with which it would be read."""

    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping


def mapping_to_dict(mapping: Mapping) -> dict[str, Any]:
    """The mapping in plain words, lists and numbers, as settings and TOML files hold it."""
    return {
        "columns": [str(field) for field in mapping.columns],
        "header": mapping.header,
        "key_style": str(mapping.key_style),
        "separator": mapping.separator,
        "delimiter": mapping.delimiter,
    }


def mapping_from_dict(values: AnyMapping[str, Any]) -> Mapping:
    """The mapping that `mapping_to_dict` described; only `columns` must be there. QuizError for a wrong value."""
    known = Mapping.__dataclass_fields__
    for name in values:
        if name not in known:
            names = ", ".join(known)
            raise QuizError("“{name}” is unknown in a mapping; it can say {names}", name=name[:40], names=names)
    default = Mapping(())
    mapping = Mapping(
        columns=_columns(values.get("columns")),
        header=_header(values.get("header", default.header)),
        key_style=_key_style(values.get("key_style", default.key_style)),
        separator=_separator(values.get("separator", default.separator)),
        delimiter=_delimiter(values.get("delimiter", default.delimiter)),
    )
    if not mapping.is_usable:
        raise QuizError("a mapping needs a column “prompt” and a column “key”; name both in “columns”")
    return mapping


def _columns(value: object) -> tuple[Field, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise QuizError("“columns” of a mapping must be a list of what each column holds, such as [“prompt”, “key”]")
    listed = cast("list[object]", value)
    if len(listed) > COLUMNS_MAX:
        raise QuizError("“columns” of a mapping names {count} columns; at most {limit} can be used",
                        count=len(listed), limit=COLUMNS_MAX)  # fmt: skip
    return tuple(map(_field, listed))


def _field(value: object) -> Field:
    if isinstance(value, str) and value in Field.__members__.values():
        return Field(value)
    names = ", ".join(Field)
    raise QuizError("a column of a mapping cannot be “{value}”; it can be {names}", value=str(value)[:40], names=names)


def _header(value: object) -> int:
    if type(value) is not int or not 0 <= value <= HEADER_MAX:
        raise QuizError("“header” of a mapping must be the number of rows above the questions, 0 to {limit}",
                        limit=HEADER_MAX)  # fmt: skip
    return value


def _key_style(value: object) -> KeyStyle:
    if isinstance(value, str) and value in KeyStyle.__members__.values():
        return KeyStyle(value)
    names = ", ".join(KeyStyle)
    raise QuizError(
        "“key_style” of a mapping cannot be “{value}”; it can be {names}", value=str(value)[:40], names=names
    )


def _separator(value: object) -> str:
    if isinstance(value, str) and 1 <= len(value) <= 5 and not value.isalnum():
        return value
    raise QuizError("“separator” of a mapping must be the sign between several answers in one cell, such as “;”")


def _delimiter(value: object) -> str:
    if isinstance(value, str) and value in DELIMITERS:
        return value
    raise QuizError("“delimiter” of a mapping must be a comma, a semicolon, a tab or “|”")
