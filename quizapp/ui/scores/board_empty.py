"""What stands in the place of a board on which nobody has run yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.rules import Mode
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.marks import draw_runner_disc


class EmptyBoard(QWidget):
    """Invites to be the first; `invited()` when the invitation is taken up."""

    invited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = MainButton(self.tr("Pick a lane"), "flag", "Enter", small=True)
        self._title = PlainLabel("", "section", wrap=True)
        self._text = PlainLabel("", "body", "ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_Runner(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(12)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self._go)
        self._go.clicked.connect(self.invited)
        self.show_mode(Mode.SPRINT)

    def show_mode(self, mode: str) -> None:
        """Say what would have to be run."""
        title, text = self._words(mode)
        self._title.setText(title)
        self._text.setText(text)

    def _words(self, mode: str) -> tuple[str, str]:
        nobody = self.tr("Nobody has run here yet")
        words = {
            Mode.DASH: (nobody, self.tr("Run a Dash: the board counts the right answers you give in a minute.")),
            Mode.MARATHON: (nobody, self.tr("Run a Marathon: the board counts how many you get right in one go.")),
            Mode.DAILY: (
                self.tr("Nobody has run today’s race yet"),
                self.tr("It is the same for everybody, and your first run of the day counts."),
            ),
            Mode.CUSTOM: (
                nobody,
                self.tr("Every setting of a custom round has a board of its own. Run one to open it."),
            ),
        }
        usual = self.tr("Finish a round with these settings, and your score is the first on this board.")
        return words.get(Mode(mode), (nobody, usual)) if mode in set(Mode) else (nobody, usual)


class _Runner(QWidget):
    """Decoration."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_runner_disc(painter, QRectF(self.rect()).center(), self.width() - 2)
