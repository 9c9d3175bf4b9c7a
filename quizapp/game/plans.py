"""What an import would do, question by question, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.mapping import Mapping
from quizapp.game.packed_drafts import GROUP_SIZE, DraftGroup
from quizapp.game.question import PackInfo


class Fate(StrEnum):
    """What becomes of one question of a file."""

    NEW = "new"
    CHANGED = "changed"
    """It is in the pack and differs, and nobody changed it there since it came in."""
    CONFLICT = "conflict"
    """It was changed in the bank, and the file changed it too or holds it no more."""
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    """The same question is elsewhere in the bank, or stands further up in the files."""
    REMOVED = "removed"
    """It is in the bank, and the pack's newer version holds it no more."""
    REJECTED = "rejected"


CHOSEN_AT_FIRST = frozenset({Fate.NEW, Fate.CHANGED, Fate.REMOVED})
CAN_BE_CHOSEN = CHOSEN_AT_FIRST | {Fate.CONFLICT, Fate.DUPLICATE}


class Decision(StrEnum):
    """What is known about a conflict beyond whether it is ticked; without one nobody has decided about it yet."""

    MADE = "made"
    """Somebody wants the file's version or ours, as it is ticked or not."""
    WAITS = "waits"
    """Nobody has decided, and the bank knows already that there is something to decide."""


class PlanItem:
    """One question of a file. `chosen`: it is to be written (of a conflict: the file's version is to be taken).

    `draft` is None only for rejected ones; `text` is then how the question begins. `like` is the uid of the question
    that a duplicate repeats or that asks nearly the same. `seen_revision` is that of the question in the bank, 0 = new.
    `said` tells one wording of the file from another where the draft says something else than the file does, because
    fields were set here; None = the draft is what the file says. `decision` is of a conflict, None = none was made.
    """

    __slots__ = (
        *("_draft", "_place", "chosen", "decision", "fate", "file", "like", "line", "picture", "problems", "said"),
        *("number", "same_key", "seen_revision", "text"),
    )

    def __init__(
        self,
        file: str,
        line: int,
        fate: Fate,
        draft: Draft | None,
        problems: tuple[Problem, ...] = (),
        text: str = "",
        like: str = "",
        seen_revision: int = 0,
        chosen: bool = False,
        picture: Any = None,
        same_key: int | None = None,
        number: int = 0,
    ) -> None:
        """`same_key` is that of `game.sameness`, None = not computed yet.

        `number`: which item of the file it is, from 1, where several stand on its line; else 0.
        """
        self.file, self.line, self.fate = file, line, fate
        self._draft: Draft | DraftGroup | None = draft
        self._place = 0
        self.problems, self.text, self.like = problems, text, like
        self.seen_revision, self.chosen, self.picture = seen_revision, chosen, picture
        self.same_key, self.number = same_key, number
        self.said: str | None = None
        self.decision: Decision | None = None

    @property
    def draft(self) -> Draft | None:
        """The question as it is to be written."""
        kept = self._draft
        return kept.draft(self._place) if isinstance(kept, DraftGroup) else kept

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        self._draft = draft

    @property
    def whole_draft(self) -> Draft | None:
        """The draft as long as it is not put away."""
        return None if isinstance(self._draft, DraftGroup) else self._draft

    def pack(self, group: DraftGroup, place: int) -> None:
        """Keeps the draft as the one at this place of a group."""
        self._place = place  # first, as another thread may ask meanwhile
        self._draft = group

    @property
    def shown_text(self) -> str:
        """How the question begins, whether or not it can be used."""
        return self.draft.prompt if self.draft is not None else self.text

    @property
    def is_gone(self) -> bool:
        """Whether it is in the bank alone: the pack's newer version holds it no more."""
        return not self.file and self.fate in (Fate.REMOVED, Fate.CONFLICT)

    @property
    def is_undecided(self) -> bool:
        """Whether it is a conflict about which nobody has decided: ours stays until somebody does."""
        return self.fate is Fate.CONFLICT and self.decision is not Decision.MADE

    @property
    def has_notes(self) -> bool:
        """Whether an author should look at it: rejected, in conflict, or like another; or it lost something.

        What an unchanged question lost was told when it came in.
        """
        if self.fate in (Fate.NEW, Fate.CHANGED):
            return bool(self.like) or self.lost_something
        return self.fate is not Fate.UNCHANGED

    @property
    def lost_something(self) -> bool:
        """Whether the file said something that is not taken over."""
        return any(problem.is_loss for problem in self.problems)


