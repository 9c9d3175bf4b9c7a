"""The window that finds duplicates: pairs come while it works, and both can be selected or merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.likeness import Sought
from quizapp.settings import SettingsFile
from quizapp.ui.application import load_translation
from quizapp.ui.editor.duplicates_dialog import DuplicatesDialog
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.merge_dialog import MergeDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from tests.author.conftest import Desk
from tests.play.conftest import a_pack
from tests.ui.editor.dialogs_rig import full_author, opened
from tests.ui.page_host import press
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


def a_dialog(author: Any) -> DuplicatesDialog:
    return DuplicatesDialog(author)


def rows(dialog: DuplicatesDialog) -> list[str]:
    shown = dialog.findChildren(TwoLineList)[0]
    return [shown.item(row).text() for row in range(shown.count())]


def test_pairs_are_selected_in_the_table_merged_and_leave_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open() as bank:
        bank.packs.load(a_pack(3), "digest 1")
        author = desk.author(bank)
        first = a_pack(3).questions[0].uid
        copy = author.duplicate([first]).revisions[0][0]
        window = EditorWindow(author, SettingsFile(tmp_path / "settings.toml"))
        qtbot.addWidget(window)
        window.bring_forward()
        window._actions["duplicates"].trigger()
        dialog = window.findChildren(DuplicatesDialog)[0]
        qtbot.waitUntil(lambda: not dialog._timer.isActive())
        assert rows(dialog) == ["\n".join([a_pack(3).questions[0].prompt] * 2)]

        dialog._select.click()
        assert set(window._pane.table.selected_uids()) == {first, copy}
        dialog._merge.click()
        merging = window.findChildren(MergeDialog)[0]
        merging._act.click()
        assert rows(dialog) == []
        assert dialog._about.text() == "No two questions ask nearly the same."
        author.undo()
        window.close()


def test_enter_asks_for_both_and_the_work_ends_with_a_count(qtbot: QtBot) -> None:
    dialog = opened(qtbot, a_dialog(full_author()))
    asked: list[object] = []
    dialog.select_requested.connect(asked.append)
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    assert dialog._about.text().startswith("2 pair")
    press(Qt.Key.Key_Return)
    assert asked == [("q1", "q2")]


def test_a_bank_that_cannot_be_read_is_told_and_the_pairs_stay(qtbot: QtBot) -> None:
    author = full_author()
    whole = author.near_duplicates

    def broken(pack_id: str) -> Iterator[Sought]:
        yield next(whole(pack_id))
        raise BankError("The bank cannot be read.")

    author.near_duplicates = broken
    dialog = opened(qtbot, a_dialog(author))
    qtbot.waitUntil(lambda: not dialog._timer.isActive())
    assert len(rows(dialog)) == 1
    assert not dialog._notice.isHidden()


def test_closing_ends_the_work(qtbot: QtBot) -> None:
    dialog = opened(qtbot, a_dialog(full_author()))
    dialog._timer.start()
    dialog.close()
    assert not dialog._timer.isActive()
