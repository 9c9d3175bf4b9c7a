"""Problems and numbers are brought up to date in pieces, again after changes, and the table is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.ui.background import TaskRunner
from quizapp.ui.editor import refresher
from quizapp.ui.editor.refresher import Refresher

if TYPE_CHECKING:
    from quizapp.author import Author


class Work:
    """So many steps, each as long as a piece may last; `anew` begins with the first each time."""

    def __init__(self, steps: int, *, anew: bool = False) -> None:
        self.left = self.steps = steps
        self.anew = anew
        self.calls = 0

    def refresh(self, progress: Callable[[int, int], None]) -> int:
        self.calls += 1
        self.left = self.steps if self.anew else self.left
        while self.left:
            time.sleep(0.002)
            self.left -= 1
            progress(self.steps - self.left, self.steps)
        return 0

    def refresh_numbers(self, progress: Any) -> int:
        return 0


class Counting(Work):
    """Nothing but numbers is to be brought up to date."""

    def __init__(self, steps: int) -> None:
        super().__init__(0)
        self.numbers = Work(steps)
        self.threads: set[int] = set()

    def refresh_numbers(self, progress: Callable[[int, int], None]) -> int:
        self.threads.add(threading.get_ident())
        self.numbers.refresh(progress)
        return 1


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresher, "_PIECE_S", 0.003)
    monkeypatch.setattr(refresher, "_COUNTED_S", 0.003)
    monkeypatch.setattr(refresher, "_PAUSE_MS", 1)
    monkeypatch.setattr(refresher, "_AT_FIRST_MS", 1)
    monkeypatch.setattr(refresher, "_QUIET_MS", 5)


@pytest.fixture
def tasks(qapp: QObject) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shut_down()


def made(qtbot: QtBot, author: Any, qapp: QObject) -> Refresher:
    return Refresher(author, qapp)


@pytest.mark.parametrize("anew", [False, True])
def test_work_is_done_in_pieces_and_told_at_the_end(qtbot: QtBot, qapp: QObject, anew: bool) -> None:
    work = Work(20, anew=anew)
    made_one = made(qtbot, work, qapp)
    with qtbot.waitSignal(made_one.refreshed):
        made_one.start()
    qtbot.waitUntil(lambda: not work.left)
    assert work.calls > 2


def test_without_news_nothing_is_told(qtbot: QtBot, qapp: QObject) -> None:
    work = Work(0)
    made_one = made(qtbot, work, qapp)
    with qtbot.assertNotEmitted(made_one.refreshed):
        made_one.start()
        qtbot.waitUntil(lambda: work.calls == 1)


def test_after_changes_it_looks_again_once_they_have_ended(qtbot: QtBot, qapp: QObject) -> None:
    work = Work(1)
    made_one = made(qtbot, work, qapp)
    for _ in range(5):
        made_one.start_soon()
    with qtbot.waitSignal(made_one.refreshed):
        pass
    assert work.calls == 1


def test_a_failure_ends_it_and_is_told(qtbot: QtBot, qapp: QObject) -> None:
    class Full:
        def refresh(self, progress: object) -> int:
            raise BankError("The disk is full.")

        def refresh_numbers(self, progress: object) -> int:
            return 0

    made_one = made(qtbot, Full(), qapp)
    with qtbot.waitSignal(made_one.failed):
        made_one.start()


def test_numbers_are_counted_in_pieces_off_the_screens_thread(qtbot: QtBot, qapp: QObject, tasks: TaskRunner) -> None:
    work = Counting(20)
    made_one = Refresher(cast("Author", work), qapp, lambda: tasks)
    with qtbot.waitSignal(made_one.refreshed):
        made_one.start()
    qtbot.waitUntil(lambda: not work.numbers.left)
    assert work.numbers.calls > 2
    assert threading.get_ident() not in work.threads


def test_what_others_want_done_comes_between_two_pieces_of_counting(
    qtbot: QtBot, qapp: QObject, tasks: TaskRunner
) -> None:
    work = Counting(1_000_000)
    made_one = Refresher(cast("Author", work), qapp, lambda: tasks)
    made_one.start()
    qtbot.waitUntil(lambda: work.numbers.calls > 1)
    task = tasks.start(lambda report: work.numbers.left)
    with qtbot.waitSignal(task.done) as ended:
        pass
    assert ended.args
    assert ended.args[0] > 0
    made_one.stop()


def test_what_is_changed_while_it_counts_is_counted_too(qtbot: QtBot, qapp: QObject, tasks: TaskRunner) -> None:
    work = Counting(3)
    made_one = Refresher(cast("Author", work), qapp, lambda: tasks)
    made_one.start()
    qtbot.waitUntil(lambda: work.numbers.calls > 0)
    calls = work.numbers.calls
    made_one.start_soon()
    qtbot.waitUntil(lambda: not work.numbers.left and work.numbers.calls > calls)


def test_counting_ends_when_the_window_is_closed(qtbot: QtBot, qapp: QObject, tasks: TaskRunner) -> None:
    work = Counting(1_000_000)
    made_one = Refresher(cast("Author", work), qapp, lambda: tasks)
    made_one.start()
    qtbot.waitUntil(lambda: work.numbers.calls > 0)
    made_one.stop()
    with qtbot.waitSignal(tasks.start(lambda report: None).done):
        pass
    left = work.numbers.left
    qtbot.wait(20)
    assert work.numbers.left == left


def test_a_failure_of_counting_is_told(qtbot: QtBot, qapp: QObject, tasks: TaskRunner) -> None:
    class Full(Work):
        def refresh_numbers(self, progress: Any) -> int:
            raise BankError("The disk is full.")

    made_one = Refresher(cast("Author", Full(0)), qapp, lambda: tasks)
    with qtbot.waitSignal(made_one.failed):
        made_one.start()
