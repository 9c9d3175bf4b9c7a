"""Answers, track strip and the result's widgets: what they say, that nothing is cut or moves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAccessible, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui import theme
from quizapp.ui.play import marks
from quizapp.ui.play.brush_score import BrushScore
from quizapp.ui.play.category_blocks import CategoryBlocks, CategoryResult
from quizapp.ui.play.choice_button import ChoiceButton, ChoiceState
from quizapp.ui.play.track_strip import Plate, TrackStrip
from tests.ui.painted import HOSTILE, accessible_state, picture, spoken, still_theme

LONG_OPTIONS = {
    "sixty": "When the whole national team has already gone home without him",
    "one word": "Donaudampfschifffahrtsgesellschaftskapitänswitwenversammlung",
    "german": "Die Übersetzerin wartet vor dem Stadion, bis alle gegangen sind, und geht allein",
    "korean": "처음 달릴 때는 도망치는 거였어요 그리고 다시는 돌아보지 않았어요",
    "arabic": "على هذا الطريق الطويل كنا نركض معا حتى وصلنا إلى البيت القديم",
}


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


# --- answers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (ChoiceState.OPEN, "B. Oh Mi-joo 오미주"),
        (ChoiceState.TAKEN, "B. Oh Mi-joo 오미주"),
        (ChoiceState.FADED, "B. Oh Mi-joo 오미주"),
        (ChoiceState.RIGHT, "B. Oh Mi-joo 오미주, right answer"),
        (ChoiceState.MISSED, "B. Oh Mi-joo 오미주, right answer"),
        (ChoiceState.CHOSEN_WRONG, "B. Oh Mi-joo 오미주, your choice"),
        (ChoiceState.CHOSEN_RIGHT, "B. Oh Mi-joo 오미주, your choice, right answer"),
    ],
)
def test_an_answer_says_its_letter_text_and_verdict(qtbot: QtBot, state: ChoiceState, name: str) -> None:
    button = ChoiceButton("B", "Oh Mi-joo", "오미주")
    qtbot.addWidget(button)
    button.set_state(state)
    assert spoken(button) == name
    assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.Button


def test_only_an_open_answer_can_be_chosen(qtbot: QtBot) -> None:
    button = ChoiceButton("A", "star")
    qtbot.addWidget(button)
    button.resize(400, 60)
    button.show()
    chosen: list[str] = []
    button.clicked.connect(lambda: chosen.append("A"))
    for state in ChoiceState:
        button.set_state(state)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            keys = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(button, QKeyEvent(kind, Qt.Key.Key_Space, keys))
        button.click()
        assert len(chosen) == (3 if state is ChoiceState.OPEN else 0)
        chosen.clear()


def test_an_answer_that_was_taken_away_cannot_be_focused_and_says_why(qtbot: QtBot) -> None:
    button = ChoiceButton("D", "road")
    qtbot.addWidget(button)
    button.set_state(ChoiceState.TAKEN)
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Taken away by 50:50"
    button.set_state(ChoiceState.OPEN)
    assert button.isEnabled()
    assert button.accessibleDescription() == ""


def test_one_of_several_keys_exposes_that_it_is_checked(qtbot: QtBot) -> None:
    button = ChoiceButton("A", "star", checkable=True)
    qtbot.addWidget(button)
    before = picture(button, 400, 60)
    assert accessible_state(button).checkable
    assert not accessible_state(button).checked
    button.click()
    assert accessible_state(button).checked
    assert picture(button, 400, 60) != before
    button.set_state(ChoiceState.MISSED)
    button.click()
    assert button.isChecked()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [240, 380, 472, 700])
@pytest.mark.parametrize("text", LONG_OPTIONS.values(), ids=LONG_OPTIONS)
def test_long_answers_grow_in_height_and_are_never_cut(
    qtbot: QtBot, qapp: QApplication, text: str, width: int, compact: bool, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    button = ChoiceButton("A", text, compact=compact)
    qtbot.addWidget(button)
    button.resize(width, button.heightForWidth(width))
    text_rect = button.text_rect()
    assert text_rect.top() >= 0
    assert text_rect.left() > 0
    assert text_rect.bottom() <= button.height()
    assert text_rect.right() <= width
    assert button.minimumSizeHint().height() == button.heightForWidth(width)


@pytest.mark.parametrize("text", ["star", *LONG_OPTIONS.values()])
@pytest.mark.parametrize("width", [300, 472])
def test_a_verdict_moves_nothing(qtbot: QtBot, text: str, width: int) -> None:
    button = ChoiceButton("A", text)
    qtbot.addWidget(button)
    button.resize(width, button.heightForWidth(width))
    place = button.text_rect()
    for state in ChoiceState:
        button.set_state(state)
        assert button.text_rect() == place
        assert button.heightForWidth(width) == button.height()


def test_a_short_answer_is_54_high_and_a_long_one_higher(qtbot: QtBot) -> None:
    button, long = ChoiceButton("A", "star"), ChoiceButton("A", "star " * 60)
    qtbot.addWidget(button)
    qtbot.addWidget(long)
    assert button.heightForWidth(472) == 54
    assert long.heightForWidth(472) > 100
    assert long.heightForWidth(300) > long.heightForWidth(472)


def test_states_differ_without_colour(qtbot: QtBot) -> None:
    button = ChoiceButton("A", "star")
    qtbot.addWidget(button)
    seen: list[QImage] = []
    for state in ChoiceState:
        button.set_state(state)
        grey = picture(button, 300, 60).convertToFormat(QImage.Format.Format_Grayscale8)
        assert grey not in seen
        seen.append(grey)


def test_a_reveal_runs_only_where_motion_is_wanted(qtbot: QtBot) -> None:
    theme.set_motion("full")
    button = ChoiceButton("A", "star")
    qtbot.addWidget(button)
    button.resize(300, 60)
    button.show()
    button.set_state(ChoiceState.RIGHT)
    final = ChoiceButton("A", "star")
    qtbot.addWidget(final)
    final.set_state(ChoiceState.RIGHT)
    qtbot.waitUntil(lambda: bool(button.grab().toImage() == picture(final, 300, 60)), timeout=2000)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_an_answer_or_holds_it_up(qtbot: QtBot, text: str) -> None:
    begin = time.perf_counter()
    button = ChoiceButton("A", text, text)
    qtbot.addWidget(button)
    for state in ChoiceState:
        button.set_state(state)
        assert not picture(button, 472, 80).isNull()
    assert time.perf_counter() - begin < 10


# --- track strip -----------------------------------------------------------------------------


def test_the_strip_says_where_the_round_stands(qtbot: QtBot) -> None:
    strip = TrackStrip()
    qtbot.addWidget(strip)
    strip.set_round(10)
    strip.set_comparison("level with your best run")
    strip.set_plates([Plate("right", 174)] * 3 + [Plate("now")])
    assert spoken(strip) == "Question 4 of 10, 3 right, 0 wrong, level with your best run"
    strip.set_plates([Plate("right"), Plate("partly"), Plate("skipped"), Plate("wrong")])
    assert spoken(strip).startswith("Question 4 of 10, 1 right, 1 wrong, 1 partly right, 1 skipped")


def test_the_strip_has_three_heights(qtbot: QtBot) -> None:
    strip = TrackStrip()
    qtbot.addWidget(strip)
    strip.set_round(10)
    assert strip.sizeHint().height() == 70
    strip.set_best_progress(0.4)
    assert strip.sizeHint().height() == 92
    strip.set_finished(True)
    assert strip.sizeHint().height() == 70
    strip.set_compact(True)
    assert strip.sizeHint().height() == 52


@pytest.mark.parametrize("count", [0, 1, 3, 10, 20, 21, 100, 1000])
@pytest.mark.parametrize("width", [320, 800, 1200, 2560])
def test_the_strip_paints_any_number_of_questions(qtbot: QtBot, count: int, width: int) -> None:
    strip = TrackStrip()
    qtbot.addWidget(strip)
    strip.set_round(count)
    kinds: list[Plate] = [
        Plate("right", 1),
        Plate("wrong", 0),
        Plate("partly", 5),
        Plate("skipped"),
    ]
    strip.set_plates((kinds * 300)[: count // 2] + [Plate("now")] * (count > 0))
    strip.set_best_progress(0.5)
    assert not picture(strip, width, 92).isNull()


def test_the_runner_jumps_when_motion_is_reduced_and_runs_otherwise(qtbot: QtBot) -> None:
    strip = TrackStrip()
    qtbot.addWidget(strip)
    strip.set_round(10)
    strip.set_plates([Plate("now")])
    strip.set_plates([Plate("right", 1), Plate("now")])
    arrived = picture(strip, 1200, 70)
    theme.set_motion("full")
    strip.set_plates([Plate("right", 1), Plate("right", 1), Plate("now")])
    assert strip._runner_at() < 2
    qtbot.waitUntil(lambda: strip._runner_at() == 2, timeout=2000)
    assert picture(strip, 1200, 70) != arrived


def test_more_than_twenty_questions_show_no_points(qtbot: QtBot) -> None:
    strip = TrackStrip()
    qtbot.addWidget(strip)
    pictures = []
    for points in (1, 999):
        strip.set_round(21)
        strip.set_plates([Plate("right", points)] * 5)
        pictures.append(picture(strip, 2560, 70))
    assert pictures[0] == pictures[1]


# --- result ----------------------------------------------------------------------------------


def test_the_score_counts_up_and_says_the_final_value_at_once(qtbot: QtBot) -> None:
    score = BrushScore()
    score.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qtbot.addWidget(score)
    score.set_score(1583)
    assert spoken(score) == "1,583 points"
    final = picture(score, 202, 78)
    theme.set_motion("full")
    score.set_score(1583)
    assert picture(score, 202, 78) != final
    assert score.score() == 1583
    assert spoken(score) == "1,583 points"
    qtbot.waitUntil(lambda: bool(picture(score, 202, 78) == final), timeout=3000)


def test_each_category_says_how_it_went(qtbot: QtBot) -> None:
    blocks = CategoryBlocks()
    qtbot.addWidget(blocks)
    results = [
        CategoryResult("Quotes", "quote", 1, 2),
        CategoryResult("Cast", "cast", 2, 4, 1),
        CategoryResult("Plot " * 30, "plot", 400, 1000),
        CategoryResult("Nothing", "lyric", 0, 0),
    ]
    blocks.set_results(results)
    names = [row.accessibleName() for row in blocks.findChildren(QWidget)]
    assert names[:2] == ["Quotes: 1 of 2 right", "Cast: 2 of 4 right, 1 partly right"]
    assert not picture(blocks, 338, 172).isNull()
    blocks.set_results(results[:1])
    assert not picture(blocks, 338, 172).isNull()


def test_plates_and_discs_differ_without_colour(qapp: QApplication) -> None:
    seen: list[QImage] = []
    for mark in get_args(marks.Mark):
        strip = TrackStrip()
        strip.set_round(3)
        strip.set_plates([Plate(mark)])
        grey = picture(strip, 600, 70).convertToFormat(QImage.Format.Format_Grayscale8)
        assert grey not in seen
        seen.append(grey)
