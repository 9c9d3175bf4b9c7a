"""Files compared with the bank: what becomes of each question they hold. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bank.pack_update import Here, version_key
from quizapp.errors import QuizError, sentence
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.registry import recognised
from quizapp.game.checking import CATEGORIES_MAX, check_unnamed, has_errors
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.plans import CHOSEN_AT_FIRST, Fate, FileNote, ImportOptions, ImportPlan, PlanItem, put_away
from quizapp.game.question import PackInfo
from quizapp.game.sameness import same_key
from quizapp.game.stored import State
from quizapp.transfer.collecting import collect_last, collector_at_rest, collector_at_work
from quizapp.transfer.drafting import Drafting, new_pack_info, pack_slug
from quizapp.transfer.merging import said_digest, with_what_was_set
from quizapp.transfer.pauses import with_pauses
from quizapp.transfer.pictures import with_picture
from quizapp.transfer.sources import Chosen, OwnPack, gathered, of_no_format
from quizapp.transfer.tables import table_preview

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.imports import Target

Progress = Callable[[int, int], None]
"""Told what is done and what there is (bytes of files); it may raise to stop."""
Begun = Callable[[ImportPlan], None]
"""Given a plan that has no question yet; whoever keeps it sees questions come at its end, as they are compared."""

_AT_ONCE = 2_000
_NO_ROOM = "The files hold more than {most} questions, so nothing was read. Divide them and import one part at a time."
_OLDER = (
    "The bank holds version {known} of the pack “{title}”, which is newer than version {version} in the file. "
    "Nothing was imported. Choose the newer file."
)
_CATEGORIES = (
    "a pack can have {most} categories, so the questions of {count} others came into a general one; "
    "choose another column for the category, or one category for all"
)
ITEMS_MAX = 1_000_000
WHOLE_MAX = 60_000
"""Questions of a plan that are kept as they are, a kilobyte each; to put away and unpack the rest takes 10 us each."""


def plan_import(
    bank: Bank, paths: Sequence[Path], options: ImportOptions, progress: Progress, begun: Begun | None = None
) -> ImportPlan:
    """What importing these files and folders would do. Any thread; reads the bank, writes nothing.

    QuizError when the files cannot be read, hold more than one pack of our own, or are too much.
    """
    collector_at_work()
    with collector_at_rest():
        return _planned(bank, paths, options, progress, begun)


def _planned(
    bank: Bank, paths: Sequence[Path], options: ImportOptions, progress: Progress, begun: Begun | None
) -> ImportPlan:
    chosen = gathered(paths)
    own = [each for each in chosen if isinstance(each, OwnPack)]
    if own:
        return _plan_own(bank, own[0], options, progress, alone=len(chosen) == 1)
    title = options.title or paths[0].resolve().stem
    foreign = _Foreign(bank, options, title, progress)
    return foreign.plan([each for each in chosen if isinstance(each, Chosen)], begun)


# Our own packs


def _plan_own(bank: Bank, own: OwnPack, options: ImportOptions, progress: Progress, *, alone: bool) -> ImportPlan:
    if not alone:
        template = "{name} is a pack of its own and was chosen together with other files. Import them one by one."
        raise QuizError(template, name=own.path.name)
    read = own.read()
    if read.info is None:
        plan = ImportPlan(PackInfo("", own.path.stem, ""), is_new=True, digest=own.digest)
        plan.notes = [FileNote(each.file, each.line, each.problem) for each in read.problems]
        return plan
    target = bank.imports.target(read.info.id)
    if target is not None and target.is_shown and version_key(read.info.version) < version_key(target.info.version):
        raise QuizError(_OLDER, known=target.info.version, title=read.info.title, version=read.info.version)
    plan = ImportPlan(read.info, is_new=target is None, digest=own.digest)
    plan.seen_info = _seen(target)
    plan.info_changed = not plan.is_new and plan.seen_info != read.info
    plan.formats = {own.path.name: "Run On Quiz"}
    problems: defaultdict[str, list[FileProblem]] = defaultdict(list)
    for each in read.problems:
        problems[each.problem.uid].append(each)
    for number, question in enumerate(read.questions):
        if number % _AT_ONCE == 0:
            progress(number, len(read.questions))
        of_question = problems.get(question.uid, ())
        file, line = (of_question[-1].file, of_question[-1].line) if of_question else (own.path.name, 0)
        picture = own.picture_of(question)
        draft, lost = with_picture(Draft.of(question), picture)
        of_item = (*(each.problem for each in of_question), *lost)
        plan.items.append(PlanItem(file, line, Fate.NEW, draft, of_item, picture=picture))
    _rejected_of_own(plan, read.problems)
    _compare(bank, plan.items, target, is_own=True)
    if target is not None:
        _add_removed(bank, plan, target)
    return plan


def _rejected_of_own(plan: ImportPlan, problems: Iterable[FileProblem]) -> None:
    """Questions that could not be used become items, and what is about no question a note."""
    used = {item.draft.uid for item in plan.items if item.draft is not None}
    rejected: dict[tuple[str, str], PlanItem] = {}
    for each in problems:
        uid = each.problem.uid
        if uid in used and each.problem.severity is Severity.WARNING:
            continue
        if not uid:
            plan.notes.append(FileNote(each.file, each.line, each.problem))
            continue
        item = rejected.setdefault((each.file, uid), PlanItem(each.file, each.line, Fate.REJECTED, None, (), uid))
        item.problems += (each.problem,)
    plan.items.extend(rejected.values())


def _add_removed(bank: Bank, plan: ImportPlan, target: Target) -> None:
    in_file = {item.text if item.draft is None else item.draft.uid for item in plan.items}  # rejected ones too
    gone = [
        uid
        for uid, here in target.questions.items()
        if uid not in in_file and here.state != State.RETIRED and here.is_of_pack
    ]
    for uid, stored in bank.questions.stored_many(gone).items():
        here = target.questions[uid]
        fate = Fate.CONFLICT if here.is_ours else Fate.REMOVED
        removed = PlanItem("", 0, fate, stored.question, seen_revision=here.revision, chosen=fate in CHOSEN_AT_FIRST)
        plan.items.append(removed)


# Files of other systems


class _Foreign:
    def __init__(self, bank: Bank, options: ImportOptions, title: str, progress: Progress) -> None:
        self._bank = bank
        self._options = options
        self._title = title
        self._progress = progress
        self._target = bank.imports.target(options.pack_id) if options.pack_id else None
        if options.pack_id and self._target is None:
            raise QuizError("The pack {pack} is not in the bank. Choose another and try again.", pack=options.pack_id)

    def plan(self, chosen: Sequence[Chosen], begun: Begun | None) -> ImportPlan:
        if self._target is None and not self._options.title:
            self._target = self._bank.imports.target(pack_slug(self._title))  # of an earlier import of the same file
        info = self._target.info if self._target else new_pack_info(self._title, self._bank.packs.all())
        if self._target is None:
            self._target = self._bank.imports.target(info.id)  # one whose import was undone comes back
            info = replace(self._target.info, title=info.title) if self._target else info
        plan = ImportPlan(info, is_new=self._target is None, seen_info=_seen(self._target))
        if begun is not None:
            begun(plan)
        drafting = Drafting(info, self._options)
        total = sum(each.size for each in chosen)
        done = 0
        for each in chosen:
            self._progress(done, total)
            self._read(plan, each, drafting, done, total)
            done += each.size
        self._progress(total, total)
        plan.info = drafting.info()
        if drafting.categories_left_out:
            message = sentence(_CATEGORIES, count=drafting.categories_left_out, most=CATEGORIES_MAX)
            plan.notes.append(FileNote(chosen[0].path.name, 0, Problem(Severity.WARNING, "category", message)))
        plan.info_changed = not plan.is_new and plan.info != plan.seen_info
        return plan

    def _read(self, plan: ImportPlan, chosen: Chosen, drafting: Drafting, done: int, total: int) -> None:
        first = len(plan.items)

        def tell() -> None:
            self._progress(min(done + _share(chosen.size, len(plan.items) - first), total), total)

        stream = with_pauses(self._found(plan, chosen.source()), tell)
        while piece := list(islice(stream, _AT_ONCE)):
            if len(plan.items) > ITEMS_MAX:
                raise QuizError(_NO_ROOM, most=ITEMS_MAX)
            items = list(with_pauses(_items(piece, plan, drafting), tell))
            _compare(self._bank, items, self._target, drafting, is_own=False)
            if len(plan.items) >= WHOLE_MAX:
                put_away(items)
            plan.items.extend(items)
            collect_last()
            tell()

    def _found(self, plan: ImportPlan, source: Source) -> Iterator[Found]:
        """What a file holds; an unknown format is a problem of the file."""
        found = recognised(source)
        if found is None:
            return iter((of_no_format(source),))
        plan.formats[source.name] = found.title
        mapping = self._options.mapping
        if mapping is None and (preview := table_preview(self._bank, source, found)) is not None:
            mapping = preview.mapping if preview.mapping.is_usable else None
        return found.read(source, mapping)


def _share(size: int, items: int) -> int:
    """How many bytes have been read, as far as can be told: a question takes some 200."""
    return min(items * 200, size)


def _items(found: Iterable[ReadItem | FileProblem], plan: ImportPlan, drafting: Drafting) -> Iterator[PlanItem]:
    for each in found:
        if isinstance(each, FileProblem):
            plan.notes.append(FileNote(each.file, each.line, each.problem))
        elif each.draft is None:
            yield PlanItem(each.file, each.line, Fate.REJECTED, None, each.problems, each.text, number=each.number)
        else:
            draft, key = drafting.draft(each.draft, each.own_id)
            problems = each.problems
            if draft.media is not None:
                draft, lost = with_picture(draft, each.picture)
                problems += lost
            problems += drafting.problems(draft)
            item = PlanItem(each.file, each.line, Fate.NEW, draft, problems, picture=each.picture, same_key=key)
            item.number = each.number
            if has_errors(problems):
                item.fate, item.text = Fate.REJECTED, draft.prompt[:200]
            yield item


# What there is in the bank


def _seen(target: Target | None) -> PackInfo | None:
    """How the pack is described to those who look at the bank."""
    return target.info if target is not None and target.is_shown else None


def _compare(
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
        _compare(bank, mended, bank.imports.target(plan.info.id), is_own=plan.digest is not None)
    if len(plan.items) > WHOLE_MAX:
        put_away(to_change)


@lru_cache(maxsize=1_000)
def _shared(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same objects for equal problems, which many questions have."""
    return problems
