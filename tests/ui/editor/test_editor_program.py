"""How the editor is opened: from the rail beside the game, or alone; over a real bank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from quizapp.__main__ import _parser
from quizapp.app import Program
from quizapp.bank.backup import back_up
from quizapp.game.draft import Draft
from quizapp.game.stored import State
from quizapp.paths import Paths
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.conflict_dialog import ConflictDialog
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.replace_dialog import ReplaceDialog
from quizapp.ui.packs.packs_window import PacksWindow
from tests.author.conftest import Desk
from tests.play.conftest import a_pack
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


Begun = Callable[..., Program]


def leave_conflicts(folder: Path, count: int) -> None:
    """A bank in which so many questions were changed both here and by a newer version of their pack."""
    with Desk(folder).open() as bank:
        bank.packs.load(a_pack(), "digest 1")
        for asked in a_pack().questions[:count]:
            mine = Draft.of(replace(asked, hint="Mine."))
            bank.questions.put("run-on", mine, State.LIVE, seen_revision=1, who="author")
        theirs = a_pack(0, *(replace(asked, hint="Theirs.") for asked in a_pack().questions), version="9999.1")
        assert len(bank.packs.load(theirs, "digest 2").kept) == count


def notices(window: QWidget, words: str = "by a newer version of their pack") -> list[Notice]:
    """Those that are shown and say this."""
    shown = [each for each in window.findChildren(Notice) if each.isVisibleTo(window)]
    return [each for each in shown if words in each.accessibleName()]


def after_the_chores(made: Program, qtbot: QtBot) -> None:
    """What is done once the first question can be answered is done."""
    made._backup_timer.stop()
    made._do_chores()
    qtbot.waitUntil(lambda: not made.tasks()._tasks, timeout=20_000)
    settle()


@pytest.fixture
def begun(program: list[Program], qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Begun:
    """Starts the program where so many conflicts wait, in the editor alone or with it beside the game."""

    def _begun(conflicts: int, *, alone: bool = True) -> Program:
        leave_conflicts(tmp_path, conflicts)
        made = start(program, qapp, qtbot, tmp_path, alone=alone)
        if not alone:
            made.open_editor()
        after_the_chores(made, qtbot)
        return made

    return _begun


def test_an_author_in_the_editor_alone_is_told_once_of_conflicts_and_decides_by_keys(
    begun: Begun, qapp: QApplication
) -> None:
    made = begun(2)
    editor = editor_of(made)
    (notice,) = notices(editor)
    assert notice.accessibleName().startswith("2 question")
    assert notice.accessibleName().endswith("Yours are kept until you decide.")
    assert notices(made.window) == [], "it is told once"
    assert not [each for each in qapp.topLevelWidgets() if each.isVisible() and each is not editor], "in no window"
    assert not notice.isAncestorOf(qapp.focusWidget() or editor), "it does not take the keys away"
    decide = named(notice, PlainButton, "Decide…")
    for _ in range(200):
        if decide.hasFocus():
            break
        QTest.keyClick(qapp.focusWidget() or editor, Qt.Key.Key_Tab)
    assert decide.hasFocus()
    key(editor, Qt.Key.Key_Space)
    (packs,) = (each for each in editor.findChildren(PacksWindow) if each.isVisible())
    assert "2 to decide" in packs._list.item(0).text()
    assert notices(editor) == []


def test_the_editor_alone_says_nothing_where_nothing_is_to_be_decided(begun: Begun) -> None:
    made = begun(0)
    assert notices(editor_of(made)) == notices(made.window) == []


def test_what_is_told_of_conflicts_stays_while_the_author_works_and_goes_when_it_is_closed(begun: Begun) -> None:
    editor = editor_of(begun(1))
    editor._desk.focus_prompt()
    write("Changed: ")
    editor._actions["save"].trigger()
    settle()
    (notice,) = notices(editor)
    named(notice, QAbstractButton, "Close this message").click()
    assert notices(editor) == []


def test_beside_the_game_the_game_tells_of_conflicts_and_the_editor_does_not_repeat_it(begun: Begun) -> None:
    made = begun(1, alone=False)
    assert len(notices(made.window)) == 1
    assert notices(editor_of(made)) == []


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
