"""The editor's window over a real bank: nothing is lost to a full disk, another program, a restart or a bad picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.bank.engine import USUAL, Limits
from quizapp.game.question import Pack
from quizapp.game.stored import State
from quizapp.settings import SettingsFile
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.conflict_dialog import ConflictDialog
from quizapp.ui.editor.difference_list import DifferenceList
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.editor_window import EditorWindow
from quizapp.ui.editor.merge_dialog import MergeDialog
from tests.author.conftest import OTHER, SHORT, SINGLE, Desk, content, stored
from tests.play.conftest import a_pack
from tests.ui.editor.window_rig import CTRL, SHIFT, key, settle, table_of
from tests.ui.page_host import named, write

Dialog = TypeVar("Dialog", bound=EditorDialog)
Open = Callable[..., tuple[EditorWindow, Bank]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with a bank of two packs."""
    made = Desk(tmp_path)
    with made.open() as bank:
        bank.packs.load(a_pack(), "digest 1")
        bank.packs.load(Pack(OTHER, (replace(a_pack(1).questions[0], uid="other/q-0001"),)), "digest 2")
    return made


@pytest.fixture
def open_window(qtbot: QtBot, desk: Desk) -> Iterator[Open]:
    """Opens the editor on the bank, as another program or the next start does."""
    theme.set_motion("reduced")
    opened: list[tuple[EditorWindow, Bank]] = []

    def _open(limits: Limits = USUAL) -> tuple[EditorWindow, Bank]:
        bank = desk.open(limits)
        settings = SettingsFile(desk.folder / "settings.toml")
        settings.change(editor_has_warned=True)
        window = EditorWindow(desk.author(bank), settings)
        opened.append((window, bank))
        window.resize(1200, 800)
        window.bring_forward()
        qtbot.waitUntil(window.isActiveWindow)
        settle()
        return window, bank

    yield _open
    for window, bank in opened:
        _close(window, bank)
    theme.set_motion("follow")


def _close(window: EditorWindow, bank: Bank) -> None:
    window.hide()
    window._refresher.stop()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    bank.close()


def _open_first(window: EditorWindow, uid: str) -> None:
    window.open_question(uid)
    settle()
    assert window._desk.uid() == uid


def _prompt(author: Author, uid: str) -> str:
    return stored(author, uid).question.prompt


def _shown(window: EditorWindow, kind: type[Dialog]) -> list[Dialog]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def _told(window: EditorWindow) -> list[str]:
    return [each.accessibleName() for each in window.findChildren(Notice) if each.isVisible()]


# --- a full disk --------------------------------------------------------------------------------------------


def test_what_is_typed_on_a_full_disk_stays_and_is_saved_when_there_is_room(
    desk: Desk, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = open_window(Limits(max_pages=1))
    _open_first(window, SHORT)
    long = "run " * 40_000
    window._desk.form.explanation.setPlainText(long)
    settle()
    key(window, Qt.Key.Key_S, CTRL)
    shown = window._desk.form.draft().explanation
    assert shown == long.strip(), "the text stays in the form"
    assert "The disk is full" in window._status.text()
    assert any("The disk is full" in sentence for sentence in _told(window)), (
        "the status line has no room for all of it"
    )
    retry = window._desk.status.retry
    assert retry.isVisible()
    assert window.rect().contains(retry.mapTo(window, retry.rect().bottomRight())), "the way to try again is in sight"
    window.close()
    assert window.isVisible(), "it stays open with what is not saved"

    with desk.open() as roomy:
        author = desk.author(roomy)
        assert stored(author, SHORT).question.explanation != shown
        monkeypatch.setattr(window._author._saving, "save", author.save)
        window._desk.status.retry.click()
        settle()
        assert stored(author, SHORT).question.explanation == shown
    assert "Saved" in window._status.text()
    assert not _told(window)


# --- two programs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["Keep mine", "Take theirs", "Decide later"])
def test_the_second_program_is_told_and_shown_both_versions(desk: Desk, open_window: Open, choice: str) -> None:
    window, bank = open_window()
    author = desk.author(bank)
    _open_first(window, SINGLE)
    before = _prompt(author, SINGLE)
    with desk.open() as other:
        theirs = desk.author(other)
        theirs.set_field([SINGLE], "prompt", "Theirs?")
        write("Mine: ")
        key(window, Qt.Key.Key_S, CTRL)
        assert _prompt(author, SINGLE) == "Theirs?", "nothing is overwritten"
    (dialog,) = _shown(window, ConflictDialog)
    mine, saved = (dict(each.rows())["Prompt"] for each in dialog.findChildren(DifferenceList))
    assert "".join(text for text, _ in mine) == f"Mine: {before}"
    assert "".join(text for text, _ in saved) == "Theirs?"
    named(dialog, QAbstractButton, choice).click()
    settle()
    in_form = window._desk.form.draft().prompt
    wanted = {"Keep mine": f"Mine: {before}", "Take theirs": "Theirs?", "Decide later": f"Mine: {before}"}
    assert in_form == wanted[choice]
    assert _prompt(author, SINGLE) == ("Theirs?" if choice == "Decide later" else wanted[choice])
    if choice == "Decide later":
        window.activateWindow()
        settle()
        key(window, Qt.Key.Key_PageDown, CTRL)
        assert window._desk.uid() == SINGLE, "the row stays while something is not decided"
        assert _shown(window, ConflictDialog), "and both are shown again"


@pytest.mark.parametrize("choice", ["Keep mine", "Take theirs"])
def test_what_another_program_has_moved_stays_in_its_new_pack(desk: Desk, open_window: Open, choice: str) -> None:
    window, bank = open_window()
    author = desk.author(bank)
    _open_first(window, SINGLE)
    with desk.open() as other:
        desk.author(other).move([SINGLE], OTHER.id)
    write("Mine: ")
    key(window, Qt.Key.Key_S, CTRL)
    (dialog,) = _shown(window, ConflictDialog)
    named(dialog, QAbstractButton, choice).click()
    window.activateWindow()
    settle()
    window._desk.focus_prompt()
    write("More: ")
    assert window._desk.flush()
    saved = stored(author, SINGLE)
    assert saved.pack_id == OTHER.id
    assert ("Mine: " in saved.question.prompt) is (choice == "Keep mine")
    assert "More: " in saved.question.prompt


def test_what_another_program_has_retired_is_not_written_over_either(desk: Desk, open_window: Open) -> None:
    window, bank = open_window()
    _open_first(window, SINGLE)
    with desk.open() as other:
        desk.author(other).retire([SINGLE])
    write("Mine: ")
    key(window, Qt.Key.Key_S, CTRL)
    (dialog,) = _shown(window, ConflictDialog)
    assert any("retired" in label.text() for label in dialog.findChildren(PlainLabel)), "it is said where theirs is now"
    assert stored(desk.author(bank), SINGLE).state is State.RETIRED
    assert window._desk.form.draft().prompt.startswith("Mine: ")


# --- a restart ----------------------------------------------------------------------------------------------


def _type(window: EditorWindow, folder: Path) -> None:
    _open_first(window, SINGLE)
    write("Typed. ")
    key(window, Qt.Key.Key_S, CTRL)


def _merge(window: EditorWindow, folder: Path) -> None:
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Home, CTRL)
    key(window, Qt.Key.Key_Down, SHIFT)
    key(window, Qt.Key.Key_M, CTRL)
    assert _shown(window, MergeDialog)
    key(window, Qt.Key.Key_Return, CTRL)
    assert not _shown(window, MergeDialog)
    window.activateWindow()
    settle()


