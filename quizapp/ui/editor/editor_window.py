"""The window in which questions are found, written and corrected; it stands beside the game and blocks nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from quizapp.errors import QuizError, Sentence
from quizapp.game.question import Kind
from quizapp.game.search import FilterName
from quizapp.ui.common.screen_room import within_screen
from quizapp.ui.common.undo_keys import UndoKeys
from quizapp.ui.editor.cell_editor import CellEditor
from quizapp.ui.editor.editor_actions import EditorActions
from quizapp.ui.editor.editor_desk import EditorDesk
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.editor_dialogs import EditorDialogs
from quizapp.ui.editor.editor_status import EditorStatus
from quizapp.ui.editor.editor_tool_bar import EditorToolBar
from quizapp.ui.editor.find_pane import RETIRED, FindPane
from quizapp.ui.editor.refresher import Refresher
from quizapp.ui.editor.view_menus import ViewMenus
from quizapp.ui.messages import announce, telling, translated
from quizapp.ui.notice_area import NoticeArea
from quizapp.ui.start_notices import spoiler_notice

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.edits import Changed
    from quizapp.settings import SettingsFile
    from quizapp.ui.common.notice import Notice
    from quizapp.ui.editor.editor_dialogs import Tasks

MINIMUM_SIZE = (1000, 640)
_SIDE_MINIMUM = 420
_LEFT_SHARE = 0.51
_LEFT_WANTED = 560
"""Pixels that the columns shown at first need."""
_SHOW_AFTER_MS = 40
"""So long a row is the current one before the form shows it, so that keys held down run through the table."""


class EditorWindow(QMainWindow):
    """Signals: `questions_changed()` after anything was written, `closed()` when the window has gone and all is saved,
    `export_requested(search, uids)` with what is searched for and selected, `import_requested()`, `packs_requested()`.

    Everything that was typed is saved before another question is shown, before anything else is changed and before
    the window closes.
    """

    questions_changed = Signal()
    closed = Signal()
    import_requested = Signal()
    export_requested = Signal(str, object)
    packs_requested = Signal()

    def __init__(self, author: Author, settings_file: SettingsFile, tasks: Tasks | None = None) -> None:
        super().__init__()
        self._author = author
        self._settings_file = settings_file
        self._pane = FindPane(author)
        self._desk = EditorDesk(author)
        self._cells = CellEditor(self._pane.table, self._desk, self._show_pending)
        self._status = EditorStatus(self._desk.status)
        self._notices = NoticeArea()
        self._actions = EditorActions(self, self._pane.table)
        self._dialogs = EditorDialogs(author, self, tasks)
        self._undo_keys = UndoKeys(self._desk)
        self._refresher = Refresher(author, self, tasks)
        self._pending = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._is_new = True
        self._build()
        self._connect()
        self._restore_settings()
        self._pane.begin()
        self._show_undo()
        self._warn_once()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Questions"))
        self.setMinimumSize(*MINIMUM_SIZE)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for side in (self._pane, self._desk):
            side.setMinimumWidth(_SIDE_MINIMUM)
            self._splitter.addWidget(side)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notices)
        column.addWidget(self._splitter, 1)
        central = QWidget()
        central.setLayout(column)
        self.setCentralWidget(central)
        self.setStatusBar(self._status)
        self._build_menus()
        self.addToolBar(EditorToolBar(self._actions))

    def _build_menus(self) -> None:
        menus = self._actions.fill_menus(self)
        self._view = ViewMenus(menus["view"], self._pane, self._settings_file)

    def _connect(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "new": self.new_question,
            "new_pack": self._dialogs.show_new_pack,
            "packs": self.packs_requested.emit,
            "import": self.import_requested.emit,
            "export": self._export,
            "save": self._desk.save_now,
            "close": self.close,
            "undo": lambda: self._step(self._author.undo, self.tr("Undone: {title}")),
            "redo": lambda: self._step(self._author.redo, self.tr("Done again: {title}")),
            "find": self._pane.search.focus_search,
            "replace": self._replace,
            "select_all": self._pane.table.select_all_hits,
            "bulk": self._change_several,
            "duplicate": self._duplicate,
            "save_and_new": self._save_and_new,
            "edit": self._cells.edit_current,
            "previous": lambda: self._pane.table.step(-1),
            "next": lambda: self._pane.table.step(1),
            "history": self._show_history,
            "duplicates": lambda: self._desk.flush() and self._dialogs.show_duplicates(),
            "merge": self._merge,
            "appeals": lambda: self._desk.flush() and self._dialogs.show_appeals(),
            "analysis": lambda: self._desk.flush() and self._dialogs.show_analysis(),
            "retire": lambda: self._change(self._author.retire),
            "restore": lambda: self._change(self._author.restore),
            "to_table": self._pane.focus_table,
            "to_form": self._desk.focus_prompt,
            "keys": lambda: self._dialogs.show_keys(self._actions.key_table()),
        }
        for name, slot in slots.items():
            # Without the `checked` that Qt hands over, which some of these would take for something else.
            self._actions[name].triggered.connect(lambda _=False, act=slot: act())
        self._actions["problems"].toggled.connect(self._pane.set_problems_only)
        self._actions["bin"].toggled.connect(self._pane.set_bin)
        self._pane.found.connect(self._show_found)
        self._pane.current_changed.connect(self._show_soon)
        self._pane.failed.connect(self.tell)
        self._pane.new_requested.connect(self.new_question)
        self._pane.table.selected.connect(self._show_counts)
        self._desk.form.edited.connect(self._actions.show_typing)
        self._desk.saved.connect(self._after_save)
        self._desk.created.connect(self._after_first_save)
        self._desk.open_requested.connect(self.open_question)
        self._desk.outdated.connect(self.look_again)
        self._desk.status.failed.connect(self.tell)
        self._dialogs.changed.connect(self._after_change)
        self._dialogs.pack_made.connect(self._pane.show_pack)
        self._dialogs.open_requested.connect(self.open_question)
        self._dialogs.select_requested.connect(self._select)
        self._pending.timeout.connect(self._show_current)
        self._refresher.refreshed.connect(self._pane.refresh_rows)
        self._refresher.failed.connect(self.tell)

    # What the program tells the window

    def tell(self, sentence: Sentence) -> None:
        """Show a sentence above the questions until it is closed or something else succeeds."""
        self._notices.tell("bad", translated(sentence))

    def say(self, text: str) -> None:
        """Show above the questions that something was done."""
        self._notices.tell("ok", text)

    def _warn_once(self) -> None:
        if not self._settings_file.current.editor_has_warned:
            self.add_notice(spoiler_notice())
            with contextlib.suppress(QuizError):  # it is said again then
                self._settings_file.change(editor_has_warned=True)

    def add_notice(self, notice: Notice) -> None:
        """Show this above the questions until it is closed."""
        self._notices.add(notice, stays=True)

    def bring_forward(self) -> None:
        """Show the window with what the bank has now, or put it on top where it is open."""
        if not self.isVisible():
            if not self._is_new:
                self.look_again()
            self._is_new = False
            self._refresher.start()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def open_question(self, uid: str) -> None:
        """Show this question."""
        if self._pane.go_to_question(uid):
            self.activateWindow()
            self._desk.focus_prompt()

    def _select(self, uids: Sequence[str]) -> None:
        self._pane.select_questions(uids)
        self.activateWindow()
        self._pane.focus_table()

    # What is shown

    def _show_found(self) -> None:
        for name, active in (
            ("problems", self._pane.is_filtered(FilterName.PROBLEM)),
            ("bin", self._pane.is_filtered(FilterName.STATE, RETIRED)),
        ):
            self._actions[name].blockSignals(True)
            self._actions[name].setChecked(active)
            self._actions[name].blockSignals(False)
        self._show_counts()

    def _show_counts(self) -> None:
        chosen = self._pane.table.selected_count()
        self._status.show_counts(self._pane.shown_count(), self._pane.total_count(), chosen)
        for name in ("bulk", "retire", "restore", "duplicate"):
            self._actions[name].setEnabled(chosen > 0)
        self._actions["merge"].setEnabled(chosen > 1)
        self._actions["history"].setEnabled(bool(self._desk.uid()))

    def _show_soon(self) -> None:
        """The current row in the form when the author stays there; at once where Tab would find no form to go to."""
        self._pending.start()
        if not self._desk.uid() and self.isVisible():
            self._show_current()

    def _show_current(self) -> None:
        """The current row in the form, once what stands there is saved; else the row goes back to it."""
        self._pending.stop()
        row = self._pane.table.current()
        uid = row.uid if row is not None else ""
        if uid == self._desk.uid() and uid:
            return
        if not (self._cells.finish() and self._desk.flush()):
            self._pane.mark_question(self._desk.uid())
            return
        self._show_question(uid)

    def _show_pending(self) -> bool:
        """Whether the form shows the current row and nothing is left unsaved."""
        if self._pending.isActive():
            self._show_current()
        return self._cells.finish() and self._desk.flush()

    def _show_question(self, uid: str) -> None:
        with telling(self):
            stored = self._author.get(uid) if uid else None
            self._desk.show_question(stored, self._pane.packs.by_id())
        self._show_counts()

    def _show_undo(self) -> None:
        with telling(self):
            state = self._author.undo_state()
            self._actions.show_undo(state.undo, state.redo)

    # What the author does to one question

    def new_question(self) -> None:
        """An empty question of the kind of the present one, and of its pack unless another is searched in."""
        if not self._show_pending():
            return
        pack = self._pane.pack_for_new(self._desk.pack_id())
        if pack is None:
            self._dialogs.show_new_pack()
            return
        with telling(self):
            draft = self._author.new(pack.id, self._desk.kind() or Kind.SINGLE_CHOICE)
            self._pane.mark_question("")
            self._desk.show_new(draft, pack)
            self._desk.offer_tags(tuple(self._pane.search.known().tags))
            self._desk.focus_prompt()

    def _save_and_new(self) -> None:
        if self._show_pending():
            self.new_question()

    def _after_save(self, uid: str) -> None:
        self._notices.clear()
        self._pane.refresh_rows()
        self._show_undo()
        self._refresher.start_soon()
        self.questions_changed.emit()

    def _after_first_save(self, uid: str) -> None:
        self._pane.find_again()
        self._pane.mark_question(uid)
        self._pending.stop()
        self._after_save(uid)

    def _show_history(self) -> None:
        if self._show_pending() and self._desk.uid():
            self._dialogs.show_history(self._desk.uid())

    # What the author does to many

    def _chosen(self) -> tuple[str, ...]:
        """The uids of the chosen rows; what was typed is saved first."""
        if not self._show_pending():
            return ()
        with telling(self):
            return self._pane.table.selected_uids()
        return ()

    def _change(self, change: Callable[[Sequence[str]], object]) -> None:
        uids = self._chosen()
        if uids:
            with telling(self):
                change(uids)
                self._after_change(uids)

    def _duplicate(self) -> None:
        uids = self._chosen()
        with telling(self):
            if uids:
                made = [uid for uid, _ in self._author.duplicate(uids).revisions]
                self._after_change(made)
                self._pane.go_to_question(made[0])

    def _change_several(self) -> None:
        if uids := self._chosen():
            self._dialogs.show_bulk(uids)

    def _merge(self) -> None:
        uids = self._chosen()
        if len(uids) > 1:
            self._dialogs.show_merge(uids)

    def _replace(self) -> None:
        several = self._pane.table.selected_count() > 1
        uids = self._chosen() if several else None
        if self._desk.flush():
            self._dialogs.show_replace(uids or None)

    def _export(self) -> None:
        uids = self._chosen()
        if self._show_pending():
            self.export_requested.emit(self._pane.search.text().strip(), uids)

    # Undo

    def _step(self, step: Callable[[], Changed | None], words: str) -> None:
        if not self._show_pending():
            return
        with telling(self):
            changed = step()
            if changed is not None:
                self._after_change(changed)
                uids = [uid for uid, _ in changed.revisions]
                if uids and self._desk.uid() not in uids:
                    self._pane.go_to_hit(uids[0])
                announce(self, words.format(title=translated(changed.title)))
                if changed.note is not None:
                    self.tell(changed.note)
        self._show_undo()  # also when the step was set aside

    def _after_change(self, changed: object = None) -> None:
        self.look_again()
        self._refresher.start_soon()
        self.questions_changed.emit()

    def look_again(self) -> None:
        """Read everything that is shown again: something other than the form has written."""
        shown = self._desk.uid()
        self._notices.clear()
        self._pane.find_again()
        self._show_current()
        # What was typed meanwhile and cannot be saved stays: the form's own conflict window has told of it.
        if shown and shown == self._desk.uid() and self._desk.flush():
            self._show_question(shown)
        self._dialogs.refresh()
        self._show_undo()

    # Window

    def _restore_settings(self) -> None:
        current = self._settings_file.current
        self._view.restore_columns()
        self.resize(within_screen(self, current.editor_width, current.editor_height))
        left = max(round(self.width() * _LEFT_SHARE), min(_LEFT_WANTED, self.width() - _SIDE_MINIMUM - 40))
        self._splitter.setSizes([left, self.width() - left])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked: all is saved. Where it cannot be, the window stays with the text and says why."""
        if not (self._cells.finish() and self._desk.flush()):
            event.ignore()
            return
        self._refresher.stop()
        self._pending.stop()
        for dialog in self.findChildren(EditorDialog):
            dialog.close()  # they would go on with an editor that nobody sees
        size = self.normalGeometry().size()
        with contextlib.suppress(QuizError):  # the window's size is not worth keeping the window open
            self._settings_file.change(editor_width=size.width(), editor_height=size.height())
        super().closeEvent(event)
        self.closed.emit()
