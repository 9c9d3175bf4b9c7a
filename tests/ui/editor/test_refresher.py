"""Problems and numbers are brought up to date in pieces, again after changes, and the table is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.ui.editor import refresher
from quizapp.ui.editor.refresher import Refresher


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


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresher, "_PIECE_S", 0.003)
    monkeypatch.setattr(refresher, "_PAUSE_MS", 1)
    monkeypatch.setattr(refresher, "_AT_FIRST_MS", 1)
    monkeypatch.setattr(refresher, "_QUIET_MS", 5)


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

    made_one = made(qtbot, Full(), qapp)
    with qtbot.waitSignal(made_one.failed):
        made_one.start()
