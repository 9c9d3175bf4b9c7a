"""The one door to import and export, for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bank.backup import back_up
from quizapp.bank.disk_room import refuse_without_room, room_for_questions
from quizapp.formats.reading import Source
from quizapp.formats.registry import Format, recognised
from quizapp.game.edits import Sort
from quizapp.game.likeness import usual_likeness
from quizapp.game.mapping import Mapping, Preview
from quizapp.game.plans import ImportOptions, ImportPlan, ImportResult, PlanItem
from quizapp.game.question import PackInfo
from quizapp.game.search import parse
from quizapp.transfer.committing import commit_plan
from quizapp.transfer.comparing import rechecked
from quizapp.transfer.exporting import Export, ExportFormat, export_formats, plan_export, write_export
from quizapp.transfer.gathering import Part, gathered, parts
from quizapp.transfer.near import mark_near_duplicates
from quizapp.transfer.planning import Begun, Progress, plan_import, plan_part
from quizapp.transfer.sources import Chosen
from quizapp.transfer.tables import remember_mapping, table_preview, table_sample

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock

BACK_UP_FROM = 500
"""Questions of an import from which on the bank is backed up before."""


class Transfer:
    """Questions in and out of a bank. Any thread; every method raises QuizError with a sentence.

    `progress(done, total)` may raise to stop; nothing was written then.
    """

    def __init__(
        self, bank: Bank, backups: Path, clock: Clock, least_likeness: Callable[[], int] = usual_likeness
    ) -> None:
        """`least_likeness` is asked from which likeness on two questions are near-duplicates, in per cent."""
        self._bank = bank
        self._least_likeness = least_likeness
        self._backups = backups
        self._clock = clock

    # In

    def table(self, paths: Sequence[Path]) -> Preview | None:
        """The first rows of the first table among these files, and what its columns are taken for; None without one."""
        found = self._first_table(paths)
        return table_preview(self._bank, *found) if found is not None else None

    def plan(
        self,
        paths: Sequence[Path],
        options: ImportOptions,
        progress: Progress,
        begun: Begun | None = None,
        place: int | None = None,
    ) -> ImportPlan:
        """What importing these files and folders would do; nothing is written but the columns of a table told.

        `begun` is given the plan before its first question, so that others can look on while it grows at its end.
        `place`: which of the `parts` it is, from 0, where there may be several; the plan says what comes afterwards.
        """
        return plan_import(self._bank, paths, options, progress, begun, place)

    def parts(self, paths: Sequence[Path]) -> list[Part]:
        """What of these files and folders is imported one after the other: each pack of our own, and all the rest."""
        return parts(gathered(paths))

    def plan_part(self, part: Part, options: ImportOptions, progress: Progress) -> ImportPlan:
        """As `plan`, of one of the `parts`; to be made when those before it are written: it is compared with them."""
        return plan_part(self._bank, part, options, progress)

    def sample(self, paths: Sequence[Path], mapping: Mapping, count: int) -> tuple[PlanItem, ...]:
        """The first so many questions of the first table, as they would be understood; not compared with the bank."""
        found = self._first_table(paths)
        return table_sample(*found, mapping, count) if found is not None else ()

    def remember(self, paths: Sequence[Path], mapping: Mapping) -> None:
        """Keeps what the columns of the first table are, for the next file with the same header."""
        found = self._first_table(paths)
        if found is not None:
            remember_mapping(self._bank, *found, mapping)

    def _first_table(self, paths: Sequence[Path]) -> tuple[Source, Format] | None:
        for chosen in gathered(paths):
            if isinstance(chosen, Chosen):
                source = chosen.source()
                found = recognised(source)
                if found is not None and found.has_mapping:
                    return source, found
        return None

    def change(self, plan: ImportPlan, items: Iterable[PlanItem], **changes: object) -> None:
        """Sets category, tags, episode or difficulty of these items of a plan, and checks them again."""
        rechecked(self._bank, plan, items, **changes)

    def near_duplicates(self, plan: ImportPlan) -> Iterator[tuple[int, int]]:
        """Looks for new questions that ask nearly what others do, and notes it in `like`: (done, total) at each step.

        The caller may take its time between two steps.
        """
        return mark_near_duplicates(self._bank, plan, self._least_likeness())

    def commit(self, plan: ImportPlan, progress: Progress) -> ImportResult:
        """Writes what is chosen in a plan, as one step of undo; the bank is backed up before a large one."""
        count = len(plan.chosen())
        if count > BACK_UP_FROM:
            path = self._bank.path
            refuse_without_room(path, path.stat().st_size + room_for_questions(path, count))
            back_up(path, self._backups, reason="import", now_ms=self._clock.utc_ms())
        return commit_plan(self._bank, plan, progress)

    # Out

    def packs(self) -> tuple[PackInfo, ...]:
        """Every pack, by title."""
        return self._bank.packs.all()

    def formats(self) -> tuple[ExportFormat, ...]:
        """Every format that can be written."""
        return export_formats()

    def unpublished(self) -> frozenset[str]:
        """The ids of packs that nobody published: a file that is called so may go into one unasked."""
        return frozenset(info.id for info in self.packs() if self._bank.packs.shipped_digest(info.id) is None)

    def uids_of_pack(self, pack_id: str) -> tuple[str, ...]:
        """The questions of a pack, without those in the rubbish bin."""
        return tuple(each.question.uid for each in self._bank.questions.of_pack(pack_id) if each.state != "retired")

    def uids_found(self, search: str) -> tuple[str, ...]:
        """The questions that a search of the editor finds."""
        ids = self._bank.search.ids(parse(search, self._clock.today()), Sort(), self._clock.utc_ms())
        return tuple(row.uid for row in self._bank.search.rows(ids))

    def prompts(self, uids: Sequence[str]) -> dict[str, str]:
        """How these questions are asked, by uid."""
        return {uid: each.question.prompt for uid, each in self._bank.questions.stored_many(uids).items()}

    def plan_export(self, uids: Sequence[str], format_id: str) -> Export:
        """The files these questions make in a format, and all that is not in them; nothing is written."""
        return plan_export(self._bank, uids, format_id)

    def write(self, export: Export, to: Path) -> None:
        """Writes planned files: one file, or into a folder."""
        write_export(export, to)
