"""The answer to an ordering question: every way to move a row, what is said and drawn of it, sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.play import order_list
from quizapp.ui.play.choice_look import ChoiceState
from quizapp.ui.play.order_list import OrderList
from tests.ui.painted import picture, spoken, still_theme

TEXTS = ("The race", "The interview", "The relay", "The exhibition", "The last run")
SHOWN = (2, 0, 1, 4, 3)
LONG = "Somebody runs along the river at night and does not look back until the sun is up again"
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(order_list, "announce", lambda widget, text: texts.append(text))
    return texts


@pytest.fixture
def rows(qtbot: QtBot) -> OrderList:
    return shown(qtbot, 470, 400)


def shown(qtbot: QtBot, width: int, height: int, *, compact: bool = False, texts: tuple[str, ...] = TEXTS) -> OrderList:
    made = OrderList()
    qtbot.addWidget(made)
    made.set_style(compact=compact, scale=1.0, gap=8 if compact else 10)
    order = SHOWN if len(texts) == len(SHOWN) else tuple(reversed(range(len(texts))))
    made.show_question([(place, texts[place]) for place in order], lambda text: "인터뷰" if "interview" in text else "")
    made.resize(width + 2 * REACH, height + 2 * REACH)
    made.show()
    return made


def drag(row: QWidget, by: int) -> None:
    grip = QPoint(80, 12)
    QTest.mousePress(row, LEFT, PLAIN, grip)
    for share in (0.3, 0.7, 1.0):
        # The row goes with the pointer, so what is left to go shrinks.
        target = row.property("from") + round(by * share)
        QTest.mouseMove(row, grip + QPoint(0, target - row.y()))
    QTest.mouseRelease(row, LEFT, PLAIN, grip)


def drag_row(rows: OrderList, at: int, by: int) -> None:
    row = rows.order()[at]
    row.setProperty("from", row.y())
    drag(row, by)


# --- moving ----------------------------------------------------------------------------------


def test_the_order_as_shown_may_be_confirmed(rows: OrderList) -> None:
    assert rows.chosen() == SHOWN
    assert rows.is_ready()
    assert rows.first_focus() is rows.order()[0]
    assert not OrderList().is_ready()


def test_the_buttons_of_a_row_move_it(qtbot: QtBot, rows: OrderList, said: list[str]) -> None:
    row = rows.order()[1]
    with qtbot.waitSignal(rows.changed):
        QTest.mouseClick(row.up, LEFT)
    assert rows.chosen() == (0, 2, 1, 4, 3)
    assert not row.up.isEnabled()
    QTest.mouseClick(row.down, LEFT)
    QTest.mouseClick(row.down, LEFT)
    assert rows.chosen() == (2, 1, 0, 4, 3)
    assert said == ["The race, place 1 of 5", "The race, place 2 of 5", "The race, place 3 of 5"]
    assert [row.key() for row in rows.order()] == ["1", "2", "3", "4", "5"]


def test_buttons_are_named_and_large_enough(rows: OrderList) -> None:
    row = rows.order()[0]
    assert spoken(row.up) == "Move The relay up"
    assert spoken(row.down) == "Move The relay down"
    assert min(row.up.width(), row.up.height(), row.down.width(), row.down.height()) >= 32
    assert not row.up.isEnabled()
    assert row.down.isEnabled()
    assert not rows.order()[-1].down.isEnabled()


def test_a_button_that_can_go_no_further_gives_the_focus_to_its_row(rows: OrderList) -> None:
    row = rows.order()[1]
    row.up.setFocus()
    QTest.keyClick(row.up, Qt.Key.Key_Space)
    assert rows.chosen()[0] == 0
    assert rows.window().focusWidget() is row


@pytest.mark.parametrize("modifier", [ALT, CTRL])
def test_a_modified_arrow_moves_the_focused_row(rows: OrderList, modifier: Qt.KeyboardModifier) -> None:
    row = rows.order()[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down, modifier)
    QTest.keyClick(row, Qt.Key.Key_Down, modifier)
    assert rows.chosen() == (0, 1, 2, 4, 3)
    assert rows.window().focusWidget() is row
    for _ in range(4):
        QTest.keyClick(row, Qt.Key.Key_Up, modifier)
    assert rows.chosen() == SHOWN
    QTest.keyClick(row.down, Qt.Key.Key_Down, modifier)
    assert rows.chosen() == (0, 2, 1, 4, 3)


def test_arrows_go_from_row_to_row_and_to_its_buttons(rows: OrderList) -> None:
    first, second = rows.order()[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert rows.window().focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Right)
    assert rows.window().focusWidget() is second.up
    QTest.keyClick(second.up, Qt.Key.Key_Right)
    assert rows.window().focusWidget() is second.down
    QTest.keyClick(second.down, Qt.Key.Key_Left)
    QTest.keyClick(second.up, Qt.Key.Key_Left)
    assert rows.window().focusWidget() is second
    QTest.keyClick(second.up, Qt.Key.Key_Up)
    assert rows.window().focusWidget() is first
    assert rows.chosen() == SHOWN


@pytest.mark.parametrize("putting_down", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_lifted_row_goes_with_the_arrows(rows: OrderList, said: list[str], putting_down: Qt.Key) -> None:
    row = rows.order()[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert row.is_raised()
    assert spoken(row) == "1. The relay, lifted"
    QTest.keyClick(row, Qt.Key.Key_Down)
    QTest.keyClick(row, Qt.Key.Key_Down)
    QTest.keyClick(row, putting_down)
    assert rows.chosen() == (0, 1, 2, 4, 3)
    assert not row.is_raised()
    assert said == [
        "The relay, place 1 of 5, lifted",
        "The relay, place 2 of 5",
        "The relay, place 3 of 5",
        "The relay, place 3 of 5",
    ]


def test_a_lifted_row_is_put_down_where_the_focus_goes_elsewhere(qtbot: QtBot, rows: OrderList) -> None:
    first, second = rows.order()[:2]
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert [first.is_raised(), second.is_raised()] == [False, True]
    rows.hide()
    assert not second.is_raised()


def test_digits_focus_a_row(rows: OrderList) -> None:
    rows.choose(3)
    assert rows.window().focusWidget() is rows.order()[3]
    for nowhere in (-1, 5, 9):
        rows.choose(nowhere)
    assert rows.window().focusWidget() is rows.order()[3]


def test_other_keys_are_for_the_page(qtbot: QtBot) -> None:
    page = _Page()
    qtbot.addWidget(page)
    rows = OrderList(page)
    rows.show_question([(place, TEXTS[place]) for place in SHOWN], lambda text: "")
    page.show()
    keys = [Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_C, Qt.Key.Key_Escape, Qt.Key.Key_F3]
    for key in keys:
        QTest.keyClick(rows.order()[1], key)
    QTest.keyClick(rows.order()[1].up, Qt.Key.Key_Enter)
    assert page.keys == [*keys, Qt.Key.Key_Enter]
    assert rows.chosen() == SHOWN


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event) -> None:
        self.keys.append(Qt.Key(event.key()))


def test_what_an_input_method_commits_is_handed_on(qtbot: QtBot, rows: OrderList) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString("ㅔ")
    with qtbot.waitSignal(rows.typed) as caught:
        QApplication.sendEvent(rows.order()[0], event)
    assert caught.args == ["ㅔ"]


def test_a_screen_reader_lifts_and_moves_by_pressing(qtbot: QtBot, rows: OrderList) -> None:
    row = rows.order()[0]
    for widget in (row, row.down):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.role() == QAccessible.Role.Button
        interface.actionInterface().doAction("Press")
        qtbot.wait(150)  # Qt shows the button pressed for a moment
    assert row.is_raised()
    assert rows.chosen() == (0, 2, 1, 4, 3)


def test_the_keyboard_and_screen_readers_go_through_the_rows_as_they_lie(rows: OrderList) -> None:
    QTest.keyClick(rows.order()[0], Qt.Key.Key_Down, CTRL)
    interface = QAccessible.queryAccessibleInterface(rows.content)
    names = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    numbered = [name for name in names if name]
    assert numbered == [
        "1. The race",
        "2. The relay",
        "3. The interview 인터뷰",
        "4. The last run",
        "5. The exhibition",
    ]
    first = rows.order()[0]
    met: list[QWidget | None] = [first]
    while len(met) < len(rows.focus_order()):
        met.append(met[-1] and met[-1].nextInFocusChain())
    assert met == rows.focus_order()


# --- dragging --------------------------------------------------------------------------------


def test_a_dragged_row_takes_the_place_it_is_dropped_at(qtbot: QtBot, rows: OrderList, said: list[str]) -> None:
    first, second = rows.order()[:2]
    step = second.y() - first.y()
    with qtbot.waitSignal(rows.changed):
        drag_row(rows, 0, round(step * 2.2))
    assert rows.chosen() == (0, 1, 2, 4, 3)
    assert rows.order()[2] is first
    assert first.y() == rows.order()[1].y() + step
    assert not first.is_dragged()
    assert not first.is_raised()
    assert said == ["The relay, place 3 of 5"]
    drag_row(rows, 2, -round(step * 5))
    assert rows.chosen() == SHOWN


def test_a_slot_shows_where_a_dragged_row_would_lie(rows: OrderList) -> None:
    row = rows.order()[0]
    QTest.mousePress(row, LEFT, PLAIN, QPoint(80, 12))
    QTest.mouseMove(row, QPoint(80, 14))
    assert rows.slot() is None
    QTest.mouseMove(row, QPoint(80, 40))
    assert row.is_dragged()
    assert rows.slot() is not None
    rows.hide()
    assert not row.is_dragged()
    assert rows.slot() is None


def test_a_drag_of_little_way_changes_nothing(rows: OrderList, said: list[str]) -> None:
    drag_row(rows, 1, 14)
    assert rows.chosen() == SHOWN
    assert rows.order()[1].y() > rows.order()[0].y()
    assert said == []


def test_rows_glide_where_motion_is_wanted(qtbot: QtBot, rows: OrderList) -> None:
    theme.set_motion("full")
    row, top = rows.order()[0], rows.order()[0].y()
    end = rows.order()[1].y()
    QTest.mouseClick(row.down, LEFT)
    assert row.y() < end
    assert rows.chosen() == (0, 2, 1, 4, 3)
    qtbot.waitUntil(lambda: row.y() == end, timeout=3000)
    assert rows.order()[0].y() == top


# --- verdict ---------------------------------------------------------------------------------


def test_the_verdict_tells_places_and_neighbours(rows: OrderList) -> None:
    before = [row.geometry() for row in rows.order()]
    rows.show_verdict((2, 0, 1, 3, 4))
    assert rows.chosen() == (2, 0, 1, 3, 4)
    assert [row.geometry() for row in rows.order()] == before
    assert [spoken(row) for row in rows.order()] == [
        "1. The relay, wrong place, right place 3",
        "2. The race, wrong place, right place 1, rightly followed by the next",
        "3. The interview 인터뷰, wrong place, right place 2",
        "4. The exhibition, right place, rightly followed by the next",
        "5. The last run, right place",
    ]
    assert [row.label() for row in rows.order()] == [
        "Right place: 3",
        "Right place: 1",
        "Right place: 2",
        "Right place",
        "Right place",
    ]
    wrong, right = ChoiceState.CHOSEN_WRONG, ChoiceState.RIGHT
    assert [row.state() for row in rows.order()] == [wrong, wrong, wrong, right, right]
    assert len(rows.links().links()) == 2
    assert rows.focus_order() == rows.order()


def test_after_the_verdict_nothing_moves(rows: OrderList) -> None:
    rows.show_verdict(SHOWN)
    row = rows.order()[0]
    row.click()
    QTest.keyClick(row, Qt.Key.Key_Space)
    QTest.keyClick(row, Qt.Key.Key_Down, ALT)
    drag_row(rows, 0, 200)
    row.down.click()
    assert rows.chosen() == SHOWN
    assert not row.is_raised()
    assert row.down.isHidden()
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert rows.window().focusWidget() is rows.order()[1]


def test_an_answer_that_never_came_still_tells_the_places(rows: OrderList) -> None:
    rows.show_verdict(())
    assert spoken(rows.order()[0]) == "1. The relay, right place 3"
    assert {row.state() for row in rows.order()} == {ChoiceState.FADED}
    assert not rows.links().links()


@pytest.mark.parametrize("width", [300, 470, 760])
def test_a_verdict_moves_no_text(qtbot: QtBot, width: int) -> None:
    rows = shown(qtbot, width, 420, texts=(*TEXTS[:4], LONG))
    before = [(row.geometry(), row.text_rect()) for row in rows.order()]
    rows.show_verdict(rows.chosen())
    assert [(row.geometry(), row.text_rect()) for row in rows.order()] == before


def test_a_new_question_starts_anew(rows: OrderList) -> None:
    rows.show_verdict(SHOWN)
    rows.show_question([(1, "b"), (0, "a"), (2, "c")], lambda text: "")
    assert rows.chosen() == (1, 0, 2)
    assert not rows.links().links()
    assert [spoken(row) for row in rows.order()] == ["1. b", "2. a", "3. c"]
    assert len(rows.focus_order()) == 9


def test_states_differ_without_colour(rows: OrderList) -> None:
    seen: list[QImage] = []
    for act in (
        lambda: None,
        rows.order()[0].click,
        lambda: rows.show_verdict(()),
        lambda: rows.show_verdict(SHOWN),
        lambda: rows.show_verdict(tuple(range(5))),
    ):
        act()
        grey = picture(rows, 500, 400).convertToFormat(QImage.Format.Format_Grayscale8)
        assert grey not in seen
        seen.append(grey)


def test_both_themes_are_painted(qapp: QApplication, rows: OrderList) -> None:
    rows.show_verdict(SHOWN)
    light = rows.grab().toImage()
    theme.apply(qapp, "dark")
    assert rows.grab().toImage() != light
    theme.apply(qapp, "light")
    assert rows.grab().toImage() == light
