"""What is shown comes back as it was, whatever it is, and nothing typed is lost when the kind changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.draft import Draft
from quizapp.game.question import Kind
from quizapp.ui.editor.question_form import QuestionForm
from quizapp.ui.play.home_layout import PageContent
from tests.ui.editor.form_rig import DRAFTS, SINGLE, WHOLE, shown_form
from tests.ui.fakes import PACK


@pytest.fixture
def form(qtbot: QtBot) -> QuestionForm:
    """A form that is not shown: filling it needs no window."""
    made = QuestionForm()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("draft", DRAFTS[::6], ids=range(0, len(DRAFTS), 6))
def test_a_draft_comes_back_exactly(form: QuestionForm, draft: Draft) -> None:
    form.show_question(draft, PACK)
    assert form.draft() == draft
    assert not form.is_changed()


def test_rows_of_one_question_leave_nothing_behind_in_the_next(form: QuestionForm) -> None:
    for draft in [*DRAFTS, *reversed(DRAFTS)]:
        form.show_question(draft, PACK)
        assert form.draft() == draft
        assert not form.is_changed()


@pytest.mark.parametrize("draft", WHOLE, ids=[each.uid for each in WHOLE])
def test_another_kind_and_back_loses_nothing(form: QuestionForm, draft: Draft) -> None:
    form.show_question(draft, PACK)
    for kind in Kind:
        form.kind.setCurrentIndex(form.kind.findData(str(kind)))
        assert form.draft().kind == kind
        assert form.draft().prompt == draft.prompt
        form.kind.setCurrentIndex(form.kind.findData(draft.kind))
        assert form.draft() == draft


def test_options_become_accepted_answers_and_come_back_after_saving(form: QuestionForm) -> None:
    form.show_question(SINGLE, PACK)
    form.kind.setCurrentIndex(form.kind.findData("short_answer"))
    typed = form.draft()
    assert (typed.answers, typed.distractors) == (SINGLE.answers, ())
    form.mark_saved(typed)
    assert not form.is_changed()
    form.kind.setCurrentIndex(form.kind.findData("single_choice"))
    assert form.draft().distractors == SINGLE.distractors


def test_a_draft_keeps_foreign_fields_it_was_loaded_with(form: QuestionForm) -> None:
    odd = replace(SINGLE, sequence=("a", "b"))
    form.show_question(odd, PACK)
    form.prompt.insert_plain("More. ")
    assert form.draft().sequence == ("a", "b")


def test_typed_text_is_cleaned_and_the_rest_stays(form: QuestionForm) -> None:
    form.show_question(replace(SINGLE, hint="  as it was  "), PACK)
    form.prompt.setPlainText("  A\u200b prompt ")
    assert form.draft() == replace(SINGLE, hint="  as it was  ", prompt="A prompt")


def test_nothing_to_show_means_nothing_to_type(form: QuestionForm) -> None:
    form.show_question(SINGLE, PACK)
    form.show_question(None, PACK)
    assert not form.isEnabled()
    assert not form.is_changed()


def test_showing_says_nothing_and_typing_says_edited(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    with qtbot.assertNotEmitted(form.edited):
        for draft in WHOLE:
            form.show_question(draft, PACK)
    form.show_question(SINGLE, PACK)
    with qtbot.waitSignal(form.edited):
        QTest.keyClicks(form.hint, "x")
    assert form.draft().hint == SINGLE.hint[:0] + "x" + SINGLE.hint
    assert form.is_changed()


def test_the_same_question_shown_again_keeps_focus_and_cursor(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    form.focus_prompt()
    cursor = form.prompt.textCursor()
    cursor.setPosition(5)
    form.prompt.setTextCursor(cursor)
    form.show_question(replace(SINGLE, prompt=SINGLE.prompt + " Really?"), PACK)
    assert form.prompt.hasFocus()
    assert form.prompt.textCursor().position() == 5


@pytest.mark.parametrize("draft", WHOLE, ids=[each.uid for each in WHOLE])
def test_every_field_has_a_name_and_the_tab_key_reaches_it(qtbot: QtBot, draft: Draft) -> None:
    form = shown_form(qtbot, draft)
    qtbot.wait(1)
    fields = [
        each for kind in (QLineEdit, QPlainTextEdit) for each in form.findChildren(kind) if each.isVisibleTo(form)
    ]
    assert all(field.accessibleName() for field in fields)
    form.category.setFocus()
    met: list[QWidget] = []
    for _ in range(200):
        focused = QApplication.focusWidget()
        if focused in met or focused is None:
            break
        met.append(focused)
        form.page.focusNextPrevChild(True)
    assert set(fields) <= set(met)
    content = form.prompt.window().findChild(PageContent)
    assert content is not None
    heights = [each.mapTo(content, each.rect().topLeft()).y() // 24 for each in met]
    assert heights == sorted(heights)


def test_rows_are_made_once_and_used_again(form: QuestionForm) -> None:
    for draft in WHOLE:
        form.show_question(draft, PACK)
    fields = len(form.findChildren(QLineEdit))
    for draft in WHOLE * 3:
        form.show_question(draft, PACK)
    assert len(form.findChildren(QLineEdit)) == fields
