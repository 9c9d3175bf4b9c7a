"""The right side of the editor: the form of one question, what its numbers say, and the player's view of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.errors import QuizError
from quizapp.game.checking import has_errors
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import PackInfo
from quizapp.game.stored import State
from quizapp.ui import pictures, theme
from quizapp.ui.editor.form_controller import FormController
from quizapp.ui.editor.form_draft import DraftNotice
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
        self.draft_notice = DraftNotice(self)
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
        column.addWidget(self.draft_notice)
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
        self.draft_notice.put_requested.connect(self._put_in_play)
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

    def pack(self) -> PackInfo:
        """The pack of the question that shows; one without an id for none."""
        return self._controller.pack or _NO_PACK

    def kind(self) -> str:
        """The kind of the question that shows, "" for none."""
        return self.form.draft().kind if self._uid else ""

    def show_question(self, stored: StoredQuestion | None, packs: dict[str, PackInfo]) -> None:
        """Show a question of the bank, or none. What was typed before is let go of: the caller has saved it."""
        if stored is None:
            self._uid = self._state = ""
            self._controller.reload(None, _NO_PACK)
            self.draft_notice.hide()
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

    def write_field(self, name: str, value: object) -> bool:
        """Write this into a field of the question that shows, as if it were typed there, and save it at once.

        Whether it was saved: what could not be stays in the form, which says why.
        """
        if not self.flush():
            return False
        before = self.form.draft()
        self.form.show_question(replace(before, **{name: value}), self.pack())
        self.form.mark_saved(before)
        self.form.edited.emit()
        return self.flush()

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
        self._show_draft_notice(result.problems)
        (self.created if was_new else self.saved).emit(result.uid)

    def _show_conflict(self, draft: Draft, stored: StoredQuestion) -> None:
        from quizapp.ui.editor.conflict_dialog import ConflictDialog

        if any(dialog.isVisible() for dialog in self.window().findChildren(ConflictDialog)):
            return
        dialog = ConflictDialog(draft, stored, self._controller.pack, self.window())
        dialog.mine_kept.connect(self._keep_mine)
        dialog.theirs_taken.connect(self._take_theirs)
        dialog.bring_forward()

    def _keep_mine(self, draft: Draft, revision: int) -> None:
        if draft.uid != self._uid:
            return
        with telling(self):
            stored = self._author.get(self._uid)
            if stored is not None and stored.pack_id != self.pack_id():
                mine = self.form.draft()
                self._controller.reload(stored.question, self._pack_of(stored), stored.revision)
                self.form.show_question(mine, self.pack())
                self.form.mark_saved(stored.question)
            self._controller.revision = revision
            self.flush()

    def _take_theirs(self, stored: StoredQuestion) -> None:
        if stored.question.uid == self._uid:
            self._state = stored.state
            with telling(self):
                self._controller.reload(stored.question, self._pack_of(stored), stored.revision)
            self.saved.emit(self._uid)

    def _pack_of(self, stored: StoredQuestion) -> PackInfo:
        """The pack where the question is now, which may be another one than when it was opened."""
        return next((pack for pack in self._author.packs() if pack.id == stored.pack_id), _NO_PACK)

    def _take_picture(self, path: str) -> None:
        with telling(self):
            media = self._author.add_media(self.form.draft(), Path(path)).media
            if pictures.read(Path(path)).isNull():
                template = "{name} is damaged or has too many pixels to be shown, so it was not added. Choose another."
                raise QuizError(template, name=Path(path).name)
            self.form.set_media(media)

    # Around the form

    def _put_in_play(self) -> None:
        self.save_now()
        self.form.focus_prompt()

    def _show_draft_notice(self, problems: Sequence[Problem]) -> None:
        """Not while what was typed waits to be saved, which puts a question without errors in play anyway."""
        waits = self._state == State.DRAFT and not has_errors(problems) and not self._controller.is_dirty()
        self.draft_notice.setVisible(waits)

    def _show_preview(self, draft: Draft, problems: Sequence[Problem]) -> None:
        self._show_draft_notice(problems)
        self.preview.show_draft(draft if self._uid else None, self._controller.pack)

    def _show_numbers(self) -> None:
        with telling(self), QSignalBlocker(self):
            self._numbers.show_numbers(self.form.draft(), self._author.numbers(self._uid))
