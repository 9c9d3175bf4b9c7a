"""Find and replace: every place is seen before, and only what is ticked is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.stored import StaleRevisionError
from quizapp.ui.application import load_translation
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.editor.replace_dialog import ReplaceDialog
from quizapp.ui.editor.replace_list import HitList
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.editor.fake_author_dialogs import FakeAuthor, many
from tests.ui.fakes import DISK_FULL
from tests.ui.page_host import named, press, write
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


@pytest.fixture
def author() -> FakeAuthor:
    return many(4)


@pytest.fixture
def dialog(qtbot: QtBot, author: FakeAuthor) -> ReplaceDialog:
    """Two of four questions are selected; each has the name once in its prompt and twice in its explanation."""
    return opened(qtbot, ReplaceDialog(author, ["q1", "q2"]))  # pyright: ignore[reportArgumentType]


def seek(dialog: ReplaceDialog, find: str, replacement: str) -> None:
    """Typed, and Enter, which does not wait."""
    named(dialog, QLineEdit, "Find").setText(find)
    named(dialog, QLineEdit, "Replace with").setText(replacement)
    dialog.search()


def act(dialog: ReplaceDialog) -> QAbstractButton:
    found = [each for each in dialog.findChildren(QAbstractButton) if each.accessibleName().startswith("Replace")]
    assert len(found) == 1
    return found[0]


def status(dialog: ReplaceDialog) -> str:
    label = dialog.findChild(QLabel, "replace-status")
    assert isinstance(label, QLabel)
    return label.text()


def hits(dialog: ReplaceDialog) -> HitList:
    return named(dialog, HitList, "Places where something would be replaced")


def told(dialog: ReplaceDialog) -> list[str]:
    return [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()]


def prompts(author: FakeAuthor) -> list[str]:
    return [each.question.prompt[:22] for each in author.questions.values()]


def test_by_keyboard_alone(qtbot: QtBot, dialog: ReplaceDialog, author: FakeAuthor) -> None:
    heard_of = heard(dialog)
    write("Sun-gyeom")
    assert status(dialog) == "Searching…"
    press(Qt.Key.Key_Tab)
    write("Seon-gyeom")
    qtbot.waitUntil(lambda: hits(dialog).model().rowCount() == 4)
    hits(dialog).setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert prompts(author) == ["Whom does Seon-gyeom m"] * 2 + ["Whom does Sun-gyeom me"] * 2
    assert "Sun" in author.questions["q1"].question.explanation  # its tick was taken away
    assert "Sun" not in author.questions["q2"].question.explanation
    assert heard_of == [("q1", "q2")]
    assert dialog.isVisible()
    assert hits(dialog).model().rowCount() == 1


def test_the_button_counts_what_is_ticked(dialog: ReplaceDialog) -> None:
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    assert "6" in act(dialog).accessibleName()

    named(dialog, QAbstractButton, "Tick none").click()
    assert act(dialog).accessibleName() == "Replace"
    assert not act(dialog).isEnabled()

    named(dialog, QAbstractButton, "Tick all").click()
    assert "6" in act(dialog).accessibleName()


def test_a_click_on_the_tick_takes_it_away(dialog: ReplaceDialog) -> None:
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    view = hits(dialog)
    row: QRect = view.visualRect(view.model().index(1, 0))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + row.center() * 0)
    assert "6" in act(dialog).accessibleName()
    tick = row.topLeft()
    tick.setX(tick.x() + 20)
    tick.setY(row.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tick)

    assert "4" in act(dialog).accessibleName()


def test_rows_say_where_and_what(dialog: ReplaceDialog) -> None:
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    model: Any = hits(dialog).model()

    spoken = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken.startswith("Explanation · Whom does Sun-gyeom meet in scene 1?: Ki [removed: Sun-gyeom] steps in.")
    assert "[added: Seon-gyeom]" in spoken


def test_all_questions_and_chosen_fields(dialog: ReplaceDialog, author: FakeAuthor) -> None:
    dialog.findChildren(Segmented)[0].set_current("all")
    for name in ("Explanation", "Answers and choices"):
        named(dialog, QCheckBox, name).setChecked(False)
    named(dialog, QCheckBox, "Match case").setChecked(True)
    seek(dialog, "sun", "Seon")
    assert status(dialog) == "Nowhere found."

    named(dialog, QCheckBox, "Match case").setChecked(False)
    dialog.search()

    fields = ("prompt", "line", "hint", "sources", "media")
    assert author.done[-1] == ("plan_replace", None, "sun", "Seon", fields, False, False)
    assert hits(dialog).model().rowCount() == 4


def test_without_a_selection_it_looks_in_all(qtbot: QtBot, author: FakeAuthor) -> None:
    dialog = opened(qtbot, ReplaceDialog(author, None))  # pyright: ignore[reportArgumentType]

    seek(dialog, "Sun-gyeom", "Seon-gyeom")

    assert author.done[-1][1] is None
    assert not dialog.findChildren(Segmented)[0].isVisible()


def test_a_bad_expression_is_explained_beside_the_field(dialog: ReplaceDialog) -> None:
    named(dialog, QCheckBox, "Regular expression").setChecked(True)
    seek(dialog, "Sun-(gyeom", "x")

    field = named(dialog, QLineEdit, "Find")
    assert field.accessibleDescription() == "The expression “Sun-(gyeom” cannot be read."
    assert not act(dialog).isEnabled()

    seek(dialog, "Sun-gyeo.", "x")
    assert field.accessibleDescription() == ""
    assert act(dialog).isEnabled()


def test_what_was_planned_for_another_text_is_never_done(dialog: ReplaceDialog, author: FakeAuthor) -> None:
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    named(dialog, QLineEdit, "Replace with").setText("Someone")

    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not any(what[0] == "replace" for what in author.done)


def test_a_full_disk_loses_no_tick(dialog: ReplaceDialog, author: FakeAuthor) -> None:
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    hits(dialog).setFocus()
    press(Qt.Key.Key_Space)
    author.fails = BankError(DISK_FULL)
    act(dialog).click()
    assert told(dialog) == [DISK_FULL]
    assert "5" in act(dialog).accessibleName()

    author.fails = None
    act(dialog).click()

    assert prompts(author)[:2] == ["Whom does Sun-gyeom me", "Whom does Seon-gyeom m"]


def test_a_question_changed_elsewhere_is_told_and_looked_at_again(dialog: ReplaceDialog, author: FakeAuthor) -> None:
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    planned = len(author.done)
    author.fails = StaleRevisionError("q1", author.questions["q1"])  # pyright: ignore[reportAttributeAccessIssue]

    act(dialog).click()

    assert "changed in another window" in told(dialog)[0]
    assert len(author.done) == planned + 1
