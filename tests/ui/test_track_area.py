"""The place of the track: which strip a round gets, how high it is, and that every strip can be painted anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.rules import ClockFactor, Mode
from quizapp.ui import theme
from quizapp.ui.play.track_area import TrackArea
from quizapp.ui.play.track_base import TrackWidget
from quizapp.ui.play.track_strip import TrackStrip
from tests.ui.painted import picture, spoken, still_theme
from tests.ui.track_rig import EIGHT, FOUR, LONG, TrackPlay, track_play

FORMS = [
    (800, True, 1.0, 1.0),
    (800, True, 1.0, 1.5),
    (1000, False, 1.0, 1.0),
    (1500, False, 1.0, 1.5),
    (1900, False, 1.15, 1.0),
    (2560, False, 1.5, 1.5),
]
"""Width, compact, type scale, text size."""


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def shown(qtbot: QtBot, made: TrackPlay, *, compact: bool = False, type_scale: float = 1.0) -> TrackArea:
    """The area with the strip of this round."""
    area = TrackArea()
    qtbot.addWidget(area)
    area.set_compact(compact)
    area.set_type_scale(type_scale)
    area.begin(made.play())
    return area


def strip_of(area: TrackArea) -> TrackWidget:
    """The strip that is shown."""
    return cast(TrackWidget, area.strip())


def rounds() -> list[TrackPlay]:
    """A round of every mode and form, begun, halfway and with a verdict showing."""
    training = track_play(Mode.TRAINING, "rrx", count=20)
    training.known = tuple(at % 5 + 1 for at in range(20))
    with_verdict = track_play(Mode.RELAY, "rxr", names=LONG)
    with_verdict.give(True, go_on=False)
    return [
        *(track_play(mode) for mode in Mode),
        *(track_play(mode, "rrxrrr", count=13) for mode in Mode),
        track_play(Mode.DASH, "rrxrrr", after_ms=300),
        track_play(Mode.DASH, "rrxrrr" * 3, clock=ClockFactor.X10),
        track_play(Mode.DASH, "rrx", clock=ClockFactor.OFF),
        track_play(Mode.MARATHON, "rrrrrrrrrx" * 2 + "r" * 90, count=150),
        training,
        with_verdict,
        *(track_play(Mode.RELAY, "rx" * 4, names=EIGHT[:players]) for players in range(2, 9)),
    ]


@pytest.mark.parametrize(
    ("mode", "clock", "name", "height"),
    [
        (Mode.SPRINT, ClockFactor.X1, "QuestionsStrip", 70),
        (Mode.DAILY, ClockFactor.X1, "QuestionsStrip", 70),
        (Mode.CUSTOM, ClockFactor.X1, "QuestionsStrip", 70),
        (Mode.DASH, ClockFactor.X2, "DashStrip", 76),
        (Mode.DASH, ClockFactor.OFF, "QuestionsStrip", 70),
        (Mode.MARATHON, ClockFactor.X1, "MarathonStrip", 76),
        (Mode.TRAINING, ClockFactor.X1, "TrainingStrip", 76),
        (Mode.RELAY, ClockFactor.X1, "RelayStrip", 170),
    ],
)
def test_each_mode_has_its_strip(qtbot: QtBot, mode: Mode, clock: ClockFactor, name: str, height: int) -> None:
    area = shown(qtbot, track_play(mode, clock=clock))
    assert type(area.strip()).__name__ == name
    assert area.sizeHint().height() == height


def test_a_dash_without_clock_asks_twenty_questions(qtbot: QtBot) -> None:
    area = shown(qtbot, track_play(Mode.DASH, "rrx", clock=ClockFactor.OFF))
    assert spoken(strip_of(area)) == "Question 4 of 20, 2 right, 1 wrong"


def test_the_next_round_takes_the_place_of_the_last(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    area = TrackArea()
    column.addWidget(area)
    column.addStretch(1)
    host.resize(1200, 400)
    host.show()
    for mode, height in ((Mode.SPRINT, 70), (Mode.RELAY, 170), (Mode.DASH, 76)):
        area.begin(track_play(mode).play())
        qtbot.waitUntil(lambda height=height: area.height() == height, timeout=2_000)
        assert strip_of(area).geometry() == QRect(0, 0, 1200, height)
    qtbot.waitUntil(lambda: len(area.findChildren(TrackWidget)) == 1, timeout=2_000)


def test_only_the_strip_has_a_name_and_it_says_how_the_best_run_stands(qtbot: QtBot) -> None:
    made = track_play(Mode.SPRINT, "rrr", count=12)
    made.best, made.standing_told = 0.3, "level"
    area = shown(qtbot, made)
    assert spoken(area) == ""
    assert area.findChild(TrackStrip) is area.strip()
    assert spoken(strip_of(area)) == "Question 4 of 10, 3 right, 0 wrong, level with your best run"
    made.best, made.standing_told = 0.9, "behind"
    area.show_time(made.play())
    assert spoken(strip_of(area)).endswith("behind your best run")


def test_the_form_for_small_windows_is_kept_for_the_next_round(qtbot: QtBot) -> None:
    area = shown(qtbot, track_play(Mode.SPRINT), compact=True)
    for mode in (Mode.DASH, Mode.MARATHON, Mode.TRAINING, Mode.SPRINT):
        area.begin(track_play(mode).play())
        assert area.sizeHint().height() == 52


@pytest.mark.parametrize(("width", "compact", "type_scale", "text_scale"), FORMS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_strip_is_painted_to_its_edges(
    qtbot: QtBot,
    qapp: QApplication,
    scheme: theme.Scheme,
    width: int,
    compact: bool,
    type_scale: float,
    text_scale: float,
) -> None:
    theme.apply(qapp, scheme, text_scale=text_scale)
    for made in rounds():
        area = shown(qtbot, made, compact=compact, type_scale=type_scale)
        high = area.sizeHint().height()
        made.pass_ms(900)
        area.show_time(made.play())
        image = picture(area, width, high)
        for x, y in ((0, 0), (width - 1, 0), (0, high - 1), (width - 1, high - 1)):
            assert QColor(image.pixel(x, y)) == theme.colour("clay_deep")


@pytest.mark.parametrize("mode", Mode)
def test_a_finished_round_says_so(qtbot: QtBot, mode: Mode) -> None:
    made = track_play(mode, count=4, names=("Anna", "Bo"))
    made.run("rrr", 1_000)
    made.give(False, 70_000 if mode is Mode.DASH else 1_000, go_on=False)
    area = shown(qtbot, made)
    made.go_on()
    assert made.round.is_finished
    area.show_round(made.play())
    assert spoken(strip_of(area)).startswith("Finished")
    begun = shown(qtbot, made)
    assert spoken(strip_of(begun)).startswith("Finished")
    assert not picture(begun, 1200, begun.sizeHint().height()).isNull()


@pytest.mark.parametrize("text_scale", [1.0, 1.25, 1.5])
def test_small_windows_give_a_relay_no_more_than_its_room(qtbot: QtBot, qapp: QApplication, text_scale: float) -> None:
    theme.apply(qapp, "light", text_scale=text_scale)
    for players in range(2, 9):
        area = shown(qtbot, track_play(Mode.RELAY, names=EIGHT[:players]), compact=True)
        assert area.sizeHint().height() <= 110


def test_beyond_four_players_lanes_are_lower(qtbot: QtBot) -> None:
    assert shown(qtbot, track_play(Mode.RELAY, names=EIGHT)).sizeHint().height() == 10 + 8 * 28
    assert shown(qtbot, track_play(Mode.RELAY, names=FOUR)).sizeHint().height() == 10 + 4 * 40
