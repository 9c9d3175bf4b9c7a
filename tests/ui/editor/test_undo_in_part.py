"""Undoing what is partly overtaken: the window says what was left, and undoing goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.settings import SettingsFile
from quizapp.ui.application import load_translation
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.editor_window import EditorWindow
from tests.author.conftest import SHORT, SINGLE, Desk, of, stored
from tests.play.conftest import a_pack
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


def overtake(bank: Bank, author: Author, uid: str) -> None:
    """A change that is no step of undo, as a new version of a pack is."""
    now = stored(author, uid)
    draft = replace(now.question, prompt="Newer?")
    bank.questions.put("run-on", draft, now.state, seen_revision=now.revision, who="pack")


def told(window: EditorWindow) -> str:
    return " ".join(each.accessibleName() for each in window.findChildren(Notice) if each.isVisible())


def test_what_was_left_is_told_and_undoing_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open() as bank:
        bank.packs.load(a_pack(10), "digest 1")
        author = desk.author(bank)
        author.set_field([SHORT], "difficulty", 2)
        author.set_field([SINGLE], "difficulty", 3)
        author.set_field([SINGLE, SHORT], "category", "cast")
        overtake(bank, author, SINGLE)
        window = EditorWindow(author, SettingsFile(tmp_path / "settings.toml"))
        qtbot.addWidget(window)
        window.bring_forward()

        window._actions["undo"].trigger()
        assert of(author, SHORT).category == "plot"
        assert of(author, SINGLE).prompt == "Newer?"
        qtbot.waitUntil(lambda: "left as they are" in told(window))
        assert SINGLE in told(window)

        window._actions["undo"].trigger()
        qtbot.waitUntil(lambda: "is set aside" in told(window))
        assert "difficulty of “Who is in scene 3?”" in window._actions["undo"].text()

        window._actions["undo"].trigger()
        assert of(author, SHORT).difficulty == a_pack(10).questions[2].difficulty
        window.close()
