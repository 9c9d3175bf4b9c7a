"""The window that changes many questions: what is chosen happens to all of them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.authoring import BulkChange
from quizapp.ui.application import load_translation
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.bulk_dialog import BulkDialog
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.editor.fake_author_dialogs import FakeAuthor, many
from tests.ui.fakes import DISK_FULL
from tests.ui.page_host import named, press, write
from tests.ui.painted import still_theme

UIDS = ("q1", "q2", "q3")


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


@pytest.fixture
def author() -> FakeAuthor:
    return many(3)


@pytest.fixture
def dialog(qtbot: QtBot, author: FakeAuthor) -> BulkDialog:
    return opened(qtbot, BulkDialog(author, UIDS))  # pyright: ignore[reportArgumentType]


def act(dialog: BulkDialog) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if "question" in each.accessibleName())


def choose(dialog: BulkDialog, field: str, words: str) -> None:
    combo = named(dialog, QComboBox, field)
    place = combo.findText(words)
    assert place >= 0, [combo.itemText(each) for each in range(combo.count())]
    combo.setCurrentIndex(place)


def summary(dialog: BulkDialog) -> str:
    label = dialog.findChild(QLabel, "bulk-summary")
    assert isinstance(label, QLabel)
    return label.text()


def test_nothing_can_be_done_before_something_is_chosen(dialog: BulkDialog, author: FakeAuthor) -> None:
    assert not act(dialog).isEnabled()
    assert "3" in act(dialog).accessibleName()
    assert summary(dialog) == "Nothing is chosen yet."

    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert author.done == []
    assert dialog.isVisible()


def test_everything_is_done_at_once_as_one_step(dialog: BulkDialog, author: FakeAuthor) -> None:
    told = heard(dialog)
    choose(dialog, "Category", "Cast")
    choose(dialog, "Difficulty", "Hard")
    choose(dialog, "Pack", "Extra <b>pack</b>")
    choose(dialog, "Episode", "Set to…")
    named(dialog, QSpinBox, "Number of the episode").setValue(7)
    named(dialog, QLineEdit, "Add tags").setText(" rain, umbrella ,,rain")
    named(dialog, QLineEdit, "Remove tags").setText("starter")
    assert summary(dialog).endswith("Episode becomes “7”. Tags added: rain, umbrella. Tags removed: starter.")

    act(dialog).click()

    fields = {"category": "cast", "difficulty": 3, "episode": 7}
    wanted = BulkChange(fields, ("rain", "umbrella"), ("starter",), "extra")
    assert author.done == [("change_many", UIDS, wanted)]
    assert told == [UIDS]
    assert not dialog.isVisible()


def test_an_episode_can_be_taken_away(dialog: BulkDialog, author: FakeAuthor) -> None:
    choose(dialog, "Episode", "Not known")

    act(dialog).click()

    assert author.done == [("change_many", UIDS, BulkChange({"episode": None}))]


def test_by_keyboard_alone(dialog: BulkDialog, author: FakeAuthor) -> None:
    press(Qt.Key.Key_Down)  # the category has the focus
    named(dialog, QLineEdit, "Add tags").setFocus()
    write("late")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert author.done == [("change_many", UIDS, BulkChange({"category": "plot"}, ("late",)))]


def test_only_the_last_tag_is_completed(dialog: BulkDialog) -> None:
    field = named(dialog, QLineEdit, "Add tags")
    field.setText("rain, pr")
    completer = field.completer()
    completer.setWidget(field)
    completer.setCompletionPrefix("pr")

    assert completer.currentCompletion() == "rain, props"


def test_what_fails_is_told_and_can_be_tried_again(dialog: BulkDialog, author: FakeAuthor) -> None:
    told = heard(dialog)
    choose(dialog, "Difficulty", "Easy")
    author.fails = BankError(DISK_FULL)
    act(dialog).click()

    notice = next(each for each in dialog.findChildren(Notice) if each.isVisible())
    assert notice.accessibleName() == DISK_FULL
    assert dialog.isVisible()
    assert told == []

    author.fails = None
    act(dialog).click()
    assert author.done == [("change_many", UIDS, BulkChange({"difficulty": 1}))]
