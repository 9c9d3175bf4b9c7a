"""The answers that are put together, in every size: nothing is cut, everything can be reached, any text is borne."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.play.match_board import MatchBoard
from quizapp.ui.play.match_item import MatchItem
from tests.ui.painted import HOSTILE, picture, still_theme
from tests.ui.test_match_board import shown as shown_board
from tests.ui.test_order_list import shown as shown_rows

LONG = "A translator of films who has waited outside of the stadium for longer than anybody knows"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


# --- matching --------------------------------------------------------------------------------


def _items(board: MatchBoard) -> list[MatchItem]:
    return [*board.lefts(), *board.rights()]


def test_six_pairs_fit_a_small_window(qtbot: QtBot) -> None:
    board = shown_board(qtbot, 760, 240, compact=True, pairs=6)
    assert board.height_needed(760) <= 240
    assert all(item.height() >= 32 for item in _items(board))
    assert not board.verticalScrollBar().isVisible()
    assert board.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [400, 470, 760, 1100])
def test_long_items_wrap_and_are_never_cut(
    qtbot: QtBot, qapp: QApplication, width: int, compact: bool, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    board = shown_board(qtbot, width, 300, compact=compact)
    board.show_question([LONG, "b", "c"], [(1, "b"), (0, LONG + LONG), (2, "W" * 60)], lambda text: "")
    assert board.horizontalScrollBar().maximum() == 0
    assert board.content.width() == board.viewport().width()
    for item in _items(board):
        inside = item.text_rect()
        assert inside.top() >= 0
        assert inside.bottom() <= item.height()
        assert inside.right() <= item.width()
        assert item.geometry().right() <= board.content.width() - REACH
        assert item.height() >= 32
    assert board.content.height() >= board.height_needed(board.viewport().width() - 2 * REACH) + 2 * REACH


def test_the_board_scrolls_to_what_has_the_focus(qtbot: QtBot) -> None:
    board = shown_board(qtbot, 470, 200, pairs=9)
    assert board.verticalScrollBar().maximum() > 0
    board.choose(8)
    assert board.window().focusWidget() is board.lefts()[8]
    top = board.lefts()[8].mapTo(board, QPoint(0, 0)).y()
    assert 0 <= top <= board.height() - board.lefts()[8].height()
    board.focusNextPrevChild(True)
    assert board.rights()[0].mapTo(board, QPoint(0, 0)).y() >= 0


def test_new_fonts_are_heard_of(qtbot: QtBot, qapp: QApplication) -> None:
    board = shown_board(qtbot, 470, 400)
    needed = board.height_needed(470)
    theme.apply(qapp, "light", text_scale=1.5)
    assert board.height_needed(470) > needed
    assert all(item.height() >= item.heightForWidth(item.width()) for item in _items(board))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_the_board(qtbot: QtBot, text: str) -> None:
    board = shown_board(qtbot, 470, 300)
    board.show_question([text, "b"], [(1, text), (0, "a")], lambda text: "한" * 3)
    board.choose(0)
    board.choose_right(0)
    assert not picture(board, 470, 300).isNull()
    board.show_verdict(board.chosen())
    assert not picture(board, 470, 300).isNull()


# --- ordering --------------------------------------------------------------------------------


def test_six_items_fit_a_small_window(qtbot: QtBot) -> None:
    rows = shown_rows(qtbot, 760, 240, compact=True, texts=tuple(f"Something that happens {at}" for at in range(6)))
    assert rows.height_needed(760) <= 240
    assert rows.verticalScrollBar().maximum() == 0
    assert all(row.height() >= 32 for row in rows.order())
    assert all(row.rect().contains(row.up.geometry()) for row in rows.order())


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [300, 470, 760, 1100])
def test_long_rows_wrap_and_are_never_cut(
    qtbot: QtBot, qapp: QApplication, width: int, compact: bool, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    rows = shown_rows(qtbot, width, 300, compact=compact, texts=(LONG, "b", LONG + LONG, "W" * 60))
    assert rows.horizontalScrollBar().maximum() == 0
    for row in rows.order():
        inside = row.text_rect()
        assert inside.top() >= 0
        assert inside.bottom() <= row.height()
        assert inside.right() <= row.up.x()
        assert row.geometry().right() <= rows.content.width() - REACH
        assert row.rect().contains(row.down.geometry())
    assert rows.content.height() >= rows.height_needed(rows.viewport().width() - 2 * REACH) + 2 * REACH


def test_many_rows_scroll_to_the_one_that_moves(qtbot: QtBot) -> None:
    rows = shown_rows(qtbot, 470, 200, texts=tuple(f"Item {at}" for at in range(12)))
    row = rows.order()[0]
    for _ in range(11):
        QTest.keyClick(row, Qt.Key.Key_Down, CTRL)
    assert rows.order()[-1] is row
    top = row.mapTo(rows, QPoint(0, 0)).y()
    assert 0 <= top <= rows.height() - row.height()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_the_list(qtbot: QtBot, text: str) -> None:
    rows = shown_rows(qtbot, 470, 300)
    rows.show_question([(1, text), (0, "a"), (2, "c")], lambda text: "한" * 3)
    QTest.keyClick(rows.order()[0], Qt.Key.Key_Down, CTRL)
    assert not picture(rows, 470, 300).isNull()
    rows.show_verdict(rows.chosen())
    assert not picture(rows, 470, 300).isNull()
