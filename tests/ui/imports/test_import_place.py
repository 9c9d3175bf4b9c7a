"""The import window and its frame are on the screen from the beginning."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from quizapp.ui.background import TaskRunner
from quizapp.ui.common.screen_room import place_at_first, within_screen
from quizapp.ui.imports.import_window import ImportWindow

from .import_rig import FakeTransfer

BAR = 40
"""Pixels of a title above a window, as most systems have them at most."""


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _assert_all_of_it_is_there(window: QWidget) -> None:
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    assert room.contains(frame.topLeft())
    assert frame.right() <= room.right()
    assert frame.top() + BAR + window.height() <= room.bottom() + 1, "the bar moves the rest down"


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("at", [QPoint(0, 0), QPoint(-900, -900), QPoint(4_000, 4_000), QPoint(60, 0)])
def test_a_window_over_another_keeps_its_frame_on_the_screen(
    qtbot: QtBot, parent: QWidget, at: QPoint, text_scale: float
) -> None:
    room = parent.screen().availableSize()
    parent.setGeometry(at.x(), at.y(), room.width(), room.height())
    window = QWidget(parent.window())
    window.setWindowFlag(window.windowFlags().Window)
    window.resize(within_screen(window, round(700 * text_scale), round(740 * text_scale)))
    place_at_first(window)
    _assert_all_of_it_is_there(window)


def test_the_import_window_is_placed_once_and_then_stays_where_it_was_put(qtbot: QtBot, parent: QWidget) -> None:
    runner = TaskRunner()
    window = ImportWindow(FakeTransfer(), runner, undo=lambda _: None, draft_of=lambda _: None, parent=parent)  # type: ignore[arg-type]
    window.setMinimumSize(1, 1)
    window.resize(within_screen(window, theme.px(600), 2_000))
    window.bring_forward()
    _assert_all_of_it_is_there(window)
    window.move(7, 9)
    window.close()
    window.bring_forward()
    assert (window.x(), window.y()) == (7, 9)
    runner.shut_down()
