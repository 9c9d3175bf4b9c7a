"""What the columns of a table hold: a choice above each, and the first questions as they would be understood."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.game.mapping import HEADER_MAX, Field, Mapping, Preview
from quizapp.game.plans import PlanItem, in_order
from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.number_field import NumberField
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.imports.column_words import delimiter_words, field_words, key_style_words
from quizapp.ui.imports.plan_words import told
from quizapp.ui.messages import translated
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.setup_clock import QuietCombo

SAMPLE = 3
"""Questions that are shown as understood."""
_ROWS_SHOWN, _COLUMNS_SHOWN = 5, 60
_CELL_MAX = 40
"""Characters of a cell that are shown."""
_QUIET_MS = 250
_COLUMN_WIDTH = 170
_COMBO_LENGTH = 8
_LARGE = 1.2
"""From this text size on four settings have no room side by side."""


class MappingStep(PageContent):
    """`sample_requested(Mapping)` when the first questions are to be read with it, `changed()` at any change."""

    sample_requested = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._given = Mapping(())
        self._combos: list[QuietCombo] = []
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self._header = NumberField(0, HEADER_MAX, 1)
        self._style, self._delimiter = QuietCombo(""), QuietCombo("")
        for style, words in key_style_words().items():
            self._style.addItem(words, style)
        for sign, words in delimiter_words().items():
            self._delimiter.addItem(words, sign)
        for combo in (self._style, self._delimiter):
            combo.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_COMBO_LENGTH)
        self._separator = QLineEdit()
        self._separator.setMaxLength(5)
        several = self.tr("Between several answers, options or tags in one cell.")
        self._boxes = (
            FieldBox(self.tr("Rows above the questions"), self._header),
            FieldBox(self.tr("The right answer is given"), self._style),
            FieldBox(self.tr("Sign within a cell"), self._separator, several),
            FieldBox(self.tr("Sign between columns"), self._delimiter),
        )
        self._style.set_name(self.tr("The right answer is given"))
        self._delimiter.set_name(self.tr("Sign between columns"))
        self._missing = PlainLabel("", "dense", "bad", wrap=True)
        self._sample = ReadingLabel("", "dense")
        self._sample.setAccessibleName(self.tr("First questions"))
        # Of a single line Qt may round a pixel away.
        self._sample.setMinimumHeight(self._sample.fontMetrics().lineSpacing() + 4)

    def _lay_out(self) -> None:
        self._table = QScrollArea()
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setWidgetResizable(True)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.viewport().setAutoFillBackground(False)
        settings = QGridLayout()
        settings.setHorizontalSpacing(16)
        settings.setVerticalSpacing(12)
        columns = len(self._boxes) if theme.text_scale() < _LARGE else len(self._boxes) // 2
        for place, box in enumerate(self._boxes):
            settings.addWidget(box, place // columns, place % columns)
            settings.setColumnStretch(place % columns, 1)
        sample = Card(shadow=False, radius=8, edge="line2")
        inside = QVBoxLayout(sample)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(6)
        inside.addWidget(PlainLabel(self.tr("How the first questions will be read"), "caption", "ink2", bold=True))
        inside.addWidget(self._sample, 1)
        remembered = self.tr("What you say here is remembered for the next file with the same header.")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 8)
        column.setSpacing(12)
        column.addWidget(self._table)
        column.addWidget(self._missing)
        column.addLayout(settings)
        column.addWidget(sample)
        column.addWidget(PlainLabel(remembered, "caption", "ink2", wrap=True))
        column.addStretch(1)

    def _connect(self) -> None:
        self._header.valueChanged.connect(self._change)
        self._style.currentIndexChanged.connect(self._change)
        self._separator.textChanged.connect(self._change)
        self._delimiter.currentIndexChanged.connect(self._divide_anew)
        self._timer.timeout.connect(self._ask_for_sample)

    # In and out

    def show_preview(self, preview: Preview, *, is_text: bool) -> None:
        """The rows of a table and what its columns are taken for; only a text has a sign between columns."""
        self._rows, self._given = preview.rows, preview.mapping
        mapping = preview.mapping
        fields = (self._header, self._style, self._separator, self._delimiter)
        blockers = [QSignalBlocker(field) for field in fields]
        self._header.setValue(mapping.header)
        self._style.setCurrentIndex(self._style.findData(mapping.key_style))
        self._separator.setText(mapping.separator)
        self._delimiter.setCurrentIndex(max(0, self._delimiter.findData(mapping.delimiter)))
        del blockers
        self._boxes[3].setVisible(is_text)
        self._fill(self._rows, mapping.columns)
        self._change()

    def mapping(self) -> Mapping:
        """What is said now."""
        shown = tuple(combo.currentData() for combo in self._combos)
        columns = (*shown, *self._given.columns[len(shown) :])
        return Mapping(
            columns=tuple(map(Field, columns)),
            header=self._header.value(),
            key_style=self._style.currentData(),
            separator=self._separator.text() or self._given.separator,
            delimiter=self._delimiter.currentData(),
        )

    @property
    def is_usable(self) -> bool:
        """Whether questions can be read so."""
        return self.mapping().is_usable

    def show_sample(self, items: Sequence[PlanItem]) -> None:
        """The first questions as they are understood."""
        texts = ["\n".join(self._sample_lines(item)) for item in items]
        self._sample.setText("\n\n".join(texts) or self.tr("There is no question in the rows below the header."))

    def show_sample_failure(self, sentence: Sentence) -> None:
        """Why there is no sample."""
        self._sample.setText(translated(sentence))

    def focus_first(self) -> None:
        """The keyboard works in the first column."""
        if self._combos:
            self._combos[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _sample_lines(self, item: PlanItem) -> Iterator[str]:
        draft = item.draft
        text = " ".join(item.shown_text.split())
        yield text or self.tr("(no question)")
        if draft is not None:
            right = "; ".join(draft.answers) or "; ".join(draft.sequence)
            if draft.answer is not None:
                right = self.tr("True") if draft.answer else self.tr("False")
            yield "    " + self.tr("Right: {texts}").format(texts=right)
            if draft.distractors:
                wrong = "; ".join(each.text for each in draft.distractors)
                yield "    " + self.tr("Wrong: {texts}").format(texts=wrong)
        for problem in in_order(item.problems)[:2]:
            yield f"    {told(problem)}."

    # The table

    def _fill(self, rows: Sequence[Sequence[str]], columns: Sequence[Field]) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        width = max((len(row) for row in rows), default=len(columns))
        self._combos = [self._combo(place, columns) for place in range(min(width, _COLUMNS_SHOWN))]
        for place, combo in enumerate(self._combos):
            grid.addWidget(combo, 0, place)
            for number, row in enumerate(rows[:_ROWS_SHOWN], 1):
                grid.addWidget(_cell(row[place] if place < len(row) else ""), number, place)
        grid.setRowStretch(_ROWS_SHOWN + 1, 1)
        grid.setColumnStretch(len(self._combos), 1)
        self._table.setWidget(content)
        content.setAutoFillBackground(False)
        self._table.setMinimumHeight(content.sizeHint().height() + theme.px(18))

    def _combo(self, place: int, columns: Sequence[Field]) -> QuietCombo:
        made = QuietCombo(self.tr("Column {number}").format(number=place + 1))
        made.setProperty("dense", True)
        made.setMinimumWidth(theme.px(_COLUMN_WIDTH))
        for field, words in field_words().items():
            made.addItem(words, field)
        made.setCurrentIndex(made.findData(columns[place] if place < len(columns) else Field.NOTHING))
        made.currentIndexChanged.connect(self._change)
        return made

    def _divide_anew(self) -> None:
        """The rows with the sign that was chosen now; quotes that the first reading took away are not put back."""
        rows = [self._given.delimiter.join(row) for row in self._rows]
        divided = list(csv.reader(rows, delimiter=self._delimiter.currentData())) if rows else []
        fields = self.mapping().columns
        self._fill(divided, fields)
        # What stood beyond the columns that are shown was about other columns.
        self._given = replace(self._given, columns=())
        self._change()

    def _change(self, _: object = None) -> None:
        columns = self.mapping().columns
        missing = [
            words
            for field, words in (
                (Field.PROMPT, self.tr("the question")),
                (Field.KEY, self.tr("the right answer")),
            )
            if field not in columns
        ]
        words = self.tr("Say which column holds {what}.").format(what=self.tr(" and which ").join(missing))
        self._missing.setText(words if missing else "")
        self._missing.setVisible(bool(missing))
        self.changed.emit()
        self._timer.start()

    def _ask_for_sample(self) -> None:
        if self.isVisible():
            self.sample_requested.emit(self.mapping())

    def hideEvent(self, event: object) -> None:
        self._timer.stop()


def _cell(text: str) -> PlainLabel:
    line = " ".join(text[: 4 * _CELL_MAX].split())
    made = PlainLabel(line if len(line) <= _CELL_MAX else line[: _CELL_MAX - 1] + "…", "dense", "ink2")
    made.setToolTip(tool_tip(line))
    return made
