"""What the window of backups promises: from when each is and why, and nothing is restored unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from quizapp.bank.backup import BackupFile
from quizapp.errors import BankError
from quizapp.ui import theme
from quizapp.ui.background import TaskRunner
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.settings.backups_window import BackupsWindow
from tests.ui.editor.dialogs_rig import opened
from tests.ui.page_host import acting, assert_nothing_cut, named
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
NEW = BackupFile(Path("bank-20261121-120000Z-hand.sqlite"), 1_795_262_400_000, "hand")
OLD = BackupFile(Path("bank-20261001-080000Z-migration.sqlite"), 1_790_841_600_000, "migration")


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


class Backups:
    """The backups there are, and a disk that may be full."""

    def __init__(self) -> None:
        self.files = [OLD]
        self.is_full = False

    def listed(self) -> list[BackupFile]:
        return self.files

    def make(self) -> Path:
        if self.is_full:
            raise BankError("The disk is full. Nothing was lost; free some space and try again.")
        self.files = [NEW, OLD]
        return NEW.path


@pytest.fixture
def backups() -> Backups:
    return Backups()


@pytest.fixture
def window(qtbot: QtBot, backups: Backups) -> Iterator[BackupsWindow]:
    tasks = TaskRunner()
    yield opened(qtbot, BackupsWindow(backups.listed, backups.make, tasks))
    tasks.shut_down()


def rows(window: BackupsWindow) -> list[str]:
    return [window._list.item(row).text() for row in range(window._list.count())]


def test_each_says_from_when_it_is_and_why_it_was_made(window: BackupsWindow) -> None:
    when, why = rows(window)[0].split("\n")
    assert "2026" in when
    assert why == "Before the bank was brought up to a new version"


def test_one_made_now_stands_first(window: BackupsWindow, qtbot: QtBot) -> None:
    named(window, PlainButton, "Back up now").click()
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    assert "Made by hand" in rows(window)[0]
    assert NEW.path.name in window._notice.accessibleName()
    qtbot.waitUntil(named(window, PlainButton, "Back up now").isEnabled)


def test_one_that_cannot_be_made_says_why(window: BackupsWindow, backups: Backups, qtbot: QtBot) -> None:
    backups.is_full = True
    named(window, PlainButton, "Back up now").click()
    qtbot.waitUntil(window._notice.isVisible)
    assert "disk is full" in window._notice.accessibleName()
    qtbot.waitUntil(named(window, PlainButton, "Back up now").isEnabled)


@pytest.mark.parametrize(("answer", "asked_for"), [("Restore", [OLD.path]), ("Leave everything as it is", [])])
def test_nothing_is_restored_unless_that_was_agreed_to(
    window: BackupsWindow, answer: str, asked_for: list[Path]
) -> None:
    chosen: list[Path] = []
    window.restore_requested.connect(chosen.append)
    named(window, MainButton, "Restore this backup…").click()
    question = next(each for each in window.findChildren(QDialog) if each.isVisible())
    button = MainButton if asked_for else PlainButton
    named(question, button, answer).click()
    assert chosen == asked_for


def test_without_backups_it_says_so(window: BackupsWindow, backups: Backups) -> None:
    backups.files = []
    window.refresh()
    assert window._none.isVisible()
    assert not named(window, MainButton, "Restore this backup…").isEnabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_fits_in_both_themes_at_any_text_size(
    window: BackupsWindow, qapp: QApplication, scheme: Any, scale: float
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    assert_nothing_cut(window)
    assert all(each.accessibleName() for each in acting(window))
