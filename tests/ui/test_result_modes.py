"""The result page of every way to play: what counts, who won, and how each is heard and seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from quizapp.game.records import TrainingCounts
from quizapp.game.rules import ClockFactor, CustomRules, Mode
from quizapp.ui import theme
from quizapp.ui.play import result_page
from quizapp.ui.play.brush_score import BrushScore
from quizapp.ui.play.result_page import ResultPage
from quizapp.ui.play.result_rows import Column
from quizapp.ui.play.result_summary import CategoryCardOfResult
from quizapp.ui.play.result_words import due_words
from tests.e2e.reader import Reader
from tests.ui.fakes import DAY_MS, MOMENT_MS, FakePlay
from tests.ui.page_host import SIZES, acting, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.result_rig import (
    CODE,
    Results,
    ShowPlay,
    cells,
    every_kind,
    names,
    run,
    table_of,
    with_code,
    without_commas,
)
from tests.ui.round_rig import labels, text_of


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def show(qtbot: QtBot) -> ShowPlay:
    """Shows the result of a round."""
    return Results(qtbot).show_play


# --- Dash and Marathon ---------------------------------------------------------


def test_a_dash_counts_right_answers(show: ShowPlay) -> None:
    window = show(run("rrxrr", mode=Mode.DASH, after_ms=10_000))
    score = window.findChild(BrushScore)
    assert score is not None
    assert (score.score(), score.accessibleName()) == (4, "4 right")
    assert "Dash finished" in labels(window)
    assert text_of(window, "parts") == "4 of 6 right, misses took 10 s"
    assert text_of(window, "place") == "First on the Dash table"
    assert {"4000 points", "2 best streak"} <= set(names(window))


def test_a_dash_that_ran_out_of_questions_says_so(show: ShowPlay) -> None:
    window = show(run("", mode=Mode.DASH, questions=3))
    assert text_of(window, "parts") == "3 of 3 right, every question was asked"


def test_a_marathon_ends_with_the_third_hurdle(show: ShowPlay) -> None:
    window = show(run("rrxrrxrrrx", mode=Mode.MARATHON))
    assert text_of(window, "parts") == "7 of 10 right, three hurdles down"
    assert text_of(window, "place") == "First on the Marathon table"


def test_a_marathon_through_the_whole_pool_is_won(show: ShowPlay) -> None:
    window = show(run("xr", mode=Mode.MARATHON, questions=5))
    assert text_of(window, "parts") == "4 of 5 right, and the pool is empty: you won the race!"


@pytest.mark.parametrize(
    ("right", "points", "title", "text"),
    [
        (5, 5_000, "New best", "2 more than your 5 on"),
        (9, 9_000, "Your best stands", "2 fewer than your 9 on"),
        (7, 7_000, "Best matched", "The same as your 7 right on"),
        (7, 6_700, "New best", "As many right as on"),
        (7, 7_300, "Your best stands", "As many right as on"),
    ],
)
def test_the_best_run_is_compared_by_right_answers_then_points(
    show: ShowPlay, right: int, points: int, title: str, text: str
) -> None:
    play = run("rrrrrrrxxx", mode=Mode.MARATHON, best_points=points)
    board, entry, best = play.bank.entries[0]
    play.bank.entries[0] = (board, entry, replace(best, right=right))
    window = show(play)
    assert text_of(window, "best") == title
    assert any(each.startswith(text) for each in without_commas(labels(window)))


def test_sixty_questions_scroll_and_stay_in_sight(show: ShowPlay) -> None:
    window = show(run("r" * 57 + "xxx", mode=Mode.MARATHON, questions=70))
    table = table_of(window)
    assert table.model().rowCount() == 60
    table.setFocus()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.viewport().rect().contains(table.visualRect(table.model().index(59, Column.QUESTION)).center())
    assert "Leaves: 12 of 12 right" in names(window)


# --- Daily race, challenges, practice --------------------------------------------


def test_a_daily_race_has_its_place_in_the_race_of_the_day(show: ShowPlay) -> None:
    window = show(run("rx", mode=Mode.DAILY, day="2026-11-21"))
    assert text_of(window, "place") == "First in the race of 21 Nov"
    assert text_of(window, "best") == "Your run of the day"
    assert "Later ones are practice." in labels(window)
    assert "Daily race finished" in labels(window)
    assert Reader(window).has("Run again for practice")


def test_practice_has_no_place_and_says_what_counts(show: ShowPlay) -> None:
    window = show(run("rx", mode=Mode.DAILY, day="2026-11-21", is_practice=True, best_points=8_123))
    assert text_of(window, "place") == "Practice"
    assert text_of(window, "best") == "Practice run"
    texts = without_commas(labels(window))
    assert "The first run of the day counts." in texts
    assert any(text.startswith("The run that counts: 8123 points") for text in texts)
    assert not any("table" in text for text in texts)


def test_a_challenge_says_that_it_is_one(show: ShowPlay) -> None:
    window = show(run("rx", challenge=CODE))
    assert "Sprint challenge finished" in labels(window)
    assert text_of(window, "place") == "First in this challenge"
    assert text_of(window, "best") == "This run counts"
    practice = show(run("rx", challenge=CODE, is_practice=True))
    assert "Your first run of a challenge counts." in labels(practice)


def test_custom_rules_with_a_clock_have_a_speed_part(show: ShowPlay) -> None:
    window = show(run("rx", mode=Mode.CUSTOM, custom=CustomRules(12, answer_limit_ms=15_000)))
    assert "Speed" in text_of(window, "parts")
    assert text_of(window, "place") == "First on the Custom table"


@pytest.mark.parametrize(
    ("mode", "factor", "words"),
    [
        (Mode.DASH, ClockFactor.X5, "clock ×5"),
        (Mode.DASH, ClockFactor.OFF, "no clock"),
        (Mode.DASH, ClockFactor.X1, ""),
        (Mode.SPRINT, ClockFactor.X5, ""),
    ],
)
def test_a_stretched_clock_is_named_where_there_is_one(
    show: ShowPlay, mode: Mode, factor: ClockFactor, words: str
) -> None:
    window = show(run("rx", mode=mode, factor=factor, after_ms=20_000))
    about = next(text for text in labels(window) if "BlueBird" in text)
    assert about.endswith(words or "watched up to episode 16")


# --- Training ---------------------------------------------------------------------


def test_training_has_no_place_but_says_what_is_due_and_how_well_each_is_known(show: ShowPlay) -> None:
    window = show(run("rxr", mode=Mode.TRAINING, questions=4))
    texts = labels(window)
    assert text_of(window, "parts") == "3 of 4 right"
    assert not any("Place" in text or "table" in text for text in texts)
    assert any(text.endswith(" due today") for text in texts)
    assert "4 in training" in texts
    assert table_of(window).model().headerData(Column.POINTS, Qt.Orientation.Horizontal) == "Level"
    assert set(cells(window, Column.POINTS)) == {"level 1 of 5", "level 2 of 5"}
    spoken = table_of(window).model().index(0, Column.QUESTION).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("level 2 of 5")
    assert Reader(window).has("Train on")


def test_what_is_due_next_is_said_by_its_day() -> None:
    assert due_words(TrainingCounts(0, 0)) == ("Nothing left to train", "Questions you miss come here.")
    title, text = due_words(TrainingCounts(0, 12, MOMENT_MS - 700 * DAY_MS))
    assert (title, text[-14:]) == ("Nothing more due today", "12 in training")
    assert due_words(TrainingCounts(3, 12)) == ("3 due today", "12 in training")


def test_training_without_an_open_bank_still_has_its_result(qtbot: QtBot) -> None:
    page = ResultPage()
    qtbot.addWidget(page)
    page.show_result(run("r", mode=Mode.TRAINING, questions=2))
    assert text_of(page, "best") == "Well trained"


# --- Relay --------------------------------------------------------------------------


def test_a_relay_names_the_winner_and_places_everybody(show: ShowPlay) -> None:
    window = show(run("rrxrrxrrx", mode=Mode.RELAY, relay=("Anna", "Croquis", "BlueBird"), questions=15))
    assert text_of(window, "best") == "It’s a tie: " + ", ".join(("Anna", "Croquis"))
    window = show(run("rxxrxrrrr", mode=Mode.RELAY, relay=("Anna", "Croquis", "BlueBird"), questions=15))
    assert text_of(window, "best") == "Anna wins"
    rows = [name for name in names(window) if "best streak" in name]
    assert [row.split(":")[0] for row in rows] == ["First", "Second", "Third"]
    assert rows[0].startswith("First: Anna 5996 points 5 of 5 right")


def test_equal_points_share_a_place(show: ShowPlay) -> None:
    window = show(run("", mode=Mode.RELAY, relay=("Anna", "Croquis"), questions=10))
    assert text_of(window, "best").startswith("It’s a tie: Anna")
    rows = [name for name in names(window) if "best streak" in name]
    assert [row.split(":")[0] for row in rows] == ["First", "First"]


def test_the_questions_of_a_relay_say_whose_they_were(show: ShowPlay) -> None:
    window = show(run("rx", mode=Mode.RELAY, relay=("Anna", "Croquis"), questions=10))
    assert cells(window, Column.PLAYER)[:3] == ["Anna", "Croquis", "Anna"]
    assert not table_of(window).isColumnHidden(Column.PLAYER)
    table_of(window).selectRow(1)
    assert "Croquis · Question 2 · Wrong" in labels(window)
    assert any(text.startswith("Croquis’s answer: Ki Seon-gyeom 기선겸") for text in labels(window))
    categories = window.findChild(CategoryCardOfResult)
    assert categories is not None
    assert not categories.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_name_of_usual_length_stands_in_one_line_in_the_smallest_window(
    qapp: QApplication, show: ShowPlay, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    window = show(run("rx", mode=Mode.RELAY, relay=("Anna", "BlueBird"), questions=10))
    window.show_at(800, 600)
    table = table_of(window)
    assert table.columnWidth(Column.PLAYER) == table._name_width()
    assert table.columnWidth(Column.QUESTION) > table.columnWidth(Column.PLAYER)


def test_a_relay_is_run_again_with_the_same_players(qtbot: QtBot, show: ShowPlay) -> None:
    window = show(run("rx", mode=Mode.RELAY, relay=("Anna", "Croquis"), questions=10))
    with qtbot.waitSignal(window.page.play_again_requested) as asked:
        named(window, QAbstractButton, "Same players again").click()
    assert asked.args is not None
    assert [runner.name for runner in asked.args[0].relay] == ["Anna", "Croquis"]


def test_after_a_relay_the_next_result_has_its_categories_and_no_players(show: ShowPlay) -> None:
    window = show(run("rx", mode=Mode.RELAY, relay=("Anna", "Croquis"), questions=10))
    window.page.show_result(run("rx"))
    assert table_of(window).isColumnHidden(Column.PLAYER)
    assert "By category" in labels(window)
    assert not any("Croquis" in name for name in names(window))


# --- Heard and seen in every form -----------------------------------------------------------

MODES: dict[str, Callable[[], FakePlay]] = {
    "dash": lambda: run("rrxrr", mode=Mode.DASH, after_ms=8_000, best_points=9_000),
    "marathon": lambda: run("r" * 30 + "xxx", mode=Mode.MARATHON, best_points=31_000),
    "daily": lambda: run("rx", mode=Mode.DAILY, day="2026-11-21"),
    "practice": lambda: run("rx", mode=Mode.DAILY, day="2026-11-21", is_practice=True, best_points=8_123),
    "challenge": lambda: run("rx", challenge=CODE),
    "training": lambda: run("rx", mode=Mode.TRAINING, questions=8),
    "custom": lambda: run("rx", mode=Mode.CUSTOM, custom=CustomRules(30, answer_limit_ms=15_000)),
    "relay": lambda: run(
        "rx" * 9, mode=Mode.RELAY, relay=[f"{'W' * 26} {number}" for number in range(8)], questions=40
    ),
    "every kind": every_kind,
}
SPOKEN = {
    "dash": "Dash finished. 5 right. ",
    "marathon": "Marathon finished. 30 right. ",
    "daily": "Daily race finished. 9619 points. Your run of the day. ",
    "practice": "Daily race finished. 9619 points. Practice run. The run that counts: 8123 points",
    "challenge": "Sprint challenge finished. 9619 points. ",
    "training": "Training finished. 7 right. ",
    "custom": "Custom finished. ",
    "relay": "Relay finished. ",
    "every kind": "Sprint finished. ",
}


@pytest.mark.parametrize("mode", MODES)
def test_the_whole_result_is_heard(show: ShowPlay, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    said: list[str] = []
    monkeypatch.setattr(result_page, "announce", lambda widget, text: said.append(text))
    show(MODES[mode]())
    assert said[0].replace(",", "").startswith(SPOKEN[mode])
    assert ".." not in said[0]
    assert said[0].endswith(".")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_is_cut(
    show: ShowPlay, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, mode: str, scale: float, size: tuple[int, int]
) -> None:
    theme.apply(qapp, "dark" if scale > 1 else "light", text_scale=scale)
    play = with_code(MODES[mode](), monkeypatch, None if mode in ("training", "relay") else CODE)
    window = show(play, size)
    window.show_at(*size)  # again: the form for larger windows had needed more
    assert_nothing_cut(window)
    table = table_of(window)
    table.selectRow(1)
    window.page._foot.copy_code()
    assert_nothing_cut(window)
    last = Column.CHOSEN if table.isColumnHidden(Column.POINTS) else Column.POINTS
    assert table.columnViewportPosition(last) + table.columnWidth(last) <= table.viewport().width()
    assert (window.width(), window.height()) == size
    assert [each for each in acting(window) if not each.accessibleName()] == []
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in window.findChildren(QLabel))
