"""The strips of Marathon and Training: laps, hurdles, dots."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.rules import Mode
from quizapp.ui import theme
from quizapp.ui.play import track_painting
from quizapp.ui.play.track_marathon import MarathonStrip
from quizapp.ui.play.track_training import TrainingStrip
from tests.ui.painted import picture, spoken, still_theme
from tests.ui.track_rig import TrackPlay, track_play


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def marathon(qtbot: QtBot, made: TrackPlay, *, compact: bool = False) -> MarathonStrip:
    """The strip of this round."""
    strip = MarathonStrip(compact=compact)
    qtbot.addWidget(strip)
    strip.begin(made.play())
    return strip


def training(qtbot: QtBot, made: TrackPlay, *, compact: bool = False) -> TrainingStrip:
    """The strip of this round."""
    strip = TrainingStrip(compact=compact)
    qtbot.addWidget(strip)
    strip.begin(made.play())
    return strip


# --- marathon --------------------------------------------------------------------------------


def test_a_marathon_says_lap_question_and_hurdles(qtbot: QtBot) -> None:
    strip = marathon(qtbot, track_play(Mode.MARATHON, "rrrxrrrrrrrrrrrxrrrrrrrr"))
    assert spoken(strip) == "Lap 3, question 25, 22 right, 2 of 3 hurdles down"
    assert [plate.kind for plate in strip._plates] == [*["right"] * 4, "now", *["todo"] * 5]
    assert strip._number(9) == "30"


def test_a_lap_begins_with_its_first_question_not_with_the_last_verdict(qtbot: QtBot) -> None:
    made = track_play(Mode.MARATHON, "r" * 9)
    strip = marathon(qtbot, made)
    made.give(True, go_on=False)
    strip.show_round(made.play())
    assert spoken(strip) == "Lap 1, question 10, 10 right, 0 of 3 hurdles down"
    assert [plate.kind for plate in strip._plates] == ["right"] * 10
    made.go_on()
    strip.show_round(made.play())
    assert spoken(strip) == "Lap 2, question 11, 10 right, 0 of 3 hurdles down"
    assert [plate.kind for plate in strip._plates] == ["now", *["todo"] * 9]


def test_each_miss_knocks_a_hurdle_over(qtbot: QtBot) -> None:
    made = track_play(Mode.MARATHON)
    strip = marathon(qtbot, made)
    seen: list[QImage] = []
    for misses in range(4):
        lane = strip._lane().beyond().toAlignedRect()
        hurdles = picture(strip, 1200, 76).copy(lane).convertToFormat(QImage.Format.Format_Grayscale8)
        assert hurdles not in seen
        assert f"{misses} of 3 hurdles down" in spoken(strip)
        seen.append(hurdles)
        if misses < 3:
            made.give(False)
            strip.show_round(made.play())


def test_the_start_line_stays_where_it_is(qtbot: QtBot) -> None:
    made = track_play(Mode.MARATHON, count=99)
    strip = marathon(qtbot, made, compact=True)
    strip.resize(800, 52)
    starts = {strip._lane().start.x()}
    for _ in range(25):
        made.give(True)
        strip.show_round(made.play())
        starts.add(strip._lane().start.x())
    assert len(starts) == 1


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize(("width", "compact"), [(800, True), (1000, False), (1900, False)])
def test_no_text_of_a_lap_is_cut(
    qtbot: QtBot, qapp: QApplication, text_scale: float, width: int, compact: bool
) -> None:
    theme.apply(qapp, "light", text_scale=text_scale)
    for strip in (
        marathon(qtbot, track_play(Mode.MARATHON, "r" * 120, count=150), compact=compact),
        training(qtbot, track_play(Mode.TRAINING, "rr", count=20), compact=compact),
    ):
        strip.resize(width, strip.sizeHint().height())
        lane = strip._lane()
        assert lane.label(lane.upper).width() >= strip._label_width()
        assert track_painting.lines_height(*strip._fonts()) <= lane.upper.height()
        widest = QFontMetricsF(strip._number_font()).horizontalAdvance("120")
        assert widest <= lane.segment_width * strip._number_step(lane)


# --- training --------------------------------------------------------------------------------


def test_training_says_how_well_the_question_is_known(qtbot: QtBot) -> None:
    made = track_play(Mode.TRAINING, "rrx", count=12)
    made.known = (3, 2, 1, 2, *[1] * 8)
    strip = training(qtbot, made)
    assert spoken(strip) == "Question 4 of 12, 2 right, 1 wrong, known 2 of 5"
    made.give(True, go_on=False)
    made.known = (3, 2, 1, 3, *[1] * 8)
    strip.show_round(made.play())
    assert spoken(strip) == "Question 4 of 12, 3 right, 1 wrong, known 3 of 5"


def test_dots_that_change_are_painted_again(qtbot: QtBot) -> None:
    made = track_play(Mode.TRAINING, "rr", count=12)
    made.known = (1,) * 12
    strip = training(qtbot, made)
    strip.resize(1200, 76)
    strip.show()
    qtbot.waitExposed(strip)
    before = strip.grab().toImage()
    made.known = (1, 5, *[1] * 10)
    strip.show_round(made.play())
    after = strip.grab().toImage()
    foot = strip._lane().foot(1).toAlignedRect()
    assert before.copy(foot) != after.copy(foot)


@pytest.mark.parametrize("width", [8, 20, 30, 60, 100])
def test_every_level_looks_different_at_every_width(qapp: QApplication, width: int) -> None:
    seen: list[QImage] = []
    for level in range(1, 6):
        image = QImage(width, 20, QImage.Format.Format_Grayscale8)
        image.fill(theme.colour("clay"))
        with QPainter(image) as painter:
            track_painting.draw_dots(painter, QRectF(0, 0, width, 20), level)
        assert image not in seen
        seen.append(image)
