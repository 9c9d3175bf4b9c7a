"""Questions as the bank keeps them: their state and revision, their history, and what a pack's update did to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.errors import QuizError
from quizapp.game.draft import Draft, Problem


class State(StrEnum):
    """Only live questions are drawn; a draft may be unfinished; a retired one is kept for history."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of a question that a revision records."""

    state: State
    question: Draft


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """A question as it stands in the bank, finished or not."""

    pack_id: str
    question: Draft
    state: State
    revision: int


class StaleRevisionError(QuizError):
    """Somebody else changed the question first; `stored` is what it is now. Nothing was written."""

    def __init__(self, uid: str, stored: StoredQuestion | None) -> None:
        self.uid = uid
        self.stored = stored
        super().__init__(
            "The question {uid} was changed in another window meanwhile, so your change was not saved. "
            "Compare both versions and save again.",
            uid=uid,
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of a question's history. `at_ms` is UTC; `before` is None for a new question, or one not understood.

    `change_id` is the step of undo it belongs to, None for pack updates, for undoing and for redoing. The ids of the
    packs in which the question was before and after it are "" where it was new, or nobody wrote them down.
    """

    revision: int
    action: str
    who: str
    at_ms: int
    before: Snapshot | None
    after: Snapshot | None
    change_id: int | None = None
    pack_before: str = ""
    pack_after: str = ""

    @property
    def has_moved(self) -> bool:
        """Whether the question went from one pack to another."""
        return bool(self.pack_before and self.pack_after) and self.pack_before != self.pack_after


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question changed both here and in a newer version of its pack. `theirs` None = the pack removed it.

    `revision` is that of ours when it was read.
    """

    uid: str
    pack_version: str
    ours: Draft
    theirs: Draft | None
    revision: int = field(default=0, compare=False)

    def says_the_same(self, other: Conflict) -> bool:
        """Whether who has seen this one has seen the other: neither side was changed in between."""
        return (self.revision, self.theirs) == (other.revision, other.theirs)


@dataclass(frozen=True, slots=True)
class PackLoad:
    """What loading a pack did, by uid. Questions changed here are in `kept` when the pack changed them too.

    `is_older`: the bank holds a newer version of the pack, so nothing was done.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    kept: tuple[Conflict, ...] = ()
    refused: tuple[Problem, ...] = ()
    is_older: bool = False

    def __str__(self) -> str:
        """The numbers, for the log."""
        names = ("added", "changed", "unchanged", "retired", "kept", "refused")
        return "older" if self.is_older else ", ".join(f"{len(getattr(self, name))} {name}" for name in names)
