"""The window in which questions come in from files: choose, read, decide, write, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.game.draft import Draft
from quizapp.game.plans import ImportOptions, ImportPlan, ImportResult
from quizapp.ui import theme
from quizapp.ui.background import TaskRunner
from quizapp.ui.common import confirm
from quizapp.ui.common.file_drops import FileDrops
from quizapp.ui.common.screen_room import place_at_first, within_screen
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.imports import import_work as work
from quizapp.ui.imports.choose_step import ChooseStep
from quizapp.ui.imports.columns_desk import ColumnsDesk
from quizapp.ui.imports.fields_desk import FieldsDesk
from quizapp.ui.imports.import_foot import ImportFoot, Stage
from quizapp.ui.imports.import_head import ImportHead
from quizapp.ui.imports.jobs import Jobs
from quizapp.ui.imports.list_step import ListStep
from quizapp.ui.imports.mapping_step import MappingStep
from quizapp.ui.imports.near_search import NearSearch
from quizapp.ui.imports.report_desk import ReportDesk, Undo
from quizapp.ui.messages import telling

if TYPE_CHECKING:
    from quizapp.transfer.transfer import Transfer

_SIZE, _MINIMUM, _LARGE_HEIGHT = (980, 740), (720, 560), 440
_PAGES: dict[Stage, int] = {"choose": 0, "columns": 1, "reading": 2, "plan": 2, "writing": 2, "report": 2}


class ImportWindow(QDialog):
    """A window of its own that blocks nothing.

    Signals: `imported(ImportResult)`, `undone()` after the import was taken back, `play_requested(str)` with the id of
    the pack; who plays it closes the window.
    """

    imported = Signal(object)
    undone = Signal()
    play_requested = Signal(str)

    def __init__(
        self,
        transfer: Transfer,
        runner: TaskRunner,
        *,
        undo: Undo,
        draft_of: Callable[[str], Draft | None],
        parent: QWidget | None = None,
    ) -> None:
        """`draft_of` gives the question of a uid in the bank, None where there is none."""
        super().__init__(parent)
        self._transfer, self._runner = transfer, runner
        self._stage: Stage = "choose"
        self._reading: work.Reading | None = None
        self._plan: ImportPlan | None = None
        self._result: ImportResult | None = None
        self._has_table = self._is_touched = self._is_undone = False
        self._build(draft_of, undo)
        self._lay_out()
        self._connect()
        self._show_stage("choose")

    def _build(self, draft_of: Callable[[str], Draft | None], undo: Undo) -> None:
        self.setWindowTitle(self.tr("Import questions"))
        self.setWindowFlags(Qt.WindowType.Window)
        self._head = ImportHead()
        self._choose = ChooseStep()
        self._columns = MappingStep()
        self._list = ListStep(draft_of)
        self._foot = ImportFoot()
        self._drops = FileDrops(self)
        self._near = NearSearch(self._transfer, self._runner, self)
        self._jobs = Jobs(self._runner, self)
        self._tables = ColumnsDesk(self._transfer, self._runner, self._jobs, self._columns)
        self._fields = FieldsDesk(self._transfer, self._jobs, self)
        self._report = ReportDesk(self._jobs, undo, self)
        self.setMinimumSize(within_screen(self, 0, theme.px(_LARGE_HEIGHT)).expandedTo(QSize(*_MINIMUM)))
        self.resize(within_screen(self, theme.px(_SIZE[0]), theme.px(_SIZE[1])))

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (ScrollPage(self._choose), ScrollPage(self._columns), self._list):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self._foot.pressed.connect(self._press)
        self._choose.changed.connect(self._show_main)
        self._choose.go_requested.connect(lambda: self._press("main"))
        self._columns.changed.connect(self._show_main)
        self._tables.shown.connect(lambda: self._show_stage("columns"))
        self._tables.none_there.connect(self._head.say)
        self._fields.begun.connect(self._begin_setting)
        self._list.counted.connect(self._show_main)
        self._list.ticked.connect(self._touch)
        self._list.fields_requested.connect(self._ask_for_fields)
        self._drops.dropped.connect(self.add_files)
        self._jobs.begun.connect(self._head.quieten)
        self._jobs.progressed.connect(self._show_progress)
        self._jobs.cancelled.connect(self._show_cancelled)
        self._jobs.ended.connect(self._end_work)
        for desk in (self._report, self._fields):
            desk.said.connect(self._head.say)
        for desk in (self._report, self._fields, self._tables):
            desk.failed.connect(self.tell)
        self._report.undone.connect(self._show_undone)
        self._near.said.connect(self._list.show_note)
        self._near.found.connect(self._list.look_again)
        self._near.ended.connect(self._list.show_marked)

    # From outside

    def add_files(self, paths: Sequence[Path], pack_id: str = "") -> None:
        """Files or folders to be imported, to this pack where one is named; refused while others are decided about."""
        if self._stage == "report":
            self._begin_anew()
        if self._stage != "choose":
            self._head.refuse(self.tr("Finish or close this import first, then take the files again."))
            return
        self._head.quieten()
        self._choose.add(paths, pack_id)
        self._choose.focus_first()

    def give_up(self) -> None:
        """The bank is about to be closed: what runs is cancelled, and the window goes for good."""
        self._near.drop()
        self._jobs.cancel()
        self.hide()
        self.deleteLater()

    def bring_forward(self) -> None:
        """Show the window, or put it on top where it is open."""
        if not self.isVisible() and self._stage in ("choose", "report"):
            self._refresh_packs()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        place_at_first(self)
        self.show()
        self.raise_()
        self.activateWindow()
        if self._stage == "choose":
            self._choose.focus_first()

    def tell(self, sentence: Sentence) -> None:
        """Show the sentence of a failure on top."""
        self._head.tell(sentence)

    # Stages

    def _show_stage(self, stage: Stage) -> None:
        self._stage = stage
        self._foot.show_stage(stage)
        self._pages.setCurrentIndex(_PAGES[stage])
        self._foot.set_shown("columns", stage == "choose" or (stage == "plan" and self._has_table))
        if stage in ("reading", "plan", "writing", "report"):
            self._list.show_stage(stage)
        shown = self._plan if stage in ("plan", "writing", "report") else None
        self._head.show_stage(stage, self._choose.paths(), shown)
        self._show_main()

    def _show_main(self) -> None:
        if self._stage == "choose":
            self._foot.set_enabled("main", bool(self._choose.paths()))
            self._foot.set_enabled("columns", bool(self._choose.paths()))
        elif self._stage == "columns":
            self._foot.set_enabled("main", self._columns.is_usable)
        elif self._stage == "report":
            can_undo = self._result is not None and bool(self._result.change_id) and not self._is_undone
            self._foot.set_enabled("undo", can_undo and not self._jobs.is_busy)
        elif self._stage == "plan" and self._plan is not None:
            self._foot.show_plan(self._plan, self._list.model.tally, is_busy=self._jobs.is_busy)

    def _begin_anew(self) -> None:
        self._leave()
        self._choose.clear()
        self._list.show_plan(None)
        self._head.quieten()
        self._refresh_packs()
        self._show_stage("choose")

    def _refresh_packs(self) -> None:
        with telling(self):
            self._choose.show_packs(self._transfer.packs(), self._transfer.unpublished())

    # Keys and buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not event.isAutoRepeat():
                self._press(next(name for name in ("cancel", "close", "back", "main") if self._foot.has(name)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if (with_ctrl or self._stage in ("choose", "report")) and not event.isAutoRepeat():
                self._press("main")
        else:
            super().keyPressEvent(event)

    def _press(self, name: str) -> None:
        if not self._foot.has(name) or (self._jobs.is_busy and name not in ("cancel", "close")):
            return
        acts: dict[str, Callable[[], object]] = {
            "close": self.close,
            "cancel": self._cancel,
            "back": self._go_back,
            "columns": self._ask_for_columns,
            "save": self._report.ask_where_to_save,
            "undo": self._report.take_back,
            "play": self._play,
            "main": {
                "choose": self._read,
                "columns": self._read_by_columns,
                "plan": self._finish if self._foot.passes_over else self._write,
            }.get(self._stage, self._finish),
        }
        acts[name]()

    def _cancel(self) -> None:
        self._jobs.cancel()
        self._foot.set_enabled("cancel", False)

    def _go_back(self) -> None:
        if self._stage == "columns" or not self._is_touched:
            self._leave_plan()
        else:
            self._ask_to_leave(self._leave_plan)

    def _leave_plan(self) -> None:
        self._leave()
        self._show_stage("choose")
        self._choose.focus_first()

    def _leave(self) -> None:
        """The plan there is, is given up."""
        self._near.drop()
        self._fields.close()
        self._plan = self._reading = self._result = None
        self._is_touched = self._is_undone = False

    def _ask_to_leave(self, leave: Callable[[], object]) -> None:
        title, text = self.tr("Leave this import?"), self.tr("What you ticked and set in it would be gone.")
        confirm.ask(self, title, text, self.tr("Leave it"), self.tr("Stay"), leave)

    def _finish(self) -> None:
        if self._plan is None or not self._plan.afterwards:
            self.close()
            return
        self._choose.go_on()
        self._read()

    def _touch(self) -> None:
        self._is_touched = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """What runs is cancelled first; what was decided is not thrown away unasked."""
        if self._jobs.is_busy:
            self._cancel()
            event.ignore()
        elif self._stage == "plan" and self._is_touched:
            event.ignore()
            self._ask_to_leave(self._shut)
        else:
            self._begin_anew()
            super().closeEvent(event)

    def _shut(self) -> None:
        self._is_touched = False
        self.close()

    # Work in the background

    def _end_work(self) -> None:
        self._list.model.can_tick = self._stage == "plan"
        self._list.look_again()
        self._show_main()

    def _step_back(self) -> None:
        """What was begun came to nothing: back to where it can be begun again."""
        if self._stage == "reading":
            self._leave_plan()
        elif self._stage == "writing":
            self._show_stage("plan")
            self._list.focus_list()

    def _show_cancelled(self) -> None:
        self._step_back()
        self._head.say(self.tr("Cancelled. The bank is as it was before."))

    def _fail(self, sentence: Sentence) -> None:
        self._step_back()
        self.tell(sentence)

    def _show_progress(self, done: int, total: int) -> None:
        if self._stage == "reading" and self._reading is not None and self._reading.begun is not None:
            self._list.grow(self._reading.begun)
        self._head.show_per_cent(self._list.show_progress(done, total))

    # Reading

    def _read(self) -> None:
        self._begin_reading(asks_columns=True)

    def _read_by_columns(self) -> None:
        self._tables.keep()
        self._begin_reading(asks_columns=False)

    def _begin_reading(self, *, asks_columns: bool) -> None:
        paths = self._choose.paths()
        told = self._tables.told(paths)
        self._leave()
        self._has_table = told is not None
        options = ImportOptions(pack_id=self._choose.pack_id(), title=self._choose.title(), mapping=told)
        place = self._choose.place
        self._reading = work.Reading(self._transfer, paths, options, asks_columns=asks_columns, place=place)
        self._list.show_plan(None)
        self._show_stage("reading")
        self._show_progress(0, 0)
        self._list.focus_list()  # on Cancel, Enter pressed once too often would cancel
        self._jobs.start(self._reading, self._show_planned, self._fail)

    def _show_planned(self, planned: work.Planned) -> None:
        if planned.plan is None:
            assert planned.preview is not None, "without a plan there are columns"
            self._tables.show(planned.preview, self._choose.paths())
            return
        plan = self._plan = planned.plan
        self._has_table = self._has_table or planned.preview is not None
        self._list.show_whole(plan, "look" if planned.needs_look else "added")
        self._show_stage("plan")
        self._list.focus_list()
        self._near.start(plan)
        self._head.speak(self._list.numbers())

    def _ask_for_columns(self) -> None:
        self._near.drop()
        self._foot.set_enabled("columns", False)
        self._tables.ask(self._choose.paths())

    # Deciding

    def _ask_for_fields(self) -> None:
        items = self._list.selected()
        if self._plan is not None and items and not self._jobs.is_busy:
            self._fields.ask(self._plan, items)

    def _begin_setting(self) -> None:
        self._near.drop()
        self._is_touched = True
        self._list.model.can_tick = False

    # Writing

    def _write(self) -> None:
        if self._plan is None or self._jobs.is_busy:
            return
        self._near.drop()
        self._fields.close()
        self._show_stage("writing")
        self._show_progress(0, 0)
        self._list.focus_list()  # on Cancel, Enter pressed once too often would cancel
        self._jobs.start(work.write_work(self._transfer, self._plan), self._show_report, self._fail)

    def _show_report(self, result: ImportResult) -> None:
        assert self._plan is not None, "what was written was a plan"
        self._result, self._is_touched, self._is_undone = result, False, False
        self._list.show_result(self._plan, result)
        self._show_stage("report")
        self._report.show_result(self._plan, result, self._head.words())
        self._foot.show_result(self._plan, result)
        self._head.speak(self._list.result_words())
        self._head.tell_result(result)
        self.imported.emit(result)

    # The report

    def _show_undone(self) -> None:
        self._head.show_heading(self.tr("Import undone"))
        self._foot.set_shown("play", False)
        self._is_undone = True
        self.undone.emit()

    def _play(self) -> None:
        if self._result is not None:
            self.play_requested.emit(self._result.pack_id)
