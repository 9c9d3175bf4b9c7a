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
        self._left: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin once the window has been painted."""
        self._timer.start()

    def stop(self) -> None:
        """Go no further; what was done stays."""
        self._timer.stop()

    def _go_on(self) -> None:
        left: int | None = None
        end = time.monotonic() + self._piece_s

        def progress(done: int, total: int) -> None:
            nonlocal left
            left = total if left is None else left
            if time.monotonic() > end:
                raise _Enough

        try:
            if self._author.refresh(progress):
                self.refreshed.emit()
        except _Enough:
            self._piece_s *= 2 if left == self._left else 1
            self._left = left
            self._timer.start()
        except QuizError as error:
            sentence: Sentence = error.sentence
            self.failed.emit(sentence)
