"""A Sprint from the first start to the high-score table, by keys alone and by accessible names alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.common.focus_ring import keyboard_focus_visible
from tests.e2e.conftest import Start
from tests.e2e.quiz_player import KeyHands, NameHands, Sight
from tests.e2e.reader import Reader


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def _type(qtbot: QtBot, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(_focus(), key)
    QApplication.processEvents()


def _say_who_plays(qtbot: QtBot, reader: Reader, name: str) -> None:
    qtbot.keyClicks(_focus(), name)
    _type(qtbot, Qt.Key.Key_Tab)
    _type(qtbot, Qt.Key.Key_Up, 16)
    _type(qtbot, Qt.Key.Key_Return)
    assert reader.has("Start sprint")


def test_a_sprint_is_played_with_the_keyboard_alone(start: Start, qtbot: QtBot) -> None:
    hands = KeyHands(start().window)
    reader = hands.reader
    _say_who_plays(qtbot, reader, "BlueBird")
    _type(qtbot, Qt.Key.Key_Return)  # Start sprint
    for _ in range(10):
        hands.answer_somehow()
        assert reader.has("Next"), reader.names()
        _type(qtbot, Qt.Key.Key_Return)
    assert reader.has("Play again")
    _type(qtbot, Qt.Key.Key_Escape)
    assert reader.has("Start sprint")


def test_a_sprint_is_played_by_accessible_names_and_is_on_the_board_tomorrow(start: Start) -> None:
    hands = NameHands(start().window)
    reader = hands.reader
    reader.write("Who plays?", "Croquis 크로키")
    reader.press("Let’s run")
    reader.press("Start sprint")
    for number in range(1, 11):
        assert reader.has(f"Question {number} of 10")
        reader.answer_somehow()
        assert not Sight(reader).answers_can_be_given()
        reader.press("Next")
    points = reader.find("Play again") and next(name for name in reader.names() if name.endswith(" points"))

    tomorrow = Reader(start().window)
    tomorrow.press("Scores")
    rows = [item.name for item in tomorrow.items() if item.role in (QAccessible.Role.Cell, QAccessible.Role.Row)]
    assert any("Croquis 크로키" in row for row in rows)
    assert any(points.removesuffix(" points") in row for row in rows)


def test_every_verdict_moves_the_focus_to_the_next_action(start: Start, qtbot: QtBot) -> None:
    hands = KeyHands(start().window)
    _say_who_plays(qtbot, hands.reader, "Ramen8")
    _type(qtbot, Qt.Key.Key_Return)
    for _ in range(9):
        assert _focus().accessibleName().startswith(("A. ", "1. ", "Your answer"))
        hands.answer_somehow()
        assert _focus().accessibleName() == "Next"
        _type(qtbot, Qt.Key.Key_Return)


def test_a_round_that_was_left_goes_on_at_the_very_question(start: Start, qtbot: QtBot) -> None:
    hands = NameHands(start().window)
    _say_who_plays(qtbot, hands.reader, "Sneakers")
    hands.start()
    for _ in range(3):
        hands.reader.answer_somehow()
        hands.go_on()
    before = Sight(hands.reader).half_answered()

    again = Reader(start().window)
    again.press("Go on")
    assert again.has("Question 4 of 10")
    assert Sight(again).half_answered() == before


def test_the_keyboard_focus_is_seen_as_soon_as_a_key_is_used(start: Start, qtbot: QtBot) -> None:
    window = start().window
    _say_who_plays(qtbot, Reader(window), "Focus")
    _type(qtbot, Qt.Key.Key_Tab)
    assert keyboard_focus_visible()
    rings = [each for each in window.findChildren(QWidget) if type(each).__name__ == "_Ring" and each.isVisible()]
    assert rings or _focus().property("ring") == "own"


def test_counts_are_spoken_in_the_right_number(start: Start) -> None:
    reader = Reader(start().window)
    reader.write("Who plays?", "Plural")
    reader.press("Let’s run")
    assert reader.has("1. Sprint. 10 questions, no clock")


def _leave_a_round(window: QWidget) -> None:
    """A round at the second question that waits on home."""
    hands = NameHands(window)
    reader = hands.reader
    hands.start()
    reader.answer_somehow()
    hands.go_on()
    reader.press("Pause")
    reader.press("Leave, go on later")


def test_a_waiting_round_is_not_gone_on_with_beyond_what_was_watched(start: Start, qtbot: QtBot) -> None:
    program = start()
    reader = Reader(program.window)
    _say_who_plays(qtbot, reader, "Spoiler")
    _leave_a_round(program.window)
    assert reader.has("Go on")
    for _ in range(6):
        reader.press("One episode less")
    assert not reader.has("Go on")
    assert any("asks up to episode 16" in name for name in reader.names())
    for _ in range(6):
        reader.press("One episode more")
    assert reader.has("Go on")


def test_only_one_round_waits_and_a_new_one_asks_before_it_takes_its_place(start: Start, qtbot: QtBot) -> None:
    program = start()
    reader = Reader(program.window)
    _say_who_plays(qtbot, reader, "Ghost")
    _leave_a_round(program.window)
    reader.press("Start sprint")
    question = next(each for each in program.window.findChildren(QDialog) if each.isVisible())
    Reader(question).press("Keep it")
    assert reader.has("Go on")
    reader.press("Start sprint")
    question = next(each for each in program.window.findChildren(QDialog) if each.isVisible())
    Reader(question).press("Start a new round")
    assert reader.has("Question 1 of 10")
    reader.press("Pause")
    reader.press("Give up")
    for dialog in program.window.findChildren(QDialog):
        if dialog.isVisible():
            Reader(dialog).press("Give up")
    assert not reader.has("Go on"), "the round given up before comes back"
