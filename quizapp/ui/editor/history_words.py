"""What a revision of a question was, and who made it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.game.stored import State

if TYPE_CHECKING:
    from quizapp.game.stored import Revision

translate = QCoreApplication.translate


def action_words(revision: Revision) -> str:
    """What was done; of a plain edit, what became of the question."""
    named = {
        "load": translate("History", "Came with the pack"),
        "update": translate("History", "Changed by a new version of the pack"),
        "undo": translate("History", "Undone"),
        "redo": translate("History", "Done again"),
    }
    moved = translate("History", "Moved to another pack") if revision.has_moved else ""
    return named.get(revision.action) or moved or _by_state(revision)


def who_words(who: str) -> str:
    """An author of this machine, or the pack and version as they are."""
    return translate("History", "author") if who == "author" else who


def _by_state(revision: Revision) -> str:
    if revision.before is None:
        return translate("History", "First version")
    was, now = revision.before.state, revision.after.state if revision.after is not None else revision.before.state
    if was == now:
        return translate("History", "Changed")
    words = {
        State.DRAFT: translate("History", "Made a draft"),
        State.LIVE: translate("History", "Put in play"),
        State.RETIRED: translate("History", "Retired"),
    }
    return translate("History", "Brought back") if was == State.RETIRED else words[now]
