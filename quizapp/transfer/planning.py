"""What importing chosen files would do: each question they hold, and what becomes of it. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import QuizError, sentence
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.registry import recognised
from quizapp.game.checking import CATEGORIES_MAX, has_errors
from quizapp.game.draft import Problem, Severity
from quizapp.game.plans import Fate, FileNote, ImportOptions, ImportPlan, PlanItem
from quizapp.game.question import PackInfo
from quizapp.transfer.collecting import collect_last, collector_at_rest, collector_at_work
from quizapp.transfer.comparing import compare, put_away_of_many, seen_info
from quizapp.transfer.drafting import Drafting, new_pack_infos
from quizapp.transfer.gathering import Part, gathered, names_of, parts
from quizapp.transfer.own_planning import plan_own
from quizapp.transfer.pauses import with_pauses
from quizapp.transfer.pictures import with_picture
from quizapp.transfer.places import Place
from quizapp.transfer.sources import Chosen, OwnPack, PassedOver, of_no_format
from quizapp.transfer.tables import columns_of

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

Progress = Callable[[int, int], None]
"""Told what is done and what there is (bytes of files); it may raise to stop."""
Begun = Callable[[ImportPlan], None]
"""Given a plan that has no question yet; whoever keeps it sees questions come at its end, as they are compared."""

_AT_ONCE = 2_000
_NO_ROOM = "The files hold more than {most} questions, so nothing was read. Divide them and import one part at a time."
_CATEGORIES = (
    "a pack can have {most} categories, so the questions of {count} others came into a general one; "
    "choose another column for the category, or one category for all"
)
_SEVERAL = (
    "A pack is imported by itself, and several things are chosen here: {names}. Nothing was imported. "
    "Choose one of them, and then the next."
)
ITEMS_MAX = 1_000_000


def plan_import(
    bank: Bank,
    paths: Sequence[Path],
    options: ImportOptions,
    progress: Progress,
    begun: Begun | None = None,
    place: int | None = None,
) -> ImportPlan:
    """What importing these files and folders would do. Any thread; reads the bank, writes nothing.

    `place`: which of them is planned, from 0, where they come one after the other, see `gathering.parts`; one that
    cannot be planned is then a plan of nothing with a note, so that those behind it can be. None: there is only one.
    QuizError when the files cannot be read, hold what is to be imported one after the other, or are too much.
    """
    found = parts(gathered(paths))
    if len(found) == 1:
        return plan_part(bank, found[0], options, progress, begun)
    if place is None:
        raise QuizError(_SEVERAL, names=", ".join(names_of(found)))
    part = found[min(place, len(found) - 1)]
    try:
        plan = plan_part(bank, part, options, progress, begun)
    except QuizError as error:
        plan = ImportPlan(PackInfo("", part[0].name, ""), is_new=True)
        plan.notes.append(FileNote(part[0].name, 0, Problem(Severity.ERROR, "", error.sentence)))
    plan.afterwards = names_of(found[place + 1 :])
    return plan


def plan_part(
    bank: Bank, part: Part, options: ImportOptions, progress: Progress, begun: Begun | None = None
) -> ImportPlan:
    """The same for one part of what was chosen, see `gathering.parts`."""
    collector_at_work()
    with collector_at_rest():
        own = next((each for each in part if isinstance(each, OwnPack)), None)
        plan = plan_own(bank, own, options, progress) if own else _plan_foreign(bank, part, options, progress, begun)
    notes = [each.problem for each in part if isinstance(each, PassedOver)]
    plan.notes += [FileNote(each.file, each.line, each.problem) for each in notes]
    return plan


# Files of other systems


def _plan_foreign(
    bank: Bank, part: Part, options: ImportOptions, progress: Progress, begun: Begun | None
) -> ImportPlan:
    chosen = [each for each in part if isinstance(each, Chosen)]
    first = chosen[0].chosen if chosen else part[0].path
    return _Foreign(bank, options, options.title or first.resolve().stem, progress).plan(chosen, begun)


class _Foreign:
    def __init__(self, bank: Bank, options: ImportOptions, title: str, progress: Progress) -> None:
        self._bank = bank
        self._options = options
        self._title = title
        self._progress = progress
        self._target = bank.imports.target(options.pack_id) if options.pack_id else None
        if options.pack_id and self._target is None:
            raise QuizError("The pack {pack} is not in the bank. Choose another and try again.", pack=options.pack_id)

    def _info(self) -> PackInfo:
        """The pack that the questions go to: the one told, else of an earlier import of the same file, or a new one.

        A pack that somebody published takes in nothing unasked, and a title asks for a new one. One whose import was
        undone comes back.
        """
        if self._target is not None:
            return self._target.info
        taken = {pack.id for pack in self._bank.packs.all()} if self._options.title else set[str]()
        for fresh in new_pack_infos(self._title):
            if fresh.id in taken:
                continue
            target = self._bank.imports.target(fresh.id)
            if target is None:
                return fresh
            if not target.is_published:
                self._target = target
                return target.info if target.is_shown else replace(target.info, title=fresh.title)
        raise AssertionError("there is always one more")

    def plan(self, chosen: Sequence[Chosen], begun: Begun | None) -> ImportPlan:
        info = self._info()
        plan = ImportPlan(info, is_new=self._target is None, seen_info=seen_info(self._target))
        plan.speaks_for_pack = self._target is None or not self._target.is_published
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
            plan.notes.append(FileNote(chosen[0].name, 0, Problem(Severity.WARNING, "category", message)))
        plan.info_changed = not plan.is_new and plan.info != plan.seen_info
        return plan

    def _read(self, plan: ImportPlan, chosen: Chosen, drafting: Drafting, done: int, total: int) -> None:
        source = chosen.source()
        place = Place(source.content)

        def tell() -> None:
            self._progress(min(done + place.byte(), total), total)

        stream = with_pauses(place.passing(self._found(plan, source)), tell)
        while piece := list(islice(stream, _AT_ONCE)):
            if len(plan.items) > ITEMS_MAX:
                raise QuizError(_NO_ROOM, most=ITEMS_MAX)
            items = list(with_pauses(_items(piece, plan, drafting), tell))
            compare(self._bank, items, self._target, drafting, is_own=False)
            put_away_of_many(plan, items)
            plan.items.extend(items)
            collect_last()
            tell()

    def _found(self, plan: ImportPlan, source: Source) -> Iterator[Found]:
        """What a file holds; an unknown format is a problem of the file."""
        found = recognised(source)
        if found is None:
            return iter((of_no_format(source),))
        plan.formats[source.name] = found.title
        mapping, told = columns_of(self._bank, source, found, self._options.mapping)
        if told is not None:
            plan.notes.append(FileNote(told.file, told.line, told.problem))
        return found.read(source, mapping)


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
                draft, lost = with_picture(draft, each.picture, drafting.pictures)
                problems += lost
            problems += drafting.problems(draft)
            item = PlanItem(each.file, each.line, Fate.NEW, draft, problems, picture=each.picture, same_key=key)
            item.number = each.number
            if has_errors(problems):
                item.fate, item.text = Fate.REJECTED, draft.prompt[:200]
            yield item
