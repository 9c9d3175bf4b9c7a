"""The queue of players' appeals: seen whole, accepted in one click, settled, or opened in the form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.authoring import OpenAppeal
from quizapp.game.records import AppealKind
from quizapp.ui.application import load_translation
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.appeals_dialog import AppealsDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.editor.fake_author_dialogs import FakeAuthor, appeal
from tests.ui.fakes import DISK_FULL
from tests.ui.page_host import named, press
from tests.ui.painted import still_theme

TYPED = appeal("q1", typed="Seongyeom")
NOTED = appeal("q2", typed="the runner", note="He is called <b>that</b>.", position=1)
WRONG = appeal("q3", typed="x", note="The picture is wrong", kind=AppealKind.SOMETHING_IS_WRONG)


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


@pytest.fixture
def author() -> FakeAuthor:
    prompts = ("Who is he?", "Who runs?", "What is shown?")
    waiting = [OpenAppeal(each, prompt) for each, prompt in zip((TYPED, NOTED, WRONG), prompts, strict=True)]
    return FakeAuthor(waiting=waiting)


@pytest.fixture
def dialog(qtbot: QtBot, author: FakeAuthor) -> AppealsDialog:
    return opened(qtbot, AppealsDialog(author))  # pyright: ignore[reportArgumentType]


def labels(dialog: AppealsDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(PlainLabel) if label.isVisible()}


def button(dialog: AppealsDialog, name: str) -> QAbstractButton:
    return named(dialog, QAbstractButton, name)


def test_all_of_an_appeal_is_seen(dialog: AppealsDialog) -> None:
    press(Qt.Key.Key_Down)

    assert {"Who runs?", "They typed", "the runner", "Their note", "He is called <b>that</b>."} <= labels(dialog)

    press(Qt.Key.Key_Up)
    assert "Their note" not in labels(dialog)


def test_one_click_accepts(dialog: AppealsDialog, author: FakeAuthor) -> None:
    told = heard(dialog)
    button(dialog, "Accept as variant").click()

    assert author.done == [("accept_variant", TYPED)]
    assert told == [("q1",)]
    assert named(dialog, TwoLineList, "Appeals of players").count() == 2
    assert "Who runs?" in labels(dialog)


def test_one_after_another_is_accepted_with_the_same_key(dialog: AppealsDialog, author: FakeAuthor) -> None:
    accept = button(dialog, "Accept as variant")
    accept.setFocus()
    press(Qt.Key.Key_Return)
    assert accept.hasFocus()
    press(Qt.Key.Key_Return)
    assert author.done == [("accept_variant", TYPED), ("accept_variant", NOTED)]


def test_a_reported_mistake_is_no_variant(dialog: AppealsDialog) -> None:
    press(Qt.Key.Key_End)

    assert not button(dialog, "Accept as variant").isEnabled()
    assert button(dialog, "Settle").isEnabled()


def test_by_keyboard_alone(dialog: AppealsDialog, author: FakeAuthor) -> None:
    asked: list[str] = []
    dialog.open_requested.connect(asked.append)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert asked == ["q2"]
    assert dialog.isVisible()

    for _ in range(3):
        press(Qt.Key.Key_Delete)

    assert [what[1] for what in author.done] == [NOTED, WRONG, TYPED]
    assert "No appeals wait." in labels(dialog)
    assert not button(dialog, "Settle").isEnabled()
    press(Qt.Key.Key_Delete)
    assert len(author.done) == 3


def test_what_fails_is_told_and_stays(dialog: AppealsDialog, author: FakeAuthor) -> None:
    author.fails = BankError(DISK_FULL)
    button(dialog, "Accept as variant").click()

    assert [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()] == [DISK_FULL]
    assert named(dialog, TwoLineList, "Appeals of players").count() == 3
