"""The editor's service: one object that finds, writes, checks and changes questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.author.appeals import AppealQueue
from quizapp.author.beside import BesideOthers
from quizapp.author.bulk import Bulk
from quizapp.author.changing import Changing
from quizapp.author.checks import Checks
from quizapp.author.finding import Finding, Progress
from quizapp.author.history import History
from quizapp.author.merging import Merging
from quizapp.author.numbers import Numbers, save_table
from quizapp.author.packs import create_pack
from quizapp.author.replacing import Replacing
from quizapp.author.saving import Saving
from quizapp.author.uids import Uids
from quizapp.errors import BankError
from quizapp.game.authoring import BulkChange, Found, OpenAppeal, QuestionNumbers, ReplacePlan, ReplaceStep, Saved
from quizapp.game.draft import Draft, Problem
from quizapp.game.edits import Changed, ListRow, SavedSearch, Sort, UndoState
from quizapp.game.item_report import ItemRow
from quizapp.game.likeness import Sought, usual_likeness
from quizapp.game.question import Media, PackInfo
from quizapp.game.records import Appeal
from quizapp.game.search import Known
from quizapp.game.stored import Revision, StoredQuestion

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock

_BY_UID = Sort()


class Author:
    """Everything the editor does with questions. GUI thread only, where nothing else is said.

    Methods that write raise QuizError with a sentence where something cannot be done, among them StaleRevisionError
    with the question as it is now when another window or program changed it first, and BankError when the bank cannot
    be written. Nothing is changed then, and the same call can be made again. What gives a `Changed` is one step of
    undo; its `change_id` is 0 where nothing was different.
    """

    def __init__(self, bank: Bank, clock: Clock, least_likeness: Callable[[], int] = usual_likeness) -> None:
        """`least_likeness` is asked from which likeness on two questions are near-duplicates, in per cent."""
        self._bank = bank
        self._clock = clock
        self._is_swept = False
        changing, uids = Changing(bank), Uids(bank)
        self._finding = Finding(bank, clock)
        self._checks = Checks(bank, clock, changing, least_likeness)
        self._beside = BesideOthers(bank, clock, self._checks)
        self._saving = Saving(bank, clock, changing, self._checks, uids)
        self._bulk = Bulk(changing, uids)
        self._merging = Merging(changing)
        self._replacing = Replacing(bank, clock, changing)
        self._appeals = AppealQueue(bank, changing)
        self._history = History(bank, changing, self._appeals)
        self._media = bank.media
        self._numbers = Numbers(bank)

    # Packs

    def packs(self) -> tuple[PackInfo, ...]:
        """Every pack, by title."""
        return self._bank.packs.all()

    def create_pack(self, info: PackInfo) -> PackInfo:
        """A new, empty pack, its texts tidied; QuizError when the description is unusable or the id is taken."""
        return create_pack(self._bank, info)

    # Find

    def find(self, text: str, sort: Sort = _BY_UID, *, limit: int | None = None) -> Found:
        """The rows that a search finds, in this order; never raises for its text, which may be any.

        Retired questions are left out unless the search says something of `state`. `limit`: only the first rows,
        which is faster.
        """
        return self._finding.find(text, sort, limit)

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        """The rows of these ids as the table shows them, in their order; ids that are gone are left out."""
        return self._finding.rows(ids)

    def uids(self, ids: Sequence[int]) -> list[str]:
        """The uids of the questions in these rows, in their order; ids that are gone are left out."""
        return self._finding.uids(ids)

    def row_ids(self, uids: Iterable[str]) -> dict[str, int]:
        """The ids of the rows of these questions, by uid."""
        return self._finding.row_ids(uids)

    def known(self, pack_id: str | None = None) -> Known:
        """The categories, tags and packs there are, for completion."""
        return self._finding.known(pack_id)

    def refresh(self, progress: Progress | None = None) -> int:
        """Brings the column of problems up to date, and gives how many questions that changed.

        To be called when the editor opens and after changes: spoilers and near-duplicates are looked for beside all
        other questions. `progress(done, total)` may raise to stop; what was done stays, and the next call goes on.
        The first time it ends with `sweep_media`.
        """
        done = self._finding.refresh(progress) + self._beside.refresh(progress)
        if not self._is_swept:
            self._is_swept = True
            with suppress(BankError):  # there is time until the next start
                self.sweep_media()
        return done

    def refresh_numbers(self, progress: Progress | None = None) -> int:
        """Brings the columns of numbers up to date, and gives how many questions were counted. One thread at a time.

        Only questions of which something was played, changed or taken away since are counted. `progress(done, total)`
        may raise to stop; what was done stays, and the next call goes on.
        """
        return self._finding.refresh_numbers(progress)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches kept under a name."""
        return self._finding.saved()

    def keep_search(self, name: str, text: str) -> None:
        """Keeps a search, in the place of one of the same name; QuizError for a name that cannot be."""
        self._finding.keep(name, text)

    def remove_search(self, name: str) -> None:
        """Forgets the search kept under this name."""
        self._finding.remove(name)

    def get(self, uid: str) -> StoredQuestion | None:
        """The question as it is in the bank now; None when it is unknown or cannot be understood."""
        self._saving.opened(uid)
        return self._bank.questions.stored(uid)

    def get_many(self, uids: Iterable[str]) -> dict[str, StoredQuestion]:
        """These questions as they are in the bank now, by uid."""
        return self._bank.questions.stored_many(list(uids))

    def near_duplicates(self, pack_id: str) -> Iterator[Sought]:
        """Looks for questions of a pack, without those in the bin, that ask nearly the same, a step for each question.

        The caller may take its time between two steps. All of it grows with the square of the questions that share a
        key. QuizError and BankError come out of a step.
        """
        return self._checks.near_duplicates(pack_id)

    # Write

    def new(self, pack_id: str, kind: str, category: str = "") -> Draft:
        """An empty question with a uid of its own, not yet in the bank.

        Without `category` it gets that of the last new question in this pack, at first the pack's first one.
        """
        return self._saving.new(pack_id, kind, category)

    def check(self, draft: Draft, pack_id: str) -> tuple[Problem, ...]:
        """Everything wrong with a question, errors before warnings.

        The `uid` of a problem is the question's own, but for near-duplicates the other question's.
        """
        return self._checks.check(draft, pack_id)

    def save(self, draft: Draft, *, pack_id: str, seen_revision: int, live: bool | None = None) -> Saved:
        """Writes a question as it is being typed; `seen_revision` is what the form set out from, 0 for a new question.

        It becomes live when it has no errors, else it is kept as a draft, which is never drawn; a retired one stays
        retired. `live=False` keeps it a draft in any case, `live=True` also brings a retired one back. Saves of one
        question within two seconds of each other are one step of undo. Control characters and invisible marks are
        taken out of the texts. A new question gets another uid (`Saved.uid`) if a second program took its own.
        """
        return self._saving.save(draft, pack_id=pack_id, seen_revision=seen_revision, live=live)

    def add_media(self, draft: Draft, path: Path) -> Draft:
        """The draft with this picture, which is copied into the bank's media folder; a text that stands for it stays.

        PNG, JPEG, WebP and GIF up to 10 MB, by content whatever the name; QuizError for anything else.
        """
        alt = draft.media.alt if draft.media else ""
        return replace(draft, media=Media(self._media.add_file(path), alt))

    def sweep_media(self) -> tuple[str, ...]:
        """Deletes pictures that no question has or had, and that were added long ago; gives their names.

        None that undoing or the history of a question may need. BankError where the folder cannot be written.
        """
        return self._media.sweep(self._bank.revisions.pictures, self._clock.utc_ms())

    def media_path(self, image: str) -> Path | None:
        """The file of a `Media.image` of this bank; None when it is not there."""
        return self._media.find(image)

    # Change many

    def retire(self, uids: Iterable[str]) -> Changed:
        """Puts questions into the rubbish bin: kept with their history, never drawn."""
        return self._changed(self._bulk.retire(uids))

    def restore(self, uids: Iterable[str]) -> Changed:
        """Takes questions out of the rubbish bin: live, or drafts where they have errors."""
        return self._changed(self._bulk.restore(uids))

    def duplicate(self, uids: Iterable[str]) -> Changed:
        """Copies of these questions with uids of their own, in the order of `revisions`.

        They are drafts until they are saved, so that nobody is asked the same thing twice.
        """
        return self._changed(self._bulk.duplicate(uids))

    def move(self, uids: Iterable[str], pack_id: str) -> Changed:
        """Moves questions to another pack; their uids stay."""
        return self.change_many(uids, BulkChange(pack_id=pack_id))

    def set_field(self, uids: Iterable[str], field: str, value: Any) -> Changed:
        """Sets one of `authoring.SETTABLE`; QuizError for a value that would be an error in a question.

        A live question that gets errors becomes a draft, and a draft whose last error goes becomes live.
        """
        return self.change_many(uids, BulkChange({field: value}))

    def change_tags(self, uids: Iterable[str], add: Iterable[str] = (), remove: Iterable[str] = ()) -> Changed:
        """Adds and removes tags, whatever their case."""
        return self.change_many(uids, BulkChange(add_tags=tuple(add), remove_tags=tuple(remove)))

    def change_many(self, uids: Iterable[str], change: BulkChange) -> Changed:
        """All of this in one step; what holds for setting, tagging and moving alone holds for it."""
        return self._changed(self._bulk.change_many(uids, change))

    def merge(self, keep_uid: str, others: Iterable[str]) -> Changed:
        """Keeps one of some duplicates with the sources, tags and further answers of all, and retires the others."""
        return self._changed(self._merging.merge(keep_uid, others))

    def plan_replace(
        self,
        uids: Iterable[str] | None,
        find: str,
        replacement: str,
        fields: Collection[str],
        regex: bool = False,
        case: bool = False,
        progress: Progress | None = None,
    ) -> ReplacePlan:
        """What replacing would change in these fields (of `authoring.REPLACEABLE`); never raises for its texts.

        `uids` None: in all questions that are not retired. `regex`: both texts are expressions of the `regex` library.
        `case`: only what is written in the same case is found. `progress(done, total)` may raise to stop.
        """
        steps = self.replace_steps(uids, find, replacement, fields, regex, case)
        return self._replacing.plan(steps, find, replacement, progress)

    def replace_steps(
        self,
        uids: Iterable[str] | None,
        find: str,
        replacement: str,
        fields: Collection[str],
        regex: bool = False,
        case: bool = False,
    ) -> Iterator[ReplaceStep]:
        """The same in steps, one for each question; the caller may take its time between two of them.

        BankError comes out of a step.
        """
        return self._replacing.steps(uids, find, replacement, fields, is_regex=regex, match_case=case)

    def replace(self, plan: ReplacePlan, progress: Progress | None = None) -> Changed:
        """Carries out the hits of a plan; StaleRevisionError when one of its questions has changed since.

        `progress(done, total)` is told of questions made ready; all are written at once afterwards.
        """
        return self._changed(self._replacing.replace(plan, progress))

    # Go back

    def history(self, uid: str) -> tuple[Revision, ...]:
        """Every version of a question, newest first."""
        return self._history.of(uid)

    def back_to(self, uid: str, revision: int) -> Changed:
        """Makes a question what it was in an earlier version, which itself can be undone."""
        return self._changed(self._history.back_to(uid, revision))

    def undo(self) -> Changed | None:
        """Undoes the last change, also one of an earlier start; None when there is none.

        Questions that were changed otherwise since stay as they are, and `Changed.note` says so. QuizError when these
        are all: nothing is changed, the step is set aside and the next call goes on with the one before.
        """
        self._saving.end_typing()
        return self._history.undo()

    def redo(self) -> Changed | None:
        """Does again what was undone last; None when there is nothing. Otherwise as `undo`."""
        self._saving.end_typing()
        return self._history.redo()

    def undo_state(self) -> UndoState:
        """What can be undone and redone next."""
        return self._history.state()

    # Improve

    def appeals(self, pack_id: str | None = None) -> tuple[OpenAppeal, ...]:
        """The appeals that wait, of one pack or of all, oldest first."""
        return self._appeals.all(pack_id)

    def accept_variant(self, appeal: Appeal) -> Changed:
        """Takes the typed text as a further answer and settles the appeal and those that typed the same.

        QuizError where the question takes no further answers. Undoing also opens the appeals again.
        """
        return self._changed(self._appeals.accept(appeal))

    def settle(self, appeal: Appeal) -> Changed:
        """Takes an appeal out of the queue without changing the question; undoing opens it again."""
        return self._changed(self._appeals.settle(appeal))

    def numbers(self, uid: str) -> QuestionNumbers:
        """What the first answers say of the question as it is asked now, with the share of each option."""
        return self._numbers.of(uid)

    def analyse(self, progress: Progress) -> list[ItemRow]:
        """The same of every question that was answered and is not in the bin, by uid, as a report shows it. Any thread.

        All answers are counted anew: some seconds where there are a million. `progress(done, total)` may raise to stop.
        """
        return self._numbers.of_all(progress)

    def save_table(self, path: Path, rows: Sequence[Sequence[str | int | float | None]]) -> None:
        """Writes a table as CSV (UTF-8 with a mark, as spreadsheets want it), no cell of which is a formula.

        Any thread. The file is whole or as it was before; QuizError when it cannot be written.
        """
        save_table(path, rows)

    def _changed(self, changed: Changed) -> Changed:
        """Whatever else is done, what is typed next is a step of its own."""
        self._saving.end_typing()
        return changed
