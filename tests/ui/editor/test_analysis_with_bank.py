"""The report over a real bank: opened from the editor, counted from rounds, saved, and back to the question."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.settings import SettingsFile
from quizapp.ui.application import load_translation
from quizapp.ui.background import TaskRunner
from quizapp.ui.editor.analysis_dialog import AnalysisDialog
from quizapp.ui.editor.editor_window import EditorWindow
from tests.author.conftest import Desk
from tests.bank.builders import Game, open_bank, pack, question
from tests.ui.page_host import press
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


def test_what_was_played_is_reported_saved_and_leads_to_the_question(qtbot: QtBot, tmp_path: Path) -> None:
    """Two players; the first knew the first seven of ten questions, the second the first three."""
    desk, tasks = Desk(tmp_path), TaskRunner()
    with open_bank(tmp_path, lambda: desk.time.utc_ms) as bank:
        bank.packs.load(pack(), "digest 1")
        game = Game(bank, lambda: desk.time.utc_ms)  # pyright: ignore[reportArgumentType]
        for name, right in (("BlueBird", 7), ("Croquis", 3)):
            game.play(bank.players.add(name, "run-on", 16).id, right)
        window = EditorWindow(desk.author(bank), SettingsFile(tmp_path / "settings.toml"), lambda: tasks)
        qtbot.addWidget(window)
        window.bring_forward()
        window._actions["analysis"].trigger()
        window._actions["analysis"].trigger()
        [dialog] = window.findChildren(AnalysisDialog)
        qtbot.waitUntil(lambda: dialog._table.items.rowCount() == 10)
        facilities = {row.uid: row.facility for row in dialog._table.items.rows()}
        known_by = [2, 2, 2, 1, 1, 1, 1, 0, 0, 0]
        assert facilities == {question(place).uid: count / 2 for place, count in enumerate(known_by, 1)}

        dialog.save_to(str(tmp_path / "report.csv"))
        qtbot.waitUntil((tmp_path / "report.csv").exists)
        rows = list(csv.DictReader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
        assert {row["Id"]: float(row["Facility"]) for row in rows} == facilities

        dialog._table.go_to(dialog._table.items.place_of(question(5).uid))
        dialog.activateWindow()
        dialog._table.setFocus()
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window._desk.uid() == question(5).uid)
        window._author.retire([question(5).uid])
        window._after_change()
        assert "changed since" in dialog._about.text()
        dialog.close()
        window.close()
        tasks.shut_down()
