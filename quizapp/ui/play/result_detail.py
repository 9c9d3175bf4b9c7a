"""What there is to learn from one question of a finished round: answers, explanation, sources."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.grading import Verdict
from quizapp.game.options import is_typed
from quizapp.game.question import Kind, PackInfo
from quizapp.ui import pictures
from quizapp.ui.common.buttons import IconButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.picture_view import PictureView
from quizapp.ui.play.result_rows import ResultRow
from quizapp.ui.play.round_reading import ReadingArea, SourceList
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.round_words import is_right, verdict_title

_PICTURE_PX = 200


class ResultDetail(QWidget):
    """One question in full; scrolls. `closed()` by its button."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ReadingLabel("", "dense", bold=True)
        self._prompt = ReadingLabel(bold=True)
        self._picture = PictureView(height_max=_PICTURE_PX)
        self._answers = ReadingLabel()
        self._points = ReadingLabel("", "dense")
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
        for part in (
            self._prompt,
            self._picture,
            self._answers,
            self._points,
            self._feedback,
            self._explanation,
            self._sources,
        ):
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
        self._title.setText(" · ".join(part for part in (row.player, title) if part))
        self._prompt.setText(row.prompt)
        media = None if row.is_hidden else question.media
        self._picture.setVisible(media is not None)
        if media is not None:
            self._picture.show_picture(pictures.of_question(media.image), media.alt)
        _show(self._answers, "" if row.is_hidden else self._answers_text(row))
        _show(self._points, "" if row.level else row.parts)
        _show(self._feedback, "\n".join(row.feedback))
        _show(self._explanation, "" if row.is_hidden else question.explanation)
        self._sources.set_sources(() if row.is_hidden else question.sources, pack, question.episode)
        self._reading.to_top()

    def focus_first(self) -> None:
        """Puts the focus where reading begins."""
        links = self._sources.links()
        (links[0] if links else self._close).setFocus(Qt.FocusReason.TabFocusReason)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for very wide windows (1 is as drawn)."""
        self._title.set_role("dense", bold=True, scale=scale)
        self._prompt.set_role("body", bold=True, scale=scale)
        self._points.set_role("dense", scale=scale)
        for label in (self._answers, self._feedback, self._explanation):
            label.set_role("body", scale=scale)
        self._sources.set_type_scale(scale)

    def _answers_text(self, row: ResultRow) -> str:
        right = _lines(self.tr("Right answer"), row.key_lines)
        verdict = row.turn.verdict
        if verdict is Verdict.SKIPPED:
            return right
        given = _lines(row.answerer, row.given_lines or (row.chosen,))
        if is_typed(row.turn.drawn.question):
            # What was accepted may be another spelling.
            same = row.chosen == row.turn.drawn.question.answers[0] or row.given_lines == row.key_lines
        else:
            # Wrong pairs say themselves what was right.
            joined = row.turn.drawn.question.kind is Kind.MATCHING and bool(row.given_lines)
            same = is_right(verdict) or joined
        if row.note:
            given += self.tr(" (close enough)")
        return given if same else f"{given}\n{right}"


def _lines(title: str, lines: Sequence[str]) -> str:
    """One answer behind its title, several below it."""
    if len(lines) == 1:
        return f"{title}: {lines[0]}"
    return "\n".join([f"{title}:", *(f"    {line}" for line in lines)])


def _show(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
