"""What is said below a typed answer: how it compares with what was expected, and what else would have counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.turns import Turn
from quizapp.game.typed import Likeness
from quizapp.ui import theme
from quizapp.ui.common.chip import Chip
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.play.marked_text import MarkedText, Piece, pieces_with_marks
from quizapp.ui.play.round_words import is_right

_FORMS_MAX = 6


class TypedNote(QWidget):
    """A card with a sentence and, where letters differ, both spellings; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._good = True
        self._compact = False
        self._scale = 1.0
        self._sentence = MarkedText(16)
        self._sentence.setObjectName("typed_note")
        self._captions = [PlainLabel("", "caption", "ink2"), PlainLabel("", "caption", "ink2")]
        self._spellings = [MarkedText(15), MarkedText(15)]
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        for at, (caption, spelling) in enumerate(zip(self._captions, self._spellings, strict=True)):
            self._grid.addWidget(caption, at, 0)
            self._grid.addWidget(spelling, at, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._sentence)
        self._column.addLayout(self._grid)
        self.set_style(compact=False, scale=1.0)

    def show_turn(self, turn: Turn, names: NameBook) -> None:
        """Say how what was typed compares with what was expected."""
        self._good = is_right(turn.verdict)
        judged = turn.typed
        answer = judged.accepted if judged is not None and judged.accepted else _first(turn)
        pieces = self._pieces(turn, answer, names)
        self.setVisible(bool(pieces))
        if pieces:
            self._sentence.set_pieces(pieces)
        differs = judged is not None and turn.verdict is Verdict.SLIP
        for part in (*self._captions, *self._spellings):
            part.setVisible(differs)
        if differs and judged is not None:
            self._show_spelling(0, self.tr("You typed"), turn.text, judged.typed_marks)
            self._show_spelling(1, self.tr("Spelled"), answer, judged.accepted_marks)

    def _pieces(self, turn: Turn, answer: str, names: NameBook) -> list[Piece]:
        shown = _answer_pieces(answer, names)
        if turn.verdict is Verdict.SLIP:
            return [(self.tr("Close enough"), "bold"), (self.tr(" — accepted: "), "plain"), *shown]
        if is_right(turn.verdict):
            if turn.typed is None or turn.typed.likeness is not Likeness.SPELLING:
                return []
            if names.find(answer) is not None:
                return [(self.tr("The same person"), "bold"), (self.tr(" — usually spelled "), "plain"), *shown]
            return [(self.tr("Another spelling"), "bold"), (self.tr(" — accepted as "), "plain"), *shown]
        return [(self.tr("Accepted answer: "), "plain"), *shown]

    def _show_spelling(self, at: int, caption: str, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._captions[at].setText(caption)
        name = self.tr("{caption}: {text}").format(caption=caption, text=text)
        self._spellings[at].set_pieces(pieces_with_marks(text, spans), accessible_name=name)

    def set_style(self, *, compact: bool, scale: float) -> None:
        """Small form, and size of the type (1 is as drawn)."""
        self._compact, self._scale = compact, scale
        self._sentence.set_size(14 if compact else 16)
        for spelling in self._spellings:
            spelling.set_size(13 if compact else 15)
        for text in (self._sentence, *self._spellings):
            text.set_type_scale(scale)
        for caption in self._captions:
            caption.set_role("caption", scale=scale)
        across, along = (12, 4) if compact else (round(16 * scale), round(12 * scale))
        self._column.setContentsMargins(across, along, across, along)
        self._column.setSpacing(0 if compact else 5)
        self._grid.setHorizontalSpacing(round(16 * scale))
        self._grid.setVerticalSpacing(0 if compact else 2)

    def usual_height(self) -> int:
        """The pixels of a sentence and both spellings on a line each."""
        return theme.px((74 if self._compact else 106) * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = theme.colour("ok" if self._good else "bad")
        rounded(QPainter(self), QRectF(self.rect()), 12, theme.colour("surface"), edge)


class AlsoAccepted(QWidget):
    """Other forms of the answer that would have counted, as chips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QWidget] = []
        self._caption = PlainLabel(self.tr("Also accepted"), "dense", "ink2")
        self._flow = FlowLayout(gap=8, line_gap=4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addLayout(self._flow, 1)

    def show_forms(self, forms: Sequence[str]) -> None:
        """Show these forms, the first few of them."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(form, parent=self) for form in forms[:_FORMS_MAX]]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()

    def has_forms(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._chips)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type (1 is as drawn)."""
        self._caption.set_role("dense", scale=scale)


def _first(turn: Turn) -> str:
    answers = turn.drawn.question.answers
    return answers[0] if answers else ""


def _answer_pieces(answer: str, names: NameBook) -> list[Piece]:
    hangul = names.hangul(answer)
    return [(answer, "bold"), (f" {hangul}", "quiet")] if hangul else [(answer, "bold")]
