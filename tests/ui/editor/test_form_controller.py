"""When the form is saved, and that nothing is lost when it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError, QuizError
from quizapp.game.checking import check
from quizapp.game.draft import Draft, Problem
from quizapp.ui.editor.form_controller import FormController
from quizapp.ui.editor.form_status import SaveStatus
from quizapp.ui.editor.question_form import QuestionForm
from tests.ui.editor.form_rig import SINGLE, press, shown_form
from tests.ui.fakes import PACK

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Result:
    revision: int
    problems: Sequence[Problem]
    uid: str


class ChangedElsewhereError(QuizError):
    """As when another window was faster."""

    def __init__(self, stored: object) -> None:
        self.stored = stored
        super().__init__("It was changed in another window.")


@dataclass
class Desk:
    """A form with its controller and what was saved."""

    form: QuestionForm
    status: SaveStatus
    saved: list[Draft] = field(default_factory=list)
    failure: QuizError | None = None
    uid: str = ""

    def save(self, draft: Draft) -> Result:
        if self.failure is not None:
            raise self.failure
        self.saved.append(draft)
        return Result(len(self.saved) + 1, check(draft, PACK), self.uid or draft.uid)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    status = SaveStatus()
    qtbot.addWidget(status)
    return Desk(shown_form(qtbot), status)


@pytest.fixture
def controller(desk: Desk) -> FormController:
    made = FormController(
        desk.form,
        desk.status,
        desk.save,
        lambda draft: check(draft, PACK),
        now=lambda: datetime(2026, 11, 21, 14, 32),
    )
    made.reload(SINGLE, PACK, revision=1)
    return made


def test_it_is_saved_after_a_pause_and_once(qtbot: QtBot, desk: Desk, controller: FormController) -> None:
    controller._due.setInterval(30)
    QTest.keyClicks(desk.form.hint, "abc")
    assert desk.saved == []
    assert desk.status.text() == "Saving…"
    qtbot.waitUntil(lambda: len(desk.saved) == 1)
    assert desk.saved == [replace(SINGLE, hint="abc" + SINGLE.hint)]
    assert desk.status.text() == "Saved 14:32"
    assert controller.revision == 2
    assert not controller.is_dirty()


def test_who_types_on_is_saved_too(desk: Desk, controller: FormController) -> None:
    QTest.keyClicks(desk.form.hint, "a")
    assert controller._due.interval() == 800
    first = controller._due.timerId()
    QTest.keyClicks(desk.form.hint, "b")
    assert controller._due.timerId() == first, "a timer that starts again has another number"
    controller._due.timeout.emit()
    assert desk.saved[-1].hint == "ab" + SINGLE.hint
    QTest.keyClicks(desk.form.hint, "c")
    assert controller._due.isActive()


def test_what_cannot_be_saved_is_tried_again_after_a_pause(desk: Desk, controller: FormController) -> None:
    told: list[object] = []
    desk.status.failed.connect(told.append)
    desk.failure = BankError("The disk is full.")
    for letter in "abc":
        QTest.keyClicks(desk.form.hint, letter)
        first = controller._due.timerId()
        QTest.keyClicks(desk.form.hint, letter)
        assert (controller._due.timerId() == first) is (letter == "a"), "no reason comes between two letters"
        controller._due.timeout.emit()
    assert len(told) == 1
    QTest.keyClicks(desk.form.hint, "d")
    assert desk.status.text().startswith("Not saved"), "and it is not being saved while one types on"
    press(desk.form.hint, Qt.Key.Key_Backspace)
    desk.status.retry.click()
    assert len(told) == 2, "who asks again is told again"
    desk.failure = None
    desk.status.retry.click()
    assert desk.saved[-1].hint == "aabbcc" + SINGLE.hint


def test_it_is_saved_when_the_focus_leaves_a_field(desk: Desk, controller: FormController) -> None:
    desk.form.hint.setFocus()
    QTest.keyClicks(desk.form.hint, "abc")
    desk.form.focus_prompt()
    assert len(desk.saved) == 1


def test_it_is_saved_by_control_s_and_by_another_question(desk: Desk, controller: FormController) -> None:
    QTest.keyClicks(desk.form.prompt, "a")
    press(desk.form.prompt, Qt.Key.Key_S, CONTROL)
    assert len(desk.saved) == 1
    QTest.keyClicks(desk.form.hint, "b")
    assert controller.show(replace(SINGLE, uid="next"), PACK, revision=5)
    assert len(desk.saved) == 2
    assert (desk.form.draft().uid, controller.revision) == ("next", 5)


def test_nothing_is_saved_that_did_not_change(qtbot: QtBot, desk: Desk, controller: FormController) -> None:
    QTest.keyClicks(desk.form.prompt, "a")
    press(desk.form.prompt, Qt.Key.Key_Backspace)
    assert desk.status.text() == "Saving…"
    assert controller.flush()
    assert desk.status.text() == ""
    assert controller.show(replace(SINGLE, uid="next"), PACK)
    assert controller.show(None, PACK)
    assert controller.flush()
    assert desk.saved == []


def test_a_failure_keeps_the_text_and_offers_to_try_again(qtbot: QtBot, desk: Desk, controller: FormController) -> None:
    desk.failure = BankError("The disk is full.")
    QTest.keyClicks(desk.form.prompt, "More. ")
    assert not controller.flush()
    assert desk.status.text() == "Not saved: The disk is full. The text is still here."
    assert not desk.status.retry.isHidden()
    assert not controller.show(replace(SINGLE, uid="next"), PACK)
    assert desk.form.draft() == replace(SINGLE, prompt="More. " + SINGLE.prompt)
    assert controller.is_dirty()
    desk.failure = None
    desk.status.retry.click()
    assert desk.saved == [replace(SINGLE, prompt="More. " + SINGLE.prompt)]
    assert desk.status.retry.isHidden()
    assert desk.status.text() == "Saved 14:32"


def test_a_question_changed_elsewhere_gives_both_versions(qtbot: QtBot, desk: Desk, controller: FormController) -> None:
    theirs = object()
    desk.failure = ChangedElsewhereError(theirs)
    QTest.keyClicks(desk.form.prompt, "Mine. ")
    with qtbot.waitSignal(controller.conflicted) as told:
        controller.flush()
    assert told.args == [desk.form.draft(), theirs]
    assert desk.form.draft().prompt.startswith("Mine. ")


def test_a_new_question_goes_on_under_the_uid_it_was_given(desk: Desk, controller: FormController) -> None:
    desk.uid = "tea/0002"
    QTest.keyClicks(desk.form.hint, "a")
    controller.flush()
    assert not controller.is_dirty()
    QTest.keyClicks(desk.form.hint, "b")
    controller.flush()
    assert [each.uid for each in desk.saved] == [SINGLE.uid, "tea/0002"]


def test_an_unfinished_question_is_kept_as_a_draft(desk: Desk, controller: FormController) -> None:
    desk.form.prompt.setPlainText("")
    assert controller.flush()
    assert desk.saved == [replace(SINGLE, prompt="")]
    assert desk.status.text() == "Saved 14:32 as a draft: not asked until the errors are mended"
    assert desk.status.retry.isHidden()


def test_problems_follow_the_typing(qtbot: QtBot, desk: Desk, controller: FormController) -> None:
    controller._soon.setInterval(5)
    with qtbot.waitSignal(controller.checked):
        desk.form.prompt.setPlainText("")
    assert desk.form.prompt.accessibleDescription() == "Error: there is no prompt"
    with qtbot.waitSignal(controller.checked):
        QTest.keyClicks(desk.form.prompt, "Who?")
    assert desk.form.prompt.accessibleDescription() == ""


def test_undo_shows_the_question_without_saving_it(desk: Desk, controller: FormController) -> None:
    QTest.keyClicks(desk.form.prompt, "a")
    controller.reload(SINGLE, PACK, revision=9)
    QTest.qWait(5)
    assert desk.saved == []
    assert not controller.is_dirty()
    assert not controller._due.isActive()


def test_control_enter_asks_for_a_new_question(qtbot: QtBot, desk: Desk, controller: FormController) -> None:
    for widget in (desk.form.prompt, desk.form.hint, desk.form.key.options.rows()[0].fields()[0]):
        with qtbot.waitSignal(desk.form.save_and_new_requested):
            press(widget, Qt.Key.Key_Return, CONTROL)
    assert "\n" not in desk.form.draft().prompt
