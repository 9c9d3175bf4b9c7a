"""Brings problems and numbers of all questions up to date in small pieces, while the window stays usable."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.errors import QuizError, Sentence

if TYPE_CHECKING:
    from quizapp.author import Author

_PIECE_S = 0.05
_PAUSE_MS = 30
_AT_FIRST_MS = 400
"""By then a window that opens shows its rows and a question."""
_QUIET_MS = 1_500
"""So long nothing more must be changed before it is looked at: who types has the machine for himself."""
_TOLD_EVERY_S = 3.0


class _Enough(Exception):  # noqa: N818  no error: the end of a piece
    """The piece has lasted long enough."""


class Refresher(QObject):
    """`refreshed()` when something has changed, at most once in a while and at the end; `failed(Sentence)`.

    A piece that had to begin anew where it began before lasts twice as long the next time, so it comes to its end.
    """

    refreshed = Signal()
    failed = Signal(object)

    def __init__(self, author: Author, parent: QObject) -> None:
        super().__init__(parent)
        self._author = author
        self._piece_s = _PIECE_S
        self._began: tuple[int, int] | None = None
        self._has_news = False
        self._told_s = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin once the window has been painted."""
        self._timer.start(_AT_FIRST_MS)

    def start_soon(self) -> None:
        """Something was changed: look at it when nothing more comes."""
        self._timer.start(_QUIET_MS)

    def stop(self) -> None:
        """Go no further; what was done stays."""
        self._timer.stop()

    def _go_on(self) -> None:
        began: tuple[int, int] | None = None
        end = time.monotonic() + self._piece_s

        def progress(done: int, total: int) -> None:
            nonlocal began
            began = began or (done, total)
            self._has_news = True
            if time.monotonic() > end:
                raise _Enough

        try:
            if self._author.refresh(progress):
                self._has_news = True
            self._tell()
        except _Enough:
            self._piece_s *= 2 if began == self._began else 1
            self._began = began
            if time.monotonic() > self._told_s + _TOLD_EVERY_S:
                self._tell()
            self._timer.start(_PAUSE_MS)
        except QuizError as error:
            sentence: Sentence = error.sentence
            self.failed.emit(sentence)

    def _tell(self) -> None:
        if self._has_news:
            self._has_news, self._told_s = False, time.monotonic()
            self.refreshed.emit()
