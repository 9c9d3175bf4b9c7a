"""Work that takes long, off the screen's thread: one piece at a time, with progress and cancel."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

from quizapp.errors import QuizError, sentence

Report = Callable[[int, int], None]
"""What work tells of itself: done and total. It raises `Cancelled` once somebody wants it to stop."""

_TOLD_EVERY_S = 0.1
_USUAL_SWITCH_S = sys.getswitchinterval()
_SWITCH_S = 0.0005
"""How long Python leaves the work running before the screen gets its turn. To paint a table it asks for a turn for each
cell: with the usual 5 ms each, reading 50,000 questions made the window wait 460 ms at a time, with this 90 ms."""
_TURN_EVERY_S = 0.003
"""After so much work the screen has a turn: an answer is painted in one go then, instead of waiting for the work at
each of its hundred steps."""
_PATIENCE_S = 0.1
"""What takes the screen longer does not hold up the work."""
_BUG = (
    "This could not be done because of a fault in the program. The bank is as it was before. "
    "Try again, or start the program anew."
)


class Cancelled(Exception):  # noqa: N818  no error: somebody pressed a button
    """The work is to stop; what it had begun must be taken back."""


class Task(QObject):
    """A piece of work that waits, runs or is done.

    All signals come on the screen's thread: `progressed(done, total)` at most ten times a second, then one of
    `done(result)`, `failed(Sentence)` and `cancelled()`, and always `finished()`. Windows connect bound methods, so
    that one that is gone hears nothing. What is no QuizError goes to `sys.excepthook` first.
    """

    progressed = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _told = Signal(object, object)
    _gave_turn = Signal()
    _ended = Signal(object)

    def __init__(self, work: Callable[[Report], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._has_left = threading.Event()
        self._told_at = self._turn_at = 0.0
        self._last_told = 0, 0
        self._screen = threading.get_ident()
        self._had_turn = threading.Event()
        self._had_turn.set()
        # What has changed is painted by a timer too; `QTimer.singleShot` would be an event, and come before it.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._had_turn.set)
        self._gave_turn.connect(self._take_turn, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """The work stops when it next reports; until then it goes on. Once it is done this does nothing."""
        self._stop.set()
        self._had_turn.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._stop.is_set()

    def run(self) -> None:
        """Does the work, on whatever thread this is called."""
        try:
            self._do()
        finally:
            self._has_left.set()

    def wait_until_left(self) -> None:
        """Waits for the thread of the work, once that has ended: it may still be on its way out of this object."""
        self._has_left.wait()

    def _do(self) -> None:
        try:
            self._report(0, 0)
            result = self._work(self._report)
        except Cancelled:
            self._ended.emit(self.cancelled.emit)
        except QuizError as error:
            told = error.sentence
            self._ended.emit(lambda: self.failed.emit(told))
        except BaseException as error:
            bug = error
            self._ended.emit(lambda: self._tell_of_bug(bug))
        else:
            self._ended.emit(lambda: self.done.emit(result))

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        is_last = done == total and self._last_told != (done, total)
        if total and (is_last or now - self._told_at >= _TOLD_EVERY_S):
            self._told_at, self._last_told = now, (done, total)
            self._told.emit(done, total)
        if now - self._turn_at >= _TURN_EVERY_S:
            self._give_turn()
            self._turn_at = time.monotonic()

    def _give_turn(self) -> None:
        """Waits until the screen has done and painted all that it had to; not where it is late with an earlier turn."""
        if self._had_turn.is_set() and threading.get_ident() != self._screen:
            self._had_turn.clear()
            self._gave_turn.emit()
            self._had_turn.wait(_PATIENCE_S)

    def _take_turn(self) -> None:
        self._painted.start()

    def _tell(self, done: int, total: int) -> None:
        if not self._stop.is_set():
            self.progressed.emit(done, total)

    def _tell_of_bug(self, error: BaseException) -> None:
        sys.excepthook(type(error), error, error.__traceback__)
        self.failed.emit(sentence(_BUG))

    def _end(self, tell: Callable[[], None]) -> None:
        try:
            tell()
        finally:
            self.finished.emit()


class TaskRunner(QObject):
    """Runs one task after another on one thread; lives as long as the application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tasks: set[Task] = set()

    def start(self, work: Callable[[Report], Any]) -> Task:
        """Runs `work(report)` as soon as what was started before has ended. On the screen's thread."""
        task = Task(work, self)
        sys.setswitchinterval(_SWITCH_S)
        self._tasks.add(task)
        task.finished.connect(self._forget)
        self._pool.start(task.run)
        return task

    def shut_down(self) -> None:
        """Cancels everything and waits until it has ended."""
        for task in self._tasks:
            task.cancel()
        self._pool.waitForDone()
        sys.setswitchinterval(_USUAL_SWITCH_S)

    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._tasks.discard(task)
            task.wait_until_left()
            task.deleteLater()
            if not self._tasks:
                sys.setswitchinterval(_USUAL_SWITCH_S)
