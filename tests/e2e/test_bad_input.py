"""Bad input in the real window: each is refused or taken in a sentence, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.bank.bank import Bank
from quizapp.game.draft import Draft
from quizapp.game.question import Kind
from quizapp.game.stored import State
from quizapp.paths import Paths
from tests.e2e import packs
from tests.e2e.conftest import DARK, DARK_SMALL, LIGHT, LIGHT_SMALL, Begin, Look
from tests.e2e.quiz_player import (
    Key,
    KeyHands,
    NameHands,
    Sight,
    compose,
    dialog_of,
    is_over,
    let_pass,
    play_on,
    run_out_of_time,
)
from tests.e2e.reader import Reader
from tests.play.conftest import Time

HOUR_MS = 3_600_000


def _sentence(reader: Reader, *parts: str) -> str:
    """The first thing that can be read and holds all of these."""
    found = [name for name in reader.names() if all(part in name for part in parts)]
    assert found, (parts, reader.names())
    return found[0]


# --- too few questions --------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", [LIGHT, DARK_SMALL])
def test_a_category_of_two_questions_is_refused_for_ten_and_a_button_mends_it(begin: Begin, look: Look) -> None:
    reader = Reader(begin(look).window)
    for category in ("Quotes", "Lyrics", "Plot", "Cast"):
        reader.press(category)
    assert not reader.find("Start sprint").enabled
    _sentence(reader, "10 questions", "only 2 fit")
    reader.press("Choose all categories")
    assert not any("fit these settings" in name for name in reader.names())
    reader.press("Start sprint")
    assert reader.has("Question 1 of 10")


@pytest.mark.parametrize("look", [LIGHT, LIGHT_SMALL])
def test_a_spoiler_limit_that_leaves_nothing_is_said_and_can_be_moved(begin: Begin, look: Look) -> None:
    reader = Reader(begin(look, pack=packs.small_pack(first_episode=1), name="").window)
    reader.write("Who plays?", "New 처음")
    reader.press("I have not started")
    reader.press("Let’s run")
    for lane in ("1. ", "2. ", "3. ", "4. ", "7. "):
        reader.press(lane)
        assert not reader.find("Start ").enabled
        _sentence(reader, "No question fits")
    for _ in range(packs.EPISODES):
        reader.press("One episode more")
    assert reader.find("Start ").enabled
    assert not any("fit these settings" in name for name in reader.names())


def test_one_player_is_no_relay_and_the_window_says_so(begin: Begin) -> None:
    reader = Reader(begin().window)
    reader.press("6. ")
    assert not reader.find("Start relay").enabled
    _sentence(reader, "2 to 8 players", "chosen: 1")


# --- challenge codes ----------------------------------------------------------------------------------------


def _code_of_a_sprint(hands: KeyHands) -> str:
    hands.start()
    play_on(hands)
    hands.press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    hands.press(Key.Key_Escape)
    return QApplication.clipboard().text()


def _swapped(code: str) -> str:
    """Two neighbours that differ in the other order."""
    at = next(at for at in range(len(code) - 1) if code[at] != code[at + 1] and "-" not in code[at : at + 2])
    return code[:at] + code[at + 1] + code[at] + code[at + 2 :]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda code: "기선겸" + code, "another alphabet. "),
        (lambda code: "АВС" + code, "only looks like one from A to Z"),
        (lambda code: code[:-3], "cut short"),
        (_swapped, "typing mistake"),
        (lambda code: code + code, "longer than the code"),
        (lambda code: "", "no code yet"),
    ],
    ids=["hangul", "cyrillic", "short", "swapped", "twice", "empty"],
)
def test_a_code_that_cannot_be_read_is_kept_and_told_about(
    begin: Begin, spoil: Callable[[str], str], words: str
) -> None:
    hands = KeyHands(begin(LIGHT_SMALL).window)
    typed = spoil(_code_of_a_sprint(hands))
    hands.reader.press("Have a code?")
    hands.reader.write("Challenge code", typed)
    hands.reader.press("Start the challenge")
    _sentence(hands.reader, words)
    assert _value(hands.reader, "Challenge code") == typed
    assert hands.reader.find("Challenge code").enabled
    hands.reader.press("Close the code field")
    assert hands.reader.find("Start sprint").enabled


def _value(reader: Reader, name: str) -> str:
    fields = [item for item in reader.items() if item.role is QAccessible.Role.EditableText and item.name == name]
    return fields[0].value


def test_a_code_beyond_the_own_episode_waits_until_it_is_moved_on(begin: Begin) -> None:
    hands = KeyHands(begin(DARK).window)
    code = _code_of_a_sprint(hands)
    hands.reader.press("One episode less")
    hands.reader.press("Have a code?")
    hands.reader.write("Challenge code", code.lower().replace("-", " "))
    hands.reader.press("Start the challenge")
    _sentence(hands.reader, "up to episode 3", "watched up to episode 2")
    hands.reader.press("One episode more")
    hands.reader.press("Start the challenge")
    assert hands.reader.has("Question 1 of 10")


# --- typed answers ------------------------------------------------------------------------------------------


@pytest.fixture
def typing(begin: Begin) -> KeyHands:
    """The first question of a round that only asks for typed answers."""
    hands = KeyHands(begin(pack=packs.small_pack([Kind.SHORT_ANSWER])).window)
    hands.start()
    return hands


@pytest.mark.parametrize("text", ["x" * 10_000, "기" * 10_000, "\u200b\u202e" * 5_000, "가\u0301" * 5_000])
def test_ten_thousand_characters_are_pasted_cut_and_judged(typing: KeyHands, text: str) -> None:
    QApplication.clipboard().setText(text)
    typing.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(Sight(typing.reader).typed() or "") <= 200
    typing.press(Key.Key_Return)
    if not typing.reader.has("Next"):  # nothing but characters that cannot be seen is no answer
        assert not (Sight(typing.reader).typed() or "").strip("\u200b\u202e ")
        typing.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        typing.type("x")
        typing.press(Key.Key_Return)
    assert typing.reader.has("Not this time")
    typing.go_on()
    assert typing.reader.has("Question 2 of 10")


def test_several_lines_are_pasted_as_one(typing: KeyHands) -> None:
    wanted = Sight(typing.reader).to_write(right=True)
    QApplication.clipboard().setText(f"\n  {wanted}\r\n")
    typing.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    typing.press(Key.Key_Return)
    assert typing.reader.has("Right!"), typing.reader.names()


def test_enter_in_the_middle_of_a_syllable_submits_nothing_and_the_next_one_all(typing: KeyHands) -> None:
    who = Sight(typing.reader).to_write(right=True)
    hangul = next(name.hangul for name in packs.NAMES if name.canonical == who)
    compose("", hangul[:2])
    compose(hangul[2])
    typing.press(Key.Key_Return)
    assert not typing.reader.has("Next"), "half a syllable was submitted"
    assert Sight(typing.reader).typed() == hangul, "the syllable was lost"
    typing.press(Key.Key_Return)
    assert typing.reader.has("Right!"), typing.reader.names()


def test_confirming_in_the_middle_of_a_syllable_takes_all_of_it(typing: KeyHands) -> None:
    who = Sight(typing.reader).to_write(right=True)
    hangul = next(name.hangul for name in packs.NAMES if name.canonical == who)
    compose("", hangul[:2])
    compose(hangul[2])
    typing.reader.press("Confirm")
    assert typing.reader.has("Right!"), typing.reader.names()


def test_a_pause_in_the_middle_of_a_syllable_keeps_what_was_written(typing: KeyHands) -> None:
    compose("", "기선")
    compose("겨")
    typing.press(Key.Key_F9)
    assert Sight(typing.reader).hides_everything()
    typing.press(Key.Key_F9)
    assert (Sight(typing.reader).typed() or "").startswith("기선")


# --- time ---------------------------------------------------------------------------------------------------


def test_a_machine_that_slept_for_an_hour_pauses_the_dash_and_says_so(begin: Begin, clock: Time, qtbot: QtBot) -> None:
    hands = NameHands(begin(DARK).window)
    hands.choose_lane(2)
    hands.start()
    let_pass(hands.reader, clock, 2_000)
    prompt, left = Sight(hands.reader).prompt(), _sentence(hands.reader, "Time left")
    clock.sleep_ms(HOUR_MS)
    qtbot.waitUntil(lambda: Sight(hands.reader).hides_everything())
    _sentence(hands.reader, "The computer slept")
    hands.reader.press("Go on")
    assert Sight(hands.reader).prompt() == prompt
    assert _sentence(hands.reader, "Time left") == left
    hands.answer(True)
    assert hands.reader.has("Right!")


def test_a_clock_set_back_in_the_middle_of_a_dash_gives_and_takes_no_time(begin: Begin, clock: Time) -> None:
    hands = NameHands(begin(LIGHT_SMALL).window)
    hands.choose_lane(2)
    hands.start()
    let_pass(hands.reader, clock, 4_000)
    left = _sentence(hands.reader, "Time left")
    clock.utc_ms -= 400 * 24 * HOUR_MS
    clock.today -= timedelta(days=400)
    QTest.qWait(300)
    assert _sentence(hands.reader, "Time left") == left
    hands.answer(True)
    hands.go_on()
    run_out_of_time(hands.reader, clock)
    QTest.qWait(450)
    hands.go_on()
    assert hands.reader.has("1 right")
    hands.reader.press("High scores")
    assert any("Fox" in item.name for item in hands.reader.items() if item.role is QAccessible.Role.Cell)


def test_a_question_that_timed_out_while_it_was_typed_is_a_miss_and_goes_on(begin: Begin, clock: Time) -> None:
    hands = KeyHands(begin(pack=packs.small_pack([packs.TYPED])).window)
    hands.choose_lane(7)
    hands.tab_to("Change the rules")
    hands.press(Key.Key_Space)
    dialog_of(hands.window).activateWindow()
    hands.tab_to("Time for each question")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Escape)
    hands.window.activateWindow()
    hands.tab_to("Start custom")
    hands.start()
    hands.type("hal")
    run_out_of_time(hands.reader, clock)
    _sentence(hands.reader, "Time is up")
    QTest.qWait(450)
    hands.press(Key.Key_Return)
    assert hands.reader.has("Question 2 of 10")


# --- edits and windows --------------------------------------------------------------------------------------


@pytest.fixture
def beside(data: Path) -> Iterator[Callable[[], Bank]]:
    """Opens the bank of the program a second time."""
    opened: list[Bank] = []

    def _open() -> Bank:
        opened.append(Bank.open(data / "bank.sqlite", data / "backups", now_ms=lambda: 1_800_000_000_000))
        return opened[-1]

    yield _open
    for bank in opened:
        bank.close()


@pytest.mark.parametrize("state", [State.LIVE, State.RETIRED])
def test_a_question_edited_or_retired_while_it_is_shown_is_judged_as_it_is_shown(
    begin: Begin, beside: Callable[[], Bank], state: State
) -> None:
    hands = KeyHands(begin(pack=packs.small_pack([Kind.SINGLE_CHOICE])).window)
    hands.start()
    bank, shown = beside(), Sight(hands.reader)
    for number in range(42):
        stored = bank.questions.stored(f"{packs.PACK_ID}/{number:03d}")
        assert stored is not None
        draft = stored.question
        if state is State.LIVE:
            assert isinstance(draft, Draft)
            draft = replace(draft, answers=(f"no longer {number}",), prompt="Something else?")
        bank.questions.put(packs.PACK_ID, draft, state, seen_revision=stored.revision, who="author", action="edit")
    hands.answer(True)
    assert hands.reader.has("Right!")
    assert Sight(hands.reader).prompt() == shown.prompt()
    hands.go_on()
    play_on(hands)
    assert is_over(hands.reader)
    assert hands.reader.has("10 of 10 right")


@pytest.fixture
def second(qtbot: QtBot, qapp: QApplication, data: Path) -> Iterator[Callable[[], Program]]:
    """A second window of the program on the same data."""
    running: list[Program] = []

    def _open() -> Program:
        program = Program(Paths(data), qapp)
        running.append(program)
        program.show()
        qtbot.waitUntil(lambda: program.is_ready or program.has_failed, timeout=20_000)
        return program

    yield _open
    for program in running:
        program.window.close()
        program.close_bank()
        program.window.deleteLater()
        QApplication.sendPostedEvents(program.window, QEvent.Type.DeferredDelete)


def test_two_windows_do_not_answer_one_question_twice(begin: Begin, second: Callable[[], Program]) -> None:
    first = NameHands(begin(LIGHT).window)
    first.start()
    first.answer(True)
    first.go_on()
    other_program = second()
    assert other_program.is_ready
    other = NameHands(other_program.window)
    other.reader.press("Go on")
    assert Sight(other.reader).prompt() == Sight(first.reader).prompt()
    other.answer(True)
    first.answer(False)
    assert not first.reader.has("Next"), "the second answer counted"
    _sentence(first.reader, "another window")
    other.go_on()
    assert other.reader.has("Question 3 of 10"), "nothing is lost where it was played on"


def test_two_windows_play_two_rounds_of_two_players(begin: Begin, second: Callable[[], Program]) -> None:
    first = NameHands(begin(LIGHT).window)
    first.choose_lane(3)
    first.start()
    beside_it = second()
    other = NameHands(beside_it.window)
    other.reader.press("Settings")
    other.reader.press("Add…")
    dialog = Reader(dialog_of(beside_it.window))
    dialog.write("Name", "Bird 단아")
    dialog.press("I’ve seen it all")
    dialog.press("Add and play")
    other.reader.press("Play")
    other.choose_lane(1)
    other.start()
    other.answer(True)
    first.answer(True)
    first.go_on()
    other.go_on()
    assert other.reader.has("Question 2 of 10")
    play_on(first, lambda number: False)
    assert _sentence(first.reader, "watched up to").count("Fox") == 1
