"""Undo and redo, and the history of a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.author.appeals import AppealQueue
from quizapp.author.changing import Changing, edit_of, shown, state_by_errors
from quizapp.errors import QuizError, sentence
from quizapp.game.edits import Changed, UndoState
from quizapp.game.stored import Revision, Snapshot, State

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank


class History:
    """What was changed, and the ways back."""

    def __init__(self, bank: Bank, changing: Changing, appeals: AppealQueue) -> None:
        self._bank = bank
        self._changing = changing
        self._appeals = appeals

    def of(self, uid: str) -> tuple[Revision, ...]:
        """See `Author.history`."""
        return self._bank.revisions.history(uid)

    def back_to(self, uid: str, revision: int) -> Changed:
        """See `Author.back_to`."""
        stored = self._changing.one(uid)
        then = next((each.after for each in self.of(uid) if each.revision == revision), None)
        if then is None:
            template = "Version {revision} of this question cannot be read, so nothing was changed. Choose another one."
            raise QuizError(template, revision=revision)
        state = then.state
        if state is State.LIVE:
            state = state_by_errors(then.question, self._changing.info(stored.pack_id))
        title = sentence("Back to version {revision} of “{prompt}”", revision=revision, prompt=shown(then.question))
        after = Snapshot(state, replace(then.question, uid=uid))
        return self._changing.apply(title, [edit_of(stored, after)])

    def undo(self) -> Changed | None:
        """See `Author.undo`."""
        changed = self._bank.changes.undo()
        if changed is not None:
            self._appeals.undone(changed)
        return changed

    def redo(self) -> Changed | None:
        """See `Author.redo`."""
        changed = self._bank.changes.redo()
        if changed is not None:
            self._appeals.redone(changed)
        return changed

    def state(self) -> UndoState:
        """See `Author.undo_state`."""
        return self._bank.changes.state()
