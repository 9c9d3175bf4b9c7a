"""The strip of a relay: whose turn it is, long names, and the form for small windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.game.rules import Mode
from quizapp.ui import theme
from quizapp.ui.play.track_relay import RelayStrip, _fair_width
from tests.ui.painted import HOSTILE, picture, spoken, still_theme
from tests.ui.track_rig import EIGHT, FOUR, LONG, TrackPlay, track_play


@pytest.fixture(autouse=True)
def _still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


def relay(qtbot: QtBot, made: TrackPlay, *, compact: bool = False, width: int = 1200) -> RelayStrip:
    """The strip of this round."""
    strip = RelayStrip(compact=compact)
    qtbot.addWidget(strip)
    strip.begin(made.play())
    strip.resize(width, strip.sizeHint().height())
    return strip


def test_a_relay_says_whose_turn_it_is_and_how_all_stand(qtbot: QtBot) -> None:
    made = track_play(Mode.RELAY, "rrrxrxrrxrrrr")
    strip = relay(qtbot, made)
    standing = "Anna 3 right, Croquis 2 right, BlueBird 3 right, Ramen8 2 right"
    assert spoken(strip) == f"Croquis’s turn, question 4 of 5; {standing}"
    made.give(True, go_on=False)
    strip.show_round(made.play())
    assert spoken(strip).startswith("Croquis’s turn, question 4 of 5; Anna 3 right, Croquis 3 right")
    made.go_on()
    strip.show_round(made.play())
    assert spoken(strip).startswith("BlueBird’s turn, question 4 of 5")


def test_the_baton_is_in_the_lane_of_whose_turn_it_is(qtbot: QtBot) -> None:
    made = track_play(Mode.RELAY)
    strip = relay(qtbot, made)
    yellow = theme.colour("subtitle").rgb()
    for lane in (0, 1, 2, 3, 0):
        image = picture(strip, 1200, 170)
        label = strip._lanes().label
        found = [
            row
            for row in range(4)
            if any(
                image.pixel(x, y) == yellow
                for x in range(100, 190)
                for y in (round(label(row).center().y()), round(label(row).center().y()) + 1)
            )
        ]
        assert found == [lane]
        made.give(True)
        strip.show_round(made.play())


def test_the_runner_runs_in_from_the_last_question(qtbot: QtBot) -> None:
    theme.set_motion("full")
    made = track_play(Mode.RELAY, "rrrr")
    strip = relay(qtbot, made)
    made.give(True)
    strip.show_round(made.play())
    assert strip._journey.at() < 1
    qtbot.waitUntil(lambda: strip._journey.at() == 1, timeout=2_000)


def test_a_name_without_room_is_cut_and_told_in_a_tool_tip(qtbot: QtBot) -> None:
    strip = relay(qtbot, track_play(Mode.RELAY, names=LONG), width=1000)
    places = [strip._lanes().label(row).center().toPoint() for row in range(3)]
    assert [strip._cut_name_at(place) for place in places] == [LONG[0], LONG[1], ""]
    assert strip._cut_name_at(QPoint(700, 40)) == ""
    short = relay(qtbot, track_play(Mode.RELAY, names=FOUR))
    assert [short._cut_name_at(place) for place in places] == ["", "", ""]


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("players", range(2, 9))
def test_names_fit_their_lanes(qtbot: QtBot, qapp: QApplication, players: int, text_scale: float) -> None:
    theme.apply(qapp, "light", text_scale=text_scale)
    for width, compact in ((800, True), (1200, False)):
        strip = relay(qtbot, track_play(Mode.RELAY, names=EIGHT[:players]), compact=compact, width=width)
        lanes = strip._lanes()
        assert QFontMetricsF(strip._name_font()).height() <= lanes.lane(0).height() + 1
        assert lanes.lane(lanes.lanes - 1).bottom() + lanes.foot <= strip.height() - 4
        last = strip._cells(lanes.standing())[-1][0] if strip._is_folded() else None
        assert last is None or last.right() <= width - 16 + 1


def test_a_small_window_with_many_players_shows_one_lane_and_the_standing(qtbot: QtBot) -> None:
    made = track_play(Mode.RELAY, "rrrxrxrrx", names=EIGHT)
    strip = relay(qtbot, made, compact=True, width=800)
    assert strip._lanes().lanes == 1
    cells = strip._cells(strip._lanes().standing())
    assert [(name, right) for _, name, right in cells][:3] == [("Anna", "1"), ("Croquis", "1"), ("BlueBird", "1")]
    assert strip._shown() == [made.round.lane]


def test_a_small_window_cuts_only_long_names_of_the_standing(qtbot: QtBot) -> None:
    names = ("A" * 40, "Bo", "Kei", "Jooheon", "런온" * 20, "Tea", "Cup", "Pot")
    strip = relay(qtbot, track_play(Mode.RELAY, names=names), compact=True, width=800)
    cells = strip._cells(strip._lanes().standing())
    cut = [name for (_, shown, _), name in zip(cells, names, strict=True) if shown != name]
    assert cut == [names[0], names[4]]
    assert strip._cut_name_at(cells[4][0].center().toPoint()) == names[4]
    assert strip._cut_name_at(cells[1][0].center().toPoint()) == ""


@pytest.mark.parametrize(
    ("widths", "room", "most"), [([10, 20, 30], 60, 30), ([10, 20, 30], 50, 20), ([5, 40, 40], 45, 20), ([], 10, 0)]
)
def test_short_names_leave_their_room_to_long_ones(widths: Sequence[float], room: float, most: float) -> None:
    assert _fair_width(list(widths), room) == most


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_name_breaks_the_strip(qtbot: QtBot, name: str) -> None:
    for compact in (False, True):
        strip = relay(qtbot, track_play(Mode.RELAY, names=(name, *EIGHT[:6])), compact=compact, width=800)
        assert not picture(strip, 800, strip.sizeHint().height()).isNull()
