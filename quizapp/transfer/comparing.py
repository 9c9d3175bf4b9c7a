"""Questions of files compared with the bank: what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.bank.pack_update import Here
from quizapp.game.checking import check_unnamed, has_errors
from quizapp.game.draft import Problem
from quizapp.game.plans import CHOSEN_AT_FIRST, Decision, Fate, ImportPlan, PlanItem, put_away
from quizapp.game.question import PackInfo
from quizapp.game.sameness import same_key
from quizapp.game.stored import State
from quizapp.transfer.drafting import Drafting
from quizapp.transfer.merging import said_digest, with_what_was_set

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.imports import Target

WHOLE_MAX = 60_000
"""Questions of a plan that are kept as they are, a kilobyte each; to put away and unpack the rest takes 10 us each."""


def seen_info(target: Target | None) -> PackInfo | None:
    """How the pack is described to those who look at the bank."""
    return target.info if target is not None and target.is_shown else None


def compare(
    bank: Bank, items: Sequence[PlanItem], target: Target | None, drafting: Drafting | None = None, *, is_own: bool
) -> None:
    """Says of each item what becomes of it; `drafting` knows what stood further up in the files.

    `is_own`: they come from a pack of our own format.
    """
    usable = [item for item in items if item.draft is not None and item.fate is not Fate.REJECTED]
    keys = [_same_key(item) for item in usable]
    same = bank.imports.same(keys)
    elsewhere = _elsewhere(bank, usable, target)
    for item, key in zip(usable, keys, strict=True):
        assert item.draft is not None
        here = target.questions.get(item.draft.uid) if target else None
        earlier = drafting.met(key, item.draft.uid) if drafting else None
        if here is not None:
            item.fate, item.seen_revision = _fate(item, here, is_own=is_own), here.revision
        elif earlier:
            item.fate, item.like = Fate.DUPLICATE, earlier
        elif item.draft.uid in elsewhere:
            item.fate, item.like = Fate.DUPLICATE, item.draft.uid
        elif key in same:
            item.like = same[key]
            item.fate = Fate.DUPLICATE if drafting else Fate.NEW
        item.chosen = item.fate in CHOSEN_AT_FIRST
    if drafting is not None and target is not None:
        _keep_what_was_set(bank, usable, target)
    if target is not None and target.undecided and not (drafting and target.is_published):
        _ask_again(usable, target)


def _ask_again(items: Iterable[PlanItem], target: Target) -> None:
    """What an earlier import of the same words has left to decide can be decided now."""
    for item in items:
        if item.fate is Fate.UNCHANGED and item.draft is not None and item.draft.uid in target.undecided:
            here = target.questions[item.draft.uid]
            if (item.said or said_digest(item.draft)) != here.digest:
                item.fate, item.decision = Fate.CONFLICT, Decision.WAITS


def _keep_what_was_set(bank: Bank, items: Iterable[PlanItem], target: Target) -> None:
    """Questions that differ from what was set here in other fields alone are no conflict: what was set stays.

    Not in packs of our own: what was changed in one is asked about.
    """
    differ = {item.draft.uid: item for item in items if item.fate is Fate.CONFLICT and item.draft is not None}
    for uid, stored in bank.questions.stored_many(list(differ)).items():
        item, said = differ[uid], target.questions[uid].said
        if item.draft is None or said is None:
            continue
        merged, theirs = with_what_was_set(item.draft, stored.question, said), said_digest(item.draft)
        if merged is not None and stored.revision == item.seen_revision and stored.state is State.LIVE:
            item.said = theirs
            item.draft, item.fate, item.chosen = merged, Fate.CHANGED, True


def _same_key(item: PlanItem) -> int:
    assert item.draft is not None
    if item.same_key is None:
        item.same_key = same_key(item.draft)
    return item.same_key


def _elsewhere(bank: Bank, items: Sequence[PlanItem], target: Target | None) -> set[str]:
    """The uids that a question of another pack has."""
    known = target.questions if target else {}
    uids = [item.draft.uid for item in items if item.draft is not None and item.draft.uid not in known]
    return set(bank.imports.packs_of(uids))


def _fate(item: PlanItem, here: Here, *, is_own: bool) -> Fate:
    assert item.draft is not None
    digest, said_before = item.said or said_digest(item.draft), here.shipped_digest if is_own else here.said
    if digest == here.digest:
        return Fate.UNCHANGED
    if here.digest == said_before:
        return Fate.CHANGED
    return Fate.UNCHANGED if digest == said_before else Fate.CONFLICT


def rechecked(bank: Bank, plan: ImportPlan, items: Iterable[PlanItem], **changes: object) -> None:
    """Sets fields of the drafts of these items (category, tags, episode, difficulty) and checks them again.

    A rejected question whose last error goes so can be taken, and one that gets an error cannot.
    """
    mended: list[PlanItem] = []
    to_change = [item for item in items if not (item.is_gone or item.fate is Fate.UNCHANGED)]
    for item in to_change:
        draft = item.draft
        if draft is None:
            continue
        before = check_unnamed(draft, plan.info)
        read = [each for each in item.problems if replace(each, uid="") not in before]
        item.said = item.said or said_digest(draft)
        item.draft = draft = replace(draft, **changes)  # pyright: ignore[reportArgumentType]
        item.problems = _shared((*read, *check_unnamed(draft, plan.info)))
        if has_errors(item.problems):
            item.fate, item.chosen = Fate.REJECTED, False
        elif item.fate is Fate.REJECTED:
            item.fate = Fate.NEW
            mended.append(item)
    if mended:
        compare(bank, mended, bank.imports.target(plan.info.id), is_own=plan.digest is not None)
    put_away_of_many(plan, to_change)


def put_away_of_many(plan: ImportPlan, items: Sequence[PlanItem]) -> None:
    """Keeps these items of a large plan in little room."""
    if len(plan.items) >= WHOLE_MAX:
        put_away(items)


@lru_cache(maxsize=1_000)
def _shared(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same objects for equal problems, which many questions have."""
    return problems
