"""Writing one question: a new one, and what is typed into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.author.changing import Changing, shown, state_by_errors
from quizapp.author.checks import Checks
from quizapp.author.uids import Uids
from quizapp.errors import Sentence, sentence
from quizapp.game.authoring import Saved
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed, Edit
from quizapp.game.item_analysis import asks_same
from quizapp.game.question import Kind, PackInfo
from quizapp.game.stored import Snapshot, State, StoredQuestion
from quizapp.game.texts import tidied

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock

TYPING_MS = 2_000
"""Saves of one question within this time of each other are one step of undo."""


@dataclass(frozen=True, slots=True)
class _Typing:
    uid: str
    change_id: int
    at_ms: int


class Saving:
    """New questions, and saving one as it is typed."""

    def __init__(self, bank: Bank, clock: Clock, changing: Changing, checks: Checks, uids: Uids) -> None:
        self._bank = bank
        self._clock = clock
        self._changing = changing
        self._checks = checks
        self._uids = uids
        self._typing: _Typing | None = None
        self._last_category: dict[str, str] = {}
        """By pack, what the last new question was put into: authors write several of a category in a row."""
        self._renamed: dict[str, str] = {}
        """New questions whose uid another program took before they were written."""
        self._written: set[str] = set()

    def new(self, pack_id: str, kind: str, category: str) -> Draft:
        """See `Author.new`."""
        info = self._changing.info(pack_id)
        category = category or self._last_category.get(pack_id, "") or _first_category(info)
        return Draft(uid=self._uids.fresh(pack_id, category), kind=str(Kind(kind)), category=category)

    def save(self, draft: Draft, *, pack_id: str, seen_revision: int, live: bool | None) -> Saved:
        """See `Author.save`."""
        info = self._changing.info(pack_id)
        draft = self._with_own_uid(tidied(draft), pack_id, seen_revision)
        before = self._bank.questions.stored(draft.uid) if seen_revision else None
        after = Snapshot(_state(before, draft, info, live), draft)
        problems = self._checks.problems(draft, info)
        same = before is not None and asks_same(before.question, draft)
        edit = Edit(draft.uid, pack_id, seen_revision, after, asks_same=same)
        changed = self._write(_title(before, draft), edit)
        if before is None:
            self._written.add(draft.uid)
            self._last_category[pack_id] = draft.category
        revision = dict(changed.revisions).get(draft.uid, seen_revision)
        stored = StoredQuestion(pack_id, draft, after.state, revision)
        return Saved(stored, problems, changed)

    def opened(self, uid: str) -> None:
        """Notes that the question of this uid, as the bank has it, is what the author means by it from now on."""
        self._renamed.pop(uid, None)

    def _with_own_uid(self, draft: Draft, pack_id: str, seen_revision: int) -> Draft:
        """Two programs may have given the same uid to new questions; who writes second takes another one."""
        known = self._renamed.get(draft.uid)
        if known is not None:
            return replace(draft, uid=known)
        if not draft.uid:
            return replace(draft, uid=self._uids.fresh(pack_id, draft.category))
        if seen_revision or draft.uid in self._written or not self._uids.is_used(draft.uid):
            return draft
        self._renamed[draft.uid] = self._uids.fresh(pack_id, draft.category)
        return replace(draft, uid=self._renamed[draft.uid])

    def _write(self, title: Sentence, edit: Edit) -> Changed:
        """Writes the edit, into the newest step of undo where that is the same typing going on."""
        now_ms, last = self._clock.monotonic_ms(), self._typing
        goes_on = last is not None and last.uid == edit.uid and 0 <= now_ms - last.at_ms <= TYPING_MS
        merge_into = last.change_id if last is not None and goes_on else None
        changed = self._bank.changes.apply(title, [edit], merge_into=merge_into)
        if changed.change_id:
            self._typing = _Typing(edit.uid, changed.change_id, now_ms)
        return changed

    def end_typing(self) -> None:
        """What is typed next is a step of undo of its own."""
        self._typing = None


def _first_category(info: PackInfo) -> str:
    return info.categories[0].id if info.categories else ""


def _state(before: StoredQuestion | None, draft: Draft, info: PackInfo, live: bool | None) -> State:
    if before is not None and before.state is State.RETIRED and live is None:
        return State.RETIRED
    return State.DRAFT if live is False else state_by_errors(draft, info)


def _title(before: StoredQuestion | None, draft: Draft) -> Sentence:
    if before is None:
        return sentence("Write “{prompt}”", prompt=shown(draft))
    return sentence("Edit “{prompt}”", prompt=shown(draft))
