"""The form by the Tab key alone: from the top to the bottom, from text to text, and out of it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.draft import Draft
from quizapp.game.question import Media
from quizapp.ui.editor.form_options import OptionRow
from quizapp.ui.editor.question_form import QuestionForm
from tests.ui.editor.form_rig import SINGLE, WHOLE, press
from tests.ui.fakes import PACK
from tests.ui.painted import spoken

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FULL = [replace(each, tags=("a", "b"), media=Media("media/x.png", "A track")) for each in WHOLE]


class _Window(QWidget):
    """A form, and a field that the Tab key comes to after it."""

    def __init__(self) -> None:
        super().__init__()
        self.form, self.after = QuestionForm(self), QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        column.addWidget(self.after)


Show = Callable[[Draft], _Window]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    kept: list[_Window] = []

    def shown(draft: Draft) -> _Window:
        kept.append(_Window())
        qtbot.addWidget(kept[-1])
        kept[-1].resize(560, 900)
        with qtbot.waitActive(kept[-1]):
            kept[-1].show()
            kept[-1].activateWindow()
        kept[-1].form.show_question(draft, PACK)
        QTest.qWait(10)
        return kept[-1]

    return shown


def _walk(first: QWidget, last: QWidget, tab: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the Tab key stops from one field to another, both included."""
    first.setFocus()
    stops: list[QWidget] = [first]
    while stops[-1] is not last and len(stops) < 200:
        press(stops[-1], tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused is not stops[-1], focused.accessibleName()
        stops.append(focused)
    return stops


def _options(form: QuestionForm) -> list[OptionRow]:
    return [row for row in form.key.options.rows() if isinstance(row, OptionRow)]


def test_tab_goes_from_the_prompt_from_option_to_option(show: Show) -> None:
    window = show(SINGLE)
    form, after = window.form, window.after
    fields = [row.field for row in _options(form)]
    stops = _walk(form.prompt, after)
    assert stops[1 : 1 + len(fields)] == fields


@pytest.mark.parametrize("draft", FULL, ids=[each.uid for each in FULL])
def test_tab_stops_at_every_field_from_the_top_to_the_bottom(show: Show, draft: Draft) -> None:
    window = show(draft)
    form, after = window.form, window.after
    stops = _walk(form.category, after)[:-1]
    content = form.page.widget()
    assert content is not None
    tops = [each.mapTo(content, QPoint(0, each.height() // 2)).y() for each in stops]
    assert all(later >= earlier - 12 for earlier, later in pairwise(tops)), [
        (each.accessibleName(), top) for each, top in zip(stops, tops, strict=True)
    ]
    fields = [each for each in content.findChildren(QLineEdit) if each.isVisible()]
    assert set(fields) <= set(stops)
    assert {form.prompt, form.explanation, form.kind, form.media.choose, form.media.remove} <= set(stops)
    assert all(spoken(each) for each in stops)


@pytest.mark.parametrize("draft", FULL, ids=[each.uid for each in FULL])
def test_shift_tab_goes_the_same_way_back(show: Show, draft: Draft) -> None:
    window = show(draft)
    form, after = window.form, window.after
    forward = _walk(form.category, after)
    assert _walk(after, form.category, Qt.Key.Key_Backtab) == forward[::-1]


def test_ctrl_r_says_which_option_is_right(show: Show) -> None:
    window = show(SINGLE)
    form = window.form
    second = _options(form)[1]
    second.field.setFocus()
    press(second.field, Qt.Key.Key_R, CONTROL)
    assert form.draft().answers == (SINGLE.distractors[0].text,)
    assert second.field.hasFocus()
    assert "Ctrl+R" in second.mark.toolTip()


def test_alt_enter_opens_and_closes_episode_and_feedback(show: Show) -> None:
    window = show(SINGLE)
    form = window.form
    row = _options(form)[1]
    row.field.setFocus()
    press(row.field, Qt.Key.Key_Return, ALT)
    assert row.feedback.hasFocus()
    press(row.feedback, Qt.Key.Key_Tab)
    assert row.episode.hasFocus()
    press(row.episode, Qt.Key.Key_Return, ALT)
    assert row.field.hasFocus()
    assert not row.feedback.isVisible()
    assert "Alt+Return" in row.fold.toolTip() or "Alt+Enter" in row.fold.toolTip()


def test_alt_enter_does_nothing_for_the_right_option(show: Show) -> None:
    window = show(SINGLE)
    form = window.form
    row = _options(form)[0]
    row.field.setFocus()
    press(row.field, Qt.Key.Key_Return, ALT)
    assert row.field.hasFocus()
    assert not row.feedback.isVisible()
