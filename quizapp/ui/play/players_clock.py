"""How much a player's clocks are stretched."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.rules import ClockFactor
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.segmented import Segmented


def clock_title(factor: ClockFactor) -> str:
    """Such as "×2", as it stands on a button."""
    if factor is ClockFactor.X1:
        return QCoreApplication.translate("PlayersClock", "Normal")
    if factor is ClockFactor.OFF:
        return QCoreApplication.translate("PlayersClock", "Off")
    return f"×{factor.times}"


def clock_words(factor: ClockFactor) -> str:
    """Such as "clock ×2", in a line about a player; empty where the clock is as it is for everybody."""
    if factor is ClockFactor.X1:
        return ""
    if factor is ClockFactor.OFF:
        return QCoreApplication.translate("PlayersClock", "no clock")
    return QCoreApplication.translate("PlayersClock", "clock {factor}").format(factor=clock_title(factor))


def clock_promise() -> str:
    """What a stretched clock does."""
    return QCoreApplication.translate(
        "PlayersClock",
        "Takes the hurry out of Dash and of rounds with a clock: twice, five or ten times as long, or as long as you "
        "like. Rounds with another clock have boards of their own, so nobody’s scores are mixed.",
    )


def clock_choice(accessible_name: str) -> Segmented:
    """The five clocks side by side."""
    return Segmented([(factor.value, clock_title(factor)) for factor in ClockFactor], accessible_name)


class ClockChooser(QWidget):
    """Asks a new player for their clock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = clock_choice(self.tr("Clock"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Clock"), "body", bold=True))
        column.addWidget(self._choice)
        column.addWidget(PlainLabel(clock_promise(), "caption", "ink2", wrap=True))

    def value(self) -> ClockFactor:
        """The clock that is chosen."""
        return ClockFactor(self._choice.current())
