"""What can be done with a finished import: save its report, take it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from quizapp.errors import Sentence
from quizapp.game.plans import ImportPlan, ImportResult
from quizapp.ui.imports.jobs import Jobs
from quizapp.ui.imports.report_file import write_report
from quizapp.ui.messages import translated

Undo = Callable[[int], Sentence | None]
"""Undoes a step of this id where it is the newest, and gives a sentence on what was left; raises QuizError."""


class ReportDesk(QObject):
    """`said(str)` when something was done, `failed(Sentence)`, `undone()`."""

    said = Signal(str)
    failed = Signal(object)
    undone = Signal()

    def __init__(self, jobs: Jobs, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._undo = undo
        self._window = window
        self._plan: ImportPlan | None = None
        self._result: ImportResult | None = None
        self._heading = ""

    def show_result(self, plan: ImportPlan, result: ImportResult, heading: str) -> None:
        """What the report is about; `heading` is the first line of its text."""
        self._plan, self._result, self._heading = plan, result, heading

    def ask_where_to_save(self) -> None:
        """The system's dialog for a place."""
        dialog = QFileDialog(self._window, self.tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Table") + " (*.csv)", self.tr("Text") + " (*.txt)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("import-report") + ".csv")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, name: str) -> None:
        """Writes what became of each question: a table, or text where the name ends otherwise than in .csv."""
        if self._plan is not None and not self._jobs.is_busy:
            to_do = partial(write_report, self._plan, self._heading, Path(name))
            self._jobs.start(to_do, partial(self._show_saved, name), self._fail)

    def take_back(self) -> None:
        """Undoes the import, where nothing was changed since."""
        if self._result is not None and not self._jobs.is_busy:
            change_id = self._result.change_id
            self._jobs.start(lambda report: self._undo(change_id), self._show_undone, self._fail)

    def _show_saved(self, name: str, _: object) -> None:
        self.said.emit(self.tr("The report was saved as {name}.").format(name=name))

    def _show_undone(self, note: Sentence | None) -> None:
        self.undone.emit()
        words = self.tr("The import was undone. Redo in the editor brings it back.")
        self.said.emit(translated(note) if note is not None else words)

    def _fail(self, sentence: Sentence) -> None:
        self.failed.emit(sentence)
