"""What the editor asks of the bank and gets from it: edits, steps of undo, rows of its table, searches kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizapp.errors import Sentence
from quizapp.game.item_report import OptionUse
from quizapp.game.stored import Snapshot

SortColumn = Literal[
    "uid",
    "prompt",
    "kind",
    "category",
    "episode",
    "difficulty",
    "tags",
    "pack",
    "state",
    "changed",
    "asked",
    "facility",
    "discrimination",
    "distractors",
    "appeals",
    "problems",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """A question as it is to be, in the pack where it is to be; `seen_revision` is what it was made from, 0 = new.

    `only` names the fields that may differ, where all of them are `ON_THEIR_OWN`; () = any field may. `asks_same`: the
    question asks what it asked (`item_analysis.asks_same`), so what its first answers told still holds.
    """

    uid: str
    pack_id: str
    seen_revision: int
    after: Snapshot
    only: tuple[str, ...] = ()
    asks_same: bool = False


ON_THEIR_OWN = frozenset({"category", "difficulty", "tags"})
"""Fields that say nothing of others: a value without an error brings none into a question."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was written: the step of undo (0 = nothing was different), its title, and (uid, newest revision) pairs.

    `note` says which questions of a step were left as they are when it was undone or redone, if any were.
    """

    change_id: int
    title: Sentence
    revisions: tuple[tuple[str, int], ...]
    note: Sentence | None = None


class Settled(NamedTuple):
    """What came of a decision about conflicts: what was written, and the uids of those that were decided about.

    `left` are those that were not, because one of their sides was changed since they were shown.
    """

    changed: Changed
    decided: tuple[str, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoState:
    """The titles of the steps that can be undone and redone next, None where there is none.

    `undo_id` is the step that is undone next, 0 = none.
    """

    undo: Sentence | None
    redo: Sentence | None
    undo_id: int = field(default=0, compare=False)


class Sort(NamedTuple):
    """The order of a table: by a column, then by uid. Empty cells come first, and last when `descending`.

    Problems go by the number of errors, then by that of warnings, distractors by the share of the one most chosen.
    """

    column: SortColumn = "uid"
    descending: bool = False


class ListRow(NamedTuple):
    """A question as a table shows it. `changed_at_ms` is UTC.

    `problems` are words such as `error:prompt warning:sources`. `asked`, `facility` (0 to 1) and `discrimination` are
    of the present revision, see `ItemStatistics`; `appeals` counts open ones. `distractors` are those that were
    offered, the most chosen first.
    """

    id: int
    uid: str
    prompt: str
    kind: str
    category: str
    episode: int | None
    difficulty: int
    tags: tuple[str, ...]
    pack_id: str
    state: str
    revision: int
    changed_at_ms: int
    problems: str
    asked: int
    facility: float | None
    discrimination: float | None
    appeals: int
    distractors: tuple[OptionUse, ...] = ()


class SavedSearch(NamedTuple):
    """A search kept under a name."""

    name: str
    text: str
