"""The window of backups: from when they are, and going back to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common import confirm
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import moment

if TYPE_CHECKING:
    from quizapp.bank.backup import BackupFile
    from quizapp.ui.background import TaskRunner


class BackupsWindow(EditorDialog):
    """Signals: `restore_requested(Path)` with the backup to go back to, once that was agreed to."""

    restore_requested = Signal(object)

    def __init__(
        self,
        listed: Callable[[], Sequence[BackupFile]],
        back_up: Callable[[], Path],
        tasks: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        """`listed` gives the backups there are, newest first; `back_up` makes one now, on any thread."""
        super().__init__(self.tr("Backups"), (620, 520), parent)
        self._listed, self._make, self._tasks = listed, back_up, tasks
        self._files: tuple[BackupFile, ...] = ()
        self.set_about(
            self.tr(
                "One is made every day when something changed, and before every large import, every restore and every "
                "new version of the bank. Each was opened and checked."
            )
        )
        self._list = TwoLineList(self.tr("Backups"))
        self._none = PlainLabel(self.tr("There is no backup yet."), "body", "ink2", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._now = self.add_button(self.tr("Back up now"), "save")
        self.add_close()
        self._restore = self.add_action(self.tr("Restore this backup…"))
        self._now.clicked.connect(self._back_up)
        self._restore.clicked.connect(self._ask)
        self._list.enter_pressed.connect(self._ask)
        self._list.currentRowChanged.connect(self._show_current)
        self.refresh()
        self._list.setFocus()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.addWidget(self._none)
        self._card = self._list.in_card()
        column.addWidget(self._card, 1)
        column.addStretch(0)
        self.set_content(content)

    def refresh(self) -> None:
        """Look again which backups there are."""
        with telling(self):
            self._files = tuple(self._listed())
        self._list.show_rows([_lines(file, self._reason(file.reason)) for file in self._files], 0)
        self._none.setVisible(not self._files)
        self._card.setVisible(bool(self._files))
        self._show_current()

    def _reason(self, reason: str) -> str:
        words = {
            "daily": self.tr("the backup of the day"),
            "hand": self.tr("made by hand"),
            "import": self.tr("before a large import"),
            "restore": self.tr("before a backup was restored"),
            "migration": self.tr("before the bank was brought up to a new version"),
        }
        return words.get(reason, reason)

    def _show_current(self) -> None:
        self._restore.setEnabled(self._list.currentRow() >= 0)

    def _back_up(self) -> None:
        self.quieten()
        self._now.setEnabled(False)
        task = self._tasks.start(lambda report: self._make())
        task.done.connect(self._tell_made)
        task.failed.connect(self.tell)
        task.finished.connect(self._allow_another)

    def _tell_made(self, made: Path) -> None:
        self.refresh()
        self.say(self.tr("A backup was made: {name}.").format(name=made.name))

    def _allow_another(self) -> None:
        self._now.setEnabled(True)

    def _ask(self) -> None:
        row = self._list.currentRow()
        if not 0 <= row < len(self._files):
            return
        chosen = self._files[row]
        title = self.tr("Restore the backup of {moment}?").format(moment=moment(chosen.made_at_ms))
        text = self.tr(
            "Questions, players, rounds and scores become what they were then; what was done since is not in it. The "
            "bank as it is now is backed up first, so you can come back. A round that is being played is closed."
        )
        yes, no = self.tr("Restore"), self.tr("Leave everything as it is")
        confirm.ask(self, title, text, yes, no, lambda: self.restore_requested.emit(chosen.path))


def _lines(file: BackupFile, reason: str) -> tuple[str, str]:
    when = QDateTime.fromMSecsSinceEpoch(file.made_at_ms)
    size = QLocale().formattedDataSize(file.path.stat().st_size) if file.path.is_file() else ""
    line = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    return line, " · ".join(part for part in (f"{reason[:1].upper()}{reason[1:]}", size) if part)