def put_away(items: Iterable[PlanItem]) -> None:
    """Keeps the drafts of these items in little room; `draft` gives them as before, and takes longer."""
    whole = [(item, draft) for item in items if (draft := item.whole_draft) is not None]
    for start in range(0, len(whole), GROUP_SIZE):
        group = whole[start : start + GROUP_SIZE]
        packed = DraftGroup([draft for _, draft in group])
        for place, (item, _) in enumerate(group):
            item.pack(packed, place)


_OFTEN_MISSING = ("explanation", "sources")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then losses, and last what nearly every question of another system lacks; else as found."""

    def rank(problem: Problem) -> int:
        if problem.severity is Severity.ERROR:
            return 0
        if problem.is_loss:
            return 1
        return 3 if problem.field in _OFTEN_MISSING else 2

    return sorted(problems, key=rank)


@dataclass(frozen=True, slots=True)
class FileNote:
    """Something about a file as a whole, or about no one question in it; `line` 0 = the file."""

    file: str
    line: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Where questions go and what all of them get. `pack_id` None: to a new pack called `title`.

    `mapping` says what the columns of tables are, None = as recognised. `category` None: as the file says.
    """

    pack_id: str | None = None
    title: str = ""
    mapping: Mapping | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    episode: int | None = None
    difficulty: int | None = None


@dataclass(slots=True)
class ImportPlan:
    """What an import would do to one pack; `info` is what the pack is to be. `formats` are their names, by file.

    `digest` is that of the pack's own files, None for files of other systems.
    """

    info: PackInfo
    is_new: bool
    items: list[PlanItem] = field(default_factory=list[PlanItem])
    notes: list[FileNote] = field(default_factory=list[FileNote])
    formats: dict[str, str] = field(default_factory=dict[str, str])
    digest: str | None = None
    info_changed: bool = False
    """The pack is in the bank and described otherwise there, or was taken away; that is put right in any case."""
    afterwards: tuple[str, ...] = ()
    """What was chosen with it and is planned by itself after this was written."""
    seen_info: PackInfo | None = None
    """How the pack was described in the bank when it was compared, None = nobody saw one."""
    speaks_for_pack: bool = True
    """The files say what the pack says, so that conflicts with them wait in the bank to be decided about. Other files
    ask about theirs again when they are imported again."""

    def counts(self) -> Counter[Fate]:
        """How many items have each fate."""
        return Counter(item.fate for item in self.items)

    def chosen(self) -> list[PlanItem]:
        """What is to be written."""
        return [item for item in self.items if item.chosen]

    def choose(self, items: Iterable[PlanItem], chosen: bool, *, decides: bool = True) -> None:
        """Ticks or unticks these, as far as they can be chosen; conflicts among them are decided so, or open again."""
        for item in items:
            item.chosen = chosen and item.fate in CAN_BE_CHOSEN
            if item.fate is Fate.CONFLICT:
                item.decision = Decision.MADE if decides else None

    def left_to_decide(self) -> list[PlanItem]:
        """Conflicts about which nobody has decided, and which the bank keeps until somebody does."""
        if not self.speaks_for_pack:
            return []
        return [item for item in self.items if item.is_undecided and item.said is None]

    @property
    def has_anything_to_write(self) -> bool:
        """Whether the bank would be another one afterwards."""
        if any(item.chosen or item.decision is Decision.MADE for item in self.items):
            return True
        is_described_anew = self.info_changed and not self.is_new
        return is_described_anew or any(item.decision is None for item in self.left_to_decide())

    @property
    def rejected_count(self) -> int:
        return sum(item.fate is Fate.REJECTED for item in self.items)

    @property
    def error_count(self) -> int:
        """Questions that cannot be used, and errors of whole files."""
        return self.rejected_count + sum(note.problem.severity is Severity.ERROR for note in self.notes)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was written: the step of undo (0 = nothing), the pack, and how many questions of each fate were taken.

    So many conflicts among those that were left are `to_decide`.
    """

    change_id: int
    pack_id: str
    added: int
    changed: int
    removed: int
    left: int
    to_decide: int = 0
