"""Brings problems and numbers of all questions up to date in small pieces, while the window stays usable."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.errors import QuizError, Sentence

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.ui.background import Report, Task, TaskRunner

    Tasks = Callable[[], TaskRunner]

_PIECE_S = 0.05
_PAUSE_MS = 30
_AT_FIRST_MS = 400
"""By then a window that opens shows its rows and a question."""
_QUIET_MS = 1_500
"""So long nothing more must be changed before it is looked at: who types has the machine for himself."""
_TOLD_EVERY_S = 3.0
_COUNTED_S = 0.3
"""How long other work, such as an import, waits for a piece of counting off the screen's thread."""


class _Enough(Exception):  # noqa: N818  no error: the end of a piece
    """The piece has lasted long enough."""


class Refresher(QObject):
    """`refreshed()` when something has changed, at most once in a while and at the end; `failed(Sentence)`.

    Problems are looked for on the screen's thread, numbers counted beside it, each in pieces. A piece of problems that
    had to begin anew where it began before lasts twice as long the next time, so it comes to its end.
    """

    refreshed = Signal()
    failed = Signal(object)

    def __init__(self, author: Author, parent: QObject, tasks: Tasks | None = None) -> None:
        """Without `tasks` it has its own."""
        super().__init__(parent)
        self._author = author
        self._tasks = tasks or self._own_tasks
        self._counting: Task | None = None
        self._is_to_be_counted = self._is_stopped = False
        self._piece_s = _PIECE_S
        self._began: tuple[int, int] | None = None
        self._has_news = False
        self._told_s = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin once the window has been painted."""
        self._start_in(_AT_FIRST_MS)

    def start_soon(self) -> None:
        """Something was changed: look at it when nothing more comes."""
        self._start_in(_QUIET_MS)

    def stop(self) -> None:
        """Go no further; what was done stays."""
        self._timer.stop()
        self._is_stopped = True
        if self._counting is not None:
            self._counting.cancel()

    def _start_in(self, wait_ms: int) -> None:
        self._is_to_be_counted, self._is_stopped = True, False
        self._timer.start(wait_ms)

    def _own_tasks(self) -> TaskRunner:
        from quizapp.ui.background import TaskRunner

        own = TaskRunner(self)
        self._tasks = lambda: own
        return own

    def _go_on(self) -> None:
        self._count()
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
            self._tell_at_times()
            self._timer.start(_PAUSE_MS)
        except QuizError as error:
            sentence: Sentence = error.sentence
            self.failed.emit(sentence)

    # Counting

    def _count(self) -> None:
        if self._is_to_be_counted and self._counting is None and not self._is_stopped:
            self._is_to_be_counted = False
            self._counting = self._tasks().start(_Piece(self._author))
            self._counting.done.connect(self._go_on_counting)
            self._counting.failed.connect(self.failed)
            self._counting.finished.connect(self._piece_ended)

    def _go_on_counting(self, piece: tuple[int, bool]) -> None:
        counted, is_over = piece
        self._has_news = self._has_news or counted > 0
        if is_over:
            self._tell()
        else:
            self._is_to_be_counted = True
            self._tell_at_times()

    def _piece_ended(self) -> None:
        """What waits is done before the next piece."""
        self._counting = None
        self._count()

    # Telling

    def _tell_at_times(self) -> None:
        if time.monotonic() > self._told_s + _TOLD_EVERY_S:
            self._tell()

    def _tell(self) -> None:
        if self._has_news:
            self._has_news, self._told_s = False, time.monotonic()
            self.refreshed.emit()


class _Piece:
    """Counts for a while; gives how many questions that were, and whether it has come to the end."""

    def __init__(self, author: Author) -> None:
        self._author = author

    def __call__(self, report: Report) -> tuple[int, bool]:
        counted, end = 0, time.monotonic() + _COUNTED_S

        def progress(done: int, total: int) -> None:
            nonlocal counted
            counted = done
            report(done, total)
            if time.monotonic() > end:
                raise _Enough

        try:
            return self._author.refresh_numbers(progress), True
        except _Enough:
            return counted, False
