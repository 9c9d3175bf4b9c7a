"""The task that the import window waits for: one at a time, with who hears of its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from quizapp.errors import Sentence
from quizapp.ui.background import Report, Task, TaskRunner


class Jobs(QObject):
    """`begun()`, `progressed(done, total)`, `cancelled()` and `ended()` of the task that is waited for."""

    begun = Signal()
    progressed = Signal(object, object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a task is waited for."""
        return self._task is not None

    def start(
        self, to_do: Callable[[Report], Any], done: Callable[[Any], None], failed: Callable[[Sentence], None]
    ) -> None:
        """Begins this; nothing may be waited for. `done` hears of the result, `failed` of what stood in the way."""
        assert self._task is None, "one thing at a time"
        self.begun.emit()
        task = self._task = self._runner.start(to_do)
        task.progressed.connect(self.progressed)
        # First of all, so that whoever hears of the end can begin the next.
        for signal in (task.done, task.failed, task.cancelled):
            signal.connect(self._forget)
        task.done.connect(done)
        task.failed.connect(failed)
        task.cancelled.connect(self.cancelled)
        task.finished.connect(self.ended)

    def cancel(self) -> None:
        """What is waited for is to stop; it ends when it has taken back what it had begun."""
        if self._task is not None:
            self._task.cancel()

    def _forget(self) -> None:
        self._task = None
