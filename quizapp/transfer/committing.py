"""A plan written to the bank: in pieces nobody sees, published at once, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING

from quizapp.bank.import_pieces import AT_ONCE
from quizapp.bank.import_stays import Staying, Undecided
from quizapp.bank.imports import Incoming
from quizapp.bank.pack_update import REMOVED
from quizapp.errors import BankError, QuizError, Sentence, of_count, sentence
from quizapp.game.draft import Draft, Media
from quizapp.game.plans import Decision, Fate, ImportPlan, ImportResult, PlanItem
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
_PICTURE_GONE = (
    "The picture {image} was there when the files were looked through, and cannot be read any more. "
    "Nothing was imported. Put it back, or choose the files again to take its questions without it."
)


def commit_plan(bank: Bank, plan: ImportPlan, progress: Progress) -> ImportResult:
    """Writes what is chosen in a plan and gives what was done. Any thread.

    QuizError when nothing is chosen, a question was changed since the plan was made, or the bank cannot be written;
    nothing is changed then.
    """
    if not plan.has_anything_to_write:
        raise QuizError(_NOTHING)
    chosen = plan.chosen()
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
            staying=_staying(plan),
            undecided=[_undecided(bank, item, item.draft) for item in plan.left_to_decide() if item.draft is not None],
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
            pause = partial(progress, done, len(new))
            incoming = (_incoming(bank, item) for item in piece)
            bank.imports.add(staging, with_pauses(incoming, pause), AUTHOR, pause)
            done += len(piece)
        progress(done, len(new))
    except BaseException:
        bank.imports.drop(staging)
        raise
    return staging


def _incoming(bank: Bank, item: PlanItem) -> Incoming:
    assert item.draft is not None
    state = State.RETIRED if item.is_gone else State.LIVE
    draft = _with_picture(bank, item, item.draft)
    if item.fate is Fate.DUPLICATE and item.like == draft.uid:  # wanted a second time, where it stands in another pack
        draft = replace(draft, uid=_free_uid(bank, draft.uid))
    return Incoming(draft, item.problems, item.seen_revision, state, item.same_key, item.said)


def _free_uid(bank: Bank, uid: str) -> str:
    numbered = (f"{uid}-{number}" for number in count(2))
    return next(name for name in numbered if not bank.revisions.history(name))


def _with_picture(bank: Bank, item: PlanItem, draft: Draft) -> Draft:
    """The draft, and its picture in the bank's media folder. QuizError where it cannot be read any more or written."""
    if item.picture is None or draft.media is None:
        return draft
    try:
        image = bank.media.add(item.picture.load(), item.picture.name)
    except BankError:
        raise
    except QuizError as error:
        raise QuizError(_PICTURE_GONE, image=item.picture.name) from error
    return replace(draft, media=Media(image, draft.media.alt))


def _staying(plan: ImportPlan) -> Iterator[Staying]:
    """Questions of which it was decided that they stay as they are here; the next import does not ask again.

    A newer version of a pack of our own may also have come to say what was written here.
    """
    for item in plan.items:
        is_decided = item.decision is Decision.MADE and not item.chosen
        if is_decided or (item.fate is Fate.UNCHANGED and plan.digest is not None):
            assert item.draft is not None
            said = REMOVED if item.is_gone else item.said or said_digest(item.draft)
            yield Staying(item.draft.uid, said, is_decided)


def _undecided(bank: Bank, item: PlanItem, draft: Draft) -> Undecided:
    return Undecided(draft.uid, None if item.is_gone else _with_picture(bank, item, draft))


def _title(plan: ImportPlan, chosen: int) -> Sentence:
    template = of_count(chosen, "Import {count} question into “{pack}”", "Import {count} questions into “{pack}”")
    return sentence(template, count=chosen, pack=plan.info.title)


def _result(plan: ImportPlan, change_id: int) -> ImportResult:
    chosen = plan.chosen()
    removed = sum(item.is_gone for item in chosen)
    changed = sum(bool(item.seen_revision) for item in chosen) - removed
    added = len(chosen) - changed - removed
    left, to_decide = len(plan.items) - len(chosen), len(plan.left_to_decide())
    return ImportResult(change_id, plan.info.id, added, changed, removed, left, to_decide)
