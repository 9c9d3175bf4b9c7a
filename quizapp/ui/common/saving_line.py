"""A line that tells how far a file is written off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.messages import announce, say, tell

if TYPE_CHECKING:
    from quizapp.ui.background import Report, Task, TaskRunner


class SavingLine(QWidget):
    """Hidden while nothing is written. Its button stops the writing; the window tells what became of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks: Callable[[], TaskRunner] | None = None
        self._task: Task | None = None
        self._place = ""
        self._words = PlainLabel("", "caption", "ink2", wrap=True)
        self._stop = PlainButton(self.tr("Stop"), small=True)
        self._stop.setAccessibleName(self.tr("Stop writing"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._stop)
        self._stop.clicked.connect(self.stop)
        self.hide()

    def set_tasks(self, tasks: Callable[[], TaskRunner]) -> None:
        """What gives the runner of long work; without it the line has its own."""
        self._tasks = tasks

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def write(self, work: Callable[[Report], object], place: str) -> None:
        """Does this work, which writes the file at `place`; one file at a time."""
        if self._task is not None:
            return
        self._place = place
        self._show_progress(0, 1)
        self.show()
        announce(self, self._words.text())
        self._task = self._runner().start(work)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._say_written)
        self._task.failed.connect(self._tell_failure)
        self._task.cancelled.connect(self._say_stopped)
        self._task.finished.connect(self._end)

    def stop(self) -> None:
        """Nothing is written then, and what was at the place before stays."""
        if self._task is not None:
            self._task.cancel()

    def _runner(self) -> TaskRunner:
        if self._tasks is None:
            from quizapp.ui.background import TaskRunner

            runner = TaskRunner(self)
            self.destroyed.connect(runner.shut_down)
            self._tasks = lambda: runner
        return self._tasks()

    def _show_progress(self, done: int, total: int) -> None:
        share = QLocale().toString(100 * done // max(1, total))
        words = self.tr("Writing {name}: {share}%")
        self._words.setText(words.format(name=Path(self._place).name, share=share))

    def _say_written(self) -> None:
        say(self, self.tr("Written to {path}.").format(path=self._place))

    def _say_stopped(self) -> None:
        say(self, self.tr("Stopped. Nothing was written."))

    def _tell_failure(self, what: Sentence) -> None:
        tell(self, what)

    def _end(self) -> None:
        self._task = None
        self.hide()
