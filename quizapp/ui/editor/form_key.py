"""The part of the form that depends on the kind: options, answers, pairs, an order, true or false."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.draft import Draft
from quizapp.game.question import Kind
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.form_choices import Truth
from quizapp.ui.editor.form_options import FOLD_KEYS, MARK_KEYS, OptionList, native
from quizapp.ui.editor.form_pairs import PAIRS
from quizapp.ui.editor.form_rows import RowKind, RowList, TextRow
from quizapp.ui.editor.form_section import Section, Widgets

KEY_FIELDS: dict[str, frozenset[str]] = {
    Kind.SINGLE_CHOICE: frozenset({"answers", "distractors", "keep_order"}),
    Kind.MULTIPLE_CHOICE: frozenset({"answers", "distractors", "keep_order"}),
    Kind.TRUE_FALSE: frozenset({"answer"}),
    Kind.SHORT_ANSWER: frozenset({"answers"}),
    Kind.MISSING_WORD: frozenset({"answers", "distractors"}),
    Kind.MATCHING: frozenset({"pairs", "extra"}),
    Kind.ORDERING: frozenset({"sequence"}),
}
"""The fields that carry the key of each kind."""
_BLANK = Draft()
_ALL = tuple(dict.fromkeys(field for fields in KEY_FIELDS.values() for field in sorted(fields)))
_CHOICES = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE)
_TYPED = (Kind.SHORT_ANSWER, Kind.MISSING_WORD)


def without_foreign_fields(draft: Draft, loaded: Draft) -> Draft:
    """The draft with only what its kind uses. A draft of the kind that was loaded keeps what it was loaded with."""
    own = KEY_FIELDS.get(draft.kind)
    if own is None:
        return draft
    source = loaded if draft.kind == loaded.kind else _BLANK
    changes: dict[str, Any] = {field: getattr(source, field) for field in _ALL if field not in own}
    return replace(draft, **changes)


class KeyPart(QWidget):
    """The sections of every kind, of which those of one kind show.

    Signals: `changed()`; `reshaped()` when the Tab key has other stops; `overflowed(count)`.
    """

    changed = Signal()
    reshaped = Signal()
    overflowed = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._build_lists()
        self.keep_order = QCheckBox(self.tr("Keep the written order"), self)
        self.keep_order.setProperty("dense", True)
        self.truth = Truth(self)
        self.sections = self._build_sections()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for section, _ in self.sections:
            self._column.addWidget(section)
            section.setVisible(False)
        self._connect()

    def _build_lists(self) -> None:
        def texts(name: str, add: str, least: int) -> RowList:
            def named(place: int) -> str:
                return name.format(number=place + 1)

            return RowList(RowKind(lambda parent: TextRow(named, parent=parent)), add, least=least, parent=self)

        self.options = OptionList(self.tr("Add an option"), parent=self)
        self.wrong = OptionList(self.tr("Add a wrong option"), with_mark=False, least=1, parent=self)
        self.answers = texts(self.tr("Accepted answer {number}"), self.tr("Add an accepted answer"), 1)
        self.pairs = RowList(PAIRS, self.tr("Add a pair"), least=3, parent=self)
        self.extra = texts(self.tr("Right side {number} without a partner"), self.tr("Add one without a partner"), 0)
        self.sequence = texts(self.tr("Item {number}"), self.tr("Add an item"), 3)
        self._lists = {
            "options": self.options,
            "wrong": self.wrong,
            "answers": self.answers,
            "pairs": self.pairs,
            "extra": self.extra,
            "sequence": self.sequence,
        }

    def _build_sections(self) -> list[tuple[Section, tuple[str, ...]]]:
        keys = {"mark": native(MARK_KEYS), "fold": native(FOLD_KEYS)}
        marking = self.tr("{mark}: right or wrong. {fold}: episode, feedback.").format(**keys)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.keep_order)
        row.addWidget(self._hint(marking), 1)
        options = _column(self.options, below)
        mark = self.options.main_fields
        answers = _column(self.answers, self._hint(self.tr("The first is shown as the answer.")))
        wrong = _column(self.wrong, self._hint(self.tr("Without wrong options the word is typed.")))
        sequence = _column(self.sequence, self._hint(self.tr("In the right order, from the top.")))
        options_fields: dict[str, Widgets] = {
            "answers": mark,
            "distractors": mark,
            "keep_order": lambda: [self.keep_order],
        }
        return [
            (self._section(self.tr("Options"), options, options_fields), _CHOICES),
            (self._section(self.tr("Answer"), self.truth, {"answer": self.truth.stops}), (Kind.TRUE_FALSE,)),
            (self._section(self.tr("Answers"), answers, {"answers": self.answers.main_fields}), _TYPED),
            (
                self._section(self.tr("Wrong options"), wrong, {"distractors": self.wrong.main_fields}),
                (Kind.MISSING_WORD,),
            ),
            (self._section(self.tr("Pairs"), self.pairs, {"pairs": self.pairs.main_fields}), (Kind.MATCHING,)),
            (
                self._section(self.tr("Further right sides"), self.extra, {"extra": self.extra.main_fields}),
                (Kind.MATCHING,),
            ),
            (self._section(self.tr("Order"), sequence, {"sequence": self.sequence.main_fields}), (Kind.ORDERING,)),
        ]

    def _section(self, title: str, content: QWidget, fields: dict[str, Widgets]) -> Section:
        # The key mark has a look of its own, so problems of rows are told below them.
        return Section(title, content, fields, with_look=False, parent=self)

    def _hint(self, text: str) -> PlainLabel:
        return PlainLabel(text, "caption", "ink2", wrap=True, parent=self)

    def _connect(self) -> None:
        for name, each in self._lists.items():
            each.changed.connect(self.changed)
            each.reshaped.connect(self.reshaped)
            field = {"options": "answers", "wrong": "distractors"}.get(name, name)
            each.overflowed.connect(lambda count, field=field: self.overflowed.emit(field, count))
        self.truth.picked.connect(self.changed)
        self.keep_order.toggled.connect(self.changed)

    def shown_sections(self) -> list[Section]:
        """The sections of the kind that shows, from the top."""
        return [section for section, kinds in self.sections if self._kind in kinds]

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in order, hidden or not."""
        options = [*self.options.stops(), self.keep_order]
        others = [*self.answers.stops(), *self.wrong.stops(), *self.pairs.stops()]
        return [*options, *self.truth.stops(), *others, *self.extra.stops(), *self.sequence.stops()]

    def show_draft(self, draft: Draft) -> None:
        """Show the fields of the draft's kind without a signal."""
        self._kind = draft.kind
        blocked = self.blockSignals(True)
        self._load(draft)
        self.blockSignals(blocked)
        for section, kinds in self.sections:
            section.setVisible(draft.kind in kinds)
        self.reshaped.emit()

    def read_into(self, draft: Draft) -> Draft:
        """The draft with the fields that show now."""
        return replace(draft, **self._read())

    def _load(self, draft: Draft) -> None:
        if self._kind in _CHOICES:
            self.options.set_single(self._kind == Kind.SINGLE_CHOICE)
            self.options.load_options(draft.answers, draft.distractors)
            self.options.mark_first_if_empty()
            self.keep_order.setChecked(draft.keep_order)
        if self._kind in _TYPED:
            self.answers.load(draft.answers)
        if self._kind == Kind.MISSING_WORD:
            self.wrong.load_options((), draft.distractors)
        if self._kind == Kind.TRUE_FALSE:
            self.truth.load(draft.answer)
        if self._kind == Kind.MATCHING:
            self.pairs.load(draft.pairs)
            self.extra.load(draft.extra)
        if self._kind == Kind.ORDERING:
            self.sequence.load(draft.sequence)

    def _read(self) -> dict[str, Any]:
        match self._kind:
            case Kind.SINGLE_CHOICE | Kind.MULTIPLE_CHOICE:
                return {
                    "answers": self.options.answers(),
                    "distractors": self.options.distractors(),
                    "keep_order": self.keep_order.isChecked(),
                }
            case Kind.TRUE_FALSE:
                return {"answer": self.truth.answer()}
            case Kind.SHORT_ANSWER:
                return {"answers": self.answers.values()}
            case Kind.MISSING_WORD:
                return {"answers": self.answers.values(), "distractors": self.wrong.distractors()}
            case Kind.MATCHING:
                return {"pairs": self.pairs.values(), "extra": self.extra.values()}
            case Kind.ORDERING:
                return {"sequence": self.sequence.values()}
        return {}

    def move_focused(self, step: int) -> bool:
        """Move the row that has the focus; whether there was one."""
        for each in self._lists.values():
            for row in each.rows():
                if any(field.hasFocus() for field in row.fields()):
                    each.move_row(row, step)
                    return True
        return False


def _column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget, 0, Qt.AlignmentFlag(0))
    return box
