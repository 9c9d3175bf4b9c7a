"""What there is to learn from one question of a finished round: answers, explanation, sources."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.grading import Verdict
from quizapp.game.question import PackInfo
from quizapp.ui.common.buttons import IconButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.result_table import ResultRow
from quizapp.ui.play.round_reading import ReadingArea, SourceList
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.round_words import feedback, is_right, verdict_title


class ResultDetail(QWidget):
    """One question in full; scrolls. `closed()` by its button."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "dense", bold=True)
        self._prompt = ReadingLabel(bold=True)
        self._answers = ReadingLabel()
        self._feedback = ReadingLabel()
        self._explanation = ReadingLabel()
        self._sources = SourceList()
        self._close = IconButton("cross", self.tr("Close the explanation"))
        self._reading = ReadingArea(self._text_column(), self.tr("Explanation"))
        self._lay_out()
        self._close.clicked.connect(self.closed)

    def _text_column(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 0, 18, 10)
        column.setSpacing(5)
        for part in (self._prompt, self._answers, self._feedback, self._explanation, self._sources):
            column.addWidget(part)
        column.addStretch(1)
        return content

    def _lay_out(self) -> None:
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        head = QHBoxLayout()
        head.setContentsMargins(18, 4, 8, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(head)
        column.addWidget(self._reading, 1)

    def show_row(self, row: ResultRow, pack: PackInfo) -> None:
        """Show this question."""
        question = row.turn.drawn.question
        title = verdict_title(row.turn.verdict)
        if row.number:
            title = self.tr("Question {number} · {verdict}").format(number=row.number, verdict=title)
        self._title.setText(title)
        self._prompt.setText(question.prompt)
        self._answers.setText(self._answers_text(row))
        _show(self._feedback, "\n".join(feedback(row.turn)))
        _show(self._explanation, question.explanation)
        self._sources.set_sources(question.sources, pack)
        self._reading.to_top()

    def focus_first(self) -> None:
        """Puts the focus where reading begins."""
        links = self._sources.links()
        (links[0] if links else self._close).setFocus(Qt.FocusReason.TabFocusReason)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for very wide windows (1 is as drawn)."""
        self._title.set_role("dense", bold=True, scale=scale)
        self._prompt.set_role("body", bold=True, scale=scale)
        for label in (self._answers, self._feedback, self._explanation):
            label.set_role("body", scale=scale)
        self._sources.set_type_scale(scale)

    def _answers_text(self, row: ResultRow) -> str:
        right = self.tr("Right answer: {answer}").format(answer=row.right)
        if row.turn.verdict is Verdict.SKIPPED:
            return right
        chosen = self.tr("Your answer: {answer}").format(answer=row.chosen)
        return chosen if is_right(row.turn.verdict) else f"{chosen}\n{right}"


def _show(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
