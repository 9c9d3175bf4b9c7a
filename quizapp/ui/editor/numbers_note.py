"""What the first answers of players say of the question in the form: how many knew it, what they chose, what is bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.draft import Draft
from quizapp.game.options import all_options
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.analysis_words import seconds
from quizapp.ui.editor.question_columns import ENOUGH_ATTEMPTS, fraction
from quizapp.ui.messages import translated
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.game.authoring import QuestionNumbers
    from quizapp.game.item_analysis import ItemStatistics

_LONGEST_OPTION = 30


class NumbersNote(QWidget):
    """Takes no room while nobody has answered the question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = PlainLabel("", "caption", "ink2", wrap=True)
        self._shares = PlainLabel("", "caption", "ink2", wrap=True)
        self._flags = PlainLabel("", "caption", "warn", wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self._figures, self._shares, self._flags):
            column.addWidget(label)
        self.hide()

    def show_numbers(self, draft: Draft | None, numbers: QuestionNumbers | None) -> None:
        """Show what is known of this question; None: nothing."""
        statistics = numbers.statistics if numbers is not None else None
        self.setVisible(statistics is not None and statistics.asked > 0)
        if draft is None or numbers is None or statistics is None:
            return
        self._set(self._figures, self._figure_words(statistics))
        self._set(self._shares, self._share_words(draft, statistics))
        self._set(self._flags, "; ".join(translated(flag.message) for flag in numbers.flags))

    def _set(self, label: PlainLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _figure_words(self, statistics: ItemStatistics) -> str:
        low, high = statistics.facility_interval
        words = self.tr(
            "First attempts: {asked}. Facility {facility} ({low} to {high}). Tells apart: {apart}. Median time: {time}."
        )
        told = words.format(
            asked=number(statistics.asked),
            facility=fraction(statistics.facility),
            low=fraction(low),
            high=fraction(high),
            apart=fraction(statistics.discrimination),
            time=seconds(statistics.median_ms),
        )
        too_few = self.tr("Too few to say much.")
        return told if statistics.asked >= ENOUGH_ATTEMPTS else f"{told} {too_few}"

    def _share_words(self, draft: Draft, statistics: ItemStatistics) -> str:
        try:
            options = all_options(draft.finish())
        except ValueError:
            return ""
        parts = [
            f"{_short(str(options[place]))} {QLocale().toString(100 * share, 'f', 0)} %"
            for place, share in sorted(statistics.shares.items())
            if place < len(options)
        ]
        return self.tr("Chosen: {shares}").format(shares=" · ".join(parts)) if parts else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_OPTION else text[: _LONGEST_OPTION - 1] + "…"
