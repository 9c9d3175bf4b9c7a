"""Files that take long to write: how far they are is told, they can be stopped, and the page stays usable meanwhile."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from quizapp.bank.bank import Bank
from quizapp.play import Clock, Lobby
from quizapp.ui.background import Report, TaskRunner
from quizapp.ui.common.save_dialog import ask_where_to_save
from quizapp.ui.common.saving_line import SavingLine
from tests.bank.builders import Clock as UtcClock
from tests.bank.builders import Game, open_bank, pack, question
from tests.ui.page_host import PageHost, named, press
from tests.ui.scores_rig import show_scores, table_of


class Slow:
    """Work that tells how far it is and waits until somebody lets it go on."""

    def __init__(self, to: Path) -> None:
        self.may_go_on = Event()
        self._to = to

    def __call__(self, report: Report) -> None:
        report(40, 100)
        assert self.may_go_on.wait(20)
        report(100, 100)
        self._to.write_text("whole")


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.shut_down()


@pytest.fixture
def page(qtbot: QtBot, runner: TaskRunner) -> PageHost:
    """A window with nothing but the line."""
    line = SavingLine()
    line.set_tasks(lambda: runner)
    made = PageHost(line)
    qtbot.addWidget(made)
    made.show()
    return made


def begin(qtbot: QtBot, page: PageHost, to: Path) -> Slow:
    """Writing begins and is at 40 of 100."""
    work = Slow(to)
    page.page.write(work, str(to))
    (label,) = page.findChildren(QLabel)
    qtbot.waitUntil(lambda: label.text() == f"Writing {to.name}: 40%")
    return work


def test_how_far_a_file_is_stands_there_until_it_is_written(qtbot: QtBot, page: PageHost, tmp_path: Path) -> None:
    assert page.page.isHidden()
    to = tmp_path / "scores.csv"
    begin(qtbot, page, to).may_go_on.set()
    qtbot.waitUntil(page.page.isHidden)
    assert page.said == [f"Written to {to}."]
    assert to.read_text() == "whole"


def test_a_file_that_is_stopped_is_not_written(qtbot: QtBot, page: PageHost, tmp_path: Path) -> None:
    work = begin(qtbot, page, tmp_path / "scores.csv")
    named(page, QAbstractButton, "Stop writing").click()
    work.may_go_on.set()
    qtbot.waitUntil(page.page.isHidden)
    assert page.said == ["Stopped. Nothing was written."]
    assert list(tmp_path.iterdir()) == []


def test_one_file_is_written_at_a_time(qtbot: QtBot, page: PageHost, tmp_path: Path) -> None:
    work = begin(qtbot, page, tmp_path / "first.csv")
    page.page.write(Slow(tmp_path / "second.csv"), str(tmp_path / "second.csv"))
    work.may_go_on.set()
    qtbot.waitUntil(page.page.isHidden)
    assert [each.name for each in tmp_path.iterdir()] == ["first.csv"]


def test_a_line_without_the_runner_of_the_program_has_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    alone = PageHost(SavingLine())
    qtbot.addWidget(alone)
    begin(qtbot, alone, tmp_path / "scores.csv").may_go_on.set()
    qtbot.waitUntil(alone.page.isHidden)
    assert (tmp_path / "scores.csv").exists()


def test_the_kind_that_is_chosen_gives_a_name_its_ending(qtbot: QtBot, page: PageHost) -> None:
    ask_where_to_save(page, "Save", "figures", [("Table (CSV)", "csv"), ("Data (JSON)", "json")], lambda place: None)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["Table (CSV) (*.csv)", "Data (JSON) (*.json)"]
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit("Data (JSON) (*.json)")
    assert dialog.defaultSuffix() == "json"
    dialog.reject()


# The board


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    with open_bank(tmp_path, UtcClock()) as opened:
        opened.packs.load(pack([question(number) for number in range(1, 13)]), "digest 1")
        yield opened


@pytest.fixture
def scores(qtbot: QtBot, bank: Bank) -> PageHost:
    """The page of high scores with two rounds of BlueBird on it."""
    game, player_id = Game(bank, UtcClock()), bank.players.add("BlueBird", "run-on", 16).id
    for right in (9, 6):
        game.play(player_id, right=right)
        game.clock.forward(60_000)
    lobby = Lobby(bank, Clock(utc_ms=game.clock))
    lobby.choose_player(player_id)
    return show_scores(qtbot, lobby)


def test_a_board_is_saved_as_its_name_ends(qtbot: QtBot, scores: PageHost, tmp_path: Path) -> None:
    for number, name in enumerate(("scores.csv", "scores.json"), 1):
        scores.page.save_to(str(tmp_path / name))
        qtbot.waitUntil(lambda number=number: len(scores.said) == number)
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["right"] for row in csv.DictReader(table)] == ["9", "6"]
    entries = json.loads((tmp_path / "scores.json").read_text("utf-8"))["entries"]
    assert [entry["right"] for entry in entries] == [9, 6]


def test_a_board_that_cannot_be_written_is_told(qtbot: QtBot, scores: PageHost, tmp_path: Path) -> None:
    scores.page.save_to(str(tmp_path / "nowhere" / "scores.csv"))
    qtbot.waitUntil(lambda: len(scores.told) == 1)
    assert "could not be written" in scores.told[0]


def test_the_board_can_be_walked_while_it_is_written(
    qtbot: QtBot, scores: PageHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Slow(tmp_path / "scores.csv")
    monkeypatch.setattr(scores.page._lobby.high_scores, "save", lambda board, path, report: work(report))
    scores.page.save_to(str(tmp_path / "scores.csv"))
    line = scores.findChildren(SavingLine)[0]
    assert line.isVisible()
    press(Qt.Key.Key_Down)
    assert table_of(scores).currentIndex().row() == 1
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert scores.findChildren(QFileDialog) == []
    work.may_go_on.set()
    qtbot.waitUntil(line.isHidden)
    assert QApplication.focusWidget() is table_of(scores)
