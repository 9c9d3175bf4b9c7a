"""The place of the running track above a round: each mode has its own strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.rules import Mode

if TYPE_CHECKING:
    from quizapp.game.round import Round
    from quizapp.play import Play
    from quizapp.ui.play.track_base import TrackWidget


class TrackArea(QWidget):
    """Shows the strip that suits a round and is as high as that; the strip has the accessible name, not the area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip: TrackWidget | None = None
        self._compact = False
        self._type_scale = 1.0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def begin(self, play: Play) -> None:
        """Take the strip for this round's mode and show where the round stands, also when it is finished."""
        before, self._strip = self._strip, _made(play.round)
        self._strip.setParent(self)
        self._strip.begin(play)
        self._strip.set_compact(self._compact)
        self._strip.set_type_scale(self._type_scale)
        self._column.addWidget(self._strip)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._strip.show()
        self.updateGeometry()

    def show_round(self, play: Play) -> None:
        """The round has changed: an answer, a skip, the next question, the next player, the end."""
        if self._strip is not None:
            self._strip.show_round(play)

    def show_time(self, play: Play) -> None:
        """Time has passed. To be called every 100 to 250 ms while a question is asked; it is cheap."""
        if self._strip is not None:
            self._strip.show_time(play)

    def set_compact(self, compact: bool) -> None:
        """Choose the form for small windows."""
        self._compact = compact
        if self._strip is not None:
            self._strip.set_compact(compact)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge type and heights for wide windows (1 is as drawn)."""
        self._type_scale = scale
        if self._strip is not None:
            self._strip.set_type_scale(scale)

    def strip(self) -> TrackWidget | None:
        """The strip that is shown; None before the first round."""
        return self._strip


def _made(round_: Round) -> TrackWidget:
    # No round needs more than one of them, so no other is imported.
    mode = round_.settings.mode
    if mode == Mode.DASH and round_.rules.time_limit_ms is not None:
        from quizapp.ui.play.track_dash import DashStrip

        return DashStrip()
    if mode == Mode.MARATHON:
        from quizapp.ui.play.track_marathon import MarathonStrip

        return MarathonStrip()
    if mode == Mode.TRAINING:
        from quizapp.ui.play.track_training import TrainingStrip

        return TrainingStrip()
    if mode == Mode.RELAY:
        from quizapp.ui.play.track_relay import RelayStrip

        return RelayStrip()
    from quizapp.ui.play.track_questions import QuestionsStrip

    return QuestionsStrip()
