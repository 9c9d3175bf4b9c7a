"""High scores and statistics by keys alone and by what a screen reader has alone: nothing on them needs a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from quizapp.settings import SettingsFile
from quizapp.ui.main_window import MainWindow
from quizapp.ui.scores.roster_window import RosterWindow
from tests.e2e.reader import Reader
from tests.ui.history_rig import History, make_history
from tests.ui.page_host import acting, press, write

Key = Qt.Key
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_STEPS_MAX = 40


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = make_history(tmp_path)
    yield made
    made.bank.close()


@pytest.fixture
def window(qtbot: QtBot, history: History, tmp_path: Path) -> MainWindow:
    """The main window, on home; BlueBird plays, and Hurdler has not run yet."""
    history.bank.players.add("Hurdler", "run-on", 3)
    made = MainWindow(SettingsFile(tmp_path / "settings.toml"), tmp_path)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.set_figures(history.figures)
    made.begin(history.lobby(history.blue_bird))
    return made


def page(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    """This page of the window, filled, reached through the rail."""
    Reader(window).press({"scores": "Scores", "stats": "Statistics"}[name])
    found: Any = window._page(name)
    if name == "stats":
        qtbot.waitUntil(lambda: found.is_filled)
    return found


def focus_name() -> str:
    """What has the focus, as a screen reader says it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    interface = QAccessible.queryAccessibleInterface(focused)
    names = (interface.text(QAccessible.Text.Description), interface.text(QAccessible.Text.Name))
    return next((name for name in (focused.accessibleName(), *names) if name), "")


def tab_to(name: str, *, back: bool = False) -> None:
    """Tab until something of this name has the focus."""
    met: list[str] = []
    for _ in range(_STEPS_MAX):
        met.append(focus_name())
        if met[-1] == name:
            return
        press(Key.Key_Backtab if back else Key.Key_Tab, _SHIFT if back else Qt.KeyboardModifier.NoModifier)
    raise AssertionError(f"Tab does not come to {name!r}, only to {met}")


def seen(parent: QWidget) -> str:
    """All that a screen reader finds."""
    return " | ".join(Reader(parent).names())


def reached_by_tab() -> set[QWidget | None]:
    """All that gets the focus on one way round, with the boxes it stands in."""
    found: set[QWidget | None] = set()
    for _ in range(_STEPS_MAX):
        focused = QApplication.focusWidget()
        assert focused is not None
        found |= {focused, focused.parentWidget()}
        press(Key.Key_Tab)
    return found


@pytest.mark.parametrize("name", ["scores", "stats"])
def test_tab_comes_to_everything_that_acts_and_each_has_a_name(qtbot: QtBot, window: MainWindow, name: str) -> None:
    there = page(qtbot, window, name)
    reached = reached_by_tab()
    # Of the segments of one box Tab comes to the chosen one, the arrows to the others.
    missed = [each.accessibleName() for each in acting(there) if each not in reached and each.parent() not in reached]
    assert missed == []
    assert [each for each in acting(there) if not each.accessibleName()] == []


# High scores


def test_the_board_is_chosen_and_walked_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    scores: Any = page(qtbot, window, "scores")
    tab_to("Mode")
    press(Key.Key_Home)
    while "Rounds run 9" not in seen(scores):
        press(Key.Key_Right)
    tab_to("Player")
    press(Key.Key_Down)
    press(Key.Key_Down)
    table = scores._view.table
    assert [table.entries.text(row, 1) for row in range(table.entries.rowCount())] == ["Croquis 크로키"]
    press(Key.Key_Home)
    tab_to("Time")
    press(Key.Key_End)
    assert table.entries.rowCount() == 1  # of today
    tab_to("High scores")
    press(Key.Key_C, _CONTROL)
    assert QGuiApplication.clipboard().text().startswith("4\tBlueBird\t")


def test_a_round_is_opened_read_and_left_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    scores: Any = page(qtbot, window, "scores")
    table = scores._view.table
    tab_to("High scores")
    press(Key.Key_Home, _CONTROL)
    press(Key.Key_Return)
    assert "Custom of BlueBird" in seen(scores)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert "He runs in every scene." in seen(scores)
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert table.hasFocus()
    assert table.currentIndex().row() == 0
    tab_to("Open round")
    press(Key.Key_Space)
    tab_to("Back to the board", back=True)
    press(Key.Key_Space)
    assert table.hasFocus()


def test_the_export_is_asked_for_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    scores = page(qtbot, window, "scores")
    tab_to("Export…")
    press(Key.Key_Space)
    (dialog,) = scores.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_players_are_renamed_merged_removed_and_brought_back_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    scores: Any = page(qtbot, window, "scores")
    lobby = scores._lobby
    tab_to("Players…")
    press(Key.Key_Space)
    (roster,) = scores.findChildren(RosterWindow)
    qtbot.waitUntil(roster.isActiveWindow)

    def names() -> list[str]:
        return [player.name for player, _ in lobby.high_scores.players()]

    before = names()
    assert before == ["BlueBird", "Croquis 크로키", "Hurdler"]
    assert focus_name() == "Players"
    press(Key.Key_End)
    tab_to("New name")
    press(Key.Key_A, _CONTROL)
    write("러너")
    tab_to("Rename")
    press(Key.Key_Space)
    assert names() == ["BlueBird", "Croquis 크로키", "러너"]
    tab_to("Undo")
    press(Key.Key_Space)
    assert names() == before

    tab_to("Players")
    press(Key.Key_End)
    tab_to("Merge into")
    press(Key.Key_Home)
    tab_to("Merge")
    press(Key.Key_Space)
    assert names() == ["BlueBird", "Croquis 크로키"]
    press(Key.Key_Z, _CONTROL)
    assert names() == before

    tab_to("Players")
    press(Key.Key_Home)
    press(Key.Key_Down)
    tab_to("Rounds stay")
    press(Key.Key_Right)
    assert focus_name() == "Rounds go too"
    tab_to("Remove")
    press(Key.Key_Space)
    assert names() == ["BlueBird", "Hurdler"]
    press(Key.Key_Z, _CONTROL)
    assert names() == before
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not scores.findChildren(RosterWindow))


