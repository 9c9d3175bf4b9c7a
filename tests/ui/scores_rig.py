"""High scores on their page, for the tests of that page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.records import Board, BoardEntry, Player, Run
from quizapp.game.rules import NEWEST, Mode, RoundSettings
from quizapp.game.turns import Result
from quizapp.play import Lobby
from quizapp.ui.scores.board_chooser import BoardChooser
from quizapp.ui.scores.board_model import Column
from quizapp.ui.scores.board_table import BoardTable
from quizapp.ui.scores.scores_page import ScoresPage
from tests.ui.fakes import DAY_MS, MOMENT_MS, PACK, FakeBank
from tests.ui.page_host import PageHost, host

EVERY = tuple(sorted(category.id for category in PACK.categories))
BOARD = Board.of(NEWEST[Mode.SPRINT].id, PACK, RoundSettings("tea", 16, EVERY))
DASH = replace(BOARD, rule_set="dash@1")
MODES = ["Sprint", "Dash", "Marathon", "Daily race", "Custom"]
EARLIER = replace(BOARD, spoiler_limit=3, categories=("cups", "leaves"), difficulty=3, pack_version="0.9")
HOSTILE = "<b>W&amp;W</b> " + "W" * 26


def add_run(
    bank: FakeBank, round_id: int, player: int, points: int, *, days_ago: int = 1, board: Board = BOARD
) -> None:
    """A finished round on a board."""
    name = bank.everybody[player - 1].name
    result = Result(points, points, 0, 0, points // 1_000, 10, 3, 1, 92_000)
    at_ms = MOMENT_MS - days_ago * DAY_MS
    entry = BoardEntry(round_id, 0, player, name, result, at_ms, pack_edited=round_id == 3)
    bank.entries.append((board, entry, Run(round_id, at_ms, points, (), ())))


def add_dash(bank: FakeBank, round_id: int, player: int, right: int, points: int) -> None:
    """A Dash with so many right answers in 20."""
    add_run(bank, round_id, player, points, board=DASH)
    board, entry, run = bank.entries.pop()
    bank.entries.append((board, replace(entry, result=replace(entry.result, right=right, asked=20)), run))


def four_runs() -> FakeBank:
    """Four rounds: two of BlueBird's, who plays now, one of them the last finished."""
    players = [Player(1, "BlueBird", spoiler_limits=(("tea", 16),)), Player(2, HOSTILE), Player(3, "오미주")]
    made = FakeBank(everybody=players, chosen_player=1)
    add_run(made, 1, 1, 8_498, days_ago=9)
    add_run(made, 2, 3, 9_914, days_ago=5)
    add_run(made, 3, 2, 7_467, days_ago=4)
    add_run(made, 4, 1, 8_583, days_ago=2)
    return made


def show_scores(qtbot: QtBot, lobby: Lobby) -> PageHost:
    """The page, activated."""
    page = ScoresPage()
    page.set_lobby(lobby)
    return host(qtbot, page)


def table_of(page: QWidget) -> BoardTable:
    """The table of the page."""
    found = page.findChild(BoardTable)
    assert found is not None
    return found


def shown(page: QWidget) -> str:
    """All texts of the labels that can be seen."""
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def columns_of(page: QWidget) -> list[Column]:
    """The columns that are shown."""
    return [column for column in Column if not table_of(page).isColumnHidden(column)]


def chosen(page: QWidget) -> dict[str, str]:
    """What is chosen of all in which the boards of the mode differ."""
    choosers = page.findChildren(BoardChooser)
    shown = {each.accessibleName(): each.currentText() for each in choosers if each.isVisible()}
    return {name: text for name, text in shown.items() if name not in ("Player", "Time")}
