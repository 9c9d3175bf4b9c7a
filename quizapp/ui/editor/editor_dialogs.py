"""Opens the windows beside the editor; each is loaded when it is first asked for, and open once at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.ui.editor.editor_dialog import EditorDialog

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.ui.background import TaskRunner

    Tasks = Callable[[], TaskRunner]
    """Gives what runs long work; makes it when it is first needed."""

_Dialog = TypeVar("_Dialog", bound=EditorDialog)


_ALSO_THERE = ("undo", "redo")
"""Actions of the window whose keys work in the windows beside it too."""


class EditorDialogs(QObject):
    """`changed(object)` with the uids, or the pack, that a window has changed; `open_requested(str)` with a uid;
    `pack_made(str)` with the id of a new pack; `select_requested(object)` with uids to be selected in the table."""

    changed = Signal(object)
    pack_made = Signal(str)
    open_requested = Signal(str)
    select_requested = Signal(object)

    def __init__(self, author: Author, window: QWidget, tasks: Tasks | None = None) -> None:
        """Without `tasks` the window that needs some has its own."""
        super().__init__(window)
        self._author = author
        self._window = window
        self._tasks = tasks

    def show_bulk(self, uids: Sequence[str]) -> None:
        """Change these questions."""
        from quizapp.ui.editor.bulk_dialog import BulkDialog

        dialog = BulkDialog(self._author, uids, self._window)
        dialog.changed.connect(self.changed)
        self._show(dialog)

    def show_merge(self, uids: Sequence[str]) -> None:
        """Make one of these questions."""
        from quizapp.ui.editor.merge_dialog import MergeDialog

        dialog = MergeDialog(self._author, uids, self._window)
        dialog.changed.connect(self.changed)
        self._show(dialog)

    def show_replace(self, uids: Sequence[str] | None) -> None:
        """Find and replace in these questions, None for all."""
        from quizapp.ui.editor.replace_dialog import ReplaceDialog

        if self._bring_forward(ReplaceDialog):
            return
        dialog = ReplaceDialog(self._author, uids, self._window)
        dialog.changed.connect(self.changed)
        self._show(dialog)

    def show_history(self, uid: str) -> None:
        """What was changed in this question."""
        from quizapp.ui.editor.history_dialog import HistoryDialog

        dialog = HistoryDialog(self._author, uid, self._window)
        dialog.changed.connect(self.changed)
        self._show(dialog)

    def show_new_pack(self) -> None:
        """Describe a new pack."""
        from quizapp.ui.editor.new_pack_dialog import NewPackDialog

        if self._bring_forward(NewPackDialog):
            return
        dialog = NewPackDialog(self._author, self._window)
        dialog.changed.connect(self.changed)
        dialog.changed.connect(lambda pack: self.pack_made.emit(pack.id))
        self._show(dialog)

    def show_appeals(self) -> None:
        """The queue of appeals."""
        from quizapp.ui.editor.appeals_dialog import AppealsDialog

        if self._bring_forward(AppealsDialog):
            return
        dialog = AppealsDialog(self._author, self._window)
        dialog.changed.connect(self.changed)
        dialog.open_requested.connect(self.open_requested)
        self._show(dialog)

    def show_duplicates(self) -> None:
        """Questions that ask nearly the same."""
        from quizapp.ui.editor.duplicates_dialog import DuplicatesDialog

        if self._bring_forward(DuplicatesDialog):
            return
        dialog = DuplicatesDialog(self._author, self._window)
        dialog.select_requested.connect(self.select_requested)
        dialog.merge_requested.connect(self.show_merge)
        self._show(dialog)

    def show_analysis(self) -> None:
        """Which questions work, by what players answered."""
        from quizapp.ui.background import TaskRunner
        from quizapp.ui.editor.analysis_dialog import AnalysisDialog

        if self._bring_forward(AnalysisDialog):
            return
        dialog = AnalysisDialog(self._author, self._tasks() if self._tasks else TaskRunner(self), self._window)
        dialog.open_requested.connect(self.open_requested)
        self._show(dialog)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """The table of keys."""
        from quizapp.ui.editor.keys_dialog import KeysDialog

        if not self._bring_forward(KeysDialog):
            self._show(KeysDialog(keys, self._window))

    def refresh(self) -> None:
        """Something was changed elsewhere: the windows that show it look again."""
        for dialog in self._window.findChildren(EditorDialog):
            look_again = getattr(dialog, "refresh", None)
            if dialog.isVisible() and look_again is not None:
                look_again()

    def _show(self, dialog: EditorDialog) -> None:
        dialog.addActions([action for action in self._window.actions() if action.objectName() in _ALSO_THERE])
        dialog.bring_forward()

    def _bring_forward(self, kind: type[_Dialog]) -> bool:
        opened = [dialog for dialog in self._window.findChildren(kind) if dialog.isVisible()]
        for dialog in opened:
            dialog.bring_forward()
        return bool(opened)
