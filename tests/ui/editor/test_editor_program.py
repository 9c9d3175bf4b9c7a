"""How the editor is opened: from the rail beside the game, or alone; over a real bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from quizapp.__main__ import _parser
from quizapp.app import Program
from quizapp.bank.backup import back_up
from quizapp.paths import Paths
from quizapp.ui import theme
from quizapp.ui.editor.conflict_dialog import ConflictDialog
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.replace_dialog import ReplaceDialog
from tests.ui.editor.window_rig import CTRL, SHIFT, field_of, key, prompts, settle
from tests.ui.page_host import named, write


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[list[Program]]:
    """Where a test puts the program it starts."""
    theme.set_motion("reduced")
    started: list[Program] = []
    yield started
    for each in started:
        if each._editor is not None:
            each._editor.close()
            each._editor.deleteLater()
        each.window.close()
        each.close_bank()
    theme.set_motion("follow")
    theme.apply(qapp, "light")


def start(program: list[Program], qapp: QApplication, qtbot: QtBot, folder: Path, *, alone: bool) -> Program:
    made = Program(Paths(folder), qapp, editor_alone=alone)
    program.append(made)
    qtbot.addWidget(made.window)
    made.show()
    qtbot.waitUntil(lambda: made.is_ready or made.has_failed, timeout=20_000)
    return made


def editor_of(program: Program) -> EditorWindow:
    assert program._editor is not None
    return program._editor


def test_the_command_line_knows_edit() -> None:
    options = _parser().parse_args(["edit"])
    assert (options.command, options.data_dir, options.verbose) == ("edit", None, False)


@pytest.mark.parametrize(
    "words",
    ["--data-dir DIR -v edit", "edit --data-dir DIR -v", "-v edit --data-dir DIR", "--data-dir DIR edit --verbose"],
)
def test_options_stand_before_the_command_or_behind_it(words: str) -> None:
    options = _parser().parse_args(words.split())
    assert (options.command, options.data_dir, options.verbose) == ("edit", Path("DIR"), True)


def test_the_editor_opens_alone(program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    made = start(program, qapp, qtbot, tmp_path, alone=True)
    editor = editor_of(made)
    assert editor.isVisible()
    assert not made.window.isVisible()
    settle()
    assert editor._desk.uid()
    field_of(editor).set_text("category:cast Seon-gyeom")
    assert prompts(editor)


def test_what_is_written_is_in_the_bank(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = start(program, qapp, qtbot, tmp_path, alone=True)
    editor = editor_of(made)
    settle()
    editor._actions["new"].trigger()
    write("Who wrote this?")
    editor._actions["save"].trigger()
    settle()
    field_of(editor).set_text('"Who wrote this"')
    assert prompts(editor) == ["Who wrote this?"]
    editor._actions["undo"].trigger()
    settle()
    assert prompts(editor) == []


def test_a_bank_that_cannot_be_opened_is_told_without_the_editor(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    made = start(program, qapp, qtbot, blocked, alone=True)
    assert made.has_failed
    assert made.window.isVisible()
    assert made._editor is None


def test_the_rail_opens_the_editor_beside_the_game(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = start(program, qapp, qtbot, tmp_path, alone=False)
    item = named(made.window, QAbstractButton, "Questions") if made.window._rail.isVisible() else None
    if item is None:  # the first start asks who plays before anything else
        made.window._show_page("settings")
        item = named(made.window, QAbstractButton, "Questions")
    item.click()
    assert editor_of(made).isVisible()
    assert made.window.isVisible()
    assert made.window._rail.current() == "settings"
    first = made._editor
    item.click()
    assert made._editor is first
    editor_of(made).close()
    item.click()
    assert editor_of(made).isVisible()


def test_restoring_a_backup_opens_another_editor_and_keeps_nothing_of_the_one_before(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = start(program, qapp, qtbot, tmp_path, alone=True)
    made.window.show()
    backup = back_up(tmp_path / "bank.sqlite", tmp_path / "backups", reason="daily", now_ms=1_795_262_400_000)
    before = editor_of(made)
    settle()
    before._desk.focus_prompt()
    write("Typed too late. ")

    made.restore(backup)

    after = editor_of(made)
    assert after is not before
    assert after.isVisible()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not isValid(before))
    settle()
    assert prompts(after)
    assert not any("Typed too late" in prompt for prompt in prompts(after))


def test_arrow_keys_in_the_rail_open_nothing(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = start(program, qapp, qtbot, tmp_path, alone=False)
    made.window._show_page("home")
    named(made.window, QAbstractButton, "Play").setFocus()
    for word in ("Scores", "Statistics", "Questions", "Settings"):
        key(made.window, Qt.Key.Key_Down)
        assert named(made.window, QAbstractButton, word).hasFocus()
        assert made.window._current_name == "home"
        assert made._editor is None
    key(made.window, Qt.Key.Key_Down)
    key(made.window, Qt.Key.Key_Up)
    assert named(made.window, QAbstractButton, "Questions").hasFocus()
    key(made.window, Qt.Key.Key_Return)
    assert editor_of(made).isVisible()
    assert made.window._rail.current() == "home"


def test_a_cell_meets_what_another_program_wrote_with_both_versions(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = editor_of(start(program, qapp, qtbot, tmp_path, alone=True))
    settle()
    uid, other = editor._desk.uid(), editor._author
    editor._pane.table.setFocus()
    key(editor, Qt.Key.Key_F2)
    write("Mine?")
    theirs = other.get(uid)
    assert theirs is not None
    changed = replace(theirs.question, hint="Somebody else's hint.")
    other.save(changed, pack_id=theirs.pack_id, seen_revision=theirs.revision)
    key(editor, Qt.Key.Key_Return)
    assert editor._desk.form.draft().prompt.endswith("Mine?")
    assert [dialog for dialog in editor.findChildren(ConflictDialog) if dialog.isVisible()]
    stored = other.get(uid)
    assert stored is not None
    assert stored.question == changed
    editor._desk._take_theirs(stored)


def test_the_keys_work_while_one_types(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = editor_of(start(program, qapp, qtbot, tmp_path, alone=True))
    settle()
    count = len(prompts(editor))
    editor._desk.focus_prompt()
    key(editor, Qt.Key.Key_D, CTRL)
    assert len(prompts(editor)) == count + 1
    editor._desk.focus_prompt()
    write("Changed: ")
    key(editor, Qt.Key.Key_Z, CTRL)
    assert not editor._desk.form.draft().prompt.startswith("Changed")
    key(editor, Qt.Key.Key_Z, CTRL)
    assert len(prompts(editor)) == count
    key(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(prompts(editor)) == count + 1
    key(editor, Qt.Key.Key_H, CTRL)
    assert [dialog for dialog in editor.findChildren(ReplaceDialog) if dialog.isVisible()]


def test_both_versions_are_shown_where_two_change_one_question(
    program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = start(program, qapp, qtbot, tmp_path, alone=True)
    editor = editor_of(made)
    settle()
    uid = editor._desk.uid()
    other = editor._author
    theirs = other.get(uid)
    assert theirs is not None
    other.save(
        replace(theirs.question, hint="Somebody else's hint."), pack_id=theirs.pack_id, seen_revision=theirs.revision
    )
    editor._desk.focus_prompt()
    write("Mine: ")
    key(editor, Qt.Key.Key_PageDown, CTRL)
    assert editor._desk.uid() == uid
    assert editor._desk.form.draft().prompt.startswith("Mine: ")
    dialog = next(dialog for dialog in editor.findChildren(ConflictDialog) if dialog.isVisible())
    stored = other.get(uid)
    assert stored is not None
    dialog.mine_kept.emit(editor._desk.form.draft(), stored.revision)
    settle()
    saved = other.get(uid)
    assert saved is not None
    assert saved.question.prompt.startswith("Mine: ")
