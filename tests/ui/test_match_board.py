"""The answer to a matching question: every way to join, what is said and drawn of it, sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.play import match_board, match_item
from quizapp.ui.play.choice_look import ChoiceState
from quizapp.ui.play.match_board import NOTHING_BESIDE, MatchBoard, column_letter
from quizapp.ui.play.match_item import MatchItem
from tests.ui.painted import picture, spoken, still_theme

LEFTS = ("Ki Seon-gyeom", "Oh Mi-joo", "Seo Dan-ah")
RIGHTS = ("Sprinter", "Film translator", "Sports agent", "Film director")
SHOWN = (2, 0, 3, 1)  # A is the sports agent, B the sprinter, C belongs to none, D the translator
HANGUL = {"Ki Seon-gyeom": "기선겸", "Oh Mi-joo": "오미주"}
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(match_board, "announce", lambda widget, text: texts.append(text))
    return texts


@pytest.fixture
def board(qtbot: QtBot) -> MatchBoard:
    return shown(qtbot, 760, 400)


def shown(qtbot: QtBot, width: int, height: int, *, compact: bool = False, pairs: int = 3) -> MatchBoard:
    made = MatchBoard()
    qtbot.addWidget(made)
    made.set_style(compact=compact, scale=1.0, gap=8 if compact else 10)
    if pairs == 3:
        made.show_question(LEFTS, [(place, RIGHTS[place]) for place in SHOWN], lambda text: HANGUL.get(text, ""))
    else:
        texts = [f"Person number {number}" for number in range(pairs)]
        rights = [(at, f"A profession of some length {at}") for at in reversed(range(pairs))]
        made.show_question(texts, rights, lambda text: "")
    made.resize(width + 2 * REACH, height + 2 * REACH)
    made.show()
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, CLICK, Qt.KeyboardModifier.NoModifier, QPoint(20, 10))


def join_all(board: MatchBoard) -> None:
    """As the key has it."""
    for left, right in ((0, 1), (1, 3), (2, 0)):
        board.choose(left)
        board.choose_right(right)


# --- joining ---------------------------------------------------------------------------------


def test_a_left_and_a_right_that_are_clicked_are_joined_in_either_order(board: MatchBoard) -> None:
    lefts, rights = board.lefts(), board.rights()
    assert board.chosen() == (NOTHING_BESIDE,) * 3
    click(lefts[0])
    click(rights[1])
    click(rights[2])
    click(lefts[2])
    assert board.chosen() == (0, NOTHING_BESIDE, 3)
    assert not board.is_ready()
    click(lefts[1])
    click(rights[3])
    assert board.is_ready()


def test_a_joined_item_that_is_clicked_is_free_and_in_hand(board: MatchBoard) -> None:
    join_all(board)
    click(board.rights()[1])
    assert board.chosen() == (NOTHING_BESIDE, 1, 2)
    click(board.lefts()[1])
    assert board.chosen() == (NOTHING_BESIDE, 0, 2)


def test_a_right_that_is_joined_moves_over(board: MatchBoard, said: list[str]) -> None:
    join_all(board)
    said.clear()
    click(board.lefts()[0])
    click(board.rights()[3])
    assert board.chosen() == (1, NOTHING_BESIDE, 2)
    assert said == [
        "1. Ki Seon-gyeom, free again",
        "1. Ki Seon-gyeom 기선겸, joined with D. Film translator. 2. Oh Mi-joo, free again",
    ]


def test_an_item_in_hand_is_put_back_by_a_second_click(board: MatchBoard) -> None:
    click(board.lefts()[0])
    assert board.lefts()[0].is_raised()
    click(board.lefts()[0])
    assert not board.lefts()[0].is_raised()
    click(board.lefts()[0])
    click(board.lefts()[1])
    assert [left.is_raised() for left in board.lefts()] == [False, True, False]


def test_digits_and_letters_join(qtbot: QtBot, board: MatchBoard, said: list[str]) -> None:
    with qtbot.waitSignals([board.changed] * 3):
        join_all(board)
    assert board.chosen() == (0, 1, 2)
    assert said[1] == "2. Oh Mi-joo 오미주, joined with D. Film translator"
    for nowhere in (-1, 3, 9):
        board.choose(nowhere)
    for nowhere in (-1, 4, 9):
        board.choose_right(nowhere)
    assert board.chosen() == (0, 1, 2)


def test_the_keyboard_alone_joins_and_frees(board: MatchBoard) -> None:
    lefts, rights = board.lefts(), board.rights()
    lefts[0].setFocus()
    QTest.keyClick(lefts[0], Qt.Key.Key_Down)
    assert board.window().focusWidget() is lefts[1]
    QTest.keyClick(lefts[1], Qt.Key.Key_Space)
    QTest.keyClick(lefts[1], Qt.Key.Key_Right)
    assert board.window().focusWidget() is rights[1]
    QTest.keyClick(rights[1], Qt.Key.Key_Left)
    QTest.keyClick(lefts[1], Qt.Key.Key_Up)
    assert board.window().focusWidget() is lefts[0]
    QTest.keyClick(lefts[0], Qt.Key.Key_Up)
    assert board.window().focusWidget() is lefts[0]
    QTest.keyClick(rights[3], Qt.Key.Key_Return)
    assert board.chosen() == (NOTHING_BESIDE, 1, NOTHING_BESIDE)
    QTest.keyClick(rights[3], Qt.Key.Key_Backspace)
    assert board.chosen() == (NOTHING_BESIDE,) * 3
    QTest.keyClick(lefts[2], Qt.Key.Key_Space)
    QTest.keyClick(lefts[2], Qt.Key.Key_Delete)
    assert not lefts[2].is_raised()


def test_the_last_right_leads_back_to_the_last_left(board: MatchBoard) -> None:
    board.rights()[3].setFocus()
    QTest.keyClick(board.rights()[3], Qt.Key.Key_Left)
    assert board.window().focusWidget() is board.lefts()[2]


def test_enter_belongs_to_the_page_once_all_are_joined(qtbot: QtBot) -> None:
    page = _Page()
    qtbot.addWidget(page)
    board = MatchBoard(page)
    board.show_question(LEFTS, [(place, RIGHTS[place]) for place in SHOWN], lambda text: "")
    page.show()
    QTest.keyClick(board.lefts()[0], Qt.Key.Key_Return)
    assert board.lefts()[0].is_raised()
    board.choose_right(1)
    join_all(board)
    assert not page.keys
    for key in (Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_C, Qt.Key.Key_Escape, Qt.Key.Key_F3):
        QTest.keyClick(board.lefts()[0], key)
    assert page.keys == [Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_C, Qt.Key.Key_Escape, Qt.Key.Key_F3]


class _Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event) -> None:
        self.keys.append(Qt.Key(event.key()))


def test_what_an_input_method_commits_is_handed_on(qtbot: QtBot, board: MatchBoard) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString("ㅁ")
    with qtbot.waitSignal(board.typed) as caught:
        QApplication.sendEvent(board.lefts()[0], event)
    assert caught.args == ["ㅁ"]


def test_a_screen_reader_joins_by_pressing(qtbot: QtBot, board: MatchBoard) -> None:
    for item in (board.lefts()[0], board.rights()[2]):
        interface = QAccessible.queryAccessibleInterface(item)
        assert interface.role() == QAccessible.Role.Button
        assert spoken(item).startswith(f"{item.key()}. ")
        actions = interface.actionInterface()
        assert "Press" in actions.actionNames()
        actions.doAction("Press")
        qtbot.wait(150)  # Qt shows the button pressed for a moment
    assert board.chosen()[0] == 3


def test_a_new_question_starts_anew(board: MatchBoard) -> None:
    join_all(board)
    board.show_verdict(board.chosen())
    board.show_question(LEFTS[:2], [(1, "b"), (0, "a")], lambda text: "")
    assert board.chosen() == (NOTHING_BESIDE,) * 2
    assert not board.lines().joins()
    assert not board.lines().told()
    assert [item.key() for item in board.rights()] == ["A", "B"]
    assert board.first_focus() is board.lefts()[0]
    assert board.focus_order() == [*board.lefts(), *board.rights()]


def test_right_items_go_on_behind_z() -> None:
    assert [column_letter(at) for at in (0, 5, 25, 26, 53)] == ["A", "F", "Z", "AA", "BB"]


# --- what is said and drawn ------------------------------------------------------------------


def test_each_item_says_what_it_is_joined_with(board: MatchBoard) -> None:
    left, right = board.lefts()[1], board.rights()[3]
    assert spoken(left) == "2. Oh Mi-joo 오미주"
    board.choose(1)
    assert spoken(left) == "2. Oh Mi-joo 오미주, taken up"
    board.choose_right(3)
    assert spoken(left) == "2. Oh Mi-joo 오미주, joined with D. Film translator"
    assert spoken(right) == "D. Film translator, joined with 2. Oh Mi-joo"


def test_a_line_joins_the_items_and_tells_the_key_of_the_other(board: MatchBoard) -> None:
    board.choose(1)
    board.choose_right(3)
    (join,) = board.lines().joins()
    assert (join.at_start, join.at_end, join.look) == ("D", "2", "open")
    assert join.start.x() == board.lefts()[1].geometry().right() + 1
    assert join.end.x() == board.rights()[3].geometry().left()
    assert board.rights()[3].geometry().top() < join.end.y() < board.rights()[3].geometry().bottom()


def test_the_verdict_tells_right_wrong_and_not_joined(board: MatchBoard) -> None:
    board.show_verdict((0, 3, NOTHING_BESIDE))
    first, second, third = board.lefts()
    assert spoken(first) == "1. Ki Seon-gyeom 기선겸, joined with B. Sprinter, right"
    assert spoken(second) == "2. Oh Mi-joo 오미주, joined with C. Film director, wrong, right is D. Film translator"
    assert spoken(third) == "3. Seo Dan-ah, not joined, right is A. Sports agent"
    assert [spoken(right) for right in board.rights()] == [
        "A. Sports agent, belongs to 3. Seo Dan-ah",
        "B. Sprinter, joined with 1. Ki Seon-gyeom, right",
        "C. Film director, joined with 2. Oh Mi-joo, belongs to none",
        "D. Film translator, belongs to 2. Oh Mi-joo",
    ]
    assert [left.state() for left in board.lefts()] == [
        ChoiceState.RIGHT,
        ChoiceState.CHOSEN_WRONG,
        ChoiceState.FADED,
    ]
    assert [right.state() for right in board.rights()] == [
        ChoiceState.OPEN,
        ChoiceState.RIGHT,
        ChoiceState.FADED,
        ChoiceState.OPEN,
    ]
    assert [left.partner_shown() for left in board.lefts()] == ["", "D", "A"]
    assert [join.look for join in board.lines().joins()] == ["right", "wrong"]


def test_after_the_verdict_nothing_can_be_joined(board: MatchBoard) -> None:
    join_all(board)
    board.show_verdict(board.chosen())
    for item in (board.lefts()[0], board.rights()[2]):
        item.click()
        QTest.keyClick(item, Qt.Key.Key_Space)
        QTest.keyClick(item, Qt.Key.Key_Delete)
    board.choose(0)
    board.choose_right(2)
    assert board.chosen() == (0, 1, 2)
    assert not board.lefts()[0].is_raised()
    board.lefts()[0].setFocus()
    QTest.keyClick(board.lefts()[0], Qt.Key.Key_Down)
    assert board.window().focusWidget() is board.lefts()[1]


def test_an_answer_that_never_came_still_tells_the_partners(board: MatchBoard) -> None:
    board.choose(0)
    board.show_verdict(())
    assert board.chosen() == (NOTHING_BESIDE,) * 3
    assert all("not joined, right is" in spoken(left) for left in board.lefts())


def _items(board: MatchBoard) -> list[MatchItem]:
    return [*board.lefts(), *board.rights()]


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [300, 470, 760])
def test_a_verdict_moves_nothing(qtbot: QtBot, width: int, compact: bool) -> None:
    board = shown(qtbot, width, 420, compact=compact)
    join_all(board)
    before = [(item.geometry(), item.text_rect()) for item in _items(board)]
    board.show_verdict((1, 0, 2))
    assert [(item.geometry(), item.text_rect()) for item in _items(board)] == before


def test_narrow_columns_tell_the_right_letter_on_the_socket(qtbot: QtBot) -> None:
    for width, told in ((760, []), (470, ["D"])):
        board = shown(qtbot, width, 300)
        board.show_verdict((0, 3, 2))
        assert [entry.letter for entry in board.lines().told()] == told


def test_states_differ_without_colour(board: MatchBoard) -> None:
    seen: list[QImage] = []
    for act in (
        lambda: None,
        lambda: board.choose(0),
        lambda: board.choose_right(1),
        lambda: board.show_verdict((0, NOTHING_BESIDE, NOTHING_BESIDE)),
    ):
        act()
        grey = picture(board, 500, 300).convertToFormat(QImage.Format.Format_Grayscale8)
        assert grey not in seen
        seen.append(grey)
    board.show_question(LEFTS, [(place, RIGHTS[place]) for place in SHOWN], lambda text: HANGUL.get(text, ""))
    board.show_verdict((3, NOTHING_BESIDE, NOTHING_BESIDE))
    assert picture(board, 500, 300).convertToFormat(QImage.Format.Format_Grayscale8) not in seen


def test_both_themes_are_painted(qapp: QApplication, board: MatchBoard) -> None:
    join_all(board)
    board.show_verdict((1, 0, 2))
    light = board.grab().toImage()
    theme.apply(qapp, "dark")
    dark = board.grab().toImage()
    assert light != dark
    theme.apply(qapp, "light")
    assert board.grab().toImage() == light


def test_hovering_and_reveal_end_as_they_should(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match_item, "keyboard_focus_visible", lambda: False)  # only one of two windows has the focus
    theme.set_motion("full")
    board = shown(qtbot, 470, 300)
    QApplication.sendEvent(board.lefts()[0], QEvent(QEvent.Type.HoverEnter))
    board.show_verdict((0, 1, 2))
    theme.set_motion("reduced")
    still = shown(qtbot, 470, 300)
    still.show_verdict((0, 1, 2))
    qtbot.waitUntil(lambda: bool(board.grab().toImage() == still.grab().toImage()), timeout=10_000)


def test_the_ring_lies_under_the_badges(qtbot: QtBot, board: MatchBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match_item, "keyboard_focus_visible", lambda: True)
    board.activateWindow()
    board.choose(1)
    qtbot.waitUntil(board.lefts()[1].hasFocus, timeout=3000)
    qtbot.waitUntil(board.lefts()[1].is_ringed, timeout=3000)
    ringed = picture(board, 760, 400)
    monkeypatch.setattr(match_item, "keyboard_focus_visible", lambda: False)
    board.grab()
    assert not board.lefts()[1].is_ringed()
    assert board.grab().toImage() != ringed
