"""The right side of the editor: the form of one question, what its numbers say, and the player's view of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.draft import Draft, Problem
from quizapp.game.question import PackInfo
from quizapp.game.stored import State
from quizapp.ui import theme
from quizapp.ui.editor.form_controller import FormController
from quizapp.ui.editor.form_status import SaveStatus
from quizapp.ui.editor.numbers_note import NumbersNote
from quizapp.ui.editor.preview import PreviewPane
from quizapp.ui.editor.question_form import QuestionForm
from quizapp.ui.messages import telling

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.authoring import Saved
    from quizapp.game.stored import StoredQuestion

_NO_PACK = PackInfo("", "", "")


class EditorDesk(QWidget):
    """Signals: `saved(str)` with the uid after the question was written, `created(str)` when it was new before;
    `open_requested(str)` with the uid of another question to show; `outdated()` when the window is turned to and the
    question that shows, untouched here, was changed elsewhere."""

    saved = Signal(str)
    created = Signal(str)
    open_requested = Signal(str)
    outdated = Signal()

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._uid = ""
        self._state = ""
        self.form = QuestionForm(self)
        self.preview = PreviewPane(self)
        self.status = SaveStatus(self)
        self._numbers = NumbersNote(self)
        self._controller = FormController(self.form, self.status, self._save, self._check, parent=self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._numbers)
        foot.addWidget(self.preview)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._controller.saved.connect(self._after_save)
        self._controller.conflicted.connect(self._show_conflict)
        self._controller.checked.connect(self._show_preview)
        self.form.open_requested.connect(self.open_requested)
        self.form.picture_chosen.connect(self._take_picture)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.WindowActivate and self._is_outdated():
            self.outdated.emit()
        return done

    def _is_outdated(self) -> bool:
        if not self._uid or self.is_new() or self._controller.is_dirty():
            return False
        with telling(self):
            stored = self._author.get(self._uid)
            shown = (self._controller.revision, self._state)
            return stored is not None and (stored.revision, stored.state) != shown
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("bg"))

    # What is shown

    def uid(self) -> str:
        """The question that shows, "" for none."""
        return self._uid

    def is_new(self) -> bool:
        """Whether a question shows that is not in the bank yet."""
        return bool(self._uid) and self._controller.revision == 0

    def pack_id(self) -> str:
        """The pack of the question that shows, "" for none."""
        pack = self._controller.pack
        return pack.id if pack is not None else ""

    def kind(self) -> str:
        """The kind of the question that shows, "" for none."""
        return self.form.draft().kind if self._uid else ""

    def show_question(self, stored: StoredQuestion | None, packs: dict[str, PackInfo]) -> None:
        """Show a question of the bank, or none. What was typed before is let go of: the caller has saved it."""
        if stored is None:
            self._uid = self._state = ""
            self._controller.reload(None, _NO_PACK)
            self.preview.show_draft(None, None)
            self._numbers.show_numbers(None, None)
            return
        pack = packs.get(stored.pack_id, _NO_PACK)
        self._uid, self._state = stored.question.uid, stored.state
        self._controller.reload(stored.question, pack, stored.revision)
        self._show_numbers()

    def show_new(self, draft: Draft, pack: PackInfo) -> None:
        """Show a question that is not in the bank yet."""
        self._uid, self._state = draft.uid, ""
        self._controller.reload(draft, pack, 0)
        self._numbers.show_numbers(None, None)

    def offer_tags(self, tags: tuple[str, ...]) -> None:
        """The tags to offer while one is typed."""
        self.form.set_known_tags(tags)

    def focus_prompt(self) -> None:
        """The focus to the prompt."""
        self.form.focus_prompt()

    def focus_field(self, name: str) -> None:
        """The focus to a field of a question; to the prompt for what is none."""
        if name in ("kind", "category", "difficulty", "episode", "tags"):
            self.form.focus_field(name)
        else:
            self.form.focus_prompt()

    # Saving

    def flush(self) -> bool:
        """Save now what was typed; whether nothing is left unsaved."""
        return self._controller.flush()

    def save_now(self) -> None:
        """The same, and a copy that nothing was changed in stops being a draft where it has no errors."""
        if self.flush() and self._state == State.DRAFT:
            with telling(self):
                result = self._save(self.form.draft())
                self._controller.reload(result.question, self._controller.pack or _NO_PACK, result.revision)
                self._after_save(result.question, result)

    def _save(self, draft: Draft) -> Saved:
        return self._author.save(draft, pack_id=self.pack_id(), seen_revision=self._controller.revision)

    def _check(self, draft: Draft) -> tuple[Problem, ...]:
        if not self._uid:
            return ()
        with telling(self):
            return self._author.check(draft, self.pack_id())
        return ()

    def _after_save(self, draft: Draft, result: Saved) -> None:
        was_new = self._state == ""
        self._uid, self._state = result.uid, result.state
        (self.created if was_new else self.saved).emit(result.uid)

    def _show_conflict(self, draft: Draft, stored: StoredQuestion) -> None:
        from quizapp.ui.editor.conflict_dialog import ConflictDialog

        if any(dialog.isVisible() for dialog in self.window().findChildren(ConflictDialog)):
            return
        dialog = ConflictDialog(draft, stored, self.window())
        dialog.mine_kept.connect(self._keep_mine)
        dialog.theirs_taken.connect(self._take_theirs)
        dialog.bring_forward()

    def _keep_mine(self, draft: Draft, revision: int) -> None:
        if draft.uid == self._uid:
            self._controller.revision = revision
            self.flush()

    def _take_theirs(self, stored: StoredQuestion) -> None:
        if stored.question.uid == self._uid:
            self._state = stored.state
            self._controller.reload(stored.question, self._controller.pack or _NO_PACK, stored.revision)
            self.saved.emit(self._uid)

    def _take_picture(self, path: str) -> None:
        with telling(self):
            self.form.set_media(self._author.add_media(self.form.draft(), Path(path)).media)

    # Around the form

    def _show_preview(self, draft: Draft, problems: object) -> None:
        self.preview.show_draft(draft if self._uid else None, self._controller.pack)

    def _show_numbers(self) -> None:
        with telling(self), QSignalBlocker(self):
            self._numbers.show_numbers(self.form.draft(), self._author.numbers(self._uid))
