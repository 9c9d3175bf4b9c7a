"""What the columns of the chosen files hold: asked for, shown with the first questions, and kept for these files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.errors import Sentence
from quizapp.game.mapping import Mapping, Preview
from quizapp.ui.background import Task, TaskRunner
from quizapp.ui.imports.import_work import preview_work, sample_work
from quizapp.ui.imports.jobs import Jobs
from quizapp.ui.imports.mapping_step import SAMPLE, MappingStep

if TYPE_CHECKING:
    from quizapp.transfer.transfer import Transfer

_NO_TEXT = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".apkg", ".colpkg", ".zip")


class ColumnsDesk(QObject):
    """`shown()` when the step shows the columns of a table, `failed(Sentence)`, `none_there(str)` with words
    for it.
    """

    shown = Signal()
    failed = Signal(object)
    none_there = Signal(str)

    def __init__(self, transfer: Transfer, runner: TaskRunner, jobs: Jobs, step: MappingStep) -> None:
        super().__init__(step)
        self._transfer, self._runner, self._jobs, self._step = transfer, runner, jobs, step
        self._paths: tuple[Path, ...] = ()
        self._told: tuple[tuple[Path, ...], Mapping] | None = None
        self._sampling: Task | None = None
        step.sample_requested.connect(self._ask_for_sample)

    def ask(self, paths: Sequence[Path]) -> None:
        """Looks for the columns of these files, in the background."""
        self._paths = tuple(paths)
        self._jobs.start(preview_work(self._transfer, paths), self._show, self._fail)

    def show(self, preview: Preview, paths: Sequence[Path]) -> None:
        """Shows the columns of the first table among these files."""
        self._paths = tuple(paths)
        self._show(preview)

    def keep(self) -> None:
        """What the step says holds for these files from now on."""
        self._told = self._paths, self._step.mapping()

    def told(self, paths: Sequence[Path]) -> Mapping | None:
        """What was said of these very files."""
        return self._told[1] if self._told is not None and self._told[0] == tuple(paths) else None

    def _show(self, preview: Preview | None) -> None:
        if preview is None or not preview.rows:
            self.none_there.emit(self.tr("There is no table among these files: their fields are known."))
            return
        self.shown.emit()
        told = self.told(self._paths)
        shown = preview if told is None else Preview(preview.rows, told)
        self._step.show_preview(shown, is_text=not self._paths[0].name.lower().endswith(_NO_TEXT))
        self._step.focus_first()

    def _fail(self, sentence: Sentence) -> None:
        self.failed.emit(sentence)

    def _ask_for_sample(self, mapping: Mapping) -> None:
        if self._sampling is not None:
            self._sampling.cancel()
        task = self._sampling = self._runner.start(sample_work(self._transfer, self._paths, mapping, SAMPLE))
        task.done.connect(self._step.show_sample)
        task.failed.connect(self._step.show_sample_failure)
        task.finished.connect(self._forget_sample)

    def _forget_sample(self) -> None:
        if self.sender() is self._sampling:
            self._sampling = None
