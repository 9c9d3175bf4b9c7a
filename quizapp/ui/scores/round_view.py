"""A round of a board in full: who ran it, what it came to, and every question with its answers and its points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.messages import announce
from quizapp.ui.play.home_words import counted, duration, moment, number
from quizapp.ui.play.result_questions import QuestionsCard
from quizapp.ui.play.result_rows import rows_of
from quizapp.ui.play.result_words import parts_words
from quizapp.ui.play.round_words import mode_title, watched_words
from quizapp.ui.scores.board_model import player_words

if TYPE_CHECKING:
    from quizapp.play.past_round import PastRound


class RoundView(QWidget):
    """`closed()` by its button or Esc."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = False
        self._header = PageHeader("")
        self.back = PlainButton(self.tr("Back to the board"), "chevron-left", "Esc", small=True)
        self._header.add_widget(self.back)
        self._about = PlainLabel("", "body", "ink2", wrap=True)
        self._result = PlainLabel("", "body", bold=True, wrap=True)
        self._questions = QuestionsCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._header)
        column.addWidget(self._about)
        column.addWidget(self._result)
        column.addSpacing(8)
        column.addWidget(self._questions, 1)
        self.back.clicked.connect(self.closed)

    def show_round(self, past: PastRound) -> None:
        """Show this round; what is beyond the limit of who looks stays hidden."""
        name = player_words(past.player_name)
        mode = mode_title(past.round.rules.mode)
        self._header.set_title(self.tr("{mode} of {player}").format(mode=mode, player=name))
        self._about.setText(self._about_words(past))
        self._result.setText(self._result_words(past))
        self._questions.show_rows(rows_of(past, "" if past.is_own else name), past.pack)
        self._questions.set_style(small=self._small, scale=1.0)

    def _about_words(self, past: PastRound) -> str:
        version = self.tr("pack {version}").format(version=past.pack_version)
        limit = watched_words(past.pack, past.round.settings.spoiler_limit)
        parts = [moment(past.finished_at_ms), limit, version]
        hidden = sum(past.is_hidden(turn) for turn in past.round.turns)
        if hidden:
            words = self.tr("%n question(s) hidden: from later episodes than you have watched", "", hidden)
            parts.append(counted(words, hidden))
        return " · ".join(part for part in parts if part)

    def _result_words(self, past: PastRound) -> str:
        result = past.round.result()
        figures = self.tr("{points} points: {parts} · {right} of {asked} right · best streak {streak} · {time}").format(
            points=number(result.points),
            parts=parts_words(result, past.round.rules),
            right=number(result.right),
            asked=number(result.asked),
            streak=number(result.best_streak),
            time=duration(result.elapsed_ms),
        )
        lifelines = self.tr("%n lifeline(s) used", "", result.lifelines) if result.lifelines else ""
        return " · ".join(part for part in (figures, lifelines) if part)

    def activate(self) -> None:
        """Puts the focus on the questions, and lets the round be heard."""
        self._questions.focus_table()
        announce(self, f"{self._about.text()}. {self._result.text()}")

    def set_small(self, small: bool) -> None:
        """Arrange for a small window."""
        self._small = small
        self._header.set_small(small)
        self._questions.set_style(small=small, scale=1.0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self.closed.emit()
            return
        super().keyPressEvent(event)
