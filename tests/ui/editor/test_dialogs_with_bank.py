"""The windows with the real author and a real bank: what they did can be undone, and one step does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.game.stored import State
from quizapp.ui.application import load_translation
from quizapp.ui.editor.bulk_dialog import BulkDialog
from quizapp.ui.editor.history_dialog import HistoryDialog
from quizapp.ui.editor.merge_dialog import MergeDialog
from quizapp.ui.editor.new_pack_dialog import NewPackDialog
from quizapp.ui.editor.replace_dialog import ReplaceDialog
from quizapp.ui.editor.replace_list import HitList
from quizapp.ui.editor.two_line_list import TwoLineList
from tests.author.conftest import Desk
from tests.play.conftest import a_pack
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.page_host import named
from tests.ui.painted import still_theme

UIDS = [question.uid for question in a_pack().questions]


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    with Desk(tmp_path).open() as made:
        made.packs.load(a_pack(), "digest 1")
        yield made


@pytest.fixture
def author(bank: Bank, tmp_path: Path) -> Author:
    return Desk(tmp_path).author(bank)


def prompts(author: Author) -> list[str]:
    return [author.get_many(UIDS)[uid].question.prompt for uid in UIDS]


def begins(dialog: ReplaceDialog | MergeDialog | BulkDialog, words: str) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if each.accessibleName().startswith(words))


def test_a_word_replaced_everywhere_and_undone(qtbot: QtBot, author: Author) -> None:
    before = prompts(author)
    word = before[0].split()[0]
    dialog = opened(qtbot, ReplaceDialog(author, None))
    told = heard(dialog)
    named(dialog, QLineEdit, "Find").setText(word)
    named(dialog, QLineEdit, "Replace with").setText("Runners")
    dialog.search()
    assert dialog.findChildren(HitList)[0].model().rowCount() > 0
    begins(dialog, "Replace ").click()

    assert all(word not in prompt and "Runners" in prompt for prompt in prompts(author) if prompt not in before)
    assert prompts(author) != before
    assert len(told) == 1

    author.undo()
    assert prompts(author) == before


def test_an_expression_that_never_ends_is_told(qtbot: QtBot, author: Author) -> None:
    author.set_field(UIDS[:1], "explanation", "a" * 3_000 + "!")
    dialog = opened(qtbot, ReplaceDialog(author, None))
    next(each for each in dialog.findChildren(QAbstractButton) if each.accessibleName() == "Regular expression").click()
    named(dialog, QLineEdit, "Find").setText("(a|aa)+$")
    dialog.search()

    assert "takes too long" in named(dialog, QLineEdit, "Find").accessibleDescription()


def test_many_questions_are_changed(qtbot: QtBot, author: Author) -> None:
    dialog = opened(qtbot, BulkDialog(author, UIDS))
    named(dialog, QComboBox, "Difficulty").setCurrentIndex(3)
    begins(dialog, "Change").click()

    assert {each.question.difficulty for each in author.get_many(UIDS).values()} == {3}


def test_a_version_comes_back_from_history(qtbot: QtBot, author: Author) -> None:
    before = prompts(author)[0]
    author.set_field(UIDS[:1], "prompt", "Something else?")
    dialog = opened(qtbot, HistoryDialog(author, UIDS[0]))
    named(dialog, TwoLineList, "Changes, newest first").setCurrentRow(1)
    named(dialog, QAbstractButton, "Back to this version").click()

    assert prompts(author)[0] == before
    assert named(dialog, TwoLineList, "Changes, newest first").count() == 3


def test_duplicates_are_merged(qtbot: QtBot, author: Author) -> None:
    dialog = opened(qtbot, MergeDialog(author, UIDS[:3]))
    begins(dialog, "Merge ").click()

    states = [author.get_many(UIDS[:3])[uid].state for uid in UIDS[:3]]
    assert states == [State.LIVE, State.RETIRED, State.RETIRED]


def test_a_new_pack_is_there(qtbot: QtBot, author: Author) -> None:
    dialog = opened(qtbot, NewPackDialog(author))
    named(dialog, QLineEdit, "Title").setText("Café quiz")
    named(dialog, QLineEdit, "Categories").setText("Drinks, Cakes")
    named(dialog, QAbstractButton, "Create the pack").click()

    assert not dialog.isVisible()
    made = next(pack for pack in author.packs() if pack.id == "cafe-quiz")
    assert [category.title for category in made.categories] == ["Drinks", "Cakes"]
