"""Pausing, leaving, resuming, failing writes, and the best run beside: nothing is seen too soon and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.ui.play.category_card import CategoryCard
from quizapp.ui.play.track_strip import TrackStrip
from tests.e2e.reader import Reader
from tests.ui.fakes import PLAYER, fake_lobby, several
from tests.ui.page_host import named, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import Begin, Rounds, answers_of, labels, states, text_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


# --- pause ------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F9])
def test_a_pause_hides_the_question_from_eyes_and_screen_readers(begin: Begin, key: Qt.Key) -> None:
    window, _ = begin()
    secrets = [text_of(window, "prompt"), *(each.accessibleName() for each in answers_of(window))]
    press(key)
    assert not answers_of(window)
    shown = [*labels(window), *Reader(window).names()]
    assert not [each for each in shown if any(secret in each for secret in secrets)]
    assert not any(card.isVisible() for card in window.findChildren(CategoryCard))
    for forbidden in (Qt.Key.Key_1, Qt.Key.Key_F2, Qt.Key.Key_F3):
        press(forbidden)
    assert window.page._play.bank.writes == []


def test_time_stands_while_paused_and_goes_on_after(begin: Begin) -> None:
    window, play = begin()
    play.time.pass_ms(3_000)
    press(Qt.Key.Key_Escape)
    play.time.pass_ms(60_000)
    assert named(window, QAbstractButton, "Go on").hasFocus()
    press(Qt.Key.Key_Return)
    play.time.pass_ms(2_000)
    press(Qt.Key.Key_1)
    assert play.round.turns[-1].elapsed_ms == 5_000


def test_going_on_puts_the_focus_back_where_it_was(begin: Begin) -> None:
    window, _ = begin()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    assert answers_of(window)[1].hasFocus()


def test_a_minimised_window_pauses_and_two_pauses_are_one(begin: Begin) -> None:
    window, play = begin()
    window.page.pause()
    window.page.pause()
    assert play.round.paused
    named(window, QAbstractButton, "Go on").click()
    assert not play.round.paused
    assert len(answers_of(window)) == 4


def test_leaving_keeps_the_round_for_later(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(window.page.left):
        named(window, QAbstractButton, "Leave, go on later").click()
    assert play.bank.open_round(PLAYER.id) is not None


def test_giving_up_asks_first(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_Escape)
    named(window, QAbstractButton, "Give up this round").click()
    dialog = window.page._question
    assert play.bank.open_round(PLAYER.id) is not None
    with qtbot.waitSignal(window.page.given_up):
        named(dialog, QAbstractButton, "Give up").click()
    assert play.bank.open_round(PLAYER.id) is None


def test_a_pause_on_the_last_verdict_leads_to_the_result(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin()
    for _ in range(9):
        play.give(0)
    window.page.begin(play)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Escape)
    assert not Reader(window).has("Give up")
    with qtbot.waitSignal(window.page.finished):
        named(window, QAbstractButton, "See the result").click()


# --- resuming and failing ------------------------------------------------------------


def test_a_resumed_round_shows_the_very_question_and_what_lifelines_did(begin: Begin) -> None:
    window, play = begin()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_F2)
    names, before = [each.accessibleName() for each in answers_of(window)], states(window)
    again = fake_lobby(play.bank).resume(play.round_id)
    window.page.begin(again)
    window.page.activate()
    assert [each.accessibleName() for each in answers_of(window)] == names
    assert states(window) == before
    assert text_of(window, "hint") == "She also reads the leaves of scene 2."
    assert "Question 2 of 10" in labels(window)


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_F2, Qt.Key.Key_F3])
def test_a_failed_write_is_told_and_can_be_tried_again(begin: Begin, key: Qt.Key) -> None:
    window, play = begin()
    before = text_of(window, "prompt"), states(window)
    play.bank.fails = True
    press(key)
    assert window.told == ["The disk is full. Nothing was lost; free some space and try again."]
    assert (text_of(window, "prompt"), states(window)) == before
    assert not play.round.events
    play.bank.fails = False
    press(key)
    assert len(play.bank.writes) == 1


def test_marks_survive_a_failed_write(begin: Begin) -> None:
    window, play = begin(several(1))
    press(Qt.Key.Key_1)
    play.bank.fails = True
    press(Qt.Key.Key_Return)
    assert len(window.told) == 1
    play.bank.fails = False
    press(Qt.Key.Key_Return)
    assert play.round.turns[-1].chosen == (0,)


# --- best run ------------------------------------------------------------


def test_the_best_run_runs_beside_and_its_standing_is_said(qtbot: QtBot, begin: Begin) -> None:
    window, play = begin(best_points=5_000)
    strip = window.findChild(TrackStrip)
    assert strip is not None
    assert strip.accessibleName().endswith("level with your best run")
    play.time.pass_ms(30_000)
    qtbot.waitUntil(lambda: strip.accessibleName().endswith("behind your best run"), timeout=2_000)


def test_without_a_best_run_there_is_none_to_see(begin: Begin) -> None:
    window, _ = begin()
    assert "best" not in window.findChild(TrackStrip).accessibleName()  # type: ignore[union-attr]
