"""What each mode shows in a round: count, time, score, lifelines or how it counts, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.grading import Verdict
from quizapp.game.rules import ClockFactor, CustomRules, Mode
from quizapp.ui.play import round_time
from quizapp.ui.play.round_pace import PaceBar
from tests.e2e.reader import Reader
from tests.ui.fakes import FakePlay, single
from tests.ui.page_host import SIZES, PageHost, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.round_rig import Begin, Rounds, answers_of, labels, text_of

LIMITED = CustomRules(answer_limit_ms=20_000)


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def begin(qtbot: QtBot) -> Begin:
    """Begins a round with these questions first and shows its page."""
    return Rounds(qtbot).begin


def _pass(window: PageHost, play: FakePlay, elapsed_ms: int) -> None:
    """Time passes and is seen to pass, until the question is over."""
    while elapsed_ms > 0 and play.round.can_answer:
        play.time.pass_ms(min(1_000, elapsed_ms))
        window.page._time._tick()
        elapsed_ms -= 1_000


# --- what is there ------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "title", "count"),
    [
        (Mode.SPRINT, "Sprint", "Question 1 of 10"),
        (Mode.DASH, "Dash", "Question 1"),
        (Mode.MARATHON, "Marathon", "Question 1 · 3 hurdles left"),
        (Mode.DAILY, "Daily race", "Question 1 of 10"),
        (Mode.TRAINING, "Training", "Question 1 of 12"),
        (Mode.CUSTOM, "Custom", "Question 1 of 10"),
    ],
)
def test_the_bar_names_mode_and_question(begin: Begin, mode: Mode, title: str, count: str) -> None:
    window, _ = begin(mode=mode)
    assert {title, count} <= set(labels(window))


@pytest.mark.parametrize(
    ("mode", "custom", "there"),
    [
        (Mode.SPRINT, None, {"50:50", "Hint", "Skip"}),
        (Mode.DASH, None, set()),
        (Mode.MARATHON, None, set()),
        (Mode.TRAINING, None, {"Hint"}),
        (Mode.CUSTOM, CustomRules(hints=0), {"50:50", "Skip"}),
        (Mode.CUSTOM, CustomRules(fifty_fifties=0, hints=0, skips=0), set()),
    ],
)
def test_only_lifelines_that_the_mode_knows_are_there(
    begin: Begin, mode: Mode, custom: CustomRules | None, there: set[str]
) -> None:
    window, _ = begin(mode=mode, custom=custom)
    names = set(Reader(window).names())
    assert names & {"50:50", "Hint", "Skip"} == there


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (Mode.DASH, "A miss costs 5 seconds."),
        (Mode.MARATHON, "The run ends with the third miss."),
        (Mode.TRAINING, "What you know well comes back later"),
    ],
)
def test_a_mode_without_lifelines_says_how_it_counts(begin: Begin, mode: Mode, words: str) -> None:
    window, _ = begin(mode=mode)
    assert any(each.startswith(words) for each in labels(window))
    assert "How it counts" in labels(window)


def test_hints_of_training_are_not_counted(begin: Begin) -> None:
    window, _ = begin(mode=Mode.TRAINING)
    assert "Says a little more." in labels(window)
    press(Qt.Key.Key_F2)
    assert text_of(window, "hint") == "She also reads the leaves of scene 1."


def test_right_answers_are_counted_where_they_rank(begin: Begin) -> None:
    window, _ = begin(mode=Mode.MARATHON)
    press(Qt.Key.Key_1)
    assert Reader(window).has("1 right")
    assert not Reader(window).has("Score")
    assert not Reader(window).has("Base")
    assert not Reader(window).has("Streak")


# --- Dash ------------------------------------------------------------


def test_a_dash_shows_its_time_and_a_miss_takes_some(begin: Begin) -> None:
    window, play = begin(mode=Mode.DASH)
    assert Reader(window).has("Time left 1:00")
    _pass(window, play, 5_000)
    assert Reader(window).has("Time left 0:55")
    press(Qt.Key.Key_2)
    assert Reader(window).has("Time left 0:50")
    assert "The miss costs 5 seconds." in labels(window)
    play.time.pass_ms(60_000)
    press(Qt.Key.Key_Return)
    assert Reader(window).has("Time left 0:50"), "the clock stands while a verdict shows"


def test_the_end_of_a_dash_comes_by_itself_and_leads_to_the_result(begin: Begin, qtbot: QtBot) -> None:
    window, play = begin(mode=Mode.DASH)
    _pass(window, play, 70_000)
    assert play.round.turns[-1].verdict is Verdict.TIMED_OUT
    assert "The time is over." in text_of(window, "remark")
    qtbot.waitUntil(lambda: not window.page._just_late.isActive(), timeout=5_000)
    with qtbot.waitSignal(window.page.finished):
        Reader(window).press("Next, see result")


def test_the_last_seconds_are_announced_once(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_time, "announce", lambda widget, text: said.append(text))
    window, play = begin(mode=Mode.DASH)
    _pass(window, play, 49_000)
    assert said == []
    _pass(window, play, 4_000)
    assert said == ["10 seconds left"]


def test_a_clock_that_is_stretched_or_off_is_shown_so(begin: Begin) -> None:
    window, _ = begin(mode=Mode.DASH, factor=ClockFactor.X5)
    assert Reader(window).has("Time left 5:00")
    window, _ = begin(mode=Mode.DASH, factor=ClockFactor.OFF)
    assert not Reader(window).has("Time left")
    assert "Right answers count; no clock runs." in labels(window)


# --- Marathon ------------------------------------------------------------


def test_misses_of_a_marathon_are_told_and_the_third_ends_it(begin: Begin, qtbot: QtBot) -> None:
    window, _ = begin(mode=Mode.MARATHON)
    told = [
        "Two more misses end the run.",
        "One more miss ends the run.",
        "That was the third miss, so the run is over.",
    ]
    for words in told:
        press(Qt.Key.Key_2)
        assert words in labels(window)
        if words != told[-1]:
            press(Qt.Key.Key_Return)
    assert named(window, QAbstractButton, "Next, see result").plain_text() == "See result"  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.page.finished):
        press(Qt.Key.Key_Return)


# --- a clock for each question ------------------------------------------------------------


def test_the_time_for_a_question_runs_out_on_a_bar(begin: Begin) -> None:
    window, play = begin(mode=Mode.CUSTOM, custom=LIMITED)
    bar = window.findChild(PaceBar)
    assert bar is not None
    assert bar.isVisible()
    _pass(window, play, 8_000)
    assert bar.accessibleName() == "12 seconds left"
    assert bar.share() == pytest.approx(0.6)
    assert Reader(window).has("Time left 0:12")
    _pass(window, play, 12_000)
    assert play.round.turns[-1].verdict is Verdict.TIMED_OUT
    assert text_of(window, "verdict") == "Time is up. Right answer: Oh Mi-joo 오미주."
    assert Reader(window).has("Time left 0:00")


def test_a_quick_answer_shows_its_speed_bonus(begin: Begin) -> None:
    window, play = begin(mode=Mode.CUSTOM, custom=LIMITED)
    _pass(window, play, 2_000)
    press(Qt.Key.Key_1)
    assert any(name.startswith("Speed ") for name in Reader(window).names())
    assert Reader(window).has("Time left 0:18")


def test_without_a_clock_there_is_no_time_to_see(begin: Begin) -> None:
    window, _ = begin()
    bar = window.findChild(PaceBar)
    assert bar is not None
    assert not bar.isVisible()
    assert not Reader(window).has("Time left")


# --- sleep ------------------------------------------------------------


@pytest.mark.parametrize("mode", [Mode.SPRINT, Mode.DASH])
def test_a_computer_that_slept_has_paused_the_round(begin: Begin, mode: Mode) -> None:
    window, play = begin(mode=mode)
    _pass(window, play, 3_000)
    play.time.slept_ms += 3_600_000
    window.page._time._tick()
    assert play.round.paused
    assert not answers_of(window)
    assert any(each.startswith("The computer slept, so the round was paused.") for each in labels(window))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    assert play.round.turns[-1].elapsed_ms <= 5_000
    press(Qt.Key.Key_Escape)
    assert not any(each.startswith("The computer slept") for each in labels(window))


# --- the last question ------------------------------------------------------------


def test_after_the_last_answer_next_says_where_it_leads(begin: Begin) -> None:
    window, play = begin()
    for _ in range(9):
        play.give(0)
    window.page.begin(play)
    press(Qt.Key.Key_1)
    assert named(window, QAbstractButton, "Next, see result").plain_text() == "See result"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", [Mode.DASH, Mode.MARATHON, Mode.TRAINING, Mode.CUSTOM])
def test_no_mode_is_cut_in_any_size(begin: Begin, mode: Mode, size: tuple[int, int]) -> None:
    custom = LIMITED if mode is Mode.CUSTOM else None
    window, _ = begin(single(1), mode=mode, custom=custom, size=(size[0] - 60, size[1] - 30))
    assert_nothing_cut(window)
    press(Qt.Key.Key_2)
    assert_nothing_cut(window)


def test_a_short_time_is_not_said_to_be_over_soon_at_its_beginning(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(round_time, "announce", lambda widget, text: said.append(text))
    window, play = begin(mode=Mode.CUSTOM, custom=CustomRules(answer_limit_ms=10_000))
    _pass(window, play, 4_000)
    assert said == []
    _pass(window, play, 2_000)
    assert said == ["5 seconds left"]
