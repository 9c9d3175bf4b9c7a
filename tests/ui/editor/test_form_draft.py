"""A question that could be asked but is a draft says so, and one press puts it in play."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.question import Distractor
from quizapp.game.stored import State
from tests.ui.editor.fake_author import Entry, FakeAuthor, draft
from tests.ui.editor.window_rig import CTRL, key, open_editor, settle, table_of

WRONG = (Distractor("It is red"), Distractor("It is green"), Distractor("It is blue"))


def test_a_copy_says_that_it_is_a_draft_and_is_put_in_play(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(number, distractors=WRONG)) for number in (1, 2)])
    window = open_editor(qtbot, author, tmp_path)
    notice = window._desk.draft_notice
    assert notice.isHidden()
    table_of(window).setFocus()
    key(window, Qt.Key.Key_D, CTRL)
    settle()
    assert window._desk.uid() == author.entries[-1].draft.uid
    assert notice.isVisible()
    assert notice.put.text() == "Put in play"
    assert "draft" in notice.put.accessibleDescription()
    notice.put.setFocus()
    key(window, Qt.Key.Key_Space)
    assert author.entries[-1].state is State.LIVE
    assert notice.isHidden()
    assert window._desk.form.prompt is QApplication.focusWidget()


def test_a_question_with_errors_or_in_play_has_no_such_notice(qtbot: QtBot, tmp_path: Path) -> None:
    unfinished = Entry(draft(1), State.DRAFT)
    others = [Entry(draft(2, distractors=WRONG)), Entry(draft(3, distractors=WRONG), State.RETIRED)]
    author = FakeAuthor([unfinished, *others])
    window = open_editor(qtbot, author, tmp_path)
    for entry in author.entries:
        window.open_question(entry.draft.uid)
        settle()
        assert window._desk.draft_notice.isHidden(), entry.state


def test_typing_an_error_takes_the_notice_away(qtbot: QtBot, tmp_path: Path) -> None:
    author = FakeAuthor([Entry(draft(1, distractors=WRONG), State.DRAFT)])
    window = open_editor(qtbot, author, tmp_path)
    assert window._desk.draft_notice.isVisible()
    window._desk.form.prompt.setPlainText("")
    window._desk._controller.check_now()
    assert window._desk.draft_notice.isHidden()
