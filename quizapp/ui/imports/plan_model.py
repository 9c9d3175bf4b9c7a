"""The questions of an import as rows: up to a million, of which only those in sight are put into words."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from quizapp.game.plans import CAN_BE_CHOSEN, Decision, Fate, ImportPlan, PlanItem
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.imports.likeness import LikePrompts, PromptOf, unknown
from quizapp.ui.imports.plan_words import Entry, outcome, place, reasons, shown_prompt

Segment = Literal["look", "added", "all"]
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

PIECE_S = 0.004
"""So long rows are looked through without a pause."""
_AT_ONCE = 200


class Column(IntEnum):
    """The columns in their order."""

    TICK = 0
    PLACE = 1
    RESULT = 2
    QUESTION = 3
    WHY = 4


class Tally:
    """How many questions are what."""

    __slots__ = (
        *("accepted", "chosen", "chosen_noted", "conflicts", "has_lines", "noted", "rejected", "same", "seen"),
        *("undecided", "waiting"),
    )

    def __init__(self) -> None:
        self.accepted = self.noted = self.rejected = self.same = 0
        self.chosen = self.chosen_noted = self.conflicts = self.seen = 0
        self.undecided = self.waiting = 0
        """Conflicts that nobody has decided about, and those of them that wait in the bank already."""
        self.has_lines = False
        """Whether they stand on different lines."""

    def add(self, item: PlanItem) -> None:
        """Count one more."""
        self.seen += 1
        self.chosen += item.chosen
        if item.fate is Fate.REJECTED:
            self.rejected += 1
        elif item.fate is Fate.UNCHANGED:
            self.same += 1
        elif item.has_notes:
            self.noted += 1
            self.chosen_noted += item.chosen
            self.conflicts += item.fate is Fate.CONFLICT
            self.undecided += item.is_undecided
            self.waiting += item.decision is Decision.WAITS
        else:
            self.accepted += 1

    @property
    def to_look_at(self) -> int:
        """Rejected, or with a note."""
        return self.rejected + self.noted

    def has_anything_to_note(self, *, waits: bool) -> bool:
        """Whether conflicts were decided, or are left and wait (`waits`) from now on; no question is written then."""
        return self.conflicts > self.undecided or (waits and self.undecided > self.waiting)


class PlanModel(QAbstractTableModel):
    """Rows are found and counted in pieces, so that the window answers meanwhile.

    `counted()` when `tally` has changed, `ticked()` when somebody ticked or unticked something.
    """

    counted = Signal()
    ticked = Signal()

    def __init__(self, parent: QObject | None = None, prompt_of: PromptOf = unknown) -> None:
        """`prompt_of` gives how the question of a uid in the bank begins, "" where there is none."""
        super().__init__(parent)
        self._prompts = LikePrompts(prompt_of)
        self._plan: ImportPlan | None = None
        self.is_done = False
        self.can_tick = False
        self.tally = Tally()
        self._fresh = self.tally
        self._segment: Segment = "all"
        self._search = ""
        self._rows = array("q")
        """Places of items; file notes are negative: -1 is the first."""
        self._sieved = 0
        self._several_files = self._is_one_line = False
        self._timer = QTimer(self, singleShot=True, interval=1)
        self._timer.timeout.connect(self._go_on)

    # What is shown

    def show_plan(self, plan: ImportPlan | None, *, is_done: bool = False) -> None:
        """Show this plan from its beginning; None shows nothing."""
        if plan is not self._plan:
            self._prompts.show_plan(plan)
        self._plan, self.is_done = plan, is_done
        self._is_one_line = False
        self.tally = self._fresh = Tally()
        self._sift()

    def look_again(self) -> None:
        """The plan has more items than before, or the same have changed in what they look like."""
        if self._plan is not None:
            several = len(self._plan.formats) > 1
            if several != self._several_files:
                self._several_files = several
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.PLACE, Column.PLACE)
        self._timer.start()

    def recount(self) -> None:
        """Something about the items has changed: count them again; until that is done the old numbers stand."""
        self._fresh = Tally()
        self._repaint()
        self._timer.start()

    def set_filter(self, segment: Segment, search: str) -> None:
        """Show the rows of this segment that say `search`."""
        self._segment, self._search = segment, search.casefold().strip()
        self._sift()

    def sift_again(self) -> None:
        """Find the rows of the filter anew."""
        self._sift()

    @property
    def is_searching(self) -> bool:
        """Whether rows are still being found or counted."""
        return self._timer.isActive()

    def entry(self, row: int) -> Entry | None:
        """What stands in a row."""
        if self._plan is None or not 0 <= row < len(self._rows):
            return None
        at = self._rows[row]
        return self._plan.items[at] if at >= 0 else self._plan.notes[-1 - at]

    def items(self, rows: Iterable[int]) -> list[PlanItem]:
        """The questions in these rows."""
        if self._plan is None:
            return []
        items = self._plan.items
        return [items[at] for row in rows if (at := self._rows[row]) >= 0]

    def row_of(self, entry: Entry | None) -> int:
        """The row of this very question, -1 where it is not shown."""
        return next((row for row in range(len(self._rows)) if self.entry(row) is entry), -1)

    def choose(self, items: Sequence[PlanItem], chosen: bool, *, decides: bool = True) -> None:
        """Tick or untick these, as far as they can be; that decides about the conflicts among them, or opens them."""
        if self._plan is None or not self.can_tick:
            return
        self.tally.chosen += sum(chosen - item.chosen for item in items if item.fate in CAN_BE_CHOSEN)
        self._plan.choose(items, chosen, decides=decides)
        self.recount()
        self.ticked.emit()
        self.counted.emit()

    # Finding rows

    def _sift(self) -> None:
        self.beginResetModel()
        self._rows = array("q")
        self._sieved = 0
        plan = self._plan
        self._several_files = plan is not None and len(plan.formats) > 1
        if plan is not None and self._segment != "added":
            notes = (-1 - at for at, note in enumerate(plan.notes) if self._says(note))
            self._rows.extend(notes)
        self.endResetModel()
        self._go_on()

    def _go_on(self) -> None:
        """One piece of counting and finding."""
        if self._plan is None:
            self.counted.emit()
            return
        items, end = self._plan.items, time.monotonic() + PIECE_S
        found = array("q")
        while time.monotonic() < end and (self._sieved < len(items) or self._fresh.seen < len(items)):
            for item in items[self._fresh.seen : self._fresh.seen + _AT_ONCE]:
                self._fresh.add(item)
                self._fresh.has_lines = self._fresh.has_lines or item.line != items[0].line
            stop = min(self._sieved + _AT_ONCE, len(items))
            found.extend(at for at in range(self._sieved, stop) if self._fits(items[at]))
            self._sieved = stop
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()
        is_over = self._sieved >= len(items) and self._fresh.seen >= len(items)
        if is_over:
            self.tally = self._fresh
            self._show_lines_or_numbers()
        else:
            self._timer.start()
        self.counted.emit()

    def _show_lines_or_numbers(self) -> None:
        """Questions that all stand on one line are counted instead."""
        is_one_line = self.tally.seen > 1 and not self.tally.has_lines
        if is_one_line != self._is_one_line:
            self._is_one_line = is_one_line
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.PLACE, Column.PLACE)
            self._repaint()

    def _fits(self, item: PlanItem) -> bool:
        if self._segment == "look" and not item.has_notes:
            return False
        if self._segment == "added" and not item.chosen:
            return False
        return not self._search or self._says(item)

    def _says(self, entry: Entry) -> bool:
        if not self._search:
            return True
        if isinstance(entry, PlanItem):
            if self._search in entry.shown_text.casefold():
                return True
            if entry.draft is not None and any(self._search in each.casefold() for each in entry.draft.answers):
                return True
        return any(self._search in text.casefold() for text in (*reasons(entry), entry.file))

    def _repaint(self) -> None:
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))

    def prompt_of(self, uid: str) -> str:
        """How the question of a uid begins, be it in the bank or in the files."""
        return self._prompts.of(uid)

    # What Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.TICK else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.TICK:
            return self._check_state(entry)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken_tick(entry) if column is Column.TICK else self._text(entry, column, index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            said = "\n".join(reasons(entry, self._prompts.of)) if column is Column.WHY else ""
            return tool_tip(said or self._text(entry, column, index.row()))
        return None

    def _text(self, entry: Entry, column: Column, row: int) -> str:
        match column:
            case Column.PLACE if self._is_one_line and not self._several_files:
                return str(self._rows[row] + 1) if self._rows[row] >= 0 else ""
            case Column.PLACE:
                return place(entry, with_file=self._several_files)
            case Column.RESULT:
                return outcome(entry, is_done=self.is_done).words
            case Column.QUESTION:
                return shown_prompt(entry)
            case Column.WHY:
                return " · ".join(reasons(entry, self._prompts.of))
            case _:
                return ""

    def _check_state(self, entry: Entry) -> Qt.CheckState | None:
        if not can_be_ticked(entry):
            return None
        chosen = isinstance(entry, PlanItem) and entry.chosen
        return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked

    def _spoken_tick(self, entry: Entry) -> str:
        if not can_be_ticked(entry):
            return ""
        chosen = isinstance(entry, PlanItem) and entry.chosen
        return self.tr("ticked") if chosen else self.tr("not ticked")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._titles()[Column(section)]
        return None

    def _titles(self) -> dict[Column, str]:
        return {
            Column.TICK: self.tr("Take"),
            Column.PLACE: self._place_title(),
            Column.RESULT: self.tr("Result"),
            Column.QUESTION: self.tr("Question"),
            Column.WHY: self.tr("Why"),
        }

    def _place_title(self) -> str:
        if self._several_files:
            return self.tr("File and line")
        return self.tr("No.") if self._is_one_line else self.tr("Line")

    @property
    def has_several_files(self) -> bool:
        """Whether the file is named in each row."""
        return self._several_files


def can_be_ticked(entry: Entry) -> bool:
    """Whether somebody can decide about it."""
    return isinstance(entry, PlanItem) and entry.fate in CAN_BE_CHOSEN
