"""What a format cannot hold, question by question, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.draft import Severity
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.field_texts import field_names
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import translated
from quizapp.ui.play.home_words import counted, number

if TYPE_CHECKING:
    from quizapp.game.draft import Problem

_SHOWN_MAX = 2_000


class LossList(QWidget):
    """Questions that are not in the file first, then what others lose; a very long list ends with how many follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = PlainLabel("", "dense", bold=True, wrap=True)
        self._list = TwoLineList(self.tr("What the format cannot hold"))
        self._card = self._list.in_card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._card, 1)
        column.addStretch(0)
        self.say("")

    def say(self, text: str) -> None:
        """Show a sentence and no list."""
        self._heading.setText(text)
        self._heading.setVisible(bool(text))
        self._list.clear()
        self._card.hide()

    def show_losses(self, problems: Sequence[Problem], prompts: Mapping[str, str]) -> None:
        """Show what is left out; `prompts` are those of the questions, by uid. What has no uid is lost of all alike."""
        of_all = [each for each in problems if not each.uid]
        problems = [each for each in problems if each.uid]
        left_out = [each for each in problems if each.severity is Severity.ERROR]
        lost = [each for each in problems if each.severity is not Severity.ERROR]
        if not problems and not of_all:
            self.say(self.tr("The format holds everything."))
            return
        self.say(self._summary(len(left_out), len({each.uid for each in lost})))
        rows = [self._row(each, prompts) for each in (*of_all, *left_out, *lost)[:_SHOWN_MAX]]
        more = len(of_all) + len(problems) - len(rows)
        if more:
            rows.append((self.tr("and {count} more").format(count=number(more)), ""))
        self._list.show_rows(rows, -1)
        self._card.show()

    def _summary(self, left_out: int, losing: int) -> str:
        parts: list[str] = []
        if left_out:
            parts.append(counted(self.tr("%n question(s) will not be in the file.", "", left_out), left_out))
        if losing:
            parts.append(counted(self.tr("%n question(s) will lose something.", "", losing), losing))
        return " ".join(parts) or self.tr("Something of the pack will not be in the file.")

    def _row(self, problem: Problem, prompts: Mapping[str, str]) -> tuple[str, str]:
        prompt = " ".join(prompts.get(problem.uid, "").split()) or problem.uid or self.tr("All of the file")
        loses = field_names().get(problem.field) or self.tr("Loses something")
        sign = self.tr("Not in the file") if problem.severity is Severity.ERROR else loses
        return prompt, f"{sign}: {translated(problem.message)}"
