"""The result page: score, place and the ways on, by keys and by names, in every size and theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.game.question import Distractor, Question
from quizapp.ui import theme
from quizapp.ui.play import result_page
from quizapp.ui.play.category_blocks import CategoryBlocks
from quizapp.ui.play.result_page import ResultPage
from quizapp.ui.play.result_rows import Column
from quizapp.ui.play.track_area import TrackArea
from tests.e2e.reader import Reader
from tests.ui.fakes import MOMENT_MS, QUESTIONS, best_run, several, single
from tests.ui.page_host import SIZES, assert_nothing_cut, named, press
from tests.ui.painted import still_theme
from tests.ui.result_rig import Results, Show, played, table_of
from tests.ui.round_rig import labels, text_of

HOSTILE = "<b>R&D</b> &amp; <img src='/etc/hostname'>"


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows the result of a round with these answers."""
    return Results(qtbot).show


# --- the score ------------------------------------------------------------


def test_the_score_comes_with_its_parts_and_figures(show: Show) -> None:
    window, _ = show(0, 0, 0, 1, 0, 0, 2)
    names = [name.replace(",", "") for name in Reader(window).names()]
    assert "8154 points" in names
    assert text_of(window, "parts").replace(",", "") == "Base 8000 · Streak 154"
    assert {"8 of 10 right", "3 best streak", "1:32 time", "9.2 s per question"} <= set(names)


def test_a_first_result_says_so(show: Show) -> None:
    window, _ = show()
    assert text_of(window, "best") == "First result"


@pytest.mark.parametrize(
    ("best_points", "title", "text"),
    [
        (8_000, "New best", "154 more than your 8000 on"),
        (8_154, "Best matched", "The same as your 8154 on"),
        (9_000, "Your best stands", "846 below your 9000 on"),
    ],
)
def test_the_best_run_is_compared_with(show: Show, best_points: int, title: str, text: str) -> None:
    window, _ = show(0, 0, 0, 1, 0, 0, 2, best_points=best_points)
    assert text_of(window, "best") == title
    assert any(each.replace(",", "").startswith(text) for each in labels(window))


@pytest.mark.parametrize(
    ("better", "words"), [(0, "First"), (1, "Second"), (2, "Third"), (9, "Tenth"), (10, "Number 11")]
)
def test_the_place_is_said_in_words_up_to_the_tenth(qtbot: QtBot, better: int, words: str) -> None:
    play = played()
    for number in range(better):
        board, entry, run = play.bank.entries[-1]
        result = replace(entry.result, points=20_000)
        other = replace(entry, round_id=500 + number, player_id=9, result=result)
        play.bank.entries.insert(0, (board, other, replace(run, round_id=500 + number)))
    page = ResultPage()
    qtbot.addWidget(page)
    page.show_result(play)
    assert text_of(page, "place") == f"{words} on the Sprint table"
    assert f"Place {better + 1} of {better + 1} with these settings" in [
        each.text() for each in page.findChildren(QLabel)
    ]


def test_the_bar_says_when_who_and_how_far_they_have_watched(show: Show) -> None:
    window, _ = show()
    assert "Sprint finished" in labels(window)
    about = next(each for each in labels(window) if "BlueBird" in each)
    assert about.endswith("BlueBird · watched up to episode 16")


def test_the_strip_is_in_its_finished_form(show: Show) -> None:
    window, _ = show(1, 1, "skip")
    area = window.findChild(TrackArea)
    assert area is not None
    strip = area.strip()
    assert strip is not None
    assert strip.accessibleName() == "Finished, 10 questions, 8 right, 2 wrong"


def test_every_category_has_its_row(show: Show) -> None:
    window, _ = show(1)
    blocks = window.findChild(CategoryBlocks)
    assert blocks is not None
    names = [each.accessibleName() for each in blocks.findChildren(QWidget)]
    assert names == [
        "Leaves: 2 of 2 right",
        "People: 1 of 2 right",
        "Sayings: 2 of 2 right",
        "Songs: 2 of 2 right",
        "Cups & pots: 2 of 2 right",
    ]


