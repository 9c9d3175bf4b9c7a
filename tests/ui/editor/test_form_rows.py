"""Rows from the keyboard: they are added, moved, removed, marked, and filled from a block of lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Source
from quizapp.ui.editor.form_options import OptionRow
from quizapp.ui.editor.form_rows import ROWS_MAX
from quizapp.ui.editor.form_text import FIELD_LENGTH_MAX, plain_text
from quizapp.ui.editor.question_form import QuestionForm
from tests.ui.editor.form_rig import SINGLE, paste, press, shown_form
from tests.ui.fakes import PACK

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LETTERS = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
BLANK = Draft(uid="new", kind="single_choice")


def _option(form: QuestionForm, place: int) -> OptionRow:
    row = form.key.options.rows()[place]
    assert isinstance(row, OptionRow)
    return row


def test_a_new_choice_is_written_from_the_keyboard_alone(qtbot: QtBot) -> None:
    form = shown_form(qtbot, BLANK)
    form.focus_prompt()
    QTest.keyClicks(form.prompt, "Which letter?")
    _option(form, 0).field.setFocus()
    for text in LETTERS:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QLineEdit)
        QTest.keyClicks(focused, text)
        press(focused, Qt.Key.Key_Return)
    draft = form.draft()
    assert draft.answers == ("Alpha",)
    assert draft.distractors == tuple(map(Distractor, LETTERS[1:]))


def test_enter_in_the_last_row_adds_one_and_no_second_blank_one(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    rows = form.key.options.rows()
    for _ in range(3):
        press(form.key.options.rows()[-1].fields()[0], Qt.Key.Key_Return)
    assert len(form.key.options.rows()) == len(rows) + 1
    assert form.draft() == SINGLE


def test_alt_up_and_down_move_a_row_with_the_focus_and_all_it_holds(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    first, second = SINGLE.distractors[0], SINGLE.distractors[1]
    _option(form, 1).field.setFocus()
    press(_option(form, 1).field, Qt.Key.Key_Down, ALT)
    assert _option(form, 2).field.hasFocus()
    assert form.draft().distractors[:2] == (second, first)
    press(_option(form, 2).field, Qt.Key.Key_Up, ALT)
    assert form.draft() == SINGLE
    form.move_focused_row(1)
    assert form.draft().distractors[:2] == (second, first)


def test_a_row_at_the_end_stays_there(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    press(_option(form, 0).field, Qt.Key.Key_Up, ALT)
    assert form.draft() == SINGLE


@pytest.mark.parametrize(
    ("kind", "rows", "field"),
    [("ordering", "sequence", "sequence"), ("short_answer", "answers", "answers")],
)
def test_a_block_of_lines_makes_a_row_of_each(qtbot: QtBot, kind: str, rows: str, field: str) -> None:
    form = shown_form(qtbot, Draft(uid="x", kind=kind))
    paste(getattr(form.key, rows).rows()[0].fields()[0], "\n".join(LETTERS) + "\n\n  \n")
    assert getattr(form.draft(), field) == LETTERS


def test_a_block_of_lines_fills_blank_options_and_pushes_others_down(qtbot: QtBot) -> None:
    form = shown_form(qtbot, replace(BLANK, answers=("Key",), distractors=(Distractor("Last", 3, "no"),)))
    paste(_option(form, 2).field, "\r\n".join(LETTERS))
    assert form.draft().answers == ("Key",)
    assert form.draft().distractors == (Distractor("Last", 3, "no"), *map(Distractor, LETTERS))
    form.show_question(replace(SINGLE, uid="other"), PACK)
    paste(_option(form, 1).field, "One\nTwo")
    texts = [each.text for each in form.draft().distractors]
    assert texts == ["One", "Two", *(each.text for each in SINGLE.distractors[1:])]


def test_pairs_are_split_and_sources_know_an_address(qtbot: QtBot) -> None:
    form = shown_form(qtbot, Draft(uid="x", kind="matching"))
    paste(form.key.pairs.rows()[0].fields()[0], "Korea\tSeoul\nJapan = Tokyo\nFrance – Paris\nalone")
    assert form.draft().pairs == (("Korea", "Seoul"), ("Japan", "Tokyo"), ("France", "Paris"), ("alone", ""))
    paste(form.sources.rows()[0].fields()[0], "https://a.example/1\nhttps://a.example/2")
    assert form.draft().sources == (Source("", "https://a.example/1"), Source("", "https://a.example/2"))


def test_a_pasted_book_is_cut_and_the_author_told(qtbot: QtBot) -> None:
    form = shown_form(qtbot, BLANK)
    paste(_option(form, 1).field, "\n".join(f"line {number}" for number in range(5_000)))
    qtbot.waitUntil(lambda: any("left out" in each for each in form.key.shown_sections()[0].notes()))
    assert len(form.draft().distractors) <= ROWS_MAX


@pytest.mark.parametrize("field", ["prompt", "explanation", "hint", "line"])
def test_two_hundred_thousand_characters_are_cut_and_the_author_told(qtbot: QtBot, field: str) -> None:
    form = shown_form(qtbot, BLANK)
    paste(getattr(form, field), "word " * 40_000)
    assert 0 < len(getattr(form.draft(), field)) <= FIELD_LENGTH_MAX
    section = next(each for each in form._every_section() if field in each.fields)
    qtbot.waitUntil(lambda: any("left out" in each for each in section.notes()))
    QTest.keyClick(form.tags.field, Qt.Key.Key_A)
    assert not any("left out" in each for each in section.notes())


def test_a_full_field_takes_no_further_letter(qtbot: QtBot) -> None:
    form = shown_form(qtbot, BLANK)
    paste(form.prompt, "a" * FIELD_LENGTH_MAX)
    QTest.keyClicks(form.prompt, "bcd")
    assert form.draft().prompt == "a" * FIELD_LENGTH_MAX


@pytest.mark.parametrize("field", ["prompt", "hint"])
def test_markup_becomes_text_and_control_characters_go(qtbot: QtBot, field: str) -> None:
    form = shown_form(qtbot, BLANK)
    paste(getattr(form, field), html="<p>Who <b>runs</b>?<img src=x><script>no()</script></p>")
    assert getattr(form.draft(), field) == "Who runs?"
    paste(getattr(form, field), "\x00 <i>R&D</i>\x07\u202e\ud800"[:-1])
    assert getattr(form.draft(), field).replace(" ", "") == "Whoruns?<i>R&D</i>"


def test_something_else_than_text_is_not_pasted() -> None:
    data = QMimeData()
    data.setData("image/png", b"\x89PNG")
    assert plain_text(data) == ""


def test_one_mark_in_a_single_choice_and_several_in_a_multiple_one(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    press(_option(form, 1).mark, Qt.Key.Key_Space)
    assert form.draft().answers == (SINGLE.distractors[0].text,)
    assert len(form.draft().distractors) == len(SINGLE.distractors)
    form.kind.setCurrentIndex(form.kind.findData("multiple_choice"))
    press(_option(form, 1).mark, Qt.Key.Key_Space)
    assert len(form.draft().answers) == 2


def test_a_right_option_that_is_wrong_again_has_its_feedback_again(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    press(_option(form, 1).mark, Qt.Key.Key_Space)
    assert not _option(form, 1).feedback.isVisible()
    press(_option(form, 0).mark, Qt.Key.Key_Space)
    assert form.draft() == SINGLE


def test_feedback_and_episode_are_folded_away(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    row = _option(form, 2)
    assert not row.feedback.isVisible()
    press(row.fold, Qt.Key.Key_Space)
    assert row.feedback.isVisible()
    QTest.keyClicks(row.feedback, "Not she.")
    QTest.keyClicks(row.episode, "7x")
    assert form.draft().distractors[1] == Distractor(SINGLE.distractors[1].text, 7, "Not she.")


def test_control_shift_delete_removes_a_row_and_an_emptied_one_is_not_kept(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    press(_option(form, 1).field, Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert form.draft().distractors == SINGLE.distractors[1:]
    field = _option(form, 1).field
    field.selectAll()
    press(field, Qt.Key.Key_Delete)
    assert form.draft().distractors == SINGLE.distractors[2:]


def test_tags_are_added_split_and_taken_away(qtbot: QtBot) -> None:
    form = shown_form(qtbot, BLANK)
    QTest.keyClicks(form.tags.field, "one,two")
    assert form.draft().tags == ("one", "two")
    press(form.tags.field, Qt.Key.Key_Return)
    QTest.keyClicks(form.tags.field, "one")
    press(form.tags.field, Qt.Key.Key_Return)
    assert form.draft().tags == ("one", "two")
    form.tags.remove(0)
    assert form.draft().tags == ("two",)
    paste(form.tags.field, "x\ny, z")
    assert form.draft().tags == ("two", "x", "y", "z")
    press(form.tags.field, Qt.Key.Key_Backspace)
    assert form.draft().tags == ("two", "x", "y")


def test_the_gap_is_put_at_the_cursor(qtbot: QtBot) -> None:
    form = shown_form(qtbot, Draft(uid="x", kind="missing_word", prompt="A cup"))
    form.gap.click()
    assert form.draft().prompt == "___A cup"
    assert form.prompt.hasFocus()


def test_undo_is_left_to_the_window(qtbot: QtBot) -> None:
    form = shown_form(qtbot)
    assert not form.prompt.document().isUndoRedoEnabled()
    QTest.keyClicks(form.prompt, "x")
    QTest.keySequence(form.prompt, QKeySequence(QKeySequence.StandardKey.Undo))
    assert form.draft().prompt == "x" + SINGLE.prompt