# Statistics


def test_figures_are_chosen_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    stats: Any = page(qtbot, window, "stats")
    tab_to("30 days")
    press(Key.Key_Left)
    assert focus_name() == "7 days"
    qtbot.waitUntil(lambda: stats.is_filled)
    assert "Questions answered 26 in 7 rounds" in seen(stats)
    press(Key.Key_Right)
    press(Key.Key_Right)
    tab_to("Mode")
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: stats.is_filled)
    assert "Questions answered 2 in one round" in seen(stats)
    press(Key.Key_Home)
    tab_to("Player")
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: stats.is_filled)
    assert "Questions answered 4 in one round" in seen(stats)
    assert not [name for name in Reader(stats).names() if name.startswith("Practise")]


def test_every_chart_gives_way_to_its_table_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    stats = page(qtbot, window, "stats")
    for title in ("Right answers per round", "Answering time per question", "Training to come", "Days played"):
        tab_to(f"{title}: table")
        press(Key.Key_Space)
        press(Key.Key_Tab)
        assert focus_name() == title
        press(Key.Key_Home, _CONTROL)
        press(Key.Key_Down)
        press(Key.Key_Space)  # chooses a row
        press(Key.Key_C, _CONTROL)
        head, row = QGuiApplication.clipboard().text().split("\n")
        assert head.split("\t")[0] in ("Round", "Day")
        assert row.split("\t")[0] in seen(stats)


def test_groups_and_questions_are_chosen_and_practised_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    stats: Any = page(qtbot, window, "stats")
    tab_to("Right by")
    press(Key.Key_End)
    assert "Most right: Easy, 67%. Least right: Medium, 54%." in seen(stats)
    tab_to("Hardest")
    press(Key.Key_Right)
    assert "Most right of the questions answered 2 times or more: 80% at first place." in seen(stats)
    press(Key.Key_Left)
    with qtbot.waitSignal(stats.practise_requested) as asked:
        tab_to("Practise these 5")
        press(Key.Key_Space)
    assert asked.args is not None
    assert [uid[-1] for uid in asked.args[0]] == ["5", "4", "3", "2", "1"]


def test_the_statistics_are_saved_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    stats = page(qtbot, window, "stats")
    tab_to("Save…")
    press(Key.Key_Space)
    (dialog,) = stats.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


# By names alone


def test_a_screen_reader_finds_every_figure_of_the_board(qtbot: QtBot, window: MainWindow) -> None:
    scores = page(qtbot, window, "scores")
    names = [name.replace(",", "") for name in Reader(scores).names()]
    assert "Ties: fewer lifelines then less time then earlier." in names
    assert "Rank 6" in names
    assert "Score 4998" in names
    assert "Right 4 of 4" in names
    assert "Best streak 4" in names
    assert "Time 0:14" in names
    assert "BlueBird your last run" in names
    assert any(name.startswith("Your lead ") for name in names)


def test_a_screen_reader_opens_a_round_and_the_players(qtbot: QtBot, window: MainWindow) -> None:
    scores: Any = page(qtbot, window, "scores")
    reader = Reader(scores)
    reader.press("Open round")
    assert reader.has("Custom of BlueBird")
    reader.press("Back to the board")
    reader.press("Players…")
    (roster,) = scores.findChildren(RosterWindow)
    players = Reader(roster)
    for name in ("BlueBird", "New name", "Rename", "Merge", "Rounds stay", "Remove", "Undo", "Close"):
        assert players.has(name), name
    players.write("New name", "Runner")
    players.press("Rename")
    assert players.has("BlueBird is now called Runner.")
    players.press("Undo")
    players.press("Close")


def test_a_screen_reader_finds_every_chart_with_its_sentence_and_its_table(qtbot: QtBot, window: MainWindow) -> None:
    stats = page(qtbot, window, "stats")
    reader = Reader(stats)
    for title, sentence in {
        "Right answers per round": "61% right over 10 rounds.",
        "Answering time per question": "3.5 s a question over 10 rounds.",
        "Training to come": "Due today: 2, in the 13 days after: 1.",
        "Days played": "Played on 8 of the last ",
    }.items():
        assert reader.has(sentence)
        assert any(item.name == title for item in reader.items())
        assert title not in _tables(reader)
        reader.press(f"{title}: table")
        assert title in _tables(reader)
    assert {"Answers 2", "Due 2", "Rounds 2"} <= set(reader.names())


def _tables(reader: Reader) -> list[str]:
    return [item.name for item in reader.items() if item.role is QAccessible.Role.Table]


def test_who_has_not_run_is_invited_by_name_and_by_enter(qtbot: QtBot, window: MainWindow) -> None:
    lobby = window.lobby
    assert lobby is not None
    lobby.choose_player(next(player.id for player in lobby.players() if player.name == "Hurdler"))
    stats: Any = page(qtbot, window, "stats")
    assert "Nothing to count yet" in seen(stats)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.accessibleName() == "Pick a lane"
    press(Key.Key_Return)
    assert window._current_name == "home"