def test_the_result_is_heard(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(result_page, "announce", lambda widget, text: said.append(text))
    _, play = show(1, best_points=5_000)
    points = play.round.result().points
    words = said[0].replace(",", "")
    assert words.startswith(f"Sprint finished. {points} points. New best. {points - 5_000} more than your 5000 on")
    assert words.endswith("Base 9000 · Streak 796. First on the Sprint table. Place 1 of 2 with these settings.")


# --- the ways on ------------------------------------------------------------


def test_enter_plays_again_with_the_same_settings(qtbot: QtBot, show: Show) -> None:
    window, play = show()
    assert named(window, QAbstractButton, "Play again").hasFocus()
    with qtbot.waitSignal(window.page.play_again_requested) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == [play.round.settings]


def test_an_enter_still_held_from_the_round_does_not_play_again(qtbot: QtBot, show: Show) -> None:
    window, _ = show()
    focused = QApplication.focusWidget()
    assert focused is not None
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True, 1)
    with qtbot.assertNotEmitted(window.page.play_again_requested):
        QApplication.sendEvent(focused, held)


@pytest.mark.parametrize("where", ["Play again", "High scores", "table"])
def test_escape_goes_back_to_the_lanes_from_everywhere(qtbot: QtBot, show: Show, where: str) -> None:
    window, _ = show()
    (table_of(window) if where == "table" else named(window, QAbstractButton, where)).setFocus()
    with qtbot.waitSignal(window.page.home_requested):
        press(Qt.Key.Key_Escape)


def test_the_ways_on_have_names(qtbot: QtBot, show: Show) -> None:
    window, _ = show()
    reader = Reader(window)
    for name, signal in (
        ("Back to lanes", window.page.home_requested),
        ("High scores", window.page.scores_requested),
        ("See the table", window.page.scores_requested),
        ("Play again", window.page.play_again_requested),
    ):
        with qtbot.waitSignal(signal):
            reader.press(name)


def test_tab_goes_through_everything_and_into_the_table_once(show: Show) -> None:
    show(1)
    seen: list[str] = []
    for _ in range(9):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        seen.append(focused.accessibleName() if focused else "")
    assert seen.count("Questions of this round") == 1
    assert {"High scores", "Back to lanes", "See the table", "Play again", "In order"} <= set(seen)


def test_a_result_that_cannot_be_read_changes_nothing(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _ = show()
    before = labels(window)
    broken = played(1, 1, 1)

    def _fail() -> None:
        raise BankError("The bank cannot be read.")

    monkeypatch.setattr(broken, "placing", _fail)
    with pytest.raises(BankError):
        window.page.show_result(broken)
    assert labels(window) == before


# --- texts ------------------------------------------------------------


def _hostile() -> tuple[Question, ...]:
    made = single(
        1,
        prompt=HOSTILE * 40,
        explanation=HOSTILE,
        answers=(HOSTILE,),
        distractors=(Distractor(HOSTILE + "1"), Distractor(HOSTILE + "2"), Distractor(HOSTILE + "3")),
    )
    return (made, several(2, prompt="W" * 1_999), *QUESTIONS)[:13]


def test_hostile_texts_stay_plain_and_tool_tips_are_escaped(show: Show) -> None:
    window, _ = show(1, 1, questions=_hostile())
    table_of(window).selectRow(0)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in window.findChildren(QLabel))
    index: QModelIndex | QPersistentModelIndex = table_of(window).model().index(0, Column.QUESTION)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;R&amp;D" in tip
    assert "<b>" not in tip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [*SIZES, (1000, 680), (2560, 1400)])
def test_no_text_is_cut_in_any_size(
    show: Show, qapp: QApplication, size: tuple[int, int], scale: float, scheme: theme.Scheme
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    window, _ = show(1, 1, "skip", size=size, questions=_hostile(), best_points=9_000)
    assert_nothing_cut(window)
    for row in (0, 1, 2, 5):
        table_of(window).selectRow(row)
        assert_nothing_cut(window)
    table = table_of(window)
    assert table.columnViewportPosition(Column.POINTS) + table.columnWidth(Column.POINTS) <= table.viewport().width()


def test_a_best_run_of_another_year_says_the_year(qtbot: QtBot) -> None:
    play = played(best_points=5_000)
    board, entry, _ = play.bank.entries[0]
    old = replace(best_run(5_000), finished_at_ms=MOMENT_MS - 700 * 86_400_000)
    play.bank.entries[0] = (board, entry, old)
    page = ResultPage()
    qtbot.addWidget(page)
    page.show_result(play)
    assert any("2024" in each.text() for each in page.findChildren(QLabel))
