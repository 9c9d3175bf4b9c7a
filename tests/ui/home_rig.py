"""What the tests of the home page's seven lanes share: a bank for all modes, and hands on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.records import Player
from quizapp.game.rules import Mode, RoundSettings
from quizapp.play import Lobby
from quizapp.ui.play.home_page import HomePage
from quizapp.ui.play.lane_list import LaneList
from tests.ui.fakes import PACK, FakeBank, fake_lobby, single
from tests.ui.page_host import PageHost, host, press

MANY = tuple(single(number) for number in range(1, 69))
EVERY = tuple(sorted(category.id for category in PACK.categories))
LANE_KEYS = dict(zip(Mode, (Qt.Key(Qt.Key.Key_1 + place) for place in range(7)), strict=True))


def players() -> list[Player]:
    """Three players, of whom BlueBird has seen everything and Croquis little."""
    return [
        Player(1, "BlueBird", spoiler_limits=(("tea", 16),)),
        Player(2, "Croquis", spoiler_limits=(("tea", 3),)),
        Player(3, "Dan-ah", spoiler_limits=(("tea", 9),)),
    ]


def bank_of_all() -> FakeBank:
    """Sixty-eight questions and three players."""
    return FakeBank(MANY, everybody=players(), chosen_player=1)


@dataclass
class HomeRig:
    """A shown home page, its lobby, and what it asked for."""

    qtbot: QtBot
    bank: FakeBank = field(default_factory=bank_of_all)

    def __post_init__(self) -> None:
        self.lobby: Lobby = fake_lobby(self.bank)
        self.page = HomePage(self.lobby)
        self.started: list[RoundSettings] = []
        self.asked_for_players: list[str] = []
        self.page.start_requested.connect(self.started.append)
        self.page.players_requested.connect(self.asked_for_players.append)
        self.host: PageHost = host(self.qtbot, self.page)

    def pick(self, mode: Mode) -> None:
        """The lane of this mode, by its digit."""
        press(LANE_KEYS[mode])

    def start(self) -> RoundSettings:
        """What Enter asks to start."""
        press(Qt.Key.Key_Return)
        return self.started[-1]

    def shown(self) -> str:
        """All texts of the labels that can be seen."""
        return shown(self.host)

    def lanes(self) -> list[str]:
        """The lanes as a screen reader names them."""
        model = self.page.findChildren(LaneList)[0].model()
        rows = range(model.rowCount(QModelIndex()))
        return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]

    def current_lane(self) -> str:
        """The id of the lane that is chosen."""
        return self.page.findChildren(LaneList)[0].current()


def shown(parent: QWidget) -> str:
    """All texts of the labels that can be seen."""
    return " | ".join(label.text() for label in parent.findChildren(QLabel) if label.isVisible())
