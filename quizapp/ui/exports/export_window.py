"""The window in which questions are written to a file, after it was said what the format cannot hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.game.draft import Severity
from quizapp.ui.common.save_dialog import documents
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.exports.export_choice import Choice, Wanted, choices
from quizapp.ui.exports.loss_list import LossList
from quizapp.ui.folders import open_folder
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import counted, number
from quizapp.ui.play.setup_clock import QuietCombo

if TYPE_CHECKING:
    from quizapp.transfer.exporting import Export, ExportFormat
    from quizapp.transfer.transfer import Transfer
    from quizapp.ui.background import Report, Task, TaskRunner


class Planned(NamedTuple):
    """What is to be written, how many questions were asked for, and the prompts of those that lose something."""

    export: Export
    asked_for: int
    prompts: Mapping[str, str]


class ExportWindow(EditorDialog):
    """Nothing is written before the button is pressed and a place chosen."""

    def __init__(self, transfer: Transfer, tasks: TaskRunner, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export"), (720, 600), parent)
        self._transfer, self._tasks = transfer, tasks
        self._formats: tuple[ExportFormat, ...] = transfer.formats()
        self._choices: list[Choice] = []
        self._planned: Planned | None = None
        self._planning: Task | None = None
        self._written_to: Path | None = None
        self._is_old = False
        self._what, self._format = QuietCombo(""), QuietCombo("")
        self._losses = LossList()
        self._lay_out()
        self.add_close()
        self._act = self.add_action(self.tr("Export"))
        self._format.addItems([self._title(each) for each in self._formats])
        self._connect()
        self.show_wanted(wanted)

    def _lay_out(self) -> None:
        for box in (self._what, self._format):
            box.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for place, (name, combo) in enumerate(((self.tr("Questions"), self._what), (self.tr("Format"), self._format))):
            grid.addWidget(FieldBox(name, combo), 0, place)
            combo.set_name(name)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(14)
        column.addLayout(grid)
        column.addWidget(self._losses, 1)
        self.set_content(content)

    def _connect(self) -> None:
        self._what.currentIndexChanged.connect(self._plan)
        self._format.currentIndexChanged.connect(self._plan)
        self._act.clicked.connect(self._choose_place)

    def _title(self, format_: ExportFormat) -> str:
        own = {
            "quizpack": self.tr("Run On Quiz pack (one file)"),
            "folder": self.tr("Run On Quiz pack (folder of TOML files)"),
        }
        return own.get(format_.id, format_.title)

    def show_wanted(self, wanted: Wanted) -> None:
        """Offer what is open in the editor now, and choose what was probably meant."""
        with telling(self):
            self._choices = choices(wanted, self._transfer.packs())
        self._what.blockSignals(True)
        self._what.clear()
        self._what.addItems([each.words for each in self._choices])
        self._what.blockSignals(False)
        self._what.setFocus()
        self._plan()

    def refresh(self) -> None:
        """Questions were changed: look again what they make, at the latest when somebody looks here."""
        self._is_old = True
        self._plan_if_seen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._plan_if_seen()

    def _plan_if_seen(self) -> None:
        if self._is_old and self.isActiveWindow():
            self._plan()

    # What would be written

    def _plan(self) -> None:
        if self._planning is not None:
            self._planning.cancel()
        self._planned = None
        self._is_old = False
        self.quieten()
        self._losses.say(self.tr("Looking at the questions…"))
        self._show_count()
        place = self._what.currentIndex()
        if not 0 <= place < len(self._choices):
            return
        work = _Planning(self._transfer, self._choices[place], self._formats[self._format.currentIndex()].id)
        self._planning = self._tasks.start(work)
        self._planning.done.connect(self._show_plan)
        self._planning.failed.connect(self._show_failure)

    def _show_plan(self, planned: Planned) -> None:
        if self.sender() is not self._planning:
            return  # something else was chosen meanwhile
        self._planning = None
        self._planned = planned
        self._losses.show_losses(planned.export.left_out, planned.prompts)
        self._show_count()

    def _show_failure(self, sentence: Sentence) -> None:
        if self.sender() is not self._planning:
            return
        self._planning = None
        self._losses.say("")
        self._show_count()
        self.tell(sentence)

    def _show_count(self) -> None:
        self._act.setEnabled(self._planned is not None and self._planned.export.question_count > 0)
        self._act.set_text(self._count_words())

    def _count_words(self) -> str:
        if self._planned is None:
            return self.tr("Export")
        count, every = self._planned.export.question_count, self._planned.asked_for
        if count == every:
            return counted(self.tr("Export %n question(s)", "", count), count)
        return self.tr("Export {count} of {every} questions").format(count=number(count), every=number(every))

    # Writing

    def _choose_place(self) -> None:
        if self._planned is None:
            return
        export = self._planned.export
        dialog = QFileDialog(self, self.tr("Export"), documents())
        if export.format.extension:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilters([f"{self._title(export.format)} (*.{export.format.extension})"])
            dialog.setDefaultSuffix(export.format.extension)
            dialog.selectFile(next(iter(export.files), f"questions.{export.format.extension}"))
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.write_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_to(self, place: str) -> None:
        """Write what is shown to this file or folder."""
        if self._planned is None or not place:
            return
        self.quieten()
        self._written_to = Path(place)
        self._act.setEnabled(False)
        writing = self._tasks.start(_Writing(self._transfer, self._planned.export, self._written_to))
        writing.done.connect(self._tell_written)
        writing.failed.connect(self.tell)
        writing.finished.connect(self._show_count)

    def _tell_written(self, count: int) -> None:
        assert self._written_to is not None, "it was set before the writing began"
        words = counted(self.tr("%n question(s) were written to {path}.", "", count), count)
        self.say(words.format(path=self._written_to))
        self._notice.add_button(self.tr("Open folder"), "folder").clicked.connect(self._open_folder)

    def _open_folder(self) -> None:
        if self._written_to is not None:
            with telling(self):
                open_folder(self._written_to if self._written_to.is_dir() else self._written_to.parent)

    def _show(self, text: str, *, is_failure: bool) -> None:
        self._notice.clear_buttons()
        super()._show(text, is_failure=is_failure)


class _Planning:
    """Finds the questions and makes the files, off the screen's thread."""

    def __init__(self, transfer: Transfer, choice: Choice, format_id: str) -> None:
        self._transfer, self._choice, self._format_id = transfer, choice, format_id

    def __call__(self, report: Report) -> Planned:
        uids = self._choice.find(self._transfer)
        report(0, len(uids))
        export = self._transfer.plan_export(uids, self._format_id)
        report(0, len(uids))
        losing = list(dict.fromkeys(each.uid for each in export.left_out))
        left = sum(each.severity is Severity.ERROR for each in export.left_out)
        return Planned(export, export.question_count + left, self._transfer.prompts(losing))


class _Writing:
    """Writes the files, off the screen's thread, and gives how many questions are in them."""

    def __init__(self, transfer: Transfer, export: Export, to: Path) -> None:
        self._transfer, self._export, self._to = transfer, export, to

    def __call__(self, report: Report) -> int:
        self._transfer.write(self._export, self._to)
        return self._export.question_count