def _retire(window: EditorWindow, folder: Path) -> None:
    table_of(window).setFocus()
    key(window, Qt.Key.Key_Home, CTRL)
    key(window, Qt.Key.Key_Down, SHIFT)
    key(window, Qt.Key.Key_Delete)


def _duplicate(window: EditorWindow, folder: Path) -> None:
    table_of(window).setFocus()
    key(window, Qt.Key.Key_D, CTRL)


def _add_picture(window: EditorWindow, folder: Path) -> None:
    _open_first(window, SINGLE)
    picture = folder / "picture.png"
    assert QImage(2, 2, QImage.Format.Format_RGB32).save(str(picture))
    window._desk._take_picture(str(picture))
    assert window._desk.form.draft().media is not None, _told(window)
    key(window, Qt.Key.Key_S, CTRL)


def _move(window: EditorWindow, folder: Path) -> None:
    window._author.move([SINGLE, SHORT], OTHER.id)
    window._after_change()


CHANGES = {
    "typing": _type,
    "merge": _merge,
    "retire": _retire,
    "duplicate": _duplicate,
    "media": _add_picture,
    "move to another pack": _move,
}


@pytest.mark.parametrize("name", CHANGES)
def test_undo_and_redo_in_the_window_and_after_a_restart(
    desk: Desk, open_window: Open, tmp_path: Path, name: str
) -> None:
    window, bank = open_window()
    before = content(bank)
    CHANGES[name](window, tmp_path)
    changed = content(bank)
    assert changed != before

    def states(there: Bank) -> dict[str, object]:
        """What can be drawn or stands in the bin; a copy that is undone is in the bin as if it never were."""
        return {uid: each for uid, each in content(there).items() if uid in before}

    key(window, Qt.Key.Key_Z, CTRL)
    assert states(bank) == before
    key(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert content(bank) == changed
    assert window.close()
    window, bank = open_window()
    assert window._actions["undo"].isEnabled()
    key(window, Qt.Key.Key_Z, CTRL)
    assert states(bank) == before
    key(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert content(bank) == changed


# --- pictures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "size"), [("huge.png", 2 << 30), ("unknown.png", 100)])
def test_a_picture_that_cannot_be_is_told_and_changes_nothing(
    desk: Desk, open_window: Open, tmp_path: Path, name: str, size: int
) -> None:
    window, bank = open_window()
    _open_first(window, SINGLE)
    before = content(bank)
    file = tmp_path / name
    with file.open("wb") as sparse:
        sparse.truncate(size)
    window._desk._take_picture(str(file))
    assert len(_told(window)) == 1, "a sentence says why"
    assert window._desk.form.draft().media is None
    assert window._desk.flush()
    assert content(bank) == before
