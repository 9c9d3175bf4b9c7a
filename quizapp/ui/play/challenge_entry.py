"""Where a challenge code is entered: what it would start, in words, or what is wrong with it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from quizapp.errors import QuizError
from quizapp.ui import theme
from quizapp.ui.common.buttons import IconButton, MainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.messages import announce, translated

if TYPE_CHECKING:
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby

_LENGTH_MAX = 400
_LEAST_BESIDE = 620
"""Pixels at text size 100 % below which the button stands under the field."""


class ChallengeEntry(Card):
    """A card with a field. Signals: `start_requested(RoundSettings)`, `closed()`."""

    start_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lobby: Lobby | None = None
        self._build()
        self._lay_out()
        self._field.textChanged.connect(self._read_quietly)
        self._start.clicked.connect(self._try_to_start)
        self._close.clicked.connect(self.closed)
        self._show("", "ink2")

    def _build(self) -> None:
        self._label = PlainLabel(self.tr("Challenge code"), "body", bold=True)
        self._field = QLineEdit()
        self._field.setAccessibleName(self.tr("Challenge code"))
        self._field.setPlaceholderText(self.tr("Paste or type the code you were given"))
        self._field.setMaxLength(_LENGTH_MAX)
        self._label.setBuddy(self._field)
        self._sign = ThemedIcon("error", "bad", 16)
        self._words = PlainLabel("", "dense", "ink2", wrap=True)
        self._words.setObjectName("challenge-words")
        self._start = MainButton(self.tr("Start the challenge"), "flag", small=True)
        self._close = IconButton("cross", self.tr("Close the code field"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._close)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(14)
        self._row.addWidget(self._field, 1)
        self._row.addWidget(self._start)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addLayout(below)

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank that reads codes."""
        self._lobby = lobby

    def refresh(self) -> None:
        """Another player or episode: the code is read anew."""
        self._read_quietly()

    def come_behind(self, widget: QWidget) -> None:
        """Tab comes here from this widget."""
        stops = [widget, self._field, self._start, self._close]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def is_field(self, widget: QWidget | None) -> bool:
        """Whether this is where the code is written."""
        return widget is self._field

    def take_focus(self) -> None:
        """The next key writes."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_LEAST_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._try_to_start()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _read_quietly(self) -> None:
        """While it is written a code is wrong most of the time: only a good one is told."""
        try:
            settings = self._read()
        except QuizError:
            settings = None
        self._show(self._told(settings) if settings is not None else "", "ink2")

    def _read(self) -> RoundSettings | None:
        code = self._field.text().strip()
        return self._lobby.read_challenge(code) if self._lobby is not None and code else None

    def _try_to_start(self) -> None:
        if self._lobby is None:
            return
        try:
            settings = self._lobby.read_challenge(self._field.text().strip())
        except QuizError as error:
            self._show(translated(error.sentence), "bad")
            announce(self._field, self._words.text())
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.start_requested.emit(settings)

    def _told(self, settings: RoundSettings) -> str:
        from quizapp.ui.play.challenge_words import challenge_words

        assert self._lobby is not None  # only a lobby reads codes
        return challenge_words(settings, self._lobby.pack)

    def _show(self, words: str, token: str) -> None:
        is_error = token == "bad"
        self._words.setText(words)
        self._words.set_token(token)
        self._words.setVisible(bool(words))
        self._sign.setVisible(is_error)
        self._field.setAccessibleDescription(words)
        if bool(self._field.property("state")) != is_error:
            self._field.setProperty("state", "bad" if is_error else "")
            # Qt asks a style sheet about properties only when a widget is polished.
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)
