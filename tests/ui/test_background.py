"""Work off the screen's thread: who hears of what, on which thread, and that nothing is left running."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizapp.errors import QuizError
from quizapp.ui import background
from quizapp.ui.background import Cancelled, Report, Task, TaskRunner


class Listener(QObject):
    """Keeps what a task tells, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, Any]] = []
        self.threads: set[int] = set()

    def listen(self, task: Task) -> None:
        task.progressed.connect(self.progressed)
        task.done.connect(self.done)
        task.failed.connect(self.failed)
        task.cancelled.connect(self.cancelled)
        task.finished.connect(self.finished)

    def _hear(self, name: str, value: Any = None) -> None:
        self.heard.append((name, value))
        self.threads.add(threading.get_ident())

    def progressed(self, done: int, total: int) -> None:
        self._hear("progressed", (done, total))

    def done(self, result: object) -> None:
        self._hear("done", result)

    def failed(self, sentence: object) -> None:
        self._hear("failed", str(sentence))

    def cancelled(self) -> None:
        self._hear("cancelled")

    def finished(self) -> None:
        self._hear("finished")

    def names(self) -> list[str]:
        return [name for name, _ in self.heard if name != "progressed"]


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.shut_down()


@pytest.fixture
def listener() -> Listener:
    return Listener()


def _until_cancelled(report: Report) -> None:
    while True:
        time.sleep(0.001)
        report(1, 10)


def _run(qtbot: QtBot, runner: TaskRunner, listener: Listener, work: Callable[[Report], Any]) -> None:
    listener.listen(runner.start(work))
    qtbot.waitUntil(lambda: ("finished", None) in listener.heard, timeout=10_000)


