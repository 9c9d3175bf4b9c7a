"""Cancel and failures at every stage: a sentence, and nothing that was decided is lost."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError, QuizError
from quizapp.game.plans import Fate

from .import_rig import FakeTransfer, Rig, item, plan_of

FILE = Path("things.json")


def _slowly(report: Callable[[int, int], None]) -> None:
    while True:
        time.sleep(0.002)
        report(10, 100)


@pytest.fixture
def transfer() -> FakeTransfer:  # pyright: ignore[reportIncompatibleVariableOverride]
    return FakeTransfer(plan_of([item(1), item(2, Fate.DUPLICATE), item(3)]))


def test_reading_is_cancelled_with_escape_and_can_be_begun_again(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    transfer.during = _slowly
    rig.window.add_files([FILE])
    rig.press("Read the files")
    rig.until(lambda: rig.window._list.bar.per_cent() == 10)
    rig.key(Qt.Key.Key_Escape)
    rig.wait_for("choose")
    assert "as it was before" in rig.said()
    transfer.during = lambda report: None
    rig.press("Read the files")
    rig.wait_for("plan")


def test_writing_is_cancelled_with_escape_and_the_plan_is_still_there(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    rig.read(FILE)
    rig.show("All 3")
    rig.table.go_to(0)
    rig.key(Qt.Key.Key_Space)
    transfer.during = _slowly
    rig.press("Import 1")
    rig.until(lambda: rig.window._list.bar.per_cent() == 10)
    rig.key(Qt.Key.Key_Escape)
    rig.wait_for("plan")
    assert "as it was before" in rig.said()
    assert (transfer.committed, rig.model.tally.chosen) == ([], 1)
    transfer.during = lambda report: None
    rig.press("Import 1")
    rig.wait_for("report")
    assert transfer.committed == [[3]]


def test_nothing_can_be_ticked_while_it_is_written(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    rig.read(FILE)
    go_on = threading.Event()
    transfer.during = lambda report: go_on.wait(10)
    rig.press("Import 2")
    rig.table.selectAll()
    rig.table.toggle()
    assert rig.model.tally.chosen == 2
    go_on.set()
    rig.wait_for("report")
    assert transfer.committed == [[1, 3]]


def test_a_file_that_cannot_be_read_is_told_and_another_can_be_chosen(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    transfer.plan_fails = QuizError("things.json cannot be read (gone); nothing was imported. Choose another file.")
    rig.window.add_files([FILE])
    rig.press("Read the files")
    rig.wait_for("choose")
    assert "cannot be read" in rig.said()
    assert rig.window._choose.paths() == [FILE]


def test_a_full_disk_while_writing_is_told_and_it_can_be_tried_again(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    rig.read(FILE)
    transfer.commit_fails = BankError("The disk is full. Nothing was lost; free some space and try again.")
    rig.press("Import 2")
    rig.wait_for("plan")
    assert "disk is full" in rig.said()
    transfer.commit_fails = None
    rig.press("Import 2")
    rig.wait_for("report")


def test_a_fault_of_the_program_leaves_the_window_usable(
    qtbot: QtBot, transfer: FakeTransfer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = Rig(qtbot, transfer)
    rig.read(FILE)
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(kind))
    transfer.commit_fails = KeyError("fault")
    rig.press("Import 2")
    rig.wait_for("plan")
    assert reported == [KeyError]
    assert "fault in the program" in rig.said()


def test_closing_while_it_writes_cancels_first(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    rig.read(FILE)
    transfer.during = _slowly
    rig.press("Import 2")
    rig.until(lambda: rig.window._list.bar.per_cent() == 10)
    rig.window.close()
    assert rig.window.isVisible(), "until it is sure that nothing was written"
    rig.wait_for("plan")
    rig.window.close()
    assert not rig.window.isVisible()


def test_files_dropped_while_others_are_decided_about_do_not_push_them_away(
    qtbot: QtBot, transfer: FakeTransfer
) -> None:
    rig = Rig(qtbot, transfer)
    rig.read(FILE)
    rig.window.add_files([Path("other.json")])
    assert rig.stage == "plan"
    assert "Finish or close this import" in rig.said()


def test_a_plan_of_nothing_says_so(qtbot: QtBot) -> None:
    rig = Rig(qtbot, FakeTransfer(plan_of([])))
    rig.read(FILE)
    assert not rig.window._foot.main.isEnabled()
    assert rig.window._list._empty.isVisible()


def test_a_bank_that_cannot_be_read_is_told_when_the_window_opens(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    rig.window.close()
    transfer.packs = lambda: (_ for _ in ()).throw(BankError("The bank is locked. Try again."))
    rig.window.bring_forward()
    assert "locked" in rig.said()


def test_the_program_can_end_in_the_middle(qtbot: QtBot, transfer: FakeTransfer) -> None:
    rig = Rig(qtbot, transfer)
    transfer.during = _slowly
    rig.window.add_files([FILE])
    rig.press("Read the files")
    rig.until(lambda: rig.window._list.bar.per_cent() == 10)
    rig.window.give_up()
    rig.runner.shut_down()
    assert rig.runner._pool.activeThreadCount() == 0


def test_enter_pressed_once_too_often_does_not_cancel(qtbot: QtBot) -> None:
    goes_on = threading.Event()
    transfer = FakeTransfer(plan_of([item(1)]))
    transfer.during = lambda report: goes_on.wait(20) and report(1, 1)
    rig = Rig(qtbot, transfer)
    rig.window.add_files([FILE])
    rig.key(Qt.Key.Key_Return)
    assert rig.stage == "reading"
    rig.key(Qt.Key.Key_Return)
    rig.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    goes_on.set()
    rig.wait_for("plan")
