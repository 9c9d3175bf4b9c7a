"""When a question is checked and saved while it is written, and what happens when it cannot be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.errors import QuizError
from quizapp.game.checking import has_errors
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import PackInfo
from quizapp.ui.editor.form_status import SaveStatus
from quizapp.ui.editor.question_form import QuestionForm

log = logging.getLogger(__name__)

UNSAVED_MS = 800
"""So long what was typed is not saved at most, whether one types on or not. What cannot be saved is tried again after
so long a pause, so that the reason does not come between the letters."""
CHECK_MS = 150
"""So long nothing is typed before it is checked and the preview follows."""


class Saved(Protocol):
    """What saving a question gives back; the uid of a new one may be another than in the draft."""

    @property
    def uid(self) -> str: ...

    @property
    def revision(self) -> int: ...

    @property
    def problems(self) -> Sequence[Problem]: ...


Save = Callable[[Draft], Saved]
Check = Callable[[Draft], Sequence[Problem]]


class FormController(QObject):
    """Saves what is in the form when the focus leaves a field, another question is to show, or some time has passed.

    `save(draft)` raises QuizError when nothing was written; one with an attribute `stored` says that somebody else
    changed the question first. `check(draft)` gives the problems to show while one types.
    Signals: `saved(draft, result)`; `conflicted(draft, stored)`: ours and theirs; `checked(draft, problems)` for the
    preview.
    """

    saved = Signal(object, object)
    conflicted = Signal(object, object)
    checked = Signal(object, object)

    def __init__(
        self,
        form: QuestionForm,
        status: SaveStatus,
        save: Save,
        check: Check,
        *,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or form)
        self._form, self._status = form, status
        self._save, self._check, self._now = save, check, now
        self._pack: PackInfo | None = None
        self.revision = 0
        """The revision that what shows in the form started from; 0 for a new question."""
        self._is_saving = self._has_failed = False
        self._due = self._timer(UNSAVED_MS, self.flush)
        self._soon = self._timer(CHECK_MS, self.check_now)
        form.edited.connect(self._start)
        form.left.connect(self.flush)
        form.save_requested.connect(self.flush)
        status.retry_requested.connect(self.flush)

    @property
    def pack(self) -> PackInfo | None:
        """The pack of the question that shows."""
        return self._pack

    def show(self, draft: Draft | None, pack: PackInfo, revision: int = 0) -> bool:
        """Save what shows, then show this; False when it could not be saved: then the form stays as it is."""
        if not self.flush():
            return False
        self.reload(draft, pack, revision)
        return True

    def reload(self, draft: Draft | None, pack: PackInfo, revision: int = 0) -> None:
        """Show this and let go of what shows, as after undo."""
        self._stop()
        self._pack, self.revision = pack, revision
        self._form.show_question(draft, pack)
        self._status.show_nothing()
        if draft is not None:
            self.check_now()

    def flush(self) -> bool:
        """Save now what was changed; whether nothing is left that is not saved."""
        self._due.stop()
        if self._is_saving or not self._form.isEnabled():
            return True
        draft = self._form.draft()
        if not self._form.is_changed():
            self._has_failed = False
            self._status.show_unchanged()
            return True
        self._is_saving = True
        try:
            self._has_failed = not self._try_to_save(draft)
        finally:
            self._is_saving = False
        return not self._has_failed

    def is_dirty(self) -> bool:
        """Whether the form holds something that is not saved."""
        return self._form.isEnabled() and self._form.is_changed()

    def check_now(self) -> None:
        """Check what is in the form and show what is wrong."""
        self._soon.stop()
        draft = self._form.draft()
        problems = tuple(self._check(draft))
        self._form.show_problems(problems)
        self.checked.emit(draft, problems)

    def _try_to_save(self, draft: Draft) -> bool:
        self._status.show_saving()
        try:
            result = self._save(draft)
        except QuizError as error:
            log.warning("not saved: %s", error.sentence)
            self._status.show_failed(error.sentence)
            stored: Any = getattr(error, "stored", None)
            if stored is not None:
                self.conflicted.emit(draft, stored)
            return False
        self.revision = result.revision
        self._form.mark_saved(replace(draft, uid=result.uid))
        if has_errors(result.problems):
            self._status.show_draft(self._now())
        else:
            self._status.show_saved(self._now())
        self.saved.emit(draft, result)
        return True

    def _start(self) -> None:
        if not self._has_failed:
            self._status.show_saving()
        if self._has_failed or not self._due.isActive():
            self._due.start()
        self._soon.start()

    def _stop(self) -> None:
        self._has_failed = False
        self._due.stop()
        self._soon.stop()

    def _timer(self, wait_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(act)
        return timer
