"""How the import window is opened: from the editor, and by files that are dropped onto a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.paths import Paths
from quizapp.ui import theme
from quizapp.ui.imports.import_window import ImportWindow

from ...transfer.conftest import Write, opentdb
from ..editor.window_rig import CTRL, key, prompts, settle


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    theme.set_motion("reduced")
    made = Program(Paths(tmp_path / "data"), qapp)
    qtbot.addWidget(made.window)
    made.show()
    qtbot.waitUntil(lambda: made.is_ready or made.has_failed, timeout=20_000)
    yield made
    if made._editor is not None:
        made._editor.close()
    made.window.close()
    made.close_bank()
    theme.set_motion("follow")
    theme.apply(qapp, "light")


def _drop(window: QWidget, *paths: Path) -> bool:
    """Drops files onto a window; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(9, 9), actions, data, left, none)
    entered.ignore()
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), actions, data, left, none))
    return entered.isAccepted()


def _import_window(program: Program) -> ImportWindow:
    made = program.windows._import
    assert made is not None
    return made


def test_the_start_loads_nothing_of_it(program: Program) -> None:
    assert program.windows._import is None


def test_files_dropped_onto_the_game_are_imported_and_can_be_played(
    program: Program, qtbot: QtBot, write: Write
) -> None:
    assert _drop(program.window, write(opentdb(12)))
    window = _import_window(program)
    assert [path.name for path in window._choose.paths()] == ["things.json"]
    for stage in ("plan", "report"):
        window._press("main")
        qtbot.waitUntil(lambda stage=stage: window._stage == stage and not window._jobs.is_busy, timeout=20_000)
    assert program.window.lobby is not None
    program.window.lobby.add_player("Starling", 16)
    window._press("play")
    assert program.window.lobby.pack.title == "things"


def test_what_is_no_file_is_not_taken(program: Program) -> None:
    assert not _drop(program.window)


def test_the_editor_opens_it_by_key_and_shows_what_came_in(program: Program, qtbot: QtBot, write: Write) -> None:
    program.open_editor()
    editor = program._editor
    assert editor is not None
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    settle()
    key(editor, Qt.Key.Key_I, CTRL)
    window = _import_window(program)
    assert window.isVisible()
    window.add_files([write(opentdb(3))])
    for stage in ("plan", "report"):
        window._press("main")
        qtbot.waitUntil(lambda stage=stage: window._stage == stage and not window._jobs.is_busy, timeout=20_000)
    settle()
    assert "Which thing has the number 1, of all things?" in prompts(editor)
    window._press("undo")
    qtbot.waitUntil(lambda: window._is_undone, timeout=20_000)
    settle()
    assert "Which thing has the number 1, of all things?" not in prompts(editor)


def test_files_dropped_onto_the_editor_are_imported_too(program: Program, write: Write) -> None:
    program.open_editor()
    assert program._editor is not None
    assert _drop(program._editor, write(opentdb(3)))
    assert _import_window(program).isVisible()


def test_the_program_ends_while_it_imports(program: Program, qtbot: QtBot, write: Write) -> None:
    program.windows.open_import([write(opentdb(3_000))])
    window = _import_window(program)
    window._press("main")
    qtbot.waitUntil(lambda: window._jobs.is_busy)
    program.close_bank()
    assert program.windows._import is None


def test_the_bank_can_be_closed_under_the_window_of_an_editor_alone(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, write: Write
) -> None:
    made = Program(Paths(tmp_path / "data"), qapp, editor_alone=True)
    qtbot.addWidget(made.window)
    made.show()
    qtbot.waitUntil(lambda: made.is_ready, timeout=20_000)
    made.windows.open_import([write(opentdb(2_000))])
    window = _import_window(made)
    assert window.parent() is made._editor
    window._press("main")
    made.close_bank()
    qtbot.wait(50)
    assert made._editor is None
