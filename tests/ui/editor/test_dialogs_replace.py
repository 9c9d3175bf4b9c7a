"""Find and replace: every place is seen before, and only what is ticked is changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.authoring import ReplaceStep
from quizapp.game.stored import StaleRevisionError
from quizapp.ui.application import load_translation
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.editor.replace_dialog import PIECE_S, ReplaceDialog
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
    for name in ("Explanation", "Answers and options"):
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


# In pieces


class SlowAuthor(FakeAuthor):
    """Looks no further than told: each question waits until it is let go."""

    allowed = 0

    def replace_steps(self, *values: Any, **named: Any) -> Iterator[ReplaceStep]:
        for step in super().replace_steps(*values, **named):
            while step.done > self.allowed:
                time.sleep(PIECE_S)
                yield step._replace(done=step.done - 1, hits=())
            yield step


@pytest.fixture
def slow() -> SlowAuthor:
    return SlowAuthor(many(4).questions)


@pytest.fixture
def piecewise(qtbot: QtBot, slow: SlowAuthor) -> ReplaceDialog:
    """Half of the questions have been looked through; each has two places in its explanation and one in its prompt."""
    dialog = opened(qtbot, ReplaceDialog(slow, None))  # pyright: ignore[reportArgumentType]
    slow.allowed = 2
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    qtbot.waitUntil(lambda: hits(dialog).model().rowCount() == 4)
    return dialog


def test_hits_and_their_count_grow_while_it_looks(qtbot: QtBot, piecewise: ReplaceDialog, slow: SlowAuthor) -> None:
    assert "6" in act(piecewise).accessibleName()
    assert not act(piecewise).isEnabled(), "what is not yet found would be left out without a word"
    assert status(piecewise) == "6 places in 2 questions; 2 of 4 questions looked through. Esc stops."

    named(piecewise, QLineEdit, "Find").setFocus()
    hits(piecewise).setCurrentIndex(hits(piecewise).model().index(3, 0))
    slow.allowed = 4
    qtbot.waitUntil(act(piecewise).isEnabled)

    assert "12" in act(piecewise).accessibleName()
    assert status(piecewise) == "12 places in 4 questions"
    assert hits(piecewise).currentIndex().row() == 3


def test_esc_stops_and_what_was_found_can_be_replaced(piecewise: ReplaceDialog, slow: SlowAuthor) -> None:
    press(Qt.Key.Key_Escape)

    assert piecewise.isVisible()
    assert status(piecewise) == "6 places in 2 questions. Stopped after 2 of 4 questions."
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert prompts(slow) == ["Whom does Seon-gyeom m"] * 2 + ["Whom does Sun-gyeom me"] * 2

    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert not piecewise.isVisible()


def test_another_text_ends_the_search_for_this_one(qtbot: QtBot, piecewise: ReplaceDialog, slow: SlowAuthor) -> None:
    named(piecewise, QLineEdit, "Find").setText("Mi-joo")
    assert act(piecewise).accessibleName() == "Replace"
    slow.allowed = 4
    qtbot.waitUntil(act(piecewise).isEnabled)
    assert status(piecewise) == "4 places in 4 questions"


def test_closing_ends_the_search(qtbot: QtBot, piecewise: ReplaceDialog, slow: SlowAuthor) -> None:
    model = hits(piecewise).model()
    piecewise.close()
    slow.allowed = 4
    qtbot.wait(100)
    assert model.rowCount() == 4


def test_a_bank_that_cannot_be_read_is_told_with_what_was_found(qtbot: QtBot, slow: SlowAuthor) -> None:
    dialog = opened(qtbot, ReplaceDialog(slow, None))  # pyright: ignore[reportArgumentType]
    whole = slow.replace_steps

    def broken(*values: Any) -> Iterator[ReplaceStep]:
        slow.allowed = 1
        yield next(whole(*values))
        raise BankError(DISK_FULL)

    slow.replace_steps = broken
    seek(dialog, "Sun-gyeom", "Seon-gyeom")
    assert told(dialog) == [DISK_FULL]
    assert status(dialog) == "3 places in 1 question. Stopped after 1 of 4 questions."
