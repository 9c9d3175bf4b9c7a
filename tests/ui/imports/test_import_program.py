"""How the import window is opened: from the editor, and by files that are dropped onto a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp import app
from quizapp.app import Program
from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.game.stored import State
from quizapp.paths import Paths
from quizapp.play.clock import Clock
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.notice import Notice
from quizapp.ui.imports.import_window import ImportWindow
from quizapp.ui.packs.conflicts_dialog import ConflictsDialog

from ...transfer.conftest import Write, opentdb
from ...transfer.moments import a_zoo, zoo
from ..editor.window_rig import CTRL, key, prompts, settle
from ..page_host import named


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


@pytest.fixture
def undecided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a bank in which an update of a pack and its user have changed the same two questions."""
    paths = Paths(tmp_path / "data")
    paths.data.mkdir(parents=True)
    monkeypatch.setattr(app, "BACKUP_DELAY_MS", 0)
    with Bank.open(paths.bank, paths.backups, now_ms=lambda: 1_000) as bank:
        bank.packs.load(a_zoo("1", *"abc"), "digest 1")
        Author(bank, Clock()).set_field(["zoo/a", "zoo/b"], "hint", "Ours.")
        bank.packs.load(a_zoo("2", *"bc", b="Theirs?"), "digest 2")
    return paths.bank


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


def test_what_an_update_at_the_start_leaves_to_decide_is_told_and_leads_to_the_decision(
    undecided: Path, program: Program, qtbot: QtBot
) -> None:
    def told() -> list[Notice]:
        return [each for each in program.window.findChildren(Notice) if "changed both" in each.accessibleName()]

    qtbot.waitUntil(lambda: bool(told()), timeout=10_000)
    assert told()[0].accessibleName().startswith("2 questions changed")
    named(told()[0], PlainButton, "Decide…").click()
    assert not told()[0].isVisible()
    packs = program.windows._open["packs"]
    named(packs, PlainButton, "Decide…").click()
    named(packs.findChildren(ConflictsDialog)[0], PlainButton, "Take all of the pack’s").click()
    assert any("2 questions are as the pack has them" in each.accessibleName() for each in packs.findChildren(Notice))
    with Bank.open(undecided, undecided.parent, now_ms=lambda: 2_000) as bank:
        assert (zoo(bank)["a"][0], zoo(bank)["b"]) == (State.RETIRED, (State.LIVE, "Theirs?"))
        Author(bank, Clock()).undo()
        assert (zoo(bank)["a"][0], zoo(bank)["b"]) == (State.LIVE, (State.LIVE, "Is b one of the letters?"))


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
