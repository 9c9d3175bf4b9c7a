"""Where the parts of the editor stand: nothing is cut at any text size, and short options stand two by two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.question import Distractor
from quizapp.settings import TEXT_SIZES
from quizapp.ui import theme
from quizapp.ui.editor.editor_window import MINIMUM_SIZE
from quizapp.ui.editor.question_form import QuestionForm
from tests.ui.editor.form_rig import DRAFTS, SINGLE, press, shown_form
from tests.ui.editor.window_rig import open_editor, some_questions
from tests.ui.fakes import PACK
from tests.ui.painted import spoken, still_theme

NARROWEST = 420
"""Pixels that each side of the window keeps."""
SHORT = replace(SINGLE, answers=("Rain",), distractors=tuple(map(Distractor, ("Snow", "Wind", "Fog"))))


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def place(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def content_of(form: QuestionForm) -> QWidget:
    content = form.page.widget()
    assert content is not None
    return content


def settled(form: QuestionForm, width: int) -> None:
    form.resize(width, 900)
    QApplication.processEvents()


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_no_field_of_any_kind_is_cut_at_the_right(qtbot: QtBot, qapp: QApplication, text_size: int) -> None:
    theme.apply(qapp, "light", text_scale=text_size / 100)
    form = shown_form(qtbot)
    settled(form, NARROWEST if text_size == 100 else MINIMUM_SIZE[0] // 2 - 10)
    for draft in DRAFTS:
        form.show_question(draft, PACK)
        assert content_of(form).minimumSizeHint().width() <= form.page.viewport().width(), (draft.uid, draft.kind)


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_the_smallest_window_shows_all_of_the_form_and_every_tool(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, text_size: int
) -> None:
    theme.apply(qapp, "light", text_scale=text_size / 100)
    window = open_editor(qtbot, some_questions(), tmp_path)
    window.resize(*MINIMUM_SIZE)
    QApplication.processEvents()
    form = window.findChildren(QuestionForm)[0]
    assert content_of(form).width() <= form.page.viewport().width()
    tools = window.findChildren(QToolBar)[0]
    shown = [tools.widgetForAction(action) for action in tools.actions() if not action.isSeparator()]
    assert all(button.isVisible() and place(button, window).right() <= window.width() for button in shown)
    assert all(isinstance(button, QToolButton) and button.toolTip() and spoken(button) for button in shown)


def test_labels_stand_beside_the_fields_or_above_them_where_it_is_narrow(qtbot: QtBot, qapp: QApplication) -> None:
    form = shown_form(qtbot)
    settled(form, 560)
    assert place(form.prompt, form).left() > theme.px(84)
    theme.apply(qapp, "light", text_scale=1.5)
    settled(form, 490)
    assert place(form.prompt, form).left() < theme.px(20)
    theme.apply(qapp, "light")
    settled(form, 560)
    assert place(form.prompt, form).left() > theme.px(84)


def places(form: QuestionForm) -> list[tuple[int, int]]:
    """Line and column of each option, from 0."""
    rows = [place(row, form) for row in form.key.options.rows()]
    lines, columns = sorted({each.top() for each in rows}), sorted({each.left() for each in rows})
    return [(lines.index(each.top()), columns.index(each.left())) for each in rows]


TWO_BY_TWO = [(0, 0), (0, 1), (1, 0), (1, 1)]
ONE_BELOW_THE_OTHER = [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_short_options_stand_two_by_two_where_there_is_room(qtbot: QtBot) -> None:
    form = shown_form(qtbot, SHORT)
    settled(form, 800)
    assert places(form) == TWO_BY_TWO
    settled(form, 560)
    assert places(form) == ONE_BELOW_THE_OTHER


def test_an_option_that_would_be_cut_has_a_line_for_itself(qtbot: QtBot) -> None:
    form = shown_form(qtbot, replace(SHORT, answers=("Because it rained on the day they first met " * 2,)))
    settled(form, 800)
    assert places(form) == ONE_BELOW_THE_OTHER


def test_options_part_while_one_is_typed_and_keep_the_focus_and_their_order(qtbot: QtBot) -> None:
    form = shown_form(qtbot, SHORT)
    settled(form, 800)
    field = form.key.options.rows()[2].fields()[0]
    field.setFocus()
    QTest.keyClicks(field, " that fell all day long, and all night")
    QApplication.processEvents()
    assert places(form) == ONE_BELOW_THE_OTHER
    assert field.hasFocus()
    for _ in range(len(" that fell all day long, and all night")):
        press(field, Qt.Key.Key_Backspace)
    assert places(form) == ONE_BELOW_THE_OTHER, "what is written does not jump about"
    form.show_question(SHORT, PACK)
    QApplication.processEvents()
    assert places(form) == TWO_BY_TWO
    assert form.draft() == SHORT


def test_what_is_folded_away_has_room_when_it_is_shown(qtbot: QtBot) -> None:
    form = shown_form(qtbot, SHORT)
    settled(form, 800)
    field = form.key.options.rows()[1].fields()[0]
    field.setFocus()
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert places(form) == ONE_BELOW_THE_OTHER
    assert form.key.options.rows()[1].fields()[2].hasFocus(), "the feedback"


def test_alt_down_moves_an_option_to_the_next_letter(qtbot: QtBot) -> None:
    form = shown_form(qtbot, SHORT)
    settled(form, 800)
    field = form.key.options.rows()[1].fields()[0]
    field.setFocus()
    press(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.text for each in form.draft().distractors] == ["Wind", "Snow", "Fog"]
    assert form.key.options.rows()[2].fields()[0].hasFocus()
    assert places(form) == TWO_BY_TWO
