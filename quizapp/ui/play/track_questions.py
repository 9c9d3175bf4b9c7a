"""The strip of Sprint, Daily race, Custom, and a Dash without clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.ui.play.round_values import plates
from quizapp.ui.play.round_words import standing_words
from quizapp.ui.play.track_strip import TrackStrip

if TYPE_CHECKING:
    from quizapp.play import Play


class QuestionsStrip(TrackStrip):
    """The strip for a known number of questions, fed from a round."""

    def begin(self, play: Play) -> None:
        self.set_round(play.round.question_count or 0)
        self.show_round(play)

    def show_round(self, play: Play) -> None:
        self.set_plates(plates(play.round))
        if play.round.is_finished:
            self.set_finished(True)
        self.show_time(play)

    def show_time(self, play: Play) -> None:
        self.set_best_progress(play.best_progress())
        self.set_comparison(standing_words(play.standing()))