def test_the_result_comes_on_the_thread_of_the_screen(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    _run(qtbot, runner, listener, lambda report: threading.get_ident())
    assert listener.names() == ["done", "finished"]
    assert listener.threads == {threading.get_ident()}
    assert listener.heard[0][1] != threading.get_ident(), "but the work itself ran on another"


def test_progress_is_told_in_batches_and_at_the_end(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    def work(report: Report) -> None:
        for done in range(1, 100_001):
            report(done, 100_000)

    _run(qtbot, runner, listener, work)
    told = [value for name, value in listener.heard if name == "progressed"]
    assert told[-1] == (100_000, 100_000)
    assert len(told) < 1_000


def test_what_is_cancelled_stops_at_its_next_word(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    task = runner.start(_until_cancelled)
    listener.listen(task)
    qtbot.waitUntil(lambda: bool(listener.heard))
    task.cancel()
    qtbot.waitUntil(lambda: ("finished", None) in listener.heard)
    assert listener.names() == ["cancelled", "finished"]


def test_what_waits_and_is_cancelled_is_never_begun(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    first = runner.start(_until_cancelled)
    begun: list[bool] = []
    second = runner.start(lambda report: begun.append(True))
    listener.listen(second)
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: ("finished", None) in listener.heard)
    assert (listener.names(), begun) == (["cancelled", "finished"], [])


def test_work_can_tidy_up_when_it_is_cancelled(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    tidied: list[bool] = []

    def work(report: Report) -> None:
        try:
            _until_cancelled(report)
        except Cancelled:
            tidied.append(True)
            raise

    task = runner.start(work)
    listener.listen(task)
    qtbot.waitUntil(lambda: bool(listener.heard))
    task.cancel()
    qtbot.waitUntil(lambda: ("cancelled", None) in listener.heard)
    assert tidied == [True]


def test_an_expected_failure_is_told_as_a_sentence(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    def work(report: Report) -> None:
        raise QuizError("The file {name} is gone.", name="x.csv")

    _run(qtbot, runner, listener, work)
    assert listener.heard == [("failed", "The file x.csv is gone."), ("finished", None)]


def test_a_bug_is_reported_on_the_thread_of_the_screen_and_told(
    qtbot: QtBot, runner: TaskRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[tuple[object, int]] = []
    hook = lambda kind, error, trace: reported.append((kind, threading.get_ident()))  # noqa: E731
    monkeypatch.setattr(sys, "excepthook", hook)
    _run(qtbot, runner, listener, lambda report: 1 // 0)
    assert reported == [(ZeroDivisionError, threading.get_ident())]
    assert "fault in the program" in listener.heard[0][1]
    assert listener.names() == ["failed", "finished"]


def test_one_thing_runs_after_another(qtbot: QtBot, runner: TaskRunner) -> None:
    running, most = 0, 0

    def work(report: Report) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        time.sleep(0.002)
        running -= 1

    left = {runner.start(work) for _ in range(10)}
    for task in left.copy():
        task.finished.connect(lambda task=task: left.discard(task))
    qtbot.waitUntil(lambda: not left)
    assert most == 1


def test_a_listener_that_is_gone_hears_nothing_and_harms_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    gone = Listener()
    task = runner.start(_until_cancelled)
    gone.listen(task)
    gone.deleteLater()
    qtbot.wait(20)
    ended: list[bool] = []
    task.finished.connect(lambda: ended.append(True))
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended))


def test_shutting_down_ends_everything_and_waits_for_it() -> None:
    runner = TaskRunner()
    ends: list[str] = []

    def work(report: Report) -> None:
        try:
            _until_cancelled(report)
        finally:
            ends.append("ended")

    runner.start(work)
    while runner._pool.activeThreadCount() == 0:
        time.sleep(0.001)
    time.sleep(0.02)
    runner.start(work)
    runner.shut_down()
    assert ends == ["ended"], "the second never began"
    assert runner._pool.activeThreadCount() == 0


def test_python_switches_threads_as_usual_once_nothing_runs(
    qtbot: QtBot, runner: TaskRunner, listener: Listener
) -> None:
    usual = sys.getswitchinterval()
    _run(qtbot, runner, listener, lambda report: sys.getswitchinterval())
    assert listener.heard[0][1] < usual
    qtbot.waitUntil(lambda: sys.getswitchinterval() == usual)
    runner.start(_until_cancelled)
    runner.shut_down()
    assert sys.getswitchinterval() == usual


def test_a_task_is_there_until_its_thread_has_left_it(
    qtbot: QtBot, runner: TaskRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It told of its end by a signal of an object that was taken away meanwhile: once in a while that was a crash."""
    left: list[str] = []
    do = Task._do  # pyright: ignore[reportPrivateUsage]

    def do_and_leave_slowly(task: Task) -> None:
        do(task)
        time.sleep(0.05)
        left.append(task.objectName())  # a RuntimeError where the object is gone

    monkeypatch.setattr(Task, "_do", do_and_leave_slowly)
    task = runner.start(lambda report: None)
    task.setObjectName("still there")
    listener.listen(task)
    qtbot.waitUntil(lambda: "finished" in listener.names())
    qtbot.waitUntil(lambda: bool(left))
    assert left == ["still there"]


# Whose turn it is


def test_the_work_stands_still_until_the_screen_has_had_its_turn(
    qtbot: QtBot, runner: TaskRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_TURN_EVERY_S", 0.0)
    monkeypatch.setattr(background, "_PATIENCE_S", 60.0)
    begun, went_on = threading.Event(), threading.Event()

    def work(report: Report) -> None:
        begun.set()
        report(1, 10)
        went_on.set()

    listener.listen(runner.start(work))
    assert not begun.wait(0.05), "the screen is busy with this test, so the work waits at its first report"
    qtbot.waitUntil(went_on.is_set, timeout=10_000)


def test_the_turn_of_the_screen_lasts_until_it_has_painted(
    qtbot: QtBot, runner: TaskRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the work goes on while a verdict is laid out and painted, and both take twice as long."""
    monkeypatch.setattr(background, "_TURN_EVERY_S", 0.0)
    monkeypatch.setattr(background, "_PATIENCE_S", 60.0)
    button = Painted()
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    went_on_while_painting: list[bool] = []

    def work(report: Report) -> None:
        for done in range(20):
            report(done, 20)
            went_on_while_painting.append(any(is_painting_soon(button)))
            button.told.emit(str(done))  # what is shown of it is painted after all other events

    listener.listen(runner.start(work))
    qtbot.waitUntil(lambda: "finished" in listener.names(), timeout=30_000)
    assert button.painted > 1
    assert went_on_while_painting == [False] * 20


def is_painting_soon(button: Painted) -> Iterator[bool]:
    for _ in range(10):
        time.sleep(0.001)
        yield button.is_painting


class Painted(QPushButton):
    """A button that takes its time to paint what it is told."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__("Who?")
        self.is_painting, self.painted = False, 0
        self.told.connect(self.setText)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.is_painting = True
        super().paintEvent(event)
        time.sleep(0.02)  # the work could go on now
        self.painted += 1
        self.is_painting = False


def test_a_screen_that_is_busy_for_long_does_not_hold_up_the_work(
    runner: TaskRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_TURN_EVERY_S", 0.0)
    monkeypatch.setattr(background, "_PATIENCE_S", 0.01)
    went_on = threading.Event()

    def work(report: Report) -> None:
        for done in range(100):
            report(done, 100)
        went_on.set()

    listener.listen(runner.start(work))
    assert went_on.wait(60), "although nothing is done on the screen's thread meanwhile"


def test_that_all_is_done_is_told_once(qtbot: QtBot, runner: TaskRunner, listener: Listener) -> None:
    def work(report: Report) -> None:
        for _ in range(100):
            report(10, 10)

    _run(qtbot, runner, listener, work)
    assert 1 <= listener.heard.count(("progressed", (10, 10))) < 100
