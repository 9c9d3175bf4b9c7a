"""Sets fields of many questions of a plan, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import Sentence
from quizapp.game.plans import ImportPlan, PlanItem
from quizapp.ui.imports.fields_dialog import FieldsDialog
from quizapp.ui.imports.import_work import category_id, change_work
from quizapp.ui.imports.jobs import Jobs

if TYPE_CHECKING:
    from quizapp.transfer.transfer import Transfer


class FieldsDesk(QObject):
    """`begun()` before anything is set, `said(str)` when all of it is, `failed(Sentence)`."""

    begun = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, transfer: Transfer, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._transfer = transfer
        self._jobs = jobs
        self._window = window
        self._dialog: FieldsDialog | None = None

    def ask(self, plan: ImportPlan, items: Sequence[PlanItem]) -> None:
        """Opens the window in which fields of these questions are set."""
        self.close()
        dialog = self._dialog = FieldsDialog(plan.info, len(items), self._window)
        dialog.chosen.connect(partial(self.set, plan, items))
        dialog.finished.connect(self._forget)
        dialog.bring_forward()

    def close(self) -> None:
        """The plan is another one now: what was asked about it has no meaning any more."""
        if self._dialog is not None:
            self._dialog.close()

    def set(
        self, plan: ImportPlan, items: Sequence[PlanItem], fields: dict[str, Any], category: str, tags: tuple[str, ...]
    ) -> None:
        """Sets fields by name, the category of this title ("" = as it is), and adds tags."""
        if self._jobs.is_busy:
            return
        if category:
            fields = {**fields, "category": category_id(plan, category)}
        self.begun.emit()
        to_do = change_work(self._transfer, plan, items, fields, tags)
        self._jobs.start(to_do, partial(self._show_done, len(items)), self._fail)

    def _show_done(self, count: int, _: object) -> None:
        self.said.emit(self.tr("Set in %n question(s).", "", count))

    def _fail(self, sentence: Sentence) -> None:
        self.failed.emit(sentence)

    def _forget(self) -> None:
        self._dialog = None
