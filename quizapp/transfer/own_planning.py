"""Packs of our own compared with the bank: what becomes of each question they hold, or held before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from quizapp.bank.pack_update import REMOVED, version_key
from quizapp.errors import QuizError, of_count, sentence
from quizapp.formats.reading import FileProblem
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.plans import CHOSEN_AT_FIRST, Decision, Fate, FileNote, ImportOptions, ImportPlan, PlanItem
from quizapp.game.question import PackInfo
from quizapp.game.stored import State
from quizapp.transfer.comparing import compare, seen_info
from quizapp.transfer.pictures import Known, with_picture
from quizapp.transfer.sources import OwnPack

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.imports import Target

_AT_ONCE = 2_000
_OLDER = (
    "The bank holds version {known} of the pack “{title}”, which is newer than version {version} in the file. "
    "Nothing was imported. Choose the newer file."
)
_OWN_ID = "this is the pack “{title}” ({id}) of its own, so its questions go there and not to the pack “{pack}”"
_LEFT_ONE = "“{first}” lies beside the files of the pack and is none of them, so it was left out"
_LEFT = "{count} files lie beside those of the pack and are none of them, so they were left out, such as “{first}”"


def plan_own(bank: Bank, own: OwnPack, options: ImportOptions, progress: Callable[[int, int], None]) -> ImportPlan:
    """What importing a pack of our own would do. QuizError where the bank has a newer one."""
    read = own.read()
    if read.info is None:
        plan = ImportPlan(PackInfo("", own.path.stem, ""), is_new=True, digest=own.digest)
        plan.notes = [FileNote(each.file, each.line, each.problem) for each in read.problems]
        plan.notes += _notes_on(own, plan.info, options)
        return plan
    target = bank.imports.target(read.info.id)
    if target is not None and target.is_shown and version_key(read.info.version) < version_key(target.info.version):
        raise QuizError(_OLDER, known=target.info.version, title=read.info.title, version=read.info.version)
    plan = ImportPlan(read.info, is_new=target is None, digest=own.digest)
    plan.seen_info = seen_info(target)
    plan.info_changed = not plan.is_new and plan.seen_info != read.info
    plan.formats = {own.name: "Run On Quiz"}
    plan.notes += _notes_on(own, plan.info, options)
    problems: defaultdict[str, list[FileProblem]] = defaultdict(list)
    pictures: Known = {}
    for each in read.problems:
        problems[each.problem.uid].append(each)
    for number, question in enumerate(read.questions):
        if number % _AT_ONCE == 0:
            progress(number, len(read.questions))
        of_question = problems.get(question.uid, ())
        file, line = read.places[question.uid]
        picture = own.picture_of(question)
        draft, lost = with_picture(Draft.of(question), picture, pictures)
        of_item = (*(each.problem for each in of_question), *lost)
        plan.items.append(PlanItem(file, line, Fate.NEW, draft, of_item, picture=picture))
    _rejected_of_own(plan, read.problems)
    compare(bank, plan.items, target, is_own=True)
    if target is not None:
        _add_removed(bank, plan, target)
    return plan


def _notes_on(own: OwnPack, info: PackInfo, options: ImportOptions) -> Iterator[FileNote]:
    """What was told of where the questions go, and files of the archive, that make no difference."""
    if options.pack_id not in (None, info.id) and info.id:
        told = sentence(_OWN_ID, title=info.title, id=info.id, pack=options.pack_id)
        yield FileNote(own.name, 0, Problem(Severity.WARNING, "", told))
    if own.left:
        template = of_count(len(own.left), _LEFT_ONE, _LEFT)
        left = sentence(template, first=own.left[0][:100], count=len(own.left))
        yield FileNote(own.name, 0, Problem(Severity.WARNING, "", left))


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
        if uid not in in_file and here.state != State.RETIRED and (here.is_of_pack or uid in target.undecided)
    ]
    for uid, stored in bank.questions.stored_many(gone).items():
        here = target.questions[uid]
        fate = Fate.CONFLICT if here.is_ours else Fate.REMOVED
        removed = PlanItem("", 0, fate, stored.question, seen_revision=here.revision, chosen=fate in CHOSEN_AT_FIRST)
        if uid in target.undecided and here.shipped_digest == REMOVED:
            removed.decision = Decision.WAITS
        plan.items.append(removed)
