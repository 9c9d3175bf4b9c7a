"""A plan written to the bank: in pieces nobody sees, published at once, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING

from quizapp.bank.imports import AT_ONCE, Incoming
from quizapp.errors import QuizError, Sentence, of_count, sentence
from quizapp.game.draft import Draft, Media
from quizapp.game.plans import Fate, ImportPlan, ImportResult, PlanItem
from quizapp.game.stored import State
from quizapp.transfer.merging import said_digest
from quizapp.transfer.pauses import with_pauses

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.imports import Staging

Progress = Callable[[int, int], None]
"""Told how many questions are written, and of how many; it may raise to stop, and the bank is as it was then."""

AUTHOR = "author"
_NOTHING = "Nothing of it is to be imported. Tick at least one question and try again."


def commit_plan(bank: Bank, plan: ImportPlan, progress: Progress) -> ImportResult:
    """Writes what is chosen in a plan and gives what was done. Any thread.

    QuizError when nothing is chosen, a question was changed since the plan was made, or the bank cannot be written;
    nothing is changed then.
    """
    chosen = plan.chosen()
    kept = [item for item in plan.items if item.fate is Fate.CONFLICT and not item.chosen]
    if not chosen and not kept and (plan.is_new or not plan.info_changed):
        raise QuizError(_NOTHING)
    title = _title(plan, len(chosen))
    new = [item for item in chosen if not item.seen_revision]
    old = [item for item in chosen if item.seen_revision]
    staging = None
    if len(new) > AT_ONCE or plan.is_new:
        staging = _staged(bank, plan, new, title, progress)
        new = []
    try:
        incoming = [_incoming(bank, item) for item in (*new, *old)]
        changed = bank.imports.publish(
            plan.info,
            title,
            AUTHOR,
            staging=staging,
            incoming=incoming,
            kept=_kept(plan),
            gone=[item.draft.uid for item in kept if item.is_gone and item.draft is not None],
            digest=plan.digest,
            seen=plan.seen_info,
        )
    except BaseException:
        if staging is not None:
            bank.imports.drop(staging)
        raise
    return _result(plan, changed.change_id)


def _staged(bank: Bank, plan: ImportPlan, new: Sequence[PlanItem], title: Sentence, progress: Progress) -> Staging:
    """Writes the new questions piece by piece where nobody sees them, or none of them."""
    staging = bank.imports.stage(plan.info, title, AUTHOR, plan.digest)
    try:
        stream = iter(new)
        done = 0
        while piece := list(islice(stream, AT_ONCE)):
            progress(done, len(new))
            incoming = (_incoming(bank, item) for item in piece)
            bank.imports.add(staging, with_pauses(incoming, partial(progress, done, len(new))), AUTHOR)
            done += len(piece)
        progress(done, len(new))
    except BaseException:
        bank.imports.drop(staging)
        raise
    return staging


def _incoming(bank: Bank, item: PlanItem) -> Incoming:
    assert item.draft is not None
    state = State.RETIRED if item.is_gone else State.LIVE
    has_picture = item.picture is not None and item.draft.media is not None
    draft = _with_picture(bank, item, item.draft) if has_picture else item.draft
    if item.fate is Fate.DUPLICATE and item.like == draft.uid:  # wanted a second time, where it stands in another pack
        draft = replace(draft, uid=_free_uid(bank, draft.uid))
    return Incoming(draft, item.problems, item.seen_revision, state, item.same_key, item.said)


def _free_uid(bank: Bank, uid: str) -> str:
    numbered = (f"{uid}-{number}" for number in count(2))
    return next(name for name in numbered if not bank.revisions.history(name))


def _with_picture(bank: Bank, item: PlanItem, draft: Draft) -> Draft:
    """The draft, and its picture in the bank's media folder. QuizError where it cannot be read any more or written."""
    assert draft.media is not None
    image = bank.media.add(item.picture.load(), item.picture.name)
    return replace(draft, media=Media(image, draft.media.alt))


def _kept(plan: ImportPlan) -> Iterator[tuple[str, str]]:
    """The uid and the digest of what the file says of questions that stay as they are here; the next import does not
    ask again.

    A newer version of a pack of our own may also have come to say what was written here.
    """
    stay = {Fate.CONFLICT} if plan.digest is None else {Fate.CONFLICT, Fate.UNCHANGED}
    kept = (item for item in plan.items if item.fate in stay and not item.chosen and not item.is_gone)
    drafts = ((item, item.draft) for item in kept)
    return ((draft.uid, item.said or said_digest(draft)) for item, draft in drafts if draft is not None)


def _title(plan: ImportPlan, chosen: int) -> Sentence:
    template = of_count(chosen, "Import {count} question into “{pack}”", "Import {count} questions into “{pack}”")
    return sentence(template, count=chosen, pack=plan.info.title)


def _result(plan: ImportPlan, change_id: int) -> ImportResult:
    chosen = plan.chosen()
    removed = sum(item.is_gone for item in chosen)
    changed = sum(bool(item.seen_revision) for item in chosen) - removed
    added = len(chosen) - changed - removed
    return ImportResult(change_id, plan.info.id, added, changed, removed, len(plan.items) - len(chosen))
