"""What the import window has done in the background: reading, looking for columns, writing, undoing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.game.mapping import Mapping, Preview
from quizapp.game.plans import ImportOptions, ImportPlan, ImportResult, PlanItem
from quizapp.game.question import Category
from quizapp.ui.background import Report
from quizapp.ui.editor.new_pack_dialog import slug

if TYPE_CHECKING:
    from quizapp.transfer.transfer import Transfer

_AT_ONCE = 200


class Planned(NamedTuple):
    """A plan and whether any of it needs a look, or none because the columns of the table have to be told first."""

    plan: ImportPlan | None
    needs_look: bool = False
    preview: Preview | None = None


class Reading:
    """Files on their way into a plan. `begun` is that plan as soon as it has its first questions."""

    def __init__(
        self, transfer: Transfer, paths: Sequence[Path], options: ImportOptions, *, asks_columns: bool, place: int = 0
    ) -> None:
        """With `asks_columns` a table whose columns cannot be guessed is not read.

        `place`: which part of the files, from 0, where they are imported one after the other.
        """
        self.begun: ImportPlan | None = None
        self._transfer = transfer
        self._paths = tuple(paths)
        self._options = options
        self._asks_columns = asks_columns
        self._place = place

    def __call__(self, report: Report) -> Planned:
        preview = None
        if self._options.mapping is not None:
            self._transfer.remember(self._paths, self._options.mapping)
        elif self._asks_columns:
            preview = self._transfer.table(self._paths)
            if preview is not None and preview.rows and not preview.mapping.is_usable:
                return Planned(None, preview=preview)
        plan = self._transfer.plan(self._paths, self._options, report, begun=self._begin, place=self._place)
        return Planned(plan, bool(plan.notes) or any(item.has_notes for item in plan.items), preview)

    def _begin(self, plan: ImportPlan) -> None:
        self.begun = plan


def preview_work(transfer: Transfer, paths: Sequence[Path]) -> Callable[[Report], Preview | None]:
    """The first rows of the first table among these files."""
    return lambda report: transfer.table(paths)


def sample_work(
    transfer: Transfer, paths: Sequence[Path], mapping: Mapping, count: int
) -> Callable[[Report], tuple[PlanItem, ...]]:
    """The first questions of that table as they would be understood."""
    return lambda report: transfer.sample(paths, mapping, count)


def near_work(transfer: Transfer, plan: ImportPlan) -> Callable[[Report], None]:
    """Marks questions that ask nearly what others do."""

    def work(report: Report) -> None:
        for done, total in transfer.near_duplicates(plan):
            report(done, total)

    return work


def write_work(transfer: Transfer, plan: ImportPlan) -> Callable[[Report], ImportResult]:
    """Writes what is chosen."""
    return lambda report: transfer.commit(plan, report)


def change_work(
    transfer: Transfer, plan: ImportPlan, items: Sequence[PlanItem], fields: dict[str, Any], tags: tuple[str, ...]
) -> Callable[[Report], None]:
    """Sets fields of these questions, and adds tags to those they have; a cancel leaves what is done until then."""

    def work(report: Report) -> None:
        for start in range(0, len(items), _AT_ONCE):
            report(start, len(items))
            piece = items[start : start + _AT_ONCE]
            if not tags:
                transfer.change(plan, piece, **fields)
                continue
            for own, group in _by_tags(piece).items():
                transfer.change(plan, group, **fields, tags=tuple(dict.fromkeys((*own, *tags))))

    return work


def _by_tags(items: Sequence[PlanItem]) -> dict[tuple[str, ...], list[PlanItem]]:
    found: dict[tuple[str, ...], list[PlanItem]] = {}
    for item in items:
        if item.draft is not None:
            found.setdefault(item.draft.tags, []).append(item)
    return found


def category_id(plan: ImportPlan, title: str) -> str:
    """The id of the category that is called so; the pack of the plan gets a new one where it has none."""
    for category in plan.info.categories:
        if title.casefold() in (category.title.casefold(), category.id.casefold()):
            return category.id
    taken = {category.id for category in plan.info.categories}
    stem = slug(title) or "category"
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    made = next(name for name in names if name not in taken)
    plan.info = replace(plan.info, categories=(*plan.info.categories, Category(made, title)))
    plan.info_changed = True
    return made
