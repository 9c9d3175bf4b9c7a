"""How far somebody has watched, asked with a stepper, film frames and two quick answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.stepper import Stepper
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.episode_strip import EpisodeStrip


class WatchedChooser(QWidget):
    """Asks for the last episode watched, 0 to `episodes`.

    Signals: `changed(int)` when the user chose another, `settled()` when one of the two quick answers was given.
    """

    changed = Signal(int)
    settled = Signal()

    def __init__(self, episodes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._episodes = episodes
        self._question = self.tr("How far have you watched?")
        self._stepper = Stepper(self.tr("Last episode watched"), 0, episodes, 0)
        self._stepper.set_step_names(self.tr("One episode less"), self.tr("One episode more"))
        self._strip = EpisodeStrip(self.tr("Episodes watched"), episodes)
        self._nothing = PlainButton(self.tr("I have not started"), small=True)
        self._everything = PlainButton(self.tr("I’ve seen it all"), small=True)
        self._promise = PlainLabel("", "dense", "ink2", wrap=True)
        self._promise.setObjectName("promise")
        self._lay_out()
        self._stepper.changed.connect(self._choose)
        self._strip.chosen.connect(self._choose)
        self._nothing.clicked.connect(self._choose_nothing)
        self._everything.clicked.connect(self._choose_everything)
        for quick in (self._nothing, self._everything):
            quick.clicked.connect(self.settled)
        self.set_value(0)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self._stepper)
        first.addWidget(self._strip)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(14)
        second.addWidget(self._nothing)
        second.addWidget(self._everything)
        second.addStretch(1)
        third = QHBoxLayout()
        third.setSpacing(8)
        third.addWidget(ThemedIcon("eye", "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
        third.addWidget(self._promise, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self._question, "body", bold=True))
        column.addLayout(first)
        column.addLayout(second)
        column.addLayout(third)

    def value(self) -> int:
        """The last episode watched."""
        return self._stepper.value()

    def set_value(self, episode: int) -> None:
        """Show another episode, without a signal."""
        self._stepper.set_value(episode)
        self._strip.set_episode(episode)
        self._promise.setText(self._promise_for(episode))

    def take_focus(self) -> None:
        """The next key changes the episode."""
        self._stepper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _promise_for(self, episode: int) -> str:
        if episode >= self._episodes:
            return self.tr("Nothing is hidden from you.")
        if episode == 0:
            return self.tr("You see only what is known before the first episode. Nothing later is shown anywhere.")
        promise = self.tr("Nothing from after episode {episode} is shown: no question, option, hint or explanation.")
        return promise.format(episode=episode)

    def _choose(self, episode: int) -> None:
        self.set_value(episode)
        self.changed.emit(episode)

    def _choose_nothing(self) -> None:
        self._choose(0)

    def _choose_everything(self) -> None:
        self._choose(self._episodes)

    def minimumSizeHint(self) -> QSize:
        """The frames go where they have no room; the stepper says the same."""
        least = super().minimumSizeHint()
        buttons = self._nothing.sizeHint().width() + 14 + self._everything.sizeHint().width()
        return QSize(max(self._stepper.sizeHint().width(), buttons), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._stepper.sizeHint().width() + 16 + self._strip.sizeHint().width()
        self._strip.setVisible(needed <= self.width())
