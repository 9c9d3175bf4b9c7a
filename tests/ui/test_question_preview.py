"""Any question as the player sees it, without a round: before and after the answer, and only to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.game.question import Question
from quizapp.ui.play.choice_button import ChoiceState
from quizapp.ui.play.question_preview import QuestionPreview
from tests.ui.fakes import ALL_KINDS, PACK, matching, missing_word, several, single, typed
from tests.ui.page_host import assert_nothing_cut
from tests.ui.painted import still_theme
from tests.ui.round_rig import HOSTILE, LONG, labels, states, text_of

IDS = [each.uid for each in ALL_KINDS]


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def preview(qtbot: QtBot) -> QuestionPreview:
    """A preview in a window of its own."""
    made = QuestionPreview()
    qtbot.addWidget(made)
    made.resize(900, 460)
    made.show()
    return made


def _settle() -> None:
    QApplication.sendPostedEvents()
    QTest.qWait(1)


@pytest.mark.parametrize("question", ALL_KINDS, ids=IDS)
@pytest.mark.parametrize("size", [(640, 400), (900, 460), (1200, 700)])
def test_every_kind_is_shown_whole_before_and_after_the_answer(
    preview: QuestionPreview, question: Question, size: tuple[int, int]
) -> None:
    preview.resize(*size)
    preview.show_question(question, PACK, answered=False)
    _settle()
    assert_nothing_cut(preview)
    before = _places(preview)
    preview.show_question(question, PACK, answered=True)
    _settle()
    assert_nothing_cut(preview)
    assert _places(preview) == before
    assert text_of(preview, "prompt") == question.prompt


def _places(preview: QuestionPreview) -> list[QRect]:
    parts = (preview.card, preview.heading, preview.prompt, preview.answers)
    return [QRect(each.mapTo(preview, QPoint(0, 0)), each.size()) for each in parts]


@pytest.mark.parametrize("question", ALL_KINDS, ids=IDS)
def test_nothing_in_it_can_be_focused_or_clicked(preview: QuestionPreview, question: Question) -> None:
    preview.show_question(question, PACK, answered=False)
    _settle()
    assert all(each.focusPolicy() == Qt.FocusPolicy.NoFocus for each in preview.answers.focus_order())
    QTest.mouseClick(preview, Qt.MouseButton.LeftButton, pos=preview.answers.geometry().center())
    assert ChoiceState.CHOSEN_WRONG not in states(preview)


def test_the_right_answer_is_marked_once_it_is_answered(preview: QuestionPreview) -> None:
    preview.show_question(single(1), PACK, answered=True)
    assert sorted(state.name for state in states(preview)) == ["CHOSEN_RIGHT", "FADED", "FADED", "FADED"]
    preview.show_question(several(1), PACK, answered=True)
    assert states(preview).count(ChoiceState.CHOSEN_RIGHT) == 2
    preview.show_question(typed(1), PACK, answered=True)
    field = next(each for each in preview.findChildren(QLineEdit) if each.isVisible())
    assert field.text() == "Ki Seon-gyeom"
    assert field.accessibleName() == "Your answer, right"


def test_the_card_fills_its_gap(preview: QuestionPreview) -> None:
    preview.show_question(missing_word(1), PACK, answered=False)
    assert "blank" in preview.card.accessibleName()
    preview.show_question(missing_word(1), PACK, answered=True)
    assert "A cup of tea before the rain" in preview.card.accessibleName()


def test_going_back_to_the_question_shows_no_verdict(preview: QuestionPreview) -> None:
    preview.show_question(matching(1), PACK, answered=True)
    preview.show_question(matching(1), PACK, answered=False)
    names = [each.accessibleName() for each in preview.answers.focus_order()]
    assert not [name for name in names if "right" in name]


@pytest.mark.parametrize("question", [LONG, single(1, prompt=HOSTILE, line=HOSTILE, answers=(HOSTILE,))])
@pytest.mark.parametrize("answered", [False, True])
def test_long_and_strange_texts_are_shown_as_they_are(
    preview: QuestionPreview, question: Question, answered: bool
) -> None:
    preview.show_question(question, PACK, answered=answered)
    _settle()
    assert text_of(preview, "prompt").replace("\u200b", "") == question.prompt


def test_what_a_draft_may_lack_is_no_trouble(preview: QuestionPreview) -> None:
    """The editor shows questions while they are written."""
    drafts = [
        replace(single(1), answers=(), distractors=(), prompt="", line=""),
        replace(several(1), distractors=()),
        replace(typed(1), answers=()),
        replace(missing_word(1), answers=(), prompt="No gap"),
        replace(matching(1), pairs=(), extra=()),
        replace(single(1), category="nowhere"),
        *(replace(each, sequence=()) for each in ALL_KINDS if each.sequence),
    ]
    for draft in drafts:
        for answered in (False, True):
            preview.show_question(draft, PACK, answered=answered)
            _settle()
    assert "Nowhere" not in labels(preview)
