"""The strip of a Dash: where marks fall, how time is told, and that a miss costs some."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.rules import ClockFactor, Mode
from quizapp.ui import theme
from quizapp.ui.play import track_painting
from quizapp.ui.play.track_dash import DashStrip
from tests.ui.painted import picture, spoken, still_theme
from tests.ui.track_rig import TrackPlay, track_play


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def dash(qtbot: QtBot, made: TrackPlay, *, compact: bool = False, width: int = 1200) -> DashStrip:
    """The strip of this round."""
    strip = DashStrip(compact=compact)
    qtbot.addWidget(strip)
    strip.begin(made.play())
    strip.resize(width, strip.sizeHint().height())
    return strip


def tick(strip: DashStrip, made: TrackPlay, elapsed_ms: int) -> None:
    """Lets time pass and tells the strip."""
    made.pass_ms(elapsed_ms)
    strip.show_time(made.play())


def test_a_mark_falls_where_the_answer_was_and_a_miss_takes_the_runner_on(qtbot: QtBot) -> None:
    made = track_play(Mode.DASH)
    strip = dash(qtbot, made)
    made.give(True, 4_000, go_on=False)
    strip.show_round(made.play())
    assert strip._journey.at() == 4_000
    made.go_on()
    made.give(False, 6_000, go_on=False)
    strip.show_round(made.play())
    assert [(each.kind, each.begin_ms, each.end_ms) for each in strip._stretches] == [
        ("right", 0, 4_000),
        ("wrong", 4_000, 10_000),
    ]
    assert strip._journey.at() == 15_000
    made.go_on()
    made.give(True, 1_000, go_on=False)
    strip.show_round(made.play())
    assert strip._stretches[-1].begin_ms == 15_000


def test_marks_end_where_the_runner_begins_and_never_overlap(qtbot: QtBot) -> None:
    for after_ms in (40, 300, 1_000, 3_000):
        strip = dash(qtbot, track_play(Mode.DASH, "rrrr", after_ms=after_ms))
        lane = strip._lane()
        ends = [strip._x_of(lane, each.end_ms) for each in strip._stretches]
        assert strip._runner_x() - strip._disc(lane) / 2 >= ends[-1]


def test_the_runner_crosses_the_finish_when_the_time_is_up(qtbot: QtBot) -> None:
    made = track_play(Mode.DASH)
    strip = dash(qtbot, made)
    tick(strip, made, 75_000)
    assert strip._runner_x() == strip._lane().finish.center().x()
    assert strip._left_words() == ("0:00", "left · 0 right")


def test_the_time_left_counts_begun_seconds(qtbot: QtBot) -> None:
    made = track_play(Mode.DASH, "rr")
    strip = dash(qtbot, made)
    assert strip._left_words() == ("0:52", "left · 2 right")
    tick(strip, made, 1)
    assert strip._left_words()[0] == "0:52"
    tick(strip, made, 1_000)
    assert strip._left_words()[0] == "0:51"


def test_the_name_changes_with_an_answer_and_every_five_seconds(qtbot: QtBot) -> None:
    made = track_play(Mode.DASH, "rrrrrrxx", after_ms=3_000)
    strip = dash(qtbot, made)
    assert spoken(strip).startswith("26 second")
    assert spoken(strip).endswith(" left, 6 right, 2 wrong")
    told = [spoken(strip)]
    for _ in range(100):
        tick(strip, made, 250)
        if told[-1] != spoken(strip):
            told.append(spoken(strip))
    seconds = [int(name.split()[0]) for name in told]
    assert seconds == [26, 25, 20, 15, 10, 5]


def test_with_reduced_motion_the_runner_steps_once_a_second(qtbot: QtBot) -> None:
    made = track_play(Mode.DASH, "r", after_ms=1_500)
    strip = dash(qtbot, made)
    places: list[float] = []
    for _ in range(20):
        tick(strip, made, 100)
        places.append(strip._journey.at())
    assert sorted(set(places)) == [1_500, 2_000, 3_000]
    theme.set_motion("full")
    tick(strip, made, 100)
    assert strip._journey.at() == 3_600


def test_a_miss_makes_the_runner_run_where_motion_is_wanted(qtbot: QtBot) -> None:
    made = track_play(Mode.DASH)
    strip = dash(qtbot, made)
    theme.set_motion("full")
    strip.show()
    tick(strip, made, 2_000)
    made.give(False, 0, go_on=False)
    strip.show_round(made.play())
    assert strip._journey.at() < 7_000
    first = strip.grab().toImage()
    qtbot.waitUntil(lambda: strip._journey.at() == 7_000, timeout=2_000)
    assert strip.grab().toImage() != first


@pytest.mark.parametrize(("clock", "last"), [("x1", "50 s"), ("x2", "100 s"), ("x5", "250 s"), ("x10", "500 s")])
def test_the_axis_stretches_with_the_clock(qtbot: QtBot, clock: str, last: str) -> None:
    strip = dash(qtbot, track_play(Mode.DASH, clock=ClockFactor(clock)))
    assert strip._tick_words(5 * strip._tick_ms) == last
    assert strip._limit_ms == 6 * strip._tick_ms


@pytest.mark.parametrize("text_scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize(("width", "compact"), [(800, True), (1000, False), (2560, False)])
def test_no_text_is_cut(qtbot: QtBot, qapp: QApplication, text_scale: float, width: int, compact: bool) -> None:
    theme.apply(qapp, "light", text_scale=text_scale)
    made = track_play(Mode.DASH, "r" * 30, after_ms=1_000)
    strip = dash(qtbot, made, compact=compact, width=width)
    lane = strip._lane()
    words = QFontMetricsF(strip._words_font()).horizontalAdvance(strip._left_words()[1])
    assert words <= lane.beyond().width() - strip._padding() - 4
    assert track_painting.lines_height(strip._time_font(), strip._words_font()) <= lane.upper.height()
    pitch = lane.segment_width / 6 * strip._label_step(lane, strip._tick_font())
    assert QFontMetricsF(strip._tick_font()).horizontalAdvance("50 s") + 6 < pitch
    assert lane.label(lane.upper).width() >= QFontMetricsF(strip._label_font()).horizontalAdvance("Dash")


def test_a_tick_paints_no_more_than_the_runner_and_the_time(qtbot: QtBot) -> None:
    theme.set_motion("full")
    made = track_play(Mode.DASH, "rr")
    strip = dash(qtbot, made)
    before = picture(strip, 1200, 76)
    tick(strip, made, 400)
    after = picture(strip, 1200, 76)
    changed = [x for x in range(1200) if any(before.pixel(x, y) != after.pixel(x, y) for y in range(76))]
    assert changed
    lane = strip._lane()
    assert max(changed) - min(changed) < strip._disc(lane) + 12
