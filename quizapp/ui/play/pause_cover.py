"""What stands in the place of the question while a round is paused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import LinkButton, MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.cover_card import CoverCard, centred


class PauseCover(QWidget):
    """Signals: `went_on()`, `left()` (the round waits), `given_up()` (nothing was asked yet)."""

    went_on = Signal()
    left = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._title = PlainLabel(self.tr("Paused"), "page_title")
        self._text = PlainLabel("", "body", "ink2", wrap=True)
        self._go_on = MainButton(self.tr("Go on"), "play", "Enter")
        self._leave = PlainButton("")
        self._give_up = LinkButton(self.tr("Give up this round"))
        self._card = CoverCard("runner", self)
        self._lay_out()
        self._go_on.clicked.connect(self.went_on)
        self._leave.clicked.connect(self.left)
        self._give_up.clicked.connect(self.given_up)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._go_on)
        buttons.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        column = self._card.column
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self._give_up, 0, Qt.AlignmentFlag.AlignLeft)
        centred(self, self._card)

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        self._scale = scale
        self._title.set_role("page_title", scale=scale)
        self._text.set_role("body", scale=scale)
        for button in (self._go_on, self._leave, self._give_up):
            button.set_type_scale(scale)
        self._card.set_width(theme.px(460) * scale)

    def show_choices(self, *, complete: bool, has_clock: bool = False, slept: bool = False) -> None:
        """Say what can be done; a round whose last answer is given can only be gone on with.

        `slept`: the pause was not the player's wish.
        """
        if complete:
            text = self.tr("Every question is answered and your result is safe.")
        elif has_clock:
            text = self.tr(
                "The question is hidden and the clock is stopped. If you leave, the round waits for you at home."
            )
        else:
            text = self.tr("The question is hidden. If you leave, the round waits for you at home.")
        slept_text = self.tr("The computer slept, so the round was paused.")
        self._text.setText(f"{slept_text} {text}" if slept else text)
        self._leave.set_text(self.tr("See the result") if complete else self.tr("Leave, go on later"))
        self._give_up.setVisible(not complete)
        self._card.set_width(theme.px(460) * self._scale)

    def text(self) -> str:
        """Why the question is hidden, and what can be done."""
        return self._text.text()

    def focus_first(self) -> None:
        """Puts the focus on going on."""
        self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("bg"))
