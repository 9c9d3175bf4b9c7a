"""The import window over a real bank or a made-up transfer, and hands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from quizapp.errors import QuizError, Sentence
from quizapp.game.draft import Draft, Problem
from quizapp.game.mapping import Mapping, Preview
from quizapp.game.plans import Fate, ImportOptions, ImportPlan, ImportResult, PlanItem
from quizapp.game.question import Category, Distractor, PackInfo
from quizapp.transfer.transfer import Transfer
from quizapp.ui.background import TaskRunner
from quizapp.ui.imports.import_window import ImportWindow
from quizapp.ui.imports.plan_model import Column
from tests.author.conftest import Desk

INFO = PackInfo("things", "Things", "1", categories=(Category("leaves", "Leaves"),))
WAIT_MS = 20_000


def draft(number: int, **changes: Any) -> Draft:
    """A single choice."""
    values: dict[str, Any] = {
        "uid": f"things/{number}",
        "kind": "single_choice",
        "category": "leaves",
        "prompt": f"Which thing is number {number}?",
        "answers": (f"Thing {number}",),
        "distractors": (Distractor("No thing"), Distractor("Any thing")),
    }
    return Draft(**(values | changes))


def item(number: int, fate: Fate = Fate.NEW, problems: Sequence[Problem] = (), **changes: Any) -> PlanItem:
    """A question of the file, ticked as it is at first."""
    made = PlanItem("things.json", number, fate, draft(number), tuple(problems), **changes)
    made.chosen = fate in (Fate.NEW, Fate.CHANGED, Fate.REMOVED)
    return made


def plan_of(items: Sequence[PlanItem], **changes: Any) -> ImportPlan:
    """A plan of these."""
    return ImportPlan(INFO, is_new=True, items=list(items), formats={"things.json": "Made up"}, **changes)


class FakeTransfer:
    """A transfer that does what it is told; each attribute ending in `_fails` is raised by its method."""

    def __init__(self, plan: ImportPlan | None = None) -> None:
        self.plan_given = plan or plan_of([])
        self.preview: Preview | None = None
        self.plan_fails: BaseException | None = None
        self.commit_fails: BaseException | None = None
        self.during: Callable[[Callable[[int, int], None]], object] = lambda report: None
        self.options: list[ImportOptions] = []
        self.remembered: list[Mapping] = []
        self.changes: list[tuple[int, dict[str, Any]]] = []
        self.committed: list[list[int]] = []

    def packs(self) -> tuple[PackInfo, ...]:
        return (INFO,)

    def unpublished(self) -> frozenset[str]:
        return frozenset({INFO.id})

    def table(self, paths: Sequence[Path]) -> Preview | None:
        return self.preview

    def sample(self, paths: Sequence[Path], mapping: Mapping, count: int) -> tuple[PlanItem, ...]:
        return (item(1), item(2))

    def remember(self, paths: Sequence[Path], mapping: Mapping) -> None:
        self.remembered.append(mapping)

    def plan(
        self,
        paths: Sequence[Path],
        options: ImportOptions,
        progress: Callable[[int, int], None],
        begun: Any = None,
        place: int | None = None,
    ) -> ImportPlan:
        self.options.append(options)
        self.during(progress)
        if self.plan_fails is not None:
            raise self.plan_fails
        return self.plan_given

    def change(self, plan: ImportPlan, items: Sequence[PlanItem], **changes: Any) -> None:
        self.changes += [(each.line, changes) for each in items]

    def near_duplicates(self, plan: ImportPlan) -> Iterator[tuple[int, int]]:
        yield from ()

    def commit(self, plan: ImportPlan, progress: Callable[[int, int], None]) -> ImportResult:
        self.during(progress)
        if self.commit_fails is not None:
            raise self.commit_fails
        chosen = plan.chosen()
        self.committed.append([each.line for each in chosen])
        return ImportResult(7, plan.info.id, len(chosen), 0, 0, len(plan.items) - len(chosen))


class Rig:
    """One import window."""

    def __init__(self, qtbot: QtBot, transfer: Any, undo: Any = None, draft_of: Any = None) -> None:
        self._qtbot = qtbot
        self.runner = TaskRunner()
        self.window = ImportWindow(
            transfer,
            self.runner,
            undo=undo or (lambda change_id: None),
            draft_of=draft_of or (lambda uid: None),
        )
        qtbot.addWidget(self.window, before_close_func=self._let_go)
        self.window.resize(980, 740)
        self.window.bring_forward()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _let_go(self, window: ImportWindow) -> None:
        self.runner.shut_down()
        window._is_touched = False

    @property
    def stage(self) -> str:
        """Where it is."""
        return self.window._stage

    @property
    def model(self) -> Any:
        """The rows."""
        return self.window._list.model

    @property
    def table(self) -> Any:
        """The table of rows."""
        return self.window._list.table

    def wait_for(self, stage: str) -> None:
        """Until it is there and nothing is being done."""
        self.until(lambda: self.stage == stage and not self.window._jobs.is_busy and not self.model.is_searching)

    def until(self, holds: Callable[[], bool]) -> None:
        """Until this holds."""
        self._qtbot.waitUntil(holds, timeout=WAIT_MS)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the keyboard works now."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)

    def press(self, words: str) -> None:
        """Presses the one button that begins so."""
        buttons = [each for each in self.window.findChildren(QAbstractButton) if each.isVisible()]
        found = [each for each in buttons if each.accessibleName().startswith(words)]
        assert len(found) == 1, [each.accessibleName() for each in buttons]
        assert found[0].isEnabled(), words
        found[0].click()

    def said(self) -> str:
        """What stands in the notice."""
        return self.window._head.said()

    def read(self, *paths: Path) -> None:
        """From files to their plan."""
        self.window.add_files(paths)
        self.press("Read the files")
        self.wait_for("plan")

    def show(self, segment: str) -> None:
        """Another segment."""
        self.press(segment)
        self.until(lambda: not self.model.is_searching)

    def cells(self, column: Column) -> list[str]:
        """A column from top to bottom."""
        return [str(self.model.index(row, column).data()) for row in range(self.model.rowCount())]


def undo_of(desk: Desk, bank: Any) -> Callable[[int], Sentence | None]:
    """Undoes the newest step where it is this one."""

    def undo(change_id: int) -> Sentence | None:
        author = desk.author(bank)
        if author.undo_state().undo_id != change_id:
            raise QuizError("Something else was changed since.")
        changed = author.undo()
        return changed.note if changed is not None else None

    return undo


def rig_with_bank(qtbot: QtBot, transfer: Transfer, desk: Desk, bank: Any) -> Rig:
    """The window as the program makes it."""

    def draft_of(uid: str) -> Draft | None:
        stored = bank.questions.stored(uid)
        return stored.question if stored is not None else None

    return Rig(qtbot, transfer, undo_of(desk, bank), draft_of)
