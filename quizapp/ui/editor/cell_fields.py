"""The fields that stand in a cell of the question table while it is edited, and what may stand in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from quizapp.game.checking import check
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import DIFFICULTIES, PackInfo
from quizapp.ui.editor.form_choices import CategoryCombo, ValueCombo
from quizapp.ui.editor.form_text import LineField, NumberLine
from quizapp.ui.editor.question_columns import Column, column_title, difficulty_word, short_uid

EDITABLE = frozenset({Column.PROMPT, Column.CATEGORY, Column.DIFFICULTY, Column.EPISODE, Column.TAGS})
"""The columns whose cells can be edited in their place."""
CellField = tuple[QWidget, Callable[[], Any]]
"""A field, and what gives the value that stands in it."""


def field_name(column: Column) -> str:
    """The field of a question that an editable column shows."""
    return column.name.lower()


def fits_in_cell(draft: Draft, column: Column) -> bool:
    """Whether one line can hold this field of the question without changing it."""
    match column:
        case Column.PROMPT:
            return "\n" not in draft.prompt
        case Column.TAGS:
            return not any("," in tag or "\n" in tag for tag in draft.tags)
        case _:
            return column in EDITABLE


def cell_field(column: Column, draft: Draft, pack: PackInfo, parent: QWidget) -> CellField:
    """A field for this cell with what stands in the question."""
    words = QCoreApplication.translate("CellEditor", "{column}, question {number}")
    name = words.format(column=column_title(column), number=short_uid(draft.uid))
    match column:
        case Column.CATEGORY:
            return _category(name, draft, pack, parent)
        case Column.DIFFICULTY:
            return _difficulty(name, draft, parent)
        case Column.EPISODE:
            return _episode(name, draft, parent)
        case Column.TAGS:
            return _tags(name, draft, parent)
        case _:
            line = LineField(name, parent=parent)
            line.load(draft.prompt)
            return line, line.value


def _category(name: str, draft: Draft, pack: PackInfo, parent: QWidget) -> CellField:
    combo = CategoryCombo(name, parent)
    combo.set_categories(pack.categories)
    combo.load(draft.category)
    return combo, combo.value


def _difficulty(name: str, draft: Draft, parent: QWidget) -> CellField:
    combo = ValueCombo(name, parent)
    combo.set_values((difficulty_word(level), level, "") for level in DIFFICULTIES)
    combo.load(draft.difficulty)
    return combo, combo.value


def _episode(name: str, draft: Draft, parent: QWidget) -> CellField:
    line = NumberLine(name, parent=parent)
    line.load_number(draft.episode)
    return line, line.number


def _tags(name: str, draft: Draft, parent: QWidget) -> CellField:
    line = LineField(name, QCoreApplication.translate("CellEditor", "tag, another tag"), parent=parent)
    line.load(", ".join(draft.tags))

    def _value() -> tuple[str, ...]:
        parts = (part.strip() for part in line.value().split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    return line, _value


def refusal(before: Draft, after: Draft, field: str, pack: PackInfo) -> Problem | None:
    """The error that a new value of this field would bring into it; None where it brings none."""
    had = {problem.message for problem in check(before, pack) if problem.field == field}
    found = (each for each in check(after, pack) if each.field == field and each.severity is Severity.ERROR)
    return next((problem for problem in found if problem.message not in had), None)
