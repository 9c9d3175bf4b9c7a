"""Looks, in the background of a plan, for questions that ask nearly what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.game.plans import ImportPlan
from quizapp.ui.background import Task, TaskRunner
from quizapp.ui.imports.import_work import near_work
from quizapp.ui.play.home_words import number

if TYPE_CHECKING:
    from quizapp.transfer.transfer import Transfer

_RECOUNT_MS = 2_000


class NearSearch(QObject):
    """`said(str)` how far it is ("" at the end), `found()` now and then: some may be marked by now; `ended()`.

    What it cannot do is left undone: it only marks, and a plan can be carried out without.
    """

    said = Signal(str)
    found = Signal()
    ended = Signal()

    def __init__(self, transfer: Transfer, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._transfer = transfer
        self._runner = runner
        self._task: Task | None = None
        self._recount = QTimer(self, singleShot=True, interval=_RECOUNT_MS)
        self._recount.timeout.connect(self.found)

    def start(self, plan: ImportPlan) -> None:
        """Look through this plan from its beginning."""
        self.drop()
        self._task = self._runner.start(near_work(self._transfer, plan))
        self._task.progressed.connect(self._show)
        self._task.finished.connect(self._end)

    def drop(self) -> None:
        """Look no further; what is marked stays so."""
        task, self._task = self._task, None
        self._recount.stop()
        if task is not None:
            task.progressed.disconnect(self._show)
            task.finished.disconnect(self._end)
            task.cancel()
            self.said.emit("")

    def _show(self, done: int, total: int) -> None:
        words = self.tr("Looking for similar questions: {done} of {total}")
        self.said.emit(words.format(done=number(done), total=number(total)))
        if not self._recount.isActive():
            self._recount.start()

    def _end(self) -> None:
        self._task = None
        self._recount.stop()
        self.said.emit("")
        self.ended.emit()
