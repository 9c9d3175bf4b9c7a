"""The queue of players' appeals: seen whole, accepted in one click, settled, or opened in the form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.authoring import OpenAppeal
from quizapp.game.draft import Draft
from quizapp.game.records import AppealKind
from quizapp.ui.application import load_translation
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.appeals_dialog import AppealsDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.play.home_words import moment
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.editor.fake_author_dialogs import NOON_MS, FakeAuthor, appeal, draft, stored
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
    waiting = [OpenAppeal(each, prompt, "Fox") for each, prompt in zip((TYPED, NOTED, WRONG), prompts, strict=True)]
    questions = {each.appeal.uid: stored(_asked(each.appeal.uid, each.prompt)) for each in waiting}
    return FakeAuthor(questions, waiting)


def _asked(uid: str, prompt: str) -> Draft:
    return draft(uid, prompt, kind="short_answer", answers=("Ki Seon-gyeom", "기선겸"), distractors=())


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
    assert {"Accepted answers", "Ki Seon-gyeom\n기선겸"} <= labels(dialog)
    assert f"“My answer was right” · Fox, {moment(NOON_MS)}" in labels(dialog)

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


def test_accepting_says_so_and_how_to_take_it_back(dialog: AppealsDialog) -> None:
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    told = [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()]
    assert told == ["“Seongyeom” is accepted from now on. Undo takes this back."]
    dialog.refresh()
    assert not [each for each in dialog.findChildren(Notice) if each.isVisible()], "what was changed since hides it"


def test_settling_says_so_and_how_to_take_it_back(dialog: AppealsDialog) -> None:
    press(Qt.Key.Key_Delete)

    told = [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()]
    assert told == ["The appeal is settled, and the question stays as it was. Undo takes this back."]


def test_a_choice_takes_no_variant_and_shows_what_is_right(qtbot: QtBot, author: FakeAuthor) -> None:
    author.questions["q1"] = stored(draft("q1", "Who is he?"))
    dialog = opened(qtbot, AppealsDialog(author))  # pyright: ignore[reportArgumentType]

    assert {"Right answer", "A fake gun"} <= labels(dialog)
    assert not button(dialog, "Accept as variant").isEnabled()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert author.done == []


def test_the_focus_stays_where_the_next_appeal_can_be_dealt_with(dialog: AppealsDialog, author: FakeAuthor) -> None:
    button(dialog, "Accept as variant").setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Return)
    assert [what[1] for what in author.done] == [TYPED, NOTED]
    assert named(dialog, TwoLineList, "Appeals of players").hasFocus(), "the last one can only be opened or settled"


def test_an_empty_queue_says_what_would_come(qtbot: QtBot) -> None:
    dialog = opened(qtbot, AppealsDialog(FakeAuthor()))  # pyright: ignore[reportArgumentType]

    assert {"No appeals wait.", "What players say about a question they were asked comes here."} <= labels(dialog)
    assert not any(each.isEnabled() for each in dialog.panel.findChildren(QAbstractButton) if each.isVisible())
    assert "They typed" not in labels(dialog)


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
    assert {"No appeals wait.", "What players say about a question they were asked comes here."} <= labels(dialog)
    assert not button(dialog, "Settle").isEnabled()
    press(Qt.Key.Key_Delete)
    assert len(author.done) == 3


def test_what_fails_is_told_and_stays(dialog: AppealsDialog, author: FakeAuthor) -> None:
    author.fails = BankError(DISK_FULL)
    button(dialog, "Accept as variant").click()

    assert [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()] == [DISK_FULL]
    assert named(dialog, TwoLineList, "Appeals of players").count() == 3
