"""A new pack: an id made from the title, and every problem beside its field. And the table of keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.checking import check_info
from quizapp.game.question import Category, PackInfo
from quizapp.ui.common.key_cap import KeyCap
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.keys_dialog import KeysDialog
from quizapp.ui.editor.new_pack_dialog import NewPackDialog, slug
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.editor.fake_author_dialogs import FakeAuthor
from tests.ui.fakes import DISK_FULL
from tests.ui.page_host import named, press, write
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def author() -> FakeAuthor:
    return FakeAuthor()


@pytest.fixture
def dialog(qtbot: QtBot, author: FakeAuthor) -> NewPackDialog:
    return opened(qtbot, NewPackDialog(author))  # pyright: ignore[reportArgumentType]


def field(dialog: NewPackDialog, name: str) -> QLineEdit:
    return named(dialog, QLineEdit, name)


def test_by_keyboard_alone(dialog: NewPackDialog, author: FakeAuthor) -> None:
    told = heard(dialog)
    write("Café & Ünder")
    for text in ("", "Ada, Bo", "CC0 1.0", "", "", "Plot, Big Cast"):
        press(Qt.Key.Key_Tab)
        write(text)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    info = PackInfo(
        id="cafe-under",
        title="Café & Ünder",
        version="1.0.0",
        language="en",
        episodes=1,
        authors=("Ada", "Bo"),
        licence="CC0 1.0",
        categories=(Category("plot", "Plot"), Category("big-cast", "Big Cast")),
    )
    assert author.done == [("create_pack", info)]
    assert told == [info]
    assert not dialog.isVisible()


def test_no_episodes_unless_they_are_given(dialog: NewPackDialog) -> None:
    assert named(dialog, QSpinBox, "Episodes").text() == "None"
    assert dialog.info().episodes is None


def test_an_id_of_ones_own_stays(dialog: NewPackDialog) -> None:
    field(dialog, "Id").setFocus()
    write("mine")
    field(dialog, "Title").setText("Another")
    assert dialog.info().id == "mine"

    field(dialog, "Id").clear()
    field(dialog, "Id").setFocus()
    write("x")
    press(Qt.Key.Key_Backspace)
    field(dialog, "Title").setText("Other")
    assert dialog.info().id == "other"


def test_problems_stand_beside_their_fields(dialog: NewPackDialog, author: FakeAuthor) -> None:
    assert field(dialog, "Title").accessibleDescription() == ""
    named(dialog, QAbstractButton, "Create the pack").click()

    assert field(dialog, "Title").accessibleDescription() == "A pack needs a title."
    assert "small letters" in field(dialog, "Id").accessibleDescription()
    assert field(dialog, "Title").hasFocus()
    assert author.done == []

    field(dialog, "Title").setText("런온")
    assert field(dialog, "Title").accessibleDescription() == ""
    field(dialog, "Version").clear()
    assert field(dialog, "Version").accessibleDescription() == "A pack needs a version."
    field(dialog, "Categories").setText("Plot, plot")
    assert field(dialog, "Categories").accessibleDescription() == "“plot” stands there twice."


def test_an_id_that_is_taken_is_refused(dialog: NewPackDialog, author: FakeAuthor) -> None:
    field(dialog, "Title").setText("Run On")
    named(dialog, QAbstractButton, "Create the pack").click()

    assert "is there already" in field(dialog, "Id").accessibleDescription()
    assert author.done == []


def test_what_fails_is_told(dialog: NewPackDialog, author: FakeAuthor) -> None:
    author.fails = BankError(DISK_FULL)
    field(dialog, "Title").setText("New")
    named(dialog, QAbstractButton, "Create the pack").click()

    assert [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()] == [DISK_FULL]
    assert dialog.isVisible()


@given(st.text(max_size=200))
def test_an_id_made_from_any_title_is_good(title: str) -> None:
    made = slug(title)

    problems = check_info(PackInfo(id=made or "x", title="Title", version="1"))
    assert problems == ()


def test_keys_are_drawn_as_caps(qtbot: QtBot) -> None:
    keys = [("", "Find"), ("Ctrl+F", "search"), ("Alt+Up / Alt+Down", "move"), ("Ctrl++", "<b>larger</b>")]
    dialog = opened(qtbot, KeysDialog(keys))

    assert [cap.accessibleName() for cap in dialog.findChildren(KeyCap)] == [
        *("Ctrl", "F"),
        *("Alt", "Up", "Alt", "Down"),
        *("Ctrl", "+"),
    ]
    texts = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert {"Find", "search", "move", "<b>larger</b>"} <= set(texts)
